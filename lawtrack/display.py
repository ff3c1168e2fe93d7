"""How values show themselves outside Python's own ``repr``: in a notebook, or as a table for data frames.

The lowest layer, so that every class can have these methods. What they show is made by the formats, far above; ``lawtrack/__init__`` fills
the hook ``found`` with its own way of finding a name when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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


def repr_html(self: Any) -> str:
    """``_repr_html_``: what a notebook shows."""
    text: str = found("html_of")(self)
    return text


def to_pandas(self: Any) -> Any:
    """The rows as a pandas DataFrame; raises :class:`ImportError` where pandas is not installed."""
    import pandas

    return pandas.DataFrame(found("records")(self))


def arrow_stream(self: Any, requested_schema: Any = None) -> Any:
    """``__arrow_c_stream__``: the rows for polars, pyarrow, DuckDB and the like. Needs ``lawtrack[arrow]``."""
    return found("stream")(self, requested_schema)
