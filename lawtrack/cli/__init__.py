"""The command line: the same verbs as :mod:`lawtrack`, one to one. Results go to standard output or files, messages to standard error."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from lawtrack.cli.outcome import Outcome
    from lawtrack.cli.terminal import Terminal


EACH_FILE = ("gazette", "bills", "parse", "references")
"""Commands that do the same to each of their files; those of any other belong together."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 (clean), 1 (findings of severity error) or 2 (bad input)."""
    from lawtrack.cli.messages import language_of
    from lawtrack.cli.parser import build_parser

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = build_parser(language_of())
    args = parser.parse_args(argv)
    if args.command == "completion":
        from lawtrack.cli.completion import script

        sys.stdout.write(script(parser, args.shell))
        return 0
    from lawtrack.errors import AmendmentError, LawtrackError

    try:
        return _run(args)
    except AmendmentError as error:
        sys.stderr.write(f"lawtrack: {error}\n")
        return 1
    except LawtrackError as error:
        sys.stderr.write(f"lawtrack: {error}\n")
        return 2
    except BrokenPipeError:  # the reader of our output went away, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _run(args: argparse.Namespace) -> int:
    import attrs

    from lawtrack.cli.commands import run
    from lawtrack.cli.terminal import progress, terminal_of
    from lawtrack.errors import Severity

    out, err = terminal_of(sys.stdout), terminal_of(sys.stderr)
    total = len(args.files) if args.command in EACH_FILE else 1
    status = 0
    taken: Counter[str] = Counter()
    failed: list[str] = []
    for outcome in progress(_each(args, run, failed), total, args.command, sys.stderr, err):
        taken[outcome.name] += 1
        if taken[outcome.name] > 1:  # files of one name from several folders do not write over each other
            outcome = attrs.evolve(outcome, name=f"{outcome.name} ({taken[outcome.name]})")
        shown = _write(outcome, args, out, many=total > 1)
        if not args.quiet:
            _report(outcome, args, err, shown)
        slips_are_the_result = args.command == "gazette" and not args.strict  # of somebody's print, not of this run
        if not slips_are_the_result and any(f.severity is Severity.ERROR for f in outcome.findings):
            status = 1
    return 2 if failed else status


def _each(
    args: argparse.Namespace, run: Callable[[argparse.Namespace], Iterable[Outcome]], failed: list[str]
) -> Iterator[Outcome]:
    """The results of a command. Of several files one that cannot be used is told and left out, and the others are done."""
    from lawtrack.errors import LawtrackError

    args.many = args.command in EACH_FILE and len(args.files) > 1
    if not args.many:
        yield from run(args)
        return
    if args.output not in (None, "-") and not _is_folder(args.output):
        from lawtrack.errors import InputError

        raise InputError(f"输入有几个文件，-o 应为目录（以 / 结尾）：{args.output}")
    for name in args.files:
        one = type(args)(**{**vars(args), "files": [name]})
        try:
            yield from run(one)
        except LawtrackError as error:
            failed.append(name)
            sys.stderr.write(f"lawtrack: {error}\n")


def _is_folder(target: str) -> bool:
    return target.endswith(("/", os.sep)) or os.path.isdir(target)


def _write(outcome: Outcome, args: argparse.Namespace, out: Terminal, many: bool) -> bool:
    """Write one result; whether its findings stand in what was written to the terminal."""
    from lawtrack.cli.commands import safe_name
    from lawtrack.errors import InputError
    from lawtrack.formats.files import write_file
    from lawtrack.formats.render import ENDING, format_of

    part = getattr(args, "part", "")
    target = args.output
    if target not in (None, "-") and not outcome.done:
        kind = args.format
        if _is_folder(target):
            kind = kind or "text"
            target = os.path.join(target, safe_name(outcome.name) + ENDING[kind])
        kind = kind or format_of(target)
        own = kind == "text" and outcome.text is not None
        write_file(target, outcome.text or "" if own else _made(outcome, kind, part))
        return False
    kind = args.format or "text"
    if kind == "json" and (many or outcome.done):  # one text a line
        import json

        from lawtrack.wire import dumps

        line = json.dumps(outcome.result, ensure_ascii=False) if outcome.data else dumps(outcome.result)
        sys.stdout.write(line + "\n")
        return True
    content = outcome.text if kind == "text" and outcome.text is not None else _shown(outcome, kind, args, out)
    if isinstance(content, bytes):
        if out.watched:
            raise InputError("二进制格式不能写到终端；请用 -o 指定文件")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
    return (
        outcome.done
        or kind != "text"
        or part in ("table", "report", "findings")
        or (args.command in ("verify", "compare", "merge") and part not in ("text", "patch"))
    )


def _made(outcome: Outcome, kind: str, part: str) -> str | bytes:
    """A result in a format, as it goes into a file or a pipe."""
    from lawtrack.errors import InputError
    from lawtrack.formats.render import render
    from lawtrack.formats.report import Report

    if outcome.data and kind == "json":
        import json

        return json.dumps(outcome.result, ensure_ascii=False, indent=1) + "\n"
    if outcome.data and outcome.tables and kind != "akn":
        return render(Report(outcome.heading or outcome.name, findings=outcome.findings, tables=outcome.tables), kind)
    if outcome.data:
        raise InputError(f"“{outcome.name}”只能写成 .txt 或者 .json")
    if outcome.edition is not None and (kind == "akn" or part in ("text", "redline", "patch")):
        return render(outcome.edition, kind, part)
    return render(outcome.result, kind, part)


def _shown(outcome: Outcome, kind: str, args: argparse.Namespace, out: Terminal) -> str | bytes:
    """A result as it appears on the terminal: comparisons marked in the line, in colour where that is wanted."""
    from lawtrack.changes.changes import Changes
    from lawtrack.formats import text
    from lawtrack.formats.render import part_of, report_of

    part = getattr(args, "part", "")
    style = out.style if out.colour else None
    if outcome.edition is not None and part in ("text", "patch"):
        return _made(outcome, kind, part)
    if kind == "text" and args.command == "verify" and not part:
        return text.listing(report_of(outcome.result, full=False), style, notes=args.verbose)
    result = part_of(outcome.result, part) if kind == "text" and part == "table" else outcome.result
    if kind != "text" or not isinstance(result, Changes):
        return _made(outcome, kind, part)
    return text.inline(report_of(result), style, full=getattr(args, "full", False))


def _report(outcome: Outcome, args: argparse.Namespace, err: Terminal, shown: bool) -> None:
    """Findings on standard error, unless they stand in the output already; those for the record only counted."""
    from lawtrack.errors import Severity
    from lawtrack.formats.report import finding_text
    from lawtrack.formats.text import counted

    if shown:
        return
    for finding in outcome.findings:
        if args.verbose or finding.severity is not Severity.INFO:
            sys.stderr.write(err.style(finding_text(finding), finding.severity.value) + "\n")
    rest = "" if args.verbose else counted(f for f in outcome.findings if f.severity is Severity.INFO)
    if rest:
        sys.stderr.write(err.style(rest, "info") + "\n")
