"""Word files made by hand for tests: the bare package around given XML, nothing of the writer under test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NS = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def docx(body: str, *, namespace: str = W, **parts: str) -> bytes:
    """A .docx with this body; ``styles``, ``numbering``, ``footnotes``, ``header`` … hold what stands inside their root elements."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}
    files: dict[str, str] = {"document": f"<w:document {_NS}><w:body>{body}</w:body></w:document>"}
    files |= {name: f"<w:{roots[name]} {_NS}>{content}</w:{roots[name]}>" for name, content in parts.items()}
    kinds = {n: f"{_MAIN}.document.main+xml" if n == "document" else f"{_MAIN}.{n}+xml" for n in files}
    overrides = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{k}"/>' for n, k in kinds.items())
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    entries = {"[Content_Types].xml": types, "_rels/.rels": relations({"word/document.xml": "officeDocument"})}
    entries["word/_rels/document.xml.rels"] = relations({f"{n}.xml": n for n in parts})
    entries |= {f"word/{n}.xml": text.replace(W, namespace) for n, text in files.items()}
    return archive(entries)


def relations(targets: Mapping[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (target, kind) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def archive(entries: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in entries.items():
            z.writestr(name, content)
    return out.getvalue()


def p(
    text: str = "", *, num: object = None, level: object = None, style: str = "", mark: str = "", inner: str = ""
) -> str:
    """A paragraph: ``num`` and ``level`` of its list, ``mark`` inside the properties of its mark, ``inner`` instead of a plain run."""
    numbering = ""
    if num is not None or level is not None:
        ilvl = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        listed = f'<w:numId w:val="{num}"/>' if num is not None else ""
        numbering = f"<w:numPr>{ilvl}{listed}</w:numPr>"
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{chosen}{numbering}{marked}</w:pPr>{inner or (r(text) if text else '')}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


WHO = 'w:id="{}" w:author="张三" w:date="2024-01-01T00:00:00Z"'


def ins(text: str) -> str:
    return f"<w:ins {WHO.format(1)}>{r(text)}</w:ins>"


def deleted(text: str) -> str:
    return f'<w:del {WHO.format(2)}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def level(
    i: int,
    form: str,
    text: str,
    *,
    start: int = 1,
    suffix: str = "",
    restart: int | None = None,
    style: str = "",
    legal: bool = False,
) -> str:
    return (
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        + (f'<w:lvlRestart w:val="{restart}"/>' if restart is not None else "")
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:isLgl/>" if legal else "")
        + (f'<w:suff w:val="{suffix}"/>' if suffix else "")
        + f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(i: int, *levels: str, extra: str = "") -> str:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{i}">{kind}{extra}{"".join(levels)}</w:abstractNum>'


def num(i: int, of: int, override: str = "") -> str:
    return f'<w:num w:numId="{i}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def start_override(i: int, start: int, own: str = "") -> str:
    return f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="{start}"/>{own}</w:lvlOverride>'


def style(i: str, name: str, properties: str = "", *, based: str = "", run: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f"<w:pPr>{properties}</w:pPr>" if properties else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )
