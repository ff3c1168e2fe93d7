"""A page saved from a website → the text of the law on it, without menus, scripts and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from lawtrack.errors import Finding, InputError
from lawtrack.formats import findings as kinds

_BLOCK = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table tbody td tfoot th thead tr ul".split()
)
_SKIP = frozenset("script style noscript template head nav button select option svg iframe".split())
_ARTICLE = re.compile(r"^\s*第[\s一二三四五六七八九十百千零〇0-9０-９－-]{1,20}[条條]|^\s*[一二三四五六七八九十]+、")
"""第一条, 第1条, 第１条, 第 十 二 条, 第 2-1 條, 一、."""
_TITLE = re.compile(
    r"(法|条例|條例|规定|規定|办法|决定|解释|规则|细则|意见|批复|章程|修正案.*|准则|规程|通知)\s*(（.{2,12}）)?$"
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def page_text(page: str, name: str = "") -> tuple[str, tuple[Finding, ...]]:
    """The text of the smallest part of the page that holds all its articles and, if one stands near, the title above them.

    What the page holds besides is not law; how much was left out is a finding. Raises :class:`InputError` for a page without text.

    >>> page_text("<body><nav>首页</nav><div><h1>某市节水条例</h1><p>第一条　节水。</p><p>第二条　罚款。</p></div><p>版权所有</p></body>")[0]
    '某市节水条例\\n第一条\\u3000节水。\\n第二条\\u3000罚款。\\n'
    """
    try:
        root = html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, ValueError) as error:
        raise InputError(
            f"{name} 不是可读的网页（{error}）；请重新保存网页，或者把正文复制为 .txt",
            f"{name} is no readable web page ({error}); save it again, or copy the text into a .txt",
        ) from error
    body = root.find("body") if root.tag == "html" else root
    if body is None:
        body = root
    whole = list(_lines(body))
    if not whole:
        raise InputError(
            f"{name} 里没有文字；正文可能由脚本载入，请在浏览器中打开后把正文复制为 .txt",
            f"{name} holds no text, a script may load it; open it in a browser and copy the text into a .txt",
        )
    part = _part(body)
    lines = list(_lines(part))
    left = sum(map(len, whole)) - sum(map(len, lines))
    text = "\n".join(lines) + "\n"
    if not left:
        return text, ()
    return text, (kinds.OUTSIDE.finding(count=left),)


def _part(body: html.HtmlElement) -> html.HtmlElement:
    """The deepest element that holds all lines that look like articles, widened until a title stands before them."""
    want = sum(1 for line in _lines(body) if _ARTICLE.match(line))
    if not want:
        return body
    at = body
    while True:
        inner = [e for e in at if isinstance(e.tag, str) and sum(1 for x in _lines(e) if _ARTICLE.match(x)) == want]
        if not inner:
            break
        at = inner[0]
    wider = at
    while wider is not None:
        for line in _lines(wider):
            if _ARTICLE.match(line):
                break
            if len(line) <= 60 and _TITLE.search(line):
                return wider
        if wider is body:
            break
        wider = wider.getparent()
    return at


def _lines(element: html.HtmlElement) -> Iterator[str]:
    """The lines an element prints as."""
    parts: list[str] = []

    def walk(node: html.HtmlElement) -> Iterator[str]:
        if not isinstance(node.tag, str) or node.tag in _SKIP:
            return
        block = node.tag in _BLOCK
        if block or node.tag == "br":
            yield from flush()
        parts.append(node.text or "")
        for child in node:
            yield from walk(child)
            parts.append(child.tail or "")
        if block:
            yield from flush()

    def flush() -> Iterator[str]:
        line = _SPACE.sub(" ", "".join(parts)).strip(" ")
        parts.clear()
        if line.strip():
            yield line

    yield from walk(element)
    yield from flush()
