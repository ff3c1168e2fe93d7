"""Completion scripts for bash, zsh and fish, made from the parser itself."""

from __future__ import annotations

import argparse


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """A completion script; ``eval "$(lawtrack completion bash)"`` turns it on."""
    commands = _commands(parser)
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](commands)


def _commands(parser: argparse.ArgumentParser) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Command → its help and its long options with theirs."""
    out = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, sub in action.choices.items():
                options = [(s, a.help or "") for a in sub._actions for s in a.option_strings if s.startswith("--")]
                out[name] = (helps.get(name, ""), options)
    return out


def _bash(commands: dict[str, tuple[str, list[tuple[str, str]]]]) -> str:
    cases = "\n".join(
        f"    {name}) words='{' '.join(o for o, _ in options)}' ;;" for name, (_, options) in commands.items()
    )
    return f"""_lawtrack() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{" ".join(commands)}' -- "$current"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{cases}
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}}
complete -o filenames -F _lawtrack lawtrack
"""


def _zsh(commands: dict[str, tuple[str, list[tuple[str, str]]]]) -> str:
    return "autoload -U +X bashcompinit && bashcompinit\n" + _bash(commands)


def _fish(commands: dict[str, tuple[str, list[tuple[str, str]]]]) -> str:
    lines = []
    for name, (about, options) in commands.items():
        lines.append(f"complete -c lawtrack -n __fish_use_subcommand -a {name} -d '{about}'")
        lines += [
            f"complete -c lawtrack -n '__fish_seen_subcommand_from {name}' -l {o[2:]} -d '{h}'" for o, h in options
        ]
    return "\n".join(lines) + "\n"
