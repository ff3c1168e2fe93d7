"""The archive: what goes in comes out, on any day, in any order, after any accident."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import lawtrack
from lawtrack.amendment.decision import parse_decision
from lawtrack.errors import InputError
from lawtrack.history import schema
from lawtrack.history.archive import Archive
from lawtrack.history.corpus import map_corpus
from lawtrack.history.grams import folded, grams_of, terms_of
from lawtrack.history.ingest import find_documents, read_document, read_law
from lawtrack.history.store import SqliteStore
from lawtrack.history.timeline import Timeline
from lawtrack.history.titles import title_key
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from lawtrack.syntax.statute import parse_statute
from tests.archives import ALL, DECISION, LAW, OTHER, REPEAL, SECOND, write_all
from tests.test_timeline import chains

SEED = Path(__file__).parent.parent / "seeds" / "gazette-2023-6.txt"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "法规.db"


@pytest.fixture
def archive(place: Path) -> Iterator[Archive]:
    with Archive(place) as made:
        yield made


@contextmanager
def raw_database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as raw, raw:
        yield raw


def fill(archive: Archive, texts: list[str] | None = None) -> Archive:
    for text in texts or list(ALL.values()):
        thing = read_law(text)
        assert thing is not None
        archive.add(thing)
    return archive


def state(archive: Archive) -> list[object]:
    """Everything an archive says, but not when it learnt it."""
    out: list[object] = []
    for entry in sorted(archive, key=lambda e: e.title):
        out.append((entry.title, [attrs.evolve(v, findings=()) for v in entry.versions], entry.findings))
    return out


def test_every_day_has_its_text(archive: Archive) -> None:
    fill(archive)
    law = archive["某市节水条例"]
    assert [v.effective for v in law.versions] == ["2001-06-01", "2010-07-01", "2015-02-01"]
    assert "按月" in law.as_of("2005-01-01")["第三条"].text
    assert "按季" in law.as_of("2010-07-01")["第四条"].text
    assert law.as_of("2016-06-06")["第二条第一款"].text == "市水务机关主管节水工作。"
    assert law.as_of("2001-06-01") == parse_statute(LAW)
    assert law.status("2020-02-29") == "有效" and law.status("2020-03-01") == "已废止"
    assert "按月" in law.as_known("2011-01-01", on="2010-05-05")["第三条"].text
    with pytest.raises(InputError, match="尚未施行"):
        law.as_of("2001-05-31")
    with pytest.raises(InputError, match="废止"):
        law.as_of("2020-03-01")
    assert len(archive) == 2 and "某市供水条例" in archive and "某县条例" not in archive
    with pytest.raises(InputError, match="相近的有：《某市节水条例》"):
        archive["节水条例"]


def test_blame_history_and_trace_through_the_archive(archive: Archive) -> None:
    fill(archive)
    law = archive["某市节水条例"]
    told = {str(o.address): str(o.text) for o in law.blame("2016-01-01")}
    assert told["第三条第一款"].startswith(
        "2010-07-01 增加 《某市人民代表大会常务委员会关于修改〈某市节水条例〉的决定》第一项"
    )
    assert told["第四条第一款第一项"].endswith("第二项")
    assert told["第四条第一款第二项"] == "2001-06-01 制定 《某市节水条例》"
    assert [str(e.address) for e in law.history("第四条第一款第一项", "2016-01-01")] == [
        "第三条第一款第一项",
        "第四条第一款第一项",
    ]
    assert str(law.trace("第三条", "2002-02-02", to="2016-01-01")[-1].address) == "第四条"


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::7])
def test_the_order_of_adding_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    texts = list(ALL.values())
    with Archive(tmp_path / "a.db") as one, Archive(tmp_path / "b.db") as two:
        assert state(fill(one)) == state(fill(two, [texts[i] for i in order]))
        assert one.check() == two.check() == ()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(chains(), st.randoms(use_true_random=False))
def test_any_chain_in_any_order_gives_the_same_archive(case: tuple[Statute, list], random: random.Random) -> None:  # type: ignore[type-arg]
    """Random patches with random dates, each added by itself: the archive says what the timeline says, whatever came first."""
    base, chain = case
    title = base.title
    assume(title_key(title))
    line = Timeline(title).add(base, adopted="1999-01-01", effective="1999-01-01", promulgated="1999-01-01")
    things = list(chain)
    for thing, dates in things:
        line = line.add(thing, **dates)
    random.shuffle(things)
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "a.db") as archive:
        archive.add(base, adopted="1999-01-01", effective="1999-01-01", promulgated="1999-01-01")
        for thing, dates in things:
            archive.add(thing, title=title, **dates)
        found = archive[title].versions
        assert [(v.effective, v.until, v.statute) for v in found] == [
            (v.effective, v.until, v.statute) for v in line.versions
        ]
        for version in found:
            assert archive[title].as_of(version.effective) == line.as_of(version.effective)
        assert archive.check() == ()


def test_a_decision_waits_for_its_statute(archive: Archive) -> None:
    added = archive.amend(parse_decision(SECOND))
    assert added.waiting == ("某市供水条例", "某市节水条例") and added.titles == ()
    assert len(archive) == 0
    archive.add(parse_statute(OTHER))
    assert [a.number.value for a in archive["某市供水条例"].as_of("2016-01-01").articles] == [1, 2]
    assert [a.number.value for a in archive["某市供水条例"].as_of("2014-01-01").articles] == [1, 2, 3]


def test_adding_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    write_all(folder)
    seen: list[tuple[int, int, str]] = []
    report = archive.ingest(folder, progress=lambda *a: seen.append(a))
    assert (report.new, report.laws, report.decisions, report.known) == (5, 2, 3, 0)
    assert [s[:2] for s in seen] == [(n, 5) for n in range(1, 6)]
    before = state(archive)
    assert archive.ingest(folder).known == 5
    assert archive.ingest(folder, again=True).new == 5
    assert not archive.add(parse_statute(LAW)).new and not archive.add(parse_decision(DECISION)).new
    assert state(archive) == before
    counts = {t: archive.store.rows(f"SELECT count(*) FROM {t}")[0][0] for t in ("record", "decision", "document")}
    assert counts == {"record": 6, "decision": 3, "document": 5}


NO_LAW = {
    "说明.md": ("# 说明\n这里没有条文。\n", "archive.no-law"),
    "空.txt": ("", "archive.no-law"),
    "README.md": (
        "# 关于修改的说明\n\n把“甲”修改为“乙”的决定见下。\n\n一、将第三条修改为：“……”\n",
        "archive.no-law",
    ),
    "教程.md": ("# 教程\n\n第一条　先安装。\n第二条　再运行。\n第三条　看结果。\n", "archive.not-filed"),
    "第二编.md": (
        "# 某国例法典\n\n第二百零一条　物归其主。\n\n第二百零二条　物有其用。\n\n第二百零三条　物尽其用。\n",
        "archive.not-filed",
    ),
    "审议结果.txt": (
        "某市人民代表大会法制委员会\n关于《某市节水条例(草案二次\n审议稿)》审议结果的报告(书面)\n——2001年2月1日在会议上\n建议将第一条修改为：“为了节水。”\n",
        "archive.report",
    ),
    "package.json": ('{"name": "x"}', "archive.no-law"),
    "坏.json": ("{", "archive.unreadable"),
    "旧.doc": ("x", "archive.skipped"),
    "图.png": ("x", "archive.skipped"),
}


def test_what_is_no_law_is_said(archive: Archive, tmp_path: Path) -> None:
    """Everything in a folder is either filed or named in a finding, and nothing is taken for what it is not."""
    write_all(tmp_path, {name: text for name, (text, _) in NO_LAW.items()} | {"法.txt": LAW})
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(OTHER, "utf-8")
    report = archive.ingest(tmp_path)
    assert [Path(p).name for p in report.failed] == ["坏.json"] and (report.laws, report.decisions) == (1, 0)
    assert archive.titles == ("某市节水条例",)
    for name, (_, code) in NO_LAW.items():
        (found,) = (f for f in report.findings if str(tmp_path / name) in f.message)
        assert found.code == code, name
    assert sorted(Path(p).name for p in report.empty) == sorted(
        n for n, (_, c) in NO_LAW.items() if c not in ("archive.unreadable", "archive.skipped")
    )
    with pytest.raises(InputError, match="没有文件或者目录"):
        archive.ingest(tmp_path / "没有")


def test_doubts_name_the_file_they_are_about(archive: Archive, tmp_path: Path) -> None:
    write_all(tmp_path, {"法.txt": LAW.replace("第四条", "第三条")})
    (found,) = (f for f in archive.ingest(tmp_path).findings if f.code == "statute.duplicate-number")
    assert found.message.startswith("《某市节水条例》（法.txt）")
    assert ("法.txt", found) in archive.noted


def test_a_day_told_by_one_of_two_printings_holds_for_both(archive: Archive) -> None:
    """A gazette tells the commencement in its announcement; the text alone may not."""
    bare = parse_statute(LAW.replace("第五条　本条例自2001年6月1日起施行。\n", ""))
    archive.add(bare, effective="2001-06-01")
    archive.add(bare)
    assert [v.effective for v in archive["某市节水条例"].versions] == ["2001-06-01"]


def test_a_date_in_the_name_of_the_file_is_used_and_said(archive: Archive, tmp_path: Path) -> None:
    text = "\n".join(line for line in OTHER.splitlines() if "通过" not in line)
    write_all(tmp_path, {"某市供水条例(1999-09-09).md": text})
    report = archive.ingest(tmp_path)
    assert "archive.date-from-name" in {f.code for f in report.findings}
    assert archive["某市供水条例"].versions[0].adopted == "1999-09-09"


def test_two_decisions_of_one_day_keep_the_order_of_their_files(tmp_path: Path) -> None:
    first = DECISION
    second = DECISION.replace("一、增加一条，作为第三条：“新建建筑应当安装节水器具。”\n二、将第三条改为第四条，其中的“按月”修改为“按季”。\n三、将第四条改为第五条，其中的“一千元”修改为“二千元”。", "将第五条中的“二千元”修改为“三千元”。")  # fmt: skip
    assert first != second
    write_all(tmp_path, {"1.txt": LAW, "2.txt": first, "3.txt": second})
    with Archive(tmp_path / "a.db") as archive:
        archive.ingest(*[tmp_path / f"{n}.txt" for n in (1, 2, 3)])
        law = archive["某市节水条例"]
        assert len(law.versions) == 3
        assert "三千元" in law.as_of("2010-07-01")["第五条"].text


def test_a_statute_stays_known_under_its_old_name(archive: Archive) -> None:
    archive.add(parse_statute(LAW))
    archive.add(
        parse_decision(
            "某市人民代表大会常务委员会关于修改《某市节水条例》的决定\n（2010年5月6日某市第三届人民代表大会常务委员会第九次会议通过）\n"
            "某市第三届人民代表大会常务委员会第九次会议决定对《某市节水条例》作如下修改：\n将名称修改为“某市节约用水条例”。\n"
            "本决定自2010年7月1日起施行。"
        )
    )
    assert archive["某市节水条例"].title == "某市节约用水条例" == archive["某市节约用水条例"].title
    assert [v.statute.title for v in archive["某市节水条例"].versions] == ["某市节水条例", "某市节约用水条例"]
    archive.add(
        parse_decision(
            "某市人民代表大会常务委员会关于修改《某市节约用水条例》的决定\n（2012年5月6日某市第三届人民代表大会常务委员会第十九次会议通过）\n"
            "某市第三届人民代表大会常务委员会第十九次会议决定对《某市节约用水条例》作如下修改：\n删去第二条第二款。\n本决定自2012年7月1日起施行。"
        )
    )
    assert len(archive["某市节水条例"].versions) == 3
    assert archive.check() == ()


def test_a_patch_can_be_added_too(archive: Archive) -> None:
    fill(archive, [LAW, DECISION])
    patch = archive["某市节水条例"].versions[1].steps[0].patch
    assert isinstance(patch, Patch)
    with pytest.raises(InputError, match="补丁只能加到已有的法规上"):
        archive.add(patch, title="别的条例")
    inverse = attrs.evolve(
        patch.invert(), title="某市节水条例", source="撤销", adopted="2012-01-01", effective="2012-01-01"
    )
    archive.add(inverse)
    assert archive["某市节水条例"].as_of("2012-01-01") == parse_statute(LAW)


def test_a_decision_once_bound_stays_bound(place: Path) -> None:
    """An archive does not change its mind when the binder does; a late record has only what follows it bound anew."""
    with Archive(place) as archive:
        fill(archive, [LAW, DECISION])
        want = archive["某市节水条例"].as_of("2011-01-01")

    def refuse(statute: object, decision: object) -> object:
        raise AssertionError("bound again")

    with Archive(place, bind=refuse) as archive:  # type: ignore[arg-type]
        fill(archive, [REPEAL, OTHER])
        assert archive["某市节水条例"].as_of("2011-01-01") == want
        assert archive["某市节水条例"].as_known("2011-01-01", on="2011-01-01") == want
        assert archive["某市节水条例"].timeline.versions[1].steps == archive["某市节水条例"].versions[1].steps
        with pytest.raises(AssertionError, match="bound again"):
            fill(archive, [SECOND])


def test_one_failing_addition_leaves_no_trace(archive: Archive) -> None:
    fill(archive, [LAW])
    before = state(archive)
    with pytest.raises(RuntimeError), archive.batch():
        archive.add(parse_decision(DECISION))
        archive.add(parse_statute(OTHER))
        raise RuntimeError
    assert state(archive) == before and len(archive) == 1


# -- search and queries --------------------------------------------------------------------------------------------------


def test_search_finds_what_is_in_force(archive: Archive) -> None:
    fill(archive)
    assert [(h.title, h.address) for h in archive.search("按季", date="2011-01-01")] == [
        ("某市节水条例", "第四条第一款第一项")
    ]
    assert archive.search("按季", date="2009-01-01") == ()
    assert {h.address for h in archive.search("按月")} == {"第三条第一款第一项"}
    assert [(h.address, h.since, h.until) for h in archive.search("一千元")] == [
        ("第四条第一款", "2001-06-01", "2010-07-01")
    ]
    assert archive.search("水务部门 罚款", date="2011-01-01")[0].address == "第五条第一款"
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
    assert [h.address for h in archive.search("节水", date="2005-01-01", limit=1000)][-1] in ("名称", "题注")
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
    assert archive.check() == ()


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
    monkeypatch.setattr("lawtrack.history.store.RANKED", 2)
    assert set(archive.search("水", limit=1000)) == set(ranked) and len(ranked) > 10
    assert len(archive.search("水", limit=3)) == 3


def test_grams_and_terms() -> None:
    assert folded("（ＡＢ） 甲 乙") == "（ab）甲乙"
    assert set(grams_of("甲乙，丙")) == {"甲乙", "乙", "丙"}
    assert terms_of("甲乙丙 丁 ；") == [("甲乙丙", ["甲乙", "乙丙"]), ("丁", ["丁"]), ("；", [])]


def test_what_changed_between_two_days(archive: Archive) -> None:
    fill(archive)
    changed = archive.changed("2010-01-01", "2020-12-31")
    assert [(c.title, c.effective, c.act) for c in changed] == [
        ("某市节水条例", "2010-07-01", "修改"),
        ("某市供水条例", "2015-02-01", "修改"),
        ("某市节水条例", "2015-02-01", "修改"),
        ("某市节水条例", "2020-03-01", "废止"),
    ]
    assert "第二条第一款" in changed[2].places
    assert [c.act for c in archive.changed("1990-01-01", "2001-12-31")] == ["制定", "制定"]


def test_who_refers_to_a_provision(archive: Archive) -> None:
    fill(archive)
    assert [(c.title, c.address, c.target) for c in archive.citing("某市节水条例", "第四条", date="2005-01-01")] == [
        ("某市供水条例", "第一条第一款", "第四条")
    ]
    assert [(c.title, c.address) for c in archive.citing("某市节水条例", "第三条", date="2005-01-01")] == [
        ("某市节水条例", "第四条第一款")
    ]
    assert {c.title for c in archive.citing("中华人民共和国水务法")} == {"某市节水条例"}


def test_what_dangles_after_a_repeal(archive: Archive) -> None:
    fill(archive)
    assert archive.dangling("2019-01-01") == ()
    (one,) = archive.dangling("2020-03-01")
    assert (one.title, one.address, one.reason) == ("某市供水条例", "第一条第一款", "《某市节水条例》已废止")


# -- proof ---------------------------------------------------------------------------------------------------------------


def test_a_sound_archive_is_proved(archive: Archive) -> None:
    fill(archive)
    assert archive.check() == ()


TAMPERING = (
    "UPDATE text SET body = body || '某' WHERE id = 3",
    "UPDATE text SET hash = zeroblob(16) WHERE id = 3",
    "UPDATE object SET body = substr(body, 1, length(body) - 1) WHERE id = 1",
    "UPDATE object SET hash = zeroblob(16) WHERE id = (SELECT min(id) FROM object WHERE kind = 'patch')",
    "UPDATE version SET effective = '2001-06-02' WHERE number = 1",
    "UPDATE version SET source = '' WHERE id = 1",
    "DELETE FROM step",
    "DELETE FROM version WHERE number = 1",
    "UPDATE record SET adopted = '1990-01-01'",
    "UPDATE statute SET title = '别的'",
    "UPDATE name SET name = '别的' WHERE name = '某市节水条例'",
    "UPDATE decision SET place = 9",
    "UPDATE target SET title = '别的'",
    "UPDATE finding SET code = 'x.y'",
    "UPDATE document SET name = 'x'",
    "DELETE FROM occurrence WHERE rowid = 2",
    "UPDATE occurrence SET address = '第九条' WHERE rowid = 2",
    "DELETE FROM citation",
    "INSERT INTO gram (rowid, grams) VALUES (99999, '甲乙')",
    "INSERT INTO meta VALUES ('x', 'y')",
)


@pytest.mark.parametrize("statement", TAMPERING)
def test_tampering_is_found(tmp_path: Path, statement: str) -> None:
    write_all(tmp_path)
    with Archive(tmp_path / "a.db") as archive:
        archive.ingest(tmp_path)
        assert archive.check() == ()
    with raw_database(tmp_path / "a.db") as raw:
        assert raw.execute(statement).rowcount != 0
    with Archive(tmp_path / "a.db") as archive:
        assert archive.check(), statement


def test_an_index_of_other_grams_is_found(place: Path) -> None:
    """One damaged byte of a prefix that grams share changes all of them; no sum of theirs may come out the same."""
    with Archive(place) as archive:
        fill(archive)
        entries = [(i, grams_of(body)) for i, body in archive.store.rows("SELECT id, body FROM text")]
    for old, new in (("1", "5"), ("2", "6"), ("2", "3"), ("水", "氵")):
        for change in (lambda g: g.replace(old, new), lambda g: new + g[1:] if g[0] == old else g):  # noqa: B023
            with raw_database(place) as raw:
                raw.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
            with Archive(place) as archive:
                archive.store.index((i, [change(g) for g in grams]) for i, grams in entries)
                assert [f.code for f in archive.check()] == ["archive.index"]
    with raw_database(place) as raw:
        raw.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
    with Archive(place) as archive:
        archive.store.index(entries)
        assert archive.check() == ()


def contents(path: Path) -> list[object]:
    """Every value of every table, and every entry of the search index: what an archive says.

    As bytes, since the engine reads a blob and a text alike; how the index lays out its own pages says nothing.
    """
    with raw_database(path) as raw:
        raw.text_factory = bytes
        names = [
            r[0].decode() for r in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        tables = [n for n in names if not n.startswith("gram") or n == "gram_docsize"]
        entries = sorted(raw.execute("SELECT term, doc FROM gram_entry"))
        return [entries, *((t, raw.execute(f"SELECT * FROM {t}").fetchall()) for t in tables)]


def answers(path: Path) -> list[object]:
    """What an archive answers: through the indexes and the search index, not by reading tables from end to end."""
    with Archive(path) as archive:
        return [
            [archive.search(w, limit=1000) for w in ("水", "按季", "某市", "用水计划", "2001", "第三条")],
            [archive["某市节水条例"].as_of(day) for day in ("2005-01-01", "2015-01-01")],
            [
                archive.citing("某市节水条例", "第三条"),
                archive.changed("2000-01-01", "2020-01-01"),
                archive.listing("2012-01-01"),
            ],
        ]


def test_every_damaged_byte_is_found(tmp_path: Path) -> None:
    """One byte of the file is changed: the check finds it, or it was a byte that says nothing (free space, a counter).

    That a byte says nothing is proved: every value of every table and every answer are as before.
    """
    sound = tmp_path / "sound.db"
    with Archive(sound) as archive:
        fill(archive, [LAW, DECISION])
    with raw_database(sound) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = sound.read_bytes()
    says, answered = contents(sound), answers(sound)
    chance = random.Random(6)
    meaningful = harmless = 0
    full = [at for at, byte in enumerate(data) if byte]
    for at in chance.sample(full, 160) + chance.sample(range(len(data)), 20):
        damaged = tmp_path / "damaged.db"
        for leftover in tmp_path.glob("damaged.db*"):
            leftover.unlink()
        damaged.write_bytes(data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :])
        try:
            with Archive(damaged) as archive:
                found = bool(archive.check())
        except InputError:
            found = True
        if found:
            meaningful += 1
            continue
        assert contents(damaged) == says, f"byte {at} of {len(data)} went unnoticed"
        assert answers(damaged) == answered, f"byte {at} of {len(data)} changed an answer and went unnoticed"
        harmless += 1
    assert meaningful > 100


# -- many at once, and accidents ----------------------------------------------------------------------------------------------


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        name = f"第{n}号市"
        (folder / f"{n:03}.txt").write_text(LAW.replace("某市", name), "utf-8")
        (folder / f"{n:03}-决定.txt").write_text(DECISION.replace("某市", name), "utf-8")
    return folder


def test_readers_beside_a_writer(tmp_path: Path) -> None:
    """While one thread adds, others only ever see whole statutes: two versions or none."""
    folder = many(tmp_path / "texts", 24)
    place = tmp_path / "a.db"
    Archive(place).close()
    stop = threading.Event()
    seen: list[int] = []
    errors: list[BaseException] = []

    def read() -> None:
        try:
            with Archive(place, readonly=True) as archive:
                while not stop.is_set():
                    with archive.reading():
                        entries = list(archive)
                        assert all(len(e.versions) == 2 for e in entries)
                        hits = archive.search("按季", limit=1000)
                        assert len(hits) == len(entries)
                    seen.append(len(entries))
        except BaseException as error:  # noqa: BLE001  shown by the test itself
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    with Archive(place) as archive:
        for n in range(24):
            archive.ingest(folder / f"{n:03}.txt", folder / f"{n:03}-决定.txt")
            if n % 8 == 0:  # go on only when a reader has seen this state, however slow the machine
                while n + 1 not in seen and not errors:
                    time.sleep(0.001)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert {1, 9, 17} <= set(seen)


def test_two_writers_take_turns(tmp_path: Path) -> None:
    folder = many(tmp_path / "texts", 12)
    place = tmp_path / "a.db"
    Archive(place).close()

    def write(part: int) -> None:
        with Archive(place) as archive:
            for n in range(part, 12, 2):
                archive.ingest(folder / f"{n:03}.txt", folder / f"{n:03}-决定.txt")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    with Archive(place) as archive:
        assert len(archive) == 12 and all(len(e.versions) == 2 for e in archive)
        assert archive.check() == ()


def test_one_archive_in_several_threads(archive: Archive) -> None:
    def add(n: int) -> None:
        for text in (DECISION, LAW):
            thing = read_law(text.replace("某市", f"第{n}号市"))
            assert thing is not None
            archive.add(thing)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(8)))
    assert len(archive) == 8 and all(len(e.versions) == 2 for e in archive) and archive.check() == ()
    fill(archive)
    days = [f"20{y:02}-12-31" for y in range(1, 20)]
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda day: archive["某市节水条例"].as_of(day), days))
    assert texts == [archive["某市节水条例"].as_of(day) for day in days]


INGEST = """
import os, signal, sys
from lawtrack.history.archive import Archive
with Archive(sys.argv[1]) as archive:
    print("open", flush=True)
    stop = int(sys.argv[3])
    halt = lambda done, *_: done == stop and os.kill(os.getpid(), signal.SIGSTOP)  # wait there to be killed
    archive.ingest(sys.argv[2], progress=halt)
"""


def test_killed_at_any_moment_the_archive_is_sound(tmp_path: Path) -> None:
    folder = many(tmp_path / "texts", 24)
    with Archive(tmp_path / "whole.db") as archive:
        archive.ingest(folder)
        want = state(archive)
    chance = random.Random(9)
    place = tmp_path / "a.db"
    for stop in (1, 7, 0, 0, 0, 0, 0, 0):  # at a certain document, then at any moment
        process = subprocess.Popen(
            [sys.executable, "-c", INGEST, str(place), str(folder), str(stop)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
            start_new_session=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        if stop:
            assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
        else:
            time.sleep(chance.uniform(0.0, 0.5))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # not once it was waited for: its number is gone then, or another's
        process.wait()
        process.stdout.close()
        with Archive(place) as archive:
            assert archive.check() == ()
            assert all(len(e.versions) <= 2 for e in archive)
    with Archive(place) as archive:
        archive.ingest(folder)
        assert state(archive) == want


# -- files, schema, engines ---------------------------------------------------------------------------------------------------


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("这不是数据库，只是一些文字。", "utf-8")
    with pytest.raises(InputError, match="不是 SQLite 文件"):
        Archive(tmp_path / "x.db")
    with pytest.raises(InputError, match="没有存档"):
        Archive(tmp_path / "无.db", readonly=True)
    with pytest.raises(InputError, match="无法打开"):
        Archive(tmp_path / "没有的目录" / "a.db")
    Archive(tmp_path / "new.db").close()
    with raw_database(tmp_path / "new.db") as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(InputError, match="升级 lawtrack"):
        Archive(tmp_path / "new.db")


@pytest.mark.parametrize("old", range(1, schema.CURRENT))
def test_an_older_archive_is_brought_up_to_date(tmp_path: Path, old: int) -> None:
    """A file with only the tables of an older schema gains the newer ones, filled from what it holds."""
    with Archive(tmp_path / "new.db") as archive:
        want = state(fill(archive))
        hits = archive.search("水", limit=1000)
    SqliteStore(tmp_path / "old.db", upto=old).close()
    with raw_database(tmp_path / "old.db") as raw:
        raw.execute("ATTACH ? AS new", (str(tmp_path / "new.db"),))
        names = [r[0] for r in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for name in names:
            if not name.startswith(("gram", "meta", "sqlite")):
                raw.execute(f"INSERT INTO main.{name} SELECT * FROM new.{name}")
        if "gram" in names:
            raw.execute("INSERT INTO main.gram (rowid, grams) VALUES (1, '甲乙')")
    with pytest.raises(InputError, match="以可写方式打开一次"):
        Archive(tmp_path / "old.db", readonly=True)
    with Archive(tmp_path / "old.db") as archive:
        assert state(archive) == want
        assert archive.search("水", limit=1000) == hits
        assert archive.check() == ()


def test_the_schema_refuses_what_cannot_be(archive: Archive, place: Path) -> None:
    fill(archive)
    with raw_database(place) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        for statement in (
            "UPDATE version SET effective = '2001年'",
            "UPDATE version SET until = '1990-01-01' WHERE number = 1",
            "UPDATE version SET until = '' WHERE number = 1",
            "UPDATE version SET snapshot = 99999",
            "UPDATE version SET number = 1",
            "UPDATE record SET snapshot = NULL WHERE kind = 'text'",
            "UPDATE record SET kind = 'rumour'",
            "INSERT INTO text (hash, body) SELECT hash, 'x' FROM text",
            "UPDATE finding SET severity = 'dire'",
            "UPDATE occurrence SET until = since WHERE since <> ''",
            "INSERT INTO object (hash, kind, body, seal) VALUES (zeroblob(16), 'x', zeroblob(1), zeroblob(16))",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(statement)


def test_texts_are_stored_once(archive: Archive) -> None:
    fill(archive, [LAW, DECISION, SECOND])
    ((texts, distinct),) = archive.store.rows("SELECT count(*), count(DISTINCT body) FROM text")
    assert texts == distinct
    ((units,),) = archive.store.rows("SELECT count(*) FROM occurrence")
    assert units < sum(len(v.statute.units) for v in archive["某市节水条例"].versions)


# -- reading files ------------------------------------------------------------------------------------------------------------


def test_what_a_text_is() -> None:
    assert type(read_law(LAW)).__name__ == "Statute" and type(read_law(DECISION)).__name__ == "Decision"
    assert type(read_law(REPEAL)).__name__ == "Decision"
    assert read_law("# 随笔\n今天修改为明天。") is None
    assert (
        type(read_law("某市人民代表大会关于水价的决定\n第一条　水价不变。\n第二条　本决定自公布之日起施行。")).__name__
        == "Statute"
    )


def test_a_gazette_gives_its_laws_and_decisions(archive: Archive) -> None:
    report = archive.ingest(SEED)
    assert (report.new, report.laws, report.decisions) == (1, 2, 1)
    assert "archive.date-from-repair" not in {f.code for f in report.findings}  # the announcement tells it
    green, audit = archive["北京市建筑绿色发展条例"], archive["北京市审计条例"]
    assert [(v.adopted, v.effective) for v in green.versions] == [("2023-11-24", "2024-03-01")]
    assert [(v.adopted, v.effective) for v in audit.versions] == [("2023-11-24", "2023-11-24")]
    assert archive.ingest(SEED).known == 1 and archive.check() == ()


def test_a_commencement_clause_torn_in_print_still_counts(archive: Archive) -> None:
    """The columns of the page end are swapped, so the clause is no sentence; the gazette, which tells the day, is not at hand."""
    report = archive.ingest(SEED.parent / "green-building-regulation.txt")
    assert [v.effective for v in archive["北京市建筑绿色发展条例"].versions] == ["2024-03-01"]
    (said,) = (f for f in report.findings if f.code == "archive.date-from-repair")
    assert "2024-03-01" in said.message


@pytest.mark.parametrize("ending", [".docx", ".akn.xml", ".html", ".json"])
def test_other_kinds_of_files(archive: Archive, tmp_path: Path, ending: str) -> None:
    law = parse_statute(LAW)
    lawtrack.write(law, tmp_path / f"x{ending}", "text" if ending == ".docx" else "")
    assert archive.ingest(tmp_path / f"x{ending}").laws == 1
    assert [a.text for a in archive["某市节水条例"].as_of("2005-01-01").articles] == [a.text for a in law.articles]


def test_one_statute_in_many_files_is_one_text(archive: Archive, tmp_path: Path) -> None:
    """Whatever the format, and whether the decision comes before its statute or behind: one text, one change."""
    law, decision = parse_statute(LAW), parse_decision(DECISION)
    result = lawtrack.amend(law, decision)
    (tmp_path / "a-决定.txt").write_text(DECISION, "utf-8")
    lawtrack.write(law, tmp_path / "law.docx", "text")
    for ending in (".txt", ".akn.xml", ".md", ".html", ".json"):
        lawtrack.write(law, tmp_path / f"law{ending}")
    lawtrack.write(result, tmp_path / "result.json")  # its new text was derived, not published
    lawtrack.write(result, tmp_path / "对照表.docx")
    lawtrack.write(result, tmp_path / "对照表.html")
    first = archive.ingest(tmp_path)
    assert (first.laws, first.failed) == (7, ()) and {Path(p).name for p in first.empty} == {
        "对照表.docx",
        "对照表.html",
    }
    assert all(".docx" in f.message or ".html" in f.message for f in first.findings)
    versions = archive["某市节水条例"].versions
    assert [(v.effective, v.published is not None) for v in versions] == [("2001-06-01", True), ("2010-07-01", False)]
    assert [r for (r,) in archive.store.rows("SELECT kind FROM record ORDER BY id")] == ["change", "text"]
    again = archive.ingest(tmp_path)
    assert (again.new, again.known) == (0, 10) and archive["某市节水条例"].versions == versions


def test_folders_are_searched_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "b/a.md", "b/.hidden.txt", "c.png"):
        (tmp_path / name).write_text(LAW, "utf-8")
    assert [p.name for p in find_documents([tmp_path, tmp_path / "z.txt"])] == ["a.md", "z.txt"]
    assert read_document(tmp_path / "c.png").kind == "law"  # named outright, a file is read whatever its suffix


def test_mapping_keeps_order_and_bounds_what_waits() -> None:
    running: list[int] = []

    def work(n: int) -> int:
        running.append(n)
        return n * n

    with ThreadPoolExecutor(2) as pool:
        results = map_corpus(work, range(100), executor=pool, ahead=4)
        assert [next(results) for _ in range(3)] == [0, 1, 4]
        time.sleep(0.05)
        assert len(running) < 12
        assert list(results) == [n * n for n in range(3, 100)]
