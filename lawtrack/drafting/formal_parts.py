"""What stands around the instructions of a drafted decision: title, adoption line, opening, effective-date clause, closing formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import attrs

from lawtrack.decision.decision import Amended, Decision, Instruction
from lawtrack.decision.orders import Order, Payload, ReplaceAll
from lawtrack.decision.parse import keeps_numbers
from lawtrack.decision.phrases.sentences import write_orders
from lawtrack.decision.phrases.wording import closed
from lawtrack.errors import InputError
from lawtrack.model.dates import chinese_date
from lawtrack.model.levels import Level, label
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.model.titles import nested
from lawtrack.syntax.note import body_in, sayings_of

DraftStyle: TypeAlias = Literal["decision", "amendment"]
"""How changes are drafted: as a decision (修改决定), or as an amendment (修正案), which keeps the numbers of articles.

>>> import lawtrack as lt
>>> style: lt.DraftStyle = "amendment"
>>> old, new = (lt.parse_statute(f"某国渡口法\\n第一条　渡船应当{to}。") for to in ("开灯", "亮灯"))
>>> lt.draft(old, new, style=style).title
'某国渡口法修正案'
"""

_SESSION = re.compile(r"[^《》，。；（）]*?会议(?=通过|(?:第.{1,3}次)?修[订正]|[《，（]|$)")
_NAMED = re.compile(r"《(?P<body>[^《》〈〉]{2,30}?)关于")
_DECREE = re.compile(r"(?:中华人民共和国)?(?P<body>国务院|[^《》令]{2,20}?(?:部|委员会|总局|政府))令")
_COURT = re.compile(r"(?:人民法院|人民检察院)$")
_COUNCIL = re.compile(r"(?:国务院|部|总局|人民政府)$")


@attrs.frozen
class Adoption:
    """Who passed an act, in which meeting and when, as far as it is known."""

    body: str = ""
    session: str = ""
    date: str = ""


def adoption_between(old: str, new: str, body: str = "", date: str = "") -> Adoption:
    """Who passed the amendment between two adoption notes; what is given goes before what the notes say.

    >>> adoption_between(
    ...     "（2012年7月27日例市第十三届人民代表大会常务委员会第三次会议通过）",
    ...     "（2012年7月27日例市第十三届人民代表大会常务委员会第三次会议通过　"
    ...     "2023年11月24日例市第十六届人民代表大会常务委员会第六次会议《关于修改〈例市水井条例〉的决定》修正）",
    ... )
    Adoption(body='例市人民代表大会常务委员会', session='例市第十六届人民代表大会常务委员会第六次会议', date='2023-11-24')
    """
    before = [passed for said in sayings_of(old) if (passed := _passed(said.date, said.words)).body]
    latest = max((passed.date for passed in before), default="")
    after = [
        p
        for s in sayings_of(new)
        if (p := _passed(s.date, s.words)).body and p.date > latest and _bare(s.words) not in old
    ]
    found = max(after, key=lambda p: p.date, default=Adoption(before[-1].body if before else ""))
    given = _passed(date, body)
    if given.session:  # a meeting was given for the body: it passes the decision and is no part of its title
        return attrs.evolve(given, date=date or found.date)
    if body and body != found.body or date and date != found.date:
        return Adoption(body or found.body, "", date)
    return found


def _bare(words: str) -> str:
    return words.strip(" \u3000（()）")


def _passed(date: str, words: str) -> Adoption:
    """What one entry of a note says."""
    words = _bare(words)
    session = _SESSION.match(words)
    if session and session[0]:
        body = body_in(session[0])
        return Adoption(body, session[0], date) if body else Adoption()
    named = _NAMED.match(words) or _DECREE.match(words)
    return Adoption(named["body"].replace("中华人民共和国", ""), "", date) if named else Adoption()


@attrs.frozen
class Frame:
    """The formal parts of one decision."""

    name: str
    adoption: Adoption
    title: str
    effective: str
    style: DraftStyle
    preamble: str
    """What the statute calls the text before its articles."""

    def head(self) -> list[str]:
        """Title, adoption line and opening, as the body that decides writes them."""
        name, adoption = nested(self.name), self.adoption
        default = f"{self.name}修正案" if self.style == "amendment" else f"{adoption.body}关于修改《{name}》的决定"
        lines = [self.title or default]
        council = bool(_COUNCIL.search(adoption.body))
        if adoption.date:
            passed = f"{adoption.body}公布" if council else f"{adoption.session or adoption.body}通过"
            lines.append(f"（{_chinese_date(adoption.date)}{passed}）")
        who = adoption.body if council else adoption.session or adoption.body
        lines.append(f"{who}决定{'，' if _COURT.search(adoption.body) else ''}对《{name}》作如下修改：")
        return lines

    def tail(self, renumbers: bool) -> list[str]:
        """When it takes effect, and that the statute is published anew."""
        this = "本修正案" if self.style == "amendment" else "本决定"
        when = f"自{_chinese_date(self.effective)}起施行。" if self.effective else "自公布之日起施行。"
        lines = [this + when]
        if self.style == "decision":
            order = "并对条文顺序作相应调整" if renumbers else ""
            lines.append(f"《{nested(self.name)}》根据本决定作相应修改{order}，重新公布。")
        return lines

    def decision(self, items: Sequence[Sequence[tuple[Order, ...]]], renumbers: bool) -> Decision:
        """The decision that gives these orders, item by item."""
        named = [
            (f"{numeral(n)}{label(Level.ITEM, k) if len(item) > 1 else ''}", orders)
            for n, item in enumerate(items, 1)
            for k, orders in enumerate(item, 1)
        ]
        found = [Instruction(name, index, "", orders) for index, (name, orders) in enumerate(named)]
        amended = (Amended(self.name, tuple(found), adjusts=renumbers and self.style == "decision"),)
        title = self.head()[0]
        return Decision(title, amended=amended, unnumbered=keeps_numbers(title, amended))

    def text(self, items: Sequence[Sequence[tuple[Order, ...]]], renumbers: bool, surely: bool) -> str:
        """The same as it is written; ``surely`` where each instruction is read back by itself."""
        told = [[write_orders(orders, self.preamble, surely) for orders in item] for item in items]
        return "\n".join([*self.head(), *numbered(told), *self.tail(renumbers)]) + "\n"

    def whole(self, new: Statute, marked: bool) -> str:
        """A decision that replaces the whole text (修订), in quotation marks or set off by its layout."""
        lines = attrs.evolve(new, contents=False).to_text().splitlines()
        text = (
            write_orders((ReplaceAll(Payload(tuple(lines))),), surely=False)
            if marked
            else closed("将全文修改为：\n" + "\n".join(lines))
        )
        return "\n".join([*self.head(), text, *self.tail(False)]) + "\n"


def _chinese_date(day: str) -> str:
    told = chinese_date(day)
    if told == day:
        raise InputError(f"日期“{day}”应当写成 2024-03-01 的样子", f"write the date “{day}” like 2024-03-01")
    return told


def numbered(items: Sequence[Sequence[str]]) -> Iterable[str]:
    """Items with 一、二、…, several instructions of one item with （一）（二）…; a single instruction carries no number."""
    if len(items) == 1 and len(items[0]) == 1:
        return items[0]
    told = ("\n".join(f"{label(Level.ITEM, n)}{text}" for n, text in enumerate(item, 1)) for item in items)
    told = (
        item[0] if len(item) == 1 else f"对部分条文作以下修改：\n{listed}"
        for item, listed in zip(items, told, strict=True)
    )
    return [f"{numeral(n)}、{text}" for n, text in enumerate(told, 1)]
