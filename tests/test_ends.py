"""How statutes end: by another statute's last article, by a repealing decision, by their own term; and what is not yet an end."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawtrack import Archive, InputError, Timeline, parse_decision, parse_statute
from lawtrack.history.ends import repealing_act
from lawtrack.syntax.ends import parts_ended, read_ends, term_of


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《甲条例》同时废止。", ["甲条例"]),
        ("1998年3月1日例市人民代表大会常务委员会通过的《甲条例》同时废止。", ["甲条例"]),
        (
            "1990年8月14日国务院发布的《甲条例》和1997年2月3日国务院批准、1997年3月1日交通部发布的《乙规定》同时废止。",
            ["甲条例", "乙规定"],
        ),
        ("《甲法》、《乙法》（2001年修正）、《丙法》同时废止。", ["甲法", "乙法", "丙法"]),
        ("本办法自2020年1月1日起施行，同时废止《甲办法》《乙办法》。", ["甲办法", "乙办法"]),
        ("自本条例施行之日起，《甲条例》停止执行。", ["甲条例"]),
        ("《甲办法》（市政府令第3号）即行废止。", ["甲办法"]),
        ("从本法施行之日起，《甲法》、《乙法》及《丙法》失效。", ["甲法", "乙法", "丙法"]),
        ("原例市路灯管理办法同时废止。", ["例市路灯管理办法"]),
        ("本条例施行后，《甲条例》不再执行。", ["甲条例"]),
        ("根据《关于修改〈甲条例〉的决定》修正的《甲条例》同时废止。", ["甲条例"]),
        # what is no end of a whole statute
        ("《甲法》第三条同时废止。", []),
        ("《甲条例》中与本法不一致的规定同时废止。", []),
        ("同时废止《甲条例》第三条。", []),
        ("本法施行前制定的规定与本法不一致的，自本法施行之日起停止执行。", []),
        ("违反《甲条例》规定的，责令停止使用。", []),
        ("根据《丙法》，《甲条例》同时废止。", ["甲条例"]),
        ("《甲条例》不再适用于港口。", []),
    ],
)
def test_wordings(text: str, titles: list[str]) -> None:
    assert [e.title for e in read_ends(text)] == titles


def test_a_list_under_the_following() -> None:
    law = parse_statute(
        "例法\n（2020年1月1日某会通过）\n第一条　甲。\n第二条　本法自2021年1月1日起施行。下列法律同时废止：\n（一）《乙法》；\n（二）1990年1月1日某会通过的《丙法》。\n"
    )
    act = repealing_act(law)
    assert act is not None and act.repealed == ("乙法", "丙法") and act.effective == "2021-01-01"


def test_the_days_are_those_of_the_act_that_made_the_clause() -> None:
    law = parse_statute(
        "例法\n（2020年1月1日某会通过　根据2024年5月5日某会《关于修改〈例法〉的决定》修正）\n第一条　甲。\n第二条　本法自2021年1月1日起施行。《乙法》同时废止。\n"
    )
    act = repealing_act(law)
    assert act is not None and (act.adopted, act.effective) == ("2020-01-01", "2021-01-01")


def status(archive: Archive, title: str, day: str) -> str:
    return next(x.status for x in archive.listing(day) if x.title == title)


OLD = "例市渡口条例\n（2015年3月1日例市人民代表大会常务委员会通过）\n第一条　渡口由市交通部门管理。\n第二条　本条例自2015年6月1日起施行。\n"
NEW = "例市水上交通条例\n（2026年5月8日例市人民代表大会常务委员会通过）\n第一条　甲。\n第二条　本条例自2027年1月1日起施行。《例市渡口条例》同时废止。\n"


@pytest.mark.parametrize("texts", [(OLD, NEW), (NEW, OLD), (OLD, NEW, NEW)])
def test_the_order_in_which_texts_come_does_not_matter(tmp_path: Path, texts: tuple[str, ...]) -> None:
    with Archive(tmp_path / "a.db") as archive:
        for text in texts:
            archive.add(parse_statute(text))
        assert status(archive, "例市渡口条例", "2026-12-31") == "有效"
        assert status(archive, "例市渡口条例", "2027-01-01") == "已废止"
        assert status(archive, "例市水上交通条例", "2027-01-01") == "有效"
        assert [f for f in archive.check() if f.severity.value == "error"] == []


@pytest.mark.parametrize(
    ("clause", "first_day"),
    [
        ("本规定自2020年1月1日起施行，有效期五年。", "2025-01-01"),
        ("本规定自2020年1月1日起施行，有效期为5年。", "2025-01-01"),
        ("本规定自2020年3月31日起试行，试行期六个月。", "2020-10-01"),
        ("本规定自2020年1月1日起施行，有效期至2024年12月31日。", "2025-01-01"),
        ("本规定自2020年1月1日起施行，试行至2022年6月30日止。", "2022-07-01"),
        ("本规定自公布之日起施行，有效期二年。", "2022-01-01"),
        ("许可证有效期五年。本规定自2020年1月1日起施行。", ""),
        ("本规定自2020年1月1日起施行。", ""),
    ],
)
def test_terms(clause: str, first_day: str) -> None:
    law = parse_statute(f"例市规定\n（2019年12月1日例市人民政府公布）\n第一条　甲。\n第二条　{clause}\n")
    assert term_of(law, "2020-01-01") == first_day


def test_a_term_ends_the_statute_and_a_longer_one_goes_on(tmp_path: Path) -> None:
    law = (
        "例市规定\n（2019年12月1日例市人民政府公布）\n第一条　甲。\n第二条　本规定自2020年1月1日起施行，有效期五年。\n"
    )
    with Archive(tmp_path / "a.db") as archive:
        archive.add(parse_statute(law))
        assert [status(archive, "例市规定", d) for d in ("2024-12-31", "2025-01-01")] == ["有效", "已废止"]
        with pytest.raises(InputError, match="有效期届满，已于2025-01-01失效"):
            archive["例市规定"].as_of("2025-01-01")
        decision = (
            "例市人民政府关于修改《例市规定》的决定\n（2024年6月1日例市人民政府公布）\n例市人民政府决定对《例市规定》作如下修改：\n"
            "一、将第二条中的“五年”修改为“十年”。\n本决定自2024年6月1日起施行。\n"
        )
        archive.add(parse_decision(decision))
        assert [status(archive, "例市规定", d) for d in ("2025-01-01", "2029-12-31", "2030-01-01")] == [
            "有效",
            "有效",
            "已废止",
        ]


def test_what_ends_on_an_unknown_day_does_not_end_yet(tmp_path: Path) -> None:
    decision = parse_decision(
        "例市人民代表大会常务委员会关于废止《例市渡口条例》的决定\n（2026年5月8日例市人民代表大会常务委员会通过）\n"
        "例市人民代表大会常务委员会决定：\n废止《例市渡口条例》。\n本决定自公布之日起施行。\n"
    )
    if decision.effective or decision.repealed != ("例市渡口条例",):
        pytest.skip("the day of promulgation is taken for known")
    with Archive(tmp_path / "a.db") as archive:
        archive.add(parse_statute(OLD))
        archive.add(decision)
        assert status(archive, "例市渡口条例", "2030-01-01") == "有效"
        assert "timeline.repeal-undated" in [f.code for f in archive["例市渡口条例"].findings]


SUSPENDS = (
    "例市人民代表大会常务委员会关于在例新区暂时调整适用《例市渡口条例》有关规定的决定\n（2026年5月8日例市人民代表大会常务委员会通过）\n"
    "例市人民代表大会常务委员会决定：在例新区暂时调整适用《例市渡口条例》第一条的规定，渡口由例新区管理机构管理。\n"
    "本决定自2026年7月1日起施行，{term}。\n"
)


@pytest.mark.parametrize(
    ("term", "until"),
    [
        ("试行期限为三年", "2029-07-01"),
        ("为期六个月", "2027-01-01"),
        ("试行至2028年12月31日", "2029-01-01"),
        ("在2027年12月31日前试行", "2028-01-01"),
        ("具体办法由市人民政府规定", ""),
    ],
)
def test_a_suspension_changes_no_text(tmp_path: Path, term: str, until: str) -> None:
    decision = parse_decision(SUSPENDS.format(term=term))
    assert [(s.title, s.places, s.area, s.since, s.until) for s in decision.suspended] == [
        ("例市渡口条例", ("第一条",), "例新区", "2026-07-01", until)
    ]
    [told] = [f for f in decision.findings if f.severity.value == "warning"]
    assert told.code == "decision.suspension" and "例市渡口条例" in told.message and not decision.amended
    with Archive(tmp_path / "a.db") as archive:
        archive.add(decision)
        archive.add(parse_statute(OLD))
        entry = archive["例市渡口条例"]
        assert entry.as_of("2026-08-01") == entry.as_of("2026-06-01") and len(entry.versions) == 1
        assert entry.notices("2026-06-30") == ()
        assert [f.code for f in entry.notices("2026-07-01")] == ["archive.suspended"]
        if until:
            assert entry.notices(until) == ()
        assert archive.check() == ()


def test_several_statutes_are_suspended_at_once() -> None:
    decision = parse_decision(
        "例会关于授权例院在甲区等三个试点县（市、区）行政区域暂时调整实施有关法律规定的决定\n（2015年2月27日例会第十三次会议通过）\n"
        "授权例院在甲区等三个试点县（市、区）行政区域，暂时调整实施《土地例法》、《房产例法》关于土地征收的有关规定（目录附后）。上述调整在2017年12月31日前试行。\n"
    )
    assert [(s.title, s.area, s.until) for s in decision.suspended] == [
        (t, "甲区等三个试点县（市、区）行政区域", "2018-01-01") for t in ("土地例法", "房产例法")
    ]


def test_new_text_that_speaks_of_suspension_suspends_nothing() -> None:
    decision = parse_decision(
        "关于修改《甲条例》的决定\n（2024年1月2日某市人民代表大会常务委员会第三次会议通过）\n会议决定对《甲条例》作如下修改：\n"
        "一、将第三条修改为：“市人民政府可以暂停实施《乙条例》第五条。”\n本决定自2024年2月1日起施行。"
    )
    assert decision.suspended == () and len(decision.instructions) == 1


@pytest.mark.parametrize(
    ("said", "title", "places", "area"),
    [
        (
            "会议决定：授权市人民政府在开展试点的部分县区暂时停止施行《例市渡口条例》第三条、第五条规定。试点县区由市人民政府确定。",
            "例市人民代表大会常务委员会关于授权市人民政府在部分县区暂时停止施行《例市渡口条例》有关规定的决定",
            ("第三条", "第五条"), "部分县区",
        ),
        (
            "会议决定：在试点地区停止施行《例市渡口条例》第三条，期限二年。",
            "例市人民代表大会常务委员会关于在试点地区停止施行《例市渡口条例》有关规定的决定",
            ("第三条",), "试点地区",
        ),
        ("会议决定：暂时停止施行《例市渡口条例》。", "例市人民代表大会常务委员会关于暂时停止施行《例市渡口条例》的决定", (), ""),
        ("《例市渡口条例》第三条、第五条停止适用，直至依法修改该条例。", "例市人民代表大会常务委员会关于停止适用《例市渡口条例》有关条款的决定", ("第三条", "第五条"), ""),
        ("《例市渡口条例》中与《例国渡口法》第九条不一致的第三条停止适用。", "例市人民代表大会常务委员会关于停止适用《例市渡口条例》有关条款的决定", (), ""),
        ("会议决定：自2021年1月1日起停止适用《例市渡口条例》第三条。", "例市人民代表大会常务委员会关于停止适用《例市渡口条例》有关条款的决定", ("第三条",), ""),
    ],
)  # fmt: skip
def test_what_stops_somewhere_or_for_a_time_neither_ends_nor_loses_its_text(
    said: str, title: str, places: tuple[str, ...], area: str
) -> None:
    d = parse_decision(
        f"{title}\n（2014年5月28日例市人民代表大会常务委员会第十次会议通过）\n{said}\n本决定自2014年7月1日起施行。\n"
    )
    assert d.title == title and d.repealed == () and d.amended == ()
    (one,) = d.suspended
    assert (one.title, one.places, one.area) == ("例市渡口条例", places, area)
    assert [f.code for f in d.findings] == ["decision.suspension"]


def test_what_stops_among_orders_is_told() -> None:
    d = parse_decision(
        "关于修改《例市渡口条例》的决定\n会议决定对《例市渡口条例》作如下修改：\n一、删去第二条。\n二、第三条在试点区暂时停止施行。\n"
        "三、第五条自2025年1月1日起停止施行。\n四、暂停施行《例市渡口条例》第九条。\n"
    )
    assert [[type(o).__name__ for o in i.orders] for i in d.instructions] == [["DeleteProvisions"], [], [], []]
    assert [f.instruction for f in d.unread] == ["二", "三", "四"] and d.repealed == ()


def test_a_day_named_for_the_end_goes_before_the_day_of_promulgation(tmp_path: Path) -> None:
    decision = parse_decision(
        "例市人民政府关于停止执行《例市渡口条例》的决定\n（2026年5月8日例市人民政府公布）\n例市人民政府决定：自2026年8月1日起停止执行《例市渡口条例》。\n"
    )
    assert (decision.promulgated, decision.effective) == ("2026-05-08", "")
    with Archive(tmp_path / "a.db") as archive:
        archive.add(parse_statute(OLD))
        archive.add(decision)
        assert [status(archive, "例市渡口条例", d) for d in ("2026-07-31", "2026-08-01")] == ["有效", "已废止"]
    line = Timeline("例市渡口条例").add(parse_statute(OLD)).add(decision, promulgated="2026-05-08")
    assert line.records[-1].since == "2026-08-01"


def test_a_change_of_what_has_ended_is_told() -> None:
    line = Timeline("例市渡口条例").add(parse_statute(OLD))
    head = "例市人民代表大会常务委员会关于{}《例市渡口条例》的决定\n（{}例市人民代表大会常务委员会通过）\n例市人民代表大会常务委员会决定{}\n"
    ended = line.add(
        parse_decision(
            head.format("废止", "2024年3月1日", "废止《例市渡口条例》。\n本决定自2024年4月1日起施行。"),
        )
    )
    order = "对《例市渡口条例》作如下修改：\n一、将第一条中的“交通”修改为“交通运输”。\n本决定自2024年7月1日起施行。"
    change = parse_decision(head.format("修改", "2024年6月1日", order))
    assert [f.code for v in ended.add(change).versions for f in v.findings if "after-end" in f.code] == [
        "timeline.changed-after-end"
    ]
    assert not [f for v in line.add(change).versions for f in v.findings if "after-end" in f.code]
    anew = parse_statute(OLD.replace("2015年3月1日", "2025年3月1日").replace("2015年6月1日", "2025年6月1日"))
    assert not [f for v in ended.add(anew).versions for f in v.findings if "after-end" in f.code]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("《例市渡口条例》第二条同时废止。", ("第二条",)),
        ("《例市渡口条例》第二条、第三条第二款的规定同时停止执行。", ("第二条", "第三条第二款")),
        ("《例市渡口条例》（2020年修正）中与本条例不一致的规定同时废止。", ()),
        ("《例市渡口条例》同时废止。", None),
        ("依照《例市渡口条例》的规定，本办法废止。", None),
        ("依照《例市渡口条例》第三条的规定予以废止。", None),
        ("依照《例市渡口条例》第三条核发的证照失效。", None),
    ],
)
def test_what_is_ended_of_a_statute_in_part_is_told_of_it(
    text: str, places: tuple[str, ...] | None, tmp_path: Path
) -> None:
    """The text of the other statute stays; who reads it was told nothing."""
    new = parse_statute(
        f"例市水上交通条例\n（2026年5月8日某会通过）\n第一条　甲。\n第二条　本条例自2027年1月1日起施行。{text}"
    )
    old = parse_statute(
        "例市渡口条例\n（2015年3月1日某会通过）\n第一条　甲。\n第二条　乙。\n第三条　本条例自2015年6月1日起施行。"
    )
    assert [e.places for e in parts_ended(new)] == ([] if places is None else [places])
    with Archive(tmp_path / "a.db") as archive:
        archive.add(new)
        archive.add(old)
        notices = archive["例市渡口条例"].notices("2027-01-01")
        assert [f.code for f in notices] == ([] if places is None else ["archive.suspended"])
        assert archive["例市渡口条例"].notices("2026-12-31") == ()


def test_a_decision_that_takes_effect_before_it_was_adopted_is_told() -> None:
    text = "某会关于修改《例市渡口条例》的决定\n（2024年3月1日某会通过）\n某会决定对《例市渡口条例》作如下修改：\n一、删去第二条。\n本决定自{}起施行。"
    early = parse_decision(text.format("2023年5月1日"))
    assert [f.code for f in early.findings] == ["decision.effective-early"] and early.effective == "2023-05-01"
    assert parse_decision(text.format("通过之日")).findings == ()
