"""The composition root: the only module that knows everything; owns clock, loop and shutdown."""

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import blake2s

import structlog

from bot import approval, platforms
from bot.board.feeds import Feeds
from bot.channels import Channel, ChannelError, Misconfigured
from bot.clock import Clock, SystemClock
from bot.deliver import deliver
from bot.desk import Desk, Plans
from bot.failures import Failures
from bot.health import Health
from bot.reaching import notices
from bot.reception import Reception
from bot.remind import remind
from bot.scopes import Key
from bot.sending.allowance import Allowance
from bot.settings import Settings
from bot.store import channel_states, figures, leases, plans, schema
from bot.store.cabinet import Cabinet
from bot.store.figures import Figures
from bot.store.memory import Memory, Tx, Unusable
from bot.web.pulse import Pulse
from bot.web.server import Server
from bot.wording import answers
from schedules.extensions import lapsed
from schedules.heartbeat import Heartbeat
from schedules.plan import Plan

log = structlog.get_logger(__name__)

LAST_WORDS = timedelta(seconds=9)
"""What is in flight at the end may take this long."""

LOOK_EVERY = timedelta(seconds=30)
"""How often what the platforms allow is held against what was used."""

REOPEN_AFTER = timedelta(seconds=60)
"""How long a refused or unreachable channel rests before it is tried again."""


def _feeds(desk: Desk, settings: Settings) -> Feeds | None:
    """The calendars to subscribe to; none without a key to derive their addresses from."""
    if settings.secret_key is None:
        return None
    key = Key(settings.secret_key.get_secret_value(), settings.feeds_version)
    if settings.public_url is not None:
        desk.calendar_url = lambda scope: settings.own_url(key.path(scope)) or ""
    return Feeds(desk, key)


def cabinet(settings: Settings, memory: Memory) -> Cabinet:
    """Where evidence is kept: in the folder that is set, else beside the database."""
    file = memory.url.database if memory.url.get_backend_name() == "sqlite" else None
    return Cabinet(settings.evidence_folder(file))


def _hung_up() -> None:
    log.warning("plan not read again: restart the service to put a change into force")


class App:
    """The service, from start to the last word."""

    def __init__(
        self,
        settings: Settings,
        plans_in_force: Sequence[Plan],
        memory: Memory,
        *,
        channels: Mapping[str, Channel],
        clock: Clock | None = None,
    ) -> None:
        """Put everything together; nothing runs yet."""
        self.settings = settings
        self.desk = Desk(
            Plans(plans_in_force),
            memory,
            clock or SystemClock(),
            channels,
            auto_approve=settings.auto_approve,
            reroute_after=timedelta(hours=settings.reroute_after_hours),
            cabinet=cabinet(settings, memory),
            largest_file=settings.evidence_max_mb * 1_000_000,
            handouts=platforms.handouts(settings, memory),
        )
        self.reception = Reception(self.desk)
        self.health = Health(self.desk.clock.now())
        self._failures = Failures()
        self._feeds = _feeds(self.desk, settings)
        self._receiving: set[str] = set()
        self._allowance = Allowance(self.desk)
        self._looked_at: datetime | None = None
        self._stop = asyncio.Event()
        self._watch = Pulse(str(settings.heartbeat_url) if settings.heartbeat_url else None)

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then finish what is in flight, at most LAST_WORDS."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGINT):
            with suppress(NotImplementedError):  # Windows: Ctrl+C raises KeyboardInterrupt instead
                loop.add_signal_handler(each, self._stop.set)
        if hasattr(signal, "SIGHUP"):  # would end us in the middle of a sentence
            loop.add_signal_handler(signal.SIGHUP, _hung_up)
        self.desk.plans = await self.desk.memory.read(self.desk.plans.renewed)
        await self.desk.memory.write(self._take_force)
        # Modules and plans stay: walking them again and again costs a message a fifth of its CPU.
        gc.freeze()
        beats = {
            "remind": self._remind,
            "deliver": self._deliver,
            "allowance": self._allow,
            "archive": self._archive,
            "pulse": self._pulse,
        }
        heartbeat = Heartbeat(beats)
        server = Server(
            self.settings,
            self.desk.channels,
            check=self.check,
            standing_by=self.standing_by,
            figures=self.figures,
            keeper=self.reception.keeper,
            feed=self._feeds.find if self._feeds else None,
            files=self.desk.handouts,
        )
        async with server:
            attending = asyncio.create_task(self._attend())
            serving = [
                asyncio.create_task(work(channel))
                for channel in self.desk.channels.values()
                for work in (self._serve, self._mend)
            ]
            heartbeat.start()
            log.info("service started", plans=list(self.desk.plans.by_id))
            await self._stop.wait()
            log.info("service stopping")
            await self._wind_down(heartbeat, attending, serving)
        log.info("service stopped")

    async def _wind_down(
        self,
        heartbeat: Heartbeat,
        attending: asyncio.Task[None],
        serving: Sequence[asyncio.Task[None]],
    ) -> None:
        """Take nothing new, finish what is in flight, let go of everything."""
        self.desk.closing = True
        for task in serving:
            task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORDS.total_seconds()):
                await asyncio.gather(*serving, return_exceptions=True)
                await heartbeat.stop()
                self.reception.intake.wake()
                await attending
                await self.reception.quiet()
        for channel in self.desk.channels.values():
            await channel.close()
        self.desk.memory.close()

    async def check(self) -> dict[str, str]:
        """What is wrong right now, by name; empty if nothing is."""
        wrong = self.health.report(self.desk.clock.now())
        for name, channel in self.desk.channels.items():
            if channel.trouble:
                wrong.setdefault(name, channel.trouble)
            if name in self.desk.paused:
                wrong.setdefault(name, "the platform refuses the account")
        try:
            await schema.check(self.desk.memory)
        except Unusable as error:
            wrong["database"] = str(error)
        return wrong

    def standing_by(self) -> list[str]:
        """The channels whose updates another process takes now; this one waits for its turn."""
        return [c.name for c in self.desk.channels.values() if getattr(c, "standing_by", False)]

    async def figures(self) -> Figures:
        """What the database holds, in counts."""
        return await self.desk.memory.read(figures.read, self.desk.clock.now())

    def stop(self) -> None:
        """Ask the service to end."""
        self._stop.set()

    def _take_force(self, tx: Tx) -> None:
        """Note the plans' versions, and ask the office to approve what it has not."""
        now = self.desk.clock.now()
        if tx.dialect.name == "sqlite":  # whose file is locked: no other service runs on it
            leases.forget(tx)
        for each in self.desk.plans.all():
            if plans.remember(tx, each.plan, now):
                self._tell_lapsed(tx, each.plan)
        for plan_id, code in approval.wanted(tx, self.desk).items():
            plan = self.desk.plans.by_id[plan_id].plan
            facts = {"what": "approval", "code": code}
            notices.tell(tx, plan, f"approval-{code}", facts, now)

    def _tell_lapsed(self, tx: Tx, plan: Plan) -> None:
        """Tell the office whose extensions a changed plan has overtaken."""
        gone = {grant.key for grant in lapsed(plan, plan.grants)}
        duties = [answers.named(plan.by_key[key]) for key in sorted(gone & plan.by_key.keys())]
        if duties:
            facts = {"what": "lapsed", "duties": duties}
            notices.tell(
                tx,
                plan,
                f"lapsed-{blake2s(plan.text.encode(), digest_size=8).hexdigest()}",
                facts,
                self.desk.clock.now(),
            )

    async def _remind(self) -> None:
        await self._beat("remind", remind)

    async def _deliver(self) -> None:
        await self._beat("deliver", deliver)

    async def _allow(self) -> None:
        """Tell the office what is nearly used up."""
        now = self.desk.clock.now()
        if self._looked_at is None or now - self._looked_at >= LOOK_EVERY:
            self._looked_at = now
            await self._beat("allowance", lambda _desk: self._allowance.look())

    async def _archive(self) -> None:
        """Fetch again what could not be fetched before, or was left by a former run."""
        if not self.desk.closing:
            self.reception.collect()

    async def _pulse(self) -> None:
        """Tell the outside watch that all is well; silence tells it that something is not."""
        now = self.desk.clock.now()
        if self._watch.due(now) and not self.desk.closing and not await self.check():
            await self._watch.beat(now)

    async def _beat(self, name: str, story: Callable[[Desk], Awaitable[int]]) -> None:
        """One round of a story; a failure is logged and tried again at the next beat."""
        if self.desk.closing:
            return
        try:
            await story(self.desk)
        except Exception as error:  # noqa: BLE001  whatever it is, the next beat tries again
            self._failures.failed(name, error)
            self.health.trouble(name, type(error).__name__)
        else:
            self._failures.worked(name)
            self.health.beat(name, self.desk.clock.now())

    async def _attend(self) -> None:
        """Handle what comes in, and first what a former run has left."""
        while not self.desk.closing:
            try:
                await self.reception.attend()
            except Exception:
                log.exception("reception failed")
                await asyncio.sleep(1)
                continue
            await self.reception.intake.news()

    async def _serve(self, channel: Channel) -> None:
        """Open a channel and take its updates; a refused one rests and is tried again."""
        keep = self.reception.keeper(channel.name)
        while True:
            try:
                await self._open(channel)
                self._receiving.add(channel.name)
                await channel.receive(keep)
            except ChannelError as error:
                await self._rest(channel, error)
            except Exception as error:
                log.exception("channel failed", channel=channel.name)
                self.health.trouble(channel.name, type(error).__name__)
            finally:
                self._receiving.discard(channel.name)
            await asyncio.sleep(REOPEN_AFTER.total_seconds())

    async def _mend(self, channel: Channel) -> None:
        """Open a channel again that was refused while it sent, though it went on receiving."""
        while True:
            await asyncio.sleep(REOPEN_AFTER.total_seconds())
            if channel.name not in self.desk.paused & self._receiving:
                continue
            try:
                await self._open(channel)
            except ChannelError as error:
                await self._rest(channel, error)
            except Exception:
                log.exception("channel not opened again", channel=channel.name)

    async def _open(self, channel: Channel) -> None:
        identity = await channel.open()
        now = self.desk.clock.now()
        await self.desk.memory.write(
            channel_states.opened, channel.name, identity.name, identity.username, now
        )
        self.desk.identities[channel.name] = identity
        self.desk.paused.discard(channel.name)
        self.health.well(channel.name)
        log.info("channel open", channel=channel.name, username=identity.username)

    async def _rest(self, channel: Channel, error: ChannelError) -> None:
        log.error("channel rests", channel=channel.name, reason=error.reason)
        self.health.trouble(channel.name, error.reason)
        if isinstance(error, Misconfigured):
            await self.desk.memory.write(self._tell_paused, channel.name, error.reason)
            self.desk.paused.add(channel.name)

    def _tell_paused(self, tx: Tx, channel: str, reason: str) -> None:
        now = self.desk.clock.now()
        channel_states.paused(tx, channel, reason, now)
        facts = {"what": "paused", "channel": channel, "reason": reason}
        notices.tell(tx, self.desk.plans.first, f"paused-{channel}-{now:%Y-%m-%d}", facts, now)
