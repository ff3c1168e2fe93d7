"""The old text with real tracked changes: accepting all gives the new text, rejecting all the old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import attrs

from lawtrack.comparison.text_diff import segments
from lawtrack.formats.docx.paragraphs import (
    Comment,
    Edge,
    Pages,
    ParagraphEnd,
    Piece,
    Shape,
    Token,
    TrackedChange,
    shape,
)
from lawtrack.formats.docx.statute import assemble, contents_lines
from lawtrack.formats.docx.styles import Sheet
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.printing import heading_line
from lawtrack.patch.arrangement import Trace
from lawtrack.patch.ops import NO_CAUSE, Cause, Op
from lawtrack.patch.patch import Patch

LONGEST_AUTHOR = 60
"""Word shows about so many characters of an author's name; the titles of omnibus decisions are longer."""


@attrs.frozen
class _Entry:
    """One unit in the merged text: its place in the old units, in the new ones, and what happened to it there.

    ``state`` is "keep", "del", "ins", "from" (it left this place) or "to" (it arrived here); ``run`` names the moved run.
    """

    old: int | None
    new: int | None
    state: str
    op: Op | None = None
    run: str = ""


def merged(base: Statute, traces: Sequence[Trace], patch: Patch) -> list[_Entry]:
    """Both versions in one sequence: what stays in place carries the order; before it what went, then what came."""
    gone = patch.arrangement.gone
    moved = {t.line: t.move for t in traces if t.line is not None and t.move is not None}
    target = {t.line: j for j, t in enumerate(traces) if t.line is not None}
    out: list[_Entry] = []
    i = 0

    def left(until: int) -> Iterator[_Entry]:
        for k in range(i, until):
            yield _Entry(k, None, "del", gone[k].op) if k in gone else _Entry(k, target[k], "from", moved[k])

    came: list[_Entry] = []
    for j, trace in enumerate(traces):
        if trace.line is None:
            came.append(_Entry(None, j, "ins", trace.ops[0] if trace.ops else None))
        elif trace.line in moved:
            came.append(_Entry(trace.line, j, "to", moved[trace.line]))
        else:
            out += [*left(trace.line), *came, _Entry(trace.line, j, "keep")]
            i, came = trace.line + 1, []
    return _named([*out, *left(len(base.units)), *came])


def _named(entries: list[_Entry]) -> list[_Entry]:
    """Moved runs get a name where the same units stand together at both ends; Word cannot show other moves, they become del and ins."""
    ends: dict[tuple[str, tuple[int | None, ...]], list[int]] = {}
    at = 0
    for (state, _), group in groupby(entries, key=lambda e: (e.state, id(e.op) if e.state in ("from", "to") else 0)):
        run = list(group)
        if state in ("from", "to"):
            ends[state, tuple(e.old for e in run)] = list(range(at, at + len(run)))
        at += len(run)
    out = [attrs.evolve(e, state={"from": "del", "to": "ins"}.get(e.state, e.state)) for e in entries]
    whole = [lines for state, lines in ends if state == "from" and ("to", lines) in ends]
    for n, lines in enumerate(whole, 1):
        for state in ("from", "to"):
            for k in ends[state, lines]:
                out[k] = attrs.evolve(entries[k], run=f"move{n}")
    return out


@attrs.frozen
class _Writer:
    """The merged text as tokens."""

    old: Sequence[Unit]
    new: Sequence[Unit]
    traces: Sequence[Trace]
    sheet: Sheet
    author: str
    date: str
    source: str

    def change(self, kind: str, cause: Cause) -> TrackedChange:
        """A change by the decision, or by what follows from it: two authors, so that Word tells them apart."""
        return TrackedChange(kind, self.author + ("（相应调整）" if cause.consequential else ""), self.date)

    def tokens(self, entries: Sequence[_Entry], remarks: bool) -> Iterator[Token]:
        """The text of all entries, moved runs between their edges, the instruction as a comment where it first applies."""
        said: set[tuple[object, ...]] = set()
        for name, group in groupby(entries, key=lambda e: (e.run, e.state if e.run else "")):
            run = list(group)
            edge = self.change("moveFrom" if name[1] == "from" else "moveTo", _cause(run[0].op))
            if name[0]:
                yield Edge(name[0], True, edge)
            for entry in run:
                if remarks:
                    yield from self._remarks(entry, said)
                yield from self._unit(entry)
            if name[0]:
                yield Edge(name[0], False, edge)

    def _remarks(self, entry: _Entry, said: set[tuple[object, ...]]) -> Iterator[Comment]:
        ops = list(self.traces[entry.new].ops) if entry.new is not None and entry.state != "from" else []
        if entry.op is not None and entry.op not in ops:
            ops.append(entry.op)
        for op in ops:
            cause = op.cause
            if not cause.text or cause.consequential or not (entry.old is not None or entry.state == "ins"):
                continue
            at = op.where
            key = (cause.index, cause.label, at.article or at if at.steps else id(op))
            if key not in said:
                said.add(key)
                source = f"{self.source}" if self.source else "决定"
                yield Comment(
                    f"{source}{cause.clause}：\n{cause.text}" if cause.label else cause.text, self.author, self.date
                )

    def _unit(self, entry: _Entry) -> Iterator[Token]:
        before = shape(self.old, entry.old, self.sheet) if entry.old is not None else None
        after = shape(self.new, entry.new, self.sheet) if entry.new is not None else None
        cause = _cause(entry.op)
        if entry.state in ("del", "ins"):
            printed = before if entry.state == "del" else after
            assert printed is not None
            change = self.change(entry.state, cause)
            yield from (attrs.evolve(p, change=change) for p in printed.pieces)
            if printed.style:
                yield ParagraphEnd(printed.style, change)
            return
        assert before is not None and after is not None and entry.new is not None
        for kind, piece, why in _pieces(before, after, self.traces[entry.new]):
            if (kind, entry.state) in (("ins", "from"), ("del", "to")):
                continue
            if entry.state == "from":  # it leaves as it was; what was changed about it shows where it arrives
                yield attrs.evolve(piece, change=self._moved(entry))
            elif kind != "equal":
                yield attrs.evolve(piece, change=self.change(kind, why))
            elif entry.state == "keep":
                yield piece
            else:
                yield attrs.evolve(piece, change=self._moved(entry))
        if entry.state == "keep":
            style = after.style or before.style
            kind = "ins" if not before.style else "del" if not after.style else ""
            if style and before.style and after.style and before.style != after.style:
                yield ParagraphEnd(style, None, before.style, self.change("ins", cause))
            elif style:
                yield ParagraphEnd(style, self.change(kind, cause) if kind else None)
        else:
            printed = before if entry.state == "from" else after
            if printed.style:
                yield ParagraphEnd(printed.style, self._moved(entry))

    def _moved(self, entry: _Entry) -> TrackedChange:
        return self.change("moveFrom" if entry.state == "from" else "moveTo", _cause(entry.op))

    def contents(self, entries: Sequence[_Entry]) -> Iterator[Token]:
        """The table of contents of both versions; its lines follow the headings."""
        shown_old, shown_new = set(contents_lines(self.old)), set(contents_lines(self.new))
        yield Piece("目录")
        yield ParagraphEnd("TOCHeading")
        for entry in entries:
            before = (
                heading_line(self.old[entry.old]) if entry.old in shown_old and entry.state not in ("ins", "to") else ""
            )
            after = (
                heading_line(self.new[entry.new])
                if entry.new in shown_new and entry.state not in ("del", "from")
                else ""
            )
            level = self.old[entry.old].level if entry.old is not None else self.new[entry.new or 0].level
            cause = _cause(entry.op).consequence
            for s in segments(before, after):
                kind = {"insert": "ins", "delete": "del"}.get(s.kind)
                yield Piece(s.text, change=self.change(kind, cause) if kind else None)
            if before or after:
                kind = "ins" if not before else "del" if not after else ""
                yield ParagraphEnd(self.sheet.contents_of(level), self.change(kind, cause) if kind else None)


def _cause(op: Op | None) -> Cause:
    return op.cause if op is not None else NO_CAUSE


def _pieces(before: Shape, after: Shape, trace: Trace) -> Iterator[tuple[str, Piece, Cause]]:
    """The pieces of a unit that both versions have: ("equal" | "del" | "ins", piece, why)."""
    relabel, edits = trace.relabel.cause if trace.relabel else NO_CAUSE, trace.edits
    for k, (a, b) in enumerate(zip(before.fields, after.fields, strict=True)):
        if k == 0 and a.text != b.text:  # a number is replaced whole
            yield "del", a, relabel
            yield "ins", b, relabel
        elif k == 2 and edits and edits[0].before == a.text:
            at = 0
            for s, cause in sorted(((s, e.cause) for e in edits for s in e.splices), key=lambda x: x[0]):
                yield "equal", attrs.evolve(a, text=a.text[at : s.start]), NO_CAUSE
                yield from _marked(attrs.evolve(a, text=a.text[s.start : s.end]), s.text, cause)
                at = s.end
            yield "equal", attrs.evolve(a, text=a.text[at:]), NO_CAUSE
        else:
            yield from _marked(a, b.text, edits[0].cause if edits else relabel)


def _marked(piece: Piece, new: str, cause: Cause) -> Iterator[tuple[str, Piece, Cause]]:
    for s in segments(piece.text, new):
        yield {"equal": "equal", "delete": "del", "insert": "ins"}[s.kind], attrs.evolve(piece, text=s.text), cause


def _end_kept(tokens: list[Token]) -> list[Token]:
    """The same stream, ended by a paragraph mark that stays: the last one of a Word file can be neither inserted nor deleted.

    Behind the last kept mark, if only one version goes on, marks pass their change forward: ``甲¶ 乙¶(deleted)`` reads as
    ``甲¶(deleted) 乙¶`` in both views. If both go on, they share the last mark.
    """
    marks = [(i, t) for i, t in enumerate(tokens) if isinstance(t, ParagraphEnd)]
    kept = max((k for k, (_, m) in enumerate(marks) if m.change is None), default=-1)
    tail = marks[kept + 1 :]
    if not tail:
        return tokens
    out: list[Token | None] = list(tokens)
    ends = {m.change.kind in ("ins", "moveTo"): i for i, m in tail if m.change}
    if len(ends) == 2:
        for i in ends.values():
            out[i] = None
        out.append(ParagraphEnd(tail[-1][1].style))
    else:
        for k in range(max(kept, 0), len(marks)):
            i, mark = marks[k]
            out[i] = attrs.evolve(mark, change=marks[k + 1][1].change if k + 1 < len(marks) else None)
    return [t for t in out if t is not None]


def _whole_moves(tokens: list[Token]) -> list[Token]:
    """The same stream with moves of whole lines only; the others are shown as deleted and inserted.

    Word shows half a line moved, but LibreOffice 7.4 rejects and accepts it wrongly.
    """
    broken: set[str] = set()
    last: Token = ParagraphEnd("")
    for t in tokens:
        if isinstance(t, Edge) and not isinstance(last, ParagraphEnd):
            broken.add(t.name)
        elif not isinstance(t, (Edge, Comment)):
            last = t
    out: list[Token] = []
    inside = ""
    for t in tokens:
        if isinstance(t, Edge):
            inside = t.name if t.opens else ""
            if t.name in broken:
                continue
        elif inside in broken and not isinstance(t, Comment) and t.change:
            kind = {"moveFrom": "del", "moveTo": "ins"}.get(t.change.kind, t.change.kind)
            t = attrs.evolve(t, change=attrs.evolve(t.change, kind=kind))
        out.append(t)
    return out


def _as_typed(tokens: list[Token]) -> list[Token]:
    """The same stream, written as typing would have made it: text added at a paragraph's end and paragraphs added behind it push its own mark down.

    ``甲(乙¶丙)¶`` and ``甲(乙)¶(丙¶)`` read the same in both views, but LibreOffice 7.4 rejects the second wrongly: it takes two
    insertions at the two sides of a kept mark for one. Where something was deleted at the paragraph's end, it comes last for the same reason.
    """
    out = list(tokens)
    marks = [i for i, t in enumerate(tokens) if isinstance(t, ParagraphEnd)]
    k = 0
    while k < len(marks):
        here, last = out[marks[k]], k
        if isinstance(here, ParagraphEnd) and not here.change and marks[k] and _kind(out[marks[k] - 1]) == "ins":
            while last + 1 < len(marks) and _all_new(out[marks[last] + 1 : marks[last + 1] + 1]):
                last += 1
            middle = marks[k]
            while middle and _kind(out[middle - 1]) == "ins":
                middle -= 1
            start = middle
            while start and _kind(out[start - 1]) == "del" and isinstance(out[start - 1], Piece):
                start -= 1
            if start < middle and _begins_new(out[marks[k] + 1 : marks[k] + 5]):
                out[start : marks[k]] = out[middle : marks[k]] + out[start:middle]
                last = k
        if last > k:
            first, final = out[marks[k]], out[marks[last]]
            assert isinstance(first, ParagraphEnd) and isinstance(final, ParagraphEnd)
            out[marks[k]] = attrs.evolve(first, change=final.change)
            out[marks[last]] = attrs.evolve(final, change=None, was=first.style, by=final.change)
        k = last + 1
    return out


def _kind(token: Token) -> str:
    return token.change.kind if isinstance(token, Piece) and token.change else ""


def _begins_new(tokens: Sequence[Token]) -> bool:
    first = next((t for t in tokens if not isinstance(t, (Edge, Comment))), None)
    return (
        first is not None
        and not isinstance(first, (Edge, Comment))
        and bool(first.change and first.change.kind != "del")
    )


def _all_new(paragraph: Sequence[Token]) -> bool:
    return all(
        isinstance(t, Comment) or not isinstance(t, Edge) and t.change and t.change.kind == "ins" for t in paragraph
    )


def redline_tokens(
    base: Statute, patch: Patch, *, author: str = "", date: str = "", comments: bool = True
) -> tuple[list[Token], Sheet]:
    """The merged text of a statute and what a patch makes of it, as tokens, and the sheet of styles it needs."""
    traces = patch.trace(base)
    new = [t.unit for t in traces]
    sheet = Sheet.of(u.level for u in (*base.units, *new))
    source = f"《{patch.source}》" if patch.source and not patch.source.startswith("《") else patch.source
    name = author or patch.source or "修改前后比较"
    name = name if len(name) <= LONGEST_AUTHOR else name[: LONGEST_AUTHOR - 1] + "…"
    day = date or patch.adopted or patch.effective
    writer = _Writer(base.units, new, traces, sheet, name, day, source)
    entries = merged(base, traces, patch)
    body = next((k for k, e in enumerate(entries) if _level(e, base.units, new) > Level.NOTE), len(entries))
    tokens = list(writer.tokens(entries[:body], comments))
    if base.contents:
        tokens += writer.contents(entries)
    tokens += writer.tokens(entries[body:], comments)
    stream = [t for t in tokens if not isinstance(t, Piece) or t.text]
    return _as_typed(_end_kept(_whole_moves(stream))), sheet


def _level(entry: _Entry, old: Sequence[Unit], new: Sequence[Unit]) -> Level:
    return old[entry.old].level if entry.old is not None else new[entry.new or 0].level


def redline_docx(base: Statute, patch: Patch, *, author: str = "", date: str = "", comments: bool = True) -> bytes:
    """The old text with tracked changes (修订) by ``author`` on ``date`` (ISO; both from the patch if empty), as a .docx.

    What follows from the decision without being ordered in words has an author of its own (…（相应调整）). ``comments`` puts the words of
    each instruction beside the place it changes. Raises :class:`lawtrack.errors.MismatchError` where the patch does not fit.
    """
    tokens, sheet = redline_tokens(base, patch, author=author, date=date, comments=comments)
    pages = Pages()
    body = list(pages.paragraphs(tokens))
    return assemble(body, sheet, base.title, comments=pages.comments_part())
