"""Adding to an archive one thing at a time: what is taken over from before is what would be derived anew."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack.archive.archive import Archive
from lawtrack.archive.storage.sqlite import SqliteStore
from lawtrack.decision.parse import parse_decision
from lawtrack.history.timeline import Timeline
from lawtrack.model.nodes import Statute
from lawtrack.model.provisions import Article, Paragraph

DAYS = ("2001-01-01", "2002-02-02", "2003-03-03", "2004-04-04", "2005-05-05", "2006-06-06")
TABLES = {
    "version": "number, effective, until, adopted, source, snapshot, partial, repealed",
    "occurrence": "text, address, since, until",
    "citation": "address, name, target, words, start, since, until",
    "passage": "number, body",
    "finding": "code, severity, body",
}


def text(day: str, words: tuple[str, ...], title: str = "例法", effective: str = "") -> Statute:
    """A published text that knows its own day only."""
    year, month, date = day.split("-")
    note = f"（{year}年{int(month)}月{int(date)}日例会通过）"
    articles = tuple(Article(f"第{n}条", "", (Paragraph(w),)) for n, w in zip("一二三四五六", words, strict=False))
    return Statute(title, note=note, children=articles)


WORDS = st.lists(
    st.sampled_from(("甲应当付款。", "乙依照本法第一条办理。", "丙依照《另法》第二条办理。", "丁备案。", "乙备案。")),
    min_size=1,
    max_size=4,
).map(tuple)
ADDED = st.lists(st.tuples(st.sampled_from(DAYS), WORDS, st.sampled_from(("", *DAYS[3:]))), min_size=2, max_size=6)


def state(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Everything derived, in a form that two archives can be compared by."""
    texts = dict(archive.store.rows("SELECT id, body FROM text"))
    hashes = dict(archive.store.rows("SELECT id, hash FROM object"))
    out: dict[str, list[tuple[object, ...]]] = {}
    for table, columns in TABLES.items():
        names = columns.split(", ")
        rows = []
        for row in archive.store.rows(f"SELECT {columns} FROM {table}"):
            one = dict(zip(names, row, strict=True))
            if table == "occurrence":
                one["text"] = texts[one["text"]]
            if table == "version":
                one["snapshot"] = hashes[one["snapshot"]]
            rows.append(tuple(one.values()))
        out[table] = sorted(rows, key=repr)
    return out


@settings(max_examples=60, deadline=None)
@given(ADDED)
def test_one_at_a_time_and_all_at_once_say_the_same(added: list[tuple[str, tuple[str, ...], str]]) -> None:
    things = [(text(day, words), effective if effective >= day else "") for day, words, effective in added]
    with tempfile.TemporaryDirectory() as folder:
        with Archive(Path(folder) / "one.db") as one, Archive(Path(folder) / "all.db") as whole:
            with whole.batch():
                for statute, effective in things:
                    whole.add(statute, **({"effective": effective} if effective else {}))
            for statute, effective in things:
                one.add(statute, **({"effective": effective} if effective else {}))
                assert [f.code for f in (*one.check(), *one.check(replay=True))] == []
            assert state(one) == state(whole)


def test_what_another_writes_in_between_is_seen(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as mine, Archive(tmp_path / "a.db") as other:
        mine.add(text(DAYS[0], ("甲。",)))
        mine.add(text(DAYS[3], ("甲。", "乙。")))
        other.add(text(DAYS[1], ("丙。",)))
        mine.add(text(DAYS[4], ("丁。",)))
        assert [v.effective for v in mine["例法"].versions] == [DAYS[0], DAYS[1], DAYS[3], DAYS[4]]
        assert not mine.check(replay=True)


def test_nothing_is_remembered_of_what_was_not_written(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add(text(DAYS[0], ("甲。",)))
        try:
            with archive.batch():
                archive.add(text(DAYS[1], ("乙。",)))
                raise RuntimeError("stop")
        except RuntimeError:
            pass
        archive.add(text(DAYS[2], ("丙。",)))
        assert [v.statute["第一条"].text for v in archive["例法"].versions] == ["甲。", "丙。"]
        assert not archive.check(replay=True)


def test_a_new_name_brings_the_decisions_that_waited_for_it(tmp_path: Path) -> None:
    order = parse_decision(
        "例会关于修改《新法》的决定\n（2005年5月5日例会通过）\n例会决定对《新法》作如下修改：\n一、将第一条修改为：“第一条　戊。”\n本决定自2005年6月1日起施行。\n"
    )
    with Archive(tmp_path / "a.db") as archive:
        archive.add(text(DAYS[0], ("甲。",), "旧法"))
        archive.add(order)
        archive.add(text(DAYS[2], ("乙。",), "新法"), title="旧法")
        assert [v.statute["第一条"].text for v in archive["新法"].versions] == ["甲。", "乙。", "戊。"]
        assert not archive.check(replay=True)


def test_a_long_chain_costs_what_is_new(tmp_path: Path) -> None:
    """The comparison of two texts is made once, whoever asks again."""
    with Archive(tmp_path / "a.db") as archive:
        for k, day in enumerate(DAYS):
            archive.add(text(day, ("甲。", f"乙{'丙' * k}。")))
        before = archive.store.rows("SELECT count(*) FROM object")[0][0]
    with Archive(tmp_path / "a.db") as again:
        again.add(text("2007-07-07", ("新。",)))
        after = again.store.rows("SELECT count(*) FROM object")[0][0]
        assert after - before == 3  # the text, the patch, and that the one leads to the other
        line = Timeline("例法", tuple(again["例法"].timeline.records))
        assert [v.statute for v in line.versions] == [v.statute for v in again["例法"].versions]


def test_the_texts_of_many_files_are_looked_up_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files a batch has, texts are looked up and stored once for all of them; each is stored once whatever files share it."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(20):
        law = f"第{n}号市条例\n（2001年1月1日例会通过）\n第一条　甲{n}。\n第二条　各市相同的一条。\n"
        (folder / f"{n}.txt").write_text(law, "utf-8")
    asked: list[str] = []
    many = SqliteStore.many

    def watched(self: SqliteStore, sql: str, rows: Iterable[Sequence[object]]) -> None:
        asked.append(sql)
        many(self, sql, rows)

    monkeypatch.setattr(SqliteStore, "many", watched)
    with Archive(tmp_path / "a.db") as archive:
        archive.ingest(folder)
        assert [sql.split()[2] for sql in asked].count("text") == 1
        assert archive.store.rows("SELECT count(*) FROM text WHERE body = '各市相同的一条。'") == [(1,)]
        assert len(archive.search("各市相同", limit=100)) == 20 and not archive.check(replay=True)
