"""Whatever comes in is kept first and handled once; nothing stops what comes after it."""

import unicodedata
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.simulator import NAME
from bot.messages import Sender, Update
from bot.people import Post, Role
from bot.store.tables import inbox, replies
from schedules.progress import State
from tests.stories.cast import EVERYBODY, HEAD, LEADER, VPS_HEAD
from tests.stories.stage import Stage


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 10/5, 08:00: QLCN&ĐMST has been reminded of four duties that are due on 14/5."""
    await stage.comes("10/5 08:00")
    return stage


def outcomes(stage: Stage) -> list[str | None]:
    """What became of each update, in order."""
    with stage.memory.begin() as tx:
        return list(tx.execute(select(inbox.c.outcome).order_by(inbox.c.id)).scalars())


async def kept(stage: Stage, updates: Sequence[Update]) -> None:
    """Updates are kept, as a channel does before it confirms them."""
    await stage.reception.keeper(NAME)(updates)


@pytest.mark.parametrize(
    "payload",
    ["{}", "[]", "null", "not JSON", '{"poll": {"id": 1}}', '{"from": 7}', "\ufffd" * 5_000],
)
async def test_an_update_of_an_unknown_kind_is_passed_over(reminded: Stage, payload: str) -> None:
    await kept(reminded, [Update("odd", payload)])

    assert await reminded.hear() == 1
    assert outcomes(reminded) == ["passed over"]


async def test_an_update_that_cannot_be_handled_is_set_aside_and_the_next_ones_go_on(
    reminded: Stage,
) -> None:
    """No database takes half of a surrogate pair, and real channels let none through."""
    await reminded.taps(HEAD, "❌ 1")
    reminded.phones.says(HEAD.sender, "\ud800")
    reminded.phones.taps(HEAD.sender, "✅ 2")

    await reminded.beat()

    assert outcomes(reminded) == ["Tapped", "failed", "Tapped"]
    assert reminded.stands("2.1.2", "qlcn").state is State.DONE


async def test_an_update_set_aside_is_not_tried_again(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")
    reminded.phones.says(HEAD.sender, "\ud800")
    await reminded.beat()

    reminded.restarted()

    assert await reminded.hear() == 0


async def test_updates_that_a_former_run_left_are_handled_at_the_start(reminded: Stage) -> None:
    reminded.phones.taps(HEAD.sender, "✅ 1")
    await kept(reminded, reminded.phones.taken())

    reminded.restarted()
    handled = await reminded.hear()

    assert handled == 1
    assert reminded.stands("2.1.1", "qlcn").state is State.DONE


async def test_updates_of_many_people_are_handled_in_the_order_they_came(
    reminded: Stage,
) -> None:
    since = reminded.now
    for n in range(120):  # each writes every five seconds: nobody floods
        at = since + timedelta(seconds=n)
        reminded.phones.says(EVERYBODY[n % 5].sender, "/trogiup", at=at)
    reminded.clock.set(since + timedelta(seconds=120))

    await reminded.beat()

    assert len(outcomes(reminded)) == 120
    assert set(outcomes(reminded)) == {"Said"}


@pytest.mark.parametrize("length", [4_096, 10_000])
async def test_a_reason_of_any_length_is_kept_whole(reminded: Stage, length: int) -> None:
    words = ("chờ kinh phí " * 1_000)[:length].rstrip()
    await reminded.taps(HEAD, "❌ 1")

    said = await reminded.says(HEAD, words)

    with reminded.memory.begin() as tx:
        whole = tx.execute(select(replies.c.words).where(replies.c.words.is_not(None))).scalar_one()
    assert whole == words
    assert said.startswith("Đã ghi nhận lý do: “chờ kinh phí")
    assert len(said) < 4_096
    assert len(await reminded.says(LEADER, "/tinhhinh")) < 2_000


async def test_a_long_reason_is_quoted_short_where_there_is_little_room(reminded: Stage) -> None:
    await reminded.taps(HEAD, "❌ 1")
    await reminded.says(HEAD, "chờ kinh phí " * 400)

    await reminded.comes("12/5 08:00")
    await reminded.says(HEAD, "/viec")
    await reminded.comes("13/5 08:00")

    assert all(len(text) < 4_096 for text in reminded.texts(HEAD))
    assert all(len(text) < 4_096 for text in reminded.texts(LEADER))


async def test_decomposed_letters_are_read_and_answered_like_composed_ones(
    reminded: Stage,
) -> None:
    await reminded.taps(HEAD, "❌ 1")

    await reminded.says(HEAD, unicodedata.normalize("NFD", "chờ đơn vị phối hợp"))

    reply = reminded.stands("2.1.1", "qlcn").reply
    assert reply is not None
    assert reply.reason == "chờ đơn vị phối hợp"
    assert all(unicodedata.is_normalized("NFC", text) for text in reminded.texts(HEAD))


async def test_a_name_full_of_html_is_just_a_name(stage: Stage) -> None:
    odd = Sender("odd", '<b>Lan</b> & "Hà" <script>alert(1)</script>')
    await stage.says(odd, f"/start {stage.invited(Post(Role.HEAD, 'qlkh'))}")
    await stage.comes("12/5 08:00")

    await stage.taps(odd, "✅")

    assert '(<b>Lan</b> & "Hà" <script>' in stage.shown("odd")[-2].message.text
    reply = stage.stands("2.2.4b", "qlkh").reply
    assert reply is not None
    assert reply.by == odd.name


@pytest.mark.parametrize("name", ["", " ", "A" * 500, "\u202eđảo"])
async def test_odd_names_join_like_others(stage: Stage, name: str) -> None:
    odd = Sender("odd", name)

    said = await stage.says(odd, f"/start {stage.invited(Post(Role.STAFF, 'qlkh'))}")

    assert said.startswith("Đã liên kết")


async def test_a_tap_whose_message_the_platform_has_forgotten_still_reports(
    reminded: Stage,
) -> None:
    _, data = reminded.phones.phone(HEAD.phone).find("✅ 1")

    said = await reminded.sends(HEAD, data, None)

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert reminded.stands("2.1.1", "qlcn").state is State.DONE


async def test_a_tap_is_always_confirmed_to_the_platform(reminded: Stage) -> None:
    await reminded.taps(HEAD, "✅ 1")
    await reminded.sends(VPS_HEAD, "forged", None)

    assert len(reminded.phones.phone(HEAD.phone).notes) == 2
