"""The archive as a folder of files: every version of every statute, in any format that statutes are written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lawtrack.archive.exports.git import Told, file_name
from lawtrack.formats.files import write_file
from lawtrack.formats.render import ending_of, rendered


def export_folder(
    statutes: Iterable[Told], folder: str | Path, kind: str = "akn", *, date: object = ""
) -> Iterator[Path]:
    """Write ``folder/法规名/施行日期.后缀`` for every version, or for the one in force on ``date``; gives each path when it is written.

    ``kind`` is text, md, html, json, docx or akn. Statutes not in force on the date are left out. Two versions of one day are numbered.
    """
    root = Path(folder)
    for told in statutes:
        place = root / file_name(told.title).removesuffix(".txt")
        versions = told.versions
        if date:
            from lawtrack.syntax.note import read_date

            day = read_date(date)
            versions = tuple(v for v in versions if v.effective <= day and (not v.until or day < v.until))[-1:]
        seen: dict[str, int] = {}
        for version in versions:
            name = version.effective or "起始日期不明"
            seen[name] = seen.get(name, 0) + 1
            if seen[name] > 1:
                name += f"-{seen[name]}"
            path = place / (name + ending_of(kind))
            write_file(path, rendered(version.statute, kind))
            yield path
