"""What an attacker sends to the page: too much, broken, hostile."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lawtrack.serve.settings import Settings
from tests.desk import BASE, DECISION, FILES, Served, needs_serve, served, unzipped

needs = needs_serve


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served(Settings(port=0), warm=True) as made:
        yield made


@needs
def test_limits_of_an_upload() -> None:
    with served(Settings(port=0, file_mb=1, files=2)) as site:
        answer = site.send([("大.txt", b"x" * (1 << 20) + b"y")], {})
        assert answer.status == 413 and "大.txt 超过 1 MB" in answer.said
        answer = site.send([(f"{i}.txt", BASE) for i in range(3)], {})
        assert answer.status == 413 and "最多上传 2 个" in answer.said
        assert site.send([("大.txt", b"x" * (4 << 20))], {}).status == 413  # by its announced length alone
        answer = site.raw_chunks([b"x" * 65536] * 100)  # announced as nothing
        assert answer in (400, 413)
        assert site.send([], {}).status == 400
        assert site.job([("a.txt", BASE)], look=True)[0]["plan"] == "wait"  # and goes on


@needs
@pytest.mark.parametrize(
    "body",
    [b"", b"--b\r\n", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n", b"nonsense", b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n',
     b'--b\r\nContent-Disposition: form-data; name="order"\r\n\r\n[1]\r\n--b--\r\n', b'--b\r\nContent-Disposition: form-data; name="order"\r\n\r\n' + b"[" * 100_000 + b"\r\n--b--\r\n"],
)  # fmt: skip
def test_broken_requests_are_refused(site: Served, body: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Origin": site.origin}
    assert site.ask("POST", "/jobs", body, headers).status == 400
    assert site.ask("POST", "/jobs", body, {**headers, "Content-Type": "text/plain"}).status == 415


@needs
@pytest.mark.parametrize(
    "order", [{"roles": ["king"]}, {"roles": "base"}, {"borders": []}, {"repairs": [3]}, {"roles": [["base"]]}]
)
def test_orders_of_another_shape_are_refused(site: Served, order: dict[str, Any]) -> None:
    assert site.send(FILES, order).status == 400


HOSTILE = (
    "../../../../tmp/out.txt", "/etc/passwd", "..\\..\\x.txt", "C:\\Windows\\x.txt", "CON", ".", "..", "", "a\0b.txt", "a\nb.txt", "‮txt.exe",
    "<img src=x onerror=alert(1)>.txt", '";rm -rf ~;".txt', "$(id).txt", "长" * 300 + ".txt", "stderr", "tmp", "0",
)  # fmt: skip


@needs
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_reaches_the_disk(site: Served, name: str, tmp_path: Path) -> None:
    answer, job = site.job([(name, BASE), ("决定.txt", DECISION)])
    shown = answer["files"][0]["name"]
    assert answer["plan"] == "amend" and shown and not set(shown) & set("/\\\0\n‮") and len(shown) <= 100
    assert unzipped(site.get(f"/results/{job}/documents.zip").body).keys() == set(answer["documents"])
    assert os.listdir(site.jobs.place) == []


@needs
def test_titles_are_never_paths_nor_markup(site: Served) -> None:
    title = "../../例市<script>alert(1)</script>条例"
    base = BASE.decode().replace("例市节约用水条例", title, 1).encode()
    decision = DECISION.decode().replace("例市节约用水条例", title).encode()
    answer, name = site.job([("a.txt", base), ("b.txt", decision)])
    assert "results" in answer, answer
    archive = site.get(f"/results/{name}/documents.zip")
    assert all(".." not in n and not n.startswith("/") for n in unzipped(archive.body))
    assert (
        "\n" not in archive.headers["content-disposition"]
        and "/" not in archive.headers["content-disposition"].split("''")[1]
    )
    assert "<script>alert" not in site.get(f"/results/{name}/0").body.decode()


@needs
def test_hostile_paths(site: Served) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/app.py",
        "/results/../0",
        "/results/x/0",
        "/jobs/%00",
        "/results/" + "x" * 32 + "/documents.zip",
        "/archive/listing",
    ):
        assert site.get(path).status == 404, path


def bomb() -> bytes:
    """A .docx whose text is a gigabyte of one character."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(
                b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
            )
            for _ in range(1024):
                part.write(b"a" * (1 << 20))
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return out.getvalue()


def entities() -> bytes:
    """An XML whose entities unfold to a billion characters."""
    names = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{names}]><akomaNtoso>&j;</akomaNtoso>'.encode()


def pdf_bomb() -> bytes:
    """A PDF with one page whose content is a hundred megabytes when unpacked, and page numbers that lie."""
    import zlib

    stream = zlib.compress(b"BT /F1 12 Tf (a) Tj ET\n" * 4_000_000, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 100000000/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
    ]  # fmt: skip
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n" % i + p + b"\nendobj\n" for i, p in enumerate(parts, 1))
    return out + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


@needs
@pytest.mark.parametrize("make", [bomb, entities, pdf_bomb])
def test_hostile_files_hurt_nobody(make: Any) -> None:
    if make is pdf_bomb:
        pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    suffix = {"bomb": "docx", "entities": "xml", "pdf_bomb": "pdf"}[make.__name__]
    with served(Settings(port=0, seconds=20)) as site:
        state = site.state(site.ordered([(f"x.{suffix}", make())], look=True))
        assert state["state"] in ("done", "failed")
        if state["state"] == "done":  # refused with a reason, by the reader itself
            assert f"x.{suffix}" in state["answer"]["files"][0]["trouble"]
        else:
            assert (
                state["code"] in ("memory", "time", "killed") and "MB" in state["message"] or "秒" in state["message"]
            )
        assert site.job(FILES)[0]["plan"] == "amend"  # the next one is served
        assert os.listdir(site.jobs.place) == []
