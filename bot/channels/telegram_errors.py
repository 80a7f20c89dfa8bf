"""What Telegram's refusals mean, as a table, and which of the four errors each becomes."""

import re
from datetime import timedelta
from typing import Final

import structlog
from telegram.error import TelegramError

from bot.channels import ChannelError, Misconfigured, Moved, TryLater, Undeliverable
from bot.channels.telegram_transport import NotConnected, Refused
from bot.messages import Address

_log = structlog.get_logger(__name__)

# Words of the answers of 400 and 403, in lower case, and what they mean. Collected from
# tdlib/telegram-bot-api Client.cpp (read at 01a3679, 2026-05-07) and td's own error names.
GONE: Final = {
    "bot was blocked by the user": "the person has blocked the bot",
    "user is deactivated": "the account is deleted",
    "input_user_deactivated": "the account is deleted",
    "bot can't initiate conversation": "the person has never started the bot",
    "bot can't send messages to bots": "the address is another bot",
    "chat not found": "there is no such chat",
    "user not found": "there is no such person",
    "peer_id_invalid": "there is no such chat, or the person has never started the bot",
    "bot was kicked": "the bot was removed from the group",
    "bot is not a member": "the bot is not in the group",
    "group chat was deleted": "the group was deleted",
    "group chat was deactivated": "the group was closed",
    "chat_restricted": "the group is restricted",
    "not enough rights": "the bot may not write in the group",
    "have no rights to send": "the bot may not write in the group",
    "no write access": "the bot may not write in the group",
    "chat_write_forbidden": "the bot may not write in the group",
    "chat_send_plain_forbidden": "the bot may not write in the group",
    "need administrator rights": "the bot must be an administrator to write there",
    "chat_admin_required": "the bot must be an administrator to write there",
    "topic_closed": "the group's topic is closed",
    "topic_deleted": "the group's topic was deleted",
    "message thread not found": "the group's topic was deleted",
    "message to edit not found": "the message is gone",
    "message_id_invalid": "the message is gone",
    "message can't be edited": "the message is too old to be changed",
    "message_edit_time_expired": "the message is too old to be changed",
    "file is too big": "the file is too large to be fetched",
    "wrong file_id": "the file is gone",
    "wrong file identifier": "the file is gone",
}
OUR_FAULT: Final = {
    "message is too long": "the message is too long",
    "text is too long": "the message is too long",
    "message_too_long": "the message is too long",
    "message text is empty": "the message is empty",
    "text must be non-empty": "the message is empty",
    "can't parse": "Telegram cannot read the message",
    "entity_bounds_invalid": "the heading's bounds are wrong",
    "button_data_invalid": "a button's data is wrong",
    "reply markup is too long": "there are too many buttons",
    "reply_markup_too_long": "there are too many buttons",
}
UPGRADED: Final = "group chat was upgraded"
NOT_MODIFIED: Final = "message is not modified"
QUERY_TOO_OLD: Final = "query is too old"

_FLOOD: Final = frozenset({420, 429})
_TOKEN: Final = frozenset({401, 404})
_LONG_NUMBER = re.compile(r"-?\d{5,}")


def says(error: TelegramError, words: str) -> bool:
    """Whether Telegram refused in these words (given in lower case)."""
    return isinstance(error, Refused) and words in error.description.lower()


def channel_error(error: TelegramError, channel: str) -> ChannelError:
    """The one of the four that the failure of a call amounts to."""
    if not isinstance(error, Refused):
        return TryLater(_plain(error), uncertain=not isinstance(error, NotConnected))
    if error.migrate_to is not None:
        return Moved(Address(channel, str(error.migrate_to), is_group=True))
    if error.code in _FLOOD or error.retry_after is not None:
        return TryLater("Telegram asks to slow down", error.retry_after or timedelta(seconds=5))
    if error.code in _TOKEN:
        return Misconfigured("Telegram does not accept the token")
    if error.code in (400, 403):
        return _undeliverable(error)
    return TryLater(f"Telegram answers {error.code}", uncertain=True)


def _undeliverable(error: Refused) -> Undeliverable | TryLater:
    said = error.description.lower()
    if UPGRADED in said:  # where to is told by migrate_to_chat_id, in the group's next update
        return TryLater("the group is moving to a new address")
    for words, meaning in GONE.items():
        if words in said:
            return Undeliverable(meaning)
    _log.error("telegram_refused_our_request", code=error.code, said=_plain(error))
    for words, meaning in OUR_FAULT.items():
        if words in said:
            return Undeliverable(meaning, our_fault=True)
    return Undeliverable(f"refused: {_plain(error)}")


def _plain(error: TelegramError) -> str:
    """What the error says, short and without ids."""
    return _LONG_NUMBER.sub("…", str(error))[:120]
