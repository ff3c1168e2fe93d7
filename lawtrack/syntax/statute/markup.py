"""What a collection writes around a text: front matter, rules, bold marks. It is no text of law, but it may know something about it.

Public collections head each file with YAML (``---`` … ``---``): who issued the statute, when it was made public, whether it is in force.
That becomes :attr:`~lawtrack.model.nodes.Statute.metadata`, in the words of the national database (制定机关, 公布日期, 施行日期, 时效性,
法律性质). Everything set aside here is cut out before lines are read, and :class:`~lawtrack.syntax.cuts.Cuts` leads back to the places of the source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs

from lawtrack.errors import Finding, Repair, Span, Splice
from lawtrack.syntax import findings as kinds
from lawtrack.syntax.cuts import Cuts

_FENCE = re.compile(r"[\s\ufeff\u200b]*---[ \t]*\r?\n")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M)
_PAIR = re.compile(r"([^\s:：#\-][^:：\n]{0,40})[:：](?:[ \t]+(.*))?\Z")
_LONGEST_FRONT = 20_000  # characters; a text of law may hold a rule further down
_RULE = re.compile(
    r"^[ \t\u3000]*(?:-[ \t]?){3,}\r?$|^[ \t\u3000]*(?:\*[ \t]?){3,}\r?$|^[ \t\u3000]*(?:=[ \t]?){3,}\r?$", re.M
)
_BOLD_LINE = re.compile(r"^.*\*\*.*$", re.M)
_UNDERLINED = re.compile(r"^([ \t\u3000]*(?:#{1,6}[ \t]*)?)__(第[^_\n]{1,60}?|[（(][^_\n]{1,12}?[）)])__(?!_)", re.M)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#(?:160|8194|8195|8201|12288));")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ][0-9:.+Z]*)?\Z")

_NAMES = {
    name: term
    for term, names in {
        "名称": "名称 标题 法规名称 法规标题 title name",
        "制定机关": "制定机关 发布机关 发布机构 颁布机关 公布机关 office issuer issued_by authority organ publisher",
        "公布日期": "公布日期 发布日期 颁布日期 publish publish_date published promulgated promulgation_date date",
        "施行日期": "施行日期 实施日期 生效日期 effective effective_date expiry_from in_force",
        "时效性": "时效性 效力状态 状态 status validity",
        "法律性质": "法律性质 法律效力位阶 效力级别 效力位阶 类型 type kind level",
        "文号": "文号 发文字号 发布文号 number document_number",
        "来源": "来源 网址 链接 source url link",
    }.items()
    for name in names.split()
}
"""What collections call the facts that the national database names: a closed list; any other key stays as it is written."""
_DAYS = ("公布日期", "施行日期")


@attrs.frozen
class Markup:
    """What was set aside: the cuts, the facts of the front matter, and what is to be said."""

    cuts: Cuts = Cuts()
    metadata: Mapping[str, str] = attrs.Factory(dict)
    findings: tuple[Finding, ...] = ()


def read_markup(text: str) -> Markup:
    """The markup of a file; empty where there is none."""
    end, metadata = _front_matter(text)
    holes = [(0, end)] if end else []
    findings = []
    if end:
        known = "、".join(f"{k}：{v}" for k, v in list(metadata.items())[:4])
        findings.append(kinds.METADATA.finding(span=Span(0, end, 1), known=known))
    litter = sorted({*_rules(text, end), *_bold(text, end), *_blanks(text, end)})
    if litter:
        first = litter[0][0]
        findings.append(
            kinds.MARKUP.finding(
                span=Span(first, litter[-1][1], text.count("\n", 0, first) + 1),
                repair=Repair("删去标记", tuple(Splice(a, b, "") for a, b in litter)),
                count=len(litter),
            )
        )
    return Markup(Cuts.of([*holes, *litter], text.count("\n", 0, end)), metadata, tuple(findings))


def _front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the front matter ends (0: there is none), and what it says. Only pairs and lists count; anything else is text."""
    m = _FENCE.match(text)
    stop = _FENCE_END.search(text, m.end(), m.end() + _LONGEST_FRONT) if m else None
    if m is None or stop is None:
        return 0, {}
    found: dict[str, str] = {}
    last = ""
    for line in text[m.end() : stop.start()].splitlines():
        pair = _PAIR.match(line) if line[:1].strip() else None
        if pair:
            last = pair[1].strip().strip("\"'")
            last = _NAMES.get(last.lower(), last)
            found[last] = _value(last, pair[2] or "")
        elif line.strip().startswith(("- ", "#")) or line[:1].isspace() and last:
            piece = line.strip().removeprefix("- ").strip().strip("\"'")
            if last and not line.strip().startswith("#") and piece:
                found[last] = f"{found[last]}、{piece}" if found[last] else piece
        elif line.strip():
            return 0, {}
    return (stop.end(), {k: v for k, v in found.items() if v}) if found else (0, {})


def _value(term: str, raw: str) -> str:
    value = raw.strip()
    if value[:1] in "\"'" and value[-1:] == value[:1] and len(value) > 1:
        value = value[1:-1].replace('\\"', '"') if value[0] == '"' else value[1:-1]
    elif value in ("null", "~", "|", ">", "|-", ">-", "[]"):
        value = ""
    day = _DAY.match(value) if term in _DAYS else None
    return f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}" if day else value.strip()


def _rules(text: str, start: int) -> list[tuple[int, int]]:
    """Lines of ``---``, ``***`` or ``===`` alone."""
    return [m.span() for m in _RULE.finditer(text, start)] if "---" in text or "***" in text or "===" in text else []


def _blanks(text: str, start: int) -> list[tuple[int, int]]:
    """Blanks as a page writes them (&nbsp;, &#12288;), copied with its text."""
    return [m.span() for m in _ENTITY.finditer(text, start)] if "&" in text else []


def _bold(text: str, start: int) -> list[tuple[int, int]]:
    """``**`` in pairs within a line, and ``__第一条__`` at the head of one; a lone ``**`` and blanks to be filled in (____) stay."""
    out: list[tuple[int, int]] = []
    if "**" in text:
        for line in _BOLD_LINE.finditer(text, start):
            marks = [m.span() for m in re.finditer(r"\*{2,3}", line[0])]
            if len(marks) % 2 == 0 and not _RULE.match(line[0]) and "****" not in line[0]:
                out += [(line.start() + a, line.start() + b) for a, b in marks]
    if "__第" in text or "__（" in text or "__(" in text:
        for m in _UNDERLINED.finditer(text, start):
            at = m.end(1)
            out += [(at, at + 2), (m.end() - 2, m.end())]
    return out
