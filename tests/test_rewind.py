"""rewind: the earlier text from the later one and the decision; amending it again gives the later one."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.decision import Decision
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.model.nodes import Statute
from lawtrack.rewinding.addresses import seat_back
from lawtrack.rewinding.rewind import GAP, is_gap, rewind
from lawtrack.syntax.statute.parse import parse_statute
from tests.examples import sweep
from tests.shared import SHARED, statute
from tests.shared import rewound as read_back

BASE = """鱼塘管理条例
（2010年3月1日塘务会议通过）
第一章　总则
第一条　为了管好鱼塘，制定本条例。
第二条　鱼塘归塘务局管理。塘务局可以委托塘长看管。
塘长由塘务局聘任。
第三条　养鱼人有下列义务：
（一）按时投料；
（二）保持水质；
（三）缴纳塘租。
第二章　看管
第四条　塘长每日巡塘一次，记录水位。
第五条　禁止夜间捕鱼。违反第四条规定的，不得续聘。
第六条　外来人员入塘，应当登记姓名、住址。
第三章　附则
第七条　违反本条例第三条第一款第二项、第四条至第六条规定的，罚款五十元。
第八条　本条例自2010年5月1日起施行。
"""

HEAD = """塘务会议关于修改《鱼塘管理条例》的决定
（2020年6月1日塘务会议通过）
塘务会议决定对《鱼塘管理条例》作如下修改：
"""
TAIL = """本决定自2020年7月1日起施行。
《鱼塘管理条例》根据本决定作相应修改，并对条文顺序作相应调整，重新公布。
"""


def decide(*instructions: str) -> Decision:
    """A decision with these instructions."""
    numbers = "一二三四五六七八九十"
    lines = [f"{numbers[i]}、{text}\n" for i, text in enumerate(instructions)]
    return parse_decision(HEAD + "".join(lines) + TAIL)


def body(statute: Statute) -> str:
    """Everything but the front matter."""
    return "\n".join(u.label + u.text for u in statute.units[3:])


ORDERS = {
    "article inserted": ["增加一条，作为第四条：“塘长应当会游泳。”"],
    "article deleted": ["删去第二条。"],
    "article replaced": ["将第六条修改为：“外来人员不得入塘。”"],
    "renumbered and replaced": ["增加一条，作为第二条：“鱼塘的水面不得缩小。”", "将第四条改为第五条，修改为：“塘长每日巡塘两次。”"],
    "paragraph inserted": ["第二条增加一款，作为第一款：“鱼塘属于全村。”"],
    "paragraph replaced": ["将第二条第二款修改为：“塘长由村民推选。”"],
    "paragraph deleted": ["删去第二条第二款。"],
    "item inserted in the middle": ["第三条增加一项，作为第二项：“（二）清除水草；”。"],
    "item inserted at the end": ["第三条增加一项，作为第四项：“（四）防止鱼病。”。"],
    "item deleted": ["删去第三条第三项。"],
    "item replaced": ["将第三条第一项修改为：“（一）每日投料”。"],
    "words replaced": ["将第四条中的“一次”修改为“三次”。"],
    "words replaced everywhere": ["将条例中的“塘长”均修改为“塘主任”。"],
    "words inserted": ["在第六条中的“住址”后增加“电话”。"],
    "words deleted": ["删去第五条中的“夜间”。"],
    "several things": [
        "增加一条，作为第三条：“鱼塘每年清淤一次。”",
        "将第三条改为第四条，第二项修改为：“（二）保持水质清洁”。",
        "删去第五条。",
        "将第六条中的“姓名、住址”修改为“姓名、电话”。",
    ],
}  # fmt: skip


@pytest.mark.parametrize("orders", ORDERS.values(), ids=ORDERS.keys())
def test_amending_the_rewound_text_gives_the_later_one(orders: list[str]) -> None:
    base, decision = parse_statute(BASE), decide(*orders)
    assert not decision.unread
    later = amend(base, decision, strict=True).statute
    rewound = rewind(later, decision)
    assert body(amend(rewound.statute, decision, strict=True).statute) == body(later)
    assert body(rewound.again) == body(later)
    assert [a.label for a in rewound.statute.articles] == [a.label for a in base.articles]
    assert rewound.statute.note == base.note
    assert not [f for f in rewound.findings if f.code == "rewind.unproven"]


@pytest.mark.parametrize("name", ["article inserted", "paragraph inserted", "item inserted at the end", "item inserted in the middle",
                                  "words replaced", "words inserted", "words replaced everywhere"])  # fmt: skip
def test_what_was_not_destroyed_comes_back_as_it_was(name: str) -> None:
    base, decision = parse_statute(BASE), decide(*ORDERS[name])
    rewound = rewind(amend(base, decision).statute, decision)
    assert body(rewound.statute) == body(base)
    assert rewound.gaps == ()


def test_destroyed_text_is_a_gap_and_nothing_else_is() -> None:
    base, decision = parse_statute(BASE), decide(*ORDERS["several things"])
    rewound = rewind(amend(base, decision).statute, decision)
    assert [str(a) for a in rewound.gaps] == ["第三条第一款第二项", "第五条第一款"]
    assert [f.address for f in rewound.findings if f.code == "rewind.gap"] == ["第三条第一款第二项", "第五条第一款"]
    assert rewound.statute["第五条第一款"].text == GAP
    known = [i for i, u in enumerate(base.units) if not is_gap(rewound.statute.units[i].text)]
    assert [rewound.statute.units[i] for i in known] == [base.units[i] for i in known]


def test_references_move_back() -> None:
    base, decision = parse_statute(BASE), decide(*ORDERS["article inserted"])
    later = amend(base, decision).statute
    assert later["第八条第一款"].text == "违反本条例第三条第一款第二项、第五条至第七条规定的，罚款五十元。"
    assert rewind(later, decision).statute["第七条第一款"].text == base["第七条第一款"].text


def test_doubts_are_findings() -> None:
    base = parse_statute(BASE)
    for orders, code in (
        (ORDERS["words deleted"], "rewind.place-unknown"),
        (ORDERS["words replaced everywhere"], "rewind.wide"),
        (["第四条中的“每日”“记录”修改为“按时”。"], "rewind.ambiguous"),
    ):
        decision = decide(*orders)
        found = rewind(amend(base, decision).statute, decision).findings
        assert code in {f.code for f in found}


def test_a_slip_in_the_later_text_does_not_stop_it() -> None:
    base, decision = parse_statute(BASE), decide("将第四条中的“每日巡塘一次”修改为“每日早晚各巡塘一次”。")
    later = amend(base, decision).statute.to_text().replace("每日早晚各巡塘一次", "每日早晚巡塘一次")
    rewound = rewind(parse_statute(later), decision)
    assert rewound.statute["第四条第一款"].text == base["第四条第一款"].text
    assert {"rewind.slip", "rewind.unproven"} <= {f.code for f in rewound.findings}


def test_a_number_printed_twice() -> None:
    base, decision = parse_statute(BASE), decide(*ORDERS["article inserted"])
    later = amend(base, decision).statute.to_text().replace("第六条　禁止", "第七条　禁止")
    rewound = rewind(parse_statute(later), decision)
    assert [a.label for a in rewound.statute.articles] == [a.label for a in base.articles]
    assert "rewind.number-slip" in {f.code for f in rewound.findings}


def test_gaps_of_the_later_text_agree_with_anything() -> None:
    """A chain: what the first step back lost may be what the earlier decision supplied."""
    base = parse_statute(BASE)
    first, second = decide("将第六条修改为：“外来人员不得入塘。”"), decide("将第六条修改为：“外来人员登记后入塘。”")
    latest = amend(amend(base, first).statute, second).statute
    middle = rewind(latest, second).statute
    again = rewind(middle, first)
    assert not [f for f in again.findings if f.code == "rewind.unproven"]
    assert again.again["第六条第一款"].text == "外来人员不得入塘。"


def test_the_wrong_decision() -> None:
    decision = parse_decision(
        HEAD.replace("鱼塘", "果园") + "一、删去第二条。\n二、对《菜园条例》作出修改\n" + TAIL.replace("鱼塘", "果园")
    )
    with pytest.raises(InputError, match="没有修改《牧场条例》") if len(decision.amended) != 1 else _nothing():
        rewind(parse_statute("牧场条例\n第一条　甲。\n第二条　乙。\n"), decision)


def _nothing():  # type: ignore[no-untyped-def]
    from contextlib import nullcontext

    return nullcontext()


def test_positions_turned_back() -> None:
    assert seat_back(3, set(), {2}) == {1: 1, 3: 2, 4: 3}
    assert seat_back(3, {2}, set()) == {1: 1, 2: 3}
    assert seat_back(4, set(), set(), {1: 2}) == {1: 1, 2: 4}


def cases() -> list[tuple[str, Path, Path]]:
    """Every single-decision case of the shared folder."""
    folder = SHARED / "cases"
    if not folder.is_dir():
        return []
    return [
        (p.name, p / "expected.txt", p / "decision.txt")
        for p in sorted(folder.iterdir())
        if (p / "decision.txt").exists()
    ]


@pytest.mark.skipif(not cases(), reason="the shared cases are not there (LAWTRACK_SHARED)")
@pytest.mark.parametrize("case", sweep(cases()), ids=[c[0] for c in cases()])
def test_real_cases(case: tuple[str, Path, Path]) -> None:
    """The later text comes back, character for character, but for the places the case lists as departing from the decision."""
    from lawtrack.model.normal import normalise

    _, expected, decision = case
    published, rewound = statute(expected), read_back(expected, decision)
    accepted = expected.with_name("accepted.txt")
    again, want = normalise(body(rewound.again)), normalise(body(published))
    for line in accepted.read_text("utf-8").splitlines() if accepted.exists() else []:
        theirs, ours = (normalise(x) for x in line.split("\t")[:2])
        again = again if theirs in again else again.replace(ours, theirs)
    assert again == want


def test_a_number_left_open_in_the_old_words_is_not_put_into_the_text() -> None:
    law = parse_statute("例市桥梁条例\n第一条　损坏桥梁的，依照刑法有关规定追究刑事责任。\n")
    decision = parse_decision(
        "关于修改《例市桥梁条例》的决定\n一、将第一条中的“依照刑法第×条的规定”修改为“依照刑法有关规定”。"
    )
    rewound = rewind(law, decision)
    assert "×" not in rewound.statute.to_text()
    assert ("warning", "rewind.placeholder") in {(f.severity.value, f.code) for f in rewound.findings}


@pytest.mark.parametrize(
    ("before", "clause", "told"),
    [
        ("渡船靠岸，渡工登岸。渡船离岸。", "将第一条第一句中的“渡船”修改为“船舶”", []),
        ("渡船靠岸。船舶离岸。", "将第一条第一句中的“渡船”修改为“船舶”", []),
        ("船舶靠岸。渡船离岸。", "将第一条最后一句中的“渡船”修改为“船舶”", []),
        ("渡船靠岸，渡船离岸。", "将第一条中的第二处“渡船”修改为“船舶”", []),
        ("渡船靠岸，渡船离岸，渡船入库。", "删去第一条“渡船离岸，渡船入库”中的“离岸，渡船”", []),
        ("渡船靠岸，船舶离岸，渡船入库。", "将第一条中的第一处“渡船”修改为“船舶”", ["rewind.wide"]),
    ],
)
def test_only_the_sentence_the_occurrence_or_the_passage_named_is_turned_back(
    before: str, clause: str, told: list[str]
) -> None:
    base = parse_statute(f"某市渡口条例\n第一条　{before}\n第二条　附则。")
    decision = parse_decision(f"关于修改《某市渡口条例》的决定\n一、{clause}。")
    done = amend(base, decision)
    assert done.findings == () and done.statute != base
    back = rewind(done.statute, decision)
    assert [f.code for f in back.findings] == told
    if not told:
        assert back.statute == base
