"""What is left to the drafter: new articles at a chapter border, and repairs of slips in a file. Each is a question with its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from lawtrack.binding.result.findings import CHAPTER_BORDER
from lawtrack.desk.papers import Placed, key_of
from lawtrack.errors import Finding

BORDER = CHAPTER_BORDER.code


@attrs.frozen
class Choice:
    """A question: ``answers`` are pairs of a value and what is shown for it, ``value`` the one that holds. ``key`` names the question.

    ``kind`` is border or repair; ``place`` the provision it is about (an anchor in the report where there is one), ``about`` and ``about_en`` the
    question in words, ``file`` the file whose repair it is.
    """

    kind: str
    key: str
    place: str
    about: str
    about_en: str
    answers: tuple[tuple[str, str], ...]
    value: str
    file: str = ""


def borders(findings: Iterable[Finding]) -> Iterator[Choice]:
    """New articles between two chapters of which the decision does not say which is theirs.

    >>> from lawtrack.errors import Severity
    >>> said = "第七条位于第一章与第二章之间，决定没有写明归属；已归入第二章（可选择归入第一章）"
    >>> [c.value for c in borders([Finding(BORDER, Severity.WARNING, said, address="第七条", before="第一章", after="第二章")])]
    ['later']
    """
    for f in findings:
        if f.code == BORDER:
            answers = (("earlier", f.before or ""), ("later", f.after or ""))
            chosen = "later" if f"；已归入{f.after}（" in f.message else "earlier"
            asked = f"{f.address}位于{f.before}与{f.after}之间，决定没有写明归属"
            asked_en = (
                f"{f.address} stands between {f.before} and {f.after}; the decision does not say where it belongs"
            )
            yield Choice("border", f.address, f.address, asked, asked_en, answers, chosen)


def repairs(placed: Iterable[Placed]) -> Iterator[Choice]:
    """Repairs that the reader of a file proposes, each with whether it was chosen."""
    for one in placed:
        if one.trouble:
            continue
        for f in one.paper.proposals(one.role):
            assert f.repair is not None
            answers = (("no", "不采纳"), ("yes", f.repair.description))
            chosen = "yes" if key_of(f) in one.paper.repairs else "no"
            where = f.address or (f"原文第 {f.span.line} 行" if f.span and f.span.line else "")
            yield Choice("repair", key_of(f), where, f.message, f.message_en, answers, chosen, one.paper.name)
