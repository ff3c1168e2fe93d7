"""verify: what was ordered against what was published, with the text before and without it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Finding
from lawtrack.model.nodes import Statute
from lawtrack.syntax.statute.parse import parse_statute
from lawtrack.verification.verify import verify
from tests.shared import SHARED, statute
from tests.shared import decision as read_order
from tests.test_rewind import BASE, ORDERS, decide

DECISION = decide(
    *ORDERS["several things"], "第四条中的“一次”修改为“早晚各一次”。", "在第七条中的“规定的”后增加“，情节严重的”。"
)
BEFORE = parse_statute(BASE)
AFTER = amend(BEFORE, DECISION, strict=True).statute.to_text()


def loud(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """(severity, code, address) of what is more than info."""
    return [(f.severity.value, f.code, f.address) for f in findings if f.severity.value != "info"]


@pytest.mark.parametrize("orders", ORDERS.values(), ids=ORDERS.keys())
def test_a_right_text_raises_nothing(orders: list[str]) -> None:
    decision = decide(*orders)
    published = amend(BEFORE, decision, strict=True).statute
    assert loud(verify(decision, published, BEFORE).findings) == []
    assert loud(verify(decision, published).findings) == []


SLIPS = [
    ("鱼塘每年清淤一次。", "鱼塘每年清一次。", "第三条第一款", "一", True),  # in supplied text
    ("保持水质清洁", "保持水清洁", "第四条第一款第二项", "二", True),
    ("姓名、电话", "姓名、话", "第六条第一款", "四", True),  # in replaced words
    ("早晚各一次", "早晚一次", "第五条第一款", "五", True),
    ("，情节严重的", "，情节重的", "第七条第一款", "六", True),  # in inserted words
    ("第五条　塘长", "第六条　塘长", "第六条", "", False),  # a number printed twice
    ("记录水位", "记水位", "第五条第一款", "", None),  # where the decision ordered nothing
    ("塘长由塘务局聘任", "塘长由塘务聘任", "第二条第二款", "", None),
]


@pytest.mark.parametrize(("right", "wrong", "address", "label", "ordered"), SLIPS)
def test_a_slip_is_found(right: str, wrong: str, address: str, label: str, ordered: bool | None) -> None:
    """With the base every slip; without it those in what was ordered."""
    assert AFTER.count(right) == 1
    published = parse_statute(AFTER.replace(right, wrong))
    with_base = [f for f in verify(DECISION, published, BEFORE).findings if f.severity.value != "info"]
    assert [(f.address, f.instruction) for f in with_base] == [(address, label)]
    alone = [f for f in verify(DECISION, published).findings if f.severity.value != "info"]
    if ordered is None:
        assert with_base[0].severity == "warning"
        assert alone == []
    else:
        assert [(f.address, f.severity) for f in alone] == [(address, "error")]
        assert with_base[0].severity == "error"


def test_a_finding_shows_both_texts_and_the_place() -> None:
    published = parse_statute(AFTER.replace("姓名、电话", "姓名、话"))
    (finding,) = verify(DECISION, published).errors
    assert (finding.before, finding.after) == ("，应当登记姓名、电话", "，应当登记姓名、话")
    assert finding.instruction == "四"
    assert finding.span is not None
    source = AFTER.replace("姓名、电话", "姓名、话")
    assert "姓名、话" in source[finding.span.start : finding.span.end]


def test_typography_is_counted_apart() -> None:
    published = parse_statute(AFTER.replace("，应当", ",应当").replace("（一）", "(一)"))
    found = verify(DECISION, published, BEFORE)
    assert loud(found.findings) == []
    assert len(found.typography) == 2


@pytest.mark.parametrize(
    ("right", "printed", "address"),
    [
        ("看管。\n塘长由塘务局聘任。", "看管。塘长由塘务局聘任。", "第二条第一款"),
        ("归塘务局管理。塘务局", "归塘务局管理。\n塘务局", "第二条第一款"),
        ("塘务局管理。塘务局可以委托塘长看管。\n", "塘务局管理。\n塘务局可以委托塘长看管。", "第二条第一款"),
    ],
    ids=["joined", "parted", "parted elsewhere"],
)
def test_the_same_words_in_other_paragraphs_are_no_error(right: str, printed: str, address: str) -> None:
    found = verify(DECISION, parse_statute(AFTER.replace(right, printed)), BEFORE).findings
    assert [(f.code, f.severity.value, f.address) for f in found] == [("verify.division", "info", address)]
    slipped = printed.replace("塘务局", "塘务所", 1)
    found = verify(DECISION, parse_statute(AFTER.replace(right, slipped)), BEFORE).findings
    assert [f.code for f in found if f.severity.value != "info"] != []


def test_missing_and_extra_provisions() -> None:
    lacking = verify(DECISION, parse_statute(AFTER.replace("第三条　鱼塘每年清淤一次。\n", "第三条　\n")), BEFORE)
    assert ("error", "verify.missing", "第三条") in loud(lacking.findings)
    more = verify(
        DECISION, parse_statute(AFTER.replace("塘长由塘务局聘任。\n", "塘长由塘务局聘任。\n塘长不得兼职。\n")), BEFORE
    )
    assert ("warning", "verify.extra", "第二条第三款") in loud(more.findings)


def test_words_that_were_to_go_are_still_there() -> None:
    decision = decide("将第四条中的“一次”修改为“三次”。", "删去第五条中的“夜间”。")
    published = amend(BEFORE, decision).statute.to_text()
    kept = parse_statute(published.replace("禁止捕鱼", "禁止夜间捕鱼"))
    assert [f.code for f in verify(decision, kept).errors] == ["verify.text"]
    assert [f.code for f in verify(decision, kept, BEFORE).errors] == ["verify.text"]


def test_inferred_marks_are_no_errors() -> None:
    decision = decide("在第六条中的“住址”后增加“电话”。")
    for mark in ("", "，", "、"):
        published = parse_statute(BASE.replace("住址", f"住址{mark}电话"))
        assert loud(verify(decision, published).findings) == []
        assert loud(verify(decision, published, BEFORE).findings) == []


def test_another_statute() -> None:
    decision = parse_decision(
        "塘务会议关于修改部分条例的决定\n（2020年6月1日塘务会议通过）\n一、对《果园条例》作出修改\n删去第一条。\n二、对《菜园条例》作出修改\n删去第一条。\n"
    )
    found = verify(decision, parse_statute("牧场条例\n第一条　甲。\n第二条　乙。\n"))
    assert [f.code for f in found.errors] == ["verify.not-amended"]


def test_every_damaged_character_is_reported() -> None:
    """A character dropped or changed anywhere in the published text raises the number of alarms."""
    chance = random.Random(7)
    clean = len(loud(verify(DECISION, parse_statute(AFTER), BEFORE).findings))
    first = AFTER.index("第一条") + 3
    places = [m.start() for m in re.finditer(r"[\u4e00-\u9fff]", AFTER) if m.start() > first]
    for at in chance.sample(places, 60):
        damaged = AFTER[:at] + chance.choice(["", "某"]) + AFTER[at + 1 :]
        alarms = len(loud(verify(DECISION, parse_statute(damaged), BEFORE).findings))
        assert alarms > clean, damaged[max(0, at - 10) : at + 10]


def folders(kind: str) -> list[Path]:
    folder = SHARED / kind
    return sorted(p for p in folder.iterdir() if (p / "decision.txt").exists()) if folder.is_dir() else []


@pytest.mark.skipif(not folders("after-only"), reason="the shared cases are not there (LAWTRACK_SHARED)")
@pytest.mark.parametrize("folder", folders("after-only"), ids=lambda p: p.name)
def test_no_false_alarm_without_a_base(folder: Path) -> None:
    decision, published = read_order(folder / "decision.txt"), statute(folder / "expected.txt")
    true = int((folder / "errors.txt").read_text()) if (folder / "errors.txt").exists() else 0
    assert len(verify(decision, published).errors) == true


@pytest.mark.skipif(
    not (SHARED / "cases/beijing-shenji-2023").is_dir(), reason="the shared cases are not there (LAWTRACK_SHARED)"
)
@pytest.mark.parametrize("with_base", [False, True])
def test_the_slips_of_the_gazette(with_base: bool) -> None:
    folder = SHARED / "cases/beijing-shenji-2023"
    decision = parse_decision((folder / "decision.gazette.txt").read_text("utf-8"))
    published = parse_statute((folder / "expected.gazette.txt").read_text("utf-8"))
    base = parse_statute((folder / "base.txt").read_text("utf-8")) if with_base else None
    found = verify(decision, published, base)
    assert [f.address for f in found.errors] == [
        "第八条第二款",
        "第十二条",
        "第二十三条第一款",
        "第三十三条第一款",
        "第三十四条第一款",
    ]
    if with_base:
        texts = [(f.before or "", f.after or "") for f in found.warnings]
        for before, after in (("其他人", "其他"), ("所提供资料", "所提供的资料"), ("纠正、处理处罚", "纠正、处罚")):
            assert any(before in b and after in a for b, a in texts)
    else:
        assert found.warnings == ()


def test_a_base_that_lacks_an_amendment_is_told_first() -> None:
    head = "例市路灯条例\n（2010年3月1日例市人民代表大会常务委员会通过{note}）\n"
    base = parse_statute(head.format(note="") + "第一条　市和区、县城管部门管理路灯。\n第二条　路灯应当编号。\n")
    decision = parse_decision(
        "例市人民代表大会常务委员会关于修改《例市路灯条例》的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n"
        "例市人民代表大会常务委员会决定对《例市路灯条例》作如下修改：\n一、将第二条中的“编号”修改为“统一编号”。\n本决定自公布之日起施行。"
    )
    between = "　根据2017年9月22日例市人民代表大会常务委员会《关于修改部分地方性法规的决定》第一次修正"
    last = "　根据2024年3月1日例市人民代表大会常务委员会《关于修改〈例市路灯条例〉的决定》第二次修正"
    text = "第一条　市和区城管部门管理路灯。\n第二条　路灯应当统一编号。\n"
    found = verify(decision, parse_statute(head.format(note=between + last) + text), base=base).findings
    assert found[0].code == "verify.base-lacks" and "2017-09-22" in found[0].message and len(found) > 1
    assert all("2017-09-22" in f.message for f in found if f.severity.value == "warning")
    right = amend(base, decision).statute
    assert [f.code for f in verify(decision, right, base=base).findings] == []


@pytest.mark.parametrize("base", [None, BEFORE], ids=["alone", "with the base"])
def test_a_clause_that_is_not_understood_was_not_checked(base: Statute | None) -> None:
    decision = decide("第四条中的“一次”修改为“早晚各一次”。", "第六条的写法酌情处理。")
    published = amend(BEFORE, decision).statute
    told = [f for f in verify(decision, published, base).findings if f.code == "verify.not-checked"]
    assert [f.severity.value for f in told] == ["warning"]
    assert "第六条的写法酌情处理" in told[0].message


def test_what_is_not_understood_of_another_statute_is_left_aside() -> None:
    pond, well = (f"例市{name}条例" for name in ("鱼塘", "水井"))
    decision = parse_decision(
        f"关于修改《{pond}》和《{well}》的决定\n一、对《{pond}》作出修改\n将第一条中的“甲”修改为“乙”。\n"
        f"二、对《{well}》作出修改\n第一条的写法酌情处理。"
    )
    told = {
        title: [f.code for f in verify(decision, parse_statute(f"{title}\n第一条　乙。")).findings]
        for title in (pond, well)
    }
    assert told == {pond: [], well: ["verify.not-checked"]}


@pytest.mark.parametrize("with_base", [False, True])
def test_where_an_unread_clause_shifts_the_numbers_nothing_is_an_error_for_certain(with_base: bool) -> None:
    numbers = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
    law = parse_statute(
        "例市水井条例\n"
        + "".join(f"第{n}条　{t}。\n" for n, t in zip(numbers, "甲乙丙丁戊己庚辛壬癸子丑", strict=True))
    )
    orders = (
        "一、将第四条改为第二条，修改为：“寅。”\n二、将第二条改为第三条，修改为：“卯。”\n三、{}\n四、将第八条中的“辛”修改为“辰”。\n"
        "五、将第九条改为第六条，修改为：“巳。”\n六、增加一条，作为第七条：“午。”\n七、将第十一条改为第九条，其中的“子”修改为“未”。"
    )
    whole, half = (
        parse_decision("关于修改《例市水井条例》的决定\n" + orders.format(x))
        for x in ("删去第三条、第五条和第六条。", "第三条、第五条和第六条废掉算了。")
    )
    published = amend(law, whole, strict=True).statute
    found = verify(half, published, law if with_base else None).findings
    assert "verify.number" in {f.code for f in found}
    assert [f for f in found if f.severity.value == "error"] == []
    assert loud(verify(whole, published, law if with_base else None).findings) == []


def test_a_chapter_deleted_in_one_list_with_a_later_article_takes_its_own_articles() -> None:
    law = parse_statute(
        "例市水井条例\n第一章　总则\n第一条　甲。\n第二章　开凿\n第二条　乙。\n第三条　丙。\n第三章　使用\n第四条　丁。\n"
        "第五条　戊。\n第六条　己。\n第七条　壬。"
    )
    decision = parse_decision(
        "关于修改《例市水井条例》的决定\n一、删去第二章、第五条。\n二、将第四条改为第二条，修改为：“庚。”\n三、将第七条改为第四条，修改为：“辛。”"
    )
    published = amend(law, decision, strict=True).statute
    assert loud(verify(decision, published).findings) == []


@pytest.mark.parametrize("mark", ["【】", "〔〕"])
def test_a_changed_caption_is_held_against_the_published_one_in_its_own_marks(mark: str) -> None:
    law = f"例市水井条例\n第一条　{mark[0]}目的{mark[1]}甲。\n第二条　{mark[0]}分类{mark[1]}乙。\n第三条　{mark[0]}施行{mark[1]}丙。"
    decision = parse_decision("关于修改《例市水井条例》的决定\n一、将第二条标题修改为“等级”。")
    assert verify(decision, parse_statute(law.replace("分类", "等级"))).findings == ()
    assert loud(verify(decision, parse_statute(law)).findings) == [("error", "verify.text", "第二条")]


def test_behind_a_deleted_chapter_of_unknown_size_nothing_is_said_to_be_missing() -> None:
    law = parse_statute(
        "例市水井条例\n第一章　总则\n第一条　甲。\n第二章　开凿\n第二条　乙。\n第三条　丙。\n第三章　使用\n第四条　丁。\n第五条　戊己。"
    )
    decision = parse_decision("关于修改《例市水井条例》的决定\n一、删去第二章。\n二、将第五条中的“戊”修改为“庚”。")
    published = amend(law, decision, strict=True).statute
    found = loud(verify(decision, published).findings)
    assert {(severity, code) for severity, code, _ in found} == {("warning", "verify.not-checked")}
    assert loud(verify(decision, published, law).findings) == []
