"""The sketches of texts, by which provisions that are nearly alike find each other: made when first asked for, for all texts up to then.

Adding texts does not pay for them. What an archive that may be written lacks is made and kept; one that is only read makes what is
missing for itself, and forgets it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lawtrack.archive.storage.objects import paged
from lawtrack.archive.storage.sqlite import Store
from lawtrack.comparison.sketch import sketch_of


def sketched_to(store: Store) -> int:
    """The id of the last text whose sketch is kept."""
    rows = store.rows("SELECT value FROM meta WHERE key = 'sketched'")
    return int(rows[0][0])


def unsketched(store: Store) -> Iterator[tuple[int, int]]:
    """(hash, text) of every text whose sketch is not kept."""
    after = sketched_to(store)
    for rows in paged(store, "SELECT id, body FROM text WHERE id > ? ORDER BY id LIMIT 5000", after):
        for text_id, body in rows:
            for key in sketch_of(body):
                yield key, text_id


def lacks_sketches(store: Store) -> bool:
    """Whether there are texts whose sketches are not kept."""
    ((last,),) = store.rows("SELECT coalesce(max(id), 0) FROM text")
    return sketched_to(store) != int(last)


def keep_sketches(store: Store) -> None:
    """Make and keep the sketches of all texts; sorted first, so that a long table is written from one end to the other."""
    with store.writing():
        ((last,),) = store.rows("SELECT coalesce(max(id), 0) FROM text")
        store.run("CREATE TEMPORARY TABLE sketched (hash BIGINT NOT NULL, text BIGINT NOT NULL)")
        store.many("INSERT INTO sketched (hash, text) VALUES (?, ?)", list(unsketched(store)))
        store.run("INSERT INTO sketch (hash, text) SELECT hash, text FROM sketched ORDER BY hash, text")
        store.run("DROP TABLE sketched")
        store.run("UPDATE meta SET value = ? WHERE key = 'sketched'", str(last))


def missing_sketches(store: Store) -> dict[int, list[int]]:
    """Hash → texts, of the texts whose sketches are not kept."""
    out: dict[int, list[int]] = defaultdict(list)
    for key, text_id in unsketched(store):
        out[key].append(text_id)
    return out
