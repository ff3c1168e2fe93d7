"""The command line: the same verbs as :mod:`lawtrack`, one to one. Results go to standard output or files, messages to standard error."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from lawtrack.desk.outcome import Outcome


EACH_FILE = ("gazette", "bills", "parse", "references")
"""Commands that do the same to each of their files; those of any other belong together."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 (clean), 1 (findings of severity error), 2 (bad input) or 130 (interrupted)."""
    try:
        return _main(argv)
    except KeyboardInterrupt:
        return 130


def _main(argv: Sequence[str] | None) -> int:
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
    if args.command == "serve":
        return _serve(args)
    if args.command == "mcp":
        return _serve_mcp(args)
    from lawtrack.errors import COMMANDS, AmendmentError, LawtrackError

    spoken = COMMANDS.set(True)
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
    finally:
        COMMANDS.reset(spoken)


def _serve(args: argparse.Namespace) -> int:
    """The page in the browser, until it is interrupted."""
    from lawtrack.errors import LawtrackError
    from lawtrack.serve.run import serve
    from lawtrack.serve.settings import Settings

    given = {k: v for k, v in vars(args).items() if k not in ("command", "no_open", "names") and v is not None}
    try:
        serve(Settings(names=tuple(args.names), **given), open_page=not args.no_open)
    except LawtrackError as error:
        sys.stderr.write(f"lawtrack: {error}\n")
        return 2
    except KeyboardInterrupt:
        pass
    return 0


def _serve_mcp(args: argparse.Namespace) -> int:
    from lawtrack.errors import LawtrackError
    from lawtrack.mcp import run

    try:
        run(args.archive, write=args.write)
    except LawtrackError as error:
        sys.stderr.write(f"lawtrack: {error}\n")
        return 2
    return 0


def _run(args: argparse.Namespace) -> int:
    import attrs

    from lawtrack.cli.commands import run
    from lawtrack.cli.output import deliver, tell
    from lawtrack.cli.table import options_of
    from lawtrack.cli.terminal import progress, terminal_of
    from lawtrack.desk.table import fitted
    from lawtrack.errors import InputError, Severity
    from lawtrack.formats.files import find_files

    out, err = terminal_of(sys.stdout), terminal_of(sys.stderr)
    if args.command in EACH_FILE and any(map(os.path.isdir, args.files)):
        named = args.files
        args.files = [str(p) for name in named for p in (find_files([name])[0] if os.path.isdir(name) else [name])]
        if not args.files:
            raise InputError(f"{'、'.join(named)} 里没有能读的文件", f"there is no readable file in {', '.join(named)}")
    table = options_of(args)
    total = len(args.files) if args.command in EACH_FILE else 1
    status = 0
    taken: Counter[str] = Counter()
    failed: list[str] = []
    for outcome in progress(_each(args, run, failed), total, args.command, sys.stderr, err):
        taken[outcome.name] += 1
        if taken[outcome.name] > 1:  # files of one name from several folders do not write over each other
            outcome = attrs.evolve(outcome, name=f"{outcome.name} ({taken[outcome.name]})")
        outcome, fit = fitted(outcome, table)
        shown = deliver(outcome, args, out, err, total > 1 or args.many, fit)
        if not shown:
            tell(outcome, args, err)
        slips_are_the_result = args.command == "gazette" and not args.strict  # of somebody's print, not of this run
        if not slips_are_the_result and any(f.severity is Severity.ERROR for f in outcome.findings):
            status = 1
    return 2 if failed else status


def _each(
    args: argparse.Namespace, run: Callable[[argparse.Namespace], Iterable[Outcome]], failed: list[str]
) -> Iterator[Outcome]:
    """The results of a command. Of several files one that cannot be used is told and left out, and the others are done."""
    from lawtrack.cli.output import is_folder
    from lawtrack.errors import LawtrackError

    args.many = args.command in EACH_FILE and len(args.files) > 1
    if not args.many:
        yield from run(args)
        return
    if args.output not in (None, "-") and not is_folder(args.output):
        from lawtrack.errors import InputError

        raise InputError(
            f"输入有几个文件，-o 应为目录（以 / 结尾）：{args.output}",
            f"there are several input files, so -o must be a folder (ending with /): {args.output}",
        )
    for name in args.files:
        one = type(args)(**{**vars(args), "files": [name]})
        try:
            yield from run(one)
        except LawtrackError as error:
            failed.append(name)
            sys.stderr.write(f"lawtrack: {error}\n")
