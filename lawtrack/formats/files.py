"""Files found in folders, and files written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lawtrack.errors import InputError
from lawtrack.formats.kinds import READABLE
from lawtrack.formats.registry import reader_for


def find_files(paths: Iterable[str | Path]) -> tuple[list[Path], list[Path]]:
    """The files named and those of readable kinds in the folders named, sorted; and those in the folders that are of no such kind.

    Hidden files and folders and the lock files of word processors (~$x.docx, .~lock.x#) are passed over. Raises :class:`InputError` for
    what does not exist.
    """
    out: list[Path] = []
    left: list[Path] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = sorted(_visible(path))
            out += (p for p in found if is_readable(p))
            left += (p for p in found if not is_readable(p))
        elif path.exists():
            out.append(path)
        else:
            raise InputError(
                f"没有文件或者目录 {path}；请检查路径", f"there is no file or folder {path}; check the path"
            )
    return list(dict.fromkeys(out)), list(dict.fromkeys(left))


def is_readable(path: Path) -> bool:
    """Whether a file is of a kind that is read, one that was added included."""
    suffix = path.suffix.lower()
    return suffix in READABLE or reader_for(suffix) is not None


def _visible(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        yield from (Path(root) / name for name in names if not name.startswith((".", "~$")))


def write_file(path: str | Path, content: str | bytes) -> Path:
    """Write beside the target first, then rename over it: a reader sees the old file or the new one, never half of one.

    Text is UTF-8. Raises :class:`InputError` naming the path where the place cannot be written.
    """
    path = Path(os.path.realpath(path))  # through a link to the file that it names
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
            f"{path} 写不进去：{error.strerror}；请检查目录是否存在、是否有写权限、磁盘是否已满",
            f"{path} cannot be written: {error.strerror}; check the folder, the permissions and the space on the disk",
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


def safe_name(name: str) -> str:
    """A title as a file name; file systems take 255 bytes, of which the caller may need some.

    >>> len(safe_name("长" * 300).encode()), safe_name("a/b. ")
    (198, 'a_b')
    """
    clean = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(". ")
    return clean.encode("utf-8", "replace")[:200].decode("utf-8", "ignore").strip(". ") or "未命名"
