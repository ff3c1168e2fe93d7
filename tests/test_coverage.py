"""The table of what is understood: how it counts, and that the published one is true."""

from __future__ import annotations

from pathlib import Path

from lawtrack.decision.coverage import KINDS, measure_coverage
from lawtrack.decision.orders import Order
from lawtrack.decision.parse import parse_decision
from tests.shared import SHARED, decision, needs_shared

DOC = Path(__file__).parents[1] / "docs" / "coverage.md"
HEAD = "某会关于修改《甲条例》的决定\n某会决定对《甲条例》作如下修改：\n"


def test_read_and_unread_are_counted() -> None:
    good = parse_decision(HEAD + "一、删去第三条。\n二、将第四条改为第三条，其中的“乙”修改为“丙”。\n")
    doubtful = parse_decision(HEAD + "一、删去第三条。\n二、将第四条改动一下，第五条修改为：“丁。”\n")
    table = measure_coverage({"子": good, "丑": doubtful, "又一份子": good})
    assert [(r.name, r.instructions, r.read, r.orders, r.unread) for r in table.rows] == [
        ("子", 2, 2, 3, 0),
        ("丑", 2, 1, 1, 1),
    ]
    assert (table.instructions, table.read, table.unread) == (4, 3, 1)
    assert table.kinds == {"DeleteProvisions": 2, "Renumber": 1, "ReplaceWords": 1}
    assert table.phrases["delete"] == 2
    assert "| 删去条款 | 2 |" in table.to_text() and repr(table) == "<Coverage 2件决定 3/4项指令>"


def test_every_kind_of_order_has_its_name() -> None:
    assert set(KINDS) == {kind.__name__ for kind in Order.__args__}


@needs_shared
def test_nothing_is_unread_and_the_published_table_is_true() -> None:
    paths = [p for kind in ("cases", "after-only") for p in sorted((SHARED / kind).glob("*/decision*.txt"))]
    table = measure_coverage({f"{p.parent.name}/{p.stem}": decision(p) for p in paths})
    assert table.unread == 0 and table.read == table.instructions
    assert DOC.read_text("utf-8").endswith(table.to_text())
