"""However a decision is typed, scanned, torn or stretched, it orders the same; real decisions are read whole."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import attrs
import pytest

from lawtrack.decision.decision import Decision
from lawtrack.decision.orders import Order
from lawtrack.decision.parse import parse_decision
from tests.decisions import HEAD, TAIL, labels, uncovered
from tests.examples import sample
from tests.shared import SHARED, decision, needs_shared


def decisions() -> list[Path]:
    """The decisions of the shared folder, each text once."""
    seen: dict[str, Path] = {}
    for kind in ("cases", "after-only"):
        for path in sorted((SHARED / kind).glob("*/decision*.txt")) if (SHARED / kind).is_dir() else []:
            seen.setdefault(path.read_text("utf-8"), path)
    return list(seen.values())


@needs_shared
@pytest.mark.parametrize("path", decisions(), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_real_decisions_are_read_whole(path: Path) -> None:
    d = decision(path)
    assert d.unread == ()
    assert uncovered(d) == ""
    assert d.title and d.amended
    assert all(i.orders for i in d.instructions)


@needs_shared
def test_the_audit_decision() -> None:
    """The main case: 26 numbered instructions, the last one with four of its own."""
    d = parse_decision((SHARED / "cases" / "beijing-shenji-2023" / "decision.txt").read_text("utf-8"))
    assert (d.adopted, d.effective, d.amended[0].title) == ("2023-11-24", "", "北京市审计条例")
    heads = {label.split("（")[0] for label in labels(d)}
    assert len(heads) == 26 and labels(d)[-4:] == [f"二十六（{n}）" for n in "一二三四"]
    gazette = parse_decision((SHARED / "cases" / "beijing-shenji-2023" / "decision.gazette.txt").read_text("utf-8"))
    assert [(i.label, [(type(o), getattr(o, "places", ())) for o in i.orders]) for i in gazette.instructions] == [
        (i.label, [(type(o), getattr(o, "places", ())) for o in i.orders]) for i in d.instructions
    ]


def skeleton(decision: Decision) -> list[tuple[object, ...]]:
    """What a decision orders, without its marks and white space: to compare two readings of one decision."""
    drop = str.maketrans("", "", " \n\u3000“”‘’\"'「」『』，。：；（）(),.:;\\")
    out: list[tuple[object, ...]] = []
    for instruction in decision.instructions:
        for order in instruction.orders:
            row: list[object] = [instruction.label, type(order).__name__]
            for name in (
                "places",
                "to",
                "place",
                "under",
                "after",
                "before",
                "heading",
                "first",
                "last",
                "pairs",
                "words",
                "anchor",
            ):
                row.append(str(getattr(order, name, "")).translate(drop))
            payload = getattr(order, "payload", None)
            row.append(tuple(line.translate(drop) for line in payload.lines) if payload else ())
            out.append(tuple(row))
    return out


@cache
def read_plain(path: Path) -> list[tuple[object, ...]]:
    """What a decision as printed orders; asked for every dress of it."""
    return skeleton(decision(path))


def outside(text: str, pattern: str, new: str) -> str:
    """Replace a pattern where no quotation is."""
    parts = re.split(r"(“[^”]*”)", text)
    return "".join(part if part.startswith("“") else re.sub(pattern, new, part) for part in parts)


AS_FOUND = {
    "straight marks": lambda t: t.translate(str.maketrans("“”‘’", "\"\"''")),
    "corner marks": lambda t: t.translate(str.maketrans("“”‘’", "「」『』")),
    "half-width marks": lambda t: t.translate(str.maketrans("，：；（）", ",:;()")),
    "blank lines and indents": lambda t: t.replace("\n", "\r\n\r\n\u3000\u3000"),
    "no colon": lambda t: re.sub(r"(修改为|作为第[^：\n]{1,12})[：:](?=“)", r"\1", t),
    "spaces in numbers": lambda t: re.sub(r"第([一二三四五六七八九十百]+)条", r"第\1 条", t),
    "items in brackets": lambda t: re.sub(r"第([一二三四五六七八九十]+)项", r"第（\1）项", t),
    "no last stop": lambda t: re.sub(r"(\n[一二三四五六七八九十]+、删[^\n]*)。(?=\n)", r"\1", t),
    "without 将": lambda t: re.sub(r"(^|[、）]|\n|，|；)将(?=第|刑法)", r"\1", t),
    "修改成": lambda t: re.sub(r"修改为(?=[：:]?\n?“)", "修改成", t),
    "变更为": lambda t: outside(t, r"(条|款|项)改为(?=第)", r"\1变更为"),
    "删除": lambda t: outside(t, r"(?<=[\n、），；。])(将?)删去", r"\1删除"),
    "新增": lambda t: outside(t, r"增加(?=[一两二三四五]+[款条项])", "新增"),
    "分别作为": lambda t: outside(t, r"([二两三四五][款条项])，?作为(?=第)", r"\1，分别作为"),
}  # fmt: skip


@pytest.mark.sampled
@needs_shared
@pytest.mark.parametrize("how", AS_FOUND)
def test_the_same_decision_in_other_clothes(how: str) -> None:
    """However a decision is typed, scanned or worded, it orders the same."""
    worn = []
    for path in decisions():
        text = path.read_text("utf-8")
        if (
            "gazette" not in path.name and (dressed := AS_FOUND[how](text)) != text
        ):  # where it has something of the kind
            worn.append((path, dressed))
    assert worn
    for path, dressed in sample(worn):
        changed = parse_decision(dressed)
        assert changed.unread == (), path
        assert uncovered(changed) == ""
        first, second = read_plain(path), skeleton(changed)
        if how == "items in brackets":  # the supplied text changes too
            first, second = [row[:8] for row in first], [row[:8] for row in second]
        assert first == second, path


def torn(text: str) -> str:
    """The text with each instruction broken in two lines in the middle of its command."""
    out: list[str] = []
    for n, line in enumerate(text.split("\n")):
        command = re.match(
            r"((?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)(?:将|删|增加|在|第)[^“]{12,}?)“", line
        )
        if command and "会议" not in command[1]:
            at = 6 + n * 7 % (len(command[1]) - 7)
            if line[at - 1] not in "：。；:":
                line = line[:at] + "\n\n" + line[at:]
        out.append(line)
    return "\n".join(out)


@pytest.mark.sampled
@needs_shared
def test_instructions_torn_anywhere() -> None:
    for path in sample(decisions()):
        text = path.read_text("utf-8")
        if "gazette" in path.name or any(f.code == "decision.unclosed-quote" for f in decision(path).findings):
            continue
        changed = parse_decision(torn(text))
        assert changed.unread == (), path
        assert skeleton(changed) == read_plain(path), path
        assert uncovered(changed) == ""


def test_new_text_on_its_own_line_after_the_closing_clause_is_no_signature() -> None:
    """State Council decisions carry the instructions in an annex, behind the clause on taking effect."""
    text = (
        "例国政府关于修改部分法规的决定\n经过清理，例国政府决定：\n一、对2件法规的部分条款予以修改。（附件1）\n"
        "本决定自2011年1月8日起施行。\n附件1\n例国政府决定修改的行政法规\n一、对下列法规中不适应发展要求的规定作出修改\n"
        "1.删去《例国渡口条例》第二条第二款中的“和码头”。\n第三条、第四条修改为：\n“第三条　甲。\n“第四条　乙。”\n"
        "二、将下列法规中引用的“旧名”修改为“新名”\n2.《例国水井条例》第五条、第六条\n"
    )
    decision = parse_decision(text)
    assert decision.unread == ()
    first, second = decision.amended
    assert [type(o).__name__ for i in first.instructions for o in i.orders] == ["DeleteWords", "Replace"]
    assert first.instructions[1].orders[0].payload.lines == ("第三条　甲。", "第四条　乙。")  # type: ignore[union-attr]
    assert second.instructions[0].orders[0].pairs == (("旧名", "新名"),)  # type: ignore[union-attr]


STRETCHED = (
    HEAD
    + "一、将第三条第一款修改为：“经营渡口的单位不得实施下列行为：\n"
    + "（一）在渡口范围以外的水域揽客，或者伴有如“快”“稳”等可能使人误解的表述；\n（二）在渡船上使用与例市渡口标志相似的文字或者图案标志，误导乘客；\n（三）超载。”\n"
    + "二、增加一条，作为第十五条：“例市建立渡口检查员制度，检查员受渡口管理部门的指派开展日常检查工作。\n"
    + "“检查员发现渡口有安全隐患的，应当立即报告渡口管理部门，并督促经营渡口的单位整改。”\n"
    + "三、将第十六条第二款中的“渡口所有的标志牌和安全设施”修改为“渡口的标志牌和安全设施以及救生设备”。\n"
    + TAIL
)


def _as_a_page(text: str, width: int) -> str:
    """A text as the page of a gazette: lines of one width, every second one stretched, a page number and a running head in its midst."""
    lines: list[str] = []
    for line in text.split("\n"):
        cut = [line[i : i + width] for i in range(0, len(line), width)]
        for k, piece in enumerate(cut):
            lines.append(" ".join(piece) if len(lines) % 2 and k + 1 < len(cut) else piece)
            if len(lines) == 12:
                lines += ["231", "", "2024年第八号 (总第367号)"]
    return "\n".join(lines)


@pytest.mark.parametrize("width", [19, 20, 21, 22, 24])
def test_a_stretched_page_reads_like_its_text(width: int) -> None:
    """修 改 为, lines broken in the midst of a sentence, a page number within new text: all of it is left out, and that is told once."""
    page, clean = parse_decision(_as_a_page(STRETCHED, width)), parse_decision(STRETCHED)
    shown = [[attrs.evolve(o, span=None) for i in d.instructions for o in i.orders] for d in (page, clean)]
    assert [repr(o) for o in _without_spans(shown[0])] == [repr(o) for o in _without_spans(shown[1])]
    assert (page.title, page.adopted, page.effective) == (clean.title, clean.adopted, clean.effective)
    assert [f.code for f in page.findings] == ["decision.letter-spaced"] and not clean.findings
    assert uncovered(page) == ""


def _without_spans(orders: list[Order]) -> list[Order]:
    return [
        attrs.evolve(o, payload=attrs.evolve(o.payload, span=None)) if getattr(o, "payload", None) else o
        for o in orders
    ]
