"""The page, asked as a browser and as an attacker would ask it: a real server, real workers, plain HTTP."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import lawtrack
from lawtrack.cli import main
from lawtrack.desk.errand import Plan, plan_of
from lawtrack.desk.papers import Paper, Role, place
from lawtrack.errors import InputError
from lawtrack.serve.settings import Settings
from tests.desk import BASE, DECISION, GAZETTE, NEW, Served, needs_serve, served

needs = needs_serve


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served(Settings(port=0)) as made:
        yield made


FILES = [("原文.txt", BASE), ("决定.txt", DECISION)]


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


# -- the desk itself -------------------------------------------------------------------------------------------------------


def roles(*files: tuple[str, bytes], given: tuple[str, ...] = ()) -> list[str]:
    return [str(p.role) for p in place([Paper(*f) for f in files], given or ("",) * len(files))]


def test_files_are_recognised_whatever_their_order_and_name() -> None:
    assert roles(("a", BASE), ("b", DECISION)) == ["base", "decision"]
    assert roles(("a", DECISION), ("b", BASE)) == ["decision", "base"]
    assert roles(("a", NEW), ("b", BASE)) == ["new", "base"]  # the later one by its adoption note
    assert roles(("a", NEW), ("b", DECISION)) == ["new", "decision"]  # it lists the decision: amended already
    assert roles(("a", GAZETTE)) == ["gazette"]
    assert roles(("a", GAZETTE), ("b", BASE)) == ["decision", "base"]  # a decision with the republished text
    assert roles(("a", BASE), ("b", NEW), given=("new", "base")) == ["new", "base"]  # what is said by hand holds
    assert roles(("a", b""), ("b", BASE)) == ["none", "base"]


def test_a_redlined_file_is_two_versions() -> None:
    made = lawtrack.amend(lawtrack.read_statute(BASE), lawtrack.read_decision(DECISION))
    from lawtrack.formats.render import render

    redline = render(made, "docx", "redline")
    assert isinstance(redline, bytes)
    assert roles(("a.docx", redline)) == ["versions"]


def test_trouble_names_the_file() -> None:
    for name, data in (("照片.png", b"\x89PNG\0\0\0"), ("空.txt", b"  \n"), ("坏.docx", b"PK\x03\x04nothing word/")):
        (one,) = place([Paper(name, data)], [""])
        assert one.role is Role.NONE and name in one.trouble, one.trouble


@pytest.mark.parametrize(
    ("given", "plan"),
    [
        ("base decision", Plan.AMEND), ("base base decision decision", Plan.AMEND), ("base new", Plan.COMPARE), ("versions", Plan.COMPARE),
        ("gazette none", Plan.GAZETTE), ("new decision", Plan.VERIFY), ("base new decision", Plan.VERIFY), ("base", Plan.WAIT), ("decision", Plan.WAIT), ("none", Plan.WAIT),
        ("gazette base", None), ("new new", None), ("base base", None), ("versions decision", None), ("new decision decision", None),
    ],
)  # fmt: skip
def test_the_plan_follows_from_the_roles(given: str, plan: Plan | None) -> None:
    papers = [Paper(f"{i}.txt", BASE) for i in range(len(given.split()))]
    placed = place(papers, given.split())
    if plan is None:
        with pytest.raises(InputError):
            plan_of(placed)
    else:
        assert plan_of(placed) is plan


# -- the whole job ---------------------------------------------------------------------------------------------------------


@needs
def test_amend(site: Served) -> None:
    answer, name = site.job(FILES)
    assert answer["plan"] == "amend" and answer["name"] == "例市节约用水条例"
    (result,) = answer["results"]
    assert result["counts"] == "修改 1 条，新增 1 条，仅序号调整 3 条"
    files = unzipped(site.get(f"/results/{name}/documents.zip").body)
    assert (
        list(files)
        == answer["documents"]
        == ["新文本.docx", "对照表.docx", "对照表.html", "修订稿.docx", "新文本.txt", "发现.txt"]
    )
    made = lawtrack.amend(lawtrack.read_statute(BASE), lawtrack.read_decision(DECISION))
    assert files["新文本.txt"].decode() == made.statute.to_text()
    report = site.get(f"/results/{name}/0")
    assert report.status == 200 and "奖励制度" in report.body.decode()


@needs
def test_a_border_is_chosen_and_a_repair_is_made(site: Served) -> None:
    answer, _ = site.job(FILES)
    border, repair = answer["results"][0]["choices"]
    assert border["kind"] == "border" and border["value"] == "earlier" and border["key"] == "第三条"
    assert repair["kind"] == "repair" and repair["file"] == "决定.txt" and repair["value"] == "no"

    def home(name: str) -> str:
        text = unzipped(site.get(f"/results/{name}/documents.zip").body)["新文本.txt"].decode()
        return "总则" if text.index("第三条") < text.index("第二章") else "用水管理"

    answer, name = site.job(FILES)
    assert home(name) == "总则"
    answer, name = site.job(FILES, borders={"第三条": "later"}, repairs=[[], [repair["key"]]])
    assert home(name) == "用水管理"
    assert [c["value"] for c in answer["results"][0]["choices"]] == ["later", "yes"]
    found = unzipped(site.get(f"/results/{name}/documents.zip").body)["发现.txt"].decode()
    assert "已按建议修复" in found and "decision.unclosed-quote" not in found


@needs
def test_compare_drafts_the_decision(site: Served) -> None:
    answer, name = site.job([("新.txt", NEW), ("旧.txt", BASE)], facts={"body": "例市人大常委会", "date": "2024-03-01"})
    assert answer["plan"] == "compare" and len(answer["results"]) == 2
    files = unzipped(site.get(f"/results/{name}/documents.zip").body)
    assert {"对照表.docx", "对照表.html", "修订稿.docx", "修改决定.docx", "修改决定.txt", "发现.txt"} == set(files)
    drafted = files["修改决定.txt"].decode()
    assert "2024年3月1日" in drafted
    again = lawtrack.amend(lawtrack.read_statute(BASE), lawtrack.parse_decision(drafted)).statute
    assert [a.text for a in again.articles] == [a.text for a in lawtrack.read_statute(NEW).articles]


@needs
def test_gazette_verify_and_several_statutes(site: Served) -> None:
    answer, name = site.job([("公报.txt", GAZETTE)])
    assert answer["plan"] == "gazette" and "例市节约用水条例/核对报告.docx" in answer["documents"]
    answer, name = site.job([("公布.txt", NEW), ("决定.txt", DECISION)])
    assert answer["plan"] == "verify" and "核对报告.docx" in answer["documents"]
    other = "例市供水办法\n第一条　为了供水，制定本办法。\n第二条　本办法自公布之日起施行。\n".encode()
    answer, name = site.job([*FILES, ("供水.txt", other)])
    assert answer["plan"] == "amend" and len(answer["results"]) == 1
    assert answer["remarks"] == ["供水.txt：决定没有修改《例市供水办法》，没有处理"]


@needs
def test_what_is_wrong_is_said_and_nothing_is_made(site: Served) -> None:
    answer, name = site.job([("甲.txt", BASE), ("乙.txt", BASE)])
    assert "两个文本相同" in answer["wrong"] and "results" not in answer
    assert site.get(f"/results/{name}/documents.zip").status == 404
    answer, _ = site.job([("甲.txt", BASE)], look=True)
    assert answer["plan"] == "wait"
    answer, _ = site.job([("照片.png", b"\x89PNG\0\0\0"), ("甲.txt", BASE)], look=True)
    assert "照片.png 是图片" in answer["files"][0]["trouble"]


@needs
def test_ten_at_a_time(site: Served) -> None:
    done: list[str] = []

    def one(i: int) -> None:
        answer, name = site.job([(f"{i}.txt", BASE), ("决定.txt", DECISION)])
        files = unzipped(site.get(f"/results/{name}/documents.zip").body)
        assert answer["files"][0]["name"] == f"{i}.txt" and len(files) == 6
        done.append(name)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(done)) == 10
    assert os.listdir(site.jobs.place) == []  # every folder is gone


# -- who may ask -----------------------------------------------------------------------------------------------------------


@needs
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example",
        "",
        "192.168.1.5:{port}",
        "localhost.evil.example:{port}",
    ],
)
def test_other_names_are_refused(site: Served, host: str) -> None:
    answer = site.ask("GET", "/", headers={"Host": host.format(port=site.port)})
    assert answer.status == 400 and b"<html" not in answer.body


@needs
def test_own_names_are_answered(site: Served) -> None:
    for host in ("127.0.0.1", f"127.0.0.1:{site.port}", "localhost", f"LOCALHOST:{site.port}"):
        assert site.ask("GET", "/", headers={"Host": host}).status == 200


@needs
@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "http://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "file://",
        "http://localhost:{port}",
    ],
)
def test_orders_come_from_the_page_only(site: Served, origin: str | None) -> None:
    answer = site.send(FILES, {}, origin="" if origin is None else origin.format(port=site.port))
    assert answer.status == 403
    assert site.ask("DELETE", "/jobs/" + "x" * 32, headers={"Origin": "http://evil.example"}).status == 403


@needs
def test_reading_from_elsewhere_is_refused(site: Served) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert site.ask("GET", "/static/serve.js", headers=headers).status == 403
    assert site.ask("GET", "/", headers={"Origin": "http://evil.example"}).status == 403


@needs
def test_headers_of_every_answer(site: Served) -> None:
    answer, name = site.job(FILES)
    for path in (
        "/",
        "/static/serve.js",
        f"/jobs/{name}",
        f"/results/{name}/0",
        f"/results/{name}/documents.zip",
        "/nothing",
    ):
        headers = site.get(path).headers
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store", path
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors" in policy
        assert "set-cookie" not in headers
        if path == "/":
            assert "unsafe" not in policy and "script-src 'self'" in policy
    policy = site.get(f"/results/{name}/0").headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy and "allow-same-origin" not in policy and "script-src 'sha256-" in policy


@needs
def test_the_page_has_nothing_inline_and_speaks_two_languages(site: Served) -> None:
    zh, en = (
        site.ask("GET", "/", headers={"Accept-Language": x}).body.decode() for x in ("zh-CN,zh", "en-GB,en;q=0.9")
    )
    assert "法规修改台" in zh and 'lang="zh-Hans"' in zh and "Drafting desk" in en and 'lang="en"' in en
    for page in (zh, en):
        assert " style=" not in page and " onclick" not in page and "<style" not in page
        assert (
            "http" not in page.replace("http-equiv", "") and "method" not in page
        )  # nothing from elsewhere; no word unfilled


def test_words_are_there_in_both_languages_with_the_same_values() -> None:
    import re

    from lawtrack.serve.words import WORDS

    text = "".join(
        (Path(lawtrack.__file__).parent / "serve" / name).read_text("utf-8")
        for name in ("templates/index.html", "static/serve.js", "static/shelf.js")
    )
    for key, (zh, en) in WORDS.items():
        assert zh and en and set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en)), key
        used = any(x in text for x in (f'w["{key}"]', f"w.{key}", f'"{key}"')) or key.split(".")[0] in (
            "role",
            "plan",
            "error",
            "warning",
            "info",
        )
        assert used, f"{key} is nowhere used"


TOKEN = "correct horse battery"


@needs
def test_a_token_is_asked_of_every_request() -> None:
    with served(Settings(port=0, token=TOKEN)) as site:
        assert site.get("/").status == 200 and site.get("/static/serve.js").status == 200  # these hold nothing
        for token in ("", "wrong", TOKEN[:-1], TOKEN + "x", "错误"):
            assert site.send(FILES, {}, token=token).status == 401
            assert (
                site.ask(
                    "GET", "/jobs/" + "x" * 32, headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")}
                ).status
                == 401
            )
        site.token = TOKEN
        answer, name = site.job(FILES)
        assert site.get(f"/results/{name}/documents.zip").status == 200


def test_other_machines_only_with_a_token() -> None:
    for settings in (Settings(host="0.0.0.0"), Settings(host="192.168.1.5", token="short"), Settings(host="::")):
        with pytest.raises(InputError, match="--token"):
            settings.check()
    Settings(host="0.0.0.0", token="x" * 16).check()
    Settings(host="127.0.0.1").check()
    with pytest.raises(InputError, match="--seconds"):
        Settings(seconds=0).check()


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["serve", "--host", "0.0.0.0", "--no-open"]) == 2
    assert "--token" in capsys.readouterr().err
    assert main(["serve", "--port", "70000", "--no-open"]) == 2
    assert "70000" in capsys.readouterr().err
    assert main(["serve", "--archive", str(tmp_path / "没有.db"), "--no-open"]) == 2
    assert "没有.db" in capsys.readouterr().err


@needs
def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port), "--no-open"]) == 2
    said = capsys.readouterr().err
    assert f"端口 {port} 已被占用" in said and f"http://127.0.0.1:{port}/" in said and f"--port {port + 1}" in said


# -- how much --------------------------------------------------------------------------------------------------------------


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


# -- workers ---------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def worker(monkeypatch: pytest.MonkeyPatch, program: str) -> Iterator[None]:
    """Another program in the place of the worker."""
    import sys

    import lawtrack.serve.jobs as jobs

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "command", lambda: [sys.executable, "-c", program])
        yield


@needs
@pytest.mark.parametrize(
    ("program", "code", "said"),
    [
        ("import os,signal; os.kill(os.getpid(), signal.SIGKILL)", "killed", "被系统中止"),
        ("raise RuntimeError('secret')", "crash", "意外的差错"),
        ("import sys; sys.exit(71)", "memory", "1024 MB"),
        ("import time; time.sleep(60)", "time", "超过 1 秒"),
        ("import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)", "time", "超过 1 秒"),
        ("import sys; sys.exit(0)", "crash", "意外的差错"),
        ("open('answer.json','w').write('{')", "crash", "意外的差错"),
    ],
)
def test_a_worker_that_ends_badly(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], program: str, code: str, said: str
) -> None:
    with served(Settings(port=0, seconds=1)) as site:
        with worker(monkeypatch, program):
            state = site.state(site.ordered(FILES))
        assert (
            (state["state"], state["code"]) == ("failed", code)
            and said in state["message"]
            and "secret" not in state["message"]
        )
        assert os.listdir(site.jobs.place) == []


@needs
def test_a_killed_worker_and_the_next_job(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Settings(port=0)) as site:
        with worker(
            monkeypatch, 'import time; print(\'{"done": 1, "of": 3, "what": "甲"}\', flush=True); time.sleep(60)'
        ):
            name = site.ordered(FILES)
            site.until(name, lambda s: s["what"] == "甲" and s["of"] == 3)
            process = site.jobs.find(name).process
            os.kill(process.pid, signal.SIGKILL)
            assert site.state(name)["code"] == "killed"
        assert site.job(FILES)[0]["plan"] == "amend"


@needs
def test_cancelled_work_ends_its_process_and_those_in_line_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Settings(port=0, at_once=1, waiting=2)) as site:
        with worker(
            monkeypatch, 'import time; print(\'{"done": 0, "of": 0, "what": "甲"}\', flush=True); time.sleep(60)'
        ):
            first = site.ordered(FILES)
            site.until(first, lambda s: s["state"] == "working" and s["what"])
            second, third = site.ordered(FILES), site.ordered(FILES)
            assert site.now(second)["state"] == "waiting" and site.now(third)["ahead"] == 1
            assert site.send(FILES, {}).status == 503  # the line is full
            process = site.jobs.find(first).process
            for name in (third, second, first):
                assert site.ask("DELETE", f"/jobs/{name}", headers={"Origin": site.origin}).status == 204
            process.wait(10)
            assert site.get(f"/jobs/{first}").status == 404
    assert not os.path.exists(site.jobs.place)


@needs
def test_results_are_dropped() -> None:
    with served(Settings(port=0, keep_seconds=1)) as site:
        _, name = site.job(FILES)
        job = site.jobs.find(name)
        job.ended -= 2  # as if it were long ago
        assert site.get(f"/results/{name}/documents.zip").status == 404
        assert site.get(f"/jobs/{name}").status == 404


def test_what_an_ended_server_left_is_removed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys
    import tempfile

    from lawtrack.serve.jobs import PREFIX, sweep

    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    names = (f"{PREFIX}{gone.pid}-a", f"{PREFIX}{os.getpid()}-b", f"{PREFIX}word-c", "other")
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "0").write_text("甲", "utf-8")
    (tmp_path / f"{PREFIX}{gone.pid}-link").symlink_to(tmp_path / "other")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sweep()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*names[1:], f"{PREFIX}{gone.pid}-link"])
    assert (tmp_path / "other" / "0").exists()


def test_the_oldest_results_go_where_there_are_too_many() -> None:
    from lawtrack.serve.jobs import Job, Jobs

    jobs = Jobs(Settings(kept_mb=1))
    for i in range(3):
        jobs._jobs[str(i)] = Job(str(i), state="done", files={"x": b"x" * 400_000}, ended=time.monotonic() + i)
    jobs.forget()
    assert list(jobs._jobs) == ["1", "2"]
    jobs.close()


@needs
def test_memory_of_a_worker_is_bounded(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system has no limits of that kind")
    import sys

    program = "from lawtrack.serve.worker import limit; limit(256, 30); x = bytearray(1 << 30)"
    env = {**os.environ, "PYTHONPATH": str(Path(lawtrack.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env)
    assert done.returncode == 1 and "MemoryError" in done.stderr


# -- the archive -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("shelf") / "法规.db"
    with lawtrack.Archive(place) as archive:
        archive.add(lawtrack.read_statute(BASE))
        archive.add(lawtrack.read_decision(DECISION))
        archive.add(
            lawtrack.parse_statute(
                "例市供水办法\n（2015年1月1日例市人民政府公布）\n第一条　违反《例市节约用水条例》第五条的，依法处罚。\n第二条　本办法自2015年3月1日起施行。\n"
            )
        )
    with served(Settings(port=0, archive=str(place))) as made:
        yield made


@needs
def test_the_archive_is_searched_read_and_blamed(shelf: Served) -> None:
    law = {"title": "例市节约用水条例"}
    assert {s["title"] for s in shelf.query("listing")["statutes"]} == {"例市节约用水条例", "例市供水办法"}
    hits = shelf.query("search", q="奖励制度")["hits"]
    assert [(h["title"], h["address"]) for h in hits] == [("例市节约用水条例", "第三条第一款")]
    assert shelf.query("search", q="奖励制度", on="2020-01-01")["hits"] == []
    assert [v["since"] for v in shelf.query("statute", **law)["versions"]] == ["2012-10-01", "2024-05-01"]
    texts = [
        " ".join(u["text"] for u in shelf.query("text", **law, on=day)["units"]) for day in ("2020-01-01", "2025-01-01")
    ]
    assert "奖励制度" not in texts[0] and "奖励制度" in texts[1]
    origins = shelf.query("blame", **law, on="2025-01-01")["origins"]
    assert origins["art_3__para_1"]["why"] == "2024-05-01 增加 第一项"
    episodes = shelf.query("history", **law, address="第四条", on="2025-01-01")["episodes"]
    assert [e["address"] for e in episodes] == ["第三条", "第四条"]


@needs
def test_impact_is_a_job(shelf: Served) -> None:
    body = json.dumps({"title": "例市节约用水条例", "since": "", "until": ""}).encode()
    headers = {"Origin": shelf.origin, "Content-Type": "application/json"}
    name = json.loads(shelf.ask("POST", "/archive/impact", body, headers).body)["id"]
    answer = shelf.state(name)["answer"]
    assert answer["results"][0]["counts"] == "1 处" and "影响.docx" in answer["documents"]
    assert "例市供水办法" in shelf.get(f"/results/{name}/0").body.decode()
    assert shelf.ask("POST", "/archive/impact", b"[", headers).status == 400
    assert shelf.ask("POST", "/archive/impact", body, {"Content-Type": "application/json"}).status == 403


@needs
@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "text?title=没有",
        "text?title=例市节约用水条例&on=昨天",
        "text?title=例市节约用水条例&on=1999-01-01",
        "history?title=例市节约用水条例&address=第九十九条",
        "search?q=",
        "blame",
        "statute?title=%00",
    ],
)
def test_questions_without_an_answer_are_told(shelf: Served, path: str) -> None:
    from urllib.parse import quote

    answer = shelf.get("/archive/" + quote(path, safe="?=&%"))
    assert answer.status == 400 and answer.said


def test_nothing_of_it_is_needed_by_the_library() -> None:
    import sys

    done = subprocess.run(
        [sys.executable, "-c", "import sys, lawtrack, lawtrack.cli; lawtrack.cli.main(['compare', '--help'])"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path(lawtrack.__file__).parent.parent)},
    )  # fmt: skip
    assert done.returncode == 0
    program = "import sys; sys.modules.update(dict.fromkeys(('starlette', 'uvicorn'))); from lawtrack.cli import main; sys.exit(main(['serve', '--no-open']))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(lawtrack.__file__).parent.parent)},
    )
    assert done.returncode == 2 and "lawtrack[serve]" in done.stderr


def test_settings_are_told_in_the_help(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    said = capsys.readouterr().out
    for name in ("file-mb", "files", "seconds", "memory-mb", "token", "archive", "no-open"):
        assert f"--{name}" in said
    defaults = {f.name: f.default for f in attrs.fields(Settings)}
    for name in ("file_mb", "files", "seconds", "memory_mb", "at_once", "keep_seconds"):
        assert f"默认 {defaults[name]}" in said
