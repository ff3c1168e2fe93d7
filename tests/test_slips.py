"""Slips of a decision that its own words or the statute show: a number of another provision, a mark or an object missing, a range too wide."""

from __future__ import annotations

import pytest

from lawtrack.decision.orders import DeleteProvisions
from lawtrack.decision.parse import parse_decision
from tests.decisions import HEAD, TAIL
from tests.rules import amended

FERRY = "设立渡口应当向县级人民政府交通运输主管部门提出书面申请并附设计图纸"
BOAT = "渡船应当按照国家规定的技术规范定期检验并且悬挂统一印制的标志牌"
CREW = "从事渡运工作的人员应当经过培训考核合格后持证上岗不得酒后驾驶"
BEFORE = f"第一条　{FERRY}。\n第二条　{BOAT}。\n第三条　{CREW}。\n渡工负责救护。\n第四条　应当具备：\n（一）子丑；\n（二）寅卯。\n第五条　另行规定。"


def told(orders: str, code: str = "") -> list[str]:
    found = amended(BEFORE, orders).findings
    return [f.message for f in found if f.severity != "info" and code in ("", f.code)]


def body(orders: str) -> str:
    return amended(BEFORE, orders).statute.to_text().split("\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("orders", "named"),
    [
        (f"一、将第二条修改为：“{FERRY}、地形图。”", ("第二条", "第一条")),
        (f"一、将第一条修改为：“{BOAT}和救生设备。”", ("第一条", "第二条")),
        (f"一、将第三条第二款修改为：“{CREW}和渡运。”", ("第三条第二款", "第三条第一款")),
        (f"一、将第三条第二款修改为：“{BOAT}和救生设备。”", ("第三条第二款", "第二条第一款")),
        (f"一、将第一条修改为：“{BOAT}和救生设备。”\n二、将第二条修改为：“{FERRY}、地形图。”", ("第一条", "第二条")),
        (f"一、将第三条修改为：“{CREW}和渡运。”", ("第三条原有两款", "第三条第一款")),
    ],
)
def test_new_text_like_that_of_another_provision_is_told(orders: str, named: tuple[str, ...]) -> None:
    messages = told(orders, "amend.place-doubtful")
    assert messages and all(word in messages[0] for word in named)


@pytest.mark.parametrize(
    "orders",
    [
        f"一、将第一条修改为：“{FERRY}、地形图。”",
        "一、将第二条修改为：“渡口经营者对旅客的人身和财产安全负责，应当投保责任保险。”",
        f"一、将第三条第一款修改为：“{CREW}和渡运。”",
        f"一、删去第一条。\n二、将第二条修改为：“{FERRY}、地形图。”",
        f"一、将第三条修改为：“{CREW}，并负责救护落水人员。渡工负责救护。”",
    ],
)
def test_new_text_like_its_own_or_like_none_is_not(orders: str) -> None:
    assert not told(orders, "amend.place-doubtful")


@pytest.mark.parametrize(
    ("orders", "word"),
    [
        ("一、将第五条修改为：由市人民政府规定。”", "缺少前引号"),
        ("一、将第五条修改为：\n由市人民政府规定。”", "缺少前引号"),
        ("一、第五条增加一款，作为第二款：由市人民政府规定。”", "缺少前引号"),
        ("一、将第四条第一款第二项修改为：（二）辰巳。”", "缺少前引号"),
        ("一、增加一条，作为第六条：\n甲应当“公示。\n乙应当登记。", "引号"),
        ("一、将第五条修改为：\n第五条第五条　由市人民政府规定。", "第五条写了两次"),
        ("一、将第四条修改为：“（二）辰巳。”", "新文本却是第二项"),
        ("一、删去第五条中的“另行”，将修改为“（二）辰巳”。", "未能识别"),
        ("一、第四条第一款第二项对修改为：“（二）辰巳。”", "未能识别"),
        ("一、将第一条至第三条、第二条中的“应当”修改为“必须”。", "未能识别"),
        ("一、在第五条中增加一款作为第三款，将该条修改为：“另行规定。\n“规定应当公布。”", "新文本却只有两款"),
        ("一、删去第四条第一款第二项，原第二项改为第一项。", "既被删除又被改号"),
    ],
)
def test_what_is_missing_or_doubled_is_told(orders: str, word: str) -> None:
    messages = told(orders)
    assert any(word in m for m in messages), messages
    assert "市人民政府规定" not in body(orders) and "辰巳" not in body(orders)


def test_an_end_of_a_range_without_the_words_is_told() -> None:
    wide = told("一、将第一条至第五条中的“应当”修改为“必须”。", "amend.words-missing")
    assert len(wide) == 1 and "第五条中却没有“应当”" in wide[0]
    assert not told("一、将第一条至第四条中的“应当”修改为“必须”。", "amend.words-missing")


@pytest.mark.parametrize(("places", "orders"), [("第四条第二款、第四款", 1), ("第四条第二款、第四款第四款", 0)])
def test_a_place_that_stands_twice_in_a_repeal_is_unread(places: str, orders: int) -> None:
    text = f"例会关于废止有关规定的决定\n（2020年1月1日例会通过）\n一、废止《例法》{places}，以及据此实行的制度。"
    decision = parse_decision(text)
    assert sum(isinstance(o, DeleteProvisions) for i in decision.instructions for o in i.orders) == orders
    assert bool(decision.unread) == (not orders)


@pytest.mark.parametrize(
    ("clause", "place"),
    [
        ("第七条二款修改为：“甲。”", "第七条第二款"),
        ("第七条第二款三项中的“甲”修改为“乙”。", "第七条第二款第三项"),
        ("将第七条二款改为第三款。", "第七条第二款"),
        ("第七条二款增加一项，作为第四项：“（四）甲；”", "第七条第二款"),
        ("第七条五项中的“甲”修改为“乙”。", "第七条第五项"),
        ("第七条两款修改为：“甲。”", "?"),
        ("第七条三款改为两款。", "?"),
        ("第七条二款合并为一款。", "?"),
        ("删去第七条三款。", "?"),
    ],
)
def test_a_number_below_the_article_that_lacks_its_di(clause: str, place: str) -> None:
    d = parse_decision(
        f"例市人民代表大会常务委员会关于修改《例市渡口条例》的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n决定对《例市渡口条例》作如下修改：\n一、{clause}\n"
    )
    read = [str(p.address) for i in d.instructions for o in i.orders for p in o.places]
    assert read == ([place] if place != "?" else []) and bool(d.unread) == (place == "?")
    if place != "?":
        (slip,) = [f for f in d.findings if f.code == "decision.address-slip"]
        assert slip.repair is not None and "第七条第" in slip.message.split("读作")[1]


@pytest.mark.parametrize("place", ["第六一条", "第三条第二一款", "第二三条第一款", "第三条第二、十百、四项"])
def test_a_number_with_two_readings_is_no_place(place: str) -> None:
    """第六一条 may lack 十 or have a digit too many; it used to be the sixty-first."""
    assert len(parse_decision(f"{HEAD}一、删去{place}。\n{TAIL}").unread) == 1


@pytest.mark.parametrize(("place", "read"), [("第一〇五条", ["第一百零五条"]), ("第一一一条", ["第一百一十一条"]), ("第十一、十二条", ["第十一条", "第十二条"])])  # fmt: skip
def test_numbers_in_digits_that_have_one_reading(place: str, read: list[str]) -> None:
    (order,) = parse_decision(f"{HEAD}一、删去{place}。\n{TAIL}").instructions[0].orders
    assert [str(p.address) for p in order.places] == read
