"""What breaks programs: clauses that name nothing, results that are no statute, altered files. Every exception that leaves a verb is the package's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import lawtrack as lt
from lawtrack.errors import Severity
from lawtrack.formats.akn.read import read_akn
from lawtrack.formats.render import render

BASE = """某市节水条例
第一条　为了节约用水，制定本条例。
第二条　市水务局负责节水工作。有下列情形之一的，处罚款：
（一）甲；
（二）乙。
前款规定不适用于农业。
第三条　违反本条例第二条的，处一千元罚款。
"""
SHUFFLED = """某市节水条例
第三条　有下列情形之一的：
（二）甲；
（三）乙；
（一）违反本条例第三条的；
第一条　丙。
第二条　丁。
第二条　戊。
"""
HEAD = """某市人民代表大会常务委员会关于修改《某市节水条例》的决定
（2024年1月1日某市人民代表大会常务委员会通过）
某市人民代表大会常务委员会决定对《某市节水条例》作如下修改：
"""
NOWHERE = [
    "末尾分为两款。",
    "末尾增加一项：“（三）其他。”",
    "末尾增加一目：“1.其他。”",
    "第二条第一款与第三条合并，作为末尾，修改为：“第二条　甲。”",
    "增加一章，作为末尾：“第四条　甲。”",
    "将第二条修改为两条，作为末尾、第三条：“有下列情形：”",
    "增加一条，作为第三条第一项：“其他。”",
]
"""Clauses that say what is done and not where, or give a number that is none of what they add."""
IMPOSSIBLE = [
    "删去标题。",
    "第一条增加一目，作为第一目：“1.甲；”",
    "第三条增加一目：“1.甲；”",
    "第三条末尾增加一目：“（一）其他。”",
]
"""Clauses that are understood and cannot be carried out."""


def decision(*clauses: str) -> lt.Decision:
    return lt.parse_decision(HEAD + "".join(f"{n}、{c}\n" for n, c in zip("一二三四五", clauses, strict=False)))


@pytest.mark.parametrize("base", [BASE, SHUFFLED], ids=["ordered", "shuffled"])
@pytest.mark.parametrize("clause", NOWHERE + IMPOSSIBLE)
def test_what_cannot_be_done_is_told_and_changes_nothing(clause: str, base: str) -> None:
    law = lt.parse_statute(base)
    change = decision(clause)
    done = lt.amend(law, change)
    assert done.statute == law
    assert any(f.severity is Severity.ERROR for f in done.findings)
    assert lt.rewind(law, change).statute.articles
    assert lt.verify(change, law).published == law
    assert lt.verify(change, law, law).derived == law


@pytest.mark.parametrize("clause", NOWHERE + IMPOSSIBLE)
def test_other_orders_are_carried_out_beside_one_that_cannot_be(clause: str) -> None:
    done = lt.amend(lt.parse_statute(BASE), decision(clause, "将第三条中的“一千元”修改为“二千元”。"))
    assert "二千元" in done.statute.to_text()
    assert any(f.severity is Severity.ERROR for f in done.findings)


def broken_file(folder: Path, text: str) -> Path:
    path = folder / "broken.json"
    path.write_text(text, "utf-8")
    return path


def test_an_order_that_names_nothing_is_no_json_of_a_decision(tmp_path: Path) -> None:
    data = lt.dumps(decision("第二条第一款分为两款，修改为：“甲。\n乙。”"))
    assert lt.loads(data).instructions[0].orders
    broken = data.replace('"place":{"address":"第二条第一款"}', '"place":{}')
    assert broken != data
    with pytest.raises(lt.InputError, match="没有写明所指的条款"):
        lt.read_decision(broken_file(tmp_path, broken))
    law = lt.parse_statute(BASE)
    done = lt.amend(law, lt.loads(broken))
    assert done.statute == law
    assert [f.code for f in done.findings if f.severity is Severity.ERROR] == ["amend.target-missing"]
    assert lt.rewind(law, lt.loads(broken)).statute.articles


MERGED = [
    ("将第三条修改为：“第二条　违反规定的，处罚款。”", "将第三条中的“乙”修改为“丙”。"),
    ("删去第三条第二项。", "删去第三条第三项。"),
    ("删去第一条。", "删去第二条。"),
    ("增加一条，作为第一条：“第一条　新。”", "删去第三条。"),
    ("删去第三条第二项、第三项。", "将第三条第一项中的“违反”修改为“不符合”。"),
]


@pytest.mark.parametrize("known", [True, False], ids=["base", "alone"])
@pytest.mark.parametrize("clauses", MERGED)
def test_lists_out_of_order_are_merged_or_in_conflict(clauses: tuple[str, str], known: bool) -> None:
    law = lt.parse_statute(SHUFFLED)
    p, q = (lt.amend(law, decision(c)).patch for c in clauses)
    base = law if known else None
    for a, b in ((p, q), (q, p)):
        merged = lt.merge(a, b, base)
        assert merged.patch.apply(law).articles
        over = lt.rebase(b, a, base)
        assert over.patch.apply(a.apply(law)).articles


VERBS: dict[str, Callable[[Path], object]] = {
    "read_any": lt.read_any,
    "read_statute": lt.read_statute,
    "read_decision": lt.read_decision,
    "read_gazette": lt.read_gazette,
    "read_patch": lt.read_patch,
    "read_versions": lt.read_versions,
    "loads": lambda path: lt.loads(path.read_bytes()),
}
FILES = {
    "lists-for-words.json": b'{"lawtrack":1,"type":["statute"]}',
    "lists-for-titles.json": b'{"lawtrack":1,"type":"statute","title":["a"]}',
    "huge.json": b'{"lawtrack":1,"type":"patch","size":' + b"9" * 5000 + b"}",
    "half.json": b'{"lawtrack":1,"type":"statute","title":"\\ud83d"}',
    "version.json": b'{"lawtrack":[1],"type":"statute"}',
    "deep.json": b'{"lawtrack":1,"type":' + b"[" * 100_000,
    "negative.json": b'{"lawtrack":1,"type":"patch","size":-3,"ops":[{"op":"delete","line":-1,"units":[]}]}',
    "large.json": b'{"lawtrack":1,"type":"patch","size":1000000000000}',
    "units.json": b'{"lawtrack":1,"type":"patch","size":9,"ops":[{"op":"insert","after":3,"units":[]}]}',
    "bytes.json": b"\xff\xfe\x00",
    "empty.txt": b"",
    "nul.txt": BASE.replace("甲", "甲\0").encode(),
    "nothing.docx": b"PK\x03\x04",
    "include.akn.xml": b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>',
    "open.xml": b"<akomaNtoso",
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", FILES)
def test_altered_files_end_in_the_package_s_own_exceptions(name: str, verb: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    try:
        read = VERBS[verb](path)
    except lt.LawtrackError as error:
        assert str(error)
    else:
        assert read is not None


def test_a_database_of_another_program_keeps_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path)) as notes:
        notes.execute("CREATE TABLE note (words TEXT)")
        notes.commit()
    before = path.read_bytes()
    with pytest.raises(lt.InputError, match="别的程序"):
        lt.Archive(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["notes.db"]


def test_postgres_tells_of_text_that_it_cannot_hold() -> None:
    psycopg = pytest.importorskip("psycopg")
    from lawtrack.archive.storage.postgres import PostgresStore

    store = object.__new__(PostgresStore)
    store._psycopg, store.name = psycopg, "存档"
    with pytest.raises(lt.InputError, match="控制字符"), store._explained():
        raise psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")


ACT = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:xi="http://www.w3.org/2001/XInclude">{}'
    '<act name="x"><meta/>{}<body><article eId="art_1"><num>第一条</num><content><p>甲。</p></content></article>{}</body></act>'
    "</akomaNtoso>"
)


@pytest.mark.parametrize("place", range(3))
def test_content_of_another_file_is_told_as_missing(place: int) -> None:
    text = ACT.format(*('<xi:include href="other.xml"/>' if n == place else "" for n in range(3)))
    found = read_akn(text.encode()).findings
    assert [f.severity for f in found if f.code == "akn.include"] == [Severity.ERROR]


@pytest.mark.parametrize("kind", ["text", "md", "html", "json", "docx", "akn"])
@pytest.mark.parametrize("clause", NOWHERE + IMPOSSIBLE)
def test_what_was_refused_is_in_every_format(clause: str, kind: str) -> None:
    assert render(lt.amend(lt.parse_statute(BASE), decision(clause)), kind)


@pytest.mark.parametrize("mark", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"], ids=ascii)
def test_law_10_marks_that_print_nothing_are_accounted_for(mark: str) -> None:
    text = HEAD + "一、将第三条中的“一千元”修改为“二千元”。\n二、第一条增加一款：“水是宝贵的。”\n"
    for at in range(len(text)):
        read = lt.parse_decision(text[:at] + mark + text[at:])
        source = read.source
        assert "".join(source.split()) == "".join((text[:at] + mark + text[at:]).split())
        held = [*read.instructions, *read.formal, *read.findings]
        spans = sorted((x.span.start, x.span.end) for x in held if x.span is not None)
        reached, left = 0, ""
        for start, end in spans:
            left += source[reached:start]
            reached = max(reached, end)
        assert not (left + source[reached:]).strip(), (at, left)


def test_a_docx_whose_directory_points_before_its_beginning_is_told(tmp_path: Path) -> None:
    data = bytearray(render(lt.parse_statute(BASE), "docx"))
    at = data.rindex(b"PK\x05\x06") + 16
    data[at : at + 4] = (int.from_bytes(data[at : at + 4], "little") + 1_000_000).to_bytes(4, "little")
    (tmp_path / "条例.docx").write_bytes(data)
    with pytest.raises(lt.InputError, match="已损坏"):
        lt.read_statute(tmp_path / "条例.docx")


def test_numbers_of_pages_alone_are_no_lines() -> None:
    assert lt.parse_decision("\n—3—\n—3—\n—3—\n本决定").amended == ()
    decision = lt.parse_decision(
        "关于修改《例市渡口条例》的决定\n一、删去第三条。\n—3—\n—3—\n—3—\n本决定自公布之日起施行。"
    )
    assert [len(i.orders) for i in decision.instructions] == [1] and not decision.unread


@pytest.mark.parametrize("name", ["例省财政厅、例省税务局", "自公布之日起施行" * 40 + "自议", "国家司法部" * 40])
def test_names_of_bodies_many_times_over_are_read_at_once(name: str) -> None:
    """An expression that went through every way to divide such a line took hours."""
    assert (
        lt.parse_decision(f"{name}\n关于修改《例市渡口条例》的决定\n一、删去第三条。").amended[0].title
        == "例市渡口条例"
    )
