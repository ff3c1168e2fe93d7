"""Old words that leave something out: …… stands for any words within a sentence, × for any number (依照刑法第×条的规定)."""

from __future__ import annotations

import re

from lawtrack.binding.word_edits import Match
from lawtrack.model.numerals import NUMERAL

_BLANK = re.compile("(……|×+)")


def find_blanks(text: str, old: str, new: str) -> list[tuple[Match, str]]:
    """Where old words with a blank stand in a text, and the new words at each place, their …… filled with what stands there.

    Nothing is found where the new words have another number of ellipses than the old ones (none drops what stood there).

    >>> find_blanks("为节约用水，制定本条例。", "为……", "为了……")
    [(Match(start=0, end=1, loose=False), '为了')]
    >>> find_blanks("依照第三条处罚，依照第十条处罚。", "第×条", "有关规定")
    [(Match(start=2, end=5, loose=False), '有关规定'), (Match(start=10, end=13, loose=False), '有关规定')]
    """
    parts = _BLANK.split(old)
    if len(parts) == 1 or not any(parts[::2]):
        return []
    pattern = "".join(
        re.escape(part) if i % 2 == 0 else "([^。；]*?)" if part == "……" else f"({NUMERAL}|[0-9]+)"
        for i, part in enumerate(parts)
    )
    out = []
    for m in re.finditer(pattern, text):
        gaps = [g for g, kind in zip(m.groups(), parts[1::2], strict=True) if kind == "……"]
        pieces = new.split("……")
        if len(pieces) > 1 and len(pieces) - 1 != len(gaps):
            return []
        filled = pieces[0] + "".join(g + p for g, p in zip(gaps, pieces[1:], strict=False))
        out.append((Match(m.start(), m.end()), filled))
    return out
