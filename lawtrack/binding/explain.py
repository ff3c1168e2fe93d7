"""Error messages that show both places: the clause of the decision, and the provision that does not have what it names."""

from __future__ import annotations

import unicodedata

from lawtrack.errors import Finding


def columns(text: str) -> int:
    """The width of a text on a terminal: a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def point_at(line: str, start: int, end: int) -> str:
    """A line of ``~~~^`` under ``line[start:end]``.

    >>> print("甲乙丙丁" + chr(10) + point_at("甲乙丙丁", 1, 3))
    甲乙丙丁
      ~~~^
    """
    width = max(1, columns(line[start:end]))
    return " " * columns(line[:start]) + "~" * (width - 1) + "^"


def nearest(words: str, text: str) -> tuple[int, int]:
    """The stretch of ``text`` most like ``words``; (0, 0) where nothing is."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    found = partial_ratio_alignment(words, text)
    if found is None or found.score < 40:
        return 0, 0
    return (found.dest_start, found.dest_end) if len(words) <= len(text) else (0, len(text))


def explain_failure(finding: Finding, clause: str = "") -> str:
    """A finding about an instruction that was not carried out, both places shown."""
    lines = [f"{finding.code}：{finding.message}"]
    if clause:
        at = clause.find(finding.before or "\0")
        start = max(0, at - 20) if at >= 0 else 0
        shown = ("…" if start else "") + clause[start : start + 70].replace("\n", "")
        head = f"  指令{finding.instruction}｜"
        lines.append(head + shown)
        if at >= 0:
            pos = at - start + (1 if start else 0)
            lines.append(" " * columns(head) + point_at(shown, pos, min(len(shown), pos + len(finding.before or ""))))
    if finding.after:
        text = finding.after.replace("\n", "")
        a, b = nearest(finding.before or "", text)
        start = max(0, a - 15)
        shown = ("…" if start else "") + text[start : start + 60]
        head = f"  {finding.address or '条文'}｜"
        lines.append(head + shown)
        pos = a - start + (1 if start else 0)
        lines.append(" " * columns(head) + point_at(shown, pos, min(len(shown), pos + max(1, b - a))))
    return "\n".join(lines)
