"""``lawtrack archive impact``, ``parallels`` and ``conform``: what a change makes stale elsewhere, and the decision that mends it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawtrack.desk.outcome import Outcome
from lawtrack.errors import InputError
from lawtrack.formats.files import safe_name, write_file
from lawtrack.formats.render import ending_of, format_of, rendered
from lawtrack.model.text_width import cut
from lawtrack.model.titles import quoted

if TYPE_CHECKING:
    from lawtrack.archive.archive import Archive
    from lawtrack.archive.impact.rows import ImpactRow
    from lawtrack.decision.decision import Decision


def _change(args: argparse.Namespace) -> Decision | str | None:
    """Of what the impact is asked: a decision from a file, a statute, or everything."""
    if args.decision and args.title:
        raise InputError("法规名称和 --decision 只能给出一个", "give a title or --decision, not both")
    if args.decision:
        import lawtrack

        return lawtrack.read_decision(args.decision)
    return args.title or None


def run_impact(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    found = archive.impact(_change(args), since=args.since, until=args.until)
    yield Outcome(found, "清单", text=_listing(found.title, found, found.untold))


def run_parallels(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    found = archive.parallels(args.title, args.address)
    yield Outcome(found, "抄录", text=_listing(found.title, found))


def run_conform(archive: Archive, args: argparse.Namespace) -> Iterator[Outcome]:
    """The decision goes where ``-o`` says; the new text of each statute into a folder of the same name beside it."""
    made = archive.conform(
        _change(args),
        body=args.body,
        since=args.since,
        until=args.until,
        title=args.named,
        date=args.date,
        effective=args.effective,
    )
    yield Outcome(made, made.decision.title, made.findings)
    if args.output in (None, "-") or os.path.isdir(args.output) or args.output.endswith(("/", os.sep)):
        return
    kind = args.format or format_of(args.output)
    if kind not in ("docx", "text", "md", "html", "akn"):
        return
    name = (
        args.output[: -len(ending_of(kind))]
        if args.output.endswith(ending_of(kind))
        else str(Path(args.output).with_suffix(""))
    )
    folder = Path(f"{name}-修改后文本")
    for one in made.statutes:
        write_file(folder / (safe_name(one.after.title) + ending_of(kind)), rendered(one.after, kind))
    told = f"修改 {len(made.statutes)} 件，待核 {len(made.pending)} 处；修改后的文本在 {folder}/\n"
    yield Outcome([str(folder)], "修改后文本", text=told, done=True)


def _listing(title: str, rows: Iterable[ImpactRow], untold: Iterable[str] = ()) -> str:
    """The rows for a terminal: where, which words, what is proposed, how sure and why; then what is not listed."""
    lines = []
    silent = n = 0
    for row in rows:
        if row.kind.value == "copy" and row.certainty.value == "unknown":
            silent += 1
            continue
        n += 1
        to = row.proposal or "、".join(row.now) or "—"
        words = f"“{cut(row.words, 40)}”"
        lines.append(
            f"{row.certainty.zh}  {row.kind.zh}  {quoted(row.citing)}{row.address}{words} → {to}（{quoted(row.cited)}{row.was}）"
        )
        lines.append(f"    {row.reason}")
    head = f"{title}：{n} 处"
    if silent:
        head += f"；另有 {silent} 处抄录不能判断（-o 清单.xlsx 列出全部）"
    return "\n".join([head, *lines, *(f"未列出：{what}" for what in untold)]) + "\n"


ACTIONS: dict[str, Callable[[Any, argparse.Namespace], Iterator[Outcome]]] = {
    "impact": run_impact, "parallels": run_parallels, "conform": run_conform,
}  # fmt: skip
