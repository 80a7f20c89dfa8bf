"""The channel to an Official Account: windows, tokens, buttons, and what its refusals mean."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels import (
    ChannelError,
    Forged,
    Misconfigured,
    TryLater,
    Undeliverable,
)
from bot.channels.zalo_oa import NOT_FREE, SHUT, ZaloOa
from bot.channels.zalo_oa_account import ABOUT
from bot.channels.zalo_oa_errors import CLOSED, GONE, HUMAN, LATER, OUR_FAULT
from bot.keeping.vault import DatabaseWindows
from bot.messages import Address, Choice, Enclosure, Message, Sender, Tapped
from bot.store.memory import Memory
from tests.bot.channels.cast import REMINDER, Drawer, zalo_oa_on
from tests.standins.faults import Kind
from tests.standins.zalo_oa import Hand, Phone, Push, ZaloOaStandIn

CS = "/v3.0/oa/message/cs"
PLAIN = Message("Nhắc việc", "Treo băng rôn")


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def zalo(hand: Hand) -> AsyncIterator[ZaloOaStandIn]:
    async with ZaloOaStandIn(now=hand) as standin:
        yield standin


@pytest.fixture
def lan(zalo: ZaloOaStandIn) -> Phone:
    lan = zalo.phone("Lan")
    lan.says("chào")
    return lan


@pytest.fixture
async def channel(zalo: ZaloOaStandIn) -> AsyncIterator[ZaloOa]:
    channel = zalo_oa_on(zalo)
    yield channel
    await channel.close()


def chat(phone: Phone) -> Address:
    return Address("zalo-oa", phone.id)


@pytest.mark.parametrize("code", [-216, -220, -124])
async def test_a_token_that_is_refused_is_replaced_once_and_the_message_goes(
    zalo: ZaloOaStandIn, lan: Phone, code: int
) -> None:
    vault = Drawer(zalo)
    channel = zalo_oa_on(zalo, vault=vault)
    zalo.faults.refuse(code, CS)

    await channel.send(chat(lan), PLAIN)

    assert [sent.text for sent in lan.shows] == [PLAIN.text]
    assert len(vault.worn) == 2
    await channel.close()


async def test_a_token_that_is_refused_twice_needs_a_human(
    zalo: ZaloOaStandIn, lan: Phone, channel: ZaloOa
) -> None:
    zalo.faults.refuse(-216, CS, times=2)

    with pytest.raises(Misconfigured):
        await channel.send(chat(lan), PLAIN)

    assert channel.trouble == "Zalo does not accept the access token"


async def test_many_at_once_renew_a_worn_token_once(zalo: ZaloOaStandIn, lan: Phone) -> None:
    vault = Drawer(zalo)
    channel = zalo_oa_on(zalo, vault=vault)
    await channel.open()
    zalo.grants.expires()

    await asyncio.gather(*(channel.send(chat(lan), PLAIN) for _ in range(20)))

    assert len(vault.worn) == 2
    await channel.close()


async def test_a_token_is_renewed_beside_the_calls_when_little_of_it_is_left(
    zalo: ZaloOaStandIn, lan: Phone, hand: Hand
) -> None:
    vault = Drawer(zalo)
    channel = zalo_oa_on(zalo, vault=vault)
    await channel.open()
    hand.passes(hours=18, minutes=59)
    await channel.open()
    early = len(vault.worn)
    hand.passes(minutes=2)

    await channel.open()
    await channel.open()

    assert (early, len(vault.worn)) == (1, 2)
    await channel.close()


@pytest.mark.parametrize("kind", [-404, -201, -100])
async def test_an_account_that_zalo_does_not_name_opens_all_the_same(
    zalo: ZaloOaStandIn, channel: ZaloOa, kind: int
) -> None:
    zalo.faults.refuse(kind, ABOUT)

    assert (await channel.open()).name == "Zalo OA"


async def test_an_account_that_is_not_reached_does_not_open(
    zalo: ZaloOaStandIn, channel: ZaloOa
) -> None:
    zalo.faults.add(Kind.BAD_GATEWAY, ABOUT)

    with pytest.raises(TryLater):
        await channel.open()


@pytest.mark.parametrize("code", sorted(LATER))
async def test_what_passes_by_itself_is_tried_later(
    zalo: ZaloOaStandIn, lan: Phone, channel: ZaloOa, code: int
) -> None:
    zalo.faults.refuse(code, CS)

    with pytest.raises(TryLater) as refused:
        await channel.send(chat(lan), PLAIN)

    assert refused.value.after is not None
    assert not refused.value.uncertain


@pytest.mark.parametrize(
    ("code", "closed", "our_fault"),
    [(code, True, False) for code in sorted(CLOSED)]
    + [(code, False, False) for code in sorted(GONE)]
    + [(code, False, True) for code in sorted(OUR_FAULT)],
)
async def test_what_a_chat_does_not_take_says_whether_it_passes_and_whose_fault_it_is(
    zalo: ZaloOaStandIn, lan: Phone, channel: ZaloOa, code: int, *, closed: bool, our_fault: bool
) -> None:
    zalo.faults.refuse(code, CS)

    with pytest.raises(Undeliverable) as refused:
        await channel.send(chat(lan), PLAIN)

    assert (refused.value.closed, refused.value.our_fault) == (closed, our_fault)
    assert channel.trouble is None


@pytest.mark.parametrize("code", sorted(set(HUMAN) - {-124, -216, -220}))
async def test_what_concerns_the_account_waits_for_a_human(
    zalo: ZaloOaStandIn, lan: Phone, channel: ZaloOa, code: int
) -> None:
    zalo.faults.refuse(code, CS)

    with pytest.raises(Misconfigured):
        await channel.send(chat(lan), PLAIN)

    assert channel.trouble == HUMAN[code]


@pytest.mark.parametrize(
    ("kind", "uncertain"),
    [
        (Kind.ACCEPTED_DROPPED, True),
        (Kind.ACCEPTED_CUT, True),
        (Kind.DROPPED, True),
        (Kind.BAD_GATEWAY, True),
    ],
)
async def test_a_call_without_an_answer_of_zalos_may_have_arrived(
    zalo: ZaloOaStandIn, lan: Phone, channel: ZaloOa, kind: Kind, *, uncertain: bool
) -> None:
    zalo.faults.add(kind, CS)

    with pytest.raises(TryLater) as broken:
        await channel.send(chat(lan), PLAIN)

    assert broken.value.uncertain is uncertain


async def test_an_answer_that_is_late_leaves_the_message_uncertain(
    zalo: ZaloOaStandIn, lan: Phone
) -> None:
    channel = zalo_oa_on(zalo, answer_within=timedelta(milliseconds=50))
    await channel.open()
    zalo.faults.add(Kind.ACCEPTED_LATE, CS, seconds=0.3)

    with pytest.raises(TryLater, match="no answer in time") as late:
        await channel.send(chat(lan), PLAIN)

    assert late.value.uncertain
    await channel.close()


async def test_an_address_that_is_away_has_certainly_taken_nothing(
    zalo: ZaloOaStandIn, lan: Phone
) -> None:
    channel = zalo_oa_on(zalo, api_url="http://127.0.0.1:9")

    with pytest.raises(TryLater) as away:
        await channel.send(chat(lan), PLAIN)

    assert not away.value.uncertain
    assert channel.trouble == "no connection: ConnectError"
    await channel.close()


async def test_buttons_that_zalo_refuses_are_done_without_from_then_on(
    zalo: ZaloOaStandIn, lan: Phone, channel: ZaloOa
) -> None:
    zalo.takes_buttons = False

    await channel.send(chat(lan), REMINDER)

    assert [sent.text for sent in lan.shows] == [REMINDER.text]
    assert channel.most_buttons == 0


async def test_a_long_label_is_cut_to_what_zalo_takes(lan: Phone, channel: ZaloOa) -> None:
    choice = Choice("Chọn " * 50, "done:1")

    await channel.send(chat(lan), Message("Nhắc", rows=((choice,),)))

    assert len(lan.shows[-1].buttons[0]["title"]) == 100


async def test_a_file_of_a_kind_that_zalo_does_not_take_is_our_fault(
    lan: Phone, channel: ZaloOa
) -> None:
    sheet = Enclosure("bảng.xlsx", "application/vnd.ms-excel", b"PK")

    with pytest.raises(Undeliverable) as refused:
        await channel.show(chat(lan), sheet, PLAIN)

    assert refused.value.our_fault


class TestWindow:
    """Seven days after a person was last in touch, two of them free."""

    @pytest.fixture
    async def channel(
        self, zalo: ZaloOaStandIn, sqlite_memory: Memory, hand: Hand, lan: Phone
    ) -> AsyncIterator[ZaloOa]:
        self.windows = DatabaseWindows(sqlite_memory, "zalo-oa")
        await self.windows.heard(lan.id, datetime.fromtimestamp(hand(), UTC))
        channel = zalo_oa_on(zalo, windows=self.windows)
        yield channel
        await channel.close()

    async def test_in_time_it_is_open(self, lan: Phone, channel: ZaloOa, hand: Hand) -> None:
        hand.passes(hours=7 * 24, seconds=-1)

        await channel.send(chat(lan), PLAIN)

        assert not lan.shows[-1].free

    async def test_later_it_is_closed_without_a_message_being_tried(
        self, zalo: ZaloOaStandIn, lan: Phone, channel: ZaloOa, hand: Hand
    ) -> None:
        hand.passes(hours=7 * 24)

        with pytest.raises(Undeliverable, match=SHUT) as shut:
            await channel.send(chat(lan), PLAIN)

        assert shut.value.closed
        assert zalo.called(CS) == []

    async def test_what_zalo_knows_better_opens_it(
        self, lan: Phone, channel: ZaloOa, hand: Hand
    ) -> None:
        hand.passes(hours=7 * 24)
        lan.interacted = hand() - 3600  # the account's menu, a call: nothing that we are told

        await channel.send(chat(lan), PLAIN)

        assert await self.windows.last(lan.id) == datetime.fromtimestamp(hand() - 3600, UTC)

    async def test_an_office_may_keep_to_the_free_hours(
        self, zalo: ZaloOaStandIn, lan: Phone, sqlite_memory: Memory, hand: Hand
    ) -> None:
        self.windows = DatabaseWindows(sqlite_memory, "zalo-oa")
        await self.windows.heard(lan.id, datetime.fromtimestamp(hand(), UTC))
        thrifty = zalo_oa_on(zalo, windows=self.windows, free_only=True)
        hand.passes(hours=48)

        with pytest.raises(Undeliverable, match=NOT_FREE) as shut:
            await thrifty.send(chat(lan), PLAIN)

        assert shut.value.closed
        await thrifty.close()


class TestWebhook:
    """What is let in, and what of it is kept."""

    @pytest.mark.parametrize(
        "push",
        [
            Push(header_time=h, oa_first=o, app_secret=a, bare=b)
            for h in (False, True)
            for o in (False, True)
            for a in (False, True)
            for b in (False, True)
        ],
        ids=str,
    )
    async def test_a_signature_of_any_reading_is_proof(
        self, zalo: ZaloOaStandIn, channel: ZaloOa, lan: Phone, push: Push
    ) -> None:
        zalo.hooks.push = push
        body, headers = zalo.hooks.signed(lan.says("Xong"))

        update = await channel.accept(body, headers)

        assert update is not None
        incoming = channel.read(update.payload)
        assert incoming is not None
        assert incoming.sender is not None
        assert incoming.sender.name == "Lan"

    async def test_what_was_changed_on_the_way_or_signed_by_others_is_forged(
        self, zalo: ZaloOaStandIn, channel: ZaloOa, lan: Phone
    ) -> None:
        body, headers = zalo.hooks.signed(lan.says("Chưa xong"))
        zalo.hooks.oa_secret = "của người khác"
        foreign = zalo.hooks.signed(lan.says("Xong"))

        for forged in (
            (body.replace("Chưa xong".encode(), b"Xong"), headers),
            foreign,
            (body, headers | {"X-ZEvent-Signature": "mac=" + "0" * 64}),
            (body, headers | {"X-ZEvent-Signature": "mac=đ"}),
        ):
            with pytest.raises(Forged):
                await channel.accept(*forged)

    @pytest.mark.parametrize("body", [b"", b"{", b'{"event_name":"user_send_text"', b"\xff", b"[]"])
    async def test_an_unsigned_call_is_let_pass_and_nothing_is_kept(
        self, channel: ZaloOa, body: bytes
    ) -> None:
        assert await channel.accept(body, {}) is None

    async def test_an_unsigned_event_is_not_kept(
        self, zalo: ZaloOaStandIn, channel: ZaloOa, lan: Phone
    ) -> None:
        body, _ = zalo.hooks.signed(lan.says("Xong"))

        assert await channel.accept(body, {}) is None

    @pytest.mark.parametrize("body", [b"", b'{"event_name":"user_se', b"[]", b"[" * 10**5])
    async def test_a_signed_body_that_is_no_event_is_never_kept(
        self, channel: ZaloOa, body: bytes
    ) -> None:
        headers = {"X-ZEvent-Signature": "mac=" + "0" * 64, "X-ZEvent-Timestamp": "1"}

        with pytest.raises((Forged, ValueError)):
            await channel.accept(body, headers)

    @pytest.mark.parametrize(
        "name", ["oa_send_text", "user_seen_message", "user_send_group_text", "made_up", None, 7]
    )
    async def test_echoes_and_events_that_do_not_concern_us_are_let_pass(
        self, zalo: ZaloOaStandIn, channel: ZaloOa, lan: Phone, name: object
    ) -> None:
        body, headers = zalo.hooks.signed(lan.says("Xong") | {"event_name": name})

        assert await channel.accept(body, headers) is None

    async def test_an_event_that_comes_again_is_the_same_update(
        self, zalo: ZaloOaStandIn, channel: ZaloOa, lan: Phone
    ) -> None:
        for event in (lan.says("Xong"), lan.follows(), lan.unfollows()):
            first = await channel.accept(*zalo.hooks.signed(event))
            again = await channel.accept(*zalo.hooks.signed(event))

            assert first is not None
            assert again is not None
            assert first.id == again.id

    async def test_typing_a_buttons_payload_by_hand_is_that_tap_of_the_same_person_no_more(
        self, zalo: ZaloOaStandIn, channel: ZaloOa, lan: Phone
    ) -> None:
        await channel.send(chat(lan), REMINDER)
        payload = lan.shows[-1].buttons[0]["payload"]
        tapped = await channel.accept(*zalo.hooks.signed(lan.taps("✅")))
        other = zalo.phone("Kẻ khác")

        typed = await channel.accept(*zalo.hooks.signed(other.says(payload)))

        assert tapped is not None
        assert typed is not None
        by_lan, by_other = channel.read(tapped.payload), channel.read(typed.payload)
        assert by_lan is not None
        assert by_other is not None
        assert isinstance(by_lan.content, Tapped)
        assert isinstance(by_other.content, Tapped)
        assert by_lan.content.data == by_other.content.data
        assert (by_lan.address, by_other.address) == (chat(lan), chat(other))
        assert by_other.sender == Sender(other.id, "Kẻ khác")


async def test_no_log_line_holds_a_token_a_secret_or_a_text(
    zalo: ZaloOaStandIn,
    lan: Phone,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = zalo_oa_on(zalo)
    await channel.open()
    await channel.send(chat(lan), REMINDER)
    await channel.accept(*zalo.hooks.signed(lan.says("lời riêng tư")))
    for code in (-32, -210, -213, -230, -999):
        zalo.faults.refuse(code, CS)
        with pytest.raises(ChannelError):
            await channel.send(chat(lan), PLAIN)
    await channel.close()

    out = capsys.readouterr()
    said = caplog.text + out.err + out.out
    secrets = {*zalo.grants.access, *zalo.grants.refresh, zalo.app_secret, zalo.oa_secret, lan.id}
    assert [each for each in (*secrets, "lời riêng tư", "Treo băng rôn") if each in said] == []
