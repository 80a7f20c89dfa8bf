"""The files of a report, made from the database: for the command line, and to be sent in a chat.

Heavy: a picture of a long plan takes seconds. Call it where waiting stops nobody else, in a reading
thread of the memory, say.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.board import feeds
from bot.messages import Enclosure
from bot.store import boards, records
from bot.store.memory import Tx
from schedules.plan import Plan
from schedules.progress import Board
from schedules.records import Records
from schedules.revisions import Revision


class Form(StrEnum):
    """The forms of a report, by the ending of their files."""

    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    ICS = "ics"


MEDIA_TYPES = {
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PNG: "image/png",
    Form.ICS: "text/calendar",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What papers are made of. `to`: whom a document is addressed to; `unit`: whose calendar."""

    board: Board
    records: Records
    revisions: Mapping[tuple[str, str], Revision]
    to: str | None = None
    unit: str | None = None


def ground(
    tx: Tx, plan: Plan, at: datetime, *, to: str | None = None, unit: str | None = None
) -> Ground:
    """How a plan stood at an instant, and how it came to."""
    return Ground(
        boards.read(tx, plan, at),
        records.read(tx, plan, at),
        feeds.history(tx, plan, at),
        to,
        unit,
    )


def draw(of: Ground, form: Form) -> Iterable[Enclosure]:
    """The files of one form, named for their readers; several where a picture has many pages."""
    from bot.reports import names

    for page, data in enumerate(_DRAWN[form](of), 1):
        yield Enclosure(names.of(of.board, form, page), MEDIA_TYPES[form], data)


def _docx(of: Ground) -> Iterable[bytes]:
    from bot.reports import document

    return [document.draw(of.board, of.records, to=of.to)]


def _xlsx(of: Ground) -> Iterable[bytes]:
    from bot.reports import workbook

    return [workbook.draw(of.board)]


def _png(of: Ground) -> Iterable[bytes]:
    from bot.reports import picture

    return picture.pages(of.board)


def _ics(of: Ground) -> Iterable[bytes]:
    from bot.reports import calendar

    return [calendar.draw(of.board, of.revisions, of.unit).data]


_DRAWN: Mapping[Form, Callable[[Ground], Iterable[bytes]]] = {
    Form.DOCX: _docx,
    Form.XLSX: _xlsx,
    Form.PNG: _png,
    Form.ICS: _ics,
}
