"""Each channel with the world behind it, for the contract. A new channel is a new class here."""

import contextlib
from typing import Any, Self

from bot.channels import Channel
from bot.channels.simulator import NAME, Simulator
from bot.messages import Address, Sender
from tests.bot.channels.cast import address, telegram_on
from tests.bot.channels.rig import Rig, Talking, Trouble
from tests.bot.channels.rigs_zalo import NOWHERE, ZaloBotRig, ZaloOaRig, ZaloZbsRig
from tests.standins import telegram
from tests.standins.faults import Kind


class TelegramRig(Talking):
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

    def taps(self, sign: str) -> None:
        self._lan.taps(sign)

    def blocks(self) -> None:
        self._lan.blocks()

    def shown(self) -> list[str]:
        return [message["text"] for message in self._lan.shows if "text" in message]

    async def troubles(self, trouble: Trouble) -> None:
        faults = self._standin.faults
        match trouble:
            case Trouble.LOST:
                faults.add(Kind.ACCEPTED_DROPPED, "sendMessage")
            case Trouble.HURRIED:
                faults.flood(7, "sendMessage")
            case Trouble.REFUSED:
                faults.unauthorized("sendMessage")
            case Trouble.AWAY:
                await self.channel.close()
                self.channel = telegram_on(self._standin, api_url=NOWHERE)

    def secrets(self) -> list[str]:
        return [self._standin.token]


def _file_id(message: dict[str, Any]) -> str:
    """The file of a message as Telegram knows it; empty if it has none."""
    file = message.get("document") or (message.get("photo") or [{}])[-1]
    return str(file.get("file_id", ""))


class SimulatorRig(Talking):
    """The simulator, which needs no world behind it."""

    most_buttons = 100
    can_edit = True
    can_show = True
    has_network = False

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

    def taps(self, sign: str) -> None:
        self._phones.taps(self._lan, sign)

    def blocks(self) -> None:
        self._phones.blocks(self._lan)

    def shown(self) -> list[str]:
        return [shown.message.text for shown in self._phones.phone(self._lan.id).shown]

    async def troubles(self, trouble: Trouble) -> None:
        raise AssertionError(f"the simulator fails only as it is told: {trouble}")

    def secrets(self) -> list[str]:
        return []


RIGS: list[type[Rig]] = [TelegramRig, ZaloBotRig, ZaloOaRig, ZaloZbsRig, SimulatorRig]
