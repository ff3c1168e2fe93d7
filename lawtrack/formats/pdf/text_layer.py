"""The text layer of a PDF, read by PDFium in a process of its own.

PDFium is a large library in C++ and the file comes from a stranger. So this module is all that a process without ``site``
(``python -I -S``) imports; it runs under limits of memory and time, and knows nothing of this package. What it finds goes to standard
output: a line of JSON for the file, then for each page a line of JSON and its characters as two arrays. A crash, a bomb or an endless loop
ends this process and no other.

It starts once for every file, and most files are short: so it imports as little as it can, declares the thirty functions of PDFium that it
calls itself (the bindings declare five hundred), and writes its few lines of JSON without ``json``.
"""

from __future__ import annotations

import array
import ctypes
import math
import os
import sys
from ctypes import POINTER, byref, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MEMORY = 512 * 1024 * 1024
"""Beside twice the file itself; a gazette of a hundred pages takes a quarter of it."""
SECONDS = 60
MOST_PAGES = 2_000
MOST_CHARACTERS = 3_000_000
MOST_ON_A_PAGE = 60_000
MOST_OBJECTS = 40_000
"""A dense page of a gazette has 3,000 characters and a few hundred objects; what has twenty times as many is no page of law."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_INVISIBLE = (3, 7)
_SHORTEST = 6.0  # points: shorter strokes are drawings, not rules


def main(folder: str) -> None:
    """Read the PDF on standard input with the pypdfium2_raw that lies in ``folder``."""
    data = sys.stdin.buffer.read()
    try:
        import resource

        most = MEMORY + 2 * len(data)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):  # no such limits on Windows; the caller watches the clock
        pass
    pdfium = _Pdfium(_library(folder))
    out = sys.stdout.buffer
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        _line(out, {"error": int(pdfium.FPDF_GetLastError())})
        return
    pages = pdfium.FPDF_GetPageCount(document)
    _line(out, {"pages": pages})
    total = 0
    for i in range(min(pages, MOST_PAGES)):
        about, codes, numbers = _Reader(pdfium, document, i).read()
        total += len(codes)
        _line(out, about)
        out.write(codes.tobytes())
        out.write(numbers.tobytes())
        if total > MOST_CHARACTERS:
            break


def _line(out: Any, value: dict[str, Any]) -> None:
    out.write(_json(value).encode() + b"\n")


def _json(value: Any) -> str:
    """Numbers, truth values, lists and objects of them as ``json`` writes them.

    >>> _json({"a": [1, 2.5, float("inf")], "b": True})
    '{"a": [1, 2.5, Infinity], "b": true}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {_json(v)}' for key, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_json, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), repr(value))


# -- PDFium --------------------------------------------------------------------------------------------------------------


class _Rectangle(ctypes.Structure):
    """FS_RECTF."""

    _fields_ = [(name, c_float) for name in ("left", "top", "right", "bottom")]


class _Matrix(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = [(name, c_float) for name in "abcdef"]


_FLOAT, _UINT = POINTER(c_float), POINTER(c_uint)
_FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "FPDF_InitLibrary": (None,),
    "FPDF_LoadMemDocument64": (c_void_p, ctypes.c_char_p, c_size_t, c_void_p),
    "FPDF_GetLastError": (c_ulong,),
    "FPDF_GetPageCount": (c_int, c_void_p),
    "FPDF_LoadPage": (c_void_p, c_void_p, c_int),
    "FPDF_GetPageBoundingBox": (c_int, c_void_p, POINTER(_Rectangle)),
    "FPDF_ClosePage": (None, c_void_p),
    "FPDFPage_GetRotation": (c_int, c_void_p),
    "FPDFPage_CountObjects": (c_int, c_void_p),
    "FPDFPage_GetObject": (c_void_p, c_void_p, c_int),
    "FPDFPageObj_GetType": (c_int, c_void_p),
    "FPDFPageObj_GetBounds": (c_int, c_void_p, _FLOAT, _FLOAT, _FLOAT, _FLOAT),
    "FPDFPageObj_GetMatrix": (c_int, c_void_p, POINTER(_Matrix)),
    "FPDFPageObj_GetFillColor": (c_int, c_void_p, _UINT, _UINT, _UINT, _UINT),
    "FPDFFormObj_CountObjects": (c_int, c_void_p),
    "FPDFFormObj_GetObject": (c_void_p, c_void_p, c_ulong),
    "FPDFTextObj_GetTextRenderMode": (c_int, c_void_p),
    "FPDFPath_CountSegments": (c_int, c_void_p),
    "FPDFPath_GetPathSegment": (c_void_p, c_void_p, c_int),
    "FPDFPathSegment_GetPoint": (c_int, c_void_p, _FLOAT, _FLOAT),
    "FPDFPathSegment_GetType": (c_int, c_void_p),
    "FPDFPathSegment_GetClose": (c_int, c_void_p),
    "FPDFText_LoadPage": (c_void_p, c_void_p),
    "FPDFText_ClosePage": (None, c_void_p),
    "FPDFText_CountChars": (c_int, c_void_p),
    "FPDFText_GetUnicode": (c_uint, c_void_p, c_int),
    "FPDFText_GetLooseCharBox": (c_int, c_void_p, c_int, POINTER(_Rectangle)),
    "FPDFText_GetFontSize": (ctypes.c_double, c_void_p, c_int),
    "FPDFText_GetCharAngle": (c_float, c_void_p, c_int),
    "FPDFText_GetTextObject": (c_void_p, c_void_p, c_int),
}
"""Of each function what it returns and what it takes, as PDFium's public headers have it (fpdfview.h, fpdf_edit.h, fpdf_text.h)."""


class _Pdfium:
    """The functions of PDFium that are called here; what they return as a handle is a number, None for none."""

    def __init__(self, library: Any) -> None:
        for name, (result, *takes) in _FUNCTIONS.items():
            function = library[name]
            function.restype, function.argtypes = result, takes
            setattr(self, name, function)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)  # every function is set above; this is for the type checker


def _library(folder: str) -> Any:
    """PDFium as pypdfium2 brings it, else as its bindings find it on the machine."""
    name = {"win32": "pdfium.dll", "cygwin": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(
        sys.platform, "libpdfium.so"
    )
    path = os.path.join(folder, "pypdfium2_raw", name)
    if os.path.exists(path):
        return ctypes.CDLL(path)
    sys.path.append(folder)
    from pypdfium2_raw import bindings

    return bindings._libs["pdfium"]


# -- pages ---------------------------------------------------------------------------------------------------------------


class _Reader:
    """One page."""

    def __init__(self, pdfium: _Pdfium, document: Any, index: int) -> None:
        self.p = pdfium
        self.index = index
        self.page = pdfium.FPDF_LoadPage(document, index)
        self.objects = 0
        self.rules: list[tuple[float, float, float, float]] = []
        self.pictures = 0.0
        self.unseen: set[int] = set()
        self.white: set[int] = set()
        self.colour = tuple(c_uint() for _ in range(4))
        self.colour_places = tuple(map(byref, self.colour))

    def read(self) -> tuple[dict[str, Any], array.array[int], array.array[float]]:
        codes, numbers = array.array("I"), array.array("f")
        about: dict[str, Any] = {"page": self.index + 1, "broken": not self.page}
        if self.page:
            box = _Rectangle()
            self.p.FPDF_GetPageBoundingBox(self.page, byref(box))
            self.frame = (box.left, box.bottom, box.right, box.top)
            self._objects(self.page, self.p.FPDFPage_CountObjects, self.p.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0), 0)
            layer = self.p.FPDFText_LoadPage(self.page)
            about["crowded"] = self.p.FPDFText_CountChars(layer) > MOST_ON_A_PAGE or self.objects > MOST_OBJECTS
            self._characters(layer, codes, numbers)
            self.p.FPDFText_ClosePage(layer)
            about["turn"] = self.p.FPDFPage_GetRotation(self.page)
            self.p.FPDF_ClosePage(self.page)
            about["frame"] = self.frame
            area = (box.right - box.left) * (box.top - box.bottom)
            about["pictures"] = self.pictures / area if area > 0 else 0.0
            about["rules"] = self.rules[:MOST_OBJECTS]
        about["characters"] = len(codes)
        return about, codes, numbers

    def _characters(self, layer: Any, codes: array.array[int], numbers: array.array[float]) -> None:
        """Code, box, size, angle in quarters of a turn (or 9), and whether it is to be seen (0), invisible (1), white (2)."""
        p = self.p
        rect = _Rectangle()
        place = byref(rect)
        code_of, box_of, size_of, angle_of = (
            p.FPDFText_GetUnicode, p.FPDFText_GetLooseCharBox, p.FPDFText_GetFontSize, p.FPDFText_GetCharAngle,
        )  # fmt: skip
        special = bool(self.unseen or self.white)
        for i in range(min(p.FPDFText_CountChars(layer), MOST_ON_A_PAGE)):
            code = code_of(layer, i)
            if code in (10, 13) or not box_of(layer, i, place):
                continue
            angle = angle_of(layer, i)
            quarter = 0.0
            if angle > 0.02:
                near = angle / (math.pi / 2)
                quarter = float(round(near) % 4) if abs(near - round(near)) < 0.02 else 9.0
            seen = 0.0
            if special:
                thing = p.FPDFText_GetTextObject(layer, i)
                seen = 1.0 if thing in self.unseen else 2.0 if thing in self.white else 0.0
            codes.append(code)
            numbers.extend((rect.left, rect.bottom, rect.right, rect.top, size_of(layer, i), quarter, seen))

    def _objects(self, owner: Any, count: Any, get: Any, matrix: tuple[float, ...], depth: int) -> None:
        """Rules, pictures and unseen text among the objects of a page or of a form inside it."""
        p = self.p
        for i in range(count(owner)):
            self.objects += 1
            if self.objects > MOST_OBJECTS:
                return
            thing = get(owner, i)
            kind = p.FPDFPageObj_GetType(thing)
            if kind == _TEXT:
                self._text(thing)
            elif kind == _PATH:
                self._path(thing, matrix)
            elif kind == _IMAGE:
                a, b, c, d = (c_float() for _ in range(4))
                if p.FPDFPageObj_GetBounds(thing, *map(byref, (a, b, c, d))):
                    self.pictures += abs((c.value - a.value) * (d.value - b.value))
            elif kind == _FORM and depth < 4:
                inner = _Matrix()
                p.FPDFPageObj_GetMatrix(thing, byref(inner))
                own = _times((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), matrix)
                self._objects(thing, p.FPDFFormObj_CountObjects, p.FPDFFormObj_GetObject, own, depth + 1)

    def _text(self, thing: Any) -> None:
        p = self.p
        mode = p.FPDFTextObj_GetTextRenderMode(thing)
        r, g, b, alpha = self.colour
        known = p.FPDFPageObj_GetFillColor(thing, *self.colour_places)
        if mode in _INVISIBLE or known and alpha.value == 0:
            self.unseen.add(thing)
        elif mode == 0 and known and min(r.value, g.value, b.value) > 245:
            self.white.add(thing)

    def _path(self, thing: Any, outer: tuple[float, ...]) -> None:
        """Strokes that run across or down, corner by corner."""
        p = self.p
        inner = _Matrix()
        p.FPDFPageObj_GetMatrix(thing, byref(inner))
        a, b, c, d, e, f = _times((inner.a, inner.b, inner.c, inner.d, inner.e, inner.f), outer)
        x, y = c_float(), c_float()
        last = first = None
        for i in range(min(p.FPDFPath_CountSegments(thing), 400)):
            segment = p.FPDFPath_GetPathSegment(thing, i)
            if not p.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
                continue
            here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            kind = p.FPDFPathSegment_GetType(segment)
            if kind == 2:  # the pen is set down
                first = here
            elif kind == 0 and last is not None:
                self._stroke(last, here)
            if kind == 0 and first is not None and p.FPDFPathSegment_GetClose(segment):
                self._stroke(here, first)
            last = here

    def _stroke(self, a: tuple[float, float], b: tuple[float, float]) -> None:
        across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
        if min(across, down) < 0.5 and max(across, down) >= _SHORTEST:
            self.rules.append((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))


def _times(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    """Two transformations one after the other."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip
