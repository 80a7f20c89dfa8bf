"""Each channel with the world behind it, for the contract. A new channel is a new class here."""

import contextlib
import itertools
from typing import Any, Protocol, Self

from bot.channels import Channel
from bot.channels.simulator import NAME, Simulator
from bot.messages import Address, Sender
from tests.bot.channels.cast import address, telegram_on, zalo_bot_on, zalo_oa_on
from tests.standins import telegram, zalo_bot, zalo_oa


class Rig(Protocol):
    """One channel, open within `async with`, and somebody who has spoken to the bot on it."""

    most_buttons: int
    can_edit: bool
    can_show: bool
    channel: Channel
    somebody: Address

    async def __aenter__(self) -> Self:
        """Open the channel; nothing waits to be received."""

    async def __aexit__(self, *_: object) -> None:
        """Close it, and fail if it has broken a rule of its platform."""

    def says(self, text: str) -> None:
        """Somebody writes to the bot."""

    def sends_file(self, name: str, content: bytes, caption: str) -> None:
        """Somebody sends a file to the bot, with words below it."""

    def files(self) -> list[tuple[str, bytes]]:
        """The bot's files on somebody's screen, oldest first: the words below, and the bytes."""

    def taps(self, label: str) -> None:
        """Somebody presses the newest button whose label begins so."""

    def blocks(self) -> None:
        """Somebody wants to hear no more of the bot."""

    def shown(self) -> list[str]:
        """The texts of the bot on somebody's screen, oldest first."""


class TelegramRig:
    """Telegram by polling, on the strict stand-in."""

    most_buttons = 100
    can_edit = True
    can_show = True

    def __init__(self) -> None:
        self._standin = telegram.TelegramStandIn()
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._standin)
        self._lan: telegram.Phone = self._standin.phone("Lan")
        self._lan.says("/start")
        self._standin.bot.queue.drop()
        self.somebody = address(self._lan.chat)
        self.channel: Channel = telegram_on(self._standin)
        await self.channel.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.channel.close()
        await self._stack.aclose()
        assert self._standin.violations == []

    def says(self, text: str) -> None:
        self._lan.says(text)

    def sends_file(self, name: str, content: bytes, caption: str) -> None:
        self._lan.sends_document(name, content, caption=caption)

    def files(self) -> list[tuple[str, bytes]]:
        stored = self._standin.bot.files
        return [
            (message.get("caption", ""), stored[_file_id(message)].content)
            for message in self._lan.shows
            if _file_id(message)
        ]

    def taps(self, label: str) -> None:
        self._lan.taps(label)

    def blocks(self) -> None:
        self._lan.blocks()

    def shown(self) -> list[str]:
        return [message["text"] for message in self._lan.shows if "text" in message]


def _file_id(message: dict[str, Any]) -> str:
    """The file of a message as Telegram knows it; empty if it has none."""
    file = message.get("document") or (message.get("photo") or [{}])[-1]
    return str(file.get("file_id", ""))


class SimulatorRig:
    """The simulator, which needs no world behind it."""

    most_buttons = 100
    can_edit = True
    can_show = True

    def __init__(self) -> None:
        self._phones = Simulator()
        self._lan = Sender("lan", "Lan")
        self.channel: Channel = self._phones
        self.somebody = Address(NAME, self._lan.id)

    async def __aenter__(self) -> Self:
        await self.channel.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.channel.close()

    def says(self, text: str) -> None:
        self._phones.says(self._lan, text)

    def sends_file(self, name: str, content: bytes, caption: str) -> None:
        self._phones.sends_file(self._lan, content, name=name, caption=caption)

    def files(self) -> list[tuple[str, bytes]]:
        return [
            (shown.message.text, shown.enclosure.data)
            for shown in self._phones.phone(self._lan.id).shown
            if shown.enclosure
        ]

    def taps(self, label: str) -> None:
        self._phones.taps(self._lan, label)

    def blocks(self) -> None:
        self._phones.blocks(self._lan)

    def shown(self) -> list[str]:
        return [shown.message.text for shown in self._phones.phone(self._lan.id).shown]


class ZaloBotRig:
    """Zalo's Bot Platform by polling, on the stand-in, which serves each update once."""

    most_buttons = 0
    can_edit = False
    can_show = False

    def __init__(self) -> None:
        self._standin = zalo_bot.ZaloBotStandIn()
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._standin)
        self._lan = self._standin.phone("Lan")
        self.somebody = Address("zalo-bot", self._lan.chat.id)
        self.channel: Channel = zalo_bot_on(self._standin)
        await self.channel.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.channel.close()
        await self._stack.aclose()
        assert self._standin.violations == []

    def says(self, text: str) -> None:
        self._lan.says(text)

    def sends_file(self, name: str, content: bytes, caption: str) -> None:
        self._lan.sends_photo(self._standin.hosts_photo(name, content), caption)

    def files(self) -> list[tuple[str, bytes]]:
        return []

    def taps(self, label: str) -> None:
        raise AssertionError(f"Zalo's bots have no buttons, and none called {label}")

    def blocks(self) -> None:
        self._lan.leaves()

    def shown(self) -> list[str]:
        return [sent.text for sent in self._lan.shows]


class ZaloOaRig:
    """A Zalo Official Account by webhook, on the stand-in; Lan follows it and has written."""

    most_buttons = 5
    can_edit = False
    can_show = True

    def __init__(self) -> None:
        self._standin = zalo_oa.ZaloOaStandIn()
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._standin)
        self._lan = self._standin.phone("Lan")
        self._lan.follows()
        self._lan.says("chào")
        self._standin.hooks.url, self._standin.hooks.off = "http://127.0.0.1:9", True
        self.somebody = Address("zalo-oa", self._lan.id)
        self.channel: Channel = zalo_oa_on(self._standin)
        await self.channel.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.channel.close()
        await self._stack.aclose()

    def says(self, text: str) -> None:
        self._lan.says(text)

    def sends_file(self, name: str, content: bytes, caption: str) -> None:
        self._lan.sends_file(self._standin.hosts(name, content), name, caption=caption)

    def files(self) -> list[tuple[str, bytes]]:
        """Each file with the words that came right after it."""
        shows = self._lan.shows
        return [
            (after.text, self._standin.content_of(sent))
            for sent, after in itertools.pairwise(shows)
            if sent.content
        ]

    def taps(self, label: str) -> None:
        self._lan.taps(label)

    def blocks(self) -> None:
        self._lan.unfollows()
        self._standin.followers_only = True

    def shown(self) -> list[str]:
        return [sent.text for sent in self._lan.shows if sent.text]


RIGS: list[type[Rig]] = [TelegramRig, ZaloBotRig, ZaloOaRig, SimulatorRig]
