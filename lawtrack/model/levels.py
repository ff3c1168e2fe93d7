"""The levels of a statute, and the unit: one label and its text.

===========  =======  ==============  =====================================================
class        zh       Akoma Ntoso     note
===========  =======  ==============  =====================================================
Part         编       part            codes only
Subpart      分编     subpart
Chapter      章       chapter
Section      节       section         restarts in each chapter
Division     一、     division        unnumbered or 一、 headings of judicial interpretations
**Article**  条       article         numbered through the whole statute; what people cite
Paragraph    款       paragraph       a natural paragraph; cited by its position
Item         项       point           （一）, belongs to the paragraph that introduces it
Subitem      目       indent          1., belongs to an item
Preamble     序言     preamble        序言 of the constitution, 引言 of judicial interpretations
Annex        附件     attachment      may hold articles of its own
Signature    落款     conclusions     signature and date after the last article
===========  =======  ==============  =====================================================
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs

from lawtrack.model.numerals import Number, label_number, numeral


class Level(enum.IntEnum):
    """The kinds of units, in print order: ``zh`` its name, ``rank`` how deep it stands, ``eid`` its name in an Akoma Ntoso eId.

    A unit belongs to the nearest open unit before it of lower rank.

    >>> Level.CHAPTER.zh, Level.CHAPTER.rank < Level.ARTICLE.rank, Level(9)
    ('章', True, <Level.ARTICLE: 9>)
    """

    zh: str
    rank: int
    eid: str

    TITLE = 0, "名称", 0, "title"
    STAGE = 1, "阶段标记", 0, "stage"
    NOTE = 2, "题注", 0, "note"
    PREAMBLE = 3, "序言", 0, "preamble"
    PART = 4, "编", 1, "part"
    SUBPART = 5, "分编", 2, "subpart"
    CHAPTER = 6, "章", 3, "chp"
    SECTION = 7, "节", 4, "sec"
    DIVISION = 8, "部分", 5, "dvs"
    ARTICLE = 9, "条", 6, "art"
    PARAGRAPH = 10, "款", 7, "para"
    ITEM = 11, "项", 8, "point"
    SUBITEM = 12, "目", 9, "indent"
    ANNEX = 13, "附件", 0, "att"
    SIGNATURE = 14, "落款", 0, "sig"

    def __new__(cls, value: int, zh: str = "", rank: int = 0, eid: str = "") -> Level:
        made = int.__new__(cls, value)
        made._value_ = value
        made.zh, made.rank, made.eid = zh, rank, eid
        return made


level_of: Callable[[Any], Level] = attrgetter("level")
"""The level of a unit, or of anything else that has one."""
HEADINGS = frozenset({Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION, Level.DIVISION})
LEAVES = frozenset({Level.TITLE, Level.STAGE, Level.NOTE, Level.SIGNATURE})
"""What nothing can stand under."""
WITHIN = (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM)
"""What stands within an article."""
CHAPTERS = (Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION)
"""The headings that are numbered with 第."""
RANK = {level: level.rank for level in Level}
NAMED = {level.zh: level for level in Level if level.rank}
"""编, 章, 条, 款 … → the level: what stands behind 第八 in a citation."""


def cited(level: Level, number: Number | int) -> str:
    """How a provision is cited by its number: 第八条之一, 第三款.

    >>> cited(Level.ARTICLE, Number(8, 1)), cited(Level.ITEM, 3)
    ('第八条之一', '第三项')
    """
    n = Number(number) if isinstance(number, int) else number
    return f"第{numeral(n.value)}{level.zh}" + (f"之{numeral(n.sub)}" if n.sub else "")


def label(level: Level, number: Number | int) -> str:
    """The label that statutes print: 第八条之一, （三）, 3., 三、 for the headings of judicial interpretations.

    >>> [label(level, 3) for level in (Level.CHAPTER, Level.ARTICLE, Level.ITEM, Level.SUBITEM, Level.DIVISION)]
    ['第三章', '第三条', '（三）', '3.', '三、']
    """
    n = number if isinstance(number, int) else number.value
    if level is Level.SUBITEM:
        return f"{n}."
    if level is Level.ITEM:
        return f"（{numeral(n)}）"
    return f"{numeral(n)}、" if level is Level.DIVISION else cited(level, number)


@attrs.frozen
class Unit:
    """One label and its text: a heading, an article number (text: its caption), a paragraph, an item …

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> unit = law.units[-1]
    >>> unit.level.zh, unit.label, unit.text
    ('款', '', '渡船应当开灯。')
    """

    level: Level
    label: str = ""
    text: str = ""

    @property
    def number(self) -> Number:
        """The number on the label."""
        return label_number(self.label)


def clause_of(label: str) -> str:
    """How the instruction with a label is cited: 第二项; amendments of the constitution are numbered 第三十八条 themselves. Of several decisions
    the year comes first.

    >>> clause_of("二"), clause_of("第三十八条"), clause_of(""), clause_of("（2020年）二（三）")
    ('第二项', '第三十八条', '', '（2020年）第二（三）项')
    """
    year = label[:7] if label.startswith("（") and label[5:7] == "年）" else ""
    own = label[len(year) :]
    return label if not own or own.startswith("第") else f"{year}第{own}项"
