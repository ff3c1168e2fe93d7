"""The formats that lawtrack itself writes and the kinds of files that it reads, by their names and suffixes."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

SUFFIXES: dict[str, Format] = {
    ".txt": "text", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json", ".docx": "docx",
    ".akn.xml": "akn", ".xml": "akn", ".xlsx": "xlsx", ".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet",
}  # fmt: skip
ENDING: dict[str, str] = {"text": ".txt", "md": ".md", "html": ".html", "json": ".json", "docx": ".docx", "akn": ".akn.xml", "xlsx": ".xlsx", "csv": ".csv",
          "jsonl": ".jsonl", "parquet": ".parquet"}  # fmt: skip
Format: TypeAlias = Literal["text", "md", "html", "json", "docx", "akn", "xlsx", "csv", "jsonl", "parquet"]
"""The formats that are written, by the names that ``--format`` has.

>>> import lawtrack as lt
>>> to: lt.Format = "json"
>>> lt.render(lt.Statute("例"), to)[:1]
'{'
"""
FORMATS: tuple[Format, ...] = get_args(Format)
READABLE = frozenset(
    {
        ".txt",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".docx",
        ".odt",
        ".fodt",
        ".doc",
        ".wps",
        ".rtf",
        ".pdf",
        ".json",
        ".xml",
    }
)
"""What is looked for in folders."""
