"""The sketches of texts, by which provisions that are nearly alike find each other: made when first asked for, for all texts up to then.

Adding texts does not pay for them. What an archive that may be written lacks is made and kept; one that is only read makes what is
missing in a temporary table, which is gone with the connection. Neither is ever held in memory as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lawtrack.archive.storage.pieces import paged
from lawtrack.archive.storage.store import Record, Store
from lawtrack.comparison.sketch import sketch_of

PIECE = 5000
"""So many texts are looked at at a time."""


def sketched_to(store: Store) -> int:
    """The id of the last text whose sketch is kept."""
    rows = store.rows("SELECT value FROM meta WHERE key = 'sketched'")
    return int(rows[0][0])


def _texts_after(store: Store, after: int) -> Iterator[list[Record]]:
    """(id, body) of the texts behind an id, some thousand at a time."""
    return paged(store, f"SELECT id, body FROM text WHERE id > ? ORDER BY id LIMIT {PIECE}", after)


def _last(store: Store) -> int:
    ((last,),) = store.rows("SELECT coalesce(max(id), 0) FROM text")
    return int(last)


def lacks_sketches(store: Store) -> bool:
    """Whether there are texts whose sketches are not kept."""
    return sketched_to(store) != _last(store)


def keep_sketches(store: Store) -> None:
    """Make and keep the sketches of all texts; sorted first, so that a long table is written from one end to the other."""
    with store.writing():
        last = _last(store)
        store.run("CREATE TEMPORARY TABLE sketched (hash BIGINT NOT NULL, text BIGINT NOT NULL)")
        _fill(store, "sketched", sketched_to(store))
        store.run("INSERT INTO sketch (hash, text) SELECT hash, text FROM sketched ORDER BY hash, text")
        store.run("DROP TABLE sketched")
        store.run("UPDATE meta SET value = ? WHERE key = 'sketched'", str(last))


def _fill(store: Store, table: str, after: int) -> None:
    """Write the sketches of the texts behind an id into a table, some thousand texts at a time."""
    for texts in _texts_after(store, after):
        pairs = [(key, text_id) for text_id, body in texts for key in sketch_of(body)]
        store.many(f"INSERT INTO {table} (hash, text) VALUES (?, ?)", pairs)


def lend_sketches(store: Store) -> bool:
    """Make what is missing in a temporary table of this connection, once for all its questions; whether that can be done."""
    after, last = sketched_to(store), _last(store)
    if not store.temporary("lent_to"):
        if not store.lends:
            return False
        store.run("CREATE TEMPORARY TABLE lent_sketch (hash BIGINT NOT NULL, text BIGINT NOT NULL)")
        store.run("CREATE INDEX lent_hash ON lent_sketch (hash)")
        store.run("CREATE TEMPORARY TABLE lent_to (after BIGINT NOT NULL, upto BIGINT NOT NULL)")
    found = store.rows("SELECT after, upto FROM lent_to")
    if found == [(after, last)]:
        return True
    begin = found[0][1] if found and found[0][0] == after else after
    if begin == after:
        store.run("DELETE FROM lent_sketch")
    store.run("DELETE FROM lent_to")
    _fill(store, "lent_sketch", begin)
    store.run("INSERT INTO lent_to (after, upto) VALUES (?, ?)", after, last)
    return True


def sketch_source(store: Store) -> str | None:
    """What (hash, text) of all texts is selected from; None where some sketches are neither kept nor can be lent."""
    if not lacks_sketches(store):
        return "sketch"
    return (
        "(SELECT hash, text FROM sketch UNION ALL SELECT hash, text FROM lent_sketch) AS s"
        if lend_sketches(store)
        else None
    )


def missing_sketches(store: Store) -> dict[int, list[int]]:
    """Hash → texts, of the texts whose sketches are not kept."""
    out: dict[int, list[int]] = defaultdict(list)
    for texts in _texts_after(store, sketched_to(store)):
        for text_id, body in texts:
            for key in sketch_of(body):
                out[key].append(text_id)
    return out
