"""What a newcomer gets wrong: arguments the wrong way round, two different statutes, equal texts. Each is one clear sentence, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable

import lawtrack
from lawtrack.binding.findings import ALREADY_APPLIED
from lawtrack.errors import Finding, InputError
from lawtrack.model.titles import title_key


def refuse_swapped(law: lawtrack.Statute, decision: lawtrack.Decision, base: str, name: str) -> None:
    """Raise :class:`InputError` where the decision stands where the statute should, or what stands for the decision is none."""
    if decision.instructions or decision.repealed or decision.suspended:
        return
    if decides(law):
        raise InputError(
            f"参数好像写反了：{base} 是修改决定，{name} 才是法规；先写法规，再写决定",
            f"the arguments seem to be swapped: {base} is a decision, {name} the statute; the statute comes first",
        )
    raise InputError(
        f"{name} 里没有修改指令，不是修改决定或者修正案；请检查文件（法规写在前面，决定写在后面）",
        f"{name} has no instructions, it is no amending decision; check the files (the statute comes first, the decision second)",
    )


def decides(law: lawtrack.Statute) -> bool:
    """Whether what was read as a statute is a decision by its title."""
    from lawtrack.syntax.gazette.issue import InstrumentKind, kind_of

    return kind_of("".join(law.title.split())) is InstrumentKind.AMENDING_DECISION


def refuse_strangers(old: lawtrack.Statute, new: lawtrack.Statute, anyway: bool) -> None:
    """Raise :class:`InputError` where two statutes of different names have next to nothing in common."""
    if anyway:
        return
    for law, other in ((old, new), (new, old)):
        if decides(law) and not decides(other):
            raise InputError(
                f"《{law.title}》是修改决定，不是法规文本；要按决定修改请用 lawtrack amend 法规 决定",
                f"《{law.title}》 is an amending decision, no statute; to carry it out use lawtrack amend STATUTE DECISION",
            )
    if not old.title or not new.title or title_key(old.title) == title_key(new.title):
        return
    known = {u.text for u in old.units if len(u.text) > 5}
    kept = sum(u.text in known for u in new.units if len(u.text) > 5)
    if kept * 10 < min(len(old.units), len(new.units)):
        raise InputError(
            f"《{old.title}》和《{new.title}》是两件不同的法规，几乎没有相同的条文；请核对文件，确要比较请加 --anyway",
            f"《{old.title}》 and 《{new.title}》 are two different statutes with hardly an article in common; check the files, or add --anyway",
        )


def refuse_equal(old: lawtrack.Statute, new: lawtrack.Statute) -> None:
    """Raise :class:`InputError` where there is nothing to draft; 阶段标记 and 题注 follow from a decision and are not its matter."""
    if (old.units[0], *old.units[3:]) == (new.units[0], *new.units[3:]):
        raise InputError(
            "两个文本相同，没有可以起草的修改；请核对文件（可能把同一个文件写了两次）",
            "the two texts are equal, there is nothing to draft; check the files (one may have been given twice)",
        )


def refuse_applied(findings: Iterable[Finding], name: str) -> None:
    """Raise :class:`InputError` where a decision was carried out on the text already: it would be applied twice."""
    for finding in findings:
        if finding.code == ALREADY_APPLIED.code:
            raise InputError(f"{name}：{finding.message}", f"{name}: {finding.message_en}")


def refuse_no_decision(decision: lawtrack.Decision) -> None:
    """Raise :class:`InputError` where what was given as the decision orders nothing and has no title of one."""
    if not (decision.instructions or decision.repealed or decision.suspended or decision.title):
        raise InputError(
            "给作修改决定的文件里没有修改指令，不是修改决定或者修正案；请检查文件",
            "the file given as a decision has no instructions, it is no amending decision; check the files",
        )
