"""The adoption note (题注): what a decision adds to it, how entries are counted, and taking one away again."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawtrack import InputError, amend, merge, parse_decision, parse_statute, rewind, verify
from lawtrack.binding.result.note import add_to_note, passing_of
from lawtrack.decision.decision import Decision
from lawtrack.syntax.note import kind_of, parse_note
from lawtrack.syntax.note_entries import add_amendment_law, add_entry, marks_of, take_entry

BODY = "\n第一条　甲。\n第二条　乙。\n"


def noted(note: str, title: str = "例市渡口条例", decision: str = "", order: str = "一、删去第二条。") -> str:
    law = parse_statute(title + "\n" + note + BODY)
    return amend(law, parse_decision(decision.format(title=title, order=order))).statute.note


CONGRESS = (
    "例市人民代表大会常务委员会关于修改《{title}》的决定\n（2024年3月1日例市第三届人民代表大会常务委员会第八次会议{passed}）\n"
    "例市第三届人民代表大会常务委员会第八次会议决定对《{{title}}》作如下修改：\n{{order}}\n本决定自公布之日起施行。"
)
NEW = "根据2024年3月1日例市第三届人民代表大会常务委员会第八次会议《关于修改〈例市渡口条例〉的决定》"
FIRST = "根据2018年5月31日例市第二届人民代表大会常务委员会第四次会议《关于修改〈例市渡口条例〉的决定》"
ENACTED = "2012年7月27日例市第一届人民代表大会常务委员会第三次会议通过"


def congress(title: str = "例市渡口条例", passed: str = "通过") -> str:
    return CONGRESS.format(title=title, passed=passed)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"（{ENACTED}）", f"（{ENACTED}　{NEW}修正）"),
        (f"（{ENACTED}　{FIRST}修正）", f"（{ENACTED}　{FIRST}第一次修正　{NEW}第二次修正）"),
        (f"（{ENACTED}　{FIRST}第二次修正）", f"（{ENACTED}　{FIRST}第二次修正　{NEW}第三次修正）"),
        (
            f"（{ENACTED}　{FIRST}修正　{FIRST.replace('2018', '2020')}修正）",  # runs without numbers already
            f"（{ENACTED}　{FIRST}修正　{FIRST.replace('2018', '2020')}修正　{NEW}修正）",
        ),
        (
            f"（{ENACTED}　2016年1月1日例市第二届人民代表大会常务委员会第一次会议修订）",  # 修订 is counted for itself
            f"（{ENACTED}　2016年1月1日例市第二届人民代表大会常务委员会第一次会议修订　{NEW}修正）",
        ),
        (
            f"（{ENACTED}　2016年1月1日例市第二届人民代表大会常务委员会第一次会议修订　{FIRST}修正）",
            f"（{ENACTED}　2016年1月1日例市第二届人民代表大会常务委员会第一次会议修订　{FIRST}第一次修正　{NEW}第二次修正）",
        ),
        (
            f"（{ENACTED}　{FIRST.removeprefix('根据')}修正）",  # a collection that prints no 根据
            f"（{ENACTED}　{FIRST.removeprefix('根据')}第一次修正　{NEW.removeprefix('根据')}第二次修正）",
        ),
        (f"（{ENACTED}\n{FIRST}修正）", f"（{ENACTED}\n{FIRST}第一次修正\n{NEW}第二次修正）"),
        (f"（{ENACTED}　{NEW}修正）", f"（{ENACTED}　{NEW}修正）"),
    ],
)
def test_amendments_of_a_congress_are_counted(before: str, after: str) -> None:
    assert noted(before, decision=congress()).split() == after.split()


@pytest.mark.parametrize(("title", "counted"), [("北京市渡口条例", False), ("例市渡口条例", True)])
def test_what_is_chosen_is_told(title: str, counted: bool) -> None:
    first = FIRST.replace("例市", title[:2] + "市" if title[:2] != "例市" else "例市")
    law = parse_statute(f"{title}\n（{ENACTED}　{first}修正）{BODY}")
    result = amend(law, parse_decision(congress(title).format(title=title, order="一、删去第二条。")))
    assert ("第二次修正" in result.statute.note) is counted
    [told] = [f for f in result.findings if f.code == "amend.note-counted"]
    assert told.severity.value == "info" and told.address == "题注"


def test_a_note_cut_at_the_line_end_names_the_whole_body() -> None:
    cut = congress().replace("常务委员会第八次会议{", "常务\n委员会第八次会议{")
    assert noted(
        f"（{ENACTED}）",
        decision=cut.replace("人民代表大会常务委员会第八次会议通过", "人民代表大会常务\n委员会第八次会议审议通过"),
    ) == (f"（{ENACTED}　{NEW}修正）")


APPROVED = (
    "例市人民代表大会常务委员会关于修改《{{title}}》的决定\n（2024年1月12日例市第九届人民代表大会常务委员会第三次会议通过{between}"
    "2024年3月28日例省第十四届人民代表大会常务委员会第八次会议批准）\n例市第九届人民代表大会常务委员会第三次会议决定，对《{{title}}》作如下修改：\n"
    "{{order}}\n本决定自2024年5月1日起施行。"
)


@pytest.mark.parametrize("between", ["　", "\n", "，"])
def test_what_the_province_approved(between: str) -> None:
    assert noted(f"（{ENACTED}）", decision=APPROVED.format(between=between)) == (
        f"（{ENACTED}　根据2024年1月12日例市第九届人民代表大会常务委员会第三次会议通过并经2024年3月28日例省第十四届人民代表大会常务委员会"
        "第八次会议批准的《例市人民代表大会常务委员会关于修改〈例市渡口条例〉的决定》修正）"
    )


def test_the_state_council_says_the_day_of_promulgation() -> None:
    decision = (
        "国务院关于修改《{title}》的决定\n（2024年12月6日中华人民共和国国务院令第797号公布）\n国务院决定对《{title}》作如下修改：\n{order}\n"
        "本决定自2025年1月20日起施行。"
    )
    first = "（2009年10月13日中华人民共和国国务院令第564号公布　根据2020年11月29日《国务院关于修改和废止部分行政法规的决定》修订）"
    assert noted(first, "例国渡口管理条例", decision) == first[:-3] + (
        "第一次修订　根据2024年12月6日《国务院关于修改〈例国渡口管理条例〉的决定》第二次修订）"
    )


def test_a_meeting_is_no_promulgation() -> None:
    decision = "国务院关于修改《{title}》的决定\n（2024年11月22日国务院第46次常务会议通过）\n国务院决定对《{title}》作如下修改：\n{order}\n"
    note = "（2009年10月13日中华人民共和国国务院令第564号公布）"
    law = parse_statute("例国渡口管理条例\n" + note + BODY)
    result = amend(law, parse_decision(decision.format(title="例国渡口管理条例", order="一、删去第二条。")))
    assert result.statute.note == note
    assert [f.severity.value for f in result.findings if f.code == "amend.note-undated"] == ["info"]


def test_a_court_names_the_meeting_and_the_whole_title() -> None:
    decision = (
        "最高人民法院关于修改《最高人民法院关于适用〈例法〉的解释》的决定\n（2023年9月12日最高人民法院审判委员会第407次会议通过，自2024年1月1日起施行）\n"
        "最高人民法院决定对《最高人民法院关于适用〈例法〉的解释》作如下修改：\n一、删去第二条。\n"
    )
    note = "（2001年6月19日最高人民法院审判委员会第118次会议通过）"
    assert noted(note, "最高人民法院关于适用《例法》的解释", decision) == note[:-1] + (
        "　根据2023年9月12日最高人民法院审判委员会第407次会议通过的《最高人民法院关于修改〈最高人民法院关于适用《例法》的解释〉的决定》修正）"
    )


@pytest.mark.parametrize(
    ("order", "passed", "approved"),
    [
        ("《某决定》已由例市第三届人民代表大会常务委员会第八次会议于2024年3月1日通过，现予公布。", "2024年3月1日例市第三届人民代表大会常务委员会第八次会议", ""),
        ("《某决定》已于2024年3月1日经例市第三届人民代表大会常务委员会第八次会议审议通过，现予公布。", "2024年3月1日例市第三届人民代表大会常务委员会第八次会议", ""),
        ("最高人民法院《某决定》已于2024年3月1日由最高人民法院审判委员会第407次会议通过，现予公布。", "2024年3月1日最高人民法院审判委员会第407次会议", ""),
        (
            "例市第三届人民代表大会常务委员会第八次会议于2024年3月1日通过的《某决定》，业经例省第九届人民代表大会常务委员会第二次会议于2024年4月2日批准，现予公布。",
            "2024年3月1日例市第三届人民代表大会常务委员会第八次会议", "2024年4月2日例省第九届人民代表大会常务委员会第二次会议",
        ),
        ("《某决定》已经2024年3月1日通过，现予公布。", "", ""),  # by whom is not told
    ],
)  # fmt: skip
def test_who_passed_it_stands_in_the_order_in_front(order: str, passed: str, approved: str) -> None:
    text = f"例市人民代表大会常务委员会公告\n第7号\n{order}\n2024年5月6日\n例市人民代表大会常务委员会关于修改《例法》的决定\n一、删去第二条。\n"
    assert passing_of(parse_decision(text))[:2] == (passed, approved)


def test_two_bodies_pass_an_interpretation_each_on_its_day() -> None:
    note = (
        "（2024年1月17日最高人民法院审判委员会第407次会议、2024年1月3日最高人民检察院第十四届检察委员会第二次会议通过）"
    )
    decision = parse_decision(f"最高人民法院、最高人民检察院关于修改《例法解释》的决定\n{note}\n一、删去第二条。\n")
    assert passing_of(decision).passed == note[1:-3]


def test_amendment_laws_stand_under_one_mark() -> None:
    note = add_amendment_law("（甲通过）", "1999年12月25日某会", "例法修正案", "例法").into("（甲通过）")
    both = add_amendment_law(note, "2001年8月31日某会", "例法修正案（二）", "例法").into(note)
    assert (
        both
        == "（甲通过　根据1999年12月25日某会通过的《例法修正案》、2001年8月31日某会通过的《例法修正案（二）》修正）"
    )
    assert take_entry(both, ["2001-08-31"]) == note
    assert take_entry(note, ["1999-12-25"]) == "（甲通过）"


def test_two_decisions_at_once_are_counted_through() -> None:
    law = parse_statute(f"例市渡口条例\n（{ENACTED}）{BODY}")
    one = amend(law, parse_decision(congress().format(title="例市渡口条例", order="一、将第一条中的“甲”修改为“丙”。")))
    later = congress().replace("2024年3月1日", "2025年3月1日").format(title="例市渡口条例", order="一、删去第二条。")
    two = amend(law, parse_decision(later))
    want = f"（{ENACTED}　{NEW}第一次修正　{NEW.replace('2024', '2025')}第二次修正）"
    assert merge(one.patch, two.patch, law).patch.apply(law).note == want
    assert merge(two.patch, one.patch, law).patch.apply(law).note == want


def test_rewinding_takes_the_entry_and_the_number_away() -> None:
    law = parse_statute(f"例市渡口条例\n（{ENACTED}　{FIRST}修正）{BODY}")
    decision = parse_decision(congress().format(title="例市渡口条例", order="一、将第一条中的“甲”修改为“丙”。"))
    later = amend(law, decision).statute
    assert rewind(attrs.evolve(later, findings=()), decision).statute.note == law.note


days = st.dates(min_value=date(1980, 1, 1), max_value=date(2030, 1, 1))


@given(st.lists(days, min_size=1, max_size=6, unique=True), st.sampled_from(["例市渡口条例", "北京市渡口条例"]))
def test_putting_entries_and_taking_them_away(dates: list[date], title: str) -> None:
    notes = [f"（{ENACTED.replace('2012年7月27日', '1979年1月1日')}）"]
    written = sorted(dates)
    for d in written:
        entry = f"根据{d.year}年{d.month}月{d.day}日某会《关于修改〈{title}〉的决定》"
        notes.append(add_entry(notes[-1], entry, "修正", title).into(notes[-1]))
    numbers = [m.number for m in marks_of(notes[-1])]
    counted = title.startswith("例") and len(written) > 1
    assert numbers == (list(range(1, len(written) + 1)) if counted else [None] * len(written))
    for d, before in zip(reversed(written), reversed(notes[:-1]), strict=True):
        notes.pop()
        after = add_entry(
            before, f"根据{d.year}年{d.month}月{d.day}日某会《关于修改〈{title}〉的决定》", "修正", title
        ).into(before)
        assert take_entry(after, [d.isoformat()]) == before


@pytest.mark.parametrize(
    "day", ["2024-06-01", "2024-6-1", "2024/6/1", "20240601", "2024年6月1日", "二〇二四年六月一日", date(2024, 6, 1)]
)
def test_on_reads_every_spelling_of_a_day(day: str | date) -> None:
    law = parse_statute(f"例市渡口条例\n（{ENACTED}）{BODY}")
    text = congress().replace("自公布之日", "自2024年7月1日").format(title="例市渡口条例", order="一、删去第二条。")
    result = amend(law, parse_decision(text), on=day)
    assert result.statute == law and [f.code for f in result.findings] == ["amend.not-yet"]
    assert amend(law, parse_decision(text), on="2024-07-01").statute != law


@pytest.mark.parametrize("day", ["abc", "2024-13-01", "2024-06", "24-6-1", "2024/6-1", "2024060", "٢٠٢٤-٠٦-٠١"])
def test_what_is_no_day_is_refused(day: str) -> None:
    law = parse_statute(f"例市渡口条例\n（{ENACTED}）{BODY}")
    with pytest.raises(InputError, match="20240601"):
        amend(law, parse_decision(congress().format(title="例市渡口条例", order="一、删去第二条。")), on=day)


def test_a_day_of_promulgation_can_be_given() -> None:
    text = "国务院关于修改《例国渡口条例》的决定\n国务院决定对《例国渡口条例》作如下修改：\n一、删去第二条。\n本决定自公布之日起施行。\n"
    decision = parse_decision(text, promulgated="2024年12月6日")
    assert (decision.promulgated, decision.effective) == ("2024-12-06", "2024-12-06")
    law = parse_statute(f"例国渡口条例\n（2009年10月13日中华人民共和国国务院令第564号公布）{BODY}")
    assert amend(law, decision).statute.note.endswith("根据2024年12月6日《国务院关于修改〈例国渡口条例〉的决定》修订）")
    assert parse_decision(text).effective == ""


def test_a_second_approved_amendment_keeps_its_lead() -> None:
    first = (
        APPROVED.format(between="　")
        .replace("2024年1月12日", "2018年1月12日")
        .replace("2024年3月28日", "2018年3月28日")
    )
    once = noted(f"（{ENACTED}）", decision=first)
    twice = noted(once, decision=APPROVED.format(between="　"))
    assert twice.count("根据") == 2 and twice.endswith("第二次修正）") and "第一次修正　根据2024年" in twice


def test_a_local_amendment_law_is_approved_too() -> None:
    decision = (
        "《{title}》等三部单行条例修正案\n（2021年1月8日例县第七届人民代表大会第四次会议通过　2021年7月27日例省第十三届人民代表大会常务委员会第二十七次会议批准）\n"
        "一、关于《{title}》的修正\n1.第二条修改为“丙。”\n"
    )
    assert noted(f"（{ENACTED}）", decision=decision).endswith(
        "根据2021年1月8日例县第七届人民代表大会第四次会议通过并经2021年7月27日例省第十三届人民代表大会常务委员会第二十七次会议批准的"
        "《〈例市渡口条例〉等三部单行条例修正案》修正）"
    )


KINDS = [
    ("中华人民共和国宪法", "", "宪法"),
    ("关于审理渡口案件的解释", "（2020年12月23日最高人民法院审判委员会第1823次会议通过　2021年1月1日起施行）", "司法解释"),
    ("渡口法", "（1994年8月31日第八届全国人民代表大会常务委员会第九次会议通过）", "法律"),
    ("渡口条例", "（2011年7月26日国务院令第601号公布）", "行政法规"),
    ("例自治县自治条例", "（1990年1月2日例自治县第一届人民代表大会第二次会议通过　1990年3月4日例省第七届人民代表大会常务委员会第五次会议批准）", "自治条例"),
    ("例市渡口条例", f"（{ENACTED}）", "地方性法规"),
    ("渡口管理规定", "（2020年1月1日交通运输部令第1号公布）", "部门规章"),
    ("渡口管理办法", "（2020年1月1日例市人民政府令第1号公布）", ""),
    ("渡口管理规定", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("title", "note", "kind"), KINDS)
def test_title_and_issuing_body_tell_the_kind(title: str, note: str, kind: str) -> None:
    law = parse_statute(f"{title}\n{note}\n第一条　甲。\n第二条　本规定自2022年1月1日起施行。\n")
    assert kind_of(law) == kind


@pytest.mark.parametrize(
    ("last", "acts"),
    [
        ("2010年1月1日根据《例市人民代表大会常务委员会关于废止部分地方性法规的决定》废止", ["制定"]),
        ("2010年1月1日废止", ["制定"]),
        ("2010年1月1日根据《关于修改和废止部分地方性法规的决定》修正", ["制定", "修正"]),
    ],
)
def test_a_repeal_is_no_amendment(last: str, acts: list[str]) -> None:
    assert [a.kind for a in parse_note(f"（{ENACTED}　{last}）")] == acts


def test_a_local_government_amends_by_an_order_of_its_own() -> None:
    decision = (
        "例省人民政府令\n第301号\n《例省人民政府关于修改〈{title}〉的决定》已经2021年5月6日省人民政府第88次常务会议通过，现予公布，自2021年7月1日起施行。\n"
        "省长　例某某\n2021年5月20日\n例省人民政府关于修改《{title}》的决定\n例省人民政府决定对《{title}》作如下修改：\n{order}\n"
    )
    note = noted("（2010年3月1日例省人民政府令第100号公布）", "例省渡口办法", decision)
    new = "根据2021年5月20日《例省人民政府关于修改〈例省渡口办法〉的决定》修正"
    assert note == f"（2010年3月1日例省人民政府令第100号公布　{new}）"


def test_a_note_in_two_brackets_is_no_part_of_the_title() -> None:
    law = parse_statute(f"例市渡口条例\n（{ENACTED}）\n（{FIRST}修正）{BODY}")
    assert (law.title, law.note) == ("例市渡口条例", f"（{ENACTED}）\n（{FIRST}修正）")
    assert parse_statute(f"例市渡口条例\n（2004年）\n（{ENACTED}）{BODY}").title == "例市渡口条例（2004年）"


ADOPTION = "2006年2月17日例县第五届人民代表大会第四次会议通过"
APPROVAL = "2006年3月30日例省第十届人民代表大会常务委员会第二十次会议批准"
MADE = "2000年1月1日例县第一届人民代表大会第一次会议通过　2000年3月1日例省人民代表大会常务委员会批准"
CHANGE = "《例县人民代表大会关于修改〈例县条例〉的决定》"
BOTH = [
    f"根据{ADOPTION}　{APPROVAL}的{CHANGE}修正",
    f"根据{ADOPTION} {APPROVAL}的{CHANGE}修正",
    f"根据{ADOPTION}，{APPROVAL}的{CHANGE}修正",
    f"根据{ADOPTION}、{APPROVAL}的{CHANGE}修正",
    f"根据{ADOPTION}并经{APPROVAL}的{CHANGE}修正",
    f"根据{ADOPTION}{APPROVAL}的{CHANGE}修正",
    f"根据{ADOPTION}\n{APPROVAL}的{CHANGE}修正",
    f"根据{ADOPTION.removesuffix('通过')}《关于修改〈例县条例〉的决定》修正　{APPROVAL}",
]


@pytest.mark.parametrize("entry", BOTH)
def test_an_amendment_that_one_body_passes_and_another_approves_is_one_act(entry: str) -> None:
    """The day of adoption used to be that of a 修订 of its own, and the amendment was dated by its approval."""
    _, act = parse_note(f"（{MADE}　{entry}）")
    assert (act.kind, act.adopted, act.approved) == ("修正", "2006-02-17", "2006-03-30")
    assert act.decision.endswith("关于修改〈例县条例〉的决定") and act.body == "例县人民代表大会"


def test_two_such_amendments() -> None:
    second = BOTH[0].replace("2006年", "2010年").replace("修正", "第二次修正")
    acts = parse_note(f"（{MADE}　{BOTH[0].replace('修正', '第一次修正')}　{second}）")
    assert [(a.kind, a.adopted, a.approved) for a in acts[1:]] == [
        ("修正", "2006-02-17", "2006-03-30"),
        ("修正", "2010-02-17", "2010-03-30"),
    ]


@pytest.mark.parametrize("days", [["2006-02-17"], ["2006-03-30"], ["2006-02-17", "2006-03-30"]])
@pytest.mark.parametrize("entry", BOTH[:-1])
def test_such_an_entry_is_taken_away_whole(entry: str, days: list[str]) -> None:
    """根据…通过 used to stay behind, or nothing was taken away."""
    assert take_entry(f"（{MADE}　{entry}）", days) == f"（{MADE}）"


def test_an_approval_behind_the_mark_goes_with_its_entry() -> None:
    assert take_entry(f"（{MADE}　{BOTH[-1]}）", ["2006-02-17", "2006-03-30"]) == f"（{MADE}）"


@pytest.mark.parametrize("entry", BOTH)
@pytest.mark.parametrize("day", ["2026年1月2日", "二○二六年一月二日"])
def test_the_next_entry_behind_such_a_one(entry: str, day: str) -> None:
    """It used to lose its 根据, and took the day as the decision wrote it."""
    decision = Decision(
        "例县人民代表大会关于修改《例县条例》的决定",
        f"（{day}例县第七届人民代表大会第二次会议通过　2026年3月4日例省人民代表大会常务委员会批准）",
        body="例县人民代表大会",
        adopted="2026-01-02",
        approved="2026-03-04",
    )
    note = f"（{MADE}　{entry}）"
    added, _ = add_to_note(note, "例县条例", decision)
    text = added.into(note)
    assert "第一次修正" in text and text.endswith("的决定》第二次修正）")
    assert (
        "根据2026年1月2日例县第七届人民代表大会第二次会议通过并经2026年3月4日例省人民代表大会常务委员会批准的《" in text
    )
    assert take_entry(text, ["2026-01-02", "2026-03-04"]) == note
    assert add_to_note(text, "例县条例", decision)[0].insertions == ()


def test_a_base_does_not_lack_what_this_decision_adds() -> None:
    """The day of the approval used to be counted as an amendment that the base lacks."""
    base = parse_statute(f"例县条例\n（{MADE}）\n第一条　甲。\n")
    decision = parse_decision(
        f"例县人民代表大会关于修改《例县条例》的决定\n（{ADOPTION}　{APPROVAL}）\n例县第五届人民代表大会第四次会议决定对《例县条例》作如下修改：\n一、第一条修改为：“乙。”\n"
    )
    for entry in BOTH:
        published = parse_statute(f"例县条例\n（{MADE}　{entry}）\n第一条　乙。\n")
        assert [f.code for f in verify(decision, published, base).findings if f.severity != "info"] == []
        assert rewind(published, decision).statute.note == f"（{MADE}）"


def test_a_government_that_only_the_decision_itself_names() -> None:
    """关于修改…的决定 without a name in front: the opening says that a government decides, so the day is that of promulgation."""
    decision = parse_decision(
        "《关于修改部分市政府规章的决定》已于2014年3月25日经市人民政府第28次常务会议通过，现予公布，自公布之日起施行。\n例市市长 甲某\n2014年4月12日\n关于修改部分市政府规章的决定\n"
        "根据法律的规定，市人民政府决定对下列规章作如下修改：\n一、《例市茶船办法》\n删去第二条。\n二、《例市茶园办法》\n删去第一条。\n"
    )
    base = parse_statute("例市茶船办法\n（2000年1月1日例市人民政府令第1号公布）" + BODY)
    assert amend(base, decision).statute.note.endswith("　根据2014年4月12日《关于修改部分市政府规章的决定》修正）")


@pytest.mark.parametrize(
    ("entry", "days"),
    [
        (
            f"根据{ADOPTION}并经{APPROVAL}、自2006年5月1日起施行的{CHANGE}修正",
            ("2006-02-17", "2006-03-30", "", "2006-05-01"),
        ),
        (f"根据{ADOPTION}、{APPROVAL}、2006年4月2日公布的{CHANGE}修正", ("2006-02-17", "2006-03-30", "2006-04-02", "")),
        (
            f"根据{APPROVAL}的{ADOPTION.removesuffix('通过')}《关于修改〈例县条例〉的决定》修正",
            ("2006-02-17", "2006-03-30", "", ""),
        ),
        (
            f"根据{ADOPTION.removesuffix('通过')}《关于修改〈例县条例〉的决定》修正（{APPROVAL}）",
            ("2006-02-17", "2006-03-30", "", ""),
        ),
    ],
)
def test_all_days_of_one_entry_are_of_one_amendment(entry: str, days: tuple[str, str, str, str]) -> None:
    note = f"（{MADE}　{entry}）"
    _, act = parse_note(note)
    assert (act.adopted, act.approved, act.promulgated, act.effective) == days and act.kind == "修正"
    assert take_entry(note, ["2006-02-17", "2006-03-30"]) == f"（{MADE}）"
