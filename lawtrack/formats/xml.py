"""XML as the formats need it: characters that XML can hold, and parsing that trusts nobody."""

from __future__ import annotations

import re

from lxml import etree

from lawtrack.errors import InputError

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST_BYTES = 200 * 1024 * 1024
"""The largest XML text that is read; the longest Chinese statute as Akoma Ntoso has about 3 MB."""


MOST_TAGS = 3_000_000
"""The most tags that are read: each costs memory, however short it is. The longest statute as a Word file has about a tenth of that."""


def fit(text: str, where: str = "") -> str:
    """``text`` itself; raises :class:`InputError` where it holds a character that no XML file can carry.

    >>> fit("第一条")
    '第一条'
    """
    bad = _UNFIT.search(text)
    if bad:
        place = where or f"“{text[max(0, bad.start() - 10) : bad.start()]}”之后"
        raise InputError(
            f"{place}含有 XML 文件不能表示的控制字符 U+{ord(bad[0]):04X}；请先从文本中删去（.txt 和 .json 可以保留它）",
            f"a control character U+{ord(bad[0]):04X} that XML cannot hold; remove it from the text first (.txt and .json can keep it)",
        )
    return text


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of an XML text from a stranger: no entities of its own, no network, no unbounded depth or size.

    Raises :class:`InputError` naming ``name``, the place and the remedy.
    """
    if len(data) > MOST_BYTES:
        raise InputError(
            f"{name}：展开后有 {len(data) >> 20} MB，超过上限 {MOST_BYTES >> 20} MB；请确认它是法规文本",
            f"{name} unpacks to {len(data) >> 20} MB, more than {MOST_BYTES >> 20} MB; check that it is a statute",
        )
    if data.count(b"<") > MOST_TAGS:
        raise InputError(
            f"{name}：标记多得不像法规文本（超过 {MOST_TAGS} 个）；请把正文另存为 .docx 或者 .txt 后重试",
            f"{name} has more tags than a statute (over {MOST_TAGS}); save the text as .docx or .txt",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        line, column = problem.position
        raise InputError(
            f"{name}：第 {line} 行第 {column} 列不是合格的 XML（{problem.msg}）；文件可能已损坏，请重新导出或者下载",
            f"{name}, line {line}, column {column}: no well-formed XML ({problem.msg}); the file may be damaged, export or fetch it again",
        ) from None
    except ValueError as problem:
        raise InputError(f"{name}：不是合格的 XML（{problem}）", f"{name} is no well-formed XML ({problem})") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError(
            f"{name}：含有文档类型声明（DOCTYPE），其中可以藏有实体炸弹或者外部文件，一律不读；请删去该声明后重试",
            f"{name} has a document type declaration (DOCTYPE), which can hide bombs and other files, and is not read; remove it",
        )
    return root
