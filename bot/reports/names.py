"""What the files of a report are called; a document to be signed is a draft by its name."""

import re

from bot.wording import phrases
from schedules.progress import Board

_STEMS = {
    "docx": "DỰ THẢO Báo cáo",
    "xlsx": "Bảng theo dõi",
    "png": "Hình kế hoạch",
    "ics": "Lịch thời hạn",
}

_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')
"""What some file system does not take in a name."""


def of(board: Board, form: str, page: int = 1) -> str:
    """The name of a form's file: DỰ THẢO Báo cáo khcn-2022 2022-05-20.docx; pages are numbered."""
    day = board.as_of.astimezone(board.plan.zone).date()
    plan = _UNFIT.sub("-", phrases.plain(board.plan.id))[:60]
    number = f" ({page})" if page > 1 else ""
    return f"{_STEMS[form]} {plan} {day.isoformat()}{number}.{form}"
