"""What others add without patching the package: formulas, output formats, readers of files, look-alike signs."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path
from typing import Any

import pytest

import lawtrack as lt
from lawtrack.cli import main
from lawtrack.decision.orders import DeleteProvisions
from lawtrack.decision.phrases.context import Context
from lawtrack.decision.phrases.formula import Hit
from lawtrack.formats import register, register_reader, registry
from lawtrack.formats.registry import OutputFormat, registered

LAW = "例市渡口条例\n（2001年1月1日例会通过）\n第一条　渡口应当登记。\n第二条　渡船应当检验。\n第三条　渡工应当持证。\n"
ORDER = "例会关于修改《例市渡口条例》的决定\n（2024年1月2日例会通过）\n例会决定对《例市渡口条例》作如下修改：\n一、{}\n本决定自公布之日起施行。\n"


def strike(hit: Hit, context: Context) -> list[Any] | None:
    """第二条划掉: the provision goes."""
    places = context.speak(hit.names("址"))
    return [DeleteProvisions(places)] if places else None


STRIKE = lt.Phrase("strike", "划掉", "[将]〔址〕划掉", strike, "第二条划掉。")


def test_a_formula_of_ones_own_is_read_and_carried_out() -> None:
    text = ORDER.format("第二条划掉。")
    assert lt.parse_decision(text).unread
    read = lt.parse_decision(text, formulas=(STRIKE,))
    assert not read.unread and read.instructions[0].orders[0].phrase == "strike"
    assert lt.amend(lt.parse_statute(LAW), read).statute["第二条"].text == "渡工应当持证。"


def test_it_is_held_to_the_laws_of_the_table() -> None:
    read = lt.parse_decision(ORDER.format("第二条划掉“渡船”。"), formulas=(STRIKE,))
    assert read.unread and not any(i.orders for i in read.instructions)


def test_the_rest_of_the_decision_is_read_as_ever() -> None:
    read = lt.parse_decision(ORDER.format("第二条划掉，第三条中的“渡工”修改为“船员”。"), formulas=(STRIKE,))
    assert [type(o).__name__ for o in read.instructions[0].orders] == ["DeleteProvisions", "ReplaceWords"]


def numbers(result: Any, part: str) -> str:
    return " ".join(a.label for a in result.articles)


def test_a_format_of_ones_own_is_chosen_by_suffix_and_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law = lt.parse_statute(LAW)
    (tmp_path / "law.txt").write_text(LAW, "utf-8")
    with registered(register("numbers", ".nums", numbers)):
        assert lt.render(law, "numbers") == "第一条 第二条 第三条"
        lt.write(law, tmp_path / "a.nums")
        assert (tmp_path / "a.nums").read_text("utf-8") == "第一条 第二条 第三条"
        assert main(["parse", str(tmp_path / "law.txt"), "--format", "numbers"]) == 0
        assert "第一条 第二条 第三条" in capsys.readouterr().out
        assert main(["parse", str(tmp_path / "law.txt"), "-o", str(tmp_path / "b.nums")]) == 0
        assert (tmp_path / "b.nums").read_text("utf-8") == "第一条 第二条 第三条"
    with pytest.raises(lt.InputError, match="nums"):
        lt.write(law, tmp_path / "a.nums")


@pytest.mark.parametrize(
    ("name", "suffix", "says"),
    [
        ("docx", ".x", "docx已经有了"),
        ("mine", ".docx", "已经有了"),
        ("mine", "docx", "应写作 .abc"),
        ("Mine!", ".x", "小写字母"),
    ],
)
def test_what_is_taken_or_is_no_name_is_refused(name: str, suffix: str, says: str) -> None:
    with pytest.raises(lt.ArgumentError, match=says):
        register(name, suffix, numbers)
    assert not registry._formats


def test_a_reader_of_ones_own_serves_every_verb_and_folder(tmp_path: Path) -> None:
    def read(data: bytes, name: str) -> str:
        if not data.startswith(b"LAW1"):
            raise lt.InputError(f"{name} 不是 .law1 文件；请重新导出")
        return data[4:].decode("utf-8")

    path = tmp_path / "a.law1"
    path.write_bytes(b"LAW1" + LAW.encode())
    (tmp_path / "bad.law1").write_bytes(b"?" + LAW.encode())
    with registered(register_reader(".law1", read)):
        assert len(lt.read_statute(path).articles) == 3
        with pytest.raises(lt.InputError, match="bad.law1 不是 .law1 文件"):
            lt.read_statute(tmp_path / "bad.law1")
        (tmp_path / "bad.law1").unlink()
        with lt.Archive(tmp_path / "a.db") as archive:
            assert archive.ingest(tmp_path).new == 1
        with pytest.raises(lt.ArgumentError, match="已经有了"):
            register_reader(".law1", read)
    with pytest.raises(lt.ArgumentError, match="已经有了"):
        register_reader(".pdf", read)


def test_an_installed_package_brings_its_format(monkeypatch: pytest.MonkeyPatch) -> None:
    class Point:
        name, value = "mine", "mine:FORMAT"

        def load(self) -> Any:
            return OutputFormat("mine", ".mine", numbers)

    class Broken(Point):
        def load(self) -> Any:
            raise RuntimeError("no such thing")

    law = lt.parse_statute(LAW)
    points: list[Any] = [Point()]
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: points if group == "lawtrack.formats" else [])
    registry._installed.cache_clear()
    try:
        assert lt.render(law, "mine") == "第一条 第二条 第三条"
        points[:] = [Broken()]
        registry._installed.cache_clear()
        with pytest.raises(lt.ArgumentError, match="扩展 mine（mine:FORMAT）装不进来：no such thing"):
            lt.render(law, "mine")
        assert lt.render(law, "text")  # what lawtrack itself has never asks
    finally:
        registry._installed.cache_clear()


def test_look_alikes_count_as_the_same_until_they_are_taken_back() -> None:
    from lawtrack.comparison.text_diff import typographic

    assert not typographic("登记。", "登记⸰")
    back = lt.register_lookalikes({"⸰": "。"})
    try:
        assert typographic("登记。", "登记⸰")
    finally:
        back()
    assert not typographic("登记。", "登记⸰")
    for bad in ({"甲": "乙"}, {"，，": "，"}, {"a": "b"}, {"，": "甲"}):
        with pytest.raises(lt.ArgumentError, match="不能改变文字"):
            lt.register_lookalikes(bad)
