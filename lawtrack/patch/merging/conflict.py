"""What two patches on one base cannot both have, as values: shown, stored, decided by people."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from lawtrack.display import repr_html, summary
from lawtrack.errors import Finding
from lawtrack.model.address import Address
from lawtrack.patch.merging import findings as kinds
from lawtrack.patch.ops import Cause, clause_of
from lawtrack.patch.patch import Patch

ConflictKind: TypeAlias = Literal["text", "deleted", "number", "place", "added"]
_SAY = {
    "text": "两项修改涉及同一处文字",
    "deleted": "一方删除，另一方修改",
    "number": "两个不同的新编号",
    "place": "移到两个不同的位置",
    "added": "在同一位置各自增加内容，先后不明",
}


@attrs.frozen
class Conflict:
    """One place that two patches change in ways that cannot both hold: the provision, both instructions and all three texts.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> a, b = (lt.compare(law, lt.parse_statute(law.to_text().replace("开灯", to))) for to in ("亮灯", "鸣笛"))
    >>> (conflict,) = lt.merge(a, b).conflicts
    >>> str(conflict.address), conflict.before, conflict.first, conflict.second
    ('第二条第一款', '渡船应当开灯。', '渡船应当亮灯。', '渡船应当鸣笛。')
    """

    kind: ConflictKind
    line: int
    address: Address
    before: str
    first: str
    second: str
    first_cause: Cause
    second_cause: Cause

    @property
    def message(self) -> str:
        """The conflict in one sentence."""
        return f"{self.address or '文首'}：{_SAY[self.kind]}"

    @property
    def finding(self) -> Finding:
        """The conflict as a finding of severity error."""
        one, two = self.first_cause.label, self.second_cause.label
        return kinds.CONFLICT.finding(
            self.address,
            before=self.before,
            instruction=one if one == two else "",
            message=self.message,
            one=clause_of(one) or "随之调整",
            first=_short(self.first),
            two=clause_of(two) or "随之调整",
            second=_short(self.second),
            kind=self.kind,
        )

    @property
    def mirrored(self) -> Conflict:
        """The same seen from the other side."""
        return attrs.evolve(
            self,
            first=self.second,
            second=self.first,
            first_cause=self.second_cause,
            second_cause=self.first_cause,
        )

    __repr__ = summary


@attrs.frozen
class Merged:
    """The union of two patches. What is in conflict is left out of ``patch`` on both sides and stands in ``conflicts``.

    ``findings`` are the conflicts once more, and references in new words that may have to be renumbered.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> a = lt.compare(law, lt.parse_statute(law.to_text().replace("开灯", "亮灯")))
    >>> b = lt.compare(law, lt.parse_statute(law.to_text().replace("交通", "水利")))
    >>> merged = lt.merge(a, b)
    >>> merged.conflicts, merged.patch.apply(law)["第二条"].text
    ((), '渡船应当亮灯。')
    """

    patch: Patch
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing is in conflict."""
        return not self.conflicts

    def to_dicts(self) -> list[dict[str, str]]:
        """The conflicts as a table of three columns: the base, the first and the second, with their instructions."""
        return [
            {
                "provision": str(c.address),
                "kind": c.kind,
                "message": c.message,
                "before": c.before,
                "first": c.first,
                "second": c.second,
                "first_instruction": c.first_cause.label,
                "first_words": c.first_cause.text,
                "second_instruction": c.second_cause.label,
                "second_words": c.second_cause.text,
            }
            for c in self.conflicts
        ]

    def __repr__(self) -> str:
        return f"<Merged {self.patch!r} {len(self.conflicts)}处冲突>"

    _repr_html_ = repr_html


def _short(text: str) -> str:
    text = text.replace("\n", "") or "（删去）"
    return text if len(text) <= 60 else text[:59] + "…"
