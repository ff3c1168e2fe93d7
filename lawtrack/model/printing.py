"""Units → printed lines."""

from __future__ import annotations

from lawtrack.model.levels import HEADINGS, RANK, Level, Unit


def print_contents(units: tuple[Unit, ...]) -> list[str]:
    """The table of contents (目录): the headings of the body, derived."""
    return [heading_line(u) for u in units if u.level in HEADINGS and u.level is not Level.DIVISION]


def heading_line(unit: Unit) -> str:
    """``第一章　总则``: label and heading as published texts set them."""
    gap = "" if unit.label.endswith(("、", "．", ".")) or not (unit.label and unit.text) else "\u3000"
    return f"{unit.label}{gap}{unit.text}"


def print_units(units: tuple[Unit, ...] | list[Unit]) -> list[str]:
    """Units as printed lines: an article's number opens the line of its first paragraph."""
    lines: list[str] = []
    head = ""  # an article number still waiting for its first paragraph
    for unit in units:
        if head and unit.level is not Level.PARAGRAPH:
            lines.append(head.rstrip("\u3000"))
            head = ""
        if unit.level is Level.ARTICLE:
            gap = "" if unit.label.endswith(("、", ".", "．")) else "\u3000"
            head = unit.label + gap + (unit.text + "\u3000" if unit.text else "")
        elif RANK[unit.level] <= RANK[Level.DIVISION]:
            lines.append(heading_line(unit))
        else:
            lines.append(head + unit.label + unit.text)
            head = ""
    return lines + ([head.rstrip("\u3000")] if head else [])
