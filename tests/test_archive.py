"""The archive: what goes in comes out, on any day and in any order."""

from __future__ import annotations

import itertools
import random
import tempfile
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawtrack.archive.archive import Archive
from lawtrack.archive.ingest import read_law
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.history.timeline import Timeline
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.patch.patch import Patch
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import ALL, DECISION, LAW, OTHER, REPEAL, SECOND, fill, state, write_all
from tests.test_timeline import chains


def test_every_day_has_its_text(archive: Archive) -> None:
    fill(archive)
    law = archive["某市节水条例"]
    assert [v.effective for v in law.versions] == ["2001-06-01", "2010-07-01", "2015-02-01"]
    assert "按月" in law.as_of("2005-01-01")["第三条"].text
    assert "按季" in law.as_of("2010-07-01")["第四条"].text
    assert law.as_of("2016-06-06")["第二条第一款"].text == "市水务机关主管节水工作。"
    assert law.as_of("2001-06-01") == parse_statute(LAW)
    assert law.status("2020-02-29") == "有效" and law.status("2020-03-01") == "已废止"
    assert "按月" in law.as_of("2011-01-01", known="2010-05-05")["第三条"].text
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
    told = {str(o.address): str(o.text) for o in law.blame(on="2016-01-01")}
    assert told["第三条第一款"].startswith(
        "2010-07-01 增加 《某市人民代表大会常务委员会关于修改〈某市节水条例〉的决定》第一项"
    )
    assert told["第四条第一款第一项"].endswith("第二项")
    assert told["第四条第一款第二项"] == "2001-06-01 制定 《某市节水条例》"
    assert [str(e.address) for e in law.history("第四条第一款第一项", on="2016-01-01")] == [
        "第三条第一款第一项",
        "第四条第一款第一项",
    ]
    assert str(law.trace("第三条", on="2002-02-02", to="2016-01-01")[-1].address) == "第四条"


@cache
def in_order() -> object:
    """The state of a sound archive to which all was added in the order of the files."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "a.db") as archive:
        fill(archive)
        assert archive.check(replay=True) == ()
        return state(archive)


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::7])
def test_the_order_of_adding_does_not_matter(archive: Archive, order: tuple[int, ...]) -> None:
    texts = list(ALL.values())
    assert state(fill(archive, [texts[i] for i in order])) == in_order()
    assert archive.check(replay=True) == ()


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
        assert archive.check(replay=True) == ()


def test_a_decision_waits_for_its_statute(archive: Archive) -> None:
    added = archive.add(parse_decision(SECOND))
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
    "旧.ofd": ("x", "archive.skipped"),
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
    assert archive.check(replay=True) == ()


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
        assert archive["某市节水条例"].as_of("2011-01-01", known="2011-01-01") == want
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
    assert [(c.title, c.address, c.target) for c in archive.citing("某市节水条例", "第四条", on="2005-01-01")] == [
        ("某市供水条例", "第一条第一款", "第四条")
    ]
    assert [(c.title, c.address) for c in archive.citing("某市节水条例", "第三条", on="2005-01-01")] == [
        ("某市节水条例", "第四条第一款")
    ]
    assert {c.title for c in archive.citing("中华人民共和国水务法")} == {"某市节水条例"}


def test_what_dangles_after_a_repeal(archive: Archive) -> None:
    fill(archive)
    assert archive.dangling("2019-01-01") == ()
    (one,) = archive.dangling("2020-03-01")
    assert (one.title, one.address, one.reason) == ("某市供水条例", "第一条第一款", "《某市节水条例》已废止")


# -- proof ---------------------------------------------------------------------------------------------------------------


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
