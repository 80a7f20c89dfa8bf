"""What becomes of messages when sending fails, and what the office hears of it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.channels import (
    ChannelError,
    Misconfigured,
    Moved,
    Receipt,
    TryLater,
    Undeliverable,
)
from bot.channels.simulator import NAME, Simulator
from bot.deliver import deliver, take
from bot.messages import Address, Message
from bot.people import Post, Role
from bot.reaching.notices import tell
from bot.remind import remind
from bot.store import outbox
from bot.store.memory import Memory
from bot.store.outbox import Fate
from bot.store.tables import deliveries
from bot.store.tables import outbox as promises
from schedules.progress import Reach
from tests.stories.cast import (
    DEPUTY,
    HEAD,
    HEADS,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    SECOND_HEAD,
    TDC_HEAD,
)
from tests.stories.stage import Stage

BLOCKED = Undeliverable("bot was blocked by the user")


def notices(stage: Stage) -> list[str]:
    """The first lines of what the office was told."""
    return [sent.text.splitlines()[0] for sent in stage.notices()]


def outcomes(stage: Stage) -> list[str]:
    """How every attempt ended, in order."""
    with stage.memory.begin() as tx:
        return list(tx.execute(select(deliveries.c.outcome).order_by(deliveries.c.id)).scalars())


def fates(stage: Stage) -> set[str]:
    """What became of all promises."""
    with stage.memory.begin() as tx:
        return set(tx.execute(select(promises.c.state)).scalars())


async def test_the_ledger_keeps_the_exact_text(stage: Stage) -> None:
    await stage.comes("10/5 08:00")

    with stage.memory.begin() as tx:
        row = tx.execute(select(deliveries).where(deliveries.c.chat == HEAD.phone)).one()
    shown = stage.shown(HEAD)[-1]
    assert (row.text, row.message_id, row.channel) == (shown.message.text, shown.id, NAME)
    assert row.text[: row.heading] == shown.message.heading


class Adding(Simulator):
    """A channel that adds a line of its own to what it sends."""

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:
        """Say so in the receipt."""
        receipt = await super().send(to, message, answering=answering)
        return replace(receipt, text=f"{message.text}\nTrong nhóm, đề nghị nhắc tên.")


async def test_the_ledger_keeps_what_the_channel_made_of_it(sqlite_memory: Memory) -> None:
    stage = Stage(sqlite_memory, phones=Adding())
    stage.everybody_joined()

    await stage.comes("10/5 08:00")

    [sent] = stage.sent_to(HEAD)
    assert sent.text == f"{stage.texts(HEAD)[-1]}\nTrong nhóm, đề nghị nhắc tên."


async def test_a_message_is_tried_again_when_the_platform_says_so_even_after_hours(
    stage: Stage,
) -> None:
    await stage.comes("4/5 08:00")
    stage.troubles(HEAD, TryLater("flood", timedelta(hours=2, minutes=10)))

    await stage.lives("10/5 15:00")

    assert stage.days_of(HEAD) == ["4/5 08:00", "10/5 10:10"]


async def test_a_platform_that_names_no_time_is_asked_at_doubling_intervals(stage: Stage) -> None:
    await stage.comes("4/5 08:00")
    stage.troubles(HEAD, *[TryLater("bad gateway") for _ in range(4)])

    await stage.lives("10/5 09:00")

    with stage.memory.begin() as tx:
        query = select(deliveries.c.at).where(deliveries.c.chat == HEAD.phone)
        moments = list(tx.execute(query.order_by(deliveries.c.id)).scalars())[1:]
    waits = [(b - a) / timedelta(seconds=1) for a, b in pairwise(moments)]
    assert waits == [15, 30, 60, 120]


async def test_what_could_not_be_sent_in_time_is_given_up_and_the_office_is_told(
    stage: Stage,
) -> None:
    await stage.lives("12/5 09:00")
    stage.troubles(TDC_HEAD, TryLater("flood", timedelta(days=30)))

    await stage.lives("13/6 09:00")

    assert f"Đã thôi gửi tin cho {TDC_HEAD.name}: quá thời điểm còn ý nghĩa." in notices(stage)
    assert "Treo băng rôn" in "\n".join(sent.text for sent in stage.sent_to(OFFICE))


async def test_a_blocked_head_is_lost_and_the_deputy_hears_at_once(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("4/5 08:00")
    stage.phones.phone(HEAD.phone).blocked = True

    await stage.comes("10/5 08:00")

    assert stage.days_of(DEPUTY) == ["10/5 08:00"]
    assert stage.sent_to(DEPUTY)[0].text.count("[mục III.2.1") == 4
    assert stage.stands("2.1.1", "qlcn").reach is Reach.DELIVERED


async def test_the_office_hears_once_that_somebody_cannot_be_reached(stage: Stage) -> None:
    stage.joined(DEPUTY)
    await stage.comes("4/5 08:00")
    stage.phones.phone(HEAD.phone).blocked = True

    await stage.lives("13/5 09:00")

    told = stage.notices()
    assert [sent.text.splitlines()[:2] for sent in told] == [
        [
            "Không gửi được tin cho Phạm Thị Lan (Phòng Quản lý công nghệ và đổi mới sáng tạo).",
            "Lý do: người nhận đã chặn tài khoản này.",
        ]
    ]
    assert stage.days_of(DEPUTY) == ["10/5 08:00", "12/5 08:00", "13/5 08:00"]


async def test_a_head_of_two_units_who_is_lost_is_followed_by_each_unit_s_own_people(
    stage: Stage,
) -> None:
    """Nobody gets the duties of another unit."""
    stage.joined(replace(HEAD, post=Post(Role.HEAD, "tdc")), DEPUTY)
    await stage.comes("4/5 08:00")
    stage.phones.phone(HEAD.phone).blocked = True

    await stage.comes("13/5 08:00")

    assert "Treo băng rôn" not in stage.sent_to(DEPUTY)[-1].text
    assert "video phóng sự" not in stage.sent_to(TDC_HEAD)[-1].text


async def test_a_unit_that_nobody_can_reach_is_undelivered_on_the_board(stage: Stage) -> None:
    stage.phones.phone(HEAD.phone).blocked = True

    await stage.comes("4/5 08:00")

    assert stage.stands("2.1.1", "qlcn").reach is Reach.UNDELIVERED
    assert stage.board().answers.undelivered == 6


async def test_when_nobody_is_linked_the_office_is_told_once_a_day(empty_stage: Stage) -> None:
    empty_stage.joined(OFFICE, LEADER, *(head for head in HEADS if head is not QLKH_HEAD))
    await empty_stage.lives("12/5 18:00")

    told = empty_stage.notices()

    heading = "Có tin nhắc đến hạn nhưng chưa gửi được vì đơn vị chưa ai liên kết."
    assert notices(empty_stage) == [heading, heading]
    assert [sent.at.day for sent in told] == [10, 12]
    assert all("Đơn vị: Phòng Quản lý khoa học." in sent.text for sent in told)
    assert empty_stage.stands("2.2.4b", "qlkh").reach is Reach.UNDELIVERED


async def test_a_chat_that_moved_is_followed_and_remembered(stage: Stage) -> None:
    new = Address(NAME, "lan-moi")
    await stage.comes("4/5 08:00")
    stage.troubles(HEAD, Moved(new))

    await stage.comes("10/5 08:00")
    await stage.comes("12/5 08:00")

    assert len(stage.texts("lan-moi")) == 2
    assert len(stage.texts(HEAD)) == 1
    assert outcomes(stage).count("sent") == len(outcomes(stage))


async def test_a_refused_channel_rests_its_messages_wait_and_the_office_is_told(
    stage: Stage,
) -> None:
    await stage.comes("4/5 08:00")
    stage.troubles(HEAD, Misconfigured("unauthorized"))

    await stage.comes("10/5 08:00")
    await stage.comes("10/5 08:30")
    while_resting = stage.days_of(HEAD)
    stage.desk.paused.clear()
    await stage.lives("10/5 08:35")

    assert while_resting == ["4/5 08:00"]
    assert stage.days_of(HEAD)[-1] == "10/5 08:31"
    assert notices(stage) == ["Kênh simulator đã bị gián đoạn, nay hoạt động trở lại."]


async def test_what_a_refused_channel_never_sent_in_time_is_told_to_the_office(
    stage: Stage,
) -> None:
    await stage.comes("4/5 08:00")
    stage.troubles(TDC_HEAD, Misconfigured("unauthorized"))
    await stage.comes("13/5 08:00")
    await stage.comes("14/6 08:00")

    stage.desk.paused.clear()
    await stage.comes("14/6 09:00")

    assert any(line.startswith(f"Đã thôi gửi tin cho {TDC_HEAD.name}") for line in notices(stage))


async def test_a_bug_in_a_channel_does_not_stop_the_others(stage: Stage) -> None:
    stage.phones.phone(HEAD.phone).trouble.append(_bug())

    await stage.comes("10/5 08:00")
    others = stage.days_of(QLKH_HEAD)
    await stage.comes("10/5 08:01")

    assert others == ["10/5 08:00"]
    assert stage.days_of(HEAD) == ["10/5 08:01"]


def _bug() -> ChannelError:
    """What no channel should raise."""
    return ChannelError("neither of the four")


async def test_a_message_whose_sender_died_is_offered_again_when_the_lease_lapses(
    any_stage: Stage,
) -> None:
    await any_stage.comes("4/5 08:00")
    any_stage.clock.set(any_stage.now.replace(day=10))
    await remind(any_stage.desk)
    with any_stage.memory.begin() as tx:
        taken = take(tx, any_stage.desk, any_stage.now)

    await deliver(any_stage.desk)
    meanwhile = any_stage.days_of(HEAD)
    any_stage.clock.set(any_stage.now + outbox.LEASE)
    await deliver(any_stage.desk)

    assert taken
    assert meanwhile == ["4/5 08:00"]
    assert any_stage.days_of(HEAD) == ["4/5 08:00", "10/5 08:05"]


async def test_a_service_restarted_on_a_saturday_waits_for_monday_half_past_seven(
    stage: Stage,
) -> None:
    await stage.comes("11/5 09:00")
    before = len(stage.ledger())

    await stage.comes("14/5 10:00")
    on_saturday = len(stage.ledger())
    await stage.lives("16/5 07:31")

    assert on_saturday == before
    assert {f"{s.at:%d/%m %H:%M}" for s in stage.ledger()[before:]} == {"16/05 07:30"}


@pytest.mark.parametrize(("late", "sent"), [("17:00", "11/5 07:30"), ("12:00", "10/5 13:30")])
async def test_a_message_that_meets_quiet_hours_waits_until_they_are_over(
    stage: Stage, late: str, sent: str
) -> None:
    await stage.comes("4/5 08:00")

    await stage.comes(f"10/5 {late}")
    await stage.lives("11/5 07:40")

    assert stage.days_of(HEAD) == ["4/5 08:00", sent]


async def test_answers_go_out_in_quiet_hours_too(stage: Stage) -> None:
    await stage.comes("4/5 08:00")
    await stage.comes("14/5 23:00")

    said = await stage.says(HEAD, "/viec")

    assert said.startswith("Phòng QLCN&ĐMST: còn 06 nhiệm vụ")


async def test_every_head_of_a_unit_gets_the_message(stage: Stage) -> None:
    stage.joined(SECOND_HEAD, DEPUTY)

    await stage.comes("4/5 08:00")

    assert stage.days_of(HEAD) == stage.days_of(SECOND_HEAD) == ["4/5 08:00"]
    assert stage.days_of(DEPUTY) == []


async def test_a_notice_on_the_eve_of_long_holidays_still_reaches_the_office(
    empty_stage: Stage,
) -> None:
    """Told on Friday 29/4 after hours; the next working day is Wednesday 04/5."""
    empty_stage.joined(OFFICE)
    await empty_stage.comes("29/4 18:00")
    with empty_stage.memory.begin() as tx:
        facts = {"what": "paused", "channel": "telegram", "reason": "unauthorized"}
        tell(tx, empty_stage.plan, "paused-telegram", facts, empty_stage.now)

    await empty_stage.lives("4/5 07:31")

    assert notices(empty_stage) == [
        "Kênh Telegram đang tạm dừng: nền tảng từ chối tài khoản của cơ quan."
    ]


async def test_a_message_that_is_refused_is_told_to_the_office_and_costs_nobody_their_address(
    stage: Stage,
) -> None:
    stage.troubles(HEAD, Undeliverable("the message is too long", our_fault=True))

    await stage.lives("10/5 09:00")

    assert stage.days_of(HEAD) == ["10/5 08:00"]
    assert outcomes(stage).count("refused") == 1
    assert "Không gửi được tin cho Phạm Thị Lan" in "\n".join(notices(stage))


async def test_an_answer_that_is_refused_costs_nobody_their_address(stage: Stage) -> None:
    await stage.comes("4/5 08:00")
    stage.troubles(HEAD, Undeliverable("there are too many buttons", our_fault=True))

    assert await stage.says(HEAD, "/viec") == ""
    await stage.lives("10/5 09:00")

    assert stage.days_of(HEAD) == ["4/5 08:00", "10/5 08:00"]


async def test_every_promise_finds_its_end(stage: Stage) -> None:
    stage.troubles(HEAD, TryLater("flood"), BLOCKED)
    stage.troubles(TDC_HEAD, TryLater("flood", timedelta(days=3)))

    await stage.lives("30/6 09:00")

    assert Fate.WAITING not in fates(stage)
