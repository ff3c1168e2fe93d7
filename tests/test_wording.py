"""Differences inside one text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawtrack.comparison import text_diff as wording
from lawtrack.comparison.text_diff import segments, splices, splices_of, typographic
from lawtrack.comparison.token_diff import blocks, coherent, settled
from lawtrack.patch.ops import splice

texts = st.text(alphabet="甲乙丙丁第一二十条款项（）,，。;；0123AB \u3000“”\ue000\ue001", max_size=40)


@given(texts, texts)
def test_a_marked_text_holds_both_texts(old: str, new: str) -> None:
    marked = segments(old, new)
    assert "".join(s.text for s in marked if s.kind != "insert") == old
    assert "".join(s.text for s in marked if s.kind != "delete") == new
    assert splice(old, splices_of(marked)) == new
    assert splice(old, splices(old, new, by="character")) == new


def test_references_and_numbers_stay_whole() -> None:
    marked = segments("违反本条例第三十七条第二款的，处五万元罚款。", "违反本条例第三十一条第二款的，处十五万元罚款。")
    changed = [(s.kind, s.text) for s in marked if s.kind != "equal"]
    assert changed == [("delete", "第三十七条"), ("insert", "第三十一条"), ("delete", "五万"), ("insert", "十五万")]


def test_short_common_fragments_do_not_stand_between_changes() -> None:
    marked = segments("国务院主管部门负责全国的登记工作。", "县级人民政府承担本地区的普查任务。")
    assert sum(s.kind == "equal" for s in marked) <= 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("（一）甲,乙", "(一)甲，乙"),
        ("“甲”", '"甲"'),
        ("甲 乙", "甲乙"),
        ("１２日", "12日"),
        ("〈甲法〉", "<甲法>"),
        ("甲·乙", "甲•乙"),
    ],
)
def test_typography_is_told_from_wording(old: str, new: str) -> None:
    assert typographic(old, new)
    assert not typographic(old, old)
    assert not typographic(old, new + "丙")


def test_additions_stand_where_they_belong() -> None:
    def changes(old: str, new: str) -> list[str]:
        return [s.text for s in segments(old, new) if s.kind != "equal"]

    assert changes("应当及时、完整地提供有关数据。", "应当及时、完整、准确地提供与巡查有关数据。") == [
        "、准确",
        "与巡查",
    ]
    assert changes("本办法自发布之日起施行。", "本办法自2031年4月1日起施行。") == ["发布之日", "2031年4月1日"]
    assert changes("渡口、码头、浮桥的管理。", "码头、浮桥的管理。") == ["渡口、"]


@given(texts, texts)
def test_every_alignment_holds_both_texts(old: str, new: str) -> None:
    for found in (blocks(tuple(old), tuple(new)), settled(coherent(tuple(old), tuple(new)))):
        assert "".join(c for kind, tokens in found if kind < 1 for c in tokens) == old
        assert "".join(c for kind, tokens in found if kind > -1 for c in tokens) == new
        kinds = [kind for kind, _ in found]
        assert all(a != b and (a, b) != (1, -1) for a, b in pairwise(kinds))


def test_very_long_texts_are_compared_by_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_LONG", 50)
    old = "".join(f"甲方应当在第{n}日前交付货物，" for n in range(1, 12))
    new = old.replace("第5日前", "第5日后").replace("甲方", "乙方", 1)
    marked = segments(old, new)
    assert splice(old, splices_of(marked)) == new
    assert sum(len(s.text) for s in marked if s.kind != "equal") < 30
