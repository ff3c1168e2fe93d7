"""Phrases about statutes by their titles: renamed, repealed."""

from __future__ import annotations

import re

import attrs

from lawtrack.decision.orders import Order, Payload, Place, RepealStatutes, Replace
from lawtrack.decision.phrases.context import Context, level_of
from lawtrack.decision.phrases.formula import Hit
from lawtrack.decision.phrases.phrase import Phrase, lines_of, place_of, places_of
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import Level
from lawtrack.model.titles import alone, nested


def bare_title(text: str) -> str:
    """A title without its marks and without the full stop of the sentence it ends, as it stands by itself (实施《甲法》办法).

    >>> bare_title("《例省实施〈甲法〉办法》。"), bare_title("例省实施〈甲法〉办法")
    ('例省实施《甲法》办法', '例省实施《甲法》办法')
    """
    bare = re.sub(r"\s+", "", text).rstrip("。；")
    inner = re.fullmatch(r"《(.+)》", bare)
    return alone(inner[1] if inner and "》" not in re.sub(r"《[^《》]*》", "", inner[1]) else bare)


def _read_retitle_act(hit: Hit, context: Context) -> list[Order] | None:
    """将《甲条例》修改为：“《乙条例》。”: the statute is named by its title and gets another."""
    new = hit.match["title"] or hit.payload("文").text
    place = Place(Address((Step(Level.TITLE),)), quoted=hit.match["old"])
    return [Replace((place,), Payload((bare_title(new),), hit.span))]


def _write_retitle_act(order: Order) -> str | None:
    if not isinstance(order, Replace) or len(order.places) != 1 or not order.places[0].quoted:
        return None
    place = order.places[0]
    if level_of(place.address) is not Level.TITLE:
        return None
    return f"将《{place.quoted}》修改为《{nested(order.payload.text)}》"


def _read_retitle(hit: Hit, context: Context) -> list[Order] | None:
    """名称修改为《某市乙条例》: the new title in title marks."""
    names = hit.names("址")
    if any(n.steps and n.steps[-1].level is not Level.TITLE for n in names):
        return None  # 第三条修改为：“…”, as most are
    places = context.speak(names)
    if len(places) != 1 or not places[0].address.steps or level_of(places[0].address) is not Level.TITLE:
        return None
    new = Payload((hit.match["title"],), hit.span) if hit.match["title"] else hit.payload("文")
    if len(new.lines) != 1:
        return None
    return [Replace(places, attrs.evolve(new, lines=(bare_title(new.text),)))]


def _read_repeal(hit: Hit, context: Context) -> list[Order] | None:
    return [RepealStatutes(tuple(re.findall(r"《((?:[^《》]|《[^《》]*》)+)》", hit.match["titles"])))]


def _write_repeal(order: Order) -> str | None:
    return "废止" + "、".join(f"《{t}》" for t in order.titles) if isinstance(order, RepealStatutes) else None


_PLAIN = "(?:(?!《|》|\\n).)"
_NAME = f"(?:{_PLAIN}|《{_PLAIN}*》){{1,120}}"
RETITLE = Phrase(
    "retitle", "修改名称", "[将](?:《.{1,120}》的?)?〔址〕(?:由?《.{1,120}》)?〈改〉：(?:《(?P<title>.{1,120})》|〔文〕〈止〉)",
    _read_retitle, "将法规名称修改为《某市乙条例》",
    meaning=(Replace(places_of("名称"), lines_of("某市乙条例")),),
)  # fmt: skip
RETITLE_ACT = Phrase(
    "retitle-act", "修改名称（以旧名称指明）",
    f"[将|把]《(?P<old>{_NAME})》的?(?:由|从)?〈改〉：(?:《(?P<title>{_NAME})》|〔文〕)〈止〉",
    _read_retitle_act, "将《某市甲条例》修改为《某市乙条例》", _write_retitle_act,
    meaning=(Replace((place_of("名称", "", "某市甲条例"),), lines_of("某市乙条例")),),
)  # fmt: skip
REPEAL = Phrase(
    "repeal", "废止", "(?:同时)?废止(?P<titles>《.{1,400}》)", _read_repeal, "废止《某市甲条例》、《某市乙办法》", _write_repeal,
    meaning=(RepealStatutes(("某市甲条例", "某市乙办法")),),
)  # fmt: skip
