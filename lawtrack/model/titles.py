"""Under which name a statute is known: titles as decisions, files and people write them, reduced to one key."""

from __future__ import annotations

import re
from functools import lru_cache

_STATE = "中华人民共和国"
_MARKS = str.maketrans({"（": "(", "）": ")", "〈": "《", "〉": "》", "<": "《", ">": "》", "﹤": "《", "﹥": "》"})
_YEAR = re.compile(
    r"\((?:\d{4}|[一二三四五六七八九〇零]{4})[^()]*(?:修[订正改]|版|文本)[^()]*\)$|\(\d{4}-\d{1,2}-\d{1,2}\)$"
)
_STAGE = re.compile(r"\((?:[^()]*(?:草案|审议稿|表决稿|征求意见稿|修订稿|建议稿)[^()]*)\)$")


def flat(title: str) -> str:
    """A title without white space and with one kind of brackets and book-title marks."""
    return re.sub(r"\s", "", title).translate(_MARKS)


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """The key under which a title is looked up: no spaces, no 中华人民共和国 in front, no year of version or stage behind.

    >>> title_key("中华人民共和国刑法"), title_key("《 刑法 》"), title_key("审计条例（2023年修正）"), title_key("绿色条例(草案二次审议稿)")
    ('刑法', '刑法', '审计条例', '绿色条例')
    """
    key = flat(title)
    while True:
        shorter = _STAGE.sub("", _YEAR.sub("", key))
        if shorter.startswith("《") and shorter.endswith("》") and "》" not in shorter[:-1]:
            shorter = shorter[1:-1]
        if shorter == key:
            break
        key = shorter
    return key.removeprefix(_STATE) or key


def quoted(title: str) -> str:
    """A title in book-title marks; those inside it become 〈〉 (GB/T 15834—2011, 书名号).

    >>> quoted("某会关于修改《例法》的决定")
    '《某会关于修改〈例法〉的决定》'
    """
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


_VERSION = re.compile(
    r"（(?:\d{4}年?)?[^（）]{0,8}(?:修正|修订|修改|草案|审议稿|征求意见稿|公布|通过|施行)[^（）]{0,8}）$"
)
_ISSUER = re.compile(
    r"^(?:最高人民法院|最高人民检察院|公安部|司法部|国家(?:(?!国家|最高人民|公安部|司法部)[^关]){1,12}+|、)+(?=关于)"
)


@lru_cache(maxsize=1024)
def name_key(title: str) -> str:
    """A title for comparing: no marks, no white space, no 中华人民共和国, no court in front, no version in brackets.

    >>> name_key("例市深化‘一网’改革规定") == name_key("《例市深化“一网”改革规定》")
    True
    """
    flat = re.sub(r"[《》〈〉<>“”‘’'\"\s\u3000]", "", title).translate(str.maketrans("()", "（）"))
    flat = _VERSION.sub("", flat).replace("中华人民共和国", "")
    return _ISSUER.sub("", flat)


def names_fit(a: str, b: str) -> bool:
    """Whether one key is the other without its region or issuer (审计条例, 北京市审计条例)."""
    return len(a) > 1 and len(b) > 1 and (a.endswith(b) or b.endswith(a))


def same_title(a: str, b: str) -> bool:
    """Whether two titles can name one statute: one in full, the other without 中华人民共和国, court, region or version.

    >>> same_title("北京市审计条例", "《审计条例》"), same_title("审计条例", "审计法")
    (True, False)
    """
    return names_fit(name_key(a), name_key(b))


def nested(title: str) -> str:
    """A title as it stands inside 《》: the marks within it are 〈〉, those within these 《》 again.

    >>> nested("关于修改《某院关于适用〈某法〉的解释》的决定")
    '关于修改〈某院关于适用《某法》的解释〉的决定'
    """
    return _marked(title, "〈《", "〉》")


def alone(title: str) -> str:
    """A title as it stands by itself, taken out of 《》: the marks within it are 《》, those within these 〈〉.

    >>> alone("某省实施〈某法〉办法")
    '某省实施《某法》办法'
    """
    return _marked(title, "《〈", "》〉")


def _marked(title: str, opening: str, closing: str) -> str:
    out, depth = [], 0
    for c in title:
        if c in "《〈":
            out.append(opening[depth % 2])
            depth += 1
        elif c in "》〉":
            depth = max(depth - 1, 0)
            out.append(closing[depth % 2])
        else:
            out.append(c)
    return "".join(out)
