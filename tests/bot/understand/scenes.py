"""The few situations in which the labelled texts of these tests are said."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.understand import OpenTask, Reading, Utterance, understand

HERE = Path(__file__).parent
TODAY = date(2022, 5, 17)  # a Tuesday
DUE = date(2022, 5, 19)
_BANNERS = "Treo băng rôn, khẩu hiệu chào mừng Ngày KH&CN Việt Nam tại trụ sở"
_TITLES = {
    1: (_BANNERS,),
    2: (_BANNERS, "Xây dựng kế hoạch tổ chức Hội thảo khoa học"),
    4: (
        "Báo cáo sơ kết công tác KH&CN 6 tháng đầu năm 2023",
        "Nghiệm thu đề tài cấp tỉnh về cây hồi",
        "Trình UBND tỉnh phê duyệt danh mục nhiệm vụ KH&CN năm 2024",
        "Tập huấn kiến thức sở hữu trí tuệ cho doanh nghiệp",
    ),
}


class Case(NamedTuple):
    """A labelled text: in which situation it is said, and what it must be taken for."""

    text: str
    open_tasks: int
    asked: str
    intent: str
    per_task: dict[int, str]
    new_date: str


def heard(
    text: str, *, tasks: int = 1, asked: str = "reminder", quoted: int | None = None
) -> Reading:
    """How a text is understood with so many open tasks after the bot's last message."""
    return understand(
        Utterance(
            text,
            TODAY,
            open_tasks=tuple(
                OpenTask(n, title, due=DUE) for n, title in enumerate(_TITLES[tasks], start=1)
            ),
            last_bot_kind=asked,
            quoted_task=quoted,
        )
    )


def rows(name: str) -> list[list[str]]:
    """The rows of a table of cases."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line]


@cache
def cases() -> tuple[Case, ...]:
    """Every labelled reply of `replies.tsv`."""
    return tuple(
        Case(text, int(count), asked, intent, _per_task(changes), day)
        for text, count, asked, intent, changes, day in rows("replies.tsv")
    )


def _per_task(changes: str) -> dict[int, str]:
    if changes == "-":
        return {}
    return {int(n): intent for n, intent in (pair.split("=") for pair in changes.split())}
