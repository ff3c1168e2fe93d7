"""The pages of SQLite's search index, read as bytes: whether its table of contents leads every term to the page on which it stands.

An index (FTS5) consists of segments, each a row of pages with terms in order. ``gram_idx`` says with which term each page begins, and a
search looks there first; a wrong line in it hides terms that stand where they should. The format is described in ``fts5_index.c`` of SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

_LEAF = 1 << 31
_SEGMENT = 37


def index_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong in the table of contents of the index."""
    contents: dict[int, list[tuple[bytes, int]]] = {}
    for segment, term, place in connection.execute("SELECT segid, term, pgno FROM gram_idx ORDER BY segid, term"):
        contents.setdefault(segment, []).append((bytes(term), place >> 1))
    for segment in _segments(connection):
        lines = contents.pop(segment, [])
        if not _agree(connection, segment, lines):
            yield f"检索索引的目录与内容不符（第 {segment} 段）"
    for segment in contents:
        yield f"检索索引缺少第 {segment} 段"


def _segments(connection: sqlite3.Connection) -> list[int]:
    sql = "SELECT DISTINCT id >> ? FROM gram_data WHERE id > 10 ORDER BY 1"
    return [r[0] for r in connection.execute(sql, (_SEGMENT,))]


def _agree(connection: sqlite3.Connection, segment: int, lines: list[tuple[bytes, int]]) -> bool:
    """Whether every page that has terms stands in the contents, in order, under words behind the page before and not behind its own first.

    Pages at the front that a merge has emptied are gone; of the first that is left a part may be gone.
    """
    first = segment << _SEGMENT
    sql = "SELECT id, block FROM gram_data WHERE id BETWEEN ? AND ? ORDER BY id"
    front, before = 0, b""
    pages: list[tuple[int, bytes, bytes]] = []  # page, last term of the one before, first term
    for page_id, block in connection.execute(sql, (first, first + _LEAF - 1)):
        front = front or page_id - first
        terms = terms_of_page(bytes(block))
        if terms:
            pages.append((page_id - first, before, terms[0]))
            before = terms[-1]
    have = [line for line in lines if line[1] >= front]
    if [page for page, _, _ in pages] != [page for _, page in have]:
        return False
    return all(
        (before < term or not before) and term <= begin
        for (term, _), (_, before, begin) in zip(have, pages, strict=True)
    )


def terms_of_page(block: bytes) -> list[bytes]:
    """The terms that begin on a page: the first in full, each other as what it shares with the one before and what is its own."""
    out: list[bytes] = []
    size = int.from_bytes(block[2:4], "big")
    at, place, term = size, 0, b""
    while at < len(block):
        step = block[at]
        at += 1
        if step > 0x7F:
            step, at = _number(block, at - 1)
        place += step
        begin = place
        if out:
            shared = block[begin]
            begin += 1
            if shared > 0x7F:
                shared, begin = _number(block, begin - 1)
            term = term[:shared]
        length = block[begin]
        begin += 1
        if length > 0x7F:
            length, begin = _number(block, begin - 1)
        term += block[begin : begin + length]
        out.append(term)
    return out


def _number(block: bytes, at: int) -> tuple[int, int]:
    """A number as SQLite packs it, and where it ends."""
    value = 0
    while True:
        byte = block[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
