"""Corrections (更正) to a decision before it is carried out: what is printed, and how it is to be read.

A decision as printed can have slips that no reader may repair by itself. A corrections file says how a clause is to be read, in lines that
a lawyer can write::

    # 令第8号第三项漏印了后引号
    将第三条中的“水利局修改为“水务局” → 将第三条中的“水利局”修改为“水务局”

    印作：一、将第二条修改为：“渡船应当开灯。
    读作：一、将第二条修改为：“渡船应当开灯。”

One line with an arrow (→ or =>), or 印作 and 读作 where the text runs over several lines; # begins a remark. What is printed must stand in the
decision exactly once (white space and the width of marks aside); every correction made, and every one that could not be, is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import attrs

from lawtrack.decision.decision import Decision
from lawtrack.decision.findings import text as kinds
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Finding, InputError, Span
from lawtrack.model.normal import HALF_WIDTH

ARROW = re.compile(r"\s*(?:→|⇒|=>|->)\s*")
_BLOCK = re.compile(r"(印作|读作)\s*[：:]\s*")


class Correction(NamedTuple):
    """``printed`` stands in the decision; it is to be read as ``read``. ``line`` is its line in the corrections file."""

    printed: str
    read: str
    line: int = 0


Corrections: TypeAlias = str | Iterable[Correction | tuple[str, str]]
"""The text of a corrections file, or pairs (as printed, as it is to be read)."""


def read_corrections(text: str) -> tuple[Correction, ...]:
    """The corrections of a file; raises :class:`InputError` for a line that is none.

    >>> read_corrections("# 说明\\n第三条 → 第四条\\n\\n印作：甲\\n乙\\n读作：丙")
    (Correction(printed='第三条', read='第四条', line=2), Correction(printed='甲\\n乙', read='丙', line=4))
    """
    out: list[Correction] = []
    open_: dict[str, list[str]] = {}
    began, side = 0, ""

    def close() -> None:
        if open_:
            if set(open_) != {"印作", "读作"}:
                raise InputError(
                    f"更正文件第{began}行：“印作”和“读作”要成对写",
                    f"corrections, line {began}: 印作 and 读作 come in pairs",
                )
            out.append(Correction("\n".join(open_["印作"]).strip(), "\n".join(open_["读作"]).strip(), began))
            open_.clear()

    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        head = _BLOCK.match(line)
        if head:
            if head[1] == "印作":
                close()
                began = number
            elif "印作" not in open_:
                raise InputError(
                    f"更正文件第{number}行：“读作”之前没有“印作”",
                    f"corrections, line {number}: 读作 without 印作 before it",
                )
            side = head[1]
            open_[side] = [line[head.end() :]]
        elif open_ and line.strip():
            open_[side].append(line)
        elif not line.strip() or line.lstrip().startswith("#"):
            close()
        else:
            sides = ARROW.split(line.strip())
            if len(sides) != 2 or not sides[0]:
                raise InputError(
                    f"更正文件第{number}行：应写作“原来所印 → 应当读作”：{line.strip()[:40]}",
                    f"corrections, line {number}: write “as printed → as to be read”: {line.strip()[:40]}",
                )
            out.append(Correction(sides[0], sides[1], number))
    close()
    empty = next((c for c in out if not c.printed), None)
    if empty is not None:
        raise InputError(
            f"更正文件第{empty.line}行：没有写原来所印的文字",
            f"corrections, line {empty.line}: the printed words are missing",
        )
    return tuple(out)


def correct(decision: Decision, corrections: Corrections) -> Decision:
    """The decision read again with its text corrected; what was changed, and what could not be found, stands in its findings.

    >>> d = parse_decision("某会关于修改《例法》的决定\\n一、删去第二条。")
    >>> [str(o.places[0]) for o in correct(d, "第二条 → 第三条").instructions[0].orders]
    ['第三条']
    """
    wanted = read_corrections(corrections) if isinstance(corrections, str) else [Correction(*c) for c in corrections]
    if not wanted:
        return decision
    if not decision.source:
        raise InputError(
            "这个决定没有原文，不能更正；更正要在读入决定的文本之后进行",
            "this decision has no text to correct; corrections are made after a decision is read from its text",
        )
    text, told = decision.source, list[Finding]()
    spots: list[tuple[int, int, Correction]] = []
    for correction in wanted:
        found = _find(text, correction.printed)
        if len(found) != 1:
            told.append(_not_made(correction, len(found)))
        else:
            spots.append((*found[0], correction))
    spots.sort()
    made: list[Finding] = []
    out, at = "", 0
    for start, end, correction in spots:
        if start < at:
            told.append(_not_made(correction, -1))
            continue
        out += text[at:start]
        made.append(
            kinds.APPLIED.finding(
                span=Span(len(out), len(out) + len(correction.read)),
                before=text[start:end],
                after=correction.read,
                printed=_short(text[start:end]),
                read=_short(correction.read),
            )
        )
        out += correction.read
        at = end
    if not made:
        return attrs.evolve(decision, findings=(*decision.findings, *told))
    own = set(parse_decision(text).findings)
    elsewhere = [f for f in decision.findings if f not in own]  # of the file it came from
    again = parse_decision(out + text[at:])
    return attrs.evolve(again, findings=(*elsewhere, *made, *told, *again.findings))


def concerns(decision: Decision, correction: Correction) -> bool:
    """Whether the words of a correction stand in a decision."""
    return bool(_find(decision.source, correction.printed))


def unused(decisions: Sequence[Decision], corrections: Iterable[Correction]) -> tuple[Finding, ...]:
    r"""A finding for each correction whose words stand in none of several decisions: nobody used it.

    >>> d = parse_decision("某会关于修改《例法》的决定\n一、删去第二条。")
    >>> [f.code for f in unused([d], read_corrections("第二条 → 第三条\n第九条 → 第八条"))]
    ['corrections.not-applied']
    """
    return tuple(_not_made(c, 0) for c in corrections if not any(concerns(d, c) for d in decisions))


def corrections_told(decision: Decision) -> tuple[Finding, ...]:
    """What a corrections file changed in a decision, and what it could not."""
    return tuple(f for f in decision.findings if f.code.startswith("corrections."))


def line_for(clause: str) -> str:
    """The line to put into a corrections file for a clause that was not carried out.

    >>> line_for("将第三条中的“甲”修改为“乙”。")
    '将第三条中的“甲”修改为“乙” → （应当读作的文字）'
    """
    clause = clause.strip().rstrip("；;。")
    if "\n" in clause or "→" in clause:
        return f"印作：{clause}\n读作：（应当读作的文字）"
    return f"{clause} → （应当读作的文字）"


def _find(text: str, printed: str) -> list[tuple[int, int]]:
    """Where words stand in a text, white space and the width of marks aside."""
    want = re.sub(r"\s+", "", printed.translate(HALF_WIDTH))
    places = [i for i, c in enumerate(text) if not c.isspace()]
    dense = "".join(text[i] for i in places).translate(HALF_WIDTH)
    out, at = [], dense.find(want)
    while at >= 0:
        out.append((places[at], places[at + len(want) - 1] + 1))
        at = dense.find(want, at + 1)
    return out


def _not_made(correction: Correction, times: int) -> Finding:
    where = f"更正文件第{correction.line}行" if correction.line else "更正"
    several = kinds.PRINTED_SEVERAL_TIMES if times else kinds.NOT_APPLIED
    return (kinds.OVERLAPPING if times < 0 else several).finding(
        before=correction.printed, after=correction.read, where=where, printed=_short(correction.printed), times=times
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
