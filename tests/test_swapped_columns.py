"""Page ends whose two columns were read in the wrong order: what is put right, what is left alone because two readings are as good, and that
the repairs proposed for one text never stand in each other's way.
"""

from __future__ import annotations

import pytest

from lawtrack.errors import apply_repairs
from lawtrack.model.numerals import numeral
from lawtrack.syntax.statute.parse import parse_statute

FIRST = "第一条　为了加强渡口管理，制定本条例。\n第二条　渡口由县级人民政府交通部门管理。\n"
PLAIN = f"某市渡口条例\n{FIRST}"
HEAD = f"某市渡口条例\n第一章　总则\n{FIRST}第二章　渡船\n"
AFTER = "第六条　渡工应当持证上岗。\n"
TAIL = "并保持完好，不得移作他用。\n"
NUMBERED = "渡船应当编号。"
CHECKED = "渡船应当按期检验。"
KEPT = "渡船应当配备救生设备，并保持完好。"
LONG = "渡船应当配备救生设备，并保持完好，不得移作他用。"

PAGES = {
    "a tail under the heading": (
        f"{HEAD}并保持完好。\n第五条　{CHECKED}\n第三条　{NUMBERED}\n第四条　渡船应当配备救生设备，\n{AFTER}",
        [NUMBERED, KEPT, CHECKED],
    ),
    "both columns torn": (
        f"{HEAD}并保持完好。\n第五条　渡船应当按期检验，\n第三条　{NUMBERED}\n第四条　渡船应当配备救生设备，\n合格后方可使用。\n{AFTER}",
        [NUMBERED, KEPT, "渡船应当按期检验，合格后方可使用。"],
    ),
    "two pieces side by side on one line": (
        f"{HEAD}并保持完好。\n第五条　渡船应当按期检验，\n第三条　{NUMBERED}\n第四条　渡船应当配备　救生设备，\n合格后方可使用。\n{AFTER}",
        [NUMBERED, KEPT, "渡船应当按期检验，合格后方可使用。"],
    ),
    "whole articles": (f"{HEAD}第五条　{CHECKED}\n第三条　{NUMBERED}\n第四条　{KEPT}\n{AFTER}", [NUMBERED, KEPT, CHECKED]),
    "at the very beginning": (
        "某市渡口条例\n第三条　渡船应当年检。\n第一条　渡船应当编号。\n第二条　渡船应当登记。\n第四条　渡工应当持证上岗。\n",
        ["渡船应当年检。"],
    ),
    "no heading above": (
        f"{PLAIN}{TAIL}第五条　{CHECKED}\n第三条　{NUMBERED}\n第四条　渡船应当配备救生设备，\n{AFTER}",
        [NUMBERED, LONG, CHECKED],
    ),
    "a heading below": (
        f"{PLAIN}{TAIL}第五条　{CHECKED}\n第三条　{NUMBERED}\n第四条　渡船应当配备救生设备，\n第一章　渡工\n{AFTER}",
        [NUMBERED, LONG, CHECKED],
    ),
    "at the end of the text": (
        f"{PLAIN}{TAIL}第五条　{CHECKED}\n第三条　{NUMBERED}\n第四条　渡船应当配备救生设备，\n",
        [NUMBERED, LONG, CHECKED],
    ),
    "no heading, both columns torn": (
        f"{PLAIN}{TAIL}第五条　渡船应当按期检验，检验合格后\n第三条　{NUMBERED}\n第四条　渡船应当配备救生设备，\n方可使用。\n{AFTER}",
        [NUMBERED, LONG, "渡船应当按期检验，检验合格后方可使用。"],
    ),
    "two articles before two": (
        f"{PLAIN}{TAIL}第五条　{CHECKED}\n第六条　渡船应当年检。\n第三条　{NUMBERED}\n第四条　渡船应当配备救生设备，\n第七条　渡工应当持证上岗。\n",
        [NUMBERED, LONG, CHECKED],
    ),
    "more pieces than the end of a page has": (
        f"{HEAD}并保持完好。\n第五条　{CHECKED}\n第三条　{'，　'.join(f'{c}类渡船编号' for c in '甲乙丙丁戊己庚辛壬癸子丑寅')}。\n第四条　渡船应当配备救生设备，\n{AFTER}",
        ["，".join(f"{c}类渡船编号" for c in "甲乙丙丁戊己庚辛壬癸子丑寅") + "。", KEPT, CHECKED],
    ),
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_the_left_column_is_put_before_the_right_one(page: str) -> None:
    text, articles = PAGES[page]
    law = parse_statute(text)
    assert [f.code for f in law.findings if f.repair] == ["statute.swapped-columns"]
    again = parse_statute(apply_repairs(text, law.findings))
    assert {f.code for f in again.findings} <= {"statute.rejoined"}
    assert [a.number.value for a in again.articles] == list(range(1, len(again.articles) + 1))
    read = ["".join(a.text.split()) for a in again.articles]
    assert [x for x in read if x in articles] == articles


DOUBTFUL = f"{PLAIN}{TAIL}县级人民政府交通部门应当对渡口进行监督检查。\n第五条　{CHECKED}\n第三条　{NUMBERED}\n第四条　渡船应当配备救生设备，\n{AFTER}"


def test_of_two_readings_the_words_of_the_text_itself_choose() -> None:
    assert not any(f.repair for f in parse_statute(DOUBTFUL).findings)  # either line may go on with 第四条
    text = DOUBTFUL + "第七条　候船设施应当齐备，并保持整洁。\n"
    law = parse_statute(apply_repairs(text, parse_statute(text).findings))
    assert law["第四条"].text == f"{LONG}\n县级人民政府交通部门应当对渡口进行监督检查。"
    text = DOUBTFUL + "第七条　渡口应当配备照明设备，县级人民政府交通部门应当给予补助。\n"
    law = parse_statute(apply_repairs(text, parse_statute(text).findings))
    assert law["第四条"].text == "渡船应当配备救生设备，县级人民政府交通部门应当对渡口进行监督检查。"
    assert law["第二条"].text.endswith(TAIL.strip())


@pytest.mark.parametrize(
    "text",
    [
        DOUBTFUL,
        f"{PLAIN}第五条　渡船应当检验，检验合格后\n第三条　{NUMBERED}\n第四条　渡船应当报废。\n{AFTER}",  # its end is lost
        f"{HEAD}（一）超载；\n第五条　{CHECKED}\n第三条　{NUMBERED}\n第四条　禁止下列行为，\n{AFTER}",
        f"{PLAIN}第五条　{CHECKED}\n第三条　{NUMBERED}\n{'渡船应当整洁。' * 3}\n" + f"{NUMBERED}\n" * 170 + f"第四条　渡船应当报废。\n{AFTER}",
        f"{PLAIN}第五条　{CHECKED}　第三条　{NUMBERED}\n第四条　渡船应当报废。\n{AFTER}",  # two heads on one line
    ],
    ids=["two readings", "a lost end", "a list", "longer than a column", "one line"],
)  # fmt: skip
def test_what_is_not_certain_is_told_and_left_alone(text: str) -> None:
    law = parse_statute(text)
    assert "statute.missing-number" in [f.code for f in law.findings]
    assert [f.code for f in law.findings if f.repair and f.code != "statute.rejoined"] == []
    assert not any("“”" in f.message for f in law.findings)


def test_two_page_ends_that_want_the_same_line_do_not_both_get_it() -> None:
    text = f"{PLAIN}第五条　{CHECKED}\n第三条　{NUMBERED}\n第四条　渡船应当报废。\n{TAIL}第六条　渡工应当体检。\n第五条　渡工应当持证上岗，\n第七条　本条例自公布之日起施行。\n"
    law = parse_statute(text)
    assert [f.code for f in law.findings if f.repair] == ["statute.swapped-columns"]
    assert "statute.duplicate-number" in [f.code for f in law.findings]
    assert "渡船应当报废。\n并保持完好" in parse_statute(apply_repairs(text, law.findings))["第四条"].text


def test_a_text_full_of_swapped_pages_is_mended_in_two_readings() -> None:
    order = [n + (1, -1, 0)[n % 3 - 1] for n in range(1, 193)]
    text = "某市渡口条例\n" + "".join(f"第{numeral(n)}条　第{n}号渡口应当开放。\n" for n in order)
    codes = [f.code for f in parse_statute(text).findings]
    assert (codes.count("statute.swapped-columns"), len(codes) > 60) == (60, True)  # the other four are told as numbers
    swapped = [f for f in parse_statute(text).findings if f.code == "statute.swapped-columns"]
    text = apply_repairs(text, swapped)
    text = apply_repairs(text, parse_statute(text).findings)
    assert [a.text for a in parse_statute(text).articles] == [f"第{n}号渡口应当开放。" for n in range(1, 193)]
