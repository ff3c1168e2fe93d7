"""What one verb makes, the others take back: every invented case of tests/cases, and the reports of the shared folder, through all of them."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import lawtrack as lt
from lawtrack.patch.ops import EditText
from tests.shared import SHARED
from tests.test_amend_cases import cases as amend_cases
from tests.test_reported import body
from tests.test_reported import cases as reported_cases

REPORTS = SHARED / "reports.py"
CASES = [
    *((f"{title}", s["原文"], s["决定"]) for title, s in reported_cases()),
    *((title, law, decision) for title, law, decision, _ in amend_cases()),
]
each_case = pytest.mark.parametrize(("law", "decision"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])


@cache
def amended(law: str, decision: str) -> tuple[lt.Statute, lt.Decision, lt.Amendment]:
    before, order = lt.parse_statute(law), lt.parse_decision(decision)
    return before, order, lt.amend(before, order)


def doubts(findings: tuple[lt.Finding, ...]) -> list[str]:
    return [f.message for f in findings if f.severity != "info"]


@each_case
def test_the_text_that_comes_out_reads_as_the_statute_it_is(law: str, decision: str) -> None:
    _, _, done = amended(law, decision)
    assert lt.parse_statute(done.statute.to_text()) == done.statute


@each_case
def test_what_was_carried_out_is_what_was_ordered(law: str, decision: str) -> None:
    """verify finds nothing to say, and does where a character of what was changed is lost."""
    before, order, done = amended(law, decision)
    if doubts(done.findings):
        return
    assert doubts(lt.verify(order, done.statute, before).findings) == []
    for op in done.patch.ops:
        if not isinstance(op, EditText) or op.cause.consequential:
            continue
        words, text = max((x.text for x in op.splices), key=len), op.words_after
        if len(words) > 1 and done.statute.to_text().count(text) == 1 == text.count(words):
            spoilt = done.statute.to_text().replace(text, text.replace(words, f"{words[0]}某{words[1:]}"))
            assert doubts(lt.verify(order, lt.parse_statute(spoilt), before).findings) != []


@each_case
def test_the_text_before_leads_to_the_text_after_again(law: str, decision: str) -> None:
    """What of it may have read otherwise is told: tests/test_rewind_told.py."""
    _, order, done = amended(law, decision)
    back = lt.rewind(done.statute, order)
    if doubts(back.findings):
        return
    assert body(back.again.to_text()) == body(done.statute.to_text())


@each_case
def test_a_decision_drafted_from_the_two_texts_leads_from_one_to_the_other(law: str, decision: str) -> None:
    before, _, done = amended(law, decision)
    drafted = lt.draft(before, done.statute)
    again = lt.amend(before, lt.parse_decision(drafted.to_text()))
    assert body(again.statute.to_text()) == body(done.statute.to_text())
    assert lt.compare(before, done.statute).apply(before) == done.statute


@each_case
def test_what_is_written_down_reads_back(law: str, decision: str) -> None:
    before, order, done = amended(law, decision)
    assert lt.loads(lt.dumps(done)) == done
    assert lt.loads(lt.dumps(order)) == order
    assert lt.loads(lt.dumps(done.patch)).apply(before) == done.statute


@each_case
def test_two_bills_of_which_one_does_nothing_or_does_the_same(law: str, decision: str) -> None:
    before, _, done = amended(law, decision)
    nothing = lt.compare(before, before)
    for first, second in ((done.patch, nothing), (nothing, done.patch), (done.patch, done.patch)):
        merged = lt.merge(first, second, before)
        assert merged.conflicts == ()
        assert merged.patch.apply(before) == done.statute
    there_and_back = done.patch.then(done.patch.invert())
    assert there_and_back.apply(before) == before


def reports() -> tuple[ModuleType | None, list[tuple[str, dict[str, str]]]]:
    """The script that judges reports of real use, and the reports."""
    if not REPORTS.exists():
        return None, []
    spec = importlib.util.spec_from_file_location("reports", REPORTS)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(REPORTS.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(REPORTS.parent))
    found = sorted(Path(REPORTS.parent / "reports").rglob("*.txt"))
    return module, [(f"{p.stem}: {title}", sections) for p in found for title, sections in module.blocks(p)]


JUDGE, REPORTED = reports()


@pytest.mark.skipif(JUDGE is None, reason="the reports of the shared folder are not there (LAWTRACK_SHARED)")
@pytest.mark.parametrize("sections", [s for _, s in REPORTED], ids=[t for t, _ in REPORTED])
def test_reports_of_real_use_come_out_right(sections: dict[str, str]) -> None:
    assert JUDGE is not None
    assert JUDGE.check(lt, sections) == []
