"""Each channel with the world behind it, for the contract. A new channel is a new class here."""

import contextlib
from typing import Protocol, Self

from bot.channels import Channel
from bot.channels.simulator import NAME, Simulator
from bot.messages import Address, Sender
from tests.bot.channels.cast import address, telegram_on
from tests.standins.telegram import Phone, TelegramStandIn


class Rig(Protocol):
    """One channel, open within `async with`, and somebody who has spoken to the bot on it."""

    has_buttons: bool
    can_edit: bool
    channel: Channel
    somebody: Address

    async def __aenter__(self) -> Self:
        """Open the channel; nothing waits to be received."""

    async def __aexit__(self, *_: object) -> None:
        """Close it, and fail if it has broken a rule of its platform."""

    def says(self, text: str) -> None:
        """Somebody writes to the bot."""

    def taps(self, label: str) -> None:
        """Somebody presses the newest button whose label begins so."""

    def blocks(self) -> None:
        """Somebody wants to hear no more of the bot."""

    def shown(self) -> list[str]:
        """The texts of the bot on somebody's screen, oldest first."""


class TelegramRig:
    """Telegram by polling, on the strict stand-in."""

    has_buttons = True
    can_edit = True

    def __init__(self) -> None:
        self._standin = TelegramStandIn()
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._standin)
        self._lan: Phone = self._standin.phone("Lan")
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

    def taps(self, label: str) -> None:
        self._lan.taps(label)

    def blocks(self) -> None:
        self._lan.blocks()

    def shown(self) -> list[str]:
        return [message["text"] for message in self._lan.shows]


class SimulatorRig:
    """The simulator, which needs no world behind it."""

    has_buttons = True
    can_edit = True

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

    def taps(self, label: str) -> None:
        self._phones.taps(self._lan, label)

    def blocks(self) -> None:
        self._phones.blocks(self._lan)

    def shown(self) -> list[str]:
        return [shown.message.text for shown in self._phones.phone(self._lan.id).shown]


RIGS: list[type[Rig]] = [TelegramRig, SimulatorRig]
