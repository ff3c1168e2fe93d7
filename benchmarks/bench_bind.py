"""How binding and applying grow: as many instructions as articles. Prints a table.

    python benchmarks/bench_bind.py [SIZE …]

One article in ten refers to another, about as in the contract book of the civil code (41 of its 526 articles say 本法第…条), or, as the
worst case, every one; numbers shift, so that nearly all references move. Times are processor time of :func:`bind_decision` and ``apply``
together. The speed of a shared machine changes by half from one minute to the next, so the sizes take turns: in every round
each size is measured (the smaller ones several times, their median counts), and a bare Python loop of a million additions beside
them. "ms" is the median of the rounds with the fastest and the slowest round, "loops" the median in units of the loop of the same
round, "growth" the median of the ratios to the smallest size of the same round, with the smallest and the largest ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

from lawtrack.binding.amend import bind_decision
from lawtrack.decision.decision import Amended, Decision, Instruction
from lawtrack.decision.orders import (
    DeleteProvisions,
    DeleteWords,
    InsertProvisions,
    Order,
    Payload,
    Place,
    Renumber,
    Replace,
    ReplaceWords,
)
from lawtrack.errors import Severity
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import Number, numeral
from lawtrack.model.provisions import Article, Chapter, Paragraph


def _reference(i: int, every: int) -> str:
    return f"依照本法第{numeral(max(1, i - 3))}条的规定" if i % every == 0 else "按照各自的职责和分工"


def statute(n: int, every: int = 10) -> Statute:
    """A statute of ``n`` articles of two paragraphs in chapters of twenty."""
    articles = [
        Article(
            f"第{numeral(i)}条",
            "",
            (
                Paragraph(f"第{i}类事务由主管部门负责，有关单位应当{_reference(i, every)}予以配合。"),
                Paragraph("具体办法由主管部门会同有关部门制定，报上一级机关备案后施行。"),
            ),
        )
        for i in range(1, n + 1)
    ]
    return Statute(
        "例法",
        children=tuple(
            Chapter(f"第{numeral(k // 20 + 1)}章", "事务", tuple(articles[k : k + 20])) for k in range(0, n, 20)
        ),
    )


def _article(n: int) -> Address:
    return Address((Step(Level.ARTICLE, Number(n)),))


_NEW = Payload(("新的规定由主管机关制定。", "另行公布。"))


def decision(n: int) -> Decision:
    """As many instructions as articles, in the mix of real decisions, dealt out evenly.

    Of 2,022 instructions of real decisions 58 in a hundred give a provision a new text, 24 change words (nearly all one phrase of one
    provision), 13 add something, 7 delete provisions, 5 delete words, and 19 say a new number.
    """
    instructions = []
    shift = 0
    for k in range(n):
        place = Place(_article(k + 1))
        to = Place(_article(k + 1 + shift))
        kind = k * 37 % 100
        orders: tuple[Order, ...]
        if kind < 57:
            orders = (Replace((place,), _NEW),)
        elif kind < 77:
            orders = (ReplaceWords((place,), (("主管部门", "主管机关"),)),)
        elif kind < 80:
            orders = (ReplaceWords((place,), (("主管部门", "主管机关"), ("部门", "单位"))),)
        elif kind < 90:
            orders = (InsertProvisions(Level.ARTICLE, (_article(k + 2 + shift),), _NEW),)
            shift += 1
        elif kind < 95:
            orders = (DeleteProvisions((place,)),)
            shift -= 1
        else:
            orders = (DeleteWords((place,), ("有关",)),)
        if kind % 5 == 0 and not isinstance(orders[0], (InsertProvisions, DeleteProvisions)):
            orders = (Renumber((place,), (to,)), *orders)
        instructions.append(Instruction(str(k), k, "", orders))
    return Decision("关于修改《例法》的决定", amended=(Amended("例法", tuple(instructions), True),))


def words_alone(n: int) -> Decision:
    """The hardest sort: two phrases in both paragraphs of nearly every article, so 4.5 changes of words for each instruction."""
    instructions = []
    for k in range(n):
        place = Place(_article(k + 1))
        orders: tuple[Order, ...]
        if k % 100 == 50:
            orders = (DeleteProvisions((place,)),)
        elif k % 10 == 0:
            orders = (Replace((place,), _NEW),)
        else:
            orders = (ReplaceWords((place,), (("主管部门", "主管机关"), ("部门", "单位"))),)
        instructions.append(Instruction(str(k), k, "", orders))
    return Decision("关于修改《例法》的决定", amended=(Amended("例法", tuple(instructions), True),))


ROWS: tuple[tuple[str, Callable[[int], Decision], int], ...] = (
    ("as in real decisions", decision, 10),
    ("as real, a reference in every article", decision, 1),
    ("words alone", words_alone, 10),
    ("words alone, a reference in every article", words_alone, 1),
)


ROUNDS = 9


def baseline() -> float:
    """Processor seconds of a million additions in a bare loop: how fast the machine is just now."""
    start = time.process_time()
    total = 0
    for n in range(1_000_000):
        total += n
    return time.process_time() - start


def once(base: Statute, order: Decision) -> float:
    """Processor seconds for one decision."""
    start = time.process_time()
    patch, findings = bind_decision(base, order)
    patch.apply(base)
    end = time.process_time()
    assert not [f for f in findings if f.severity is Severity.ERROR], findings
    return end - start


def spread(values: list[float], scale: float = 1.0) -> str:
    """Median (least–most)."""
    return f"{median(values) * scale:.1f} ({min(values) * scale:.1f}–{max(values) * scale:.1f})"


def main() -> None:
    sizes = [int(a) for a in sys.argv[1:]] or [1000, 2000, 5000, 10000]
    print("| instructions | articles | ms | loops | growth |\n|---|---:|---:|---:|---:|")
    for name, made, every in ROWS:
        cases = {n: (statute(n, every), made(n)) for n in sizes}
        for base, order in cases.values():
            assert base.lines  # a statute that has been looked at
            once(base, order)
        rounds: list[dict[int, float]] = []
        loops: list[float] = []
        for _ in range(ROUNDS):
            loops.append(baseline())
            rounds.append({n: median(once(*case) for _ in range(max(1, 5000 // n))) for n, case in cases.items()})
        for n in sizes:
            times = [r[n] for r in rounds]
            units = median(t / loop for t, loop in zip(times, loops, strict=True))
            growth = [r[n] / r[sizes[0]] for r in rounds]
            print(f"| {name} | {n:,} | {spread(times, 1000)} | {units:.2f} | {spread(growth)} |")


if __name__ == "__main__":
    main()
