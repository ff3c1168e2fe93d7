"""How values show themselves outside Python's own ``repr``: in a notebook, or as a table for data frames.

The lowest layer, so that every class can have these methods; what they show is made by the formats, which are looked up by name only
when something is to be shown.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def repr_html(self: Any) -> str:
    """``_repr_html_``: what a notebook shows."""
    text: str = import_module("lawtrack.formats.notebook").html_of(self)
    return text


def to_pandas(self: Any) -> Any:
    """The rows as a pandas DataFrame; raises :class:`ImportError` where pandas is not installed."""
    return import_module("pandas").DataFrame(import_module("lawtrack.formats.arrow").records(self))


def arrow_stream(self: Any, requested_schema: Any = None) -> Any:
    """``__arrow_c_stream__``: the rows for polars, pyarrow, DuckDB and the like. Needs ``lawtrack[arrow]``."""
    return import_module("lawtrack.formats.arrow").stream(self, requested_schema)
