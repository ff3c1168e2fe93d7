"""The marks beside words that come and go: which 、 or ， joins added words, and which mark a deletion leaves behind (rules 12 and 13).

Decisions quote words without the marks around them, and published texts have the marks that the sense wants. What the sense is can be
told only in part: a 、 joins members of one list that are of one kind, and what completes another word never takes one. Where that does
not decide, no mark is put and the doubt is told.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from typing import NamedTuple

from lawtrack.binding.word_edits import MARKS, Match, find_words
from lawtrack.comparison.lexicon import in_longer_word
from lawtrack.patch.ops import Splice

_JOINT = re.compile("、|以及|和|或者|及|或|与")
_AHEAD = re.compile("以及|和(?!谐|解|平)|或者|及(?!时|格)|或(?!许)|与(?!会)")
"""What joins the last member of a list to those before it."""
_CLAUSE = "，。；：,;:"
_LEADING = (
    "和", "或", "以及", "与", "及", "的", "不得", "应当", "可以", "必须", "以上", "以下", "以内", "以外", "等",
)  # fmt: skip
_OPEN = (
    "和", "应当", "或者", "与", "及", "以及", "可以", "必须", "不得", "符合", "按照", "依照", "根据", "的", "以上", "以下", "以内",
    "以外", "级", "其他", "有关", "并", "对", "由", "向",
)  # fmt: skip
"""Function words that no member of an enumeration begins or ends with: what is put in joins on to them without a mark. A closed list,
as function words are."""
_PREPOSITIONS = ("由", "经", "对", "向", "在", "将", "因", "自")
_JOINING = ("和", "或", "或者", "以及", "与", "及")
_HEADS = (
    "机关",
    "部门",
    "机构",
    "单位",
    "组织",
    "人员",
    "设施",
    "活动",
    "工作",
    "制度",
    "标准",
    "规定",
    "行为",
    "主管",
    "行政",
)
"""Nouns of class: alone they name nothing, so a word put directly before one completes it (公安 + 机关)."""
_FINISHED = ("。", "！", "？", "：", ":")
_BODY = re.compile("(?:人民政府|委员会|法院|检察院|国务院|部门|机关|机构|局|办公室)$")


class Joining(NamedTuple):
    """The marks before and after added words; not ``sure`` where a 、 may be wanted and nothing decides."""

    left: str = ""
    right: str = ""
    sure: bool = True


def separators(text: str, match: Match, new: str, side: str) -> tuple[str, str]:
    """The marks before and after words inserted beside ``match``: :func:`join` without its doubt.

    >>> separators("甲、乙负责", Match(0, 1), "丙", "after")
    ('、', '')
    """
    found = join(text, match, new, side)
    return found.left, found.right


def join(text: str, match: Match, new: str, side: str) -> Joining:
    """How added words join on to the words beside which they are put (rule 12).

    The words bring their marks, or one completes the other: none. They fill a clause of their own: “，”. The words beside them
    are a member of a list that runs with “、”, and both are of one kind: “、”; of a kind outside a list: “、” behind the words only.

    >>> join("教育、公安等部门", Match(3, 5), "民政", "before")
    Joining(left='', right='、', sure=True)
    >>> join("由渡政部门、公安部门", Match(1, 5), "县级以上人民政府", "before")
    Joining(left='', right='', sure=True)
    """
    words = text[match.start : match.end]
    if not new or new[0] in MARKS or new[-1] in MARKS:
        return Joining()
    if words and (words[-1] in MARKS if side == "after" else words[0] in MARKS):
        return Joining()
    before, behind = text[match.start - 1 : match.start], text[match.end : match.end + 1]
    if side == "after" and words.endswith(("应当", "和")) and len(new) > 4 and behind and behind not in MARKS:
        return Joining("", "，")  # seen in both published texts that have it; inferred
    mark, sure = _mark(text, match, words, new, side)
    if not before and not behind and mark == "，":
        mark = ""
    return Joining(mark, "", sure) if side == "after" else Joining("", mark, sure)


def _mark(text: str, match: Match, words: str, new: str, side: str) -> tuple[str, bool]:
    before, behind = text[match.start - 1 : match.start], text[match.end : match.end + 1]
    left, right = (words, new) if side == "after" else (new, words)
    if left[-1:] + right[:1] in ("》《", "”“"):  # titles and quotations in a row need no mark (GB/T 15834)
        return ("、" if left[-1] + "、" + right[0] in text else ""), True
    if completes(left, right) or new.startswith(("依法", "按照")):
        return "", True
    if before in _CLAUSE and behind in _CLAUSE:  # "" is in it: the end of the text
        if len(new) >= 4 and not new.startswith(_PREPOSITIONS):
            return "，", True
        return "", not kin(new, words)
    member, others = _listed(text, match, side)
    like = kin(new, words) or any(kin(new, m) for m in others)
    if member:
        if like:
            return "、", True
        ends = behind in _CLAUSE + "、）等" or text.startswith(_HEADS, match.end) or _AHEAD.match(text, match.end)
        return ("、", True) if alike(new, words) and (ends or side == "before") else ("", False)
    if side == "after":
        return ("、", True) if kin(new, words) or _listing(new, words) else ("", min(len(new), len(words)) < 3)
    first = behind == "、" and alike(new, words)  # before the first of a list
    return "", not (like or first or _listing(new, words) or len(new) >= 4 and len(words) > 1)


def _listed(text: str, match: Match, side: str) -> tuple[bool, list[str]]:
    """Whether the words are a member of a list beside which another may stand on that side, and the members next to them."""
    others = []
    left, right = text[: match.start], text[match.end :]
    if left.endswith("、"):
        others.append(re.split(r"[，。；：、（]|和|或者|以及", left[:-1])[-1])
    if right.startswith("、"):
        others.append(re.split(r"[，。；：、）]|和|或者|以及|等", right[1:])[0])
    inside = "、" in text[match.start : match.end]
    member = (
        left.endswith("、")
        or inside
        or (side == "after" and (right.startswith("、") or _JOINT.match(right) is not None))
    )
    return member, [o for o in others if o]


def _listing(new: str, words: str) -> bool:
    """Whether the added words are a list themselves whose members are built like the words: 商业秘密 + 个人隐私和个人信息."""
    parts = [p for p in _JOINT.split(new) if p]
    return len(parts) > 1 and len(parts[0]) == len(words) > 2


def completes(left: str, right: str) -> bool:
    """Whether two words that stand together make one expression: the first ends, or the second begins, with a function word; a
    government and its department; a word and a noun of class.

    >>> completes("公安", "机关"), completes("五百元以下", "罚款"), completes("教育", "民政")
    (True, True, False)
    """
    if left.endswith(_OPEN) or right.startswith(_LEADING):
        return True
    if left.endswith(("政府", "国务院")) and right.endswith(("部门", "机关", "机构")):
        return True
    return right.startswith(_HEADS) and not left.endswith(_HEADS)


def kin(a: str, b: str) -> bool:
    """Whether members of two lists are of one kind by their build: one head (…部门, …证), one beginning (婴儿…), or bodies of the state.

    >>> kin("婴儿奶粉", "婴儿液态奶"), kin("渡口证书", "渡船证书"), kin("限期", "责令")
    (True, True, False)
    """
    first, second = ([p for p in _JOINT.split(w) if len(p) > 1] for w in (a, b))
    return any(
        x[-1] == y[-1] or (len(x) > 2 and len(y) > 2 and x[:2] == y[:2]) or bool(_BODY.search(x) and _BODY.search(y))
        for x in first
        for y in second
    )


def alike(a: str, b: str) -> bool:
    """Whether two lists have members of one length: 教育、民政, 制定、调整."""
    return any(len(x) == len(y) <= 4 for x in _JOINT.split(a) for y in _JOINT.split(b) if x and y)


class Deletion(NamedTuple):
    """What goes with deleted words; not ``sure`` where the 、 before them may have to go as well."""

    start: int
    end: int
    sure: bool = True


def trim_deletion(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch to delete for ``text[start:end]``: :func:`deletion` without its doubt.

    >>> text = "甲、乙。"; trim_deletion(text, 2, 3)
    (1, 3)
    >>> text = "甲，乙，丙"; trim_deletion(text, 2, 3)
    (2, 4)
    """
    found = deletion(text, start, end)
    return found.start, found.end


def deletion(text: str, start: int, end: int, members: bool = False) -> Deletion:
    """The stretch to delete for the words ``text[start:end]``, with the one mark that would be left without purpose (rule 13).

    ``members``: the words are whole members of a list, quoted one by one.

    >>> deletion("受害人、其亲属以及他人", 4, 7)
    Deletion(start=3, end=7, sure=True)
    >>> deletion("甲，乙。", 2, 4)
    Deletion(start=1, end=3, sure=True)
    >>> deletion("规划、土地行政主管部门", 3, 5)
    Deletion(start=2, end=5, sure=True)
    """
    if "\n" in text:
        return _in_lines(text, start, end, members)
    left, right = text[start - 1 : start], text[end : end + 1]
    if start == 0 and end >= len(text):
        return Deletion(start, end)
    if end >= len(text) and end - start > 1 and text[end - 1] in "。；！？" and left not in _FINISHED:
        return Deletion(start - (left in "，、；"), end - 1)  # the paragraph still ends in its mark
    if right and right in "，、；。" and left in ("", "。", "，", "；", "：") and left != right:
        if not (left == "" and right == "。" and end + 1 >= len(text)) and (left in ("", "。") or right in "、，"):
            return Deletion(start, end + 1)
    if right and left == right and right in "，、；。":
        return Deletion(start, end + 1)
    if left and left in "，、；" and (right in "。；：）" or left == "、" and right == "，"):
        return Deletion(start - 1, end)  # "" is in it: the end of the text
    if left == "、" and text[end - 1 : end] in ("、", "，"):
        return Deletion(start, end)  # the decision quotes the mark that goes with the words
    if text[start] in MARKS or text[end - 1] in MARKS or text[start] in "（(" and text[end - 1] in "）)":
        return Deletion(start, end)  # the words bring their mark, or stand in brackets of their own
    if left == "、" and right != "、":
        return _last_member(text, start, end, members)
    if right == "、" and left != "、":
        return _first_member(text, start, end, members)
    return Deletion(start, end)


def _in_lines(text: str, start: int, end: int, members: bool) -> Deletion:
    """A deletion in a list without numbers (rule 16): of a line of it as of a text by itself; a line that has nothing left goes with its break,
    and the line before the last one then ends the list.

    >>> text = "包括：\\n甲；\\n乙。"; found = deletion(text, 7, 8); text[: found.start] + text[found.end :]
    '包括：\\n甲。'
    """
    top, bottom = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    bottom = len(text) if bottom < 0 else bottom
    if "\n" in text[start:end] or text[top:start].strip(" \u3000") or text[end:bottom].strip(MARKS + " \u3000"):
        if "\n" in text[start:end]:
            return Deletion(start, end)
        found = deletion(text[top:bottom], start - top, end - top, members)
        return Deletion(found.start + top, found.end + top, found.sure)
    if not top:
        return Deletion(0, bottom + (bottom < len(text)))
    if bottom == len(text) and text[top - 2] in "；，" and text[bottom - 1] in "。":
        return Deletion(top - 2, bottom - 1)
    return Deletion(top - 1, bottom)


def _first_member(text: str, start: int, end: int, members: bool) -> Deletion:
    """Words before a 、 and behind other words: the first member of a list, whose 、 goes with it (由教育、公安部门), or the end of one
    (水务局、城管局), where it stays."""
    words = text[start:end]
    following = re.split(r"[，。；：、）]|和|或者|以及|等", text[end + 1 :])[0]
    if words in _HEADS or words.startswith(_LEADING):
        return Deletion(start, end)
    if text[:start].endswith((*_JOINING, *_PREPOSITIONS)) and not in_longer_word(text[:start], start - 1):
        return Deletion(start, end + 1)  # 和、乡, 由、公安部门: no mark stands behind such a word
    at = following.find(words[-1], 1)  # 城管局|负责: as far as it ends like the words
    like = 0 < at <= len(words) + 2 or following[len(words) :].startswith(_HEADS)
    if members or like or kin(words, following) or alike(words, following):
        return Deletion(start, end + 1)
    return Deletion(start, end, len(words) < 2 or words.endswith(_OPEN))


def _last_member(text: str, start: int, end: int, members: bool) -> Deletion:
    """Words behind a 、 and before other words: the last member of a list, whose 、 goes with it, or a word that belongs to what
    follows (、道路运输单位), where it stays."""
    words, rest = text[start:end], text[end:]
    if words.endswith((*_OPEN, "或者", "以及")):
        return Deletion(start, end)
    if _JOINT.match(rest) or rest.startswith(_LEADING):
        return Deletion(start - 1, end)
    before = re.split(r"[，。；：、（]|和|或者|以及", text[: start - 1])[-1]
    parts = [p for p in _JOINT.split(words) if p]
    whole = (
        len(parts) > 1 and rest[:1] not in _CLAUSE
    )  # its last part may belong to what follows: 市建委或者区、县|建设部门
    if members or rest.startswith(_HEADS) or not whole and (kin(before, words) or alike(before, words)):
        return Deletion(start - 1, end)
    return Deletion(start, end, False)


_CONJUNCTIONS = ("和", "或者", "或", "以及", "及其", "及", "与")


def dangling(text: str, start: int, end: int) -> str:
    """The conjunction that joins nothing any more once ``text[start:end]`` is gone; "" where none does.

    >>> dangling("由公安和财政部门负责。", 4, 6), dangling("《甲法》和《乙法》。", 0, 4), dangling("由公安和财政部门负责。", 3, 6)
    ('和', '和', '')
    """
    before, after = text[:start], text[end:]
    left = next((c for c in _CONJUNCTIONS if before.endswith(c)), "")
    words = text[start:end].strip(MARKS)
    if left and not (words.endswith(_OPEN) or len(left) == 1 and in_longer_word(before, start - 1)):
        if not after or after[0] in MARKS + "）)" or after.startswith((*_LEADING, *_HEADS)):
            return left
    right = next((c for c in _CONJUNCTIONS if after.startswith(c)), "")
    if right and not (len(right) == 1 and in_longer_word(after, 0)):
        if not before or before[-1] in "，。；：（" or before.endswith((*_PREPOSITIONS, *_OPEN)):
            return right
    return ""


_ENDS = frozenset("，。；：,;:、")


def has_mark(words: str) -> bool:
    """Whether words begin or end with a mark."""
    return words[:1] in _ENDS or words[-1:] in _ENDS


def doubled(text: str, match: Match, new: str) -> str:
    """New words without the mark at either end where one stands in the text already (逾期…“书面催缴。” before 。, “管理人员。” before ；).

    >>> doubled("逾期不缴的，加收滞纳金。", Match(0, 11), "书面催缴。"), doubled("甲、乙", Match(2, 3), "、丙")
    ('书面催缴', '丙')
    """
    if not has_mark(new):
        return new
    behind, old = text[match.end : match.end + 1], text[match.start : match.end]
    if new and new[-1] in _ENDS and behind and not (old and old[-1] in _ENDS):
        if behind == new[-1] or (
            new[-1] in "。；，" and behind in "。；，、"
        ):  # the mark in the text goes on with its sentence
            new = new[:-1]
    if new and new[0] in _CLAUSE + "、" and match.start and text[match.start - 1] == new[0]:
        new = new[1:]
    return new


class Stop(enum.Enum):
    """What becomes of a full stop at the end of old or new words."""

    AS_WRITTEN = enum.auto()
    DROPPED = enum.auto()
    KEPT = enum.auto()
    LOST = enum.auto()


def stop_of(text: str, match: Match, new: str) -> tuple[str, Stop]:
    """New words with the stop that their sentence wants. One that stands within the marks of quotation alone (由“编办。”负责) does not part the
    sentence; one that the old words end in stays at the end of the text, and elsewhere it goes as written.

    >>> stop_of("由机构负责。", Match(1, 3), "编办。")[0], stop_of("由机构负责。", Match(1, 6), "编办管理")[0]
    ('编办', '编办管理。')
    """
    old, behind = text[match.start : match.end], text[match.end : match.end + 1]
    if new.endswith("。") and new.count("。") == 1 and behind.isalnum() and not (old and old[-1] in _ENDS):
        return new[:-1], Stop.DROPPED
    if old.endswith("。") and new[-1:].isalnum():
        return (new, Stop.LOST) if behind else (new + "。", Stop.KEPT)
    return new, Stop.AS_WRITTEN


def together(text: str, spots: Sequence[Match]) -> list[Match]:
    """Matches with those that stand next to one another in a list as one."""
    out: list[Match] = []
    for m in spots:
        last = out[-1] if out else None
        if last is not None and last.end <= m.start and _BETWEEN.fullmatch(text, last.end, m.start):
            out[-1] = Match(last.start, m.end, last.loose or m.loose)
        else:
            out.append(m)
    return out


_BETWEEN = re.compile("[、，和及与或]|以及|或者")


def between(text: str, match: Match, words: str, side: str) -> str | None:
    """What stands between a match and ``words`` next to it (behind it for ``side`` "after"): nothing, a mark or 和; None where they do
    not stand together.

    >>> between("甲、乙负责", Match(0, 1), "乙", "after"), between("甲、乙负责", Match(0, 1), "负责", "after")
    ('、', None)
    """
    if side == "after":
        gaps = [text[match.end : match.end + m.start] for m in find_words(text[match.end :], words)[:1]]
    else:
        gaps = [text[m.end : match.start] for m in find_words(text[: match.start], words)[-1:]]
    return next((gap.strip() for gap in gaps if not gap.strip(_JOINTS)), None)


_JOINTS = MARKS + "和或与及 \u3000"


_AND = ("并", "且", "但", "同时")
"""Conjunctions that go on with the sentence at hand: what they begin joins it with “，”. A closed list, as conjunctions are."""


_CASE = "[^，。；]*的，"
"""The case for which a clause provides: 情节严重的，…"""


class EndMark(NamedTuple):
    """The mark between a paragraph and the words put at its end; not ``sure`` where nothing in them says which.

    ``otherwise`` is the other mark it may be.
    """

    mark: str = ""
    sure: bool = True
    otherwise: str = ""


def end_mark(text: str, new: str) -> EndMark:
    """The mark before a clause put at the end of a paragraph that ends in 。 or ；, where the decision writes none.

    并 and its like go on with the sentence: “，”. A further case (情节严重的，…) stands beside the case of the last sentence: “；”. Any other clause has its own
    subject and is put as a sentence; that it is not a part of the last one nothing says.

    >>> end_mark("报请批准。", "并附说明"), end_mark("超载的，处罚款。", "情节严重的，吊销许可证")
    (EndMark(mark='，', sure=True, otherwise=''), EndMark(mark='；', sure=True, otherwise=''))
    >>> end_mark("应当公布。", "情况应当通报")
    EndMark(mark='。', sure=False, otherwise='；')
    """
    if not text.endswith(("。", "；")) or new[:1] in MARKS:
        return EndMark()
    joined = new.startswith(_AND) and not new.startswith("并入")
    if new.endswith(("。", "！", "？")):  # 并登记。 has no subject of its own, 同时，应当登记。 may be a sentence
        return EndMark() if not joined else EndMark("，") if new[0] in "并且" else EndMark("。", False, "，")
    if joined:
        return EndMark("，")
    if new.startswith(_LEADING):
        return EndMark()
    last = re.split("[。！？]", text[:-1])[-1]
    if re.match(_CASE, new) and re.search(_CASE, last):
        return EndMark("；")
    return EndMark("。", False, "；") if text.endswith("。") else EndMark("，", False, "。")


def start_mark(new: str) -> str:
    """The mark behind whole clauses put at the beginning of a paragraph, where the decision writes none; “，” is as good a reading.

    >>> start_mark("渡船靠岸的，不适用本条例"), start_mark("因维修"), start_mark("因维修，")
    ('；', '', '')
    """
    return "；" if "，" in new and new[-1] not in MARKS + "。！？：" and not new.endswith(_OPEN) else ""


def appended(text: str, new: str, side: str) -> Splice:
    """Words put at the end of a paragraph (款尾, 最后) or at its beginning (开始部分).

    A full sentence goes behind the last full stop; a clause goes before it, joined as :func:`end_mark` says.

    >>> appended("超载的，处罚款。", "情节严重的，吊销许可证", "end")
    Splice(start=7, end=7, text='；情节严重的，吊销许可证')
    >>> appended("应当申报。", "并登记。", "end"), appended("应当申报。", "法律另有规定的除外。", "end")
    (Splice(start=4, end=5, text='，并登记。'), Splice(start=5, end=5, text='法律另有规定的除外。'))
    """
    if side == "start":
        return Splice(0, 0, new + start_mark(new))
    at, mark = len(text), end_mark(text, new).mark
    if not text.endswith(("。", "；")):
        return Splice(at, at, new)
    if new.endswith(("。", "！", "？", "；")) and (new[:1] in MARKS or mark not in ("", "。")):
        return Splice(at - 1, at, mark + new)  # it goes on with the sentence and brings its end
    if new.endswith(("。", "！", "？")):
        return Splice(at, at, new)
    return Splice(at - 1, at - 1, mark + new)
