"""The page in a real browser: the whole job by dropping files, by keyboard alone, on a small screen; and nothing that axe would find."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lawtrack
from lawtrack.serve.settings import Settings
from tests.desk import BASE, DECISION, GAZETTE, NEW, Served, needs_serve, served
from tests.printing import CHROMIUM, needs_chromium

pytestmark = [needs_serve, needs_chromium]
PATIENCE = 120_000
"""Milliseconds; a loaded machine is slow, not wrong."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        with play.chromium.launch(executable_path=CHROMIUM, args=flags, timeout=300_000) as made:
            yield made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("shelf") / "法规.db"
    with lawtrack.Archive(place) as archive:
        archive.add(lawtrack.read_statute(BASE))
        archive.add(lawtrack.read_decision(DECISION))
    with served(Settings(port=0, archive=str(place)), warm=True) as made:
        yield made


class Desk:
    """The page as a user meets it; anything it complains of in the console, and any request to elsewhere, is a failure."""

    def __init__(self, browser: Any, site: Served, **options: Any) -> None:
        self.context = browser.new_context(**{"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}, **options})
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        elsewhere = lambda r: self.wrong.append(r.url) if not r.url.startswith((site.origin + "/", "blob:")) else None  # noqa: E731
        self.page.on("request", elsewhere)
        self.page.goto(site.origin + "/" + ("#token=" + site.token if site.token else ""))

    def close(self) -> None:
        assert self.context.cookies() == []
        self.context.close()
        assert self.wrong == []

    def drop(self, *files: tuple[str, bytes]) -> None:
        """Let files fall on the page, as the pointer does it."""
        told = [{"name": n, "data": base64.b64encode(d).decode()} for n, d in files]
        transfer = self.page.evaluate_handle(
            """files => {
                const made = new DataTransfer();
                for (const f of files) made.items.add(new File([Uint8Array.from(atob(f.data), c => c.charCodeAt(0))], f.name));
                return made;
            }""",
            told,
        )
        for kind in ("dragenter", "dragover", "drop"):
            self.page.dispatch_event("#pick", kind, {"dataTransfer": transfer})

    def ready(self) -> None:
        self.page.wait_for_selector("#start:not([disabled])")

    def done(self, said: str = "处理完毕") -> str:
        self.page.wait_for_selector(f"#said:has-text('{said}')")
        return str(self.page.inner_text("#said"))

    def report(self) -> Any:
        return self.page.frame_locator("#report")

    def documents(self) -> dict[str, bytes]:
        with self.page.expect_download() as waiting:
            self.page.click("#download")
        with zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as file:
            return {name: file.read(name) for name in file.namelist()}

    def focused(self) -> str:
        return str(
            self.page.evaluate(
                "document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.tagName"
            )
        )


@pytest.fixture
def desk(browser: Any, site: Served) -> Iterator[Desk]:
    made = Desk(browser, site)
    yield made
    made.close()


FILES = (("原文.txt", BASE), ("决定.txt", DECISION))


def test_the_whole_job_by_dropping_files(desk: Desk) -> None:
    page = desk.page
    assert page.is_disabled("#start")
    desk.drop(*FILES)
    desk.ready()
    assert "将按修改决定合并" in page.inner_text("#note")
    assert page.eval_on_selector_all("#papers select", "all => all.map(s => s.value)") == ["base", "decision"]
    page.click("#start")
    assert desk.done() == "处理完毕：《例市节约用水条例》修改 1 条，新增 1 条，仅序号调整 3 条"
    assert "奖励制度" in desk.report().locator("#art_3").text_content()
    files = desk.documents()
    assert {"新文本.docx", "对照表.docx", "对照表.html", "修订稿.docx", "新文本.txt", "发现.txt"} == set(files)
    text = files["新文本.txt"].decode()
    assert text.index("第三条") < text.index("第二章")

    page.check("#questions input[value=later]")  # the new article belongs to the chapter behind it
    desk.done("结果已更新")
    assert "已归入第二章“用水管理”" in desk.report().locator("#art_3").text_content()
    text = desk.documents()["新文本.txt"].decode()
    assert text.index("第二章") < text.index("第三条")

    assert "decision.unclosed-quote" in desk.report().locator("body").text_content()
    page.check("#questions input[type=checkbox]")  # the quotation mark that the print left out
    page.wait_for_selector(".tag.warning:has-text('1')")
    desk.report().locator("body:not(:has-text('decision.unclosed-quote'))").wait_for()
    assert "decision.unclosed-quote" not in desk.report().locator("body").text_content()
    assert page.is_checked("#questions input[value=later]")  # what was chosen before still holds
    assert "已按建议修复" in desk.documents()["发现.txt"].decode()


def test_two_versions_and_the_facts_of_a_decision(desk: Desk) -> None:
    page = desk.page
    desk.drop(("新.txt", NEW), ("旧.txt", BASE))
    desk.ready()
    assert page.eval_on_selector_all("#papers select", "all => all.map(s => s.value)") == ["new", "base"]
    page.click("#facts summary")
    page.fill("#facts [name=body]", "例市人民代表大会常务委员会")
    page.fill("#facts [name=date]", "2024-03-01")
    page.click("#start")
    desk.done()
    drafted = desk.documents()["修改决定.txt"].decode()
    assert "2024年3月1日" in drafted and "例市人民代表大会常务委员会" in drafted
    page.click("#which button:nth-child(2)")
    assert "作如下修改" in desk.report().locator("body").text_content()


def test_the_use_of_a_file_is_changed_and_files_are_taken_away(desk: Desk) -> None:
    page = desk.page
    desk.drop(("公报.txt", GAZETTE))
    desk.ready()
    assert "公报" in page.inner_text("#note")
    page.select_option("#papers select", "decision")
    page.wait_for_selector("#note:has-text('还缺文件')")
    assert page.is_disabled("#start") and desk.focused() == "公报.txt 的用途"
    desk.drop(("原文.txt", BASE))
    desk.ready()
    page.click("#papers .remove >> nth=0")
    page.wait_for_selector("#note:has-text('还缺文件')")
    page.click("#papers .remove")
    assert page.locator("#papers li").count() == 0 and desk.focused() == "pick"


def test_what_is_wrong_with_a_file_stands_beside_its_name(desk: Desk) -> None:
    page = desk.page
    desk.drop(("<b>照片.png", b"\x89PNG\0\0\0"), ("甲.txt", BASE), ("乙.txt", BASE), ("空.txt", b""))
    page.wait_for_selector("#papers .trouble")
    assert "<b>照片.png 是图片" in page.inner_text("#papers .trouble") and page.locator("#papers b").count() == 0
    page.wait_for_selector("#note:has-text('空.txt 是空的')")
    desk.ready()
    page.click("#start")
    page.wait_for_selector("#note.error:has-text('两个文本相同')")
    assert not page.is_visible("#result")


def test_by_keyboard_alone(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    for name, data in FILES:
        (tmp_path / name).write_bytes(data)
    page.on(
        "filechooser", lambda chooser: None
    )  # from now on choosers are intercepted, not only while one is waited for
    press = page.keyboard.press
    press("Tab")
    assert page.inner_text(":focus") == "跳到正文"
    while desk.focused() != "pick":
        press("Tab")
    with page.expect_file_chooser() as waiting:
        press("Enter")
    waiting.value.set_files([tmp_path / name for name, _ in FILES])
    desk.ready()
    while desk.focused() != "start":
        press("Tab")
    press("Enter")
    desk.done()
    assert desk.focused() == "h-result"  # what is new is where the reader is
    while page.evaluate("document.activeElement.type") != "radio":
        press("Tab")
    press("ArrowRight")
    desk.done("结果已更新")
    desk.report().locator("#art_3:focus, html.whole").first.wait_for(state="attached")  # it went to its place
    assert page.evaluate("document.activeElement.value") == "later"  # the report did not take the focus
    while page.evaluate("document.activeElement.type") != "checkbox":
        press("Tab")
    press("Space")
    page.wait_for_selector(".tag.warning:has-text('1')")
    for _ in range(12):
        press("Shift+Tab")
        if desk.focused() == "download":
            break
    with page.expect_download() as taken:
        press("Enter")
    assert taken.value.suggested_filename == "例市节约用水条例.zip"


@pytest.mark.parametrize(
    ("width", "locale", "scheme"),
    [
        (1280, "zh-CN", "light"), (390, "zh-CN", "dark"), (1280, "en-GB", "dark"),
        *(pytest.param(*p, marks=pytest.mark.thorough) for p in [(1280, "zh-CN", "dark"), (390, "zh-CN", "light"), (1280, "en-GB", "light")]),
    ],
)  # fmt: skip
def test_axe_finds_nothing_and_nothing_overflows(
    browser: Any, site: Served, scheme: str, width: int, locale: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    desk = Desk(browser, site, color_scheme=scheme, viewport={"width": width, "height": 844}, locale=locale)
    page = desk.page

    def sound(where: str) -> None:
        found = page.evaluate(
            "async script => { (0, eval)(script); return (await axe.run({iframes: false})).violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' ')) }",
            script,
        )
        assert found == [], where
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), where

    sound("empty")
    desk.drop(*FILES, ("照片.png", b"\x89PNG\0\0\0"))
    desk.ready()
    sound("files")
    page.click("#start")
    page.wait_for_selector("#result:not([hidden])")
    sound("result")
    page.click("[data-tab=shelf]")
    page.fill("#search [name=q]", "节约用水")
    page.press("#search [name=q]", "Enter")
    page.wait_for_selector("#hits li")
    page.click("#hits button >> nth=0")
    page.check("#blame")
    page.click(".why >> nth=2")
    page.wait_for_selector(".story")
    sound("archive")
    desk.close()


def test_english_by_the_language_of_the_browser(browser: Any, site: Served) -> None:
    desk = Desk(browser, site, locale="en-GB")
    desk.drop(*FILES)
    desk.ready()
    assert "The decision will be carried out" in desk.page.inner_text("#note")
    desk.page.click("#start")
    desk.done("Done")
    assert "the decision does not say where it belongs" in desk.page.inner_text("#choices")
    desk.close()


def test_the_report_in_its_frame_works_and_reaches_nothing(desk: Desk) -> None:
    desk.drop(*FILES)
    desk.ready()
    desk.page.click("#start")
    desk.done()
    report = desk.report()
    report.locator("input[value=new]").check()
    assert report.locator("html").get_attribute("data-view") == "new"
    report.locator("#search").fill("奖励")
    report.locator("#say:has-text('找到 1')").wait_for()
    frame = desk.page.frames[1]
    assert frame.evaluate("origin") == "null"
    with pytest.raises(Exception, match="SecurityError|Blocked|denied"):
        frame.evaluate("parent.document.title")
    with pytest.raises(Exception, match="Failed to fetch|Refused|violates"):
        frame.evaluate("fetch('/')")
    desk.wrong = [w for w in desk.wrong if "violates" not in w and "fetch" not in w.lower() and "CORS" not in w]


def test_long_work_is_shown_and_cancelled(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    import lawtrack.serve.jobs as jobs

    with served(Settings(port=0)) as site:
        desk = Desk(browser, site)
        desk.drop(*FILES)
        desk.ready()
        step = 'import time; print(\'{"done": 2, "of": 7, "what": "对照表.docx"}\', flush=True); time.sleep(60)'
        monkeypatch.setattr(jobs, "command", lambda: [sys.executable, "-X", "utf8", "-c", step])
        desk.page.click("#start")
        desk.page.wait_for_selector("#step:has-text('对照表.docx')")
        assert desk.page.evaluate("[document.getElementById('bar').value, document.getElementById('bar').max]") == [
            2,
            7,
        ]
        desk.page.click("#cancel")
        desk.page.wait_for_selector("#note:has-text('已取消')")
        assert not desk.page.is_visible("#progress") and desk.focused() == "start"
        monkeypatch.undo()
        desk.wrong = [w for w in desk.wrong if "404" not in w]  # asked for once more while it was being forgotten
        desk.page.click("#start")
        desk.done()
        desk.close()


def test_the_token_comes_with_the_address_or_is_asked_for(browser: Any) -> None:
    with served(Settings(port=0, token="correct horse battery"), warm=True) as site:
        site.token = "correct%20horse%20battery"
        desk = Desk(browser, site)
        assert "token" not in desk.page.url
        desk.drop(*FILES)
        desk.ready()
        desk.page.click("#start")
        desk.done()
        assert len(desk.documents()) == 6
        desk.close()
        site.token = ""
        desk = Desk(browser, site)
        desk.drop(*FILES)
        desk.page.wait_for_selector("#gate:not([hidden])")
        assert desk.focused() == "token"
        desk.page.fill("#token", "correct horse battery")
        desk.page.press("#token", "Enter")
        desk.ready()
        desk.wrong = [w for w in desk.wrong if "401" not in w]
        desk.close()


def test_the_archive_on_a_slider(desk: Desk) -> None:
    page = desk.page
    page.click("[data-tab=shelf]")
    page.fill("#search [name=q]", "奖励制度")
    page.press("#search [name=q]", "Enter")
    page.wait_for_selector("#search-note:has-text('找到 1 处')")
    page.click("#hits button")
    page.wait_for_selector(".unit.hit:has-text('奖励制度')")
    assert "第 2 / 2 个版本" in page.inner_text("#version")
    page.fill("#day", "2024-04-30")
    page.wait_for_selector("#version:has-text('第 1 / 2 个版本')")
    page.wait_for_selector("#units:not(:has-text('奖励制度'))")
    page.focus("#slider")
    page.keyboard.press("ArrowRight")  # one day on, the decision is in force
    page.wait_for_selector("#units:has-text('奖励制度')")
    assert page.input_value("#day") == "2024-05-01" and "2024-05-01" in page.get_attribute("#slider", "aria-valuetext")
    page.click("#older")
    page.wait_for_selector("#units:not(:has-text('奖励制度'))")
    page.click("#newer")
    page.check("#blame")
    page.wait_for_selector(".why.new:has-text('2024-05-01 增加 第一项')")
    page.click(".why.new >> nth=1")
    page.wait_for_selector(".story:has-text('的沿革')")
    page.click("#impact .go")
    page.wait_for_selector("#impact-note:has-text('0 处')")
