"""The stand-in does what Zalo was seen to do with template messages."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.standins.zalo_oa import Hand, ZaloOaStandIn
from tests.standins.zalo_oa.answers import Json
from tests.standins.zalo_zbs import BY_PHONE, ZbsStandIn

FILLED = {"don_vi": "Phòng", "cong_viec": "Treo", "thoi_han": "19/05/2022", "so_viec": "1"}


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def zbs(hand: Hand) -> AsyncIterator[ZbsStandIn]:
    async with ZaloOaStandIn(now=hand) as oa, ZbsStandIn(oa) as standin:
        yield standin


async def post(zbs: ZbsStandIn, **changed: Any) -> Json:
    """A template to a phone, with parts of the call changed."""
    body = {
        "phone": "84912345678",
        "template_id": zbs.template.id,
        "template_data": FILLED,
        "tracking_id": "a1",
    } | changed
    headers = {"access_token": zbs.oa.grants.explorer()[0]}
    async with httpx.AsyncClient(trust_env=False) as session:
        answer = await session.post(zbs.url + BY_PHONE, json=body, headers=headers)
    found: Json = answer.json()
    return found


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, 0),
        ({"phone": "0912345678"}, -108),
        ({"tracking_id": "có dấu"}, -132),
        ({"template_id": "1"}, -109),
        ({"template_data": {}}, -1122),
        ({"template_data": FILLED | {"thoi_han": "2022-05-19"}}, -1124),
        ({"template_data": FILLED | {"so_viec": "1" * 21}}, -1121),
        ({"mode": "development"}, -127),
    ],
)
async def test_what_is_wrong_is_refused_with_its_code(
    zbs: ZbsStandIn, changed: Json, code: int
) -> None:
    assert (await post(zbs, **changed))["error"] == code


async def test_night_quota_and_numbers_without_zalo_have_codes_of_their_own(
    zbs: ZbsStandIn, hand: Hand
) -> None:
    zbs.no_account = {"84900000000"}
    zbs.quota = 1

    nobody = await post(zbs, phone="84900000000")
    taken = await post(zbs)
    used_up = await post(zbs)
    hand.passes(hours=14)
    night = await post(zbs)

    codes = [each["error"] for each in (nobody, taken, used_up, night)]
    assert codes == [-118, 0, -144, -133]
    assert taken["data"]["quota"]["remainingQuota"] == "0"


async def test_a_repeated_tracking_id_is_sent_again_and_costs_again(zbs: ZbsStandIn) -> None:
    first, second = await post(zbs), await post(zbs)

    assert first["data"]["msg_id"] != second["data"]["msg_id"]
    assert zbs.spent == 2 * zbs.template.price


async def test_one_may_be_accepted_and_never_delivered(zbs: ZbsStandIn) -> None:
    zbs.loses = True

    taken = await post(zbs)

    assert taken["error"] == 0
    assert zbs.phone("84912345678").shows == []


async def test_a_tap_names_the_message_and_the_label_and_no_person(zbs: ZbsStandIn) -> None:
    await post(zbs)

    event = zbs.phone("84912345678").taps("Đã hoàn thành")

    assert event["message"]["data"] == "Đã hoàn thành"
    assert event["message"]["tracking_id"] == "a1"
    assert "sender" not in event
