"""A PDF → pages of boxes: the process that reads its text layer is started, watched and understood here."""

from __future__ import annotations

import array
import json
import os
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from statistics import median
from typing import Any

from lawtrack.errors import InputError
from lawtrack.formats.pdf import text_layer
from lawtrack.formats.pdf.boxes import Box, Page, Rule

_WAIT = 90
"""Seconds. A gazette of 300 pages takes three."""
_PER_CHARACTER = 7  # numbers: four corners, size, direction, whether it is seen
_PASSWORD = 4  # FPDF_ERR_PASSWORD

_UNPRINTED = frozenset((0x7F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))

_RADICALS = {
    ord(a): b
    for a, b in zip(
        "⺁⺄⺈⺋⺌⺎⺐⺒⺓⺗⺝⺞⺟⺠⺡⺢⺣⺤⺦⺧⺨⺩⺫⺭⺮⺯⺰⺳⺵⺶⺷⺸⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙刀㔾小兀尣巳幺㣺月歺母民氵氺灬爫丬牛犭王罒示竹糹纟罓网羊羊羊耂肀聿月艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
}
"""CJK Radicals Supplement → the ideograph each stands for (EquivalentUnifiedIdeograph.txt of the Unicode Character Database): many
programs map the glyph of a plain character to its radical, and the radicals have no decomposition of their own."""


def extract(data: bytes, name: str) -> tuple[Page, ...]:
    """The pages of a PDF with what stands on them.

    Raises :class:`InputError`, naming file and remedy, for a file that is damaged, locked or built to do harm, and where pypdfium2 is missing.
    """
    try:
        folder = distribution("pypdfium2").locate_file("")
    except PackageNotFoundError:
        raise InputError(
            f"{name} 是 PDF；读 PDF 需要 pypdfium2，请先安装：pip install 'lawtrack[pdf]'，或者把正文另存为 .docx 或者 .txt",
            f"{name} is a PDF, which needs pypdfium2: pip install 'lawtrack[pdf]'; or save the text as .docx or .txt",
        ) from None
    home, module = os.path.split(os.path.splitext(text_layer.__file__)[0])
    start = f"import sys; sys.path.append(sys.argv[1]); import {module}; {module}.main(sys.argv[2])"  # compiled already
    command = [sys.executable, "-I", "-S", "-c", start, home, str(folder)]
    environment = {k: v for k, v in os.environ.items() if k in ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")}
    try:
        run = subprocess.run(command, input=data, capture_output=True, timeout=_WAIT, env=environment, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(
            f"{name} 在 {_WAIT} 秒内没有读完，文件可能有意做得极大或者已损坏；请重新取得，或者另存为 .txt",
            f"{name} was not read in {_WAIT} seconds, it may be damaged or made too large on purpose; get it again, or save it as .txt",
        ) from None
    except OSError as problem:
        raise InputError(
            f"{name} 读不出来：不能启动 {sys.executable}（{problem.strerror}）",
            f"{name} cannot be read: {sys.executable} does not start ({problem.strerror})",
        ) from None
    return tuple(_pages(run.stdout, run.returncode, name))


def _pages(out: bytes, status: int, name: str) -> Iterator[Page]:
    """What the process wrote, page by page."""
    head, _, rest = out.partition(b"\n")
    if not head:
        raise _broken(name)
    about = json.loads(head)
    if about.get("error") == _PASSWORD:
        raise InputError(
            f"{name} 有打开密码，读不出文字；请用密码打开后另存（打印）为没有密码的 PDF",
            f"{name} has a password and cannot be read; open it and print it to a PDF without one",
        )
    if "error" in about:
        raise InputError(
            f"{name} 不是完整的 PDF，文件可能没有下载完或者已损坏；请重新取得",
            f"{name} is no whole PDF, it may be cut short or damaged; get it again",
        )
    if not about["pages"]:
        raise InputError(f"{name} 里一页也没有；请重新取得文件", f"{name} has no page; get the file again")
    if about["pages"] > text_layer.MOST_PAGES:
        limit = text_layer.MOST_PAGES
        raise InputError(
            f"{name} 有 {about['pages']} 页，超过上限 {limit} 页；请拆出其中的法规再读",
            f"{name} has {about['pages']} pages, more than {limit}; take the statute out of it",
        )
    total = read = 0
    while rest:
        head, _, rest = rest.partition(b"\n")
        about = json.loads(head)
        number, count = about["page"], about["characters"]
        if about["broken"]:
            raise InputError(
                f"{name} 的第 {number} 页已损坏，读不出来；请重新取得文件",
                f"page {number} of {name} is damaged and cannot be read; get the file again",
            )
        if about["crowded"]:
            raise InputError(
                f"{name} 的第 {number} 页有上万个字或者图形，不是法规的一页；请另存为 .docx 或者 .txt 再读",
                f"page {number} of {name} has ten thousand characters or drawings and is no page of a statute; save it as .docx or .txt",
            )
        codes, numbers = array.array("I"), array.array("f")
        cut = count * codes.itemsize
        end = cut + count * _PER_CHARACTER * numbers.itemsize
        if len(rest) < end:
            raise _broken(name)
        codes.frombytes(rest[:cut])
        numbers.frombytes(rest[cut:end])
        rest = rest[end:]
        total, read = total + count, read + 1
        if total > text_layer.MOST_CHARACTERS:
            raise InputError(
                f"{name} 的文字超过 {text_layer.MOST_CHARACTERS} 字；请拆出其中的法规再读",
                f"{name} has more than {text_layer.MOST_CHARACTERS} characters; take the statute out of it",
            )
        yield _page(about, codes, numbers)
    if status or not read:
        raise _broken(name)


def _broken(name: str) -> InputError:
    return InputError(
        f"{name} 读到一半就停了：文件已损坏，或者展开后大得不像法规（超过 {text_layer.MEMORY >> 20} MB 内存或者 "
        f"{text_layer.SECONDS} 秒）；请重新取得，或者用阅读器“打印为 PDF”后再读",
        f"reading {name} stopped half way: it is damaged, or unpacks to more than a statute (over {text_layer.MEMORY >> 20} MB or {text_layer.SECONDS} seconds); get it again, or print it to PDF",
    )


def _page(about: dict[str, Any], codes: array.array[int], numbers: array.array[float]) -> Page:
    """A page as its reader sees it: turned upright, its characters mended, what is not to be seen taken out."""
    left, bottom, right, top = about["frame"]
    quarters = Counter(numbers[5::_PER_CHARACTER])
    quarters.pop(9.0, None)
    turn = int(max(quarters, key=quarters.__getitem__, default=about["turn"]))
    wide, high = right - left, top - bottom
    width, height = (wide, high) if turn % 2 == 0 else (high, wide)

    def place(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        x0, x1, y0, y1 = x0 - left, x1 - left, y0 - bottom, y1 - bottom
        if turn == 0:
            return x0, high - y1, x1, high - y0
        if turn == 1:
            return y0, x0, y1, x1
        if turn == 2:
            return wide - x1, y0, wide - x0, y1
        return high - y1, wide - x1, high - y0, wide - x0

    boxes: list[Box] = []
    aside: dict[str, list[str]] = {"hidden": [], "turned": [], "outside": [], "white": [], "mended": []}
    pictures = min(1.0, about["pictures"])
    values = iter(numbers)
    scale = _scale(codes, numbers, turn % 2)
    seen_at: set[tuple[str, int, int]] = set()
    layered = False
    for code, x0, y0, x1, y1, size, quarter, unseen in zip(codes, *[values] * _PER_CHARACTER, strict=True):
        text = _character(code)
        if not text:
            continue
        if not "\u2fd5" < text < "\uf900" and text > "\u2e7f" and (plain := unified(text)) != text:
            text = plain
            aside["mended"].append(text)
        corners = (
            (x0 - left, high - (y1 - bottom), x1 - left, high - (y0 - bottom)) if turn == 0 else place(x0, y0, x1, y1)
        )
        key = (text, round(corners[0]), round(corners[1]))
        if key in seen_at:  # printed twice, a little aside, to look bold
            continue
        seen_at.add(key)
        if unseen == 1.0 and pictures < 0.5:
            aside["hidden"].append(text)
        elif quarter != turn:
            aside["turned"].append(text)
        elif corners[2] < 0 or corners[0] > width or corners[3] < 0 or corners[1] > height:
            aside["outside"].append(text)
        else:
            layered = layered or unseen == 1.0
            if unseen == 2.0:
                aside["white"].append(text)
            em = corners[2] - corners[0] if "\u2e80" <= text else size * scale
            x0, y0, x1, y1 = corners
            boxes.append(Box(x0, y0, x1, y1, text, em if em > 1 else size * scale or 10.0))
    flat, upright = _rules(about["rules"], place)
    return Page(
        about["page"], width, height, tuple(boxes), flat, upright, recognised=layered, pictured=pictures,
        **{kind: "".join(texts).strip() for kind, texts in aside.items()},
    )  # fmt: skip


def _scale(codes: array.array[int], numbers: array.array[float], turned: int) -> float:
    """What the nominal size of type is to be multiplied with: an ideograph is as wide as its type is large."""
    lows, highs, sizes = (numbers[k::_PER_CHARACTER] for k in (turned, turned + 2, 4))
    shares = [
        (b - a) / size
        for code, a, b, size in zip(codes, lows, highs, sizes, strict=True)
        if 0x4E00 <= code <= 0x9FFF and size > 0 and b > a
    ]
    return median(shares[:400]) if shares else 1.0


def _character(code: int) -> str:
    """A character as a text of law has it: a code that means none is U+FFFD, what is never printed is nothing."""
    if 0x4E00 <= code <= 0x9FFF:
        return chr(code)
    if code in (2, 0xAD):  # how PDFium writes a hyphen at the end of a line
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or 0xFFFE <= code <= 0xFFFF or code > 0x10FFFF:
        return "\ufffd"
    if code == 9:
        return " "
    return "" if code < 32 or code in _UNPRINTED else chr(code)


def unified(text: str) -> str:
    """A radical or a compatibility ideograph as the plain ideograph it looks like.

    >>> unified("⼀"), unified("⻓"), unified("一")
    ('一', '长', '一')
    """
    if "\u2f00" <= text <= "\u2fd5" or "\uf900" <= text <= "\ufaff":
        return unicodedata.normalize("NFKC", text)
    return _RADICALS.get(ord(text), text)


def _rules(found: list[list[float]], place: Any) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    flat, upright = [], []
    for corners in found:
        x0, y0, x1, y1 = place(*corners)
        if x1 - x0 >= y1 - y0:
            flat.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            upright.append(Rule((x0 + x1) / 2, y0, y1))
    return tuple(flat), tuple(upright)
