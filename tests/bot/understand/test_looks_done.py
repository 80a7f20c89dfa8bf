"""What looks like "done" and is not (`looks_done.txt`) closes nothing, whatever the bot asked."""

from pathlib import Path
from typing import Any

import pytest

from bot.understand import from_json, to_json, understand
from tests.bot.understand.test_properties import bare

_LINES = (Path(__file__).parent / "looks_done.txt").read_text(encoding="utf-8").splitlines()
TEXTS = [line for line in _LINES if line and line[0] not in "#["]
# Without their marks these words are others: "à" is "ạ", "ư" is "ừ".
_OTHERS_WHEN_BARE = frozenset({"à", "à?", "ư"})

BANNERS = {
    "n": 1,
    "title": "Treo băng rôn, khẩu hiệu chào mừng Ngày KH&CN Việt Nam tại trụ sở",
    "due": "2022-05-19",
}
SEVERAL = (
    BANNERS,
    {"n": 2, "title": "Xây dựng kế hoạch tổ chức Hội thảo khoa học", "due": "2022-05-18"},
    {"n": 3, "title": "Báo cáo công tác tháng 5", "due": "2022-05-25"},
)
SITUATIONS: list[dict[str, Any]] = [
    {"open_tasks": tasks, "last_bot_kind": kind, "quoted_task": quoted}
    for tasks in ((BANNERS,), SEVERAL)
    for kind in ("reminder", "overdue", "confirm_done", "ask_which", "ask_reason", "ask_date")
    for quoted in (None, 1)
]


def closing(text: str) -> list[dict[str, Any]]:
    """The situations in which a text would be taken for a report that something is done."""
    day = {"text": text, "today": "2022-05-17", "unit": "Văn phòng Sở"}
    read = [(each, to_json(understand(from_json({**day, **each})))) for each in SITUATIONS]
    return [
        each
        for each, got in read
        if "done" in got["per_task"].values() or any(p["intent"] == "done" for p in got["parts"])
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_what_only_looks_done_closes_nothing(text: str) -> None:
    assert closing(text) == []


@pytest.mark.parametrize("text", TEXTS)
def test_what_only_looks_done_closes_nothing_in_capitals(text: str) -> None:
    assert closing(text.upper()) == []


@pytest.mark.parametrize("text", [t for t in TEXTS if _OTHERS_WHEN_BARE.isdisjoint(t.split())])
def test_what_only_looks_done_closes_nothing_without_its_marks(text: str) -> None:
    assert closing(bare(text)) == []


def test_the_situations_do_close_what_is_done() -> None:
    assert len(closing("việc 1 xong rồi")) == len(SITUATIONS)
