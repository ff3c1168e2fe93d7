"""Real chains in one archive: the criminal law, the constitution, civil procedure. Skipped where the shared texts are not at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import lawtrack
from lawtrack.archive.archive import Archive
from lawtrack.archive.exports.git import export_git
from lawtrack.errors import InputError
from lawtrack.model.normal import normalise
from lawtrack.syntax.statute.parse import parse_statute
from tests.examples import sample

SHARED = Path(os.environ.get("LAWTRACK_SHARED", Path(__file__).parent.parent.parent / "shared"))
CASES = SHARED / "cases"
CHAINS = ("xingfa-chain", "xianfa-chain", "minsu-2012-2017-2021-2023-chain")

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"the shared cases are not at {CASES} (set LAWTRACK_SHARED)")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("cases") / "法规.db") as made:
        made.ingest(*(CASES / name for name in CHAINS))
        yield made


def body(text: str) -> str:
    return normalise("".join(a.text for a in parse_statute(text).articles))


@pytest.mark.sampled
def test_every_year_has_its_text(archive: Archive) -> None:
    assert len(archive) == 3
    assert [len(archive[t].versions) for t in ("刑法", "宪法", "民事诉讼法")] == [14, 6, 4]
    for title, first in (("刑法", 1998), ("宪法", 1983), ("民事诉讼法", 2013)):
        years = sample(range(first, 2026))
        counts = [len(archive[title].as_of(f"{year}-12-31").articles) for year in years]
        assert counts == sorted(counts) and counts[0] < counts[-1], title
    with pytest.raises(InputError, match="不在存档中"):  # there was one, of 1979
        archive["刑法"].as_of("1996-01-01")
    with pytest.raises(InputError, match="尚未施行"):
        archive["刑法"].as_of("1979-06-30")
    assert [r.status for r in archive.listing("1996-01-01")] == ["没有文本", "有效", "没有文本"]
    with pytest.raises(InputError, match="相近的有：《中华人民共和国民事诉讼法》"):
        archive["民诉法"]
    assert archive["民事诉讼法"].as_of("2020-01-01").note.endswith("第三次修正）")
    assert (
        len(archive["刑法"].as_of("2023-12-31").articles)
        < len(archive["刑法"].as_of("2024-03-01", known="2023-12-29").articles) + 1
    )


def test_the_published_texts_are_the_law(archive: Archive) -> None:
    for name, title, day in (
        ("xingfa-chain/expected.txt", "刑法", "2024-03-01"),
        ("xingfa-chain/expected-after-11.txt", "刑法", "2021-03-01"),
        ("xianfa-chain/expected.txt", "宪法", "2018-03-11"),
        ("minsu-2012-2017-2021-2023-chain/expected.txt", "民事诉讼法", "2024-01-01"),
        ("minsu-2012-2017-2021-2023-chain/expected-after-2021.txt", "民事诉讼法", "2022-01-01"),
    ):
        text = (CASES / name).read_text("utf-8")
        assert archive[title].as_of(day) == parse_statute(text)
        version = archive[title].version_at(day)
        assert version.published is not None and version.difference is not None
        derived = normalise("".join(a.text for a in version.derived.articles)) if version.derived else ""
        assert abs(len(derived) - len(body(text))) < 200  # what the decisions give is the same text but for known slips


def test_blame_leads_to_the_amendment(archive: Archive) -> None:
    told = {str(o.address): o for o in archive["刑法"].blame()}
    assert told["第一百六十二条之一第一款"].text.source == "中华人民共和国刑法修正案"
    assert (told["第一百六十五条第二款"].text.source, told["第一百六十五条第二款"].text.clause) == (
        "中华人民共和国刑法修正案（十二）",
        "第一项",
    )
    assert told["第一条第一款"].text.act == "制定"
    procedure = {str(o.address): o for o in archive["民事诉讼法"].blame()}
    assert any(o.number.act == "改号" and o.text.act == "制定" for o in procedure.values())


def test_an_old_citation_is_followed(archive: Archive) -> None:
    stops = archive.trace("1997-刑法第一百九十九条")
    assert stops[0].text.startswith("犯本节第一百九十二条")
    assert [(e.act, e.source[-3:-1], e.clause) for e in stops[-1].events] == [("删除", "（九", "第十二项")]
    assert stops[-1].text == "（删去）"
    last = archive.trace("2012-民事诉讼法第一百六十二条")[-1]
    assert last.address is not None and str(last.address) != "第一百六十二条"
    back = archive["民事诉讼法"].trace(last.address, on="2024-01-01", to="2014-01-01")[-1]
    assert (str(back.address), back.effective) == ("第一百六十二条", "2012-08-31")
    (event,) = archive["宪法"].history("第七十九条第三款")[-1].events
    assert str(event) == "2018-03-11 修改 《中华人民共和国宪法修正案（2018年）》第四十五条"
    with pytest.raises(lawtrack.AddressError, match="的文本没有第九百条"):
        archive.trace("1997-刑法第九百条")


def test_search_over_time(archive: Archive) -> None:
    assert archive.search("投放虚假的爆炸性", on="2000-01-01") == ()
    assert archive.search("投放虚假的爆炸性", on="2020-01-01")[0].address == "第二百九十一条之一第一款"
    found = {day: {h.title for h in archive.search("监察委员会", on=day)} for day in ("2010-01-01", "2020-01-01")}
    assert "中华人民共和国宪法" in found["2020-01-01"] and "中华人民共和国宪法" not in found["2010-01-01"]


def test_the_archive_is_proved(archive: Archive) -> None:
    assert archive.check(replay=True) == ()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_log_and_blame(archive: Archive, tmp_path: Path) -> None:
    folder = export_git(archive, tmp_path / "git")

    def git(*words: str) -> str:
        return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True).stdout.decode(
            "utf-8", "replace"
        )

    log = git("log", "--format=%ad %s", "--date=short").splitlines()
    assert (
        len(log) == 24
        and log[0] == "2023-12-29 中华人民共和国刑法修正案（十二）"
        and log[-1] == "1982-12-04 《中华人民共和国宪法》"
    )
    assert git("fsck", "--strict") == ""
    assert "+第一百六十二条之一" in git("log", "-p", "--", "中华人民共和国刑法.txt")
    blamed = git("blame", "-s", "中华人民共和国宪法.txt")
    assert len({line.split()[0].lstrip("^") for line in blamed.splitlines()}) >= 5


@pytest.mark.skipif(
    not (SHARED / "decisions").is_dir(), reason=f"the shared decisions are not at {SHARED / 'decisions'}"
)
def test_first_text_notes_and_decisions_give_the_text_of_any_day(tmp_path: Path) -> None:
    """The criminal law from its text of 1997, its amendments and the decision of 2009 that amends sixty laws."""
    folder = CASES / "xingfa-chain"
    with Archive(tmp_path / "a.db") as archive:
        for path in sorted(folder.glob("decision-*.txt"), reverse=True):  # in any order
            archive.add(lawtrack.read_decision(path))
        archive.add(lawtrack.read_decision(SHARED / "decisions" / "npc_2009omnibus.txt"))
        archive.add(lawtrack.read_statute(folder / "base.txt"))
        law = archive["刑法"]
        assert len(law.versions) == 15
        assert "征收、征用" not in law.as_of("2009-08-26")["第三百八十一条"].text
        assert "征收、征用" in law.as_of("2009-08-27")["第三百八十一条"].text
        for day, status in (("1997-09-30", "没有文本"), ("1997-10-01", "有效"), ("2026-01-01", "有效")):
            assert [x.status for x in archive.listing(day) if x.title.endswith("刑法")] == [status]
        published = parse_statute((folder / "expected.txt").read_text("utf-8"))
        derived = law.as_of("2024年3月1日")
        different = lawtrack.tabulate(derived, lawtrack.compare(derived, published)).changed
        assert {str(r.new) for r in different if r.status.name != "TYPOGRAPHY"} <= {
            "题注",
            "第一百五十五条",
            "第一百九十条",
            "第四百五十二条",
        }
        note = derived.note
        assert (
            note.count("修正案") == 12
            and "根据2009年8月27日第十一届全国人民代表大会常务委员会第十次会议《关于修改部分法律的决定》修正" in note
        )
