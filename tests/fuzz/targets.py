"""Every public verb and every kind of file as a target: a function that takes a source of chance and lets nothing but lawtrack's own errors out."""

from __future__ import annotations

import io
import json
import random
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import lawtrack as lt
from lawtrack.errors import LawtrackError
from tests.fuzz.material import files, spoil, spoil_bytes, spoil_package, texts

Target: TypeAlias = Callable[[random.Random], None]
TARGETS: dict[str, Target] = {}
DAYS = ("2024-01-01", "1999-12-31", "", "昨天", "2024-02-30", "9999-12-31", "0000-00-00", "２０２４年１月１日")
PLACES = ("第一条", "第二条第一款", "第三条第一款第二项", "第零条", "第一章", "附件", "", "甲", "第" * 500 + "条")


def target(function: Target) -> Target:
    """Register a target under its name."""
    TARGETS[function.__name__.strip("_")] = function
    return function


def pair(chance: random.Random) -> tuple[lt.Statute, lt.Decision]:
    """A spoilt statute and a spoilt decision."""
    law, order = chance.choice(texts())
    return lt.parse_statute(spoil(law, chance)), lt.parse_decision(spoil(order, chance))


def two(chance: random.Random) -> tuple[lt.Statute, lt.Statute]:
    """Two spoilt texts of one statute."""
    law = chance.choice(texts())[0]
    return lt.parse_statute(spoil(law, chance)), lt.parse_statute(spoil(law, chance))


@target
def parse_statute(chance: random.Random) -> None:
    law = lt.parse_statute(spoil(chance.choice(texts())[0], chance))
    law.to_text()
    law.find(chance.choice(PLACES))


@target
def parse_decision(chance: random.Random) -> None:
    text = spoil(chance.choice(texts())[1], chance)
    decision = lt.parse_decision(text)
    lt.measure_coverage({"x": decision})
    assert decision.source == text


@target
def amend(chance: random.Random) -> None:
    law, decision = pair(chance)
    result = lt.amend(law, decision, strict=chance.random() < 0.1, again=chance.random() < 0.5)
    assert result.patch.apply(law) == result.statute
    assert result.patch.invert().apply(result.statute) == law


@target
def verify(chance: random.Random) -> None:
    law, decision = pair(chance)
    lt.verify(decision, lt.amend(law, decision).statute, law if chance.random() < 0.5 else None)


@target
def rewind(chance: random.Random) -> None:
    law, decision = pair(chance)
    lt.rewind(lt.amend(law, decision).statute if chance.random() < 0.7 else law, decision)


@target
def compare(chance: random.Random) -> None:
    old, new = two(chance)
    found = lt.compare(old, new)
    assert found.apply(old) == new
    lt.tabulate(old, found)
    lt.draw_heatmap([found.changes]) if chance.random() < 0.1 else None


@target
def draft(chance: random.Random) -> None:
    old, new = two(chance)
    lt.draft(old, new)


@target
def merge(chance: random.Random) -> None:
    law = chance.choice(texts())[0]
    base, a, b = (lt.parse_statute(spoil(law, chance)) for _ in range(3))
    p, q = lt.compare(base, a), lt.compare(base, b)
    merged = lt.merge(p, q, base)
    merged.patch.apply(base)
    lt.rebase(p, q, base)
    p.then(lt.compare(a, b))


@target
def references(chance: random.Random) -> None:
    lt.list_references(lt.parse_statute(spoil(chance.choice(texts())[0], chance)))


@target
def gazette(chance: random.Random) -> None:
    law, order = chance.choice(texts())
    text = spoil("例市人民代表大会常务委员会公报\n2024年第1号\n目录\n" + order + "\n" + law, chance)
    issue = lt.read_gazette(text.encode("utf-8", "surrogatepass"))
    lt.review_gazette(issue)
    lt.follow_bills(issue)


@target
def json_values(chance: random.Random) -> None:
    law, decision = pair(chance)
    value: Any = chance.choice((law, decision, lt.amend(law, decision), lt.compare(law, law)))
    text = lt.dumps(value)
    assert lt.loads(text) == value
    data = json.loads(text)
    _alter(data, chance)
    lt.loads(json.dumps(data, ensure_ascii=chance.random() < 0.5))


def _alter(value: Any, chance: random.Random) -> None:
    """One value somewhere in a tree of JSON replaced by another type."""
    while isinstance(value, (dict, list)) and value:
        key: Any = chance.choice(sorted(value)) if isinstance(value, dict) else chance.randrange(len(value))
        if not isinstance(value[key], (dict, list)) or not value[key] or chance.random() < 0.2:
            value[key] = chance.choice((None, 1, -1, 10**30, "", "\ud800", [], {}, [[]], True, 1.5, "第一条"))
            return
        value = value[key]


def _reading(kind: str) -> Target:
    def read(chance: random.Random) -> None:
        data = files()[kind]
        spoilt = spoil_package(data, chance) if kind == "docx" and chance.random() < 0.7 else spoil_bytes(data, chance)
        verb = chance.choice((lt.read_statute, lt.read_decision, lt.read_gazette, lt.read_any))
        verb(spoilt)

    return read


for _kind in ("text", "md", "html", "json", "docx", "akn"):
    TARGETS[f"read_{_kind}"] = _reading(_kind)


@target
def render(chance: random.Random) -> None:
    law, decision = pair(chance)
    result: Any = chance.choice((law, decision, lt.amend(law, decision)))
    kind = chance.choice(("text", "md", "html", "json", "docx", "akn", "csv", "jsonl"))
    lt.render(result, kind, chance.choice(("", "text", "table", "report", "redline", "patch", "findings", "甲")))  # type: ignore[call-overload]
    lt.write(result, io.BytesIO(), format="docx") if chance.random() < 0.05 else None


@cache
def _empty_archive() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        lt.Archive(Path(folder) / "a.db").close()
        return (Path(folder) / "a.db").read_bytes()


@target
def archive(chance: random.Random) -> None:
    law, decision = pair(chance)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        if chance.random() < 0.9:  # its tables need not be made anew each time
            path.write_bytes(_empty_archive())
        with lt.Archive(path) as held:
            _use(held, law, decision, chance)


def _use(held: lt.Archive, law: lt.Statute, decision: lt.Decision, chance: random.Random) -> None:
    for thing in chance.sample([law, decision, *two(chance)], 3):
        try:
            held.add(thing)
        except LawtrackError:
            continue
    for ask in chance.sample(
        [
            lambda: held.search(spoil("应当登记", chance)[:50], on=chance.choice(DAYS)),
            lambda: held[held.titles[0]].as_of(chance.choice(DAYS)) if held.titles else None,
            lambda: held.citing(spoil("例法", chance)[:20], chance.choice(PLACES)),
            lambda: held[held.titles[0]].history(chance.choice(PLACES)) if held.titles else None,
            lambda: held.impact(),
            lambda: lt.check_citations(spoil("依照《例法》第一条“甲”。", chance), held, on=chance.choice(DAYS)),
        ],
        3,
    ):
        try:
            ask()
        except LawtrackError:
            continue
    assert held.check() == ()


@target
def addresses(chance: random.Random) -> None:
    address = lt.parse_address(spoil(chance.choice(PLACES), chance))
    assert lt.parse_address(str(address)) == address
