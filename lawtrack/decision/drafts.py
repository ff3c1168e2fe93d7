"""What a decision orders while it is being laid out: its statutes, their instructions as stretches of text, and the headings they stand under."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.decision.closing import BESIDES
from lawtrack.decision.headings import ASIDE, GROUP_HEAD, SWEEP, NamedStatute, is_bare_title
from lawtrack.decision.lines import LABEL, DecisionLine, has_strong_verb, own_label, starts_item, starts_order
from lawtrack.decision.places import QUOTE, TITLE, scan_places
from lawtrack.model.numerals import NUMERAL, parse_numeral
from lawtrack.model.titles import name_key, names_fit

_LISTED_TEXT = re.compile(rf"第{NUMERAL}(?:条|款|项)(?:为|是|规定)?[：:]{QUOTE}")
"""第二款：“…”: a text under its number, below 增加两款，分别作为第二款、第四款."""
_TRANSITION = re.compile(r"本(?:决定|修正案)(?:施行|实施|通过|公布|生效|执行)(?:之?前|之?后|以前|以后|之日|时)(?!起)")
"""What a decision says of the time before and after it: law that changes no text."""


@attrs.define
class DraftPart:
    """A statute within the decision while it is being read; ``lost`` where its name could not be made out."""

    title: str
    label: str = ""
    start: int = 0
    end: int = 0
    instructions: list[Draft] = attrs.field(factory=list)
    adjusts: bool = False
    rewords: bool = False
    lost: bool = False


@attrs.define
class Draft:
    """An instruction while it is being read: its lines (masked places).

    ``common`` is the line 将下列法律中的“…”修改为“…” above it, where its own line only names a statute and its provisions; ``pieces`` are the stretches
    to read where they are not the whole of ``[start, end)``; ``whole``: its words go to the whole statute; ``ends``: the place
    of the provisions that it repeals, from the day ``since``; ``refused``: why it cannot be read; ``loose``: a sentence right behind a new text;
    ``shared``: said of several statutes at once; ``under``: what the heading says that the order goes on from.
    """

    label: str
    start: int
    end: int
    own: bool
    amends: bool
    common: tuple[int, int] | None = None
    pieces: tuple[tuple[int, int], ...] = ()
    whole: bool = False
    ends: int | None = None
    since: str = ""
    refused: str = ""
    adjusts: bool = False
    loose: bool = False
    shared: bool = False
    under: tuple[int, int] | None = None


_ALL = re.compile(r"上述|前述|以上|本决定|本次")
_COUNTED = re.compile(rf"({NUMERAL}|[0-9０-９]+)[ \u3000]*[件部项个]")
NAMING = re.compile(rf"{_ALL.pattern}|相关|有关|其他|各|》等(?:{_COUNTED.pattern})")
"""How a closing sentence speaks of several statutes: 上述法规, 相关法规, 《A》等三件法规."""


def names_all(parts: Sequence[DraftPart], which: str, first: str | None) -> bool:
    """Whether 上述法规, 上述三件法规, 《A》等三件法规 are all statutes of the decision: as many as are said, and the first of them.

    >>> names_all([DraftPart("甲条例"), DraftPart("乙条例")], "上述两件", None), names_all([DraftPart("甲条例"), DraftPart("乙条例")], "《甲条例》等3件", "甲条例")
    (True, False)
    """
    titles = list(dict.fromkeys(name_key(p.title) for p in parts if p.title))
    said = [parse_numeral(n) for n in _COUNTED.findall(which)]
    if any(n != len(titles) for n in said):
        return False
    if first is None:
        return _ALL.search(which) is not None
    return bool(said) and titles[:1] == [name_key(first)] and not any(p.lost for p in parts)


@attrs.frozen
class Heading:
    """A numbered heading: the kind of its number, its full label, what its list does, where the order stands that its list shares, and where the
    provision is named that its list changes; ``lost`` where that is not read."""

    kind: str
    label: str
    verb: str = ""
    common: tuple[int, int] | None = None
    unsaid: bool = False
    under: tuple[int, int] | None = None
    lost: bool = False


def sweep(parts: Sequence[DraftPart], line: DecisionLine, pieces: tuple[tuple[int, int], ...]) -> None:
    """Order the same in every statute of the decision, each once."""
    done: set[str] = set()
    for part in parts:
        if not part.lost and name_key(part.title) not in done:
            done.add(name_key(part.title))
            draft = Draft("", line.start, line.end, False, True, pieces=pieces, whole=True, shared=True)
            part.instructions.append(draft)


def continues(draft: Draft, line: DecisionLine, amends: bool, many: bool = False) -> bool:
    """Whether an unnumbered line belongs to the instruction before it; ``many``: in a decision on several statutes."""
    if many and is_unnamed(line.text):
        return False
    if line.text.startswith((QUOTE, "现修改为", "现改为", "修改为", "改为")) or _LISTED_TEXT.match(line.text):
        return True
    if _TRANSITION.match(line.text) and not starts_order(line.text) or BESIDES.match(line.text):
        return False
    remark = not draft.amends
    if not amends:
        return remark
    if remark:
        return False
    if draft.own:
        return True
    return not re.match(
        r"(?:将|把|在|对|删[去除]|原)*(?:《|刑法|宪法)?(?:第[^条款项章节]{1,12}[条章编]|(?:增加|新增|增补).[条章节]|引言|名称|条例|规定)",
        line.text,
    )


_UNNAMED = re.compile(
    rf"(?:此外|另外|同时|最后)[，,]?[ \u3000]*(?:还)?(?:并|统一)?(?:将|对|把)?(?:法规|规章)?的?(?:各|所有|相关|有关|部分|其他)*(?:法规|规章)?的?条[文款][^。；{QUOTE}]{{0,6}}中[^。；]*{QUOTE}"
)


def is_unnamed(text: str) -> bool:
    """Whether a line swaps words in 有关条款 of it is not said which statute: at the end of a decision on several it may be one or all."""
    return _UNNAMED.match(text) is not None or BESIDES.match(text) is not None


_STRANGER = re.compile(
    rf"(?:{LABEL.pattern})?(?:对|将)?《(?P<t>(?:[^《》]|《[^《》]*》){{4,}})》{ASIDE}{{0,2}}[ \u3000]*(?:的|中)?(?:附[件表录]|第{NUMERAL}[条款项章节])"
)


def refuse_strangers(parts: Sequence[DraftPart], text: str) -> None:
    """Refuse a line that names another statute than the one it was taken for, in a way that is not read."""
    for part in parts:
        for draft in part.instructions:
            if draft.ends is not None or draft.pieces or draft.common or not part.title:
                continue
            named = _STRANGER.match(text, draft.start, draft.end)
            if named and not names_fit(name_key(named["t"]), name_key(part.title)):
                draft.refused = "写明的是另一件法规"


def refuse_unnamed(parts: Sequence[DraftPart], text: str) -> None:
    """Refuse such a line at the end of the last statute, unless one before it has its own."""
    if len({name_key(p.title) for p in parts}) < 2:
        return
    found = [(p, d) for p in parts for d in p.instructions if not d.own and is_unnamed(text[d.start : d.end])]
    if len({id(p) for p, _ in found}) == 1 and found[0][0] is parts[-1]:
        for _, draft in found:
            draft.refused = "没有写明是哪几件法规"


def outranks(parts: Sequence[DraftPart], text: str) -> bool:
    """Whether a numbered order goes on with the numbers of the statutes (一、甲条例 （一）… 二、乙条例 （一）… 三、删去第五条): it is said of none."""
    label, part = LABEL.match(text), parts[-1] if len(parts) > 1 else None
    if label is None or part is None or part.lost or not label["cn"] or not part.instructions:
        return False
    last = parse_numeral(part.label)
    nested = all(i.label != part.label and i.label.startswith(part.label) for i in part.instructions if i.label)
    return nested and last is not None and parse_numeral(label["cn"]) == last + 1


_PLACED = re.compile(rf"第{NUMERAL}[条款项章节编]")


_NUMBER = re.compile(rf"{NUMERAL}|[0-9]+")


def _alike(parts: Sequence[DraftPart], label: str) -> bool:
    """Whether a number is like that of the last heading of a statute: 五 after 四."""
    return label != "" and bool(parts) and _NUMBER.sub("#", label) == _NUMBER.sub("#", parts[-1].label)


def heads(parts: Sequence[DraftPart], label: str, following: str) -> bool:
    """Whether orders stand below a numbered name; below one numbered like the last heading of a statute (五 after 四) in whatever words they are:
    第五条引用的“A”修改为“B”; 撤销第三章.

    >>> heads([DraftPart("例市茶摊规定", "四")], "五", "撤销第三章及其所属条款。"), heads([], "五", "撤销第三章及其所属条款。")
    (True, False)
    """
    if starts_item(following):
        return True
    own = LABEL.match(following)
    rest = following[own.end() :] if own else following
    speaks = not is_bare_title(rest) and (has_strong_verb(following) or _PLACED.search(rest) is not None)
    return speaks and _alike(parts, label)


_BARE_LEAD = re.compile(
    r"(?:对)?(?P<name>[^《》，。；：]{3,60}?)(?:作|做|进行)(?:出|了)?(?:如下|以下|下列)[^《》，。；：]{0,8}[：:]?"
)


_SAYS_CHANGED = re.compile("修改|修正|修订|调整|变更|如下|以下|下列|[：:]$")


def leading(parts: Sequence[DraftPart], label: str, rest: str, following: str) -> NamedStatute | None:
    """The statute to which a numbered sentence leads up that is none of the known headings: 二、鉴于机构改革，《乙办法》作相应调整，具体如下：. Nothing of what stands
    below it is of the statute before; a sentence that names several, or orders something itself, leads to none (title ``""``).

    >>> leading([DraftPart("甲办法", "一")], "二", "根据上位法，《乙办法》调整如下：", "（一）删去第三条。").title
    '乙办法'
    >>> leading([DraftPart("甲办法", "一")], "二", "删去第三条。", "三、删去第四条。") is None
    True
    """
    if QUOTE in rest or "《" not in rest and "下" not in rest or not starts_item(following) or not _alike(parts, label):
        return None
    if (own := LABEL.match(following)) and _alike(parts, own_label(own)):
        return None
    bare = _BARE_LEAD.fullmatch(rest)
    if bare and is_bare_title(bare["name"]):
        return NamedStatute(bare["name"], False)
    titles = [re.sub(r"\s", "", m[1]) for m in TITLE.finditer(rest)]
    objects = [re.sub(r"\s", "", m[1]) for m in TITLE.finditer(rest) if rest[: m.start()].endswith(("，对", ",对"))]
    if not titles or (len(titles) == 1 and has_strong_verb(rest)):
        return None
    if _OF_ANNEX.search(rest):
        return NamedStatute("")  # 对《甲办法》的附件作如下修改：（一）将第五条…: of the annex
    found = titles if len(titles) == 1 and _SAYS_CHANGED.search(rest) else objects
    return NamedStatute(found[0] if len(found) == 1 and not has_strong_verb(rest) else "")


_OF_ANNEX = re.compile(rf"》{ASIDE}{{0,2}}的?附[件表录图]")
_OF_PROVISION = re.compile(
    "中?的?(?:内容|规定)?[，,]?(?:(?:进行|[作做])?(?:出|了)?(?:如下|以下|下列)?(?:几处|[一二两三四五六七八九十]处)?的?(?:修改|修正|修订|调整)(?:如下|为)?)?[：:。]?"
)


def provision_heading(line: str, following: str) -> tuple[int, int] | None:
    """Where a numbered heading names the provision of which it speaks: 六、第六条作如下修改： above （一）第一款修改为：“…”."""
    own = LABEL.match(line)
    if own is None or "《" in line or not _begins_list(own, following):
        return None
    at = own.end() + (line[own.end() : own.end() + 1] in ("将", "对", "把", "在"))
    return _one_provision(line, at)


def statute_and_provision(line: str, following: str) -> tuple[str, tuple[int, int]] | None:
    """A numbered heading that names a statute and one provision of it: （三）《甲办法》第六条作如下修改：."""
    own = LABEL.match(line)
    title = TITLE.match(line, own.end() + (line[own.end() : own.end() + 1] in ("将", "对"))) if own else None
    under = _one_provision(line, title.end()) if own and title and _begins_list(own, following) else None
    return (title[1], under) if title and under else None


_OF_TEXT = re.compile(
    rf"(?:对|将)?(?=[^。；，第《{QUOTE}]{{0,12}}(?:条[文款]|条例|规定|办法|细则|规则|法规|全文)中的?(?:有关|相关|部分|个别|一些)?的?(?:表述|文字|用语|词语|词句|名称|称谓|提法|字样)(?:分别)?(?:作|进行)(?:出|了)?(?:如下|以下)(?:文字)?(?:修改|调整|修正)[：:。]?$)"
)
"""A heading that says whose words the list below it changes: 对条文中的有关表述作如下修改：（一）将“甲”修改为“乙”."""


def orders_heading(line: str, rest: str, following: str) -> tuple[int, int] | tuple[()] | None:
    """Where a numbered line that only leads up to the orders below it names their provision; () where it names none (对部分条文作以下修改：), None
    for any other line: without an order below, under a number of another kind or none, it says that something is changed, and not what."""
    if (under := provision_heading(line, following)) is not None:
        return under
    own, below = LABEL.match(line), LABEL.match(following)
    if own and below and below.lastgroup != own.lastgroup and (m := _OF_TEXT.match(line, own.end())):
        all_of = scan_places(line, m.end())
        if all_of is not None and len(all_of.names) == 1 and all_of.names[0].whole:
            return m.end(), all_of.end
    alike = own is not None and below is not None and below.lastgroup == own.lastgroup
    return (
        () if not alike and GROUP_HEAD.fullmatch(rest) and (starts_item(following) or SWEEP.match(following)) else None
    )


def _begins_list(own: re.Match[str], following: str) -> bool:
    """Whether orders stand under a numbered line, under numbers of another kind."""
    below = LABEL.match(following)
    return below is not None and below.lastgroup != own.lastgroup and has_strong_verb(following)


def _one_provision(line: str, at: int) -> tuple[int, int] | None:
    places = scan_places(line, at)
    if places is None or len(places.names) != 1 or not _OF_PROVISION.fullmatch(line, places.end):
        return None
    name = places.names[0]
    plain = name.steps and not (name.part or name.through or name.pronoun or name.slip)
    return (at, places.end) if plain else None


_AND_SO = re.compile(
    "[，,；;。]?(?:并|同时)?(?:对(?:其|该条|本条)|将其)?(?:[作做]|进行)(?:出|了)?(?:如下|以下|下列)(?:修改|修正|修订|调整)[：:。]?$"
)


def list_behind(line: str, following: str) -> tuple[int, int] | None:
    """The order of a numbered line that goes on in a list: 原第九条改为第十条，并作如下修改：."""
    if QUOTE in line or "《" in line:
        return None
    own, tail = LABEL.match(line), _AND_SO.search(line)
    if own is None or tail is None or not _begins_list(own, following):
        return None
    return own.end(), tail.start()


_LEADS_ON = re.compile(
    r"(?:附[件表录图]|《|部分)[^。；]*(?:(?:作|进行|做)[^。；：]{0,8}(?:修改|调整|修正|修订)(?:如下)?|(?:修改|调整|修正|修订)如下)[：:]"
)


def leads_astray(line: str, rest: str, following: str) -> bool:
    """Whether a numbered line says that something else is changed (an annex, a part) by the orders that stand under it, and is not read.

    >>> leads_astray("三、附件2《规范》作如下修改：", "附件2《规范》作如下修改：", "1.删去第二条。"), leads_astray("三、删去第二条。", "删去第二条。", "四、删去第五条。")
    (True, False)
    """
    own = LABEL.match(line)
    if own is None or QUOTE in rest or not starts_item(following):
        return False
    below = LABEL.match(following)
    if below is not None and below.lastgroup == own.lastgroup:
        return False
    return _ANNEX_LEADS.fullmatch(rest) is not None or _LEADS_ON.fullmatch(rest) is not None


_ANNEX_LEADS = re.compile(
    rf"(?:对|将|关于)?(?:本?(?:办法|规定|条例|细则|规则)的?|《[^《》]*》{ASIDE}?的?)?所?附(?:[件表录图]|《)(?:(?!第{NUMERAL}[条款项]|删[去除]|增加|修改为|改为)[^。；]){{0,60}}"
)


def is_loose(before: str, text: str) -> bool:
    """Whether a line is a sentence without marks right behind a new text: it may be a paragraph of it, left out of the marks by a slip."""
    ends = before.rstrip(" \u3000。；").endswith(QUOTE)
    return ends and len(text) > 20 and text.endswith("。") and not is_transition(text)


def is_transition(text: str) -> bool:
    """Whether a line speaks of the time before and after the decision."""
    return _TRANSITION.match(text) is not None


def announces(rest: str) -> bool:
    """Whether an unnumbered line only announces the orders below it: 根据上述规定，具体修改如下：."""
    return (
        rest.endswith(("：", ":"))
        and QUOTE not in rest
        and re.search(r"修改|如下|以下|下列", rest) is not None
        and not has_strong_verb(rest)
        and not starts_order(rest)
    )


_ASIDE = re.compile(
    r"(?:^|(?<=[。；\n]))[ \u3000]*((?:此外|另外)[，,][^。\n]*(?:修改|修正|修订|调整|改为|改成|改称|更名|变更|删[去除]|增加|统一)[^。\n]*)"
)
"""A sentence that speaks of changing texts, as the closing sentences of decisions do."""
_BELOW = rf"(?:本条|该条)?原?第[（(]?{NUMERAL}[）)]?[款项](?:[、和至到](?:原?第)?[（(]?{NUMERAL}[）)]?[款项])*"
_ORDERS_BELOW = re.compile(
    rf"[ \u3000]*(?:同时|另外?|再|还|并|此外|其中)*[，,]?(?:(?:(?:删[去除掉]|取消|撤[销消]|去掉|保留)|(?:增加?|新增|增设|增写|补充|添加|加)(?:写|列)?){_BELOW}"
    rf"|(?:增加?|新增|增设|增写|补充|添加|加)(?:写|列)?{NUMERAL}个?[款项](?:[，,]?作为|[：:])|(?:其余|其他|其它|以下|后面?|以后|之后)的?各?[款项条][^。]{{0,6}}(?:顺延|不变|顺序|次序|依次)"
    rf"|{_BELOW}(?:内容)?(?:(?:应当?)?[为是][：:]|[改变调移并合拆分]?[改变调移并合拆分作](?:作|为|成|至|到|入)*(?:第|{NUMERAL}[款项])|作为?第|顺[延次]|依次|不变|保留不|(?:予以|均|一并)?(?:删[去除掉]|取消|撤[销消])))"
)
"""A line that orders something of a 款 or an item without words that only an order uses: 取消第三款。 原第二款作第三款。 其余各款依次顺延。"""
_BEGINS_ORDER = re.compile(rf"[ \u3000]*(?:[0-9]{{1,2}}.?)?(?:删[去除]第|将第|把第|(?:增加|新增){NUMERAL}[条款项章节])")
"""A line that begins as an order does, whatever its place looks like: 删去第_款。"""
_ENDS = ("。", "；", "！", "？")


def own_words(lines: Sequence[str]) -> str:
    """What new text without marks holds that may be the decision's own: a sentence on changing texts, an order, a signature, a page's foot.

    >>> own_words(("茶船应当年检。第二款删去。",)), own_words(("茶船应当登记。", "责任编辑：甲某")), own_words(("茶船应当登记：", "（一）有船"))
    ('第二款删去', '责任编辑：甲某', '')
    """
    text = "\n".join(lines)
    if found := _ASIDE.search(text):
        return found[1].strip()
    order = next((x for x in re.split("[。；，\n]", text)[1:] if starts_order(x.strip(" \u3000"))), "")
    order = order or next((x for x in lines[1:] if _ORDERS_BELOW.match(x) or _BEGINS_ORDER.match(x)), "")
    foot = len(lines)
    while foot and lines[foot - 1][-1:] not in (*_ENDS, "”", "）", "|") and not LABEL.match(lines[foot - 1]):
        foot -= 1
    finished = 0 < foot < len(lines) and lines[foot - 1][-1:] in _ENDS
    return order.strip(" \u3000") or (lines[foot] if finished else "")
