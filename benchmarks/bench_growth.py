"""How the cost of every verb grows with the size of its input: ``python benchmarks/bench_growth.py [NAME …] [--limit 1.3] [--markdown]``.

Each series runs one verb on made-up input of three sizes, doubling twice (four times the smallest), in processor time, the best of several runs. The
exponent is the slope between size and time in a doubly logarithmic picture: 1.0 is linear, 2.0 quadratic, n log n about 1.1. Exit
status 1 if one series is above the limit. Sizes are chosen so that the smallest run takes some ten milliseconds: below that
fixed costs hide the growth, which flatters it.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import attrs

sys.path.insert(0, str(Path(__file__).resolve().parent))
from bench_compare import heavy, made_up

import lawtrack as lt
from lawtrack.formats.render import render
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.model.provisions import Article, Item, Paragraph

Work: TypeAlias = Callable[[], object]
SERIES: dict[str, tuple[int, Callable[[int], Work]]] = {}
"""Name → the smallest size, and what prepares the work of one size."""


def series(name: str, size: int) -> Callable[[Callable[[int], Work]], Callable[[int], Work]]:
    """Register what prepares the work of one size."""

    def register(prepare: Callable[[int], Work]) -> Callable[[int], Work]:
        SERIES[name] = size, prepare
        return prepare

    return register


def law(texts: list[str], title: str = "例法") -> Statute:
    """A statute of one article a text."""
    made = tuple(Article(f"第{numeral(n)}条", "", (Paragraph(t),)) for n, t in enumerate(texts, 1))
    return Statute(title, note="（2001年1月1日例会通过）", children=made)


def plain(n: int, seed: int = 1) -> list[str]:
    """Sentences of random characters: nothing in common with those of another seed."""
    chance = random.Random(seed)
    return ["".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(40)) + "。" for _ in range(n)]


def items(texts: list[str]) -> Statute:
    """One article, all texts as items of one paragraph."""
    made = tuple(Item(f"（{numeral(k)}）", t[:-1] + "；") for k, t in enumerate(texts, 1))
    return Statute("例法", children=(Article("第一条", "", (Paragraph("应当遵守下列规定：", made),)),))


def paragraphs(texts: list[str]) -> Statute:
    """One article, all texts as paragraphs."""
    return Statute("例法", children=(Article("第一条", "", tuple(Paragraph(t) for t in texts)),))


HEAD = "例会关于修改《例法》的决定\n（2024年5月28日例会通过）\n例会决定对《例法》作如下修改：\n"


def decision(n: int, what: Callable[[int], str]) -> str:
    """A decision of ``n`` instructions."""
    return HEAD + "".join(f"{numeral(k)}、{what(k)}\n" for k in range(1, n + 1)) + "本决定自公布之日起施行。\n"


def _amending(n: int, what: Callable[[int], str], text: Callable[[int], str] = lambda k: "") -> Work:
    base, order = law([text(k) or t for k, t in enumerate(plain(2 * n), 1)]), lt.parse_decision(decision(n, what))
    result = lt.amend(base, order)
    assert not [f for f in result.findings if f.severity is lt.Severity.ERROR], result.findings[:2]
    return lambda: lt.amend(base, order)


@series("parse: a statute of n articles", 400)
def _(n: int) -> Work:
    text = made_up(n, 1).to_text()
    return lambda: lt.parse_statute(text)


@series("parse: one article of n items", 1000)
def _(n: int) -> Work:
    text = items(plain(n)).to_text()
    return lambda: lt.parse_statute(text)


@series("parse: one paragraph of n characters", 40000)
def _(n: int) -> Work:
    text = "例法\n第一条　" + "，".join(t[:-1] for t in plain(n // 40)) + "。\n"
    return lambda: lt.parse_statute(text)


@series("read: a decision of n instructions", 100)
def _(n: int) -> Work:
    text = decision(n, lambda k: f"将第{numeral(2 * k)}条中的“甲乙{numeral(k)}”修改为“丙丁”。")
    return lambda: lt.parse_decision(text)


@series("read: a clause of n quoted words", 100)
def _(n: int) -> Work:
    words = "、".join(f"“甲{numeral(k)}”" for k in range(1, n + 1))
    text = HEAD + f"一、删去第二条中的{words}。\n"
    return lambda: lt.parse_decision(text)


@series("read: new text of n lines", 1000)
def _(n: int) -> Work:
    text = HEAD + "一、将第二条修改为：“第二条　" + "\n".join(plain(n)) + "”\n"
    return lambda: lt.parse_decision(text)


@series("amend: n words", 150)
def _(n: int) -> Work:
    return _amending(
        n,
        lambda k: f"将第{numeral(2 * k)}条中的“甲乙”修改为“丙丁”。",
        lambda k: f"应当甲乙，依照本法第{numeral(k)}条办理。",
    )


@series("amend: n articles inserted", 150)
def _(n: int) -> Work:
    return _amending(n, lambda k: f"增加一条，作为第{numeral(2 * k)}条：“应当办理。”")


@series("amend: n articles inserted, each behind one that is named", 150)
def _(n: int) -> Work:
    return _amending(
        n, lambda k: f"在第{numeral(2 * k)}条后增加一条，作为第{numeral(3 * k)}条：“应当办理{numeral(k)}。”"
    )


@series("amend: a row of n new numbers, of which the last is not free", 300)
def _(n: int) -> Work:
    orders = "".join(f"{numeral(k)}、第{numeral(k)}条改为第{numeral(k + 1)}条。\n" for k in range(1, n + 1))
    base, read = law(plain(n + 2)), lt.parse_decision("例法修正案\n（2020年1月1日通过）\n" + orders)
    return lambda: lt.amend(base, read)


@series("amend: n items inserted, each behind one that is named", 150)
def _(n: int) -> Work:
    order = decision(
        n, lambda k: f"在第一条第{numeral(2 * k)}项后增加一项，作为第{numeral(3 * k)}项：“办理{numeral(k)}；”"
    )
    base, read = items(plain(2 * n)), lt.parse_decision(order)
    return lambda: lt.amend(base, read)


@series("amend: a list of n items told again, one of them gone, to which n articles refer", 150)
def _(n: int) -> Work:
    listed = items(plain(n)).to_text()
    base = lt.parse_statute(
        listed + "".join(f"第{numeral(k + 1)}条　依照第一条第{numeral(k)}项。\n" for k in range(1, n + 1))
    )
    again = items(plain(n)[1:]).to_text().partition("\n")[2].rstrip()
    read = lt.parse_decision(HEAD + f"一、第一条修改为：“{again}”\n")
    return lambda: lt.amend(base, read)


@series("amend: every second article deleted", 150)
def _(n: int) -> Work:
    return _amending(n, lambda k: f"删去第{numeral(2 * k)}条。")


@series("amend: every second item deleted", 500)
def _(n: int) -> Work:
    base = items(plain(2 * n))
    listed = "、".join(f"第{numeral(2 * k)}项" for k in range(1, n + 1))
    order = lt.parse_decision(HEAD + f"一、删去第一条{listed}。\n")
    return lambda: lt.amend(base, order)


@series("amend: words in all of n articles", 500)
def _(n: int) -> Work:
    base = law([f"甲乙应当办理，依照本法第{numeral(k)}条。" for k in range(1, n + 1)])
    order = lt.parse_decision(HEAD + "一、将本法中的“甲乙”修改为“丙丁”。\n")
    return lambda: lt.amend(base, order)


def _pair(make: Callable[[list[str]], Statute]) -> Callable[[int], Work]:
    def prepare(n: int) -> Work:
        old, new = make(plain(n, 1)), make(plain(n, 2))
        return lambda: lt.compare(old, new)

    return prepare


SERIES["compare: unrelated articles"] = 200, _pair(law)
SERIES["compare: unrelated items"] = 400, _pair(items)
SERIES["compare: unrelated paragraphs"] = 400, _pair(paragraphs)
SERIES["compare: one unrelated paragraph of 40 n characters"] = 100, _pair(lambda t: paragraphs(["".join(t)]))


@series("compare: a heavy revision", 100)
def _(n: int) -> Work:
    old = made_up(n, 1)
    new = heavy(old, 2)
    return lambda: lt.compare(old, new)


@series("compare: every second item deleted", 500)
def _(n: int) -> Work:
    texts = plain(2 * n)
    old, new = items(texts), items(texts[::2])
    return lambda: lt.compare(old, new)


@series("compare: the same line n times, half of them gone", 500)
def _(n: int) -> Work:
    old, new = paragraphs(["应当办理。"] * (2 * n)), paragraphs(["应当办理。"] * n)
    return lambda: lt.compare(old, new)


@series("compare: all articles in reverse", 200)
def _(n: int) -> Work:
    texts = plain(n)
    old, new = law(texts), law(texts[::-1])
    return lambda: lt.compare(old, new)


@series("draft: a heavy revision", 100)
def _(n: int) -> Work:
    old = made_up(n, 1)
    new = heavy(old, 2)
    return lambda: lt.draft(old, new)


def _words(n: int) -> tuple[Statute, lt.Decision, Statute]:
    """A statute, a decision that changes words in every second article, and what comes of it."""
    base = law([f"应当甲乙，依照本法第{numeral(k)}条办理。" for k in range(1, 2 * n + 1)])
    order = lt.parse_decision(decision(n, lambda k: f"将第{numeral(2 * k)}条中的“甲乙”修改为“丙丁”。"))
    return base, order, lt.amend(base, order).statute


@series("rewind: n words", 100)
def _(n: int) -> Work:
    _, order, published = _words(n)
    return lambda: lt.rewind(published, order)


@series("rewind: n articles inserted", 100)
def _(n: int) -> Work:
    order = lt.parse_decision(decision(n, lambda k: f"增加一条，作为第{numeral(2 * k)}条：“应当办理。”"))
    published = lt.amend(law(plain(2 * n)), order).statute
    return lambda: lt.rewind(published, order)


@series("rewind: n items inserted", 300)
def _(n: int) -> Work:
    lines = "\n".join(f"（{numeral(2 * k)}）应当办理；" for k in range(1, n + 1))
    listed = "、".join(f"第{numeral(2 * k)}项" for k in range(1, n + 1))
    order = lt.parse_decision(HEAD + f"一、第一条第一款增加{numeral(n)}项，作为{listed}：“{lines}”\n")
    published = lt.amend(items(plain(2 * n)), order).statute
    return lambda: lt.rewind(published, order)


@series("verify: n words", 60)
def _(n: int) -> Work:
    base, order, published = _words(n)
    return lambda: lt.verify(order, published, base)


@series("merge: two revisions", 100)
def _(n: int) -> Work:
    base = made_up(n, 1)
    p, q = lt.compare(base, heavy(base, 2)), lt.compare(base, heavy(base, 3))
    return lambda: lt.merge(p, q, base)


@series("invert and then", 400)
def _(n: int) -> Work:
    base = made_up(n, 1)
    p = lt.compare(base, heavy(base, 2))
    q = lt.compare(p.apply(base), heavy(p.apply(base), 3))
    return lambda: p.then(q).invert()


@series("references", 1000)
def _(n: int) -> Work:
    base = law(
        [
            f"违反本法第{numeral(k)}条、第{numeral(k // 2 + 1)}条第一款规定的，依照第{numeral(n)}条处罚。"
            for k in range(1, n + 1)
        ]
    )
    return lambda: lt.list_references(base)


def _rendering(kind: str) -> Callable[[int], Work]:
    def prepare(n: int) -> Work:
        base = made_up(n, 1)
        result = lt.tabulate(base, lt.compare(base, heavy(base, 2)))
        return lambda: render(result, kind)

    return prepare


for _kind in ("html", "md", "text"):
    SERIES[f"comparison table as {_kind}"] = 60, _rendering(_kind)


@series("comparison table as docx", 60)
def _(n: int) -> Work:
    base = made_up(n, 1)
    result = lt.tabulate(base, lt.compare(base, heavy(base, 2)))
    folder = tempfile.mkdtemp()
    return lambda: lt.write(result, Path(folder) / "t.docx")


@series("JSON and back", 200)
def _(n: int) -> Work:
    base = made_up(n, 1)
    patch = lt.compare(base, heavy(base, 2))
    return lambda: lt.loads(lt.dumps(patch))


def _versions(n: int) -> Iterator[Statute]:
    """A statute and ``n - 1`` later versions; each changes one article."""
    texts = plain(60)
    for k in range(n):
        texts[k % 60] = plain(1, 100 + k)[0]
        day = f"{1900 + k // 12:04d}年{k % 12 + 1}月1日"
        yield attrs.evolve(law(texts), note=f"（{day}例会通过　{day}施行）")


@series("timeline: n versions", 10)
def _(n: int) -> Work:
    texts = list(_versions(n))

    def work() -> object:
        line = lt.Timeline("例法")
        for one in texts:
            line = line.add(one)
        return line.versions

    return work


@series("blame of n versions", 20)
def _(n: int) -> Work:
    line = lt.Timeline("例法")
    for one in _versions(n):
        line = line.add(one)
    assert len(line.versions) == n
    return lambda: attrs.evolve(line).blame()


@series("archive: n versions of one statute added one at a time", 10)
def _(n: int) -> Work:
    texts = list(_versions(n))

    def work() -> object:
        with tempfile.TemporaryDirectory() as folder, lt.Archive(Path(folder) / "a.db") as archive:
            for one in texts:
                archive.add(one)
            return len(archive)

    return work


@series("archive: n statutes added", 20)
def _(n: int) -> Work:
    texts = [
        attrs.evolve(made_up(10, k), title=f"例{numeral(k)}法", note="（2001年1月1日例会通过）")
        for k in range(1, n + 1)
    ]

    def work() -> object:
        with tempfile.TemporaryDirectory() as folder, lt.Archive(Path(folder) / "a.db") as archive:
            for one in texts:
                archive.add(one)
            return len(archive)

    return work


def seconds(prepare: Callable[[int], Work], sizes: Sequence[int], runs: int) -> list[float]:
    """Processor time of the fastest run on input of each size, prepared anew each time: nothing that a value has worked out before helps.

    The sizes take turns, so that a machine that is slower for a while is slower for all of them.
    """
    best = [math.inf] * len(sizes)
    for _ in range(runs):
        for k, n in enumerate(sizes):
            work = prepare(n)
            gc.collect()
            gc.disable()
            start = time.process_time()
            work()
            best[k] = min(best[k], time.process_time() - start)
            gc.enable()
    return best


def exponent(times: list[float]) -> float:
    """The slope of log time over log size, sizes doubling, by least squares."""
    xs = range(len(times))
    ys = [math.log2(max(t, 1e-9)) for t in times]
    x, y = sum(xs) / len(times), sum(ys) / len(times)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("names", nargs="*", help="series whose names contain one of these words")
    asked.add_argument("--limit", type=float, default=1.3)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--markdown", action="store_true")
    args = asked.parse_args()
    worst = 0.0
    if args.markdown:
        print("| series | n | n | 2n | 4n | exponent |\n|---|---|---|---|---|---|")
    for name, (size, prepare) in SERIES.items():
        if args.names and not any(word in name for word in args.names):
            continue
        prepare(max(2, size // 10))()  # what is made once only: compiled expressions, tables
        times = seconds(prepare, (size, 2 * size, 4 * size), args.runs)
        slope = exponent(times)
        worst = max(worst, slope)
        mark = " !" if slope > args.limit else ""
        shown = [f"{t * 1000:,.0f} ms" for t in times]
        if args.markdown:
            print(f"| {name} | {size} | {' | '.join(shown)} | {slope:.2f}{mark} |", flush=True)
        else:
            print(f"{name:58} n = {size:6}  {'  '.join(f'{s:>10}' for s in shown)}   {slope:5.2f}{mark}", flush=True)
    return int(worst > args.limit)


if __name__ == "__main__":
    sys.exit(main())
