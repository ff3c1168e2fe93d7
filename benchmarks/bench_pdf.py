"""Reading a PDF against what PDFium alone takes for the characters with their boxes, in the same run. Prints a table.

python benchmarks/bench_pdf.py [FILE.pdf …]

Without files the gazette of ``seeds/`` is printed in two columns by Chromium, whole and its first 300 lines. Seconds are processor time,
that of the process which reads the text layer included; each is the least of five rounds, in which both take turns.
"""

from __future__ import annotations

import ctypes
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from lawtrack.formats.pdf.read import read_pdf

HERE = Path(__file__).resolve().parent.parent
ROUNDS = 5


def characters(data: bytes) -> list[tuple[Any, ...]]:
    """What pypdfium2 gives: each character with its box and size."""
    out = []
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    rect = pdfium.FS_RECTF()
    for i in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, i)
        layer = pdfium.FPDFText_LoadPage(page)
        for k in range(pdfium.FPDFText_CountChars(layer)):
            code = pdfium.FPDFText_GetUnicode(layer, k)
            pdfium.FPDFText_GetLooseCharBox(layer, k, ctypes.byref(rect))
            out.append((code, rect.left, rect.bottom, rect.right, rect.top, pdfium.FPDFText_GetFontSize(layer, k)))
        pdfium.FPDFText_ClosePage(layer)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return out


def seconds(work: Callable[[bytes], object], data: bytes) -> float:
    """Processor time of this process and its children."""

    def now() -> float:
        own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime

    start = now()
    work(data)
    return now() - start


def printed() -> dict[str, bytes]:
    """The issue of the seeds as Chromium prints it."""
    sys.path.insert(0, str(HERE))
    from tests.printing import CHROMIUM, INDENT, TWO, page
    from tests.printing import printed as print_page

    if CHROMIUM is None:
        raise SystemExit("Chromium is not installed: give PDF files")
    lines = [x for x in (HERE / "seeds" / "gazette-2023-6.txt").read_text("utf-8").splitlines() if x.strip()]
    with tempfile.TemporaryDirectory() as folder:
        return {
            name: print_page(page(part, INDENT + TWO), Path(folder), "page")
            for name, part in (("first 300 lines", lines[:300]), ("whole issue", lines))
        }


def main() -> None:
    files = {Path(name).name: Path(name).read_bytes() for name in sys.argv[1:]} or printed()
    print("| file | characters | PDFium alone, s | read_pdf, s | times |\n|---|---:|---:|---:|---:|")
    for name, data in files.items():
        size = len(characters(data))
        rounds = [(seconds(characters, data), seconds(read_pdf, data)) for _ in range(ROUNDS)]
        alone, whole = (min(r[k] for r in rounds) for k in (0, 1))
        print(f"| {name} | {size:,} | {alone:.3f} | {whole:.3f} | {whole / alone:.1f} |")


if __name__ == "__main__":
    pdfium.FPDF_InitLibrary()
    main()
