"""One self-contained page for a report: nothing is loaded from anywhere, the file can be kept, sent and printed.

Every text stands in the file once: the right column holds everything, marked, and the page itself fills the left one from it when it
is opened. So a long code whose every article was reworded stays small, and where no script runs the page shows the changes marked in
the line. The three views (side by side, marked in the line, the new text) are the same elements shown differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

import attrs
from jinja2 import Environment, FunctionLoader
from markupsafe import Markup, escape

from lawtrack.changes.changes import Changes, Correspondence, Line, Mark, Row, Status
from lawtrack.changes.comparison_table import DEFAULT_TABLE, CellLine, ComparisonTable, Look, TableRow, lay_out
from lawtrack.comparison.text_diff import segments
from lawtrack.errors import Finding, Severity
from lawtrack.formats.blocks import SEVERITY, message_of, texts_of
from lawtrack.formats.chart import COLOUR, SAME_TEXT, map_svg
from lawtrack.formats.report import Report
from lawtrack.model.address import Address
from lawtrack.model.gaps import is_gap
from lawtrack.model.levels import HEADINGS, RANK, Level
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Cause

MOST_OF_ORDERS = 30_000
"""Characters of all instructions together; where there are more, each is cut short, since the new text they give stands in the table."""

MOST_PLACES = 100
"""Places that are listed under one instruction; a whole revision has as many as the statute has articles."""
_TAGS: dict[Look, str] = {"added": "ins", "deleted": "del"}


@attrs.frozen
class _Kind:
    key: str
    name: str
    colour: str
    count: int
    on: bool


@attrs.frozen
class _Row:
    id: str
    key: str
    status: str
    old: str
    hidden: bool
    cells: Markup
    note: Markup
    third: tuple[str, ...] = ()
    paper: bool = True


@attrs.frozen
class _Order:
    id: str
    text: str
    links: Markup


def _cell(lines: Iterable[CellLine]) -> Markup:
    """A cell of a plain table, with its marks."""
    return Markup("\n").join(
        Markup("").join(
            Markup("<{0}>{1}</{0}>").format(_TAGS[w.look], w.text) if w.look in _TAGS else escape(w.text)
            for w in line.words
        )
        for line in lines
    )


@attrs.frozen(kw_only=True)
class _Page:
    report: Report
    title: str
    severities: str
    findings: Markup = Markup()
    placed: int = 0
    rows: tuple[_Row, ...] = ()
    kinds: tuple[_Kind, ...] = ()
    map: Markup = Markup()
    others: str = ""
    pairs: tuple[Markup, ...] = ()
    same_numbers: int = 0
    orders: tuple[_Order, ...] = ()
    units: Markup = Markup()
    contents: tuple[Markup, ...] = ()
    sides: tuple[str, str] = ("修改前", "修改后")
    third: str = ""
    remarked: bool = False
    legend: str = ""
    summed: str = ""
    portrait: bool = False
    heading: str = "修改前后对照表"
    whole: str = "修改后全文"


def render(report: Report) -> str:
    """A report as a complete HTML page."""
    from importlib.metadata import version

    page = _page(report)
    template = _environment().get_template("report.html")
    css, js = (Markup(_file(f"report.{kind}")) for kind in ("css", "js"))
    return template.render(page=page, css=css, js=js if page.rows else "", version=version("lawtrack")) + "\n"


def script_text() -> str:
    """What stands between the script tags of every report, for a page that shows one and allows no script but this."""
    return _file("report.js")


@cache
def _environment() -> Environment:
    environment = Environment(loader=FunctionLoader(_file), autoescape=True, trim_blocks=True)
    environment.filters["cell"] = _cell
    return environment


@cache
def _file(name: str) -> str:
    return (resources.files("lawtrack.formats") / "templates" / name).read_text("utf-8")


def _page(report: Report) -> _Page:
    severities = "，".join(f"{SEVERITY[s]} {n}" for s, n in report.severities)
    changes = report.changes
    if changes is None:
        law = report.statute
        return _Page(
            report=report,
            title=report.title if law is None else law.title or report.title,
            severities=severities,
            findings=findings_html(report.findings),
            units=_text(law) if law else Markup(),
            contents=_contents(law) if law and law.contents else (),
        )
    ids = [_id(row) for row in changes.rows]
    causes = _numbered(changes)
    shown = [i for i, r in enumerate(changes.rows) if r.old_text or r.new_text or r.old_label or r.new_label]
    options = report.options or DEFAULT_TABLE
    table = lay_out(changes, options)
    own = {id(one.row): one for one in table.rows}
    rows = tuple(_row(changes.rows[i], ids[i], report.findings_at(i), causes, own, table) for i in shown)
    named = options.columns or report.sides
    loose = report.findings_at(-1)
    others = "，".join(f"{s} {n}" for s, n in changes.other_counts.items() if n and s is not Status.UNCHANGED)
    pairs, same = _pairs(changes)
    return _Page(
        report=report,
        title=report.title,
        severities=severities,
        findings=findings_html(loose),
        placed=len(report.findings) - len(loose),
        rows=rows,
        sides=(named[0], named[1]),
        third=table.columns[2] if len(table.columns) == 3 else "",
        remarked=len(table.columns) == 3 and not options.cites,
        legend=table.legend if report.sides == ("修改前", "修改后") else "",
        summed=table.summed,
        portrait=table.portrait,
        heading="修改前后对照表" if report.sides[0] == "修改前" else "逐条对照",
        whole="修改后全文" if report.sides[1] == "修改后" else report.sides[1],
        kinds=tuple(_kinds(report)),
        map=map_svg(changes, ids),
        others=others,
        pairs=pairs,
        same_numbers=same,
        orders=_orders(changes, ids, causes),
    )


def _id(row: Row) -> str:
    """The row's anchor: the eId of the provision as it stands now, ``old-…`` where it stands no more."""
    if row.new is not None:
        return row.new.eid
    return "old-" + (row.old.eid if row.old is not None else "")


def _kinds(report: Report) -> Iterable[_Kind]:
    others = report.changes.other_counts if report.changes else {}
    counts = dict(report.counts)
    for status in Status:
        n = counts.get(status, 0)
        if status in counts or others.get(status):
            quiet = status is Status.TYPOGRAPHY and report.sides[0] != "修改前"
            on = (report.options or DEFAULT_TABLE).shows(status) and not quiet
            yield _Kind(status.name.lower(), status.value, COLOUR[status], n, on)


def _key(address: Address | None) -> str:
    """The number of an article for jumping to it; empty for anything else."""
    if address is None or address.level is not Level.ARTICLE or len(address.steps) > 1:
        return ""
    return str(address.steps[0].number)


def _row(
    row: Row,
    anchor: str,
    found: Sequence[Finding],
    causes: dict[Cause, int],
    own: Mapping[int, TableRow],
    table: ComparisonTable,
) -> _Row:
    """One row; ``own`` are the rows of the hand-out, which is what is printed."""
    if row.status in SAME_TEXT:
        label = _labels(row)
        cells = Markup('<td colspan="2" class="n b">{}</td>').format(_paragraphs(row, row.lines, label, "both"))
    else:
        new = _paragraphs(row, row.lines, _labels(row), "new")
        cells = Markup('<td class="n">{}</td>').format(
            new if row.new else Markup('{}<p class="empty">（删除）</p>').format(new)
        )
    note = [_why(c, causes) for c in row.causes if c.label or c.text and not c.consequential]
    if row.status not in SAME_TEXT and row.causes and all(c.consequential for c in row.causes):
        note.append(Markup('<span class="no-pair">随其他修改而调整</span>'))
    ties = [f"{r.address}" for r in row.related]
    if ties:
        note.append(Markup("<div>相关条文：{}</div>").format("、".join(ties)))
    note.append(findings_html(found))
    printed = own.get(id(row))
    shown = printed is not None or bool(found)
    third = printed.texts[2].split("\n") if printed and len(printed.texts) == 3 else ()
    return _Row(
        anchor,
        row.status.name.lower(),
        row.status.value,
        "" if _key(row.old) == _key(row.new) else _key(row.old) or "-",
        not shown,
        cells,
        Markup("").join(note),
        tuple(third),
        printed is not None or row.level not in (Level.NOTE, Level.STAGE) and row.changed,
    )


def _strong(label: str) -> Markup:
    return Markup("<b>{}</b>").format(label) if label else Markup()


def _labels(row: Row) -> Markup:
    """The number of a row in the right column: the old one struck out where it changed."""
    if row.level is not Level.ARTICLE:
        return Markup()
    if row.old_label and row.new_label and row.old_label != row.new_label:
        return Markup('<b><del class="num">{}</del><ins>{}</ins></b>').format(row.old_label, row.new_label)
    if not row.old_label:
        return Markup("<b><ins>{}</ins></b>").format(row.new_label)
    if not row.new_label:
        return Markup('<b class="gone"><del>{}</del></b>').format(row.old_label)
    return _strong(row.new_label)


def _paragraphs(row: Row, lines: Iterable[Line], label: Markup, side: str) -> Markup:
    """Lines as paragraphs; ``side`` is new (with deletions and additions) or both (nothing marked).

    Classes tell the page what it needs for the left column: ``gone`` is a paragraph of the old text only, ``f`` one of the new.
    """
    out: list[Markup] = []
    lines = list(lines)
    head = label if row.level is Level.ARTICLE else Markup()
    again = None
    if side == "new" and head and lines and lines[0].new is None and row.new is not None:
        # the first paragraph went: its number opens the deleted one where deletions show, the next one where they do not
        again = next((i for i, x in enumerate(lines) if x.new is not None and x.level is not Level.ARTICLE), None)
    for i, line in enumerate(lines):
        if i == again:
            head = Markup('<span class="not-inline">{}</span>').format(label)
        own = _line_label(line, side)
        body = Markup("").join(_mark(m) for m in line.marks)
        if line.moved_from is not None:
            body += Markup('<span class="no-pair f">（原{}）</span>').format(line.moved_from)
        if line.moved_to is not None:
            body += Markup('<span class="no-pair">（移至{}）</span>').format(line.moved_to)
        if not (own or body or head):
            continue
        classes = []
        if line.level in HEADINGS or line.level in (Level.TITLE, Level.ANNEX):
            classes.append("h")
            own += Markup("\u3000") if own and body else Markup()
        if side == "new" and line.new is None:
            classes.append("gone")
        elif side == "new" and line.old is None:
            classes.append("f")
        attribute = Markup(' class="{}"').format(" ".join(classes)) if classes else Markup()
        out.append(Markup("<p{}>{}{}{}</p>").format(attribute, head, own, body))
        head = Markup()
    if head:
        out.append(Markup("<p>{}</p>").format(head))
    return Markup("").join(out)


def _line_label(line: Line, side: str) -> Markup:
    if line.level is Level.ARTICLE:
        return Markup()
    if line.new is None:
        return Markup("<del>{}</del>").format(line.old_label) if line.old_label else Markup()
    if line.old is None:
        return Markup("<ins>{}</ins>").format(line.new_label) if line.new_label else Markup()
    if line.old_label != line.new_label:
        return Markup("{}{}").format(
            Markup('<del class="num">{}</del>').format(line.old_label) if line.old_label else "",
            Markup("<ins>{}</ins>").format(line.new_label) if line.new_label else "",
        )
    return escape(line.new_label)


def _lines(text: str) -> Markup:
    """A text with its line breaks."""
    return escape(text).replace("\n", Markup("<br>"))


def _mark(mark: Mark) -> Markup:
    text = _lines(mark.text)
    if mark.kind == "equal":
        return text
    if mark.kind == "insert":
        return Markup("<ins>{}</ins>").format(text)
    lost = Markup(' class="gap"') if is_gap(mark.text) else ""  # it says that the words are lost, and is none of them
    return Markup("<del{}>{}</del>").format(lost, text)


def _numbered(changes: Changes) -> dict[Cause, int]:
    """The instructions that changed something, numbered in the order of the decision."""
    found = {attrs.evolve(c, consequential=False) for row in changes.rows for c in row.causes if c.label and c.text}
    return {cause: n for n, cause in enumerate(sorted(found, key=lambda c: (c.index, c.label)), 1)}


def _why(cause: Cause, causes: dict[Cause, int]) -> Markup:
    """The instruction behind a change: its number; its text stands in the list of instructions, from where the page unfolds it."""
    plain = attrs.evolve(cause, consequential=False)
    name = cause.clause or cause.text
    if cause.consequential:
        name += "（随之调整）"
    n = causes.get(plain)
    if n is None:
        return Markup("<div>{}</div>").format(name)
    return Markup('<a class="y" href="#o{}">{}</a>').format(n, name)


def _orders(changes: Changes, ids: Sequence[str], causes: dict[Cause, int]) -> tuple[_Order, ...]:
    """Each instruction with the provisions it changed; those that only followed are counted."""
    to: dict[int, list[Markup]] = {n: [] for n in causes.values()}
    followed = dict.fromkeys(causes.values(), 0)
    for row, anchor in zip(changes.rows, ids, strict=True):
        named = {n for c in row.causes if not c.consequential and (n := causes.get(c)) is not None}
        for n in sorted(named):
            name = f"{row.new or row.old}" + ("（删除）" if row.new is None else "")
            to[n].append(Markup('<a href="#{}">{}</a>').format(anchor, name))
        for cause in row.causes:
            n = causes.get(attrs.evolve(cause, consequential=False), 0)
            if cause.consequential and n and n not in named:
                followed[n] += 1
    room = max(24, MOST_OF_ORDERS // max(1, len(causes))) if sum(len(c.text) for c in causes) > MOST_OF_ORDERS else 0
    return tuple(
        _Order(
            f"o{n}",
            clipped(c.text, room),
            Markup("、").join(to[n][:MOST_PLACES])
            + (f"……共 {len(to[n])} 处" if len(to[n]) > MOST_PLACES else "")
            + (f"；另有 {followed[n]} 处随之调整" if followed[n] else ""),
        )
        for c, n in causes.items()
    )


def clipped(text: str, room: int) -> str:
    """``text`` cut after ``room`` characters (0: whole), saying how much is left out.

    >>> clipped("一、将第一条修改为：“甲乙丙丁。”", 10)
    '一、将第一条修改为：……（略去7字，见上表）'
    """
    left = len(text) - room
    return text if not room or left <= 0 else f"{text[:room]}……（略去{left}字，见上表）"


def _pairs(changes: Changes) -> tuple[tuple[Markup, ...], int]:
    """Old number → new number; neighbours that move by the same step are one entry."""
    out: list[Markup] = []
    same = 0
    run: list[Correspondence] = []

    def flush() -> None:
        if len(run) > 2:
            first, last = run[0], run[-1]
            out.append(Markup("{}至{} → {}至{}").format(first.old, last.old, first.new, last.new))
        else:
            out.extend(Markup("{} → {}").format(p.old, p.new) for p in run)
        run.clear()

    for pair in changes.correspondence:
        if pair.old is not None and pair.old == pair.new:
            same += 1
        elif (
            pair.old is not None
            and pair.new is not None
            and pair.status in (Status.RENUMBERED, Status.AMENDED, Status.REFERENCES)
        ):
            if run and not (_next(run[-1].old, pair.old) and _next(run[-1].new, pair.new)):
                flush()
            run.append(pair)
            continue
        else:
            flush()
            missing = Markup('<span class="no-pair">（无）</span>')
            out.append(Markup("{} → {}（{}）").format(pair.old or missing, pair.new or missing, pair.status.value))
            continue
        flush()
    flush()
    return tuple(out), same


def _next(first: Address | None, second: Address | None) -> bool:
    """Whether two article numbers follow each other."""
    if first is None or second is None or len(first.steps) != 1 or len(second.steps) != 1:
        return False
    a, b = first.steps[0].number, second.steps[0].number
    return not a.sub and not b.sub and b.value == a.value + 1


def findings_html(findings: Sequence[Finding]) -> Markup:
    """Errors and warnings in full; what is only for the record folded up where there is more than one of it."""
    grave = [f for f in findings if f.severity is not Severity.INFO]
    notes = [f for f in findings if f.severity is Severity.INFO]
    out = Markup("").join(finding_html(f) for f in grave)
    if len(notes) < 2:
        return out + Markup("").join(finding_html(f) for f in notes)
    inner = Markup("").join(finding_html(f) for f in notes)
    return out + Markup('<details class="why"><summary>提示 {} 项</summary>{}</details>').format(len(notes), inner)


def finding_html(finding: Finding) -> Markup:
    """A finding as a block: severity, message, both texts where there are two, the proposed repair."""
    parts = [
        Markup("<p><strong>{}</strong> {}{} <code>{}</code></p>").format(
            SEVERITY[finding.severity],
            f"{finding.address}：" if finding.address and not finding.message.startswith(finding.address) else "",
            message_of(finding),
            finding.code,
        )
    ]
    sides = [(side, Markup.escape(text)) for side, text in texts_of(finding)]
    if len(sides) == 2:
        marked = segments(finding.before or "", finding.after or "")
        for k, other in enumerate(("insert", "delete")):
            shown = Markup("").join(_mark(Mark(m.kind, m.text)) for m in marked if m.kind != other)
            sides[k] = sides[k][0], shown or sides[k][1]
    if sides:
        pair = Markup("").join(Markup("<span>{}</span><span>{}</span>").format(*side) for side in sides)
        parts.append(Markup('<p class="pair">{}</p>').format(pair))
    if finding.repair is not None:
        parts.append(Markup("<p>建议：{}</p>").format(finding.repair.description))
    if finding.span is not None and finding.span.line:
        parts.append(Markup("<p>原文第 {} 行</p>").format(finding.span.line))
    level = "" if finding.severity is Severity.INFO else f" {finding.severity.value}"
    return Markup('<div class="finding{}">{}</div>').format(level, Markup("").join(parts))


def _text(law: Statute) -> Markup:
    """The statute for reading."""
    out: list[Markup] = []
    for unit in law.units[1:3]:
        if unit.text:
            out.append(Markup('<p class="mid">{}</p>').format(_lines(unit.text)))
    head = Markup()
    for unit, address in zip(law.units[3:], law.addresses[3:], strict=True):
        anchor = Markup(' id="{}"').format(address.eid)
        if head and unit.level is not Level.PARAGRAPH:
            out.append(Markup("<p>{}</p>").format(head))
            head = Markup()
        if unit.level is Level.ARTICLE:
            head = Markup('<b class="no"{}>{}</b>{}').format(anchor, unit.label, unit.text)
        elif unit.level in HEADINGS or unit.level in (Level.ANNEX, Level.PREAMBLE):
            size = min(5, 1 + max(1, RANK[unit.level]))
            words = "\u3000".join(x for x in (unit.label, unit.text) if x)
            if words:
                out.append(Markup("<h{0}{1}>{2}</h{0}>").format(size, anchor, words))
        else:
            kind = Markup(' class="sig"') if unit.level is Level.SIGNATURE else Markup()
            out.append(Markup("<p{}>{}{}{}</p>").format(kind, head, unit.label, _lines(unit.text)))
            head = Markup()
    if head:
        out.append(Markup("<p>{}</p>").format(head))
    return Markup("\n").join(out)


def _contents(law: Statute) -> tuple[Markup, ...]:
    return tuple(
        Markup('<a href="#{}">{}</a>').format(a.eid, "\u3000".join(x for x in (u.label, u.text) if x))
        for u, a in zip(law.units, law.addresses, strict=True)
        if u.level in HEADINGS and u.level is not Level.DIVISION
    )
