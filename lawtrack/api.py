"""The verbs that read and write files; every other verb lives where its work is done. Nothing here prints or exits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TextIO, TypeAlias, TypeVar, cast, overload

import attrs

from lawtrack.arguments import checked
from lawtrack.decision.decision import Decision
from lawtrack.decision.orders import NEEDED, nowhere
from lawtrack.errors import ArgumentError, Finding, InputError, Severity, apply_repairs
from lawtrack.formats.input import Readable, Source, open_source, read_text
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.patch.patch import Patch
from lawtrack.syntax.findings import REPAIRED

if TYPE_CHECKING:
    from lawtrack.binding.amend import Amendment
    from lawtrack.changes.comparison_table import TableOptions
    from lawtrack.decision.phrases.phrase import Phrase
    from lawtrack.formats.kinds import Format
    from lawtrack.formats.render import ResultPart
    from lawtrack.rewinding.rewind import Rewound
    from lawtrack.syntax.gazette.issue import Gazette
    from lawtrack.verification.verify import Verification

T = TypeVar("T")
ReadAs: TypeAlias = Literal["auto", "statute", "decision"]
"""What a file is read as; ``auto`` goes by its title.

>>> import lawtrack as lt
>>> kind: lt.ReadAs = "decision"
>>> lt.read_any("关于修改《例市节水条例》的决定\\n一、删去第二条。".encode(), kind).title
'关于修改《例市节水条例》的决定'
"""
Tracked: TypeAlias = Literal["", "old", "new"]
"""Which text of a file with tracked changes is meant: before them or after them.

>>> import lawtrack as lt
>>> which: lt.Tracked = "new"
>>> lt.read_statute("例市节水条例\\n第一条　为了节水，制定本条例。".encode(), tracked=which).title
'例市节水条例'
"""


@checked
def read_statute(
    source: Readable, *, tracked: Tracked = "", repair: bool | Callable[[Finding], bool] = False
) -> Statute:
    """Read a statute from a path, bytes or an open file: .txt and .md (UTF-8, GB18030 or UTF-16), .html, .docx, .akn.xml, .json.

    Raises :class:`InputError`, naming the file and the remedy, for what holds no text; doubts about the text are in ``findings``.
    A Word file with tracked changes is refused unless ``tracked`` says which text is meant: "old" (before them) or "new" (after them).
    With ``repair`` every repair that a finding proposes is made first (or those of the findings that a function picks); what was done stands
    in ``findings`` as ``statute.repaired``.

    >>> read_statute("某市节水条例\\n第一条　为了节水，制定本条例。".encode("gb18030"))
    <Statute 某市节水条例 1条>
    """
    from lawtrack.syntax.statute.parse import parse_statute

    opened = open_source(source)
    law = _read(opened, Statute, partial(_repaired, parse_statute, repair) if repair else parse_statute, tracked)
    if repair is True and any(f.repair for f in law.findings):  # a tree was read: there is no text to repair
        raise InputError(
            "修复要在原来的文本上做；请给出原来的 .txt、.html 或者 .docx",
            "repairs are made in the text itself; give the .txt, .html or .docx it came from",
        )
    return law


def _repaired(parse: Callable[[str], T], wanted: bool | Callable[[Finding], bool], text: str) -> T:
    """What is read from its text with the proposed repairs made that are wanted; what was done is told."""
    first: Any = parse(text)
    made = [
        f for f in first.findings if f.repair and f.repair.edits and (wanted is True or callable(wanted) and wanted(f))
    ]
    told = tuple(
        attrs.evolve(f, repair=None)
        if f.severity is Severity.INFO
        else attrs.evolve(REPAIRED.instead_of(f), repair=None)
        for f in made
    )
    read: Any = parse(apply_repairs(text, made))
    left = read.findings if callable(wanted) else tuple(attrs.evolve(f, repair=None) for f in read.findings)
    repaired: T = attrs.evolve(read, findings=(*told, *left))
    return repaired


@checked
def read_versions(source: Readable) -> tuple[Statute, Statute]:
    """The text before and the text after out of one file: a Word or OpenDocument file with tracked changes, a redline made by hand (struck
    words, underlined words), or a comparison table.

    Raises :class:`InputError` for a file that holds one text only. What a comparison table leaves out is in ``findings``.

    >>> from lawtrack.changes.comparison import compare
    >>> from lawtrack.formats.render import render
    >>> old, new = (read_statute(f"某市水井条例\\n第一条　水井由{x}管理。\\n第二条　禁止投毒。".encode()) for x in ("村", "镇"))
    >>> [law["第一条"].text for law in read_versions(render(compare(old, new), "docx", "table"))]
    ['水井由村管理。', '水井由镇管理。']
    """
    from lawtrack.syntax.statute.parse import parse_statute

    opened = open_source(source)
    if read_text(opened, "new").two:
        return _read(opened, Statute, parse_statute, "old"), _read(opened, Statute, parse_statute, "new")
    raise InputError(
        f"{opened.name} 里没有修订，也不是修改前后对照表，只有一种文字；请给出修改前和修改后两个文件",
        f"{opened.name} holds one text only: no tracked changes, no comparison table; give two files, before and after",
    )


@checked
def read_decision(
    source: Readable, *, tracked: Tracked = "", promulgated: Date = "", repair: bool | Callable[[Finding], bool] = False,
    formulas: Sequence[Phrase] = (),
) -> Decision:  # fmt: skip
    """Read an amending decision; the same kinds of files as :func:`read_statute` and the same ``repair``. ``promulgated`` is the day on which it was
    made public, where the file does not tell it; ``formulas`` as for :func:`parse_decision`. Raises :class:`InputError` for what holds no text.

    >>> read_decision("关于修改《例市节水条例》的决定\\n一、删去第二条。".encode()).instructions[0].label
    '一'
    """
    from lawtrack.decision.parse import parse_decision

    parse = partial(parse_decision, promulgated=promulgated, formulas=formulas)
    return _read(open_source(source), Decision, partial(_repaired, parse, repair) if repair else parse, tracked)


@checked
def read_gazette(source: Readable) -> Gazette:
    """Read a whole issue of a gazette from a path, bytes or an open file and find every instrument in it. Raises :class:`InputError` for what
    holds no text.

    >>> issue = read_gazette("某市人民代表大会常务委员会公告\\n第3号\\n某市节水条例\\n第一条　为了节水，制定本条例。\\n第二条　本条例自2024年7月1日起施行。".encode())
    >>> [(one.kind.zh, one.title) for one in issue.instruments]
    [('公告', '某市人民代表大会常务委员会公告'), ('法规', '某市节水条例')]
    """
    from lawtrack.syntax.gazette.issue import Gazette
    from lawtrack.syntax.gazette.issue import read_gazette as read

    return _read(open_source(source), Gazette, read)


@attrs.frozen
class Republication:
    """What a gazette gives by itself: a decision and the text republished after it, and everything that follows from the two.

    ``rewound`` is the earlier text as far as it can be known, ``amendment`` the decision carried out on it, ``verification`` the
    decision held against the published text. ``text`` is the publication as it stands in the gazette, which places of findings count in.

    >>> import lawtrack as lt
    >>> text = "某市人民代表大会常务委员会关于修改《某市渡口条例》的决定\\n（2024年3月29日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。\\n《某市渡口条例》根据本决定作相应修改，重新公布。\\n某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过　根据2024年3月29日某市人民代表大会常务委员会《关于修改〈某市渡口条例〉的决定》修正）\\n第一条　渡船应当亮灯。"
    >>> (found,) = lt.review_gazette(lt.read_gazette(text.encode()))
    >>> found.rewound.statute["第一条"].text, found.verification.errors
    ('渡船应当开灯。', ())
    """

    decision: Decision
    published: Statute
    rewound: Rewound
    amendment: Amendment
    verification: Verification
    text: str = attrs.field(default="", repr=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found on the way, each once."""
        found = (
            *self.published.findings, *self.decision.findings, *self.rewound.findings, *self.amendment.findings,
            *self.verification.findings,
        )  # fmt: skip
        return tuple(dict.fromkeys(found))

    def __repr__(self) -> str:
        return f"<Republication {self.published.title} {len(self.findings)}项发现>"


@checked
def review_gazette(gazette: Gazette) -> tuple[Republication, ...]:
    """For every amending decision of an issue whose republished text stands in the same issue: rewind, amend, verify. Nothing is raised for
    an issue without one: the answer is ().

    >>> review_gazette(read_gazette("某市人民代表大会常务委员会公告\\n第3号\\n某市节水条例\\n第一条　为了节水，制定本条例。".encode()))  # no decision in it
    ()
    """
    from lawtrack.binding.amend import amend
    from lawtrack.decision.parse import parse_decision
    from lawtrack.rewinding.rewind import part_for, rewind
    from lawtrack.verification.verify import verify

    out: list[Republication] = []
    for instrument in gazette.of_kind("amending-decision"):
        decision = parse_decision(instrument.text)
        for statute in gazette.statutes:
            if not any(title_key(a.title) == title_key(statute.title) for a in decision.amended):
                continue
            published = statute.statute()
            if part_for(published, decision) is None:
                continue
            rewound = rewind(published, decision)
            amendment = amend(rewound.statute, decision)
            out.append(
                Republication(decision, published, rewound, amendment, verify(decision, published), statute.text)
            )
    return tuple(out)


@checked
def read_any(source: Readable, kind: ReadAs = "auto", *, tracked: Tracked = "") -> Statute | Decision:
    """Read a statute or an amending decision; ``kind`` (``statute``, ``decision``) settles it, ``auto`` goes by the title. Raises :class:`InputError` as
    :func:`read_statute` does.

    >>> read_any("例市人民代表大会常务委员会关于修改《例市节水条例》的决定\\n一、删去第二条。".encode())
    <Decision 例市人民代表大会常务委员会关于修改《例市节水条例》的决定 1项指令>
    """
    opened = open_source(source)
    if kind == "auto":
        if opened.kind == "json":
            loaded: Statute | Decision = _loaded(opened, (Statute, Decision))
            return loaded
        from lawtrack.syntax.gazette.issue import InstrumentKind, kind_of
        from lawtrack.syntax.statute.parse import parse_statute

        law = _read(opened, Statute, parse_statute, tracked)
        if kind_of("".join(law.title.split())) is not InstrumentKind.AMENDING_DECISION:
            return law
        kind = "decision"
    if kind == "decision":
        from lawtrack.decision.parse import parse_decision

        return _read(opened, Decision, parse_decision, tracked)
    from lawtrack.syntax.statute.parse import parse_statute

    return _read(opened, Statute, parse_statute, tracked)


@checked
def read_patch(source: Readable) -> Patch:
    """Read a patch that :func:`write` or :func:`dumps` wrote, alone or inside a result. Raises :class:`InputError` for any other file.

    >>> from lawtrack.patch.ops import EditText, Splice
    >>> from lawtrack.wire import dumps
    >>> patch = Patch((EditText(4, "甲。", (Splice(0, 1, "乙"),)),), size=5, title="例")
    >>> read_patch(dumps(patch).encode()) == patch
    True
    """
    opened = open_source(source)
    if opened.kind != "json":
        raise InputError(
            f"{opened.name}：补丁应为 lawtrack 写出的 .json 文件",
            f"{opened.name}: a patch is a .json file that lawtrack wrote",
        )
    patch: Patch = _loaded(opened, (Patch,))
    return patch


def _read(opened: Source, kind: type[T], parse: Callable[[str], T], tracked: str = "") -> T:
    """A file as what it should be; errors about its content name the file."""
    if opened.kind == "json":
        loaded: T = _loaded(opened, (kind,))
        return loaded
    found = read_text(opened, tracked)
    if kind is Statute and found.statute is not None:
        return cast(T, found.statute)
    text, findings = found.text, found.findings
    from lawtrack.syntax.statute.parse import check_input

    try:
        check_input(text)
        made: Any = parse(text)
    except InputError as error:
        raise InputError(f"{opened.name}：{error.message}", f"{opened.name}: {error.message_en}") from error
    result: T = attrs.evolve(made, findings=(*findings, *made.findings)) if findings else made
    return result


def _loaded(opened: Source, kinds: tuple[type[Any], ...]) -> Any:
    """What a .json file holds: one of ``kinds``, alone or inside a result."""
    from lawtrack.wire import loads

    try:
        value = loads(opened.text)
    except InputError as error:
        raise InputError(f"{opened.name}：{error.message}", f"{opened.name}: {error.message_en}") from error
    for kind in kinds:
        for found in (value, getattr(value, kind.__name__.lower(), None)):
            if isinstance(found, kind):
                if isinstance(found, Decision):
                    _check_orders(found, opened.name)
                return found
    wanted = "或者 ".join(kind.__name__ for kind in kinds)
    raise InputError(
        f"{opened.name}：内容是 {type(value).__name__}，这里需要 {wanted}",
        f"{opened.name} holds a {type(value).__name__}, not a {wanted.replace('或者', 'or')}",
    )


def _check_orders(decision: Decision, name: str) -> None:
    """Raise :class:`InputError` for orders that name nothing: no decision reads so, the file was altered."""
    for instruction in decision.instructions:
        for order in instruction.orders:
            for field in attrs.fields(type(order)):
                if field.name in NEEDED and field.default is attrs.NOTHING and getattr(order, field.name) == ():
                    raise InputError(
                        f"{name}：指令{instruction.label}的“{field.name}”是空的，文件被改动过；请从决定的原文重新读取",
                        f"{name}: “{field.name}” of instruction {instruction.label} is empty, the file was altered; read the decision again from its text",
                    )
            if nowhere(order):
                raise InputError(
                    f"{name}：指令{instruction.label}没有写明所指的条款，或者编号与所增加的层级不符；请从决定的原文重新读取",
                    f"{name}: instruction {instruction.label} names no provision, or numbers of another level than it inserts; read the decision again from its text",
                )


@overload
def write(
    result: Any,
    target: str | Path,
    part: ResultPart = "",
    *,
    format: Format | None = None,
    table: TableOptions | None = None,
) -> Path: ...
@overload
def write(
    result: Any,
    target: BinaryIO | TextIO,
    part: ResultPart = "",
    *,
    format: Format | None = None,
    table: TableOptions | None = None,
) -> None: ...
@checked
def write(
    result: Any, target: str | Path | BinaryIO | TextIO, part: ResultPart = "", *, format: Format | None = None,
    table: TableOptions | None = None,
) -> Path | None:  # fmt: skip
    """Write a result to a file, by its path or open; the suffix chooses the format: .txt, .md, .html, .json, .docx, .akn.xml, .xlsx, .csv.

    A path is replaced whole or not at all, and given back. An open file (or ``io.BytesIO``, ``io.StringIO``, ``sys.stdout``) is written to where it
    stands and left open; its ``name`` chooses the format unless ``format`` does. ``part`` and ``table`` as for :func:`render`: they pick what of the result
    is written, and how a comparison table is to look.

    Raises :class:`InputError` for a suffix nothing is written for, a part the result does not have, and text files given for formats that are not text.

    >>> import io
    >>> law = read_statute("某市节水条例\\n第一条　为了节水，制定本条例。".encode())
    >>> out = io.StringIO()
    >>> write(law, out, format="text"); out.getvalue().splitlines()[-1]
    '第一条　为了节水，制定本条例。'
    """
    from lawtrack.changes.comparison_table import DEFAULT_TABLE
    from lawtrack.formats.files import write_file
    from lawtrack.formats.render import format_of, rendered

    options = table or DEFAULT_TABLE
    if isinstance(target, (str, Path)):
        return write_file(target, rendered(result, format or format_of(Path(target).name), part, options))
    name = getattr(target, "name", "")
    if format is None and not isinstance(name, str) or not (format or name):
        raise ArgumentError(
            '这个打开的文件没有名字，不知道写成什么格式；请给出 format，如 format="docx"',
            'this open file has no name to tell the format by; say format="docx"',
        )
    _put(rendered(result, format or format_of(name), part, options), target)
    return None


def _put(content: str | bytes, target: Any) -> None:
    """Write to an open file, whichever of the two kinds it is."""
    import io

    text = isinstance(target, io.TextIOBase) or "encoding" in dir(target)
    if text and isinstance(content, bytes):
        raise ArgumentError(
            '这种格式不是文字，要写进以二进制方式打开的文件：open(…, "wb") 或者 io.BytesIO()',
            'this format is not text; open the file with "wb", or give io.BytesIO()',
        )
    try:
        target.write(content if text or isinstance(content, bytes) else content.encode("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"写不进去：{error}", f"cannot be written: {error}") from error
