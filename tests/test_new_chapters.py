"""A chapter that comes with its sections and articles: carried out, undone, verified and drafted; and a heading never becomes a paragraph."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import Amendment, amend
from lawtrack.decision.parse import parse_decision
from lawtrack.rewinding.rewind import rewind
from lawtrack.verification.verify import verify
from tests.drafts import OLD, law, orders

CLOSING = "《某市古树保护条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
BASE = law(OLD)


def done(order: str) -> Amendment:
    return amend(BASE, parse_decision(f"关于修改《某市古树保护条例》的决定\n{order}\n{CLOSING}\n"))


NEW = {
    "with sections": (
        "增加一章，作为第三章",
        ["第三章　法律责任", "第一节　罚款", "第七条　砍伐古树的，处二万元罚款。", "第二节　移植", "第八条　移植古树的，处一万元罚款。\n擅自移植的，加倍处罚。"],
        "第四章　附则\n第九条　违反本条例第五条",
    ),
    "an article before the sections": (
        "增加一章，作为第三章",
        ["第三章　法律责任", "第七条　砍伐古树的，处二万元罚款。", "第一节　移植", "第八条　移植古树的，处一万元罚款。"],
        "第四章　附则\n第九条　违反本条例第五条",
    ),
    "two chapters": (
        "增加两章，作为第三章、第四章",
        ["第三章　罚款", "第七条　砍伐古树的，处二万元罚款。", "第四章　移植", "第一节　审批", "第八条　移植古树的，应当经市林业部门批准。"],
        "第五章　附则\n第九条　违反本条例第五条",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NEW)
def test_headings_and_articles_stand_as_they_are_printed(case: str) -> None:
    order, lines, behind = NEW[case]
    quoted = "\n".join(f"“{line}" for line in "\n".join(lines).split("\n"))
    made = done(f"一、{order}：\n{quoted}”")
    assert made.findings == ()
    text = made.statute.to_text()
    assert "\n".join(lines) + "\n" + behind in text
    assert law(text).units[3:] == made.statute.units[3:]
    back = rewind(made.statute, made.decision)
    assert back.statute.units[3:] == BASE.units[3:] and back.findings == ()
    assert verify(made.decision, made.statute, BASE).findings == () == verify(made.decision, made.statute).findings
    wrong = law(text.replace("二万元", "三万元") if "二万元" in text else text)
    assert [f.code for f in verify(made.decision, wrong, BASE).errors] == ["verify.text"]
    told = orders(OLD, text)
    assert [x.strip("“”") for x in told if x.strip("“”") in "\n".join(lines).split("\n")] == "\n".join(lines).split(
        "\n"
    )


HEADED = [
    "一、增加两条，作为第七条、第八条：\n“第七条　砍伐古树的，处二万元罚款。\n“第四章　移植\n“第八条　移植古树的，处一万元罚款。”",
    "一、增加一条，作为第七条：\n“第七条　砍伐古树的，处二万元罚款。\n“第三章　移植”",
    "一、将第六条、第七条修改为：\n“第六条　砍伐古树的，处二万元罚款。\n“第三章　移植\n“第七条　移植古树的，处一万元罚款。”",
    "一、将第六条、第七条修改为一条：\n“第六条　砍伐古树的，处二万元罚款。\n“第三章　移植”",
    "一、将第六条改为两条，作为第六条、第七条，修改为：\n“第六条　砍伐古树的，处二万元罚款。\n“第三章　移植\n“第七条　移植古树的，处一万元罚款。”",
    "一、将第六条修改为：\n“第六条　砍伐古树的，处二万元罚款。\n“第三章　移植”",
    "一、第六条增加一款，作为第二款：“第三章　移植”。",
    "一、将第二条第二款修改为：“第三章　移植”。",
    "一、在第二章后增加一章：\n“第三章　法律责任\n“第七条　砍伐古树的，处二万元罚款。\n“第四章　移植\n“第八条　移植古树的，处一万元罚款。”",
    "一、增加一章，作为第三章：\n“第三章　法律责任\n“砍伐古树的，处二万元罚款。”",
    "一、增加一章，作为第三章：\n“第三章　法律责任\n“第七条　砍伐古树的，处二万元罚款。\n“第一编　移植\n“第八条　移植古树的，处一万元罚款。”",
    "一、增加一章，作为第三章：\n“第三章　法律责任\n“第七条　砍伐古树的，处二万元罚款。\n“第四章　移植\n“第八条　移植古树的，处一万元罚款。”",
]  # fmt: skip


@pytest.mark.parametrize("order", HEADED)
def test_a_heading_in_the_text_of_an_article_is_refused_and_told(order: str) -> None:
    made = done(order)
    assert made.statute.units[3:] == BASE.units[3:]
    assert {f.code for f in made.findings if f.severity.value == "error"} <= {
        "amend.payload-mismatch",
        "decision.contradiction",
    }
    assert made.findings != ()
