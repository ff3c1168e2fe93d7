"""Completion scripts for bash, zsh and fish, made from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import attrs


@attrs.frozen
class _Option:
    name: str
    about: str
    values: tuple[str, ...] = ()


@attrs.frozen
class _Command:
    """A command with its options; ``actions`` are the commands below it."""

    name: str
    about: str
    options: tuple[_Option, ...]
    actions: tuple[_Command, ...] = ()


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """A completion script; ``eval "$(lawtrack completion bash)"`` turns it on."""
    commands = tuple(_commands(parser))
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](commands)


def _commands(parser: argparse.ArgumentParser) -> Iterator[_Command]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, sub in action.choices.items():
                options = tuple(
                    _Option(string, one.help or "", tuple(map(str, one.choices or ())))
                    for one in sub._actions
                    for string in one.option_strings
                    if string.startswith("--")
                )
                yield _Command(name, helps.get(name, ""), options, tuple(_commands(sub)))


def _bash(commands: tuple[_Command, ...]) -> str:
    """Commands, the actions below them, options, the values of options that have a list of them; file names otherwise."""
    cases = []
    for one in commands:
        names = " ".join(o.name for o in one.options)
        cases.append(f"    {one.name}) words='{names}' actions='{' '.join(a.name for a in one.actions)}' ;;")
        cases += [
            f"    '{one.name} {a.name}') words='{' '.join(o.name for o in a.options)}' actions= ;;" for a in one.actions
        ]
    first, rest = _by_depth(cases)
    values: dict[str, list[str]] = {}
    for one in commands:
        for option in (*one.options, *(o for a in one.actions for o in a.options)):
            known = values.setdefault(option.name, [])
            known += [v for v in option.values if v not in known]
    chosen = "\n".join(f"    {name}) values='{' '.join(v)}' ;;" for name, v in values.items() if v)
    return f"""_lawtrack() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} words= actions= values=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{" ".join(one.name for one in commands)}' -- "$current"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{first}
  esac
  if [ -n "$actions" ] && [ "$COMP_CWORD" -eq 2 ]; then
    COMPREPLY=($(compgen -W "$actions" -- "$current"))
    return
  fi
  case "${{COMP_WORDS[1]}} ${{COMP_WORDS[2]}}" in
{rest}
  esac
  case ${{COMP_WORDS[COMP_CWORD - 1]}} in
{chosen}
  esac
  if [ -n "$values" ]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}}
complete -o filenames -F _lawtrack lawtrack
"""


def _by_depth(cases: list[str]) -> tuple[str, str]:
    deep = [c for c in cases if c.lstrip().startswith("'")]
    return "\n".join(c for c in cases if c not in deep), "\n".join(deep)


def _zsh(commands: tuple[_Command, ...]) -> str:
    return "autoload -U +X bashcompinit && bashcompinit\n" + _bash(commands)


def _fish(commands: tuple[_Command, ...]) -> str:
    lines = []
    for one in commands:
        lines.append(f"complete -c lawtrack -n __fish_use_subcommand -a {one.name} -d {_quoted(one.about)}")
        seen = f"__fish_seen_subcommand_from {one.name}"
        for option in one.options:
            lines.append(_fish_option(seen, option))
        below = " ".join(a.name for a in one.actions)
        for action in one.actions:
            lines.append(
                f"complete -c lawtrack -n '{seen}; and not __fish_seen_subcommand_from {below}'"
                f" -a {action.name} -d {_quoted(action.about)}"
            )
            inside = f"{seen}; and __fish_seen_subcommand_from {action.name}"
            lines += [_fish_option(inside, option) for option in action.options]
    return "\n".join(lines) + "\n"


def _fish_option(when: str, option: _Option) -> str:
    values = f" -x -a '{' '.join(option.values)}'" if option.values else ""
    return f"complete -c lawtrack -n '{when}' -l {option.name[2:]}{values} -d {_quoted(option.about)}"


def _quoted(text: str) -> str:
    """``text`` as one word of the shell.

    >>> _quoted("the gazette's own text")
    "'the gazette\\\\'s own text'"
    """
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
