"""Takes updates in and sends answers out: the two ends of STORY 3.

An update is kept before it is confirmed; what is said back goes out beside the next update's
handling, in order within a chat.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.answer import answer, warn
from bot.archive import archive, waits
from bot.board import papers
from bot.channels import (
    Channel,
    ChannelError,
    Keep,
    Misconfigured,
    Moved,
    Receipt,
    TryLater,
    Undeliverable,
)
from bot.choices.menus import Menu
from bot.desk import Desk
from bot.intake import Intake, Work
from bot.members.echoes import Echoes
from bot.members.patience import Verdict
from bot.messages import Address, Enclosure, Message
from bot.reaching import notices
from bot.responses import Confirm, Draw, Edit, Present, Response, Say, Show
from bot.store import deliveries, inbox, menus, people, plans, spending
from bot.store.deliveries import Attempt, Outcome
from bot.store.memory import Tx
from bot.wording import files
from bot.wording import views as view_words
from bot.wording.plain import as_read
from schedules.plan import Plan
from schedules.progress import Board

log = structlog.get_logger(__name__)

TRIES = 3
LONGEST_WAIT = timedelta(seconds=20)
"""An answer that cannot go out within this is dropped: people ask again."""

DOUBTS = 1
"""An answer that may have arrived is said once more, not twice."""


class Reception:
    """Handles what came in, for one desk."""

    def __init__(self, desk: Desk) -> None:
        """Serve a desk."""
        self._desk = desk
        self.intake = Intake(desk, self._beside)
        self._echoes = Echoes()
        self._speaking: set[asyncio.Task[None]] = set()
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._collecting: asyncio.Task[None] | None = None

    def keeper(self, channel: str) -> Keep:
        """What a channel hands its updates to before it confirms them."""
        return self.intake.keeper(channel)

    async def attend(self) -> int:
        """Handle everything that waits; gives how many updates that was."""
        handled = await self.intake.look()
        try:
            while (work := self.intake.next()) is not None:
                await self._attend(work)
                handled += 1
                if self.intake.has_news:
                    handled += await self.intake.look()
        except BaseException:
            self.intake.forget()
            raise
        if handled:
            self.collect()
        return handled

    def collect(self) -> None:
        """Fetch the files that are due, beside everything else; one round at a time."""
        if self._collecting is None or self._collecting.done():
            self._collecting = self._beside(self._collect())

    async def _collect(self) -> None:
        if not await waits(self._desk):
            return
        try:
            responses = await archive(self._desk)
        except Exception:
            log.exception("files not fetched")
            return
        for response in responses:
            self._speak(_chat_of(response), [response])

    async def quiet(self) -> None:
        """Wait until all answers have gone out."""
        while self._speaking:
            await asyncio.gather(*self._speaking)

    async def _attend(self, work: Work) -> None:
        """Handle one update; one that cannot be handled is set aside, never tried for ever."""
        desk, now = self._desk, self._desk.clock.now()
        waiting, incoming = work.waiting, work.incoming
        if incoming is None:
            log.info("update passed over", channel=waiting.channel, inbox=waiting.id)
        handle = warn if work.verdict is Verdict.WARN else answer
        try:
            responses = await desk.memory.write(handle, desk, waiting, incoming, now)
        except Exception:
            log.exception("update not handled", channel=waiting.channel, inbox=waiting.id)
            await desk.memory.write(inbox.handled, waiting.id, "failed", now)
            return
        if responses:
            said = self._echoes.shortened(responses, now)
            self._speak(incoming.address.chat if incoming else "", said)

    def _speak(self, chat: str, responses: Sequence[Response]) -> None:
        self._beside(self._respond(chat, responses))

    def _beside(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Have something done beside everything else; `quiet` waits for it."""
        task = asyncio.create_task(work)
        self._speaking.add(task)
        task.add_done_callback(self._speaking.discard)
        return task

    async def _respond(self, chat: str, responses: Sequence[Response]) -> None:
        async with self._turns[chat]:
            for response in responses:
                await self._try(response)

    async def _try(self, response: Response) -> None:
        doubts = 0
        for attempt in range(TRIES):
            try:
                await self._once(response)
            except TryLater as error:
                wait = error.after or timedelta(seconds=2**attempt)
                doubts += error.uncertain
                if wait > LONGEST_WAIT or doubts > DOUBTS:
                    log.warning("answer dropped", reason=error.reason)
                    return
                await asyncio.sleep(wait.total_seconds())
            except ChannelError as error:
                await self._failed(response, error)
                return
            except Exception:
                log.exception("answer failed")
                return
            else:
                return

    async def _once(self, response: Response) -> None:
        match response:
            case Confirm():
                channel = self._desk.channels[response.channel]
                await channel.acknowledge(response.tap, response.note)
            case Edit():
                await self._edit(response)
            case Say():
                await self._say(response)
            case Draw():
                await self._draw(response)
            case Show():
                await self._show(response)
            case Present():
                await self._present(response)

    async def _edit(self, edit: Edit) -> None:
        channel = self._desk.channels[edit.to.channel]
        if not channel.can_edit:
            return
        await channel.edit(edit.to, edit.message_id, edit.message)
        _, menu = as_read(edit.message, channel.most_buttons)
        if edit.person is not None and menu is not None:
            menu, now = replace(menu, message_id=edit.message_id), self._desk.clock.now()
            await self._desk.memory.write(menus.add, edit.to, edit.person, menu, now)

    async def _say(self, say: Say) -> None:
        channel = self._desk.channels[say.to.channel]
        message, menu = as_read(say.message, channel.most_buttons)
        receipt = await self._counted(channel, channel.send(say.to, message, answering=True))
        if say.person is not None and (say.numbered or say.kept or menu is not None):
            sent, id_ = receipt.of(message), receipt.message_id
            said = Attempt(say.person, say.to, sent, Outcome.SENT, message_id=id_, answering=True)
            now = self._desk.clock.now()
            await self._desk.memory.write(_remember, said, say, menu, now)

    async def _draw(self, draw: Draw) -> None:
        """Make a paper in a reading thread, so that nobody else waits for it, and show it."""
        plan = self._desk.plans.by_id[draw.plan].plan
        try:
            board, files = await self._desk.memory.read(_drawn, plan, draw)
        except Exception:
            log.exception("paper not made", form=draw.form)
            await self._say(Say(draw.to, view_words.not_drawn(draw.form)))
            return
        caption = view_words.paper(board, draw.form)
        for file in files:
            await self._show(Show(draw.to, file, caption))

    async def _show(self, show: Show) -> None:
        channel = self._desk.channels[show.to.channel]
        if channel.can_show:
            shown = channel.show(show.to, show.enclosure, show.message, answering=True)
            try:
                await self._counted(channel, shown)
            except Undeliverable as error:
                if not error.our_fault:
                    raise
            else:
                return
        message, _ = as_read(await self._in_its_place(show), channel.most_buttons)
        await self._counted(channel, channel.send(show.to, message, answering=True))

    async def _in_its_place(self, show: Show) -> Message:
        """What is said where the channel does not take a file: its address, or at least the words.

        No address is said in a group, whose members are not known.
        """
        name, laid_out = show.enclosure.name, self._desk.handouts
        if laid_out is None:
            await self._desk.memory.write(_tell_of_no_address, self._desk)
        if laid_out is None or show.to.is_group:
            return files.not_shown(show.message, name)
        link = await laid_out.lay_out(show.enclosure, show.to)
        zone = self._desk.plans.first.zone
        return files.by_link(show.message, name, link.url, link.until, link.times, zone)

    async def _counted(self, channel: Channel, sending: Awaitable[Receipt]) -> Receipt:
        """Send something and count it, also where nobody knows whether it arrived."""
        try:
            receipt = await sending
        except TryLater as error:
            if error.uncertain:
                await self._spend(channel, 1, channel.limits.price)
            raise
        await self._spend(channel, receipt.messages, receipt.cost)
        return receipt

    async def _spend(self, channel: Channel, messages: int, cost: int) -> None:
        if channel.limits.counted:
            now = self._desk.clock.now()
            write = self._desk.memory.write
            await write(spending.add, channel.name, now, messages=messages, cost=cost)

    async def _present(self, present: Present) -> None:
        """Show a file that is kept; one that is there no more is said to be."""
        data = await asyncio.to_thread(self._desk.cabinet.read, present.sha256)
        if data is None:
            log.error("kept file missing", sha256=present.sha256)
            words = files.lost(present.message, present.name)
            await self._desk.channels[present.to.channel].send(present.to, words, answering=True)
            return
        enclosure = Enclosure(present.name, present.media_type, data)
        await self._show(Show(present.to, enclosure, present.message))

    async def _failed(self, response: Response, error: ChannelError) -> None:
        log.warning("answer not sent", reason=error.reason, kind=type(error).__name__)
        if not isinstance(response, Say | Show | Present):
            return
        if isinstance(error, Moved):
            await self._desk.memory.write(people.move_address, response.to, error.to)
        elif isinstance(error, Undeliverable) and not (error.our_fault or error.closed):
            await self._desk.memory.write(_lose, response.to, error.reason, self._desk)
        elif isinstance(error, Misconfigured):
            self._desk.paused.add(response.to.channel)


def _remember(tx: Tx, said: Attempt, say: Say, menu: Menu | None, now: datetime) -> None:
    """Keep what an answer has listed or asked, and what it offers to be chosen."""
    if say.numbered or say.kept:
        deliveries.record(tx, said, say.numbered, now)
    if menu is not None:
        menus.add(tx, said.address, said.person, replace(menu, message_id=said.message_id), now)


def _chat_of(response: Response) -> str:
    return "" if isinstance(response, Confirm) else response.to.chat


def _lose(tx: Tx, address: Address, reason: str, desk: Desk) -> None:
    for contact in people.at_address(tx, address):
        people.lose(tx, contact.id, reason, desk.clock.now())


def _tell_of_no_address(tx: Tx, desk: Desk) -> None:
    now = desk.clock.now()
    notices.tell(tx, desk.plans.first, f"no-address-{now:%Y-%m}", {"what": "no_address"}, now)


def _drawn(tx: Tx, plan: Plan, draw: Draw) -> tuple[Board, list[Enclosure]]:
    of = papers.ground(tx, plans.in_force(tx, plan, draw.at), draw.at)
    return of.board, list(papers.draw(of, papers.Form(draw.form)))
