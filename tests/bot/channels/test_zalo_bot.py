"""The channel on the stand-in: sending, setting up, pictures, and what refusals become."""

import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.channels import Forged, Identity, Misconfigured, TryLater, Undeliverable
from bot.channels.zalo_bot import Profile, ZaloBot, ZaloWebhook
from bot.channels.zalo_bot_webhook import SECRET_HEADER
from bot.messages import Address, Attachment, Enclosure, Medium, Message
from bot.wording.phrases import more_work, tagged
from tests.bot.channels.cast import zalo_bot_on
from tests.bot.channels.loopback import closed_port, serving
from tests.standins.faults import Kind
from tests.standins.zalo_bot import Caps, Phone, Refusal, Style, ZaloBotStandIn
from tests.standins.zalo_bot.methods import delete_webhook

REMINDER = Message("Nhắc việc", "1. Treo băng rôn")


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloBotStandIn]:
    async with ZaloBotStandIn(loopback=True) as standin:
        yield standin
    assert standin.violations == []


@pytest.fixture
def lan(zalo: ZaloBotStandIn) -> Phone:
    return zalo.phone("Lan")


@contextlib.asynccontextmanager
async def channel_on(zalo: ZaloBotStandIn, **settings: Any) -> AsyncIterator[ZaloBot]:
    """The channel, closed in the end."""
    channel = zalo_bot_on(zalo, **settings)
    try:
        yield channel
    finally:
        await channel.close()


def to(phone: Phone) -> Address:
    return Address("zalo-bot", phone.chat.id)


@pytest.mark.parametrize(
    "style",
    [
        Style(),
        Style(mirror=True),
        Style(zero=True, camel=True, textual=True),
        Style(two_servers=True, names=False),
    ],
)
async def test_every_style_of_answers_is_understood(
    zalo: ZaloBotStandIn, lan: Phone, style: Style
) -> None:
    zalo.style = style
    async with channel_on(zalo) as channel:
        identity = await channel.open()
        await channel.send(to(lan), REMINDER)
        with pytest.raises(Undeliverable):
            await channel.send(Address("zalo-bot", "khong-co"), REMINDER)

    name = zalo.bot.name if style.names else f"bot.{zalo.bot.id}"
    assert identity == Identity(name, f"bot.{zalo.bot.id}")
    assert [sent.text for sent in lan.shows] == ["Nhắc việc\n1. Treo băng rôn"]


async def test_a_long_message_tells_how_many_it_was(zalo: ZaloBotStandIn, lan: Phone) -> None:
    async with channel_on(zalo, more=more_work) as channel:
        receipt = await channel.send(to(lan), Message("Việc", "dòng chữ\n" * 400))

    assert receipt.messages == len(lan.shows) == 2
    assert receipt.message_id == lan.shows[-1].message_id
    assert receipt.text == "\n".join(sent.text for sent in lan.shows)


async def test_a_group_is_told_that_only_what_tags_the_bot_reaches_it(
    zalo: ZaloBotStandIn, lan: Phone
) -> None:
    group = zalo.group("Tổ QLCN").member("Lan")
    room = Address("zalo-bot", group.chat.id, is_group=True)
    async with channel_on(zalo, tagged=tagged) as channel:
        await channel.open()
        receipt = await channel.send(room, REMINDER)
        await channel.send(room, Message("Đã ghi nhận"), answering=True)
        await channel.send(to(lan), REMINDER)

    hint = "Trong nhóm, đề nghị nhắc @Bot Nhắc việc Sở khi trả lời; tin không nhắc tên thì không"
    assert [sent.text for sent in group.shows] == [
        f"Nhắc việc\n1. Treo băng rôn\n\n{hint} tới nơi.",
        "Đã ghi nhận",
    ]
    assert receipt.of(REMINDER).text == group.shows[0].text
    assert [sent.text for sent in lan.shows] == ["Nhắc việc\n1. Treo băng rôn"]


@pytest.mark.parametrize("kind", [Kind.ACCEPTED_DROPPED, Kind.ACCEPTED_CUT])
async def test_an_answer_that_is_lost_leaves_it_uncertain(
    zalo: ZaloBotStandIn, lan: Phone, kind: Kind
) -> None:
    zalo.faults.add(kind, "sendMessage")
    async with channel_on(zalo) as channel:
        with pytest.raises(TryLater) as later:
            await channel.send(to(lan), REMINDER)

    assert later.value.uncertain
    assert len(lan.shows) == 1


async def test_an_answer_that_is_late_leaves_it_uncertain(zalo: ZaloBotStandIn, lan: Phone) -> None:
    zalo.faults.add(Kind.ACCEPTED_LATE, "sendMessage", seconds=1.0)
    async with channel_on(zalo, answer_within=timedelta(milliseconds=50)) as channel:
        with pytest.raises(TryLater, match="no answer in time") as later:
            await channel.send(to(lan), REMINDER)

    assert later.value.uncertain


async def test_the_second_part_that_fails_leaves_the_whole_uncertain(
    zalo: ZaloBotStandIn, lan: Phone
) -> None:
    async with channel_on(zalo) as channel:
        await channel.send(to(lan), REMINDER)
        zalo.faults.add(Kind.ACCEPTED_LATE, "sendMessage")
        zalo.faults.quota()
        with pytest.raises(TryLater) as later:
            await channel.send(to(lan), Message("Việc", "dòng chữ\n" * 400))

    assert later.value.uncertain


async def test_where_nothing_listens_nothing_was_sent() -> None:
    channel = ZaloBot("1:x", api_url=f"http://127.0.0.1:{closed_port()}")

    with pytest.raises(TryLater, match="no connection") as later:
        await channel.send(Address("zalo-bot", "lan"), REMINDER)

    assert not later.value.uncertain
    assert channel.trouble is not None
    await channel.close()


async def test_the_page_of_the_server_in_front_asks_to_slow_down(
    zalo: ZaloBotStandIn, lan: Phone
) -> None:
    zalo.faults.add(Kind.HTML_429, "sendMessage")
    async with channel_on(zalo) as channel:
        with pytest.raises(TryLater) as later:
            await channel.send(to(lan), REMINDER)

    assert later.value.after == timedelta(seconds=5)
    assert not later.value.uncertain


async def test_a_429_is_about_speed_until_our_own_count_says_that_the_month_is_used_up(
    zalo: ZaloBotStandIn, lan: Phone
) -> None:
    spent = [2_900]

    async def count() -> int:
        return spent[0]

    zalo.faults.quota(times=2)
    async with channel_on(zalo, spent=count) as channel:
        with pytest.raises(TryLater, match="slow down"):
            await channel.send(to(lan), REMINDER)
        spent[0] = 3_000
        with pytest.raises(Undeliverable, match="used up") as closed:
            await channel.send(to(lan), REMINDER)

    assert closed.value.closed
    assert not closed.value.our_fault


async def test_the_quota_of_the_stand_in_closes_the_channel_for_the_month(lan: Phone) -> None:
    async def count() -> int:
        return 3_000

    async with ZaloBotStandIn(caps=Caps(messages=1)) as zalo:
        hoa = zalo.phone("Hoa")
        async with channel_on(zalo, spent=count) as channel:
            await channel.send(to(hoa), REMINDER)
            with pytest.raises(Undeliverable, match="used up"):
                await channel.send(to(hoa), REMINDER)


async def test_403_is_passing_trouble_until_it_lasts(zalo: ZaloBotStandIn, lan: Phone) -> None:
    async with channel_on(zalo, lasting=timedelta(days=1)) as patient:
        zalo.faults.internal("sendMessage")
        with pytest.raises(TryLater, match="403"):
            await patient.send(to(lan), REMINDER)
    async with channel_on(zalo, lasting=timedelta()) as at_its_end:
        zalo.faults.internal("sendMessage")
        with pytest.raises(Misconfigured, match="403"):
            await at_its_end.send(to(lan), REMINDER)


async def test_a_token_that_was_reset_is_misconfigured_and_shows_as_trouble(
    zalo: ZaloBotStandIn, lan: Phone
) -> None:
    async with channel_on(zalo) as channel:
        await channel.open()
        zalo.revoke()

        with pytest.raises(Misconfigured, match="token"):
            await channel.send(to(lan), REMINDER)
        with pytest.raises(Misconfigured, match="token"):
            await channel.open()

        assert channel.trouble == "Zalo answers 401"


async def test_no_words_of_the_library_carry_the_token(
    zalo: ZaloBotStandIn, lan: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    zalo.faults.add(Kind.DROPPED, "sendMessage")
    caplog.set_level(logging.WARNING)
    async with channel_on(zalo) as channel:
        with pytest.raises(TryLater) as later:
            await channel.send(to(lan), REMINDER)

    assert zalo.token not in str(later.value)
    assert later.value.__cause__ is None
    assert later.value.__suppress_context__
    assert zalo.token not in caplog.text


async def test_an_answer_without_a_result_still_has_a_receipt() -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async with serving(answer) as url:
        channel = ZaloBot("1:x", api_url=url)
        receipts = [await channel.send(Address("zalo-bot", c), REMINDER) for c in ("a", "b")]
        await channel.close()

    assert receipts[0].message_id != receipts[1].message_id


async def test_trouble_at_the_start_is_waited_out(zalo: ZaloBotStandIn) -> None:
    zalo.faults.internal("getMe")
    zalo.faults.add(Kind.HTML_429, "getMe")
    zalo.faults.add(Kind.DROPPED, "getMe")
    async with channel_on(zalo) as channel:
        identity = await channel.open()
        zalo.faults.internal("getMe", times=10)
        with pytest.raises(TryLater):
            await channel.open()

    assert identity.name == zalo.bot.name


# --- webhook -----------------------------------------------------------------------------------

SECRET = "mot-chuoi-bi-mat"


async def test_opening_sets_the_webhook_and_again_only_if_it_has_gone(
    zalo: ZaloBotStandIn,
) -> None:
    webhook = ZaloWebhook(f"{zalo.url}/hooks/zalo-bot", SECRET)
    async with channel_on(zalo, webhook=webhook) as channel:
        for _ in range(2):
            await channel.open()
        once = len(zalo.ledger.called("setWebhook"))
        delete_webhook(zalo.bot)
        await channel.open()

    assert once == 1
    assert len(zalo.ledger.called("setWebhook")) == 2
    assert zalo.bot.webhook is not None
    assert zalo.bot.webhook.secret == SECRET
    assert SECRET not in repr(webhook)


async def test_a_webhook_that_zalo_refuses_is_misconfigured(zalo: ZaloBotStandIn) -> None:
    zalo.loopback = False
    webhook = ZaloWebhook(f"{zalo.url}/hooks/zalo-bot", SECRET)
    async with channel_on(zalo, webhook=webhook) as channel:
        with pytest.raises(Misconfigured, match="set-up"):
            await channel.open()


UPDATE = (
    b'{"ok":true,"result":{"event_name":"message.text.received","message":{"message_id":"m1"}}}'
)


def with_secret(given: str | None) -> dict[str, str]:
    """The headers of a call with that secret."""
    return {} if given is None else {SECRET_HEADER: given}


@pytest.mark.parametrize("secret", [None, "", "sai", "mot-chuoi-bi-ma", "bí mật"])
async def test_a_call_without_the_secret_is_forged(secret: str | None) -> None:
    channel = ZaloBot("1:x", webhook=ZaloWebhook("https://a.vn/h", SECRET))

    with pytest.raises(Forged):
        await channel.accept(UPDATE, with_secret(secret))


async def test_without_a_webhook_every_call_is_forged() -> None:
    with pytest.raises(Forged):
        await ZaloBot("1:x").accept(UPDATE, with_secret(SECRET))


async def test_a_call_gives_its_update_wrapped_or_bare_and_none_where_there_is_none() -> None:
    channel = ZaloBot("1:x", webhook=ZaloWebhook("https://a.vn/h", SECRET))

    wrapped = await channel.accept(UPDATE, with_secret(SECRET))
    bare = await channel.accept(UPDATE[20:-1], with_secret(SECRET))

    assert wrapped is not None
    assert wrapped == bare
    assert wrapped.id == "m1"
    assert await channel.accept(b'{"hello": 1}', with_secret(SECRET)) is None


@pytest.mark.parametrize("body", [b"", b"xin chao", b"[]", b'{"ok": tr', b"\xff\xfe", b"[" * 10**5])
async def test_a_body_that_is_no_object_is_no_update(body: bytes) -> None:
    channel = ZaloBot("1:x", webhook=ZaloWebhook("https://a.vn/h", SECRET))

    with pytest.raises(ValueError, match="body"):
        await channel.accept(body, with_secret(SECRET))


async def test_the_profile_tells_the_set_up_and_changes_nothing(zalo: ZaloBotStandIn) -> None:
    async with channel_on(zalo, own_webhook="https://a.vn/h") as channel:
        before = await channel.profile()
        delete_webhook(zalo.bot)
        calls = {call.method for call in zalo.ledger.calls}

    assert before == Profile(zalo.bot.name, f"bot.{zalo.bot.id}", True, None, False)
    assert calls == {"getMe", "getWebhookInfo"}


# --- pictures ----------------------------------------------------------------------------------


def picture(url: str) -> Attachment:
    return Attachment(Medium.PHOTO, url)


async def test_a_picture_is_fetched_up_to_the_size_that_is_wanted(zalo: ZaloBotStandIn) -> None:
    url = zalo.hosts_photo("x.jpg", b"x" * 1000)
    async with channel_on(zalo) as channel:
        assert await channel.fetch(picture(url), most=1000) == b"x" * 1000
        with pytest.raises(Undeliverable, match="too large"):
            await channel.fetch(picture(url), most=999)
        with pytest.raises(Undeliverable, match="gone"):
            await channel.fetch(picture(f"{zalo.url}/photo/none.jpg"), most=1000)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://169.254.169.254/latest/meta-data",
        "https://169.254.169.254/x",
        "http://f1.zdn.vn/x.jpg",
        "https://zdn.vn.evil.example/x.jpg",
        "https://evilzdn.vn/x.jpg",
        "https://zdn.vn@127.0.0.1/x.jpg",
        "https://f1.zdn.vn:8443/x.jpg",
        "file:///etc/passwd",
        "https://[::1/x",
    ],
)
async def test_nothing_is_fetched_from_anywhere_but_zalo(zalo: ZaloBotStandIn, url: str) -> None:
    async with channel_on(zalo) as channel:
        with pytest.raises(Undeliverable):
            await channel.fetch(picture(url), most=1000)


async def test_redirects_are_not_followed() -> None:
    async def answer(_request: web.Request) -> web.Response:
        raise web.HTTPFound("http://127.0.0.1:1/secret")

    async with serving(answer) as url:
        channel = ZaloBot("1:x", api_url=url)
        with pytest.raises(Undeliverable, match="gone"):
            await channel.fetch(picture(f"{url}/photo.jpg"), most=1000)
        await channel.close()


async def test_a_refusal_in_words_we_do_not_know_is_about_the_chat(
    zalo: ZaloBotStandIn, lan: Phone
) -> None:
    zalo.faults.refuse(Refusal(400, "Something new"), "sendMessage")
    async with channel_on(zalo) as channel:
        with pytest.raises(Undeliverable) as refused:
            await channel.send(to(lan), REMINDER)

    assert not refused.value.our_fault


async def test_a_picture_is_fetched_by_zalo_from_an_address_of_ours_and_its_words_follow() -> None:
    async def laid_out(file: Enclosure, to: Address) -> str:
        return f"https://nhacviec.invalid/{file.name}"

    async with ZaloBotStandIn() as zalo:
        lan = zalo.phone("Lan")
        channel = zalo_bot_on(zalo, pictures=laid_out)
        to = Address("zalo-bot", lan.chat.id)

        receipt = await channel.show(
            to, Enclosure("a.png", "image/png", b"\x89PNG"), Message("Hình kế hoạch")
        )
        with pytest.raises(Undeliverable) as refused:
            await channel.show(to, Enclosure("a.docx", "application/x", b"PK"), Message("Báo cáo"))
        await channel.close()

    photo, words = zalo.ledger.called("sendPhoto"), lan.shows[-1]
    assert [call.params["photo"] for call in photo] == ["https://nhacviec.invalid/a.png"]
    assert (words.text, receipt.messages) == ("Hình kế hoạch", 2)
    assert refused.value.our_fault
