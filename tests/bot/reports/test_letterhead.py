"""Who issues a report, from what the plan says of its agency."""

from dataclasses import replace

import pytest

from bot.reports import letterhead
from tests.schedules.plans import seed

DOTS = "……………"


@pytest.mark.parametrize(
    ("agency", "superior", "body", "place"),
    [
        (
            "Sở Khoa học và Công nghệ tỉnh Lạng Sơn",
            "UBND TỈNH LẠNG SƠN",
            "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
            "Lạng Sơn",
        ),
        (
            "Sở Nội vụ thành phố Hải Phòng",
            "UBND THÀNH PHỐ HẢI PHÒNG",
            "SỞ NỘI VỤ",
            "Hải Phòng",
        ),
        ("Phòng Tư pháp huyện Cao Lộc", "UBND HUYỆN CAO LỘC", "PHÒNG TƯ PHÁP", "Cao Lộc"),
        ("Ủy ban nhân dân xã Tân Thành", "", "ỦY BAN NHÂN DÂN XÃ TÂN THÀNH", "Tân Thành"),
        ("Cục Thuế tỉnh Lạng Sơn", "", "CỤC THUẾ", "Lạng Sơn"),
        ("Sở Khoa học và Công nghệ", "", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", DOTS),
    ],
)
def test_the_head_names_the_body_the_one_above_it_and_the_place(
    agency: str, superior: str, body: str, place: str
) -> None:
    head = letterhead.of(replace(seed(), agency=agency))

    assert (head.superior, head.body, head.place) == (superior, body, place)


@pytest.mark.parametrize(
    ("number", "agency", "symbol"),
    [
        ("/KH-SKHCN", "Sở Khoa học và Công nghệ tỉnh Lạng Sơn", "BC-SKHCN"),
        ("12/KH-UBND", "Ủy ban nhân dân tỉnh Lạng Sơn", "BC-UBND"),
        (None, "Sở Khoa học và Công nghệ tỉnh Lạng Sơn", "BC-SKHCN"),
        (None, "Ủy ban nhân dân xã Tân Thành", "BC-UBND"),
        ("15-CV/TU", "Sở Nội vụ thành phố Hải Phòng", "BC-SNV"),
    ],
)
def test_the_symbol_follows_the_plan_s_own_or_the_initials_of_the_body(
    number: str | None, agency: str, symbol: str
) -> None:
    assert letterhead.of(replace(seed(), number=number, agency=agency)).symbol == symbol


@pytest.mark.parametrize(
    ("agency", "post"),
    [
        ("Sở Khoa học và Công nghệ tỉnh Lạng Sơn", ("GIÁM ĐỐC",)),
        ("Ủy ban nhân dân xã Tân Thành", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Chi cục Tiêu chuẩn Đo lường Chất lượng", ("CHI CỤC TRƯỞNG",)),
        ("Liên hiệp các Hội Khoa học", ("THỦ TRƯỞNG CƠ QUAN",)),
    ],
)
def test_who_signs_is_the_head_of_such_a_body(agency: str, post: tuple[str, ...]) -> None:
    assert letterhead.of(replace(seed(), agency=agency)).post == post
