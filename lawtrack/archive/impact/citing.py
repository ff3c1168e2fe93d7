"""A statute that cites others: its facts, and on which days its words may have been written."""

from __future__ import annotations

import re
from functools import cached_property

import attrs

from lawtrack.archive.impact.laws import LawVersion
from lawtrack.syntax.note import Act, parse_note


@attrs.frozen(slots=False)
class Citing:
    """A statute that cites: its facts, its versions, and since when the words of its first version may stand."""

    id: int
    title: str
    issuer: str
    stages: tuple[LawVersion, ...]
    note: str = ""

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """What the note of its first version tells of."""
        return parse_note(self.note)

    def days(self, since: str) -> tuple[str, str, str]:
        """(first, adopted, effective): the days between which the words that stand since a day were written, and when they took effect.

        Words of the first version at hand may be as old as the last time the whole text was passed.
        """
        if since not in self._days:
            self._days[since] = self._written(since)
        return self._days[since]

    @cached_property
    def _days(self) -> dict[str, tuple[str, str, str]]:
        return {}

    def _written(self, since: str) -> tuple[str, str, str]:
        stage = next((s for s in self.stages if s.effective == since), self.stages[0])
        first = stage.day
        if stage.number == 1:
            acts = [a for a in self.acts if a.date and a.date <= stage.day]
            whole = [a.date for a in acts if a.kind != "修正"]
            first = whole[-1] if whole else ""  # the note does not tell how old the text is
        return min(first, stage.day), stage.day, stage.effective


_BODIES = re.compile(
    r"(?<=[院部局署会])\s+(?=(?:最高人民|中国|国家|公安部|司法部|国务院|[\u4e00-\u9fff]{2,8}部)[^关]*关于)"
)


def one_line(title: str) -> str:
    """A title as it stands in running text: the bodies that issued it together parted by 、, no breaks.

    >>> one_line("最高人民法院 最高人民检察院关于办理 某类案件的解释")
    '最高人民法院、最高人民检察院关于办理某类案件的解释'
    """
    return "".join(_BODIES.sub("、", title).split())
