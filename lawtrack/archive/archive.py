"""The archive: every version of every statute in one file (or one PostgreSQL database), with what led from each to the next.

>>> import tempfile
>>> from lawtrack.model.nodes import Statute
>>> from lawtrack.model.provisions import Article, Paragraph
>>> from lawtrack.patch.ops import EditText, Splice
>>> law = Statute("例法", note="（2001年1月1日某会通过）", children=(Article("第一条", "", (Paragraph("甲应当付款。"),)),))
>>> patch = Patch((EditText(4, "甲应当付款。", (Splice(0, 1, "乙"),)),), size=5, title="例法", source="某决定", adopted="2005-05-05")
>>> with tempfile.TemporaryDirectory() as folder, Archive(folder + "/法规.db") as archive:
...     _ = archive.add(law)
...     _ = archive.add(patch)
...     print(archive["例法"].as_of("2003-03-03")["第一条"].text, archive["例法"].as_of("2005-05-05")["第一条"].text)
...     print(archive.search("付款", on="2010-01-01"))
甲应当付款。 乙应当付款。
(<SearchHit 例法 第一条第一款 2005-05-05– 乙应当付款。>,)
"""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import attrs

from lawtrack.archive import enrolment as recording
from lawtrack.archive.derivation import derive, seal_derived
from lawtrack.archive.entry import Entry
from lawtrack.archive.exports.tables import ArrowTable, Chosen, article_dicts
from lawtrack.archive.impact.bodies import issuers_named, names_of
from lawtrack.archive.impact.conform import Conformity, conform
from lawtrack.archive.impact.impact import impact
from lawtrack.archive.impact.parallels import Parallels
from lawtrack.archive.impact.rows import Certainty, Impact
from lawtrack.archive.impact.search import Search
from lawtrack.archive.ingest import IngestReport, Progress, ingest
from lawtrack.archive.queries import Changed, Cited, SearchHit, changed_between, citing_of, dangling_at, search_texts
from lawtrack.archive.storage.blobs import from_json
from lawtrack.archive.storage.objects import Memory, Shelf
from lawtrack.archive.storage.sketches import keep_sketches, lacks_sketches, lend_sketches
from lawtrack.archive.storage.sqlite import SqliteStore
from lawtrack.archive.storage.store import Unreachable
from lawtrack.archive.storage.stretches import has_stretches
from lawtrack.arguments import checked, renamed, warn
from lawtrack.decision.decision import Decision
from lawtrack.display import Rows, repr_html, summary
from lawtrack.errors import Finding, InputError
from lawtrack.formats.blocks import Table
from lawtrack.history.chain import Binder, bind_decision
from lawtrack.history.citation import parse_citation
from lawtrack.history.ends import repealing_act
from lawtrack.history.lineage import older
from lawtrack.history.provenance import Stop
from lawtrack.history.records import Given
from lawtrack.history.timeline import Timeline
from lawtrack.model.address import Address, parse_address
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute, uncollected
from lawtrack.model.titles import quoted, title_key
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note import read_date


@attrs.frozen
class Added:
    """What came of adding one thing: the statutes it touched, and whether the archive had it already. ``waiting``: titles not at hand yet.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     added = archive.add(decision)
    ...     (added.titles, added.waiting), archive.add(law).new
    (((), ('某市渡口条例',)), True)
    """

    titles: tuple[str, ...] = ()
    new: bool = True
    waiting: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    __repr__ = summary


@attrs.frozen
class Listed:
    """A statute at a glance: 法律性质, 制定机关, 时效性, how many versions, and from when to when the one that counts applies.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law)
    ...     (one,) = archive.listing("2005-01-01")
    >>> one.title, one.status, one.effective
    ('某市渡口条例', '有效', '2001-01-01')
    """

    title: str
    kind: str
    issuer: str
    status: str
    versions: int
    effective: str = ""
    until: str = ""

    __repr__ = summary


class Archive:
    """An archive of statutes: a path to one SQLite file, ``:memory:`` for one in memory, or a ``postgresql://`` address. A context manager.

    Raises :class:`InputError` where the file is no archive, or was made by a newer version.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law), archive.add(decision)
    ...     archive.titles, archive["某市渡口条例"].as_of("2005-01-01")["第一条"].text
    (('某市渡口条例',), '渡船应当开灯。')
    """

    @checked
    def __init__(self, place: str | Path, *, readonly: bool = False, bind: Binder = bind_decision) -> None:
        self.store: Any = open_store(place, readonly=readonly)
        self.bind = bind
        self._turn = threading.RLock()
        self._stale: set[int] = set()
        self._shelf: Shelf | None = None
        self._memory = Memory()
        try:
            self._catch_up(self.store.before, self.store.after)
        except BaseException:
            self.store.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def __enter__(self) -> Archive:
        self.store.rows("SELECT 1")  # a closed archive says so here
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _catch_up(self, before: int, after: int) -> None:
        """After a migration: fill what the older schema did not have, and seal what is proved."""
        if 0 < before < min(after, 7):
            with self.store.writing():
                if before < 5:
                    self.store.run("UPDATE meta SET value = '0' WHERE key = 'sketched'")
                for (statute_id,) in self.store.rows("SELECT id FROM statute"):
                    if before < 5:
                        derive(Shelf(self.store), statute_id, self.bind)
                    else:
                        seal_derived(self.store, statute_id)
        if not self.store.readonly and not has_stretches(self.store):
            from lawtrack.archive.integrity import seal_proved

            seal_proved(self.store)

    # -- writing ---------------------------------------------------------------------------------------------------------

    @checked
    def add(
        self, thing: Statute | Decision | Patch, *, adopted: Date = "", promulgated: Date = "", effective: Date = "",
        order: int | None = None, title: str = "", source: str = "",
    ) -> Added:  # fmt: skip
        """Add a published text, a decision or a patch; adding it again changes nothing.

        A decision goes to every statute that it names; those not at hand wait for it, and it for them. ``adopted``, ``promulgated``, ``effective``
        (dates), ``source`` and ``order`` (among those of one day) replace what the thing itself says; ``title`` names the statute of a patch. All of it or
        nothing is written.
        """
        given = Given(adopted, promulgated, effective, order, source)
        with self.batch(), uncollected():
            assert self._shelf is not None
            if isinstance(thing, Decision):
                return self._decision(self._shelf, thing, given)
            return self._text(self._shelf, thing, given, title or thing.title)

    def amend(
        self,
        decision: Decision,
        *,
        adopted: Date = "",
        promulgated: Date = "",
        effective: Date = "",
        order: int | None = None,
    ) -> Added:
        """The earlier name of ``add(decision)``; goes away in the next version."""
        warn("Archive.amend(decision) is now Archive.add(decision)")
        return self.add(decision, adopted=adopted, promulgated=promulgated, effective=effective, order=order)

    def _text(self, shelf: Shelf, thing: Statute | Patch, given: Given, title: str) -> Added:
        if isinstance(thing, Patch) and recording.statute_named(self.store, [title_key(title)]) is None:
            raise InputError(
                f"存档中没有{quoted(title)}；补丁只能加到已有的法规上",
                f"the archive has no {quoted(title)}; a patch can only be added to a statute that is there",
            )
        statute_id = recording.enroll(shelf, title)
        have = shelf.records(statute_id)
        line = Timeline(title, tuple(have))
        more = line.add(
            thing,
            adopted=given.adopted,
            promulgated=given.promulgated,
            effective=given.effective,
            order=given.order,
            source=given.source,
        )
        new = [r for r in more.records if not any(r is old for old in have)]
        for record in new:
            recording.record_thing(shelf, statute_id, record)
        if new:
            self._stale.add(statute_id)
        ends = repealing_act(thing) if isinstance(thing, Statute) else None
        ended = self._decision(shelf, ends, Given()) if ends is not None else Added()
        return Added((title, *ended.titles), bool(new), ended.waiting)

    def _decision(self, shelf: Shelf, decision: Decision, given: Given) -> Added:
        decision_id, new = recording.record_decision(shelf, decision, given)
        touched = recording.targets_of(self.store, decision_id)
        if new:
            self._stale.update(touched)
        waiting = self.store.rows(
            "SELECT title FROM target WHERE decision = ? AND statute IS NULL ORDER BY title", decision_id
        )
        return Added(tuple(self._title(i) for i in touched), new, tuple(r[0] for r in waiting))

    def _title(self, statute_id: int) -> str:
        ((title,),) = self.store.rows("SELECT title FROM statute WHERE id = ?", statute_id)
        return str(title)

    @contextmanager
    def batch(self) -> Iterator[Archive]:
        """Add many things in one transaction; what follows from them is derived once, at the end. Nests."""
        with self._turn:
            if self._shelf is not None:  # nested: this thread has its turn already
                yield self
                return
            try:
                with self.store.writing():
                    self._shelf = Shelf(self.store, self._memory)
                    try:
                        yield self
                        with uncollected():
                            for statute_id in sorted(self._stale):
                                derive(self._shelf, statute_id, self.bind)
                            self._shelf.seal_new()
                    finally:
                        self._stale.clear()
                        self._shelf = None
            except BaseException:  # nothing of it was written
                self._memory.clear()
                raise

    def _put_texts(self, things: Iterable[Statute | Decision]) -> None:
        """Store the texts of many things at once, each of which is then added in the same batch."""
        assert self._shelf is not None
        self._shelf.put_texts_of(t for t in things if isinstance(t, Statute) and title_key(t.title))

    @checked
    def ingest(
        self, *paths: str | Path, progress: Progress | None = None, executor: Any = None, again: bool = False
    ) -> IngestReport:
        """Add files, folders and gazettes (:func:`lawtrack.archive.ingest.ingest`)."""
        return ingest(self, paths, progress=progress, executor=executor, again=again)

    # -- reading ---------------------------------------------------------------------------------------------------------

    def reading(self) -> AbstractContextManager[None]:
        """A context in which everything is read from one state, whatever others write meanwhile."""
        made: AbstractContextManager[None] = self.store.reading()
        return made

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all statutes, in the order in which they came."""
        return tuple(r[0] for r in self.store.rows("SELECT title FROM statute ORDER BY id"))

    def __len__(self) -> int:
        return int(self.store.rows("SELECT count(*) FROM statute")[0][0])

    def __iter__(self) -> Iterator[Entry]:
        for statute_id, title in self.store.rows("SELECT id, title FROM statute ORDER BY id"):
            yield Entry(title, self.store, statute_id)

    @checked
    def has_text(self, title: str) -> bool:
        """Whether the archive holds any text of the statute, not only decisions."""
        statute_id = recording.statute_named(self.store, [title_key(title)])
        return bool(self.store.rows("SELECT 1 FROM version WHERE statute = ? LIMIT 1", statute_id))

    @renamed(on="date")
    def listing(self, on: Date = "") -> tuple[Listed, ...]:
        """Every statute with its 时效性 on a day (default: today), and the stretch of the version that counts then."""
        day = read_date(on or datetime.date.today())
        out = []
        with self.store.reading():
            for statute_id, title, kind, issuer in self.store.rows(
                "SELECT id, title, kind, issuer FROM statute ORDER BY id"
            ):
                rows = self.store.rows(
                    "SELECT effective, until, repealed, snapshot FROM version WHERE statute = ? ORDER BY number",
                    statute_id,
                )
                past = [r for r in rows if r[0] <= day]
                if not rows:
                    out.append(Listed(title, kind, issuer, "没有文本", 0))
                    continue
                effective, until, repealed, snapshot = past[-1] if past else rows[0]
                status = "已废止" if repealed and until <= day else "有效"
                if not past:
                    status = "没有文本" if older(Shelf(self.store).snapshot(snapshot), day) else "尚未生效"
                out.append(Listed(title, kind, issuer, status, len(rows), effective, until))
        return Rows(out)

    @checked
    def __contains__(self, title: str) -> bool:
        return recording.statute_named(self.store, [title_key(title)]) is not None

    @checked
    def __getitem__(self, title: str) -> Entry:
        """The statute of that title, with or without 中华人民共和国, under today's name or an earlier one."""
        statute_id = recording.statute_named(self.store, [title_key(title)])
        if statute_id is None:
            key = title_key(title)
            wanted = "%".join(re.sub(r"[%_]", "", key))  # 民诉法 finds 民事诉讼法
            like = self.store.rows(
                "SELECT title FROM statute WHERE name LIKE ? ORDER BY length(title) LIMIT 5", f"%{wanted}%"
            )
            near = "、".join(f"《{r[0]}》" for r in like) if key else ""
            hint, hint_en = (f"；相近的有：{near}", f"; there are {near}") if near else ("", "")
            raise InputError(f"存档中没有{quoted(title)}{hint}", f"the archive has no {quoted(title)}{hint_en}")
        return Entry(self._title(statute_id), self.store, statute_id)

    @renamed(on="date")
    def search(self, words: str, *, on: Date = "", title: str = "", limit: int = 50) -> tuple[SearchHit, ...]:
        """Provisions that hold all of the words, best first: in force on a day, or at any time (:func:`search_texts`)."""
        with self.store.reading():
            return Rows(search_texts(self.store, words, on, title_key(title), limit))

    @checked
    def changed(self, since: Date, until: Date) -> tuple[Changed, ...]:
        """What came into force after ``since`` up to and on ``until``, statute by statute."""
        with self.store.reading():
            return Rows(changed_between(self.store, since, until))

    @renamed(on="date")
    def citing(self, title: str, address: Address | str = "", *, on: Date = "") -> tuple[Cited, ...]:
        """Which provisions of all statutes refer to a statute, or to one provision of it and what belongs to it."""
        with self.store.reading():
            return Rows(citing_of(self.store, title, address, on))

    @renamed(on="date")
    def dangling(self, on: Date) -> tuple[Cited, ...]:
        """Which provisions in force on a day refer to a statute that is repealed by then, or to a provision that no longer exists."""
        with self.store.reading():
            return Rows(dangling_at(self.store, on))

    def _keep_sketches(self) -> None:
        """Make the sketches that new texts lack, unless another question or batch of this thread is under way, which must see one state."""
        with self._turn:
            if self.store.busy or not lacks_sketches(self.store):
                return
            if not self.store.readonly:
                with suppress(InputError):  # locked or not permitted: they are made for this connection only
                    keep_sketches(self.store)
                    return
            with suppress(InputError):
                lend_sketches(self.store)

    @checked
    def impact(self, change: Decision | str | None = None, *, since: Date = "", until: Date = "") -> Impact:
        """What a change makes stale in other statutes (:mod:`lawtrack.archive.impact`): of a decision, of a statute (its title), of all.

        Counted are changes that came into force after ``since`` up to and on ``until``. A decision need not be in the archive: then today's
        texts are taken as it would leave them. Rows are 确定 only where nothing speaks against the proposal. Raises
        :class:`InputError` where the archive does not hold what is asked for.
        """
        self._keep_sketches()
        with self.store.reading():
            return impact(self.store, change, since, until, self.bind)

    @checked
    def conform(
        self, change: Decision | str | None = None, *, body: str, since: Date = "", until: Date = "", title: str = "", date: Date = "",
        effective: Date = "",
    ) -> Conformity:  # fmt: skip
        """The decision by which a body corrects what a change made stale in its own statutes (:mod:`lawtrack.archive.impact.conform`).

        ``change``, ``since`` and ``until`` as for :meth:`impact`; ``title``, ``date`` and ``effective`` are those of the decision. ``body`` may be
        written in full or short (例市人大常委会; 例市人民代表大会及其常务委员会 for the statutes of both). Only rows that are 确定 are carried out; the decision is
        read back and bound before it is handed over, and the other rows of that body are ``pending``. Raises :class:`InputError` where nothing
        is certain, or where the archive holds no statute of the body (with the names nearest to it).
        """
        self._keep_sketches()
        with self.store.reading():
            bodies = issuers_named(body, (r[0] for r in self.store.rows("SELECT DISTINCT issuer FROM statute")))
            found = self.impact(change, since=since, until=until)
            own = [r for r in found if r.citing_body in bodies and r.citing_status == "有效"]
            texts = {r.citing: self[r.citing].versions[-1].statute for r in own if r.certainty is Certainty.CERTAIN}
            return conform(own, texts, names_of(body)[0], title=title, date=date, effective=effective)

    @checked
    def parallels(self, title: str, address: Address | str = "") -> Impact:
        """Provisions of other statutes that were copied from a statute (from what stood at ``address`` and below) and no longer agree.

        Where the archive has no later text of the statute, its copies are listed as not to be judged (不能判断).
        """
        self._keep_sketches()
        with self.store.reading():
            entry = self[title]
            rows = Parallels(Search(self.store)).of(entry.id, str(parse_address(str(address))) if address else "")
            return Impact(f"抄自{quoted(entry.title)}{address}的条文", tuple(rows))

    @checked
    def trace(self, citation: str, *, on: Date = "", to: Date = "") -> tuple[Stop, ...]:
        """An old citation such as ``1997-刑法第一百九十九条`` followed to the text of ``to`` (default: the last version).

        A bare year means the text adopted in it, else the one in force at its end; ``on`` says the day in its stead. Without either the citation is
        of the first text. :meth:`Entry.trace` takes the same, and addresses without a title.
        """
        said, title, address = parse_citation(citation)
        entry = self[title]
        return entry.trace(address, on=on or entry.cited_day(said), to=to)

    @checked
    def table(self, name: str, *, title: str = "", on: Date = "") -> ArrowTable:
        """One of the tables ``versions``, ``articles``, ``provisions``, ``changes``, ``citations``, as rows or as an Arrow stream.

        Of one statute (``title``) or all; of the texts in force on a day (``on``) or of all times. Days are dates.
        """
        return ArrowTable(self.store, name, self[title].title if title else "", read_date(on) if on else "")

    @checked
    def to_dicts(self, *, title: str = "", on: Date = "") -> list[dict[str, Any]]:
        """A row for each article of each version, as :meth:`Statute.to_dicts` gives it, with its dates and its 时效性.

        Of one statute (``title``) or all; of the texts in force on a day (``on``) or of all times. An open end and a day that nobody told are None.
        """
        table = self.table("articles", title=title, on=on)
        with self.store.reading():
            return list(article_dicts(self.store, Chosen(table.title, table.on)))

    @checked
    def to_pandas(self, *, title: str = "", on: Date = "") -> Any:
        """The same as a pandas DataFrame, with the 款 as one text; raises :class:`MissingExtraError` where pandas is not installed."""
        return self.table("articles", title=title, on=on).to_pandas()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was doubtful in reading documents and deriving versions."""
        return tuple(f for _, f in self.noted)

    @property
    def noted(self) -> tuple[tuple[str, Finding], ...]:
        """Every finding behind the statute (《…》) or the file it belongs to."""
        rows = self.store.rows(
            "SELECT s.title, d.name, f.body FROM finding f LEFT JOIN statute s ON s.id = f.statute "
            "LEFT JOIN document d ON d.hash = f.document ORDER BY s.id, d.name, f.code, f.body"
        )
        return tuple((f"{quoted(title)}" if title else name or "", from_json(body)) for title, name, body in rows)

    @checked
    def check(self, *, replay: bool = False) -> tuple[Finding, ...]:
        """Prove that the archive is what was written: every digest and every seal (:func:`lawtrack.archive.integrity.check`).

        With ``replay`` also that every version follows from the one before through its patches, as it did when it was added; that takes
        about as long as carrying out all decisions again.
        """
        from lawtrack.archive.integrity import check

        with self.store.reading(), uncollected():
            return tuple(check(self.store, replay=replay))

    def shown(self) -> Table:
        """What a notebook shows: a row for every statute."""
        heads = ("法规", "法律性质", "机关", "时效性", "版本", "施行", "至")
        rows = ((x.title, x.kind, x.issuer, x.status, str(x.versions), x.effective, x.until) for x in self.listing())
        return Table(str(self)[1:-1], heads, tuple(rows))

    def __repr__(self) -> str:
        try:
            ((n,),) = self.store.rows("SELECT count(*) FROM version")
            return f"<Archive {len(self)}部法规 {n}个版本>"
        except Unreachable as error:  # a debugger shows values of any state
            return f"<Archive {error}>"

    __str__ = __repr__

    _repr_html_ = repr_html


def open_store(place: str | Path, *, readonly: bool = False) -> Any:
    """The database at a path or address."""
    if str(place).startswith(("postgresql://", "postgres://")):
        from lawtrack.archive.storage.postgres import PostgresStore

        return PostgresStore(str(place), readonly=readonly)
    return SqliteStore(place, readonly=readonly)
