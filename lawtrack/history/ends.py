"""A statute that ends others by its own last article (《某条例》同时废止), seen as the act that it is: a decision that repeals."""

from __future__ import annotations

from lawtrack.decision.decision import Amended, Decision, Instruction
from lawtrack.decision.orders import RepealStatutes
from lawtrack.decision.suspension import Suspension
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.syntax.ends import ends_in, parts_ended
from lawtrack.syntax.note import Act, commencement_of, parse_note


def repealing_act(statute: Statute) -> Decision | None:
    """What the last articles of a statute end, with the days on which they do; None where they end nothing. What they end of a statute in part
    stands under ``suspended``: it no longer applies, and the text of that statute does not change.

    The days are those of the act that made the clause: a text changed by a decision keeps the clause it was enacted with. A statute of the
    same title is its own predecessor, which the new text follows anyhow.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> text = "本条例自2027年1月1日起施行。《甲条例》同时废止。"
    >>> law = Statute("乙条例", note="（2026年5月8日某会通过）", children=(Article("第一条", "", (Paragraph(text),)),))
    >>> act = repealing_act(law); act.repealed, act.adopted, act.effective
    (('甲条例',), '2026-05-08', '2027-01-01')
    """
    own = title_key(statute.title)
    ends = [e for e in ends_in(statute) if title_key(e.title) != own]
    parts_of = [e for e in parts_ended(statute) if title_key(e.title) != own]
    if not ends and not parts_of:
        return None
    acts = [a for a in parse_note(statute.note) if a.kind != "修正"]
    act = acts[-1] if acts else Act("制定")
    effective = act.effective or commencement_of(statute, act)
    parts = []
    for index, end in enumerate(ends):
        order = RepealStatutes((end.title,), phrase="repeal")
        day = end.day if end.day != effective else ""
        parts.append(Amended(end.title, (Instruction("", index, f"《{end.title}》废止", (order,), effective=day),)))
    titles = tuple(e.title for e in ends)
    return Decision(
        statute.title, body=act.body, adopted=act.adopted or act.approved, promulgated=act.promulgated, effective=effective,
        amended=tuple(parts), repealed=titles,
        suspended=tuple(Suspension(e.title, e.places, since=effective, text=e.text) for e in parts_of),
    )  # fmt: skip
