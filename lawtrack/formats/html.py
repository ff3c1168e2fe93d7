"""One self-contained page for a report: nothing is loaded from anywhere, the file can be kept, sent and printed.

Every text stands on the page once or, where it changed, twice: the left column with what went, the right one with everything
marked. The three views (side by side, marked in the line, the new text) are the same elements shown differently.
"""

from __future__ import annotations
