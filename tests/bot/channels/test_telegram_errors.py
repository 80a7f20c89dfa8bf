"""Telegram's refusals, each with the one of the four errors that it becomes."""

from datetime import timedelta

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.channels import ChannelError, Misconfigured, Moved, TryLater, Undeliverable
from bot.channels.telegram_errors import GONE, OUR_FAULT, channel_error
from bot.channels.telegram_transport import Garbled, NotConnected, Refused
from bot.messages import Address


def meaning(error: TelegramError) -> ChannelError:
    return channel_error(error, "telegram")


@pytest.mark.parametrize(
    ("code", "description", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", "the person has blocked the bot"),
        (403, "Forbidden: user is deactivated", "the account is deleted"),
        (400, "Bad Request: chat not found", "there is no such chat"),
        (403, "Forbidden: bot was kicked from the supergroup chat", "removed from the group"),
        (403, "Forbidden: bot is not a member of the channel chat", "not in the group"),
        (403, "Forbidden: bot can't initiate conversation with a user", "never started"),
        (400, "Bad Request: not enough rights to send text messages to the chat", "may not write"),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", "may not write"),
        (400, "Bad Request: TOPIC_CLOSED", "topic is closed"),
        (400, "Bad Request: PEER_ID_INVALID", "no such chat"),
        (400, "Bad Request: message is too long", "too long"),
        (400, "Bad Request: can't parse entities: character '.' is reserved", "cannot read"),
        (400, "Bad Request: BUTTON_DATA_INVALID", "button"),
        (400, "Bad Request: message to edit not found", "gone"),
        (400, "Bad Request: message can't be edited", "too old"),
        (400, "Bad Request: SOMETHING_NEW for chat -1001234567890", "SOMETHING_NEW for chat …"),
        (403, "Forbidden: something new", "something new"),
    ],
)
def test_a_chat_that_will_not_take_it_is_undeliverable(
    code: int, description: str, reason: str
) -> None:
    error = meaning(Refused(code, description))

    assert isinstance(error, Undeliverable)
    assert reason in error.reason


@pytest.mark.parametrize(
    ("description", "ours"),
    [
        ("Bad Request: message is too long", True),
        ("Bad Request: reply markup is too long", True),
        ("Bad Request: chat not found", False),
        ("Bad Request: SOMETHING_NEW", False),
    ],
)
def test_a_message_that_is_refused_speaks_not_against_the_chat(
    description: str, ours: bool
) -> None:
    error = meaning(Refused(400, description))

    assert isinstance(error, Undeliverable)
    assert error.our_fault is ours


@pytest.mark.parametrize(("code", "words"), [(401, "Unauthorized"), (404, "Not Found")])
def test_a_token_that_is_refused_is_a_misconfiguration(code: int, words: str) -> None:
    assert isinstance(meaning(Refused(code, words)), Misconfigured)


def test_a_flood_limit_is_waited_for_as_long_as_it_says() -> None:
    error = meaning(Refused(429, "Too Many Requests", timedelta(hours=3)))

    assert isinstance(error, TryLater)
    assert (error.after, error.uncertain) == (timedelta(hours=3), False)


def test_a_flood_limit_without_a_time_is_still_a_wait() -> None:
    error = meaning(Refused(429, "Too Many Requests"))

    assert isinstance(error, TryLater)
    assert error.after == timedelta(seconds=5)


def test_an_upgraded_group_has_moved() -> None:
    refused = Refused(400, "Bad Request: group chat was upgraded", migrate_to=-1001234567890)

    error = meaning(refused)

    assert isinstance(error, Moved)
    assert error.to == Address("telegram", "-1001234567890", is_group=True)


def test_an_upgraded_group_that_does_not_say_where_to_is_asked_again() -> None:
    error = meaning(Refused(400, "Bad Request: group chat was upgraded to a supergroup chat"))

    assert isinstance(error, TryLater)
    assert not error.uncertain


@pytest.mark.parametrize(
    ("trouble", "uncertain"),
    [
        (NotConnected("x"), False),
        (TimedOut(), True),
        (NetworkError("x"), True),
        (Garbled("x"), True),
        (TelegramError("x"), True),
        (Refused(500, "Internal Server Error"), True),
        (Refused(409, "Conflict"), True),
    ],
)
def test_trouble_is_tried_later_and_says_whether_it_may_have_arrived(
    trouble: TelegramError, uncertain: bool
) -> None:
    error = meaning(trouble)

    assert isinstance(error, TryLater)
    assert error.uncertain is uncertain


def test_the_table_is_in_lower_case_as_it_is_searched() -> None:
    assert all(words == words.lower() for words in (*GONE, *OUR_FAULT))
