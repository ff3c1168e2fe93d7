"""The faults that are put into the core on purpose: what makes one, what makes none, and that they stay the same ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation.mutants import list_mutants, sample

SOURCE = '''"""A docstring."""

from __future__ import annotations

if TYPE_CHECKING:
    LIMIT = 1

SIGNS: str = "，。"
KIND = FindingKind("x.z", INFO, "{a}没有编号", "no number", meaning="没有编号。No number.")
OTHER = KIND.variant("{a}没有号", "no number of its own")
__all__ = ["f"]


def f(a: int, b: int = 3) -> bool:
    """No fault, not 1 + 1."""
    if a > 1 and (
        b in "，。"
    ):
        raise InputError("这里有 1 处错误", "there is one fault here", code("x.y"))
    return a + b == 2


class C:
    size: int = field(default=4, repr=False)

    def __repr__(self) -> str:
        return "C" + "D"
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "lawtrack" / "patch").mkdir(parents=True)
    (tmp_path / "lawtrack" / "patch" / "m.py").write_text(SOURCE, "utf-8")
    return tmp_path


def test_what_is_a_fault_and_what_is_none(project: Path) -> None:
    found = {(m.kind, m.before.replace("\n", "").replace(" ", ""), m.after.replace("\n", "")) for m in list_mutants(project, ("patch",))}  # fmt: skip
    assert found == {
        ("text", '"，。"', "('XX，。XX')"), ("constant", "3", "(4)"), ("constant", "4", "(5)"), ("constant", "1", "(2)"), ("constant", "2", "(3)"),
        ("and/or", 'a>1and(bin"，。")', "(a > 1 or b in '，。')"), ("comparison", "a>1", "(a >= 1)"), ("comparison", 'bin"，。"', "(b not in '，。')"),
        ("signs", '"，。"', "('。')"), ("text", '"x.y"', "('XXx.yXX')"), ("return", "a+b==2", "(None)"), ("comparison", "a+b==2", "(a + b != 2)"),
        ("text", '"x.z"', "('XXx.zXX')"), ("arithmetic", "a+b", "(a - b)"), ("condition", 'a>1and(bin"，。")', "(not (a > 1 and b in '，。'))"),
    }  # fmt: skip


def test_every_line_keeps_its_number_and_every_fault_compiles(project: Path) -> None:
    text = (project / "lawtrack/patch/m.py").read_bytes()
    for mutant in list_mutants(project, ("patch",)):
        spoilt = mutant.source(text)
        assert spoilt.count(b"\n") == text.count(b"\n") and spoilt != text
        compile(spoilt, "m.py", "exec")


def test_the_sample_stays_the_same_when_other_code_changes(project: Path) -> None:
    first = sample(list_mutants(project, ("patch",)), 8, 15)
    assert sample(list_mutants(project, ("patch",)), 4, 15) == first[:4]
    path = project / "lawtrack/patch/m.py"
    path.write_text(SOURCE.replace("SIGNS", "\n\nSIGNS"), "utf-8")
    assert [m.key for m in sample(list_mutants(project, ("patch",)), 8, 15)] == [m.key for m in first]
    assert [m.key for m in sample(list_mutants(project, ("patch",)), 8, 16)] != [m.key for m in first]
