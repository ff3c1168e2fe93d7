"""The options of a comparison table on the command line: its columns, its rows, the page, remarks to fill in."""

from __future__ import annotations

import argparse
import re
from typing import Any

from lawtrack.changes.comparison_table import TableOptions
from lawtrack.cli.messages import say
from lawtrack.formats.remarks import read_remarks

RENUMBERED = {"合计": "summed", "列出": "listed", "不列": "omitted"}


def add_table_options(parser: Any, language: str) -> None:
    """``--columns``, ``--rows``, ``--remarks``, ``--renumbered``, ``--portrait``, ``--findings``."""
    group = parser.add_argument_group(say("table", language))
    group.add_argument("--columns", metavar="NAMES", default="", help=say("table.columns", language))
    group.add_argument("--rows", metavar="KINDS", default="", help=say("table.rows", language))
    group.add_argument("--remarks", metavar="FILE", default="", help=say("table.remarks", language))
    group.add_argument(
        "--renumbered",
        choices=("summed", "listed", "omitted"),
        type=lambda name: RENUMBERED.get(name, name),
        default="summed",
        help=say("table.renumbered", language),
    )
    group.add_argument("--portrait", action="store_true", help=say("table.portrait", language))
    group.add_argument("--findings", action="store_true", help=say("table.findings", language))


def options_of(args: argparse.Namespace) -> TableOptions:
    """How the comparison table of this command is to look; raises :class:`InputError` for columns, kinds or remarks that make no table."""
    if not hasattr(args, "columns"):
        return TableOptions()
    return TableOptions(
        _listed(args.columns),
        rows=_listed(args.rows),
        remarks=read_remarks(args.remarks) if args.remarks else (),
        renumbered=args.renumbered,
        portrait=args.portrait,
        findings=args.findings,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(re.split("[,，、]", text)) if text else ()
