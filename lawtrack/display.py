"""How values show themselves outside Python's own ``repr``: in a notebook, or as a table for data frames.

The lowest layer, so that every class can have these methods. What they show is made by the formats, far above; ``lawtrack/__init__`` fills
the hook ``found`` with its own way of finding a name when it is first asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias, TypeVar

Language: TypeAlias = Literal["zh", "en"]
"""What messages are written in: ``lawtrack.language = "en"``; None leaves it to the locale.

>>> import lawtrack as lt
>>> chosen: lt.Language = "en"
>>> before, lt.language = lt.language, chosen
>>> lt.language = before
"""
T = TypeVar("T", covariant=True)

_find: list[Callable[[str], Any]] = []


def fill(find: Callable[[str], Any]) -> None:
    """Say how a late name is found; ``lawtrack/__init__`` does, once."""
    _find[:] = [find]


def found(name: str) -> Any:
    """What a late name stands for: a public name of the package, or one of the names that ``lawtrack/__init__`` lists beside them.

    >>> found("Finding").__name__
    'Finding'
    """
    return _find[0](name)


_chosen: list[Language] = []


def choose_language(chosen: Language | None) -> None:
    """What messages are written in from now on, in every thread; None: what the locale says. ``lawtrack.language = "en"`` comes here."""
    _chosen[:] = [] if chosen is None else [chosen]


def language() -> Language:
    """``zh`` or ``en``: what was chosen, else what the locale says."""
    return _chosen[0] if _chosen else language_of()


def language_of(environ: Mapping[str, str] | None = None) -> Language:
    """``zh`` or ``en`` from LC_ALL, LC_MESSAGES, LANG in this order; Chinese where none of them says anything.

    >>> language_of({"LANG": "en_US.UTF-8"}), language_of({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US"}), language_of({"LANG": "C.UTF-8"})
    ('en', 'zh', 'zh')
    """
    env = os.environ if environ is None else environ
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "")
        if value:
            plain = value.split(".")[0].split("_")[0].lower()
            return "zh" if plain in ("zh", "c", "posix") else "en"
    return "zh"


class Rows(tuple[T, ...]):
    """Answers in their order: a tuple that a notebook shows as a table, and whose ``repr`` stays short.

    >>> Rows("甲乙"), Rows("甲乙丙丁戊")
    (('甲', '乙'), <5 × str, '甲' … '戊'>)
    """

    __slots__ = ()

    def __repr__(self) -> str:
        if len(self) < 4:
            return super().__repr__()
        return f"<{len(self)} × {type(self[0]).__name__}, {self[0]!r} … {self[-1]!r}>"

    def _repr_html_(self) -> str:
        text: str = found("html_of")(self)
        return text


def summary(self: Any) -> str:
    """``__repr__`` of a value class: its name and what its fields hold, in a few words; what is empty is left out.

    Fields that hold many are counted.
    """
    told = []
    for name in getattr(self, "__match_args__", ()):
        value = getattr(self, name)
        if value is None or value is False or isinstance(value, (str, tuple, dict)) and not value:
            continue
        if type(value).__name__ == "Span":
            continue
        if hasattr(value, "zh"):
            told.append(str(value.zh))
        elif isinstance(value, (tuple, list, dict)):
            told.append(f"{len(value)} {name}")
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            text = " ".join(str(value).split())
            told.append(text if len(text) <= 30 else text[:29] + "…")
        elif value is True:
            told.append(name)
        else:
            text = str(value)
            told.append(text if len(text) <= 40 else type(value).__name__)
    return f"<{' '.join([type(self).__name__, *filter(None, told)])}>"


def repr_html(self: Any) -> str:
    """``_repr_html_``: what a notebook shows."""
    text: str = found("html_of")(self)
    return text


def to_dicts(self: Any, *, units: bool = False) -> list[dict[str, Any]]:
    """The rows as dictionaries, one an article, dates as dates (:mod:`lawtrack.formats.articles`); ``units``: one a 款, 项 or 目."""
    rows: list[dict[str, Any]] = found("article_rows")(self, units=units)
    return rows


def to_pandas(self: Any) -> Any:
    """The rows as a pandas DataFrame; raises :class:`InputError` where pandas is not installed."""
    return found("frame")(self)


def arrow_stream(self: Any, requested_schema: Any = None) -> Any:
    """``__arrow_c_stream__``: the rows for polars, pyarrow, DuckDB and the like. Needs ``lawtrack[arrow]``."""
    return found("stream")(self, requested_schema)
