"""Formats: results are written in them, texts are read from them. What others add is registered here (:mod:`lawtrack.formats.registry`)."""

from lawtrack.formats.registry import FileReader as FileReader
from lawtrack.formats.registry import OutputFormat as OutputFormat
from lawtrack.formats.registry import register as register
from lawtrack.formats.registry import register_reader as register_reader
