"""“A”调整到“B”之前: words change their place in one step, or nothing happens."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.decision.orders import MoveWords

BASE = """例市渡口条例
（2020年1月1日例市人民代表大会常务委员会通过）
第一条　工作人员滥用职权、玩忽职守和徇私舞弊的，给予处分。渡口应当依法登记，登记簿公开。
第二条　民政部门、交通部门按照各自职责管理渡口，人民政府予以支持。
"""


def carry_out(*clauses: str) -> lt.Amendment:
    text = (
        "例市人民代表大会常务委员会关于修改《例市渡口条例》的决定\n"
        "（2026年5月8日例市人民代表大会常务委员会第二次会议通过）\n"
        "例市人民代表大会常务委员会决定，对《例市渡口条例》作如下修改：\n" + "\n".join(clauses)
    )
    return lt.amend(lt.parse_statute(BASE), lt.parse_decision(text))


LIST, PLAIN = "工作人员滥用职权、玩忽职守和徇私舞弊的，给予处分。", "渡口应当依法登记，登记簿公开。"
DONE = {
    "将第一条中的“玩忽职守”调整到“滥用职权”之前。": "工作人员玩忽职守、滥用职权和徇私舞弊的，给予处分。" + PLAIN,
    "第一条中的“徇私舞弊”移至“滥用职权”前。": "工作人员徇私舞弊、滥用职权和玩忽职守的，给予处分。" + PLAIN,
    "将第一条第一款中“滥用职权”移到“徇私舞弊”后面。": "工作人员玩忽职守、徇私舞弊和滥用职权的，给予处分。" + PLAIN,
    "将第一条中的“滥用职权”的位置调至“玩忽职守”之后。": "工作人员玩忽职守、滥用职权和徇私舞弊的，给予处分。" + PLAIN,
    "将第一条中的“依法”移动到“应当”之前。": LIST + "渡口依法应当登记，登记簿公开。",
    "将第一条中的“依法”移至“渡口”之前。": LIST + "依法渡口应当登记，登记簿公开。",
}


@pytest.mark.parametrize(("clause", "after"), DONE.items())
def test_the_marks_stay_and_the_words_change_places(clause: str, after: str) -> None:
    result = carry_out(f"一、{clause}")
    assert result.statute["第一条第一款"].text == after
    assert [type(o) for i in result.decision.instructions for o in i.orders] == [MoveWords]
    assert not [f for f in result.findings if f.severity is not lt.Severity.INFO]
    assert result.patch.invert().apply(result.statute) == result.base


REFUSED = {
    "将第一条中的“没有”调整到“滥用职权”之前。": "amend.words-missing",
    "将第一条中的“滥用职权”调整到“没有”之前。": "amend.words-missing",
    "将第一条中的“登记”调整到“应当”之前。": "amend.words-count",
    "将第一条中的“依法”调整到“登记”之前。": "amend.words-count",
    "将第一条中的“依法”调整到“滥用职权”之前。": "amend.place-unclear",
    "将第一条中的“玩忽职守”调整到“给予”之前。": "amend.place-unclear",
    "将第一条中的“玩忽职守和徇私舞弊”调整到“徇私舞弊”之前。": "amend.place-unclear",
    "将第二条中的“民政”调整到“交通”之后。": "amend.words-count",
}


@pytest.mark.parametrize(("clause", "code"), REFUSED.items())
def test_what_is_missing_ambiguous_or_overlaps_is_refused(clause: str, code: str) -> None:
    result = carry_out(f"一、{clause}")
    assert [(f.code, f.instruction) for f in result.findings if f.severity is lt.Severity.ERROR] == [(code, "一")]
    assert result.statute.articles == result.base.articles


def test_words_that_stand_there_already_are_left_and_that_is_told() -> None:
    result = carry_out("一、将第一条中的“滥用职权”调整到“玩忽职守”之前。")
    assert [f.code for f in result.findings] == ["amend.already"]
    assert result.statute.articles == result.base.articles


@pytest.mark.parametrize(
    "other",
    [
        "将第一条中的“玩忽职守”修改为“不履行职责”。",
        "删去第一条中的“滥用职权”。",
        "将第一条中的“玩忽职守”修改为“滥用职权”。",
    ],
)
def test_another_order_on_the_same_words_stops_both(other: str) -> None:
    result = carry_out("一、将第一条中的“玩忽职守”调整到“滥用职权”之前。", f"二、{other}")
    assert {f.instruction for f in result.findings if f.code == "amend.conflict"} == {"一", "二"}
    assert result.statute.articles == result.base.articles


def test_where_moved_words_stood_cannot_be_rewound_and_that_is_told() -> None:
    result = carry_out("一、将第一条中的“玩忽职守”调整到“滥用职权”之前。")
    assert "rewind.moved-words" in {f.code for f in lt.rewind(result.statute, result.decision).findings}
    report = lt.verify(result.decision, result.statute)
    assert not [f for f in report.findings if f.severity is lt.Severity.ERROR]
