"""Formulas: the notation in which the phrase table writes amending language, compiled to the pattern that is matched, and what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import attrs

from lawtrack.decision.orders import Payload
from lawtrack.decision.phrases.tokens import COUNT, PLACES, Clauses, Count
from lawtrack.decision.places import QUOTE, NamedPlace, PlaceList
from lawtrack.decision.quotes import Quoted
from lawtrack.errors import Span

_OLD = f"(?:中的|均|统一|分别)*(?:(?:(?:修改|调整|变更|替换)[为成]|改[为成]|删[去除])(?![{PLACES}该本原]))"
"""What stands behind a quotation of old words, which no new text before it goes on with: …修改为：“甲。”“乙”改为“丙”."""
_SLOT = {
    "址": PLACES, "新": PLACES, "章": PLACES, "另": PLACES, "文": f"{QUOTE}(?:\\n?{QUOTE}(?!{_OLD}))*+", "旧": f"{QUOTE}(?:[、和及，]?{QUOTE})*+",
    "名": QUOTE, "今": f"{QUOTE}(?:[、和]?\\n?{QUOTE}(?!(?:中的|均|统一|分别)*(?:修|改|合并|之?[后前])))*+", "数": COUNT, "再": COUNT, "源": PLACES, "至": PLACES,
    "题": QUOTE, "侧": "之?[后前]面?",
}  # fmt: skip
CHANGE = "(?:进行|作)?(?:修改|修订|修正|改写|变更|替换|更换|更改|调整)(?:成为|后的?(?:内容|条文)?为|为|成)|改为|改成|换成|更名为|改名为|改称为?|(?:修改|修正|修订)(?:、|和|并)?(?:补充|完善)(?:成|为)"
CHANGE += f"|改(?={QUOTE})|(?:(?:提高|降低|上调|下调|延长|缩短)(?:到|至|为)|(?:增加|减少|调整)(?:到|至))(?={QUOTE}(?!的?之?[前后]))"
CHANGE += rf"|(?:修改|修订|修正)如下(?=：?\n?{QUOTE}(?:[。；\n]|$))"  # what stands alone behind it is new text; 修改如下：“甲”改为“乙” is of words
ADD = "增加|增写|新增|增补|补充|增设"
DROP = "(?:删去|删除|删掉|取消)了?"
"""The verbs of amending language."""
NTH = f"(?:(?:第[一二三四五六七八九十0-9]{{1,3}}处?[、和及]){{1,9}}第?[一二三四五六七八九十0-9]{{1,3}}处|第[一二三四五六七八九十0-9]{{1,3}}(?:个(?={QUOTE})|次出现)|第?[一二两三四五六七八九十0-9]{{1,3}}处|(?:前|后|最后|首|末|最前)[一二两三四五六七八九十0-9]{{0,3}}处)"
"""两处 says how often words stand in a place, 第二处, 最后一处, 前两处 which of them are meant."""
_MACRO = {
    "〈改〉": CHANGE,
    "〈转〉": "(?:相应的?地?|分别|依次|依序|顺次|一并|顺延(?=改|调|作))*+(?:(?:修改|调整|变更|顺延|[后前上下]移|移|改列|改编|改|列|调|变)(?:作为|作|为|成|至|到)|作为)",
    "〈增〉": f"(?:并)?(?:{ADD})(?:规定)?",
    "〈删〉": DROP,
    "〈作〉": "(?:分别|依次|依序|顺次)*+(?:作为|列为|编为|成为|为)",
    "〈均〉": "(?:均|统一|分别|一律|全部|相应的?地?|都)*+",
    "〈中〉": "(?:中|里|内)?所?(?:规定|引用|所称|称|表述|涉及|出现|提到|关于|有关)?到?(?:所有|全部)?的?(?:(?!其[他余]|部分|有的)[\u4e00-\u9fff]{1,6}(?<!理)由|罪名|用语|词语|字样|文字)?",
    "〈并〉": "(?:[、和及与，]|以及|或者?)?",
    "〈样〉": f"(?:等?(?:[一二两三四五六七八九十0-9]{{0,3}}个?(?:词语?|语|字样?)|(?:部门)?的?(?:表述|提法|内容|规定)|{COUNT})|等(?=修|改|变|更|调|替|换|删|统|均|，))?",
    "〈列〉": "[，、和及与；]?(?:将|以及|并将?)?",
    "〈次〉": f"(?:{NTH}的?)?",
    "〈隔〉": "[，。；、]?\n?",
    "〈终〉": "(?=$|[。；，\n])",
    "〈字〉": "[\u4e00-\u9fff]",
    "〈全〉": "(?:(?:的|之)?全?部?(?:规定|内容|全文))?",
    "〈止〉": f"(?=$|[，。；、：\n（{PLACES}{QUOTE}并且同再又另其将在对增删原]|以下)",
}


@lru_cache(maxsize=512)
def compile_formula(formula: str) -> re.Pattern[str]:
    """The pattern of a formula: 〔址〕 a list of places, 〔文〕 quotations, 〔数〕 a count, [ ] optional, ( | ) choice, 〈改〉 a family of verbs.

    Colons, and commas between clauses, may be missing in the text. 〈止〉 stands where a clause must end: nothing may follow whole
    provisions that narrows them (删去第三款后半句).

    >>> bool(compile_formula("[将]〔址〕〈改〉：〔文〕").match("将\\ue001修改为：\\ue000"))
    True
    """
    out: list[str] = []
    for piece in re.findall(r"〔[^〕]+〕|〈[^〉]+〉|\(\?|.", formula):
        if piece[0] == "〔":
            out.append(f"(?P<{_GROUP[piece[1]]}>{_SLOT[piece[1]]})")
        elif piece[0] == "〈":
            out.append(f"(?:{_MACRO[piece]})")
        else:
            out.append(_PIECE.get(piece, piece))
    return re.compile("".join(out))


_GROUP = {
    "址": "place", "新": "to", "章": "heading", "另": "other", "文": "text", "旧": "old", "名": "name", "数": "count",
    "再": "count2", "源": "source", "至": "goal", "今": "text", "题": "caption", "侧": "side",
}  # fmt: skip
_PIECE = {"[": "(?:", "]": ")?", "(": "(?:", "：": "：?\\n?", "，": "[，、；]?\\n?", "。": "[。；]?\\n?"}


@attrs.define
class Hit:
    """A formula found in the clauses of an instruction: its slots by name.

    It remembers which tokens its reader took up; :meth:`left` tells whether one was passed over.
    """

    match: re.Match[str]
    clauses: Clauses
    _taken: set[int] = attrs.field(factory=set, init=False)

    def has(self, slot: str) -> bool:
        """Whether the slot is filled."""
        return _GROUP[slot] in self.match.re.groupindex and self.match[_GROUP[slot]] is not None

    def names(self, slot: str) -> tuple[NamedPlace, ...]:
        """The places in a slot, as written."""
        token = self._take(slot)
        return token.names if isinstance(token, PlaceList) else ()

    def count(self, slot: str = "数") -> Count:
        """The count in a slot."""
        token = self._take(slot)
        return token if isinstance(token, Count) else Count(0, None)

    def _take(self, slot: str) -> Quoted | PlaceList | Count | None:
        at = self.match.start(_GROUP[slot]) if self.has(slot) else -1
        self._taken.add(at)
        return self.clauses.tokens.get(at)

    def quotes(self, slot: str) -> list[Quoted]:
        """The quotations in a slot, one by one."""
        return self.quotes_between(*self.match.span(_GROUP[slot])) if self.has(slot) else []

    def quotes_between(self, start: int, end: int) -> list[Quoted]:
        """The quotations between two places of the clauses."""
        return [token for _, token in self.tokens_between(start, end) if isinstance(token, Quoted)]

    def tokens_between(self, start: int, end: int) -> list[tuple[int, Quoted | PlaceList | Count]]:
        """Every token between two places of the clauses, and where it stands."""
        found = [(i, self.clauses.tokens[i]) for i in range(start, end) if i in self.clauses.tokens]
        self._taken.update(i for i, _ in found)
        return found

    def left(self) -> bool:
        """Whether a quotation, a place or a count of the match was not taken up by its reader."""
        tokens, taken = self.clauses.tokens, self._taken
        return bool([i for i in range(*self.match.span()) if i in tokens and i not in taken])

    def payload(self, slot: str = "文") -> Payload:
        """The new text in a slot: quotations that follow one another are one text."""
        return payload_of(self.quotes(slot))

    @property
    def text(self) -> str:
        """The words of the match, quotations written out."""
        self.tokens_between(*self.match.span())
        out = []
        for i in range(*self.match.span()):
            token = self.clauses.tokens.get(i)
            out.append(f"“{token.text}”" if isinstance(token, Quoted) else self.clauses.text[i])
        return "".join(out)

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(
            self.clauses.starts[self.match.start()], self.clauses.ends[max(self.match.end() - 1, self.match.start())]
        )


def payload_of(quotes: Sequence[Quoted]) -> Payload:
    """The payload made of quotations that follow one another."""
    if not quotes:
        return Payload(())
    lines = tuple(line for q in quotes for line in q.lines)
    return Payload(lines, Span(quotes[0].start, quotes[-1].end), all(q.quoted for q in quotes))
