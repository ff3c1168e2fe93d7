"""Which of the two languages a browser asks for."""

from __future__ import annotations

from collections.abc import Mapping

from lawtrack.display import Language


def language_of(headers: Mapping[str, str]) -> Language:
    """``zh`` or ``en`` by the Accept-Language header: whichever weighs more; Chinese where neither is named.

    >>> [language_of({"accept-language": x}) for x in ("en-GB,en;q=0.9,zh;q=0.8", "fr, zh-CN;q=0.5", "", "en;q=0, *", "en;q=much")]
    ['en', 'zh', 'zh', 'zh', 'zh']
    """
    weights = {"zh": 0.0, "en": 0.0}
    for part in headers.get("accept-language", "").split(","):
        name, _, weight = part.strip().partition(";")
        plain = name.split("-")[0].strip().lower()
        if plain in weights:
            try:
                q = float(weight.partition("=")[2]) if weight else 1.0
            except ValueError:
                q = 0.0
            weights[plain] = max(weights[plain], q)
    return "en" if weights["en"] > weights["zh"] else "zh"


def chosen(headers: Mapping[str, str], zh: str, en: str) -> str:
    """Of two texts the one in the browser's language."""
    return en if en and language_of(headers) == "en" else zh
