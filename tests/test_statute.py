"""Statutes read from text: cases a lawyer can read, law 1 (nothing lost) over anything, and input that is no statute."""

from __future__ import annotations

import os
import random
import re
import sys
from bisect import bisect
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lawtrack
from lawtrack.errors import Finding, InputError, Severity, apply_repairs
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute, build
from lawtrack.model.printing import print_contents
from lawtrack.syntax.note import dates_of
from lawtrack.syntax.statute.lines import read_lines
from lawtrack.syntax.statute.parse import LIMIT, parse_statute
from tests.examples import THOROUGH, part, sample
from tests.shared import SHARED, statute
from tests.strategies import statutes

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "statute").glob("*.txt"))

NAMES = {
    Level.TITLE: "名称", Level.STAGE: "阶段", Level.NOTE: "题注", Level.PREAMBLE: "序言", Level.PART: "编", Level.SUBPART: "分编",
    Level.CHAPTER: "章", Level.SECTION: "节", Level.DIVISION: "部分", Level.ARTICLE: "条", Level.PARAGRAPH: "款", Level.ITEM: "项",
    Level.SUBITEM: "目", Level.ANNEX: "附件", Level.SIGNATURE: "落款",
}  # fmt: skip
LEFT_OUT = {
    "statute.furniture",
    "statute.front-matter",
    "statute.repeated-title",
    "statute.contents",
    "statute.contents-dropped",
}
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_LAYOUT = set("#>-*+")


def squeeze(text: str) -> str:
    """Characters only: no white space, nothing invisible."""
    return _BLANK.sub("", text)


def layout_only(text: str) -> bool:
    """Whether nothing but white space, comments and marks of markdown stands in it."""
    return set(squeeze(re.sub(r"<!--.*?-->", "", text, flags=re.S))) <= _LAYOUT


def unaccounted(text: str, law: Statute) -> list[str]:
    """What law 1 forbids: characters of the source in no unit and no finding, in two units, in another order, or changed."""
    wrong: list[str] = []
    lines = [(x.start, x.end) for x in read_lines(text)]
    gaps = zip([0, *(b for _, b in lines)], [*(a for a, _ in lines), len(text)], strict=True)
    wrong += [f"no line: {text[a:b]!r}" for a, b in gaps if not layout_only(text[a:b])]

    def stands(start: int, end: int) -> str:
        first = max(bisect(lines, (start, 0)) - 1, 0)
        cut = takewhile(lambda x: x[0] < end, lines[first:])
        return squeeze("".join(text[max(a, start) : min(b, end)] for a, b in cut))

    pieces = [(s.start, s.end, u.label + u.text) for u, s in zip(law.units, law.spans, strict=True) if s is not None]
    wrong += [f"no span: {u}" for u, s in zip(law.units, law.spans, strict=True) if s is None and u.label + u.text]
    wrong += [f"out of order: {b}" for a, b in zip(pieces, pieces[1:], strict=False) if b[0] < a[1]]
    wrong += [f"{said!r} is not {text[a:b]!r}" for a, b, said in pieces if stands(a, b) != squeeze(said)]
    taken = [(a, b) for a, b, _ in pieces] + [
        (f.span.start, f.span.end) for f in law.findings if f.code in LEFT_OUT and f.span
    ]
    left, at = "", 0
    for start, end in sorted(taken):
        left += stands(at, max(at, start))
        at = max(at, end)
    left += stands(at, len(text))
    contents = squeeze("".join(print_contents(law.units)))
    if left and not (law.contents and left in (contents, "目录" + contents, "目录：" + contents, "目录:" + contents)):
        wrong.append(f"lost: {left!r}")
    return wrong


def sections(path: Path) -> dict[str, str]:
    """A case file: ``== 原文``, ``== 读法``, ``== 提示``, ``== 修复`` and what belongs to each."""
    parts = re.split(r"^== (.*)\n", path.read_text("utf-8"), flags=re.M)
    return {name.strip(): body for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def outline(law: Statute) -> str:
    """A statute as the case files write it: level, label and text of each unit."""
    units = [u for u in law.units if u.label or u.text or u.level in (Level.PREAMBLE, Level.PARAGRAPH)]
    return "\n".join(f"{NAMES[u.level]} {u.label}|{u.text.replace(chr(10), '／')}" for u in units)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    case = sections(path)
    text = case["原文"]
    law = parse_statute(text)
    assert outline(law) == case["读法"].strip()
    found = [f"{f.code} {f.address}".strip() for f in law.findings]
    assert "\n".join(found) == case.get("提示", "").strip()
    assert not unaccounted(text, law)
    if "修复" in case:
        fixed = parse_statute(apply_repairs(text, law.findings))
        assert fixed.findings == ()
        assert fixed.to_text().strip() == case["修复"].strip()


INGREDIENTS = [
        "第一条", "第二条", "第三条", "第十条之一", "第五条至第六条", "　", " ", "\n", "\n", "\n\n", "（一）", "(二)", "㈢", "1.", "2．", "（1）", "①", "一、", "二、",
        "目录", "目　录", "序言", "第一编", "第一章", "第二章", "第一节", "第一部分", "总则", "附则", "附件", "附件一：", "附：", "（草案）", "（2020年1月1日通过）",
        "2020年1月1日", "通过", "公告", "。", "；", "：", "，", "、", "“", "”", "《", "》", "（", "<!--", "-->", "<!-- x -->", "#", "##", "- ", "> ", "\u200b", "\ufeff",
        "某市节水条例", "的", "规定", "第二款", "项", "为了节约用水", "有关单位应当依法履行职责并接受监督", "（删去）", "【目的】", "\t", "|", "12", "abc", "\x0c", "\u2028",
]  # fmt: skip


@pytest.mark.sampled
def test_law_1_lossless_over_keyword_soup() -> None:
    """The same soups in each run; those that nobody has seen yet are the next test's."""
    chance = random.Random(1)
    for _ in range(part(4000)):
        lossless("".join(chance.choices(INGREDIENTS, k=chance.randint(1, 40))))


@pytest.mark.skipif(not os.environ.get("LAWTRACK_EXPLORE"), reason="looks for new soups (LAWTRACK_EXPLORE)")
@settings(max_examples=20000, deadline=None)
@given(st.lists(st.sampled_from(INGREDIENTS), min_size=1, max_size=40).map("".join))
def test_law_1_lossless_over_new_soups(text: str) -> None:
    lossless(text)


def lossless(text: str) -> None:
    """Every character is in the tree or accounted for, whatever the text."""
    try:
        law = parse_statute(text)
    except InputError:
        assert layout_only(text)
        return
    assert not unaccounted(text, law)
    assert build(law.units) == law
    repaired = apply_repairs(text, [f for f in law.findings if f.code == "statute.rejoined"])
    assert _words(repaired) == _words(text)


def _words(text: str) -> list[str]:
    """The Chinese characters and marks of a text; a repair may leave out <!-- -->, bullets and what prints nothing."""
    return re.findall(r"[\u3001-\u301c\u4e00-\u9fff\uff01-\uff5e]", re.sub(r"<!--.*?-->", "", text, flags=re.S))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_law_1_lossless_over_any_text(text: str) -> None:
    try:
        law = parse_statute(text)
    except InputError:
        return
    assert not unaccounted(text, law)


@settings(max_examples=150, deadline=None)
@given(statutes)
def test_what_is_printed_reads_back_with_nothing_lost(law: Statute) -> None:
    text = law.to_text()
    if not text.strip():
        return
    again = parse_statute(text)
    assert not unaccounted(text, again)
    assert squeeze(again.to_text()) == squeeze(text) or again.findings


def shared_texts() -> list[Path]:
    if not SHARED.is_dir():
        return []
    found = [*SHARED.glob("corpus/*/*.md"), *SHARED.glob("pairs/*/*.txt"), *SHARED.glob("cases/*/[be][ax]*.txt")]
    return sorted(found)


def begins_late(finding: Finding) -> bool:
    """Whether a list is told to begin at （二）: its source lost a number, nothing else can be meant."""
    return finding.code == "statute.item-number" and "前一个编号是无" in finding.message


@pytest.mark.sampled
@pytest.mark.skipif(not shared_texts(), reason="needs the corpus of real statutes (LAWTRACK_SHARED)")
def test_law_1_and_no_false_alarm_over_the_corpus() -> None:
    """Every real statute keeps every character; a warning is a true slip of its source, so there are very few."""
    lost, alarmed = [], []
    chosen = sample(shared_texts())
    for path in chosen:
        law = statute(path)
        if unaccounted(path.read_text("utf-8"), law):
            lost.append(path.name)
        if any(f.severity is not Severity.INFO and not begins_late(f) for f in law.findings):
            alarmed.append(path.name)
    assert lost == []
    share = 20 if THOROUGH else 10  # one in twenty of all; a sample of a fifth may have twice the share by chance
    assert len(alarmed) * share < len(chosen), alarmed


def test_reading_a_printed_statute_again_changes_nothing() -> None:
    for path in CASES:
        law = parse_statute(sections(path)["原文"])
        again = parse_statute(law.to_text())
        if not law.findings:
            assert again == law, path.stem


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_what_is_written_to_a_file_reads_back_equal(suffix: str, tmp_path: Path) -> None:
    for path in CASES:
        law = parse_statute(sections(path)["原文"])
        lawtrack.write(law, tmp_path / f"law{suffix}")
        assert lawtrack.read_statute(tmp_path / f"law{suffix}") == law, path.stem


# -- input that is no statute


@pytest.mark.parametrize("text", ["", "  \n\u3000\n", "\ufeff", "<!-- x -->", "\x00\x01\x02第一条" * 9])
def test_nothing_to_read_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError, match="请"):
        parse_statute(text)


def test_bytes_are_refused_with_the_way_out() -> None:
    with pytest.raises(InputError, match="read_statute"):
        parse_statute(b"abc")  # type: ignore[arg-type]


def test_far_too_much_is_refused_at_once() -> None:
    with pytest.raises(InputError, match="字"):
        parse_statute("第" * (LIMIT + 1))


def test_prose_is_no_statute_and_that_is_said() -> None:
    law = parse_statute("调研随想\n今年夏天我们走访了十二个村庄。\n大家谈到了许多事情。\n")
    assert [(f.code, f.severity) for f in law.findings] == [("statute.no-articles", Severity.ERROR)]
    assert squeeze(law.to_text()) == "调研随想今年夏天我们走访了十二个村庄。大家谈到了许多事情。"


def test_reports_with_numbered_parts_are_no_statute_and_that_is_said() -> None:
    report = "某地调研报告\n一、情况\n做了走访。\n二、问题\n水不够用。\n一、情况\n也做了走访。\n"
    found = [(f.code, f.severity) for f in parse_statute(report).findings]
    assert found == [("statute.no-articles", Severity.ERROR)]


@pytest.mark.parametrize(
    "piece",
    [
        "第",
        "第\n",
        "第一",
        "第一条",
        "第一条 \n",
        "（",
        "（一）\n",
        "“",
        "1.",
        "<!--",
        "<!-- ",
        "附件\n",
        "　",
        "\n",
        "一、\n",
        "第九条 a\n第八条 b\n",
        "目录\n",
        "#",
        "长文字没有标点\n",
    ],
)
def test_work_is_linear_in_the_input(piece: str) -> None:
    """Eight times the input takes about eight times the calls; what it takes in seconds is in the benchmarks."""

    def calls(n: int) -> int:
        count = 0

        def tick(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(tick)
        try:
            parse_statute(piece * n)
        except InputError:
            pass
        finally:
            sys.setprofile(None)
        return count

    parse_statute("第一条　甲。")
    assert calls(2400) < 10 * calls(300) + 2000


def test_headings_that_lost_their_numbers_are_told_and_can_be_numbered() -> None:
    lost = "例市鱼塘条例\n第一章　总则\n第一条　甲。\n鱼苗投放\n第二条　乙。\n第三条　丙。\n法律责任\n第四条　丁。\n"
    law = parse_statute(lost)
    found = [f for f in law.findings if f.code == "statute.heading-unnumbered"]
    assert [(f.severity, f.after) for f in found] == [(Severity.WARNING, "第二章"), (Severity.WARNING, "第三章")]
    mended = parse_statute(apply_repairs(lost, law.findings))
    assert [u.label for u in mended.units if u.level is Level.CHAPTER] == ["第一章", "第二章", "第三章"]
    assert not mended.findings
    first = (
        "例市鱼塘条例\n第一章　总则\n第一条　甲。\n第二章　分则\n一般规定\n第二条　乙。\n第二节　鱼苗\n第三条　丙。\n"
    )
    (finding,) = parse_statute(first).findings
    assert finding.code == "statute.heading-number" and "补“第一节”" in finding.message
    assert not parse_statute(apply_repairs(first, [finding])).findings
    (bare,) = parse_statute("例市鱼塘条例\n第一条　甲。\n鱼苗投放\n第二条　乙。\n").findings
    assert bare.code == "statute.heading-unnumbered" and bare.severity is Severity.INFO and bare.repair is None


def test_the_last_line_of_an_unnumbered_list_that_is_a_paragraph_is_told() -> None:
    text = "例市鱼塘条例\n第一条　下列人员可以申请：\n养殖人；\n承包人；\n市政府应当自收到申请之日起十日内决定。\n逾期视为同意。\n第二条　乙。\n"
    (finding,) = parse_statute(text).findings
    assert (finding.code, finding.severity, finding.address) == ("statute.list-end", Severity.WARNING, "第一条第一款")
    mended = parse_statute(apply_repairs(text, [finding]))
    assert [u.text for u in mended.units if u.level is Level.PARAGRAPH][1:3] == [
        "市政府应当自收到申请之日起十日内决定。",
        "逾期视为同意。",
    ]
    right = text.replace("市政府应当自收到申请之日起十日内决定。", "其他养鱼的人。")
    assert not parse_statute(right).findings


def test_the_days_of_an_announcement_above_the_title_are_kept() -> None:
    above = "例市第五届人民代表大会常务委员会公告\n第12号\n《例市鱼塘条例》已由例市第五届人民代表大会常务委员会第八次会议于2024年5月6日通过，现予公布{}。\n例市人大常委会\n二〇二四年五月九日\n"
    body = "例市鱼塘条例\n（2024年5月6日例市第五届人民代表大会常务委员会第八次会议通过）\n第一条　甲。\n第二条　本条例自公布之日起施行。\n"
    law = parse_statute(above.format("，自2024年8月1日起施行") + body)
    assert law.metadata == {"公布日期": "2024-05-09", "施行日期": "2024-08-01"}
    assert "公布日期：2024-05-09" in law.findings[0].message
    law = parse_statute(above.format("") + body)
    assert law.metadata == {"公布日期": "2024-05-09"} and dates_of(law).effective == "2024-05-09"
    several = parse_statute(above.format("，《例市水井条例》同时公布") + body)
    assert not several.metadata
    order = "例市人民政府令\n第8号\n《例市渡口规定》现予公布，自2024年6月1日起施行。\n市长　某某\n2024年5月9日\n例市渡口规定\n第一条　渡工持证上岗。\n第二条　渡船每年检验。\n"
    law = parse_statute(order)
    assert (law.title, dates_of(law).promulgated, dates_of(law).effective) == (
        "例市渡口规定",
        "2024-05-09",
        "2024-06-01",
    )


def test_references_in_traditional_characters_are_told_once() -> None:
    text = "例市魚塘條例\n第一條　甲。\n第二條　違反第一條規定的，依照第 3-1 條處罰。\n第三條　準用第二條之一。\n"
    (finding,) = parse_statute(text).findings
    assert (finding.code, finding.address) == ("statute.traditional-references", "第二条第一款")
    assert "3 处" in finding.message and finding.before == "第一條"
    assert not parse_statute("例市鱼塘条例\n第一条　甲。\n第二条　违反第一条规定的，依照渔业條例处罚。\n").findings


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("# 例市鱼塘条例\n\n例市鱼塘条例", "例市鱼塘条例"),
        ("例市鱼塘条例\n例市鱼塘条例", "例市鱼塘条例"),
        ("# 例市鱼塘水井渡口条例\n\n例市鱼塘\n\n水井渡口条例", "例市鱼塘水井渡口条例"),
        ("# 例市鱼塘条例（2025）\n\n例市鱼塘条例", "例市鱼塘条例"),
        ("# 例市鱼塘条例\n\n某省例市鱼塘条例", "某省例市鱼塘条例"),
        ("# 例市\n\n例市鱼塘条例", "例市例市鱼塘条例"),
    ],
)
def test_a_title_as_the_heading_of_a_file_and_printed_is_one(lines: str, title: str) -> None:
    for note in ("（2021年9月1日例市第八届人民代表大会常务委员会第三次会议通过）\n\n", ""):
        law = parse_statute(f"{lines}\n\n{note}第一条　甲。\n\n第二条　乙。\n")
        if note or title != "例市例市鱼塘条例":
            assert law.title == title
            assert [f.code for f in law.findings] == ["statute.repeated-title"] * (title != "例市例市鱼塘条例")


def test_a_last_item_that_is_a_heading_is_told() -> None:
    text = "例市鱼塘条例\n第一条　文件有：\n（一）规程\n规程包括名称。\n（二）记录\n记录包括编号。\n第二条　乙。\n"
    (finding,) = parse_statute(text).findings
    assert (finding.code, finding.severity, finding.address) == (
        "statute.unfinished",
        Severity.WARNING,
        "第一条第一款第二项",
    )
    assert "可能属于这一项" in finding.message
    assert not parse_statute(text.replace("记录\n记录包括编号。", "记录。\n以上文件应当保存。")).findings
