"""What a title and its surroundings say about an instrument: its kind, the body it comes from, its dates."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

from lawtrack.model.dates import effects
from lawtrack.syntax.note import issuer_in


class InstrumentKind(enum.StrEnum):
    """What an instrument is; :attr:`zh` is its Chinese name.

    >>> import lawtrack as lt
    >>> lt.InstrumentKind.AMENDING_DECISION.value, lt.InstrumentKind.AMENDING_DECISION.zh
    ('amending-decision', '修改决定')
    """

    CONTENTS = "contents"
    ANNOUNCEMENT = "announcement"
    STATUTE = "statute"
    AMENDING_DECISION = "amending-decision"
    DECISION = "decision"
    RESOLUTION = "resolution"
    EXPLANATION = "explanation"
    REPORT = "report"
    OPINIONS = "opinions"
    APPOINTMENTS = "appointments"
    AGENDA = "agenda"
    BILL = "bill"
    OTHER = "other"

    @property
    def zh(self) -> str:
        """Its name in Chinese."""
        return _ZH[self]


_ZH = {
    InstrumentKind.CONTENTS: "目录", InstrumentKind.ANNOUNCEMENT: "公告", InstrumentKind.STATUTE: "法规",
    InstrumentKind.AMENDING_DECISION: "修改决定", InstrumentKind.DECISION: "决定", InstrumentKind.RESOLUTION: "决议",
    InstrumentKind.EXPLANATION: "说明", InstrumentKind.REPORT: "报告", InstrumentKind.OPINIONS: "意见",
    InstrumentKind.APPOINTMENTS: "任免名单", InstrumentKind.AGENDA: "议程", InstrumentKind.BILL: "议案", InstrumentKind.OTHER: "其他",
}  # fmt: skip
_TAIL = r"(?:[（(][^（）()]{1,24}[）)])*\Z"
_KINDS: tuple[tuple[InstrumentKind, re.Pattern[str]], ...] = (
    (InstrumentKind.ANNOUNCEMENT, re.compile(r"(?:公告|主席令|国务院令|(?:人民政府|委员会|部|局|署|总局)令|命令)" + _TAIL)),
    (InstrumentKind.APPOINTMENTS, re.compile(r"(?:任免|任命|免职|任职)[^，。]{0,12}名单|(?:任免|任命|决定任免|人事任免)(?:名单|事项|.{0,8}人员)?" + _TAIL)),
    (InstrumentKind.AGENDA, re.compile(r"(?:议程|日程|议事日程)" + _TAIL)),
    (InstrumentKind.EXPLANATION, re.compile(r"说明" + _TAIL)),
    (InstrumentKind.OPINIONS, re.compile(r"(?:意见(?:和建议)?|建议|意见书)" + _TAIL)),
    (InstrumentKind.REPORT, re.compile(r"(?:报告|汇报|通报)" + _TAIL)),
    (InstrumentKind.BILL, re.compile(r"议案" + _TAIL)),
    (InstrumentKind.AMENDING_DECISION, re.compile(r"关于(?:修改|修正|修订|废止|部分修改)[^的]*.*的决定" + _TAIL + "|修正案" + _TAIL)),
    (InstrumentKind.RESOLUTION, re.compile(r"决议" + _TAIL)),
    (InstrumentKind.DECISION, re.compile(r"决定" + _TAIL)),
    (InstrumentKind.STATUTE, re.compile(r"(?:条例|法|办法|规定|规则|细则|实施意见|章程|准则|守则|规程|法典|规范|解释|若干规定)" + _TAIL)),
    (InstrumentKind.OTHER, re.compile(r"(?:通知|批复|答复|复函|讲话|名单|公报|发言|致辞|述职|方案|计划|要点|纲要|标准|目录|令|函)" + _TAIL)),
)  # fmt: skip
LEGAL = frozenset({
    InstrumentKind.STATUTE, InstrumentKind.AMENDING_DECISION, InstrumentKind.DECISION, InstrumentKind.RESOLUTION,
    InstrumentKind.ANNOUNCEMENT, InstrumentKind.APPOINTMENTS, InstrumentKind.AGENDA,
})  # fmt: skip
SENTENCE = tuple("。；：:;，")
ORGAN = re.compile(
    r"(?:人民代表大会(?:常务委员会|.{2,14}委员会|.{2,24}办公室)?|常务委员会|人民政府|国务院|法院|检察院|军委|委员会|主席团|[一-龥]{2,12}(?:部|局|厅|署|办公室|总局|银行))\Z"
)
_OFFICE = re.compile(
    r"(?:常务)?(?:副)?(?:主任委员|主任|局长|市长|省长|主席|区长|县长|部长|厅长|秘书长|院长|检察长|署长|行长|组长)(?:、.*)?\Z"
)
_SESSION = re.compile(r"第[一二三四五六七八九十百〇零0-9]+(?:届|次)")


def kind_of(title: str) -> InstrumentKind | None:
    """The kind that a title names, or None where it is no title."""
    if len(title) < 3 or title.endswith(SENTENCE):
        return None
    return next((kind for kind, rule in _KINDS if rule.search(title)), None)


def unbalanced_title(text: str) -> bool:
    """Whether a bracket or title mark of a title is open: it goes on in the next line."""
    return (
        text.count("《") != text.count("》")
        or text.count("〈") != text.count("〉")
        or len(re.findall("[（(]", text)) != len(re.findall("[）)]", text))
    )


def join_title(parts: Sequence[str]) -> str:
    """The lines of a title as one, without the spaces that line breaks and justification left in it."""
    whole = "".join(parts)
    return re.sub(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])", "", whole)


def issuer_of(kind: InstrumentKind, title: str, note: str, author: str) -> str:
    """The body an instrument comes from: named in its title, in its adoption note, or by its author's office."""
    m = re.match(r"([^《》]*?)(?:关于|对(?!外)|检查|贯彻)", title)
    if m and ORGAN.search(m[1]):
        return _SESSION.sub("", m[1])
    if kind in (InstrumentKind.ANNOUNCEMENT, InstrumentKind.APPOINTMENTS, InstrumentKind.AGENDA):
        short = re.sub(
            r"第[一二三四五六七八九十百]+(?:届|次会议)|公告|(?:决定)?任[免命][^，]*|议程|日程|[（(].*", "", title
        )
        if short:
            return short.removesuffix("令").removesuffix("主席")
    if body := issuer_in(note):
        return body
    office = re.split(r"[ \u3000]", author)[0]
    bare = _OFFICE.sub("", office)
    return bare if ORGAN.search(bare) else ""


def effective_date(body: str, known: str) -> str:
    """When it comes into force: a date, or the day of promulgation where that is known."""
    found = effects(body, known, known, known)
    return next((e.date for e in reversed(found) if not e.after and e.date), "") or next(
        (e.date for e in found if e.after), ""
    )


def named_in(text: str) -> list[str]:
    """The outermost titles in 《 》 of a text."""
    out, depth, start = [], 0, 0
    for i, c in enumerate(text):
        if c == "《":
            start = i + 1 if not depth else start
            depth += 1
        elif c == "》" and depth:
            depth -= 1
            if not depth:
                out.append(text[start:i])
    return out
