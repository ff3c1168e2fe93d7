"""A served page for tests: in a thread, on a free port, asked with nothing but http.client."""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import io
import json
import os
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

import attrs
import pytest

from lawtrack.serve.settings import Settings
from tests.warm import command

needs_serve = pytest.mark.skipif(
    any(importlib.util.find_spec(n) is None for n in ("starlette", "uvicorn", "python_multipart")),
    reason="the page's packages are not installed (pip install 'lawtrack[serve]')",
)

BASE = """例市节约用水条例
（2012年7月27日例市第十四届人民代表大会常务委员会第三次会议通过）
第一章　总则
第一条　为了节约用水，制定本条例。
第二条　市水务局负责节水工作。
第二章　用水管理
第三条　用水单位应当制定节水计划。
第四条　市水务局每三年组织一次用水状况评估。
第五条　违反本条例第三条的，处一千元罚款。
第六条　本条例自2012年10月1日起施行。
""".encode()
DECISION = """例市人民代表大会常务委员会关于修改《例市节约用水条例》的决定
（2024年3月1日例市第十六届人民代表大会常务委员会第十次会议通过）
例市第十六届人民代表大会常务委员会第十次会议决定对《例市节约用水条例》作如下修改：
一、增加一条，作为第三条：“本市实行节约用水奖励制度。
二、将第五条改为第六条，其中的“一千元”修改为“二千元”。
本决定自2024年5月1日起施行。
""".encode()
NEW = """例市节约用水条例
（2012年7月27日例市第十四届人民代表大会常务委员会第三次会议通过　根据2024年3月1日例市第十六届人民代表大会常务委员会第十次会议《关于修改〈例市节约用水条例〉的决定》修正）
第一章　总则
第一条　为了节约用水，制定本条例。
第二条　市水务局负责节水工作。
第三条　本市实行节约用水奖励制度。
第二章　用水管理
第四条　用水单位应当制定节水计划。
第五条　市水务局每三年组织一次用水状况评估。
第六条　违反本条例第四条的，处二千元罚款。
第七条　本条例自2012年10月1日起施行。
""".encode()
GAZETTE = DECISION.replace("奖励制度。".encode(), "奖励制度。”".encode()) + b"\n" + NEW


FILES = [("原文.txt", BASE), ("决定.txt", DECISION)]


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


@attrs.frozen
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> str:
        return str(json.loads(self.body)["message"])


@attrs.define
class Served:
    """A page that is being served."""

    port: int
    jobs: Any
    token: str = ""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as connection:
            given = dict(headers or {})
            if self.token:
                given.setdefault("Authorization", f"Bearer {self.token}")
            connection.putrequest(method, path, skip_host="Host" in given)
            if body is not None:
                given["Content-Length"] = str(len(body))
            for name, value in given.items():
                connection.putheader(name, value)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before all was sent
                connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def query(self, question: str, **values: str) -> dict[str, Any]:
        answer = self.get(f"/archive/{question}?{urlencode(values)}")
        assert answer.status == 200, answer.body.decode()
        found: dict[str, Any] = json.loads(answer.body)
        return found

    def send(
        self,
        files: Sequence[tuple[str, bytes]],
        order: dict[str, Any],
        origin: str | None = None,
        token: str | None = None,
    ) -> Answer:
        parts = []
        for name, data in files:
            quoted = name.replace('"', "%22").replace("\n", "%0A").replace("\r", "%0D")  # as browsers do
            parts.append(
                f'--b0undary\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n\r\n'.encode()
                + data
                + b"\r\n"
            )
        told = json.dumps(order, ensure_ascii=False).encode()
        parts.append(
            b'--b0undary\r\nContent-Disposition: form-data; name="order"\r\n\r\n' + told + b"\r\n--b0undary--\r\n"
        )
        headers = {"Content-Type": "multipart/form-data; boundary=b0undary"}
        if origin != "":
            headers["Origin"] = origin or self.origin
        if token is not None:
            headers["Authorization"] = f"Bearer {token}".encode().decode("latin-1")
        return self.ask("POST", "/jobs", b"".join(parts), headers)

    def raw_chunks(self, chunks: Sequence[bytes]) -> int:
        """The status of a request that does not say how long it is."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as connection:
            headers = {
                "Content-Type": "multipart/form-data; boundary=b",
                "Origin": self.origin,
                "Transfer-Encoding": "chunked",
            }
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request("POST", "/jobs", iter(chunks), headers, encode_chunked=True)
            return connection.getresponse().status

    def ordered(self, files: Sequence[tuple[str, bytes]], **order: Any) -> str:
        answer = self.send(files, order)
        assert answer.status == 202, answer.body.decode()
        return str(json.loads(answer.body)["id"])

    def now(self, name: str) -> dict[str, Any]:
        answer = self.get(f"/jobs/{name}")
        assert answer.status == 200, answer.body.decode()
        state: dict[str, Any] = json.loads(answer.body)
        return state

    def until(self, name: str, holds: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        while not holds(state := self.now(name)):
            assert state["state"] not in ("done", "failed") or holds(state), state
            time.sleep(0.05)
        return state

    def state(self, name: str) -> dict[str, Any]:
        """How a job ended."""
        return self.until(name, lambda s: s["state"] in ("done", "failed"))

    def job(self, files: Sequence[tuple[str, bytes]], **order: Any) -> tuple[dict[str, Any], str]:
        """A job that is done: its answer, and its name."""
        name = self.ordered(files, **order)
        state = self.state(name)
        assert state["state"] == "done", state
        answer: dict[str, Any] = state["answer"]
        return answer, name


@contextlib.contextmanager
def served(settings: Settings, warm: bool = False) -> Iterator[Served]:
    """The page, until the end of the block; then its workers and folders are gone. ``warm`` ones are forks (``tests/warm.py``)."""
    import uvicorn

    import lawtrack.serve.jobs
    from lawtrack.serve.app import build_app
    from lawtrack.serve.run import options, take_port

    settings.check()
    app = build_app(settings)
    with take_port(settings) as taken, pytest.MonkeyPatch.context() as patch:
        if warm and hasattr(os, "fork"):
            patch.setattr(lawtrack.serve.jobs, "command", command)
        server = uvicorn.Server(uvicorn.Config(app, **options()))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield Served(taken.getsockname()[1], app.app.state.jobs)
        finally:
            server.should_exit = True
            thread.join()
