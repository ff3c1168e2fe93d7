"""Patch: a set of ops on one base statute, and what can be done with it: apply, invert, check, trace, map addresses."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

import attrs

from lawtrack.arguments import checked, typed
from lawtrack.display import repr_html, summary
from lawtrack.errors import MismatchError
from lawtrack.model.address import Address, addresses_of, parse_address
from lawtrack.model.levels import Unit
from lawtrack.model.nodes import Statute, build, uncollected
from lawtrack.patch.arrangement import Arrangement, Trace
from lawtrack.patch.compose import compose
from lawtrack.patch.ops import Cause, Delete, Op


@typed
@attrs.frozen
class Patch:
    """Changes to one base statute, as plain data.

    ``size`` is the number of units of the base. ``source`` names the decision (or is empty for a comparison); dates are ISO.

    >>> from lawtrack.model.nodes import Statute
    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> from lawtrack.patch.ops import EditText, Splice
    >>> old = Statute("例", children=(Article("第一条", "", (Paragraph("甲。"),)),))
    >>> patch = Patch((EditText(4, "甲。", (Splice(0, 1, "乙"),)),), size=5)
    >>> new = patch.apply(old); new["第一条第一款"].text
    '乙。'
    >>> patch.invert().apply(new) == old
    True
    """

    ops: tuple[Op, ...] = ()
    size: int = attrs.field(default=0, kw_only=True)
    title: str = attrs.field(default="", kw_only=True)
    source: str = attrs.field(default="", kw_only=True)
    adopted: str = attrs.field(default="", kw_only=True)
    effective: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        self.arrangement  # noqa: B018  refuse an impossible patch at once

    def __eq__(self, other: object) -> bool:
        """A patch is what it does: one that also knows its base (a comparison) is equal to one that does not."""
        return self._says == other._says if isinstance(other, Patch) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._says)

    @property
    def _says(self) -> tuple[object, ...]:
        return self.ops, self.size, self.title, self.source, self.adopted, self.effective

    def __len__(self) -> int:
        return len(self.ops)

    def __repr__(self) -> str:
        kinds: dict[str, int] = {}
        for op in self.ops:
            kinds[type(op).__name__] = kinds.get(type(op).__name__, 0) + 1
        return f"<Patch {self.title} {' '.join(f'{k}×{n}' for k, n in sorted(kinds.items())) or '无修改'}>"

    @cached_property
    def arrangement(self) -> Arrangement:
        """The same as one arrangement: what all further work is done on."""
        return Arrangement.of(self.ops, self.size)

    @cached_property
    def _made(self) -> tuple[Callable[[], Statute | None], Sequence[Unit]] | None:
        """The statute that it was made of, as long as that is there, and the units of the result; see :func:`making`."""
        return None

    @property
    def deletions(self) -> tuple[Delete, ...]:
        """The ops that take something away."""
        return self.arrangement.deletions

    @checked
    def check(self, base: Statute) -> None:
        """Raise :class:`MismatchError`, naming clause and provision, where ``base`` does not read as the patch expects."""
        units = base.units
        if len(units) != self.size:
            raise MismatchError(
                f"《{base.title}》有 {len(units)} 个单元，补丁针对的文本有 {self.size} 个：不是同一文本",
                f"《{base.title}》 has {len(units)} units, the patch is for a text of {self.size}: they do not belong together",
            )
        for op in self.ops:
            found = op.unexpected(units)
            if found is not None:
                raise MismatchError(
                    _mismatch(base, *found, op.cause),
                    f"《{base.title}》 does not read as the patch expects at {base.addresses[found[0]] if found[0] < len(base.addresses) else 'the end'}; nothing was changed",
                )

    @checked
    def trace(self, base: Statute) -> tuple[Trace, ...]:
        """The result unit by unit, each with its origin and the ops that made it so. Checks first."""
        self.check(base)
        return tuple(self.arrangement.trace(base.units))

    @checked
    def apply(self, base: Statute) -> Statute:
        """The statute after all changes. Raises :class:`MismatchError` (nothing is half applied) where the base differs."""
        made = self._made
        if made is not None and made[0]() is base:
            units = made[1]
        else:
            self.check(base)
            units = self.arrangement.apply(base.units) if self.ops else ()
        if not self.ops:
            return base
        with uncollected():
            return build(units, base)

    def invert(self) -> Patch:
        """The way back: ``p.invert().apply(p.apply(s)) == s``, and no statute is needed for it."""
        return Patch(
            tuple(self.arrangement.invert().ops()), size=self.new_size, title=self.title, source=self.source,
            adopted=self.adopted, effective=self.effective,
        )  # fmt: skip

    @property
    def new_size(self) -> int:
        """The number of units of the result."""
        return len(self.arrangement.result)

    @checked
    def then(self, second: Patch) -> Patch:
        """Both patches as one: ``p.then(q).apply(s) == q.apply(p.apply(s))``.

        Raises :class:`MismatchError` where ``second`` does not follow on this one. Where both changed the same words, the change
        counts as the second's.
        """
        return Patch(
            tuple(sorted(compose(self.arrangement, second.arrangement).ops(), key=attrgetter("place"))),
            size=self.size,
            title=self.title,
            source="；".join(dict.fromkeys(s for s in (self.source, second.source) if s)),
            adopted=second.adopted or self.adopted,
            effective=second.effective or self.effective,
        )

    @checked
    def address_map(self, base: Statute) -> AddressMap:
        """Old address → new address (or gone), and back."""
        traces = self.trace(base)
        new = addresses_of([t.unit for t in traces])
        forward = {base.addresses[t.line]: new[i] for i, t in enumerate(traces) if t.line is not None}
        return AddressMap(base.addresses, tuple(new), forward)

    _repr_html_ = repr_html


def making(patch: Patch, base: Statute, units: Sequence[Unit]) -> Patch:
    """A patch that knows ``units`` as what it makes of ``base``: for that very statute it need neither check nor make them again.

    For any other one, equal or not, its ops count, as they do for a patch that was read or sent; both come to the same.
    """
    object.__setattr__(patch, "_made", (weakref.ref(base), units))
    return patch


@attrs.frozen
class AddressMap:
    """The correspondence table of two versions: every old address, every new one, and which became which.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> new = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船不得超载。\\n第三条　渡船应当开灯。")
    >>> pairs = lt.compare(law, new).address_map(law)
    >>> pairs.forward("第二条"), pairs.backward("第二条")
    (Address('第三条'), None)
    """

    old: tuple[Address, ...]
    new: tuple[Address, ...]
    pairs: Mapping[Address, Address]

    @cached_property
    def _back(self) -> dict[Address, Address]:
        return {new: old for old, new in self.pairs.items()}

    @checked
    def forward(self, address: Address | str) -> Address | None:
        """Where an old provision stands now; None where it is gone."""
        return self.pairs.get(parse_address(address) if isinstance(address, str) else address)

    @checked
    def backward(self, address: Address | str) -> Address | None:
        """Where a new provision stood before; None where it is new."""
        return self._back.get(parse_address(address) if isinstance(address, str) else address)

    __repr__ = summary


def _mismatch(base: Statute, line: int, want: Unit, cause: Cause) -> str:
    have = base.units[line] if line < len(base.units) else Unit(want.level)
    where = base.addresses[line] if line < len(base.addresses) else "（文末之后）"
    a, b = want.label + want.text, have.label + have.text
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    lo = max(0, i - 15)
    clause = f"{cause.clause}指令：{cause.text[:60]}\n" if cause.label else ""
    return f"{clause}{where}与补丁所依据的文本不一致\n  应为：{a[lo : i + 25]}\n  实为：{b[lo : i + 25]}\n        {'　' * (i - lo)}^"
