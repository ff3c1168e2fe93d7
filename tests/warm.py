"""Workers of the page for tests in which starting a process is not what is tested: forks of one process that has lawtrack loaded already.

Each job still has a process, a folder and limits of its own; what is spared is importing lawtrack anew, longer than most jobs take.
"""

from __future__ import annotations

import atexit
import functools
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import lawtrack

_SERVER = """
import json, os, socket, sys, tempfile, threading, traceback
import lawtrack.desk.errand, lawtrack.desk.papers, lawtrack.serve.shelf
from lawtrack.serve import worker

def work(caller):
    told, handles, *_ = socket.recv_fds(caller, 1 << 20, 3)
    folder, environment = json.loads(told)
    for n, handle in enumerate(handles):
        os.dup2(handle, n)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    threading.Thread(target=lambda: caller.recv(1) or os._exit(1), daemon=True).start()  # whoever asked is gone
    status = 1
    try:
        status = worker.main()
    except BaseException:
        traceback.print_exc()
    caller.send(bytes([status]))
    os._exit(status)

with socket.socket(socket.AF_UNIX) as door:
    door.bind(sys.argv[1])
    door.listen(64)
    print("open", flush=True)
    children = 0
    while True:
        caller, _ = door.accept()
        if not os.fork():
            work(caller)
        caller.close()
        children += 1
        while children and os.waitpid(-1, os.WNOHANG)[0]:
            children -= 1
"""

_CALLER = """
import json, os, socket, sys
door = socket.socket(socket.AF_UNIX)
door.connect(sys.argv[1])
socket.send_fds(door, [json.dumps([os.getcwd(), dict(os.environ)]).encode()], [0, 1, 2])
sys.exit((door.recv(1) or b"\\1")[0])
"""


@functools.cache
def _door() -> str:
    folder = tempfile.TemporaryDirectory(prefix="warm")
    place = f"{folder.name}/door"
    env = {**os.environ, "PYTHONPATH": str(Path(lawtrack.__file__).parent.parent)}
    server = subprocess.Popen([sys.executable, "-c", _SERVER, place], env=env, stdout=subprocess.PIPE)

    def end() -> None:
        server.kill()
        server.communicate()
        folder.cleanup()

    atexit.register(end)
    assert server.stdout is not None and server.stdout.readline() == b"open\n"
    return place


def command() -> Sequence[str]:
    """How such a worker is started, in the place of ``lawtrack.serve.worker.command``."""
    return [sys.executable, "-I", "-S", "-c", _CALLER, _door()]
