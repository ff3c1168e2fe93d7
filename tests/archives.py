"""Invented laws and decisions for the tests of the archive."""

from __future__ import annotations

import sqlite3
import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import attrs

from lawtrack.archive.archive import Archive
from lawtrack.archive.ingest import read_law

LAW = """\
某市节水条例
（2001年3月1日某市第一届人民代表大会常务委员会第三次会议通过）
第一章　总则
第一条　为了节约用水，根据《中华人民共和国水务法》，制定本条例。
第二条　市水务部门主管节水工作。
区水务部门负责本区的节水工作。
第二章　措施
第三条　单位用水实行计划管理：
（一）按月核定用水计划；
（二）超出计划的部分加价收费；
（三）按年公布用水情况。
第四条　违反本条例第三条规定的，由水务部门责令改正；拒不改正的，处一千元罚款。
第五条　本条例自2001年6月1日起施行。
"""

DECISION = """\
某市人民代表大会常务委员会关于修改《某市节水条例》的决定
（2010年5月6日某市第三届人民代表大会常务委员会第九次会议通过）
某市第三届人民代表大会常务委员会第九次会议决定对《某市节水条例》作如下修改：
一、增加一条，作为第三条：“新建建筑应当安装节水器具。”
二、将第三条改为第四条，其中的“按月”修改为“按季”。
三、将第四条改为第五条，其中的“一千元”修改为“二千元”。
本决定自2010年7月1日起施行。
《某市节水条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。
"""

SECOND = """\
某市人民代表大会常务委员会关于修改《某市节水条例》和《某市供水条例》的决定
（2015年1月2日某市第四届人民代表大会常务委员会第一次会议通过）
某市第四届人民代表大会常务委员会第一次会议决定：
一、对《某市节水条例》作出修改
将第二条第一款修改为：“市水务机关主管节水工作。”
二、对《某市供水条例》作出修改
删去第二条。
本决定自2015年2月1日起施行。
"""

OTHER = """\
某市供水条例
（1999年9月9日某市第一届人民代表大会常务委员会第一次会议通过）
第一条　供水单位应当遵守《某市节水条例》第四条的规定。
第二条　供水单位应当公布水价。
第三条　本条例自1999年12月1日起施行。
"""

REPEAL = """\
某市人民代表大会常务委员会关于废止《某市节水条例》的决定
（2020年1月2日某市第五届人民代表大会常务委员会第二次会议通过）
某市第五届人民代表大会常务委员会第二次会议决定：
废止《某市节水条例》。
本决定自2020年3月1日起施行。
"""

ALL = {"a-节水.txt": LAW, "b-决定.txt": DECISION, "c-决定二.txt": SECOND, "d-供水.md": OTHER, "e-废止.txt": REPEAL}


def write_all(folder: Path, texts: dict[str, str] = ALL) -> Path:
    """The texts as files of a folder."""
    for name, text in texts.items():
        (folder / name).write_text(textwrap.dedent(text), "utf-8")
    return folder


@contextmanager
def raw_database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as raw, raw:
        yield raw


def fill(archive: Archive, texts: list[str] | None = None) -> Archive:
    for text in texts or list(ALL.values()):
        thing = read_law(text)
        assert thing is not None
        archive.add(thing)
    return archive


def state(archive: Archive) -> list[object]:
    """Everything an archive says, but not when it learnt it."""
    out: list[object] = []
    for entry in sorted(archive, key=lambda e: e.title):
        out.append((entry.title, [attrs.evolve(v, findings=()) for v in entry.versions], entry.findings))
    return out
