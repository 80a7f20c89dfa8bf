"""What somebody means who types where there are no buttons."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.choices import menus
from bot.choices.menus import Line, Menu
from bot.messages import Choice, Message
from bot.wording.plain import as_read

REASONS = Message(
    "Đã ghi nhận: chưa hoàn thành.",
    "Anh/chị cho biết giúp lý do.",
    (
        (Choice("Chờ kinh phí", "why:7:0"),),
        (Choice("Chờ đơn vị phối hợp", "why:7:1"),),
        (Choice("Chờ phê duyệt", "why:7:2"),),
        (Choice("Không nêu lý do", "why:7:-"), Choice("↩️ Hoàn tác", "undo:7", "hoàn tác")),
    ),
)
REMINDER = Message(
    "Kính gửi anh/chị Trưởng phòng,",
    "1. Treo băng rôn\n2. Viết tin",
    (
        (Choice("✅ 1. Đã xong", "done:a", "1 xong"), Choice("❌ 1. Chưa", "not:a", "1 chưa xong")),
        (Choice("✅ 2. Đã xong", "done:b", "2 xong"), Choice("❌ 2. Chưa", "not:b", "2 chưa xong")),
        (Choice("👍 Đã nhận", "got", "đã nhận"),),
    ),
)


def kept(message: Message, id_: int = 1, *, fresh: bool = True) -> Menu:
    """The menu of a message as it is kept."""
    return replace(menus.of(message), id=id_, message_id=f"m{id_}", fresh=fresh)


def data(some: list[Menu], text: str) -> list[str]:
    """The data of all choices that a text may mean."""
    return [picked.line.choice.data for picked in menus.meant(some, text).picked]


def test_choices_become_numbered_lines_below_the_text() -> None:
    message, _ = as_read(REASONS, 0)

    assert message.text == (
        "Đã ghi nhận: chưa hoàn thành.\n"
        "Anh/chị cho biết giúp lý do.\n"
        "\n"
        "Trả lời bằng số hoặc bằng chữ:\n"
        "1. Chờ kinh phí\n"
        "2. Chờ đơn vị phối hợp\n"
        "3. Chờ phê duyệt\n"
        "4. Không nêu lý do\n"
        "Hoặc trả lời: “hoàn tác”."
    )
    assert message.rows == ()


def test_what_can_be_typed_about_a_duty_is_one_example_and_no_menu() -> None:
    message, menu = as_read(REMINDER, 0)

    assert message.body == (
        "1. Treo băng rôn\n"
        "2. Viết tin\n"
        "Trả lời ngay tại đây, ví dụ: “1 xong” hoặc “2 chưa xong”.\n"
        "Hoặc trả lời: “đã nhận”."
    )
    assert menu is not None
    assert [line.choice.data for line in menu.lines] == ["got"]
    assert menu.listed == {1, 2}


def test_what_the_text_says_itself_is_not_said_twice() -> None:
    said = replace(REMINDER, body="Ví dụ: “2 chưa xong vì …”; mới nhận tin thì viết “đã nhận”.")

    assert as_read(said, 0)[0].body == said.body


@pytest.mark.parametrize("most", [5, 100])
def test_where_all_choices_fit_they_are_buttons_and_the_words_stay(most: int) -> None:
    assert as_read(REASONS, most) == (REASONS, None)


def test_too_few_buttons_are_none() -> None:
    message, menu = as_read(REASONS, 4)

    assert message.rows == ()
    assert menu is not None


@pytest.mark.parametrize(
    "text", ["2", "số 2", "So 2", "chọn 2", "2.", "(2)", "2 ạ", "câu 2", "\uff12", " 2\n"]
)
def test_a_bare_number_picks_its_line(text: str) -> None:
    assert data([kept(REASONS)], text) == ["why:7:1"]


@pytest.mark.parametrize(
    "text",
    [
        "chờ đơn vị phối hợp",
        "CHO DON VI PHOI HOP",
        "2. Chờ đơn vị phối hợp",
        "Chờ đơn vị phối hợp ạ.",
    ],
)
def test_the_words_of_a_label_pick_it_however_they_are_typed(text: str) -> None:
    assert data([kept(REASONS)], text) == ["why:7:1"]


@pytest.mark.parametrize("text", ["hoàn tác", "Hoan tac", "↩️ Hoàn tác"])
def test_what_a_choice_says_to_type_picks_it(text: str) -> None:
    assert data([kept(REASONS)], text) == ["undo:7"]


@pytest.mark.parametrize(
    "text",
    [
        "2 xong",
        "xong 2",
        "việc 2",
        "2 chưa xong vì chờ kinh phí",
        "9",
        "2 3",
        "",
        "…",
        "12/5",
        "2 60%",
        "2 12/5",
        "2 45/CV-SKHCN",
    ],
)
def test_the_number_of_a_duty_is_no_menus(text: str) -> None:
    assert data([kept(REASONS)], text) == []


def test_a_line_with_a_day_is_not_picked_by_the_words_of_another_day() -> None:
    days = Message("Đến ngày nào ạ?", rows=((Choice("Đồng ý đến 15/5", "day:0"),),))

    assert data([kept(days)], "đồng ý đến 15/5") == ["day:0"]
    assert data([kept(days)], "đồng ý đến 16/5") == []


def test_a_number_after_a_later_list_of_duties_may_mean_either() -> None:
    meant = menus.meant([kept(REMINDER, 2), kept(REASONS, 1)], "2")

    assert (meant.certain, meant.duty) == (None, 2)
    assert data([kept(REMINDER, 2), kept(REASONS, 1)], "3") == ["why:7:2"]


def test_numbers_hold_until_somebody_has_spoken_and_words_as_long_as_the_menu() -> None:
    older = kept(REASONS, fresh=False)

    assert data([older], "2") == []
    assert data([older], "chờ kinh phí") == ["why:7:0"]


def test_the_same_words_in_two_new_messages_may_mean_either() -> None:
    other = Message("Khác", rows=((Choice("Chờ kinh phí", "why:8:0"),),))

    meant = menus.meant([kept(other, 2), kept(REASONS, 1)], "chờ kinh phí")

    assert meant.certain is None
    assert [p.line.choice.data for p in meant.picked] == ["why:8:0", "why:7:0"]


def test_a_new_message_goes_before_an_older_one_with_the_same_words() -> None:
    other = Message("Khác", rows=((Choice("↩️ Hoàn tác", "undo:8", "hoàn tác"),),))

    assert data([kept(other, 2), kept(REASONS, 1, fresh=False)], "hoàn tác") == ["undo:8"]


LABELS = st.text("abcdeđưâ 0123", min_size=1, max_size=20).filter(lambda t: t.strip() != "")
TYPED = st.none() | st.sampled_from(
    ["đúng", "sửa", "hoàn tác việc 2", "1 xong", "12 chưa xong", "3"]
)
CHOICES = st.builds(Choice, LABELS, st.uuids().map(str), TYPED)
MESSAGES = st.builds(
    Message,
    st.text("abc ", min_size=1, max_size=10),
    st.text("abc \n", max_size=30),
    st.lists(st.lists(CHOICES, min_size=1, max_size=3).map(tuple), min_size=1, max_size=6).map(
        tuple
    ),
)


@given(MESSAGES)
def test_no_number_in_a_message_stands_for_two_things(message: Message) -> None:
    menu = menus.of(message)

    given = [line.n for line in menu.lines if line.n is not None and line.choice.typed is None]

    assert len(given) == len(set(given))
    assert not set(given) & menu.listed


@given(MESSAGES)
def test_every_choice_can_be_typed(message: Message) -> None:
    shown, menu = as_read(message, 0)

    assert menu is not None
    for row in message.rows:
        for choice in row:
            if menus.number_of_duty(choice) is None:
                line = next(li for li in menu.lines if li.choice == choice)
                assert line.n is None or f"{line.n}." in shown.text
                assert line.n is not None or "trả lời" in shown.text
    for line in menu.lines:
        if line.n is not None:
            assert line.choice.data in data([menu], str(line.n))


@given(MESSAGES, st.integers(0, 999), st.sampled_from(["xong", "chưa xong", "đang làm", "60%"]))
def test_a_number_with_a_verb_is_never_a_menus_number(message: Message, n: int, verb: str) -> None:
    picked = menus.meant([menus.of(message)], f"{n} {verb}").picked

    assert not [p for p in picked if p.line.n == n and p.line.choice.typed is None]


@given(st.lists(MESSAGES, max_size=3), st.text(max_size=40))
def test_any_text_can_be_looked_up(messages: list[Message], text: str) -> None:
    some = [kept(message, n) for n, message in enumerate(messages)]

    for picked in menus.meant(some, text).picked:
        assert isinstance(picked.line, Line)


def test_a_word_that_confirms_is_of_the_newest_message_alone() -> None:
    asked = [Message(f"Tin {n}", rows=((Choice("Đúng", f"r:{n}", "đúng"),),)) for n in (2, 1)]

    assert data([kept(asked[0], 2), kept(asked[1], 1)], "đúng ạ") == ["r:2"]
    assert data([kept(m, n, fresh=False) for m, n in zip(asked, (2, 1), strict=True)], "đúng") == [
        "r:2"
    ]
