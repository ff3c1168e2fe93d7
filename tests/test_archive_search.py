"""Searching an archive: every substring is found, provisions first, and nothing in a query is an operator."""

from __future__ import annotations

import random

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.comparison.grams import folded, grams_of, terms_of
from lawtrack.errors import InputError
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import fill


def test_search_finds_what_is_in_force(archive: Archive) -> None:
    fill(archive)
    assert [(h.title, h.address) for h in archive.search("按季", on="2011-01-01")] == [
        ("某市节水条例", "第四条第一款第一项")
    ]
    assert archive.search("按季", on="2009-01-01") == ()
    assert {h.address for h in archive.search("按月")} == {"第三条第一款第一项"}
    assert [(h.address, h.since, h.until) for h in archive.search("一千元")] == [
        ("第四条第一款", "2001-06-01", "2010-07-01")
    ]
    assert archive.search("水务部门 罚款", on="2011-01-01")[0].address == "第五条第一款"
    assert {h.title for h in archive.search("水")} == {"某市节水条例", "某市供水条例"}
    assert {h.title for h in archive.search("水", title="某市供水条例")} == {"某市供水条例"}
    assert archive.search("２００１ 年6月")[0].address == "第五条第一款"
    assert archive.search("用计") == () and len(archive.search("水", limit=2)) == 2
    with pytest.raises(InputError, match="没有给出检索词"):
        archive.search(" \u3000")


def test_provisions_come_first(archive: Archive) -> None:
    """Then what stood once, then titles, headings and notes; each with its statute, its place and its days."""
    fill(archive)
    hits = archive.search("节水", limit=1000)
    kinds = [0 if "条" in h.address else 1 for h in hits]
    assert kinds == sorted(kinds) and set(kinds) == {0, 1}
    ended = [bool(h.until) for h in hits if "条" in h.address]
    assert ended == sorted(ended) and set(ended) == {True, False}
    assert {h.address for h in archive.search("第三次会议")} == {"题注"}
    assert archive.search("措施")[0].address == "第二章"
    assert [h.address for h in archive.search("节水", on="2005-01-01", limit=1000)][-1] in ("名称", "题注")
    for hit in hits:
        assert hit.text in archive[hit.title].as_of(hit.since).to_text()
    few = archive.search("节水", limit=3)
    assert few == hits[:3]


SIGNS = """\
某市化学条例
（2003年3月1日某市第一届人民代表大会常务委员会第三次会议通过）
第一条　禁止生产四甲基𬭩与鿏的化合物；含量在１００％以上的，ＡＮＤ、or、Not 均属“限量”*。
第二条　①类ßetaΣΣς、ﬀ、½、é、ǅ、𠮷野家、한글、हिन्दी 与 H₂O 不在此限……
"""
HOSTILE = (
    'AND', 'OR NOT', 'NEAR(甲 乙)', '"', '""', "'", '*', '甲*', '^甲', '-甲', 'grams:甲', '{甲 乙}: 丙', '(', ')', '+', '\\', '\0', '甲\0乙',
    '\ud800', '%', '_', '甲"乙', "'; DROP TABLE text; --", '甲' * 5000, ''.join(map(chr, range(0x4E00, 0x6E00))), '？', '١٢', '\u200b',
)  # fmt: skip


def test_nothing_in_a_query_is_an_operator(archive: Archive) -> None:
    """Any text may be searched for: it is found where it stands and nowhere else, and the engine never complains."""
    archive.add(parse_statute(SIGNS))
    for words in HOSTILE:
        try:
            hits = archive.search(words)
        except InputError as error:
            assert "没有给出检索词" in str(error) and words == "\u200b"
            continue
        assert all(folded(w) in folded(h.text) for h in hits for w in words.split())
    assert len(archive.search("AND")) == len(archive.search("not")) == len(archive.search("100%以上")) == 1
    assert archive.search("*")[0].address == "第一条第一款" and archive.search("……")[0].address == "第二条第一款"
    for entry in archive:
        for unit, address in zip(entry.versions[0].statute.units, entry.versions[0].statute.addresses, strict=True):
            for size in (1, 2, 3):
                for i in range(len(unit.text) - size + 1):
                    piece = unit.text[i : i + size]
                    if folded(piece) and not piece[0].isspace() and not piece[-1].isspace():
                        assert (str(address), unit.text) in {(h.address, h.text) for h in archive.search(piece)}, piece
    assert archive.check(replay=True) == ()


def test_search_finds_every_substring_of_every_text(archive: Archive) -> None:
    fill(archive)
    chance = random.Random(4)
    for entry in archive:
        for version in entry.versions:
            for unit, address in zip(version.statute.units, version.statute.addresses, strict=True):
                if len(unit.text) < 4:
                    continue
                i = chance.randrange(len(unit.text) - 1)
                piece = unit.text[i : i + chance.randint(1, 6)]
                if grams_of(piece):
                    hits = archive.search(piece, limit=10_000)
                    assert any(h.address == str(address) and h.text == unit.text for h in hits), piece


def test_many_matches_are_found_without_being_ranked(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(archive)
    ranked = archive.search("水", limit=1000)
    monkeypatch.setattr("lawtrack.archive.storage.sqlite.RANKED", 2)
    assert set(archive.search("水", limit=1000)) == set(ranked) and len(ranked) > 10
    assert len(archive.search("水", limit=3)) == 3


def test_grams_and_terms() -> None:
    assert folded("（ＡＢ） 甲 乙") == "（ab）甲乙"
    assert set(grams_of("甲乙，丙")) == {"甲乙", "乙", "丙"}
    assert terms_of("甲乙丙 丁 ；") == [("甲乙丙", ["甲乙", "乙丙"]), ("丁", ["丁"]), ("；", [])]
