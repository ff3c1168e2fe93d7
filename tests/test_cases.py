"""Real decisions on real statutes: each gives the published text, can be undone, and leaves nothing unread."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from lawtrack.binding.amend import amend
from tests.shared import acceptance, amended, decision, folders, needs_shared, statute

CASES = folders("cases", "base.txt")


@needs_shared
@pytest.mark.parametrize("folder", CASES, ids=[p.name for p in CASES])
def test_published_text(folder: Path) -> None:
    script = acceptance()
    law = statute(folder / "base.txt")
    chain = sorted(folder.glob("decision-*.txt"))
    for path in chain or [folder / "decision.txt"]:
        assert decision(path).unread == ()
        result = amend(law, decision(path)) if chain else amended(folder / "base.txt", path)
        assert [f.message for f in result.findings if f.severity == "error"] == []
        assert attrs.evolve(result.patch).apply(law) == result.statute
        assert result.patch.invert().apply(result.statute) == law
        law = result.statute
    derived = script.body(law.to_text())
    accepted = folder / "accepted.txt"
    for line in accepted.read_text("utf-8").splitlines() if accepted.exists() else []:
        published, ours = (script.norm(part) for part in line.split("\t")[:2])
        derived = derived.replace(ours, published)
    assert script.differences(script.body((folder / "expected.txt").read_text("utf-8")), derived) == []


@needs_shared
def test_the_criminal_law_has_505_articles_one_of_them_vacant() -> None:
    folder = next(p for p in CASES if p.name == "xingfa-chain")
    law = statute(folder / "base.txt")
    for path in sorted(folder.glob("decision-*.txt")):
        law = amend(law, decision(path), strict=True).statute
    assert len(law.articles) == 505
    assert [a.label for a in law.articles if a.text == "（删去）"] == ["第一百九十九条"]
