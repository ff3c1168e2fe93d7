"""What a decision says, as written: instructions and their orders. No statute is needed to read them, and none is looked at.

Every number on the left of an order is a number of the *base* text, every number after 作为 / 改为 a number of the *final* text
(rules A1 and A2 of the reading of decisions: checked against published texts without an exception). Pronouns (该条, 其中的,
a bare 第三款 on a line of its own) are already resolved to full addresses; ``Place.address`` is in base numbers, ``to`` in final ones.
"""

from __future__ import annotations

import re
from typing import TypeAlias

import attrs

from lawtrack.display import repr_html
from lawtrack.errors import Finding, Severity, Span
from lawtrack.model.address import Address
from lawtrack.model.nodes import Level


@attrs.frozen
class Place:
    """A place in the base statute as an order names it.

    ``address`` may lack its 款 (第八条第三项); the empty address is the whole statute (条例中的, 相关条文). ``through`` is the last of a
    range (第八条至第十条). ``part`` narrows it down: ``head`` (款首, 条首部分, the words before the items), ``tail`` (款尾, 末尾,
    最后), ``start`` (开始部分), ``items`` (各项), ``sentence-N`` (第N句, from the end if negative), ``line-N`` (第N自然段 of an article),
    ``heading`` (章名), ``headings`` (所有章名). ``quoted`` is a heading or an old text quoted in full instead of a number.
    """

    address: Address = Address()
    through: Address | None = None
    part: str = ""
    quoted: str = ""

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


@attrs.frozen(kw_only=True)
class _Order:
    """``phrase`` names the entry of the phrase table that read it; ``span`` is its place in the decision's text."""

    phrase: str = ""
    span: Span | None = None


@attrs.frozen
class Replace(_Order):
    """…修改为：… — whole provisions (or heads of provisions, headings, the title) get a new text and keep their number here.

    Several places with one payload: its provisions replace them in order (第一款、第二款修改为). An address that the same
    instruction renumbers is still given in base numbers.
    """

    places: tuple[Place, ...]
    payload: Payload


@attrs.frozen
class Renumber(_Order):
    """将第X条改为第Y条; 原第二款作为第三款; 将第十条第一款改为第十二条; 第七项至第十五项相应改为第八项至第十六项; 将第三章第一节改为第四章.

    ``places`` and ``to`` correspond; a range on both sides is one pair. ``to`` is in final numbers: within one article it
    carries that article's final number if the instruction gives one, else the old one.
    """

    places: tuple[Place, ...]
    to: tuple[Place, ...]


@attrs.frozen
class Insert(_Order):
    """增加一条 / 一款 / 一项 / 一章 / 一节, 作为….

    ``level`` is what is added, ``to`` the final addresses (empty where none is given). ``under`` is the provision of the *base*
    that receives a paragraph or item (None for articles, headings, and where only ``to`` says it); ``after`` / ``before`` the base
    provision it stands next to where the decision says so. ``heading`` is a heading given outside the payload (第七章“公布”).
    """

    level: Level
    to: tuple[Address, ...]
    payload: Payload
    under: Place | None = None
    after: Place | None = None
    before: Place | None = None
    heading: str = ""


@attrs.frozen
class Delete(_Order):
    """删去 / 删除 whole provisions; ``Place.part == "headings"`` deletes headings and leaves the articles."""

    places: tuple[Place, ...]


@attrs.frozen
class ReplaceWords(_Order):
    """其中的“A”修改为“B”，“C”修改为“D”: every occurrence in each place, longest first, in one pass.

    ``joined``: “A”“B”合并修改为“C” (the pair with the mark between them becomes C). ``except_``: 除第X条外. ``count``: how many
    occurrences the decision declares, None where it does not. ``old_whole``: the old words are the full old text of the place
    (constitution style 第X条“旧”修改为：“新”), one string per paragraph joined by newlines on both sides.
    """

    places: tuple[Place, ...]
    pairs: tuple[tuple[str, str], ...]
    joined: bool = False
    except_: tuple[Place, ...] = ()
    count: int | None = None
    old_whole: bool = False


@attrs.frozen
class InsertWords(_Order):
    """在“A”后增加“B” (``side`` "after") / 在“A”前增加“B” ("before").

    ``beside`` is what stands on the other side (在“A”后、“C”前增加“B”): only such an “A” is meant.
    """

    places: tuple[Place, ...]
    anchor: str
    text: str
    side: str = "after"
    beside: str = ""


@attrs.frozen
class Append(_Order):
    """款尾增加…, 最后增加…, 末尾增加… (``side`` "end"), 开始部分增加… ("start"): ``payload`` holds a clause or whole sentences."""

    places: tuple[Place, ...]
    payload: Payload
    side: str = "end"


@attrs.frozen
class DeleteWords(_Order):
    """删去其中的“A”: every occurrence in each place."""

    places: tuple[Place, ...]
    words: tuple[str, ...]
    except_: tuple[Place, ...] = ()


@attrs.frozen
class Merge(_Order):
    """将第X条、第Y条合并为一条，作为第Z条，修改为：… — also of 款 and of chapters (将第三章并入第二章: no payload)."""

    places: tuple[Place, ...]
    to: Address | None
    payload: Payload | None = None


@attrs.frozen
class Split(_Order):
    """将第X条改为两条，分别作为第A条、第B条，修改为：…; 第一款分为两款，作为第一款、第二款，修改为：…; 分为两项.

    Without a payload the parts are assigned by the :class:`Renumber` orders that follow. ``headings`` for a heading split in two
    (将第二章“A”改为第二章“B”和第三章“C”).
    """

    place: Place
    to: tuple[Address, ...]
    payload: Payload | None = None
    level: Level = Level.ARTICLE
    headings: tuple[str, ...] = ()


@attrs.frozen
class Regroup(_Order):
    """第二章包括第十二条至第十六条: which final articles stand under a final heading."""

    heading: Address
    first: Address
    last: Address
    title: str = ""


@attrs.frozen
class Restate(_Order):
    """这一自然段相应修改为：“…” — the full text after the other orders; a check, applied once."""

    place: Place
    payload: Payload


@attrs.frozen
class ConvertNumerals(_Order):
    """将…中的阿拉伯数字改为相应的汉字."""

    places: tuple[Place, ...]


@attrs.frozen
class ReplaceAll(_Order):
    """修订: the whole text is replaced."""

    payload: Payload


@attrs.frozen
class Repeal(_Order):
    """废止 of statutes named by title."""

    titles: tuple[str, ...]


@attrs.frozen
class Adjust(_Order):
    """条文顺序作相应调整 and its like; ``words`` where it also licenses unstated changes of wording (对部分文字作相应调整)."""

    words: bool = False


@attrs.frozen
class Remark(_Order):
    """A clause that is law but changes no text (比照适用, 不再适用, new offences outside the code)."""

    text: str


Order: TypeAlias = (
    Replace | Renumber | Insert | Delete | ReplaceWords | InsertWords | Append | DeleteWords | Merge | Split | Regroup
    | Restate | ConvertNumerals | ReplaceAll | Repeal | Adjust | Remark
)  # fmt: skip


@attrs.frozen
class Instruction:
    """One numbered instruction (or numbered sub-instruction): ``label`` such as 二十六（三）, ``index`` within the decision."""

    label: str
    index: int
    text: str
    orders: tuple[Order, ...]
    span: Span | None = None
    effective: str = ""


@attrs.frozen
class Amended:
    """What a decision does to one statute. ``title`` as the decision writes it, without 《 》.

    ``adjusts``: the numbers close up (条文顺序作相应调整). ``rewords``: it also licenses unstated changes of wording (部分文字作相应调整).
    """

    title: str
    instructions: tuple[Instruction, ...]
    adjusts: bool = False
    span: Span | None = None
    rewords: bool = False


@attrs.frozen
class Formal:
    """A known formal part of the text: title, adoption line, opening, heading of a part, effective-date clause, republication clause."""

    kind: str
    text: str
    span: Span


@attrs.frozen
class Decision:
    """An amending decision (修改决定) or amendment (修正案) as read.

    ``adopted`` / ``effective`` are ISO dates ("" where unknown; ``effective`` equals ``promulgated`` or ``adopted`` for 自公布之日起).
    ``unnumbered``: amendment style (criminal law, constitution): nothing is renumbered, inserted articles are 之一, deleted ones stay vacant.
    ``unread`` are the findings for what was not understood: () is a fully read decision. ``source`` is the text that was read.
    """

    title: str
    note: str = ""
    body: str = ""
    adopted: str = ""
    promulgated: str = ""
    effective: str = ""
    amended: tuple[Amended, ...] = ()
    repealed: tuple[str, ...] = ()
    formal: tuple[Formal, ...] = attrs.field(default=(), repr=False)
    findings: tuple[Finding, ...] = attrs.field(default=(), repr=False, eq=False)
    unnumbered: bool = False
    source: str = attrs.field(default="", repr=False, eq=False)

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        """All instructions of all statutes, in order."""
        return tuple(i for a in self.amended for i in a.instructions)

    @property
    def items(self) -> tuple[str, ...]:
        """The numbers of the items as printed, in order, sub-items (（一） under 二十六) not counted apart.

        >>> part = Amended("例法", (Instruction("一", 0, "", ()), Instruction("二（一）", 1, "", ()), Instruction("二（二）", 2, "", ())))
        >>> Decision("决定", amended=(part,)).items
        ('一', '二')
        """
        return tuple(dict.fromkeys(re.split(r"[（(]", i.label)[0] for i in self.instructions))

    @property
    def unread(self) -> tuple[Finding, ...]:
        """What was not understood, each with its place; () where all was."""
        return tuple(f for f in self.findings if f.code == "decision.unread")

    def for_statute(self, title: str) -> Decision:
        """The decision as far as it amends the statute of this title.

        The title may be given in full or short: with or without 《 》, 中华人民共和国, the court's name in front, the region
        (审计条例 for 北京市审计条例) or a bracket naming a version; 〈 〉 and 《 》 inside are the same. A decision that amends one
        statute only amends that one, whatever it is called (with a finding ``decision.other-statute`` where the names do not
        fit); otherwise ``amended`` is empty where no statute or more than one fits, with the same finding as an error.
        """
        parts = [a for a in self.amended if _title_key(a.title) == _title_key(title)]
        if not parts:
            near = {_title_key(a.title) for a in self.amended if _fits(_title_key(a.title), _title_key(title))}
            parts = [a for a in self.amended if _title_key(a.title) in near] if len(near) == 1 else []
        if parts:
            return self._only(parts)
        if len({_title_key(a.title) for a in self.amended}) == 1:
            own = self.amended[0].title
            other = bool(own and title)
            message = f"本决定修改的是《{own}》，所给法规的名称是《{title}》；已按本决定只修改这一件法规处理"
            finding = Finding(
                "decision.other-statute", Severity.WARNING, message, f"the decision amends {own}, not {title}"
            )
            return self._only(list(self.amended), (finding,) if other else ())
        names = "、".join(f"《{a.title}》" for a in self.amended)
        finding = Finding(
            "decision.other-statute", Severity.ERROR, f"本决定没有修改《{title}》，或者名称不足以确定；它修改的是：{names}",
            f"the decision does not amend {title}, or the name fits several statutes",
        )  # fmt: skip
        return self._only([], (finding,))

    def _only(self, parts: list[Amended], more: tuple[Finding, ...] = ()) -> Decision:
        chosen = tuple(parts)
        if len(chosen) > 1 and len(set(map(_title_key, (a.title for a in chosen)))) == 1:
            chosen = (
                attrs.evolve(
                    chosen[0],
                    instructions=tuple(i for a in chosen for i in a.instructions),
                    adjusts=any(a.adjusts for a in chosen),
                    rewords=any(a.rewords for a in chosen),
                ),
            )
        others = [a.span for a in self.amended if a not in parts and a.span]
        findings = tuple(
            f for f in self.findings if not (f.span and any(s.start <= f.span.start < s.end for s in others))
        )
        return attrs.evolve(self, amended=chosen, findings=(*findings, *more))

    def to_text(self) -> str:
        """The text it was read from."""
        return self.source

    def __repr__(self) -> str:
        items, orders = len(self.items), len(self.instructions)
        return f"<Decision {self.title} {items}项{f'（分项共{orders}条）' if orders != items else ''}指令>"

    __str__ = __repr__

    _repr_html_ = repr_html


_VERSION = re.compile(
    r"（(?:\d{4}年?)?[^（）]{0,8}(?:修正|修订|修改|草案|审议稿|征求意见稿|公布|通过|施行)[^（）]{0,8}）$"
)
_ISSUER = re.compile(r"^(?:最高人民法院|最高人民检察院|公安部|司法部|国家[^关]{1,12}?|、)+(?=关于)")


def _title_key(title: str) -> str:
    """A title for comparing: no marks, no white space, no 中华人民共和国, no court in front, no version in brackets."""
    flat = re.sub(r"[《》〈〉<>“”\"\s\u3000]", "", title).translate(str.maketrans("()", "（）"))
    flat = _VERSION.sub("", flat).replace("中华人民共和国", "")
    return _ISSUER.sub("", flat)


def _fits(a: str, b: str) -> bool:
    """Whether one title is the other without its region or issuer (审计条例, 北京市审计条例)."""
    return len(a) > 1 and len(b) > 1 and (a.endswith(b) or b.endswith(a))
