"""Template messages: what is sent, what it costs, what is never sent twice, what comes back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.channels import ChannelError, Hours, Misconfigured, TryLater, Undeliverable
from bot.channels.zalo_zbs import DAY, ZaloZbs
from bot.channels.zalo_zbs_errors import GONE, HUMAN, LATER, OUR_FAULT
from bot.messages import Address, Arrived, Duty, Labelled, Message
from tests.bot.channels.cast import Inbox, receiving
from tests.bot.channels.templates import Pile, zalo_zbs_on
from tests.standins.faults import Kind
from tests.standins.zalo_oa import Hand, ZaloOaStandIn
from tests.standins.zalo_zbs import BY_PHONE, Template, ZbsStandIn

DUTY = Duty("Phòng Quản lý khoa học", "Treo băng rôn", date(2022, 5, 19), "done:1", "not:1", of=3)
REMINDER = Message("Nhắc việc", "…", duties=(DUTY,))
LAN = Address("zalo-zbs", "+84912345678")


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def oa(hand: Hand) -> AsyncIterator[ZaloOaStandIn]:
    async with ZaloOaStandIn(now=hand) as standin:
        yield standin


@pytest.fixture
async def zbs(oa: ZaloOaStandIn) -> AsyncIterator[ZbsStandIn]:
    async with ZbsStandIn(oa) as standin:
        yield standin


@pytest.fixture
def pile() -> Pile:
    return Pile()


@pytest.fixture
async def channel(zbs: ZbsStandIn, pile: Pile) -> AsyncIterator[ZaloZbs]:
    channel = zalo_zbs_on(zbs, pile)
    yield channel
    await channel.close()


async def test_a_template_tells_of_the_most_pressing_duty_and_how_many_there_are(
    zbs: ZbsStandIn, channel: ZaloZbs
) -> None:
    await channel.open()

    receipt = await channel.send(LAN, REMINDER)

    [sent] = zbs.phone("84912345678").shows
    assert sent["template_data"] == {
        "don_vi": "Phòng Quản lý khoa học",
        "cong_viec": "Treo băng rôn",
        "thoi_han": "19/05/2022",
        "so_viec": "3",
    }
    assert (receipt.message_id, receipt.cost) == (sent["tracking_id"], 300)


async def test_a_user_id_is_reached_without_a_tracking_id(
    oa: ZaloOaStandIn, zbs: ZbsStandIn, channel: ZaloZbs
) -> None:
    user = oa.phone("Lan").id

    await channel.send(Address("zalo-zbs", user), REMINDER)

    [sent] = zbs.phone(user).shows
    assert "tracking_id" not in sent


async def test_values_are_cut_to_what_the_template_takes(zbs: ZbsStandIn, channel: ZaloZbs) -> None:
    zbs.template.blanks["cong_viec"] = ("PRODUCT", 12)
    await channel.open()

    await channel.send(LAN, REMINDER)

    assert zbs.sent[0]["template_data"]["cong_viec"] == "Treo băng r…"


async def test_the_templates_own_price_counts_if_it_is_higher(
    zbs: ZbsStandIn, channel: ZaloZbs
) -> None:
    zbs.template.price = 800

    await channel.open()

    assert (channel.limits.price, channel.limits.ceiling) == (800, 50_000)


@pytest.mark.parametrize(
    "template",
    [Template(status="PENDING_REVIEW"), Template(blanks={"ho_ten": ("NAME", 30)})],
    ids=["not approved", "a blank that we cannot fill"],
)
async def test_a_template_that_cannot_be_used_waits_for_a_human(
    zbs: ZbsStandIn, channel: ZaloZbs, template: Template
) -> None:
    zbs.template = template

    with pytest.raises(Misconfigured):
        await channel.open()


async def test_a_template_of_which_zalo_tells_nothing_is_sent_all_the_same(
    oa: ZaloOaStandIn, zbs: ZbsStandIn, channel: ZaloZbs
) -> None:
    oa.faults.refuse(-404, "/template/info/v2")
    await channel.open()

    await channel.send(LAN, REMINDER)

    assert len(zbs.sent) == 1


async def test_development_mode_costs_nothing_and_reaches_administrators_only(
    zbs: ZbsStandIn, pile: Pile
) -> None:
    zbs.template.status = "PENDING_REVIEW"
    zbs.administrators = {"84912345678"}
    channel = zalo_zbs_on(zbs, pile, development=True)
    await channel.open()

    receipt = await channel.send(LAN, REMINDER)
    with pytest.raises(Undeliverable):
        await channel.send(Address("zalo-zbs", "+84900000000"), REMINDER)

    assert (receipt.cost, zbs.spent) == (0, 0)
    await channel.close()


async def test_the_same_duty_goes_to_the_same_chat_once_a_day(
    zbs: ZbsStandIn, channel: ZaloZbs, hand: Hand
) -> None:
    first = await channel.send(LAN, REMINDER)
    again = await channel.send(LAN, REMINDER)
    hand.passes(hours=24)
    tomorrow = await channel.send(LAN, REMINDER)

    assert (again.message_id, again.messages, again.cost) == (first.message_id, 0, 0)
    assert tomorrow.message_id != first.message_id
    assert len(zbs.sent) == 2


@pytest.mark.parametrize("kind", [Kind.ACCEPTED_DROPPED, Kind.BAD_GATEWAY])
async def test_one_whose_fate_is_unknown_is_not_repeated_that_day(
    oa: ZaloOaStandIn, zbs: ZbsStandIn, channel: ZaloZbs, kind: Kind
) -> None:
    oa.faults.add(kind, BY_PHONE)
    for _ in range(3):
        with pytest.raises(TryLater) as unknown:
            await channel.send(LAN, REMINDER)
        assert unknown.value.uncertain

    assert len(zbs.sent) <= 1


async def test_one_that_was_refused_may_go_again(
    oa: ZaloOaStandIn, zbs: ZbsStandIn, channel: ZaloZbs
) -> None:
    oa.faults.refuse(-100, BY_PHONE)
    with pytest.raises(TryLater):
        await channel.send(LAN, REMINDER)

    await channel.send(LAN, REMINDER)

    assert len(zbs.sent) == 1


async def test_at_night_nothing_is_tried(zbs: ZbsStandIn, channel: ZaloZbs, hand: Hand) -> None:
    hand.passes(hours=14)  # 22:00

    with pytest.raises(TryLater) as night:
        await channel.send(LAN, REMINDER)

    assert night.value.after == timedelta(hours=8)
    assert zbs.sent == []


@pytest.mark.parametrize(
    ("at", "wait"),
    [
        ("05:59", timedelta(minutes=1)),
        ("06:00", None),
        ("21:59", None),
        ("22:00", timedelta(hours=8)),
    ],
)
def test_the_day_is_from_six_to_ten(at: str, wait: timedelta | None) -> None:
    assert DAY.wait(datetime.fromisoformat(f"2022-05-01T{at}+07:00")) == wait


@pytest.mark.parametrize(
    ("hours", "at", "wait"),
    [
        ("07:30-17:00", "07:29", timedelta(minutes=1)),
        ("07:30-17:00", "17:00", timedelta(hours=14, minutes=30)),
        ("00:00-24:00", "23:59", None),
    ],
)
def test_an_office_may_set_other_hours(hours: str, at: str, wait: timedelta | None) -> None:
    moment = datetime.fromisoformat(f"2022-05-01T{at}+07:00").astimezone(UTC)

    assert Hours.of(hours).wait(moment) == wait


@pytest.mark.parametrize(
    ("message", "answering"), [(REMINDER, True), (Message("Kính báo cáo"), False)]
)
async def test_what_no_template_can_say_is_refused_by_us(
    zbs: ZbsStandIn, channel: ZaloZbs, message: Message, *, answering: bool
) -> None:
    with pytest.raises(Undeliverable) as refused:
        await channel.send(LAN, message, answering=answering)

    assert refused.value.our_fault
    assert zbs.sent == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [(code, TryLater) for code in sorted(LATER)]
    + [(code, Undeliverable) for code in sorted(GONE | OUR_FAULT)]
    + [(code, Misconfigured) for code in sorted(HUMAN)],
)
async def test_every_known_refusal_is_one_of_the_four(
    oa: ZaloOaStandIn, channel: ZaloZbs, code: int, kind: type[ChannelError]
) -> None:
    oa.faults.refuse(code, BY_PHONE)

    with pytest.raises(kind) as refused:
        await channel.send(LAN, REMINDER)

    assert LAN.chat[3:] not in refused.value.reason
    if isinstance(refused.value, Undeliverable):
        assert refused.value.our_fault == (code in OUR_FAULT)


async def test_a_tap_and_a_sign_of_arrival_are_kept_and_read(
    zbs: ZbsStandIn, channel: ZaloZbs
) -> None:
    inbox = Inbox()
    await channel.send(LAN, REMINDER)
    sent = zbs.sent[0]
    async with receiving(channel, inbox.keep):
        await asyncio.sleep(0)

        assert await channel.take(zbs.phone("84912345678").taps("Đã hoàn thành"))
        assert await channel.take(zbs.delivers(sent))
        assert not await channel.take({"event_name": "user_send_text"})

    read = [channel.read(update.payload) for update in inbox.kept]
    assert [each.content for each in read if each] == [
        Labelled("Đã hoàn thành", sent["tracking_id"], sent["msg_id"]),
        Arrived(sent["tracking_id"], sent["msg_id"]),
    ]


async def test_a_tap_before_anybody_receives_is_sent_again_by_zalo(
    zbs: ZbsStandIn, channel: ZaloZbs
) -> None:
    await channel.send(LAN, REMINDER)

    with pytest.raises(TryLater):
        await channel.take(zbs.phone("84912345678").taps("Đã hoàn thành"))


async def test_a_missed_tap_is_asked_for_and_is_the_same_update(
    zbs: ZbsStandIn, channel: ZaloZbs
) -> None:
    inbox = Inbox()
    await channel.send(LAN, REMINDER)
    event = zbs.phone("84912345678").taps("Chưa hoàn thành")

    async with receiving(channel, inbox.keep):
        [missed] = await inbox.holds(1)
        await channel.take(event)

    assert [update.id for update in inbox.kept] == [missed.id] * 2


async def test_missed_taps_that_could_not_be_kept_are_asked_for_again(
    zbs: ZbsStandIn, pile: Pile
) -> None:
    channel = zalo_zbs_on(zbs, pile, look_for_missed=timedelta(milliseconds=5))
    inbox = Inbox(failures=1)
    await channel.send(LAN, REMINDER)
    zbs.phone("84912345678").taps("Chưa hoàn thành")

    async with receiving(channel, inbox.keep):
        [missed] = await inbox.holds(1)

    assert inbox.offered[:2] == [missed.id] * 2
    await channel.close()
