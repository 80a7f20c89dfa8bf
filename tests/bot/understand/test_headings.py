"""Who speaks for several units says of each by its name what its own duties are at."""

import pytest

from bot.understand import OpenTask, UnitName, Utterance, understand

UNITS = (
    UnitName("ttud", "Trung tâm Ứng dụng, phát triển khoa học - công nghệ", ("TT Ứng dụng",)),
    UnitName("tdc", "Chi cục Tiêu chuẩn Đo lường Chất lượng", ("Chi cục TĐC",)),
)
BANNERS, NEWS = "Treo băng rôn, khẩu hiệu chào mừng", "Giới thiệu các thành tựu KH&CN"
TASKS = (
    OpenTask(1, BANNERS, unit="ttud"),
    OpenTask(2, NEWS, unit="ttud"),
    OpenTask(3, BANNERS, unit="tdc"),
    OpenTask(4, NEWS, unit="tdc"),
)


def _read(text: str) -> dict[int, str]:
    said = Utterance(text, unit="tdc", open_tasks=TASKS, units=UNITS, last_bot_kind="reminder")
    return dict(understand(said).per_task)


@pytest.mark.parametrize(
    ("text", "recorded"),
    [
        ("Trung tâm: băng rôn xong, còn lại chưa", {1: "done", 2: "not_done"}),
        ("TT xong hết, Chi cục thì băng rôn chưa", {1: "done", 2: "done", 3: "not_done"}),
        ("Dạ Chi cục TĐC băng rôn treo xong rồi ạ", {3: "done"}),
        ("Chi cục: 3 xong. Trung tâm: 1 được 50%", {3: "done", 1: "in_progress"}),
    ],
)
def test_what_stands_behind_a_unit_is_of_its_duties(text: str, recorded: dict[int, str]) -> None:
    assert _read(text) == recorded


@pytest.mark.parametrize(
    "text", ["băng rôn xong rồi", "chưa xong vì chờ Chi cục, Trung tâm cũng chưa", "Trung tâm"]
)
def test_a_unit_that_does_not_open_the_text_says_not_whose_duties(text: str) -> None:
    assert _read(text) == {}
