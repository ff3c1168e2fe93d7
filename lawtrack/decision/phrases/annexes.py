"""Phrases about the lines of an annex: 在附件三中删去下列全国性法律."""

from __future__ import annotations

import re

import attrs

from lawtrack.decision.orders import DeleteProvisions, InsertProvisions, Order, Payload
from lawtrack.decision.phrases.context import Context, level_of
from lawtrack.decision.phrases.formula import Hit
from lawtrack.decision.phrases.phrase import Phrase, lines_of, place_of
from lawtrack.decision.phrases.wording import block
from lawtrack.model.levels import Level
from lawtrack.model.numerals import NUMERAL

_LIST_MARK = re.compile(rf"(?:(?:{NUMERAL}|[0-9]{{1,3}})[、.．]|[（(](?:{NUMERAL}|[0-9]{{1,3}})[）)])\s*")


def _titles(payload: Payload) -> list[str]:
    """The lines of a list, without number and closing mark."""
    return [_LIST_MARK.sub("", line, count=1).rstrip("。；;，") for line in payload.lines]


def _read_delete_listed(hit: Hit, context: Context) -> list[Order] | None:
    """在附件三中删去下列全国性法律：《甲令》；《乙令》: lines of an annex, named by what they say."""
    places = context.speak(hit.names("址"))
    if len(places) != 1 or level_of(places[0].address) is not Level.ANNEX or places[0].part:
        return None
    return [DeleteProvisions(tuple(attrs.evolve(places[0], quoted=t) for t in _titles(hit.payload("文"))))]


def _write_delete_listed(order: Order) -> str | None:
    if not isinstance(order, DeleteProvisions) or not all(p.quoted for p in order.places):
        return None
    return f"在{order.places[0].address}中删去下列内容" + block(Payload(tuple(p.quoted for p in order.places)))


def _read_add_listed(hit: Hit, context: Context) -> list[Order] | None:
    """在附件三中增加下列全国性法律：《甲法》；《乙法》: more lines behind those of an annex."""
    places = context.speak(hit.names("址"))
    if len(places) != 1 or level_of(places[0].address) is not Level.ANNEX or places[0].part:
        return None
    return [
        InsertProvisions(
            Level.PARAGRAPH, (), attrs.evolve(hit.payload("文"), lines=tuple(_titles(hit.payload("文")))), places[0]
        )
    ]


_KINDS = r"(?:(?!\uff1a|\uff0c|\u3002|；|\n).){0,20}"  # the marks by their codes: ：，。stand for more in a formula
DELETE_LISTED = Phrase(
    "delete-listed", "删去附件所列", f"[在|从]〔址〕[中|内]，〈删〉(?:下列|以下){_KINDS}：〔文〕",
    _read_delete_listed, "在附件三中删去下列法律：“《甲令》\n“《乙令》”", _write_delete_listed,
    meaning=(DeleteProvisions((place_of("附件三", "", "《甲令》"), place_of("附件三", "", "《乙令》"))),),
)  # fmt: skip
ADD_LISTED = Phrase(
    "add-listed", "增加附件所列", f"[在]〔址〕[中|内]，〈增〉(?:下列|以下){_KINDS}：〔文〕",
    _read_add_listed, "在附件三中增加下列法律：“《甲法》\n“《乙法》”",
    meaning=(InsertProvisions(Level.PARAGRAPH, (), lines_of("《甲法》", "《乙法》"), under=place_of("附件三")),),
)  # fmt: skip
