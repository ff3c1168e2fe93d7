"""Figures changed without quotation marks: 费率由8%调整为10%."""

from __future__ import annotations

from lawtrack.decision.orders import Order, ReplaceWords
from lawtrack.decision.phrases.context import Context
from lawtrack.decision.phrases.formula import Hit
from lawtrack.decision.phrases.phrase import Phrase, places_of


def _read_figure(hit: Hit, context: Context) -> list[Order] | None:
    """The figure stands once in each place named, or the order is refused where it is bound."""
    places = context.speak(hit.names("址"))
    old, new = hit.match["was"], hit.match["now"]
    if not places or not all(p.address.steps for p in places) or old == new:
        return None
    return [ReplaceWords((place,), ((old, new),), count=1) for place in places]


_DIGIT = "|".join((r"\d", r"\.", *"零〇一二三四五六七八九十百千万亿两"))
_UNIT = "%|％|‰|万元|元|日|天|个月|月|年|倍|次|人|名|件|平方米|公里|米|小时|分钟|个工作日"
_FIGURE = f"(?:百分之|千分之|万分之)?(?:{_DIGIT}){{1,12}}(?:{_UNIT}){{0,1}}"
FIGURE = Phrase(
    "figure", "由几调整为几",
    rf"[将|把]〔址〕(?:规定|中|内)?的?(?:(?!\uff0c|\u3002|；|由|从).){{0,24}}(?:由|从)(?P<was>{_FIGURE})(?:〈改〉|(?:提高|降低|上调|下调|增加|减少|缩短|延长|调整|调)(?:到|至|为))(?P<now>{_FIGURE})〈止〉",
    _read_figure, "将第一条规定的水费的费率由8%调整为10%",
    meaning=(ReplaceWords(places_of("第一条"), (("8%", "10%"),), count=1),),
)  # fmt: skip
