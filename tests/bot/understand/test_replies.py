"""What unit heads type, and what it must be taken for (`replies.tsv`)."""

from datetime import date

import pytest

from bot.understand import OpenTask, Utterance, understand
from tests.bot.understand.scenes import Case, cases, heard


@pytest.mark.parametrize(
    "case", cases(), ids=lambda case: f"{case.text}-{case.open_tasks}-{case.asked}"
)
def test_a_reply_is_taken_for_what_it_says(case: Case) -> None:
    reading = heard(case.text, tasks=case.open_tasks, asked=case.asked)

    assert reading.intent == case.intent
    assert dict(reading.per_task) == case.per_task
    if case.new_date != "-":
        day = reading.parts[0].new_date
        assert (day.isoformat() if day else "null") == case.new_date


def test_a_quoted_reminder_says_which_task_is_meant() -> None:
    reading = heard("xong rồi ạ", tasks=4, quoted=3)

    assert dict(reading.per_task) == {3: "done"}


def test_a_number_in_the_text_outweighs_the_quoted_reminder() -> None:
    reading = heard("việc 1 xong", tasks=4, quoted=3)

    assert dict(reading.per_task) == {1: "done"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("chưa treo được vì gió to", "gió to"),
        ("Chưa, đang chờ kinh phí", "đang chờ kinh phí"),
        ("chưa xong do thiếu người, mưa nhiều", "thiếu người, mưa nhiều"),
        ("Chưa ạ. Lý do: nhà in hỏng máy", "nhà in hỏng máy"),
        ("xin lùi đến 25/5 vì chưa có kinh phí ạ", "chưa có kinh phí"),
        ("việc 1 xưởng in chưa giao băng rôn", "xưởng in chưa giao băng rôn"),
        ("xưởng in chưa giao băng rôn", "xưởng in chưa giao băng rôn"),
        ("viec 1 thi so tai chinh chua cap tien", "so tai chinh chua cap tien"),
        ("việc 1 bên tài chính chưa cấp tiền ạ", "bên tài chính chưa cấp tiền"),
        ("việc 1 đội thi công bận", "đội thi công bận"),
        ("chưa xong, Đài chưa gửi lịch", "Đài chưa gửi lịch"),
        ("việc 1 bên em chưa liên hệ được Đài", "chưa liên hệ được Đài"),
        ("việc 1 phòng em chưa in được", "chưa in được"),
        ("băng rôn chưa in xong", "chưa in xong"),
        ("chưa xong", None),
        ("chưa treo", None),
        ("xong rồi vì làm sớm", None),
    ],
)
def test_a_reason_is_a_verbatim_span_of_the_text(text: str, reason: str | None) -> None:
    assert heard(text).parts[0].reason == reason


def test_a_reason_typed_in_decomposed_letters_is_given_back_as_typed() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "chưa treo được vì gió to")

    reason = heard(text).parts[0].reason

    assert reason is not None
    assert reason in text


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("được 60%", 60),
        ("xong khoảng 85% rồi", 85),
        ("85,5 %", 86),
        ("tám mươi phần trăm", 80),
        ("60 phần trăm", 60),
        ("còn 20% nữa", 80),
        ("đc 300/530 hồ sơ", 57),
        ("xong 3/4", 75),
    ],
)
def test_a_share_of_the_work_is_a_percentage(text: str, percent: int | None) -> None:
    assert heard(text).parts[0].percent == percent


def test_an_extension_by_working_days_skips_the_weekend() -> None:
    reading = heard("xin thêm 3 ngày làm việc")

    assert reading.parts[0].new_date == date(2022, 5, 24)


def test_without_a_date_of_today_no_relative_day_is_made_up() -> None:
    reading = understand(Utterance("mai xong", open_tasks=(OpenTask(1, "Treo băng rôn"),)))

    assert reading.intent == "in_progress"
    assert reading.parts[0].new_date is None
