"""What an archive is filled from: gazettes, folders, every kind of file."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import lawtrack
from lawtrack.archive.archive import Archive
from lawtrack.archive.ingest import _lean, read_document
from lawtrack.archive.parallel import map_corpus
from lawtrack.decision.parse import parse_decision
from lawtrack.formats.files import find_files
from lawtrack.model.nodes import Statute
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import DECISION, LAW

SEED = Path(__file__).parent.parent / "seeds" / "gazette-2023-6.txt"


def test_a_gazette_gives_its_laws_and_decisions(archive: Archive) -> None:
    report = archive.ingest(SEED)
    assert (report.new, report.laws, report.decisions) == (1, 2, 1)
    assert "archive.date-from-repair" not in {f.code for f in report.findings}  # the announcement tells it
    green, audit = archive["北京市建筑绿色发展条例"], archive["北京市审计条例"]
    assert [(v.adopted, v.effective) for v in green.versions] == [("2023-11-24", "2024-03-01")]
    assert [(v.adopted, v.effective) for v in audit.versions] == [("2023-11-24", "2023-11-24")]
    assert archive.ingest(SEED).known == 1 and archive.check(replay=True) == ()


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
    lawtrack.write(result, tmp_path / "对照表.docx", "table")
    lawtrack.write(result, tmp_path / "对照表.html", "table")
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
    assert [p.name for p in find_files([tmp_path, tmp_path / "z.txt"])[0]] == ["a.md", "z.txt"]
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


def test_what_is_kept_of_a_text_needs_no_second_walk(tmp_path: Path) -> None:
    """The flat list that reading made goes into the archive with the text; where it stood in the file does not."""
    (tmp_path / "a.txt").write_text(LAW, "utf-8")
    (read,) = read_document(tmp_path / "a.txt").things
    kept = _lean(read)
    assert isinstance(read, Statute) and isinstance(kept, Statute)
    assert kept == read and kept.units is read.units
    assert read.spans and kept.spans == () == kept.findings
