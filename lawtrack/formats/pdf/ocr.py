"""What an OCR engine found → pages of boxes: hOCR, or JSON with the corners and the text of each line.

Three shapes of JSON are read, each of which engines write: ``{"pages": [{"width": …, "height": …, "lines": [{"box": …, "text": …}]}]}``;
a list of ``[corners, text, score]`` (RapidOCR), or of ``[corners, [text, score]]`` (PaddleOCR), for one page; a list of such lists. A box is four
numbers (left, top, right, bottom) or four corners.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from lxml import etree, html

from lawtrack.errors import InputError
from lawtrack.formats.pdf.boxes import Box, Page

_BOX = re.compile(r"bbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_MOST = 3_000_000
_Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


def read_boxes(text: str, name: str) -> tuple[Page, ...]:
    """The pages of an hOCR page or of the JSON of an engine.

    Raises :class:`InputError`, naming the file, for what is neither.
    """
    pages = _hocr(text, name) if text.lstrip("\ufeff \t\r\n").startswith("<") else _json(text, name)
    made = tuple(_page(i, lines, size) for i, (lines, size) in enumerate(pages, 1))
    if sum(len(p.boxes) for p in made) > _MOST:
        raise InputError(
            f"{name} 的文字超过 {_MOST} 字；请拆出其中的法规再读",
            f"{name} has more than {_MOST} characters; take the statute out of it",
        )
    return made


_Found = tuple[list[tuple[_Corners, str]], tuple[float, float]]


def _hocr(text: str, name: str) -> Iterator[_Found]:
    """Words where the page has them, else lines."""
    try:
        root = html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, ValueError) as error:
        raise InputError(
            f"{name} 不是可读的 hOCR（{error}）；请重新识别",
            f"{name} is no readable hOCR ({error}); recognise it again",
        ) from error
    for page in _classed(root, "ocr_page"):
        box = _BOX.search(page.get("title", ""))
        size = (float(box[3]), float(box[4])) if box else (0.0, 0.0)
        lines = []
        for part in _classed(page, "ocrx_word") or _classed(page, "ocr_line"):
            where, words = _BOX.search(part.get("title", "")), str(part.text_content()).strip()
            if where and words:
                lines.append((_corners([float(n) for n in where.groups()]), words))
        yield lines, size


def _classed(root: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return [e for e in root.iter() if isinstance(e.tag, str) and name in e.get("class", "").split()]


def _json(text: str, name: str) -> Iterator[_Found]:
    try:
        data = json.loads(text)
        pages = data.get("pages", [data]) if isinstance(data, dict) else data if _many(data) else [data]
        for page in pages:
            entries = page["lines"] if isinstance(page, dict) else page
            size = (float(page.get("width", 0)), float(page.get("height", 0))) if isinstance(page, dict) else (0.0, 0.0)
            yield [_entry(e) for e in entries], size
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError):
        raise InputError(
            f"{name} 不是认识的识别结果（应有每一行的位置和文字）；各种写法见 docs/formats.md",
            f"{name} is no output of text recognition that is known (places and words of every line); the kinds stand in docs/formats.md",
        ) from None


def _many(data: Any) -> bool:
    """Whether a list holds pages and not lines: an entry of a page is a list of lists of corners."""
    first: Any = next((d for d in data if d), [[]])
    return isinstance(first, dict) and "lines" in first or isinstance(first[0], list) and not _is_corner(first[0][0])


def _is_corner(value: Any) -> bool:
    return (
        isinstance(value, (int, float))
        or isinstance(value, list)
        and len(value) == 2
        and isinstance(value[0], (int, float))
    )


def _entry(entry: Any) -> tuple[_Corners, str]:
    if isinstance(entry, dict):
        box, words = entry["box"], entry["text"]
    else:
        box, words = entry[0], entry[1]
        if isinstance(words, (list, tuple)):
            words = words[0]
    if not isinstance(words, str):
        raise TypeError
    return _corners(box), words


def _corners(box: Sequence[Any]) -> _Corners:
    if len(box) == 4 and not isinstance(box[0], (list, tuple)):
        a, b, c, d = (_finite(v) for v in box)
        return (a, b), (c, b), (c, d), (a, d)
    p, q, r, s = ((_finite(x), _finite(y)) for x, y in box)
    return p, q, r, s


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or isinstance(value, (str, bool)):
        raise ValueError(value)
    return number


def _page(number: int, lines: Sequence[tuple[_Corners, str]], size: tuple[float, float]) -> Page:
    """Lines made straight and cut into characters of one width."""
    slopes = [(q[1] - p[1]) / (q[0] - p[0]) for (p, q, _, _), words in lines if len(words) >= 8 and q[0] - p[0] > 1]
    slope = median(slopes) if slopes else 0.0
    angle = math.atan(slope) if abs(slope) < 0.2 else 0.0
    cos, sin = math.cos(angle), math.sin(angle)
    boxes: list[Box] = []
    for corners, words in lines:
        turned = [(x * cos + y * sin, y * cos - x * sin) for x, y in corners]
        xs, ys = [x for x, _ in turned], [y for _, y in turned]
        boxes += _characters(min(xs), sum(sorted(ys)[:2]) / 2, max(xs), sum(sorted(ys)[2:]) / 2, words)
    width = max([size[0], *(b.x1 for b in boxes)])
    height = max([size[1], *(b.y1 for b in boxes)])
    return Page(number, width, height, tuple(boxes), recognised=True, pictured=1.0)


def _characters(x0: float, y0: float, x1: float, y1: float, words: str) -> Iterator[Box]:
    """The characters of a line, Latin ones half as wide. The size of type is their width; of a few characters it is the height of the box."""
    shares = [0.5 if c.isascii() else 1.0 for c in words]
    step = (x1 - x0) / sum(shares) if words else 0.0
    em = step if len(words) >= 4 else min(y1 - y0, step or y1 - y0)
    x = x0
    for c, share in zip(words, shares, strict=True):
        yield Box(x, y0, x + share * step, y1, c, em)
        x += share * step
