"""People with several channels: one message each, on the channel that works."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels import Limits, Misconfigured, Receipt, TryLater, Undeliverable
from bot.channels.simulator import Simulator
from bot.messages import Address, Message
from bot.store import spending
from bot.store.memory import Memory
from bot.store.spending import Spent
from schedules.progress import State
from tests.stories.cast import DEPUTY, HEAD, HEADS, OFFICE, at
from tests.stories.stage import Stage

FREE = Limits(messages=3_000, users=50, groups=3)
PRICED = Limits(price=200, ceiling=1_000)


class Paid(Simulator):
    """Phones on which each message costs money."""

    paid = True

    async def send(self, to: Address, message: Message, *, answering: bool = False) -> Receipt:
        receipt = await super().send(to, message, answering=answering)
        return replace(receipt, cost=self.limits.price)


@pytest.fixture
def zalo() -> Simulator:
    """Phones without buttons, and so many messages a month."""
    return Simulator("zalo-bot", most_buttons=0, can_edit=False, limits=FREE)


@pytest.fixture
def zns() -> Simulator:
    """Phones that cost 200 đồng a message, five of them a month."""
    return Paid("zns", most_buttons=2, can_edit=False, limits=PRICED)


@pytest.fixture
def stage(joined_memory: Memory, zalo: Simulator, zns: Simulator) -> Stage:
    """Every head has Telegram (the stage's own phones) and Zalo."""
    stage = Stage(joined_memory, more=(zalo, zns))
    stage.linked(zalo, *HEADS)
    return stage


def on(channel: Simulator, who: object = HEAD) -> list[str]:
    """What somebody reads on a channel."""
    phone = getattr(who, "phone", "")
    return [shown.message.text for shown in channel.phone(phone).shown]


def spent(stage: Stage, channel: Simulator) -> Spent:
    """What a channel has been used for this month."""
    with stage.memory.begin() as tx:
        found = spending.read(tx, [channel.name], stage.now)
    return found.get(channel.name, spending.NOTHING)


async def test_each_message_goes_by_one_channel_only(stage: Stage, zalo: Simulator) -> None:
    await stage.lives("25/5 08:00")

    assert stage.texts(HEAD)
    assert on(zalo) == []


async def test_the_channel_last_written_from_is_the_one_written_to(
    stage: Stage, zalo: Simulator
) -> None:
    await stage.says_on(zalo, HEAD, "/viec")
    before = len(stage.texts(HEAD))

    await stage.lives("12/5 08:00")

    assert len(stage.texts(HEAD)) == before
    assert on(zalo)[-1].startswith("Kính gửi")


async def test_telegram_is_down_all_day_and_every_duty_still_arrives(
    stage: Stage, zalo: Simulator
) -> None:
    await stage.lives("12/5 07:00")
    before = {who: len(stage.texts(who)) for who in HEADS}
    stage.phones.down = TryLater("not reached")

    await stage.lives("12/5 17:00")

    assert {who: len(stage.texts(who)) for who in HEADS} == before
    assert [text.split("\n")[0] for text in on(zalo)] == [
        "Kính gửi anh/chị Trưởng phòng QLCN&ĐMST,"
    ]
    assert all(f"\n{n}. " in on(zalo)[0] for n in range(1, 6))


async def test_what_telegram_missed_is_answered_on_zalo(stage: Stage, zalo: Simulator) -> None:
    await stage.lives("12/5 07:00")
    stage.phones.down = TryLater("not reached")
    await stage.lives("12/5 09:00")

    said = await stage.says_on(zalo, HEAD, "2 xong")

    assert said.startswith("✅ Đã ghi nhận hoàn thành")
    assert stage.stands("2.1.2", "qlcn").state is State.DONE


async def test_a_passing_failure_is_waited_out_where_it_happened(
    stage: Stage, zalo: Simulator
) -> None:
    await stage.lives("12/5 07:00")
    stage.troubles(HEAD, TryLater("busy"))

    await stage.lives("12/5 09:00")

    assert stage.texts(HEAD)[-1].startswith("Kính gửi")
    assert on(zalo) == []


async def test_who_blocks_one_channel_is_reached_by_the_other_and_nobody_else_is_asked(
    stage: Stage, zalo: Simulator
) -> None:
    stage.joined(DEPUTY)
    await stage.lives("12/5 07:00")
    stage.phones.blocks(HEAD.sender)

    await stage.lives("12/5 09:00")

    assert len(on(zalo)) == 1
    assert stage.texts(DEPUTY) == []
    assert not [text for text in stage.texts(OFFICE) if text.startswith("Không gửi được")]


async def test_a_refused_channel_makes_way_at_once(stage: Stage, zalo: Simulator) -> None:
    await stage.lives("12/5 07:00")
    stage.phones.down = Misconfigured("token refused")

    await stage.comes("12/5 08:00")

    assert len(on(zalo)) == 1


async def test_a_message_that_one_channel_refuses_goes_by_the_other(
    stage: Stage, zalo: Simulator
) -> None:
    await stage.lives("12/5 07:00")
    before = len(stage.texts(HEAD))
    stage.troubles(HEAD, Undeliverable("the message is too long", our_fault=True))

    await stage.lives("12/5 09:00")
    await stage.lives("13/5 09:00")

    assert len(on(zalo)) == 1
    assert len(stage.texts(HEAD)) == before + 1
    assert not [text for text in stage.texts(OFFICE) if text.startswith("Không gửi được")]


async def test_a_closed_chat_is_not_lost_and_opens_when_the_person_writes(
    sqlite_memory: Memory, zalo: Simulator
) -> None:
    stage = Stage(sqlite_memory, phones=zalo_alone())
    stage.everybody_joined()
    stage.joined(DEPUTY)
    await stage.lives("12/5 07:00")
    stage.troubles(HEAD, Undeliverable("no interaction in 7 days", closed=True))
    await stage.lives("12/5 09:00")

    told = [text for text in stage.texts(OFFICE) if text.startswith("Không gửi được")]
    await stage.says(HEAD, "/viec")
    await stage.lives("13/5 09:00")

    assert [text.split("\n")[0] for text in told] == [
        "Không gửi được tin cho Phạm Thị Lan (Phòng Quản lý công nghệ và đổi mới sáng tạo)."
    ]
    assert "nhắn lại" in told[0]
    assert stage.texts(DEPUTY)[0].startswith("Kính gửi")
    assert stage.texts(HEAD)[-1].startswith("Kính gửi")


def zalo_alone() -> Simulator:
    """The only phones there are, without buttons."""
    return Simulator(most_buttons=0, can_edit=False)


async def test_an_uncertain_notice_is_sent_once_more_at_the_same_place_and_nowhere_else(
    stage: Stage, zalo: Simulator
) -> None:
    await stage.lives("17/5 07:00")
    before = len(stage.texts(HEAD))
    doubt = TryLater("connection broke", uncertain=True)
    stage.troubles(HEAD, doubt, doubt)

    await stage.lives("17/5 12:00")  # the day of duty 5, and what is overdue

    assert len(stage.texts(HEAD)) == before
    assert on(zalo) == []
    [told] = [text for text in stage.texts(OFFICE) if text.startswith("Không rõ tin")]
    assert told.split("\n")[0] == "Không rõ tin đã tới Phạm Thị Lan hay chưa."


async def test_the_second_try_of_something_uncertain_may_arrive(stage: Stage) -> None:
    await stage.lives("17/5 07:00")
    before = len(stage.texts(HEAD))
    stage.troubles(HEAD, TryLater("connection broke", uncertain=True))

    await stage.lives("17/5 12:00")

    assert len(stage.texts(HEAD)) == before + 1


async def test_an_uncertain_reminder_before_the_day_is_not_repeated_as_the_day_will_come(
    stage: Stage, zalo: Simulator
) -> None:
    await stage.lives("12/5 07:00")
    before = len(stage.texts(HEAD))
    stage.troubles(HEAD, TryLater("connection broke", uncertain=True))

    await stage.lives("12/5 17:00")
    same_day = len(stage.texts(HEAD)) + len(on(zalo))
    await stage.lives("13/5 09:00")

    assert same_day == before
    assert stage.texts(HEAD)[-1].startswith("Kính gửi")


async def test_silence_moves_what_comes_next_and_repeats_nothing(
    stage: Stage, zalo: Simulator
) -> None:
    stage.desk.reroute_after = timedelta(hours=4)
    await stage.comes("12/5 07:00")
    await stage.says(HEAD, "/viec")

    await stage.lives("12/5 17:00")
    first = list(on(zalo))
    await stage.lives("13/5 09:00")

    assert first == []
    assert len(on(zalo)) == 1
    assert not set(on(zalo)) & set(stage.texts(HEAD))


async def test_without_a_time_for_silence_nothing_moves(stage: Stage, zalo: Simulator) -> None:
    await stage.lives("25/5 08:00")

    assert on(zalo) == []


async def test_what_is_sent_and_said_is_counted(stage: Stage, zalo: Simulator) -> None:
    await stage.says_on(zalo, HEAD, "/viec")

    await stage.lives("13/5 09:00")

    with stage.memory.begin() as tx:
        april = spending.read(tx, [zalo.name], at("29/4 09:00"))[zalo.name]
    assert april.messages + spent(stage, zalo).messages == len(on(zalo))


async def test_when_the_month_runs_out_reminders_go_by_the_other_channel(
    stage: Stage, zalo: Simulator
) -> None:
    await stage.says_on(zalo, HEAD, "/viec")
    await stage.comes("12/5 07:00")
    await stage.memory.write(spending.add, zalo.name, stage.now, messages=2_700)
    before = len(on(zalo))

    await stage.lives("12/5 09:00")

    assert len(on(zalo)) == before
    assert stage.texts(HEAD)[-1].startswith("Kính gửi")


async def test_overdue_work_uses_the_reserve(sqlite_memory: Memory) -> None:
    stage = Stage(sqlite_memory, phones=Simulator(most_buttons=0, can_edit=False, limits=FREE))
    stage.everybody_joined()
    await stage.lives("16/5 07:00")
    await stage.memory.write(
        spending.add,
        stage.phones.name,
        stage.now,
        messages=2_990 - spent(stage, stage.phones).messages,
    )

    await stage.lives("16/5 09:00")

    assert "Đã quá hạn" in stage.texts(HEAD)[-1]


async def test_money_is_spent_only_where_nothing_free_takes_the_message(
    stage: Stage, zalo: Simulator, zns: Simulator
) -> None:
    stage.linked(zns, HEAD)
    await stage.lives("12/5 09:00")
    nothing = spent(stage, zns)
    stage.phones.blocks(HEAD.sender)
    zalo.blocks(HEAD.sender)

    await stage.lives("13/5 09:00")

    assert nothing == spending.NOTHING
    assert on(zns)[0].startswith("Kính gửi")
    assert spent(stage, zns) == Spent(1, 200)


async def test_a_short_failure_of_free_channels_costs_no_money(
    stage: Stage, zalo: Simulator, zns: Simulator
) -> None:
    stage.linked(zns, HEAD)
    await stage.lives("12/5 07:00")
    stage.phones.down = zalo.down = TryLater("not reached")
    await stage.lives("12/5 08:01")

    stage.phones.down = zalo.down = None
    await stage.lives("12/5 09:00")

    assert on(zns) == []
    assert spent(stage, zns) == spending.NOTHING
    assert (stage.texts(HEAD) + on(zalo))[-1].startswith("Kính gửi")


async def test_money_ends_at_the_ceiling_and_the_office_hears_of_what_did_not_arrive(
    stage: Stage, zalo: Simulator, zns: Simulator
) -> None:
    stage.linked(zns, HEAD)
    await stage.lives("12/5 07:00")
    stage.phones.blocks(HEAD.sender)
    zalo.blocks(HEAD.sender)
    await stage.memory.write(spending.add, zns.name, stage.now, messages=4, cost=900)

    await stage.lives("25/5 08:00")

    assert on(zns) == []
    assert [text for text in stage.texts(OFFICE) if "Đã thôi gửi tin cho Phạm Thị Lan" in text]
