"""Reads a .docx file back: its text, its tables, and the order of its elements."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from xml.etree import ElementTree as ET

import docx
from docx.table import Table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ORDER: Mapping[str, Sequence[str]] = {  # ECMA-376, part 1, as far as we write these elements
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "spacing"),
        *("ind", "jc", "outlineLvl", "rPr", "sectPr"),
    ),
    "rPr": ("rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "lang"),
    "tblPr": (
        *("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    ),
    "tcPr": ("tcW", "gridSpan", "tcBorders", "vAlign"),
    "trPr": ("cantSplit", "tblHeader"),
    "sectPr": (
        *("headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols"),
        *("titlePg", "docGrid"),
    ),
}
"""In which order Word takes the parts of an element; it refuses files with another."""


def text(paper: bytes) -> list[str]:
    """The paragraphs of the body outside tables, and the lines of its tables, in order."""
    document = docx.Document(BytesIO(paper))
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                once = {id(cell._tc): cell.text for cell in row.cells}  # a merged one comes often
                lines.append(" | ".join(once.values()))
        else:
            lines.append(block.text)
    return lines


def tables(paper: bytes) -> list[list[list[str]]]:
    """The cells of each table, a merged one once."""
    found = []
    for table in ET.fromstring(part(paper, "word/document.xml")).iter(f"{_W}tbl"):
        rows = [
            ["".join(t.text or "" for t in cell.iter(f"{_W}t")) for cell in row.findall(f"{_W}tc")]
            for row in table.findall(f"{_W}tr")
        ]
        found.append(rows)
    return found


def part(paper: bytes, name: str) -> bytes:
    """One part of the file."""
    with zipfile.ZipFile(BytesIO(paper)) as parts:
        return parts.read(name)


def fonts(paper: bytes) -> Iterator[Mapping[str, str]]:
    """Every choice of fonts in document, header and default style, by slot."""
    for name in ("word/document.xml", "word/header1.xml"):
        for each in ET.fromstring(part(paper, name)).iter(f"{_W}rFonts"):
            yield _slots(each)
    styles = ET.fromstring(part(paper, "word/styles.xml"))
    for path in (f"{_W}docDefaults", f"{_W}style[@{_W}styleId='Normal']"):
        [each] = styles.find(path).iter(f"{_W}rFonts")  # type: ignore[union-attr]  # always there
        yield _slots(each)


def _slots(fonts: ET.Element) -> Mapping[str, str]:
    return {key.removeprefix(_W): value for key, value in fonts.attrib.items()}


def disorder(paper: bytes) -> list[str]:
    """Elements whose parts stand in an order that Word does not take, or are unknown here."""
    found = []
    for name in ("word/document.xml", "word/header1.xml"):
        for element in ET.fromstring(part(paper, name)).iter():
            order = ORDER.get(element.tag.removeprefix(_W))
            if order is None:
                continue
            tags = [child.tag.removeprefix(_W) for child in element]
            places = [order.index(tag) if tag in order else -1 for tag in tags]
            if -1 in places or places != sorted(places):
                found.append(f"{element.tag.removeprefix(_W)}: {' '.join(tags)}")
    return sorted(set(found))
