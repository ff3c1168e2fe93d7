"""Client code that mypy --strict and pyright must take as it stands. It is checked, never run."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import lawtrack as lt


def trees(path: Path) -> str:
    law = lt.read_statute(path)
    node = law["第三条"]
    words: str = node.text
    level: lt.Level = node.level
    below: tuple[lt.Node, ...] = node.children
    if isinstance(node, lt.Article):
        first: lt.Paragraph = node.paragraphs[0]
        words += first.text
    there: bool = "第三条第二款" in law
    articles: list[lt.Article] = [article for article in law.articles if article.number.value > 1]
    address: lt.Address = lt.parse_address("第八条第一款第三项")
    return f"{words}{level.zh}{len(below)}{there}{len(articles)}{law[address].to_text()}{node.label}"


def changes(law: lt.Statute, decision: lt.Decision) -> lt.Statute:
    made = lt.amend(law, decision, borders={"第七条": "later"}, on=datetime.date(2024, 6, 1))
    patch: lt.Patch = made.patch
    for op in patch.ops:
        if isinstance(op, lt.ops.EditText):
            before: str = op.before
            print(before, op.cause.label)
    for instruction in decision.instructions:
        for order in instruction.orders:
            if isinstance(order, lt.orders.InsertProvisions):
                print(order.payload)
    found = lt.compare(law, made.statute)
    rows: tuple[lt.Row, ...] = found.changes.rows
    table: lt.ComparisonTable = found.table
    print(rows, table.columns, [f.severity is lt.Severity.ERROR for f in made.findings])
    merged: lt.Merged = lt.merge(patch, found, law)
    whole: lt.Consolidated = lt.consolidate(law, [decision])
    return merged.patch.apply(whole.base)


def stored(text: str) -> int:
    law = lt.loads(text, lt.Statute)
    either: lt.Statute | lt.Decision = lt.read_any(text.encode(), "auto")
    return len(law.articles) + len(either.findings)


def written(result: lt.Amendment, out: io.BytesIO) -> bytes:
    page: str = lt.render(result, "html", "table")
    made: Path = lt.write(result, "对照表.docx", "table")
    lt.write(result, out, format="docx")
    print(page, made)
    return lt.render(result, "docx", "redline")


def kept(place: str, law: lt.Statute, decision: lt.Decision) -> None:
    with lt.Archive(place) as archive:
        added: lt.Added = archive.add(law, adopted="2001-06-01", effective=datetime.date(2001, 7, 1))
        archive.add(decision)
        entry: lt.Entry = archive["某市节水条例"]
        text: lt.Statute = entry.as_of("2010-01-01", known=datetime.date(2009, 1, 1))
        origins: tuple[lt.Origin, ...] = entry.blame("第三条", on="2010-01-01")
        stops: tuple[lt.Stop, ...] = archive.trace("2001-某市节水条例第三条", to="2010-01-01")
        again: tuple[lt.Stop, ...] = entry.trace("第三条", on="2001-07-01")
        hits: tuple[lt.SearchHit, ...] = archive.search("节水", on="2010-01-01", limit=5)
        versions: tuple[lt.Version, ...] = entry.versions
        print(added.titles, text.title, origins[0].text.act, stops[-1].address, again, hits[0].text, versions[0].until)


def told(error: lt.LawtrackError) -> str:
    lt.language = "en"
    return error.message + error.message_en
