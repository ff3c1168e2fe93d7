"""What callers hand over: paths, bytes, open files, pages from websites; and what cannot be read."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

import lawtrack as lt
from lawtrack.formats.html_read import page_text

LAW = "例市节水条例\n（2012年7月27日通过）\n第一条　为了节约用水，制定本条例。\n第二条　禁止浪费。\n（一）漏水；\n（二）偷水。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "law.txt"
    path.write_bytes(LAW.encode(encoding))
    assert lt.read_statute(path) == lt.parse_statute(LAW)
    assert lt.read_statute(str(path)) == lt.parse_statute(LAW)
    assert lt.read_statute(path.read_bytes()) == lt.parse_statute(LAW)
    with path.open("rb") as file:
        assert lt.read_statute(file) == lt.parse_statute(LAW)
    assert lt.read_statute(io.StringIO(LAW)) == lt.parse_statute(LAW)


PAGE = """<!DOCTYPE html><html><head><title>例市</title><script>var a="第九条　假的";</script></head><body>
<nav><a>首页</a> <a>法规</a></nav>
<div class=main><h1>例市节水条例</h1><p>（2012年7月27日通过）</p>
<div><p>第一条&emsp;为了节约用水，<br>制定本条例。</p><p>第二条 禁止浪费。</p><p>（一）漏水；</p><p>（二）偷水。</p></div></div>
<footer>版权所有 第100号</footer></body></html>"""


def test_a_page_from_a_website(tmp_path: Path) -> None:
    path = tmp_path / "law.html"
    path.write_text(PAGE, "utf-8")
    law = lt.read_statute(path)
    assert (law.title, len(law.articles)) == ("例市节水条例", 2)
    assert law["第二条第二项"].text == "偷水。"
    assert [f.code for f in law.findings if f.code.startswith("page")] == ["page.outside"]
    assert "版权" not in law.to_text() and "首页" not in law.to_text() and "假的" not in law.to_text()


def test_a_page_of_this_package_reads_back() -> None:
    from lawtrack.formats.render import render

    law = lt.parse_statute(LAW)
    again = lt.read_statute(str(render(law, "html")).encode())
    assert [u for u in again.units if u.text or u.label] == [u for u in law.units if u.text or u.label]


def test_pages_without_a_law() -> None:
    assert page_text("<p>没有条文</p>")[0] == "没有条文\n"
    for empty in ("", "<html></html>", "<body><script>x</script></body>"):
        with pytest.raises(lt.InputError, match="网页|文字"):
            page_text(empty, "x.html")


def test_json_alone_or_inside_a_result(tmp_path: Path) -> None:
    law = lt.parse_statute(LAW)
    decision = lt.parse_decision("例会关于修改《例市节水条例》的决定\n一、删去第二条第一项。")
    made = lt.amend(law, decision)
    for value in (law, made):
        assert lt.read_statute(lt.dumps(value).encode()) == value.statute if value is made else law
    assert lt.read_decision(lt.dumps(made).encode()) == decision
    assert lt.read_patch(lt.dumps(made.patch).encode()) == made.patch == lt.read_patch(lt.dumps(made).encode())
    with pytest.raises(lt.InputError, match="需要 Patch"):
        lt.read_patch(lt.dumps(law).encode())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".docx"),
        (b"%PDF-1.7", "重新取得"),
        (b"\x89PNG\r\n", "OCR"),
        (b"\xff\xd8\xff\xe0", "OCR"),
        (b"\x1f\x8b\x08", "解压"),
        (b"{\\rtf", ".docx"),
        (b"", ""),
        (b"   \n", ""),
        (b"\x00\x01\x02\x03" * 50, ""),
    ],
)
def test_what_is_no_text_is_refused_with_the_remedy(data: bytes, says: str) -> None:
    for read in (lt.read_statute, lt.read_decision, lt.read_gazette):
        with pytest.raises(lt.InputError) as caught:
            read(data)
        assert says in str(caught.value)


def test_messages_name_the_file(tmp_path: Path) -> None:
    for name, data in (
        ("a.doc", b"\xd0\xcf\x11\xe0"),
        ("b.docx", b"nothing"),
        ("c.txt", b""),
        ("d.json", b'{"lawtrack": 1, "type": "patch", "x": 1}'),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(lt.InputError) as caught:
            lt.read_statute(path)
        assert name in str(caught.value)
    for missing in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(lt.InputError, match=str(missing.name)):
            lt.read_statute(missing)


def test_a_text_is_not_taken_for_a_name() -> None:
    with pytest.raises(lt.InputError, match="parse_statute"):
        lt.read_statute(LAW)


# --- inputs that never end, and names and data that are no text ----------------------------------------------------------------


def test_devices_are_refused_and_a_silent_pipe_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for device in ("/dev/zero", "/dev/urandom"):
        if os.path.exists(device):
            with pytest.raises(lt.InputError, match="设备"):
                lt.read_statute(device)
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    monkeypatch.setattr("lawtrack.formats.input._PATIENCE", 0.05)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(lt.InputError, match="管道"):
        lt.read_statute(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_somebody_writes_into_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_text(LAW, "utf-8"))
    writer.start()
    assert lt.read_statute(tmp_path / "pipe") == lt.parse_statute(LAW)
    writer.join()


def test_a_name_that_is_not_utf8(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from lawtrack.cli import main

    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xb7\xa8.txt")
    try:
        Path(name).write_text(LAW, "utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    assert lt.read_statute(name) == lt.parse_statute(LAW)
    assert main(["parse", name]) == 0
    assert main(["parse", name, "-o", f"{tmp_path}/out/", "--format", "md"]) == 0
    assert main(["parse", name + ".none"]) == 2
    assert "没有文件" in capfd.readouterr().err


@pytest.mark.parametrize(
    "data",
    [
        '{"lawtrack":1,"type":["statute"]}',
        '{"lawtrack":1,"type":"patch","size":' + "9" * 5000 + "}",
        '{"lawtrack":1,"type":"statute","title":"\\ud83d"}',
        '{"lawtrack":1,"type":"statute","title":["a"]}',
    ],
)
def test_json_that_was_tampered_with(data: str) -> None:
    for read in (lt.loads, lambda text: lt.read_decision(text.encode()), lambda text: lt.read_patch(text.encode())):
        with pytest.raises(lt.InputError):
            read(data)
    assert lt.loads('{"lawtrack":1,"type":"statute","title":"\\ud83d\\ude00"}').title == "\U0001f600"


def test_a_decision_whose_text_was_cut_off_is_not_written_as_akn() -> None:
    from lawtrack.formats.akn.document import akn_bytes

    cut = lt.loads('{"lawtrack":1,"type":"decision","title":"a","formal":[{"kind":"title","text":"a","span":[0,9,1]}]}')
    with pytest.raises(lt.InputError, match="重新读取"):
        akn_bytes(cut)


def test_orders_that_name_nothing_are_refused() -> None:
    data = (
        '{"lawtrack":1,"type":"decision","title":"a","amended":[{"title":"b","instructions":[{"label":"一","index":0,"text":"c",'
        '"orders":[{"order":"replace-words","places":[],"pairs":[["d","e"]]}]}]}]}'
    )
    with pytest.raises(lt.InputError, match="places"):
        lt.read_decision(data.encode())


@pytest.mark.parametrize(
    ("title", "labels"),
    [
        ("例市渡口条例", ("第1条", "第2条")),
        ("例市渡口条例", ("第１条", "第２条")),
        ("例市渡口条例", ("第 一 条", "第 二 条")),
        ("例市渡口條例", ("第一條", "第二條")),
        ("例市渡口條例", ("第 2-1 條", "第 3 條")),
    ],
)
def test_articles_of_a_page_are_found_however_they_are_numbered(title: str, labels: tuple[str, str]) -> None:
    first, second = labels
    page = f"<body><div>首页</div><main><h1>{title}</h1><p>{first}　甲。</p><p>{second}　乙。</p></main><p>版权所有</p></body>"
    assert page_text(page)[0] == f"{title}\n{first}\u3000甲。\n{second}\u3000乙。\n"


@pytest.mark.parametrize("label", ["第{}条", "第 {} 条"])
@pytest.mark.parametrize("numbers", ["12", "１２", "一二"])
def test_a_page_of_a_statute_reads_back_in_every_style_of_numbers(label: str, numbers: str, tmp_path: Path) -> None:
    first, second = (label.format(n) for n in numbers)
    law = lt.parse_statute(f"例市渡口条例\n{first}　渡口由市交通部门管理。\n{second}　渡船应当开灯。\n")
    lt.write(law, tmp_path / "law.html")
    assert lt.read_statute(tmp_path / "law.html") == law
