"""Decision text → :class:`~lawtrack.decision.decision.Decision`: formal parts, statutes, instructions, orders, dates — every character accounted for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

import attrs

from lawtrack.arguments import checked
from lawtrack.decision.claims import doubt_finding, settle_claims
from lawtrack.decision.decision import Amended, Decision, Formal, Instruction
from lawtrack.decision.drafts import Draft, DraftPart, refuse_strangers, refuse_unnamed
from lawtrack.decision.findings import text as kinds
from lawtrack.decision.findings.orders import ANNEX_NUMBERS
from lawtrack.decision.heads import PROMULGATES, counts_in, days, decider
from lawtrack.decision.layout import Layout
from lawtrack.decision.lines import (
    LABEL,
    DecisionLine,
    read_paragraphs,
    titles_in,
)
from lawtrack.decision.orders import Adjust, DeleteProvisions, Order, Place, Remark, RepealStatutes
from lawtrack.decision.page import cut_invisible, cut_spacing, lead_back, lead_back_spacing
from lawtrack.decision.phrases.clauses import ReadStretch, addresses_of
from lawtrack.decision.phrases.context import Adrift, Context, Doubt, expand
from lawtrack.decision.phrases.phrase import Phrase
from lawtrack.decision.phrases.table import join_words, read_clauses
from lawtrack.decision.phrases.tokens import PLACES, Clauses, join_clauses, reduce
from lawtrack.decision.places import QUOTE, PlaceList, scan_places
from lawtrack.decision.quotes import CLOSING
from lawtrack.decision.repeals import Ending
from lawtrack.decision.suspension import read_suspensions, suspension_finding, title_above
from lawtrack.errors import Finding, Repair, Severity, Span, Splice
from lawtrack.model.address import Address
from lawtrack.model.dates import Date, Effect, effects
from lawtrack.model.levels import Level, clause_of
from lawtrack.model.numerals import NUMERAL, parse_numeral
from lawtrack.model.titles import name_key, same_title, title_key
from lawtrack.syntax.note import passer_of, read_date


@checked
def parse_decision(text: str, *, promulgated: Date = "", formulas: Sequence[Phrase] = ()) -> Decision:
    """Read an amending decision (修改决定, 修正案), also one that amends many statutes.

    Nothing is raised for a text: what is not understood is a finding ``decision.unread`` with its place, and formal parts, orders
    and findings together cover every character. ``promulgated`` (a date, or text such as 2024-03-29) is the day on which it was made public,
    for texts that come without their 令 or 公告: the adoption note of a State Council regulation and 自公布之日起施行 need it.
    ``formulas`` are phrases of your own (:class:`lawtrack.Phrase`), tried before those of the table and held to the same laws: a clause of which
    anything is left over is unread. An example stands in the how-to.

    >>> d = parse_decision("关于修改《甲条例》的决定\\n（2024年1月2日甲市人民代表大会常务委员会第三次会议通过）\\n"
    ...     "会议决定对《甲条例》作如下修改：\\n一、删去第三条。\\n本决定自2024年3月1日起施行。")
    >>> d, d.amended[0].title, d.instructions[0].orders[0].phrase, d.effective
    (<Decision 关于修改《甲条例》的决定 1项指令>, '甲条例', 'delete', '2024-03-01')
    """
    cuts = cut_invisible(text)
    if cuts.holes:
        return lead_back(parse_decision(cuts.left(text), promulgated=promulgated, formulas=formulas), text, cuts)
    gaps = cut_spacing(text)
    if gaps.holes:
        return lead_back_spacing(
            parse_decision(gaps.left(text), promulgated=promulgated, formulas=formulas), text, gaps
        )
    return _suspending(_read(text, read_date(promulgated) if promulgated else "", tuple(formulas)))


def _read(text: str, promulgated: str, formulas: tuple[Phrase, ...]) -> Decision:
    """A decision without what it suspends."""
    paragraphs = read_paragraphs(text)
    layout = Layout(paragraphs, findings=list(paragraphs.findings), formulas=formulas)
    layout.newlines = [m.start() for m in re.finditer("\n", text)]
    layout.read_body(layout.read_head())
    pages = (Formal("page", text[p.start : p.end], p) for p in paragraphs.pages)
    layout.formal = sorted([*layout.formal, *pages], key=lambda f: f.span.start) if paragraphs.pages else layout.formal
    refuse_unnamed(layout.parts, layout.masked.text)
    refuse_strangers(layout.parts, layout.masked.text)
    index = 0
    amended: list[Amended] = []
    for part in layout.parts:
        if part.instructions:
            done, index = _finish(part, layout, index)
            amended.append(done)
    changed = {name_key(a.title) for a in amended if any(o.kind for i in a.instructions for o in i.orders)}
    repealed = _repealed(layout, changed)
    for ending, span in repealed:
        order = RepealStatutes((ending.title,), phrase="repeal", span=span)
        source = text[span.start : span.end]
        instruction = Instruction("", index, source, (order,), span, ending.since)
        amended.append(Amended(ending.title, (instruction,), span=span))
        index += 1
    if not layout.title and not repealed and not any(f.kind in ("opening", "effective") for f in layout.formal):
        if all(isinstance(o, Remark) for a in amended for i in a.instructions for o in i.orders):
            return _no_decision(text, layout)
    _compare_counts(layout, amended, repealed)
    _placeless(layout, amended)
    _ordered_above(layout)
    return _with_dates(layout, tuple(amended), tuple(e.title for e, _ in repealed), promulgated)


def _repealed(layout: Layout, changed: set[str]) -> list[tuple[Ending, Span]]:
    """The statutes that end, each once, where it is named best: in the list, not in the sentence that introduces it. What the body
    changes does not end, whatever a sentence above it seems to say."""
    out: dict[str, tuple[Ending, Span]] = {}
    for ending, span in layout.repealed:
        if name_key(ending.title) not in changed:
            out[name_key(ending.title)] = (ending, span)
            continue
        layout.findings.append(kinds.REPEALED_AND_AMENDED.finding(span=span, title=ending.title))
    for title in layout.declared.ended:
        if not out and layout.formal:
            span = next(f.span for f in layout.formal if f.kind == "title")
            out[name_key(title)] = (Ending(title), span)
    return list(out.values())


_NAMES_FIRST = re.compile(rf"废止《[^\n]{{4,120}}》等[ \u3000]*(?:{NUMERAL}|[0-9０-９]+)[ \u3000]*[件部项个]")
"""现决定废止《甲条例》等5件地方性法规（目录附后）: an opening that is a repeal."""


_AMENDS = re.compile(r"关于(?:修[改正订]|废止[和、]修改)[^。]*的(?:决[定议]|通知|批复|公告)$")
"""A title that says it amends."""


def _compare_counts(layout: Layout, amended: list[Amended], repealed: list[tuple[Ending, Span]]) -> None:
    """等五件 in the title, the opening or the headings of parts against the statutes that the body names; and a heading under which nothing was read."""
    if re.search(r"关于(?:修改和|修改、)?废止|和废止|、废止", layout.title) and not repealed:
        if not any(d.ends is not None for p in layout.parts for d in p.instructions):
            layout.tell(kinds.NO_REPEAL)
    if _AMENDS.search(layout.title) and not repealed and not any(f.severity is Severity.ERROR for f in layout.findings):
        if all(isinstance(o, Remark) for a in amended for i in a.instructions for o in i.orders):
            layout.tell(kinds.NO_CHANGE)
    ended = {name_key(e.title) for e, _ in repealed}
    have = {"修改": len({name_key(a.title) for a in amended} - ended - {""}), "废止": len(ended)}
    parts, lists = Counter[str](), Counter[str]()
    for text in (f.text for f in layout.formal if f.kind == "part"):
        (lists if re.search("目录|名单|清单", text) else parts).update(counts_in(re.sub(r"\s", "", text)))
    parts = parts if all(parts[k] == have[k] for k in parts) else lists or parts  # said above, and again over each list
    said = (
        f.text for f in layout.formal if f.kind == "opening" or (f.kind == "repeal" and _NAMES_FIRST.search(f.text))
    )
    opening = "".join(re.sub(r"\s", "", text) for text in said)
    counted = (("名称说", counts_in(layout.title)), ("正文的引言说", counts_in(opening)), ("各部分的标题共说", parts))
    for where, told in counted:
        for what, number in told.items():
            if have[what] and have[what] != number:
                layout.tell(kinds.COUNT, where=where, what=what, number=number, have=have[what])
                have[what] = 0  # told once
    read = {name_key(a.title) for a in amended} | ended
    for part in layout.parts:
        if part.title and not part.instructions and name_key(part.title) not in read:
            line = DecisionLine(part.start, part.end, "")
            layout.tell(kinds.EMPTY_HEADING, line, title=part.title)


def _placeless(layout: Layout, amended: list[Amended]) -> None:
    """An amendment (修正案) that only says what shall hold, and nowhere which text that changes: each sentence is told."""
    if not layout.title.endswith("修正案") or any(
        not isinstance(o, Remark) for a in amended for i in a.instructions for o in i.orders
    ):
        return
    for n, finding in enumerate(layout.findings):
        if finding.code == kinds.REMARK.code and finding.span is not None:
            said = layout.text.source[finding.span.start : finding.span.end]
            layout.findings[n] = _unsaid(said, finding.span, finding.instruction)


_ORDERED = re.compile(
    rf"”[^。；，“”]{{0,10}}(?:修改|改|调整|变更|替换)[为成]“|删[去除](?:原?第{NUMERAL}[条款]|“)|(?<!》)第{NUMERAL}条[^。；，“”《》]{{0,12}}(?:修改|改)为|增加{NUMERAL}[条款项]"
)


def _ordered_above(layout: Layout) -> None:
    """An order within the sentence that opens the decision (作如下修改，其中“甲局”统一修改为“乙局”：) is told: nothing there is carried out."""
    for part in layout.formal:
        if part.kind == "opening" and _ORDERED.search(part.text):
            text = re.sub(r"\s", "", part.text)
            layout.findings.append(kinds.UNREAD.finding(span=part.span, clause="引言", text=text[:60]))


def _suspending(decision: Decision) -> Decision:
    """A decision that changes no text, with the statutes that it suspends somewhere or for a time."""
    if decision.repealed or any(not isinstance(o, Remark) for i in decision.instructions for o in i.orders):
        return decision
    suspended = read_suspensions(decision.source, decision.effective)
    if not suspended:
        return decision
    told = tuple(suspension_finding(s, decision.source) for s in suspended)
    other = tuple(
        f for f in decision.findings if f.code not in (kinds.NO_TITLE.code, kinds.REMARK.code, kinds.UNREAD.code)
    )
    title = decision.title or title_above(decision.source)
    return attrs.evolve(decision, title=title, amended=(), findings=(*other, *told), suspended=suspended)


def _no_decision(text: str, layout: Layout) -> Decision:
    """What is no amending decision at all: one finding for the whole text."""
    if not text.strip():
        findings = (kinds.EMPTY.finding(),)
        return Decision("", findings=findings, source=text)
    span = Span(0, len(text), 1)
    findings = (kinds.NO_DECISION.finding(span=span),)
    return Decision("", findings=(*findings, *layout.text.findings), source=text)


def _finish(part: DraftPart, layout: Layout, index: int) -> tuple[Amended, int]:
    """The instructions of one statute, read."""
    out: list[Instruction] = []
    counts = Counter(d.label for d in part.instructions if not d.own)
    nth: dict[str, int] = {}
    adjusts, rewords, asked = part.adjusts, part.rewords, False
    for draft in part.instructions:
        label = draft.label
        if not draft.own and counts[label] > 1:
            nth[label] = nth.get(label, 0) + 1
            label = f"{label}（{nth[label]}）"
        span = layout.span(draft.start, draft.end)
        text = layout.source(draft.start, draft.end)
        orders, findings = _read_instruction(layout, draft, label, span)
        if part.lost and any(not isinstance(o, Remark) for o in orders):
            orders, findings = (), [_unread(text, span, label)]
        if asked and not draft.own and orders and all(isinstance(o, Remark) for o in orders):
            orders, findings = (), [_unread(text, span, label)]  # the text that it asks for
        asked = not orders and text.rstrip().endswith(("：", ":"))
        layout.findings += findings
        for order in orders:
            if isinstance(order, Adjust):
                adjusts, rewords = True, rewords or order.words
        out.append(Instruction(label, index, text, orders, span, shared=draft.shared))
        index += 1
    whole = layout.span(part.start, part.end) if part.end else None
    done, findings_ = settle_claims(Amended(part.title, tuple(out), adjusts, whole, rewords))
    layout.findings += findings_
    return done, index


def _read_instruction(layout: Layout, draft: Draft, label: str, whole: Span) -> tuple[tuple[Order, ...], list[Finding]]:
    masked = layout.masked
    if draft.refused:
        text = f"{layout.source(draft.start, draft.end)}（{draft.refused}）"
        return (), [_unread(text, whole, label)]
    if draft.ends is not None:
        return _read_partial_repeal(layout, draft, label)
    clauses = join_clauses([reduce(masked, a, b) for a, b in draft.pieces or ((draft.start, draft.end),)])
    own = LABEL.match(masked.text[draft.start : draft.end])
    skip = 0
    if own:
        limit = masked.starts[draft.start + own.end() - 1]
        while skip < len(clauses.starts) and clauses.starts[skip] <= limit:
            skip += 1
    if draft.adjusts and not any(s.orders for s in read_clauses(clauses, Context(), skip, layout.formulas)):
        return (
            Adjust(words=re.search("文字|标点|表述|技术性", clauses.text) is not None, phrase="adjust", span=whole),
        ), [
            doubt_finding(Doubt.of(ANNEX_NUMBERS), whole, label, False)
            for _ in _ANNEXES.findall(layout.source(draft.start, draft.end))[:1]
        ]
    if draft.common:
        return _read_listed(layout, draft, clauses, label, clauses.text[skip:])
    context = Context()
    if draft.whole:
        context.name((Place(),))
    if draft.under is not None:
        _go_on(layout, draft.under, context)
    segments = [s for s in read_clauses(clauses, context, skip, layout.formulas) if s.orders is None or s.orders]
    if not any(s.orders for s in segments) and not draft.amends and not _meant_as_order(clauses.text[skip:]):
        source = layout.source(draft.start, draft.end)
        text = source[own.end() :] if own else source
        marks = (
            CLOSING if _OF_ITSELF.match(text) else CLOSING + QUOTE
        )  # of a quotation not found; of words that are to be changed
        meant = _MEANT_AS_END.search(text) or "顺序" in text or "序号" in text
        if meant or any(c in masked.text[draft.start : draft.end] for c in marks):
            return (), [_unread(source, whole, label)]
        said = clauses.text[skip:]
        unsaid = _UNSAID.fullmatch(said) or len(said) < 80 and _ALTERS.fullmatch(said)
        finding = _unsaid(text, whole, label) if unsaid else _remark(text, whole, label)
        if draft.loose:
            message = f"{finding.message}；它紧接在引文之后而没有引号，请看是不是新文本的一部分"
            finding = attrs.evolve(finding, severity=Severity.WARNING, message=message)
        return (Remark(text, phrase="remark", span=whole),), [finding]
    if draft.under is not None and _strays(layout, draft.under, segments):
        return (), [_unread(layout.source(draft.start, draft.end), whole, label)]  # 对附件作如下修改：（一）第五条…
    if any(s.orders is None for s in segments) and _TOLD_OF.search(clauses.text):
        return (), [_unread(layout.source(draft.start, draft.end), whole, label)]  # a report of changes orders none
    return _orders_of(layout, clauses, segments, whole, label)


def _strays(layout: Layout, under: tuple[int, int], segments: list[ReadStretch]) -> bool:
    """Whether the heading above is of an annex, and an order below it names a provision that is not said to be of it."""
    above = scan_places(layout.masked.text, under[0])
    steps = above.names[0].steps if above and above.end == under[1] else ()
    if not steps or steps[0].level is not Level.ANNEX:
        return False
    named = [a for s in segments for o in s.orders or () for a in addresses_of(o) if a.steps]
    return any(a.steps[0].level is not Level.ANNEX for a in named)


def _go_on(layout: Layout, under: tuple[int, int], context: Context) -> None:
    """What the heading of an order named, or ordered, goes on below it."""
    above = scan_places(layout.masked.text, under[0])
    if above and above.end == under[1]:
        context.speak(above.names)
        context.spoken = []
        if len(context.subject) == 1 and not context.subject[0].through:
            return  # 第三条第一款作如下修改：（一）将“甲”修改为“乙”。: there, and not in the whole article
    else:
        read_clauses(reduce(layout.masked, *under), context, formulas=layout.formulas)
    several = len(context.subject) > 1 or len(context.moved) > 1 or any(p.through for p in context.subject)
    context.end_sentence("\n")
    if several:
        context.lose()  # 第三条、第五条作如下修改：（一）第一款…: of which of them


_TOLD_OF = re.compile(
    "(?:修正案|决定|草案|(?:本次|这次|此次)(?:修改|修正|修订))(?:草案)?[^。；\ue000]{0,30}(?:作|作出|进行|做)了[^。；\ue000]{0,12}(?:修改|调整|补充|完善|修正|规定|增加|删减)"
)
"""修正案对第三条作了修改，…: what was changed is told, and not ordered."""


def _orders_of(
    layout: Layout, clauses: Clauses, segments: list[ReadStretch], whole: Span, label: str
) -> tuple[tuple[Order, ...], list[Finding]]:
    """Orders and findings of the segments; between them they cover the whole instruction."""
    bounds = [whole.start, *(max(clauses.starts[s.start], whole.start) for s in segments[1:]), whole.end]
    orders: list[Order] = []
    findings: list[Finding] = []
    for segment, a, b in zip(segments, bounds[:-1], bounds[1:], strict=False):
        span = Span(a, b, bisect_right(layout.newlines, a) + 1)
        findings += [doubt_finding(d, span, label, segment.orders is None) for d in segment.doubts]
        if segment.orders is None:
            findings += [] if segment.doubts else [_unread(layout.text.source[a:b].strip(), span, label)]
        else:
            orders += segment.placed(span)
    for i, token in clauses.tokens.items():
        if isinstance(token, PlaceList) and any(n.slip for n in token.names):
            a, b = clauses.starts[i], clauses.ends[i]
            findings.append(_slip(layout.text.source[a:b], Span(a, b, bisect_right(layout.newlines, a) + 1), label))
    return join_words(orders), findings


def _read_partial_repeal(layout: Layout, draft: Draft, label: str) -> tuple[tuple[Order, ...], list[Finding]]:
    """废止《X》第四条第二款、第四款: the provisions are deleted; what else the sentence ends stands in no text of the statute."""
    whole = layout.span(draft.start, draft.end)
    assert draft.ends is not None
    places = scan_places(layout.masked.text, draft.ends)
    named: tuple[Place, ...] = ()
    with suppress(Adrift):
        named = Context().places(places.names) if places else ()
    tail = layout.masked.text[places.end : draft.end] if places else ""
    tail = re.split("[；。](?=[ \u3000]*《)", tail)[0]  # behind it stands another statute, which has its own part
    if not named or _MORE.search(tail):  # 第四款第四款; 第三条和《乙条例》; 第四条第二款、第
        return (), [_unread(layout.source(draft.start, draft.end), whole, label)]
    order = DeleteProvisions(named, phrase="delete", span=whole)
    rest = re.split("[。；，]", _ENDED.sub("", tail))[0].strip(" \u3000")
    return (order,), [_remark(rest, whole, label)] if rest else []


_MORE = re.compile(rf"[《{QUOTE}第]|(?:修改|改)为|增加|删[去除]|[、和及与]\s*$|除外|保留")
"""Behind the provisions that a sentence ends: more that it orders, or a part that is not understood."""


_ENDED = re.compile(
    "^(?:的?规定)?(?:自[^。；，]{2,30}起)?(?:予以|同时|即行|一并)*(?:废止|停止(?:施行|执行|实施)|失效|不再(?:施行|执行))"
)
_ANNEXES = re.compile("附[件录表][^，。；条款项]{0,4}(?:序号|编号|顺序|次序)")
"""条文和附件的序号作相应调整: the annexes keep their numbers."""
_OF_ITSELF = re.compile(r"[ \u3000]*本(?:决定|修正案)")
"""A sentence that speaks of the decision itself: 本决定所称“渡口”，是指乙。"""
_MEANT_AS_END = re.compile(
    r"^(?:废止|停止(?:施行|执行|实施|适用)|宣布.{0,4}(?:失效|废止))|决定(?:取消|废止|停止.{2})[^。；]{0,20}《|^取消《|》[^。；]{0,40}(?:废止|停止施行|停止执行|失效)(?!的|前|后|之|了)"
    rf"|第{NUMERAL}[条款项章节][^。；]{{0,40}}?(?:废止|(?:停止|暂停)(?:施行|执行|实施|适用)|失效)(?!的|前|后|之|了)|(?:暂时(?:停止|调整)|暂停)(?:施行|执行|实施|适用)[^。；《]{{0,20}}《"
)
_TO_PLACE = re.compile(
    f"[^，。；]{{0,40}}?(?:取消|撤销|撤消)[^，。；]{{0,6}}(?:{PLACES}|[编章节]|{QUOTE})|[^，。；]{{0,20}}不再?(?:划?分|分设|设置|设|单设|区分|保留|采用)[^，。；]{{0,4}}[编章节]|(?:将|把|在|对|删[去除]?|增加?)+{PLACES}|{PLACES}[，,]?[^，。；]{{0,20}}(?:[修合并分拆]|改[动为成换列编]|增加|删|调[整换]|[对互]调|移|废止|恢复|作为|列为|顺延|不变|保留|除外)|保留[^，。；]{{0,10}}{PLACES}|{PLACES}[中里内]?的?[：\n]{{0,2}}{QUOTE}|(?:原|现行)?[^。；，{PLACES}{QUOTE}]{{0,12}}{PLACES}[^。；]{{0,40}}{QUOTE}|{PLACES}[。；，]?$|{PLACES}(?!所称|是指|包括|适用于)[^，。；]{{1,8}}。$|{QUOTE}"
    f"|(?![不继续仍]*(?:适用|依照|按照|参照|执行|违反|根据|符合|属于))[^，。；{PLACES}{QUOTE}]{{1,4}}{PLACES}(?:及其?[^，。；]{{0,12}})?(?:[。；]?$|[，。；])"
)


_CHANGES = re.compile(r"[增删改换补]|作为|列为|合并|分为|移至")
"""What a clause with quoted words does to a text, in any wording."""


_OF_WORDS = re.compile(
    f"(?:修改|改|调整|变更|替换)[为成][^。；]{{0,12}}{QUOTE}|(?:增加|删[去除])[^。；]{{0,24}}{QUOTE}|{QUOTE}[^。；]{{0,8}}(?:修改|改|调整|变更|替换)[为成]"
)
"""New text behind a verb of amending: an order, wherever it may be meant to go."""


_ANNOUNCES = re.compile(r"(?:修改|修正|修订|变更|更改|调整|现?改)(?:为|成|如下|后)[：:]")
"""New text is announced and stands behind it without marks: …规定如下：…修改如下：…."""


def _meant_as_order(text: str) -> bool:
    """Whether a clause without any known verb still speaks of changing a provision: then it is unread, not a remark."""
    changes = _TO_PLACE.match(text) or _ANNOUNCES.search(text)
    row = text.lstrip().startswith("|") and PLACES in text  # of a table of old and new provisions
    return row or changes is not None or (QUOTE in text and _CHANGES.search(text) is not None)


def _read_listed(
    layout: Layout, draft: Draft, clauses: Clauses, label: str, said: str
) -> tuple[tuple[Order, ...], list[Finding]]:
    """A statute and its provisions in a list under 将下列法律中的“…”修改为“…”：what the line above orders, done there.

    ``said`` is its line without the number: what is neither the name nor provisions is not understood.
    """
    whole = layout.span(draft.start, draft.end)
    if not draft.whole and _BESIDE_PROVISIONS.sub("", said):
        return (), [_unread(layout.source(draft.start, draft.end), whole, label)]
    named = [t for t in clauses.tokens.values() if isinstance(t, PlaceList)] if not draft.whole else []
    context = Context(listing=True)
    with suppress(Adrift):
        context.name(context.places([n for t in named for n in t.names]) or (Place(),))
    assert draft.common is not None
    segments = read_clauses(reduce(layout.masked, *draft.common), context, formulas=layout.formulas)
    if any(s.orders is None for s in segments) or not segments:
        return (), [_unread(layout.source(draft.start, draft.end), whole, label)]
    return join_words([o for s in segments for o in s.placed(whole)]), []


_BESIDE_PROVISIONS = re.compile(
    rf"《(?:[^《》]|《[^《》]*》)*》|[（(][^（）()]*[）)]|{PLACES}|以及|本(?:决定|修正案)自[^。]*|[、，,和及与或中的。；;：: \u3000]"
)
"""The name of a statute, its provisions, and what joins them."""


def _slip(text: str, span: Span, label: str) -> Finding:
    inner = _LACKS.search(text)
    at = span.start + (inner.start() if inner else 0)
    repair = Repair("补上“第”字", (Splice(at, at, "第"),))
    read = f"{text[: at - span.start]}第{text[at - span.start :]}"
    return kinds.ADDRESS_SLIP.finding(span=span, instruction=label, repair=repair, text=text, read=read)


_LACKS = re.compile(rf"(?<=[条款]){NUMERAL}[款项]")
"""Where 第 is left out below the article: 第七条二款."""


_UNSAID = re.compile(
    "(?:其他|其余|有关|相关|个别|部分|另外)*的?(?:条款|条文|文字|内容|规定)?的?(?:修改|修正|调整|变动)[。：；]*"
)
"""其他修改。: that something else is changed, and not what."""
_ALTERS = re.compile(
    rf"(?![^。]*(?:应当|可以|必须|不得|的，))[^。；，《{QUOTE}]{{2,40}}?(?:提高|降低|上调|下调|调高|调低|延长|缩短|顺延|推迟|加倍|减半|重新编排|不再使用|停用)[^。；，]{{0,20}}[。；]*"
    rf"|(?:去掉|去除|拿掉|剔除)[^。；，《{QUOTE}]{{2,40}}[。；]*"
)
"""罚款由五百元提高到一千元; 施行日期顺延至…; 去掉总则中的有关内容: it changes the text, and no provision and no words are named."""


def _unsaid(text: str, span: Span, label: str) -> Finding:
    where = clause_of(label) or "决定中"
    return kinds.UNSAID.finding(span=span, instruction=label, clause=where, text=text[:60])


def _remark(text: str, span: Span, label: str) -> Finding:
    where = clause_of(label) or "决定中"
    return kinds.REMARK_IN_CLAUSE.finding(span=span, instruction=label, clause=where, text=text.strip()[:40])


def _unread(text: str, span: Span, label: str) -> Finding:
    short = text if len(text) <= 60 else text[:57] + "……"
    where = clause_of(label)
    return kinds.UNREAD.finding(span=span, instruction=label, clause=where, text=short)


def keeps_numbers(title: str, amended: Sequence[Amended]) -> bool:
    """Whether a decision is an amendment (修正案), or amends the constitution or the criminal law, which renumber nothing."""
    kept = "修正案" in title or any(title_key(a.title) in ("刑法", "宪法") for a in amended)
    return kept and not any(a.adjusts for a in amended)


def _with_dates(
    layout: Layout, amended: tuple[Amended, ...], repealed: tuple[str, ...], promulgated: str = ""
) -> Decision:
    note = layout.note
    opening = "\n".join(f.text for f in layout.formal if f.kind == "opening")
    front = f"{layout.front}\n{opening}" if PROMULGATES.search(opening) else layout.front  # a title above the order
    found = days(note, front, "\n".join(f.text for f in layout.formal if f.kind == "signature"))
    found = attrs.evolve(found, promulgated=promulgated) if promulgated else found
    if found.approved and "批准" not in layout.front + note:
        layout.findings.append(kinds.PASSED_ABOVE.finding(day=found.approved))
    body = re.split(r"关于", layout.title)[0] if "关于" in layout.title else ""
    body = body or passer_of(re.sub(r"\s*\n\s*", "", note)) or decider(opening)
    told = [f.text for f in layout.formal if f.kind == "effective"] or [note]  # （…公布　自…起施行，第三条自…起施行）
    days_told = [e for text in told for e in effects(text, found.promulgated, found.adopted, found.approved)]
    effective = days_told[0].date if days_told else ""
    if effective and found.effective not in ("", *(e.date for e in days_told)):
        layout.findings.append(kinds.EFFECTIVE_TWICE.finding(above=found.effective, own=effective))
    if effective and found.adopted and effective < found.adopted:
        layout.findings.append(kinds.EFFECTIVE_EARLY.finding(effective=effective, adopted=found.adopted))
    for effect in days_told[1:]:
        if effect.date != effective:
            amended = tuple(_taking_effect(a, effect) for a in amended)
    unnumbered = keeps_numbers(layout.title, amended)
    return Decision(
        layout.title, note, body, found.adopted, found.promulgated, effective or found.effective, amended, repealed, tuple(layout.formal),
        tuple(sorted(layout.findings, key=lambda f: f.span.start if f.span else 0)), unnumbered, layout.text.source, approved=found.approved,
    )  # fmt: skip


_OWN_ITEM = re.compile(rf"本(?:决定|修正案)第({NUMERAL})[条项]|^[，,]?(?:其中[，,]?)?第({NUMERAL})项$")


def _taking_effect(part: Amended, effect: Effect) -> Amended:
    """The statute's instructions with the date of a clause such as 本决定第三项自…起施行 or 第五十六条的修改自…起施行."""
    own = {parse_numeral(a or b) for a, b in _OWN_ITEM.findall(effect.what)}
    named: set[Address] = set()
    if not own:
        titles = titles_in(effect.what)
        if titles and part.title and not any(same_title(t, part.title) for t in titles):
            return part
        context = Context()
        for m in re.finditer("第", effect.what):
            found = scan_places(effect.what, m.start())
            if found:
                with suppress(Adrift):
                    named |= {a for p in context.places(found.names) for a in expand(p)}
    chosen = tuple(attrs.evolve(i, effective=effect.date) if _concerns(i, own, named) else i for i in part.instructions)
    return attrs.evolve(part, instructions=chosen)


def _concerns(instruction: Instruction, own: set[int | None], named: set[Address]) -> bool:
    head = re.match(rf"({NUMERAL})", instruction.label)
    if own:
        return head is not None and parse_numeral(head[1]) in own
    touched: set[Address] = set()
    for order in instruction.orders:
        touched.update(p.address for p in order.places)
        touched.update(order.finals if order.kind != "join" else ())
    return any(n.contains(t) or t.contains(n) for n in named for t in touched if t.steps)
