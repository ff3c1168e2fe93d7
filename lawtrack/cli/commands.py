"""What each command does: read, call the verb of the same name, hand back results. Printing is done in one place only."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Any, TypeAlias

import attrs

import lawtrack
from lawtrack.binding.findings import NOT_AMENDED
from lawtrack.changes.comparison_table import TableOptions
from lawtrack.cli.table import options_of
from lawtrack.decision.corrections import Correction, concerns, correct, read_corrections, unused
from lawtrack.desk.jobs import (
    Edition,
    amended,
    compared,
    consolidation_documents,
    drafted,
    instrument_documents,
    verified,
)
from lawtrack.desk.outcome import Outcome
from lawtrack.desk.three_columns import three_columns
from lawtrack.errors import Finding, InputError, Severity
from lawtrack.formats.blocks import Table, details_of, finding_text
from lawtrack.formats.files import find_files, safe_name, write_file
from lawtrack.formats.input import open_source, read_text
from lawtrack.formats.kinds import READABLE
from lawtrack.formats.report import Report
from lawtrack.history.records import changing
from lawtrack.model.dates import chinese_date
from lawtrack.model.text_width import cut, pad
from lawtrack.model.titles import title_key

Run: TypeAlias = Callable[[argparse.Namespace], Iterable[Outcome]]


def source(name: str) -> Any:
    """A file name as the library reads it; ``-`` is standard input."""
    if name != "-":
        return name
    data = io.BytesIO(sys.stdin.buffer.read())
    data.name = "标准输入"
    return data


def parse(args: argparse.Namespace) -> Iterator[Outcome]:
    for name in args.files:
        if args.repair:
            value: Any = lawtrack.read_statute(source(name), tracked=args.tracked, repair=True)
        else:
            value = lawtrack.read_any(source(name), kind=args.kind, tracked=args.tracked)
        yield Outcome(value, _stem(name), tuple(value.findings))


def corrections_of(args: argparse.Namespace) -> tuple[Correction, ...]:
    """What the corrections file says, if one is given."""
    if not args.corrections:
        return ()
    return read_corrections(read_text(open_source(source(args.corrections))).text)


def read_corrected(names: Sequence[str], args: argparse.Namespace) -> list[lawtrack.Decision]:
    """Decisions, read as the corrections file says: a correction concerns those in which its words stand, or else all of them."""
    when = getattr(args, "promulgated", "")
    decisions = [lawtrack.read_decision(source(name), tracked=args.tracked, promulgated=when) for name in names]
    if not args.corrections:
        return decisions
    wanted = corrections_of(args)
    known = {c for c in wanted if getattr(args, "many", False) or any(concerns(d, c) for d in decisions)}
    return [correct(d, [c for c in wanted if c not in known or concerns(d, c)]) for d in decisions]


def amend(args: argparse.Namespace) -> Iterator[Outcome]:
    if Path(args.base).is_dir():
        yield from amend_folder(args)
        return
    law = lawtrack.read_statute(source(args.base), tracked=args.tracked)
    decisions = zip(args.decisions, read_corrected(args.decisions, args), strict=True)
    borders: dict[str, lawtrack.Border] = dict.fromkeys(args.later, "later")
    yield amended(
        law,
        decisions,
        name=args.base,
        borders=borders,
        strict=args.strict,
        on=args.on,
        again=args.again,
        listed=args.many,
    )


def amend_folder(args: argparse.Namespace) -> Iterator[Outcome]:
    """Every statute of a folder that the decisions name; those named that are not there, and those repealed, are listed."""
    args.many = True
    decisions = [lawtrack.read_decision(source(name), tracked=args.tracked) for name in args.decisions]
    wanted = {title_key(a.title): a.title for d in decisions for a in changing(d)}
    done: set[str] = set()
    used: set[str] = set()
    given = {os.path.realpath(name) for name in args.decisions}
    for path in find_files([args.base])[0]:
        if os.path.realpath(path) in given:
            continue
        law = lawtrack.read_any(path, tracked=args.tracked)
        if not isinstance(law, lawtrack.Statute) or title_key(law.title) not in wanted:
            continue
        key = title_key(law.title)
        if key in done:
            raise InputError(
                f"{path}：文件夹里有两件《{law.title}》，不知道用哪一件；请移走一件",
                f"{path}: the folder has 《{law.title}》 twice, and which is meant is not known; take one away",
            )
        done.add(key)
        mine = [
            name
            for name, d in zip(args.decisions, decisions, strict=True)
            if key in {title_key(a.title) for a in changing(d)}
        ]
        used.update(mine)
        yield from amend(argparse.Namespace(**{**vars(args), "base": str(path), "decisions": mine}))
    missing = [title for key, title in wanted.items() if key not in done]
    if not done:
        names = "、".join(f"《{t}》" for t in missing) or "无"
        raise InputError(
            f"{args.base} 里没有决定所修改的法规（{names}）；请检查文件夹",
            f"none of the statutes that the decision amends is in {args.base} ({names}); check the folder",
        )
    gone = list(dict.fromkeys(t for d in decisions for t in d.repealed))
    lines = [f"已修改 {len(done)} 件"]
    lines += [f"文件夹里没有《{title}》，没有修改" for title in missing]
    lines += [f"决定废止《{title}》" for title in gone]
    carried_out = [d for name, d in zip(args.decisions, decisions, strict=True) if name in used]
    idle = unused(carried_out, corrections_of(args))
    lines += [f.message for f in idle]
    yield Outcome(
        {"amended": len(done), "missing": missing, "repealed": gone},
        "打包修改",
        idle,
        text="\n".join(lines) + "\n",
        done=True,
    )


def verify(args: argparse.Namespace) -> Iterator[Outcome]:
    (decision,) = read_corrected([args.decision], args)
    published = lawtrack.read_statute(source(args.published), tracked=args.tracked)
    base = lawtrack.read_statute(source(args.base), tracked=args.tracked) if args.base else None
    yield verified(decision, published, base)


def rewind(args: argparse.Namespace) -> Iterator[Outcome]:
    published = lawtrack.read_statute(source(args.published), tracked=args.tracked)
    (decision,) = read_corrected([args.decision], args)
    result = lawtrack.rewind(published, decision)
    yield Outcome(result, published.title, tuple(result.findings))


def _versions(args: argparse.Namespace) -> tuple[lawtrack.Statute, lawtrack.Statute]:
    """The two texts to compare: of two files, or both of one redlined file."""
    if args.new is None:
        return lawtrack.read_versions(source(args.old))
    old, new = (lawtrack.read_statute(source(name), tracked=args.tracked) for name in (args.old, args.new))
    return old, new


def compare(args: argparse.Namespace) -> Iterator[Outcome]:
    old, new = _versions(args)
    yield compared(old, new, anyway=args.anyway)


def draft(args: argparse.Namespace) -> Iterator[Outcome]:
    old, new = _versions(args)
    options = {name: getattr(args, name) for name in ("title", "body", "date", "effective", "style")}
    yield drafted(old, new, **options)


def merge(args: argparse.Namespace) -> Iterator[Outcome]:
    edition = None
    more: dict[str, Any] = {}
    if len(args.files) == 2:
        first, second = (lawtrack.read_patch(source(name)) for name in args.files)
        result = lawtrack.merge(first, second)
        findings: tuple[Finding, ...] = result.findings
    elif len(args.files) == 3:
        base = lawtrack.read_statute(source(args.files[0]), tracked=args.tracked)
        amendments = []
        for name in args.files[1:]:
            decision = lawtrack.read_decision(source(name), tracked=args.tracked)
            if not decision.instructions:
                raise InputError(
                    f"{name}：没有修改指令，不是修改决定或者修正案；merge 先写法规，再写两份修改决定",
                    f"{name} has no instructions, it is no amending decision; merge takes the statute first, then two decisions",
                )
            amendments.append(lawtrack.amend(base, decision))
            if any(f.code == NOT_AMENDED.code for f in amendments[-1].findings):
                raise InputError(
                    f"{name}：没有修改《{base.title}》，无从合并；请核对法规和决定",
                    f"{name} does not amend 《{base.title}》, so there is nothing to merge; check statute and decision",
                )
        result = lawtrack.merge(amendments[0].patch, amendments[1].patch, base)
        edition = Edition(base, result.patch, result.patch.apply(base))
        more = {
            "columns": partial(three_columns, base, amendments[0].patch, amendments[1].patch),
            "decision": partial(lawtrack.draft, base, edition.statute),
        }
        findings = (*base.findings, *(f for a in amendments for f in a.findings), *result.findings)
        result = attrs.evolve(result, findings=findings)
    else:
        raise InputError(
            "merge 需要两个补丁（.json），或者一件法规和两份修改决定",
            "merge takes two patches (.json), or a statute and two decisions",
        )
    yield Outcome(result, "合并的补丁", findings, edition=edition, more=more)


def references(args: argparse.Namespace) -> Iterator[Outcome]:
    for name in args.files:
        result = lawtrack.list_references(lawtrack.read_statute(source(name), tracked=args.tracked))
        yield Outcome(result, _stem(name), tuple(result.findings))


def coverage(args: argparse.Namespace) -> Iterator[Outcome]:
    decisions = {name: lawtrack.read_decision(path) for name, path in _decisions(args.folders)}
    if not decisions:
        raise InputError(
            f"{'、'.join(args.folders)} 里没有修改决定（文件名含 decision、决定或者修正案的 .txt、.md、.docx）",
            f"no decision in {', '.join(args.folders)} (a .txt, .md or .docx whose name has decision, 决定 or 修正案)",
        )
    result = lawtrack.measure_coverage(decisions)
    findings = tuple(f for d in decisions.values() for f in d.unread)
    yield Outcome(result, "读懂了多少", findings, result.to_text())


def _decisions(folders: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """The decisions in folders, recognised by their file names, and files that are named."""
    for folder in map(Path, folders):
        if not folder.is_dir():
            yield folder.name, folder
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in READABLE - {".json", ".xml"} and re.search(r"decision|决定|修正案", path.name):
                yield f"{path.parent.name}/{path.stem}", path


def bills(args: argparse.Namespace) -> Iterator[Outcome]:
    from lawtrack.wire import plain

    for name in args.files:
        found = lawtrack.follow_bills(lawtrack.read_gazette(source(name)))
        rows = [
            {
                "bill": bill.title, "report": o.proposal.report, "date": o.proposal.date, "topic": o.proposal.wish.topic,
                "act": o.proposal.wish.act, "places": [str(n) for n in o.proposal.places], "targets": [str(n) for n in o.proposal.targets],
                "old": o.proposal.old, "new": o.proposal.new, "text": o.proposal.wish.text, "fate": o.fate, "found": str(o.address or ""),
                "reads": o.text, "likeness": round(o.likeness, 3),
            }
            for bill in found for o in bill.outcomes
        ]  # fmt: skip
        findings = tuple(f for bill in found for f in bill.findings)
        text = "".join(map(_bill_lines, found)) or "公报里没有法规草案的报告\n"
        report = Report("各报告对法规草案的修改建议", findings=findings, tables=tuple(map(_bill_table, found)))
        yield Outcome(plain(rows), _stem(name), findings, text, more={"report": report} if found else {})


def _bill_table(bill: Any) -> Table:
    """A bill as a table: each proposal with what became of it."""
    rows = tuple(
        (
            chinese_date(o.proposal.date),
            o.proposal.wish.act,
            "、".join(map(str, o.proposal.targets or o.proposal.places)),
            o.proposal.wish.text,
            o.fate.zh,
            str(o.address or ""),
        )
        for o in bill.outcomes
    )
    return Table(f"《{bill.title}》", ("日期", "建议", "条款", "内容", "结果", "公布文本"), rows)


def _bill_lines(bill: Any) -> str:
    """A bill for a reader: its stages, and each proposal with what became of it."""
    lines = [f"《{bill.title}》 " + " → ".join(f"{s.name}（{s.date}）" for s in bill.stages)]
    report = ""
    for o in bill.outcomes:
        p = o.proposal
        if p.report != report:
            report = p.report
            lines.append(f"  {report}（{p.date}）")
        where = "、".join(map(str, p.targets or p.places))
        found = f" → 公布文本{o.address}" if o.address is not None else ""
        lines.append(
            f"    {pad(o.fate.zh, 8)} {p.wish.act} {where}{found}  {cut(p.wish.text.replace(chr(10), ''), 60)}"
        )
    return "\n".join(lines) + "\n"


def gazette(args: argparse.Namespace) -> Iterator[Outcome]:
    for name in args.files:
        issue = lawtrack.read_gazette(source(name))
        own = safe_name(_stem(name)) if args.many else ""  # each of several issues has a folder of its own
        if args.extract:
            for document, text in instrument_documents(issue):
                write_file(Path(args.extract, own, document), text)
        if args.consolidate is not None:
            folder = args.consolidate or args.output or ""
            if folder in ("", "-"):
                raise InputError(
                    "请写明结果放在哪个目录：--consolidate 目录，或者 --consolidate -o 目录/",
                    "say where the results go: --consolidate FOLDER, or --consolidate -o FOLDER/",
                )
            found = lawtrack.review_gazette(issue)
            if not found:
                raise InputError(
                    f"{name} 里没有修改决定连同修改后重新公布的全文；有修改前的文本时请用 lawtrack amend",
                    f"{name} has no decision together with the text republished after it; where you have the earlier text, use lawtrack amend",
                )
            yield from _consolidate(found, Path(folder, own), options_of(args))
        else:
            yield Outcome(issue, _stem(name), issue.findings, _listing(issue))


def _listing(issue: Any) -> str:
    """The instruments of an issue, one a line."""
    lines = [" ".join(x for x in (issue.title, issue.issue, issue.published) if x) or "公报"]
    for one in issue.instruments:
        facts = [one.number, "" if one.issuer in one.title else one.issuer]
        facts += [f"{label}{date}" for label, date in (("通过", one.adopted), ("施行", one.effective)) if date]
        told = "，".join(filter(None, facts))
        lines.append(
            f"{pad(f'{one.first_line}–{one.last_line}', 11)}{pad(one.kind.zh, 10)}{one.title}"
            + (f"（{told}）" if told else "")
        )
    return "\n".join(lines) + "\n"


def _consolidate(found: Sequence[Any], folder: Path, table: TableOptions) -> Iterator[Outcome]:
    for one in found:
        where = folder / safe_name(one.published.title) if len(found) > 1 else folder
        whole = attrs.evolve(one.amendment, findings=one.findings)
        for name, content in consolidation_documents(one, table):
            write_file(where / name, content)
        yield Outcome(whole, one.published.title, one.findings, _consolidated(one, where), done=True)


def _consolidated(one: Any, where: Path) -> str:
    """The summary of the main job for the terminal."""
    changes = one.amendment.changes
    counts = "，".join(f"{s} {n} 条" for s, n in changes.counts.items() if n)
    check = one.verification
    lines = [
        f"《{one.published.title}》",
        f"  修改决定  {one.decision.title}（{len(one.decision.items)} 项，共 {len(one.decision.instructions)} 条指令，未读懂 {len(one.decision.unread)} 处）",
        f"  回推      {len(one.rewound.statute.articles)} 条，{len(one.rewound.gaps)} 处原文已被修改、无从恢复",
        f"  再修改    {counts}",
        f"  与公布文本{_agreement(one)}",
        f"  核对      {len(check.errors)} 处错误，{len(check.warnings)} 处警告",
    ]
    for f in check.findings:
        if f.severity in (Severity.ERROR, Severity.WARNING):
            lines.append("    " + finding_text(f))
            lines += [f"        {line}" for line in details_of(f)]
    return "\n".join([*lines, f"  结果在 {where}/"]) + "\n"


def _agreement(one: Any) -> str:
    """How the text that was made agrees with the published one."""
    compared = lawtrack.compare(one.published, one.amendment.statute).changes.changed
    other = [r for r in compared if r.status.name != "TYPOGRAPHY"]
    marks = f"，另有 {len(compared) - len(other)} 处仅标点宽度不同" if len(other) < len(compared) else ""
    if not other:
        return "逐字一致" + marks
    return f"有 {len(other)} 处不同：" + "、".join(str(r.new or r.old) for r in other[:8]) + marks


def _stem(name: str) -> str:
    stem = "标准输入" if name == "-" else PurePath(name).name.split(".")[0]
    return os.fsencode(stem).decode("utf-8", "replace")  # names need not be UTF-8


RUN: dict[str, Run] = {
    "bills": bills, "gazette": gazette, "parse": parse, "amend": amend, "verify": verify, "rewind": rewind, "compare": compare, "draft": draft, "merge": merge,
    "references": references, "coverage": coverage,
}  # fmt: skip


def run(args: argparse.Namespace) -> Iterable[Outcome]:
    """Carry out the command; raises the library's exceptions."""
    if args.command == "archive":
        from lawtrack.cli.archive import run_archive

        return run_archive(args)
    if args.command not in RUN:
        raise InputError(f"没有命令 {args.command}", f"there is no command {args.command}")
    return RUN[args.command](args)
