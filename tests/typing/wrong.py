"""Client code that mypy --strict and pyright must refuse, line by line. It is checked, never run.

Every line that ends in ``# refused`` must be an error for both, and no other line may be one.
"""

from __future__ import annotations

import lawtrack as lt


def trees(law: lt.Statute) -> None:
    law[3]  # refused
    for _ in law:  # refused
        pass
    len(law)  # refused
    print(law["第三条"].words)  # refused
    print(law["第三条"].paragraphs)  # refused
    law.title = "别名"  # refused
    lt.parse_statute(b"bytes")  # refused
    lt.parse_statute("text", repair=True)  # refused


def changes(law: lt.Statute, decision: lt.Decision) -> None:
    lt.amend(decision, law)  # refused
    lt.amend(law, "第一条修改为……")  # refused
    lt.amend(law, decision, borders={"第九条": "latter"})  # refused
    lt.amend(law, decision, strickt=True)  # refused
    lt.amend(law, decision, on=20240601)  # refused
    print(lt.amend(law, decision).text)  # refused
    lt.compare(law)  # refused
    lt.compare(law, decision)  # refused
    lt.merge(law, law)  # refused
    lt.verify(law, decision)  # refused
    lt.draft(law, law, style="letter")  # refused
    lt.melt(law)  # refused


def stored(law: lt.Statute) -> None:
    patch: lt.Patch = lt.loads(lt.dumps(law), lt.Statute)  # refused
    lt.loads(law)  # refused
    lt.read_statute("a.docx", tracked="newer")  # refused
    lt.read_any("a.txt", "law")  # refused
    print(patch)


def written(result: lt.Amendment) -> None:
    lt.render(result, 3)  # refused
    lt.render(result, "docx", "tabel")  # refused
    text: str = lt.render(result, "docx")  # refused
    lt.write(result)  # refused
    print(text)


def kept(archive: lt.Archive, law: lt.Statute) -> None:
    archive.add("某市节水条例")  # refused
    archive.add(law, adoptd="2001-06-01")  # refused
    archive.search("节水", date="2010-01-01")  # refused
    archive["某市节水条例"].as_of()  # refused
    archive["某市节水条例"].trace("第三条", "2001-07-01")  # refused
