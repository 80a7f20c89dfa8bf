"""A stage for whole days: the desk with a clock that is set, simulated phones and a database."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot import invitation
from bot.channels import ChannelError
from bot.channels.simulator import NAME, Phone, Shown, Simulator
from bot.clock import SetClock
from bot.deliver import deliver
from bot.desk import Desk, Plans
from bot.messages import Address, Sender
from bot.people import Post
from bot.reception import Reception
from bot.remind import remind
from bot.store import attachments, boards, invites, outbox, people
from bot.store.cabinet import Cabinet
from bot.store.deliveries import Outcome
from bot.store.memory import Memory, Tx
from bot.store.tables import deliveries
from bot.store.tables import people as people_table
from schedules.plan import Plan
from schedules.progress import Board, Standing
from tests.stories.cast import EVERYBODY, HERE, OFFICE, SEED, Somebody, at
from tests.stories.past import step, stretch

BEFORE_EVERYTHING = "29/4 09:00"

SEEDS = Plans([SEED])
"""What follows from the seed's plan, worked out once."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that arrived: when on the plan's clock, at whose phone, what it said."""

    at: datetime
    name: str
    text: str


def folder_beside(memory: Memory) -> Path:
    """Where evidence is kept; it appears with the first file."""
    if memory.url.get_backend_name() == "sqlite":
        return Path(str(memory.url.database)).parent / "evidence"
    return Path(tempfile.gettempdir()) / f"evidence-{memory.url.database}"


class Stage:
    """The service as people meet it, moment by moment. Nothing happens but what a test says.

    Everybody is met on `phones`; on the channels in `more` only whoever is `linked` there, too.
    """

    def __init__(
        self,
        memory: Memory,
        plan: Plan = SEED,
        *,
        since: str = BEFORE_EVERYTHING,
        phones: Simulator | None = None,
        more: Sequence[Simulator] = (),
    ) -> None:
        self.memory = memory
        self.clock = SetClock(at(since))
        self.phones = phones or Simulator()
        self.channels = {each.name: each for each in (self.phones, *more)}
        self.folder = folder_beside(memory)
        self.plan = plan
        self.restarted()

    # --- the service ---------------------------------------------------------------------------

    def restarted(self, plan: Plan | None = None, *, auto_approve: bool = True) -> None:
        """The service starts anew on the same database, maybe with a changed plan."""
        self.plan = plan or self.plan
        self.desk = Desk(
            Plans([self.plan], before=SEEDS),
            self.memory,
            self.clock,
            self.channels,
            auto_approve=auto_approve,
            cabinet=Cabinet(self.folder),
        )
        self.reception = Reception(self.desk)

    @property
    def now(self) -> datetime:
        """What the clock shows."""
        return self.clock.now()

    async def beat(self) -> None:
        """What the service does again and again: receive, answer, remind, deliver."""
        for name, channel in self.channels.items():
            await self.reception.keeper(name)(channel.taken())
        await self.hear()
        self.reception.collect()
        await self.reception.quiet()
        await remind(self.desk)
        await deliver(self.desk)

    async def hear(self) -> int:
        """Handle what has been kept and let the answers go out."""
        handled = await self.reception.attend()
        await self.reception.quiet()
        return handled

    async def comes(self, moment: str | datetime) -> None:
        """A moment comes, with nothing in between: the service was not running."""
        now = at(moment) if isinstance(moment, str) else moment
        await stretch(self, ("comes", now), lambda: self._come(now))

    async def _come(self, now: datetime) -> None:
        self.clock.set(now)
        await self.beat()

    async def lives(self, until: str | datetime) -> None:
        """The service runs up to an instant, and beats whenever something is owed."""
        end = at(until) if isinstance(until, str) else until
        await stretch(self, ("lives", end), lambda: self._live(end))

    async def _live(self, end: datetime) -> None:
        await self.beat()
        while (moment := await self._next_moment()) is not None and moment < end:
            await self._come(moment)
        await self._come(end)

    async def _next_moment(self) -> datetime | None:
        timetable = self.desk.plans.by_id[self.plan.id].timetable
        moments = [r.at for r in timetable.reminders if r.at > self.now][:1]
        mornings = self.desk.plans.by_id[self.plan.id].mornings.all
        moments += [m.at for m in mornings if m.at > self.now][:1]
        for due in (outbox.next_try, attachments.next_try):
            waiting = await self.memory.read(due)
            if waiting is not None:
                moments.append(max(waiting, self.now + timedelta(seconds=1)))
        return min(moments, default=None)

    # --- people --------------------------------------------------------------------------------

    def joined(self, *somebody: Somebody) -> None:
        """People have joined before the story begins."""
        with step(self, ("joined", somebody)), self.memory.begin() as tx:
            for each in somebody:
                self._join(tx, each)

    def _join(self, tx: Tx, each: Somebody) -> None:
        assert each.post is not None, "strangers do not join"
        known = people.by_user(tx, NAME, each.phone, self.now)
        person = known.id if known else people.add_person(tx, each.name, self.now)
        people.add_post(tx, person, each.post, self.now)
        people.add_address(tx, person, each.address, user=each.phone, now=self.now)

    def linked(self, channel: Simulator, *somebody: Somebody) -> None:
        """People who have joined can be reached on another channel, too."""
        with step(self, ("linked", channel.name, somebody)):
            self._link(channel, somebody)

    def _link(self, channel: Simulator, somebody: Sequence[Somebody]) -> None:
        known = [(each.phone, self.person(each)) for each in somebody]
        with self.memory.begin() as tx:
            for phone, person in known:
                to = Address(channel.name, phone)
                people.add_address(tx, person, to, user=phone, now=self.now)

    async def says_on(self, channel: Simulator, who: Somebody, text: str) -> str:
        """Somebody writes on another channel; the text of what the bot says to it there."""
        phone = channel.phone(who.phone)
        before = len(phone.shown)
        channel.says(who.sender, text, at=self.now)
        await self.beat()
        return "\n".join(shown.message.text for shown in phone.shown[before:])

    def everybody_joined(self) -> None:
        """The head of every unit, a leader and the office have joined."""
        self.joined(*EVERYBODY)

    def invited(self, post: Post, *, valid_for: timedelta = invitation.VALID_FOR) -> str:
        """A code for a post."""
        code = invitation.new_code()
        with self.memory.begin() as tx:
            invites.add(tx, code, post, now=self.now, expires=self.now + valid_for)
        return code

    def group(self, chat: str) -> Phone:
        """A chat with many readers."""
        return self.phones.phone(chat, is_group=True)

    def person(self, who: Somebody) -> int:
        """The id under which somebody is known."""
        with self.memory.begin() as tx:
            found = people.by_user(tx, NAME, who.phone, self.now)
        assert found is not None
        return found.id

    async def says(
        self,
        who: Somebody | Sender,
        text: str,
        *,
        chat: str | None = None,
        reply_to: str | None = None,
    ) -> str:
        """Somebody writes; the text of what the bot says to it there, all of it."""
        sender = who.sender if isinstance(who, Somebody) else who
        before = len(self.phones.phone(chat or sender.id).shown)
        self.phones.says(sender, text, chat=chat, at=self.now, reply_to=reply_to)
        await self.beat()
        return "\n".join(s.message.text for s in self.shown(chat or sender.id)[before:])

    async def taps(self, who: Somebody | Sender, label: str, *, chat: str | None = None) -> str:
        """Somebody presses the newest button so labelled; the text of what is said to it."""
        sender = who.sender if isinstance(who, Somebody) else who
        shown, data = self.phones.phone(chat or sender.id).find(label)
        return await self.sends(who, data, shown.id, chat=chat)

    async def sends(
        self, who: Somebody | Sender, data: str, message: str | None, *, chat: str | None = None
    ) -> str:
        """Somebody sends button data, genuine or not; the text of what is said to it."""
        sender = who.sender if isinstance(who, Somebody) else who
        before = len(self.phones.phone(chat or sender.id).shown)
        self.phones.taps_data(sender, data, message, chat=chat, at=None)
        await self.beat()
        return "\n".join(s.message.text for s in self.shown(chat or sender.id)[before:])

    def troubles(self, who: Somebody, *errors: ChannelError) -> None:
        """The next messages to somebody fail."""
        self.phones.phone(who.phone).trouble.extend(errors)

    # --- what there is to see ------------------------------------------------------------------

    def shown(self, who: Somebody | str) -> list[Shown]:
        """Every message that a phone shows, oldest first."""
        return self.phones.phone(who if isinstance(who, str) else who.phone).shown

    def texts(self, who: Somebody | str) -> list[str]:
        """Their texts."""
        return [shown.message.text for shown in self.shown(who)]

    def ledger(self) -> list[Sent]:
        """Every message that arrived of the bot's own accord or as a list of work, in order."""
        query = (
            select(deliveries.c.at, people_table.c.name, deliveries.c.text)
            .join(people_table, people_table.c.id == deliveries.c.person_id)
            .where(deliveries.c.outcome == Outcome.SENT)
            .order_by(deliveries.c.id)
        )
        with self.memory.begin() as tx:
            return [Sent(row.at.astimezone(HERE), row.name, row.text) for row in tx.execute(query)]

    def sent_to(self, who: Somebody) -> list[Sent]:
        """What of it arrived at one person's."""
        return [sent for sent in self.ledger() if sent.name == who.name]

    def notices(self) -> list[Sent]:
        """What arrived at the office's besides its mornings."""
        return [
            sent
            for sent in self.sent_to(OFFICE)
            if not sent.text.startswith(("Đối chiếu việc nhắc", "Kế hoạch đã hết thời hạn"))
        ]

    def days_of(self, who: Somebody) -> list[str]:
        """When messages arrived at somebody's: "12/5 08:00"."""
        return [f"{s.at.day}/{s.at.month} {s.at:%H:%M}" for s in self.sent_to(who)]

    def board(self, moment: datetime | None = None) -> Board:
        """How the plan stands, now or at an instant."""
        with self.memory.begin() as tx:
            return boards.read(tx, self.plan, moment or self.now)

    def stands(self, activity: str, unit: str) -> Standing:
        """How one duty stands now."""
        keys = {s.assignment.key: s for s in self.board().standings}
        return keys[activity, unit]
