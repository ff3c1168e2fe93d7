"""Hypothesis strategies: arbitrary statutes and arbitrary patches, not only the ones at hand."""

from __future__ import annotations

from hypothesis import strategies as st

from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute, build
from lawtrack.model.numerals import numeral
from lawtrack.patch.build import ResultUnit, patch_of
from lawtrack.patch.ops import Cause
from lawtrack.patch.patch import Patch

words = st.text(alphabet="甲乙丙丁审计机关应当依法，。；：第一条款项（）“”", min_size=0, max_size=12)
sentences = words.map(lambda w: w + "。")


@st.composite
def units(draw: st.DrawFn, max_articles: int = 6) -> tuple[Unit, ...]:
    """The units of an arbitrary statute: any mixture of levels that nests, numbers in any order, even twice."""
    out = [Unit(Level.TITLE, "", draw(words)), Unit(Level.STAGE), Unit(Level.NOTE, "", draw(words))]
    if draw(st.booleans()):
        out.append(Unit(Level.PREAMBLE, "", draw(st.sampled_from(["", "序言"]))))
        out += [Unit(Level.PARAGRAPH, "", draw(sentences)) for _ in range(draw(st.integers(1, 2)))]
    for _ in range(draw(st.integers(0, max_articles))):
        kind = draw(st.sampled_from(["章", "节", "条", "条", "条", "条"]))
        n = draw(st.integers(1, 12))
        if kind == "章":
            out.append(Unit(Level.CHAPTER, f"第{numeral(n)}章", draw(words)))
            continue
        if kind == "节":
            out.append(Unit(Level.SECTION, f"第{numeral(n)}节", draw(words)))
            continue
        out.append(Unit(Level.ARTICLE, f"第{numeral(n)}条" + draw(st.sampled_from(["", "", "之一"]))))
        for _ in range(draw(st.integers(0, 3))):
            out.append(Unit(Level.PARAGRAPH, "", draw(sentences)))
            for i in range(draw(st.integers(0, 2))):
                out.append(Unit(Level.ITEM, f"（{numeral(i + 1)}）", draw(sentences)))
                for k in range(draw(st.integers(0, 1))):
                    out.append(Unit(Level.SUBITEM, f"{k + 1}.", draw(sentences)))
    return tuple(out)


statutes = units().map(build)
causes = st.builds(Cause, st.sampled_from(["一", "二", "三（一）"]), st.integers(0, 3), words, st.booleans())


@st.composite
def patches(draw: st.DrawFn, base: Statute) -> Patch:
    """An arbitrary patch of ``base``: lines dropped, shuffled, edited and new ones put between, as far as the result nests."""
    cause = st.sampled_from(draw(st.lists(causes, min_size=1, max_size=5)))  # an instruction changes many lines
    blocks: list[list[int]] = []  # provisions with what belongs to them
    for i, unit in enumerate(base.units[3:], 3):
        if unit.level in (Level.ITEM, Level.SUBITEM, Level.PARAGRAPH) and blocks and draw(st.integers(0, 3)):
            blocks[-1].append(i)
        elif unit.level in (Level.ITEM, Level.SUBITEM) and blocks:
            blocks[-1].append(i)
        else:
            blocks.append([i])
    if draw(st.booleans()):
        blocks = draw(st.permutations(blocks))
    rows = []
    for i in [0, 1, 2, *(k for b in blocks for k in b)]:
        unit = base.units[i]
        deep = unit.level in (Level.ITEM, Level.SUBITEM)
        leaf = deep or i < 3 or unit.level is Level.PARAGRAPH and not _has_items(base, i)
        fate = draw(
            st.sampled_from(["keep", "keep", "edit", "label", "drop" if leaf and i > 2 and not deep else "keep"])
        )
        if fate == "drop":
            continue
        if fate == "edit":
            unit = Unit(unit.level, unit.label, draw(words))
        if fate == "label" and unit.label:
            unit = Unit(unit.level, draw(st.sampled_from(["第三条", "第九条", unit.label])), unit.text)
        rows.append(ResultUnit(unit, i, draw(cause), move_cause=draw(cause)))
        if i > 2 and not deep and unit.level is not Level.PARAGRAPH and draw(st.integers(0, 4)) == 0:
            rows.append(ResultUnit(Unit(Level.ARTICLE, "第七条"), cause=draw(cause), first=draw(st.booleans())))
            rows.append(ResultUnit(Unit(Level.PARAGRAPH, "", draw(sentences)), cause=draw(cause)))
    return patch_of(base, rows, {i: draw(cause) for i in range(len(base.units))})


def _has_items(base: Statute, i: int) -> bool:
    return i + 1 < len(base.units) and base.units[i + 1].level is Level.ITEM


@st.composite
def statutes_with_patches(draw: st.DrawFn) -> tuple[Statute, Patch]:
    """A statute and a patch of it."""
    base = draw(statutes)
    return base, draw(patches(base))


_heads = st.sampled_from(
    [
        "渡船",
        "渡工应当持证上岗",
        "本条例所称渡口，是指渡运场所",
        "市交通部门负责渡口的管理工作",
        "依照第一条第一款第二项办理",
        "项目",
        "目的",
    ]
)
_bodies = st.builds(str.__add__, _heads, st.sampled_from(["。", "。", "。", "；", "，", "：", "", "；", "：“甲。”"]))


@st.composite
def statute_texts(draw: st.DrawFn) -> str:
    """A text of law as files have it: numbers mostly in order, items, lists without numbers, lines inside items, tables, annexes."""
    lines = [draw(st.sampled_from(["例市渡口条例", "# 例市渡口条例", "例市渡口条例（草案）"]))]
    lines += draw(
        st.sampled_from(
            [[], ["（2015年3月1日例市人民代表大会常务委员会通过）"], ["目录", "第一章　总则", "第二章　附则"]]
        )
    )
    lines += draw(st.sampled_from([[], ["为了管理渡口，制定本条例。"]]))
    label = draw(st.sampled_from(["第{}条　", "第{}条", "**第{}条** ", "第 {} 条　", "第{}條　"]))
    number = 0
    for heading in ("第一章　总则", "第二章　附则"):
        lines += [heading] if draw(st.booleans()) or "目录" in lines else []
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            lines.append(label.format(numeral(number)) + draw(_bodies))
            lines += draw(_article_lines())
    for n in range(draw(st.integers(0, 2))):
        lines += [
            f"附件{numeral(n + 1)}",
            "渡口名录",
            *draw(st.lists(st.sampled_from(["1.东渡", "2.西渡", "| 甲 | 乙 |", "东渡", "一、南渡"]), max_size=4)),
        ]
    return draw(st.sampled_from(["\n", "\n\n", "\n　　"])).join(lines) + "\n"


@st.composite
def _article_lines(draw: st.DrawFn) -> list[str]:
    """What stands below the first line of an article."""
    lines = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["款", "项", "目", "表"]))
        if kind == "款":
            lines.append(draw(_bodies))
        elif kind == "表":
            lines.append("| 人数 | 元 |")
        else:
            start = draw(st.integers(1, 2))
            form = draw(st.sampled_from(["（{}）", "({})"])) if kind == "项" else "{}."
            for n in range(start, start + draw(st.integers(1, 3))):
                lines.append(form.format(numeral(n) if kind == "项" else n) + draw(_bodies))
                lines += draw(st.lists(_bodies, max_size=1))
    return lines
