"""What type checkers see of the package: right client code passes, wrong client code does not, and nothing public is of unknown type."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "typing"
TOP = HERE.parent.parent
ENV = {**os.environ, "PYTHONPATH": str(TOP), "MYPYPATH": str(TOP), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}


def refused() -> set[int]:
    lines = (HERE / "wrong.py").read_text("utf-8").splitlines()
    return {n for n, line in enumerate(lines, 1) if line.endswith("# refused")}


def pyright(*words: str) -> dict[str, object]:
    pytest.importorskip("pyright", reason="pyright is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, *words],
        cwd=TOP, env=ENV, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("{"), done.stdout + done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def errors_of_pyright() -> dict[str, set[int]]:
    out: dict[str, set[int]] = {"right.py": set(), "wrong.py": set()}
    told = pyright(str(HERE))["generalDiagnostics"]
    assert isinstance(told, list)
    for one in told:
        if one["severity"] == "error":
            out[Path(one["file"]).name].add(one["range"]["start"]["line"] + 1)
    return out


def errors_of_mypy() -> dict[str, set[int]]:
    pytest.importorskip("mypy", reason="mypy is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--hide-error-context", "--no-error-summary", "--follow-imports=silent",
         "right.py", "wrong.py"],
        cwd=HERE, env=ENV, capture_output=True, text=True, check=False,
    )  # fmt: skip
    out: dict[str, set[int]] = {"right.py": set(), "wrong.py": set()}
    for line in done.stdout.splitlines():
        name, number, kind = line.split(":")[:3]
        if kind.strip() == "error":
            out[name].add(int(number))
    return out


def test_there_is_something_to_refuse() -> None:
    assert len(refused()) > 30


def test_mypy_takes_right_code_and_refuses_wrong_code() -> None:
    assert errors_of_mypy() == {"right.py": set(), "wrong.py": refused()}


def test_pyright_takes_right_code_and_refuses_wrong_code() -> None:
    assert errors_of_pyright() == {"right.py": set(), "wrong.py": refused()}


def test_nothing_public_is_of_unknown_type() -> None:
    told = pyright("--verifytypes", "lawtrack", "--ignoreexternal")["typeCompleteness"]
    assert isinstance(told, dict)
    doubtful = [
        s["name"] for s in told["symbols"] if s["isExported"] and not (s["isTypeKnown"] and not s["isTypeAmbiguous"])
    ]
    assert doubtful == [] and told["completenessScore"] == 1
