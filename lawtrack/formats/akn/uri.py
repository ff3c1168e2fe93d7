"""Names of Chinese law on the web: Akoma Ntoso URIs (FRBR work and expression) from title and adoption note.

``/akn/cn/act/law/npcsc/2007-08-30/order-68/zho@2022-06-24`` is the law adopted on that day, in Chinese, as amended on the later day. No
Chinese convention has been published; this one is ours and follows the AKN Naming Convention 1.0: country (with the province behind a
hyphen for local law), document type, kind, issuing body, date of adoption, number of the promulgating order or, where the note gives
none, the title. What the text does not say is left out; a date that is not known is written 0001-01-01.
"""

from __future__ import annotations

import re

import attrs

from lawtrack.model.numerals import parse_numeral
from lawtrack.syntax.note import Act, parse_note

UNKNOWN_DATE = "0001-01-01"
_PROVINCES = {
    "北京": "bj", "天津": "tj", "河北": "he", "山西": "sx", "内蒙古": "nm", "辽宁": "ln", "吉林": "jl", "黑龙江": "hl", "上海": "sh",
    "江苏": "js", "浙江": "zj", "安徽": "ah", "福建": "fj", "江西": "jx", "山东": "sd", "河南": "ha", "湖北": "hb", "湖南": "hn",
    "广东": "gd", "广西": "gx", "海南": "hi", "重庆": "cq", "四川": "sc", "贵州": "gz", "云南": "yn", "西藏": "xz", "陕西": "sn",
    "甘肃": "gs", "青海": "qh", "宁夏": "nx", "新疆": "xj",
}  # fmt: skip
"""ISO 3166-2:CN."""
_LOCAL = re.compile(rf"^({'|'.join(_PROVINCES)})(?:市|省|回族自治区|壮族自治区|维吾尔自治区|自治区)?")
_ORDER = re.compile(
    r"(主席令|国务院令|法释|令|公告)\s*[〔\[（(]?\s*(?:(\d{4})\s*[〕\]）)]\s*)?第?\s*([0-9〇零一二三四五六七八九十百千]+)\s*号"
)
_ORDER_NAMES = {"主席令": "order", "国务院令": "decree", "法释": "fashi", "令": "order", "公告": "announcement"}
_DROP = re.compile(r"[\s/~.!?#@:;,%\\\"'<>\[\]{}|^`&=+$*]+")


@attrs.frozen
class Work:
    """A statute or decision as such, whatever its versions: the parts of its URI, and its title."""

    title: str
    subtype: str = ""
    actor: str = ""
    date: str = UNKNOWN_DATE
    number: str = ""
    locality: str = ""

    @property
    def uri(self) -> str:
        """The work URI."""
        country = f"cn-{self.locality}" if self.locality else "cn"
        middle = [p for p in (self.subtype, self.actor) if p]
        return "/".join(["/akn", country, "act", *middle, self.date, self.number or slug(self.title)])

    def expression(self, version: str) -> str:
        """The URI of the Chinese text as of a version date."""
        return f"{self.uri}/zho@{version or self.date}"


def slug(title: str) -> str:
    """A title as one segment of a URI: Chinese characters stay, what separates URIs goes.

    >>> slug("中华人民共和国 民法典"), slug("")
    ('中华人民共和国民法典', 'untitled')
    """
    return _DROP.sub("", title) or "untitled"


def work_of(title: str, note: str = "") -> Work:
    """The work behind a title and its adoption note.

    >>> work_of("中华人民共和国例法", "（2007年8月30日第十届全国人民代表大会常务委员会第二十九次会议通过）").uri
    '/akn/cn/act/law/npcsc/2007-08-30/中华人民共和国例法'
    >>> work_of("北京市例条例", "（2012年7月27日北京市第十三届人民代表大会常务委员会第三十四次会议通过）").uri
    '/akn/cn-bj/act/local-regulation/pcsc/2012-07-27/北京市例条例'
    """
    acts = parse_note(note)
    first = acts[0] if acts else Act("制定")
    made = (
        note[: note.find(acts[1].text)] if len(acts) > 1 and acts[1].text in note else note
    )  # what the note says of its making
    subtype, actor = _kind(title, made)
    local = _LOCAL.match(title) if subtype in ("local-regulation", "local-rule", "") else None
    return Work(
        title,
        subtype,
        actor,
        first.date or UNKNOWN_DATE,
        _order(made, actor),
        _PROVINCES[local[1]] if local else "",
    )


def _order(text: str, actor: str) -> str:
    m = _ORDER.search(text)
    if not m:
        return ""
    number = parse_numeral(m[3])
    name = "decree" if m[1] == "令" and actor == "state-council" else _ORDER_NAMES[m[1]]  # 国务院、中央军委令
    return f"{name}-{f'{m[2]}-' if m[2] else ''}{number}" if number else ""


def _kind(title: str, text: str) -> tuple[str, str]:
    """Kind of law (法律性质) and issuing body, as far as title and note tell."""
    actor = ""
    if re.search(r"人民代表大会常务委员会", text):
        actor = "npcsc" if "全国人民代表大会常务委员会" in text else "pcsc"
    elif re.search(r"人民代表大会", text):
        actor = "npc" if "全国人民代表大会" in text else "pc"
    elif "国务院" in text:
        actor = "state-council"
    elif "最高人民法院" in text + title:
        actor = "spc"
    elif "最高人民检察院" in text + title:
        actor = "spp"
    if title.endswith("宪法") or "宪法修正案" in title:
        return "constitution", actor or "npc"
    if actor in ("npc", "npcsc"):
        return "law", actor
    if actor in ("pc", "pcsc"):
        return "local-regulation", actor
    if actor == "state-council":
        return "administrative-regulation", actor
    if actor in ("spc", "spp"):
        return "judicial-interpretation", actor
    if re.match(r"中华人民共和国.*法$", title):
        return "law", actor
    return "", actor
