"""Who may ask, and how much: Host and Origin, the token, the size and the pace of a request. And the headers of every answer."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import time
from urllib.parse import parse_qs, urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lawtrack.formats.html_page import script_text
from lawtrack.serve.language import chosen
from lawtrack.serve.settings import Settings, allowed

PATIENCE = 30.0
"""Seconds that a client may stay silent in the middle of a request."""

_HEADERS = {
    "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}  # fmt: skip
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""What the page itself may do: nothing inline, nothing from elsewhere."""


def report_policy() -> str:
    """What a report may do, wherever it is shown: run its own script, known by its hash, in an origin of its own; reach nothing."""
    digest = base64.b64encode(hashlib.sha256(script_text().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox allow-scripts allow-modals"
    )


OPEN = ("/", "/static/")
"""What is shown without the token: the page before anything was asked for, which holds nothing."""
RESULTS = "/results/"


class Guard:
    """Everything that is checked before a request is looked at.

    The token is compared in constant time. Links and frames cannot bring it: the address of a result is signed with it (:func:`signed`) and holds
    for a while, so that they work without a cookie, and no address of a result is worth anything without the token it was made with.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers: dict[str, list[str]] = {}
        for key, value in scope["headers"]:
            headers.setdefault(key.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        wrong = self._wrong(scope, headers)
        if wrong is not None:
            status, code, *said = wrong
            plain = {name: values[0] for name, values in headers.items()}
            answer = JSONResponse({"error": code, "message": chosen(plain, *said)}, status)
            await answer(scope, receive, _headed(send))
            return
        await self.app(scope, _limited(receive, self.settings.body_bytes), _headed(send))

    def _wrong(self, scope: Scope, headers: dict[str, list[str]]) -> tuple[int, str, str, str] | None:
        host = headers.get("host", [])
        if len(host) != 1 or not allowed(host[0], self.settings):
            return (
                400,
                "host",
                "这个地址不是本页面的地址；请用启动时显示的地址打开（别的名称用 --name 写明）",
                "this is not the address of the page; open the one shown at the start (other names with --name)",
            )
        origins = headers.get("origin", [])
        writing = scope["method"] not in ("GET", "HEAD")
        if writing and not origins or any(not _same(o, host[0]) for o in origins):
            return (
                403,
                "origin",
                "请求不是从本页面发出的，没有处理",
                "the request did not come from this page and was refused",
            )
        if (
            headers.get("sec-fetch-site", ["none"])[0] == "cross-site"
            and headers.get("sec-fetch-mode", [""])[0] != "navigate"
        ):
            return (
                403,
                "origin",
                "请求不是从本页面发出的，没有处理",
                "the request did not come from this page and was refused",
            )
        if self.settings.token and not self._free(scope) and not self._known(headers.get("authorization", [])):
            return (
                401,
                "token",
                "口令不对；请用启动时显示的完整地址打开",
                "wrong token; open the whole address shown at the start",
            )
        length = headers.get("content-length", ["0"])[0]
        if not length.isdigit() or int(length) > self.settings.body_bytes:
            return (
                413,
                "size",
                f"一次最多上传 {self.settings.files} 个文件，每个不超过 {self.settings.file_mb} MB",
                f"{self.settings.files} files at most, {self.settings.file_mb} MB each",
            )
        return None

    def _free(self, scope: Scope) -> bool:
        """Whether a request needs no token: the page itself, and what was signed with the token not long ago."""
        path: str = scope["path"]
        if path == OPEN[0] or path.startswith(OPEN[1]):
            return True
        name = path.removeprefix(RESULTS).partition("/")[0] if path.startswith(RESULTS) else ""
        keys = parse_qs(scope["query_string"].decode("latin-1")).get("key", [])
        return bool(name) and len(keys) == 1 and _holds(self.settings.token, name, keys[0])

    def _known(self, given: list[str]) -> bool:
        token = given[0].removeprefix("Bearer ") if len(given) == 1 else ""
        return hmac.compare_digest(token.encode(), self.settings.token.encode())


def signed(settings: Settings, name: str) -> str:
    """The query that opens the results of a job as long as they are kept; empty where no token is asked for."""
    if not settings.token:
        return ""
    until = f"{int(time.time()) + settings.keep_seconds:x}"
    return f"?key={until}.{_signature(settings.token, name, until)}"


def _holds(token: str, name: str, key: str) -> bool:
    until, _, signature = key.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(token, name, until).encode()):
        return False
    return time.time() < int(until, 16)  # it was signed here, so it is a number


def _signature(token: str, name: str, until: str) -> str:
    return hmac.new(token.encode(), f"{name} {until}".encode(), hashlib.sha256).hexdigest()


def _same(origin: str, host: str) -> bool:
    """Whether an Origin is this page's: what stands in the Host header, over http or, behind a proxy, https."""
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


class TooMuch(Exception):
    """More came than was announced, or than is allowed."""


def _limited(receive: Receive, most: int) -> Receive:
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        if seen < 0:  # all is here: what comes next is the end of the connection, however late
            return await receive()
        message = await asyncio.wait_for(receive(), PATIENCE)
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                raise TooMuch
            if not message.get("more_body", False):
                seen = -1
        return message

    return limited


def _headed(send: Send) -> Send:
    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            have = {k.lower() for k, _ in message["headers"]}
            more = [(k.encode(), v.encode()) for k, v in _HEADERS.items() if k.encode() not in have]
            if b"content-security-policy" not in have:
                more.append((b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"))
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return headed
