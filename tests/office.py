"""LibreOffice as a judge of Word files: what it shows, and what it makes of tracked changes."""

from __future__ import annotations

import atexit
import functools
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    not SOFFICE, reason="LibreOffice is not installed (apt-get install libreoffice-writer-nogui)"
)
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftoppm"), reason="poppler is not installed (apt-get install poppler-utils)"
)


@functools.cache
def profile() -> str:
    """The option that names LibreOffice's settings: one folder for all runs of this process, for making it takes longer than most of them."""
    folder = tempfile.TemporaryDirectory(prefix="soffice")
    atexit.register(folder.cleanup)
    return f"-env:UserInstallation=file://{folder.name}"


def convert(files: dict[str, bytes], to: str, folder: Path) -> dict[str, Path]:
    """The files as LibreOffice writes them in another format (``pdf``, ``txt:Text (encoded):UTF8``)."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [str(SOFFICE), profile(), "--headless", "--convert-to", to]
    command += ["--outdir", str(folder), *(str(folder / f"{n}.docx") for n in files)]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    return {n: folder / f"{n}.{to.partition(':')[0]}" for n in files}


_SCRIPT = r"""
import json, subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue
office, profile, folder, names = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
pipe = "lawtrack%d" % time.time_ns()
server = subprocess.Popen([office, "--headless", "--norestore", profile,
                           "--accept=pipe,name=%s;urp;" % pipe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(300):
    try:
        context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        break
    except Exception:
        time.sleep(0.2)
manager = context.ServiceManager
desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
hidden = PropertyValue(); hidden.Name, hidden.Value = "Hidden", True
out = {}
for name in names:
    out[name] = []
    for command in ("RejectAllTrackedChanges", "AcceptAllTrackedChanges"):
        document = desktop.loadComponentFromURL("file://%s/%s.docx" % (folder, name), "_blank", 0, (hidden,))
        dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" + command, "", 0, ())
        out[name].append(document.Text.String.replace("\r\n", "\n"))
        document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
server.wait(60)
print(json.dumps(out))
"""


@functools.cache
def uno_python() -> str | None:
    """A Python that can speak to LibreOffice."""
    for candidate in (sys.executable, "/usr/bin/python3", shutil.which("python3")):
        if candidate and Path(candidate).exists():
            if subprocess.run([candidate, "-c", "import uno"], capture_output=True).returncode == 0:
                return candidate
    return None


def rejected_and_accepted(files: dict[str, bytes], folder: Path) -> dict[str, tuple[str, str]]:
    """What LibreOffice shows after rejecting, and after accepting, all tracked changes. Skips where it cannot be asked."""
    python = uno_python()
    if not SOFFICE or python is None:
        pytest.skip(
            "LibreOffice with its Python bridge is not installed (apt-get install libreoffice-writer-nogui python3-uno)"
        )
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    run = subprocess.run(
        [python, "-c", _SCRIPT, SOFFICE, profile(), str(folder), *files],
        capture_output=True,
        timeout=600,
        check=True,
        text=True,
    )
    return {name: (old, new) for name, (old, new) in json.loads(run.stdout.splitlines()[-1]).items()}
