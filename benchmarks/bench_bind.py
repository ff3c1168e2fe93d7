"""How binding and applying grow: as many instructions as articles. Prints a table; ratios against the smallest size.

    python benchmarks/bench_bind.py [SIZE …]

"refs" is how many articles there are to one that refers to another: ten, about as in the contract book of the civil code (41 of its
526 articles say 本法第…条), and one as the worst case. One article in a hundred is deleted, so that nearly all references move. Times are
processor time, the best of many runs. "loops" is the sum in units of a baseline of the same run, a bare Python loop of a million additions,
because the speed of a shared machine changes by half from one minute to the next.
"""

from __future__ import annotations

import sys
import time

from lawtrack.amendment.amendment import bind_decision
from lawtrack.amendment.instructions import (
    Amended,
    Decision,
    Delete,
    Instruction,
    Order,
    Payload,
    Place,
    Replace,
    ReplaceWords,
)
from lawtrack.model.address import Address, Step
from lawtrack.model.nodes import Article, Chapter, Level, Paragraph, Statute
from lawtrack.model.numerals import Number, numeral


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


def decision(n: int) -> Decision:
    """One instruction per article: every tenth replaced, one in a hundred deleted, phrase changes in the others."""
    instructions = []
    for k in range(n):
        place = Place(Address((Step(Level.ARTICLE, Number(k + 1)),)))
        orders: tuple[Order, ...]
        if k % 100 == 50:
            orders = (Delete((place,)),)
        elif k % 10 == 0:
            orders = (Replace((place,), Payload(("新的规定由主管机关制定。", "另行公布。"))),)
        else:
            orders = (ReplaceWords((place,), (("主管部门", "主管机关"), ("部门", "单位"))),)
        instructions.append(Instruction(str(k), k, "", orders))
    return Decision("关于修改《例法》的决定", amended=(Amended("例法", tuple(instructions), True),))


def baseline() -> float:
    """Processor seconds of a million additions in a bare loop: how fast the machine is just now."""
    start = time.process_time()
    total = 0
    for n in range(1_000_000):
        total += n
    return time.process_time() - start


def main() -> None:
    sizes = [int(a) for a in sys.argv[1:]] or [1000, 2000, 5000, 10000]
    print(
        f"{'articles':>9} {'instr.':>7} {'refs':>5} {'bind ms':>9} {'apply ms':>9} {'sum ms':>8} {'loop ms':>8} {'loops':>6} {'growth':>7}"
    )
    for every in (10, 1):
        first = 0.0
        for n in sizes:
            base, order = statute(n, every), decision(n)
            assert base.lines  # a statute that has been looked at
            bound = applied = loop = 1e9
            for _ in range(max(5, 30_000 // n)):
                loop = min(loop, baseline())
                start = time.process_time()
                patch, _findings = bind_decision(base, order)
                middle = time.process_time()
                patch.apply(base)
                end = time.process_time()
                bound, applied = min(bound, middle - start), min(applied, end - middle)
            total = bound + applied
            first = first or total
            print(
                f"{n:9} {n:7} {every:5} {bound * 1000:9.1f} {applied * 1000:9.1f} {total * 1000:8.1f} {loop * 1000:8.1f} "
                f"{total / loop:6.2f} {total / first:7.1f}"
            )


if __name__ == "__main__":
    main()
