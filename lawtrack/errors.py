"""What can go wrong: exceptions for callers, findings for texts.

An *exception* says that a call could not be carried out::

    LawtrackError
    ├── InputError          the input cannot be used at all: wrong file, wrong encoding, not a statute
    │   ├── AddressError    an address that cannot be read, or that names nothing
    │   ├── ArgumentError   a value of the wrong type, in the wrong place, or none of the words that are known
    │   └── MissingExtraError   a package that is not installed, with the command that installs it
    ├── StructureError      units in an order that makes no statute (a 项 outside any 款)
    ├── PatchError          a patch that does not fit
    │   ├── MismatchError   the text before the change is not what the patch expects
    │   └── ConflictError   two changes to one place that cannot both hold
    └── AmendmentError      strict mode: an instruction that cannot be carried out

A *finding* is a doubt about somebody's text, kept as a value: what was repaired, guessed, skipped or found wrong.
"""

from __future__ import annotations

import enum
from contextvars import ContextVar
from typing import Protocol

import attrs

from lawtrack.display import language, repr_html, summary


class LawtrackError(Exception):
    """Base of everything this package raises on purpose.

    ``message`` is Chinese, ``message_en`` English; ``str()`` is the one that ``lawtrack.language`` asks for, or else the locale.

    >>> error = LawtrackError("第三条不存在", "there is no 第三条")
    >>> error.message, error.message_en
    ('第三条不存在', 'there is no 第三条')
    """

    def __init__(self, message: str = "", message_en: str = "") -> None:
        super().__init__(message, message_en)
        self.message = message
        self.message_en = message_en

    def __str__(self) -> str:
        return (self.message_en if language() == "en" else self.message) or self.message


class InputError(LawtrackError):
    """The input cannot be used; the message names the file, the place and the remedy.

    >>> import lawtrack as lt
    >>> lt.read_statute("没有这个文件.txt")
    Traceback (most recent call last):
    lawtrack.errors.InputError: 没有文件 没有这个文件.txt；请检查路径和文件名
    """


class AddressError(InputError, KeyError):
    """An address that cannot be read, or that names no provision of the statute.

    >>> import lawtrack as lt
    >>> lt.parse_address("八")
    Traceback (most recent call last):
    lawtrack.errors.AddressError: “八”不是条文地址；写法如“第八条第一款第三项”（第 1 字起不可识别）
    """


class ArgumentError(InputError, TypeError):
    """A value that a verb cannot take: of the wrong type, in the wrong place, or none of the words it knows.

    >>> import lawtrack as lt
    >>> lt.parse_statute(3)
    Traceback (most recent call last):
    lawtrack.errors.ArgumentError: parse_statute 的参数 text 应为文字，给的是 3
    """


class MissingExtraError(InputError, ImportError):
    """Something that needs a package which is not installed; the message has the command that installs it.

    >>> import lawtrack as lt
    >>> error = lt.MissingExtraError("没有安装 pandas：pip install pandas", "pandas is not installed: pip install pandas")
    >>> error.message_en, isinstance(error, lt.InputError)
    ('pandas is not installed: pip install pandas', True)
    """


def missing_extra(work: str, work_en: str, package: str, install: str) -> MissingExtraError:
    """What to say where a package is missing: what for, and how to install it.

    >>> str(missing_extra("写 .xlsx", "writing .xlsx", "XlsxWriter", "lawtrack[xlsx]"))
    "写 .xlsx 需要 XlsxWriter：请执行 pip install 'lawtrack[xlsx]'"
    """
    return MissingExtraError(
        f"{work} 需要 {package}：请执行 pip install '{install}'", f"{work_en} needs {package}: pip install '{install}'"
    )


class StructureError(LawtrackError):
    """Units in an order that makes no statute, such as a 项 outside any 款.

    >>> import lawtrack as lt
    >>> from lawtrack.model.nodes import build
    >>> head = lt.parse_statute("某市渡口条例").units[:3]
    >>> build((*head, lt.Unit(lt.Level.ITEM, "（一）", "超载。")))
    Traceback (most recent call last):
    lawtrack.errors.StructureError: “（一）超载。”前没有可归属的上级条文（款或者项）
    """


class PatchError(LawtrackError):
    """A patch that cannot be applied.

    >>> import lawtrack as lt
    >>> issubclass(lt.MismatchError, lt.PatchError), issubclass(lt.ConflictError, lt.PatchError)
    (True, True)
    """


class MismatchError(PatchError):
    """The statute does not read as the patch expects; nothing was changed.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> lt.amend(law, decision).patch.apply(lt.parse_statute("某市水井条例\\n第一条　禁止投毒。"))
    Traceback (most recent call last):
    lawtrack.errors.MismatchError: 《某市水井条例》有 5 个单元，补丁针对的文本有 7 个：不是同一文本
    """


class ConflictError(PatchError):
    """Two changes to one place that cannot both hold.

    >>> import lawtrack as lt
    >>> error = lt.ConflictError("第二条有两处修改不能并存", "two changes to 第二条 cannot both hold")
    >>> error.message_en, isinstance(error, lt.PatchError)
    ('two changes to 第二条 cannot both hold', True)
    """


class AmendmentError(LawtrackError):
    """Strict mode only: an instruction that cannot be carried out safely.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> wrong = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、删去第九条。")
    >>> try:
    ...     lt.amend(law, wrong, strict=True)
    ... except lt.AmendmentError as error:
    ...     error.message.partition("；")[0]
    'amend.target-missing：第一项未执行：《某市渡口条例》没有第九条'
    """


class Severity(enum.StrEnum):
    """How much a finding matters: ``info`` is for the record, ``warning`` wants a look, ``error`` is a true difference or failure.

    >>> import lawtrack as lt
    >>> [one.value for one in lt.Severity]
    ['info', 'warning', 'error']
    """

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


@attrs.frozen
class Span:
    """A stretch ``[start, end)`` of the source text in characters, with the number of its first line (from 1).

    >>> import lawtrack as lt
    >>> span = lt.parse_statute("某市渡口条例\\n第一条　甲。\\n第三条　乙。").findings[0].span
    >>> span.start, span.end, span.line
    (14, 17, 3)
    """

    start: int
    end: int
    line: int = 0


@attrs.frozen(order=True)
class Splice:
    """Replace ``[start, end)`` of a text by ``text``.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> [op.splices for op in lt.amend(law, decision).patch.ops]
    [(Splice(start=4, end=6, text='亮灯'),)]
    """

    start: int
    end: int
    text: str


class Stretch(Protocol):
    """Whatever stands at ``[start, end)`` of a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def overlap(a: Stretch, b: Stretch) -> bool:
    """Whether two stretches share a character, or an empty one lies inside the other; side by side they do not.

    >>> overlap(Span(0, 2), Span(1, 3)), overlap(Span(0, 2), Span(1, 1)), overlap(Span(0, 2), Span(2, 2))
    (True, True, False)
    """
    return a.start < b.end and b.start < a.end


@attrs.frozen
class Repair:
    """A proposed correction of the source text; it is made only when a caller asks for it (:func:`apply_repairs`).

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　甲。\\n第二条　乙。\\n第二条　丙。")
    >>> [finding.repair for finding in law.findings]
    [<Repair “第二条”改为“第三条” 1 edits>]
    """

    description: str
    edits: tuple[Splice, ...] = ()

    __repr__ = summary


@attrs.frozen
class Finding:
    """A doubt about a text, as a value.

    ``code`` is stable and documented in ``docs/findings.md``; ``message`` is Chinese, ``message_en`` English; ``address`` is the
    provision as lawyers write it; ``span`` the place in the source; ``before`` / ``after`` the two texts where they differ
    (for a verification: what was ordered, what is published); ``instruction`` the number of the instruction it belongs to.

    >>> import lawtrack as lt
    >>> (finding,) = lt.parse_statute("某市渡口条例\\n第一条　甲。\\n第三条　乙。").findings
    >>> finding.code, finding.severity.value, finding.address, finding.span.line
    ('statute.missing-number', 'warning', '第三条', 3)
    """

    code: str
    severity: Severity
    message: str
    message_en: str = ""
    address: str = ""
    span: Span | None = None
    before: str | None = None
    after: str | None = None
    instruction: str = ""
    repair: Repair | None = None

    _repr_html_ = repr_html

    def __repr__(self) -> str:
        where = f" {self.address}" if self.address else ""
        return f"<Finding {self.severity.value} {self.code}{where}：{self.message[:60]}>"


@attrs.frozen
class FindingKind:
    """An entry of a package's catalogue of findings (its module ``findings``): a code, how much it matters, its sentence in both languages.

    The sentences name their values in braces; ``address``, ``before`` and ``after`` of the finding are at hand by these names. ``meaning``,
    ``cause`` and ``remedy`` explain the code: ``docs/findings.md`` is printed from them. What a code says in other words is a :meth:`variant`.

    >>> TORN = FindingKind("x.torn", Severity.INFO, "{address}：“{words}”被断开", "{words!r} is torn")
    >>> TORN.finding("第三条", words="渡口"), TORN.finding("第三条", words="渡口").message_en
    (<Finding info x.torn 第三条：第三条：“渡口”被断开>, "'渡口' is torn")
    """

    code: str
    severity: Severity
    zh: str
    en: str
    meaning: str = ""
    cause: str = ""
    remedy: str = ""

    def variant(self, zh: str = "", en: str = "", severity: Severity | None = None) -> FindingKind:
        """The same code in another sentence, or of another severity."""
        return FindingKind(self.code, severity or self.severity, zh or self.zh, en or self.en)

    def finding(
        self, address: object = "", *, span: Span | None = None, before: str | None = None, after: str | None = None,
        instruction: str = "", repair: Repair | None = None, **values: object,
    ) -> Finding:  # fmt: skip
        """The finding of this kind with these values in its sentences."""
        values.update(address=address, before=before, after=after)
        zh, en = self.zh.format_map(values), self.en.format_map(values)
        return Finding(self.code, self.severity, zh, en, str(address), span, before, after, instruction, repair)

    def instead_of(self, other: Finding) -> Finding:
        """Another finding told as one of this kind: its sentences are ``said`` and ``said_en`` in those of the kind."""
        values = {"said": other.message, "said_en": other.message_en}
        zh, en = self.zh.format_map(values), self.en.format_map(values)
        return attrs.evolve(other, code=self.code, severity=self.severity, message=zh, message_en=en)


def apply_repairs(text: str, findings: tuple[Finding, ...] | list[Finding]) -> str:
    """Carry out the proposed repairs of ``findings`` on the text they were found in.

    Edits must not overlap; raises :class:`ConflictError` where they do, :class:`ArgumentError` for what is no text or no finding.

    >>> one = Finding("x", Severity.INFO, "…", repair=Repair("…", (Splice(0, 1, "二"),)))
    >>> apply_repairs("一三", [one])
    '二三'
    """
    if not isinstance(text, str) or not all(isinstance(f, Finding) for f in findings):
        raise ArgumentError(
            "apply_repairs 要原文的文字和其中的发现：apply_repairs(text, parse_statute(text).findings)",
            "apply_repairs takes a text and its findings: apply_repairs(text, parse_statute(text).findings)",
        )
    edits = sorted({e for f in findings if f.repair for e in f.repair.edits}, key=lambda e: (e.start, e.end))
    out: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at:
            raise ConflictError(
                f"两处修复建议重叠（字符 {edit.start}）；请只接受其中一处",
                f"two proposed repairs overlap (character {edit.start}); accept one of them",
            )
        out += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join(out) + text[at:]


COMMANDS: ContextVar[bool] = ContextVar("messages are read by who typed a command", default=False)
"""Set by the command line, so that messages name options and not arguments."""


def option(name: str, value: str) -> str:
    """A choice as the caller writes it: a Python argument to who calls from Python, an option to who types a command.

    >>> option("tracked", "old")
    'tracked="old"'
    >>> token = COMMANDS.set(True)
    >>> option("tracked", "old")
    '--tracked old'
    >>> COMMANDS.reset(token)
    """
    return f"--{name} {value}" if COMMANDS.get() else f'{name}="{value}"'
