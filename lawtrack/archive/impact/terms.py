"""Names and terms that a change replaced throughout a statute.

Not every word that was replaced is a term: 处理 that became 处置 in one article says nothing of other statutes. A term is

* a word that an order replaces or deletes in the whole statute (本法中的“A”修改为“B”), or in several provisions by number;
* a word that gave way to the same other one in at least three provisions (one of two characters: six) of two texts compared;

and only if it is *gone*: a word that still stands in the new text was not given up. Names of bodies are known by their ends and need not be gone:
one department takes over some of what another one did. What holds numbers, marks or references is no term, nor is a word that the new one holds
(运输部门 in 交通运输部门) or, unless by order, one of which a part was left (通知书, 通知): where it stands elsewhere nobody can say what is meant.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import attrs

from lawtrack.archive.impact.laws import Law, LawVersion, steps_of
from lawtrack.archive.impact.search import Search
from lawtrack.archive.storage.objects import Shelf
from lawtrack.comparison.grams import pairs_of
from lawtrack.comparison.text_diff import Segment, segments
from lawtrack.decision.decision import Amended
from lawtrack.decision.orders import DeleteWords, Place, ReplaceWords
from lawtrack.history.records import parts_for

_OFTEN = 3
"""So many provisions of one statute must have gone from one term to the other: a change of wording, not of a sentence."""
_SEVERAL = 2
"""So many places of one order; its words are quoted, not found."""
_LITTLE = 0.7
"""Likeness of two texts of which little was changed but names."""
_ANY_BODY = re.compile(r"部门|机关|机构|委员会|组织|局|厅|署|院|队")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:部门|机关|机构|委员会|组织|管理局|监督局|局|厅|署|法院|检察院|总队|支队|大队|队)$"
)
_GENERIC = re.compile(
    r"^(?:其他|其它|有关|相关|行政|主管|管理|监督|业务|专门|上级|下级|同级|所属|负责|该|各|本|的|非法人|国家|地方|人民|政府|基层|社会)*(?:部门|机关|机构|组织|单位|委员会|法院|检察院|局|队|署|厅)$"
)
"""Names that are no one's: 行政主管部门 stands at the end of a hundred others."""
_NUMBERS = "〇零一二三四五六七八九十百千万亿两第"
_TERM = re.compile(rf"(?![{_NUMBERS}的和与及或者由在对为以将被把向从该各本])[\u4e00-\u9fff]{{2,16}}(?<![的和与及或者])")
"""A word as such: no marks, no numbers, nothing that joins it to what stands beside it."""
_FOUND = 3
"""Characters of a term that is found by comparing; what is shorter is as likely a piece of a word, and must be found twice as often."""
_MEMBER = re.compile(r"(?P<front>、|或者|以及|和|与|及)?(?P<word>[\u4e00-\u9fff]+?)(?P<back>、|或者|以及|和|与|及)?")


@attrs.frozen
class Term:
    """A term that became another one in a statute, on a day; ``new`` is "" where it was deleted (``deleted``) or became several."""

    statute: int
    old: str
    new: str
    changed: str
    count: int
    deleted: bool = False


def terms_in(search: Search, law: Law) -> Iterator[Term]:
    """The terms that the versions of a statute replaced, within the bounds of the question."""
    for before, after in zip(law.stages, law.stages[1:], strict=False):
        early = search.since and after.effective <= search.since
        if early or search.until and after.effective > search.until or not law.asked(after.number):
            continue
        ordered = {}
        parts = orders_in(search, law, after)
        if parts:
            said, today = _whole(law, before), _whole(law, after)
            for old, new in ordered_terms(parts):
                if old in "\n".join(said) and not _stands(old, new, today):
                    count = sum(old in text for text in said)
                    ordered[old] = Term(law.id, old, new, after.effective, count, not new)
        yield from ordered.values()
        yield from (t for t in _compared(law, before, after) if t.old not in ordered)


def _whole(law: Law, stage: LawVersion) -> list[str]:
    return [text for _, text in law.articles(stage)]


def _stands(old: str, new: str, texts: Iterable[str]) -> bool:
    """Whether a term still stands in a text (not only inside the new one)."""
    return any(old in (text.replace(new, "\n") if new else text) for text in texts)


# -- by order ------------------------------------------------------------------------------------------------------------


def orders_in(search: Search, law: Law, stage: LawVersion) -> Sequence[Amended]:
    """The parts of decisions that made a version."""
    if stage.number in law.extra_parts:
        return law.extra_parts[stage.number]
    keys = {k for k, statute in search.names.held.items() if statute == law.id}
    shelf = Shelf(search.store)
    return [
        part
        for (decision,) in search.store.rows(
            "SELECT d.id FROM version v JOIN step p ON p.version = v.id JOIN decision d ON d.title = p.source AND d.adopted = p.adopted "
            "WHERE v.statute = ? AND v.number = ? AND p.kind = 'decision' ORDER BY d.id",
            law.id, stage.number,
        )
        for part in parts_for(shelf.decision(decision), keys)
    ]  # fmt: skip


def ordered_terms(parts: Iterable[Amended]) -> Iterator[tuple[str, str]]:
    """The words that orders replace (or delete: "") in the whole statute or in several places.

    >>> from lawtrack.decision.parse import parse_decision
    >>> decision = parse_decision(
    ...     "例市人大常委会关于修改《例市助残条例》的决定\\n一、将本条例中的“残废人”修改为“残疾人”。\\n二、将第三条中的“办法”修改为“规定”。"
    ... )
    >>> list(ordered_terms(decision.amended))
    [('残废人', '残疾人')]
    """
    places: Counter[tuple[str, str]] = Counter()
    wide: set[tuple[str, str]] = set()
    for part in parts:
        for order in (o for i in part.instructions for o in i.orders):
            if isinstance(order, ReplaceWords) and not order.old_whole and not order.as_name:
                pairs = order.pairs
            elif isinstance(order, DeleteWords):
                pairs = tuple((word, "") for word in order.words)
            else:
                continue
            for pair in pairs:
                places[pair] += sum(2 if p.through else 1 for p in order.places)
                if any(map(_everywhere, order.places)):
                    wide.add(pair)
    news = Counter(old for old, _ in places)
    for (old, new), n in places.items():
        several = n >= _SEVERAL and len(old) >= _FOUND
        if news[old] == 1 and ((old, new) in wide or several) and _TERM.fullmatch(old) and old not in new:
            yield old, new


def _everywhere(place: Place) -> bool:
    return not (place.address.steps or place.part or place.quoted or place.named or place.within)


# -- by comparing --------------------------------------------------------------------------------------------------------


def _compared(law: Law, before: LawVersion, after: LawVersion) -> Iterator[Term]:
    """The terms that gave way to the same other one in several provisions."""
    changed = [
        (old, new)
        for address, went in law.passage(after.number).items()
        if went.to and _LITTLE <= went.likeness < 1 and steps_of(address)[-1][-1] in "款项目"
        if (old := law.own(before, address)) and (new := law.own(after, went.to))
    ]
    middles = [(old, new, between) for old, new in changed if (between := _between(old, new)) is not None]
    pieces: Counter[str] = Counter()
    for old, new, (head, tail) in middles:
        pieces.update(_given_up(old, new, head, tail))
    often = {piece for piece, n in pieces.items() if n >= _OFTEN}
    today = "\n".join(_whole(law, after)) if often else ""
    gone = {piece for piece in often if piece not in today}
    bodies: Counter[tuple[str, str]] = Counter()
    words: Counter[tuple[str, str]] = Counter()
    for old, new, (head, tail) in middles:
        body = bool(_ANY_BODY.search(new[head : len(new) - tail + 4]))
        given_up = _given_up(old, new, head, tail)
        word = not gone.isdisjoint(given_up)
        if not word and not (body and not often.isdisjoint(given_up)):
            continue
        marked = segments(old, new)
        names = _names(marked) if body else set()
        bodies.update(names)
        if word:
            words.update(p for p in _words(marked) if not any(p[0] in old_name for old_name, _ in names))
    yield from _often(law, after, bodies)
    found = {old for (old, _), n in bodies.items() if n >= _OFTEN}
    kept = {p: n for p, n in words.items() if p[0] not in found and not _stands(p[0], p[1], [today])}
    yield from _often(law, after, kept)


def _given_up(old: str, new: str, head: int, tail: int) -> set[str]:
    """The pairs of characters that a text no longer has where it changed."""
    first = max(0, head - 1)
    return pairs_of(old[first : len(old) - tail + 1]) - pairs_of(new[first : len(new) - tail + 1])


def _often(law: Law, after: LawVersion, found: Counter[tuple[str, str]] | dict[tuple[str, str], int]) -> Iterator[Term]:
    choices: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (old, new), n in found.items():
        if n >= _OFTEN * (1 if len(old) >= _FOUND else 2):
            choices[old].append((n, new))
    for old, all_ in choices.items():
        news = [c for c in all_ if c[1]] or all_  # left out in a list here, replaced there
        n, new = max(news)
        yield Term(law.id, old, new if len(news) == 1 else "", after.effective, n, not new)


def _between(old: str, new: str) -> tuple[int, int] | None:
    """How many characters two texts have in common at either end; None where what lies between is long."""
    head = len(os.path.commonprefix([old, new]))
    tail = len(os.path.commonprefix([old[head:][::-1], new[head:][::-1]]))
    return None if max(len(old), len(new)) - head - tail > 60 else (head, tail)


def _swaps(marked: Sequence[Segment]) -> Iterator[tuple[str, str, int]]:
    """What was put in place of what, and the segment behind it; "" where it was only deleted."""
    i = 0
    while i < len(marked):
        kinds = {s.kind for s in marked[i : i + 2]}
        if kinds == {"delete", "insert"}:
            a, b = sorted(marked[i : i + 2], key=lambda s: s.kind)
            yield a.text, b.text, i + 2
            i += 2
            continue
        if marked[i].kind == "delete":
            yield marked[i].text, "", i + 1
        i += 1


def _names(marked: Sequence[Segment]) -> set[tuple[str, str]]:
    """The names of bodies that stand in place of others."""
    out = set()
    for a, b, at in _swaps(marked):
        rest = "".join(p.text for p in marked[at:] if p.kind == "equal")
        for k in range(min(4, len(rest)) + 1) if b else ():  # 工商行政管理|部门: the word goes on in what stayed
            if _BODY.match(a + rest[:k]) and _BODY.match(b + rest[:k]) and not _BODY.match(a + rest[: k + 1]):
                out.add((a + rest[:k], b + rest[:k]))
                break
    return {(a, b) for a, b in out if "、" not in a + b and a not in b and not _GENERIC.match(a)}


def _words(marked: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """The words that stand in place of others, and those that were taken out of a list."""
    for old, new, _ in _swaps(marked):
        word = old
        if not new:
            m = _MEMBER.fullmatch(old)
            if m is None or not (m["front"] or m["back"]):
                continue
            word = m["word"]
        if _TERM.fullmatch(word) and word not in new and (not new or _fits(word, new)):
            yield word, new


def _fits(old: str, new: str) -> bool:
    """Whether a word that was found in place of another one is its successor: not what was left of it (通知书, 通知)."""
    return bool(_TERM.fullmatch(new)) and new not in old


def replaced(old: str, new: str) -> set[tuple[str, str]]:
    """The names of bodies and the words that a text has in place of others, where little else changed.

    >>> replaced("由工商行政管理部门责令改正，处以罚款。", "由市场监督管理部门责令改正，处以罚款。")
    {('工商行政管理部门', '市场监督管理部门')}
    >>> replaced("股东大会由董事会召集。", "股东会由董事会召集。")
    {('股东大会', '股东会')}
    """
    if _between(old, new) is None:
        return set()
    marked = segments(old, new)
    return _names(marked) or set(_words(marked))
