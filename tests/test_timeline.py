"""Timelines: the text in force on any day, whatever the order in which things became known."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack.comparison.compare import compare
from lawtrack.decision.decision import Amended, Decision, Instruction
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Finding, InputError, Severity
from lawtrack.history.timeline import Timeline
from lawtrack.model.nodes import Statute
from lawtrack.model.provisions import Article, Paragraph, Signature
from lawtrack.model.titles import title_key
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note import dates_of, parse_note, read_date
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import DECISION, LAW
from tests.strategies import patches, statutes


def law(*texts: str, note: str = "（2001年1月1日某会通过）", numbers: Sequence[str] = "一二三四五六七八") -> Statute:
    """An invented statute: one article a text, paragraphs split at ／."""
    articles = tuple(
        Article(f"第{n}条", "", tuple(Paragraph(p) for p in t.split("／")))
        for n, t in zip(numbers, texts, strict=False)
    )
    return Statute("例法", note=note, children=articles)


def step(old: Statute, new: Statute, adopted: str, effective: str = "", source: str = "某决定") -> Patch:
    return attrs.evolve(compare(old, new), adopted=adopted, effective=effective, source=source)


def doubts(line: Timeline) -> list[str]:
    """The codes of what is more than a remark."""
    return [f.code for f in line.findings if f.severity is not Severity.INFO]


A, B, C = law("甲。", "乙。"), law("甲甲。", "乙。"), law("甲甲丙。", "新。", "乙。")
A_B = step(A, B, "2005-05-05", "2006-01-01", "决定一")
B_C = step(B, C, "2008-08-08", "2008-09-01", "决定二")


def test_each_day_has_its_text() -> None:
    line = Timeline("例法").add(A).add(A_B).add(B_C)
    assert [v.effective for v in line.versions] == ["2001-01-01", "2006-01-01", "2008-09-01"]
    assert [v.until for v in line.versions] == ["2006-01-01", "2008-09-01", ""]
    assert line.as_of("2005-12-31") == A
    assert line.as_of("2006-01-01") == B
    assert line.as_of(datetime.date(2020, 2, 2)) == C
    assert line.as_of("2008年9月1日") == C
    assert line.as_of("2008-09-01", known="2008-08-07") == B
    assert line.as_of("2008-09-01", known="2008-08-08") == C
    assert line.as_of("2008-08-31", known="2008-08-08") == B


def test_status_of_statute_and_of_versions() -> None:
    line = Timeline("例法").add(A, effective="2001-06-01").add(A_B)
    assert [line.status(d) for d in ("2001-05-31", "2001-06-01", "2030-01-01")] == ["尚未生效", "有效", "有效"]
    assert [v.status("2005-12-31") for v in line.versions] == ["有效", "尚未生效"]
    assert [v.status("2006-01-01") for v in line.versions] == ["已修改", "有效"]
    with pytest.raises(InputError, match="尚未施行"):
        line.as_of("2001-05-31")
    with pytest.raises(InputError, match="不是日期"):
        line.as_of("2001-02-30")


def test_a_repealed_statute_is_not_in_force_any_more() -> None:
    decision = Decision("关于废止《例法》的决定", adopted="2010-01-01", effective="2010-02-01", repealed=("例法",))
    line = Timeline("例法").add(A).add(A_B).add(decision)
    assert line.status("2010-01-31") == "有效"
    assert line.status("2010-02-01") == "已废止"
    assert [v.status("2020-01-01") for v in line.versions] == ["已修改", "已废止"]
    with pytest.raises(InputError, match="已于2010-02-01废止"):
        line.as_of("2010-02-01")
    assert line.as_of("2010-02-01", known="2009-01-01") == B


def test_a_new_statute_of_the_same_name_replaces_the_repealed_one() -> None:
    decision = Decision("新例法附则", adopted="2010-01-01", effective="2010-02-01", repealed=("例法",))
    new = law("全新。", note="（2010年1月1日某会通过）")
    line = Timeline("例法").add(A).add(decision).add(new, effective="2010-02-01")
    assert line.as_of("2010-01-31") == A
    assert line.as_of("2010-02-01") == new
    assert [v.status("2011-01-01") for v in line.versions] == ["已废止", "有效"]


def test_a_decision_learnt_late_is_inserted_and_what_follows_is_derived_anew() -> None:
    line = Timeline("例法").add(A).add(B_C)
    assert doubts(line) == ["timeline.unfitting"]
    assert line.as_of("2009-01-01") == A
    line = line.add(A_B)
    assert doubts(line) == []
    assert line.as_of("2007-01-01") == B
    assert line.as_of("2009-01-01") == C


def test_a_patch_made_without_a_late_decision_is_carried_over_it() -> None:
    """Both patches were made for the first text; the earlier decision becomes known last."""
    early = step(A, law("甲。", "先。", "乙。"), "2005-05-05", source="迟到的决定")
    late = step(A, law("甲。", "乙改。"), "2008-08-08", source="已有的决定")
    line = Timeline("例法").add(A).add(late)
    assert line.as_of("2010-01-01") == law("甲。", "乙改。")
    line = line.add(early)
    assert line.as_of("2006-01-01") == law("甲。", "先。", "乙。")
    assert line.as_of("2010-01-01") == law("甲。", "先。", "乙改。")
    assert doubts(line) == []


def test_what_a_late_decision_contradicts_is_left_out_and_said() -> None:
    early = step(A, law("丑。", "乙。"), "2005-05-05", source="迟到的决定")
    late = step(A, law("寅。", "乙改。"), "2008-08-08", source="已有的决定")
    line = Timeline("例法").add(A).add(late).add(early)
    assert line.as_of("2010-01-01") == law("丑。", "乙改。")
    (finding,) = [f for f in line.findings if f.severity is Severity.ERROR]
    assert finding.code == "timeline.conflict" and "第一条第一款" in finding.message


def test_two_decisions_on_one_day_keep_their_order() -> None:
    day = "2005-05-05"
    first, second = step(A, B, day, source="其一"), step(B, C, day, source="其二")
    line = Timeline("例法").add(A).add(first).add(second)
    assert [v.source for v in line.versions] == ["例法", "其一", "其二"]
    assert line.as_of(day) == C
    back = Timeline("例法").add(second, order=2).add(A).add(first, order=1)
    assert back.versions == line.versions or [v.statute for v in back.versions] == [A, B, C]


def test_the_published_text_is_the_law_and_the_difference_is_kept() -> None:
    published = law("甲甲。", "乙改。", note="（2001年1月1日某会通过　2005年5月5日某会《关于修改〈例法〉的决定》修正）")
    for line in (Timeline("例法").add(A).add(A_B).add(published), Timeline("例法").add(published).add(A).add(A_B)):
        version = line.version_at("2006-01-01")
        assert version.statute == version.published == published
        assert version.derived == B
        assert version.difference is not None and version.difference.apply(B) == published
        finding, unknown = version.findings
        assert unknown.code == "timeline.promulgation-unknown"
        assert finding.code == "timeline.published-differs" and "第二条第一款" in finding.message


def test_only_the_width_of_punctuation_is_no_difference_of_law() -> None:
    published = law("甲甲。", "乙 。", note="（2001年1月1日某会通过　2005年5月5日某会《关于修改〈例法〉的决定》修正）")
    line = Timeline("例法").add(A).add(A_B).add(published)
    assert line.as_of("2006-01-01") == published
    assert doubts(line) == []


def test_a_decision_without_a_date_is_dated_by_the_note_of_its_text() -> None:
    """As those of the State Council: only the effective date is printed; the republished text tells the day."""
    note = "（2001年1月1日某会通过　2003年3月3日《某会关于修改部分法规的决定》第一次修正　2005年5月5日《某会关于修改部分法规的决定》第二次修正）"
    published = law("甲甲。", "乙。", note=note)
    change = attrs.evolve(A_B, adopted="", effective="2006-01-01", source="某会关于修改部分法规的决定")
    for things in ((A, change, published), (published, change, A)):
        line = Timeline("例法")
        for thing in things:
            line = line.add(thing)
        assert [(v.adopted, v.effective, [s.kind for s in v.steps][:1]) for v in line.versions] == [
            ("2001-01-01", "2001-01-01", []),
            ("2005-05-05", "2006-01-01", ["decision"]),
        ]
        assert line.as_of("2006-01-01") == published and doubts(line) == ["timeline.missing-act"]  # that of 2003
        assert "timeline.date-from-note" in [f.code for f in line.findings]


def test_two_printings_of_one_decision_are_applied_once() -> None:
    base, decision = parse_statute(LAW), parse_decision(DECISION)
    other = parse_decision(DECISION.replace("，作为第三条：", ",作为第三条:").replace("节水器具", "节水用具"))
    line = Timeline("某市节水条例").add(base).add(decision).add(other)
    assert len(line.versions) == 2 and "节水器具" in line.as_of("2011-01-01")["第三条"].text
    assert "timeline.decision-twice" in doubts(line)
    line = Timeline("某市节水条例").add(base).add(other, order=2).add(decision, order=1)
    assert "节水器具" in line.as_of("2011-01-01")["第三条"].text


def test_a_decision_over_a_gap_is_said() -> None:
    note = "（2001年1月1日某会通过　2003年3月3日某会《关于修改〈例法〉的决定》第一次修正　2005年5月5日某会《关于再修改〈例法〉的决定》第二次修正）"
    published = law("甲甲。", "乙。", note=note)
    line = Timeline("例法").add(A).add(A_B).add(published)
    assert doubts(line) == ["timeline.missing-act"]
    between = law("甲。", "乙。", note=note.split("　2005")[0] + "）")
    assert doubts(line.add(between)) == []


def test_texts_without_their_decisions_are_compared() -> None:
    published = law("甲丙。", "乙。", note="（2001年1月1日某会通过　2005年5月5日某会《关于修改〈例法〉的决定》修正）")
    line = Timeline("例法").add(published).add(A)
    assert [s.kind for s in line.versions[1].steps] == ["compared"]
    assert line.as_of("2005-05-05") == published


def test_two_published_texts_of_one_day_are_both_reported() -> None:
    other = law("甲。", "乙丙。")
    line = Timeline("例法").add(A).add(other)
    assert line.as_of("2001-01-01") == other
    assert doubts(line) == ["timeline.texts-differ"]
    assert Timeline("例法").add(A).add(A).records == Timeline("例法").add(A).records


def test_a_decision_older_than_the_first_text_is_contained_in_it() -> None:
    line = Timeline("例法").add(B, adopted="2007-07-07").add(A_B)
    assert line.as_of("2010-01-01") == B
    assert [f.code for f in line.findings] == [
        "timeline.before-first-text",
        "timeline.effective-assumed",
        "timeline.promulgation-unknown",
    ]


def test_an_undated_text_stands_first_where_a_decision_needs_it() -> None:
    line = Timeline("例法").add(law("甲。", "乙。", note="")).add(A_B)
    assert [v.effective for v in line.versions] == ["", "2006-01-01"]
    assert line.as_of("1990-01-01").articles == A.articles
    assert doubts(line) == ["timeline.undated"]


def test_an_undated_text_that_fits_nowhere_is_left_out() -> None:
    line = Timeline("例法").add(law("甲。", "别。", note="")).add(A).add(A_B)
    assert [v.statute for v in line.versions] == [A, B]
    assert doubts(line) == ["timeline.undated"]
    assert Timeline("例法").add(law("甲。", note="")).as_of("1900-01-01") == law("甲。", note="")


def test_without_any_text_nothing_can_be_derived() -> None:
    with pytest.raises(InputError, match="还没有任何文本"):
        Timeline("例法").add(A_B).as_of("2020-01-01")


# -- several effective dates, and decisions that overtake one another --------------------------------------------------


def words(statute: Statute, decision: Decision) -> tuple[Patch, tuple[Finding, ...]]:
    """A binder for these tests: every instruction reads 旧→新 and replaces that character throughout."""
    units = list(statute.units)
    for instruction in decision.instructions:
        old, new = instruction.text.split("→")
        units[3:] = [attrs.evolve(u, text=u.text.replace(old, new)) for u in units[3:]]
    from lawtrack.model.nodes import build

    return compare(statute, build(units)), ()


def decide(title: str, adopted: str, effective: str, *orders: tuple[str, str]) -> Decision:
    instructions = tuple(Instruction(str(i), i, text, (), effective=day) for i, (text, day) in enumerate(orders))
    return Decision(title, adopted=adopted, effective=effective, amended=(Amended("中华人民共和国例法", instructions),))


def text_of(statute: Statute) -> str:
    return "".join(a.text for a in statute.articles)


def test_several_effective_dates_inside_one_decision() -> None:
    decision = decide(
        "决定", "2005-01-01", "2005-02-01", ("甲→子", ""), ("乙→丑", "2006-06-01"), ("丙→寅", "2005-02-01")
    )
    line = Timeline("例法", bind=words).add(law("甲。", "乙。", "丙。")).add(decision)
    assert [(v.effective, text_of(v.statute), v.partial) for v in line.versions] == [
        ("2001-01-01", "甲。乙。丙。", False),
        ("2005-02-01", "子。乙。寅。", True),
        ("2006-06-01", "子。丑。寅。", False),
    ]
    assert text_of(line.as_of("2006-06-01", known="2005-01-01")) == "子。丑。寅。"


def test_instructions_with_dates_of_their_own_keep_their_causes() -> None:
    """One instruction adds an article at once, another rewords what moves, a year later."""
    base = parse_statute(LAW)
    decision = parse_decision(DECISION)
    (part,) = decision.amended
    later = tuple(attrs.evolve(i, effective="2011-07-01") if i.label == "三" else i for i in part.instructions)
    line = (
        Timeline("某市节水条例")
        .add(base)
        .add(attrs.evolve(decision, amended=(attrs.evolve(part, instructions=later),)))
    )
    assert [(v.effective, v.partial) for v in line.versions] == [
        ("2001-06-01", False),
        ("2010-07-01", True),
        ("2011-07-01", False),
    ]
    assert "一千元" in line.as_of("2010-07-01")["第五条"].text
    assert "二千元" in line.as_of("2011-07-01")["第五条"].text
    assert line.as_of("2011-07-01") == Timeline("某市节水条例").add(base).add(decision).as_of("2011-07-01")
    told = {str(o.address): str(o.text) for o in line.blame()}
    assert told["第五条第一款"] == "2011-07-01 修改 《某市人民代表大会常务委员会关于修改〈某市节水条例〉的决定》第三项"
    assert told["第四条第一款第一项"].startswith("2010-07-01 修改")


def test_a_later_decision_may_apply_earlier() -> None:
    first = decide("先通过", "2005-01-01", "2007-01-01", ("甲→子", ""))
    second = decide("后通过", "2005-06-01", "2005-07-01", ("乙→丑", ""))
    line = Timeline("例法", bind=words).add(law("甲。", "乙。")).add(first).add(second)
    assert text_of(line.as_of("2005-07-01")) == "甲。丑。"
    assert text_of(line.as_of("2007-01-01")) == "子。丑。"
    assert text_of(line.as_of("2007-01-01", known="2005-02-01")) == "子。乙。"


# -- properties ---------------------------------------------------------------------------------------------------------


@st.composite
def chains(draw: st.DrawFn, ordered: bool = False) -> tuple[Statute, list[tuple[Patch, dict[str, object]]]]:
    """A statute and a chain of patches, each on the text the one before left, with random dates of adoption and effect."""
    base = draw(statutes)
    text, day, effect = base, datetime.date(2000, 1, 1), datetime.date(2000, 1, 1)
    chain = []
    for i in range(draw(st.integers(0, 4))):
        patch = draw(patches(text))
        text = patch.apply(text)
        day += datetime.timedelta(draw(st.integers(0, 2)))
        effect = max(effect, day) if ordered else day
        effect += datetime.timedelta(draw(st.integers(0, 4)))
        dates = {"adopted": str(day), "effective": str(effect), "order": i + 1, "source": f"决定{i}"}
        chain.append((attrs.evolve(patch, title=""), dates))
    return base, chain


@settings(max_examples=60, deadline=None)
@given(chains(), st.randoms(use_true_random=False))
def test_as_of_is_the_same_after_any_order_of_insertion(case: tuple[Statute, list], random) -> None:  # type: ignore[no-untyped-def, type-arg]
    base, chain = case
    things = [(base, {"adopted": "1999-01-01", "effective": "1999-01-01", "promulgated": "1999-01-01"}), *chain]
    line = Timeline("例")
    for thing, dates in things:
        line = line.add(thing, **dates)
    random.shuffle(things)
    other = Timeline("例")
    for thing, dates in things:
        other = other.add(thing, **dates)
    assert [(v.effective, v.statute) for v in other.versions] == [(v.effective, v.statute) for v in line.versions]
    for k in range(20):
        day = datetime.date(1999, 12, 28) + datetime.timedelta(k)
        assert other.as_of(day) == line.as_of(day)
        assert other.as_of(day, known="2000-01-03") == line.as_of(day, known="2000-01-03")


@settings(max_examples=60, deadline=None)
@given(chains(ordered=True))
def test_a_chain_in_force_in_order_gives_every_text_of_it(case: tuple[Statute, list]) -> None:  # type: ignore[type-arg]
    base, chain = case
    line = Timeline("例").add(base, adopted="1999-01-01", effective="1999-01-01")
    texts = [base]
    for patch, dates in chain:
        line = line.add(patch, **dates)
        texts.append(patch.apply(texts[-1]))
    assert [v.statute for v in line.versions] == texts
    assert {f.code for f in line.findings} == {"timeline.promulgation-unknown"}  # nobody gave such days


# -- notes and titles ---------------------------------------------------------------------------------------------------


def test_the_adoption_note_gives_the_acts() -> None:
    note = (
        "（1999年1月2日某市人大通过　1999年3月4日某省人大常委会批准　1999年5月6日公布　1999年7月1日施行　"
        "根据2003年4月18日某会通过的《某条例修正案》修正　2017年1月20日某会修订　2018年2月2日公告第3号公布）"
    )
    acts = parse_note(note)
    assert [(a.kind, a.adopted, a.approved, a.promulgated, a.effective) for a in acts] == [
        ("制定", "1999-01-02", "1999-03-04", "1999-05-06", "1999-07-01"),
        ("修正", "2003-04-18", "", "", ""),
        ("修订", "2017-01-20", "", "2018-02-02", ""),
    ]
    assert acts[1].decision == "某条例修正案"


@pytest.mark.parametrize(
    ("note", "clause", "effective"),
    [
        ("（2001年1月1日某会通过）", "本法自2001年6月1日起施行。", "2001-06-01"),
        ("（2001年1月1日某会通过　2001年1月9日公布）", "本条例自公布之日起施行。", "2001-01-09"),
        ("（2001年1月1日某会通过）", "本办法自发布之日起施行。", ""),
        ("（2001年1月1日某会通过　2005年5月5日某会《关于修改〈例法〉的决定》修正）", "本法自2001年6月1日起施行。", ""),
        ("（2001年1月1日某会通过　2005年5月5日某会修订）", "本法自2006年1月1日起施行。", "2006-01-01"),
        ("（2001年1月1日某会通过　2005年5月5日某会通过）", "本法自2001年6月1日起施行。", ""),
        ("（2001年1月1日某会通过）", "本规定自二〇〇一年六月一日起施行。原规定同时废止。", "2001-06-01"),
        ("（2001年1月1日某会通过）", "甲。", ""),
    ],
)
def test_the_commencement_clause_dates_the_act_that_made_it(note: str, clause: str, effective: str) -> None:
    assert dates_of(law("甲。", clause, note=note)).effective == effective


def test_a_text_without_note_is_dated_by_its_signature() -> None:
    statute = attrs.evolve(law("甲。", note=""), children=(*law("甲。").children, Signature("二〇〇五年六月七日")))
    assert dates_of(statute).adopted == "2005-06-07"


@pytest.mark.parametrize("bad", ["2015", "2015-13-01", "2015-02-29", "昨天", "2015-6-31", ""])
def test_what_is_not_a_date_is_refused(bad: str) -> None:
    with pytest.raises(InputError):
        read_date(bad)


def test_titles_meet_under_one_key() -> None:
    assert (
        title_key("中华人民共和国例法") == title_key("例 法（2018年修正）") == title_key("例法(2018-01-02)") == "例法"
    )
    assert title_key("关于适用<例法>的解释（一）") == title_key("关于适用《例法》的解释(一)")
    assert title_key("中华人民共和国") == "中华人民共和国"


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("（2011年7月26日国务院令第601号公布　2019年3月2日《国务院关于修改部分行政法规的决定》修订）", "2019-03-02"),
        ("（2011年7月26日国务院令第601号公布　2024年9月27日中华人民共和国国务院令第791号修订）", "2024-09-27"),
        (
            "（2001年7月27日交通部令第5号公布　根据2019年6月1日交通运输部令第8号《关于修改〈例法〉的决定》修正）",
            "2019-06-01",
        ),
        (
            "（2001年7月27日某会通过　2021年5月5日某会修订　2021年5月9日某会公告第58号公布　自2021年10月1日起施行）",
            "2021-05-09",
        ),
        (
            "（《例法》已由某会于2007年6月29日通过，现予公布，自2008年1月1日起施行。　主席　某某　2007年6月30日　2007年6月29日某会通过）",
            "2007-06-30",
        ),
        ("（2020年12月23日某院审判委员会第1823次会议通过，自2021年1月1日起施行）\n法释〔2020〕17号", ""),
        ("（2000年1月4日国务院令第276号公布　2020年12月21日国务院第119次常务会议修订通过）", ""),
        ("（1998年2月22日国务院批准　1998年4月7日某局令第85号发布　1999年6月12日国务院批准修订）", ""),
        ("（2001年1月1日某会通过　根据2018年12月29日某会《关于修改〈例法〉的决定》修正）", ""),
    ],
)
def test_the_day_of_promulgation_is_that_which_the_note_tells_and_no_other(note: str, told: str) -> None:
    assert dates_of(law("甲。", note=note)).promulgated == told


def test_the_note_of_a_later_text_tells_when_the_first_was_made_public() -> None:
    """Whatever is added first; where no text tells it, the day is empty and a remark says so."""
    later = law("甲甲。", "乙。", note="（2001年1月1日某会通过　2001年1月9日某会公告第3号公布　2005年5月5日某会修订）")
    for things in ((A, later), (later, A)):
        line = Timeline("例法")
        for thing in things:
            line = line.add(thing)
        assert [v.promulgated for v in line.versions] == ["2001-01-09", ""]
        assert [
            [f.code for f in v.findings if "date" in f.code or "promulgation" in f.code] for v in line.versions
        ] == [
            ["timeline.date-from-note"],
            ["timeline.promulgation-unknown"],
        ]


def test_a_text_tells_when_its_decision_was_made_public_and_so_from_when_it_applies() -> None:
    base = parse_statute(LAW)
    decision = parse_decision(DECISION)
    amended = Timeline("某市节水条例").add(base).add(decision)
    day = amended.versions[-1].adopted
    assert amended.versions[-1].promulgated == ""
    published = amended.versions[-1].statute
    line = amended.add(published, adopted=day, promulgated=f"{day[:8]}28")
    assert line.versions[-1].promulgated == f"{day[:8]}28"


def test_texts_that_tell_different_days_keep_their_own_and_the_doubt_is_told() -> None:
    one = law("甲。", "乙。", note="（2001年1月1日某会通过　2001年1月9日公布）")
    other = law("甲甲。", "乙。", note="（2001年1月1日某会通过　2001年2月9日公布　2005年5月5日某会修订）")
    for things in ((one, other), (other, one)):
        line = Timeline("例法")
        for thing in things:
            line = line.add(thing)
        assert line.versions[0].promulgated == "2001-01-09"
        assert "timeline.promulgation-differs" in doubts(line)
