"""The commands and their arguments, with help in the reader's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, NoReturn

from lawtrack.cli.archive_actions import add_actions
from lawtrack.cli.messages import say
from lawtrack.cli.table import add_table_options
from lawtrack.formats.kinds import FORMATS
from lawtrack.formats.registry import format_names

COMMANDS = (
    "gazette", "bills", "parse", "amend", "verify", "rewind", "compare", "draft", "merge", "references", "coverage", "archive", "serve", "mcp",
    "completion",
)  # fmt: skip
PARTS = ("text", "table", "table-all", "report", "redline", "decision", "columns", "patch", "findings")
PART_NAMES = {
    "新文本": "text", "对照表": "table", "全部对照表": "table-all", "报告": "report", "修订稿": "redline", "决定": "decision", "三栏表": "columns",
    "补丁": "patch", "发现": "findings",
}  # fmt: skip
"""What ``--part`` may also be called."""

_ERRORS = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少参数：\1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识的参数：\1"),
    (re.compile(r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)"), r"\1：没有 \2；可以是 \3"),
    (re.compile(r"argument (.*?): invalid int value: (.*)"), r"\1 后面应当是整数，不是 \2"),
    (re.compile(r"argument (.*?): expected one argument"), r"\1 后面缺少一个值"),
    (re.compile(r"argument (.*?): expected at least one argument"), r"\1 后面至少要有一个值"),
    (re.compile(r"ambiguous option: (.*?) could match (.*)"), r"选项 \1 不明确：\2"),
)


def _part(name: str) -> str:
    """A part by its Chinese or its English name."""
    return PART_NAMES.get(name, name)


class Parser(argparse.ArgumentParser):
    """argparse that speaks the reader's language."""

    def __init__(self, *args: Any, language: str = "zh", **options: Any) -> None:
        self.language = language
        options |= {"add_help": False, "allow_abbrev": False, "formatter_class": argparse.RawDescriptionHelpFormatter}
        super().__init__(*args, **options)
        self._positionals.title = say("arguments", language)
        self._optionals.title = say("options", language)
        self.add_argument("-h", "--help", action="help", help=say("help", language))

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", say("usage", self.language), 1)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", say("usage", self.language), 1)

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"argument COMMAND: invalid choice: '(.*?)'", message)
        near = get_close_matches(wrong[1], COMMANDS, 1, 0.5) if wrong else []
        if wrong and near:
            zh, en = (
                f"没有 {wrong[1]} 这个命令，是不是 {near[0]}？",
                f"no command {wrong[1]!r}; did you mean {near[0]}?",
            )
            message = zh if self.language == "zh" else en
        elif self.language == "zh":
            for pattern, text in _ERRORS:
                message = pattern.sub(text, message)
        self.exit(2, f"{self.format_usage()}lawtrack: {message}\n")


def add_serve(p: Parser, add: Callable[..., None]) -> None:
    """The options of ``serve``; those with a number are the limits of :class:`lawtrack.serve.settings.Settings`."""
    for name in ("port", "file-mb", "files", "seconds", "memory-mb", "at-once", "keep-seconds"):
        add(p, f"--{name}", metavar="N", type=int, default=None, help=f"serve.{name}")
    add(p, "--host", metavar="HOST", default=None, help="serve.host")
    add(p, "--token", metavar="TOKEN", default=None, help="serve.token")
    add(p, "--name", metavar="NAME", dest="names", action="append", default=[], help="serve.name")
    add(p, "--archive", metavar="DB", default=None, help="serve.archive")
    add(p, "--no-open", action="store_true", help="serve.no-open")


def build_parser(language: str) -> Parser:
    """The parser of the whole command line."""
    from importlib.metadata import version

    top = Parser(prog="lawtrack", description=say("about", language), epilog=say("more", language), language=language)
    top.add_argument(
        "--version", action="version", version=f"lawtrack {version('lawtrack')}", help=say("version", language)
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title=say("commands", language), required=True)

    def command(name: str) -> Parser:
        made: Parser = commands.add_parser(
            name,
            help=say(name, language),
            description=say(name, language),
            language=language,
            epilog=say("more", language),
        )
        return made

    def add(to: Parser, *names: str, help: str, **options: Any) -> None:
        to.add_argument(*names, help=say(help, language), **options)

    add_verbs(command, add)
    actions = command("archive").add_subparsers(
        dest="action", metavar="ACTION", title=say("commands", language), required=True
    )
    add_actions(actions, language)
    add_serve(command("serve"), add)
    choices = [(n, p) for n, p in commands.choices.items() if n not in ("archive", "serve")]
    for name, p in [*choices, *actions.choices.items()]:
        add_options(name, p, add, language)
    p = command("mcp")
    add(p, "--archive", metavar="DB", default="", help="mcp.archive")
    add(p, "--write", action="store_true", help="mcp.write")
    p = command("completion")
    add(p, "shell", choices=("bash", "zsh", "fish"), help="completion.shell")
    return top


def add_verbs(command: Callable[[str], Parser], add: Callable[..., None]) -> None:
    """What each verb takes that no other does."""
    p = command("gazette")
    add(p, "files", metavar="FILE", nargs="+", help="gazette.file")
    add(p, "--extract", metavar="DIR", help="extract")
    add(p, "--consolidate", metavar="DIR", nargs="?", const="", help="consolidate")
    p = command("bills")
    add(p, "files", metavar="FILE", nargs="+", help="gazette.file")
    p = command("parse")
    add(p, "files", metavar="FILE", nargs="+", help="parse.file")
    add(p, "--kind", choices=("auto", "statute", "decision"), default="auto", help="kind")
    add(p, "--repair", action="store_true", help="repair")
    p = command("amend")
    add(p, "base", metavar="BASE", help="amend.base")
    add(p, "decisions", metavar="DECISION", nargs="+", help="amend.decision")
    add(p, "--later", metavar="ARTICLE", action="append", default=[], help="border")
    add(p, "--on", metavar="DATE", help="on")
    add(p, "--promulgated", metavar="DATE", default="", help="promulgated")
    p = command("verify")
    add(p, "--decision", metavar="FILE", required=True, help="verify.decision")
    add(p, "--published", metavar="FILE", required=True, help="verify.published")
    add(p, "--base", metavar="FILE", help="verify.base")
    p = command("rewind")
    add(p, "published", metavar="PUBLISHED", help="verify.published")
    add(p, "decision", metavar="DECISION", help="verify.decision")
    p = command("compare")
    add(p, "old", metavar="OLD", help="compare.old")
    add(p, "new", metavar="NEW", nargs="?", help="compare.new")
    add(p, "--full", action="store_true", help="full")
    add(p, "--anyway", action="store_true", help="anyway")
    p = command("draft")
    add(p, "old", metavar="OLD", help="compare.old")
    add(p, "new", metavar="NEW", nargs="?", help="compare.new")
    for option in ("title", "body", "date", "effective"):
        add(p, f"--{option}", metavar=option.upper(), default="", help=f"draft.{option}")
    add(p, "--style", choices=("decision", "amendment"), default="decision", help="draft.style")
    p = command("merge")
    add(p, "files", metavar="FILE", nargs="+", help="merge.file")
    p = command("references")
    add(p, "files", metavar="FILE", nargs="+", help="parse.file")
    p = command("coverage")
    add(p, "folders", metavar="DIR", nargs="+", help="coverage.folder")


def add_options(name: str, p: Parser, add: Callable[..., None], language: str) -> None:
    """What several verbs take: where the result goes, in which form, what of it, and how files are read."""
    add(p, "-o", "--output", metavar="OUT", help="output")
    add(p, "--format", choices=(*FORMATS, *format_names()), help="format")
    add(p, "-v", "--verbose", action="store_true", help="verbose")
    add(p, "-q", "--quiet", action="store_true", help="quiet")
    if name in ("amend", "gazette"):
        add(p, "--strict", action="store_true", help="strict" if name == "amend" else "strict.gazette")
    if name in ("amend", "verify", "rewind"):
        add(p, "--corrections", metavar="FILE", default="", help="corrections")
    if name == "amend":
        add(p, "--again", action="store_true", help="again")
    if name in ("parse", "amend", "verify", "rewind", "compare", "draft", "merge", "references"):
        add(p, "--tracked", choices=("old", "new"), default="", help="tracked")
    if name in ("amend", "rewind", "verify", "compare", "draft", "merge"):
        add(p, "--part", choices=PARTS, type=_part, default="", help="part")
    if name in ("amend", "compare", "draft", "gazette"):
        add_table_options(p, language)
