"""Reading references, moving them, listing them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lawtrack as lt
from lawtrack.binding.result.references import Renumbering
from lawtrack.model.address import Address, Step, parse_address
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise
from lawtrack.model.numerals import Number, numeral
from lawtrack.model.provisions import Article, Item, Paragraph
from lawtrack.patch.ops import EditText, splice
from lawtrack.syntax.references import Numbering, ReferenceKind, find_references, list_references
from tests.shared import SHARED, amended, statute

HOME = parse_address("第九条第三款")


@pytest.mark.parametrize(
    ("text", "kind", "targets"),
    [
        ("违反本法第六条、第七条和第十条第一项规定的", "here", "第六条 第七条 第十条第一项"),
        ("第五条至第八条的规定", "here", "第五条 第八条"),
        ("本条第一款、第二款第三项", "relative", "第九条第一款 第九条第二款第三项"),
        ("依照前两款的规定", "relative", "第九条第一款 第九条第二款"),
        ("前款第三项、第四项所列", "relative", "第九条第二款第三项 第九条第二款第四项"),
        ("前条规定", "relative", "第八条"),
        ("本条例第一编第六章第三节", "here", "第一编第六章第三节"),
        ("第三、四、五款", "relative", "第九条第三款 第九条第四款 第九条第五款"),
        ("本办法第十条第（五）项和第(六)项", "here", "第十条第五项 第十条第六项"),
        ("本规定第一百六十二条之一第二款、第１２条", "here", "第一百六十二条之一第二款 第十二条"),
        ("《鱼塘法》第三条、第五条第二款", "other", ""),
        ("《中华人民共和国鱼塘法》（以下简称鱼塘法）第三条", "other", ""),
        ("鱼塘法第三条", "other", ""),
        ("鱼塘管理条例总则第三章", "other", ""),
        ("公司法第三条", "other", ""),
        ("基本法第三条", "other", ""),
        ("该法第三条", "other", ""),
        ("第十条、第二款", "undecidable", "第十条 第十条第二款"),
    ],
)
def test_one_reference(text: str, kind: str, targets: str) -> None:
    (ref,) = find_references(text, HOME)
    assert ref.kind == kind
    assert " ".join(str(t) for t in ref.targets) == targets
    assert text[ref.span.start : ref.span.end] == ref.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "基本条件",
        "本条例自公布之日起施行",
        "以上款项",
        "该项目",
        "第三届",
        "第一次",
        "本章程",
        "前条件",
        "第十百条",
        "本项目",
    ],
)
def test_no_reference(text: str) -> None:
    assert find_references(text, HOME) == ()


def test_another_statute_and_this_one() -> None:
    refs = find_references("依照鱼塘法第八条、本规定第三条处理；且不属于鱼塘法第九条规定、也不属于第十条规定的", HOME)
    assert [r.kind for r in refs] == ["other", "here", "other", "undecidable"]
    assert refs[-1].candidates[1] == "本法第十条"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "有本法第二条第一款第一项情形或者第二项情形的",
            ["第二条第一款第一项", "第二条第一款第二项"],
        ),  # the list just spoken of
        ("第一条所列第（二）项", ["第一条", "第一条第二项"]),
        ("有第二项情形的", ["第三条第一款第二项"]),  # its own list
        ("鱼池法第三条所列第一项", []),
        ("依照鱼池法第三条前两款处罚", []),
    ],
)
def test_bare_items(text: str, targets: list[str]) -> None:
    numbering = Numbering.of(law(1, 2, 1))
    refs = find_references(text, parse_address("第三条第一款"), numbering)
    assert [str(t) for r in refs for t in r.targets] == targets


def test_own_title_is_this_statute() -> None:
    law = Statute(
        "中华人民共和国鱼塘法", children=(Article("第一条", "", (Paragraph("依照《中华人民共和国鱼塘法》第一条。"),)),)
    )
    (entry,) = list_references(law).entries
    assert entry.reference.kind is ReferenceKind.HERE
    assert entry.targets == (parse_address("第一条"),)


def table(**pairs: str):
    found = {parse_address(a): parse_address(b) for a, b in pairs.items() if b}

    def forward(address: Address) -> Address | None:
        for i in range(len(address.steps), 0, -1):
            known = Address(address.steps[:i])
            if str(known) in pairs:
                return Address((*found[known].steps, *address.steps[i:])) if known in found else None
        return address

    return forward


MOVES = [
    (
        "本法第六条、第七条和第十条第一项",
        {"第六条": "第五条", "第七条": "第六条", "第十条": "第九条"},
        "本法第五条、第六条和第九条第一项",
    ),
    ("第６条至第 八 条", {"第六条": "第五条", "第八条": "第七条"}, "第５条至第 七 条"),
    ("第六条第（五）项、第（六）项", {"第六条": "第二十条"}, "第二十条第（五）项、第（六）项"),
    ("《鱼塘法》第六条和本法第六条", {"第六条": "第五条"}, "《鱼塘法》第六条和本法第五条"),
    ("第七十二条第二款", {"第七十二条第二款": "第八十一条第一款"}, "第八十一条第一款"),
    ("第六条之一和第七条", {"第六条之一": "第七条", "第七条": "第八条"}, "第七条和第八条"),
    ("第六条和第七条", {"第七条": "第六条之一"}, "第六条和第六条之一"),
    ("第三、四款", {"第九条第三款": "第九条第四款", "第九条第四款": "第九条第五款"}, "第四、五款"),
]


@pytest.mark.parametrize(("text", "moves", "want"), MOVES)
def test_moving(text: str, moves: dict[str, str], want: str) -> None:
    splices, doubts = Renumbering(table(**moves)).move(text, HOME, HOME)
    assert (splice(text, splices), doubts) == (want, ())


def law(*articles: int) -> Statute:
    """Articles with so many paragraphs each."""
    return Statute(
        "鱼塘法",
        children=tuple(
            Article(f"第{numeral(i)}条", "", tuple(Paragraph(f"{i}-{k}。", (Item("（一）", "甲；"), Item("（二）", "乙。"))) for k in range(n)))
            for i, n in enumerate(articles, 1)
        ),
    )  # fmt: skip


def split_article() -> tuple[Numbering, Numbering]:
    return Numbering.of(law(1, 5)), Numbering.of(law(1, 1, 4))


@pytest.mark.parametrize(
    ("home", "text", "want", "codes"),
    [
        ("第二条第四款", "本条第二款", "本条第一款", []),
        ("第二条第四款", "本条第一款", "本法第二条第一款", ["references.written-out"]),
        ("第二条第三款", "前款", "前款", []),
        ("第二条第二款", "前款", "前款", ["references.relative"]),
        ("第二条第五款", "第二条第二款第二项", "第三条第一款第二项", []),
        ("第一条第一款", "第二条第一款、第二款", "第二条第一款、第三条第一款", ["references.written-out"]),
    ],
)
def test_after_a_split(home: str, text: str, want: str, codes: list[str]) -> None:
    """第二条's first paragraph stays, the others become 第三条."""
    old, new = split_article()
    moves = {f"第二条第{numeral(k)}款": f"第三条第{numeral(k - 1)}款" for k in range(2, 6)}
    splices, doubts = Renumbering(table(**moves), old, new).move(text, parse_address(home))
    assert splice(text, splices) == want
    assert [d.code for d in doubts] == codes


@pytest.mark.parametrize(
    ("text", "moves", "articles", "want", "codes"),
    [
        ("第二条至第五条", {"第三条": "", "第四条": "第三条", "第五条": "第四条"}, 5, "第二条至第四条", []),
        ("第四条至第五条", {"第五条": ""}, 4, "第四条", ["references.range", "references.range"]),
        ("第二条至第五条", {"第五条": ""}, 5, "第二条至第四条", ["references.range"]),
        ("第二条至第五条", {"第二条": "", "第三条": "第二条", "第四条": "第三条", "第五条": "第四条"}, 5, "第二条至第四条", ["references.range"]),
        ("第二条至第五条", {"第四条": "第五条", "第五条": "第六条"}, 6, "第二条至第六条", ["references.range"]),
        ("第二条至第五条", {"第三条": "第六条", "第四条": "第三条", "第五条": "第四条", "第六条": "第五条"}, 6, "第二条至第四条、第六条", ["references.range"]),
        ("第三条和第五条", {"第三条": "", "第四条": "第三条", "第五条": "第四条"}, 5, "第三条和第四条", ["references.gone"]),
    ],
)  # fmt: skip
def test_ranges(text: str, moves: dict[str, str], articles: int, want: str, codes: list[str]) -> None:
    old, new = Numbering.of(law(*[1] * 6)), Numbering.of(law(*[1] * articles))
    splices, doubts = Renumbering(table(**moves), old, new).move(text, parse_address("第一条第一款"))
    assert splice(text, splices) == want
    assert [d.code for d in doubts] == codes


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_moving_by_the_identity_changes_nothing(data: st.DataObject) -> None:
    text = data.draw(texts)
    assert Renumbering(lambda a: a).move(text, HOME) == ((), ())


@settings(max_examples=100, deadline=None)
@given(st.data(), st.integers(1, 40))
def test_there_and_back(data: st.DataObject, shift: int) -> None:
    text = data.draw(texts)

    def by(n: int):
        def forward(a: Address) -> Address | None:
            steps = tuple(
                Step(s.level, Number(s.number.value + n, s.number.sub)) if s.level is Level.ARTICLE else s
                for s in a.steps
            )
            return Address(steps)

        return forward

    away = by(shift)(HOME)
    assert away is not None
    splices, doubts = Renumbering(by(shift)).move(text, HOME)
    there = splice(text, splices)
    back, more = Renumbering(by(-shift)).move(there, away)
    assert (splice(there, back), doubts, more) == (text, (), ())


number = st.integers(1, 300).map(numeral)
article = st.builds(
    lambda n, tail: f"第{n}条{tail}", number, st.sampled_from(["", "第二款", "第一款第（三）项", "第三项", "之一"])
)
lists = st.builds(
    lambda head, parts, joint: head + joint.join(parts),
    st.sampled_from(["", "本法", "依照本条例", "本条第二款和本法", "前款和本办法"]),
    st.lists(article, min_size=1, max_size=4),
    st.sampled_from(["、", "和", "至", "或者", "、"]),
)
texts = st.builds(lambda a, b: f"违反{a}规定的，依照{b}处罚。", lists, lists)


def test_dangling() -> None:
    statute = Statute(
        "例",
        children=(
            Article("第一条", "", (Paragraph("依照前款和本法第二条第三款。"), Paragraph("依照前款。"))),
            Article("第二条", "", (Paragraph("依照第一条至第三条。"),)),
        ),
    )
    found = list_references(statute)
    assert [[str(a) for a in e.dangling] for e in found.entries] == [["第一条第一款"], ["第二条第三款"], [], ["第三条"]]
    assert [f.code for f in found.findings] == ["references.dangling"] * 3


def silent_updates() -> list[tuple[str, str, str, str]]:
    """(case, new article, old words, new words) of the reference updates that no decision states, as listed beside the shared cases."""
    line = re.compile(r"^- \S+ → (\S+) \[cross-reference\]: “(.+?)” → “(.+?)”$", re.M)
    folder = SHARED / "cases"
    found = []
    for case in sorted(folder.iterdir()) if folder.is_dir() else []:
        if (case / "decision.txt").exists():
            found += [(case.name, *m.groups()) for m in line.finditer((case / "SOURCE.md").read_text("utf-8"))]
    return found


@pytest.mark.skipif(not silent_updates(), reason="the shared cases are not there (LAWTRACK_SHARED)")
@pytest.mark.parametrize("case", sorted({u[0] for u in silent_updates()}))
def test_silent_updates_of_real_statutes(case: str) -> None:
    """Every reference that a published text moved without being told is moved, and every reference moved reads as published."""
    folder = SHARED / "cases" / case
    published = statute(folder / "expected.txt")
    result = amended(folder / "base.txt", folder / "decision.txt")
    for name, article, old, new in silent_updates():
        if name == case:
            text = result.statute[article].text  # type: ignore[union-attr]
            assert new in text or old in published[article].text  # type: ignore[union-attr]
    there = {str(a): normalise(u.text) for a, u in zip(published.addresses, published.units, strict=True)}
    for op in result.patch.ops:
        if (
            isinstance(op, EditText)
            and op.cause.consequential
            and any(c in op.before for c in "条款项")
            and op.line > 2
        ):
            for s in op.splices:
                if any(c in s.text for c in "一二三四五六七八九十"):
                    assert s.text in there.get(str(op.to), s.text)


def test_words_repeated_before_a_number_cost_no_more_than_they_are_long() -> None:
    """中的 is not tried as 中的 and as 中 and 的 over and over."""
    text = f"违反第一条{'中的' * 80}第二条的，依照第三条处罚。"
    assert [str(t) for r in find_references(text, parse_address("第九条")) for t in r.targets] == [
        "第一条",
        "第二条",
        "第三条",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "依照渡口法（二）第三条处理", "根据刑法修正案（八）第三条处理", "依照国务院令第588号第三条执行", "依照国发〔2012〕5号文件第三条执行",
        "符合国家标准GB3838第三条的要求", "符合GB/T 3838-2002第三条的要求", "依照本条例修改前第三条处理", "依照修订前的第三条处理", "依照合同范本第三条履行",
        "依照议定书第三条办理", "按照劳动合同第三条履行",
    ],
)  # fmt: skip
def test_numbers_of_other_texts_are_not_those_of_this_one(text: str) -> None:
    assert [r.kind.value for r in find_references(text, parse_address("第九条"))] == ["other"]


@pytest.mark.parametrize("text", ["符合前述办法第三条的要求", "依照上述规定第三条处理", "按照有关规定第三条处理"])
def test_what_was_spoken_of_may_be_another_text(text: str) -> None:
    (ref,) = find_references(text, parse_address("第九条"))
    assert (ref.kind.value, len(ref.candidates)) == ("undecidable", 2)


@pytest.mark.parametrize(("text", "target"), [("依照附件第三条", "附件第三条"), ("依照附件一第三条", "附件一第三条"), ("依照附件2的第三条", "附件二第三条"), ("附件中第三条", "附件第三条"), ("附件一所列的第三条", "附件一第三条")])  # fmt: skip
def test_articles_of_an_annex(text: str, target: str) -> None:
    (ref,) = find_references(text, parse_address("第九条"))
    assert ref.targets == (parse_address(target),)


def test_an_article_of_an_annex_stays_when_the_body_moves() -> None:
    law = lt.parse_statute(
        "例市条例\n第一条　甲。\n第二条　乙。\n第三条　依照附件第二条和第三条办理。\n附件\n第一条　子。\n第二条　丑。\n第三条　寅。\n"
    )
    done = lt.amend(law, lt.parse_decision("关于修改《例市条例》的决定\n一、删去第二条。"))
    assert done.statute["第二条"].text == "依照附件第二条和第三条办理。"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("依照第三条前两款处理", ["第三条", "第三条第一款", "第三条第二款"]),
        ("依照第三条第二款前两项处理", ["第三条第二款", "第三条第二款第一项", "第三条第二款第二项"]),
        ("依照第二条、第三条（第二款除外）处理", ["第二条", "第三条", "第三条第二款"]),
        ("违反第三条（除第二项外）的", ["第三条", "第三条第二项"]),
    ],
)
def test_what_is_said_of_the_article_named_right_before(text: str, targets: list[str]) -> None:
    found = find_references(text, parse_address("第九条"))
    assert [str(t) for r in found for t in r.targets] == targets


@pytest.mark.parametrize(
    ("text", "after", "codes"),
    [
        ("依照第一条前两款处理。", "依照第一条前两款处理。", ["references.relative"]),
        ("依照第一条（第二款除外）处理。", "依照第一条（第三款除外）处理。", []),
    ],
)
def test_paragraphs_put_before_them(text: str, after: str, codes: list[str]) -> None:
    law = lt.parse_statute(f"例市条例\n第一条　甲。\n乙。\n第二条　{text}\n")
    done = lt.amend(law, lt.parse_decision("关于修改《例市条例》的决定\n一、第一条增加一款，作为第一款：“丙。”"))
    assert done.statute["第二条"].text == after
    assert [f.code for f in done.findings if f.code.startswith("references")] == codes


@pytest.mark.parametrize(
    ("annex", "after"),
    [
        ("附件：收费标准\n依照本条例第三条和第三条第一款收取。\n", "依照本条例第二条和第二条第一款收取。"),
        ("附件\n第一条　依照本条例第三条收取，依照第三条执行。\n第二条　丑。\n第三条　寅。\n", "第一条　依照本条例第二条收取，依照第三条执行。"),
        ("附表：渡口\n|类别|依据|\n|甲|第三条|\n", "|甲|第二条|"),
        ("附件　第三条所称目录\n第一条　甲。\n", "附件　第二条所称目录"),
    ],
)  # fmt: skip
def test_articles_of_the_body_named_in_an_annex(annex: str, after: str) -> None:
    """In an annex without articles of its own 第三条 is the statute's, in another 本条例第三条 is."""
    law = lt.parse_statute(f"例市条例\n第一条　甲。\n第二条　乙。\n第三条　丙。\n{annex}")
    done = lt.amend(law, lt.parse_decision("关于修改《例市条例》的决定\n一、删去第二条。"))
    assert after in done.statute.to_text().split("\n")


@pytest.mark.parametrize(("text", "told"), [("违反条例第三条的，通报。", "条例第三条"), ("依照渡口条例第三条处理。", "渡口条例第三条"), ("依照《渡口条例》第三条处理。", ""), ("依照省条例第三条处理。", "")])  # fmt: skip
def test_a_name_that_may_be_the_statutes_own_is_told(text: str, told: str) -> None:
    law = lt.parse_statute(f"例市渡口条例\n第一条　甲。\n第二条　乙。\n第三条　丙。\n第四条　{text}\n")
    done = lt.amend(law, lt.parse_decision("关于修改《例市渡口条例》的决定\n一、删去第二条。"))
    assert done.statute["第三条"].text == text
    found = [f.message for f in done.findings if f.code == "references.undecided"]
    assert len(found) == bool(told) and all(f"“{told}”" in m for m in found)


def test_the_provisions_right_before_are_looked_for_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    """前条, 前两款 and the like: what is before among what belongs to the same, whatever stands in between; nothing is laid out for the whole statute."""
    law = lt.parse_statute(
        "例市条例\n第一章　总则\n第一条　甲。\n乙。\n（一）丙；\n（二）丁。\n戊。\n第二章　附则\n第一条之一　己。\n第二条　庚。\n附件1\n表\n第一条　辛。\n第二条　壬。\n"
    )
    numbering = Numbering.of(law)
    monkeypatch.setattr(Numbering, "_siblings", None)

    def before(address: str, count: int = 1) -> list[str]:
        return [str(a) for a in numbering.before(parse_address(address), count)]

    assert before("第一条之一") == ["第一条"] and before("第二条", 2) == ["第一条", "第一条之一"]
    assert before("第一条第三款") == ["第一条第二款"] and before("第一条第三款", 2) == ["第一条第一款", "第一条第二款"]
    assert before("第一条第二款第二项") == ["第一条第二款第一项"]
    assert (
        before("第一条") == before("第一条第一款") == before("第二章") == before("第九条") == before("第二条", 3) == []
    )
    assert before("附件一第二条") == ["附件一第一条"] and before("附件一第一条") == []
