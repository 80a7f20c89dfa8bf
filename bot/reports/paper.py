"""The form of official documents (Nghị định 30/2020/NĐ-CP, Phụ lục I) in the parts of a .docx.

Sizes are points, lengths millimetres. Knows nothing of what a document says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"

TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20
"""Margins; the decree allows 20-25, 20-25, 30-35, 15-20."""

SHORT, LONG = 210, 297
"""Sides of A4."""

CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
START = WD_ALIGN_PARAGRAPH.LEFT

INDENT = 12.7
_TWIPS = 56.6929
"""Twentieths of a point in a millimetre."""


def new(*, title: str, author: str, created: datetime) -> Document:
    """An empty portrait document in the form of the decree, its pages numbered from the second."""
    paper = docx.Document()
    _properties(paper, title, author, created)
    _styles(paper)
    section = paper.sections[0]
    _page(section, SHORT, LONG)
    _number_pages(section)
    return paper


def landscape(paper: Document) -> None:
    """Begin a landscape part, whose pages are numbered on their own."""
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    _page(section, LONG, SHORT)
    section.orientation = WD_ORIENT.LANDSCAPE
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(  # noqa: SLF001  # not covered by the library
        numbering, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid"
    )
    _number_pages(section)


def _properties(paper: Document, title: str, author: str, created: datetime) -> None:
    properties = paper.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = created
    properties.language = "vi-VN"


def _styles(paper: Document) -> None:
    """One font for every script, in the defaults, too; Vietnamese for the spelling."""
    style = paper.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(14)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0
    for properties in (style.element.get_or_add_rPr(), _defaults(paper)):
        fonts = properties.find(qn("w:rFonts"))
        if fonts is not None:
            properties.remove(fonts)
        named = " ".join(f'w:{slot}="{FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
        properties.insert(0, parse_xml(f"<w:rFonts {nsdecls('w')} {named}/>"))
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        for name in list(language.attrib):
            del language.attrib[name]
        language.set(qn("w:val"), "vi-VN")
        language.set(qn("w:eastAsia"), "vi-VN")


def _defaults(paper: Document):  # type: ignore[no-untyped-def]  # an XML element of the library
    return paper.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")


def _page(section: Section, width: int, height: int) -> None:
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)
    section.gutter = 0


def _number_pages(section: Section) -> None:
    """The number in the middle of the top margin of every page but the first."""
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "2"), ("end", "")):
        run._r.append(_field_part(kind, text))  # noqa: SLF001  # fields are not in the library


def _field_part(kind: str, text: str):  # type: ignore[no-untyped-def]  # an XML element
    if kind == "text":
        return parse_xml(f"<w:t {nsdecls('w')}>{text}</w:t>")
    if text:
        return parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {text} </w:instrText>')
    return parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>')


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set: size, weight, slant, place."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = CENTRE
    before: float = 0
    after: float = 0


def line(paragraph: Paragraph, text: str, style: Style) -> Paragraph:
    """A paragraph set in a style."""
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(style.size), style.bold, style.italic
    form = paragraph.paragraph_format
    form.alignment = style.align
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    return paragraph


def text(paper: Document, words: str, *, bold: bool = False, level: int | None = None) -> Paragraph:
    """A paragraph of the body, its first line indented; with a `level`, a heading."""
    paragraph = line(paper.add_paragraph(), words, Style(bold=bold, align=JUSTIFY, after=6))
    form = paragraph.paragraph_format
    form.first_line_indent = Mm(INDENT)
    form.line_spacing = 1.15
    form.widow_control = True
    form.keep_with_next = words.endswith(":") or None  # what it announces is on its page
    if level is not None:
        form.keep_with_next = True
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level))
        paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
            outline, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"
        )
    return paragraph


def rule(paragraph: Paragraph, width: float, of: float) -> None:
    """A solid line of `width`, in the middle of a column that is `of` wide."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((of - width) / 2)
    form.space_after = Pt(4)
    form.line_spacing = Pt(3)
    paragraph.add_run().font.size = Pt(2)
    borders = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
        "</w:pBdr>"
    )
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001
        borders,
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )


def columns(paper: Document, left: float, right: float, *, rows: int = 1) -> list[list[_Cell]]:
    """Two columns side by side, without borders; no row is torn between pages."""
    table = paper.add_table(rows=rows, cols=2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001
    widths = (left, right)
    for grid, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        grid.w = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return [list(row.cells) for row in table.rows]


def write(cell: _Cell, lines: Sequence[tuple[str, Style]]) -> None:
    """Lines of a column, one below the other."""
    for n, (words, style) in enumerate(lines):
        line(cell.paragraphs[0] if n == 0 else cell.add_paragraph(), words, style)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width, and whether it is centred."""

    heading: str
    width: float
    centred: bool = False


def table(
    paper: Document,
    headings: Sequence[Column],
    rows: Sequence[Sequence[str] | str],
    *,
    size: float = 12,
    last_bold: bool = False,
) -> None:
    """A table with borders whose heading is repeated and whose rows are not torn.

    A row that is one text goes across the whole table. Built as XML: the library's own cells
    take minutes at thousands of rows.
    """
    grid = "".join(f'<w:gridCol w:w="{_twips(c.width)}"/>' for c in headings)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row([(c.heading, c.width, True, True) for c in headings], size, heading=True)
    made = [head]
    whole = sum(c.width for c in headings)
    for n, row in enumerate(rows, 1):
        if isinstance(row, str):
            made.append(_across(row, whole, len(headings), size))
            continue
        bold = last_bold and n == len(rows)
        cells = [(t, c.width, c.centred, bold) for t, c in zip(row, headings, strict=True)]
        made.append(_row(cells, size))
    xml = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(whole)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="30" w:type="dxa"/>'
        '<w:left w:w="70" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"
    )
    paper.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _twips(length: float) -> int:
    return round(length * _TWIPS)


def _row(
    cells: Sequence[tuple[str, float, bool, bool]], size: float, *, heading: bool = False
) -> str:
    mark = "<w:tblHeader/>" if heading else ""
    made = "".join(_cell(t, w, size, centred=c, bold=b) for t, w, c, b in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{made}</w:tr>"


def _across(words: str, width: float, span: int, size: float) -> str:
    cell = _cell(words, width, size, centred=False, bold=True, span=span, keep=True)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _cell(
    words: str,
    width: float,
    size: float,
    *,
    centred: bool,
    bold: bool,
    span: int = 1,
    keep: bool = False,
) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    weight = "<w:b/><w:bCs/>" if bold else ""
    half = round(size * 2)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{spanned}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f"{'<w:keepNext/>' if keep else ''}"
        f'<w:jc w:val="{"center" if centred else "left"}"/></w:pPr>'
        f'<w:r><w:rPr>{weight}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p></w:tc>'
    )


def saved(paper: Document) -> bytes:
    """The document as a file."""
    file = BytesIO()
    paper.save(file)
    return file.getvalue()
