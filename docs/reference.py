"""The reference pages, made from the source: cli.md from ``--help``, api.md from the docstrings. Not kept, written when the site is built."""

from __future__ import annotations

import argparse
import inspect
from pathlib import Path

import lawtrack
from lawtrack.cli.parser import build_parser

HERE = Path(__file__).resolve().parent


def cli_page() -> str:
    """Every command with its help, in Chinese and English."""
    parsers = {language: build_parser(language) for language in ("zh", "en")}
    out = ["# Command line 命令行", "", "Written from `--help`. Every command has a Python twin of the same name."]

    def block(parser: argparse.ArgumentParser) -> list[str]:
        formatter = argparse.RawDescriptionHelpFormatter
        parser.formatter_class = lambda prog: formatter(prog, width=100)  # type: ignore[assignment]
        return ["", "```text", parser.format_help().rstrip(), "```"]

    subs = {}
    for language, parser in parsers.items():
        subs[language] = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction)).choices
    out += block(parsers["zh"]) + block(parsers["en"])
    for name in subs["zh"]:
        out += ["", f"## {name}", *block(subs["zh"][name]), *block(subs["en"][name])]
    return "\n".join(out) + "\n"


def api_page() -> str:
    """Every public name with its signature and docstring."""
    out = ["# API", "", "The public names, written from their docstrings; `import lawtrack as lt`.", ""]
    for kind, title in ((inspect.isroutine, "Verbs"), (inspect.isclass, "Classes")):
        out += [f"## {title}", ""]
        for name in lawtrack.__all__:
            value = getattr(lawtrack, name)
            if not kind(value):
                continue
            signature = str(inspect.signature(value)).replace("'", "") if inspect.isroutine(value) else ""
            doc = inspect.cleandoc(value.__doc__ or "").split("\n>>>")[0].rstrip()
            out += [f"### {name}", "", f"`{name}{signature}`" if signature else f"`class {name}`", "", doc, ""]
            if inspect.isclass(value):
                members = [
                    (n, m) for n, m in vars(value).items()
                    if not n.startswith("_") and (inspect.isfunction(m) or isinstance(m, property)) and (m.__doc__ or "").strip()
                ]  # fmt: skip
                for n, m in members:
                    text = inspect.cleandoc(m.__doc__ or "").split("\n")[0]
                    call = str(inspect.signature(m)).replace("'", "") if inspect.isfunction(m) else ""
                    out.append(f"- `{n}{call}` — {text}")
                out += [""] if members else []
    return "\n".join(out).rstrip() + "\n"


def pages() -> dict[str, str]:
    """File name → text."""
    return {"cli.md": cli_page(), "api.md": api_page()}


def write_pages(folder: Path) -> None:
    """Write the pages into ``folder``; the site's configuration does this whenever it is built."""
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write_pages(HERE)
