"""Questions across statutes: full-text search, what changed between two days, who refers to whom, what dangles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import attrs

from lawtrack.archive.impact.names import Names
from lawtrack.archive.storage.objects import Shelf
from lawtrack.archive.storage.pieces import chunks, marks
from lawtrack.archive.storage.store import Record, Store
from lawtrack.comparison.grams import folded, terms_of
from lawtrack.display import summary
from lawtrack.errors import ArgumentError
from lawtrack.history.chain import places_of
from lawtrack.model.address import Address, parse_address
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.syntax.note import read_date

_CHUNK = 400
_GRAMS = 64
"""More pairs of characters than this narrow nothing down; the text decides anyway."""


@attrs.frozen
class SearchHit:
    """A provision that holds the words: ``text`` stood at ``address`` of the statute from ``since`` up to ``until`` ("" while it does).

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law)
    ...     (hit,) = archive.search("开灯", on="2005-01-01")
    >>> hit.title, hit.address, hit.text, hit.since
    ('某市渡口条例', '第一条第一款', '渡船应当开灯。', '2001-01-01')
    """

    title: str
    address: str
    text: str
    since: str
    until: str = ""

    def __repr__(self) -> str:
        return f"<SearchHit {self.title} {self.address} {self.since}–{self.until} {self.text[:30]}>"

    __str__ = __repr__


_PROVISION = re.compile(r"[条款项目]|[序引]言")


def search_texts(store: Store, words: str, date: Date = "", key: str = "", limit: int = 50) -> tuple[SearchHit, ...]:
    """Provisions that hold every word of ``words`` (separated by spaces; each as written, width and spaces evened out), best first.

    The index proposes, the text itself decides: every hit is looked up in the full text. Provisions come before titles, headings and
    notes, and what still stands before what stood once. ``date`` leaves only what is in force then, ``key`` only one statute. Nothing in
    the words is an operator. Raises :class:`InputError` where there are none.
    """
    if limit < 1:
        raise ArgumentError(
            f"search 的参数 limit 是最多给出几条，至少为 1，给的是 {limit}",
            f"search: argument limit says how many hits at most, 1 or more, not {limit}",
        )
    terms = terms_of(words)
    day = read_date(date) if date else ""
    grams = list(dict.fromkeys(g for _, grams in terms for g in grams))[:_GRAMS]
    ids = iter(store.matches([grams]) if grams else _newest(store))  # signs alone are not indexed: every text is read
    standing: list[SearchHit] = []
    past: list[SearchHit] = []
    around: list[SearchHit] = []
    while len(standing) < limit and (part := list(islice(ids, _CHUNK))):
        for row in _found(store, part, day, key):
            body = folded(row[2])
            if all(term in body for term, _ in terms):
                hit = SearchHit(row[0], row[1], row[2], row[3], row[4])
                where = around if not _PROVISION.search(hit.address) else past if hit.until and not day else standing
                if len(where) < limit:
                    where.append(hit)
    return tuple([*standing, *past, *around][:limit])


def _newest(store: Store) -> Iterator[int]:
    """The ids of all texts, the last first."""
    last = store.rows("SELECT coalesce(max(id), 0) + 1 FROM text")[0][0]
    while rows := store.rows("SELECT id FROM text WHERE id < ? ORDER BY id DESC LIMIT 5000", last):
        yield from (r[0] for r in rows)
        last = rows[-1][0]


def _found(store: Store, ids: list[int], day: str, key: str) -> Iterator[Record]:
    """(title, address, text, since, until) of the occurrences of texts, in the order of ``ids``."""
    sql = (
        "SELECT s.title, o.address, t.body, o.since, o.until, t.id, o.line FROM occurrence o "
        "JOIN text t ON t.id = o.text JOIN statute s ON s.id = o.statute "
        f"WHERE o.text IN ({', '.join('?' * len(ids))})"
    )
    values: list[object] = list(ids)
    if day:
        sql += " AND o.since <= ? AND (o.until = '' OR o.until > ?)"
        values += [day, day]
    if key:
        sql += " AND o.statute IN (SELECT statute FROM name WHERE name = ?)"
        values.append(key)
    rank = {text: n for n, text in enumerate(ids)}
    yield from sorted(store.rows(sql, *values), key=lambda r: (rank[r[5]], r[0], r[3], r[6]))


@attrs.frozen
class Changed:
    """One version that came into force: of which statute, when, by what; ``places`` are the provisions it touched.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law), archive.add(decision)
    ...     (one,) = archive.changed("2009-01-01", "2011-01-01")
    >>> one.effective, one.act, [str(place) for place in one.places]
    ('2010-01-01', '修改', ['第一条第一款'])
    """

    title: str
    number: int
    effective: str
    source: str
    act: str
    places: tuple[str, ...] = ()

    __repr__ = summary


def changed_between(store: Store, since: Date, until: Date) -> tuple[Changed, ...]:
    """What came into force after ``since`` up to and on ``until``: new statutes (制定), changes (修改) and repeals (废止), in order."""
    first, last = read_date(since), read_date(until)
    if first > last:
        raise ArgumentError(
            f"changed 的参数 since（{first}）晚于 until（{last}）；两个日期像是写反了",
            f"changed: since ({first}) is later than until ({last}); the two seem to be swapped",
        )
    rows = store.rows(
        "SELECT v.id, s.title, v.number, v.effective, v.source FROM version v JOIN statute s ON s.id = v.statute "
        "WHERE v.effective > ? AND v.effective <= ? ORDER BY v.effective, s.id, v.number",
        first, last,
    )  # fmt: skip
    touched = _touched(store, [row[0] for row in rows])
    out = [
        Changed(title, number, effective, source, "制定" if number == 1 else "修改", tuple(touched.get(version_id, ())))
        for version_id, title, number, effective, source in rows
    ]
    for title, number, end, source in store.rows(
        "SELECT s.title, v.number, v.until, v.source FROM version v JOIN statute s ON s.id = v.statute "
        "WHERE v.repealed = 1 AND v.until > ? AND v.until <= ? ORDER BY v.until, s.id",
        first, last,
    ):  # fmt: skip
        out.append(Changed(title, number, end, source, "废止"))
    return tuple(sorted(out, key=lambda c: (c.effective, c.title, c.number)))


def _touched(store: Store, versions: list[int]) -> dict[int, dict[str, None]]:
    """Version → the provisions that its patches touch, in order."""
    shelf = Shelf(store)
    out: dict[int, dict[str, None]] = {}
    for part in chunks(versions):
        sql = f"SELECT version, patch FROM step WHERE version IN ({marks(part)}) ORDER BY version, number"
        steps = store.rows(sql, *part)
        shelf.foresee(patch for _, patch in steps)
        for version_id, patch in steps:
            out.setdefault(version_id, {}).update(dict.fromkeys(places_of(shelf.patch(patch))))
    return out


@attrs.frozen
class Cited:
    """The provision at ``address`` of ``title`` refers to ``target`` ("" for the whole) of the statute ``name`` in these ``words``.

    It does so from ``since`` up to ``until``. ``reason`` says why the reference dangles, where it does.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口办法\\n（2001年1月1日某市人民政府公布）\\n第一条　依照《某市渡口条例》第一条，制定本办法。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law)
    ...     (one,) = archive.citing("某市渡口条例", on="2005-01-01")
    >>> one.title, str(one.address), one.words, one.since
    ('某市渡口办法', '第一条第一款', '第一条', '2001-01-01')
    """

    title: str
    address: str
    name: str
    target: str
    words: str
    since: str
    until: str = ""
    reason: str = ""

    __repr__ = summary


_CITED = "SELECT s.title, c.address, c.name, c.target, c.words, c.since, c.until FROM citation c JOIN statute s ON s.id = c.statute WHERE "
_THEN = " AND c.since <= ? AND (c.until = '' OR c.until > ?)"


def citing_of(store: Store, title: str, address: Address | str = "", date: Date = "") -> tuple[Cited, ...]:
    """Provisions that refer to a statute, or to the provision at ``address``: to itself, to what it lies in, or to what belongs to it.

    Without ``date`` every reference that ever stood; references to a whole statute are left out where an address is given.
    """
    if not title.strip():
        raise ArgumentError(
            "citing 的参数 title 是空的；请给出法规名称", "citing: argument title is empty; name a statute"
        )
    wanted = _cited_as(store, title_key(title))
    found: list[Cited] = []
    for part in chunks(wanted):
        sql, values = _CITED + f"c.name IN ({', '.join('?' * len(part))})", list[object](part)
        if date:
            sql += _THEN
            values += [read_date(date)] * 2
        found += (attrs.evolve(Cited(*row), name=wanted[row[2]]) for row in store.rows(sql + _ORDER, *values))
    if not address:
        return tuple(found)
    want = parse_address(address) if isinstance(address, str) else address
    return tuple(c for c in found if c.target and _meets(want, parse_address(c.target)))


_ORDER = " ORDER BY s.id, c.since, c.address"


def _cited_as(store: Store, key: str) -> dict[str, str]:
    """The names by which a statute is cited, with what leads up to them → its name in them (责任人对海商法 → 海商法)."""
    names = Names.of(store)
    statute = names.held.get(key)
    if statute is None:
        return {key: key}
    found = {name: names.find(name) for (name,) in store.rows("SELECT DISTINCT name FROM citation")}
    return {name: f.name for name, f in found.items() if f is not None and f.statute == statute and f.sure}


def _meets(a: Address, b: Address) -> bool:
    return a.contains(b) or b.contains(a)


def dangling_at(store: Store, date: Date) -> tuple[Cited, ...]:
    """References in force on a day whose statute is repealed by then, or whose provision does not exist in the text then in force.

    Statutes that the archive does not hold are not judged.
    """
    day = read_date(date)
    names = Names.of(store)
    texts: dict[int, Statute | str] = {}
    out = []
    for row in store.rows(_CITED + "1 = 1" + _THEN + " ORDER BY s.id, c.address", day, day):
        cited = Cited(*row)
        named = names.find(cited.name)
        if named is None or not named.sure or named.past:
            continue
        cited, statute_id = attrs.evolve(cited, name=named.name), named.statute
        if statute_id not in texts:
            texts[statute_id] = _then(store, statute_id, day)
        text = texts[statute_id]
        if text == "已废止":
            out.append(attrs.evolve(cited, reason=f"《{cited.name}》已废止"))
        elif isinstance(text, Statute) and cited.target and text.find(cited.target) is None:
            out.append(attrs.evolve(cited, reason=f"《{cited.name}》没有{cited.target}"))
    return tuple(out)


def _then(store: Store, statute_id: int, day: str) -> Statute | str:
    """The text of a statute in force on a day, or why there is none."""
    rows = store.rows(
        "SELECT snapshot, until FROM version WHERE statute = ? AND effective <= ? ORDER BY number DESC LIMIT 1",
        statute_id,
        day,
    )
    if not rows:
        return "尚未生效"
    return "已废止" if rows[0][1] and rows[0][1] <= day else Shelf(store).snapshot(rows[0][0])
