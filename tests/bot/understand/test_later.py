"""A day behind the deadline, and nothing said of the work: a wish for more time."""

from datetime import date

import pytest

from bot.understand import OpenTask, Reading, Utterance, understand

FIRST, SECOND = date(2022, 5, 16), date(2022, 5, 18)
DUE = date(2022, 5, 14)


def read(text: str, today: date = date(2022, 5, 10)) -> Reading:
    """How a text reads beside the duties 3 and 4, both due on 14/5."""
    tasks = (
        OpenTask(3, "Tuyên truyền về Cuộc thi Sáng tạo", "a", "qlcn", DUE),
        OpenTask(4, "Khu làm việc chung hỗ trợ khởi nghiệp", "b", "qlcn", DUE),
    )
    return understand(Utterance(text, today, open_tasks=tasks, last_bot_kind="free"))


@pytest.mark.parametrize(
    "text",
    [
        "việc 3 đến 16/5, việc 4 đến 18/5",
        "viec 3 den 16/5, viec 4 den 18/5",
        "3 đến 16/5, 4 đến 18/5",
        "việc 3 16/5, việc 4 18/5",
        "việc 3: 16/5; việc 4: 18/5",
        "việc 3 sang thứ 2, việc 4 sang thứ 4 tuần sau nhé",
        "việc 3 đến 16/5, việc 4 đến 18/5 vì thiếu người",
        "việc 3 đến 16/5, việc 4 đến 18/5 do còn chờ Đài",
    ],
)
def test_a_day_behind_the_deadline_is_wished_for(text: str) -> None:
    reading = read(text)

    assert dict(reading.per_task) == {3: "extension_request", 4: "extension_request"}
    assert [part.new_date for part in reading.parts] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("việc 3 đến 13/5", "in_progress"),
        ("việc 3 đến 16/5 mới xong", "in_progress"),
        ("việc 3 16/5 xong", "in_progress"),
        ("việc 3 80% đến 16/5", "in_progress"),
        ("việc 3 gửi đến 16/5", "in_progress"),
        ("việc 3 đến 16/5 mới có máy in", "in_progress"),
        ("việc 3 đến 16/5 chưa xong", "not_done"),
    ],
)
def test_what_promises_or_tells_of_the_work_is_no_wish(text: str, intent: str) -> None:
    assert dict(read(text).per_task) == {3: intent}


def test_of_what_is_overdue_only_until_a_day_is_a_wish() -> None:
    late = date(2022, 5, 15)

    assert dict(read("việc 3 mai", late).per_task) == {3: "in_progress"}
    assert dict(read("việc 3 đến 18/5", late).per_task) == {3: "extension_request"}


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("việc 3 đến 16/5, việc 4 đến 18/5 vì chờ Đài", ["chờ Đài", "chờ Đài"]),
        ("xin lùi việc 3 đến 16/5, việc 4 đến 18/5 vì thiếu người", ["thiếu người"] * 2),
        ("việc 3 đến 16/5, việc 4 đến 18/5. Lý do: thiếu người", ["thiếu người"] * 2),
        ("xin lùi việc 3 đến 16/5 vì mưa, việc 4 đến 18/5 vì chờ Đài", ["mưa", "chờ Đài"]),
        ("xin lùi việc 3 đến 16/5, riêng việc 4 đến 18/5 vì chờ Đài", [None, "chờ Đài"]),
        ("xin lùi việc 3 đến 16/5, còn việc 4 đến 18/5 vì chờ Đài", [None, "chờ Đài"]),
        ("việc 3 xin lùi đến 16/5, việc 4 xin lùi đến 18/5 vì chờ Đài", [None, "chờ Đài"]),
    ],
)
def test_a_reason_at_the_end_of_one_wish_is_of_all_its_days(
    text: str, reasons: list[str | None]
) -> None:
    parts = read(text).parts

    assert [part.reason for part in parts] == reasons
    assert [part.new_date for part in parts] == [FIRST, SECOND]
