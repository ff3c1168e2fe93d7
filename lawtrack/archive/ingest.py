"""Files, folders and gazettes into an archive: read on all cores, written by one, in pieces that each stand or fall as a whole.

Reading a file again changes nothing: documents are known by their content. Which file comes first does not matter either: a decision
waits for its statute, and a statute for its decisions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import attrs

from lawtrack.archive import findings as kinds
from lawtrack.archive.derivation import put_findings
from lawtrack.archive.parallel import map_corpus
from lawtrack.archive.storage.blobs import digest
from lawtrack.archive.storage.objects import insert_sealed, now
from lawtrack.decision.decision import Decision
from lawtrack.errors import ArgumentError, Finding, LawtrackError, Severity
from lawtrack.formats.files import find_files
from lawtrack.formats.input import Source, open_source, read_text
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute, uncollected, without_source
from lawtrack.syntax.note import dates_of, read_commencement

READER = "1"
"""Raised when documents are read differently enough that an archive should read them again."""
_BATCH = 192
_CLOSED = frozenset({".ofd", ".caj", ".ceb"})
"""Suffixes of documents that may hold law, but that are not read."""

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called after each document with (done, all, name)."""


class Writable(Protocol):
    """What documents are read into: an archive."""

    store: Any

    def add(
        self, thing: Statute | Decision, *, adopted: Date = "", promulgated: Date = "", effective: Date = ""
    ) -> object: ...
    def batch(self) -> AbstractContextManager[Any]: ...
    def _put_texts(self, things: Iterable[Statute | Decision]) -> None: ...


@attrs.frozen
class IngestedFile:
    """One file as read: the laws and decisions in it, and what was doubtful. ``kind``: law, decision, gazette, report, none or failed."""

    path: str
    hash: bytes
    kind: str
    things: tuple[Statute | Decision, ...] = ()
    dates: tuple[Mapping[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()


@attrs.frozen
class IngestReport:
    """What came of an ingest: documents newly read, known already, without law in them, and failed; and all findings.

    >>> import lawtrack as lt
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder, lt.Archive(":memory:") as archive:
    ...     _ = pathlib.Path(folder, "a.txt").write_text("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。", "utf-8")
    ...     report = archive.ingest(folder)
    >>> report.new, report.laws, report.failed
    (1, 1, ())
    """

    new: int = 0
    known: int = 0
    empty: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    laws: int = 0
    decisions: int = 0
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<IngestReport 新读{self.new}件（法规{self.laws} 决定{self.decisions}） 已有{self.known}件"
            f" 非法规{len(self.empty)}件 失败{len(self.failed)}件>"
        )

    __str__ = __repr__


def _skipped(path: Path) -> Finding:
    """A file in a folder that is not read for its kind."""
    closed = path.suffix.lower() in _CLOSED
    return (kinds.SKIPPED_TO_SAVE_ANEW if closed else kinds.SKIPPED).finding(path=path)


_DECISION_TITLE = re.compile(r"(?:决定|修正案|决议)(?:[（(][^（）()]*[）)])?$")
_AMENDS = re.compile(r"(?:作如下(?:补充)?(?:修改|修正)|作出(?:以下|如下)?修改|修改为|予以废止|修正案)")
_FIRST_ARTICLE = re.compile(r"^[#\s]*第一条", re.M)
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})")


def read_document(path: str | Path) -> IngestedFile:
    """Read one file as whatever it holds: a law, a decision, a gazette. Nothing is raised: what cannot be read says so."""
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return _failed(name, b"\0" * 16, f"{name}：{error.strerror}")
    key = digest(data)
    try:
        with uncollected():
            things, dates, kind, findings = _things(open_source(path))
    except LawtrackError as error:
        return _failed(name, key, str(error))
    findings = tuple(
        f if name in f.message else attrs.evolve(f, message=f"{Path(name).name}：{f.message}") for f in findings
    )
    for thing, date in zip(things, dates, strict=True):
        findings += _doubts(name, kind, thing, date)
    if not things and not any(f.severity is Severity.ERROR or f.code == kinds.NOT_FILED.code for f in findings):
        findings += (_nothing(name, kind),)
    return IngestedFile(name, key, kind, things, dates, findings)


def read_to_keep(path: str | Path) -> IngestedFile:
    """Read one file as an archive needs it: where each provision stood in the file, and what was said of it there, is not sent along with the statute."""
    document = read_document(path)
    return attrs.evolve(document, things=tuple(map(_lean, document.things)))


def _lean(thing: Statute | Decision) -> Statute | Decision:
    return without_source(thing) if isinstance(thing, Statute) else thing


def _nothing(name: str, kind: str) -> Finding:
    if kind == "report":
        return kinds.REPORT.finding(name=name)
    return kinds.NO_LAW.finding(name=name)


def _failed(name: str, key: bytes, why: str) -> IngestedFile:
    told = why if name in why else f"{name}：{why}"
    finding = kinds.UNREADABLE.finding(told=told)
    return IngestedFile(name, key, "failed", findings=(finding,))


Things: TypeAlias = "tuple[tuple[Statute | Decision, ...], tuple[Mapping[str, str], ...], str, tuple[Finding, ...]]"


def _things(source: Source) -> Things:
    """What a file holds, the dates that the things themselves do not tell, the kind of file, and doubts."""
    if source.kind == "json":
        from lawtrack.wire import loads

        if not _OURS.search(source.text) and _is_json(source.text):
            return (), (), "none", ()
        value = loads(source.text)
        parts = (value, getattr(value, "base", None), getattr(value, "decision", None))  # a result: what it was made of
        found = [v for v in parts if isinstance(v, (Statute, Decision))]
        kind = "none" if not found else "decision" if isinstance(found[0], Decision) else "law"
        return tuple(found), tuple(_dates(source.name, v) for v in found), kind, ()
    read = read_text(source)
    if read.statute is not None:
        return (read.statute,), (_dates(source.name, read.statute),), "law", read.findings
    if len(_HEADS.findall(read.text)) >= 3:
        things, dates = _instruments(read.text)
        if len(things) > 1:
            return things, dates, "gazette", read.findings
    thing = None if is_report(read.text) else read_law(read.text)
    if thing is None:
        kind = "report" if is_report(read.text) else "none"
        return (), (), kind, (*read.findings, *_unfiled(source.name, kind, read.text))
    return (thing,), (_dates(source.name, thing),), "decision" if isinstance(thing, Decision) else "law", read.findings


def _unfiled(name: str, kind: str, text: str) -> Iterator[Finding]:
    """What to say of a text with articles that is no statute."""
    articles = _ARTICLE.findall(text) if kind == "none" else []
    if len(articles) > 2:
        yield kinds.NOT_FILED.finding(name=name, first=articles[0])


_OURS = re.compile(r'"lawtrack"\s*:')


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


_HEADS = re.compile(r"^[^。，；]{0,60}(?:公告|说明|报告|公报|决定|议程|名单)\s*(?:[（(][^（）()]*[）)])?\s*$", re.M)


def _instruments(text: str) -> tuple[tuple[Statute | Decision, ...], tuple[Mapping[str, str], ...]]:
    """The laws and decisions of a gazette, with the dates the issue gives them."""
    from lawtrack.syntax.gazette.issue import read_gazette

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


_REPORT = re.compile(r"关于《.+》.{0,30}(?:说明|报告|意见|汇报)(?:[（(]书面[）)])?$")


def is_report(text: str) -> bool:
    """Whether a text is a report on a bill: 关于《……（草案）》的说明, ……审议结果的报告; the title may run over several lines.

    >>> is_report("某市人大法制委员会关于\\n《某条例(草案)》审议结果的报告\\n——2023年9月20日在……"), is_report("某条例\\n第一条　略。")
    (True, False)
    """
    head = ""
    for line in text.lstrip("\ufeff").splitlines()[:12]:
        tight = re.sub(r"[\s#]", "", line)
        if tight.startswith(("——", "—", "（", "(", "主任", "各位")) or len(head) > 120:
            break
        head += tight
        if _REPORT.search(head):
            return True
    return False


def read_law(text: str) -> Statute | Decision | None:
    """A text as the decision or the statute it is; None where it is neither.

    A decision is what carries out amendments or repeals; other decisions (关于……问题的决定) are laws of their own.
    """
    from lawtrack.decision.parse import parse_decision
    from lawtrack.syntax.statute.parse import parse_statute

    head = next((line.strip("# \u3000\t") for line in text.lstrip("\ufeff").splitlines() if line.strip()), "")
    enacts = _FIRST_ARTICLE.search(text)
    if _DECISION_TITLE.search(head) or not enacts and _AMENDS.search(text[:3000]):
        decision = parse_decision(text)
        if decision.title and (decision.amended or decision.repealed or decision.suspended):
            return decision
    statute = parse_statute(text) if enacts else None
    return statute if statute and _TITLE.search(statute.title) and statute.articles else None


_TITLE = re.compile(
    r"^[^`\[\]<>|=#*]*(?:法|条例|办法|规定|细则|规则|解释|决定|决议|通则|总则|章程|规程|准则|典|公约|议定书|协定|意见|通知|批复|答复|方案"
    r"|标准|制度|纲要|守则|规范|定额|目录|安排|纪要|命令|指引|指南|问题)(?:[（(][^（）()]*[）)])*$"
)
_ARTICLE = re.compile(r"^[#\s]*(第[零〇一二三四五六七八九十百千0-9]+条)", re.M)


def _dates(name: str, thing: Statute | Decision) -> Mapping[str, str]:
    """Dates that the text itself does not tell: one in the file's name, a commencement clause that only a repair would put in order."""
    if isinstance(thing, Decision):
        return {}
    known = dates_of(thing)
    out = {}
    m = _DATED_NAME.search(Path(name).name)
    if not known.adopted and m:
        out = {"adopted": m[1], "effective": m[1]}
    if known.adopted and not known.effective and known.acts[-1:] and known.acts[-1].kind != "修正":
        repairs = "".join(e.text for f in thing.findings if f.repair for e in f.repair.edits)
        day = read_commencement(repairs, known.acts[-1])
        if day >= known.adopted:
            out = {"effective": day}
    return out


def _doubts(name: str, kind: str, thing: Statute | Decision, dates: Mapping[str, str]) -> tuple[Finding, ...]:
    where = f"《{thing.title}》（{Path(name).name}）"
    out = tuple(
        attrs.evolve(f, message=f"{where}{f.message}") for f in thing.findings if f.severity is not Severity.INFO
    )
    if kind == "law" and "effective" in dates and "adopted" not in dates:
        out += (kinds.DATE_FROM_REPAIR.finding(where=where, day=dates["effective"]),)
    if dates.get("adopted", "?") in Path(name).name:
        out += (kinds.DATE_FROM_NAME.finding(title=thing.title, day=dates["adopted"], name=Path(name).name),)
    return out


def ingest(
    archive: Writable,
    paths: Sequence[str | Path],
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
    again: bool = False,
) -> IngestReport:
    """Add files, folders and gazettes to an archive.

    ``executor`` is any :class:`concurrent.futures.Executor`, a cluster's too; without one, many files are read by a process per core.
    Writing goes in pieces of a few dozen documents; killed in between, the archive holds the pieces that were finished, and the same
    call goes on from there. ``again`` reads known documents once more. Raises :class:`InputError` for paths that do not exist.
    """
    if any(not str(path).strip() or path == Path("") and not isinstance(path, str) for path in paths):
        raise ArgumentError(
            'ingest 的路径是空的；请给出文件或者文件夹，当前文件夹写作 "."',
            'ingest: a path is empty; name a file or folder, "." for the current one',
        )
    files, left = find_files(paths)
    todo = files if again else [f for f in files if not _is_known(archive, f)]
    done = len(files) - len(todo)
    own = str(getattr(archive.store, "path", "\0"))  # the archive itself may lie in the folder
    left = [p for p in left if not str(p.absolute()).startswith(str(Path(own).absolute()))]
    report = IngestReport(known=done, findings=tuple(_skipped(p) for p in left))
    documents = map_corpus(read_to_keep, [str(f) for f in todo], executor=executor)
    for _ in range(0, len(todo), _BATCH):
        with uncollected():  # all that is read of a piece is held until it is written: there is nothing to collect
            batch: list[IngestedFile] = []
            for document in islice(documents, _BATCH):
                batch.append(document)
                done += 1
                if progress is not None:
                    progress(done, len(files), document.path)
            report = _write(archive, batch, report)
            del batch
    return report


def _is_known(archive: Writable, path: Path) -> bool:
    try:
        key = digest(path.read_bytes())
    except OSError:
        return False
    return bool(archive.store.rows("SELECT 1 FROM document WHERE hash = ? AND reader = ?", key, READER))


def _write(archive: Writable, batch: Sequence[IngestedFile], report: IngestReport) -> IngestReport:
    if not batch:
        return report
    laws = decisions = 0
    with archive.batch():
        archive._put_texts(thing for document in batch for thing in document.things)
        for document in batch:
            _keep(archive, document)
            for thing, date in zip(document.things, document.dates, strict=True):
                archive.add(thing, **date)
                decisions += isinstance(thing, Decision)
                laws += isinstance(thing, Statute)
    return attrs.evolve(
        report,
        new=report.new + sum(bool(d.things) for d in batch),
        laws=report.laws + laws,
        decisions=report.decisions + decisions,
        empty=(*report.empty, *(d.path for d in batch if not d.things and d.kind != "failed")),
        failed=(*report.failed, *(d.path for d in batch if d.kind == "failed")),
        findings=(*report.findings, *(f for d in batch for f in d.findings)),
    )


def _keep(archive: Writable, document: IngestedFile) -> None:
    store = archive.store
    if document.kind == "failed":
        return  # to be tried again
    if store.rows("SELECT 1 FROM document WHERE hash = ?", document.hash):
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
