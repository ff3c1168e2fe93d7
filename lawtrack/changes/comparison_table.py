"""The comparison table that an office hands out (修改前后对照表): which rows and columns it has and what stands in each cell, free of any format.

Word, the web page, the spreadsheet and the plain table are printed from this one model, so that all of them show the same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

import attrs

from lawtrack.arguments import checked, typed
from lawtrack.changes import findings as kinds
from lawtrack.changes.changes import Changes, Line, Row, Status
from lawtrack.display import repr_html, summary
from lawtrack.errors import Finding, InputError
from lawtrack.model.gaps import is_gap
from lawtrack.model.levels import HEADINGS, RANK, Level, Unit
from lawtrack.model.printing import heading_line
from lawtrack.patch.ops import Cause

BASIS = "修改依据"
"""What the third column is called where it cites the instructions."""
LEGEND = "条文中黑体字为新增，删除线为删去"
_FRONT = (Level.NOTE, Level.STAGE)  # what follows from the decision itself and is no provision
_CENTRED = HEADINGS - {Level.DIVISION} | {Level.TITLE, Level.STAGE, Level.PREAMBLE}
_WITH = {Status.ADDED: Status.SPLIT, Status.DELETED: Status.MERGED, Status.AMENDED: Status.HEADING}

Look: TypeAlias = Literal["", "added", "deleted", "note"]
Renumbered: TypeAlias = Literal["summed", "listed", "omitted"]


@typed
@attrs.frozen
class TableRemark:
    """One entry of a table of remarks: the provision it is about, by its number in the new text, or in the old one (``old``), and its words.

    ``where`` says where in the file it stands, for messages.

    >>> import lawtrack as lt
    >>> remark = lt.TableRemark("第二条", "为了夜航安全。", where="理由.xlsx 第2行")
    >>> remark.number, remark.text, remark.old
    ('第二条', '为了夜航安全。', False)
    """

    number: str
    text: str
    old: bool = False
    where: str = ""


def _columns(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for name in names)


def _remarks(remarks: Iterable[TableRemark]) -> tuple[TableRemark, ...]:
    return tuple(remarks)


def _kinds(wanted: Iterable[Status | str]) -> tuple[Status, ...]:
    known = {status.value: status for status in Status}
    out = []
    for kind in wanted:
        status = known.get(str(kind).strip())
        if status is None:
            raise InputError(
                f"对照表没有“{kind}”这一类；有的是：{'、'.join(known)}",
                f"a comparison table has no kind “{kind}”, only {', '.join(known)}",
            )
        out.append(status)
    return tuple(out)


@typed
@attrs.frozen
class TableOptions:
    """How a comparison table is to look.

    ``columns`` are the names of its two or three columns. A third one of the name 修改依据 cites the instruction behind each change; of any
    other name (修改说明, 修改理由) it holds the ``remarks`` and is left empty to be filled in where there are none. Without names the columns are
    修改前, 修改后 and, where instructions are known, 修改依据. ``rows`` are the kinds shown (:class:`Status`; 新增 with 拆分, 删除 with 合并, 修改 with
    标题修改); without them all that changed. Provisions that only got another number are ``summed`` up in one line below the table,
    ``listed`` as rows, or ``omitted``. ``unchanged`` shows every provision. ``findings`` stand behind the table only where they are asked for.

    Raises :class:`InputError` for a kind that does not exist, and for less than two or more than three columns.

    >>> TableOptions(("现行条文", "修正案草案", "修改说明"), rows=("修改", "新增")).rows
    (<Status.AMENDED: '修改'>, <Status.ADDED: '新增'>)
    """

    columns: tuple[str, ...] = attrs.field(default=(), converter=_columns)
    rows: tuple[Status, ...] = attrs.field(default=(), converter=_kinds, kw_only=True)
    remarks: tuple[TableRemark, ...] = attrs.field(default=(), converter=_remarks, kw_only=True)
    renumbered: Renumbered = attrs.field(default="summed", kw_only=True)
    portrait: bool = attrs.field(default=False, kw_only=True)
    unchanged: bool = attrs.field(default=False, kw_only=True)
    findings: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.columns and (len(self.columns) not in (2, 3) or not all(self.columns)):
            raise InputError(
                "对照表应有两栏或者三栏，每栏都有名称，例如“现行条文,修正案草案,修改说明”",
                "a comparison table has two or three columns, each with a name, such as 现行条文,修正案草案,修改说明",
            )
        if self.renumbered not in ("summed", "listed", "omitted"):
            raise InputError(
                f"仅序号调整的条文可以 summed（合计一行）、listed（逐条列出）、omitted（不列），没有“{self.renumbered}”",
                f"renumbered is summed (one line), listed (row by row) or omitted, not “{self.renumbered}”",
            )
        if self.remarks and (len(self.columns) != 3 or self.columns[2] == BASIS):
            raise InputError(
                "填写说明需要第三栏，并写明它的名称，例如“修改前,修改后,修改说明”",
                "remarks need a third column with a name of its own, such as 修改前,修改后,修改说明",
            )

    @property
    def cites(self) -> bool:
        """Whether a third column would cite instructions."""
        return not self.columns or len(self.columns) == 3 and self.columns[2] == BASIS

    def shows(self, status: Status) -> bool:
        """Whether provisions of a kind are rows of the table."""
        if status is Status.UNCHANGED:
            return self.unchanged or status in self.rows
        if self.unchanged:
            return True
        if self.rows:
            return status in self.rows or any(status is also and kind in self.rows for kind, also in _WITH.items())
        return status is not Status.RENUMBERED or self.renumbered == "listed"


DEFAULT_TABLE = TableOptions()


@attrs.frozen
class Words:
    """A stretch of a cell of one look.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (row,) = lt.amend(law, decision).table.rows
    >>> [(words.look, words.text) for words in row.cells[1][-1].words]
    [('', '第二条'), ('', '\\u3000'), ('', '渡船应当'), ('added', '亮'), ('', '灯。')]
    """

    text: str
    look: Look = ""


@attrs.frozen
class CellLine:
    """One paragraph of a cell. ``place`` is ``heading`` (centred), ``text`` (indented as provisions are) or ``plain``.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (row,) = lt.amend(law, decision).table.rows
    >>> line = row.cells[0][-1]
    >>> line.place, [(words.look, words.text) for words in line.words]
    ('text', [('', '第二条'), ('', '\\u3000'), ('', '渡船应当'), ('deleted', '开'), ('', '灯。')])
    """

    words: tuple[Words, ...]
    place: Literal["heading", "text", "plain"] = "text"
    numbered: bool = attrs.field(default=False, kw_only=True)
    """Whether it begins with the number of an article, which is the first of its words; the second is the gap behind it."""

    @property
    def text(self) -> str:
        """The words of the line, whatever marks them."""
        return "".join(w.text for w in self.words)


@attrs.frozen
class TableRow:
    """One provision: the paragraphs of its cells, left to right, and what they are made from.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (row,) = lt.amend(law, decision).table.rows
    >>> row.row.new_label, ["".join(words.text for line in cell for words in line.words) for cell in row.cells]
    ('第二条', ['第二条\\u3000渡船应当开灯。', '第二条\\u3000渡船应当亮灯。', '第一项'])
    """

    row: Row
    cells: tuple[tuple[CellLine, ...], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as plain text."""
        return tuple("\n".join(line.text for line in cell) for cell in self.cells)

    __repr__ = summary


@attrs.frozen
class ComparisonTable:
    """A table ready to be printed. ``summed`` is the line about provisions that only got another number, ``left_out`` counts what is no row.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> table = lt.amend(law, decision).table
    >>> table.title, table.columns, len(table.rows)
    ('《某市渡口条例》修改前后对照表', ('修改前', '修改后', '修改依据'), 1)
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    summed: str = ""
    left_out: tuple[tuple[Status, int], ...] = ()
    portrait: bool = False
    legend: str = LEGEND

    __repr__ = summary

    _repr_html_ = repr_html


@checked
def lay_out(changes: Changes, options: TableOptions = DEFAULT_TABLE) -> ComparisonTable:
    """The table of what changed, as the options want it; raises :class:`InputError` for remarks on provisions that are no rows of it.

    >>> from lawtrack.comparison.compare import compare
    >>> from lawtrack.changes.tabulate import tabulate
    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> a, b = (parse_statute(f"例市渡口条例\\n第一条　渡口由{x}部门管理。\\n第二条　渡船应当开灯。") for x in ("交通", "交通运输"))
    >>> table = lay_out(tabulate(a, compare(a, b)), TableOptions(("现行条文", "修正案草案", "修改说明")))
    >>> table.columns, [row.texts for row in table.rows]
    (('现行条文', '修正案草案', '修改说明'), [('第一条　渡口由交通部门管理。', '第一条　渡口由交通运输部门管理。', '')])
    """
    shown = [row for row in changes.rows if _printed(row) and options.shows(row.status)]
    cites = options.cites and any(c.label for row in shown for c in row.causes)
    columns = options.columns or ("修改前", "修改后", *((BASIS,) if cites else ()))
    placed, lost = _placed(shown, options.remarks)
    if lost:
        raise InputError(
            "；".join(_lost(remark) for remark in lost),
            "remarks on provisions that are no rows of the table: " + ", ".join(remark.number for remark in lost),
        )
    rows = tuple(TableRow(row, _cells(row, len(columns), placed.get(n, ()), cites)) for n, row in enumerate(shown))
    rest = [row for row in changes.rows if _printed(row) and row.changed and not options.shows(row.status)]
    renumbered = [row for row in rest if row.status is Status.RENUMBERED]
    summed = _summed(renumbered) if options.renumbered == "summed" and not options.rows else ""
    counts = Counter(row.status for row in rest if not (summed and row.status is Status.RENUMBERED))
    left_out = tuple((status, counts[status]) for status in Status if counts[status])
    title = f"《{changes.new_title or changes.old_title}》修改前后对照表"
    return ComparisonTable(title, columns, rows, summed, left_out, options.portrait)


def _printed(row: Row) -> bool:
    """Whether a row can be one of a hand-out: what follows from the decision itself (题注) is none."""
    return row.level not in _FRONT and bool(row.lines or row.old_label or row.new_label)


# ---------------------------------------------------------------------- remarks


def place_remarks(changes: Changes, options: TableOptions) -> tuple[TableOptions, tuple[Finding, ...]]:
    """The options with those remarks only that have their row, and a finding for each of the others."""
    shown = [row for row in changes.rows if _printed(row) and options.shows(row.status)]
    lost = _placed(shown, options.remarks)[1]
    findings = tuple(kinds.REMARK.finding(r.number, lost=_lost(r), text=r.text) for r in lost)
    return attrs.evolve(options, remarks=tuple(r for r in options.remarks if r not in lost)), findings


def _placed(
    rows: Sequence[Row], remarks: Sequence[TableRemark]
) -> tuple[dict[int, tuple[str, ...]], list[TableRemark]]:
    """The remarks by the row they belong to, and those that have none."""
    homes = {(old, str(at)): n for n, row in enumerate(rows) for old, at in ((True, row.old), (False, row.new)) if at}
    out: dict[int, tuple[str, ...]] = {}
    lost = []
    for remark in remarks:
        n = homes.get((remark.old, remark.number))
        if n is None:
            lost.append(remark)
        else:
            out[n] = (*out.get(n, ()), *remark.text.split("\n"))
    return out, lost


def _lost(remark: TableRemark) -> str:
    side = "修改前" if remark.old else "修改后"
    return (
        f"说明{remark.where and f'（{remark.where}）'}所写的{remark.number or '（没有条号）'}在对照表{side}一栏里没有"
    )


# ---------------------------------------------------------------------- cells


def _cells(row: Row, columns: int, remarks: Sequence[str], cites: bool) -> tuple[tuple[CellLine, ...], ...]:
    cells = [side_of(row, old=True), side_of(row, old=False)]
    if columns == 3:
        third = reasons_of(row) if cites else remarks
        cells.append(tuple(CellLine((Words(line),), "plain") for line in third))
    return tuple(cells)


def side_of(row: Row, *, old: bool) -> tuple[CellLine, ...]:
    """One side of a row: the provision line by line, its number before the first; a note where it is not on that side."""
    if (row.old if old else row.new) is None:
        return (CellLine((Words("（新增）" if old else "（删去）", "note"),), "heading"),)
    label = row.old_label if old else row.new_label
    head: list[Words] = []
    if row.level is Level.ARTICLE and label:
        head = [Words(label, _number(label, row.new_label if old else row.old_label, old)), Words("\u3000")]
    out: list[CellLine] = []
    for line in row.lines:
        words = [*head, *_line(line, old=old)]
        if (line.old if old else line.new) is None or not any(w.text for w in words):
            continue
        place: Literal["heading", "text"] = "heading" if line.level in _CENTRED else "text"
        out.append(CellLine(tuple(w for w in words if w.text), place, numbered=bool(head)))
        head = []
    if head:
        out.append(CellLine(tuple(head[:1]), numbered=True))
    return tuple(out)


def _number(label: str, other: str, old: bool) -> Look:
    """A number that is another one now is new on the right; on the left it is struck only where its provision goes."""
    if old:
        return "" if other else "deleted"
    return "" if label == other else "added"


def _line(line: Line, *, old: bool) -> Iterator[Words]:
    marks = line.old_marks if old else line.new_marks
    label, other = (line.old_label, line.new_label) if old else (line.new_label, line.old_label)
    text = "".join(m.text for m in marks)
    if label and line.level is not Level.ARTICLE:
        yield Words(label, _number(label, other, old))
        if text and RANK[line.level] <= RANK[Level.DIVISION]:
            yield Words(heading_line(Unit(line.level, label, text))[len(label) : -len(text)])
    changed: Look = "deleted" if old else "added"
    if is_gap(text):  # it says that the words are lost, and is none of them
        changed = "note"
    for mark in marks:
        yield Words(mark.text, changed if mark.kind != "equal" else "")
    if line.level is Level.ARTICLE and text:
        yield Words("\u3000")
    if old and line.moved_to:
        yield Words(f"（移至{line.moved_to}）", "note")
    if not old and line.moved_from:
        yield Words(f"（原{line.moved_from}）", "note")


def reasons_of(row: Row) -> list[str]:
    """Why a provision changed, for the third column: the items of the decision (第五项), then what only follows.

    >>> from lawtrack.model.address import parse_address
    >>> eight = parse_address("第八条")
    >>> why = (Cause("三", 2, "三、将第八条修改为：\\n“第八条　审计机关……”"), Cause("五", 4, "五、条文顺序作相应调整。", True))
    >>> reasons_of(Row(Status.AMENDED, Level.ARTICLE, eight, eight, "第八条", "第八条", (), why))
    ['第三项', '（随之调整）']
    """
    out: dict[str, None] = {}
    for cause in row.causes:
        if not cause.consequential and (name := _cited(cause)):
            out.setdefault(name)
    if row.status in (Status.SPLIT, Status.MERGED):
        verb = "自原{}拆分" if row.status is Status.SPLIT else "并入{}"
        out.setdefault("（" + verb.format("、".join(str(r.address) for r in row.related)) + "）")
    elif row.moved:
        out.setdefault("（移动）")
    if any(c.consequential for c in row.causes):
        out.setdefault("（随之调整）")
    return list(out)


def _cited(cause: Cause) -> str:
    """第五项; the only, unnumbered order of a decision is cited as such."""
    return cause.clause or ("决定" if cause.text else "")


# ---------------------------------------------------------------------- other numbers only


def _summed(rows: Sequence[Row]) -> str:
    """仅序号调整、内容不变：第三条至第九条改为第四条至第十条，第十一条改为第十三条。"""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and _follows(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    if not runs:
        return ""
    told = []
    for run in runs:
        if len(run) > 2:
            told.append(f"{run[0].old}至{run[-1].old}改为{run[0].new}至{run[-1].new}")
        else:
            told += [f"{row.old}改为{row.new}" for row in run]
    return f"仅序号调整、内容不变的：{'，'.join(told)}。"


def _follows(first: Row, second: Row) -> bool:
    """Whether both numbers of a row follow those of another one."""
    for a, b in ((first.old, second.old), (first.new, second.new)):
        if a is None or b is None or a.parent != b.parent or a.level is not b.level:
            return False
        one, other = a.steps[-1].number, b.steps[-1].number
        if one.sub or other.sub or other.value != one.value + 1:
            return False
    return True
