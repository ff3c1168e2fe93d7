"""Invented laws, one of which changes, for the tests of what a change makes stale elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lawtrack.archive.archive import Archive
from lawtrack.archive.impact.rows import ImpactRow
from lawtrack.model.numerals import numeral
from lawtrack.syntax.statute.parse import parse_statute

FULL = "中华人民共和国水务法"


NOTE = "（2001年3月1日第九届全国人民代表大会常务委员会第二十次会议通过{}）"


ARTICLES = (
    "为了合理利用水资源，保护江河湖泊，制定本法。",
    "取水应当向水行政监督部门申请取水许可证，缴纳水资源费。",
    "跨流域调水应当进行科学论证，统筹兼顾调出区和调入区的用水需要。",
    "水行政监督部门应当建立水文监测站网，定期公布水文情报。",
    "未经许可擅自取水的，由水行政监督部门责令停止取水，处二千元以上二万元以下罚款。",
    "向江河倾倒垃圾的，由水行政监督部门责令清除，处五百元以上五千元以下罚款。",
    "本法自2001年6月1日起施行。",
)


def law(*articles: str, since: str = "") -> str:
    numbered = [f"第{numeral(n)}条　{text}" for n, text in enumerate(articles, 1)]
    return "\n".join([FULL, NOTE.format(since), *numbered])


OLD = law(*ARTICLES)


NEW = law(
    ARTICLES[0],
    "国家鼓励单位和个人节约用水，推广节水技术。",
    ARTICLES[1].replace("水行政监督部门", "水利主管部门"),
    "水利规划应当公开征求意见。",
    ARTICLES[2],
    ARTICLES[3].replace("水行政监督部门", "水利主管部门"),
    ARTICLES[4].replace("水行政监督部门", "水利主管部门").replace("二千元", "五千元"),
    ARTICLES[6].replace("2001年6月1日", "2020年5月1日"),
    since="　2020年1月10日第十三届全国人民代表大会常务委员会第十五次会议修订",
)


def local(title: str, day: str, *articles: str, body: str = "例市人民代表大会常务委员会") -> str:
    session = body.replace("人民代表大会", "第五届人民代表大会")
    numbered = [f"第{numeral(n)}条　{text}" for n, text in enumerate(articles, 1)]
    return "\n".join(
        [
            title,
            f"（{day}{session}第三次会议通过）",
            *numbered,
            f"第{numeral(len(articles) + 1)}条　本条例自公布之日起施行。",
        ]
    )


CITING = local(
    "例市节水条例", "2015年3月4日",
    "根据《中华人民共和国水务法》（以下简称《水务法》），制定本条例。",
    "取水应当依照《水务法》第二条的规定申请取水许可证。",
    "擅自取水的，依照水务法第五条的规定处罚。",
    "跨流域调水依照《中华人民共和国水务法》第三条、第四条的规定办理。",
    "倾倒垃圾的，依照《水务法》第六条处罚。",
    "取水由水行政监督部门管理，也由水行政监督部门、公安部门检查。",
    "2000年的《中华人民共和国水务法》第二条规定的许可证继续有效。",
)  # fmt: skip


LATER = local(
    "例市取水条例", "2021年3月4日", "取水应当依照《中华人民共和国水务法》第三条的规定申请取水许可证，缴纳水资源费。"
)


COPY = local("例市水文条例", "2016年3月4日", "水行政监督部门应当建立水文监测站网，定期公布水文情报。")


def shelve(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as made:
        for text in (OLD, NEW, CITING, LATER, COPY):
            made.add(parse_statute(text))
        yield made


def at(archive: Archive, citing: str, address: str, was: str = "") -> list[ImpactRow]:
    return [r for r in archive.impact() if r.citing == citing and r.address == address and (not was or r.was == was)]
