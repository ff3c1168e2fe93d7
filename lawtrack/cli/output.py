"""Results on their way out: to the terminal, to one file whose suffix chooses the format, or into a folder as the documents of a job."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from lawtrack.changes.changes import Changes
from lawtrack.changes.comparison_table import TableOptions
from lawtrack.cli.terminal import Terminal
from lawtrack.desk.documents import (
    DOCUMENTS,
    counts_text,
    errors_of,
    put,
    refuse_overwriting,
    thing_of,
    write_documents,
    written_text,
)
from lawtrack.desk.outcome import Outcome
from lawtrack.desk.table import left_out_text
from lawtrack.errors import InputError, Severity
from lawtrack.formats import text
from lawtrack.formats.blocks import finding_text
from lawtrack.formats.files import safe_name
from lawtrack.formats.kinds import ENDING
from lawtrack.formats.render import ending_of, format_of, part_of, rendered, report_of
from lawtrack.formats.text import counted
from lawtrack.wire import dumps


def is_folder(target: str) -> bool:
    """Whether ``-o`` names a folder: one that is there, or a name that ends with a slash."""
    return target.endswith(("/", os.sep)) or os.path.isdir(target)


def inputs_of(args: argparse.Namespace) -> Iterator[str]:
    """The files that a command reads."""
    for name in ("files", "decisions", "base", "decision", "published", "old", "new"):
        value = getattr(args, name, None)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from value


def deliver(
    outcome: Outcome, args: argparse.Namespace, out: Terminal, err: Terminal, many: bool, table: TableOptions
) -> bool:
    """Write one result; whether its findings stand in what was written to the terminal."""
    if args.output in (None, "-") or outcome.done:
        return _print(outcome, args, out, many, table)
    target = args.output
    if is_folder(target) and not args.format and args.command in DOCUMENTS and not getattr(args, "part", ""):
        folder = Path(target, safe_name(outcome.name)) if many else Path(target)
        _refuse(args, (folder / (d.name + ENDING[d.kind]) for d in DOCUMENTS[args.command]))
        written = list(write_documents(outcome, args.command, folder, table))
    else:
        kind = args.format
        if is_folder(target):
            kind = kind or "text"
            target = os.path.join(target, safe_name(outcome.name) + ending_of(kind))
        kind = kind or format_of(target)
        _refuse(args, [target])
        own = kind == "text" and outcome.text is not None
        written = [
            put(Path(target), outcome.text or "" if own else _made(outcome, kind, getattr(args, "part", ""), table))
        ]
    if not args.quiet:
        counts = counts_text(outcome)
        for one in written:
            sys.stderr.write(err.style(written_text(one, counts), "dim") + "\n")
        if left := left_out_text(outcome, table):
            sys.stderr.write(err.style(left, "dim") + "\n")
    return False


def _refuse(args: argparse.Namespace, targets: Iterator[Path] | list[str]) -> None:
    refuse_overwriting(targets, list(inputs_of(args)))


def _print(outcome: Outcome, args: argparse.Namespace, out: Terminal, many: bool, table: TableOptions) -> bool:
    part, kind = getattr(args, "part", ""), args.format or "text"
    if kind == "json" and (many or outcome.done):  # one text a line
        line = json.dumps(outcome.result, ensure_ascii=False) if outcome.data else dumps(outcome.result)
        sys.stdout.write(line + "\n")
        return True
    content = outcome.text if kind == "text" and outcome.text is not None else _shown(outcome, kind, args, out, table)
    if isinstance(content, bytes):
        if out.watched:
            raise InputError(
                "二进制格式不能写到终端；请用 -o 指定文件",
                "a binary format cannot be written to a terminal; name a file with -o",
            )
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
    law_only = part == "text" or not part and args.command in ("amend", "rewind")
    return (
        outcome.done
        or kind == "json"
        or (kind != "text" and not law_only)
        or part in ("table", "report", "findings")
        or (args.command in ("verify", "compare", "merge") and part not in ("text", "patch"))
    )


def _made(outcome: Outcome, kind: str, part: str, table: TableOptions) -> str | bytes:
    """A result in a format, as it goes into a file or a pipe."""

    if outcome.data and kind == "json":
        return json.dumps(outcome.result, ensure_ascii=False, indent=1) + "\n"
    if outcome.data and (kind == "akn" or "report" not in outcome.more):
        raise InputError(
            f"“{outcome.name}”只能写成 .txt 或者 .json", f"“{outcome.name}” can only be written as .txt or .json"
        )
    part = "report" if outcome.data else part
    if part in outcome.more:
        return rendered(thing_of(outcome, part), kind)
    if outcome.edition is not None and (kind == "akn" or part in ("text", "table", "redline", "patch", "table-all")):
        return rendered(outcome.edition, kind, part, table)
    return rendered(outcome.result, kind, part, table)


def _shown(outcome: Outcome, kind: str, args: argparse.Namespace, out: Terminal, table: TableOptions) -> str | bytes:
    """A result as it appears on the terminal: comparisons marked in the line, in colour where that is wanted."""

    part = getattr(args, "part", "")
    style = out.style if out.colour else None
    if outcome.edition is not None and part in ("text", "patch"):
        return _made(outcome, kind, part, table)
    if kind == "text" and args.command == "verify" and not part:
        return text.listing(report_of(outcome.result, full=False), style, notes=args.verbose)
    result = part_of(outcome.result, part) if kind == "text" and part == "table" else outcome.result
    if kind != "text" or not isinstance(result, Changes):
        return _made(outcome, kind, part, table)
    return text.inline(report_of(result), style, full=getattr(args, "full", False))


def tell(outcome: Outcome, args: argparse.Namespace, err: Terminal) -> None:
    """Findings on standard error; those for the record only counted. A quiet run still says its errors."""
    if args.quiet:
        for finding in errors_of(outcome.findings):
            sys.stderr.write(err.style(finding_text(finding), "error") + "\n")
        return
    for finding in outcome.findings:
        if args.verbose or finding.severity is not Severity.INFO:
            sys.stderr.write(err.style(finding_text(finding), finding.severity.value) + "\n")
    rest = "" if args.verbose else counted(f for f in outcome.findings if f.severity is Severity.INFO)
    if rest:
        sys.stderr.write(err.style(rest, "info") + "\n")
