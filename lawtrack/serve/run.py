"""Listening: the port is taken first, so that what stands in the way is said in one sentence; then the browser is opened."""

from __future__ import annotations

import errno
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from typing import Any

from lawtrack.display import language
from lawtrack.errors import InputError, MissingExtraError
from lawtrack.serve.settings import Settings

MISSING = (
    "网页需要另装几个包：pip install 'lawtrack[serve]'（或者 uv tool install 'lawtrack[serve]'）",
    "the page needs more packages: pip install 'lawtrack[serve]' (or uv tool install 'lawtrack[serve]')",
)


def take_port(settings: Settings) -> socket.socket:
    """A listening socket. Raises :class:`InputError` with the remedy where the port is taken or may not be used."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs share a port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((settings.host, settings.port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        where = f"{settings.host} 的端口 {settings.port}"
        if error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", -1)):
            raise InputError(
                f"{where} 已被占用，可能已经开着一个 lawtrack serve：请直接打开 {address(settings, settings.port)}，"
                f"或者换一个端口（--port {settings.port % 65535 + 1}）",
                f"port {settings.port} of {settings.host} is taken, perhaps by another lawtrack serve: open {address(settings, settings.port)}, "
                f"or choose another port (--port {settings.port % 65535 + 1})",
            ) from error
        if error.errno in (errno.EACCES, getattr(errno, "WSAEACCES", -1)):
            raise InputError(
                f"{where} 不允许使用；请换一个 1024 以上的端口（--port 8610）",
                f"port {settings.port} may not be used; choose one above 1024 (--port 8610)",
            ) from error
        raise InputError(
            f"{where} 不能用（{error.strerror or error}）；请检查 --host 和 --port",
            f"{settings.host} port {settings.port} cannot be used ({error.strerror or error}); check --host and --port",
        ) from error
    return taken


def address(settings: Settings, port: int) -> str:
    """Where the page is; the token stands behind #, which browsers keep to themselves."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"http://{host}:{port}/" + (f"#token={settings.token}" if settings.token else "")


def options() -> dict[str, Any]:
    """How uvicorn runs: it writes no log of who asked for what, and takes no proxy's word."""
    return {
        "log_level": "warning", "access_log": False, "server_header": False, "ws": "none", "proxy_headers": False, "limit_concurrency": 100,
        "timeout_keep_alive": 10, "timeout_graceful_shutdown": 3,
    }  # fmt: skip


def _say(line: str) -> None:
    print(line, flush=True)  # also where the output is a file that somebody waits for


def serve(settings: Settings, *, open_page: bool = True, say: Callable[[str], Any] = _say) -> None:
    """Serve the page until interrupted. Raises :class:`InputError` where that cannot be, before anything is done."""
    settings.check()
    try:
        import uvicorn

        from lawtrack.serve.app import build_app
    except ModuleNotFoundError as error:
        raise MissingExtraError(*MISSING) from error
    if settings.archive:
        from lawtrack.archive.archive import Archive

        with Archive(settings.archive, readonly=True):
            pass
    with take_port(settings) as taken:
        where = address(settings, taken.getsockname()[1])
        english = language() == "en"
        say(f"The page is at {where}" if english else f"网页已打开：{where}")
        if settings.own and english:
            say("This machine alone can see it; files do not leave it and are not kept.")
        elif settings.own:
            say("只在这台机器上能看到；文件不会离开这里，也不保留。")
        say("Ctrl+C ends it." if english else "按 Ctrl+C 结束。")
        if open_page:
            later = threading.Timer(0.5, webbrowser.open, (where,))
            later.daemon = True
            later.start()
        uvicorn.Server(uvicorn.Config(build_app(settings), **options())).run(sockets=[taken])
