"""What each command does: read, call the verb of the same name, hand back results. Printing is done in one place only."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import attrs

import lawtrack
from lawtrack.errors import Finding, InputError


@attrs.frozen
class Outcome:
    """A result to be written: ``name`` is the file name it gets in a folder, ``findings`` decide the exit status.

    ``text`` is what a person sees on the terminal instead of the result's own text; ``message`` goes to standard error.
    """

    result: Any
    name: str
    findings: tuple[Finding, ...] = ()
    text: str | None = None
    message: str = ""


Run: TypeAlias = Callable[[argparse.Namespace], Iterable[Outcome]]


def source(name: str) -> Any:
    """A file name as the library reads it; ``-`` is standard input."""
    if name != "-":
        return name
    data = io.BytesIO(sys.stdin.buffer.read())
    data.name = "标准输入"
    return data


def parse(args: argparse.Namespace) -> Iterator[Outcome]:
    for name in args.files:
        value = lawtrack.read_any(source(name), kind=args.kind)
        yield Outcome(value, _stem(name), tuple(value.findings))


def amend(args: argparse.Namespace) -> Iterator[Outcome]:
    law = lawtrack.read_statute(source(args.base))
    before: tuple[Finding, ...] = law.findings
    result: Any = None
    for name in args.decisions:
        decision = lawtrack.read_decision(source(name))
        result = lawtrack.amend(law, decision, strict=args.strict, borders=dict.fromkeys(args.later, "later"))
        law = result.statute
        before += result.findings
    shown = lawtrack.changes.tabulate(result.base, result.patch) if args.table else result
    text = None if args.table else result.statute.to_text()
    yield Outcome(shown, result.statute.title, before, text)


def verify(args: argparse.Namespace) -> Iterator[Outcome]:
    decision = lawtrack.read_decision(source(args.decision))
    published = lawtrack.read_statute(source(args.published))
    base = lawtrack.read_statute(source(args.base)) if args.base else None
    result = lawtrack.verify(decision, published, base=base)
    yield Outcome(result, published.title, tuple(result.findings))


def rewind(args: argparse.Namespace) -> Iterator[Outcome]:
    published = lawtrack.read_statute(source(args.published))
    result = lawtrack.rewind(published, lawtrack.read_decision(source(args.decision)))
    yield Outcome(result, published.title, tuple(result.findings), result.statute.to_text())


def compare(args: argparse.Namespace) -> Iterator[Outcome]:
    old, new = (lawtrack.read_statute(source(name)) for name in (args.old, args.new))
    result = lawtrack.tabulate(old, lawtrack.compare(old, new))
    yield Outcome(result, new.title, (*old.findings, *new.findings))


def draft(args: argparse.Namespace) -> Iterator[Outcome]:
    old, new = (lawtrack.read_statute(source(name)) for name in (args.old, args.new))
    result = lawtrack.draft(old, new)
    yield Outcome(result, f"关于修改《{old.title}》的决定", tuple(result.findings), result.to_text())


def merge(args: argparse.Namespace) -> Iterator[Outcome]:
    first, second = (lawtrack.read_patch(source(name)) for name in args.patches)
    result = lawtrack.merge(first, second)
    yield Outcome(result, "合并的补丁", tuple(getattr(result, "findings", ())))


def references(args: argparse.Namespace) -> Iterator[Outcome]:
    for name in args.files:
        result = lawtrack.references(lawtrack.read_statute(source(name)))
        yield Outcome(result, _stem(name), tuple(result.findings))


def _stem(name: str) -> str:
    from pathlib import PurePath

    return "标准输入" if name == "-" else PurePath(name).name.split(".")[0]


RUN: dict[str, Run] = {
    "parse": parse, "amend": amend, "verify": verify, "rewind": rewind, "compare": compare, "draft": draft, "merge": merge,
    "references": references,
}  # fmt: skip


def run(args: argparse.Namespace) -> Iterable[Outcome]:
    """Carry out the command; raises the library's exceptions."""
    if args.command not in RUN:
        raise InputError(f"没有命令 {args.command}")
    return RUN[args.command](args)
