"""``lawtrack mcp``: an archive and the verbs as tools of the Model Context Protocol, for assistants that read law (``lawtrack[mcp]``).

Every answer is bounded and says what it leaves out; nothing is written unless the server was started to write. What the archive does not hold is
an error of the tool with the place and the remedy, never an invented text.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from contextlib import contextmanager, nullcontext
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import lawtrack
from lawtrack.archive.archive import Archive
from lawtrack.archive.citation_check import check_citations
from lawtrack.errors import Finding, InputError, LawtrackError, Severity, missing_extra
from lawtrack.history.lineage import text_of
from lawtrack.model.address import parse_address
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mcp.server import MCPServer

MOST = 16_000
"""Characters of law in one answer."""
ROWS = 50
"""Rows of a list in one answer."""
GIVEN = 400_000
"""Characters that a given text may have."""
Answer = dict[str, Any]
F = TypeVar("F", bound=Callable[..., Answer])

INSTRUCTIONS = """中国法规版本库。法规用全名或者简称，条款写作“第八条第一款第三项”，日期写作2024-01-31；不写日期即今天。
回答都有长度限制，“left_out”说明还有多少没有列出。存档里没有的，工具报错说明，不要自行补写条文。"""


def build_server(archive: str | Path = "", *, write: bool = False) -> MCPServer:
    """The server: tools over the archive at a path or ``postgresql://`` address ("" for none), and over texts that are given.

    ``write`` adds the tools that add to the archive; without it, the archive is opened to be read only. Raises :class:`MissingExtraError` where the
    SDK is missing, :class:`InputError` where there is no archive at that place.
    """
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise missing_extra("MCP 服务器", "the MCP server", "mcp", "lawtrack[mcp]") from error
    server: MCPServer = MCPServer("lawtrack", instructions=INSTRUCTIONS, version=lawtrack.__version__)
    tools = _Tools(str(archive), write)
    if archive:
        with tools.opened():
            pass  # what is no archive is said at once, not when the first tool is called

    def told(call: F) -> F:
        """A tool whose errors are those of the library, in its words."""

        @wraps(call)
        def safe(*args: Any, **named: Any) -> Answer:
            try:
                return call(*args, **named)
            except LawtrackError as error:
                raise ToolError(str(error)) from error

        return safe  # type: ignore[return-value]

    read = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    change = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    offered: list[Callable[..., Answer]] = [tools.amend_text, tools.verify_text, tools.compare_texts]
    if archive:
        offered = [*tools.of_archive(), *offered]
    for call in offered:
        server.tool(annotations=read)(told(call))
    if archive and write:
        for call in (tools.add_statute, tools.add_decision):
            server.tool(annotations=change)(told(call))
    return server


def run(archive: str = "", *, write: bool = False) -> None:
    """Serve on standard input and output until the client hangs up."""
    build_server(archive, write=write).run("stdio")


class _Tools:
    """The tools; each opens the archive for itself, so that they may run side by side and nothing stays open."""

    def __init__(self, place: str, write: bool) -> None:
        self.place, self.write = place, write

    @contextmanager
    def opened(self) -> Iterator[Archive]:
        if not self.place.startswith(("postgresql://", "postgres://")) and not Path(self.place).is_file():
            raise InputError(
                f"没有存档 {self.place}；请先用 lawtrack archive add {self.place} 文件… 建立",
                f"there is no archive {self.place}; make one with lawtrack archive add {self.place} FILE…",
            )
        with (
            Archive(self.place, readonly=not self.write) as archive,
            archive.reading() if not self.write else nullcontext(),
        ):
            yield archive

    def of_archive(self) -> list[Callable[..., Answer]]:
        """The tools that ask the archive."""
        return [
            self.list_statutes, self.provision_text, self.search, self.who_cites, self.history, self.compare_days, self.check_citations,
        ]  # fmt: skip

    # -- the archive -----------------------------------------------------------------------------------------------------

    def list_statutes(self, query: str = "", on: str = "") -> Answer:
        """存档里有哪些法规：名称含 query 的（空即全部），各自的法律性质、制定机关和 on 这一天的时效性。"""
        with self.opened() as archive:
            found = [
                {"title": x.title, "kind": x.kind, "issuer": x.issuer, "status": x.status, "versions": x.versions, "effective": x.effective}
                for x in archive.listing(on=_day(on))
                if query in x.title
            ]  # fmt: skip
        return _rows(found)

    def provision_text(self, title: str, address: str = "", on: str = "") -> Answer:
        """一部法规在 on 这一天的条文：address 如“第八条第一款”；不写 address 得全文，太长时得目录，再按条取。"""
        with self.opened() as archive:
            entry, day = archive[title], _day(on)
            version = entry.version_at(day)
            notices = [f.message for f in entry.notices(day)]
        statute = version.statute
        head: Answer = {
            "title": statute.title, "on": day, "effective": version.effective, "until": version.until or None, "note": statute.note, "notices": notices,
        }  # fmt: skip
        if not address:
            whole = statute.to_text()
            if len(whole) <= MOST:
                return {**head, "text": whole}
            return {**head, "left_out": f"全文 {len(whole)} 字，请按条取", "contents": _contents(statute)}
        line = statute.find(parse_address(address))
        if line is None:
            raise InputError(
                f"{day}的{quoted(statute.title)}没有{address}，共{len(statute.articles)}条",
                f"{quoted(statute.title)} has no {address} on {day}; it has {len(statute.articles)} articles",
            )
        unit = statute.units[line]
        return {
            **head,
            "address": str(statute.addresses[line]),
            "label": unit.label,
            **_bounded(text_of(statute, line)),
        }

    def search(self, words: str, on: str = "", title: str = "", limit: int = 20) -> Answer:
        """含有全部词语（空格隔开）的条文：on 这一天有效的；on 写 any 即任何时候的。"""
        with self.opened() as archive:
            hits = archive.search(words, on="" if on == "any" else _day(on), title=title, limit=_limit(limit) + 1)
        found = [
            {"title": h.title, "address": h.address, "since": h.since, "until": h.until or None, "text": h.text[:600]} for h in hits
        ]  # fmt: skip
        return _rows(found, _limit(limit))

    def who_cites(self, title: str, address: str = "", on: str = "", limit: int = 50) -> Answer:
        """哪些法规的哪些条文在 on 这一天引用这部法规（的这一条）。"""
        with self.opened() as archive:
            found = [
                {"title": c.title, "address": c.address, "words": c.words, "target": c.target}
                for c in archive.citing(title, address, on=_day(on))
            ]
        return _rows(found, _limit(limit))

    def history(self, title: str, address: str, on: str = "") -> Answer:
        """一条的沿革：on 这一天的这一条自有以来各个时期的条号、文字和所依据的修改。"""
        with self.opened() as archive:
            episodes = archive[title].history(address, on=_day(on))
        found = [
            {"since": e.effective, "address": str(e.address or ""), "text": e.text[:2000], "events": [str(x) for x in e.events]}
            for e in episodes
        ]  # fmt: skip
        return _rows(found)

    def compare_days(self, title: str, since: str, until: str = "") -> Answer:
        """一部法规两天的文本有什么不同，逐条前后对照。"""
        with self.opened() as archive:
            old, new = archive[title].as_of(since), archive[title].as_of(_day(until))
        return {"title": new.title, **_compared(old, new)}

    def check_citations(self, text: str, on: str = "", written: str = "") -> Answer:
        """核对一段文字引用的法规：有没有该条、是否有效、序号是否已变、引文是否相符。written 是这段文字写成的日期。"""
        _given(text, "要核对的文字")
        with self.opened() as archive:
            found = check_citations(text, archive, on=_day(on), written=written)
        return {"on": found.on, "wrong": len(found.wrong), **_rows(found.to_dicts(), ROWS)}

    # -- given texts -----------------------------------------------------------------------------------------------------

    def amend_text(self, statute: str, decision: str) -> Answer:
        """按修改决定修改给出的法规：合并后的文本、改动对照和发现；没有执行的指令都在发现里。"""
        law, order = _statute(statute, "法规"), _decision(decision)
        result = lawtrack.amend(law, order)
        return {
            "title": result.statute.title, **_bounded(result.statute.to_text()), "changes": _changes(result.changes), "findings": _findings(result.findings),
        }  # fmt: skip

    def verify_text(self, decision: str, published: str, base: str = "") -> Answer:
        """核对公布的文本是否与修改决定一致；给出修改前的文本 base 时逐字核对。"""
        before = _statute(base, "修改前的法规") if base else None
        result = lawtrack.verify(_decision(decision), _statute(published, "公布的法规"), before)
        return {"title": result.published.title, "findings": _findings(result.findings)}

    def compare_texts(self, old: str, new: str) -> Answer:
        """给出的两个文本有什么不同，逐条前后对照。"""
        return _compared(_statute(old, "原文"), _statute(new, "新文"))

    # -- writing ---------------------------------------------------------------------------------------------------------

    def add_statute(self, text: str, adopted: str = "", promulgated: str = "", effective: str = "") -> Answer:
        """收入一个公布的法规文本；再次收入同一文本不起作用。日期只在文中没有时给出。"""
        return self._add(_statute(text, "法规"), adopted, promulgated, effective)

    def add_decision(self, text: str, adopted: str = "", promulgated: str = "", effective: str = "") -> Answer:
        """收入一件修改或者废止的决定，用于它所指的各部法规。"""
        return self._add(_decision(text), adopted, promulgated, effective)

    def _add(self, thing: Any, adopted: str, promulgated: str, effective: str) -> Answer:
        with self.opened() as archive:
            added = archive.add(thing, adopted=adopted, promulgated=promulgated, effective=effective)
            findings = [f for title in added.titles for f in archive[title].findings]
        return {
            "titles": list(added.titles), "new": added.new, "waiting": list(added.waiting), "findings": _findings((*thing.findings, *findings)),
        }  # fmt: skip


def _day(on: str) -> str:
    return on or datetime.date.today().isoformat()


def _limit(limit: int) -> int:
    return max(1, min(limit, ROWS))


def _given(text: str, what: str) -> str:
    if not text.strip():
        raise InputError(f"{what}是空的；请给出文字", f"{what}: there is no text; give it")
    if len(text) > GIVEN:
        raise InputError(
            f"{what}有 {len(text)} 字，超过 {GIVEN} 字；请用命令行处理文件",
            f"{what}: {len(text)} characters, more than {GIVEN}; use the command line for files",
        )
    return text


def _statute(text: str, what: str) -> Statute:
    statute = lawtrack.parse_statute(_given(text, what))
    if not statute.units[3:]:
        raise InputError(f"{what}里没有条文", f"{what}: there is no article in it")
    return statute


def _decision(text: str) -> lawtrack.Decision:
    decision = lawtrack.parse_decision(_given(text, "修改决定"))
    if not decision.instructions and not decision.repealed:
        raise InputError(
            "修改决定里没有修改指令；请给出决定的全文", "the decision has no instructions; give its whole text"
        )
    return decision


def _bounded(text: str) -> Answer:
    if len(text) <= MOST:
        return {"text": text}
    return {"text": text[:MOST], "left_out": f"共 {len(text)} 字，只列出前 {MOST} 字"}


def _rows(found: Iterable[Answer], most: int = ROWS) -> Answer:
    rows = list(found)
    out: Answer = {"rows": rows[:most]}
    if len(rows) > most:
        out["left_out"] = f"只列出前 {most} 项，还有更多；请缩小范围"
    return out


def _contents(statute: Statute) -> list[str]:
    """The headings with the articles under each, as long as an answer may be."""
    out = []
    for i, unit in enumerate(statute.units[3:], 3):
        if i in statute.outline.below and unit.label and unit.text and statute.addresses[i].article is None:
            articles = [
                statute.units[j].label
                for j in statute.outline.span(i)
                if statute.addresses[j].article == statute.addresses[j]
            ]
            where = f"（{articles[0]}至{articles[-1]}）" if articles else ""
            out.append(f"{unit.label}　{unit.text}{where}")
    return out[:400] or [f"共{len(statute.articles)}条"]


def _compared(old: Statute, new: Statute) -> Answer:
    return {"changes": _changes(lawtrack.compare(old, new).changes)}


def _changes(changes: lawtrack.Changes) -> Answer:
    """The rows that changed, as many as an answer may hold."""
    rows: list[Answer] = []
    size = 0
    changed = list(changes.changed)
    for row in changed:
        one = {
            "status": row.status.value, "old": str(row.old or ""), "old_text": row.old_text, "new": str(row.new or ""), "new_text": row.new_text,
        }  # fmt: skip
        size += len(row.old_text) + len(row.new_text)
        if rows and size > MOST:
            return {"rows": rows, "left_out": f"共 {len(changed)} 条有变化，只列出前 {len(rows)} 条"}
        rows.append(one)
    return {"rows": rows}


def _findings(findings: Iterable[Finding]) -> list[Answer]:
    """Findings, the gravest first; all of them up to a bound that is said."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    found = sorted(findings, key=lambda f: order[f.severity])
    rows: list[Answer] = [
        {"severity": f.severity.value, "code": f.code, "address": f.address, "message": f.message[:1000]}
        for f in found[:ROWS]
    ]
    if len(found) > ROWS:
        rows.append(
            {
                "severity": "info",
                "code": "left-out",
                "address": "",
                "message": f"另有 {len(found) - ROWS} 条发现没有列出",
            }
        )
    return rows
