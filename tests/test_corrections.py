"""Corrections to a decision: what is printed, and how it is to be read."""

from pathlib import Path

import pytest

import lawtrack as lt
from lawtrack.cli import main
from lawtrack.decision.corrections import read_corrections
from lawtrack.errors import InputError

BASE = """例市渡口条例
（2015年3月1日例市人民代表大会常务委员会通过）
第一条　渡口由水利局管理。
第二条　渡船应当开灯。
"""
DECISION = """例市人民代表大会常务委员会关于修改《例市渡口条例》的决定
（2024年3月1日例市人民代表大会常务委员会通过）
例市人民代表大会常务委员会决定对《例市渡口条例》作如下修改：
一、将第一条中的“水务局”修改为“水利部门”。
二、将第二条的开灯二字改了。
本决定自2024年5月1日起施行。
"""
CORRECTIONS = """# 误印
将第一条中的“水务局”修改为“水利部门” → 将第一条中的“水利局”修改为“水务部门”

印作：二、将第二条的
开灯二字改了
读作：二、将第二条中的“开灯”修改为“亮灯”
"""


def bodies(result: lt.Amendment) -> list[str]:
    return [line.split("\u3000", 1)[1] for line in result.statute.to_text().splitlines() if line.startswith("第")]


def test_a_refused_clause_shows_the_line_and_the_line_works() -> None:
    law, decision = lt.parse_statute(BASE), lt.parse_decision(DECISION)
    refused = lt.amend(law, decision)
    assert refused.statute == law  # nothing was done, so the note tells of nothing
    messages = [f.message for f in refused.findings if f.severity == "error"]
    assert any("一、将第一条中的“水务局”修改为“水利部门” → " in m for m in messages)
    assert any("二、将第二条的开灯二字改了 → " in m for m in messages)
    lines = [m.split("更正文件可写：")[1] for m in messages]
    right = ("将第一条中的“水利局”修改为“水务部门”", "将第二条中的“开灯”修改为“亮灯”")
    lines = [line.replace("（应当读作的文字）", f"{line[:2]}{right['开灯' in line]}") for line in lines]
    done = lt.amend(law, decision, corrections="\n".join(lines))
    assert bodies(done) == ["渡口由水务部门管理。", "渡船应当亮灯。"]


def test_corrections_are_told_and_go_with_rewind_and_verify() -> None:
    law, decision = lt.parse_statute(BASE), lt.parse_decision(DECISION)
    done = lt.amend(law, decision, corrections=CORRECTIONS)
    assert bodies(done) == ["渡口由水务部门管理。", "渡船应当亮灯。"]
    told = [f for f in done.findings if f.code == "corrections.applied"]
    assert [f.after for f in told] == [c.read for c in read_corrections(CORRECTIONS)]
    assert not [f for f in done.findings if f.severity == "error"]
    assert done.decision.source.count("亮灯") == 1
    back = lt.rewind(done.statute, decision, corrections=CORRECTIONS)
    assert back.statute.units[3:] == law.units[3:]
    assert [f.code for f in back.findings[:2]] == ["corrections.applied"] * 2
    checked = lt.verify(decision, done.statute, base=law, corrections=CORRECTIONS)
    assert {f.code for f in checked.findings if f.severity == "error"} == set()
    assert [f.code for f in checked.findings if f.code.startswith("corrections")] == ["corrections.applied"] * 2


@pytest.mark.parametrize(
    ("pairs", "why"),
    [
        ([("没有的话", "别的话")], "没有这段文字"),
        ([("修改", "改动")], "处这段文字"),
        ([("将第一条中的“水务局”", "将第一条中的“甲”"), ("“水务局”修改为", "“乙”修改为")], "重叠"),
    ],
)
def test_what_does_not_stand_there_once_is_an_error(pairs: list[tuple[str, str]], why: str) -> None:
    done = lt.amend(lt.parse_statute(BASE), lt.parse_decision(DECISION), corrections=pairs)
    wrong = [f for f in done.findings if f.code == "corrections.not-applied"]
    assert len(wrong) == 1 and why in wrong[0].message and wrong[0].severity == "error"


@pytest.mark.parametrize("text", ["只有一句", "读作：甲", "印作：甲\n\n", " → 甲", "甲 → 乙 → 丙"])
def test_a_line_that_is_none_is_named(text: str) -> None:
    with pytest.raises(InputError, match="更正文件第1行"):
        read_corrections(text)


def test_space_and_width_of_marks_do_not_matter() -> None:
    done = lt.amend(
        lt.parse_statute(BASE),
        lt.parse_decision(DECISION),
        corrections=[("一、 将第一条中的“水务局”", "一、将第一条中的“水利局”")],
    )
    assert bodies(done)[0] == "渡口由水利部门管理。"


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("base.txt", BASE), ("decision.txt", DECISION), ("更正.txt", CORRECTIONS)):
        (tmp_path / name).write_text(text, "utf-8")
    base, decision, corrections, out = (str(tmp_path / n) for n in ("base.txt", "decision.txt", "更正.txt", "out.txt"))
    assert main(["amend", base, decision, "--corrections", corrections, "-o", out]) == 0
    assert "渡船应当亮灯。" in Path(out).read_text("utf-8")
    capsys.readouterr()
    assert main(["amend", out, decision, "--corrections", corrections]) == 2
    assert "题注已列有" in capsys.readouterr().err
    assert main(["rewind", out, decision, "--corrections", corrections]) == 0
    assert "渡口由水利局管理。" in capsys.readouterr().out
