"""A duty named by its place in the document, as the bot writes it: its figures number no duty."""

import pytest

from bot.understand import OpenTask, Utterance, understand

TASKS = (
    OpenTask(1, "Tổ chức tuyên truyền", "2.1.1", section="III.2.1", row="1"),
    OpenTask(2, "Thực hiện chuyên mục", "2.1.2", section="III.2.1", row="2"),
    OpenTask(3, "Phổ biến thông tin Cuộc thi", "2.1.3a", section="III.2.1", row="3"),
    OpenTask(4, "Quảng bá Khu làm việc chung", "2.1.3b", section="III.2.1", row="3"),
    OpenTask(5, "Treo băng rôn", "2.2.1", section="III.2.2", row="1"),
)


def _read(text: str, tasks: tuple[OpenTask, ...] = TASKS) -> dict[int, str]:
    return dict(understand(Utterance(text, open_tasks=tasks, last_bot_kind="reminder")).per_task)


@pytest.mark.parametrize(
    "text",
    [
        *("mục III.2.2, Stt 1 xong", "mục III.2.2 stt 1 xong rồi ạ", "muc III.2.2 stt 1 xong"),
        *("(mục III.2.2, Stt 1) đã xong", "iii.2.2 stt1 xong", "stt 1 mục III.2.2 xong rồi"),
        *("mục 2.2 stt 1 xong", "III.2.2.1 xong", "mục III.2.2 số thứ tự 1 đã xong", "2.2.1 xong"),
        *("việc 5 (mục III.2.2, Stt 1) xong", "mục III.2.2 xong", "nội dung 2.2.1 xong rồi"),
    ],
)
def test_a_place_of_one_duty_names_it(text: str) -> None:
    assert _read(text) == {5: "done"}


def test_what_is_said_of_several_places_is_said_of_each() -> None:
    assert _read("mục III.2.1 stt 1, 2 xong") == {1: "done", 2: "done"}
    assert _read("mục III.2.1 stt 1 và 2 xong") == {1: "done", 2: "done"}
    assert _read("III.2.1 stt 1 xong, III.2.1 stt 2 chưa xong") == {1: "done", 2: "not_done"}
    assert _read("mục III.2.1 stt 2, 3 bài đã đăng").keys() == {2}


def test_a_reason_behind_a_place_is_given_back_as_typed() -> None:
    said = Utterance("mục III.2.1, Stt 2 chưa xong vì đài bận", open_tasks=TASKS)

    assert understand(said).parts[0].reason == "đài bận"


@pytest.mark.parametrize(
    "text",
    [
        *("mục III.2.1, Stt 3 xong", "mục III.2.1, Stt 4 xong", "mục III.2.1 xong", "III.2.1 xong"),
        *("mục IV.2 stt 1 xong", "muc III.2.1 xong roi", "việc 2.1.2a xong", "việc 2.2.9 xong"),
        "việc 1 (mục III.2.1, Stt 2) xong",
    ],
)
def test_a_place_of_no_duty_or_of_several_closes_nothing(text: str) -> None:
    assert _read(text) == {}


def test_a_number_of_a_duty_stands_beside_the_part_of_the_document_that_it_is_from() -> None:
    assert _read("việc 2 mục III.2.1 xong") == {2: "done"}
    assert _read("việc 1.2.3 chưa xong")[1] == "not_done"
    assert _read("stt 2 xong") == {2: "done"}


def test_where_no_duty_has_a_place_only_the_figures_are_passed_over() -> None:
    tasks = (OpenTask(1, "Treo băng rôn"), OpenTask(2, "Viết bài"))

    assert _read("mục III.2.2, Stt 1 xong", tasks) == {}
    assert _read("mục III.2.2, Stt 1 xong", tasks[:1]) == {1: "done"}
