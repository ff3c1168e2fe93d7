"""Files, folders and gazettes into an archive: read on all cores, written by one, in pieces that each stand or fall as a whole.

Reading a file again changes nothing: documents are known by their content. Which file comes first does not matter either: a decision
waits for its statute, and a statute for its decisions.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import attrs

from lawtrack.amendment.instructions import Decision
from lawtrack.errors import Finding, InputError, LawtrackError, Severity
from lawtrack.formats.reading import read_text
from lawtrack.formats.sources import Source, open_source
from lawtrack.history.contents import digest
from lawtrack.history.corpus import map_corpus
from lawtrack.history.deriving import put_findings
from lawtrack.history.note import dates_of
from lawtrack.history.shelf import insert_sealed, now
from lawtrack.model.nodes import Statute

if TYPE_CHECKING:
    from lawtrack.history.archive import Archive

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".json", ".xml"})
"""What is looked for in folders."""
READER = "1"
"""Raised when documents are read differently enough that an archive should read them again."""
_BATCH = 64

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called after each document with (done, all, name)."""


@attrs.frozen
class Document:
    """One file as read: the laws and decisions in it, and what was doubtful. ``kind``: law, decision, gazette, none or failed."""

    path: str
    hash: bytes
    kind: str
    things: tuple[Statute | Decision, ...] = ()
    dates: tuple[Mapping[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


@attrs.frozen
class Report:
    """What came of an ingest: documents newly read, known already, without law in them, and failed; and all findings."""

    new: int = 0
    known: int = 0
    empty: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    laws: int = 0
    decisions: int = 0
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<Report 新读{self.new}件（法规{self.laws} 决定{self.decisions}） 已有{self.known}件"
            f" 非法规{len(self.empty)}件 失败{len(self.failed)}件>"
        )

    __str__ = __repr__


def find_documents(paths: Iterable[str | Path]) -> list[Path]:
    """The files named, and those in the folders named, sorted; raises :class:`InputError` for what does not exist."""
    out: list[Path] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = (Path(root) / name for root, _, names in os.walk(path) for name in names)
            out += sorted(p for p in found if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
        elif path.exists():
            out.append(path)
        else:
            raise InputError(f"没有文件或者目录 {path}；请检查路径")
    return list(dict.fromkeys(out))


_DECISION_TITLE = re.compile(r"(?:决定|修正案|决议)(?:[（(][^（）()]*[）)])?$")
_AMENDS = re.compile(r"(?:作如下(?:补充)?(?:修改|修正)|作出(?:以下|如下)?修改|修改为|予以废止|修正案)")
_FIRST_ARTICLE = re.compile(r"^[#\s]*第一条", re.M)
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})")


def read_document(path: str | Path) -> Document:
    """Read one file as whatever it holds: a law, a decision, a gazette. Nothing is raised: what cannot be read says so."""
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return _failed(name, b"\0" * 16, f"{name} 读不出来：{error.strerror}")
    key = digest(data)
    try:
        things, dates, kind, findings = _things(open_source(path))
    except LawtrackError as error:
        return _failed(name, key, str(error))
    for thing, date in zip(things, dates, strict=True):
        findings += _doubts(name, thing, date)
    if not things and not any(f.severity is Severity.ERROR for f in findings):
        findings += (
            Finding(
                "archive.no-law",
                Severity.INFO,
                f"{name} 里没有法规，也没有修改决定，未收入",
                "the file holds neither a law nor a decision",
            ),
        )
    return Document(name, key, kind, things, dates, findings)


def _failed(name: str, key: bytes, why: str) -> Document:
    finding = Finding("archive.unreadable", Severity.ERROR, f"未能读取：{why}", "the file could not be read")
    return Document(name, key, "failed", findings=(finding,))


Things: TypeAlias = "tuple[tuple[Statute | Decision, ...], tuple[Mapping[str, str], ...], str, tuple[Finding, ...]]"


def _things(source: Source) -> Things:
    """What a file holds, the dates that the things themselves do not tell, the kind of file, and doubts."""
    if source.kind == "json":
        from lawtrack.wire import loads

        value = loads(source.text)
        found = [v for v in (value, getattr(value, "statute", None)) if isinstance(v, (Statute, Decision))][:1]
        return tuple(found), tuple(_dates(source.name, v) for v in found), "law" if found else "none", ()
    read = read_text(source)
    if read.statute is not None:
        return (read.statute,), (_dates(source.name, read.statute),), "law", read.findings
    if len(_HEADS.findall(read.text)) >= 3:
        things, dates = _instruments(read.text)
        if len(things) > 1:
            return things, dates, "gazette", read.findings
    thing = read_law(read.text)
    if thing is None:
        return (), (), "none", read.findings
    return (thing,), (_dates(source.name, thing),), "decision" if isinstance(thing, Decision) else "law", read.findings


_HEADS = re.compile(r"^[^。，；]{0,60}(?:公告|说明|报告|公报|决定|议程|名单)\s*(?:[（(][^（）()]*[）)])?\s*$", re.M)


def _instruments(text: str) -> tuple[tuple[Statute | Decision, ...], tuple[Mapping[str, str], ...]]:
    """The laws and decisions of a gazette, with the dates the issue gives them."""
    from lawtrack.syntax.gazette import read_gazette

    things, dates = [], []
    for one in read_gazette(text).instruments:
        if str(one.kind) not in ("statute", "amending-decision", "decision"):
            continue
        thing = read_law(one.text)
        if thing is None:
            continue
        known = dates_of(thing) if isinstance(thing, Statute) else thing
        said = {"adopted": one.adopted, "promulgated": one.promulgated, "effective": one.effective}
        if known.adopted and known.adopted != one.adopted:
            said = {}  # a republished text: the issue tells of its first adoption
        things.append(thing)
        dates.append({k: v for k, v in said.items() if v and not getattr(known, k)})
    return tuple(things), tuple(dates)


def read_law(text: str) -> Statute | Decision | None:
    """A text as the decision or the statute it is; None where it is neither.

    A decision is what carries out amendments or repeals; other decisions (关于……问题的决定) are laws of their own.
    """
    from lawtrack.amendment.decision import parse_decision
    from lawtrack.syntax.statute import parse_statute

    head = next((line.strip("# \u3000\t") for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")
    enacts = _FIRST_ARTICLE.search(text)
    if _DECISION_TITLE.search(head) or not enacts and _AMENDS.search(text[:3000]):
        decision = parse_decision(text)
        if decision.title and (decision.amended or decision.repealed):
            return decision
    statute = parse_statute(text) if enacts else None
    return statute if statute and statute.title and statute.articles else None


def _dates(name: str, thing: Statute | Decision) -> Mapping[str, str]:
    """A date in the file's name, where the text itself has none."""
    if isinstance(thing, Decision) or dates_of(thing).adopted:
        return {}
    m = _DATED_NAME.search(Path(name).name)
    return {"adopted": m[1], "effective": m[1]} if m else {}


def _doubts(name: str, thing: Statute | Decision, dates: Mapping[str, str]) -> tuple[Finding, ...]:
    out = tuple(f for f in thing.findings if f.severity is not Severity.INFO)
    if dates.get("adopted", "?") in Path(name).name:
        out += (
            Finding(
                "archive.date-from-name",
                Severity.INFO,
                f"《{thing.title}》没有题注，日期 {dates['adopted']} 取自文件名 {Path(name).name}",
                "the text has no adoption note; its date was taken from the name of the file",
            ),
        )
    return out


def ingest(
    archive: Archive,
    paths: Sequence[str | Path],
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
    again: bool = False,
) -> Report:
    """Add files, folders and gazettes to an archive.

    ``executor`` is any :class:`concurrent.futures.Executor`, a cluster's too; without one, many files are read by a process per core.
    Writing goes in pieces of a few dozen documents; killed in between, the archive holds the pieces that were finished, and the same
    call goes on from there. ``again`` reads known documents once more. Raises :class:`InputError` for paths that do not exist.
    """
    files = find_documents(paths)
    todo = files if again else [f for f in files if not _is_known(archive, f)]
    done = len(files) - len(todo)
    report = Report(known=done)
    batch: list[Document] = []
    for document in map_corpus(read_document, [str(f) for f in todo], executor=executor):
        batch.append(document)
        done += 1
        if progress is not None:
            progress(done, len(files), document.path)
        if len(batch) >= _BATCH:
            report = _write(archive, batch, report)
            batch = []
    return _write(archive, batch, report)


def _is_known(archive: Archive, path: Path) -> bool:
    try:
        key = digest(path.read_bytes())
    except OSError:
        return False
    return bool(archive.store.rows("SELECT 1 FROM document WHERE hash = ? AND reader = ?", key, READER))


def _write(archive: Archive, batch: Sequence[Document], report: Report) -> Report:
    if not batch:
        return report
    laws = decisions = 0
    with archive.batch():
        for document in batch:
            _keep(archive, document)
            for thing, date in zip(document.things, document.dates, strict=True):
                archive.add(thing, **date)
                decisions += isinstance(thing, Decision)
                laws += isinstance(thing, Statute)
    return attrs.evolve(
        report,
        new=report.new + sum(d.kind not in ("none", "failed") for d in batch),
        laws=report.laws + laws,
        decisions=report.decisions + decisions,
        empty=(*report.empty, *(d.path for d in batch if d.kind == "none")),
        failed=(*report.failed, *(d.path for d in batch if d.kind == "failed")),
        findings=(*report.findings, *(f for d in batch for f in d.findings)),
    )


def _keep(archive: Archive, document: Document) -> None:
    store = archive.store
    if document.kind == "failed":
        return  # to be tried again
    store.run("DELETE FROM finding WHERE document = ?", document.hash)
    store.run("DELETE FROM document WHERE hash = ?", document.hash)
    insert_sealed(
        store,
        "document",
        hash=document.hash,
        name=Path(document.path).name,
        kind=document.kind,
        reader=READER,
        added=now(),
    )
    put_findings(store, document.findings, document=document.hash)
