"""A day that was asked for, where the name of the duty bears the same one."""

from datetime import date

import pytest

from bot.understand import OpenTask, Part, Utterance, understand

TITLE = "Phối hợp với Báo tỉnh thực hiện chuyên mục chào mừng Ngày KH&CN 18/5"


def read(text: str, *, asked: bool) -> Part:
    """How a text reads beside that duty, which is number 2."""
    return understand(
        Utterance(
            text=text,
            today=date(2022, 5, 11),
            open_tasks=(OpenTask(2, TITLE, "2.1.2", "qlcn", date(2022, 5, 13)),),
            last_bot_kind="ask_date" if asked else "free",
            quoted_task=2,
        )
    ).parts[0]


@pytest.mark.parametrize("text", ["18/5", "18/5 ạ", "đến 18/5", "ngày 18/5", "18-5", "18/5 nhé em"])
def test_a_bare_day_is_the_one_asked_for(text: str) -> None:
    part = read(text, asked=True)

    assert (part.intent, part.new_date) == ("extension_request", date(2022, 5, 18))


def test_the_day_of_an_occasion_is_part_of_the_name() -> None:
    assert read("chuyên mục KH&CN 18/5", asked=True).new_date is None


def test_a_bare_day_that_nobody_asked_for_is_none() -> None:
    assert read("18/5", asked=False).new_date is None
