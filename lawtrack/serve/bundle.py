"""All documents of a job as one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

DOCUMENTS = "documents.zip"
"""Its name where it is kept; the reader gets another."""


def zipped(documents: Mapping[str, str | bytes]) -> bytes:
    """All documents as one zip; the same documents give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in documents.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content)
    return out.getvalue()
