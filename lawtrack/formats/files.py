"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from lawtrack.errors import InputError


def write_file(path: str | Path, content: str | bytes) -> Path:
    """Write beside the target first, then rename over it: a reader sees the old file or the new one, never half of one.

    Text is UTF-8. Raises :class:`InputError` naming the path where the place cannot be written.
    """
    path = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            os.chmod(name, _mode(path))
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            f"{path} 写不进去：{error.strerror}；请检查目录是否存在、是否有写权限、磁盘是否已满"
        ) from error
    return path


def _mode(path: Path) -> int:
    """The mode the file has, or the one a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
