"""Who may ask the page: names, origins, the token and what it signs."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from lawtrack.cli import main
from lawtrack.errors import InputError
from lawtrack.serve.settings import Settings
from tests.desk import FILES, Served, needs_serve, served

needs = needs_serve


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served(Settings(port=0), warm=True) as made:
        yield made


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


TOKEN = "correct horse battery"


@needs
def test_a_token_is_asked_of_every_request() -> None:
    with served(Settings(port=0, token=TOKEN), warm=True) as site:
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


@needs
def test_the_address_of_a_result_is_signed_with_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name alone opens nothing; another's signature, a changed one and one whose time is over neither."""
    with served(Settings(port=0, token=TOKEN, keep_seconds=100), warm=True) as site:
        site.token = TOKEN
        names = [site.job(FILES)[1] for _ in range(2)]
        links = [site.now(name)["link"] for name in names]
        site.token = ""
        paths = [f"/results/{names[0]}/{what}" for what in ("documents.zip", "0")]
        for path in paths:
            assert site.get(path + links[0]).status == 200
            later, _, signature = links[0].removeprefix("?key=").partition(".")
            longer = f"?key={int(later, 16) + 900:x}.{signature}"
            for key in (
                "",
                links[1],
                links[0][:-1],
                longer,
                "?key=",
                "?key=.",
                "?key=错.误",
                links[0] + "&" + links[0][1:],
            ):
                assert site.get(path + quote(key, safe="?=&.")).status == 401, key
        assert site.get(f"/jobs/{names[0]}{links[0]}").status == 401, "it opens the results and nothing else"
        with monkeypatch.context() as patched:
            now = time.time()
            patched.setattr("lawtrack.serve.security.time.time", lambda: now + 101)
            assert site.get(paths[0] + links[0]).status == 401
    with served(Settings(port=0)) as site:
        assert site.now(site.job(FILES)[1])["link"] == ""


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
