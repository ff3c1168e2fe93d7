"""The text of a statute that is published anew behind the decision that amends it: no part of what is ordered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lawtrack.decision.drafts import DraftPart
from lawtrack.decision.heads import NOTE
from lawtrack.decision.lines import LABEL, DecisionLine, starts_order
from lawtrack.model.titles import same_title

_FIRST_ARTICLE = re.compile(r"第[ \u3000]*[一1][ \u3000]*(?:条|章|编)[ \u3000]+\S.*|目[ \u3000]*录")
_ANNEXED = re.compile(r"附[ \u3000]*(?:件|录)?[ \u3000]*[0-9一二三四五]?[ \u3000]*[：:]?")


def begins_attached(lines: Sequence[DecisionLine], at: int, parts: Sequence[DraftPart], closed: bool) -> bool:
    """Whether the text of a statute, published anew behind the decision, begins at this line; ``parts`` are the statutes that it amends."""
    text = lines[at].text
    if text[-1] in "。：:；，" and not closed and text[0] != "附":  # no title ends so
        return False
    if LABEL.match(text) or starts_order(text):
        return False
    if closed and _FIRST_ARTICLE.fullmatch(text):
        return True
    begin = at + 1 if _ANNEXED.fullmatch(text) else at
    joined = ""
    for i in range(begin, min(begin + 6, len(lines))):
        if (
            lines[i].text[-1] in "。：:；，"
            or lines[i].text.startswith(("《", "对", "关于《"))
            or LABEL.match(lines[i].text)
        ):
            return False
        joined += "".join(lines[i].text.split())
        if len(joined) > 5 and any(same_title(joined, p.title) for p in parts if p.title):
            following = lines[i + 1].text if i + 1 < len(lines) else ""
            return (
                begin > at
                or closed
                or NOTE.match(following) is not None
                or _FIRST_ARTICLE.fullmatch(following) is not None
            )
    return False
