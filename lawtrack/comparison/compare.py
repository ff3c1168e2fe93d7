"""(Statute, Statute) → Patch: what turns one text into another, found by comparing."""

from __future__ import annotations

from collections import defaultdict

from lawtrack.comparison.align import REWRITTEN, align, unique_equal
from lawtrack.comparison.text_diff import similarity, splices
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise
from lawtrack.model.outline import Outline
from lawtrack.patch.build import ResultUnit, patch_of
from lawtrack.patch.ops import NO_CAUSE
from lawtrack.patch.patch import Patch

_FEW_KEPT = 5
"""So many unchanged articles tell whether anything was renumbered."""


def compare(old: Statute, new: Statute) -> Patch:
    """The changes that lead from ``old`` to ``new``; any two statutes, related or not: ``compare(a, b).apply(a) == b``.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> a = Statute("例", children=(Article("第一条", "", (Paragraph("甲方应当付款。"),)),))
    >>> b = Statute("例", children=(Article("第一条", "", (Paragraph("乙方应当付款。"),)),))
    >>> compare(a, b).apply(a) == b
    True
    """
    pairs = correspondence(old, new)
    back = {j: i for i, j in pairs.items()}
    rows = []
    for j, unit in enumerate(new.units):
        line = back.get(j)
        was = old.units[line] if line is not None else unit
        edits = ((splices(was.text, unit.text), NO_CAUSE),) if was.text != unit.text else ()
        rows.append(ResultUnit(unit, line, edits=edits))
    return patch_of(old, rows)


def correspondence(old: Statute, new: Statute) -> dict[int, int]:
    """Old line → new line of the units that are one and the same provision; always of equal level, each used once."""
    return _Pairing(old.outline, new.outline).run()


class _Pairing:
    def __init__(self, old: Outline, new: Outline) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {0: 0, 1: 1, 2: 2}
        self.taken: set[int] = {0, 1, 2}

    def run(self) -> dict[int, int]:
        self.by_number()
        self.by_text(Level.ARTICLE)
        for level in (Level.PREAMBLE, Level.ANNEX, *sorted(HEADINGS)):
            self.headings(level)
        self.inside([(-1, -1), *self.pairs.items()], Level.PARAGRAPH)
        self.strays(Level.PARAGRAPH)
        for level in (Level.ITEM, Level.SUBITEM):
            self.inside(list(self.pairs.items()), level)
            self.strays(level)
        self.by_text(Level.SIGNATURE)
        return dict(sorted(self.pairs.items()))

    def take(self, i: int, j: int) -> None:
        self.pairs[i] = j
        self.taken.add(j)

    def free(self, level: Level) -> tuple[list[int], list[int]]:
        return (
            [i for i, u in enumerate(self.old.units) if u.level is level and i not in self.pairs],
            [j for j, u in enumerate(self.new.units) if u.level is level and j not in self.taken],
        )

    def match(self, left: list[int], right: list[int], **options: float) -> None:
        labels = [self.old.units[i].label for i in left], [self.new.units[j].label for j in right]
        texts = [self.old.words(i) for i in left], [self.new.words(j) for j in right]
        for a, b in align(*texts, labels=labels, **options).items():  # type: ignore[arg-type]
            self.take(left[a], right[b])

    def by_number(self) -> None:
        """Where nothing was renumbered, an article is what bears its number, however like its neighbour it reads.

        So it is with every 修正案: it rewrites articles and adds 第…条之一, and each number stays what it was (刑法第一百三十四条 and 第一百三十五条 of 1997 are both
        about accidents). Told by the articles that did not change: all of them bear the number they bore, and no old number is missing.
        """
        left, right = self.free(Level.ARTICLE)
        numbers = (
            [normalise(self.old.units[i].label) for i in left],
            [normalise(self.new.units[j].label) for j in right],
        )
        place = {number: n for n, number in enumerate(numbers[1])}
        if len(set(numbers[0])) < len(left) or len(place) < len(right) or not set(numbers[0]) <= set(place):
            return
        texts = [self.old.words(i) for i in left], [self.new.words(j) for j in right]
        same = unique_equal(*texts)
        if len(same) < max(_FEW_KEPT, len(left) // 2) or any(numbers[0][a] != numbers[1][b] for a, b in same):
            return
        for n, i in enumerate(left):
            at = place[numbers[0][n]]
            if similarity(texts[0][n], texts[1][at], REWRITTEN) >= REWRITTEN:
                self.take(i, right[at])

    def by_text(self, level: Level) -> None:
        left, right = self.free(level)
        self.match(left, right, rewritten=REWRITTEN)

    def headings(self, level: Level) -> None:
        """Headings are one where they read alike or hold the same articles."""
        left, right = self.free(level)
        home = {j: self._heading(j, level) for j in self.taken}
        shared: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        held_old: dict[int, int] = defaultdict(int)
        held_new: dict[int, int] = defaultdict(int)
        for i, j in self.pairs.items():
            if self.old.units[i].level is Level.ARTICLE:
                a, b = self._heading(i, level, old=True), home[j]
                held_old[a] += 1
                held_new[b] += 1
                shared[a][b] += 1
        names = {j: normalise(self.new.units[j].text) for j in right}
        same: dict[str, list[int]] = defaultdict(list)
        for j in right:
            same[names[j]].append(j)
        nth = {line: n for lines in (left, right) for n, line in enumerate(lines)}
        scored = []
        for i in left:
            name = normalise(self.old.units[i].text)
            for j in dict.fromkeys([*(j for j in shared[i] if j in names), *same.get(name, ())[:20]]):
                common = 2 * shared[i][j] / (held_old[i] + held_new[j]) if shared[i][j] else 0.0
                alike = similarity(name, names[j])
                if max(common, alike) >= 0.4:
                    scored.append((-common - alike, abs(nth[i] - nth[j]), i, j))
        for _, _, i, j in sorted(scored):
            if i not in self.pairs and j not in self.taken:
                self.take(i, j)
        left, right = self.free(level)
        self._fill(left, right)

    def _heading(self, line: int, level: Level, old: bool = False) -> int:
        side = self.old if old else self.new
        while line >= 0 and side.units[line].level is not level:
            line = side.above[line]
        return line

    def _fill(self, left: list[int], right: list[int]) -> None:
        """What neither moved nor reads alike, but stands alone between the same neighbours, counts as rewritten."""
        old_gaps, new_gaps = self._by_neighbours(self.old, left, True), self._by_neighbours(self.new, right, False)
        for key, lines in old_gaps.items():
            others = new_gaps.get(key, [])
            if len(others) == len(lines):
                for i, j in zip(lines, others, strict=True):
                    self.take(i, j)

    def _by_neighbours(self, outline: Outline, lines: list[int], old: bool) -> dict[tuple[int, int], list[int]]:
        """Free lines grouped by the provision above them and the paired one of their level before them (as lines of the new text)."""
        out: dict[tuple[int, int], list[int]] = defaultdict(list)
        free = set(lines)

        def known(line: int) -> int | None:
            return self.pairs.get(line) if old else line if line in self.taken else None

        for above in dict.fromkeys(outline.above[line] for line in lines):
            place = known(above) if above >= 0 else -1
            if place is None:
                continue
            before = -1
            for line in outline.children(above, outline.units[lines[0]].level):
                paired = known(line)
                before = before if paired is None else paired
                if line in free:
                    out[place, before].append(line)
        return out

    def inside(self, parents: list[tuple[int, int]], level: Level) -> None:
        """Pair what belongs to provisions that are paired already."""
        for a, b in parents:
            left = [i for i in self.old.children(a, level) if i not in self.pairs]
            right = [j for j in self.new.children(b, level) if j not in self.taken]
            if not left or not right:
                continue
            self._heads(left, right)
            left, right = self._still_free(left, right)
            if left and right:
                self.match(left, right, in_order=0.3, shortest=1)
                left, right = self._still_free(left, right)
                if left and right:
                    self._fill(left, right)

    def _heads(self, left: list[int], right: list[int]) -> None:
        """Paragraphs of which one side has lost its items to the other: what they begin with tells them apart from the items' own words."""
        olds, news = (
            [normalise(self.old.units[i].text) for i in left],
            [normalise(self.new.units[j].text) for j in right],
        )
        for i, j in unique_equal(olds, news):
            a, b = left[i], right[j]
            if (self.old.end[a] == a + 1) != (self.new.end[b] == b + 1):
                self.take(a, b)

    def _still_free(self, left: list[int], right: list[int]) -> tuple[list[int], list[int]]:
        return [i for i in left if i not in self.pairs], [j for j in right if j not in self.taken]

    def strays(self, level: Level) -> None:
        """What left its provision for another one: looked for in the whole text."""
        left, right = self.free(level)
        self.match(left, right, in_order=0.6, moved=0.6)
