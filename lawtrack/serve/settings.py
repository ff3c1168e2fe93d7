"""What the operator may set, and what is refused before anything listens."""

from __future__ import annotations

import ipaddress
import socket

import attrs

from lawtrack.errors import InputError

LOCAL = ("127.0.0.1", "localhost", "[::1]")
PORT = 8610


@attrs.frozen(kw_only=True)
class Settings:
    """How the page is served.

    ``file_mb``, ``files`` limit an upload, ``seconds`` and ``memory_mb`` a job, ``at_once`` how many jobs run side by side and ``waiting`` how many
    may stand in line; ``keep_seconds`` is how long a result stays to be fetched, ``kept_mb`` how much all of them may hold. ``names`` are further names under which the
    page may be asked for.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    token: str = ""
    archive: str = ""
    names: tuple[str, ...] = ()
    file_mb: int = 20
    files: int = 10
    seconds: int = 60
    memory_mb: int = 1024
    at_once: int = 2
    waiting: int = 40
    keep_seconds: int = 900
    kept_mb: int = 256

    @property
    def file_bytes(self) -> int:
        """The largest file in bytes."""
        return self.file_mb << 20

    @property
    def body_bytes(self) -> int:
        """The most that one request may hold: all files, and what is told about them."""
        return self.files * self.file_bytes + (1 << 20)

    @property
    def own(self) -> bool:
        """Whether only this machine is served."""
        return self.host in ("localhost", "::1") or _loopback(self.host)

    def check(self) -> None:
        """Raise :class:`InputError` for settings that do not go together."""
        if not self.own and len(self.token) < 16:
            raise InputError(
                f"--host {self.host} 会让别的机器也能打开，要用 --token 设一个口令（至少 16 个字符，例如 {_example()}）；只在本机使用时不写 --host",
                f"--host {self.host} lets other machines in and needs --token (16 characters or more, such as {_example()}); leave --host out for this machine alone",
            )
        for name in ("file_mb", "files", "seconds", "memory_mb", "at_once", "keep_seconds"):
            if getattr(self, name) < 1:
                option = name.replace("_", "-")
                raise InputError(f"--{option} 应当是正整数", f"--{option} is a number above 0")
        if not 0 <= self.port < 65536:
            raise InputError(
                f"--port {self.port} 不是端口；端口在 1 和 65535 之间（0 为任意空闲端口）",
                f"--port {self.port} is no port; they are 1 to 65535 (0: any free one)",
            )


def _example() -> str:
    import secrets

    return secrets.token_urlsafe(18)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def allowed(host: str, settings: Settings) -> bool:
    """Whether a Host header names this page. A name that an attacker lets point here (DNS rebinding) does not.

    >>> allowed("127.0.0.1:8610", Settings()), allowed("evil.example:8610", Settings()), allowed("192.168.1.5", Settings())
    (True, False, False)
    >>> allowed("192.168.1.5:80", Settings(host="0.0.0.0", token="x" * 16)), allowed("evil.example", Settings(host="0.0.0.0", token="x" * 16))
    (True, False)
    """
    name = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdigit() and ":" in host else host
    name = name.lower()
    if name in LOCAL or name in (n.lower() for n in settings.names):
        return True
    if settings.own:
        return name == settings.host.lower()
    if name in (settings.host.lower(), socket.gethostname().lower()):
        return True
    try:  # an address is no name: nobody can let it point elsewhere
        ipaddress.ip_address(name.strip("[]"))
        return True
    except ValueError:
        return False
