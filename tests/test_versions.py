"""One file, two texts: tracked changes, redlines made by hand, comparison tables; and the commands that take such a file alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import lawtrack as lt
from lawtrack.cli import main
from lawtrack.errors import Severity
from lawtrack.formats.docx.document import docx_bytes
from lawtrack.formats.docx.read import read_docx
from tests.printing import fodt
from tests.test_odt import CHANGED
from tests.word import deleted, docx, ins, p, r

FOLDER = Path(__file__).parents[1] / "docs" / "examples"


@pytest.fixture
def amended() -> lt.Amendment:
    return lt.amend(lt.read_statute(FOLDER / "before.txt"), lt.read_decision(FOLDER / "decision.txt"))


def test_our_own_redline_is_its_two_texts(amended: lt.Amendment) -> None:
    old, new = lt.read_versions(docx_bytes(amended, "redline"))
    assert (old.to_text(), new.to_text()) == (amended.base.to_text(), amended.statute.to_text())


def test_our_own_comparison_table_is_its_two_texts(amended: lt.Amendment) -> None:
    old, new = lt.read_versions(docx_bytes(amended, "table-all"))
    assert old.title == new.title == amended.base.title
    for side, want in ((old, amended.base), (new, amended.statute)):
        assert [(a.label, [q.text for q in a.paragraphs]) for a in side.articles] == [
            (a.label, [q.text for q in a.paragraphs]) for a in want.articles
        ]


def test_an_opendocument_redline(tmp_path: Path) -> None:
    old, new = lt.read_versions(fodt(CHANGED).encode())
    assert [x.articles[0].paragraphs[0].text for x in (old, new)] == ["甲旧乙。", "甲新增乙。"]


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{''.join(p(x) for x in c.split('|'))}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{c}</w:tr>' for c in cells)}</w:tbl>"


ROWS = (
    ("第一条　为了节水，制定本条例。", "第一条　为了节约用水，制定本条例。", "表述更准确"),
    ("第二条　甲。|乙。", "第二条　甲。", ""),
    ("（新增）", "第三条　丙。", "新情况"),
    ("第三条　……|（二）丁。", "（删除）", ""),
)


@pytest.mark.parametrize(
    "heads",
    [("现行条例", "修改后", "修改依据"), ("修改前", "修改后", "说明"), ("原条文", "修订草案", "理由"), ("现行规定", "拟修改为", "备注"),
     ("现行法律条文", "修正后条文", "依据"), ("《条例》现行规定", "x", "y")],
)  # fmt: skip
def test_a_comparison_table_with_the_usual_headings(heads: tuple[str, str, str]) -> None:
    data = docx(p("例市节水条例修改前后对照表") + table(heads, *ROWS))
    if heads[1] == "x":
        with pytest.raises(lt.InputError, match="只有一种文字"):
            lt.read_versions(data)
        return
    old, new = lt.read_versions(data)
    assert (old.title, new.title) == ("例市节水条例", "例市节水条例")
    assert [a.label for a in old.articles] == ["第一条", "第二条", "第三条"] == [a.label for a in new.articles]
    assert [q.text for q in old["第二条"].paragraphs] == ["甲。", "乙。"] and "丙" not in old.to_text()
    assert new["第三条"].text == "丙。" and "丁" not in new.to_text() and heads[2] not in new.to_text()
    told = [f for f in old.findings if f.code == "docx.comparison"]
    assert told and told[0].severity is Severity.WARNING and heads[2] in told[0].message and "省略" in told[0].message


def test_columns_may_stand_the_other_way_round_and_heads_recur() -> None:
    head = ("修改后", "修改前")
    rows = [(b, a) for a, b, _ in ROWS[:2]]
    old, new = lt.read_versions(docx(table(head, rows[0], head, rows[1]) + p("") + table(head, ("第三条　新。", "无"))))
    assert [a.label for a in old.articles] == ["第一条", "第二条"] and new["第三条"].text == "新。"


def test_a_cell_may_say_that_it_is_the_same() -> None:
    old, new = lt.read_versions(
        docx(table(("现行", "修改后"), ("第一条　甲。|（一）乙。", "（同左）"), ("第二条　丙。", "第二条　丁。")))
    )
    assert old["第一条"] == new["第一条"] and new["第二条"].text == "丁。"


def test_a_table_of_something_else_is_no_comparison() -> None:
    with pytest.raises(lt.InputError, match="两个文件"):
        lt.read_versions(docx(table(("序号", "违法行为"), ("1", "偷水"))))
    with pytest.raises(lt.InputError, match="两个文件"):
        lt.read_versions((FOLDER / "before.txt").read_bytes())


STRUCK = r("第一条　处") + r("一千", "<w:strike/>") + r("二千", '<w:u w:val="single"/>') + r("元罚款。")


def test_words_struck_by_hand_are_told_and_the_caller_decides() -> None:
    data = docx(p("", inner=STRUCK))
    found = read_docx(data)
    assert found.text == "第一条　处一千二千元罚款。\n" and [f.severity for f in found.findings] == [Severity.WARNING]
    assert "2 个字" in found.findings[0].message and 'tracked="old"' in found.findings[0].message
    assert [read_docx(data, tracked=t).text for t in ("old", "new")] == [
        "第一条　处一千元罚款。\n",
        "第一条　处二千元罚款。\n",
    ]
    assert all("docx.struck" in {f.code for f in read_docx(data, tracked=t).findings} for t in ("old", "new"))
    old, new = lt.read_versions(data)
    assert (old["第一条"].text, new["第一条"].text) == ("处一千元罚款。", "处二千元罚款。")


def test_words_in_colour_or_bold_are_told_as_what_may_have_been_added() -> None:
    red, bold = '<w:color w:val="FF0000"/>', "<w:b/>"
    (finding,) = read_docx(docx(p("", inner=r("第一条　处") + r("二千", red) + r("元罚款。")))).findings
    assert (finding.code, finding.severity, finding.before) == ("docx.emphasis", Severity.WARNING, "二千")
    (finding,) = read_docx(
        docx(p("", inner=r("第一条　处") + r("二千", '<w:highlight w:val="yellow"/>') + r("元。")))
    ).findings
    assert finding.code == "docx.emphasis" and "仍作为正文读入" in finding.message
    (finding,) = read_docx(docx(p("", inner=r("第一条", bold) + r("　处") + r("二千", bold) + r("元罚款。")))).findings
    assert (finding.severity, finding.before) == (Severity.INFO, "二千")
    both = docx(p("", inner=r("第一条　处") + r("一千", "<w:strike/>") + r("二千", bold) + r("元罚款。")))
    found = {f.code: f for f in read_docx(both, tracked="old").findings}
    assert found["docx.emphasis"].severity is Severity.WARNING and "没有去掉" in found["docx.emphasis"].message
    for looks in (
        '<w:color w:val="333333"/>',
        '<w:color w:val="auto"/>',
        '<w:b w:val="0"/>',
        '<w:highlight w:val="none"/>',
    ):
        assert read_docx(docx(p("", inner=r("第一条　处") + r("二千", looks) + r("元罚款。")))).findings == ()
    assert (
        read_docx(docx(p("", inner=r("第一章　总则", bold)) + p("", inner=r("第一条", bold) + r("　甲。")))).findings
        == ()
    )


def test_underlined_words_alone_are_no_redline() -> None:
    assert read_docx(docx(p("", inner=r("第一条　", '<w:u w:val="single"/>') + r("甲。")))).findings == ()
    off = r("甲。", '<w:strike w:val="0"/>')
    assert read_docx(docx(p("", inner=r("第一条　") + off))).findings == ()


def test_commands_take_one_redlined_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    law = "例市节水条例", "第一条　为了节水，制定本条例。"
    change = r("第二条　处") + deleted("一千") + ins("二千") + r("元罚款。")
    path = tmp_path / "修订稿.docx"
    path.write_bytes(docx("".join(map(p, law)) + p("", inner=change)))
    assert main(["compare", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "第二条" in shown and "〔删：一千〕〔增：二千〕" in shown
    assert main(["draft", str(path), "--date", "2024-03-01", "--body", "例市人民代表大会常务委员会"]) == 0
    decision = lt.parse_decision(capsys.readouterr().out)
    old, new = lt.read_versions(path)
    assert lt.amend(old, decision).statute["第二条"].text == new["第二条"].text == "处二千元罚款。"
    assert main(["parse", str(path)]) == 2
    told = capsys.readouterr().err
    assert "--tracked old" in told and "tracked=" not in told
    with pytest.raises(lt.InputError, match='tracked="old"'):
        lt.read_statute(path)
