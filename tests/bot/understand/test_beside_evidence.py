"""What words beside a file, a link or a document's number say of it, and of how a duty stands."""

import pytest

from bot.understand.evidence.citing import (
    depicts,
    describes,
    only_looks,
    pictured,
    references,
    rests_on,
)


@pytest.mark.parametrize(
    "text",
    [
        "cv số 12/QLCN ngày 8/12 về âm thanh",
        "gửi chị ảnh hội thảo",
        "https://b.vn/1 ảnh treo băng rôn hôm qua ạ",
        "việc 2: https://b.vn/1",
        "bài đã đăng về băng rôn: https://b.vn/1",
        "em gửi link bài https://b.vn/1, ảnh băng rôn ạ",
    ],
)
def test_words_that_only_hand_over_or_name_what_is_shown_describe_it(text: str) -> None:
    assert describes(text)


@pytest.mark.parametrize(
    "text",
    [
        "việc 2 chưa xong https://b.vn/1",
        "ảnh hội thảo, mai em gửi tiếp video",
        "https://b.vn/1 ai duyệt ạ?",
        "gửi CV số 12/QLCN xin lùi đến 20/5",
        "treo băng rôn hôm qua https://b.vn/1",
    ],
)
def test_words_that_say_more_than_that_do_not(text: str) -> None:
    assert not describes(text)


@pytest.mark.parametrize(
    ("text", "only_shown"),
    [
        ("ảnh treo băng rôn hôm qua ạ", True),
        ("ảnh băng rôn đã treo ạ", False),
        ("ảnh việc 1 xong", False),
        ("em gửi ảnh ạ", True),
        ("treo băng rôn hôm qua ạ", False),
    ],
)
def test_what_a_picture_shows_is_not_said_to_be_done(text: str, *, only_shown: bool) -> None:
    assert depicts(text) is only_shown


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ảnh 1 và 3 xong", (1, 3)),
        ("ảnh 1,2,3", (1, 2, 3)),
        ("minh chứng việc 1, 2", (1, 2)),
        ("ảnh 1", ()),
        ("ảnh chụp 20/5", ()),
        ("3 ảnh của 2 xã", ()),
    ],
)
def test_several_numbers_behind_the_name_of_evidence_are_those_of_duties(
    text: str, numbers: tuple[int, ...]
) -> None:
    assert pictured(text) == numbers


def test_a_document_that_something_rests_on_is_told_from_one_that_is_sent() -> None:
    assert rests_on("theo CV số 12/UBND về chuyên mục")
    assert not rests_on("CV số 12/UBND về chuyên mục")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("CV số 12/QLCN ngày 8/5, chưa ký", ()),
        ("đang trình công văn số 12/QLCN", ()),
        ("CV số 12/QLCN đã ký, CV số 13/QLCN chưa ký", ("CV số 12/QLCN",)),
        ("CV số 12/QLCN về việc góp ý dự thảo nghị quyết", ("CV số 12/QLCN",)),
        ("CV số 12/QLCN; việc 2 đang trình", ("CV số 12/QLCN",)),
        ("CV số 12/QLCN, việc 2 chưa ký", ("CV số 12/QLCN",)),
    ],
)
def test_a_document_that_is_not_issued_yet_is_no_evidence(text: str, kept: tuple[str, ...]) -> None:
    assert tuple(each.words for each in references(text)) == kept


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("xem minh chứng việc 4", True),
        ("cho em xem lại ảnh việc 4 với", True),
        ("chị gửi lại cho em xem minh chứng việc 4", True),
        ("em gửi anh xem ảnh việc 4", False),
        ("ảnh việc 4", False),
        ("mở file không được", False),
        ("xem ảnh này là của việc 4", False),
        ("xem minh chứng việc 4: https://b.vn/1", False),
    ],
)
def test_what_only_wants_to_see_evidence_hands_none_over(text: str, *, looks: bool) -> None:
    assert only_looks(text) is looks
