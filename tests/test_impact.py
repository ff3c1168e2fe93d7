"""What a change makes stale elsewhere: citations, copies, names and terms, and the decision that mends them. All laws are invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.archive.citations import citations_of
from lawtrack.archive.impact.names import Names
from lawtrack.archive.impact.rows import Certainty, Kind
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.model.address import parse_address
from lawtrack.syntax.references import defined_names, find_references
from lawtrack.syntax.statute.parse import parse_statute
from tests.impact import ARTICLES, CITING, FULL, NEW, OLD, at, law, local, shelve


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    yield from shelve(tmp_path)


# -- names -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("依照合同法第五十二条处理", "合同法"),
        ("适用法律适用法第四十一条", "法律适用法"),
        ("根据《鱼塘条例》第三条和该条例第五条", "鱼塘条例"),
        ("《鱼塘法》规定的，依照同法第八条", "鱼塘法"),
        ("依照《鱼塘法》（试行）第八条", "鱼塘法（试行）"),
        ("依照鱼塘管理办法（试行）第八条", "鱼塘管理办法（试行）"),
        ("依照公司法司法解释（二）第二条", "公司法司法解释（二）"),
        ("根据《关于修改〈鱼塘法〉第三条的决定》", "鱼塘法"),
        ("《某院关于适用〈鱼塘法〉若干问题的规定》第五条", "某院关于适用〈鱼塘法〉若干问题的规定"),
        ("符合鱼塘法第八条规定且不属于水井法第九条", "水井法"),
    ],
)
def test_a_citation_names_the_right_statute(text: str, title: str) -> None:
    assert [r.title for r in find_references(text, parse_address("第一条")) if r.kind == "other"][-1] == title


def test_what_is_the_same_law_needs_one_before_it() -> None:
    (ref,) = find_references("依照同法第八条", parse_address("第一条"))
    assert ref.title == "同法"


@pytest.mark.parametrize(
    ("cited", "held", "sure"),
    [
        ("责任人对海商法", "海商法", True),
        ("除专利法", "专利法", True),
        ("有对外贸易法", "对外贸易法", True),
        ("股东界定海商法", "海商法", True),
        ("渔船海商法", "海商法", False),
        ("劳动争议调解仲裁法", None, False),
        ("劳动合同法", None, False),
        ("当事人违反劳动合同法", None, False),
        ("省消防条例", None, False),
        ("依照消防条例", "消防条例", True),
        ("最高人民法院关于适用公司法若干问题的规定(二)", "最高人民法院关于适用《公司法》若干问题的规定(二)", True),
        ("公司法司法解释(二)", "最高人民法院关于适用《公司法》若干问题的规定(二)", True),
        ("公司法解释(三)", None, False),
        ("民事诉讼法(试行)", None, False),
    ],
)
def test_names_are_cut_at_known_ones_and_never_blindly(cited: str, held: str | None, sure: bool) -> None:
    titles = (
        "海商法",
        "专利法",
        "对外贸易法",
        "仲裁法",
        "合同法",
        "消防条例",
        "公司法",
        "民事诉讼法",
        "最高人民法院关于适用《公司法》若干问题的规定(二)",
    )
    names = Names({t: n for n, t in enumerate(titles)}, frozenset({"劳动合同法", "劳动争议调解仲裁法"}))
    found = names.find(cited)
    assert (None if found is None else titles[found.statute]) == held
    assert found is None or found.sure == sure


def test_numbers_in_a_table_of_charges_are_those_of_its_law() -> None:
    title = "某院关于执行《中华人民共和国鱼塘法》确定罪名的规定"
    text = f"{title}\n第一条　罪名确定如下：\n对应条文为第164条、第二百条之一的，罪名为偷鱼罪。\n第二条　依照第一条的规定确定罪名。"
    found = [(c.name, c.target) for c in citations_of(parse_statute(text)) if c.target]
    assert found == [
        ("鱼塘法", "第一百六十四条"),
        ("鱼塘法", "第二百条之一"),
        ("某院关于执行《中华人民共和国鱼塘法》确定罪名的规定", "第一条"),
    ]


def test_short_names_that_a_text_defines() -> None:
    text = "根据《水务法》（以下简称水务法）、《河湖条例》（下称《条例》）、《甲法》（以下简称该法）和《乙法》（以下简称该法），制定本办法。"
    assert defined_names(parse_statute(local("例", "2001年1月1日", text))) == {"水务法": "水务法", "条例": "河湖条例"}


# -- citations -------------------------------------------------------------------------------------------------------------


def test_a_stale_citation_with_everything_that_is_known(archive: Archive) -> None:
    (row,) = at(archive, "例市节水条例", "第二条第一款")
    assert (row.cited, row.was, row.now, row.proposal, row.words) == (FULL, "第二条", ("第三条",), "第三条", "第二条")
    assert (row.kind, row.certainty) == (Kind.RENUMBERED, Certainty.CERTAIN)
    assert row.sentence == "取水应当依照《水务法》第二条的规定申请取水许可证。" and row.was_text == ARTICLES[1]
    assert row.version == "2001-06-01" and row.changed == "2020-05-01" and row.citing_date == "2015-03-04"
    assert row.citing_body == "例市人民代表大会常务委员会" and "水利主管部门" in row.now_text


def test_a_list_is_written_as_a_whole(archive: Archive) -> None:
    rows = at(archive, "例市节水条例", "第四条第一款")
    assert [(r.was, r.now, r.proposal) for r in rows] == [
        ("第三条", ("第五条",), "第五条、第六条"),
        ("第四条", ("第六条",), "第五条、第六条"),
    ]


def test_what_is_gone_is_never_certain(archive: Archive) -> None:
    (row,) = at(archive, "例市节水条例", "第五条第一款")
    assert row.kind is Kind.DELETED and row.certainty is Certainty.CHECK and not row.proposal


def test_a_past_text_is_never_certain(archive: Archive) -> None:
    rows = at(archive, "例市节水条例", "第七条第一款")
    assert all(r.certainty is not Certainty.CERTAIN for r in rows)


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        ("《中华人民共和国水务法》第五条规定的“二千元以上”按违法所得确定。", "“二千元以上”现条文中已经没有"),
        ("修改后的《中华人民共和国水务法》第五条规定的处罚，从次月起执行。", "须核对指哪一次"),
    ],
)
def test_what_the_words_say_of_the_text_they_mean_lowers_certainty(tmp_path: Path, article: str, reason: str) -> None:
    with Archive(tmp_path / "b.db") as archive:
        for text in (
            OLD,
            NEW,
            local("例市节水条例", "2015年3月4日", article, article.replace("二千元", "二万元").replace("修改后的", "")),
        ):
            archive.add(parse_statute(text))
        (row,) = at(archive, "例市节水条例", "第一条第一款")
        assert row.certainty is Certainty.CHECK and row.now == ("第七条",) and reason in row.reason
        (row,) = at(archive, "例市节水条例", "第二条第一款")
        assert row.certainty is Certainty.CERTAIN


def test_a_younger_citation_of_the_new_number_is_left_alone(archive: Archive) -> None:
    assert not [
        r
        for r in at(archive, "例市取水条例", "第一条第一款")
        if r.certainty is Certainty.CERTAIN or r.kind is Kind.RENUMBERED
    ]


def test_a_younger_text_that_fits_the_old_number_is_told(tmp_path: Path) -> None:
    note = "（2015年3月4日例市第五届人民代表大会常务委员会第三次会议通过　根据2022年2月2日例市第六届人民代表大会常务委员会第一次会议《关于修改〈例市取水条例〉的决定》修正）"
    text = (
        "例市取水条例\n"
        + note
        + "\n第一条　跨流域调水的科学论证和统筹兼顾，依照《中华人民共和国水务法》第三条的规定。\n第二条　本条例自公布之日起施行。"
    )
    with Archive(tmp_path / "b.db") as archive:
        for one in (OLD, NEW, text):
            archive.add(parse_statute(one))
        (row,) = [r for r in archive.impact() if r.kind is not Kind.TERM]
        assert (row.was, row.now, row.certainty) == ("第三条", ("第五条",), Certainty.CHECK)
        assert "还修改过" in row.reason


def test_without_the_version_of_the_day_nothing_can_be_said(tmp_path: Path) -> None:
    first = (
        NEW.replace("2020年1月10日", "2008年8月8日")
        .replace("2020年5月1日", "2009年1月1日")
        .replace("修订", "第一次修订")
    )
    last = law(
        *ARTICLES,
        since="　2008年8月8日第十一届全国人民代表大会常务委员会第四次会议修订　2020年1月10日第十三届全国人民代表大会常务委员会第十五次会议修订",
    )
    with Archive(tmp_path / "b.db") as archive:
        archive.add(parse_statute(last), effective="2020-05-01")
        archive.add(parse_statute(CITING))
        rows = [r for r in archive.impact() if r.kind not in (Kind.TERM, Kind.COPY)]
        assert rows and all(r.certainty is Certainty.UNKNOWN for r in rows)
        archive.add(parse_statute(first))
        assert any(
            r.certainty is not Certainty.UNKNOWN for r in archive.impact() if r.kind not in (Kind.TERM, Kind.COPY)
        )


def test_only_changes_of_the_time_asked_for(archive: Archive) -> None:
    assert len(archive.impact("水务法")) > 0
    assert not archive.impact("水务法", since="2020-05-01")
    assert not archive.impact("水务法", until="2020-04-30")
    assert {r.cited for r in archive.impact("水务法", since="2019-01-01")} == {FULL}
    with pytest.raises(InputError, match="没有《无此法》"):
        archive.impact("无此法")


def test_a_split_lists_every_place_and_is_not_certain(tmp_path: Path) -> None:
    first = "股东滥用股东权利给公司或者其他股东造成损失的，应当依法承担赔偿责任。"
    second = "股东滥用法人独立地位逃避债务，严重损害债权人利益的，应当承担连带责任。"
    old = law("制定本法。", f"{first}\n{second}", *ARTICLES[3:])
    new = law("制定本法。", "公司应当设立账簿。", first, second, *ARTICLES[3:], since="　2020年1月10日某会修订")
    citing = local("例市公司条例", "2015年3月4日", "逃避债务的股东承担连带责任，依照水务法第二条。")
    with Archive(tmp_path / "b.db") as archive:
        archive.add(parse_statute(old))
        archive.add(parse_statute(new), effective="2020-05-01")
        archive.add(parse_statute(citing))
        (row,) = [r for r in archive.impact() if r.citing == "例市公司条例"]
        assert row.kind is Kind.SPLIT and row.now == ("第四条", "第三条") and row.certainty is Certainty.CHECK
        stops = archive.trace("2001-水务法第二条")
        assert {str(stops[-1].address), *map(str, stops[-1].others)} == {"第三条", "第四条"} and len(
            stops[-1].others
        ) == 1


def test_a_kept_number_with_another_text_stands_apart(tmp_path: Path) -> None:
    new = OLD.replace("二千元", "八千元").replace(
        "通过）", "通过　根据2020年1月10日某会《关于修改〈水务法〉的决定》修正）"
    )
    with Archive(tmp_path / "b.db") as archive:
        for text in (OLD, new, CITING):
            archive.add(parse_statute(text))
        (row,) = at(archive, "例市节水条例", "第三条第一款")
        assert (
            row.kind is Kind.REWRITTEN
            and row.apart
            and row.certainty is not Certainty.CERTAIN
            and row.now == ("第五条",)
        )


def test_a_statute_that_ended_and_its_successor(tmp_path: Path) -> None:
    code = law(*ARTICLES[:6]).replace(FULL, "中华人民共和国河湖法典").replace("2001年3月1日", "2020年1月10日") + (
        "\n第七条　本法自2020年5月1日起施行，《中华人民共和国水务法》同时废止。"
    )
    with Archive(tmp_path / "b.db") as archive:
        for text in (OLD, code, CITING):
            archive.add(parse_statute(text))
        rows = [r for r in archive.impact() if r.citing == "例市节水条例" and r.kind is Kind.REPEALED]
        assert rows and all(r.certainty is Certainty.CHECK and "河湖法典" in r.reason for r in rows)


def test_a_statute_cited_by_its_former_name(tmp_path: Path) -> None:
    with Archive(tmp_path / "b.db") as archive:
        archive.add(parse_statute(OLD))
        archive.add(parse_statute(NEW.replace(FULL, "中华人民共和国水资源法")), title=FULL)
        archive.add(parse_statute(local("例市管水条例", "2015年3月4日", "取水依照《中华人民共和国水务法》的规定。")))
        (row,) = [r for r in archive.impact() if r.kind is Kind.RENAMED]
        assert (row.proposal, row.certainty, row.address) == (
            "《中华人民共和国水资源法》",
            Certainty.CHECK,
            "第一条第一款",
        )
        assert not [r for r in archive.impact(since="2020-05-01") if r.kind is Kind.RENAMED]


def test_a_decision_that_is_not_in_the_archive(archive: Archive) -> None:
    decision = parse_decision(
        "全国人民代表大会常务委员会关于修改《中华人民共和国水务法》的决定\n（2026年1月1日通过）\n一、增加一条，作为第二条：“水是公共资源。”\n"
        "本决定自2026年3月1日起施行。\n《中华人民共和国水务法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
    )
    before = archive.store.rows("SELECT count(*) FROM version")
    rows = [r for r in archive.impact(decision) if r.citing == "例市取水条例"]
    assert [(r.was, r.now) for r in rows] == [("第三条", ("第四条",))]
    assert archive.store.rows("SELECT count(*) FROM version") == before
    changes = parse_decision(
        "全国人民代表大会常务委员会关于修改《中华人民共和国水务法》的决定\n（2026年2月1日通过）\n将第七条中的“二万元”修改为“五万元”。\n本决定自2026年3月1日起施行。"
    )
    archive.add(
        parse_statute(
            local(
                "例市罚款条例",
                "2022年3月4日",
                archive["水务法"].versions[-1].statute["第七条"].text,
                body="例市人民代表大会常务委员会",
            )
        )
    )
    (copy,) = [r for r in archive.impact(changes) if r.kind is Kind.COPY]
    assert (copy.kind, copy.citing, copy.was, copy.now) == (
        Kind.COPY,
        "例市罚款条例",
        "第七条第一款",
        ("第七条第一款",),
    ) and "五万元" in copy.now_text
    archive.add(decision)
    assert not [r for r in archive.impact(decision) if r.kind in (Kind.TERM, Kind.COPY)]
    assert [(r.was, r.now) for r in archive.impact(decision) if r.citing == "例市取水条例"] == [("第三条", ("第四条",))]
    with pytest.raises(InputError, match="没有"):
        archive.impact(parse_decision("关于修改《无此条例》的决定\n一、删去第二条。\n"))
