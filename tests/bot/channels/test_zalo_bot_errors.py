"""What an answer of Zalo's means, however it is worded."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.channels import ChannelError, Misconfigured, TryLater, Undeliverable
from bot.channels.zalo_bot_calls import verdict
from bot.channels.zalo_bot_errors import Grudge, channel_error
from bot.channels.zalo_http import CallError, Garbled, NoAnswer, NotConnected, Refused


def answer(status: int, body: Any) -> Any:
    return verdict(status, body if isinstance(body, bytes) else json.dumps(body).encode())


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ({"ok": True, "result": {"message_id": "1"}}, {"message_id": "1"}),
        ({"ok": True, "error_code": 0, "result": 1}, 1),
        ({"ok": True, "errorCode": "0", "result": 1}, 1),
        ({"ok": True}, None),
        ({"result": 1}, 1),
    ],
)
def test_a_success_is_known_by_its_body(body: Any, result: Any) -> None:
    assert answer(200, body) == result


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, {"ok": False, "error_code": 408, "description": "Request timeout"}, 408),
        (408, {"ok": False, "error_code": 408}, 408),
        (200, {"ok": False, "errorCode": "429"}, 429),
        (403, {"ok": False}, 403),
        (200, {"ok": False, "error_code": "lạ"}, 0),
        (200, {"error_code": 401, "description": "x"}, 401),
    ],
)
def test_a_refusal_is_known_by_its_body_first_and_its_status_second(
    status: int, body: Any, code: int
) -> None:
    with pytest.raises(Refused) as refused:
        answer(status, body)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (429, b"<html>429 Too Many Requests</html>"),
        (502, b"<html>"),
        (200, b'{"ok": true, "resu'),
        (200, b""),
        (200, b"[1]"),
        (302, b""),
        (200, b"[" * 100_000),
        (500, b'{"result": 1}'),
    ],
)
def test_what_is_no_answer_of_zalos_is_told_by_its_status(status: int, body: bytes) -> None:
    with pytest.raises(Garbled) as garbled:
        answer(status, body)

    assert garbled.value.status == status


@pytest.mark.parametrize(
    ("error", "uncertain"),
    [
        (NotConnected("x"), False),
        (NoAnswer("no answer in time"), True),
        (Garbled(200), True),
        (Garbled(502), True),
        (Garbled(429), False),
        (Garbled(404), False),
        (Refused(403, "Internal server error"), False),
        (Refused(429, "Quota exceeded"), False),
        (Refused(500, ""), True),
        (Refused(0, ""), True),
    ],
)
def test_what_may_have_arrived_all_the_same_is_uncertain(error: CallError, uncertain: bool) -> None:
    meaning = channel_error(error)

    assert isinstance(meaning, TryLater)
    assert meaning.uncertain is uncertain


@pytest.mark.parametrize(
    ("description", "our_fault"),
    [
        ("The text must not exceed 2000 characters", True),
        ("The text must not be empty", True),
        ("The text cannot be parsed", True),
        ("The chat_id is invalid", False),
        ("The chat_id must not be empty", False),
        ("user not found", False),
        ("The bot has reached its limit of users", False),
        ("", False),
    ],
)
def test_a_bad_request_is_about_the_message_only_if_it_says_so(
    description: str, our_fault: bool
) -> None:
    meaning = channel_error(Refused(400, description))

    assert isinstance(meaning, Undeliverable)
    assert meaning.our_fault is our_fault


@pytest.mark.parametrize(
    ("error", "kind"),
    [(Refused(401, "Unauthorized"), Misconfigured), (Refused(404, "chat"), Undeliverable)],
)
def test_other_codes_have_meanings_of_their_own(error: Refused, kind: type[ChannelError]) -> None:
    assert isinstance(channel_error(error), kind)


def test_a_grudge_grows_only_while_nothing_goes_well() -> None:
    now = [0.0]
    grudge = Grudge(timedelta(seconds=60), lambda: now[0])

    verdicts = []
    for moment in (0.0, 59.0, 60.0):
        now[0] = moment
        verdicts.append(grudge.refused())
    grudge.over()
    now[0] = 200.0

    assert verdicts == [False, False, True]
    assert grudge.refused() is False
