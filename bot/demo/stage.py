"""The whole plan on a simulated clock, with simulated phones and scripted people.

Uses the same stories, database and wording as the service; only clock, channel and people are
made up. The same plan always gives the same transcript.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.channels.simulator import Simulator
from bot.clock import SetClock
from bot.deliver import deliver
from bot.demo import transcript
from bot.demo.cast import ZALO, Act, Actor, Press, characters, leader
from bot.desk import Desk, Plans
from bot.messages import Address
from bot.people import Post, Role
from bot.reception import Reception
from bot.remind import remind
from bot.store import boards, outbox, people, schema
from bot.store.memory import Memory, Tx
from bot.wording import boards as board_words
from bot.wording import phrases
from schedules.plan import Plan
from schedules.timetable import Timetable

FIRST_LOOK = timedelta(hours=1)
"""How long before the first reminder the play begins."""


async def play(plan: Plan) -> AsyncIterator[str]:
    """The transcript of a whole plan, piece by piece: the cast, every message, the last board."""
    with TemporaryDirectory() as folder:
        stage = Stage(plan, Path(folder))
        try:
            yield phrases.plan_name(plan)
            for actor in stage.actors:
                where = " – trên Zalo" if actor.channel == ZALO else ""
                yield f"- {actor.who}: {actor.name} ({actor.character.manner}){where}"
            yield ""
            async for piece in stage.perform():
                yield piece
        finally:
            stage.close()


class Stage:
    """One performance of a plan, with a database of its own in a folder."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        """Set clock, phones and people up."""
        self.plan = plan
        self.timetable = Timetable.of(plan)
        self.clock = SetClock(self.timetable.reminders[0].at - FIRST_LOOK)
        self.phones = Simulator()
        self.zalo = Simulator(ZALO, most_buttons=0, can_edit=False)
        self.memory = Memory(f"sqlite:///{folder / 'demo.db'}")
        schema.upgrade(self.memory)
        self.channels = {each.name: each for each in (self.phones, self.zalo)}
        self.desk = Desk(Plans([plan]), self.memory, self.clock, self.channels, auto_approve=True)
        self.reception = Reception(self.desk)
        self.actors = [*characters(plan), leader()]
        self._pending: list[tuple[datetime, int, Actor, Act]] = []
        self._read: dict[str, int] = {}

    async def perform(self) -> AsyncIterator[str]:
        """Play to the end of the plan, moment by moment; ends with the board."""
        with self.memory.begin() as tx:
            self._join(tx)
        end = self.timetable.closes or self.clock.now()
        while (now := await self._next_moment()) is not None and now <= end:
            self.clock.set(now)
            for line in self._act():
                yield line
            await self._work()
            for line in self._look():
                yield line
        with self.memory.begin() as tx:
            yield board_words.whole_board(boards.read(tx, self.plan, self.clock.now()))

    def close(self) -> None:
        """Let the database go."""
        self.memory.close()

    def _join(self, tx: Tx) -> None:
        now = self.clock.now()
        for actor in self.actors:
            person = people.add_person(tx, actor.name, now)
            post = Post(Role.HEAD, actor.unit) if actor.unit else Post(Role.LEADER)
            people.add_post(tx, person, post, now)
            address = Address(actor.channel, actor.sender.id)
            people.add_address(tx, person, address, user=actor.sender.id, now=now)

    async def _next_moment(self) -> datetime | None:
        now = self.clock.now()
        moments = [at for at, *_ in self._pending]
        moments += [r.at for r in self.timetable.reminders if r.at > now][:1]
        waiting = await self.memory.read(outbox.next_try)
        moments += [waiting] if waiting else []
        return min((at for at in moments if at > now), default=None)

    async def _work(self) -> None:
        """What the service does in a beat."""
        for name, phones in self.channels.items():
            await self.reception.keeper(name)(phones.taken())
        await self.reception.attend()
        await self.reception.quiet()
        await remind(self.desk)
        await deliver(self.desk)

    def _act(self) -> Iterator[str]:
        """People do what they had in mind for this moment."""
        now = self.clock.now()
        due = sorted((p for p in self._pending if p[0] <= now), key=lambda p: p[:2])
        self._pending = [p for p in self._pending if p[0] > now]
        for _, _, actor, act in due:
            done = self._do(actor, act)
            if done:
                yield transcript.acted(f"{actor.who} ({actor.name})", done, now, self.plan.zone)

    def _do(self, actor: Actor, act: Act) -> str | None:
        now, phones = self.clock.now(), self.channels[actor.channel]
        if not isinstance(act, Press):
            phones.says(actor.sender, act.text, at=now)
            return f"“{act.text}”"
        found = phones.phone(actor.sender.id).button(act.message, act.label)
        if found is None:
            return None
        phones.taps_data(actor.sender, found.data, act.message, at=now)
        return f"bấm [{found.label}]"

    def _look(self) -> Iterator[str]:
        """People read what is new on their phones, and make up their minds."""
        now = self.clock.now()
        for actor in self.actors:
            shown = self.channels[actor.channel].phone(actor.sender.id).shown
            fresh = shown[self._read.get(actor.sender.id, 0) :]
            self._read[actor.sender.id] = len(shown)
            for message in fresh:
                yield transcript.received(actor.who, message.message, now, self.plan.zone)
                for delay, act in actor.character.react(message):
                    self._pending.append((now + delay, len(self._pending), actor, act))
