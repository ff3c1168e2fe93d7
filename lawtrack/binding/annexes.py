"""New text for an annex (附件, 附表): it has a build of its own — 一、 and （一）, articles, tables — and is read as a statute's annex is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lawtrack.binding.new_text import Block, article_blocks
from lawtrack.binding.working_copy import squash
from lawtrack.decision.orders import Insert
from lawtrack.model.nodes import Annex, Node, children_of, unit_of
from lawtrack.syntax.statute.parse import parse_statute

_LABEL = re.compile(r"附[ \u3000]*(?:件|表|录|图)[ \u3000]*[一二三四五六七八九十0-9０-９]{0,3}[：:]?(?=[ \u3000]|$)")


def annex_blocks(label: str, title: str, lines: Sequence[str]) -> tuple[str | None, list[Block]]:
    """The heading that the new text gives the annex (None where it gives none) and the text below it.

    >>> annex_blocks("附件", "收费表", ("附件　收费标准", "一、用水", "（一）一般用水每吨一元。"))[0]
    '收费标准'
    """
    texts = _texts(lines)
    if title and texts and squash(texts[0]) == squash(title):
        texts = texts[1:]
    named = bool(texts) and _LABEL.match(texts[0]) is not None
    annex = _read(texts if named else [f"{label or '附件'}\u3000{title or '附件'}", *texts])
    if annex is None:
        return None, article_blocks(tuple(lines))
    return (annex.heading if named else None), [_block(n) for n in annex.children]


def new_annex(label: str, order: Insert) -> tuple[str, str, list[Block]]:
    """Label, heading and text of an annex that is added; its first line may be its label, or its heading."""
    texts = _texts(order.payload.lines)
    if not texts or not _LABEL.match(texts[0]):
        texts = [f"{label}\u3000{order.heading}".rstrip("\u3000"), *texts]
    annex = _read(texts)
    if annex is None:
        return label, order.heading, article_blocks(order.payload.lines)
    return annex.label.rstrip("：:"), annex.heading, [_block(n) for n in annex.children]


def _texts(lines: Sequence[str]) -> list[str]:
    return [line.strip(" \t\u3000") for line in lines if line.strip(" \t\u3000")]


def _read(lines: Sequence[str]) -> Annex | None:
    nodes = parse_statute("\n".join(["例", "第一条\u3000例。", *lines])).children
    return nodes[1] if len(nodes) == 2 and isinstance(nodes[1], Annex) else None


def _block(node: Node) -> Block:
    return Block(unit_of(node), tuple(_block(n) for n in children_of(node)))
