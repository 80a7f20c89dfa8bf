"""Zalo's three surfaces with the world behind each, for the contract."""

import contextlib
import itertools
from datetime import date
from typing import Self

from bot.channels import Channel
from bot.messages import Address, Content, Duty, Incoming, Labelled, Message
from tests.bot.channels.cast import zalo_bot_on, zalo_oa_on
from tests.bot.channels.rig import Talking, Trouble
from tests.bot.channels.templates import HookedZbs, Pile, zalo_zbs_on
from tests.standins import zalo_bot, zalo_oa
from tests.standins.faults import Kind
from tests.standins.zalo_bot.style import UNAUTHORIZED
from tests.standins.zalo_zbs import BY_PHONE, ZbsStandIn

NOWHERE = "http://127.0.0.1:9"
CS = "/v3.0/oa/message/cs"
RETRIES = 0.0003
"""Real seconds for a second of the schedule by which Zalo calls a webhook again."""


class ZaloBotRig(Talking):
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

    def taps(self, sign: str) -> None:
        raise AssertionError(f"Zalo's bots have no buttons, and none called {sign}")

    def blocks(self) -> None:
        self._lan.leaves()

    def shown(self) -> list[str]:
        return [sent.text for sent in self._lan.shows]

    async def troubles(self, trouble: Trouble) -> None:
        faults = self._standin.faults
        match trouble:
            case Trouble.LOST:
                faults.add(Kind.ACCEPTED_DROPPED, "sendMessage")
            case Trouble.HURRIED:
                faults.add(Kind.HTML_429, "sendMessage")
            case Trouble.REFUSED:
                faults.refuse(UNAUTHORIZED, "sendMessage")
            case Trouble.AWAY:
                await self.channel.close()
                self.channel = zalo_bot_on(self._standin, api_url=NOWHERE)

    def secrets(self) -> list[str]:
        return [self._standin.token]


class ZaloOaRig(Talking):
    """A Zalo Official Account by webhook, on the stand-in; Lan follows it and has written."""

    most_buttons = 5
    can_edit = False
    can_show = True

    def __init__(self) -> None:
        self._standin = zalo_oa.ZaloOaStandIn(push=zalo_oa.Push(hurry=RETRIES))
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._standin)
        self._lan = self._standin.phone("Lan")
        self._lan.follows()
        self._lan.says("chào")
        self._standin.hooks.url, self._standin.hooks.off = NOWHERE, True
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

    def taps(self, sign: str) -> None:
        self._lan.taps(sign)

    def blocks(self) -> None:
        self._lan.unfollows()
        self._standin.followers_only = True

    def shown(self) -> list[str]:
        return [sent.text for sent in self._lan.shows if sent.text]

    async def troubles(self, trouble: Trouble) -> None:
        faults = self._standin.faults
        match trouble:
            case Trouble.LOST:
                faults.add(Kind.ACCEPTED_DROPPED, CS)
            case Trouble.HURRIED:
                faults.refuse(-32, CS)
            case Trouble.REFUSED:
                faults.refuse(-216, CS, times=2)
            case Trouble.AWAY:
                await self.channel.close()
                self.channel = zalo_oa_on(self._standin, api_url=NOWHERE)

    def secrets(self) -> list[str]:
        return secrets_of(self._standin)


class ZaloZbsRig:
    """Template messages, beside the account whose webhook tells of taps; Lan has a number.

    It carries one form about one duty, so words go as the duty's name and answers are the labels of
    buttons; a tap names the template, and the template's slip tells whose it was.
    """

    most_buttons = 100
    can_edit = False
    can_show = False
    talks = False
    longest: int | None = 200
    has_network = True

    def __init__(self) -> None:
        self._oa = zalo_oa.ZaloOaStandIn(push=zalo_oa.Push(hurry=RETRIES))
        self._zbs = ZbsStandIn(self._oa)
        self._lan = self._zbs.phone("84912345678")
        self._pile = Pile()
        self._numbers = itertools.count(1)
        self._stack = contextlib.AsyncExitStack()
        self.somebody = Address("zalo-zbs", "+84912345678")

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._oa)
        await self._stack.enter_async_context(self._zbs)
        self._oa.hooks.url, self._oa.hooks.off = NOWHERE, True
        self.channel: Channel = self._channel(self._zbs.url)
        await self.channel.open()
        await self.channel.send(self.somebody, self.message("việc mà câu trả lời nói tới"))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.channel.close()
        await self._stack.aclose()

    def message(self, words: str) -> Message:
        return self._about(words, f"done:{next(self._numbers)}")

    def asking(self, done: str) -> Message:
        return self._about("Treo băng rôn, khẩu hiệu", done)

    def worded(self, words: str) -> str:
        return words

    def says(self, text: str) -> None:
        self._lan.taps(text)
        self._zbs.pressed.clear()  # so that it is told by the webhook alone

    def heard(self, text: str) -> Content:
        newest = self._lan.shows[-1]
        return Labelled(text, newest["tracking_id"], newest["msg_id"])

    def sends_file(self, name: str, content: bytes, caption: str) -> None:
        raise AssertionError(f"nothing comes in by templates, nor {name}: {caption}{content!r}")

    def files(self) -> list[tuple[str, bytes]]:
        return []

    def taps(self, sign: str) -> None:
        done, not_done = self._zbs.template.buttons
        self.says(done if sign == "✅" else not_done)

    def meant(self, incoming: Incoming) -> tuple[str, str | None]:
        assert isinstance(incoming.content, Labelled)
        done, not_done = self._pile.about(incoming.content.reference)
        first, _ = self._zbs.template.buttons
        return done if incoming.content.label == first else not_done, incoming.content.reference

    def blocks(self) -> None:
        self._zbs.refusing.add(self._lan.id)

    def shown(self) -> list[str]:
        return [sent["template_data"]["cong_viec"] for sent in self._lan.shows[1:]]

    async def troubles(self, trouble: Trouble) -> None:
        faults = self._oa.faults
        match trouble:
            case Trouble.LOST:
                faults.add(Kind.ACCEPTED_DROPPED, BY_PHONE)
            case Trouble.HURRIED:
                faults.refuse(-32, BY_PHONE)
            case Trouble.REFUSED:
                faults.refuse(-124, BY_PHONE, times=2)
            case Trouble.AWAY:
                await self.channel.close()
                self.channel = self._channel(NOWHERE)

    def secrets(self) -> list[str]:
        return [*secrets_of(self._oa), self._lan.id, self._lan.id[2:]]

    def _channel(self, zns_url: str) -> Channel:
        return zalo_zbs_on(
            self._zbs, self._pile, kind=HookedZbs, beside=self._zbs.oa, zns_url=zns_url
        )

    def _about(self, title: str, done: str) -> Message:
        duty = Duty("Phòng Quản lý khoa học", title, date(2022, 5, 19), done, "not:1", of=1)
        return Message("Nhắc việc", title, duties=(duty,))


def secrets_of(account: zalo_oa.ZaloOaStandIn) -> list[str]:
    """The secrets of an account's stand-in, tokens that it has given out among them."""
    grants = account.grants
    return [account.app_secret, account.oa_secret, *grants.access, *grants.refresh, *grants.spent]
