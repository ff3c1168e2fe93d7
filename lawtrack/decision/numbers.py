"""The numbers that a decision puts before its instructions: one that is missing, doubled or falls back."""

from __future__ import annotations

import attrs

from lawtrack.model.numerals import numeral


@attrs.frozen
class Gap:
    """What is odd about a number: ``before`` came last in its series (0 at the beginning), ``n`` comes now."""

    kind: str
    before: int
    n: int

    @property
    def falls_back(self) -> bool:
        """Whether the series begins anew."""
        return 0 < self.n < self.before or self.n == 1 == self.before

    def message(self) -> str:
        """In Chinese, with both figures.

        >>> Gap("cn", 1, 3).message()
        '第一项之后是第三项，缺第二项'
        """
        before, n = self._name(self.before), self._name(self.n)
        if not self.before:
            return f"从{n}开始，缺前面的各项"
        if self.n == self.before:
            return f"{n}重复"
        if self.n < self.before:
            return f"{before}之后又是{n}"
        first, last = self.before + 1, self.n - 1
        return f"{before}之后是{n}，缺{self._name(first)}" + (f"至{self._name(last)}" if last > first else "")

    def _name(self, n: int) -> str:
        """How an instruction of that number is cited; those of amendments of the constitution are articles themselves."""
        if self.kind == "art":
            return f"第{numeral(n)}条"
        return f"第{numeral(n) if self.kind in ('cn', 'par') else n}项"


@attrs.define
class Numbers:
    """The series that are running: ``nesting`` are their kinds from the outermost in, ``last`` the last number of each kind."""

    nesting: list[str] = attrs.field(factory=list)
    last: dict[str, int] = attrs.field(factory=dict)

    def enter(self, kind: str, n: int) -> Gap | None:
        """Take in the next number; the gap before it, if there is one.

        A series begins with 1 or goes on where the last one of its kind ended (Shanghai counts through all statutes). One of articles
        (第三十二条　宪法…) goes on where the amendment before ended, which is not at hand: it begins anywhere.

        >>> numbers = Numbers()
        >>> [numbers.enter(k, n) for k, n in (("cn", 1), ("par", 1), ("par", 2), ("cn", 2), ("par", 1), ("cn", 4))][-1]
        Gap(kind='cn', before=2, n=4)
        >>> [Numbers().enter("art", 32), Numbers(["art"], {"art": 32}).enter("art", 34).message()]
        [None, '第三十二条之后是第三十四条，缺第三十三条']
        """
        before = self.last.get(kind, 0)
        running = kind in self.nesting
        if running:
            del self.nesting[self.nesting.index(kind) + 1 :]
        else:
            self.nesting.append(kind)
        self.last[kind] = n
        if n == before + 1 or (not running and (n == 1 or kind == "art")):
            return None
        return Gap(kind, before if running else 0, n)

    def restart(self) -> None:
        """A statute begins: its series may begin anew."""
        self.nesting.clear()

    def clear(self) -> None:
        """An annex begins: all series begin anew."""
        self.nesting.clear()
        self.last.clear()
