"""“Lý do đúng là …”: what a text calls the true reason, or that of a wish for more time."""

import pytest

from bot.understand.dialogue.true_reasons import true_reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("lý do đúng là mưa bão", "mưa bão"),
        ("lý do thật là web lỗi", "web lỗi"),
        ("lý do chính xác là thiếu kinh phí", "thiếu kinh phí"),
        ("lý do chuẩn là Đài bận", "Đài bận"),
        ("ly do dung la mua bao", "mua bao"),
        ("nhầm, lý do đúng là vì Đài bận", "Đài bận"),
        ("sửa lại lý do: mưa lũ", "mưa lũ"),
        ("sửa lại lý do việc 5: mưa lũ", "mưa lũ"),
        ("xin đính chính lý do việc 5 là Đài bận", "Đài bận"),
        ("đổi lý do việc 5 thành Đài bận", "Đài bận"),
        ("lý do đúng của việc 1 là Đài bận", "Đài bận"),
    ],
)
def test_a_reason_is_called_the_true_one(text: str, reason: str) -> None:
    found = true_reason(text)

    assert found is not None
    assert (found.reason, found.of_wish) == (reason, False)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("lý do xin lùi việc 2 là mưa bão", "lý do xin lùi việc 2 là "),
        ("lý do lùi hạn việc 2 thực ra là mưa bão", "lý do lùi hạn việc 2 thực ra là "),
        ("lý do lùi chuyên mục với Đài là mưa bão", "lý do lùi chuyên mục với Đài là "),
        ("sửa lý do xin lùi: mưa bão", "sửa lý do xin lùi: "),
        ("thực ra việc 5 xin lùi là do mưa bão", "thực ra việc 5 xin lùi là do "),
        ("thực ra xin lùi do mưa bão", "thực ra xin lùi do "),
        ("việc 5 xin lùi là vì mưa bão", "việc 5 xin lùi là vì "),
    ],
)
def test_a_reason_is_said_to_be_that_of_a_wish(text: str, before: str) -> None:
    found = true_reason(text)

    assert found is not None
    assert (found.reason, found.before, found.of_wish) == ("mưa bão", before, True)


@pytest.mark.parametrize(
    "text",
    [
        "vì mưa bão",
        "lý do là mưa bão",
        "lý do việc 3 là web lỗi",
        "việc 5 xin lùi vì mưa bão",
        "xin lùi việc 5 do mưa bão",
        "xin lùi do mưa bão",
        "lý do đúng là gì?",
        "lý do đúng",
        "sửa lại lý do",
        "xin lùi đến 17/5 vì mưa",
    ],
)
def test_a_bare_reason_or_a_new_wish_is_none(text: str) -> None:
    assert true_reason(text) is None
