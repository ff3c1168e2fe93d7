"""The page: what stands on it, and what a reader can do with it in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from lawtrack.binding.result.findings import CHAPTER_BORDER
from lawtrack.changes.tabulate import tabulate
from lawtrack.comparison.compare import compare
from lawtrack.errors import Finding, Repair, Severity, Span
from lawtrack.formats.chart import SAME_TEXT
from lawtrack.formats.html_page import render
from lawtrack.formats.render import report_of
from lawtrack.formats.report import Report
from lawtrack.model.gaps import GAP
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.patch.ops import Cause
from lawtrack.patch.patch import Patch
from lawtrack.syntax.statute.parse import parse_statute
from tests.strategies import statutes_with_patches

OLD = """例市节水条例
（2012年7月27日例市人民代表大会常务委员会通过）
第一章　总则
第一条　为了节约用水，制定本条例。
第二条　市水务局负责节水工作。
区水务局协助。
第三条　禁止下列行为：
（一）浪费用水；
（二）偷水<b>。
第二章　附则
第四条　违反本条例第三条的，处一千元罚款。
第五条　本条例自2012年10月1日起施行。
"""
NEW = """例市节水条例
（2012年7月27日例市人民代表大会常务委员会通过　2024年3月1日修正）
第一章　总则
第一条　为了节约用水，保障供水，制定本条例。
第二条　区水务局协助。
第三条　节水是每个人的责任。
第四条　禁止下列行为：
（一）浪费用水；
（二）偷水<b>；
（三）损坏水表。
第二章　附则
第五条　违反本条例第四条的，处二千元罚款。
第六条　本条例自2012年10月1日起施行。
"""


def example() -> Report:
    old, new = parse_statute(OLD), parse_statute(NEW)
    findings = (
        Finding("a.placed", Severity.ERROR, "罚款数额不同", address="第五条第一款", before="二千元", after="三千元"),
        Finding("a.loose", Severity.INFO, "全文的提示", span=Span(0, 1, 7), repair=Repair("改一个字")),
    )
    return attrs.evolve(report_of(tabulate(old, compare(old, new))), findings=findings)


class _Check(HTMLParser):
    """Tags closed in order, ids used once, nothing loaded from anywhere."""

    VOID = {"meta", "input", "br", "link", "img", "col", "rect", "line"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if given.get("id"):
            assert given["id"] not in self.ids
            self.ids.add(str(given["id"]))
        for name in ("src", "href"):
            value = given.get(name)
            assert value is None or value.startswith("#"), value
            if value:
                self.links.add(value[1:])
        if given.get("data-to"):
            self.links.add(str(given["data-to"]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID or tag in ("path",):
            if dict(attributes).get("data-to"):
                self.links.add(str(dict(attributes)["data-to"]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def checked(page: str) -> _Check:
    parser = _Check()
    parser.feed(
        re.sub(
            r"<rect([^>]*[^/])>(<title>.*?</title>)?</rect>",
            r"<rect\1/>",
            re.sub(r"<line([^>]*)>(<title>.*?</title>)?</line>", "", page),
        )
    )
    assert not parser.open
    assert parser.links <= parser.ids, parser.links - parser.ids
    return parser


def test_the_page_is_whole_and_loads_nothing() -> None:
    page = render(example())
    ids = checked(page).ids
    assert {"art_5", "art_6", "title_0", "note_0"} <= ids
    assert "http:" not in page and "https:" not in page and "url(" not in page


def test_text_is_never_markup() -> None:
    page = render(example())
    assert "偷水<b>" not in page and "偷水&lt;b&gt;" in page


def test_findings_stand_at_their_places() -> None:
    page = render(example())
    row = re.search(r'<tr[^>]* id="art_5".*?</tr>', page, re.S)
    assert row and "罚款数额不同" in row[0] and "<ins>三千</ins>元" in row[0]
    assert "罚款数额不同" not in page.replace(row[0], "")
    assert page.index("全文的提示") < page.index("<table")


@settings(max_examples=60, deadline=None)
@given(statutes_with_patches())
def test_any_change_makes_a_sound_page_with_every_character(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    changes = tabulate(base, patch)
    page = render(report_of(changes))
    checked(page)
    plain = re.sub(r"<[^>]*>", "", page)
    for row in changes.rows:
        for line in row.lines:
            for mark in line.marks:
                assert mark.text in plain


def test_a_long_code_stays_below_a_megabyte() -> None:
    head = "某法典\n（2020年5月28日通过）\n"
    body = [
        f"第{numeral(n)}条　" + f"民事主体依照本法第{numeral(n)}条的规定承担责任，" * 4 + f"第{n}种情形除外。"
        for n in range(1, 1261)
    ]
    old = parse_statute(head + "\n".join(body))
    few = [line.replace("承担责任", "依法承担民事责任", 1) if n % 10 == 0 else line for n, line in enumerate(body)]
    every = [line.replace("依照", "根据", 3).replace("除外", "不适用前款规定") for line in body]  # each four times over
    for changed in (few, every):
        new = parse_statute(head + "\n".join(changed))
        patch = compare(old, new)
        why = Cause("一", 0, "一、将全文修改为：" + "\n".join(changed))  # a decision may restate the whole
        told = attrs.evolve(patch, ops=tuple(attrs.evolve(op, cause=why) for op in patch.ops))
        assert len(new.articles) == 1260
        for one in (patch, told):
            page = render(report_of(tabulate(old, one)))
            assert len(page.encode()) < 1_000_000


def test_a_statute_alone_is_a_page_for_reading() -> None:
    page = render(report_of(parse_statute(OLD)))
    assert {"chp_1", "art_3"} <= checked(page).ids
    assert "偷水&lt;b&gt;" in page and "<script></script>" in page


def test_words_that_are_lost_are_not_struck_out() -> None:
    old, new = parse_statute(f"例市渡口条例\n第一条　{GAP}"), parse_statute("例市渡口条例\n第一条　渡口由镇管理。")
    page = render(report_of(tabulate(old, compare(old, new))))
    assert f'<del class="gap">{GAP}</del>' in page


def test_findings_alone_are_a_page() -> None:
    page = render(report_of((Finding("a.b", Severity.WARNING, "看一看"),)))
    checked(page)
    assert "看一看" in page and "警告" in page
    assert "没有发现" in render(report_of(()))


def test_the_two_headings_between_which_is_chosen_are_no_old_and_new_text() -> None:
    border = CHAPTER_BORDER.finding(
        "第三条", before="第一章“总则”", after="第二章“渡运”", choice="第一章", other="第二章", side="earlier"
    )
    page = render(report_of((border,)))
    assert border.message in page
    assert '<p class="pair">' not in page and "现文" not in page


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with api.sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        with play.chromium.launch(executable_path=chromium, args=flags, timeout=300_000) as made:
            yield made


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    file = tmp_path / "page.html"
    file.write_text(render(example()), "utf-8")
    made = browser.new_page(viewport={"width": 1280, "height": 800})
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    made.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
    made.goto(file.as_uri())
    yield made
    assert wrong == []
    made.close()


def visible(page: Any) -> list[str]:
    rows: list[str] = page.eval_on_selector_all(
        "table.diff tbody tr", "rows => rows.filter(r => r.offsetParent !== null).map(r => r.id)"
    )
    return rows


def shown_text(page: Any, selector: str) -> str:
    return re.sub(r"\s", "", str(page.inner_text(selector)))


def column(page: Any, column: str) -> dict[str, str]:
    """The text of a column by row, as a reader gets it; empty cells and remarks about a move left out."""
    page.check(f"input[value={'new' if column == 'n' else 'side'}]")
    cells: dict[str, str] = page.evaluate(
        """column => {
            for (const e of document.querySelectorAll("table.diff tr")) e.hidden = false;
            const out = {};
            for (const row of document.querySelectorAll("table.diff tbody tr")) {
                const cell = row.querySelector("td." + column);
                if (cell && cell.offsetParent) out[row.id] = cell.innerText;
            }
            return out;
        }""",
        column,
    )
    bare = {key: re.sub(r"\s|（(?:新增|删除)）|（(?:原|移至)第[^（）]*）", "", text) for key, text in cells.items()}
    return {key: text for key, text in bare.items() if text}


FEATURES = (
    ("第一条　甲乙丙丁。\n第二条　子丑寅卯。\n", "第一条　甲乙丙丁。\n第二条　辰巳午未。\n第三条　子丑寅卯。\n"),
    ("第一条　甲乙丙丁。\n第二条　子丑寅卯。\n", "第一条　子丑寅卯，如此。\n"),
    ("第一条　甲乙丙丁。\n戊己庚辛。\n", "第一条　新的一款在前。\n甲乙丙丁。\n戊己庚辛。\n"),
    ("第一条　甲乙丙丁。\n戊己庚辛。\n", "第一条　戊己庚辛。\n"),
    ("第一章　总则\n第一条　有下列情形：\n（一）甲；\n（二）乙。\n", "第一章　通则\n第一条　有下列情形：\n（一）丙；\n（二）甲；\n（三）乙。\n"),
    ("第一条　甲乙丙丁。\n附件　名单\n张三\n", "第一条　甲乙丙丁。\n附件　名录\n李四\n"),
)  # fmt: skip


@pytest.mark.parametrize("case", range(len(FEATURES)))
def test_the_page_fills_the_left_column(browser: Any, tmp_path: Path, case: int) -> None:
    old, new = (parse_statute("例市条例\n" + text) for text in FEATURES[case])
    changes = tabulate(old, compare(old, new))
    file = tmp_path / "page.html"
    file.write_text(render(report_of(changes)), "utf-8")
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(file.as_uri())
        if scripts:
            for side, law, skip in (("o", old, SAME_TEXT), ("n", new, ())):
                shown = column(page, side)
                told = [r for r in changes.rows if r.status in skip]
                missing = "".join(r.old_label + r.old_text for r in told)
                have = "".join(shown.values()) + re.sub(r"\s", "", missing)
                assert sorted(have) == sorted(re.sub(r"\s", "", law.to_text())), side
        else:
            assert "修改前" not in page.inner_text("thead")  # marked in the line; nothing is missing
        context.close()


def test_the_instruction_unfolds_at_its_place(browser: Any, tmp_path: Path) -> None:
    old, new = parse_statute(OLD), parse_statute(NEW)
    patch = compare(old, new)
    why = Cause("一", 0, "一、将全文修改。" + "长" * 200)
    patch = attrs.evolve(patch, ops=tuple(attrs.evolve(op, cause=why) for op in patch.ops))
    file = tmp_path / "page.html"
    file.write_text(render(report_of(tabulate(old, patch))), "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.click("#art_5 summary")
    assert page.inner_text("#art_5 details p").startswith("一、将全文修改。长") and "全文" in page.inner_text(
        "#art_5 p a"
    )
    assert page.text_content("svg.map rect[data-to=art_5] title") == "第五条 修改"
    page.close()


def test_filter_by_kind(page: Any) -> None:
    everything = visible(page)
    assert "art_3" in everything and "chp_1" not in everything
    page.uncheck("input[name=kind][value=added]")
    assert "art_3" not in visible(page) and "art_4" in visible(page)
    page.check("input[name=kind][value=unchanged]")
    assert "chp_1" in visible(page)
    page.check("#found")
    assert visible(page) == ["art_5"]


def test_views(page: Any) -> None:
    page.check("input[value=inline]")
    assert "一千二千元" in shown_text(page, "#art_5 td.n")
    assert not page.is_visible("#art_5 td.o")
    page.check("input[value=side]")
    assert shown_text(page, "#art_5 td.o").endswith("第三条的，处一千元罚款。")
    assert "一千元" not in shown_text(page, "#art_5 td.n")
    page.check("input[value=new]")
    assert shown_text(page, "#art_2 td.n") == "第二条区水务局协助。"
    assert "chp_1" in visible(page)


def test_search(page: Any) -> None:
    from playwright.sync_api import expect

    expect.set_options(timeout=60_000)  # a loaded machine is slow, not wrong
    page.fill("#search", "水表")
    expect(page.locator("#say")).to_contain_text("找到 1")
    assert visible(page) == ["art_4"]
    page.fill("#search", "没有这个词")
    expect(page.locator("#say")).to_contain_text("没有找到")
    assert visible(page) == []
    page.press("#search", "Escape")
    assert "art_5" in visible(page)


@pytest.mark.parametrize(("typed", "there"), [("5", "art_5"), ("第五条", "art_5"), ("原第三条", "art_4"), ("６", "")])
def test_jump(page: Any, typed: str, there: str) -> None:
    page.fill("#jump", typed)
    page.press("#jump", "Enter")
    assert page.evaluate("document.activeElement.id") == (there or "jump")


def test_chart_leads_to_the_article(page: Any) -> None:
    page.click("svg.map rect[data-to=art_5]", force=True)
    assert page.evaluate("document.activeElement.id") == "art_5"


def test_dark_and_small_and_keyboard(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_print_is_the_official_table(page: Any) -> None:
    page.check("input[value=inline]")
    page.emulate_media(media="print")
    assert not page.is_visible(".bar") and not page.is_visible("footer")
    assert page.evaluate("getComputedStyle(document.querySelector('#art_5')).display") == "table-row"
    assert page.is_visible("#art_5 td.o") and not page.is_visible("#art_5 td.n del")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(page: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.emulate_media(color_scheme=scheme)
    for view in ("side", "inline", "new"):
        page.check(f"input[value={view}]")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
