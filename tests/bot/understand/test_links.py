"""A link is evidence: the figures and words in it name no duty."""

import pytest

from tests.bot.understand.scenes import heard


@pytest.mark.parametrize("link", ["https://b.vn/2", "http://b.vn/viec-3?x=1", "www.b.vn/tin-bai/4"])
def test_the_figures_of_a_link_name_no_duty(link: str) -> None:
    assert heard(f"đã hoàn thành, link {link}", tasks=4).per_task == ()
    assert heard(f"việc 1 xong {link}", tasks=4).per_task == ((1, "done"),)


def test_a_link_beside_a_reason_stays_in_it() -> None:
    read = heard("chưa xong vì chờ duyệt bài, xem http://b.vn/2")

    assert read.parts[0].reason == "chờ duyệt bài, xem http://b.vn/2"


@pytest.mark.parametrize("reason", ["<b>cuộc thi</b>", "chờ duyệt (bản cuối)", "máy hỏng"])
def test_a_reason_keeps_the_brackets_that_belong_to_it(reason: str) -> None:
    assert heard(f"chưa xong vì {reason}").parts[0].reason == reason
