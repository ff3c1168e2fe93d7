"""The tables of an archive, for SQLite and PostgreSQL alike, with their invariants as constraints.

What is *recorded* (documents, decisions, records) is the truth; what is *derived* from it (versions, steps, occurrences, citations,
findings, the search index) can be made again at any time and is proved by replay. Texts, snapshots, patches and decisions are
content-addressed: stored once under the digest of what they say. Every row carries a ``seal``, the digest of its other columns.

=============  ======================================================================================================
table          holds
=============  ======================================================================================================
text           each wording of a provision once
object         snapshots (a statute as a list of texts), patches, decisions, bindings of a decision to a snapshot
statute        one row per statute, ``title`` as last published; ``name``: every key it is or was known under
document       what was read from which file, so that reading it again changes nothing
decision       decisions as read; ``target``: the statutes each one names, attached as soon as the statute is there
suspension     what a decision suspends somewhere or for a time, by the name of the statute; it changes no text
record         what a timeline consists of: published texts, changes, repeals
version, step  the texts in force, and the patches between them
occurrence     from when to when a text stood at an address (half open): what search and queries look at
citation       from when to when a provision referred to another one, with which words, where in its text
passage        from each version to the next: where every provision went that does not stand unchanged at its address
derived        the digest of all occurrences and citations of a statute, and (``chain``) of the seals of its records, versions and steps;
               no ``chain`` where an older archive had none and its versions could not be proved
stretch        the digest of a stretch of texts or objects: which id has which content
sketch         a few hashes of each longer text, by which texts that are nearly alike find each other; made when first asked for,
               up to the text that ``meta`` names under ``sketched``
finding        what was doubtful
=============  ======================================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping

CURRENT = 9
"""The newest version of the schema."""

_CORE = """
CREATE TABLE text (
  id {id},
  hash {blob} NOT NULL UNIQUE CHECK (length(hash) = 16),
  body TEXT NOT NULL
){strict};
CREATE TABLE object (
  id {id},
  hash {blob} NOT NULL CHECK (length(hash) = 16),
  kind TEXT NOT NULL CHECK (kind IN ('snapshot', 'patch', 'decision', 'binding')),
  body {blob} NOT NULL,
  seal {blob} NOT NULL,
  UNIQUE (kind, hash)
){strict};
CREATE TABLE statute (
  id {id},
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  title TEXT NOT NULL,
  issuer TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  seal {blob} NOT NULL
){strict};
CREATE TABLE name (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  statute {ref} NOT NULL REFERENCES statute (id),
  seal {blob} NOT NULL
){strict};
CREATE TABLE document (
  hash {blob} PRIMARY KEY CHECK (length(hash) = 16),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  reader TEXT NOT NULL,
  added TEXT NOT NULL,
  seal {blob} NOT NULL
){strict};
CREATE TABLE decision (
  id {id},
  object {ref} NOT NULL UNIQUE REFERENCES object (id),
  title TEXT NOT NULL,
  adopted TEXT NOT NULL CHECK (adopted = '' OR {date:adopted}),
  promulgated TEXT NOT NULL CHECK (promulgated = '' OR {date:promulgated}),
  effective TEXT NOT NULL CHECK (effective = '' OR {date:effective}),
  place INTEGER NOT NULL DEFAULT 0,
  added TEXT NOT NULL,
  seal {blob} NOT NULL
){strict};
CREATE TABLE target (
  decision {ref} NOT NULL REFERENCES decision (id),
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('change', 'repeal')),
  statute {ref} REFERENCES statute (id),
  seal {blob} NOT NULL,
  PRIMARY KEY (decision, name, act)
){strict};
CREATE INDEX target_name ON target (name);
CREATE TABLE record (
  id {id},
  statute {ref} NOT NULL REFERENCES statute (id),
  kind TEXT NOT NULL CHECK (kind IN ('text', 'change', 'repeal')),
  adopted TEXT NOT NULL CHECK (adopted = '' OR {date:adopted}),
  promulgated TEXT NOT NULL CHECK (promulgated = '' OR {date:promulgated}),
  effective TEXT NOT NULL CHECK (effective = '' OR {date:effective}),
  place INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL,
  snapshot {ref} REFERENCES object (id),
  decision {ref} REFERENCES decision (id),
  patch {ref} REFERENCES object (id),
  added TEXT NOT NULL,
  seal {blob} NOT NULL,
  CHECK ((kind = 'text') = (snapshot IS NOT NULL)),
  CHECK (kind <> 'change' OR decision IS NOT NULL OR patch IS NOT NULL)
){strict};
CREATE INDEX record_statute ON record (statute);
CREATE TABLE version (
  id {id},
  statute {ref} NOT NULL REFERENCES statute (id),
  number INTEGER NOT NULL CHECK (number > 0),
  effective TEXT NOT NULL CHECK (effective = '' OR {date:effective}),
  until TEXT NOT NULL CHECK (until = '' OR {date:until} AND until >= effective),
  adopted TEXT NOT NULL,
  promulgated TEXT NOT NULL,
  source TEXT NOT NULL,
  snapshot {ref} NOT NULL REFERENCES object (id),
  derived {ref} REFERENCES object (id),
  published {ref} REFERENCES object (id),
  difference {ref} REFERENCES object (id),
  partial INTEGER NOT NULL CHECK (partial IN (0, 1)),
  repealed INTEGER NOT NULL CHECK (repealed IN (0, 1) AND (repealed = 0 OR until <> '')),
  seal {blob} NOT NULL,
  UNIQUE (statute, number)
){strict};
CREATE UNIQUE INDEX version_open ON version (statute) WHERE until = '';
CREATE INDEX version_effective ON version (effective);
CREATE TABLE step (
  version {ref} NOT NULL REFERENCES version (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('decision', 'published', 'compared', 'adjusted')),
  source TEXT NOT NULL,
  adopted TEXT NOT NULL,
  patch {ref} NOT NULL REFERENCES object (id),
  seal {blob} NOT NULL,
  PRIMARY KEY (version, number)
){strict};
CREATE TABLE finding (
  statute {ref} REFERENCES statute (id) ON DELETE CASCADE,
  document {blob} REFERENCES document (hash),
  code TEXT NOT NULL CHECK (code <> ''),
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
  body TEXT NOT NULL,
  seal {blob} NOT NULL
){strict};
CREATE INDEX finding_statute ON finding (statute);
CREATE INDEX finding_document ON finding (document);
"""

_OCCURRENCES = """
CREATE TABLE occurrence (
  statute {ref} NOT NULL REFERENCES statute (id) ON DELETE CASCADE,
  text {ref} NOT NULL REFERENCES text (id),
  address TEXT NOT NULL,
  line INTEGER NOT NULL,
  since TEXT NOT NULL CHECK (since = '' OR {date:since}),
  until TEXT NOT NULL CHECK (until = '' OR {date:until} AND until > since)
){strict};
CREATE INDEX occurrence_text ON occurrence (text);
CREATE INDEX occurrence_statute ON occurrence (statute);
"""

_CITATIONS = """
CREATE TABLE citation (
  statute {ref} NOT NULL REFERENCES statute (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  target TEXT NOT NULL,
  words TEXT NOT NULL,
  since TEXT NOT NULL CHECK (since = '' OR {date:since}),
  until TEXT NOT NULL CHECK (until = '' OR {date:until} AND until > since)
){strict};
CREATE INDEX citation_name ON citation (name, target);
CREATE INDEX citation_statute ON citation (statute);
"""

_PASSAGES = """
DROP TABLE citation;
CREATE TABLE citation (
  statute {ref} NOT NULL REFERENCES statute (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  target TEXT NOT NULL,
  words TEXT NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  marks TEXT NOT NULL,
  since TEXT NOT NULL CHECK (since = '' OR {date:since}),
  until TEXT NOT NULL CHECK (until = '' OR {date:until} AND until > since)
){strict};
CREATE INDEX citation_name ON citation (name, target);
CREATE INDEX citation_statute ON citation (statute);
CREATE TABLE passage (
  statute {ref} NOT NULL REFERENCES statute (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 1),
  body {blob} NOT NULL,
  seal {blob} NOT NULL,
  PRIMARY KEY (statute, number)
){strict};
CREATE TABLE sketch (
  hash {ref} NOT NULL,
  text {ref} NOT NULL REFERENCES text (id),
  PRIMARY KEY (hash, text)
){packed};
"""

_SUSPENSIONS = """
CREATE TABLE suspension (
  decision {ref} NOT NULL REFERENCES decision (id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  places TEXT NOT NULL,
  area TEXT NOT NULL,
  since TEXT NOT NULL CHECK (since = '' OR {date:since}),
  until TEXT NOT NULL CHECK (until = '' OR {date:until}),
  words TEXT NOT NULL,
  seal {blob} NOT NULL,
  PRIMARY KEY (decision, number)
){strict};
CREATE INDEX suspension_name ON suspension (name);
"""

_DERIVED = """
CREATE TABLE derived (
  statute {ref} PRIMARY KEY REFERENCES statute (id) ON DELETE CASCADE,
  seal {blob} NOT NULL
){strict};
INSERT INTO meta (key, value) SELECT 'sketched', CAST(coalesce(max(id), 0) AS TEXT) FROM text;
"""

_ENDS = """
CREATE INDEX version_end ON version (until) WHERE repealed = 1;
"""

_STRETCHES = """
ALTER TABLE derived ADD COLUMN chain {blob};
CREATE TABLE stretch (
  name TEXT NOT NULL CHECK (name IN ('text', 'object')),
  first {ref} NOT NULL,
  last {ref} NOT NULL CHECK (last >= first),
  seal {blob} NOT NULL,
  PRIMARY KEY (name, first)
){packed};
"""

MIGRATIONS: Mapping[int, str] = {
    1: _CORE,
    2: _OCCURRENCES,
    3: _CITATIONS,
    4: "",
    5: _PASSAGES,
    6: _SUSPENSIONS,
    7: _DERIVED,
    8: _ENDS,
    9: _STRETCHES,
}
"""What leads from the schema before to the one numbered so; the search index is each engine's own (2, and made anew in 4 and 7, in SQLite in 8,
from when on its pages are sealed). Stretches and chains of an older archive are sealed when it is first opened, as far as they are proved.

A migration is never changed once it was released."""

SEALED: Mapping[str, tuple[str, ...]] = {
    "statute": ("name", "title", "issuer", "kind"),
    "name": ("name", "statute"),
    "document": ("hash", "name", "kind", "reader", "added"),
    "decision": ("object", "title", "adopted", "promulgated", "effective", "place", "added"),
    "target": ("decision", "name", "title", "act", "statute"),
    "suspension": ("decision", "number", "name", "title", "places", "area", "since", "until", "words"),
    "record": ("statute", "kind", "adopted", "promulgated", "effective", "place", "source", "snapshot", "decision", "patch", "added"),
    "version": ("statute", "number", "effective", "until", "adopted", "promulgated", "source", "snapshot", "derived", "published",
                "difference", "partial", "repealed"),
    "step": ("version", "number", "kind", "source", "adopted", "patch"),
    "passage": ("statute", "number", "body"),
    "finding": ("statute", "document", "code", "severity", "body"),
}  # fmt: skip
"""The columns that a row's seal covers, in order."""
