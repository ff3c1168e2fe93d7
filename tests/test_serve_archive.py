"""The page with an archive: searched, read, blamed, its impact."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import lawtrack
from lawtrack.serve.settings import Settings
from tests.desk import BASE, DECISION, Served, needs_serve, served

needs = needs_serve


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("shelf") / "法规.db"
    with lawtrack.Archive(place) as archive:
        archive.add(lawtrack.read_statute(BASE))
        archive.add(lawtrack.read_decision(DECISION))
        archive.add(
            lawtrack.parse_statute(
                "例市供水办法\n（2015年1月1日例市人民政府公布）\n第一条　违反《例市节约用水条例》第五条的，依法处罚。\n第二条　本办法自2015年3月1日起施行。\n"
            )
        )
    with served(Settings(port=0, archive=str(place)), warm=True) as made:
        yield made


@needs
def test_the_archive_is_searched_read_and_blamed(shelf: Served) -> None:
    law = {"title": "例市节约用水条例"}
    assert {s["title"] for s in shelf.query("listing")["statutes"]} == {"例市节约用水条例", "例市供水办法"}
    hits = shelf.query("search", q="奖励制度")["hits"]
    assert [(h["title"], h["address"]) for h in hits] == [("例市节约用水条例", "第三条第一款")]
    assert shelf.query("search", q="奖励制度", on="2020-01-01")["hits"] == []
    assert [v["since"] for v in shelf.query("statute", **law)["versions"]] == ["2012-10-01", "2024-05-01"]
    texts = [
        " ".join(u["text"] for u in shelf.query("text", **law, on=day)["units"]) for day in ("2020-01-01", "2025-01-01")
    ]
    assert "奖励制度" not in texts[0] and "奖励制度" in texts[1]
    origins = shelf.query("blame", **law, on="2025-01-01")["origins"]
    assert origins["art_3__para_1"]["why"] == "2024-05-01 增加 第一项"
    episodes = shelf.query("history", **law, address="第四条", on="2025-01-01")["episodes"]
    assert [e["address"] for e in episodes] == ["第三条", "第四条"]


@needs
def test_impact_is_a_job(shelf: Served) -> None:
    body = json.dumps({"title": "例市节约用水条例", "since": "", "until": ""}).encode()
    headers = {"Origin": shelf.origin, "Content-Type": "application/json"}
    name = json.loads(shelf.ask("POST", "/archive/impact", body, headers).body)["id"]
    answer = shelf.state(name)["answer"]
    assert answer["results"][0]["counts"] == "1 处" and "影响.docx" in answer["documents"]
    assert "例市供水办法" in shelf.get(f"/results/{name}/0").body.decode()
    assert shelf.ask("POST", "/archive/impact", b"[", headers).status == 400
    assert shelf.ask("POST", "/archive/impact", body, {"Content-Type": "application/json"}).status == 403


@needs
@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "text?title=没有",
        "text?title=例市节约用水条例&on=昨天",
        "text?title=例市节约用水条例&on=1999-01-01",
        "history?title=例市节约用水条例&address=第九十九条",
        "search?q=",
        "blame",
        "statute?title=%00",
    ],
)
def test_questions_without_an_answer_are_told(shelf: Served, path: str) -> None:
    from urllib.parse import quote

    answer = shelf.get("/archive/" + quote(path, safe="?=&%"))
    assert answer.status == 400 and answer.said
