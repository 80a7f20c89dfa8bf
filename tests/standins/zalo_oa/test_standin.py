"""The stand-in does what Zalo was seen to do."""

import hashlib

import pytest

from tests.standins.faults import Kind
from tests.standins.zalo_oa import OAUTH, Hand, Phone, Push, ZaloOaStandIn
from tests.standins.zalo_oa.conftest import Client, Office

HIDE = {"title": "✅ Đã xong", "type": "oa.query.hide", "payload": "nv:done"}


async def test_a_code_is_good_for_ten_minutes_and_once_with_its_verifier(
    zalo: ZaloOaStandIn, ask: Client, hand: Hand
) -> None:
    async def exchange(code: str, verifier: str = "v" * 43) -> object:
        form = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
        return (await ask.grant(**form)).get("error_name", "pair")

    code = zalo.grants.consents("v" * 43)

    assert await exchange(code, "w" * 43) == "Code verifier is invalid"
    code = zalo.grants.consents("v" * 43)
    assert await exchange(code) == "pair"
    assert await exchange(code) == "Authorized code is invalid"
    code = zalo.grants.consents("v" * 43)
    hand.passes(minutes=10)
    assert await exchange(code) == "Authorized code is invalid"


async def test_a_refresh_token_is_dead_with_its_first_use(zalo: ZaloOaStandIn, ask: Client) -> None:
    first = await ask.refresh(zalo.first_refresh_token)
    again = await ask.refresh(zalo.first_refresh_token)

    assert first["expires_in"] == "90000"
    assert again["error_name"] == "Invalid refresh token"
    assert "access_token" in await ask.refresh(first["refresh_token"])


async def test_a_wrong_secret_spends_nothing(zalo: ZaloOaStandIn, ask: Client) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": zalo.first_refresh_token}

    refused = await ask.grant("sai", **form)

    assert refused["error_name"] == "Invalid secret key"
    assert "access_token" in await ask.refresh(zalo.first_refresh_token)


async def test_an_answer_can_be_lost_after_the_rotation(zalo: ZaloOaStandIn, ask: Client) -> None:
    zalo.faults.add(Kind.ACCEPTED_DROPPED, OAUTH)

    with pytest.raises(Exception, match=r"disconnected|closed|reset"):
        await ask.refresh(zalo.first_refresh_token)

    last = zalo.grants.exchanges[-1]
    assert (last.rotated, last.answered) == (True, False)
    assert "error" in await ask.refresh(zalo.first_refresh_token)


async def test_an_access_token_ends_by_the_clock_with_http_200(
    zalo: ZaloOaStandIn, ask: Client, lan: Phone, hand: Hand
) -> None:
    lan.says("chào")
    fine = await ask.says(lan, "chào chị")
    hand.passes(hours=25)
    ended = await ask.says(lan, "chào chị")
    ask.token = "nham"
    unknown = await ask.says(lan, "chào chị")

    assert (fine["error"], ended["error"], unknown["error"]) == (0, -220, -216)


async def test_the_window_opens_with_a_message_and_shuts_after_seven_days(
    ask: Client, zalo: ZaloOaStandIn, lan: Phone, hand: Hand
) -> None:
    lan.follows()
    never = await ask.says(lan, "một")
    lan.says("chào")
    free = await ask.says(lan, "hai")
    hand.passes(hours=49)
    ask.token = zalo.grants.explorer()[0]
    counted = await ask.says(lan, "ba")
    hand.passes(hours=6 * 24)
    ask.token = zalo.grants.explorer()[0]
    shut = await ask.says(lan, "bốn")

    assert [each["error"] for each in (never, free, counted, shut)] == [-230, 0, 0, -230]
    assert counted["data"]["quota"]["remain"] == "499"
    assert "quota" not in free["data"]


async def test_what_is_beyond_the_limits_is_refused(
    zalo: ZaloOaStandIn, ask: Client, lan: Phone, hand: Hand
) -> None:
    lan.says("chào")
    nobody = Phone(zalo, "ai đó", "1")

    assert (await ask.says(nobody, "x"))["error"] == -201
    assert (await ask.says(lan, "x" * 2001))["error"] == -210
    assert (await ask.says(lan, "x", *[HIDE] * 6))["error"] == -201
    assert (await ask.says(lan, "x", HIDE | {"type": "oa.made.up"}))["error"] == -201
    assert (await ask("/v2.0/oa/message", message={"text": "x"}))["error"] == -240
    zalo.rate_per_minute = 1
    await ask.says(lan, "x")
    assert (await ask.says(lan, "x"))["error"] == -32
    zalo.rate_per_minute, zalo.quota = None, 0
    hand.passes(hours=72)
    ask.token = zalo.grants.explorer()[0]
    assert (await ask.says(lan, "x"))["error"] == -211


async def test_a_tap_comes_as_typed_text_and_sends_come_back_as_echoes(
    zalo: ZaloOaStandIn, ask: Client, lan: Phone, office: Office
) -> None:
    assert await zalo.hooks.save(office.url)
    lan.says("chào")
    await ask.says(lan, "xong chưa", HIDE)

    lan.taps("✅")

    await zalo.hooks.idle()
    names = [told["event_name"] for told, _, _ in office.told]
    assert names == ["webhook_test", "user_send_text", "oa_send_text", "user_send_text"]
    assert office.told[-1][0]["message"]["text"] == "nv:done"


@pytest.mark.parametrize(
    ("push", "first", "key"),
    [
        (Push(), "app_id", "oa_secret"),
        (Push(oa_first=True, bare=True), "oa_id", "oa_secret"),
        (Push(app_secret=True, header_time=True), "app_id", "app_secret"),
    ],
)
async def test_events_are_signed_in_each_of_the_ways_that_were_seen(
    zalo: ZaloOaStandIn, lan: Phone, office: Office, push: Push, first: str, key: str
) -> None:
    zalo.hooks.push = push
    await zalo.hooks.save(office.url)

    lan.says("chào")

    await zalo.hooks.idle()
    event, headers, body = office.told[-1]
    moment = headers["X-ZEvent-Timestamp"] if push.header_time else event["timestamp"]
    joined = f"{getattr(zalo, first)}".encode() + body + f"{moment}{getattr(zalo, key)}".encode()
    assert headers["X-ZEvent-Signature"].removeprefix("mac=") == hashlib.sha256(joined).hexdigest()
    assert "X-ZEvent-Signature" not in office.told[0][1]


async def test_what_is_not_answered_200_comes_again_and_in_the_end_no_more(
    zalo: ZaloOaStandIn, lan: Phone, office: Office
) -> None:
    zalo.hooks.push = Push(hurry=0.0)
    await zalo.hooks.save(office.url)
    office.statuses = [500, 503]
    lan.says("một")
    await zalo.hooks.idle()
    after_two = [each.retry for each in zalo.hooks.answers]
    office.statuses = [500] * 6
    lan.says("hai")

    await zalo.hooks.idle()

    assert after_two == [0, 1, 2]
    assert zalo.hooks.off


async def test_a_webhook_that_refuses_the_unsigned_probe_is_not_saved(
    zalo: ZaloOaStandIn, office: Office
) -> None:
    office.statuses = [401]

    assert not await zalo.hooks.save(office.url)


async def test_quota_calls_tell_what_is_left_and_whether_a_window_is_open(
    ask: Client, lan: Phone, hand: Hand
) -> None:
    lan.says("chào")

    quota = await ask("/v3.0/oa/quota/message", quota_owner="OA", quota_type="sub_quota")
    window = await ask("/v3.0/oa/quota/message", user_id=lan.id)

    assert quota["data"][0]["remain"] == 500
    assert window["data"]["last_interaction"] == str(round(hand.now * 1000))
