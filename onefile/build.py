"""Build the one-file program with PyInstaller: ``python onefile/build.py [--out FOLDER]``. On each system it makes the program of that system."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
EXTRAS = "serve,pdf,xlsx,onefile"
LEFT_OUT = (
    "IPython", "PIL", "certifi", "cffi", "cryptography", "dask", "distributed", "docutils", "httpx", "hypothesis", "ipykernel", "jsonschema", "jupyter_client",
    "matplotlib", "mypy", "nanoarrow", "notebook", "numpy", "pandas", "playwright", "psycopg", "psycopg_binary", "pyarrow", "pydantic", "pydantic_core",
    "pygments", "pytest", "rich", "rpds", "setuptools", "sphinx", "tkinter", "tornado", "yaml", "zmq",
)  # fmt: skip
"""What the program does not use, although a developer's environment has it."""


def build(out: Path) -> Path:
    """The program, in the folder ``out``. Raises :class:`SystemExit` where PyInstaller or a package of the program is missing."""
    missing = [
        n
        for n in ("PyInstaller", "starlette", "uvicorn", "python_multipart", "pypdfium2", "xlsxwriter")
        if not _there(n)
    ]
    if missing:
        raise SystemExit(f"missing: {', '.join(missing)}; run: {sys.executable} -m pip install '.[{EXTRAS}]'")
    with tempfile.TemporaryDirectory(prefix="lawtrack-onefile-") as work:
        command = [
            sys.executable, "-m", "PyInstaller", "--onefile", "--noconfirm", "--clean", "--log-level", "WARN", "--name", "lawtrack",
            "--distpath", str(out), "--workpath", work, "--specpath", work, "--paths", str(TOP),
            "--collect-submodules", "lawtrack", "--collect-data", "lawtrack", "--copy-metadata", "lawtrack", "--collect-all", "pypdfium2_raw",
            "--collect-data", "pypdfium2",
        ]  # fmt: skip
        for name in LEFT_OUT:
            command += ["--exclude-module", name]
        path = os.pathsep.join(filter(None, [str(TOP), os.environ.get("PYTHONPATH", "")]))
        subprocess.run(
            [*command, str(TOP / "onefile" / "program.py")], check=True, env={**os.environ, "PYTHONPATH": path}
        )
    return out / ("lawtrack.exe" if sys.platform == "win32" else "lawtrack")


def _there(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TOP / "dist")
    made = build(parser.parse_args().out)
    print(f"{made}  {made.stat().st_size / 1e6:.1f} MB")
