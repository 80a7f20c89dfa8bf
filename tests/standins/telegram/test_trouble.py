"""The stand-in's troubles: flood limits on a clock in the hand, and scripted faults."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.standins.faults import Kind
from tests.standins.telegram import Limits, Phone, TelegramStandIn
from tests.standins.telegram.conftest import Client, Hand
from tests.standins.telegram.limits import Gate


def admitted(gate: Gate, *times: float, chat: int = 1, group: bool = False) -> list[int | None]:
    """What the gate says to messages into one chat at these times."""
    return [gate.admit(chat, time, is_group=group) for time in times]


def test_thirty_in_any_second_pass() -> None:
    gate = Gate(Limits(per_chat_per_second=0))

    assert admitted(gate, *[0.0] * 15, *[0.5] * 15) == [None] * 30
    assert admitted(gate, 0.9, 1.0) == [1, None]
    assert admitted(gate, *[1.0] * 14, 1.4, 1.5) == [None] * 14 + [1, None]


def test_one_a_second_passes_into_a_chat() -> None:
    gate = Gate(Limits())

    assert admitted(gate, 0.0, 0.99, 1.0, 1.5) == [None, 1, None, 1]
    assert admitted(gate, 1.5, chat=2) == [None]


def test_a_burst_into_a_chat_is_earned_back_one_a_second() -> None:
    gate = Gate(Limits(chat_burst=2))

    assert admitted(gate, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0) == [None, None, None, 1, None, 1]


def test_twenty_a_minute_pass_into_a_group() -> None:
    gate = Gate(Limits(per_chat_per_second=0))

    assert admitted(gate, *[0.0] * 20, group=True) == [None] * 20
    assert admitted(gate, 20.0, 60.0, group=True) == [40, None]


def test_a_set_wait_is_held_to() -> None:
    gate = Gate(Limits(retry_after_s=7200))

    assert admitted(gate, 0.0, 0.5, 7200.0, 7200.5) == [None, 7200, 1, None]
    assert admitted(gate, 7200.5, chat=2) == [None]


async def test_too_many_are_answered_with_the_seconds_to_wait(
    telegram: TelegramStandIn, call: Client, lan: Phone, clock: Hand
) -> None:
    telegram.limit(Limits())
    await call.result("sendMessage", chat_id=lan.user.id, text="một")

    status, body = await call("sendMessage", chat_id=lan.user.id, text="hai")

    assert (status, body) == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        },
    )
    clock.now = 1.0
    await call.result("sendMessage", chat_id=lan.user.id, text="hai")
    assert [(each.at, each.status) for each in telegram.calls("sendMessage")] == [
        (0.0, 200),
        (0.0, 429),
        (1.0, 200),
    ]
    assert telegram.violations == []


async def send(call: Client, lan: Phone, **options: Any) -> aiohttp.ClientResponse:
    body = {"chat_id": lan.user.id, "text": "Chào"}
    response = await call.session.post(f"{call.root}/sendMessage", json=body, **options)
    await response.read()
    return response


async def test_refusals_can_be_scripted(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    telegram.faults.server_error("sendMessage", times=2)
    telegram.faults.unauthorized(chat=lan.user.id)
    telegram.faults.flood(86_400, "sendMessage")
    here = {"chat_id": lan.user.id, "text": "a"}

    words = [await call.refusal("sendMessage", **here) for _ in range(4)]

    assert words == [
        "500 Internal Server Error",
        "500 Internal Server Error",
        "401 Unauthorized",
        "429 Too Many Requests: retry after 86400",
    ]
    assert lan.shows == []
    await call.result("sendMessage", **here)
    assert len(telegram.refusals) == 4


async def test_a_bad_gateway_answers_with_a_page(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    telegram.faults.add(Kind.BAD_GATEWAY, "sendMessage")

    response = await send(call, lan)

    assert (response.status, response.content_type) == (502, "text/html")
    assert lan.shows == []


@pytest.mark.parametrize(("fault", "shown"), [(Kind.DROPPED, 0), (Kind.ACCEPTED_DROPPED, 1)])
async def test_a_connection_drops_before_or_after_the_message_is_taken(
    telegram: TelegramStandIn, call: Client, lan: Phone, fault: Kind, shown: int
) -> None:
    telegram.faults.add(fault, "sendMessage")

    with pytest.raises(aiohttp.ClientConnectionError):
        await send(call, lan)

    assert len(lan.shows) == shown
    assert [each.ok for each in telegram.calls("sendMessage")] == [bool(shown)]


async def test_half_of_an_answer_can_come(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    telegram.faults.add(Kind.ACCEPTED_CUT, "sendMessage")

    response = await send(call, lan)

    with pytest.raises(ValueError):
        await response.json()
    assert len(lan.shows) == 1


async def test_a_late_answer_leaves_the_message_sent(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    telegram.faults.add(Kind.ACCEPTED_LATE, "sendMessage", seconds=60)

    with pytest.raises(TimeoutError):
        await send(call, lan, timeout=aiohttp.ClientTimeout(total=0.05))

    assert len(lan.shows) == 1


async def test_a_late_answer_comes_at_last(
    telegram: TelegramStandIn, call: Client, lan: Phone
) -> None:
    telegram.faults.add(Kind.ACCEPTED_LATE, "sendMessage", seconds=0.05)
    loop = asyncio.get_running_loop()
    begun = loop.time()

    response = await send(call, lan)

    assert response.status == 200
    assert loop.time() - begun >= 0.05
