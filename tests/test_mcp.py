"""The MCP server, talked to by the SDK's own client: in process, and as a program over its standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.cli import main
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.syntax.statute.parse import parse_statute
from tests.test_citation_check import LAW, ORDER

mcp = pytest.importorskip("mcp", reason="the MCP SDK is not installed (lawtrack[mcp])")

READING = {
    "list_statutes", "provision_text", "search", "who_cites", "history", "compare_days", "check_citations",
    "amend_text", "verify_text", "compare_texts",
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp") / "a.db"
    with Archive(path) as archive:
        archive.add(parse_statute(LAW))
        archive.add(parse_decision(ORDER))
    return path


def ask(server: Any, talk: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
    """A whole session with a server: connect, talk, hang up."""

    async def session() -> Any:
        async with mcp.Client(server) as client:
            return await talk(client)

    return asyncio.run(session())


def answer(server: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    async def talk(client: Any) -> Any:
        return await client.call_tool(tool, arguments)

    result = ask(server, talk)
    assert not result.is_error, result.content[0].text
    made: dict[str, Any] = result.structured_content
    return made


def refusal(server: Any, tool: str, **arguments: Any) -> str:
    async def talk(client: Any) -> Any:
        return await client.call_tool(tool, arguments)

    result = ask(server, talk)
    assert result.is_error
    return str(result.content[0].text)


@pytest.fixture(scope="module")
def server(place: Path) -> Any:
    from lawtrack.mcp import build_server

    return build_server(place)


def names(server: Any) -> dict[str, Any]:
    async def talk(client: Any) -> Any:
        return await client.list_tools()

    return {t.name: t for t in ask(server, talk).tools}


def test_the_tools_are_named_described_and_read_only(server: Any, place: Path) -> None:
    from lawtrack.mcp import build_server

    tools = names(server)
    assert set(tools) == READING
    assert all(t.description and t.annotations.read_only_hint for t in tools.values())
    writing = names(build_server(place, write=True))
    assert set(writing) - READING == {"add_statute", "add_decision"}
    assert not writing["add_statute"].annotations.read_only_hint
    assert set(names(build_server())) == {"amend_text", "verify_text", "compare_texts"}


def test_a_provision_on_a_day(server: Any) -> None:
    now = answer(server, "provision_text", title="例市渡口条例", address="第三条第二项", on="2021-01-01")
    assert now["text"] == "大修以后。" and now["address"] == "第三条第一款第二项"
    then = answer(server, "provision_text", title="例市渡口条例", address="第二条", on="2010-01-01")
    assert then["text"].startswith("渡船应当检验") and then["until"] == "2020-06-01"
    whole = answer(server, "provision_text", title="例市渡口条例", on="2021-01-01")
    assert "渡口应当公示" in whole["text"]
    assert "没有第九条" in refusal(server, "provision_text", title="例市渡口条例", address="第九条", on="2021-01-01")
    assert "存档中没有" in refusal(server, "provision_text", title="别法")
    assert "日期" in refusal(server, "provision_text", title="例市渡口条例", on="昨天")


def test_questions_to_the_archive(server: Any) -> None:
    assert [r["title"] for r in answer(server, "list_statutes", query="渡口")["rows"]] == ["例市渡口条例"]
    assert [r["address"] for r in answer(server, "search", words="检验", on="2021-01-01")["rows"]] == ["第三条第一款"]
    cited = answer(server, "who_cites", title="例市渡口条例", address="第三条", on="2021-01-01")["rows"]
    assert [c["address"] for c in cited] == ["第四条第一款"]
    told = answer(server, "history", title="例市渡口条例", address="第三条", on="2021-01-01")["rows"]
    assert [e["address"] for e in told][-2:] == ["第二条", "第三条"] and told[-1]["events"]
    changes = answer(server, "compare_days", title="例市渡口条例", since="2010-01-01", until="2021-01-01")["changes"][
        "rows"
    ]
    assert ("新增", "第二条") in [(r["status"], r["new"]) for r in changes]


def test_citations_and_quotations(server: Any) -> None:
    found = answer(
        server, "check_citations", text="依照《例市渡口条例》第一条“渡口应当备案”和第九条。", on="2021-01-01"
    )
    assert found["wrong"] == 2 and [r["verdict"] for r in found["rows"]] == ["引文不符", "没有该条"]


def test_verbs_on_given_texts(server: Any) -> None:
    made = answer(server, "amend_text", statute=LAW, decision=ORDER)
    assert "第二条　渡口应当公示。" in made["text"] and made["changes"]["rows"]
    assert [
        f["severity"]
        for f in answer(server, "verify_text", decision=ORDER, published=made["text"], base=LAW)["findings"]
        if f["severity"] == "error"
    ] == []
    wrong = answer(server, "verify_text", decision=ORDER, published=made["text"].replace("一千元", "二千元"), base=LAW)
    assert any(f["severity"] == "error" for f in wrong["findings"])
    same = answer(server, "compare_texts", old=LAW, new=LAW)
    assert same["changes"]["rows"] == []
    assert "没有条文" in refusal(server, "amend_text", statute="没有", decision=ORDER)
    assert "没有修改指令" in refusal(server, "amend_text", statute=LAW, decision="关于天气的通知\n今天晴。\n")
    assert "是空的" in refusal(server, "compare_texts", old=" ", new=LAW)
    assert "超过" in refusal(server, "compare_texts", old="甲" * 400_001, new=LAW)


def test_answers_are_bounded_and_say_so(tmp_path: Path) -> None:
    from lawtrack.mcp import MOST, ROWS, build_server

    text = "例法\n（2001年1月1日例会通过　2001年1月1日施行）\n第一章　总则\n"
    text += "".join(f"第{n}条　应当办理{'甲' * 200}。\n" for n in range(1, 201))
    with Archive(tmp_path / "a.db") as archive:
        archive.add(parse_statute(text))
    server = build_server(tmp_path / "a.db")
    whole = answer(server, "provision_text", title="例法")
    assert (
        "text" not in whole
        and whole["contents"] == ["第一章　总则（第1条至第200条）"]
        and "请按条取" in whole["left_out"]
    )
    hits = answer(server, "search", words="办理", limit=1000)
    assert len(hits["rows"]) == ROWS and hits["left_out"]
    changes = answer(server, "compare_texts", old=text, new=text.replace("应当", "可以"))["changes"]
    assert sum(len(r["old_text"]) + len(r["new_text"]) for r in changes["rows"]) <= MOST + 1000 and changes["left_out"]


def test_writing_only_when_asked(tmp_path: Path) -> None:
    from lawtrack.mcp import build_server

    with Archive(tmp_path / "a.db"):
        pass
    server = build_server(tmp_path / "a.db", write=True)
    assert answer(server, "add_statute", text=LAW)["new"] is True
    assert answer(server, "add_statute", text=LAW)["new"] is False
    assert answer(server, "add_decision", text=ORDER)["titles"] == ["例市渡口条例"]
    assert "渡口应当公示" in answer(server, "provision_text", title="例市渡口条例", address="第二条")["text"]


def test_what_is_no_archive_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from lawtrack.mcp import build_server

    with pytest.raises(InputError, match="没有存档"):
        build_server(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    assert main(["mcp", "--archive", str(tmp_path / "none.db")]) == 2
    assert "没有存档" in capsys.readouterr().err


def test_a_session_with_the_program(place: Path) -> None:
    program = mcp.StdioServerParameters(command=sys.executable, args=["-m", "lawtrack", "mcp", "--archive", str(place)])

    async def talk(client: Any) -> Any:
        tools = await client.list_tools()
        result = await client.call_tool("provision_text", {"title": "例市渡口条例", "address": "第一条"})
        return {t.name for t in tools.tools}, result.structured_content["text"]

    assert ask(program, talk) == (READING, "渡口应当登记。")
