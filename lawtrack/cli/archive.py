"""``lawtrack archive``: the archive's verbs as commands, one to one with :class:`lawtrack.Archive`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from lawtrack.errors import Finding, InputError, Severity
from lawtrack.history.archive import Archive
from lawtrack.model.address import Address


def run_archive(args: argparse.Namespace) -> int:
    """Carry out one subcommand; the exit status is 1 where it found errors."""
    name = args.action
    writes = name == "add"
    with Archive(args.db, readonly=not writes) as archive:
        if name == "as-of":
            _as_of(archive, args)
            return 0
        if name in ("export", "export-git"):
            _export(archive, args)
            return 0
        if name == "add":
            return _add(archive, args)
        rows = list(_ROWS[name](archive, args))
    _show(rows, args)
    return int(name == "check" and bool(rows))


@attrs.frozen
class Line:
    """One line of output: what a person sees, and the value behind it."""

    text: str
    value: Any


def _show(rows: Sequence[Line], args: argparse.Namespace) -> None:
    if args.format == "json":
        content = json.dumps([_plain(r.value) for r in rows], ensure_ascii=False, indent=1) + "\n"
    else:
        content = "".join(r.text + "\n" for r in rows)
    _write(content, args)


def _write(content: str | bytes, args: argparse.Namespace) -> None:
    if args.output not in (None, "-"):
        from lawtrack.formats.files import write_file

        write_file(args.output, content)
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Address):
        return str(value)
    if attrs.has(type(value)):
        return {f.name: _plain(getattr(value, f.name)) for f in attrs.fields(type(value)) if not f.name.startswith("_")}
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    return value


def _add(archive: Archive, args: argparse.Namespace) -> int:
    given = {k: getattr(args, k) for k in ("adopted", "promulgated", "effective") if getattr(args, k)}
    if given:
        from lawtrack.history.ingest import read_document

        if len(args.path) != 1:
            raise InputError("给出日期时只能收录一个文件")
        document = read_document(args.path[0])
        if len(document.things) != 1:
            raise InputError(f"{args.path[0]} 里没有唯一的一部法规或者一个决定")
        archive.add(document.things[0], **given)
        return 0
    shown = [False]

    def progress(done: int, total: int, name: str) -> None:
        if sys.stderr.isatty() and not args.quiet and total > 1:
            shown[0] = True
            sys.stderr.write(f"\r{'█' * (24 * done // total):<24} {done}/{total} ")
            sys.stderr.flush()

    report = archive.ingest(*args.path, progress=progress, again=args.again)
    if shown[0]:
        sys.stderr.write("\r" + " " * 60 + "\r")
    if args.format == "json":
        _write(json.dumps(_plain(report), ensure_ascii=False, indent=1) + "\n", args)
    else:
        _write(
            f"新读 {report.new} 件：法规 {report.laws}，决定 {report.decisions}；已有 {report.known} 件；"
            f"不是法规 {len(report.empty)} 件；未能读取 {len(report.failed)} 件；存档共 {len(archive)} 部法规\n",
            args,
        )
    if not args.quiet:
        for f in report.findings:
            if f.severity is not Severity.INFO:
                sys.stderr.write(f"{f.severity.value} {f.code} {f.message}\n")
    return int(any(f.severity is Severity.ERROR for f in report.findings))


def _as_of(archive: Archive, args: argparse.Namespace) -> None:
    entry = archive[args.title]
    statute = entry.as_known(args.date, on=args.known) if args.known else entry.as_of(args.date)
    from lawtrack.formats.writing import format_of, render

    kind = args.format or (format_of(args.output) if args.output not in (None, "-") else "text")
    _write(statute.to_text() if kind == "text" else render(statute, kind), args)


def _export(archive: Archive, args: argparse.Namespace) -> None:
    chosen = [archive[args.title]] if args.title else [e for e in archive if archive.has_text(e.title)]
    if args.action == "export-git" or args.kind == "git":
        from lawtrack.history.export_git import export_git, write_git_stream

        if args.folder == "-":
            write_git_stream(chosen, sys.stdout.buffer)
            return
        export_git(chosen, args.folder)
        sys.stderr.write(f"已导出到 {args.folder}（git log -p、git blame 可用）\n")
        return
    if args.kind in ("arrow", "parquet"):
        from lawtrack.history.export_tables import export_arrow, export_parquet

        paths = (export_arrow if args.kind == "arrow" else export_parquet)(archive, args.folder)
    else:
        from lawtrack.history.export_files import export_folder

        paths = export_folder(chosen, args.folder, args.kind, date=args.on)
    count = sum(1 for _ in paths)
    sys.stderr.write(f"已导出 {count} 个文件到 {args.folder}\n")


# -- what each question answers ----------------------------------------------------------------------------------------------


def _span(since: str, until: str) -> str:
    return f"{since or '起始不明'} 至 {until or '今'}"


def _list(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    for row in archive.listing(args.on):
        until = f"（至 {row.until}）" if row.until else ""
        yield Line(f"{row.status}  {row.title}  {row.versions}个版本  现行文本自 {row.effective or '不明'}{until}", row)


def _versions(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    for v in archive[args.title].versions:
        value = {
            "number": v.number, "effective": v.effective, "until": v.until, "adopted": v.adopted, "promulgated": v.promulgated,
            "source": v.source, "published": v.published is not None, "partial": v.partial, "repealed": v.repealed,
        }  # fmt: skip
        marks = [
            m
            for m, on in (("部分施行", v.partial), ("有公布文本", v.published is not None), ("后被废止", v.repealed))
            if on
        ]
        yield Line(
            f"{v.number:>3}  {_span(v.effective, v.until)}  {v.source}" + (f"（{'，'.join(marks)}）" if marks else ""),
            value,
        )


def _blame(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    entry = archive[args.title]
    origins = entry.blame(args.on)
    if args.address:
        statute = entry.as_of(args.on) if args.on else entry.versions[-1].statute
        line = statute.find(args.address)
        if line is None:
            raise InputError(f"《{entry.title}》没有{args.address}")
        home = statute.addresses[line]
        origins = tuple(o for o in origins if home.contains(o.address))
    for o in origins:
        if o.unit.text or o.unit.label:
            moved = f"；编号 {o.number}" if o.number != o.birth and o.number.act == "改号" else ""
            yield Line(f"{o.address}\t{o.text}{moved}\t{o.unit.label}{o.unit.text[:30]}", o)


def _history(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    for e in archive[args.title].history(args.address, args.on):
        why = "；".join(str(x) for x in e.events)
        place = str(e.address) if e.address is not None else "（已不存在）"
        yield Line(
            f"{e.effective or '起始不明'}  {place}  {why}\n"
            + "".join(f"    {line}\n" for line in e.text.split("\n") if line),
            e,
        )


def _trace(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    for s in archive.trace(args.citation, to=args.to):
        why = "；".join(str(x) for x in s.events)
        place = str(s.address) if s.address is not None else "（已不存在）"
        yield Line(
            f"{s.effective or '起始不明'}  {place}  {why}\n"
            + "".join(f"    {line}\n" for line in s.text.split("\n") if line),
            s,
        )


def _search(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    for h in archive.search(" ".join(args.words), date=args.on, title=args.title, limit=args.limit):
        yield Line(f"《{h.title}》{h.address}（{_span(h.since, h.until)}）{h.text}", h)


def _changed(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    for c in archive.changed(args.date, args.until):
        shown = "、".join(c.places[:8]) + ("……" if len(c.places) > 8 else "")
        yield Line(
            f"{c.effective}  {c.act}  《{c.title}》 {c.source if c.source != c.title else ''} {shown}".rstrip(), c
        )


def _citing(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    yield from _cited(archive.citing(args.title, args.address, date=args.on))


def _dangling(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    yield from _cited(archive.dangling(args.date))


def _cited(found: Iterable[Any]) -> Iterator[Line]:
    for c in found:
        why = f"：{c.reason}" if c.reason else ""
        yield Line(
            f"《{c.title}》{c.address} → 《{c.name}》{c.target}（“{c.words}”，{_span(c.since, c.until)}）{why}", c
        )


def _findings(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    yield from _found(archive[args.title].findings if args.title else archive.findings)


def _check(archive: Archive, args: argparse.Namespace) -> Iterator[Line]:
    yield from _found(archive.check())


def _found(findings: Iterable[Finding]) -> Iterator[Line]:
    for f in findings:
        value = {
            "code": f.code,
            "severity": f.severity.value,
            "message": f.message,
            "message_en": f.message_en,
            "address": f.address,
        }
        yield Line(f"{f.severity.value}  {f.code}  {f.message}", value)


_ROWS: dict[str, Callable[[Archive, argparse.Namespace], Iterator[Line]]] = {
    "list": _list, "versions": _versions, "blame": _blame, "history": _history, "trace": _trace, "search": _search, "changed": _changed,
    "citing": _citing, "dangling": _dangling, "findings": _findings, "check": _check,
}  # fmt: skip
