"""The terminal: colour, progress bars. Writes nothing by itself but the bar."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO, TypeVar

import attrs

from lawtrack.model.text_width import pad

T = TypeVar("T")

_CODE = {"insert": "32", "delete": "31;9", "bold": "1", "dim": "2", "error": "1;31", "warning": "33", "info": "36"}


@attrs.frozen
class Terminal:
    """Where output goes: whether it may be coloured, how wide it is, whether someone watches."""

    colour: bool = False
    width: int = 80
    watched: bool = False

    def style(self, text: str, *names: str) -> str:
        """``text`` in a style, or as it is where colour is off."""
        codes = ";".join(_CODE[n] for n in names if n in _CODE)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and codes and text else text


def terminal_of(stream: TextIO, environ: Mapping[str, str] | None = None) -> Terminal:
    """What ``stream`` is. NO_COLOR (any value) turns colour off, FORCE_COLOR on; a pipe has none."""
    env = os.environ if environ is None else environ
    watched = bool(getattr(stream, "isatty", lambda: False)())
    colour = watched and env.get("TERM", "") != "dumb"
    if env.get("FORCE_COLOR"):
        colour = True
    if env.get("NO_COLOR"):
        colour = False
    return Terminal(colour, shutil.get_terminal_size((80, 24)).columns if watched else 80, watched)


def progress(items: Iterable[T], total: int, label: str, stream: TextIO, terminal: Terminal) -> Iterator[T]:
    """``items`` one by one, with a bar on ``stream`` while that takes more than half a second and someone watches."""
    if not terminal.watched or total < 2:
        yield from items
        return
    start, shown = time.monotonic(), False
    for i, item in enumerate(items):
        if time.monotonic() - start > 0.5:
            shown = True
            done = "█" * (20 * i // total)
            stream.write(f"\r{label} {pad(done, 20)} {i}/{total}")
            stream.flush()
        yield item
    if shown:
        stream.write("\r" + " " * (terminal.width - 1) + "\r")
        stream.flush()
