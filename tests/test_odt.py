"""OpenDocument in: numbering, contents, tracked changes, tables; and one law out of every word processor's file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import lawtrack as lt
from lawtrack.formats.docx.statute import statute_docx
from lawtrack.formats.odt import OdtText, read_odt
from tests.office import SOFFICE, needs_office
from tests.printing import converted, fodt
from tests.test_docx_read import LAW, PARTS
from tests.word import deleted, docx, ins, p, r

_KEY = "一, 二, 三, ..."
_LIST = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="第" style:num-suffix="条" '
    f'style:num-format="{_KEY}"/><text:list-level-style-number text:level="2" style:num-prefix="（" style:num-suffix="）" '
    f'style:num-format="{_KEY}"/><text:list-level-style-number text:level="3" style:num-suffix="." style:num-format="1" '
    'text:display-levels="2"/></text:list-style>'
)


def lines(body: str, styles: str = _LIST, tracked: str = "", **options: str) -> list[str]:
    return read_odt(fodt(body, styles=styles, **options).encode(), tracked=tracked).text.rstrip("\n").split("\n")


def codes(found: OdtText) -> list[str]:
    return [f.code for f in found.findings]


def item(text: str, inner: str = "", **attributes: object) -> str:
    given = "".join(f' text:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return f"<text:list-item{given}><text:p>{text}</text:p>{inner}</text:list-item>"


def listed(*items: str, **attributes: object) -> str:
    given = "".join(f' text:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return f"<text:list{given}>{''.join(items)}</text:list>"


def test_numbers_are_written_out_and_run_on() -> None:
    first = listed(
        item("为了节水。"),
        item("下列：", listed(item("生活；"), item("生产。", listed(item("工业；"))))),
        style_name="L1",
    )
    second = listed(item("罚款。"), style_name="L1", continue_numbering="true")
    assert lines(first + "<text:p>第二章　罚则</text:p>" + second) == [
        "第一条　为了节水。", "第二条　下列：", "（一）生活；", "（二）生产。", "二.1.工业；", "第二章　罚则", "第三条　罚款。",
    ]  # fmt: skip


def test_a_list_may_start_elsewhere_and_have_paragraphs_without_number() -> None:
    more = item("甲。", "<text:p>又一款。</text:p>", start_value=7)
    assert lines(listed(more, item("乙。"), style_name="L1")) == ["第七条　甲。", "又一款。", "第八条　乙。"]
    assert lines(listed(item("甲。"), style_name="L1") * 2) == ["第一条　甲。", "第一条　甲。"]


def test_headings_with_numbers_of_their_own() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-prefix="第" '
        f'style:num-suffix="章" style:num-format="{_KEY}"/></text:outline-style>'
    )
    body = '<text:h text:outline-level="1">总则</text:h><text:p>第一条　节水。</text:p><text:h text:outline-level="1">罚则</text:h>'
    assert lines(body, "", outline=outline) == ["第一章　总则", "第一条　节水。", "第二章　罚则"]


REGION = (
    '<text:tracked-changes><text:changed-region text:id="i"><text:insertion/></text:changed-region><text:changed-region text:id="d">'
    "<text:deletion><text:p>旧</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
CHANGED = REGION + (
    '<text:p>第一条　甲<text:change-start text:change-id="i"/>新<text:span>增</text:span><text:change-end text:change-id="i"/>'
    '<text:change text:change-id="d"/>乙。</text:p>'
)


def test_tracked_changes_are_two_texts() -> None:
    with pytest.raises(lt.InputError, match='tracked="old"'):
        lines(CHANGED)
    assert lines(CHANGED, tracked="old") == ["第一条　甲旧乙。"]
    assert lines(CHANGED, tracked="new") == ["第一条　甲新增乙。"]


def test_what_is_not_running_text_is_told() -> None:
    styles = (
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        '<text:p>第一条　节<text:s text:c="2"/>水<text:span text:style-name="H">密</text:span>。<text:note text:note-class="footnote">'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>注。</text:p></text:note-body></text:note>"
        "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame></text:p>"
    )
    found = read_odt(fodt(body, styles=styles).encode())
    assert found.text == "第一条　节  水。\n"
    assert sorted(codes(found)) == ["odt.footnote", "odt.hidden", "odt.picture", "odt.text-box"]


def test_damaged_and_foreign_files_are_refused(tmp_path: Path) -> None:
    def zipped(**parts: str) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as z:
            z.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            for name, text in parts.items():
                z.writestr({"manifest": "META-INF/manifest.xml"}.get(name, f"{name}.xml"), text)
        return out.getvalue()

    manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    for data, says in (
        (zipped(), "正文"), (zipped(content="<a/>"), "正文"), (zipped(content="<a"), "XML"), (zipped(manifest=manifest), "密码"),
        (zipped(content="<a/>")[:80], "完整"), (fodt("").encode(), "没有文字"),
    ):  # fmt: skip
        (tmp_path / "x.odt").write_bytes(data)
        with pytest.raises(lt.InputError, match=says) as caught:
            read_odt(data, "x.odt")
        assert "x.odt" in str(caught.value)


@needs_office
@pytest.mark.parametrize(
    "to", ["doc", "odt", "pdf", *(pytest.param(to, marks=pytest.mark.thorough) for to in ("rtf", "fodt"))]
)
def test_one_law_in_every_word_processors_file(tmp_path: Path, to: str) -> None:
    """Amending a base from .doc, .rtf, .odt, .fodt, .pdf or .docx gives one text; numbering and tracked changes survive each."""
    folder = Path(__file__).parents[1] / "docs" / "examples"
    law, decision = lt.read_statute(folder / "before.txt"), lt.read_decision(folder / "decision.txt")
    want = lt.amend(law, decision).statute.to_text()
    listed_ = docx("".join(p(t, num=1, level=i) for i, t in PARTS[:8]), numbering=LAW)
    tracked = docx(p("", inner=r("第一条　甲") + ins("乙") + deleted("丙") + r("丁。")))
    files = {"law.docx": statute_docx(law), "listed.docx": listed_, "tracked.docx": tracked}
    for name, data in converted(files, to, tmp_path).items():
        (tmp_path / f"{Path(name).stem}.{to}").write_bytes(data)
    read = lt.read_statute(tmp_path / f"law.{to}")
    assert lt.amend(read, decision).statute.to_text() == want
    if to in ("pdf", "rtf"):  # LibreOffice's own writer spoils the 第 of numbers in the latter
        return
    assert lt.read_statute(tmp_path / f"listed.{to}").to_text() == lt.read_statute(listed_).to_text()
    assert lt.read_versions(tmp_path / f"tracked.{to}") == lt.read_versions(tracked)


def test_without_libreoffice_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    for data in (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), b"{\\rtf1 x}"):
        with pytest.raises(lt.InputError, match=r"LibreOffice.*\.docx"):
            lt.read_statute(data)


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_what_is_no_word_document_is_not_read_as_one() -> None:
    for data in (b"\xd0\xcf\x11\xe0" * 200, b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le") * 9):
        with pytest.raises(lt.InputError, match=r"\.docx"):
            lt.read_statute(data)
