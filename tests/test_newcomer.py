"""What a newcomer gets wrong at the command line: one clear sentence, the right exit status, and nothing written."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from lawtrack.cli import main
from tests.test_docx_write import bold_on_bold, in_face, part, q, words

LAW = "例市渡口条例\n（2012年7月27日例市人民代表大会常务委员会通过）\n第一条　渡口由市交通部门管理。\n第二条　渡船应当开灯，保持清洁。\n"
OTHER = "例省堤防条例\n第一条　堤防由省水利部门管理，任何单位不得破坏。\n第二条　违反规定的，由公安机关处以罚款。\n"
DECISION = (
    "例市人民代表大会常务委员会关于修改《例市渡口条例》的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n"
    "例市人民代表大会常务委员会决定对《例市渡口条例》作如下修改：\n一、将第一条中的“市交通部门”修改为“市交通运输部门”。\n本决定自2024年5月1日起施行。\n"
)
OMNIBUS = DECISION.replace("关于修改《例市渡口条例》的", "关于修改《例市码头条例》的").replace(
    "对《例市渡口条例》作", "对《例市码头条例》作"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    for name, text in (
        ("原文.txt", LAW),
        ("决定.txt", DECISION),
        ("别的.txt", OTHER),
        ("别的决定.txt", OMNIBUS),
        ("空.txt", ""),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["amend", "原文.txt", "决定.txt", "-o", "已改.txt", "-q"]) == 0
    assert main(["amend", "原文.txt", "决定.txt", "--part", "修订稿", "-o", "修订.docx", "-q"]) == 0
    (tmp_path / "说明.csv").write_text("条号,说明\n第一条,甲\n", "utf-8")
    (tmp_path / "乱码.docx").write_bytes(b"\x00\x01not a zip")
    (tmp_path / "空夹").mkdir()
    (tmp_path / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    return tmp_path


MISTAKES = [
    ("amend 决定.txt 原文.txt -o 出/", 2, "写反了"),
    ("amend 原文.txt 别的.txt -o 出/", 2, "没有修改指令"),
    ("amend 原文.txt", 2, "缺少参数"),
    ("amend 没有.txt 决定.txt -o 出/", 2, "没有.txt"),
    ("amend 原文.txt 没有.txt -o 出/", 2, "没有.txt"),
    ("amend 空.txt 决定.txt -o 出/", 2, "空.txt"),
    ("amend 乱码.docx 决定.txt -o 出/", 2, "乱码.docx"),
    ("amend 图.png 决定.txt -o 出/", 2, "图.png"),
    ("amend 原文.txt 决定.txt -o 原文.txt", 2, "输入的文件"),
    ("amend 原文.txt 决定.txt -o 决定.txt", 2, "输入的文件"),
    ("amend 原文.txt 决定.txt -o 出.xyz", 2, "后缀"),
    ("amend 原文.txt 决定.txt -o 出", 2, "后缀"),
    ("amend 原文.txt 决定.txt --part 修订稿 -o 出.html", 2, "只能写成 .docx"),
    ("amend 原文.txt 决定.txt --part 全文 -o 出.txt", 2, "没有"),
    ("amend 原文.txt 决定.txt --on 明天 -o 出/", 2, "2024-06-01"),
    ("amend 原文.txt 决定.txt --onn 2024-01-01", 2, "不认识的参数"),
    ("amned 原文.txt 决定.txt", 2, "是不是 amend"),
    ("verfy --decision 决定.txt", 2, "是不是 verify"),
    ("比较 原文.txt 别的.txt", 2, "没有"),
    ("compare 原文.txt 别的.txt -o 出/", 2, "两件不同的法规"),
    ("compare 原文.txt 决定.txt -o 出/", 2, "是修改决定"),
    ("compare 原文.txt", 2, "只有一种文字"),
    ("draft 原文.txt 原文.txt -o 出/", 2, "两个文本相同"),
    ("verify --published 原文.txt", 2, "缺少参数"),
    ("merge 原文.txt 决定.txt -o 出/", 2, "补丁"),
    ("merge 原文.txt 决定.txt 别的.txt -o 出/", 2, "没有修改指令"),
    ("gazette 空夹 -o 出/", 2, "空夹"),
    ("amend 空夹 决定.txt -o 出/", 2, "空夹"),
    ("parse 没有/ -o 出/", 2, "没有"),
    ("amend 已改.txt 决定.txt -o 出/", 2, "已经是修改之后的"),
    ("amend 原文.txt 决定.txt 决定.txt -o 出/", 2, "已经是修改之后的"),
    ("verify --decision 原文.txt --published 原文.txt -o 出/", 2, "没有修改指令"),
    ("draft 原文.txt 已改.txt --date 去年 -o 出/", 2, "不是日期"),
    ("amend 原文.txt 决定.txt --format pdf -o 出/", 2, "没有 'pdf'"),
    ("amend 原文.txt 决定.txt --corrections 没有.txt -o 出/", 2, "没有.txt"),
    ("amend 原文.txt 决定.txt -o 原文.txt/", 2, "写不进去"),
    ("amend 原文.txt 决定.txt --columns 甲 -o 出/", 2, "两栏或者三栏"),
    ("amend 原文.txt 决定.txt --rows 改动 -o 出/", 2, "没有“改动”这一类"),
    ("amend 原文.txt 决定.txt --columns 甲,乙,丙 --remarks 没有.xlsx -o 出/", 2, "没有.xlsx"),
    ("amend 原文.txt 决定.txt --columns 甲,乙,丙 --remarks 别的.txt -o 出/", 2, "没有找到说明表"),
    ("amend 原文.txt 决定.txt --remarks 说明.csv -o 出/", 2, "第三栏"),
    ("gazette 决定.txt --consolidate", 2, "哪个目录"),
    ("gazette 原文.txt --consolidate -o 出/", 2, "没有修改决定"),
    ("amend 修订.docx 决定.txt -o 出/", 2, "修订"),
]


@pytest.mark.parametrize(("line", "status", "says"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_mistakes(desk: Path, capsys: pytest.CaptureFixture[str], line: str, status: int, says: str) -> None:
    before = {p: p.read_bytes() for p in desk.rglob("*") if p.is_file()}
    try:
        code = main(shlex.split(line))
    except SystemExit as stop:  # argparse ends so
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert code == status and says in err and "Traceback" not in err
    assert out == ""
    assert {p: p.read_bytes() for p in desk.rglob("*") if p.is_file()} == before, "nothing is written"


def test_all_documents_from_one_command(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["amend", "原文.txt", "决定.txt", "-o", "结果/"]) == 0
    names = {"新文本.docx", "新文本.txt", "对照表.docx", "对照表.html", "修订稿.docx", "发现.txt"}
    assert {p.name for p in (desk / "结果").iterdir()} == names
    err = capsys.readouterr().err
    assert "已写入 结果/对照表.docx：修改 1 条" in err and "市交通运输部门" in (desk / "结果/新文本.txt").read_text(
        "utf-8"
    )
    assert main(["amend", "原文.txt", "决定.txt", "-o", "结果/"]) == 0
    assert "已替换 结果/对照表.docx" in capsys.readouterr().err


def test_the_suffix_never_chooses_the_content(desk: Path) -> None:
    from lawtrack import read_statute

    for name in ("新文本.docx", "新文本.html", "新文本.md", "新文本.txt"):
        assert main(["amend", "原文.txt", "决定.txt", "-o", name, "-q"]) == 0
    assert read_statute("新文本.docx") == read_statute("新文本.txt")
    for name in ("新文本.html", "新文本.md"):
        text = (desk / name).read_text("utf-8")
        assert "市交通运输部门" in text and "市交通部门管理" not in text


@pytest.mark.parametrize("part", ["对照表", "table"])
def test_parts_have_chinese_names(desk: Path, part: str) -> None:
    assert main(["amend", "原文.txt", "决定.txt", "--part", part, "-o", "对照表.html", "-q"]) == 0
    assert "市交通部门" in (desk / "对照表.html").read_text("utf-8")


def test_a_folder_of_statutes_and_one_decision_for_many(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "法规").mkdir()
    (desk / "法规" / "渡口.txt").write_text(LAW, "utf-8")
    (desk / "法规" / "堤防.txt").write_text(OTHER, "utf-8")
    (desk / "法规" / "~$渡口.docx").write_bytes(b"lock")
    (desk / "打包.txt").write_text(
        "例市人民代表大会常务委员会关于修改《例市渡口条例》等二件地方性法规的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n"
        "一、对《例市渡口条例》作出修改\n删去第二条。\n二、对《例市码头条例》作出修改\n删去第二条。\n本决定自2024年5月1日起施行。\n", "utf-8",
    )  # fmt: skip
    assert main(["amend", "法规", "打包.txt", "-o", "结果/"]) == 0
    out = capsys.readouterr().out
    assert "已修改 1 件" in out and "文件夹里没有《例市码头条例》" in out
    assert [p.name for p in (desk / "结果").iterdir()] == ["例市渡口条例"]
    assert "第二条" not in (desk / "结果/例市渡口条例/新文本.txt").read_text("utf-8")


def test_corrections_that_no_decision_for_a_folder_uses_are_errors(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "法规").mkdir()
    (desk / "法规" / "渡口.txt").write_text(LAW, "utf-8")
    (desk / "法规" / "堤防.txt").write_text(OTHER, "utf-8")
    (desk / "更正.txt").write_text("“市交通运输部门” → “市运输部门”\n没有这句话 → 也没有这句\n", "utf-8")
    assert main(["amend", "法规", "决定.txt", "--corrections", "更正.txt", "-o", "结果/"]) == 1
    said = capsys.readouterr()
    assert "更正文件第2行未采用" in said.out + said.err and "更正文件第1行" not in said.out + said.err
    assert "市运输部门" in (desk / "结果/例市渡口条例/新文本.txt").read_text("utf-8")


def test_merging_gives_text_columns_and_a_decision(desk: Path) -> None:
    (desk / "二.txt").write_text(
        DECISION.replace("第一条中的“市交通部门”修改为“市交通运输部门”", "第二条中的“开灯”修改为“悬挂灯具”"), "utf-8"
    )
    assert main(["merge", "原文.txt", "决定.txt", "二.txt", "-o", "合/", "-q"]) == 0
    assert "悬挂灯具" in (desk / "合/合并决定.txt").read_text("utf-8")
    columns = (desk / "合/三栏表.html").read_text("utf-8")
    assert "<ins>交通运输</ins>" in columns and "<ins>悬挂灯具</ins>" in columns and "（不改）" in columns
    assert (
        "甲：例市人民代表大会常务委员会关于修改《例市渡口条例》的决定（2024年3月1日）" in columns
        and "题注" not in columns
    )
    data = (desk / "合/三栏表.docx").read_bytes()
    document = part(data, "document")
    added = in_face(document, "黑体")
    (legend,) = (p for p in document.iter(q("p")) if words(p) == "（条文中黑体字为新增）")
    assert legend.find(f"{q('pPr')}/{q('pStyle')}").get(q("val")) == "LtTableLegend", "as in the other tables"
    assert "交通运输" in added and "悬挂灯具" in added and not bold_on_bold(data)


def test_a_quiet_run_still_says_its_errors(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "坏.txt").write_text(DECISION.replace("市交通部门”修改", "没有这个词”修改"), "utf-8")
    assert main(["amend", "原文.txt", "坏.txt", "-o", "新.txt", "-q"]) == 1
    assert "没有这个词" in capsys.readouterr().err


def test_a_link_is_written_through(desk: Path) -> None:
    (desk / "真.txt").write_text("旧", "utf-8")
    (desk / "链接.txt").symlink_to(desk / "真.txt")
    assert main(["amend", "原文.txt", "决定.txt", "-o", "链接.txt", "-q"]) == 0
    assert (desk / "链接.txt").is_symlink() and "市交通运输部门" in (desk / "真.txt").read_text("utf-8")


def test_there_are_as_many_kinds_of_mistakes_as_were_seen() -> None:
    """27 were seen with newcomers; each line here is told in words of its own or stands for another file or option."""
    assert len({(line.split()[0], says) for line, _, says in MISTAKES}) >= 27
