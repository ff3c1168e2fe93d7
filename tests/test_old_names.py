"""Names of the version before: each still works, and says in a DeprecationWarning what it is called now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import lawtrack as untyped

lt: Any = untyped
BASE = "某市渡口条例\n（2001年1月1日某市人民代表大会常务委员会通过）\n第一条　渡口由交通部门管理。\n第二条　渡船应当开灯。\n"
ORDER = "关于修改《某市渡口条例》的决定\n（2010年1月1日某市人民代表大会常务委员会通过）\n一、将第二条中的“开灯”修改为“亮灯”。\n本决定自2010年2月1日起施行。\n"
LAW, DECISION = lt.parse_statute(BASE), lt.parse_decision(ORDER)
LINE = lt.Timeline("某市渡口条例").add(LAW).add(DECISION)
ISSUE = lt.read_gazette(BASE.encode())


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("references", "list_references"), ("coverage", "measure_coverage"), ("bills", "follow_bills"), ("heatmap", "draw_heatmap"),
        ("Consolidation", "Republication"),
    ],
)  # fmt: skip
def test_an_old_name_of_the_package_gives_the_new_one(name: str, now: str) -> None:
    with pytest.warns(DeprecationWarning, match=f"lawtrack.{now}"):
        assert getattr(lt, name) is getattr(lt, now)
    assert name not in lt.__all__


CALLS: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
    (r"consolidate\(", lambda: lt.amend_in_order(LAW, [DECISION]), lambda: lt.consolidate(LAW, [DECISION]).amendments),
    ("review_gazette", lambda: lt.consolidate(ISSUE), lambda: lt.review_gazette(ISSUE)),
    ("known=", lambda: LINE.as_known("2010-03-01", on="2005-01-01"), lambda: LINE.as_of("2010-03-01", known="2005-01-01")),
    ("on=", lambda: LINE.as_of(date="2005-01-01"), lambda: LINE.as_of("2005-01-01")),
    ("blame", lambda: LINE.blame("2005-01-01"), lambda: LINE.blame(on="2005-01-01")),
    ("by name", lambda: LINE.history("第二条", "2005-01-01"), lambda: LINE.history("第二条", on="2005-01-01")),
    ("by name", lambda: LINE.trace("第二条", "2005-01-01", "2010-03-01"), lambda: LINE.trace("第二条", on="2005-01-01", to="2010-03-01")),
]  # fmt: skip


@pytest.mark.parametrize(("said", "old", "now"), CALLS)
def test_an_old_call_does_what_the_new_one_does(said: str, old: Callable[[], Any], now: Callable[[], Any]) -> None:
    with pytest.warns(DeprecationWarning, match=said):
        found = old()
    assert found == now()


def test_old_calls_of_an_archive() -> None:
    with lt.Archive(":memory:") as archive:
        archive.add(LAW)
        with pytest.warns(DeprecationWarning, match="Archive.add"):
            assert archive.amend(DECISION).new
        for old, now in (
            (lambda: archive.search("灯", date="2005-01-01"), lambda: archive.search("灯", on="2005-01-01")),
            (lambda: archive.listing(date="2005-01-01"), lambda: archive.listing("2005-01-01")),
            (
                lambda: archive.citing("渡口条例", date="2005-01-01"),
                lambda: archive.citing("渡口条例", on="2005-01-01"),
            ),
            (lambda: archive.dangling(date="2005-01-01"), lambda: archive.dangling("2005-01-01")),
        ):
            with pytest.warns(DeprecationWarning, match="on="):
                found = old()
            assert found == now()


def test_what_a_citation_says_and_what_is_said_beside_it_are_the_same_everywhere() -> None:
    with lt.Archive(":memory:") as archive:
        archive.add(LAW)
        archive.add(DECISION)
        entry = archive["某市渡口条例"]
        stops = archive.trace("2001-某市渡口条例第二条")
        assert (
            stops
            == entry.trace("第二条", on="2001-01-01")
            == entry.trace("2001-某市渡口条例第二条")
            == entry.trace("第二条")
        )
        assert [s.text for s in stops] == ["渡船应当开灯。", "渡船应当亮灯。"]
        assert [str(o.address) for o in entry.blame("第二条")] == ["第二条", "第二条第一款"]
