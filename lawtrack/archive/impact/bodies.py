"""Which statutes are those of a body, however its name is written: 例市人大常委会 is 例市人民代表大会常务委员会."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lawtrack.comparison.text_diff import similarity
from lawtrack.errors import InputError
from lawtrack.model.normal import normalise

_CONGRESS, _COMMITTEE = "人民代表大会", "常务委员会"
_SHORT = {"人大": _CONGRESS, "常委会": _COMMITTEE}
_SESSION = re.compile(r"第[〇零一二三四五六七八九十百0-9]+届(?:全国)?(?=人民代表大会)")
_BOTH = re.compile(rf"(?P<congress>.*{_CONGRESS})(?:及其?|和其?|、|（(?:含|包括)?)(?:(?P=congress))?{_COMMITTEE}）?")
_NEAR = 5


def names_of(body: str) -> tuple[str, ...]:
    """The full names that the name of a body stands for, the one that passes decisions first.

    >>> names_of("例市人大常委会"), names_of("例市人民代表大会（含常务委员会）")
    (('例市人民代表大会常务委员会',), ('例市人民代表大会常务委员会', '例市人民代表大会'))
    """
    name = _SESSION.sub("", "".join(normalise(body).split())).removeprefix("中华人民共和国")
    for short, full in _SHORT.items():
        name = name.replace(short, full)
    m = _BOTH.fullmatch(name)
    if m:
        return m["congress"] + _COMMITTEE, m["congress"]
    return (name,) if name else ()


def issuers_named(body: str, issuers: Iterable[str]) -> frozenset[str]:
    """Those of the issuing bodies (as statutes have them) that a name stands for; raises :class:`InputError` with the nearest where none is.

    >>> sorted(issuers_named("例市人大及其常委会", ["例市人民代表大会", "例市人民代表大会常务委员会", "国务院"]))
    ['例市人民代表大会', '例市人民代表大会常务委员会']
    """
    wanted = frozenset(names_of(body))
    if not wanted:
        raise InputError("请给出作出决定的机关（body）", "say which body decides (body)")
    known = {issuer: names_of(issuer) for issuer in sorted(set(issuers)) if issuer.strip()}
    found = frozenset(issuer for issuer, names in known.items() if not wanted.isdisjoint(names))
    if found:
        return found
    near = sorted(known, key=lambda i: -max(similarity(w, n) for w in wanted for n in known[i]))[:_NEAR]
    said = f"相近的有：{'、'.join(near)}" if near else "存档中的法规都没有写明制定机关"
    raise InputError(
        f"存档中没有{body.strip()}制定的法规；{said}", f"the archive has no statute issued by {body.strip()}; {said}"
    )
