"""Reads an .xlsx file back, by its own XML, to see what a spreadsheet would."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet, empty cells as None, and its XML."""

    rows: list[list[str | float | None]]
    xml: str

    def column(self, heading: str) -> list[str | float | None]:
        """What stands under a heading of the first row."""
        at = self.rows[0].index(heading)
        return [row[at] for row in self.rows[1:]]


def read(book: bytes) -> Mapping[str, Sheet]:
    """The sheets of a book by name, in its order."""
    with zipfile.ZipFile(BytesIO(book)) as parts:
        strings = _strings(parts.read("xl/sharedStrings.xml"))
        names = [
            each.attrib["name"]
            for each in ET.fromstring(parts.read("xl/workbook.xml")).iter()
            if each.tag.endswith("}sheet")
        ]
        found = {}
        for n, name in enumerate(names, 1):
            xml = parts.read(f"xl/worksheets/sheet{n}.xml")
            found[name] = Sheet(_rows(xml, strings), xml.decode())
        return found


def day(serial: str | float | None) -> date | None:
    """The date that a cell's number means."""
    return None if serial is None else date(1899, 12, 30) + timedelta(days=int(float(serial)))


def _strings(xml: bytes) -> list[str]:
    return [
        "".join(text.text or "" for text in item.iter(f"{{{_NS['m']}}}t"))
        for item in ET.fromstring(xml).findall("m:si", _NS)
    ]


def _rows(xml: bytes, strings: list[str]) -> list[list[str | float | None]]:
    rows = []
    for row in ET.fromstring(xml).iterfind(".//m:row", _NS):
        cells: list[str | float | None] = []
        for cell in row.findall("m:c", _NS):
            cells += [None] * (_column(cell.attrib["r"]) - len(cells))
            value = cell.find("m:v", _NS)
            if value is None or value.text is None:
                cells.append(None)
            elif cell.attrib.get("t") == "s":
                cells.append(strings[int(value.text)])
            else:
                cells.append(float(value.text))
        rows.append(cells)
    return rows


def _column(reference: str) -> int:
    number = 0
    for letter in re.sub(r"\d", "", reference):
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
