"""Which statute of an archive a citation names: the whole name, a former one, or one at the end of a stretch of text.

Names without 《》 come with what leads up to them (责任人对海商法). They are cut at names that are known, the longest first, and never blindly:
劳动争议调解仲裁法 is not 仲裁法, whether the archive holds it or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

from lawtrack.archive.storage.store import Store

_LONGER = (
    "劳动合同法", "经济合同法", "涉外经济合同法", "技术合同法", "劳动争议调解仲裁法", "农村土地承包经营纠纷调解仲裁法", "义务教育法", "职业教育法",
    "高等教育法", "国防教育法", "学前教育法", "社会保险法", "香港特别行政区维护国家安全法", "香港特别行政区基本法", "澳门特别行政区基本法",
    "反外国制裁法", "商业银行法", "中国人民银行法", "人民警察法", "海洋环境保护法", "土壤污染防治法", "外商投资企业和外国企业所得税法",
)  # fmt: skip
"""National laws whose name ends in that of another one. The archive's own titles and the titles it cites in 《》 come on top; this
closed list is for archives that hold neither."""

_BOUNDARY = re.compile(
    r"(?:依照|依据|根据|按照|参照|比照|适用|违反|属于|符合|构成|认定|具有|实施|规定|涉嫌|涉及|包括|基于|界定|落入|确定|没有|从事|承担|高于|低于|等于|明知"
    r"|援引|引用|执行|遵守|履行|指定|有关|相关|上述|前述|对于|关于|或者|以及|以|有|无|对|于|除|和|与|及|或|由|在|将|把|被|按|依|据|照|经|受|犯|为|是|的|之|其|即|如|因|就|从|向|至|不|但|而|且|并)$"
)
"""Words behind which a name begins: a noun that makes it another law's name (劳动, 调解) is none of them."""
_PAST = re.compile(r"(?:(?<![草平基本])原|旧|修[改正订]以?前的?|当时的?|年的?)$")
_INTERPRETS = re.compile(
    r"关于(?:适用|执行|审理适用)《(?P<law>[^《》]+)》(?P<rest>.*?)(?:\((?P<n>[一二三四五六七八九十]+)\))?$"
)
_STATE = "中华人民共和国"
_LOOSE = str.maketrans("", "", "《》、")


@attrs.frozen
class CitedName:
    """A statute that a citation names; ``sure`` unless the words before the name may belong to it; ``past`` where they say so (原…)."""

    statute: int
    name: str
    sure: bool = True
    past: bool = False


@attrs.define(eq=False)
class Names:
    """The names of an archive. Make it with :meth:`of`; answers are remembered."""

    held: Mapping[str, int]
    known: frozenset[str] = frozenset()
    _answers: dict[str, CitedName | None] = attrs.field(factory=dict, init=False)
    _loose: dict[str, int] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        seen: dict[str, set[int]] = {}
        for name, statute in self.held.items():
            for short in (_loosened(name), *_short_names(name)):
                seen.setdefault(short, set()).add(statute)
        self._loose = {short: next(iter(ids)) for short, ids in seen.items() if len(ids) == 1}

    @classmethod
    def of(cls, store: Store) -> Names:
        """All names under which an archive holds statutes, and those it only cites in 《》."""
        held = {str(r[0]): int(r[1]) for r in store.rows("SELECT name, statute FROM name")}
        cited = store.rows("SELECT DISTINCT name FROM citation WHERE marks NOT LIKE '%w%'")
        return cls(held, frozenset(str(r[0]) for r in cited) | frozenset(_LONGER))

    def find(self, name: str) -> CitedName | None:
        """The statute that a name as cited stands for.

        >>> names = Names({"仲裁法": 1, "对外贸易法": 2, "最高人民法院关于适用《公司法》若干问题的规定(二)": 3}, frozenset({"劳动争议调解仲裁法"}))
        >>> [n and n.statute for n in map(names.find, ("仲裁法", "有对外贸易法", "劳动争议调解仲裁法", "当事人在原仲裁法", "公司法司法解释(二)"))]
        [1, 2, None, 1, 3]
        """
        if name not in self._answers:
            self._answers[name] = self._find(name)
        return self._answers[name]

    def _find(self, name: str) -> CitedName | None:
        exact = self._exact(name)
        if exact is not None:
            return CitedName(exact, name)
        if "《" in name or name in self.known:
            return None
        for at in range(1, len(name) - 1):
            tail = name[at:]
            statute = self._exact(tail)
            if statute is None:
                if tail in self.known:
                    return None
                continue
            head = name[:at].removesuffix(_STATE)
            past, whole = bool(_PAST.search(head)), not head or bool(_BOUNDARY.search(head))
            if not whole and not past and not tail.endswith(("法", "法典")):
                return None
            return CitedName(statute, tail, whole or past, past)
        return None

    def _exact(self, name: str) -> int | None:
        found = self.held.get(name)
        return found if found is not None else self._loose.get(_loosened(name))

    def of_statute(self, statute: int, cited: Iterable[str]) -> list[str]:
        """Those of the names as cited that stand for one statute."""
        return [n for n in cited if (found := self.find(n)) is not None and found.statute == statute]


def _loosened(name: str) -> str:
    """A name without the name of the state, without 《》 inside, and without 、: 最高人民法院关于适用民事诉讼法的解释 is cited either way."""
    return name.replace(_STATE, "").translate(_LOOSE)


def _short_names(name: str) -> list[str]:
    """What an interpretation is called for short: 公司法司法解释(二)."""
    m = _INTERPRETS.search(name.replace(_STATE, ""))
    if not m:
        return []
    number = f"({m['n']})" if m["n"] else ""
    part = re.match(r"[\u4e00-\u9fff]{2,8}编", m["rest"])
    law = m["law"] + (part[0] if part else "")
    return [f"{law}司法解释{number}", f"{law}解释{number}"]
