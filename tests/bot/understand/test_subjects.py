"""What another unit has finished is never taken for the sender's own report."""

import pytest

from bot.understand import OpenTask, UnitName, Utterance, understand

UNITS = (
    UnitName("qlkh", "Phòng Quản lý khoa học", ("Phòng QLKH", "QLKH")),
    UnitName("qlcn", "Phòng Quản lý công nghệ", ("Phòng QLCN", "QLCN")),
)


def _said(text: str) -> Utterance:
    tasks = (OpenTask(1, "Giới thiệu các thành tựu KH&CN", unit="qlcn"),)
    return Utterance(text, unit="qlcn", open_tasks=tasks, units=UNITS, last_bot_kind="reminder")


@pytest.mark.parametrize(
    "text", ["phòng QLKH xong rồi", "bên QLKH đã xong", "QLKH hoàn thành rồi ạ", "QLKH cũng xong"]
)
def test_another_unit_that_has_finished_closes_nothing(text: str) -> None:
    reading = understand(_said(text))

    assert (reading.intent, reading.per_task) == ("not_understood", ())


@pytest.mark.parametrize("text", ["phòng QLCN xong rồi", "đã làm xong với QLKH", "xong rồi ạ"])
def test_the_own_unit_and_partners_do_not_stand_in_the_way(text: str) -> None:
    assert understand(_said(text)).per_task == ((1, "done"),)
