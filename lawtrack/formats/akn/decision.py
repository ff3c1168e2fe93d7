"""An amending decision as Akoma Ntoso: an ``act`` whose sentences are marked as ``mod`` with the quoted new law inside, and activeModifications.

Every character of the decision stands in the document, so that the text read back is the text that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs
from lxml import etree

from lawtrack.decision.decision import Decision, Formal, Instruction
from lawtrack.decision.orders import (
    Append,
    InsertWords,
    Order,
    RepealStatutes,
)
from lawtrack.errors import InputError
from lawtrack.formats.akn.markup import akn, q, serialise
from lawtrack.formats.akn.meta import LifeEvent, meta
from lawtrack.formats.akn.read import flat
from lawtrack.formats.akn.uri import UNKNOWN_DATE, Work, work_of
from lawtrack.model.address import Address
from lawtrack.model.nodes import Statute
from lawtrack.syntax.statute.lines import LineKind, classify

_NUMBER = re.compile(r"[一二三四五六七八九十百零〇]+、|[（(][一二三四五六七八九十百零〇]+[）)]")
_QUOTED = re.compile("“[^“”]*”")
_ELEMENT = {LineKind.ARTICLE: "article", LineKind.ITEM: "point", LineKind.SUBITEM: "indent"}


@attrs.frozen
class _Tile:
    """A stretch of whole lines of the decision: a formal part, one or more instructions, or what nobody read."""

    start: int
    end: int
    kind: str
    instructions: tuple[Instruction, ...] = ()


def decision_akn(decision: Decision, bases: Sequence[Statute] = ()) -> bytes:
    """The decision as an ``act`` named "decision"; ``bases`` are statutes it amends, whose URIs the modifications then name in full.

    Raises :class:`InputError` for a decision whose parts lie outside the text it came with: a file that was altered.
    """
    inner = [x for i in decision.instructions for x in (i, *i.orders)]
    ends = [x.span.end for x in (*decision.formal, *decision.amended, *inner) if x.span]
    if ends and max(ends) > len(decision.source):
        raise InputError(
            f"决定的原文只有 {len(decision.source)} 字，而其中的指令指到第 {max(ends)} 字；请从决定的原文重新读取",
            f"the decision has {len(decision.source)} characters, but an instruction reaches to {max(ends)}; read the decision again from its text",
        )
    return serialise(_Writer(decision, bases).root())


def _tiles(decision: Decision) -> Iterator[_Tile]:
    """The text in whole lines; where two parts share a line they share a tile."""
    text = decision.source
    parts: list[tuple[int, int, Formal | Instruction]] = []
    parts += [(f.span.start, f.span.end, f) for f in decision.formal]
    parts += [(i.span.start, i.span.end, i) for i in decision.instructions if i.span]
    done = 0
    open_: _Tile | None = None
    for start, end, part in sorted(parts, key=lambda p: p[:2]):
        start, end = text.rfind("\n", 0, start) + 1, _line_end(text, end)
        inside = (part,) if isinstance(part, Instruction) else ()
        kind = "instruction" if inside else str(getattr(part, "kind", "text"))
        if open_ is not None and start < open_.end:
            kind = "instruction" if inside or open_.instructions else open_.kind
            open_ = _Tile(open_.start, max(end, open_.end), kind, open_.instructions + inside)
            continue
        if open_ is not None:
            yield open_
            done = open_.end + 1
        if start > done:
            yield _Tile(done, start - 1, "text")
        open_ = _Tile(start, end, kind, inside)
    if open_ is not None:
        yield open_
        done = open_.end + 1
    if done <= len(text) and (open_ is None or done < len(text) or text.endswith("\n")):
        yield _Tile(done, len(text), "text")


def _line_end(text: str, at: int) -> int:
    at = at - 1 if at and text[at - 1] == "\n" else at
    found = text.find("\n", at)
    return len(text) if found < 0 else found


class _Writer:
    def __init__(self, decision: Decision, bases: Sequence[Statute]) -> None:
        self.decision = decision
        work = work_of(decision.title, decision.note)
        day = decision.adopted or decision.promulgated or decision.effective
        self.work = attrs.evolve(work, date=day or work.date)
        self.works = {b.title: work_of(b.title, b.note) for b in bases}
        self.mods = akn("activeModifications")
        self.count = 0

    def root(self) -> etree._Element:
        tiles = list(_tiles(self.decision))
        first = next(
            (i for i, t in enumerate(tiles) if t.instructions or t.kind not in ("title", "note", "text")), len(tiles)
        )
        opening = first
        while opening < len(tiles) and tiles[opening].kind == "opening" and not tiles[opening].instructions:
            opening += 1
        preface = akn("preface", *(b for t in tiles[:first] for b in self.front(t)))
        preamble = akn("preamble", *(p for t in tiles[first:opening] for p in self.lines(t.start, t.end)))
        body = akn("body", *map(self.container, tiles[opening:]))
        if not len(body):
            body.append(akn("hcontainer", name="empty"))
        for title in self.decision.repealed:
            self.modification("repeal", SELF, self.target(title).uri)
        day = self.work.date
        events = [LifeEvent("e_1", "generation", day)]
        made = meta(
            self.work,
            events,
            modifications=self.mods,
            period="period_1" if self.decision.effective else "",
            since=self.decision.effective,
        )
        act = akn(
            "act",
            made,
            preface if len(preface) else None,
            preamble if len(preamble) else None,
            body,
            name="decision",
            contains="originalVersion",
        )
        return akn("akomaNtoso", act)

    def lines(self, start: int, end: int) -> Iterator[etree._Element]:
        for line in self.decision.source[start:end].split("\n"):
            yield akn("p", text=line)

    def front(self, tile: _Tile) -> Iterator[etree._Element]:
        if tile.kind == "title":
            lines = self.decision.source[tile.start : tile.end].split("\n")
            yield akn("longTitle", *(akn("p", akn("docTitle", text=line)) for line in lines))
        else:
            yield akn(
                "container",
                *self.lines(tile.start, tile.end),
                name="adoptionNote" if tile.kind == "note" else tile.kind,
            )

    def container(self, tile: _Tile) -> etree._Element:
        if not tile.instructions:
            return akn("hcontainer", akn("content", *self.lines(tile.start, tile.end)), name=tile.kind)
        eid = f"ins_{tile.instructions[0].index + 1}"
        text = self.decision.source
        number = _NUMBER.match(text, tile.start, tile.end)
        start = number.end() if number else tile.start
        content = akn("content", *self.sentences(start, tile))
        return akn("hcontainer", akn("num", text=number[0]) if number else None, content, name="instruction", eId=eid)

    def sentences(self, start: int, tile: _Tile) -> Iterator[etree._Element]:
        """The lines of instructions as paragraphs; what an order says is a mod, which may run over several lines."""
        text, at = self.decision.source, start
        made = akn("p")
        marked = 0
        for instruction in tile.instructions:
            title = self.amended(instruction)
            for n, order in enumerate(instruction.orders, 1):
                span = order.span
                eid = f"ins_{instruction.index + 1}"
                quoted = ""
                if span is not None and at <= max(span.start, start) < span.end <= tile.end and order.kind:
                    for line, last in _split(text[at : max(span.start, start)]):
                        _append(made, line)
                        if not last:
                            yield made
                            made = akn("p")
                    eid = f"{eid}__mod_{n}"
                    mod, quoted = self.mod(eid, order, max(span.start, start), span.end)
                    made.append(mod)
                    marked += 1
                    at = span.end
                self.modifications(order, eid, title, quoted)
        for line, last in _split(text[at : tile.end]):
            _append(made, line)
            if not last:
                yield made
                made = akn("p")
        yield made

    def mod(self, eid: str, order: Order, start: int, end: int) -> tuple[etree._Element, str]:
        made = akn("mod", eId=eid)
        text = self.decision.source
        payload = getattr(order, "payload", None)
        span = payload.span if payload is not None else None
        if span is None or not start <= span.start < span.end <= end:
            self.words(made, text[start:end], eid)
            return made, ""
        self.words(made, text[start : span.start], eid)
        made.append(_quoted_structure(text[span.start : span.end], f"{eid}__qstr_1"))
        _append_lines(made, text[span.end : end])
        return made, f"{eid}__qstr_1"

    def words(self, made: etree._Element, text: str, eid: str) -> None:
        """Text with each “…” as quotedText."""
        at = 0
        for n, m in enumerate(_QUOTED.finditer(text), 1):
            if "\n" in m[0]:
                continue
            _append_lines(made, text[at : m.start()])
            made.append(akn("quotedText", text=m[0][1:-1], startQuote="“", endQuote="”", eId=f"{eid}__qtext_{n}"))
            at = m.end()
        _append_lines(made, text[at:])

    def amended(self, instruction: Instruction) -> str:
        return next((a.title for a in self.decision.amended if instruction in a.instructions), "")

    def target(self, title: str) -> Work:
        if title in self.works:
            return self.works[title]
        return attrs.evolve(work_of(title), date=UNKNOWN_DATE)

    def modifications(self, order: Order, source: str, title: str, quoted: str) -> None:
        kind = order.kind
        if not kind:
            return
        uri = self.target(title).uri if title else ""
        if isinstance(order, RepealStatutes):
            for name in order.titles:
                self.modification(kind, f"#{source}", self.target(name).uri)
            return
        before, after = _addresses(order)
        side = order.side if isinstance(order, (InsertWords, Append)) else ""
        for n in range(max(len(before), len(after), 1)):
            old = before[n] if n < len(before) else None
            new = after[n] if n < len(after) else None
            destination = new if new is not None and (old is None or kind == "renumbering") else old
            self.modification(
                kind,
                f"#{source}",
                uri + (f"#{destination.eid}" if destination is not None and destination.steps else ""),
                previous=uri + f"#{old.eid}" if kind == "renumbering" and old is not None else "",
                new=f"#{quoted}" if quoted else "",
                side=side,
            )

    def modification(
        self, kind: str, source: str, destination: str, *, previous: str = "", new: str = "", side: str = ""
    ) -> None:
        self.count += 1
        force = akn("force", period="#period_1") if self.decision.effective else None
        self.mods.append(
            akn(
                "textualMod",
                akn("source", href=source),
                akn("destination", href=destination or self.work.uri, pos=side),
                force,
                akn("previous", href=previous) if previous else None,
                akn("new", href=new) if new else None,
                type=kind,
                eId=f"amod_{self.count}",
            )
        )


SELF = "#body"


def _addresses(order: Order) -> tuple[list[Address], list[Address]]:
    """The base and the final addresses an order names, as far as they say where its change is."""
    before, after = [p.address for p in order.places], list(order.finals)
    if order.kind == "insertion" and after:
        return [], after
    return before, after if order.kind == "renumbering" else []


def _quoted_structure(text: str, eid: str) -> etree._Element:
    """New law in quotation marks, as provisions where that keeps every character, else as plain lines."""
    lines = text.split("\n")
    start = "“" if lines[0].startswith("“") else ""
    end = "”" if lines[-1].endswith("”") and len(text) > 1 else ""
    inline = "“" if start and len(lines) > 1 and all(x.startswith("“") for x in lines[1:]) else ""
    bare = [x[len(start if n == 0 else inline) :] for n, x in enumerate(lines)]
    bare[-1] = bare[-1][: len(bare[-1]) - len(end)]
    made = akn("quotedStructure", *_provisions(bare), startQuote=start, endQuote=end, inlineQuote=inline, eId=eid)
    if flat(akn("p", made)) == text:
        return made
    plain = (akn("p", text=x) for x in bare)
    return akn("quotedStructure", *plain, startQuote=start, endQuote=end, inlineQuote=inline, eId=eid)


def _provisions(lines: Sequence[str]) -> list[etree._Element]:
    """Lines as articles, paragraphs, items and subitems, each under what it belongs to as far as that stands among the lines."""
    top: list[etree._Element] = []
    open_: dict[str, etree._Element] = {}  # the last article, paragraph and point
    for line in lines:
        kind, label, rest, spaced = classify(line)
        name = _ELEMENT.get(kind, "paragraph")
        if name == "article":
            gap = "\u3000" if spaced and rest else ""
            open_ = {"article": akn("article", akn("num", text=label + gap))}
            top.append(open_["article"])
            if not rest:
                continue
            name, label, line = "paragraph", "", rest
        elif name == "paragraph":
            label = ""
        text = line[len(label) :]
        made = akn(name, akn("num", text=label) if label else None, akn("content", akn("p", text=text)))
        if name == "paragraph":
            above = open_.get("article")
            open_.pop("point", None)
        elif name == "point":
            above = open_.get("paragraph")
        else:
            above = open_.get("point")
            above = open_.get("paragraph") if above is None else above
        open_[name] = made
        if above is None:
            above = open_.get("article")
        if above is None:
            top.append(made)
        else:
            _belongs(above, made)
    return top


def _belongs(above: etree._Element, made: etree._Element) -> None:
    """A provision under the one that introduces it, whose content becomes the introduction."""
    content = above.find(q("content"))
    if content is not None:
        intro = akn("intro")
        intro.extend(list(content))
        above.replace(content, intro)
    above.append(made)


def _split(text: str) -> Iterator[tuple[str, bool]]:
    lines = text.split("\n")
    for n, line in enumerate(lines):
        yield line, n == len(lines) - 1


def _append(made: etree._Element, text: str) -> None:
    """Text behind what an element already holds."""
    if not text:
        return
    filler = akn("p", text=text)
    if len(made):
        made[-1].tail = (made[-1].tail or "") + (filler.text or "")
    else:
        made.text = (made.text or "") + (filler.text or "")


def _append_lines(made: etree._Element, text: str) -> None:
    for line, last in _split(text):
        _append(made, line)
        if not last:
            made.append(akn("eol"))
