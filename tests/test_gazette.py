"""Gazettes: an invented issue with every trouble of a scan, the project's own real issue, and files that are no gazette."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack.cli import main
from lawtrack.desk.jobs import instrument_documents
from lawtrack.errors import InputError, apply_repairs
from lawtrack.model.normal import normalise
from lawtrack.syntax.gazette.issue import Gazette, InstrumentKind, read_gazette
from lawtrack.syntax.statute.lines import read_lines
from lawtrack.syntax.statute.parse import parse_statute
from tests.test_statute import squeeze

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "gazette-2023-6.txt"
SHARED = Path(os.environ.get("LAWTRACK_SHARED", HERE.parent.parent / "shared"))

ISSUE = """云州市人民代表大会常务委员会公报

2031 年

第 2 号

2031年4月30日出版

目 录

云州市第五届人民代表大会常务委员会第八次会议议程 (1)
云州市人民代表大会常务委员会公告（第七号） (2)
云州市人民代表大会常务委员会关于修改《云州市
城市供水条例》的决定 (3)
云州市城市供水条例 (5)
关于《云州市城市供水条例修正案(草案)》的说明 马 良 (9)
云州市人民代表大会常务委员会任免名单 (12)

云州市第五届人民代表大会常务委员会第八次会议议程

（2031年4月7日云州市第五届人民代表大会常务委员会第八次会议通过）

| 一、审议关于修改供水条例的决定 | 三、审议任免案 |
|---|---|
| 二、听取关于春灌的 | 四、其他 |
| 报告 | |

云州市人民代表大会常务委员会公报

云州市人民代表大会常务委员会公告

第七号

《云州市人民代表大会常务委员会关于修改〈云州市城市供水条例〉的决定》已由云州市第五届人民代表大会常务委员会第八次会议于2031年4月9日通过，现予公布，自2031年6月1日起施行。

云州市人民代表大会常务委员会

2031年4月10日

云州市人民代表大会常务委员会

关于修改《云州市城市供水条例》的决定

(2031年4月9日云州市第五届人民代表大会
常务委员会第八次会议通过)

云州市第五届人民代表大会常务委员会第八次会议决定对《云州市城市供水条例》作如下修改:

一、将第三条修改为:
“供水企业应当保证水质,并按照规定的周期公布水质检

云州市人民代表大会常务委员会公报

— 4 —

测的结果。”

二、删去第五条。

本决定自2031年6月1日起施行。

云州市城市供水条例

(2019年1月8日云州市第三届人民代表大会常务委员会第二次会议通过　根据2031年4月9日云州市第五届人民代表大会常务委员会第八次会议《关于修改〈云州市城市供水条例〉的决定》修正)

第一条 为了保证城市供水,制定本条例。

第二条 供水实行统一管理,供水企业应当依法取得许可并接受水行政主

云州市人民代表大会常务委员会公报

— 5 —

管部门的监督。

第三条 供水企业应当保证水质,并按照规定的周期公布水质检测的结果。

第四条 本条例自2019年3月1日起施行。

— 6 —

关于《云州市城市供水条例修正案(草案)》的说明

——2031年4月7日在云州市第五届人民代表大会
常务委员会第八次会议上
云州市水务局局长 马 良

主任、各位副主任、各位委员:

现就草案作如下说明:

(一)修改的必要性

现行条例施行已有十二年。

云州市人民代表大会常务委员会任免名单

(2031年4月9日云州市第五届人民代表大会常务委员会第八次会议通过)

任命李四为云州市中级人民法院审判员。
"""


@pytest.fixture(scope="module")
def issue() -> Gazette:
    return read_gazette(ISSUE)


def test_every_instrument_is_found(issue: Gazette) -> None:
    assert [(x.kind.zh, x.title) for x in issue.instruments] == [
        ("目录", "目录"),
        ("议程", "云州市第五届人民代表大会常务委员会第八次会议议程"),
        ("公告", "云州市人民代表大会常务委员会公告"),
        ("修改决定", "云州市人民代表大会常务委员会关于修改《云州市城市供水条例》的决定"),
        ("法规", "云州市城市供水条例"),
        ("说明", "关于《云州市城市供水条例修正案(草案)》的说明"),
        ("任免名单", "云州市人民代表大会常务委员会任免名单"),
    ]
    assert (issue.title, issue.issue, issue.published) == (
        "云州市人民代表大会常务委员会公报",
        "2031年第2号",
        "2031-04-30",
    )
    assert [x.page for x in issue.instruments[1:]] == [1, 2, 3, 5, 9, 12]


def test_dates_and_bodies(issue: Gazette) -> None:
    _, agenda, announcement, decision, statute, explanation, names = issue.instruments
    assert {x.issuer for x in (agenda, announcement, decision, statute, names)} == {"云州市人民代表大会常务委员会"}
    assert (announcement.number, announcement.promulgated) == ("第七号", "2031-04-10")
    assert (decision.adopted, decision.promulgated, decision.effective) == ("2031-04-09", "2031-04-10", "2031-06-01")
    assert decision.announcement.endswith("第七号")
    assert (statute.adopted, statute.effective) == ("2019-01-08", "2019-03-01")
    assert (explanation.presented, explanation.author, explanation.issuer) == (
        "2031-04-07",
        "云州市水务局局长 马良",
        "云州市水务局",
    )


def test_torn_paragraphs_and_page_furniture(issue: Gazette) -> None:
    decision, statute = issue.instruments[3:5]
    assert "“供水企业应当保证水质,并按照规定的周期公布水质检测的结果。”" in decision.text
    assert decision.text.count("将第三条修改为:“供水企业") == 1
    assert [a.text for a in statute.statute().articles][
        1
    ] == "供水实行统一管理,供水企业应当依法取得许可并接受水行政主管部门的监督。"
    assert "公报" not in decision.text and "— 4 —" not in decision.text
    kinds = Counter(f.code for f in decision.findings)
    assert kinds["gazette.furniture"] == 2 and kinds["gazette.rejoined"] >= 2
    assert statute.statute().findings == ()


def test_two_columns_are_read_one_after_the_other(issue: Gazette) -> None:
    assert issue.instruments[1].text.splitlines()[2:] == [
        "一、审议关于修改供水条例的决定", "二、听取关于春灌的报告", "三、审议任免案", "四、其他",
    ]  # fmt: skip
    assert any(f.code == "gazette.columns" for f in issue.findings)


def test_no_paragraph_of_an_explanation_is_joined_to_a_heading(issue: Gazette) -> None:
    assert "(一)修改的必要性\n现行条例施行已有十二年。" in issue.instruments[5].text


def test_an_entry_without_text_is_reported() -> None:
    more = ISSUE.replace("任免名单 (12)", "任免名单 (12)\n云州市河道管理条例 (20)")
    assert [f.message for f in read_gazette(more).findings if f.code == "gazette.contents"] == [
        "目录列有“云州市河道管理条例”（第20页），正文中没有找到"
    ]


def accounted(text: str, gazette: Gazette) -> None:
    """The instruments and the page furniture hold every character of the issue once, columns and joins aside."""
    aside = [f.span for f in gazette.findings if f.code == "gazette.furniture" and f.span]
    shown = Counter(squeeze("".join(x.text for x in gazette.instruments if x.kind is not InstrumentKind.CONTENTS)))
    shown += Counter(squeeze("".join(x.text for x in gazette.of_kind(InstrumentKind.CONTENTS))))
    shown += Counter(squeeze("".join(text[s.start : s.end] for s in aside)))
    if not gazette.of_kind(InstrumentKind.CONTENTS):
        assert gazette.instruments or not any(True for _ in read_lines(text))
    whole = Counter(squeeze("".join(text[x.start : x.end] for x in read_lines(text))))
    assert {c: n for c, n in (whole - shown).items() if c not in "|-#>+*:"} == {}
    assert shown - whole - Counter("目录") == Counter()
    spans = [x.span for x in gazette.instruments if x.span]
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))


def test_nothing_is_lost(issue: Gazette) -> None:
    accounted(ISSUE, issue)


SOUP = st.lists(
    st.sampled_from([
        "\n", "\n", "\n\n", " ", "云州市供水条例", "云州市人民代表大会常务委员会", "关于修改《云州市供水条例》的决定", "公告", "公报", "第三号", "目 录", "(12)", "— 4 —",
        "（2031年4月9日通过）", "——2031年4月7日在会议上", "主任、各位委员：", "2031年4月9日", "第一条 ", "一、", "(一)", "为了保证供水，", "供水企业应当依法取得许可证并接受监督",
        "。", "：“", "”", "| 一、甲 | 二、乙 |", "|---|---|", "| 丙 | |", "的说明", "报告", "任免名单", "《", "》",
    ]), min_size=1, max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(SOUP)
def test_nothing_is_lost_over_keyword_soup(text: str) -> None:
    try:
        gazette = read_gazette(text)
    except InputError:
        return
    accounted(text, gazette)


DECREES = """国务令公报

云国国务院令

第 88 号

《湖泊保护条例》已经2031年5月2日国务院第9次常务会议通过，现予公布，自2031年7月1日起施行。

总理　赵六

2031年5月6日

· 3 ·
湖泊保护条例

湖泊保护条例

第一章　总则

第一条　为了保护湖泊，制定本条例。

· 4 ·
湖泊保护条例

第二条　本条例自2031年7月1日起施行。

云国国务院令

第 89 号

现公布《国务院关于修改部分行政法规的决定》，自公布之日起施行。

总理　赵六

2031年5月8日

· 5 ·
湖泊保护条例

国务院关于修改部分行政法规的决定

国务院决定对下列行政法规作出修改：

一、删去《船员条例》第三条。

· 6 ·

国务院办公厅关于做好防汛工作的通知
国办发〔2031〕12号

各省人民政府：

请做好防汛工作。

云国最高法院
关于审理湖泊案件若干问题的解释

法释〔2031〕4号

第一条　湖泊案件由湖泊所在地法院管辖。
"""


def test_decrees_and_titles_without_an_adoption_note() -> None:
    found = read_gazette(DECREES)
    assert [(x.kind.zh, x.title, x.number) for x in found.instruments[1:]] == [
        ("公告", "云国国务院令", "第88号"),
        ("法规", "湖泊保护条例", ""),
        ("公告", "云国国务院令", "第89号"),
        ("修改决定", "国务院关于修改部分行政法规的决定", ""),
        ("其他", "国务院办公厅关于做好防汛工作的通知", "国办发〔2031〕12号"),
        ("法规", "云国最高法院关于审理湖泊案件若干问题的解释", "法释〔2031〕4号"),
    ]
    law, decision = found.instruments[2], found.instruments[4]
    assert len(law.statute().articles) == 2 and law.text.count("湖泊保护条例") == 1
    assert (law.adopted, law.promulgated, law.effective) == ("2031-05-02", "2031-05-06", "2031-07-01")
    assert (decision.promulgated, decision.effective) == ("2031-05-08", "2031-05-08")
    accounted(DECREES, found)


# -- the project's own issue


@pytest.fixture(scope="module")
def real() -> Gazette:
    return read_gazette(SEED.read_text("utf-8"))


def test_the_real_issue(real: Gazette) -> None:
    assert (real.title, real.issue, real.published) == ("北京市人民代表大会常务委员会公报", "2023年第6号", "2024-02-20")
    kinds = Counter(x.kind.value for x in real.instruments)
    assert kinds["announcement"] == 3 and kinds["statute"] == 2 and kinds["amending-decision"] == 1
    assert kinds["appointments"] == 4 and kinds["resolution"] == 1 and kinds["agenda"] == 1 and kinds["other"] == 0
    assert sorted(x.number for x in real.of_kind("announcement")) == [
        "〔十六届〕第10号",
        "〔十六届〕第11号",
        "〔十六届〕第12号",
    ]
    assert len({x.page for x in real.instruments}) == len(real.contents) + 1 and not [
        f for f in real.findings if f.code == "gazette.contents"
    ]
    accounted(SEED.read_text("utf-8"), real)


def test_the_two_regulations_of_the_real_issue(real: Gazette) -> None:
    green, audit = real.statutes
    assert (len(green.statute().articles), len(audit.statute().articles)) == (61, 37)
    assert (green.adopted, green.promulgated, green.effective) == ("2023-11-24", "2023-11-24", "2024-03-01")
    assert [f.code for f in green.statute().findings] == ["statute.swapped-columns"]
    assert [f.code for f in audit.statute().findings] == ["statute.duplicate-number"]
    mended = parse_statute(apply_repairs(green.text, green.statute().findings))
    assert mended.findings == () and [a.number.value for a in mended.articles] == list(range(1, 62))
    assert normalise(mended["第六十条"].text) == "本市行政区域内市政基础设施的绿色发展参照本条例管理。"
    mended = parse_statute(apply_repairs(audit.text, audit.statute().findings))
    assert mended.findings == () and [a.number.value for a in mended.articles] == list(range(1, 38))


def test_explanations_and_reports_of_the_real_issue(real: Gazette) -> None:
    about = [
        (x.kind.zh, x.presented) for x in real.instruments if "审计条例" in x.title and x.kind.zh in ("说明", "报告")
    ]
    assert about == [("说明", "2023-09-20"), ("报告", "2023-09-20"), ("报告", "2023-11-22"), ("说明", "2023-11-24")]
    about = [x.kind.zh for x in real.instruments if "建筑绿色发展条例" in x.title]
    assert about == ["法规", "说明", "报告", "报告", "报告", "说明"]


@pytest.mark.skipif(not (SHARED / "cases").is_dir(), reason="needs the hand-rejoined texts (LAWTRACK_SHARED)")
def test_rejoined_as_a_person_did_it(real: Gazette) -> None:
    """Paragraph for paragraph what was rejoined by hand from the same pages; only the adoption note may break elsewhere."""
    folder = SHARED / "cases" / "beijing-shenji-2023"
    for name, ours in (("decision", real.of_kind("amending-decision")[0]), ("expected", real.statutes[1])):
        hand = [normalise(x) for x in (folder / f"{name}.gazette.txt").read_text("utf-8").splitlines() if x.strip()]
        mine = [normalise(x) for x in ours.text.splitlines() if x.strip()]
        assert [x for x in mine if x not in hand and "通过" not in x and "修正" not in x] == []
        assert [x for x in hand if x not in mine and "通过" not in x] == []


# -- files


def test_each_instrument_as_a_file(issue: Gazette) -> None:
    documents = list(instrument_documents(issue))
    assert documents[3][0] == "04 修改决定 云州市人民代表大会常务委员会关于修改《云州市城市供水条例》的决定.txt"
    assert [text for _, text in documents] == [x.text for x in issue.instruments]
    assert len(dict(documents)) == len(issue.instruments)


def test_a_file_where_the_folder_should_be_is_an_input_error(issue: Gazette, tmp_path: Path) -> None:
    source = tmp_path / "issue.txt"
    source.write_text(ISSUE, "utf-8")
    (tmp_path / "x").write_text("")
    assert main(["gazette", str(source), "--extract", str(tmp_path / "x")]) == 2


def test_a_magazine_has_no_legislation_and_that_is_said() -> None:
    found = read_gazette(
        "机关刊物\n目录\n- 02 关于农村饮水的调研报告\n张三\n- 05 关于秋收的调研报告\n\n"
        "关于农村饮水的调研报告\n\n为了解情况，我们走访了《云州市供水条例》的实施情况。\n\n关于秋收的调研报告\n\n今年丰收。\n"
    )
    assert [x.kind.zh for x in found.instruments] == ["目录", "报告", "报告"]
    assert [f.code for f in found.findings if f.code.endswith("no-legislation")] == ["gazette.no-legislation"]


@pytest.mark.parametrize("text", ["", "\n \n", "\x00" * 40])
def test_nothing_to_read_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError, match="请"):
        read_gazette(text)
