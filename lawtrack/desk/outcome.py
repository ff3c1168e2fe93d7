"""What a command hands back to be shown or written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from lawtrack.errors import Finding


@attrs.frozen
class Outcome:
    """A result to be written: ``name`` is the file name it gets in a folder, ``findings`` decide the exit status.

    ``text`` stands in for the result's own text where there is more to say to a person; ``done`` means that everything was
    written already and only the text is left to be shown; ``edition`` stands for the result where a format holds texts of law only;
    ``more`` are what further documents of the job are made of, a value or a function that makes it: ``report`` is what people read of a
    result that is plain ``data``.
    """

    result: Any
    name: str
    findings: tuple[Finding, ...] = ()
    text: str | None = None
    done: bool = False
    edition: Any = None
    more: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def data(self) -> bool:
        """Whether the result is plain lists and dicts already."""
        return isinstance(self.result, (list, dict))
