"""A comparison table (修改前后对照表) in a file → the two texts it holds.

Drafting groups keep both texts in one table: two columns with a heading each, often a third with reasons. What the table leaves out
(provisions that do not change, …… inside them) is in neither text, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

_OLD = re.compile(
    r"(?:现行|现有|原|修改前|修订前|修正前|旧)(?:的|法律|法规|条例|规定|条文|条款|文本|内容|版本|办法|章程|稿|文)*(?:[（(].*[）)])?"
)
_NEW = re.compile(
    r"(?:拟?修改后|拟?修订后|拟?修正后|新|现修改为|拟修改为|修改为|修订为|修改稿|修订稿|修改草案|修订草案|草案|征求意见稿|送审稿|修改意见|修改建议)"
    r"(?:的|法律|法规|条例|规定|条文|条款|文本|内容|版本|办法|章程|稿|文)*(?:[（(].*[）)])?"
)
_ABSENT = re.compile(r"[（(]?(?:新增|增加|新增加|删除|删去|无|空|此条删除|本条删除|删除本条|新增一?[条款项])[）)]?")
_MOVED = re.compile(r"[（(](?:移至|原)第[^（）()]{1,30}[）)]\Z")
_TITLE = re.compile(r"《([^《》]+(?:《[^《》]*》[^《》]*)*)》")
_ELLIPSIS = re.compile(r"[.…⋯]{2,}|[（(]略[）)]|\A略\Z")
_SAME = re.compile(r"[（(]?(?:同左|同右|不变|未修改|无变化|内容不变|保持不变)[）)]?。?")
_SUFFIX = re.compile(r"(?:修改|修订|修正)?(?:前后)?(?:条文|内容|情况)?对照表?\Z")


@attrs.frozen
class Columns:
    """Which columns of a table hold the text before and the text after, and what the others are called."""

    old: int
    new: int
    others: tuple[str, ...] = ()


@attrs.frozen
class Sides:
    """The two texts of a table, each as lines, and how many cells were left out for what reason."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    others: int = 0
    elided: int = 0


def columns_of(heads: Sequence[str]) -> Columns | None:
    """The columns by their headings; None where the table is none of a comparison.

    >>> columns_of(["现行条例", "修改后", "修改依据"])
    Columns(old=0, new=1, others=('修改依据',))
    >>> columns_of(["序号", "违法行为", "罚款"]) is None
    True
    """
    names = [re.sub(r"\s", "", h) for h in heads]
    if not 2 <= len(names) <= 4:
        return None
    old = [i for i, n in enumerate(names) if _OLD.fullmatch(n)]
    new = [i for i, n in enumerate(names) if _NEW.fullmatch(n) and i not in old]
    if len(old) != 1 or len(new) != 1:
        return None
    return Columns(old[0], new[0], tuple(n for i, n in enumerate(names) if i not in (old[0], new[0])))


def two_sides(rows: Sequence[Sequence[Sequence[str]]], columns: Columns) -> Sides:
    """The two texts, row by row; ``rows`` are cells of lines, the headings among them or not.

    >>> two_sides([[["第一条　甲。"], ["第一条　乙。"]], [["（新增）"], ["第二条　丙。"]]], Columns(0, 1)).new
    ('第一条　乙。', '第二条　丙。')
    """
    old: list[str] = []
    new: list[str] = []
    others = elided = 0
    for cells in rows:
        flat = ["".join(c).strip() for c in cells]
        if columns_of(flat) is not None:  # the heading row, which long tables repeat
            continue
        if len(cells) == 1:  # a heading over the whole table
            old += [x for x in cells[0] if x.strip()]
            new += [x for x in cells[0] if x.strip()]
            continue
        for side, k, other in ((old, columns.old, columns.new), (new, columns.new, columns.old)):
            here = other if k < len(cells) and other < len(cells) and _SAME.fullmatch(flat[k]) else k
            for line in cells[here] if here < len(cells) else ():
                text = _MOVED.sub("", line.strip())
                elided += bool(_ELLIPSIS.search(text))
                if _ELLIPSIS.fullmatch(text):
                    continue
                if text and not _ABSENT.fullmatch(text):
                    side.append(text)
        others += sum(bool(t) for k, t in enumerate(flat) if k not in (columns.old, columns.new))
    return Sides(tuple(old), tuple(new), others, elided)


def title_of(lines: Sequence[str]) -> str:
    """The title of the statute that a table compares, from the lines above it; empty where none is named.

    >>> title_of(["附件2", "《例市节水条例》修改前后对照表"]), title_of(["例市节水条例修订对照表"]), title_of(["说明"])
    ('例市节水条例', '例市节水条例', '')
    """
    for line in reversed(lines):
        text = re.sub(r"\s", "", line)
        if not _SUFFIX.search(text) or "对照" not in text:
            continue
        quoted = _TITLE.search(text)
        return quoted[1] if quoted else _SUFFIX.sub("", text)
    return ""
