"""The documents of a job: what an office files after it, each under the name by which it is known there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from lawtrack.changes.changes import Status
from lawtrack.changes.comparison_table import DEFAULT_TABLE, TableOptions
from lawtrack.desk.outcome import Outcome
from lawtrack.desk.table import changes_of
from lawtrack.errors import Finding, InputError
from lawtrack.formats.blocks import finding_text
from lawtrack.formats.files import write_file
from lawtrack.formats.kinds import ENDING
from lawtrack.formats.render import rendered


@attrs.frozen
class Document:
    """One file of a job: its name without the ending, the format, which part of the outcome's ``edition`` or ``result`` it holds."""

    name: str
    kind: str
    part: str
    of: str = "result"


DOCUMENTS: Mapping[str, tuple[Document, ...]] = {
    "amend": (
        Document("新文本", "docx", "text"), Document("对照表", "docx", "table"), Document("对照表", "html", "table"),
        Document("修订稿", "docx", "redline"), Document("新文本", "text", "text"),
    ),
    "compare": (
        Document("对照表", "docx", "table", "edition"), Document("对照表", "html", "table", "edition"),
        Document("修订稿", "docx", "redline", "edition"),
    ),
    "draft": (
        Document("修改决定", "docx", "text"), Document("修改决定", "text", "text"), Document("对照表", "docx", "table", "edition"),
        Document("对照表", "html", "table", "edition"),
    ),
    "verify": (Document("核对报告", "docx", "report"), Document("核对报告", "html", "report")),
    "rewind": (Document("修改前文本", "docx", "text"), Document("修改前文本", "text", "text")),
    "merge": (
        Document("合并文本", "docx", "text", "edition"), Document("合并文本", "text", "text", "edition"), Document("三栏表", "docx", "report", "columns"),
        Document("三栏表", "html", "report", "columns"), Document("合并决定", "docx", "text", "decision"), Document("合并决定", "text", "text", "decision"),
    ),
    "bills": (Document("审议建议", "docx", "report", "report"), Document("审议建议", "html", "report", "report")),
}  # fmt: skip
"""Command → its documents. 发现.txt stands beside them."""


@attrs.frozen
class Written:
    """A file that was written; ``replaced``: an earlier one stood there."""

    path: Path
    replaced: bool


def documents_of(
    outcome: Outcome,
    command: str,
    table: TableOptions = DEFAULT_TABLE,
    *,
    only: str = "",
    told: Callable[[str], None] | None = None,
) -> dict[str, str | bytes]:
    """Every document of a job, by file name; 发现.txt is the last. ``table`` says how the comparison tables are to look; ``only`` makes those of
    one name; ``told`` hears each name before it is made.
    """
    made: dict[str, str | bytes] = {}
    for document in DOCUMENTS[command]:
        name = document.name + ENDING[document.kind]
        thing = thing_of(outcome, document.of) if only in ("", document.name) else None
        if thing is not None:
            if told is not None:
                told(name)
            made[name] = rendered(thing, document.kind, document.part, table)
    made["发现.txt"] = findings_text(outcome.findings)
    return made


def findings_text(findings: Iterable[Finding]) -> str:
    """What 发现.txt says."""
    return "".join(finding_text(f) + "\n" for f in findings) or "没有发现问题。\n"


def write_documents(
    outcome: Outcome, command: str, folder: Path, table: TableOptions = DEFAULT_TABLE
) -> Iterator[Written]:
    """Every document of a job into ``folder``, which is made; raises :class:`InputError` where a file cannot be written."""
    for name, content in documents_of(outcome, command, table).items():  # all are made before the first is written
        yield put(folder / name, content)


def thing_of(outcome: Outcome, name: str) -> Any:
    """What a document is made of: the result itself, or what stands beside it; made only when it is asked for."""
    if name == "result":
        return outcome.result
    if name == "edition":
        return outcome.edition
    found = outcome.more.get(name)
    return found() if callable(found) else found


def put(path: Path, content: str | bytes) -> Written:
    """Write one file and say whether another stood there."""
    replaced = path.exists()
    write_file(path, content)
    return Written(path, replaced)


def written_text(written: Written, counts: str) -> str:
    """What is said of a file, with the counts of its job: 已写入 结果/对照表.docx：修改 24 条，新增 1 条，删除 8 条."""
    verb = "已替换" if written.replaced else "已写入"
    return f"{verb} {written.path}" + (f"：{counts}" if counts else "")


def counts_text(outcome: Outcome) -> str:
    """How many articles were amended, added and deleted, where the outcome changes a text."""
    changes = changes_of(outcome)
    if changes is None:
        return ""
    first = [Status.AMENDED, Status.ADDED, Status.DELETED]
    order = first + [s for s in Status if s not in first and s is not Status.UNCHANGED]
    shown = [f"{status} {changes.counts[status]} 条" for status in order if changes.counts[status]]
    return "，".join(shown) or "没有改动"


def refuse_overwriting(targets: Iterable[str | Path], inputs: Iterable[str]) -> None:
    """Raise :class:`InputError` where a file to be written is one that was read."""
    read = [name for name in inputs if name != "-" and os.path.exists(name)]
    for target in targets:
        for name in read:
            if os.path.exists(target) and os.path.samefile(target, name):
                raise InputError(
                    f"{target} 是输入的文件，不能写在它上面；请给 -o 另取一个名字",
                    f"{target} is an input file and is not written over; give -o another name",
                )


def errors_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What even a quiet run says."""
    return tuple(f for f in findings if f.severity.value == "error")
