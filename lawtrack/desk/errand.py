"""The whole job from the files that lie on the desk: which job it is, what comes of it, and the documents, by name, as they go into one folder."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import attrs

import lawtrack
from lawtrack.binding.consolidation import takes_effect
from lawtrack.desk.choices import Choice, borders, repairs
from lawtrack.desk.documents import DOCUMENTS, counts_text, documents_of, findings_text
from lawtrack.desk.jobs import amended, compared, consolidation_documents, drafted, instrument_documents, verified
from lawtrack.desk.outcome import Outcome
from lawtrack.desk.papers import Placed, Role
from lawtrack.errors import Finding, InputError
from lawtrack.formats.files import safe_name
from lawtrack.formats.html_page import render
from lawtrack.formats.report import Report, report_of
from lawtrack.history.records import changing
from lawtrack.model.titles import title_key

Documents: TypeAlias = dict[str, "str | bytes"]
Progress: TypeAlias = Callable[[str], None]
"""Told what is begun: the name of a file or of a step."""


class Plan(enum.StrEnum):
    """The jobs of the desk; ``WAIT`` while files are missing."""

    WAIT = "wait"
    AMEND = "amend"
    COMPARE = "compare"
    VERIFY = "verify"
    GAZETTE = "gazette"


@attrs.frozen
class Result:
    """One statute's result: a report as a page of its own, what is counted, what was found, what is left to be chosen."""

    title: str
    counts: str
    report: str = attrs.field(repr=False)
    findings: tuple[Finding, ...] = ()
    choices: tuple[Choice, ...] = ()


@attrs.frozen
class Done:
    """What came of a job: results one by one, and all documents by their path in the folder."""

    name: str
    results: tuple[Result, ...]
    documents: Documents = attrs.field(repr=False)
    remarks: tuple[str, ...] = ()


def plan_of(placed: Sequence[Placed]) -> Plan:
    """Which job the roles of the files make. Raises :class:`InputError` where they make none whatever else is added.

    >>> from lawtrack.desk.papers import Paper
    >>> plan_of([Placed(Paper("甲", b""), Role.BASE), Placed(Paper("乙", b""), Role.DECISION)])
    <Plan.AMEND: 'amend'>
    """
    n = {role: sum(p.role is role for p in placed) for role in Role}
    if n[Role.GAZETTE] or n[Role.VERSIONS]:
        alone = sum(n[r] for r in Role if r is not Role.NONE) == 1
        if not alone:
            one = next(p for p in placed if p.role in (Role.GAZETTE, Role.VERSIONS))
            raise InputError(
                f"{one.paper.name} 作为{one.role.zh}时自己就是一件工作，不和其他文件一起处理；请改变它的用途，或者移去其他文件",
                f"{one.paper.name} as a {one.role} is a job by itself; change what it is, or remove the other files",
            )
        return Plan.GAZETTE if n[Role.GAZETTE] else Plan.COMPARE
    if n[Role.NEW] > 1:
        raise InputError(
            "修改后文本只能有一个；请改变其中一个文件的用途，或者移去它",
            "there can be one text after only; change what one of them is, or remove it",
        )
    if n[Role.DECISION]:
        if n[Role.NEW]:
            if n[Role.DECISION] > 1 or n[Role.BASE] > 1:
                raise InputError(
                    "核对时给出一个修改决定、一个修改后文本，至多一个原文；请移去多余的文件",
                    "to verify: one decision, one text after, at most one text before; remove the others",
                )
            return Plan.VERIFY
        return Plan.AMEND if n[Role.BASE] else Plan.WAIT
    if n[Role.BASE] > 1:
        raise InputError(
            "比较时给出一个原文和一个修改后文本；请改变其中一个文件的用途，或者移去多余的文件",
            "to compare: one text before and one after; change what one of them is, or remove the others",
        )
    return Plan.COMPARE if n[Role.BASE] and n[Role.NEW] else Plan.WAIT


def run(
    placed: Sequence[Placed], chosen: Mapping[str, lawtrack.Border], facts: Mapping[str, str], progress: Progress
) -> Done:
    """Carry out the job; ``chosen`` settles borders (``{"第七条": "later"}``), ``facts`` are title, body, date and effective of a drafted decision.

    Raises :class:`InputError` where files are missing or do not belong together, and what the jobs raise.
    """
    plan = plan_of(placed)
    files = {role: [p for p in placed if p.role is role] for role in Role}
    if plan is Plan.GAZETTE:
        return _gazette(files[Role.GAZETTE][0], progress)
    if plan is Plan.COMPARE:
        return _compare(placed, files, facts, progress)
    if plan is Plan.VERIFY:
        return _verify(placed, files, progress)
    if plan is Plan.AMEND:
        return _amend(placed, files, chosen, progress)
    raise InputError(
        "还缺文件：给出原文和修改决定，或者两个版本，或者一期公报，或者一份修订稿",
        "files are missing: a statute and its decision, or two versions, a gazette, or a redlined draft",
    )


def _amend(
    placed: Sequence[Placed],
    files: Mapping[Role, list[Placed]],
    chosen: Mapping[str, lawtrack.Border],
    progress: Progress,
) -> Done:
    decisions = []
    for p in files[Role.DECISION]:
        progress(p.paper.name)
        decisions.append((p.paper.name, p.paper.decision()))
    decisions.sort(
        key=lambda named: takes_effect(named[1])
    )  # files lie in any order; those without a date stay in front
    bases = files[Role.BASE]
    results: list[Result] = []
    documents: Documents = {}
    remarks: list[str] = []
    left = list(repairs(placed))
    for p in bases:
        progress(p.paper.name)
        law = p.paper.statute("old")
        mine = decisions
        if len(bases) > 1:  # one decision may amend many statutes: each gets those that name it
            key = title_key(law.title)
            mine = [(n, d) for n, d in decisions if key in {title_key(a.title) for a in changing(d)}]
            if not mine:
                remarks.append(f"{p.paper.name}：决定没有修改《{law.title}》，没有处理")
                continue
        outcome = amended(law, mine, name=p.paper.name, borders=chosen)
        choices = (*borders(outcome.findings), *(c for c in left if c.file in (p.paper.name, *(n for n, _ in mine))))
        results.append(_result(outcome, report_of(outcome.result), choices))
        folder = safe_name(outcome.name) + "/" if len(bases) > 1 else ""
        _add(documents, folder, outcome, "amend", progress)
    if not results:
        raise InputError("；".join(remarks), "; ".join(remarks))
    remarks += [f"决定废止《{t}》" for t in dict.fromkeys(t for _, d in decisions for t in d.repealed)]
    name = results[0].title if len(results) == 1 else "打包修改"
    return Done(name, tuple(results), documents, tuple(remarks))


def _compare(
    placed: Sequence[Placed], files: Mapping[Role, list[Placed]], facts: Mapping[str, str], progress: Progress
) -> Done:
    if files[Role.VERSIONS]:
        one = files[Role.VERSIONS][0].paper
        progress(one.name)
        old, new = one.versions()
    else:
        first, second = files[Role.BASE][0].paper, files[Role.NEW][0].paper
        progress(first.name)
        old = first.statute("old")
        progress(second.name)
        new = second.statute("new")
    outcome = compared(old, new)
    decision = drafted(old, new, **facts)  # refuses equal texts before anything is written
    table = attrs.evolve(report_of(outcome.result), findings=outcome.findings)
    documents: Documents = {}
    _add(documents, "", outcome, "compare", progress)
    _add(documents, "", decision, "draft", progress, only="修改决定")
    documents["发现.txt"] = findings_text((*outcome.findings, *decision.findings))
    words = decision.result.to_text().removeprefix(decision.result.title + "\n")  # the title is the heading of the page
    text = Report(decision.result.title, text=words, findings=decision.findings)
    left = tuple(repairs(placed))
    return Done(outcome.name, (_result(outcome, table, left), _result(decision, text, ())), documents)


def _verify(placed: Sequence[Placed], files: Mapping[Role, list[Placed]], progress: Progress) -> Done:
    ordered, published = files[Role.DECISION][0].paper, files[Role.NEW][0].paper
    progress(ordered.name)
    decision = ordered.decision()
    progress(published.name)
    law = published.statute("new")
    base = None
    for p in files[Role.BASE]:
        progress(p.paper.name)
        base = p.paper.statute("old")
    outcome = verified(decision, law, base)
    documents: Documents = {}
    _add(documents, "", outcome, "verify", progress)
    return Done(outcome.name, (_result(outcome, report_of(outcome.result), tuple(repairs(placed))),), documents)


def _gazette(one: Placed, progress: Progress) -> Done:
    progress(one.paper.name)
    issue = one.paper.issue
    documents: Documents = {f"各文件/{name}": text for name, text in instrument_documents(issue)}
    results: list[Result] = []
    progress("回推、合并、核对")
    for found in lawtrack.review_gazette(issue):
        whole = attrs.evolve(found.amendment, findings=found.findings)
        outcome = Outcome(whole, found.published.title, found.findings)
        results.append(_result(outcome, report_of(whole), ()))
        for name, content in consolidation_documents(found):
            progress(name)
            documents[f"{safe_name(found.published.title)}/{name}"] = content
    listed = Report(issue.title or "公报", findings=issue.findings, tables=report_of(issue).tables)
    results.append(Result(f"目录（{len(issue.instruments)} 个文件）", "", render(listed), issue.findings))
    remarks = () if len(results) > 1 else ("公报里没有修改决定连同修改后重新公布的全文，只列出各个文件",)
    return Done(issue.title or "公报", tuple(results), documents, remarks)


def _result(outcome: Outcome, report: Report, choices: tuple[Choice, ...]) -> Result:
    counts = counts_text(outcome) if report.changes is not None else ""
    return Result(outcome.name, counts, render(report), outcome.findings, choices)


def _add(to: Documents, folder: str, outcome: Outcome, command: str, progress: Progress, only: str = "") -> None:
    """The documents of an outcome, each told before it is made."""
    made = documents_of(outcome, command, told=progress, only=only)
    to.update({folder + name: content for name, content in made.items()})


def steps_of(placed: Sequence[Placed]) -> int:
    """How many steps :func:`run` will tell; 0 where it is not known before."""
    plan = plan_of(placed)
    files = sum(p.role is not Role.NONE for p in placed)
    bases = sum(p.role is Role.BASE for p in placed)
    if plan is Plan.AMEND:
        return files + bases * len(DOCUMENTS["amend"])
    if plan is Plan.COMPARE:
        return files + len(DOCUMENTS["compare"]) + sum(d.name == "修改决定" for d in DOCUMENTS["draft"])
    return files + len(DOCUMENTS["verify"]) if plan is Plan.VERIFY else 0
