"""Formats: results are written in them, texts are read from them. What others add is registered here (:mod:`lawtrack.formats.registry`).

>>> import lawtrack as lt
>>> from lawtrack.formats.registry import registered
>>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船应当开灯。")
>>> with registered(lt.formats.register("count", ".count", lambda result, part: str(len(result.articles)))):
...     lt.render(law, "count")
'1'
"""

from lawtrack.formats.registry import FileReader as FileReader
from lawtrack.formats.registry import OutputFormat as OutputFormat
from lawtrack.formats.registry import register as register
from lawtrack.formats.registry import register_reader as register_reader
