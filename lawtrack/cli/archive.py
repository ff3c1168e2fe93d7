"""``lawtrack archive``: the archive of versions on the command line; one action per method of :class:`lawtrack.Archive`."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import attrs

from lawtrack.cli.archive_impact import ACTIONS as IMPACT
from lawtrack.cli.terminal import Terminal, terminal_of
from lawtrack.desk.outcome import Outcome
from lawtrack.display import Rows
from lawtrack.errors import Finding, InputError
from lawtrack.model.text_width import cut, pad
from lawtrack.model.titles import quoted
from lawtrack.syntax.note import read_date

if TYPE_CHECKING:
    from lawtrack.archive.archive import Archive
    from lawtrack.archive.entry import Entry
    from lawtrack.archive.queries import Cited


def run_archive(args: argparse.Namespace) -> Iterator[Outcome]:
    """Open the archive and carry out one action."""
    from lawtrack.archive.archive import Archive

    keeps = args.action in _KEEP and _may_write(args.db)
    with Archive(args.db, readonly=args.action != "add" and not keeps) as archive:
        yield from ACTIONS[args.action](archive, args)


_KEEP = frozenset({"impact", "conform", "parallels"})
"""What keeps the sketches it makes, where the archive may be written to."""


def _may_write(place: str) -> bool:
    """Whether an archive is there and may be written to; of a server only trying tells."""
    if "://" in place:
        return True
    return os.path.isfile(place) and os.access(place, os.W_OK) and os.access(os.path.dirname(place) or ".", os.W_OK)


def _rows(
    rows: Iterable[Any], lines: Iterable[str], name: str, findings: tuple[Finding, ...] = (), *, of: Any = None
) -> Outcome:
    """Answers that are lists: one line each for people, plain data for programs, a table (the report of ``of``, if not of the rows) for the other formats."""
    from lawtrack.formats.report import report_of
    from lawtrack.wire import plain

    made = list(rows)

    def report() -> Any:
        return attrs.evolve(report_of(Rows(made) if of is None else of), title=name)

    return Outcome(plain(made), name, findings, "".join(f"{line}\n" for line in lines), more={"report": report})


# -- writing -----------------------------------------------------------------------------------------------------------------


def _add(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    given: dict[str, Any] = {k: getattr(args, k) for k in ("adopted", "promulgated", "effective") if getattr(args, k)}
    if given:
        yield _add_dated(archive, args, given)
        return
    terminal = terminal_of(sys.stderr)
    shown = terminal.watched and not args.quiet
    report = archive.ingest(*args.path, progress=_bar(terminal) if shown else None, again=args.again)
    text = (
        f"新读 {report.new} 件（法规 {report.laws}，决定 {report.decisions}），已有 {report.known} 件，"
        f"没有法规的 {len(report.empty)} 件，失败 {len(report.failed)} 件\n"
    )
    yield Outcome(report.findings, "收入", report.findings, text)


def _add_dated(archive: Archive, args: argparse.Namespace, given: dict[str, Any]) -> Outcome:
    from lawtrack.archive.ingest import read_document

    if len(args.path) != 1:
        raise InputError("给出日期时只能收入一个文件", "dates can be given for a single file only")
    document = read_document(args.path[0])
    if len(document.things) != 1:
        raise InputError(
            f"{args.path[0]} 里没有一部法规或者一个决定可以使用所给的日期",
            f"{args.path[0]} holds no single statute or decision that the dates could be of",
        )
    added = archive.add(document.things[0], **given)
    titles = "、".join(f"《{t}》" for t in added.titles + added.waiting)
    return Outcome(document.findings, "收入", document.findings, f"{'新收入' if added.new else '已有'} {titles}\n")


def _bar(terminal: Terminal) -> Callable[[int, int, str], None]:
    def show(done: int, total: int, name: str) -> None:
        bar = pad("█" * (20 * done // max(1, total)), 20)
        sys.stderr.write(f"\r{bar} {done}/{total} {pad(cut(name, terminal.width - 36), terminal.width - 36)}")
        if done == total:
            sys.stderr.write("\r" + " " * (terminal.width - 1) + "\r")
        sys.stderr.flush()

    return show


# -- one statute -------------------------------------------------------------------------------------------------------------


def _as_of(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    entry = archive[args.title]
    date = args.date or datetime.date.today()
    law = entry.as_of(date, known=args.known)
    yield Outcome(law, law.title, entry.notices(date))


def _versions(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    rows, lines = [], []
    entry = archive[args.title]
    for v in entry.versions:
        rows.append({
            "number": v.number, "effective": v.effective, "until": v.until, "adopted": v.adopted, "promulgated": v.promulgated,
            "source": v.source, "articles": len(v.statute.articles), "published": v.published is not None, "partial": v.partial,
            "repealed": v.repealed,
        })  # fmt: skip
        marks = [m for m, on in (("部分施行", v.partial), ("有公布文本", v.published), ("后被废止", v.repealed)) if on]
        lines.append(
            f"{v.number:>3}  {_span(v.effective, v.until)}  {len(v.statute.articles)}条  {v.source}"
            + (f"（{'，'.join(marks)}）" if marks else "")
        )
    yield _rows(rows, lines, args.title, of=entry)


def _blame(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    entry = archive[args.title]
    origins = [o for o in entry.blame(args.address, on=args.on) if o.unit.text or o.unit.label]
    lines = []
    for o in origins:
        moved = f"；编号 {o.number}" if o.number.act == "改号" else ""
        lines.append(f"{o.address}\t{o.text}{moved}\t{o.unit.label}{o.unit.text[:30]}")
    yield _rows(origins, lines, args.title)


def _history(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    episodes = archive[args.title].history(args.address, on=args.on)
    yield _rows(episodes, _stations(episodes), args.title)


def _trace(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    stops = archive.trace(args.citation, to=args.to)
    yield _rows(stops, _stations(stops), args.citation)


def _stations(stops: Iterable[Any]) -> Iterator[str]:
    """Where a provision stood from when on, what happened to it, and how it read."""
    for one in stops:
        yield f"{one.effective or '起始不明'}  {one.address if one.address is not None else '（已不存在）'}"
        if getattr(one, "others", ()):
            yield f"    ⟶ {'另有部分在' if one.address is not None else '可参看'}{'、'.join(map(str, one.others))}"
        if getattr(one, "shared", False):
            yield "    ⟶ 与其他条文合并"
        yield from (f"    ⟵ {event}" for event in one.events)
        yield from (f"    {line}" for line in one.text.splitlines())


# -- all statutes ------------------------------------------------------------------------------------------------------------


def _span(since: str, until: str) -> str:
    return f"{since or '起始不明'} 至 {until or '今'}"


def _list(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    rows = archive.listing(args.on)
    lines = (f"{pad(r.status, 8)}  {r.versions:>3} 个版本  {_span(r.effective, r.until)}  {r.title}" for r in rows)
    yield _rows(rows, lines, "目录")


def _search(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    words = " ".join(args.words)
    hits = archive.search(words, on=args.on, title=args.title, limit=args.limit)
    if not args.quiet and len(hits) in (0, args.limit):
        of = f"{args.on} 有效的文本中" if args.on else "任何时候的文本中都"
        more = f"只列出前 {args.limit} 处；--limit 可以增加\n" if hits else f"{of}没有“{words}”\n"
        sys.stderr.write(more)
    lines = (f"《{h.title}》{h.address}（{_span(h.since, h.until)}）{_one_line(h.text)}" for h in hits)
    yield _rows(hits, lines, "查找")


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _changed(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    found = archive.changed(args.date, args.until)
    lines = []
    for c in found:
        shown = "、".join(c.places[:8]) + (f"……共{len(c.places)}处" if len(c.places) > 8 else "")
        lines.append(
            f"{c.effective}  {c.act}  《{c.title}》 {c.source if c.source != c.title else ''} {shown}".rstrip()
        )
    yield _rows(found, lines, "变动")


def _citing(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    yield _cited(archive.citing(args.title, args.address, on=args.on), "引用")


def _dangling(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    yield _cited(archive.dangling(args.date), "无所指的引用")


def _cited(found: tuple[Cited, ...], name: str) -> Outcome:
    lines = (
        f"《{c.title}》{c.address} → 《{c.name}》{c.target}（“{c.words}”，{_span(c.since, c.until)}）"
        + (f"：{c.reason}" if c.reason else "")
        for c in found
    )
    return _rows(found, lines, name)


def _check_citations(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    from lawtrack.archive.citation_check import check_citations
    from lawtrack.formats.input import open_source, read_text

    on = args.on or datetime.date.today().isoformat()
    found = check_citations(read_text(open_source(args.file)).text, archive, on=on, written=args.written)
    lines = (
        f"{c.verdict.value}  {quoted(c.title or c.name)}{c.address}{f' → {c.now}' if c.now else ''}"
        f"{f'：{c.reason}' if c.reason else ''}"
        for c in found
    )
    yield Outcome(found, "引用核对", text="".join(f"{line}\n" for line in lines))


def _findings(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    if args.title:
        entry = archive[args.title]
        noted = tuple((f"《{entry.title}》", f) for f in entry.findings)
    else:
        noted = archive.noted
    lines = (
        f"{f.severity.value}  {f.code}  {'' if where in f.message else where + f.address + '：'}{_one_line(f.message)}"
        for where, f in noted
    )
    yield _rows([f for _, f in noted], lines, "发现")


_SOUND = (
    "存档完好：每个摘要、封签相符，存着的就是当初写入的（没有重演各个版本；要重演，加 --replay）",
    "存档完好：每个摘要、封签相符，每个版本都能由补丁重演",
)


def _check(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    findings = archive.check(replay=args.replay)
    lines = [f"{f.code}  {f.message}" for f in findings] or [_SOUND[args.replay]]
    yield _rows(findings, lines, "检查", findings)


# -- export ------------------------------------------------------------------------------------------------------------------


def _export(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    from lawtrack.archive.exports import files as export_files
    from lawtrack.archive.exports import tables as export_tables

    if args.kind == "git":
        yield from _export_git(archive, args)
        return
    if args.kind in export_tables.EXPORTS:
        title = archive[args.title].title if args.title else ""
        chosen = export_tables.Chosen(title, read_date(args.on) if args.on else "")
        paths = export_tables.EXPORTS[args.kind](archive.store, args.folder, chosen)
    else:
        paths = export_files.export_folder(_chosen(archive, args), args.folder, args.kind, date=args.on)
    files = [str(path) for path in paths]
    yield Outcome(files, "导出", text=f"导出 {len(files)} 个文件到 {args.folder}\n", done=True)


def _export_git(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    from lawtrack.archive.exports.git import export_git, write_git_stream

    if args.folder == "-":
        write_git_stream(_chosen(archive, args), sys.stdout.buffer)
        return
    folder = export_git(_chosen(archive, args), args.folder)
    text = f"导出到 {folder}：可以用 git log -p、git blame 查看\n"
    yield Outcome([str(folder)], "导出", text=text, done=True)


def _chosen(archive: Archive, args: argparse.Namespace) -> Iterator[Entry]:
    """One statute or all that have a text; one after another, so that each can be let go of."""
    if args.title:
        yield archive[args.title]
    else:
        yield from (e for e in archive if archive.has_text(e.title))


ACTIONS: dict[str, Callable[[Any, argparse.Namespace], Iterator[Outcome]]] = {
    "add": _add, "list": _list, "versions": _versions, "as-of": _as_of, "blame": _blame, "history": _history, "trace": _trace,
    "search": _search, "changed": _changed, "citing": _citing, "dangling": _dangling, "findings": _findings, "check": _check,
    "check-citations": _check_citations,
    "export": _export, "export-git": _export_git, **IMPACT,
}  # fmt: skip
