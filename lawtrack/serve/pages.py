"""The page itself: one template, one style, one script, in the language of the browser."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.metadata import version

from jinja2 import Environment, FunctionLoader

from lawtrack.desk.papers import Role
from lawtrack.serve.settings import Settings
from lawtrack.serve.words import words

KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
STATIC = ("serve.css", "serve.js", "shelf.js", "icon.svg")


def page(language: str, settings: Settings) -> str:
    """The page before anything was asked for; it holds nothing but words."""
    made = version("lawtrack")
    limits = {"mb": settings.file_mb, "files": settings.files}
    return _environment().get_template("index.html").render(
        w=words(language),
        language="zh-Hans" if language == "zh" else "en",
        limits=limits,
        roles=[str(r) for r in Role],
        archive=bool(settings.archive),
        version=made,
        told={"words": words(language), "limits": limits, "roles": [str(r) for r in Role], "archive": bool(settings.archive), "english": language == "en"},
    ) + "\n"  # fmt: skip


def static(name: str) -> tuple[bytes, str] | None:
    """A file that belongs to the page, with its type; None for any other name."""
    return (_file("static", name).encode(), KINDS[name.rpartition(".")[2]]) if name in STATIC else None


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda name: _file("templates", name)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _file(folder: str, name: str) -> str:
    return (resources.files("lawtrack.serve") / folder / name).read_text("utf-8")
