"""Names and terms that a change replaced, and where the old ones still stand. All laws are invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.archive.impact.rows import Certainty, ImpactRow, Kind
from lawtrack.decision.parse import parse_decision
from lawtrack.model.numerals import numeral
from lawtrack.syntax.statute.parse import parse_statute

FULL = "中华人民共和国助残法"
ARTICLES = (
    "为了保障残废人的权益，制定本法。",
    "残废人享有平等的权利，残废人的家属应当给予照料。",
    "社区应当为残废人提供便利。",
    "违反本法的，处警告、劳动教养或者罚款；受到劳动教养的，由所在单位处分。",
    "侵占款项的，依照规定劳动教养，并追回款项。",
    "社员大会每年召开一次，由理事会召集。",
    "社员大会选举理事，罢免理事。",
    "修改章程，由社员大会决定。",
    "盲道应当符合规定的标准。",
)
DECISION = (
    "全国人民代表大会常务委员会关于修改《中华人民共和国助残法》的决定\n（2020年1月10日通过）\n"
    "一、将本法中的“残废人”修改为“残疾人”。\n"
    "二、将第四条修改为：“违反本法的，处警告或者罚款。”\n"
    "三、删去第四条、第五条中的“劳动教养”。\n"
    "四、将第九条中的“盲道”修改为“无障碍通道”。\n"
    "本决定自2020年5月1日起施行。\n"
    "《中华人民共和国助残法》根据本决定作相应修改，重新公布。"
).replace("二、将第四条修改为：“违反本法的，处警告或者罚款。”\n", "")
CITING = (
    "第一章　残废人保护",
    "乘车时残废人优先。",
    "残废人、老年人免费入园。",
    "依照《残废人抚恤办法》发给补助。",
    "《残废人优待规定》同时废止。",
    "本条例施行前登记的残废人不再登记。",
    "受过劳动教养的，不得担任监督员。",
    "盲道不得占用。",
    "社员大会的决议应当公开。",
    "合作社的残废人、老年人由街道照料，残废人可以自愿参加。",
)


def numbered(articles: tuple[str, ...]) -> list[str]:
    out, n = [], 0
    for text in articles:
        if text.startswith("第一章"):
            out.append(text)
        else:
            n += 1
            out.append(f"第{numeral(n)}条　{text}")
    return out


def law(articles: tuple[str, ...] = ARTICLES, since: str = "") -> str:
    note = f"（1990年3月1日第七届全国人民代表大会常务委员会第二十次会议通过{since}）"
    return "\n".join([FULL, note, *numbered((*articles, "本法自1990年6月1日起施行。"))])


def local(title: str, articles: tuple[str, ...]) -> str:
    note = "（2001年3月4日例市第五届人民代表大会常务委员会第三次会议通过）"
    return "\n".join([title, note, *numbered(articles), f"第{numeral(len(articles) + 1)}条　本条例自公布之日起施行。"])


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as made:
        made.add(parse_statute(law()))
        made.add(parse_statute(local("例市助老条例", CITING)))
        yield made


def terms(rows: object) -> dict[tuple[str, str], ImpactRow]:
    return {(r.words, r.address): r for r in rows if r.kind is Kind.TERM}  # type: ignore[attr-defined]


def test_words_replaced_throughout_by_order_are_terms(archive: Archive) -> None:
    decision = parse_decision(DECISION)
    assert not decision.unread
    found = terms(archive.impact(decision))
    assert {k: r.proposal for k, r in found.items()} == {
        ("残废人", "第一章"): "", ("残废人", "第一条第一款"): "残疾人", ("残废人", "第二条第一款"): "", ("残废人", "第九条第一款"): "残疾人",
        ("劳动教养", "第六条第一款"): "",
    }  # fmt: skip
    assert {r.certainty for r in found.values()} == {Certainty.CHECK}
    assert "标题" in found["残废人", "第一章"].reason and "并列" in found["残废人", "第二条第一款"].reason
    assert "删去“劳动教养”（2处）" in found["劳动教养", "第六条第一款"].reason
    nine = found["残废人", "第九条第一款"]
    assert nine.sentence[nine.start :].startswith("残废人可以")  # where it stands alone


def test_the_same_terms_where_the_decision_is_in_the_archive(archive: Archive) -> None:
    decision = parse_decision(DECISION)
    before = terms(archive.impact(decision))
    archive.add(decision)
    for change in (decision, FULL, None):
        after = terms(archive.impact(change))
        assert {k: r.proposal for k, r in after.items()} == {k: r.proposal for k, r in before.items()}
    assert not terms(archive.impact(FULL, since="2020-05-01"))


def test_words_replaced_in_published_texts_are_terms_if_they_are_gone(archive: Archive) -> None:
    since = "　2020年1月10日第十三届全国人民代表大会常务委员会第十五次会议修订"
    new = tuple(text.replace("社员大会", "总会").replace("盲道", "通道") for text in ARTICLES)
    archive.add(parse_statute(law(new, since)))
    assert {k: r.proposal for k, r in terms(archive.impact(FULL)).items()} == {("社员大会", "第八条第一款"): "总会"}
    again = tuple(
        text.replace("总会", "联会") for text in new
    )  # two characters, three places: as likely a piece of a word
    archive.add(parse_statute(law(again, since.replace("2020", "2022"))), effective="2022-05-01")
    assert "总会" not in {r.words for r in archive.impact(FULL)}


def test_a_word_that_still_stands_in_the_new_text_is_no_term(archive: Archive) -> None:
    since = "　2020年1月10日第十三届全国人民代表大会常务委员会第十五次会议修订"
    new = (*(text.replace("社员大会", "总会") for text in ARTICLES), "筹备期间社员大会由发起人召集。")
    archive.add(parse_statute(law(new, since)))
    assert not terms(archive.impact(FULL))


def test_what_stands_in_every_tenth_statute_is_told_and_not_listed(archive: Archive) -> None:
    with archive.batch():
        for n in range(25):
            archive.add(parse_statute(local(f"第{numeral(n + 1)}号条例", ("残废人优先。",))))
    found = archive.impact(parse_decision(DECISION))
    assert "残废人" not in {r.words for r in found}
    (untold,) = found.untold
    assert "残废人" in untold and "20部以上" in untold
    assert ("未列出", untold) in found.to_report().facts
