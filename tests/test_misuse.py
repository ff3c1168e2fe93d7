"""What goes wrong in the hands of callers: every misuse is an error of lawtrack's own, with the place and the remedy, in both languages.

Each line is a call that cannot be right, and a word that its message must hold.
"""

from __future__ import annotations

import ast
import builtins
import datetime
import inspect
import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import lawtrack as untyped
from lawtrack import errors
from lawtrack.arguments import checked
from lawtrack.errors import ArgumentError, LawtrackError
from tests.sources import nodes

lt: Any = untyped
TOP = Path(errors.__file__).parent
BASE = "某市渡口条例\n（2001年1月1日某市人民代表大会常务委员会通过）\n第一条　渡口由交通部门管理。\n第二条　渡船应当开灯。\n第三条　违反本条例第二条的，处一千元罚款。\n"
ORDER = "关于修改《某市渡口条例》的决定\n（2010年1月1日某市人民代表大会常务委员会通过）\n一、将第三条中的“一千元”修改为“二千元”。\n"


class Hands:
    """Right things to misuse."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.law = lt.parse_statute(BASE)
        self.decision = lt.parse_decision(ORDER)
        self.made = lt.amend(self.law, self.decision)
        self.patch = self.made.patch
        self.other = lt.parse_statute("某市水井条例\n第一条　禁止投毒。\n")
        self.archive = lt.Archive(":memory:")
        self.archive.add(self.law)
        self.archive.add(self.decision)
        self.entry = self.archive["某市渡口条例"]
        self.closed = lt.Archive(":memory:")
        self.closed.close()
        self.line = lt.Timeline("某市渡口条例").add(self.law)
        (folder / "空.txt").write_text("", "utf-8")
        (folder / "坏.docx").write_bytes(b"PK\x03\x04 no zip at all")
        (folder / "不是.json").write_text('{"a": 1}', "utf-8")


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    made = Hands(tmp_path)
    yield made
    made.archive.close()


Call = Callable[[Hands], Any]
MISUSES: list[tuple[str, str, Call]] = [
    # wrong types
    ("parse_statute bytes", "read_statute", lambda h: lt.parse_statute(b"abc")),
    ("parse_statute path", "read_statute", lambda h: lt.parse_statute(Path("a.txt"))),
    ("parse_statute None", "text", lambda h: lt.parse_statute(None)),
    ("parse_decision statute", "text", lambda h: lt.parse_decision(h.law)),
    ("parse_decision number", "promulgated", lambda h: lt.parse_decision(ORDER, promulgated=20240101)),
    ("parse_address number", "第八条第一款第三项", lambda h: lt.parse_address(3)),
    ("read_statute number", "source", lambda h: lt.read_statute(5)),
    ("read_statute None", "source", lambda h: lt.read_statute(None)),
    ("read_decision list", "source", lambda h: lt.read_decision(["a.txt"])),
    ("read_gazette dict", "source", lambda h: lt.read_gazette({})),
    ("amend text base", "read_statute", lambda h: lt.amend(BASE, h.decision)),
    ("amend text decision", "parse_decision", lambda h: lt.amend(h.law, ORDER)),
    ("amend list of decisions", "decision", lambda h: lt.amend(h.law, [h.decision])),
    ("amend an amendment", ".statute", lambda h: lt.amend(h.made, h.decision)),
    ("amend with a patch", "decision", lambda h: lt.amend(h.law, h.patch)),
    ("amend strict text", "strict", lambda h: lt.amend(h.law, h.decision, strict="yes")),
    ("consolidate text", "base", lambda h: lt.consolidate(BASE, [h.decision])),
    ("consolidate texts", "decisions", lambda h: lt.consolidate(h.law, [ORDER])),
    ("compare texts", "old", lambda h: lt.compare(BASE, BASE)),
    ("compare with a decision", "new", lambda h: lt.compare(h.law, h.decision)),
    ("tabulate an amendment", ".patch", lambda h: lt.tabulate(h.law, h.made)),
    ("merge statutes", "Patch", lambda h: lt.merge(h.law, h.law)),
    ("merge an amendment", ".patch", lambda h: lt.merge(h.patch, h.made)),
    ("rebase text", "over", lambda h: lt.rebase(h.patch, "补丁")),
    ("verify text", "published", lambda h: lt.verify(h.decision, BASE)),
    ("rewind text", "published", lambda h: lt.rewind(BASE, h.decision)),
    ("draft decision", "new", lambda h: lt.draft(h.law, h.decision)),
    ("dumps a set", "JSON", lambda h: lt.dumps({1, 2})),
    ("loads a statute", "text", lambda h: lt.loads(h.law)),
    ("list_references text", "statute", lambda h: lt.list_references(BASE)),
    ("review_gazette path", "gazette", lambda h: lt.review_gazette("公报.txt")),
    ("follow_bills a statute", "gazette", lambda h: lt.follow_bills(h.law)),
    ("measure_coverage a list", "decisions", lambda h: lt.measure_coverage([h.decision])),
    ("draw_heatmap tables", "steps", lambda h: lt.draw_heatmap([("2024", h.made.table)])),
    ("map_corpus no function", "work", lambda h: list(lt.map_corpus("read", ["a"]))),
    ("apply a patch to text", "base", lambda h: h.patch.apply(BASE)),
    ("then a statute", "second", lambda h: h.patch.then(h.law)),
    ("explain a number", "address", lambda h: h.made.explain(3)),
    ("for_statute a statute", "title", lambda h: h.decision.for_statute(h.law)),
    ("language", "lawtrack.language", lambda h: setattr(lt, "language", "fr")),
    # swapped and misspelt arguments
    ("amend swapped", "写反", lambda h: lt.amend(h.decision, h.law)),
    ("verify swapped", "写反", lambda h: lt.verify(h.law, h.decision)),
    ("rewind swapped", "写反", lambda h: lt.rewind(h.decision, h.law)),
    ("tabulate swapped", "写反", lambda h: lt.tabulate(h.patch, h.law)),
    ("render swapped", "format", lambda h: lt.render("docx", h.law)),
    ("write swapped", "target", lambda h: lt.write("新文本.txt", h.law)),
    ("amend misspelt", "strict", lambda h: lt.amend(h.law, h.decision, strickt=True)),
    ("add misspelt", "adopted", lambda h: h.archive.add(h.law, adoptd="2001-01-01")),
    ("compare one", "new", lambda h: lt.compare(h.law)),
    ("draft too many", "draft", lambda h: lt.draft(h.law, h.law, "决定")),
    # unknown words
    ("unknown part", "table-all", lambda h: lt.render(h.made, "docx", "tabel")),
    ("unknown format", "docx", lambda h: lt.render(h.made, "doc")),
    ("unknown suffix", ".docx", lambda h: lt.write(h.made, h.folder / "a.doc")),
    ("part that is not there", "patch", lambda h: lt.render(h.law, "json", "patch")),
    ("redline as html", ".docx", lambda h: lt.render(h.made, "html", "redline")),
    ("unknown kind", "decision", lambda h: lt.read_any(BASE.encode(), "law")),
    ("unknown tracked", "old", lambda h: lt.read_statute(BASE.encode(), tracked="newer")),
    ("unknown style", "amendment", lambda h: lt.draft(h.law, h.made.statute, style="letter")),
    ("unknown table", "provisions", lambda h: h.archive.table("laws")),
    ("open file without format", "format", lambda h: lt.write(h.law, io.StringIO())),
    ("docx into text", "BytesIO", lambda h: lt.write(h.law, io.StringIO(), format="docx")),
    ("closed stream", "写不进去", lambda h: lt.write(h.law, _shut(), format="text")),
    # borders, corrections, correspondences
    ("bad border", "later", lambda h: lt.amend(h.law, h.decision, borders={"第九条": "latter"})),
    ("border of a paragraph", "第七条", lambda h: lt.amend(h.law, h.decision, borders={"第七条第一款": "later"})),
    ("border of nothing", "地址", lambda h: lt.amend(h.law, h.decision, borders={"七": "later"})),
    ("borders as text", "borders", lambda h: lt.amend(h.law, h.decision, borders="第七条")),
    (
        "correspondences no address",
        "条文对照",
        lambda h: lt.amend(h.law, h.decision, correspondences={"水法": {"甲": "第三条"}}),
    ),
    ("correspondences as text", "correspondences", lambda h: lt.amend(h.law, h.decision, correspondences="水法")),
    ("corrections as a number", "corrections", lambda h: lt.amend(h.law, h.decision, corrections=3)),
    # dates
    ("date as a number", "on", lambda h: lt.amend(h.law, h.decision, on=20240601)),
    ("no date", "2024-06-01", lambda h: lt.amend(h.law, h.decision, on="明年")),
    ("date that does not exist", "日期", lambda h: h.archive.search("渡口", on="2024-02-30")),
    ("as_of no date", "日期", lambda h: h.entry.as_of("今天")),
    ("as_of without a day", "on", lambda h: h.entry.as_of()),
    ("before the first text", "尚未施行", lambda h: h.entry.as_of("1990-01-01")),
    ("draft with no date", "日期", lambda h: lt.draft(h.law, h.made.statute, date="三月")),
    ("changed without an end", "until", lambda h: h.archive.changed("2001-01-01")),
    # addresses
    ("statute by number", "articles", lambda h: h.law[3]),
    ("statute by slice", "articles", lambda h: h.law[1:2]),
    ("article in statute", "articles", lambda h: h.law.articles[0] in h.law),
    ("address that is none", "第八条第一款第三项", lambda h: h.law["三条"]),
    ("address that is not there", "第九条", lambda h: h.law["第九条"]),
    ("empty address", "地址", lambda h: h.law[""]),
    ("blame of no provision", "第九条", lambda h: h.entry.blame("第九条")),
    ("history of no provision", "第九条", lambda h: h.entry.history("第九条")),
    ("history by number", "address", lambda h: h.entry.history(3)),
    ("trace another statute", "某市水井条例", lambda h: h.entry.trace("2001-某市水井条例第一条")),
    ("trace no citation", "引用", lambda h: h.archive.trace("第一条")),
    # archives
    ("archive at a number", "place", lambda h: lt.Archive(5)),
    ("archive at nothing", "路径", lambda h: lt.Archive("")),
    ("archive at a folder", "路径", lambda h: lt.Archive(h.folder)),
    ("archive in another file", "SQLite", lambda h: lt.Archive(h.folder / "不是.json")),
    ("read-only where nothing is", "没有存档", lambda h: lt.Archive(h.folder / "无.db", readonly=True)),
    ("read-only in memory", "内存", lambda h: lt.Archive(":memory:", readonly=True)),
    ("archive add text", "thing", lambda h: h.archive.add(BASE)),
    ("archive add a path", "thing", lambda h: h.archive.add(Path("a.txt"))),
    ("patch of an unknown statute", "没有", lambda h: h.archive.add(lt.compare(h.other, h.other))),
    ("statute that is not there", "某市渡口条例", lambda h: h.archive["渡口"]),
    ("entry by number", "title", lambda h: h.archive[0]),
    ("closed archive read", "关闭", lambda h: h.closed.titles),
    ("closed archive searched", "关闭", lambda h: h.closed.search("渡口")),
    ("closed archive written", "关闭", lambda h: h.closed.add(h.law)),
    ("search for nothing", "检索", lambda h: h.archive.search("  ")),
    ("limit as text", "limit", lambda h: h.archive.search("渡口", limit="all")),
    ("ingest of nothing there", "没有文件", lambda h: h.archive.ingest(h.folder / "无")),
    ("impact of no title", "没有", lambda h: h.archive.impact("")),
    ("impact of an unknown statute", "没有", lambda h: h.archive.impact("某市水井条例")),
    ("timeline add text", "thing", lambda h: h.line.add(BASE)),
    ("timeline of another statute", "没有修改", lambda h: lt.Timeline("某市水井条例").add(h.decision)),
    # files and JSON
    ("file that is not there", "没有", lambda h: lt.read_statute(h.folder / "无.txt")),
    ("empty file", "空", lambda h: lt.read_statute(h.folder / "空.txt")),
    ("broken docx", "坏.docx", lambda h: lt.read_statute(h.folder / "坏.docx")),
    ("json of others", "lawtrack", lambda h: lt.read_statute(h.folder / "不是.json")),
    ("patch out of text", ".json", lambda h: lt.read_patch(h.folder / "空.txt")),
    ("loads no json", "JSON", lambda h: lt.loads("第一条")),
    ("loads another class", "Patch", lambda h: lt.loads(lt.dumps(h.law), lt.Patch)),
    # things that do not belong together
    ("patch of another statute", "不是同一文本", lambda h: h.patch.apply(h.other)),
    ("strict and unfit", "AmendmentError", lambda h: lt.amend(h.other, h.decision, strict=True)),
    ("draft without a title", "名称", lambda h: lt.draft(lt.Statute(), lt.Statute())),
    # values made by hand
    ("statute titled by a number", "title", lambda h: lt.Statute(5)),
    ("statute of texts", "children", lambda h: lt.Statute("例", children=("第一条",))),
    ("statute misspelt", "title", lambda h: lt.Statute(titel="例")),
    ("article of text", "paragraphs", lambda h: lt.Article("第一条", "", "甲。")),
    ("article of a list", "Paragraph", lambda h: lt.Article("第一条", "", [lt.Paragraph("甲。")])),
    ("article without a number", "label", lambda h: lt.Article()),
    ("article of bytes", "label", lambda h: lt.Article(b"x")),
    ("paragraph of nothing", "text", lambda h: lt.Paragraph(None)),
    ("address of text", "steps", lambda h: lt.Address("第八条")),
    ("patch of text", "ops", lambda h: lt.Patch("x")),
    ("patch of texts", "ops", lambda h: lt.Patch(("甲",), size=3)),
    ("edit of a line by name", "line", lambda h: lt.ops.EditText("4", "甲", ())),
    ("timeline by number", "title", lambda h: lt.Timeline(5)),
    ("timeline of nothing", "title", lambda h: lt.Timeline()),
    ("publication of a title", "parse_statute", lambda h: lt.Publication("例")),
    ("publication on no day", "日期", lambda h: lt.Publication(h.law, adopted="昨天")),
    ("table options by number", "columns", lambda h: lt.TableOptions(columns=5)),
    ("table options misspelt", "可用的有", lambda h: lt.TableOptions(colour="red")),
    ("table of text", "rows", lambda h: lt.Table("渡口", ("名称",), "东渡口")),
    ("phrase of numbers", "name", lambda h: lt.Phrase(1, 2, 3, 4, 5)),
    ("format that makes nothing", "render", lambda h: lt.OutputFormat("count", ".count", "len")),
    ("decision of text", "amended", lambda h: lt.Decision("关于修改的决定", amended="一、删去第三条。")),
    # iterators, streams, ranges
    ("consolidate an iterator of texts", "decisions", lambda h: lt.consolidate(h.law, (x for x in [ORDER]))),
    ("consolidate an iterator of nothing", "parse_decision", lambda h: lt.consolidate(h.law, iter([None]))),
    ("draw an iterator of numbers", "steps", lambda h: lt.draw_heatmap(iter([1]))),
    ("lay out a statute", "changes", lambda h: lt.lay_out(h.law)),
    ("citations in bytes", "text", lambda h: lt.check_citations(b"x", h.archive, on="2005-01-01")),
    ("citations swapped", "写反", lambda h: lt.check_citations(h.archive, "依照", on="2005-01-01")),
    ("citations on no day", "日期", lambda h: lt.check_citations("依照", h.archive, on="今天")),
    ("repairs of a statute", "findings", lambda h: lt.apply_repairs(h.law, [])),
    ("repairs by text", "findings", lambda h: lt.apply_repairs(BASE, "修复")),
    ("signs in a list", "alike", lambda h: lt.register_lookalikes(["，"])),
    ("register a number", "name", lambda h: lt.formats.register(5, ".x", len)),
    ("closed file", "关闭", lambda h: lt.read_statute(_shut())),
    ("file open for writing", "以读的方式", lambda h: _read_what_is_written(h.folder)),
    ("share above one", "threshold", lambda h: lt.draft(h.law, h.made.statute, threshold=75)),
    ("share below nothing", "threshold", lambda h: lt.draft(h.law, h.made.statute, threshold=-1)),
    ("share that is no number", "threshold", lambda h: lt.draft(h.law, h.made.statute, threshold=float("nan"))),
    ("no hits wanted", "limit", lambda h: h.archive.search("渡口", limit=0)),
    ("days of a stretch swapped", "写反", lambda h: h.archive.changed("2011-01-01", "2001-01-01")),
    ("citing nothing", "title", lambda h: h.archive.citing("")),
    ("ingest of no path", "当前文件夹", lambda h: h.archive.ingest("")),
    ("nothing waits", "ahead", lambda h: list(lt.map_corpus(len, ["a"], ahead=0))),
    ("forward by number", "address", lambda h: h.patch.address_map(h.law).forward(3)),
    ("enter a closed archive", "关闭", lambda h: h.closed.__enter__()),
    ("rows of a closed archive", "关闭", lambda h: h.closed.to_dicts()),
    (
        "conform what is found",
        "change",
        lambda h: h.archive.conform(h.archive.impact("某市渡口条例"), body="某市人民政府"),
    ),
]


OWN = {name for name in dir(errors) if name.endswith("Error")} | {"Unreachable"}


def test_every_error_is_said_in_both_languages() -> None:
    """An error that is made with its Chinese message alone has nothing to say in English."""
    alone = [
        f"{path.relative_to(TOP)}:{node.lineno}"
        for path in sorted(TOP.rglob("*.py"))
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OWN
        if len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred)
    ]
    assert alone == []


def _read_what_is_written(folder: Path) -> Any:
    with (folder / "写.txt").open("wb") as out:
        return lt.read_statute(out)


def _shut() -> io.StringIO:
    out = io.StringIO()
    out.close()
    return out


def test_the_battery_is_large_and_every_line_has_a_name() -> None:
    names = [name for name, _, _ in MISUSES]
    assert len(names) == len(set(names)) and len(names) >= 150


@pytest.mark.parametrize(("word", "call"), [pytest.param(w, c, id=n) for n, w, c in MISUSES])
def test_misuse_is_an_error_of_its_own_with_place_and_remedy(hands: Hands, word: str, call: Call) -> None:
    with pytest.raises(LawtrackError) as caught:
        call(hands)
    error = caught.value
    assert word in f"{error.message} {error.message_en} {type(error).__name__}"
    assert any("\u4e00" <= c <= "\u9fff" for c in error.message)
    assert error.message_en and sum("a" <= c <= "z" for c in error.message_en) >= 5, error.message


@pytest.mark.parametrize(
    ("module", "call"),
    [
        ("pandas", lambda h: h.made.changes.to_pandas()),
        ("pandas", lambda h: h.law.to_pandas()),
        ("nanoarrow", lambda h: h.made.changes.__arrow_c_stream__()),
        ("nanoarrow", lambda h: h.archive.table("versions").schema()),
        ("xlsxwriter", lambda h: lt.render(h.made, "xlsx", "table")),
        ("pyarrow", lambda h: lt.render(h.law, "parquet")),
        ("psycopg", lambda h: lt.Archive("postgresql://nowhere/laws")),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    hands: Hands, module: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == module:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(lt.MissingExtraError, match="pip install"):
        call(hands)


def test_errors_speak_the_language_that_is_chosen(hands: Hands) -> None:
    before = lt.language
    said = []
    try:
        for language in ("zh", "en"):
            lt.language = language
            thread = threading.Thread(target=lambda: said.append(str(_error(hands))))  # chosen for every thread
            thread.start()
            thread.join()
    finally:
        lt.language = before
    assert said == ["《某市渡口条例》没有第九条", "《某市渡口条例》 has no 第九条"]


def _error(hands: Hands) -> LawtrackError:
    with pytest.raises(LawtrackError) as caught:
        hands.law["第九条"]
    return caught.value


def test_an_archive_in_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with lt.Archive(":memory:") as archive:
        archive.add(lt.parse_statute(BASE))
        archive.add(lt.parse_decision(ORDER))
        found: list[Any] = []
        thread = threading.Thread(target=lambda: found.extend(archive.search("二千元", on=datetime.date(2010, 6, 1))))
        thread.start()
        thread.join()
        assert [hit.address for hit in found] == ["第三条第一款"] and archive.check() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_border_that_settles_nothing_is_told(hands: Hands) -> None:
    made = lt.amend(hands.law, hands.decision, borders={"第2条": "later"})
    assert [(f.code, f.address) for f in made.findings] == [("amend.border-unused", "第二条")]


def test_values_show_themselves_whatever_their_state(hands: Hands) -> None:
    """A debugger asks for ``repr`` at any time."""
    assert "关闭" in repr(hands.closed)


def test_what_a_message_says_should_be_given_is_something_that_there_is(hands: Hands) -> None:
    with pytest.raises(lt.ArgumentError) as caught:
        hands.archive.conform(hands.archive.impact("某市渡口条例"), body="某市人民政府")
    assert "nonetype" not in caught.value.message_en.lower() and "Decision、文字 或者 None" in caught.value.message


def test_values_of_a_class_of_ones_own_are_taken() -> None:
    class Text(str):
        """Text that somebody's framework makes."""

    assert lt.Article(Text("第一条"), "", (lt.Paragraph(Text("甲。")),)).text == "甲。"


def test_a_fault_in_a_formula_of_ones_own_is_not_taken_for_misuse() -> None:
    def broken(*_: object) -> None:
        raise AttributeError("mine")

    phrase = lt.Phrase("mine", "自己的", "〔址〕自己的", broken, "第一条自己的")
    with pytest.raises(AttributeError, match="mine"):
        phrase.read("x", None)


def test_a_call_that_fits_is_seen_at_first_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nearly every call is: then nothing of its signature is worked out again; what does not fit at first sight is looked at closely."""

    @checked
    def held(self: object, text: str, date: str | datetime.date = "", *, times: float = 1.0, any_: Any = None) -> str:
        return f"{text}{date}{times}"

    held(0, "甲")

    def bound(*_: object, **__: object) -> None:
        raise AssertionError("worked out")

    with monkeypatch.context() as context:
        context.setattr(inspect.Signature, "bind", bound)
        assert held(0, "甲", times=2.0) == "甲2.0"
        assert held(0, text="甲", date=datetime.date(2024, 6, 1), any_=[]) == "甲2024-06-011.0"
        for close in (
            lambda: held(0, "甲", times=2),
            lambda: held(0, 2),
            lambda: held(0, "甲", date=None),
            lambda: held(0),
        ):
            with pytest.raises(AssertionError, match="worked out"):
                close()
    assert held(0, "甲", times=2) == "甲2"
    for wrong in (
        lambda: held(0, True), lambda: held(0, "甲", times=True), lambda: held(0, "甲", None), lambda: held(0), lambda: held(0, "甲", text="乙"),
        lambda: held(0, "甲", "", 3.0), lambda: held(0, "甲", tiems=2.0),
    ):  # fmt: skip
        with pytest.raises(ArgumentError):
            wrong()
