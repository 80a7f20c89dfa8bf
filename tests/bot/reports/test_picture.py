"""The picture: its size, its pages, and that nothing in it rests on colour alone."""

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from bot.reports import picture
from bot.reports.breakdown import Condition
from bot.reports.lettering import ELLIPSIS, bold, fit, length, regular, wrap
from bot.reports.marks import LATE, LEGEND, LOOKS, NOT_DONE, NOW, ON_TIME, OVERDUE, SHADE, UNDER_WAY
from schedules.progress import Answer, Board, board
from tests.bot.reports.boards import (
    CLOSED,
    VISITS,
    at,
    extended_seed,
    many,
    said,
    seed_board,
    waiting,
)
from tests.schedules.plans import seed

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ–…“”&"


def drawn(of: Board) -> Image.Image:
    """The only page, in its colours."""
    [page] = picture.pages(of)
    return Image.open(BytesIO(page)).convert("RGB")


def colours(image: Image.Image) -> Mapping[object, int]:
    """How many pixels have each colour."""
    return {colour: number for number, colour in image.getcolors(1 << 20) or []}


def discs(page: bytes) -> int:
    """How many signs of duties done on time stand at the left edge of a page."""
    image = Image.open(BytesIO(page)).convert("RGB")
    edge = [image.getpixel((picture.MARGIN + 5, y)) == ON_TIME.colour for y in range(image.height)]
    return sum(here and not above for above, here in itertools.pairwise(edge))


def all_done(number: int) -> Board:
    """A plan of so many duties, all done on time."""
    plan = many(number).plan
    replies = {a.key: [said("2022-01-03T10:00", Answer.DONE)] for a in plan.assignments}
    return board(plan, at("2022-01-04T10:00"), replies, {})


def test_it_is_as_wide_as_a_phone_and_its_letters_can_be_read_there() -> None:
    assert drawn(seed_board()).width == 1080
    assert min(picture.TITLE, picture.TEXT, picture.SMALL) >= 24


def test_every_condition_is_told_apart_without_colours() -> None:
    assert set(LOOKS) == set(Condition)
    assert len({(look.sign, look.pattern) for look in LEGEND}) == len(LEGEND)


def test_the_standing_of_duties_is_seen_in_colour() -> None:
    friday, closed = colours(drawn(seed_board())), colours(drawn(seed_board(CLOSED)))

    assert all(friday[look.colour] > 500 for look in (ON_TIME, LATE, UNDER_WAY, NOT_DONE))
    assert closed[OVERDUE.colour] > 10 * friday[OVERDUE.colour]


def test_days_off_are_shaded_and_today_is_a_line() -> None:
    found = colours(drawn(seed_board()))

    assert found[SHADE] > 20_000
    assert found[NOW] > 1_000


def test_a_day_far_from_the_plan_does_not_stretch_it() -> None:
    found = colours(drawn(seed_board("2023-05-20T16:00")))

    assert NOW not in found


def test_an_empty_plan_has_a_picture_too() -> None:
    empty = replace(seed(), assignments=(), activities=())

    assert drawn(seed_board(plan=empty, replies={})).height < 800


def test_a_long_plan_is_drawn_on_pages_with_each_duty_once() -> None:
    made = list(picture.pages(all_done(160)))

    assert len(made) > 1
    assert sum(map(discs, made)) == 160 + len(made)  # each page has a legend
    assert all(Image.open(BytesIO(page)).height <= picture.TALLEST for page in made)


def test_names_and_titles_of_any_length_stay_inside() -> None:
    plan = seed()
    long = "Trungtâmkhôngdấucách" * 20
    unit = replace(plan.units["vps"], name=long, aliases=(long,))
    first = plan.assignments[0]
    activity = replace(first.activity, title=long, section=long)
    duty = replace(first, activity=activity, title=long, unit=unit)
    large = replace(plan, title=long, assignments=(duty,), activities=(activity,))

    image = drawn(board(large, at("2022-05-13T17:00"), {}, {}))

    right_edge = {image.getpixel((image.width - 3, y)) for y in range(picture.MARGIN, 200)}
    assert right_edge == {(255, 255, 255)}


@pytest.mark.parametrize("face", [regular, bold])
def test_every_vietnamese_letter_has_its_shape(face: object) -> None:
    font = face(24)  # type: ignore[operator]  # one of the two above
    none = bytes(font.getmask("\U000e0fff"))

    letters = LETTERS + LETTERS.upper()

    assert [each for each in letters if bytes(font.getmask(each)) == none] == []


def test_a_text_is_as_long_as_its_letters() -> None:
    text = "Tuyên truyền, phổ biến pháp luật – VÀ ĐỔI MỚI"

    assert length(text, regular(27)) == regular(27).getlength(text)


def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    font = regular(24)

    cut = fit("Tuyên truyền các cuộc thi", font, 200)

    assert cut.endswith(ELLIPSIS)
    assert length(cut, font) <= 200
    assert fit("Tuyên truyền", font, 400) == "Tuyên truyền"


def test_lines_break_between_words_and_only_the_last_is_cut() -> None:
    font = regular(24)
    words = "Tổ chức đón tiếp khách, người dân tham quan các phòng thí nghiệm"

    lines = wrap(words, font, 300, most=2)

    assert len(lines) == 2
    assert words.startswith(lines[0])
    assert lines[1].endswith(ELLIPSIS)
    assert wrap(words, font, 2_000, most=2) == [words]


def test_a_deadline_that_was_moved_shows_where_it_was() -> None:
    plain = drawn(seed_board(CLOSED, {}))
    moved = drawn(seed_board(CLOSED, {}, extended_seed()))

    assert colours(moved)[OVERDUE.colour] < colours(plain)[OVERDUE.colour]
    assert moved.tobytes() != plain.tobytes()


def test_a_wish_for_more_time_that_waits_is_written_beside_its_bar() -> None:
    plain = seed_board(CLOSED, {})

    assert drawn(waiting(plain, VISITS, date(2022, 5, 24))).tobytes() != drawn(plain).tobytes()
