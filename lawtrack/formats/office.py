"""Old word processors' files (.doc, .wps, .rtf) through LibreOffice, where the machine has it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from lawtrack.errors import InputError

_SECONDS = 120
_LARGEST = 64 * 1024 * 1024


def as_docx(data: bytes, name: str) -> bytes:
    """The file as LibreOffice writes it as .docx, with a profile of its own and no window.

    Raises :class:`InputError`, naming the remedy, where there is no LibreOffice, and for what it cannot open as a text in two minutes.
    """
    kind = "RTF 文档" if data.startswith(b"{\\rtf") else "旧的二进制 Word 文档（.doc、.wps）"
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise InputError(
            f"{name} 是{kind}，要借助 LibreOffice 才能读，这台机器上没有；请安装 LibreOffice，或者在 Word、WPS 中另存为 .docx",
            f"{name} is a {kind} file, which LibreOffice has to read, and it is not installed; install it, or save the file as .docx in Word or WPS",
        )
    if len(data) > _LARGEST:
        raise InputError(
            f"{name} 有 {len(data) >> 20} MB，不像法规；请在 Word 中另存为 .docx 再读",
            f"{name} has {len(data) >> 20} MB, which is no statute; save it as .docx in Word",
        )
    if not data.startswith(b"{\\rtf1") and "WordDocument".encode("utf-16-le") not in data:
        raise InputError(
            f"{name} 不是 Word 文档（可能是表格、幻灯片，或者已损坏）；请在 Word、WPS 中另存为 .docx",
            f"{name} is no Word document (a sheet, slides, or damaged); save it as .docx in Word or WPS",
        )
    with tempfile.TemporaryDirectory(prefix="lawtrack-") as folder:
        source = Path(folder, "source.rtf" if data.startswith(b"{\\rtf") else "source.doc")
        source.write_bytes(data)
        command = [
            office, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx:Office Open XML Text", "--outdir", str(Path(folder, "out")), str(source),
        ]  # fmt: skip
        _run(command, name)
        made = Path(folder, "out", "source.docx")
        if not made.is_file():
            raise InputError(
                f"{name} 是{kind}，LibreOffice 没有能把它作为文字文档打开；请在 Word、WPS 中另存为 .docx",
                f"{name} is a {kind} file that LibreOffice could not open as text; save it as .docx in Word or WPS",
            )
        return made.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run a command; after two minutes it and all it started are ended."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(_SECONDS)
        except BaseException as stopped:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            if isinstance(stopped, subprocess.TimeoutExpired):
                raise InputError(
                    f"{name}：LibreOffice 在 {_SECONDS} 秒内没有读完；文件可能已损坏，请在 Word 中另存为 .docx",
                    f"{name}: LibreOffice did not finish in {_SECONDS} seconds; the file may be damaged, save it as .docx in Word",
                ) from None
            raise
