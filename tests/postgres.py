"""A real PostgreSQL server for tests: the one named in LAWTRACK_POSTGRES, or one started in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return places[-1].parent if places else None


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a database server; skips the test, with the reason, where there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install lawtrack[postgres])")
    if "LAWTRACK_POSTGRES" in os.environ:
        yield os.environ["LAWTRACK_POSTGRES"]
        return
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (initdb not found)")
    as_user: dict[str, Any] = {}
    folder = Path(tempfile.mkdtemp(prefix="lawtrack-pg-", dir="/tmp"))
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            user = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL does not run as root and there is no user postgres")
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(program: str, *words: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=120, **as_user)

    try:
        run("initdb", "-U", "lawtrack", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgresql://lawtrack@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def empty_database(server: str) -> str:
    """The address of a new, empty database on a server; each process of a parallel run has its own."""
    import psycopg

    name = "archive" + os.environ.get("PYTEST_XDIST_WORKER", "")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[call-overload]
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    return server.replace("/postgres?", f"/{name}?")
