"""Citations in any text against an archive: right, renumbered, gone, repealed, quoted wrongly, not at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack.archive.archive import Archive
from lawtrack.archive.citation_check import Verdict, check_citations
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.syntax.statute.parse import parse_statute

LAW = """例市渡口条例
（2001年1月1日例市人民代表大会常务委员会通过　2001年3月1日施行）
第一条　渡口应当登记。
第二条　渡船应当检验：
（一）每年一次；
（二）大修以后。
第三条　违反本条例第二条的，处五百元罚款。
第四条　渡工应当持证。
"""
ORDER = """例市人民代表大会常务委员会关于修改《例市渡口条例》的决定
（2020年5月1日例市人民代表大会常务委员会通过）
例市人民代表大会常务委员会决定对《例市渡口条例》作如下修改：
一、增加一条，作为第二条：“渡口应当公示。”
二、将第二条改为第三条。
三、将第三条改为第四条，其中的“五百元”修改为“一千元”。
四、删去第四条。
本决定自2020年6月1日起施行。
"""
OLD = "旧渡船办法\n（1990年1月1日例市人民政府发布　1990年1月1日施行）\n第一条　渡船应当登记。\n"
END = """例市人民政府关于废止《旧渡船办法》的决定
（2010年1月1日例市人民政府公布）
废止《旧渡船办法》。
本决定自2010年2月1日起施行。
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("a") / "a.db") as made:
        for text in (LAW, OLD):
            made.add(parse_statute(text))
        for text in (ORDER, END):
            made.add(parse_decision(text))
        yield made


@pytest.mark.parametrize(
    ("text", "on", "written", "verdict", "now"),
    [
        ("依照《例市渡口条例》第一条。", "2021-01-01", "", Verdict.RIGHT, ""),
        ("依照《例市渡口条例》第一条规定：“渡口应当登记。”", "2021-01-01", "", Verdict.RIGHT, ""),
        ("依照《例市渡口条例》第一条规定：“渡口应当……登记”办理。", "2021-01-01", "", Verdict.RIGHT, ""),
        ("依照《例市渡口条例》第一条规定：“渡口应当备案。”", "2021-01-01", "", Verdict.DIFFERS, ""),
        ("“渡口应当备案。”（《例市渡口条例》第一条）", "2021-01-01", "", Verdict.DIFFERS, ""),
        ("依照《例市渡口条例》第二条第二项。", "2021-01-01", "2010-01-01", Verdict.RENUMBERED, "第三条第一款第二项"),
        ("依照《例市渡口条例》第二条“渡船应当检验”。", "2021-01-01", "", Verdict.RENUMBERED, "第三条"),
        ("依照《例市渡口条例》第二条。", "2010-01-01", "", Verdict.RIGHT, ""),
        ("依照《例市渡口条例》第四条。", "2021-01-01", "2019-01-01", Verdict.GONE, ""),
        ("依照《例市渡口条例》第四条“处五百元罚款”。", "2021-01-01", "", Verdict.DIFFERS, ""),
        ("依照《例市渡口条例》第九条。", "2021-01-01", "", Verdict.ABSENT, ""),
        ("依照《例市渡口条例》第一条第三款。", "2021-01-01", "", Verdict.ABSENT, ""),
        ("依照《例市渡口条例》第一条。", "2000-01-01", "", Verdict.FUTURE, ""),
        ("依照《旧渡船办法》第一条。", "2015-01-01", "", Verdict.REPEALED, ""),
        ("依照《旧渡船办法》。", "2015-01-01", "", Verdict.REPEALED, ""),
        ("依照《别市渡口条例》第一条。", "2015-01-01", "", Verdict.UNKNOWN, ""),
        ("依照修改前的《例市渡口条例》第四条。", "2021-01-01", "", Verdict.PAST, ""),
    ],
)
def test_what_is_said_of_a_citation(
    archive: Archive, text: str, on: str, written: str, verdict: Verdict, now: str
) -> None:
    (found,) = check_citations(text, archive, on=on, written=written)
    assert (found.verdict, found.now) == (verdict, now), found
    assert text[found.start : found.end] == found.words
    assert found.right == (verdict is Verdict.RIGHT) and (found.right or found.reason)


def test_all_citations_of_a_text_in_their_order(archive: Archive) -> None:
    text = "一、依照《例市渡口条例》第一条、第三条第一项。\n二、本合同第二条依《例市渡口条例》（以下简称渡口条例）订立，违反渡口条例第十条的，不予登记。"
    found = check_citations(text, archive, on="2021-01-01")
    assert [c.address for c in found if c.address] == ["第一条", "第三条第一项", "第十条"]
    assert [text[c.start : c.end] for c in found] == [c.words for c in found]
    assert [c.start for c in found] == sorted(c.start for c in found)
    report = found.to_report()
    assert "1处有问题" in report.title and report.tables[0].rows[0][0] == "没有该条"
    assert found.to_dicts()[0]["verdict"] in {v.value for v in Verdict}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "《例市渡口条例》",
                "第一条",
                "第二条第一款",
                "“",
                "”",
                "（",
                "）",
                "规定：",
                "、",
                "。",
                "\n",
                "原",
                "渡口条例",
                "第",
                "条",
                "依照",
                "至",
                "《",
                "》",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_any_text_is_answered_and_every_place_is_true(archive: Archive, text: str) -> None:
    for c in check_citations(text, archive, on="2021-01-01"):
        assert text[c.start : c.end] == c.words and c.words


def test_what_is_no_day_is_refused(archive: Archive) -> None:
    with pytest.raises(InputError, match="日期"):
        check_citations("《例市渡口条例》第一条", archive, on="昨天")


@pytest.mark.parametrize(
    "text",
    [
        "《例市渡口条例》（以下简称条例）第一条，违反条例第九条的",
        "《例市渡口条例》（以下简称“条例”）。\n依照条例第九条处理。",
        "《例市渡口条例》（以下简称《条例》）。\n依照《条例》第九条处理。",
    ],
)
def test_a_short_name_that_the_text_defines_is_followed(archive: Archive, text: str) -> None:
    last = check_citations(text, archive, on="2021-01-01").entries[-1]
    assert (last.words, last.title, last.verdict) == ("第九条", "例市渡口条例", Verdict.ABSENT)


def test_this_statute_in_a_text_that_is_none_is_told_and_not_guessed(archive: Archive) -> None:
    text = "甲方称：\n依照《例市渡口条例》第一条和本条例第二条、第三条处理。"
    found = check_citations(text, archive, on="2021-01-01").entries
    assert [(c.words, c.verdict) for c in found] == [
        ("第一条", Verdict.RIGHT),
        ("本条例第二条、第三条", Verdict.UNKNOWN),
    ]
    assert text[found[1].start : found[1].end] == found[1].words and "本条例" in found[1].reason


def test_what_a_statute_says_of_itself_is_no_citation(archive: Archive) -> None:
    text = "某市水井条例\n第一条　水井应当加盖。\n第二条　违反本条例第一条的，依照《例市渡口条例》第一条处理。"
    assert [c.name for c in check_citations(text, archive, on="2021-01-01")] == ["例市渡口条例"]
