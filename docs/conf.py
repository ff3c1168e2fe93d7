"""Sphinx: ``pip install '.[docs]' && sphinx-build -W docs out/site``."""

project = "lawtrack"
language = "zh_CN"
extensions = ["myst_nb"]
nb_execution_mode = "force"
html_theme = "furo"
html_show_copyright = False
exclude_patterns = ["jupyter_execute", "examples", "reference.py", "findings.py"]
suppress_warnings = ["myst.xref_missing"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
myst_heading_anchors = 3

import sys  # noqa: E402
from pathlib import Path  # noqa: E402

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

import reference  # type: ignore[import-not-found]  # noqa: E402

reference.write_pages(Path(__file__).parent)
