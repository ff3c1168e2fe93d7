"""Paragraphs and items take their final places; articles that lost everything live on or go."""

from __future__ import annotations

from lawtrack.binding.binder import FOLLOWS
from lawtrack.binding.result import findings as kinds
from lawtrack.binding.result.arithmetic import settle_positions
from lawtrack.binding.result.doubles import note_doubles
from lawtrack.binding.result.numbering import article_numbers, seat_children, stated_agree, tell_of
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import WorkingCopy
from lawtrack.model.levels import Level, cited
from lawtrack.model.numerals import Number, label_number, relabel
from lawtrack.patch.ops import Splice


def adopt_shells(work: WorkingCopy) -> None:
    """An article whose paragraphs all went into new articles lives on as the first of these; otherwise it is gone."""
    left = [a for a in work.articles if a.line is not None and a.gone is None and a.empty]
    moved = [a for a in left if any(c.parent is not a and c.gone is None for c in work.base_children(a))]
    for shell in dict.fromkeys((*work.emptied, *moved)):
        if not shell.empty or shell.gone is not None:
            continue
        heirs = [s for s, source in work.origin.items() if source is shell and s.line is None and not _joins(s)]
        if shell.final is None and heirs:
            heir = min(heirs, key=lambda s: min((c.order for c in s.alive if c.line is not None), default=1 << 30))
            number, cause = work.fixed.pop(heir)
            work.by_number.pop(number, None)
            kids = list(heir.children)
            for kid in kids:
                kid.leave()
                shell.add(kid)
            work.articles.remove(heir)
            work.number(shell, number, cause)
            if heir in work.hints:
                work.hints[shell] = work.hints[heir]
            for kid in kids:
                kid.move_cause = None if kid.line is not None else kid.move_cause
        elif shell.final is None or shell not in work.fixed:
            shell.gone = next((c.move_cause for c in work.slots if c.move_cause), FOLLOWS)
            work.touched = True


def join_strays(work: WorkingCopy) -> None:
    """A paragraph that becomes 第七条第二款 while no order says where 第七条第一款 comes from belongs to the article that is 第七条 in the
    end; so does a single one that becomes 第七条第一款: a new article of one paragraph would be called 第七条.

    Which article that is the numbers say only where those that the decision states agree with the count; where they do not, or there is
    none, a paragraph that needs others before it stays where it was, and a new one is not added.
    """
    strays = {slot: number for number, slot in sorted(work.created.items()) if _stray(slot)}
    if not strays:
        return
    numbered = article_numbers(work, strays)
    agreed = stated_agree(work, strays)
    joined = set()
    for slot, number in strays.items():
        home = numbered.get(number)
        lone = home is None and all(c.final == Number(1) for c in slot.alive)
        if lone and agreed:
            continue
        fits = agreed or home is not None and work.by_number.get(number) is home
        for kid in list(slot.children):
            kid.leave()
            if home is not None and fits:
                home.add(kid)
            else:
                _send_back(work, kid, number, home is None)
        joined.add(slot)
        work.fixed.pop(slot, None)
        if work.by_number.get(number) is slot:
            work.by_number.pop(number)
        work.origin.pop(slot, None)
        work.hints.pop(slot, None)
    work.articles = [a for a in work.articles if a not in joined]


def _send_back(work: WorkingCopy, kid: Slot, number: Number, missing: bool) -> None:
    """A paragraph whose new article cannot be told goes back to the one it came from; a new one is not added."""
    cause = kid.move_cause or kid.cause
    where, name = work.address(kid), cited(Level.ARTICLE, number)
    to = f"{name}{cited(kid.level, kid.final)}" if kid.final is not None else name
    work.instruction = work.instructions.get(cause.index) if cause is not None else None
    what = f"{where}改为{to}" if where else f"增加{to}"
    kind = kinds.NO_ARTICLE_FOR_IT if missing else kinds.WHICH_ARTICLE
    work.report(kind, where or to, what=what, article=name)
    work.instruction = None
    if kid.line is None:
        return
    home = work.slots[work.base.outline.above[kid.line]]
    kid.final = kid.move_cause = kid.label_cause = None
    if home.gone is cause:
        home.gone = None
    work.dissolved.pop(home, None)
    home.children.append(kid)
    kid.parent = home
    home.children.sort(key=lambda c: c.order)


def restore_emptied(work: WorkingCopy) -> None:
    """An article whose 款 are all deleted, one by one, would be a number without text: they stay, and that is told. 删去第三条 deletes it."""
    for article in work.articles:
        if article.line is None or article.gone is not None or not article.empty:
            continue
        lost = [c for c in work.base_children(article) if c.parent is article and c.gone is not None]
        for cause in dict.fromkeys(c.gone for c in lost if c.gone is not None):
            work.instruction, where = work.instructions.get(cause.index), work.address(article)
            work.report(kinds.NO_TEXT_LEFT, where)
            for slot in article.below():
                if slot.gone == cause:
                    slot.gone = None
        work.instruction = None


def _joins(slot: Slot) -> bool:
    """Whether paragraphs that an order made an article of their own come behind others: 第二款, 第三款 of it."""
    return all(c.final is not None and c.final != Number(1) for c in slot.alive)


def _stray(slot: Slot) -> bool:
    """Whether what an order made an article of its own may be paragraphs of another one."""
    kids = slot.alive
    if slot.gone is not None or not kids or any(c.final is None or c.level is not Level.PARAGRAPH for c in kids):
        return False
    # several of which one comes first: a new article, its paragraphs given out one by one
    return len(kids) == 1 or all(c.final != Number(1) for c in kids)


def seat_provisions(work: WorkingCopy) -> None:
    """Paragraphs and items take their places in every provision that is left."""
    homes = [*(a for a in work.articles if a.parent is None and a.children), work.root]
    article, preamble, paragraph, item = Level.ARTICLE, Level.PREAMBLE, Level.PARAGRAPH, Level.ITEM
    while homes:
        slot = homes.pop()
        level = slot.level
        homes += [c for c in reversed(slot.children) if c.children]
        if slot.gone is not None:
            continue
        if level is article or level is preamble:
            note_doubles(work, work.address(slot) or slot.label, slot.alive)
            for clash in seat_children(slot) if settle_positions(work, slot) else ():
                tell_of(work, clash, kinds.PARAGRAPHS_IN_ONE_PLACE, work.address(slot), number=clash.final)
        elif level is item or level is paragraph and any(c.level is item for c in slot.children):
            _seat_items(work, slot)


def _seat_items(work: WorkingCopy, home: Slot) -> None:
    base = work.base_children(home)
    alive = home.alive
    if base and not alive and not home.supplied and home.wording.endswith(("：", ":")):
        _tell_bare(work, home, base)
    changed = any(c.line is None or c.move_cause is not None for c in alive) or any(c not in alive for c in base)
    if not changed and all(c.final is None or c.final == c.number for c in alive):
        return
    between = _set_aside(work, home)
    if not home.supplied:
        note_doubles(work, work.address(home), home.alive)
        settle_positions(work, home)
    for clash in seat_children(home):
        tell_of(work, clash, kinds.ITEMS_OF_ONE_NUMBER, work.address(home), number=clash.final)
    # a line without a number inside an item stands beside the numbered ones and takes none
    alive = [c for c in home.alive if c.label or home.level is not Level.ITEM]
    if home.supplied and all(c.supplied and c.label for c in alive):
        return  # numbers and marks are those of the new text
    style = next((c.label for c in alive if c.line is not None and c.label), None)
    for n, slot in enumerate(alive, 1):
        number = Number(n)
        label = slot.label or style or "（一）"
        if label_number(label) != number or not slot.label:
            slot.label = relabel(label, number)
            slot.label_cause = slot.label_cause or FOLLOWS
    if between:
        _put_back(work, home, between, style or "（一）")
        alive = [c for c in home.alive if c.label]
    last_before = base[-1] if base else None
    mark, close = _marks(base)
    if home.level is Level.ITEM and base and base[-1].unit.text.endswith("；"):
        close = "；"  # the list of an item that is not the last
    for slot in alive[:-1]:
        if slot is last_before or slot.line is None:
            _end(slot, mark)
    if alive and alive[-1] is not last_before:
        _end(alive[-1], close)


def _marks(items: list[Slot]) -> tuple[str, str]:
    """What the items of a list end in, and the last of them: ；and 。as a rule, each 。(definitions), ，or nothing where they do (rule 14)."""
    ends = [text[-1] for c in items if (text := c.unit.text)]
    if ends and not [e for e in ends if e in "。；，;,：:"]:
        return "", ""
    inner = [e for e in ends[:-1] if e in "。；，"]
    return next((m for m in "。，" if inner.count(m) * 2 > len(inner)), "；"), "。"


def _set_aside(work: WorkingCopy, home: Slot) -> list[Slot]:
    """The items numbered （一之一）: they stand behind （一）and count for nothing, as 第X条之一 does. One whose （一）is gone is counted."""
    if home.supplied:
        return []
    plain = {s.number: s for s in work.base_children(home) if not s.number.sub}
    out = []
    for slot in home.alive:
        number = slot.final or slot.number
        if not number.sub:
            continue
        above = plain.get(Number(number.value))
        if slot.final is None and (above is None or above.gone is not None or above.parent is not home):
            where, name = work.address(slot), cited(slot.level, Number(number.value))
            work.report(kinds.ITEM_COUNTED, where, above=name)
            continue
        out.append(slot)
    home.children = [c for c in home.children if c not in out]
    return out


def _put_back(work: WorkingCopy, home: Slot, between: list[Slot], style: str) -> None:
    """Items numbered （一之一）behind the ones they go with: those of the base with their old one, new ones where their number says."""
    base = {work.base_number(s): s for s in work.base_children(home)}
    for slot in sorted(between, key=lambda s: (s.line is None, s.final or s.number)):
        number = slot.final or slot.number
        above = base.get(Number(number.value)) if slot.final is None else None
        living = home.alive
        above = above or next((c for c in living if c.label and label_number(c.label) == Number(number.value)), None)
        value = label_number(above.label).value if above is not None else 0
        number = Number(value, number.sub)
        name = cited(slot.level, number if value else slot.final or slot.number)
        if above is None or any(label_number(c.label) == number for c in living if c.label):
            slot.gone = slot.cause or FOLLOWS
            work.instruction = work.instructions.get(slot.gone.index)
            where = f"{work.address(home)}{name}"
            if above is None:
                lead = cited(slot.level, Number((slot.final or slot.number).value))
                work.report(kinds.NOTHING_TO_STAND_BEHIND, where, above=lead)
            else:
                work.report(kinds.NUMBER_TAKEN, where)
            work.instruction = None
            home.children.append(slot)
            continue
        before = [c for c in living if c.label and Number(value) <= label_number(c.label) < number]
        home.children.insert(home.children.index(before[-1]) + 1, slot)
        if label_number(slot.label) != number:
            slot.label = relabel(slot.label or style, number)
            slot.label_cause = slot.label_cause or FOLLOWS


def _tell_bare(work: WorkingCopy, home: Slot, items: list[Slot]) -> None:
    """A lead-in of which every item was deleted: what it announces is not there any more."""
    cause = next((i.gone for i in items if i.gone is not None), None)
    work.instruction = work.instructions.get(cause.index) if cause is not None else None
    work.report(kinds.LEAD_IN_ALONE, work.address(home), count=len(items), words=home.wording[-16:])
    work.instruction = None


def _end(slot: Slot, mark: str) -> None:
    """Let an item end with ；in the middle and with 。at the end (rule R7)."""
    text = slot.replaced[0] if slot.replaced else slot.text
    if not slot.empty:
        return
    if slot.line is None:
        if text and text[-1] not in "。；;，,":  # a mark that the decision gives stays (rule 14)
            slot.text = text + mark
        return
    if not text or text[-1] == mark or text[-1] not in "。；;":
        return
    if slot.replaced:
        slot.replaced = (text[:-1] + mark, slot.replaced[1])
    elif not any(s.end >= len(text) for splices, _ in slot.edits for s in splices):
        slot.edits += (((Splice(len(text) - 1, len(text), mark),), FOLLOWS),)
