"""How a published regulation looks: page, fonts and styles (GB/T 9704-2012 党政机关公文格式).

A4, 37 mm above, 28 mm left, 156 × 225 mm of text, 22 lines of 28 characters in 三号仿宋; the name of the statute in 二号小标宋,
chapters centred in 黑体, the adoption note in 楷体, page numbers in 四号宋体 between dashes. Fonts are named as offices name them; the font table
gives each its free or built-in stand-ins, which Word and LibreOffice take where the named one is not installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from lawtrack.formats.docx.package import Node, PackagePart, element, office_part
from lawtrack.model.levels import Level

NAME_FONT, BODY_FONT, HEAD_FONT, NOTE_FONT, PAGE_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
_FONTS = {
    NAME_FONT: ("方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,Noto Serif CJK SC,Source Han Serif SC,宋体", "roman", "02010601030101010101"),
    BODY_FONT: ("仿宋,FangSong,华文仿宋,STFangsong,方正仿宋_GBK,Noto Serif CJK SC,Source Han Serif SC", "modern", "02010609030101010101"),
    HEAD_FONT: ("SimHei,方正黑体_GBK,Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei", "modern", "02010609060101010101"),
    NOTE_FONT: ("楷体,KaiTi,华文楷体,STKaiti,方正楷体_GBK,AR PL UKai CN,LXGW WenKai,Noto Serif CJK SC", "modern", "02010609030101010101"),
    PAGE_FONT: ("SimSun,方正书宋_GBK,Noto Serif CJK SC,Source Han Serif SC,AR PL UMing CN", "auto", "02010600030101010101"),
    "Times New Roman": ("Liberation Serif", "roman", "02020603050405020304"),
}  # fmt: skip
LINE = 579
"""One line in twentieths of a point: 22 of them fill a page."""


@attrs.frozen
class Style:
    """A paragraph style: how the lines of one kind look. ``indent`` and ``hang`` in characters, sizes in points."""

    id: str
    name: str
    font: str = ""
    size: float = 0
    bold: bool = False
    align: str = "left"
    """Not justified: of a justified line LibreOffice loses the mark at its end where it prints to PDF, and no character may be lost. With
    28 characters a line (GB/T 9704) the edge is even but for lines that end before a mark."""
    indent: float = 0
    left: float = 0
    right: float = 0
    before: int = 0
    after: int = 0
    keep: bool = False
    fresh_page: bool = False
    outline: int = -1
    line: int = LINE


_FIXED = (
    Style("Title", "Title", NAME_FONT, 22, align="center", before=LINE, after=LINE // 2, keep=True, line=640),
    Style("LtStage", "阶段标记", NOTE_FONT, align="center", after=LINE // 2),
    Style("LtNote", "题注", NOTE_FONT, align="center", left=2, right=2, after=LINE // 2),
    Style("LtNoteLong", "题注（长）", NOTE_FONT, left=2, right=2, after=LINE // 2),
    Style("TOCHeading", "TOC Heading", HEAD_FONT, align="center", before=LINE // 2, after=LINE // 2, keep=True),
    Style("LtArticle", "条文", indent=2),
    Style("LtParagraph", "款", indent=2),
    Style("LtItem", "项", indent=2),
    Style("LtSubitem", "目", indent=2),
    Style("LtSignature", "落款", align="right", right=2),
    Style("LtPreamble", "序言标题", HEAD_FONT, align="center", before=LINE // 2, after=LINE // 2, keep=True),
    Style("LtClause", "决定项", indent=2),
    Style("LtQuoted", "决定引文", indent=2),
    Style("LtCell", "表格文字", size=10.5, align="left", line=320),
    Style("LtCellText", "表格条文", size=10.5, indent=2, line=320),
    Style("LtTableTitle", "表格名称", NAME_FONT, 18, align="center", after=200, keep=True, line=560),
    Style("LtTableLegend", "表格说明", size=10.5, align="center", after=120, keep=True, line=320),
    Style("LtCellHead", "表格标题", HEAD_FONT, 10.5, align="center", line=320),
)
_HEADINGS: dict[Level, dict[str, Any]] = {
    Level.PART: {"font": NAME_FONT, "size": 18, "align": "center"},
    Level.SUBPART: {"font": NAME_FONT, "size": 16, "align": "center"},
    Level.CHAPTER: {"font": HEAD_FONT, "align": "center"},
    Level.SECTION: {"font": NOTE_FONT, "bold": True, "align": "center"},
    Level.DIVISION: {"font": HEAD_FONT, "indent": 2},
    Level.ANNEX: {"font": HEAD_FONT, "align": "left", "fresh_page": True},
}
_OF_LEVEL = {
    Level.TITLE: "Title", Level.STAGE: "LtStage", Level.NOTE: "LtNote", Level.PREAMBLE: "LtPreamble",
    Level.ARTICLE: "LtArticle", Level.PARAGRAPH: "LtParagraph", Level.ITEM: "LtItem", Level.SUBITEM: "LtSubitem",
    Level.SIGNATURE: "LtSignature",
}  # fmt: skip


_ALIKE = frozenset({"LtArticle", "LtParagraph", "LtItem", "LtSubitem", "LtClause", "LtQuoted"})


def look_alike(first: str, second: str) -> bool:
    """Whether two styles print the same, so that no one need track a change between them."""
    return first == second or {first, second} <= _ALIKE


@attrs.frozen
class Sheet:
    """The styles of one document. Headings get the outline levels 1, 2, 3 … in the order of the kinds that occur."""

    depth: dict[Level, int]

    @classmethod
    def of(cls, levels: Iterable[Level]) -> Sheet:
        """The sheet for a text with these kinds of units; an annex stands on the outermost level."""
        found = sorted(set(levels) & (_HEADINGS.keys() - {Level.ANNEX}))
        return cls({level: i for i, level in enumerate(found, 1)} | {Level.ANNEX: 1})

    def style_of(self, level: Level) -> str:
        """The id of the style for units of a level."""
        if level is Level.ANNEX:
            return "LtAnnex"
        return _OF_LEVEL.get(level) or f"Heading{self.depth.get(level, 1)}"

    def contents_of(self, level: Level) -> str:
        """The id of the style for the line of the table of contents that shows a heading of this level."""
        return f"TOC{self.depth.get(level, 1)}"

    def styles(self) -> list[Style]:
        made = list(_FIXED)
        for level, depth in self.depth.items():
            annex = level is Level.ANNEX
            made.append(
                Style(
                    "LtAnnex" if annex else f"Heading{depth}",
                    "附件标题" if annex else f"heading {depth}",
                    keep=True,
                    outline=depth - 1,
                    before=LINE // 2,
                    after=LINE // 2,
                    **_HEADINGS[level],
                )
            )
            if not annex:
                made.append(Style(f"TOC{depth}", f"toc {depth}", left=2 * depth))
        return made


def fonts(name: str = "") -> Node:
    """w:rFonts for an East Asian font; the hint gives it the quotation marks and dashes too, which Latin fonts would set narrow."""
    return element("rFonts", hint="eastAsia", eastAsia=name) if name else element("rFonts", hint="eastAsia")


def _spacing(style: Style) -> Node:
    return element(
        "spacing",
        before=str(style.before),
        after=str(style.after),
        line=str(style.line),
        lineRule="exact" if style.line <= 400 or style.id.startswith(("Lt", "TOC")) else "atLeast",
    )


def _indent(style: Style) -> Node | None:
    marks = {}
    size = style.size or 16
    for key, value in (("left", style.left), ("right", style.right), ("firstLine", style.indent)):
        if value:
            marks[f"{key}Chars"] = str(round(value * 100))
            marks[key] = str(round(value * size * 20))
    return element("ind", **marks) if marks else None


def _style(style: Style) -> Node:
    paragraph = element(
        "pPr",
        element("keepNext") if style.keep else None,
        element("pageBreakBefore") if style.fresh_page else None,
        element("snapToGrid", val="0") if style.line != LINE else None,
        _spacing(style),
        _indent(style),
        element("jc", val=style.align),
        element("outlineLvl", val=str(style.outline)) if style.outline >= 0 else None,
    )
    run = element("rPr")
    if style.font:
        run.append(element("rFonts", eastAsia=style.font, hint="eastAsia"))
    if style.bold:
        run.append(element("b"))
    if style.size:
        run.append(element("sz", val=str(round(style.size * 2))))
        run.append(element("szCs", val=str(round(style.size * 2))))
    made = element(
        "style",
        element("name", val=style.name),
        element("basedOn", val="Normal"),
        element("next", val="LtParagraph") if style.outline >= 0 or style.id == "Title" else None,
        element("qFormat") if style.outline >= 0 else None,
        paragraph,
        run if len(run) else None,
        type="paragraph",
        styleId=style.id,
    )
    if style.id.startswith("Lt"):
        made.attributes["w:customStyle"] = "1"
    return made


def styles_part(sheet: Sheet) -> PackagePart:
    """word/styles.xml."""
    defaults = element(
        "docDefaults",
        element(
            "rPrDefault",
            element(
                "rPr",
                element("rFonts", ascii="Times New Roman", hAnsi="Times New Roman", cs="Times New Roman", eastAsia=BODY_FONT),
                element("kern", val="2"),
                element("sz", val="32"),
                element("szCs", val="32"),
                element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
            ),
        ),
        element("pPrDefault"),
    )  # fmt: skip
    normal = element(
        "style",
        element("name", val="Normal"),
        element("qFormat"),
        element("pPr", element("widowControl", val="0"), element("jc", val="left")),
        type="paragraph",
        default="1",
        styleId="Normal",
    )
    cell = element("tblCellMar")
    cell.extend(element(side, w="80", type="dxa") for side in ("left", "right"))
    table = element(
        "style",
        element("name", val="Normal Table"),
        element("uiPriority", val="99"),
        element("semiHidden"),
        element("unhideWhenUsed"),
        element("tblPr", element("tblInd", w="0", type="dxa"), cell),
        type="table",
        default="1",
        styleId="TableNormal",
    )
    footer = element(
        "style",
        element("name", val="footer"),
        element("basedOn", val="Normal"),
        element("pPr", element("snapToGrid", val="0")),
        element("rPr", element("rFonts", ascii=PAGE_FONT, hAnsi=PAGE_FONT, eastAsia=PAGE_FONT), element("sz", val="28")),
        type="paragraph",
        styleId="Footer",
    )  # fmt: skip
    return office_part(
        "styles", element("styles", defaults, normal, table, footer, *map(_style, sheet.styles())), "styles"
    )


def fonts_part() -> PackagePart:
    """word/fontTable.xml: each font with what may stand in for it."""
    root = element("fonts")
    for name, (others, family, panose) in _FONTS.items():
        chinese = not name.isascii()
        root.append(
            element(
                "font",
                element("altName", val=others),
                element("panose1", val=panose),
                element("charset", val="86" if chinese else "00"),
                element("family", val=family),
                element("pitch", val="default" if chinese else "variable"),
                name=name,
            )
        )
    return office_part("fontTable", root, "fontTable")


def settings_part() -> PackagePart:
    """word/settings.xml: odd and even pages differ, punctuation is compressed, layout as Word 2013 and later."""
    compat = element(
        "compat",
        element("spaceForUL"),
        element("balanceSingleByteDoubleByteWidth"),
        element("doNotExpandShiftReturn"),  # a line that ends in a line break is not spread over the whole width
        element("useFELayout"),
    )
    compat.append(
        element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    )
    root = element(
        "settings",
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="compressPunctuation"),
        compat,
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    )  # fmt: skip
    return office_part("settings", root, "settings")


def footer_part(name: str, align: str) -> PackagePart:
    """Page number — 1 —, one character from the outer edge (GB/T 9704 §7.5)."""

    def run(*content: Node) -> Node:
        return element("r", element("rPr", fonts(PAGE_FONT), element("sz", val="28")), *content)

    edge = {"left": {"leftChars": "100", "left": "280"}, "right": {"rightChars": "100", "right": "280"}}.get(align, {})
    paragraph = element(
        "p",
        element("pPr", element("pStyle", val="Footer"), element("ind", **edge) if edge else None, element("jc", val=align)),
        run(element("t", text="— ", space="preserve")),
        run(element("fldChar", fldCharType="begin")),
        run(element("instrText", text=" PAGE ", space="preserve")),
        run(element("fldChar", fldCharType="separate")),
        run(element("t", text="1")),
        run(element("fldChar", fldCharType="end")),
        run(element("t", text=" —", space="preserve")),
    )  # fmt: skip
    return office_part(name, element("ftr", paragraph), "footer")


def section(landscape: bool = False, tabular: bool = False) -> Node:
    """w:sectPr: the page; the first two relations of the document are the odd and even footers."""
    tabular = tabular or landscape
    size = {"w": "16838", "h": "11906", "orient": "landscape"} if landscape else {"w": "11906", "h": "16838"}
    edges = ("1134", "1134", "1134", "1134") if tabular else ("2098", "1474", "1985", "1587")
    top, right, bottom, left = edges
    grid = {} if tabular else {"type": "lines", "linePitch": str(LINE)}
    made = element("sectPr")
    for kind, relation in (("default", "rId1"), ("even", "rId2")):
        made.append(element("footerReference", type=kind, r_id=relation))
    made.append(element("pgSz", **size))
    made.append(
        element(
            "pgMar",
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            header="851",
            footer="680" if tabular else "1400",
            gutter="0",
        )
    )
    made.append(element("docGrid", **(grid or {"linePitch": "312"})))
    return made


class _Ready(Node):
    """An element whose content is XML already."""

    __slots__ = ()

    def write(self, out: list[str]) -> None:
        marks = "".join(f' {k}="{v}"' for k, v in self.attributes.items())
        out.append(f"<{self.tag}{marks}>{self.text}</{self.tag}>")


def theme_part() -> PackagePart:
    """word/theme/theme1.xml: the least that Word accepts without complaint."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    colours = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F2937", "lt2": "F3F4F6", "accent1": "1D4ED8", "accent2": "B91C1C",
        "accent3": "15803D", "accent4": "A16207", "accent5": "7E22CE", "accent6": "0E7490", "hlink": "1D4ED8", "folHlink": "7E22CE",
    }  # fmt: skip
    scheme = "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colours.items())
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{solid}</a:ln>'
    face = f'<a:latin typeface="Times New Roman"/><a:ea typeface="{BODY_FONT}"/><a:cs typeface=""/>'
    inner = (
        f'<a:themeElements><a:clrScheme name="lawtrack">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="lawtrack"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="lawtrack"><a:fillStyleLst>{solid * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
    )
    return PackagePart(
        "word/theme/theme1.xml",
        _Ready("a:theme", {"xmlns:a": a, "name": "lawtrack"}, inner),
        "application/vnd.openxmlformats-officedocument.theme+xml",
        "theme",
    )
