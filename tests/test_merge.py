"""Two patches on one base, and one after the other: composition, law 9, rebase."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lawtrack.binding.amend import amend
from lawtrack.changes.tabulate import tabulate
from lawtrack.comparison.compare import compare
from lawtrack.decision.decision import Decision
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import ConflictError, MismatchError, StructureError
from lawtrack.model.address import Address
from lawtrack.model.levels import Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.model.provisions import Article, Item, Paragraph
from lawtrack.patch.build import ResultUnit, patch_of
from lawtrack.patch.merging.conflict import Conflict, Merged
from lawtrack.patch.merging.merge import merge, rebase
from lawtrack.patch.merging.renumber import level_of_label
from lawtrack.patch.ops import Cause, Delete, EditText, Insert, Move, Op, Relabel, Splice
from lawtrack.patch.patch import Patch
from tests.strategies import patches, statutes


@st.composite
def one_after_the_other(draw: st.DrawFn) -> tuple[Statute, Patch, Patch]:
    base = draw(statutes)
    first = draw(patches(base))
    return base, first, draw(patches(first.apply(base)))


@st.composite
def side_by_side(draw: st.DrawFn) -> tuple[Statute, Patch, Patch]:
    base = draw(statutes)
    return base, draw(patches(base)), draw(patches(base))


def plain(patch: Patch) -> Patch:
    """The patch without the addresses in the result, which are for people."""
    return attrs.evolve(patch, ops=tuple(op.addressed(op.at, Address()) for op in patch.ops))


@settings(max_examples=200, deadline=None)
@given(one_after_the_other())
def test_composed_patches_do_what_both_do(case: tuple[Statute, Patch, Patch]) -> None:
    base, first, second = case
    both = first.then(second)
    after = second.apply(first.apply(base))
    assert both.apply(base) == after
    assert both.invert().apply(after) == base
    assert first.then(first.invert()).apply(base) == base


def test_patches_that_do_not_follow_on_one_another_are_refused() -> None:
    first = Patch((EditText(4, "甲。", (Splice(0, 1, "乙"),)),), size=5)
    with pytest.raises(MismatchError):
        first.then(Patch((), size=6))
    with pytest.raises(MismatchError, match="应为：甲"):
        first.then(Patch((EditText(4, "甲。", (Splice(0, 1, "丙"),)),), size=5))
    with pytest.raises(ConflictError, match="不是同一文本"):
        merge(first, Patch((), size=6))


@settings(max_examples=200, deadline=None)
@given(side_by_side())
def test_law_9_merge_is_symmetric(case: tuple[Statute, Patch, Patch]) -> None:
    _, p, q = case
    one, two = merge(p, q), merge(q, p)
    assert plain(one.patch) == plain(two.patch)
    assert sorted(map(repr, one.conflicts)) == sorted(repr(c.mirrored) for c in two.conflicts)


def touched(op: Op) -> set[float]:
    """The lines an op touches, and the places between lines (halves) where it puts something."""
    if isinstance(op, Insert):
        return {op.after + 0.5}
    if isinstance(op, Delete):
        return {op.line + k / 2 for k in range(2 * len(op.units))}
    return {op.line}


@st.composite
def apart(draw: st.DrawFn) -> tuple[Statute, Patch, Patch]:
    """Two patches of texts and units, no numbers, of which the second only has ops where the first has none.

    Neither brings a number that the other brings, too: merging settles those, so the result is not just both.
    """
    base, p, q = draw(side_by_side())
    given = [{u.label for op in x.ops if isinstance(op, Insert) for u in op.units if u.label} for x in (p, q)]
    assume(not given[0] & given[1])
    first = [op for op in p.ops if not isinstance(op, (Move, Relabel))]
    taken = {x for op in first for x in touched(op)}
    second = [op for op in q.ops if not isinstance(op, (Move, Relabel)) and not touched(op) & taken]
    return base, attrs.evolve(p, ops=tuple(first)), attrs.evolve(q, ops=tuple(second))


@settings(max_examples=200, deadline=None)
@given(apart())
def test_law_9_what_does_not_touch_is_both(case: tuple[Statute, Patch, Patch]) -> None:
    base, p, q = case
    merged = merge(p, q)
    union = attrs.evolve(p, ops=(*p.ops, *q.ops))
    if merged.clean:
        try:
            assert merged.patch.apply(base) == union.apply(base)
        except StructureError:
            assume(False)
    else:  # something was put into, or changed in, what the other deletes
        assert {c.kind for c in merged.conflicts} == {"deleted"}


@settings(max_examples=200, deadline=None)
@given(side_by_side())
def test_a_rebased_patch_gives_the_merged_text(case: tuple[Statute, Patch, Patch]) -> None:
    base, p, q = case
    after = p.apply(base)
    pending = rebase(q, over=p)
    try:
        result = pending.patch.apply(after)
    except StructureError:
        assume(False)
    merged = merge(p, q)
    if merged.clean:
        assert pending.clean
        assert merged.patch.apply(base) == result
    else:
        assert not pending.clean


@given(side_by_side())
def test_merging_with_itself_changes_nothing(case: tuple[Statute, Patch, Patch]) -> None:
    base, p, _ = case
    assert merge(p, p).clean
    assert merge(p, p).patch.apply(base) == p.apply(base)


# ---------------------------------------------------------------------- an invented statute, two bills


def article(label: str, *paragraphs: str) -> Article:
    return Article(label, "", tuple(Paragraph(p) for p in paragraphs))


LAW = Statute(
    "渡口管理办法",
    children=(
        article("第一条", "为了加强渡口管理，制定本办法。"),
        article("第二条", "渡口由乡镇人民政府管理。"),
        article("第三条", "渡船应当经检验合格。", "渡船不得超载。"),
        article("第四条", "违反本办法第三条第二款的，处二百元罚款。"),
        article("第五条", "本办法自公布之日起施行。"),
    ),
)


def bill(
    edits: dict[int, str], labels: dict[int, str], new: dict[int, tuple[Unit, ...]], gone: set[int], name: str
) -> Patch:
    """A patch of LAW: texts and labels by line, new units behind lines; renumbering and references follow."""
    cause, follows = Cause(name, 0, f"第{name}项"), Cause("", -1, "条文顺序作相应调整", True)
    rows = []
    for i, u in enumerate(LAW.units):
        if i in gone:
            continue
        unit = Unit(u.level, labels.get(i, u.label), edits.get(i, u.text))
        reference = i == 11 and i in edits
        splices = ((((Splice(6, 7, edits[i][6]),), follows),)) if reference else ()
        rows.append(ResultUnit(unit, i, cause, splices, label_cause=follows))
        rows += [ResultUnit(n, cause=cause, first=k == 0) for k, n in enumerate(new.get(i, ()))]
    return patch_of(LAW, rows, dict.fromkeys(gone, cause), source=name)


def new_article(label: str, text: str) -> tuple[Unit, ...]:
    return Statute("", children=(article(label, text),)).units[3:]


LINES = {str(a): i for i, a in enumerate(LAW.addresses)}
FIRST = bill(
    {11: "违反本办法第四条第二款的，处二百元罚款。"},
    {7: "第四条", 10: "第五条", 12: "第六条"},
    {6: new_article("第三条", "渡口设置应当经批准。")},
    set(),
    "甲",
)
SECOND = bill(
    {11: "违反本办法第四条第二款的，处二百元罚款。", 6: "渡口由县级人民政府管理。"},
    {5: "第三条", 7: "第四条", 10: "第五条", 12: "第六条"},
    {4: new_article("第二条", "本办法适用于乡镇渡口。")},
    set(),
    "乙",
)


def test_the_numbers_of_two_bills_add_up() -> None:
    assert LINES["第二条"] == 5 and LINES["第四条第一款"] == 11
    assert [a.label for a in FIRST.apply(LAW).articles] == ["第一条", "第二条", "第三条", "第四条", "第五条", "第六条"]
    merged = merge(FIRST, SECOND)
    assert merged.clean
    after = merged.patch.apply(LAW)
    assert [a.label for a in after.articles] == ["第一条", "第二条", "第三条", "第四条", "第五条", "第六条", "第七条"]
    assert [a.text for a in after.articles][1:4] == [
        "本办法适用于乡镇渡口。",
        "渡口由县级人民政府管理。",
        "渡口设置应当经批准。",
    ]
    assert after["第六条"].text == "违反本办法第五条第二款的，处二百元罚款。"
    pending = rebase(SECOND, over=FIRST)
    assert pending.clean and pending.patch.apply(FIRST.apply(LAW)) == after
    assert tabulate(FIRST.apply(LAW), pending.patch).counts


def test_the_same_order_in_both_bills_counts_once() -> None:
    again = attrs.evolve(
        FIRST, source="丙", ops=tuple(attrs.evolve(op, cause=Cause("丙", 1, "另案")) for op in FIRST.ops)
    )
    merged = merge(FIRST, again)
    assert merged.clean and merged.patch.apply(LAW) == FIRST.apply(LAW)


def test_a_conflict_names_both_instructions_and_all_texts() -> None:
    def words(new: str, name: str) -> Patch:
        return Patch(
            (
                EditText(
                    6,
                    "渡口由乡镇人民政府管理。",
                    (Splice(3, 5, new),),
                    at=LAW.addresses[6],
                    cause=Cause(name, 0, f"“乡镇”修改为“{new}”"),
                ),
            ),
            size=len(LAW.units),
        )

    merged = merge(words("县级", "一"), words("街道", "二"))
    assert merged.patch.ops == ()
    [conflict] = merged.conflicts
    assert (conflict.kind, str(conflict.address)) == ("text", "第二条第一款")
    assert [conflict.before, conflict.first, conflict.second] == [
        "渡口由乡镇人民政府管理。",
        "渡口由县级人民政府管理。",
        "渡口由街道人民政府管理。",
    ]
    assert (conflict.first_cause.label, conflict.second_cause.label) == ("一", "二")
    [row] = merged.to_dicts()
    assert row["provision"] == "第二条第一款" and row["first_words"] == "“乡镇”修改为“县级”"
    kept = rebase(words("街道", "二"), over=words("县级", "一"))
    assert kept.patch.ops == () and len(kept.conflicts) == 1


def test_changing_what_the_other_deletes_is_a_conflict() -> None:
    delete = Patch((Delete(7, LAW.units[7:10], at=LAW.addresses[7], cause=Cause("一")),), size=len(LAW.units))
    edit = Patch(
        (EditText(9, "渡船不得超载。", (Splice(6, 6, "和超速"),), at=LAW.addresses[9], cause=Cause("二")),),
        size=len(LAW.units),
    )
    more = Patch(
        (Insert(9, (Unit(LAW.units[9].level, "", "渡工应当持证。"),), cause=Cause("三")),), size=len(LAW.units)
    )
    beside = Patch((Insert(9, new_article("第三条之一", "渡工应当持证。"), cause=Cause("三")),), size=len(LAW.units))
    assert [c.kind for c in merge(delete, edit).conflicts] == ["deleted"]
    assert [c.kind for c in merge(delete, more).conflicts] == ["deleted"]
    assert merge(delete, beside).clean
    assert merge(delete, edit).patch.ops == ()


def test_additions_at_one_place_conflict_unless_one_lies_deeper() -> None:
    one = Patch((Insert(9, new_article("第四条", "渡口应当设置标志。"), cause=Cause("一")),), size=len(LAW.units))
    two = Patch((Insert(9, new_article("第四条", "渡口应当设置围栏。"), cause=Cause("二")),), size=len(LAW.units))
    deep = Patch(
        (Insert(9, (Unit(LAW.units[9].level, "", "渡船应当配备救生衣。"),), cause=Cause("三")),), size=len(LAW.units)
    )
    assert [c.kind for c in merge(one, two).conflicts] == ["added"]
    after = merge(one, deep).patch.apply(LAW)
    assert [p.text for p in after.articles[2].paragraphs][2] == "渡船应当配备救生衣。"


def decision(when: str, *orders: str) -> Decision:
    head = [
        "关于修改《渡口管理办法》的决定",
        f"（{when}某市人民代表大会常务委员会第三次会议通过）",
        "决定对《渡口管理办法》作如下修改：",
    ]
    return parse_decision(
        "\n".join(
            [
                *head,
                *orders,
                "本决定自公布之日起施行。",
                "《渡口管理办法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。",
            ]
        )
    )


@pytest.mark.parametrize("note", ["", "（2012年1月1日某市人民政府公布）"])
def test_two_decisions_both_stand_in_the_adoption_note(note: str) -> None:
    law = attrs.evolve(LAW, note=note)
    one = amend(law, decision("2031年3月1日", "一、将第二条中的“乡镇”修改为“县级”。"))
    two = amend(law, decision("2031年4月1日", "一、删去第四条。"))
    both = amend(one.statute, decision("2031年4月1日", "一、删去第四条。")).statute
    for merged in (merge(one.patch, two.patch, law), merge(two.patch, one.patch, law)):
        assert merged.clean and merged.patch.apply(law) == both


def test_numbers_run_on_where_a_conflict_leaves_something_out() -> None:
    one = amend(LAW, decision("2031年3月1日", "一、增加一条，作为第三条：“渡工应当持证上岗。”", "二、删去第四条。"))
    two = amend(LAW, decision("2031年4月1日", f"一、将第四条修改为：“{LAW.articles[3].text[:6]}另行规定。”"))
    for merged in (merge(one.patch, two.patch, LAW), merge(two.patch, one.patch, LAW)):
        assert [c.kind for c in merged.conflicts] == ["deleted"]
        after = merged.patch.apply(LAW).articles
        assert [a.label for a in after] == [f"第{numeral(n)}条" for n in range(1, len(after) + 1)]
        [finding] = [f for f in merged.findings if f.code == "merge.conflict"]
        assert finding.before and "甲" in finding.message and "乙" in finding.message


def test_what_evens_out_for_each_alone_is_numbered_for_both() -> None:
    texts = [a.text for a in LAW.articles]

    def law(*texts: str) -> Statute:
        return Statute(LAW.title, children=tuple(new(n, t) for n, t in enumerate(texts, 1)))

    def new(n: int, text: str) -> Article:
        return Article(f"第{numeral(n)}条", "", (Paragraph(text),))

    base = law(*texts)
    one = compare(base, law(*texts[1:3], "渡口应当设置标志牌和救生器材。", *texts[3:]))
    two = compare(base, law(texts[1], "夜间渡运应当有足够的照明设备。", *texts[2:]))
    want = law(texts[1], "夜间渡运应当有足够的照明设备。", texts[2], "渡口应当设置标志牌和救生器材。", *texts[3:])
    assert merge(one, two, base).patch.apply(base) == want
    assert rebase(two, over=one, base=base).patch.apply(one.apply(base)) == want


def test_items_of_different_paragraphs_are_numbered_apart() -> None:
    def law(*groups: tuple[str, ...]) -> Statute:
        made = tuple(
            Paragraph(f"第{g}类：", tuple(Item(f"（{n}）", t) for n, t in zip("一二三四五", texts, strict=False)))
            for g, texts in enumerate(groups)
        )
        return Statute("例", children=(Article("第一条", "", made),))

    base = law(("甲类船舶；", "乙类船舶；", "丙类船舶。"), ("子类货物；", "丑类货物；", "寅类货物。"))
    one = compare(
        base, law(("新类船舶；", "甲类船舶；", "乙类船舶；", "丙类船舶。"), ("子类货物；", "丑类货物；", "寅类货物。"))
    )
    two = compare(base, law(("甲类船舶；", "乙类船舶；", "丙类船舶。"), ("丑类货物；", "寅类货物。")))
    three = compare(
        base, law(("甲类船舶；", "旧类船舶；", "乙类船舶；", "丙类船舶。"), ("子类货物；", "丑类货物；", "寅类货物。"))
    )
    for other in (None, base):
        assert merge(one, two, other).patch.apply(base) == law(
            ("新类船舶；", "甲类船舶；", "乙类船舶；", "丙类船舶。"), ("丑类货物；", "寅类货物。")
        )
        assert merge(one, three, other).patch.apply(base) == law(
            ("新类船舶；", "甲类船舶；", "旧类船舶；", "乙类船舶；", "丙类船舶。"),
            ("子类货物；", "丑类货物；", "寅类货物。"),
        )


def test_a_reference_in_new_words_that_the_other_bill_makes_wrong_is_reported() -> None:
    line = LINES["第五条第一款"]
    new = (Splice(0, 0, "除第四条另有规定外，"),)
    speaks = Patch((EditText(line, "本办法自公布之日起施行。", new, at=LAW.addresses[line]),), size=len(LAW.units))
    [finding] = merge(speaks, FIRST).findings
    assert (finding.code, finding.before, finding.after) == ("merge.reference", "第四条", "第五条")


def test_a_conflict_mirrored_twice_is_itself() -> None:
    c = Conflict("text", 3, LAW.addresses[3], "甲", "乙", "丙", Cause("一"), Cause("二"))
    assert c.mirrored.mirrored == c and c.mirrored.first == "丙"
    assert "0处冲突" in repr(Merged(Patch()))


# ---------------------------------------------------------------------- two bills with running numbers, over arbitrary changes


@st.composite
def two_bills(draw: st.DrawFn) -> tuple[Statute, Statute, Statute, Statute]:
    """A statute, what each of two bills makes of it, and what both make of it: every article is changed by one of them at most."""
    n = draw(st.integers(2, 9))
    things = "渡口 渡船 渡工 码头 航标 浮桥 缆绳 趸船 跳板 锚地".split()
    base = [
        f"{things[k]}由所在乡镇第{k}管理站负责，每{'日月季年'[k % 4]}检查{things[-1 - k]}并公布结果。" for k in range(n)
    ]
    fates = [
        draw(st.sampled_from([(0, ""), *((who, act) for who in (1, 2) for act in ("drop", "edit", "add"))]))
        for _ in base
    ]

    def law(bills: set[int]) -> Statute:
        out = []
        for k, (text, (who, act)) in enumerate(zip(base, fates, strict=True)):
            if who not in bills:
                out.append(text)
                continue
            if act != "drop":
                out.append(text.replace("负责", "统一负责") if act == "edit" else text)
            if act == "add":
                out.append(f"新增第{k}类事项：{things[k]}应当登记编号，未经登记不得投入使用，违者处以罚款。")
        return Statute("渡口条例", children=tuple(article(f"第{numeral(i)}条", t) for i, t in enumerate(out, 1)))

    return law(set()), law({1}), law({2}), law({1, 2})


@settings(max_examples=200, deadline=None)
@given(two_bills(), st.booleans())
def test_law_9_two_bills_give_what_both_want(case: tuple[Statute, Statute, Statute, Statute], known: bool) -> None:
    base, first, second, both = case
    p, q = compare(base, first), compare(base, second)
    merged = merge(p, q, base if known else None)
    assert merged.clean and merged.patch.apply(base) == both
    pending = rebase(q, over=p)
    assert pending.clean and pending.patch.apply(first) == both


def test_a_conflict_cites_articles_of_an_amendment_as_articles() -> None:
    """Instructions of an amendment of the constitution are numbered 第三十八条 themselves."""
    one, two = (
        EditText(4, "甲。", (Splice(0, 1, c),), cause=Cause(f"第三十{n}条", 1, "…"))
        for c, n in (("乙", "八"), ("丙", "九"))
    )
    message = merge(Patch((one,), size=5), Patch((two,), size=5)).conflicts[0].finding.message
    assert "甲（第三十八条）" in message and "乙（第三十九条）" in message


def test_labels_without_a_place_show_their_level() -> None:
    """Of a patch without addresses, merged without its base, the label alone says what a line is."""
    levels = {
        "第二分编": "SUBPART", "第一编": "PART", "第二章": "CHAPTER", "第三节": "SECTION", "第 八 条": "ARTICLE",
        "（三）": "ITEM", "(三)": "ITEM", "㈢": "ITEM", "(3)": "SUBITEM", "4.": "SUBITEM", "①": "SUBITEM",
    }  # fmt: skip
    assert {label: level_of_label(label).name for label in levels} == levels
    one = Patch((Relabel(1, "第二章", "第三章"), Relabel(3, "第八条", "第九条"), Relabel(5, "㈢", "㈣")), size=9)
    assert merge(one, one).patch.ops == one.ops
    other = Patch((Relabel(3, "第八条", "第十条"),), size=9)
    (conflict,) = merge(one, other).conflicts
    assert (conflict.kind, conflict.line) == ("number", 3)


def test_patches_of_other_texts_are_refused() -> None:
    one = Patch((EditText(6, "渡口归市管。", (Splice(3, 4, "县"),)),), size=9)
    other = Patch((EditText(6, "渡船归市管。", (Splice(3, 4, "区"),)),), size=9)
    with pytest.raises(ConflictError, match="所依据的原文不同"):
        merge(one, other)
    with pytest.raises(ConflictError, match="不是同一文本"):
        rebase(one, Patch(size=8))
    with pytest.raises(ConflictError, match="不是同一文本"):
        merge(one, Patch(size=8))
