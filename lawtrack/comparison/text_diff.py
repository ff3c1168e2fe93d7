"""Differences inside one text, marked as a lawyer would mark them.

The text is cut into tokens first: a reference (第二百三十九条), a number, an item mark, a run of Latin letters stays whole, so that
第二百三十九条 → 第二百四十六条 is one change and not three, and so does a word (:mod:`lawtrack.comparison.lexicon`), so that no mark begins in the middle
of one. The tokens are then aligned so that no short common fragments stand between two changes (:mod:`lawtrack.comparison.token_diff`). All
steps are exact and do not depend on the speed of the machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import add
from typing import Literal, TypeAlias

import attrs
from rapidfuzz.distance import Indel

from lawtrack.comparison.lexicon import cut_words
from lawtrack.comparison.token_diff import blocks
from lawtrack.model.normal import normalise
from lawtrack.patch.ops import Splice

Granularity: TypeAlias = Literal["word", "legal", "character"]

_NUM = "零〇○一二三四五六七八九十百千万亿两"
_TOKEN = re.compile(
    rf"第[{_NUM}0-9０-９]+[编章节条款项目](?:之[{_NUM}]+)?|[（(][{_NUM}0-9０-９]+[）)]|[{_NUM}]{{2,}}|(?<![统同任唯单专])[{_NUM}](?=[年月日元倍个名人次件周天])|[0-9０-９]+(?:[.．][0-9０-９]+)*|[A-Za-z]+"
)
_LONG = 6000  # characters (of each side) that are compared one by one at the most; longer stretches by clause first
_BORDERS = "，。；：、\n"
_CLAUSE = re.compile(r"[^，。；：、\n]*[，。；：、\n]?")


@attrs.frozen
class Segment:
    """A stretch of a marked text: ``kind`` is equal, insert or delete.

    >>> import lawtrack as lt
    >>> from lawtrack.comparison.text_diff import segments
    >>> [(one.kind, one.text) for one in segments("渡船应当开灯。", "渡船应当亮灯。")]
    [('equal', '渡船应当'), ('delete', '开'), ('insert', '亮'), ('equal', '灯。')]
    """

    kind: Literal["equal", "insert", "delete"]
    text: str


def typographic(old: str, new: str) -> bool:
    """Whether two different texts differ in spacing, punctuation width and the form of quotation marks only.

    >>> typographic("（一）“甲”，乙", '(一)"甲", 乙'), typographic("甲，乙", "甲、乙")
    (True, False)
    """
    return old != new and normalise(old) == normalise(new)


_COUNTED = 4000
"""Above so many characters on both sides likeness is counted and not aligned, which would take the product of the two lengths."""


def similarity(old: str, new: str, at_least: float = 0.0) -> float:
    """How much of two texts is common to both, from 0 to 1 (twice the common characters over all characters); 0 below ``at_least``.

    For two long texts the pairs of neighbouring characters that both have are counted, wherever they stand.
    """
    if 2 * min(len(old), len(new)) < at_least * (len(old) + len(new)):
        return 0.0  # too unlike in length, however much is common
    if min(len(old), len(new)) > _COUNTED:
        a, b = (Counter(map(add, text, text[1:])) for text in (old, new))
        counted = 2 * (a & b).total() / (len(old) + len(new) - 2)
        return counted if counted >= at_least else 0.0
    return Indel.normalized_similarity(old, new, score_cutoff=at_least)


def segments(old: str, new: str, *, by: Granularity = "word") -> tuple[Segment, ...]:
    """The two texts as one marked text; dropping the deletions gives ``new``, dropping the insertions ``old``.

    ``by`` "word" keeps references, numbers and words whole, "legal" references, numbers and Latin words, "character" nothing.

    >>> [(s.kind, s.text) for s in segments("依照第二百三十九条处罚。", "依照第二百四十六条处罚。")]
    [('equal', '依照'), ('delete', '第二百三十九条'), ('insert', '第二百四十六条'), ('equal', '处罚。')]
    """
    if old == new:
        return (Segment("equal", old),) if old else ()
    head, tail = _common(old, new)
    raw = [(0, old[:head])]
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    cut = _CUTTERS[by]
    if max(map(len, middle)) > _LONG:
        raw += _long(*middle, cut)
    else:
        raw += _diff(cut(middle[0]), cut(middle[1]))
    raw.append((0, old[len(old) - tail :]))
    kinds: dict[int, Literal["equal", "insert", "delete"]] = {0: "equal", 1: "insert", -1: "delete"}
    return tuple(Segment(kinds[k], text) for k, text in _tidy([x for x in raw if x[1]]))


def _common(old: str, new: str) -> tuple[int, int]:
    """How long the two texts begin and end alike, up to a mark, so that no word is torn."""
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head] == new[head]:
        head += 1
    while head and old[head - 1] not in _BORDERS:
        head -= 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    while tail and old[-tail] not in _BORDERS:
        tail -= 1
    return head, tail


def splices(old: str, new: str, *, by: Granularity = "word") -> tuple[Splice, ...]:
    """The same differences as replacements in ``old``.

    >>> splices("甲乙丙。", "甲丁丙。")
    (Splice(start=1, end=2, text='丁'),)
    """
    return tuple(splices_of(segments(old, new, by=by)))


def splices_of(marked: Sequence[Segment]) -> Iterator[Splice]:
    """A marked text as replacements in its old side."""
    at = start = 0
    put: list[str] = []
    for segment in marked:
        if segment.kind == "equal":
            if at > start or put:
                yield Splice(start, at, "".join(put))
            at += len(segment.text)
            start, put = at, []
        elif segment.kind == "delete":
            at += len(segment.text)
        else:
            put.append(segment.text)
    if at > start or put:
        yield Splice(start, at, "".join(put))


def tokens(text: str) -> list[str]:
    """The legal tokens of a text: references, numbers, item marks and Latin words whole, one character otherwise.

    >>> tokens("依照第十条之一（三）处2万元")
    ['依', '照', '第十条之一', '（三）', '处', '2', '万', '元']
    """
    out: list[str] = []
    at = 0
    for m in _TOKEN.finditer(text):
        out += text[at : m.start()]
        out.append(m[0])
        at = m.end()
    out += text[at:]
    return out


def words(text: str) -> list[str]:
    """The legal tokens of a text, and Chinese words whole.

    >>> words("依照第十条规定给予处分")
    ['依照', '第十条', '规定', '给予', '处分']
    """
    out: list[str] = []
    at = 0
    for m in _TOKEN.finditer(text):
        out += cut_words(text[at : m.start()])
        out.append(m[0])
        at = m.end()
    return [*out, *cut_words(text[at:])]


_CUTTERS: dict[Granularity, Callable[[str], list[str]]] = {"word": words, "legal": tokens, "character": list}


def _diff(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, str]]:
    """Tokens against tokens."""
    return [(kind, "".join(tokens)) for kind, tokens in blocks(a, b)]


def _long(old: str, new: str, cut: Callable[[str], list[str]]) -> list[tuple[int, str]]:
    """A very long text: clause by clause first, then inside the clauses that changed, as long as they are not too long themselves."""
    a, b = ([m[0] for m in _CLAUSE.finditer(t) if m[0]] for t in (old, new))
    if max(len(a), len(b)) > _LONG:
        return [(k, t) for k, t in ((-1, old), (1, new)) if t]
    out: list[tuple[int, str]] = []
    gone = come = ""

    def flush() -> None:
        nonlocal gone, come
        if gone and come and max(len(gone), len(come)) <= _LONG:
            out.extend(_diff(cut(gone), cut(come)))
        else:
            out.extend((k, t) for k, t in ((-1, gone), (1, come)) if t)
        gone = come = ""

    for op in Indel.opcodes(a, b):
        if op.tag == "equal":
            flush()
            out.append((0, "".join(a[op.src_start : op.src_end])))
        else:
            gone += "".join(a[op.src_start : op.src_end])
            come += "".join(b[op.dest_start : op.dest_end])
    flush()
    return out


def _tidy(diffs: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Neighbours of one kind joined, deletions before insertions."""
    gone: list[str] = []
    come: list[str] = []
    same: list[str] = []

    def flush() -> Iterator[tuple[int, str]]:
        if gone and (text := "".join(gone)):
            yield -1, text
        if come and (text := "".join(come)):
            yield 1, text
        gone.clear()
        come.clear()

    for kind, text in diffs:
        if kind == 0:
            yield from flush()
            same.append(text)
            continue
        if same:
            yield 0, "".join(same)
            same.clear()
        (gone if kind < 0 else come).append(text)
    yield from flush()
    if same and (text := "".join(same)):
        yield 0, text
