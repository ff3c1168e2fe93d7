"""Bills: stages, proposals with their places, and what became of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawtrack.errors import InputError
from lawtrack.history.bills.bills import Bill, follow_bills, stage_name
from lawtrack.history.bills.outcomes import Fate
from lawtrack.history.bills.reports import paragraphs_of, places_in, quotes_of, wishes_of
from lawtrack.model.levels import Level
from lawtrack.syntax.statute.parse import parse_statute

SEED = Path(__file__).parent.parent / "seeds" / "gazette-2023-6.txt"

REGULATION = """\
云州市节水条例
（2031年4月28日云州市第五届人民代表大会常务委员会第九次会议通过）
第一章　总则
第一条　为了节约用水，制定本条例。
第二条　市水务部门主管节水工作，建立用水统计制度和信息公开平台，每年向社会公布本市用水情况。
第三条　公民应当增强节水意识，践行绿色生活方式。
第二章　用水与管理
第四条　用水单位应当安装计量设施，并按照规定报送用水数据。
鼓励使用再生水和雨水。
第五条　新建民用建筑应当安装节水器具，既有建筑逐步改造。
第六条　本条例自2031年7月1日起施行。
"""

GAZETTE = f"""\
云州市人民代表大会常务委员会公报

2031 年

第 2 号

2031年4月30日出版

云州市人民代表大会常务委员会公告

〔五届〕第 7 号

《云州市节水条例》已由云州市第五届人民代表大会常务委员会第九次会议于2031年4月28日通过，现予公布，自2031年7月1日起施行。

云州市第五届人民代表大会常务委员会
2031年4月28日

{REGULATION}

关于《云州市节水条例(草案)》的说明

——2031年1月10日在云州市第五届人民代表大会常务委员会第七次会议上

云州市司法局局长 马 良

主任、各位副主任、秘书长、各位委员：

现就《云州市节水条例(草案)》作如下说明：

一、主要内容

一是明确水务部门建立用水统计制度，每年向社会公布用水情况（第 2 条）。二是设立海洋牧场渔业补贴专项基金(第8条)。

以上说明，请审议。

云州市人民代表大会城市建设委员会关于《云州市节水条例(草案)》修改情况的报告

——2031年3月12日在云州市第五届人民代表大会常务委员会第八次会议上

云州市人民代表大会城市建设委员会主任委员 李 方

主任、各位副主任、秘书长、各位委员：

城市建设委员会研究提出了《云州市节水条例(草案二次审议稿)》。现将修改的主要内容报告如下：

一、关于计量

一是强化计量，明确用水单位安装计量设施，报送用水数据。(二次审议稿第四条第一款)

二是将第二章名称“用水管理”修改为“用水与管理”。

城市建设委员会按照上述意见，提出《云州市节水条例(草案二次审议稿)》，提请本次常委会会议进行审议。

云州市人民代表大会法制委员会关于《云州市节水条例(草案二次审议稿)》审议结果的报告

——2031年4月26日在云州市第五届人民代表大会常务委员会第九次会议上

云州市人民代表大会法制委员会副主任委员 王 芳

主任、各位副主任、秘书长、各位委员：

现将审议结果报告如下：

一、关于公民义务

有意见提出，应当倡导节水。据此，法制委员会建议将第三条修改为：“公民应当增强节水意识，践行绿色生活方式。”(草案三次审议稿第三条)

二、关于再生水

有的常委会组成人员建议增加再生水的内容。据此，法制委员会建议新增一款，表述为：“鼓励单位和个人使用再生水和雨水。”(草案三次审议稿第四条第二款)

三、关于建筑

法制委员会建议：

一是，将第五条、第六条整合为一条，修改为：“新建民用建筑应当安装节水器具，

既有建筑逐步改造。

“改造费用由财政承担。”(草案三次审议稿第五条)

二是，将第七条中的“罚款”修改为“警告”。

法制委员会按照上述意见，提出《云州市节水条例(草案三次审议稿)》，提请本次常委会会议进行审议。

云州市人民代表大会法制委员会关于《云州市节水条例(表决稿)》的说明

——2031年4月28日在云州市第五届人民代表大会常务委员会第九次会议上

云州市人民代表大会法制委员会副主任委员 王 芳

法制委员会提出《云州市节水条例(表决稿)》，建议本次常委会会议通过。
"""


@pytest.fixture(scope="module")
def bill() -> Bill:
    (found,) = follow_bills(GAZETTE)
    return found


def test_the_stages_in_order_with_their_days(bill: Bill) -> None:
    assert [(s.name, s.date) for s in bill.stages] == [
        ("草案", "2031-01-10"),
        ("草案二次审议稿", "2031-03-12"),
        ("草案三次审议稿", "2031-04-26"),
        ("表决稿", "2031-04-28"),
        ("公布", "2031-04-28"),
    ]
    assert bill.final is not None and len(bill.final.articles) == 6 and bill.findings == ()


def test_each_proposal_is_bound_to_stage_and_provision(bill: Bill) -> None:
    told = [([str(p) for p in x.places], [str(t) for t in x.targets], x.wish.act, x.date) for x in bill.proposals]
    assert told == [
        ([], ["草案第二条"], "说明", "2031-01-10"),
        ([], ["草案第八条"], "说明", "2031-01-10"),
        ([], ["草案二次审议稿第四条第一款"], "说明", "2031-03-12"),
        (["草案第二章"], [], "修改", "2031-03-12"),
        (["草案二次审议稿第三条"], ["草案三次审议稿第三条"], "修改", "2031-04-26"),
        ([], ["草案三次审议稿第四条第二款"], "增加", "2031-04-26"),
        (["草案二次审议稿第五条", "草案二次审议稿第六条"], ["草案三次审议稿第五条"], "合并", "2031-04-26"),
        (["草案二次审议稿第七条"], [], "修改", "2031-04-26"),
    ]
    merged = bill.proposals[6]
    assert merged.wish.wording == ("新建民用建筑应当安装节水器具，既有建筑逐步改造。", "改造费用由财政承担。")
    assert (bill.proposals[3].old, bill.proposals[3].new) == ("用水管理", "用水与管理")
    assert (bill.proposals[7].old, bill.proposals[7].new) == ("罚款", "警告")
    assert (
        bill.wording("草案三次审议稿")[bill.proposals[4].targets[0].address]
        == "公民应当增强节水意识，践行绿色生活方式。"
    )


def test_what_became_of_each(bill: Bill) -> None:
    told = [(o.fate, str(o.address or "")) for o in bill.outcomes]
    assert told == [
        (Fate.SUBSTANCE, "第二条"),
        (Fate.MISSING, ""),
        (Fate.SUBSTANCE, "第四条"),
        (Fate.VERBATIM, "第二章"),
        (Fate.VERBATIM, "第三条第一款"),
        (Fate.SUBSTANCE, "第四条第二款"),
        (Fate.MISSING, ""),
        (Fate.MISSING, ""),
    ]
    marked = "".join(s.text for s in bill.outcomes[5].marked if s.kind == "delete")
    assert marked == "单位和个人"
    assert [o.fate.zh for o in bill.outcomes[3:6]] == ["逐字采纳", "逐字采纳", "实质采纳"]


def test_texts_of_stages_become_versions(bill: Bill) -> None:
    with pytest.raises(InputError, match="没有“草案五次审议稿”"):
        bill.with_text("草案五次审议稿", parse_statute(REGULATION))
    draft = parse_statute(
        REGULATION.replace("践行绿色生活方式", "珍惜水资源").replace("第二章　用水与管理", "第二章　用水管理")
    )
    with_draft = bill.with_text("二次审议稿", draft)
    assert [(v.source, v.effective, v.until) for v in with_draft.versions] == [
        ("草案二次审议稿", "2031-03-12", "2031-04-28"),
        ("公布", "2031-04-28", ""),
    ]
    told = {str(o.address): o.text for o in with_draft.blame()}
    assert (told["第三条第一款"].act, told["第三条第一款"].source) == ("修改", "公布")
    assert told["第一条第一款"].act == "制定"
    assert [e.text for e in with_draft.history("第三条")] == [
        "公民应当增强节水意识，珍惜水资源。",
        "公民应当增强节水意识，践行绿色生活方式。",
    ]


def test_without_the_published_text_nothing_is_judged() -> None:
    (bill,) = follow_bills(GAZETTE.replace(REGULATION, ""))
    assert bill.final is None and bill.outcomes == () and len(bill.proposals) == 8
    assert [f.code for f in bill.findings] == ["bills.no-final-text"]
    with pytest.raises(InputError, match="没有任何阶段的文本"):
        bill.versions  # noqa: B018
    assert len(bill.with_text("公布", parse_statute(REGULATION)).outcomes) == 8


def test_a_gazette_without_reports_has_no_bills() -> None:
    assert follow_bills(REGULATION) == ()


def test_lists_of_places() -> None:
    def texts(text: str) -> list[str]:
        return [str(a) for a in places_in(text)]

    assert texts("第六条第三款、第三十四条") == ["第六条第三款", "第三十四条"]
    assert texts("第5、6条") == ["第五条", "第六条"]
    assert texts("第 21 至 23 条") == ["第二十一条", "第二十二条", "第二十三条"]
    assert texts("第三条第一、二款") == ["第三条第一款", "第三条第二款"]
    assert texts("第二章和第十条第一款第三项") == ["第二章", "第十条第一款第三项"]


def test_quotations_that_are_torn_or_closed_too_early() -> None:
    assert [q.lines for q in quotes_of("为：“甲。\n“乙。”（一）“丙”")] == [("甲。", "乙。"), ("丙",)]
    assert [q.lines for q in quotes_of("为：“甲。”\n乙。\n丙。”")] == [("甲。", "乙。", "丙。")]
    assert paragraphs_of("一、关于水\n机\n关的要求。\n下一段。") == ["一、关于水", "机关的要求。", "下一段。"]
    (one,) = wishes_of("建议第九条修改为：“甲应当节约用水。”\n乙应当节约用水。\n丙应当节约用水。”")
    assert one.wording == ("甲应当节约用水。", "乙应当节约用水。", "丙应当节约用水。")


def test_stage_names() -> None:
    assert stage_name("（二次审议稿）") == "草案二次审议稿" and stage_name("表决稿") == "表决稿"


def test_both_regulations_of_the_real_issue() -> None:
    green, audit, other = follow_bills(SEED.read_text("utf-8"))
    assert green.title == "北京市建筑绿色发展条例" and audit.title == "北京市审计条例"
    assert [s.name for s in green.stages] == ["草案", "草案二次审议稿", "草案三次审议稿", "表决稿", "公布"]
    assert [s.date for s in green.stages] == ["2023-07-27", "2023-09-20", "2023-11-22", "2023-11-24", "2023-11-24"]
    assert [s.name for s in audit.stages] == ["修正案草案", "修改决定草案", "表决稿", "公布"]

    def told(bill: Bill) -> dict[str, tuple[str, str]]:
        return {str(t): (o.fate.zh, str(o.address or "")) for o in bill.outcomes for t in o.proposal.targets}

    found = told(green)
    assert found["草案三次审议稿第八条第一款"] == ("逐字采纳", "第八条第一款")
    assert found["草案三次审议稿第三十条第三款"] == ("逐字采纳", "第三十条第三款")
    assert found["草案三次审议稿第三十四条第一款"] == ("逐字采纳", "第三十四条第一款")
    assert found["草案二次审议稿第十六条第一款"] == ("实质采纳", "第十五条")
    assert found["草案三次审议稿第六十条"] == ("逐字采纳", "第六十条第一款")  # torn apart by the columns of the print
    assert "bills.repaired" in {f.code for f in green.findings}
    merged = next(p for p in green.proposals if p.wish.act == "合并")
    assert [str(p) for p in merged.places] == ["草案二次审议稿第三十五条第二款", "草案二次审议稿第三十六条第一款"]
    found = told(audit)
    assert found["修改决定草案第十三条"] == ("逐字采纳", "第十四条第一款")
    assert found["修改决定草案第十九条"] == ("逐字采纳", "第二十一条第二款")
    assert found["修改决定草案第二十条"] == ("逐字采纳", "第二十二条第三款")
    now = next(p for p in audit.proposals if any(str(n) == "现行第二十八条第三款" for n in p.places))
    assert now.wish.act == "修改" and now.date == "2023-11-22"
    assert len(green.proposals) == 49 and len(audit.proposals) == 29 and other.final is not None


WHERE = (
    "草案 2>2 3>3 4>4 5,6>6 7>7 8>8 11,12>11 13,14>13 15>15 16>17 18,19>19 20>21 21,22,23>22 24,25,26>27 27,28>29 29>33 30,31,32>37"
    " 33,34>35 35,36>42 37>43 38>44 39,40>45 41,42,43>47 44,45>51 46>52 54>60\n"
    "草案二次审议稿 4>4 6,34>6 7>7 10>10 16>15 18>17 20>19 24,25>26 26>28 27>22 29>24 31,32>29 35>33 35>34 36>34 38>36 41>39 48>47\n"
    "修正案草案 2>2 4>4 5>5 7>7 8>8 8>8 8>8 8>8 9>9 11>11 11>11 12>12 13>13 14>14 14>14 18>18 19>19 20>20 21>21 21>21 28>28 30>30"
)
"""Read by hand from the reports and the published texts: articles named > article where the matter stands now."""


def test_every_description_is_found_where_it_stands() -> None:
    found: dict[str, list[str]] = {}
    for bill in follow_bills(SEED.read_text("utf-8"))[:2]:
        for o in bill.outcomes:
            wish, targets = o.proposal.wish, o.proposal.targets
            if wish.wording or wish.pairs or not targets:
                continue
            assert o.fate is Fate.SUBSTANCE and o.address is not None, wish.text
            numbers = sorted({t.address.steps[0].number.value for t in targets})
            now = next(s.number.value for s in o.address.steps if s.level is Level.ARTICLE)
            found.setdefault(targets[0].stage, []).append(f"{','.join(map(str, numbers))}>{now}")
    want = {line.split()[0]: sorted(line.split()[1:]) for line in WHERE.splitlines()}
    assert {stage: sorted(places) for stage, places in found.items()} == want


def test_what_was_dropped_is_not_found() -> None:
    """A description of something that no article holds stays unfound, however well its neighbours are placed."""
    told = "\n".join(
        f"{n}是{what}（草案第{k}条）。"
        for n, k, what in (
            ("一", "二", "明确市水务部门主管节水工作，建立用水统计制度和信息公开平台"),
            ("二", "三", "规定公民应当增强节水意识，践行绿色生活方式"),
            ("三", "四", "规定用水单位应当安装计量设施，报送用水数据，鼓励使用再生水和雨水"),
            ("四", "五", "规定渔业船舶登记簿的保管期限和查阅手续"),
        )
    )
    (bill,) = follow_bills(GAZETTE[: GAZETTE.index("一、主要内容")] + "一、主要内容\n\n" + told + "\n")
    assert [o.fate for o in bill.outcomes] == [Fate.SUBSTANCE] * 3 + [Fate.MISSING]
