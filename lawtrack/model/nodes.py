"""The statute tree, and the same statute as a flat list of units.

Printed law is flat: a line follows a line, and the nesting is implied by what the lines are. So a statute has two views that
say the same: the tree (what people navigate) and ``units`` (what patches speak of, one per label-and-text, in order).
:func:`build` and :attr:`Statute.units` are inverse to each other. Nodes keep text and labels exactly as written; numbers are read
from labels when asked for. Two statutes are equal when their units are.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from lawtrack.arguments import typed, unchecked
from lawtrack.display import arrow_stream, repr_html, to_dicts, to_pandas
from lawtrack.errors import AddressError, Finding, Span, StructureError
from lawtrack.model.address import Address, Step, addresses_of, parse_address
from lawtrack.model.levels import RANK, Level, Unit, level_of
from lawtrack.model.outline import Outline, nesting
from lawtrack.model.printing import print_contents, print_units
from lawtrack.model.provisions import (
    CLASS_OF,
    Annex,
    Article,
    Chapter,
    Node,
    Paragraph,
    Preamble,
    Signature,
    Subitem,
    articles_in,
    descend,
    units_of,
)

_HEAD = frozenset({Level.TITLE, Level.STAGE, Level.NOTE})
_HOLDER = {Level.ITEM: Level.PARAGRAPH, Level.SUBITEM: Level.ITEM}
"""What must stand directly above."""
_FREE = frozenset(Level) - _HEAD - _HOLDER.keys()
"""What may stand anywhere."""


def nest(units: Sequence[Unit]) -> tuple[Node, ...]:
    """The units of a statute, title, stage and note first, as the nodes below these: the inverse of :func:`units_of`."""
    above, _ = nesting(map(level_of, units))
    below: defaultdict[int, list[Node]] = defaultdict(list)
    for line in range(len(units) - 1, 2, -1):
        kids = tuple(reversed(below.pop(line))) if line in below else ()
        below[above[line]].append(_make(units[line], kids))
    return tuple(reversed(below[-1]))


def check_order(units: Sequence[Unit]) -> None:
    """Raises :class:`StructureError` for units that make no statute: an item outside a paragraph, a subitem outside an item, a second title."""
    levels = list(map(level_of, units))
    if levels[:3] != [Level.TITLE, Level.STAGE, Level.NOTE]:
        raise StructureError(
            "前三个单元必须是题目、阶段标记和题注",
            "the first three units must be title, stage marker and adoption note",
        )
    if _FREE.issuperset(levels[3:]):
        return
    above, _ = nesting(levels)
    for unit, home in zip(units[3:], above[3:], strict=True):
        level = unit.level
        over = _HOLDER.get(level)
        if over is not None and (home < 0 or units[home].level is not over):
            raise StructureError(
                f"“{unit.label}{unit.text[:20]}”前没有可归属的上级条文（款或者项）",
                f"“{unit.label}{unit.text[:20]}” has no paragraph or item before it that it could belong to",
            )
        if level in _HEAD:
            raise StructureError(
                "题目、阶段标记和题注只能在最前面",
                "title, stage marker and adoption note can only stand at the very beginning",
            )


def _make(unit: Unit, kids: tuple[Node, ...]) -> Node:
    level = unit.level
    if level is Level.PARAGRAPH:
        return _paragraph(unit.text, kids)  # type: ignore[arg-type]
    if level is Level.PREAMBLE:
        return Preamble(unit.text, kids)  # type: ignore[arg-type]
    if level is Level.SIGNATURE:
        return Signature(unit.text)
    if level is Level.SUBITEM:
        return Subitem(unit.label, unit.text)
    return _MAKE[level](unit.label, unit.text, kids)


_paragraph = unchecked(Paragraph)
_MAKE: dict[Level, Callable[..., Node]] = {level: unchecked(cls) for level, cls in CLASS_OF.items()}


@typed
@attrs.frozen
class Statute:
    """A statute: title, stage marker, adoption note (题注), and its nodes in print order.

    ``contents`` says whether a table of contents (目录) is printed; it is always derived from the headings. ``metadata`` is what
    the source says about the statute beside its text, in the words of the national database (制定机关, 公布日期, 时效性 …).
    ``metadata``, ``findings`` and ``spans`` (one per unit, or empty) come from reading a source and do not take part in equality.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> law, [article.label for article in law.articles], law["第二条"].text
    (<Statute 某市渡口条例 2条>, ['第一条', '第二条'], '渡船应当开灯。')
    """

    title: str = ""
    stage: str = ""
    note: str = ""
    children: tuple[Node, ...] = ()
    contents: bool = attrs.field(default=False, eq=False, kw_only=True)
    metadata: Mapping[str, str] = attrs.field(factory=dict, eq=False, kw_only=True, repr=False)
    findings: tuple[Finding, ...] = attrs.field(default=(), eq=False, kw_only=True, repr=False)
    spans: tuple[Span | None, ...] = attrs.field(default=(), eq=False, kw_only=True, repr=False)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """The nodes of a statute that was made of its units (:func:`build`): made when they are first asked for."""
            if name != "children":
                return object.__getattribute__(self, name)
            nodes = nest(_units(self))
            object.__setattr__(self, "children", nodes)
            return nodes

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The statute as a flat list: title, stage and note first (always three), then everything in print order."""
        head = (Unit(Level.TITLE, "", self.title), Unit(Level.STAGE, "", self.stage), Unit(Level.NOTE, "", self.note))
        return head + units_of(self.children)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in print order; ``nodes[i]`` belongs to ``units[i + 3]``."""
        return tuple(descend(self.children))

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles of the body in order; those of annexes are not among them."""
        return articles_in(c for c in self.children if not isinstance(c, Annex))

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in order."""
        return tuple(n for n in self.nodes if isinstance(n, Chapter))

    @property
    def annexes(self) -> tuple[Annex, ...]:
        """All annexes in order."""
        return tuple(n for n in self.children if isinstance(n, Annex))

    @property
    def preamble(self) -> Preamble | None:
        """序言 or 引言, if there is one."""
        return next((n for n in self.children if isinstance(n, Preamble)), None)

    @cached_property
    def addresses(self) -> tuple[Address, ...]:
        """The address of each unit, parallel to ``units``; no two are equal."""
        return addresses_of(self.units)

    @cached_property
    def lines(self) -> dict[Address, int]:
        """Address → index into ``units``."""
        return {address: i for i, address in enumerate(self.addresses)}

    @cached_property
    def shortened(self) -> dict[tuple[Step, ...], list[int]]:
        """Addresses as they are written with a step left out → the units they may mean: an item without its 款, a heading without its 编."""
        out: dict[tuple[Step, ...], list[int]] = {}
        for line, address in enumerate(self.addresses):
            steps = address.steps
            if not steps:
                continue
            last = steps[-1].level
            if RANK[last] < RANK[Level.ARTICLE] and last not in (Level.ANNEX, Level.PREAMBLE):
                for i in range(1, len(steps)):
                    out.setdefault(steps[i:], []).append(line)
            for i in range(1, len(steps) - 1):
                if steps[i + 1].level is Level.ITEM and steps[i - 1].level in _HOLDS_ITEMS:
                    out.setdefault(steps[:i] + steps[i + 1 :], []).append(line)
                    break
        return out

    @cached_property
    def outline(self) -> Outline:
        """The tree by line numbers: what belongs to what in ``units``."""
        return Outline.of(self.units)

    def find(self, address: Address | str) -> int | None:
        """The index into ``units`` of the provision at ``address``, or None.

        第八条第三项 without its 款 finds the item where only one paragraph of the article has such an item; 第三章 without its 编
        finds the chapter where only one is numbered so.
        """
        line = None if isinstance(address, str) else self.lines.get(address)
        if line is not None:
            return line
        return _locate(self, parse_address(address) if isinstance(address, str) else address)

    def __getitem__(self, address: Address | str) -> Node:
        """The provision at an address as lawyers write it, ``law["第八条第一款第三项"]``; raises :class:`AddressError`.

        A statute is looked up by address and is no sequence: ``law[7]`` would be 第八条 or 第七条, so it is refused. ``law.articles`` is the sequence.
        """
        if not isinstance(address, (str, Address)):
            raise AddressError(
                f'法规要按条文地址取：law["第三条"]；给的是 {address!r}。按先后取条文用 law.articles[…]',
                f'a statute is looked up by address, law["第三条"], not by {address!r}; for the articles in order take law.articles[…]',
            )
        line = self.find(address)
        if line is None or line < 3:
            raise AddressError(f"《{self.title}》没有{address}", f"《{self.title}》 has no {address}")
        return self.nodes[line - 3]

    def __contains__(self, address: Address | str) -> bool:
        """Whether there is a provision at an address: ``"第八条第二款" in law``; raises :class:`AddressError` for what is no address."""
        if not isinstance(address, (str, Address)):
            raise AddressError(
                f'问的应是条文地址："第三条" in law；给的是 {type(address).__name__}。条文本身用 in law.articles',
                f'ask by address, "第三条" in law, not with {type(address).__name__}; for the article itself ask law.articles',
            )
        line = self.find(address)
        return line is not None and line >= 3

    def to_text(self) -> str:
        """The statute as plain text, the layout every other layer reads back: one unit a line, article numbers on the line of their
        first paragraph; empty parts leave no line."""
        lines = [self.title, self.stage, self.note]
        if self.contents:
            lines += ["目录", *print_contents(self.units)]
        lines += print_units(self.units[3:])
        return "\n".join(line for line in lines if line) + "\n"

    def __repr__(self) -> str:
        chapters = len(self.chapters)
        return f"<Statute {self.title} {f'{chapters}章' if chapters else ''}{len(self.articles)}条>"

    __str__ = __repr__

    to_dicts = to_dicts
    to_pandas = to_pandas
    __arrow_c_stream__ = arrow_stream
    _repr_html_ = repr_html


_units = vars(Statute)["units"].__get__
"""The units where they are there already; raises :class:`AttributeError` where they are not."""
_nodes = vars(Statute)["children"].__get__
"""The nodes below it, likewise."""
_HOLDS_ITEMS = (Level.ARTICLE, Level.PREAMBLE, Level.ANNEX)


def _locate(statute: Statute, want: Address) -> int | None:
    line = statute.lines.get(want)
    if line is not None:
        return line
    found = statute.shortened.get(want.steps, ())
    return found[0] if len(found) == 1 else None


def build(units: Sequence[Unit], like: Statute | None = None) -> Statute:
    """Units as a statute, the inverse of :attr:`Statute.units`; layout settings are taken from ``like``.

    Raises :class:`StructureError` for units that make no statute.

    >>> law = Statute("例", children=(Article("第一条", "", (Paragraph("甲。"),)),))
    >>> build(law.units) == law
    True
    """
    check_order(units)
    title, stage, note = (unit.text for unit in units[:3])
    return made_of(Statute(title, stage, note, contents=like.contents if like else False), units)


_UNLABELLED = frozenset({*_HEAD, Level.PREAMBLE, Level.PARAGRAPH, Level.SIGNATURE})


def made_of(law: Statute, units: Sequence[Unit]) -> Statute:
    """A statute that has no nodes yet, with those of ``units``, which begin with its title, stage and note and stand in order.

    The nodes are made when somebody asks for them: most of what is done with a statute looks at its units. Units that say what nodes do not
    keep (the number of a paragraph) are made into nodes at once.

    >>> made = (Unit(Level.TITLE, "", "例"), Unit(Level.STAGE), Unit(Level.NOTE))
    >>> made_of(Statute("例"), made).units is made
    True
    """
    if [u for u in units if u.label and u.level in _UNLABELLED]:
        return attrs.evolve(law, children=nest(units))
    object.__setattr__(law, "units", tuple(units))
    object.__delattr__(law, "children")
    return law


def without_source(statute: Statute) -> Statute:
    """The statute without where each provision stood in its source and what was said of it; its flat list is the same, and so are its nodes
    where it has them: neither is made again."""
    bare = Statute(
        statute.title, statute.stage, statute.note, contents=statute.contents, metadata=statute.metadata
    )  # fmt: skip
    law = made_of(bare, statute.units)
    with suppress(AttributeError):
        object.__setattr__(law, "children", _nodes(statute))
    return law


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch the cyclic collector off for a stretch of work that makes many values and hardly any garbage.

    Where it was on, it is on again afterwards.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
