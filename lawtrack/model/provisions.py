"""Provisions: whatever can stand at an address of a statute, from 编 down to 目, as small frozen classes.

Nodes keep text and labels exactly as written; numbers are read from labels when asked for. Every node is also one :class:`Unit`, its own label
and text, and the units of what is below it follow it in print order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from lawtrack.arguments import typed
from lawtrack.display import repr_html
from lawtrack.model.levels import Level, Unit
from lawtrack.model.numerals import Number, label_number
from lawtrack.model.printing import print_units


class _Node:
    """What can be asked of every node, whatever its level."""

    __slots__ = ()

    @property
    def level(self) -> Level:
        """编, 章, 条, 款 …"""
        return _LEVEL[type(self)]

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes directly below, in print order."""
        return ()

    def to_text(self) -> str:
        """The provision with its number and everything below it, as printed."""
        return "\n".join(print_units(units_of((self,)))) + "\n"  # type: ignore[arg-type]  # the classes below are all there are

    def __repr__(self) -> str:
        unit = unit_of(self)  # type: ignore[arg-type]
        text = " ".join((unit.text or getattr(self, "text", "")).split())
        more = f" {len(self.children)}" if self.children else ""
        return f"<{type(self).__name__} {f'{unit.label} ' if unit.label else ''}{text if len(text) <= 30 else text[:29] + '…'}{more}>"

    _repr_html_ = repr_html


@typed
@attrs.frozen(repr=False)
class Subitem(_Node):
    """目: ``1.`` under an item.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船不得：\\n（一）夜航：\\n1.无灯的；\\n2.无人的。")
    >>> law["第一条第一项第二目"].text
    '无人的。'
    """

    label: str
    text: str = ""

    @property
    def number(self) -> Number:
        """The number that the label says."""
        return label_number(self.label)


@typed
@attrs.frozen(repr=False)
class Item(_Node):
    """项: ``（一）`` under a paragraph.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船不得：\\n（一）超载；\\n（二）夜航。")
    >>> item = law["第一条第二项"]
    >>> item.label, item.text, item.number.value
    ('（二）', '夜航。', 2)
    """

    label: str
    text: str = ""
    subitems: tuple[Subitem, ...] = ()

    @property
    def children(self) -> tuple[Subitem, ...]:
        """The same as ``subitems``."""
        return self.subitems

    @property
    def number(self) -> Number:
        """The number that the label says."""
        return label_number(self.label)


@typed
@attrs.frozen(repr=False)
class Paragraph(_Node):
    """款: a natural paragraph with the items it introduces. It carries no number; people count.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船不得：\\n（一）超载；\\n（二）夜航。")
    >>> law["第一条第一款"].text, [item.text for item in law["第一条第一款"].items]
    ('渡船不得：', ['超载；', '夜航。'])
    """

    text: str = ""
    items: tuple[Item, ...] = ()

    @property
    def label(self) -> str:
        """Paragraphs bear none."""
        return ""

    @property
    def children(self) -> tuple[Item, ...]:
        """The same as ``items``."""
        return self.items


@typed
@attrs.frozen(repr=False)
class Article(_Node):
    """条: the unit people cite. ``label`` as printed (``第八条``); ``caption`` is a 条标 such as ``【立法目的】``.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> article = law.articles[1]
    >>> article.number, article.text, article.paragraphs
    (Number(value=2, sub=0), '渡船应当开灯。', (<Paragraph 渡船应当开灯。>,))
    """

    label: str
    caption: str = ""
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def number(self) -> Number:
        """The number that the label says."""
        return label_number(self.label)

    @property
    def text(self) -> str:
        """The article's words without its number, one line per paragraph, item and subitem."""
        return "\n".join(u.label + u.text for u in units_of((self,)) if u.level is not Level.ARTICLE)

    @property
    def children(self) -> tuple[Paragraph, ...]:
        """The same as ``paragraphs``."""
        return self.paragraphs


@attrs.frozen(repr=False)
class _Heading(_Node):
    label: str
    heading: str = ""
    children: tuple[Node, ...] = ()

    @property
    def text(self) -> str:
        """The same as ``heading``; :meth:`to_text` gives what is below as well."""
        return self.heading

    @property
    def number(self) -> Number:
        """The number that the label says."""
        return label_number(self.label)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles below, in order."""
        return articles_in(self.children)


@typed
@attrs.frozen(repr=False)
class Part(_Heading):
    """编

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某国渡口法\\n第一编　总则\\n第一条　渡口由交通部门管理。")
    >>> law.children[0].label, law.children[0].level.zh
    ('第一编', '编')
    """


@typed
@attrs.frozen(repr=False)
class Subpart(_Heading):
    """分编

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某国渡口法\\n第一编　总则\\n第一分编　通则\\n第一条　渡口由交通部门管理。")
    >>> law.children[0].children[0].label
    '第一分编'
    """


@typed
@attrs.frozen(repr=False)
class Chapter(_Heading):
    """章

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一章　总则\\n第一条　渡口由交通部门管理。")
    >>> (chapter,) = law.children
    >>> chapter.label, chapter.heading, chapter.articles[0].label
    ('第一章', '总则', '第一条')
    """


@typed
@attrs.frozen(repr=False)
class Section(_Heading):
    """节

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一章　总则\\n第一节　渡口\\n第一条　渡口由交通部门管理。")
    >>> law.children[0].children[0].heading
    '渡口'
    """


@typed
@attrs.frozen(repr=False)
class Division(_Heading):
    """A heading outside 编章节: ``一、买卖合同的成立及效力``.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某院关于买卖的解释\\n一、合同的成立\\n第一条　合同自签字时成立。")
    >>> (division,) = law.children
    >>> division.label, division.heading
    ('一、', '合同的成立')
    """


@typed
@attrs.frozen(repr=False)
class Annex(_Heading):
    """附件, 附表, 附录: ``label`` as printed, ``heading`` its title; it may hold paragraphs, articles or headings.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口见附件。\\n附件\\n渡口名录\\n东渡口")
    >>> annex = law.children[-1]
    >>> annex, annex.children
    (<Annex 附件 渡口名录 1>, (<Paragraph 东渡口>,))
    """


@typed
@attrs.frozen(repr=False)
class Preamble(_Node):
    """序言 (with its heading) or 引言 (without).

    >>> import lawtrack as lt
    >>> preamble = lt.Preamble("序言", (lt.Paragraph("渡口是人民的渡口。"),))
    >>> preamble.text, preamble.level.zh
    ('渡口是人民的渡口。', '序言')
    """

    heading: str = ""
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def label(self) -> str:
        """A preamble bears none."""
        return ""

    @property
    def text(self) -> str:
        """Its words without the heading, one line per paragraph and item."""
        return "\n".join(u.label + u.text for u in units_of((self,)) if u.level is not Level.PREAMBLE)

    @property
    def children(self) -> tuple[Paragraph, ...]:
        """The same as ``paragraphs``."""
        return self.paragraphs


@typed
@attrs.frozen(repr=False)
class Signature(_Node):
    """One line of the signature (落款): a body or a date.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口办法\\n第一条　渡船应当开灯。\\n某市人民政府\\n2001年1月1日")
    >>> [node.text for node in law.children if isinstance(node, lt.Signature)]
    ['某市人民政府', '2001年1月1日']
    """

    text: str

    @property
    def label(self) -> str:
        """A signature bears none."""
        return ""


Node: TypeAlias = (
    Part | Subpart | Chapter | Section | Division | Article | Paragraph | Item | Subitem | Preamble | Annex | Signature
)
"""Whatever can stand at an address. Every node has ``level``, ``label``, ``text`` (its own words; of an article or preamble all of them),
``children`` and ``to_text()``.

>>> import lawtrack as lt
>>> node: lt.Node = lt.parse_statute("某市渡口条例\\n第一条　渡船应当开灯。")["第一条"]
>>> node.level.zh, node.label, node.text, len(node.children)
('条', '第一条', '渡船应当开灯。', 1)
"""

_LEVEL: dict[type, Level] = {
    Part: Level.PART, Subpart: Level.SUBPART, Chapter: Level.CHAPTER, Section: Level.SECTION, Division: Level.DIVISION,
    Article: Level.ARTICLE, Paragraph: Level.PARAGRAPH, Item: Level.ITEM, Subitem: Level.SUBITEM,
    Preamble: Level.PREAMBLE, Annex: Level.ANNEX, Signature: Level.SIGNATURE,
}  # fmt: skip
CLASS_OF: dict[Level, type] = {level: cls for cls, level in _LEVEL.items()}


def level_of(node: Node) -> Level:
    """The level of a node."""
    return _LEVEL[type(node)]


def descend(nodes: Iterable[Node]) -> list[Node]:
    """Nodes with all that is below them, in print order."""
    out: list[Node] = []
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        out.append(node)
        if node.children:
            waiting += node.children[::-1]
    return out


def articles_in(nodes: Iterable[Node]) -> tuple[Article, ...]:
    """The articles among nodes and below them, in print order."""
    out: list[Article] = []
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Article):
            out.append(node)
        else:
            waiting += node.children[::-1]
    return tuple(out)


def unit_of(node: Node) -> Unit:
    """The node's own label and text, without what is below it."""
    level = _LEVEL[type(node)]
    if level is Level.PARAGRAPH:  # most are
        return Unit(level, "", node.text)
    if isinstance(node, Article):
        return Unit(level, node.label, node.caption)
    if isinstance(node, _Heading):
        return Unit(level, node.label, node.heading)
    if isinstance(node, Preamble):
        return Unit(level, "", node.heading)
    if isinstance(node, (Item, Subitem)):
        return Unit(level, node.label, node.text)
    return Unit(level, "", node.text)


def units_of(nodes: Iterable[Node]) -> tuple[Unit, ...]:
    """Nodes as units, in print order."""
    return tuple(map(unit_of, descend(nodes)))
