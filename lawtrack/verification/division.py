"""The same words in other paragraphs: where two texts of an article differ in nothing but how they are divided."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawtrack.model.address import Address
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute, build
from lawtrack.model.normal import normalise


@attrs.frozen
class Redivided:
    """A statute divided like another where the words are the same.

    ``origins`` gives for each of its units the unit of the first statute (None: a stretch divided anew); ``places`` are the units of the other
    statute where such a stretch begins.
    """

    statute: Statute
    origins: tuple[int | None, ...]
    places: tuple[int, ...] = ()


def redivide(one: Statute, other: Statute) -> Redivided:
    """``one`` with its paragraphs and items divided as in ``other``, as far as their words are the same.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> a = Statute("例", children=(Article("第一条", "", (Paragraph("甲。乙。"), Paragraph("丙。"))),))
    >>> b = Statute("例", children=(Article("第一条", "", (Paragraph("甲。"), Paragraph("乙。"), Paragraph("丁。"))),))
    >>> [p.text for p in redivide(a, b).statute.articles[0].paragraphs]
    ['甲。', '乙。', '丙。']
    """
    theirs = _stretches(other)
    units: list[Unit] = []
    origins: list[int | None] = []
    places: list[int] = []
    at = 0
    for address, (start, end) in _stretches(one).items():
        units += one.units[at:start]
        origins += range(at, start)
        at = end
        if address not in theirs or one.units[start:end] == other.units[slice(*theirs[address])]:
            units += one.units[start:end]
            origins += range(start, end)
            continue
        _pair(one.units, (start, end), other.units, theirs[address], units, origins, places)
    units += one.units[at:]
    origins += range(at, len(one.units))
    return Redivided(build(units, one) if places else one, tuple(origins), tuple(places))


def _stretches(statute: Statute) -> dict[Address, tuple[int, int]]:
    """Article (or preamble) → its units below the first, as a range."""
    end = statute.outline.end
    return {
        address: (i + 1, end[i])
        for i, address in enumerate(statute.addresses)
        if address.level in (Level.ARTICLE, Level.PREAMBLE)
    }


def _pair(
    a: Sequence[Unit], mine: tuple[int, int], b: Sequence[Unit], theirs: tuple[int, int],
    units: list[Unit], origins: list[int | None], places: list[int],
) -> None:  # fmt: skip
    """Walk both stretches; where several units on one side say what several on the other say, take the other's division."""
    words_a = [normalise(u.label + u.text) for u in a[slice(*mine)]]
    words_b = [normalise(u.label + u.text) for u in b[slice(*theirs)]]
    known = {w: k for k, w in reversed(list(enumerate(words_b)))}
    i = j = 0
    while i < len(words_a):
        m, n = _same(words_a, i, words_b, j) if j < len(words_b) else (0, 0)
        if m == n == 1 or not m:
            units.append(a[mine[0] + i])
            origins.append(mine[0] + i)
            i += 1
            j = j + 1 if m or i >= len(words_a) or words_a[i] not in known else max(j, known[words_a[i]])
            continue
        units += b[theirs[0] + j : theirs[0] + j + n]
        origins += [None] * n
        places.append(theirs[0] + j)
        i, j = i + m, j + n


def _same(a: Sequence[str], i: int, b: Sequence[str], j: int) -> tuple[int, int]:
    """How many strings from ``a[i]`` on say together what how many from ``b[j]`` on say; (0, 0) where none do."""
    m = n = 1
    left, right = a[i], b[j]
    while left != right:
        if len(left) < len(right) and right.startswith(left) and i + m < len(a):
            left += a[i + m]
            m += 1
        elif len(right) < len(left) and left.startswith(right) and j + n < len(b):
            right += b[j + n]
            n += 1
        else:
            return 0, 0
    return m, n
