"""Files to and from Telegram, and what each way of failing becomes."""

import pytest

from bot.channels import TryLater, Undeliverable
from bot.channels.telegram import Telegram
from bot.messages import Attachment, Enclosure, Medium, Message
from tests.bot.channels.cast import address, telegram_on
from tests.standins.faults import Kind
from tests.standins.telegram import Phone, Refusal, TelegramStandIn
from tests.standins.telegram.screen import TINY_JPEG

PICTURE = Enclosure("băng rôn.jpg", "image/jpeg", TINY_JPEG)
WORDS = Message("Minh chứng", "Treo băng rôn")


@pytest.fixture
async def lan(standin: TelegramStandIn) -> Phone:
    """Somebody who has started the bot."""
    phone = standin.phone("Lan")
    phone.says("/start")
    return phone


def photo(lan: Phone, content: bytes = TINY_JPEG) -> Attachment:
    """A photo that somebody has just sent."""
    sent = lan.sends_photo(content=content)["photo"][-1]
    return Attachment(Medium.PHOTO, sent["file_id"])


async def test_a_picture_is_sent_as_a_photo_with_its_heading_bold(
    channel: Telegram, lan: Phone
) -> None:
    await channel.show(address(lan.chat), PICTURE, WORDS)

    shown = lan.shows[-1]
    assert "photo" in shown
    assert shown["caption_entities"] == [{"type": "bold", "offset": 0, "length": 10}]


@pytest.mark.parametrize("words", ["PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED"])
async def test_a_picture_that_telegram_takes_for_no_photo_is_sent_as_a_document(
    standin: TelegramStandIn, channel: Telegram, lan: Phone, words: str
) -> None:
    standin.faults.refuse(Refusal(400, f"Bad Request: {words}"), "sendPhoto")

    await channel.show(address(lan.chat), PICTURE, WORDS)

    assert lan.shows[-1]["document"]["file_name"] == "băng rôn.jpg"


async def test_another_refusal_of_a_photo_is_told(
    standin: TelegramStandIn, channel: Telegram, lan: Phone
) -> None:
    standin.faults.flood(1, "sendPhoto")

    with pytest.raises(TryLater):
        await channel.show(address(lan.chat), PICTURE, WORDS)

    assert lan.shows == []


async def test_a_file_that_arrived_without_its_long_words_may_come_again(
    standin: TelegramStandIn, channel: Telegram, lan: Phone
) -> None:
    standin.faults.flood(1, "sendMessage")

    with pytest.raises(TryLater) as caught:
        await channel.show(address(lan.chat), PICTURE, Message("Việc", "dài " * 500))

    assert caught.value.uncertain


async def test_a_download_that_telegram_has_dropped_is_gone(
    standin: TelegramStandIn, channel: Telegram, lan: Phone
) -> None:
    sent = photo(lan)
    standin.bot.files.clear()
    with pytest.raises(Undeliverable, match="gone"):
        await channel.fetch(sent, most=100)


async def test_a_file_beyond_what_telegram_gives_bots_is_too_large(
    channel: Telegram, lan: Phone
) -> None:
    sent = photo(lan, bytes(20_000_001))

    with pytest.raises(Undeliverable, match="too large"):
        await channel.fetch(sent, most=10**9)


async def test_a_size_that_lies_does_not_fill_the_memory(channel: Telegram, lan: Phone) -> None:
    sent = Attachment(Medium.PHOTO, photo(lan, bytes(10_000)).ref, size=5)

    with pytest.raises(Undeliverable, match="too large"):
        await channel.fetch(sent, most=5_000)


async def test_a_fetch_without_a_connection_may_be_tried_again_and_hides_the_token(
    standin: TelegramStandIn, lan: Phone
) -> None:
    channel = telegram_on(standin)
    await channel.open()
    sent = photo(lan)
    standin.faults.add(Kind.DROPPED, "getFile")

    with pytest.raises(TryLater) as caught:
        await channel.fetch(sent, most=100)

    assert standin.token not in str(caught.value)
    await channel.close()
