"""What a decision says, as written: instructions and their orders. No statute is needed to read them, and none is looked at.

Every number on the left of an order is a number of the *base* text, every number after 作为 / 改为 a number of the *final* text
(rules A1 and A2 of the reading of decisions: checked against published texts without an exception). Pronouns (该条, 其中的,
a bare 第三款 on a line of its own) are already resolved to full addresses; ``Place.address`` is in base numbers, ``to`` in final ones.

>>> import lawtrack as lt
>>> (instruction,) = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。").instructions
>>> isinstance(instruction.orders[0], lt.orders.ReplaceWords), instruction.orders[0].pairs
(True, (('开灯', '亮灯'),))
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeAlias, get_args

import attrs

from lawtrack.display import summary
from lawtrack.errors import Span
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, RANK, Level


@attrs.frozen
class Place:
    """A place in the base statute as an order names it.

    ``address`` may lack its 款 (第八条第三项); the empty address is the whole statute (条例中的, 相关条文). ``through`` is the last of a
    range (第八条至第十条). ``part`` narrows it down: ``head`` (款首, 条首部分, the words before the items), ``tail`` (款尾, 末尾,
    最后), ``start`` (开始部分), ``items`` (各项), ``sentence-N`` (第N句, from the end if negative), ``sentence-N..M`` (前两句),
    ``sentence`` and ``line`` (句尾, 段末: of the one sentence or paragraph that the place has), ``line-N`` (第N自然段 of an article), ``heading`` (章名, 条标), ``headings-章`` (所有章名; ``headings-章节`` 所有章节名, ``headings`` those of every level), ``first-half`` / ``second-half`` (前半句, 后半句),
    ``before-semicolon`` / ``after-semicolon`` (分号后); a half of a sentence stands behind it: ``sentence-1/second-half``. ``quoted`` is a
    heading or an old text quoted in full instead of a number.

    ``named`` is what the decision quotes besides the number to say which place it is (第三章“国家机构”中, 第六十二条“…下列职权”中): it
    must stand there, in the place or, with its number, above it (第二章用水管理 for 第二章“用水管理”第二条). ``within`` is a passage of the place, quoted, inside which words change
    (第一条“…”中的“甲”). ``renumbered`` is the base place that the same clause has just given this number: it is meant where the words do not
    stand at the old one. ``otherwise`` is the article that a clause speaks of, for words without a place of their own behind an item.
    """

    address: Address = Address()
    through: Address | None = None
    part: str = ""
    quoted: str = ""
    named: str = ""
    within: str = ""
    renumbered: Address | None = None
    otherwise: Address | None = None

    def __str__(self) -> str:
        return (
            (str(self.address) or "全文")
            + (f"至{self.through}" if self.through else "")
            + (f"“{self.quoted}”" if self.quoted else "")
        )


@attrs.frozen
class Payload:
    """New text supplied by the decision: its paragraphs, outer quotation marks off, inner ‘ ’ turned into “ ”.

    ``quoted`` is False where it stood without quotation marks and was delimited by its layout.
    """

    lines: tuple[str, ...]
    span: Span | None = None
    quoted: bool = True

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    __repr__ = summary


@attrs.frozen(kw_only=True)
class _Order:
    """``phrase`` names the entry of the phrase table that read it; ``span`` is its place in the decision's text.

    ``kind`` is what it does, in the words of Akoma Ntoso ("" for what changes no text). ``places`` are the places of the base that it
    names, ``finals`` the addresses of the final text.
    """

    kind: ClassVar[str] = ""
    json_label: ClassVar[str] = ""
    """What the order is called in JSON where that is not the name of its class."""
    phrase: str = ""
    span: Span | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        return ()

    @property
    def finals(self) -> tuple[Address, ...]:
        return ()


@attrs.frozen
class Replace(_Order):
    """…修改为：… — whole provisions (or heads of provisions, headings, the title) get a new text and keep their number here.

    Several places with one payload: its provisions replace them in order (第一款、第二款修改为). An address that the same
    instruction renumbers is still given in base numbers.
    """

    kind = "substitution"
    places: tuple[Place, ...]
    payload: Payload

    __repr__ = summary


@attrs.frozen
class Renumber(_Order):
    """将第X条改为第Y条; 原第二款作为第三款; 将第十条第一款改为第十二条; 第七项至第十五项相应改为第八项至第十六项; 将第三章第一节改为第四章.

    ``places`` and ``to`` correspond; a range on both sides is one pair. ``to`` is in final numbers: within one article it
    carries that article's final number if the instruction gives one, else the old one. ``moves``: 移至, 移作, 对调 — it is meant to pass
    others; 改为 gives a number and moves nothing past what keeps its place. ``after`` / ``before``: 移至第九条之后 — the base provision that it
    comes to stand next to, which must agree with the number.
    """

    kind = "renumbering"
    places: tuple[Place, ...]
    to: tuple[Place, ...]
    moves: bool = False
    after: Place | None = None
    before: Place | None = None

    @property
    def finals(self) -> tuple[Address, ...]:
        return tuple(p.address for p in self.to)

    __repr__ = summary


@attrs.frozen
class InsertProvisions(_Order):
    """增加一条 / 一款 / 一项 / 一章 / 一节, 作为….

    ``level`` is what is added, ``to`` the final addresses (empty where none is given). ``under`` is the provision of the *base*
    that receives a paragraph or item (None for articles, headings, and where only ``to`` says it); ``after`` / ``before`` the base
    provision it stands next to where the decision says so. ``heading`` is a heading given outside the payload (第七章“公布”).
    """

    kind = "insertion"
    json_label = "insert"
    level: Level
    to: tuple[Address, ...]
    payload: Payload
    under: Place | None = None
    after: Place | None = None
    before: Place | None = None
    heading: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(p for p in (self.under,) if p is not None)

    @property
    def finals(self) -> tuple[Address, ...]:
        return self.to

    __repr__ = summary


@attrs.frozen
class DeleteProvisions(_Order):
    """删去 / 删除 whole provisions; ``Place.part`` of ``headings-章`` deletes headings and leaves the articles.

    ``vacant``: 删去第二条，保留条文序号 — the number stays and nothing closes up.
    """

    kind = "repeal"
    json_label = "delete"
    places: tuple[Place, ...]
    vacant: bool = False

    __repr__ = summary


@attrs.frozen
class ReplaceWords(_Order):
    """其中的“A”修改为“B”，“C”修改为“D”: every occurrence in each place, longest first, in one pass.

    ``joined``: “A”“B”合并修改为“C” (the pair with the mark between them becomes C). ``except_``: 除第X条外. ``count``: how many
    occurrences the decision declares, None where it does not. ``nth``: which of them (第一处 is 1, 最后一处 -1), () for all. ``unless``: 均 or
    统一 without a place reaches the whole statute only if the words do not stand at the place named before. ``old_whole``: the old words are
    the full old text of the place (constitution style 第X条“旧”修改为：“新”), one string per paragraph joined by newlines on both sides.
    ``as_name``: old words that are meant only where they name what stands behind the marks (“渡口”部门修改为“渡口管理”部门: not 渡口安全), and its noun.
    """

    kind = "substitution"
    places: tuple[Place, ...]
    pairs: tuple[tuple[str, str], ...]
    joined: bool = False
    except_: tuple[Place, ...] = ()
    count: int | None = None
    old_whole: bool = False
    nth: tuple[int, ...] = ()
    unless: tuple[Place, ...] = ()
    as_name: tuple[tuple[str, str], ...] = ()

    __repr__ = summary


@attrs.frozen
class InsertWords(_Order):
    """在“A”后增加“B” (``side`` "after") / 在“A”前增加“B” ("before").

    ``beside`` is what stands on the other side (在“A”后、“C”前增加“B”): only such an “A” is meant. ``nth``: which occurrences, () for all.
    """

    kind = "insertion"
    places: tuple[Place, ...]
    anchor: str
    text: str
    side: str = "after"
    beside: str = ""
    nth: tuple[int, ...] = ()

    __repr__ = summary


@attrs.frozen
class Append(_Order):
    """款尾增加…, 最后增加…, 末尾增加… (``side`` "end"), 开始部分增加… ("start"): ``payload`` holds a clause or whole sentences."""

    kind = "insertion"
    places: tuple[Place, ...]
    payload: Payload
    side: str = "end"

    __repr__ = summary


@attrs.frozen
class DeleteWords(_Order):
    """删去其中的“A”: every occurrence in each place, or those of ``nth``.

    ``or_whole``: the same list names whole provisions behind the words (删去第一条、第二条中的“A”、第三条); of the places before the last one
    that has the words, those in which they do not stand go whole too.
    """

    kind = "repeal"
    places: tuple[Place, ...]
    words: tuple[str, ...]
    except_: tuple[Place, ...] = ()
    nth: tuple[int, ...] = ()
    or_whole: bool = False
    unless: tuple[Place, ...] = ()

    __repr__ = summary


@attrs.frozen
class MoveWords(_Order):
    """将第一条中的“A”调整到“B”之前 (``side`` "before") / 之后 ("after"): the words leave their place and arrive at the other in one step."""

    kind = "substitution"
    places: tuple[Place, ...]
    words: str
    anchor: str
    side: str = "before"

    __repr__ = summary


@attrs.frozen
class Merge(_Order):
    """将第X条、第Y条合并为一条，作为第Z条，修改为：… — also of 款 and of chapters (将第三章并入第二章: no payload)."""

    kind = "join"
    places: tuple[Place, ...]
    to: Address | None
    payload: Payload | None = None

    @property
    def finals(self) -> tuple[Address, ...]:
        return (self.to,) if self.to is not None else ()

    __repr__ = summary


@attrs.frozen
class Split(_Order):
    """将第X条改为两条，分别作为第A条、第B条，修改为：…; 第一款分为两款，作为第一款、第二款，修改为：…; 分为两项.

    Without a payload the parts are assigned by the :class:`Renumber` orders that follow. ``headings`` for a heading split in two
    (将第二章“A”改为第二章“B”和第三章“C”).
    """

    kind = "split"
    place: Place
    to: tuple[Address, ...]
    payload: Payload | None = None
    level: Level = Level.ARTICLE
    headings: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.place,)

    @property
    def finals(self) -> tuple[Address, ...]:
        return self.to

    __repr__ = summary


@attrs.frozen
class Regroup(_Order):
    """第二章包括第十二条至第十六条: which final articles stand under a final heading.

    ``base``: 将第五条移至第二章 — the articles are named by their old numbers, the new ones are not said. ``closed``: 包括 — these
    and no others, so that the next new article stands under the next heading.
    """

    kind = "renumbering"
    heading: Address
    first: Address
    last: Address
    title: str = ""
    base: bool = False
    closed: bool = False

    @property
    def finals(self) -> tuple[Address, ...]:
        return (self.heading,)

    __repr__ = summary


@attrs.frozen
class Restate(_Order):
    """这一自然段相应修改为：“…” — the full text after the other orders; a check, applied once."""

    kind = "substitution"
    place: Place
    payload: Payload

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.place,)

    __repr__ = summary


@attrs.frozen
class ConvertNumerals(_Order):
    """将…中的阿拉伯数字改为相应的汉字."""

    kind = "substitution"
    places: tuple[Place, ...]

    __repr__ = summary


@attrs.frozen
class ReplaceAll(_Order):
    """修订: the whole text is replaced."""

    kind = "replacement"
    payload: Payload

    __repr__ = summary


@attrs.frozen
class RepealStatutes(_Order):
    """废止 of statutes named by title."""

    json_label = "repeal"
    kind = "repeal"
    titles: tuple[str, ...]

    __repr__ = summary


@attrs.frozen
class Adjust(_Order):
    """条文顺序作相应调整 and its like; ``words`` where it also licenses unstated changes of wording (对部分文字作相应调整)."""

    words: bool = False

    __repr__ = summary


@attrs.frozen
class Conform(_Order):
    """条文中引用《水法》条文序号作相应调整: references to another statute take that statute's new numbers. ``law`` is its title;
    ``places`` are the provisions meant, () for all."""

    law: str
    places: tuple[Place, ...] = ()

    __repr__ = summary


@attrs.frozen
class Remark(_Order):
    """A clause that is law but changes no text (比照适用, 不再适用, new offences outside the code)."""

    text: str

    __repr__ = summary


Order: TypeAlias = (
    Replace | Renumber | InsertProvisions | DeleteProvisions | ReplaceWords | InsertWords | Append | DeleteWords | MoveWords | Merge | Split | Regroup
    | Restate | ConvertNumerals | ReplaceAll | RepealStatutes | Adjust | Conform | Remark
)  # fmt: skip
"""What an instruction orders; the classes are those of ``lt.orders``.

>>> import lawtrack as lt
>>> (instruction,) = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、删去第二条。").instructions
>>> orders: tuple[lt.Order, ...] = instruction.orders
>>> [type(order).__name__ for order in orders]
['DeleteProvisions']
"""


NEEDED = ("places", "pairs", "words")
"""What an order names at least one of, where its class has no default for it."""

_REQUIRED: Mapping[type, tuple[str, ...]] = {
    kind: tuple(f.name for f in attrs.fields(kind) if f.name in NEEDED and f.default is attrs.NOTHING)
    for kind in get_args(Order)
}


ON_PROVISIONS = frozenset((Merge, Split, Renumber, InsertProvisions))
"""Orders that add, join, divide or number provisions."""


def nowhere(order: Order) -> bool:
    """Whether an order has nothing to change, or adds, moves, joins or divides provisions without a provision being named, or gives a number of another level.

    The whole statute is a place for words (条例中的“甲”) and for new texts at its end, not for provisions: 末尾分为两款 and
    将第二条、第三条合并，作为末尾 name none, and 增加一条，作为第四条第一项 names what is no article.

    >>> from lawtrack.model.address import parse_address
    >>> nowhere(Split(Place(), ())), nowhere(Split(Place(parse_address("第二条")), ()))
    (True, False)
    """
    kind = type(order)
    for name in _REQUIRED[kind]:
        if not getattr(order, name):
            return True
    if kind not in ON_PROVISIONS:
        return False
    for place in order.places:
        if not place.address.steps and not place.quoted:
            return True
    added = order.level if isinstance(order, InsertProvisions) else None
    for final in order.finals:
        if not final.steps or added is not None and not _holds(added, final.level):
            return True
    return False


def _holds(level: Level, named: Level) -> bool:
    """Whether what is added at a level can be what an address of level ``named`` says, or lie in it (款, 项 and 目 in an article)."""
    if level in HEADINGS or level is Level.ARTICLE:
        return named is level or named in HEADINGS and level in HEADINGS
    return RANK[named] <= RANK[level]
