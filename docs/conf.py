"""Sphinx: ``pip install '.[docs]' && sphinx-build -W docs out/site``."""

project = "lawtrack"
language = "zh_CN"
extensions = ["myst_parser"]
html_theme = "furo"
exclude_patterns = ["examples", "reference.py"]
suppress_warnings = ["myst.xref_missing"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
