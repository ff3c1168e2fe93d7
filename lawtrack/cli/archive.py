"""``lawtrack archive``: the archive of versions on the command line; one action per method of :class:`lawtrack.Archive`."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from lawtrack.cli.commands import Outcome
from lawtrack.cli.terminal import Terminal, progress, terminal_of
from lawtrack.errors import InputError
from lawtrack.formats.columns import cut, pad

if TYPE_CHECKING:
    from lawtrack.history.archive import Archive


def run_archive(args: argparse.Namespace) -> Iterator[Outcome]:
    """Open the archive and carry out one action."""
    from lawtrack.history.archive import Archive

    action, needs = ACTIONS[args.action]
    if len(args.words) < len(needs):
        raise InputError(f"archive {args.action} 还缺少：{'、'.join(needs[len(args.words) :])}")
    with Archive(args.place, readonly=args.action not in ("add",)) as archive:
        yield from action(archive, args)


def _rows(rows: Iterable[Any], lines: Iterable[str], name: str) -> Outcome:
    """Answers that are lists: one line each for people, plain data for programs."""
    from lawtrack.wire import plain

    return Outcome(plain(list(rows)), name, text="".join(f"{line}\n" for line in lines), data=True)


def _add(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    terminal = terminal_of(sys.stderr)
    report = archive.ingest(*args.words, progress=_bar(terminal) if terminal.watched else None)
    lines = [
        f"新读 {report.new} 件（法规 {report.laws}，决定 {report.decisions}），已有 {report.known} 件，没有法规的 {len(report.empty)} 件，失败 {len(report.failed)} 件"
    ]
    yield Outcome(report.findings, "收入", report.findings, "".join(f"{line}\n" for line in lines))


def _bar(terminal: Terminal) -> Callable[[int, int, str], None]:
    def show(done: int, total: int, name: str) -> None:
        bar = pad("█" * (20 * done // max(1, total)), 20)
        sys.stderr.write(f"\r{bar} {done}/{total} {pad(cut(name, terminal.width - 36), terminal.width - 36)}")
        if done == total:
            sys.stderr.write("\r" + " " * (terminal.width - 1) + "\r")
        sys.stderr.flush()

    return show


def _list(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    entries = list(progress(archive, len(archive), "archive", sys.stderr, terminal_of(sys.stderr)))
    rows = [{"title": e.title, "versions": len(e.versions)} for e in entries]
    yield _rows(rows, [f"{r['versions']:>3} 个版本  {r['title']}" for r in rows], "目录")


def _show(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    law = archive[args.words[0]].as_of(args.date or datetime.date.today().isoformat())
    yield Outcome(law, law.title, law.findings)


def _versions(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    versions = archive[args.words[0]].versions
    rows = [
        {"number": v.number, "effective": v.effective, "until": v.until, "adopted": v.adopted, "source": v.source, "articles": len(v.statute.articles)}
        for v in versions
    ]  # fmt: skip
    yield _rows(
        rows,
        [f"{r['effective'] or '不明'}–{r['until'] or '今'}  {r['articles']} 条  {r['source']}" for r in rows],
        args.words[0],
    )


def _history(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    episodes = archive[args.words[0]].history(args.words[1], args.date)
    lines = []
    for one in episodes:
        lines.append(f"{one.effective}  {one.address or '（已删除）'}")
        lines += [f"    {event}" for event in one.events]
        lines += [f"    {text}" for text in one.text.splitlines()]
    yield _rows(episodes, lines, args.words[0])


def _search(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    hits = archive.search(" ".join(args.words), date=args.date)
    yield _rows(hits, [f"《{h.title}》{h.address}（{h.since}–{h.until or '今'}）{h.text}" for h in hits], "查找")


def _changed(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    found = archive.changed(args.words[0], args.words[1])
    yield _rows(
        found, [f"{c.effective}  {c.act}  《{c.title}》{c.source}  {'、'.join(c.places[:12])}" for c in found], "变动"
    )


def _citing(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    found = archive.citing(args.words[0], *args.words[1:2], date=args.date)
    yield _rows(found, [f"《{c.title}》{c.address}：{c.words}" for c in found], "引用")


def _check(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    findings = archive.check()
    yield Outcome(findings, "检查", findings)


ACTIONS: dict[str, tuple[Callable[[Any, argparse.Namespace], Iterator[Outcome]], tuple[str, ...]]] = {
    "add": (_add, ("文件或者目录",)), "list": (_list, ()), "show": (_show, ("法规名称",)), "versions": (_versions, ("法规名称",)),
    "history": (_history, ("法规名称", "条款")), "search": (_search, ("词语",)), "changed": (_changed, ("起始日期", "终止日期")),
    "citing": (_citing, ("法规名称",)), "check": (_check, ()),
}  # fmt: skip
"""Action → what does it, and the words it needs."""
