"""The one-file program. Without arguments, as by a double click, it opens the page; with some it is the command line."""

from __future__ import annotations

import sys

from lawtrack.serve.worker import WORD


def main() -> int:
    if sys.argv[1:2] == [WORD]:  # it started itself for one job
        from lawtrack.serve.worker import main as work

        return work()
    from lawtrack.cli import main as command

    if len(sys.argv) > 1:
        return command()
    status = command(["serve"])
    if status and sys.stdin is not None and sys.stdin.isatty():  # the window would close over the message
        input("按回车键关闭本窗口。")
    return status


if __name__ == "__main__":
    sys.exit(main())
