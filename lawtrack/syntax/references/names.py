"""Names that a text gives to statutes for its own use: 《中华人民共和国公司法》（以下简称《公司法》）, 下称“条例”."""

from __future__ import annotations

import re

from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key

_DEFINED = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?P<tail>[（(](?:试行|暂行|[一二三四五六七八九十]+)[）)])?"
    r"\s*[（(](?:[^（）()，。]{0,12}[，,])?\s*(?:以下|下文|下)(?:均|合并|分别)?(?:简称|统称|称)为?[：:]?\s*"
    r"[“\"「《〈]?(?P<short>[\u4e00-\u9fff]{2,24}?)[”\"」》〉]?\s*(?:[）)]|，)"
)
_BARE = re.compile(
    r"(?P<title>中华人民共和国[\u4e00-\u9fff]{1,40}?(?:法典|法|条例|办法|规定|细则|规则))\s*[（(](?:以下|下)(?:简称|称)[：:]?\s*"
    r"[“\"「《〈]?(?P<short>[\u4e00-\u9fff]{2,24}?)[”\"」》〉]?\s*[）)]"
)


def defined_names(statute: Statute) -> dict[str, str]:
    """Short name → key of the title it stands for, as the text itself defines them.

    A name defined for two titles stands for neither; one defined for its own statute (以下简称本办法) is no other one's.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> text = "根据《中华人民共和国海商法》（以下简称海商法）和《水路运输条例》（下称《条例》），制定本规定。"
    >>> defined_names(Statute("例", children=(Article("第一条", "", (Paragraph(text),)),)))
    {'海商法': '海商法', '条例': '水路运输条例'}
    """
    found: dict[str, set[str]] = {}
    for unit in statute.units:
        if "称" not in unit.text:
            continue
        for pattern in (_DEFINED, _BARE):
            for m in pattern.finditer(unit.text):
                title = m["title"] + (m.groupdict().get("tail") or "")
                found.setdefault(m["short"], set()).add(title_key(title))
    return {short: next(iter(keys)) for short, keys in found.items() if len(keys) == 1 and not short.startswith("本")}
