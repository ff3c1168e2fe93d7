"""The jobs: what was read → an outcome. A face (the command line, the page) reads the files, names them for the messages, and shows what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

import lawtrack
from lawtrack.changes.comparison_table import DEFAULT_TABLE, TableOptions
from lawtrack.desk.mistakes import refuse_applied, refuse_equal, refuse_no_decision, refuse_strangers, refuse_swapped
from lawtrack.desk.outcome import Outcome
from lawtrack.errors import Finding
from lawtrack.formats.files import safe_name
from lawtrack.formats.render import rendered


@attrs.frozen
class Edition:
    """A text with the patch that leads to it: what Akoma Ntoso can hold of a comparison or a merge."""

    base: lawtrack.Statute
    patch: lawtrack.Patch
    statute: lawtrack.Statute


def amended(
    law: lawtrack.Statute,
    decisions: Iterable[tuple[str, lawtrack.Decision]],
    *,
    name: str,
    borders: Mapping[str, lawtrack.Border] | None = None,
    strict: bool = False,
    on: str | None = None,
    again: bool = False,
    listed: bool = False,
) -> Outcome:
    """Decisions, each with the name of its file, carried out one after another on the statute of file ``name``.

    Raises :class:`InputError` where a file is no decision, or the two stand the wrong way round, or a decision was carried out on that text
    already; with ``listed`` (one statute of many) the last is a finding only.
    """
    found: tuple[Finding, ...] = law.findings
    results: list[lawtrack.Amendment] = []
    for file, decision in decisions:
        refuse_swapped(law, decision, name, file)
        results.append(lawtrack.amend(law, decision, strict=strict, borders=borders, on=on, again=again))
        if not listed:
            refuse_applied(results[-1].findings, file)
        law = results[-1].statute
        found += results[-1].findings
    result = results[0] if len(results) == 1 else _together(results)
    return Outcome(attrs.evolve(result, findings=found), result.statute.title, found)


def _together(results: Sequence[lawtrack.Amendment]) -> lawtrack.Amendment:
    """Several decisions as one amendment of the first text; instructions say the year of their decision."""
    whole = lawtrack.Consolidated(results[0].base, tuple(results))
    return attrs.evolve(results[-1], base=whole.base, patch=whole.patch)


def compared(old: lawtrack.Statute, new: lawtrack.Statute, *, anyway: bool = False) -> Outcome:
    """Two versions compared. Raises :class:`InputError` for two different statutes, unless they are to be compared ``anyway``."""
    refuse_strangers(old, new, anyway)
    patch = lawtrack.compare(old, new)
    return Outcome(patch.changes, new.title, (*old.findings, *new.findings), edition=Edition(old, patch, new))


def drafted(old: lawtrack.Statute, new: lawtrack.Statute, **options: Any) -> Outcome:
    """The decision that leads from one version to the other; ``options`` as of :func:`lawtrack.draft`. Raises :class:`InputError` for equal texts."""
    refuse_equal(old, new)
    result = lawtrack.draft(old, new, **options)
    made = lawtrack.amend(old, result)
    edition = Edition(old, made.patch, made.statute)
    return Outcome(result, f"关于修改《{old.title}》的决定", tuple(result.findings), edition=edition)


def verified(decision: lawtrack.Decision, published: lawtrack.Statute, base: lawtrack.Statute | None = None) -> Outcome:
    """A published text held against the decision, and against the text before where there is one. Raises :class:`InputError` for what is no decision."""
    refuse_no_decision(decision)
    result = lawtrack.verify(decision, published, base=base)
    return Outcome(result, published.title, tuple(result.findings))


def instrument_documents(issue: lawtrack.Gazette) -> Iterator[tuple[str, str]]:
    """Every instrument of an issue as a text file of its own, numbered as they stand: name and text."""
    for i, one in enumerate(issue.instruments, 1):
        yield f"{i:02d} {one.kind.zh} {safe_name(one.title + one.number)}.txt", one.text


def consolidation_documents(
    one: lawtrack.Republication, table: TableOptions = DEFAULT_TABLE
) -> Iterator[tuple[str, str | bytes]]:
    """What a gazette's decision and republished text give: the name of each document, and its content. ``table`` is for the comparison tables."""
    made = one.amendment
    whole = attrs.evolve(made, findings=one.findings)
    for name, result, kind, part in (
        ("合并文本.txt", made, "text", "text"),
        ("合并文本.docx", made, "docx", "text"),
        ("修改前后对照表.docx", made, "docx", "table"),
        ("修订稿.docx", made, "docx", "redline"),
        ("核对报告.docx", one.verification, "docx", "report"),
        ("修改前文本（回推）.txt", one.rewound, "text", "text"),
        ("修改前后对照表.html", whole, "html", "report"),
        ("修改报告.md", whole, "md", "report"),
        ("补丁.json", made, "json", "patch"),
        ("修改决定.json", one.decision, "json", ""),
        ("发现.json", one.findings, "json", ""),
    ):
        yield name, rendered(result, kind, part, table)
    yield "公布文本.txt", one.text
    yield "修改决定.txt", one.decision.to_text()
