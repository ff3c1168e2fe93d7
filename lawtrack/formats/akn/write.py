"""A statute as Akoma Ntoso 3.0: valid against the official schema, and read back to an equal tree by :mod:`lawtrack.formats.akn.read`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from lawtrack.errors import Finding
from lawtrack.formats.akn.markup import ELEMENT, akn, serialise
from lawtrack.formats.akn.meta import SOURCE, events_of, meta, passive_modifications
from lawtrack.formats.akn.uri import Work, work_of
from lawtrack.formats.blocks import SEVERITY, message_of, texts_of
from lawtrack.formats.report import home_of
from lawtrack.formats.xml import fit
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.nodes import Statute
from lawtrack.model.printing import heading_line
from lawtrack.model.provisions import Annex, Node, Preamble, Signature, level_of, unit_of
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note import find_dates

PERIOD = "period_1"


def statute_akn(
    statute: Statute, *, base: Statute | None = None, patch: Patch | None = None, findings: Sequence[Finding] = ()
) -> bytes:
    """The statute as an ``act``. With the ``patch`` that made it from ``base``, the document says what changed: passiveModifications, and a
    wId (the eId in the base) on everything that has another number now. ``findings`` become notes that point to their provisions.
    """
    return serialise(_Writer(statute, base, patch, findings).root())


class _Writer:
    def __init__(
        self, statute: Statute, base: Statute | None, patch: Patch | None, findings: Sequence[Finding] = ()
    ) -> None:
        self.statute, self.base, self.patch, self.findings = statute, base, patch, findings
        self.places = set(statute.addresses[3:])
        self.before: Mapping[Address, Address] = {}
        self.fresh: set[Address] = set()
        if base is not None and patch is not None:
            traces = patch.trace(base)
            places = statute.addresses
            self.before = {places[i]: base.addresses[t.line] for i, t in enumerate(traces) if t.line is not None}
            dated = patch.effective or patch.adopted
            self.fresh = {places[i] for i, t in enumerate(traces) if t.line is None and dated}
        self.at = iter(zip(statute.addresses[3:], statute.units[3:], strict=True))
        self.events = events_of(statute, patch if base is not None else None)
        first = statute if base is None else base
        self.work = work_of(first.title, first.note or statute.note)

    def root(self) -> etree._Element:
        children = list(self.statute.children)
        end = len(children)
        while end and isinstance(children[end - 1], (Annex, Signature)):
            end -= 1
        lead = 1 if end and isinstance(children[0], Preamble) else 0
        annex = next((i for i in range(end, len(children)) if isinstance(children[i], Annex)), len(children))
        preamble = self.preamble(children[0]) if lead else None
        body = akn("body", *map(self.node, children[lead:end]))
        if not len(body):
            body.append(akn("hcontainer", name="empty"))
        closing = self.conclusions(children[end:annex])
        attachments = self.attachments(children[annex:])
        act = akn(
            "act",
            self.meta(),
            self.preface(),
            preamble,
            body,
            closing,
            attachments,
            name=self.work.subtype or "statute",
            contains="singleVersion" if len(self.events) > 1 else "originalVersion",
        )
        return akn("akomaNtoso", act)

    def meta(self) -> etree._Element:
        modifications = None
        if self.base is not None and self.patch is not None:
            old = events_of(self.base)
            event = self.events[-1]
            modifications = passive_modifications(
                self.patch, self.work.expression(old[-1].date), event.work, event.id, PERIOD if self.fresh else ""
            )
        since = self.patch.effective if self.patch is not None else ""
        period = PERIOD if self.fresh else ""
        made = meta(self.work, self.events, modifications=modifications, period=period, since=since)
        if self.findings:
            made.append(akn("notes", *map(self.note, range(len(self.findings)), self.findings), source=SOURCE))
        return made

    def note(self, n: int, finding: Finding) -> etree._Element:
        """A finding: a reference to its provision if the text has it, what was found, and both texts where there are two."""
        eid = next((a.eid for a in home_of(finding.address) if a in self.places), "")
        said = akn("p", akn("ref", text=finding.address, href=f"#{eid}") if eid else None)
        words = f"{SEVERITY[finding.severity]}　{message_of(finding)}（{finding.code}）"
        if eid:
            said[0].tail = f"：{words}"
        else:
            said.text = fit(words)
        return akn(
            "note",
            said,
            *(akn("p", text=f"{side}：{text}") for side, text in texts_of(finding)),
            eId=f"note_{n + 1}",
        )

    def preface(self) -> etree._Element | None:
        law = self.statute
        made = akn("preface")
        if law.title or law.stage:
            inner = (akn("docTitle", text=law.title, eId="title"), akn("docStage", text=law.stage, eId="stage"))
            made.append(akn("longTitle", akn("p", *(e for e in inner if e.text))))
        if law.note:
            made.append(akn("container", akn("p", text=law.note), name="adoptionNote", eId="note"))
        if law.contents:
            toc = akn("toc", eId="toc")
            for address, unit in zip(law.addresses, law.units, strict=True):
                if unit.level in HEADINGS and unit.level is not Level.DIVISION:
                    depth = str(len(address.steps))
                    toc.append(akn("tocItem", text=heading_line(unit), href=f"#{address.eid}", level=depth))
            if not len(toc):
                toc.append(akn("tocItem", href="#body", level="1"))
            made.append(toc)
        return made if len(made) else None

    def ids(self) -> dict[str, str]:
        """eId of the next unit in print order, with the wId that it had before."""
        address, _ = next(self.at)
        was = self.before.get(address)
        made = {"eId": address.eid}
        if was is not None and was.eid != address.eid:
            made["wId"] = was.eid
        if address in self.fresh:
            made["period"] = f"#{PERIOD}"
        return made

    def node(self, node: Node) -> etree._Element:
        """A provision with what belongs to it. What stands out of its usual place (a signature between articles) is an hcontainer."""
        level, unit, kids = level_of(node), unit_of(node), node.children
        if level is Level.SIGNATURE:
            return akn("hcontainer", akn("content", akn("p", text=unit.text)), name="signature", **self.ids())
        name = {} if level in ELEMENT else {"name": level.name.lower()}
        made = akn(ELEMENT.get(level, "hcontainer"), **name, **self.ids())
        if unit.label:
            made.append(akn("num", text=unit.label))
        if level < Level.PARAGRAPH or level is Level.ANNEX:
            if unit.text:
                made.append(akn("heading", text=unit.text))
            made.extend(map(self.node, kids))
        elif kids:
            if unit.text:
                made.append(akn("intro", akn("p", text=unit.text)))
            made.extend(map(self.node, kids))
        else:
            made.append(akn("content", akn("p", text=unit.text)))
        return made

    def preamble(self, node: Node) -> etree._Element:
        """序言 or 引言: its heading, and paragraphs as blocks; items make a list."""
        made = akn("preamble", **self.ids())
        heading = unit_of(node).text
        paragraphs = node.children
        if heading or not paragraphs:
            made.append(akn("container", akn("p", text=heading), name="heading"))
        made.extend(map(self.block, paragraphs))
        return made

    def block(self, node: Node) -> etree._Element:
        ids, unit, kids = self.ids(), unit_of(node), node.children
        if level_of(node) is Level.PARAGRAPH:
            if not kids:
                return akn("p", text=unit.text, **ids)
            intro = akn("listIntroduction", text=unit.text) if unit.text else None
            return akn("blockList", intro, *map(self.block, kids), **ids)
        item = akn("item", akn("num", text=unit.label) if unit.label else None, **ids)
        if kids:
            intro = akn("listIntroduction", text=unit.text) if unit.text else None
            item.append(akn("blockList", intro, *map(self.block, kids)))
        else:
            item.append(akn("p", text=unit.text))
        return item

    def conclusions(self, nodes: Sequence[Node]) -> etree._Element | None:
        made = akn("conclusions", *map(self.signature, nodes))
        return made if len(made) else None

    def signature(self, node: Node) -> etree._Element:
        text = unit_of(node).text
        day = next((iso for start, end, iso in find_dates(text) if end - start == len(text)), "")
        if day:
            return akn("p", akn("date", text=text, date=day), **self.ids())
        return akn("p", text=text, **self.ids())

    def attachments(self, nodes: Sequence[Node]) -> etree._Element | None:
        """Annexes, each a document of its own; signature lines behind an annex are its conclusions."""
        made = akn("attachments")
        for annex, signatures in _with_signatures(nodes):
            unit = unit_of(annex)
            ids = self.ids()
            body = akn("mainBody", *map(self.node, annex.children))
            if not len(body):
                body.append(akn("hcontainer", name="empty"))
            component = ids["eId"]
            doc = akn(
                "doc",
                meta(Work(unit.text or unit.label, *_identity(self.work)), self.events[-1:], component=component),
                body,
                self.conclusions(signatures),
                name="annex",
            )
            head = [akn("num", text=unit.label) if unit.label else None]
            head.append(akn("heading", text=unit.text) if unit.text else None)
            made.append(akn("attachment", *head, doc, **ids))
        return made if len(made) else None


def _identity(work: Work) -> tuple[str, str, str, str, str]:
    return work.subtype, work.actor, work.date, work.number or work.uri.rpartition("/")[2], work.locality


def _with_signatures(nodes: Sequence[Node]) -> Iterator[tuple[Node, list[Node]]]:
    at = 0
    while at < len(nodes):
        end = at + 1
        while end < len(nodes) and isinstance(nodes[end], Signature):
            end += 1
        yield nodes[at], list(nodes[at + 1 : end])
        at = end
