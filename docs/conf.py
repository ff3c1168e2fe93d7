"""Sphinx: ``pip install '.[docs]' && sphinx-build -W docs out/site``."""

project = "lawtrack"
language = "zh_CN"
extensions = ["myst_nb"]
nb_execution_mode = "force"
html_theme = "furo"
exclude_patterns = ["jupyter_execute", "examples", "reference.py"]
suppress_warnings = ["myst.xref_missing"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
myst_heading_anchors = 3
