"""Files to and from Telegram.

Facts: core.telegram.org/bots/api#getfile, #sendphoto and #senddocument, Bot API 10.1, 2026-06. A
link from getFile holds for at least an hour; the file may be asked for again later.
"""

from http import HTTPStatus
from typing import Final

import telegram
from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.channels import Undeliverable
from bot.channels.telegram_errors import channel_error, says
from bot.channels.telegram_text import Part
from bot.channels.telegram_transport import Refused, Transport
from bot.messages import Attachment, Enclosure

LARGEST_PHOTO = 10_000_000
"""Most bytes of what is sent as a photo; a document may have 50 MB."""

_PHOTOS: Final = frozenset({"image/jpeg", "image/png"})
_NO_PHOTO: Final = ("photo_", "image_process_failed")
"""How Telegram says that a picture is too long or too odd for a photo; a document may be both."""

_GONE: Final = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


async def fetch(
    bot: telegram.Bot, calls: Transport, attachment: Attachment, *, most: int, channel: str
) -> bytes:
    """What is in an attachment; raises the channels' errors, Undeliverable if it is too large."""
    if not attachment.ref:
        raise Undeliverable("the file is gone")
    try:
        file = await bot.get_file(attachment.ref)
    except TelegramError as error:
        raise channel_error(error, channel) from None
    if not file.file_path:
        raise Undeliverable("the file is gone")
    if (file.file_size or 0) > most:
        raise Undeliverable("the file is too large to be fetched")
    found = await _download(calls, file.file_path, most=most, channel=channel)
    if found is None:
        raise Undeliverable("the file is too large to be fetched")
    return found


async def _download(calls: Transport, url: str, *, most: int, channel: str) -> bytes | None:
    try:
        return await calls.download(url, most=most)
    except Refused as error:
        if error.code in _GONE:
            raise Undeliverable("the file is gone") from None
        raise channel_error(error, channel) from None
    except TelegramError as error:
        raise channel_error(error, channel) from None


async def upload(
    bot: telegram.Bot,
    chat: int,
    enclosure: Enclosure,
    caption: Part | None,
    buttons: InlineKeyboardMarkup | None,
) -> telegram.Message:
    """Send a file: a picture as a photo where Telegram takes it for one, else as a document.

    Raises the library's errors.
    """
    if enclosure.media_type in _PHOTOS and len(enclosure.data) <= LARGEST_PHOTO:
        try:
            return await bot.send_photo(
                chat,
                enclosure.data,
                caption=caption.text if caption else None,
                caption_entities=caption.entities if caption else None,
                filename=enclosure.name,
                reply_markup=buttons,
            )
        except Refused as error:
            if not any(says(error, words) for words in _NO_PHOTO):
                raise
    return await bot.send_document(
        chat,
        enclosure.data,
        caption=caption.text if caption else None,
        caption_entities=caption.entities if caption else None,
        filename=enclosure.name,
        reply_markup=buttons,
        disable_content_type_detection=True,
    )
