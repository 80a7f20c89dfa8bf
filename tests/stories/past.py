"""The days before a story, lived once in a worker: whoever begins with the same days gets a copy.

What the service remembers is its database, and in this process what its people have said lately;
what people see is their phones. All of that is kept at the end of a stretch of days, and put back
where another story has come the same way to the same beginning.
"""

import pickle
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from bot.channels.simulator import Simulator
from bot.desk import Plans
from bot.members.patience import Patience
from bot.store.memory import Memory

if TYPE_CHECKING:
    from tests.stories.stage import Stage

Live = Callable[[], Awaitable[None]]

STRETCHES = 3
"""So many of a story are looked for and kept; hardly two stories have come further together."""


@dataclass(frozen=True, slots=True)
class Days:
    """What a stretch of days has left behind."""

    database: Path
    service: bytes
    plans: Plans


class Almanac:
    """The days that stories of this worker have lived, by the way that led to them."""

    def __init__(self, folder: Path) -> None:
        """Nobody has lived yet."""
        self.days: dict[bytes, Days] = {}
        self._folder = folder

    def keep(self, way: bytes, stage: "Stage") -> None:
        """Copy what there is now."""
        file = self._folder / way.hex()
        with (
            closing(sqlite3.connect(_file(stage.memory))) as lived,
            closing(sqlite3.connect(file)) as kept,
        ):
            lived.backup(kept)
        self.days[way] = Days(file, _service(stage), stage.desk.plans)


class Past:
    """How one memory came to be what it is; unknown once something else than a stretch wrote."""

    def __init__(self, almanac: Almanac, memory: Memory, start: str) -> None:
        """A memory that nobody has opened; what it starts with is the same in a whole almanac."""
        self._almanac = almanac
        self._way = start.encode()
        self._left = STRETCHES
        self._seen = self._begun = 0
        event.listen(memory.engine, "begin", self._count)

    async def stretch(self, stage: "Stage", what: object, live: Live) -> None:
        """Live some days, or be as if they had been lived."""
        if not self._left or not self._is_known(stage):
            await live()
            return
        self._left -= 1
        way = self._onward(stage, what)
        days = self._almanac.days.get(way)
        if days is not None and _closed(stage.memory):
            _put_back(days, stage)
        else:
            await live()
            if not _is_plain(stage):
                return
            self._almanac.keep(way, stage)
        self._way, self._seen = way, self._begun

    @contextmanager
    def step(self, stage: "Stage", what: object) -> Iterator[None]:
        """Something that writes the same whenever it is done to the same memory."""
        way = self._onward(stage, what) if self._is_known(stage) else None
        yield
        if way is not None:
            self._way, self._seen = way, self._begun

    def _is_known(self, stage: "Stage") -> bool:
        return self._begun == self._seen and _is_plain(stage)

    def _onward(self, stage: "Stage", what: object) -> bytes:
        seen = self._way + _service(stage) + repr(what).encode()
        return blake2b(seen, digest_size=16).digest()

    def _count(self, _connection: object) -> None:
        self._begun += 1


_PASTS: WeakKeyDictionary[Memory, Past] = WeakKeyDictionary()


def known(memory: Memory, almanac: Almanac, start: str) -> Memory:
    """The same memory, whose stories may begin with days that others have lived."""
    _PASTS[memory] = Past(almanac, memory, start)
    return memory


async def stretch(stage: "Stage", what: object, live: Live) -> None:
    """Live some days, or be as if they had been lived where the past of the stage is known."""
    past = _PASTS.get(stage.memory)
    if past is None:
        await live()
    else:
        await past.stretch(stage, what, live)


@contextmanager
def step(stage: "Stage", what: object) -> Iterator[None]:
    """Something that writes the same whenever it is done to the same memory."""
    past = _PASTS.get(stage.memory)
    if past is None:
        yield
    else:
        with past.step(stage, what):
            yield


def lived_once(days: "Callable[[Stage], Awaitable[None]]") -> "Callable[[Stage], Awaitable[None]]":
    """Days that several stories begin with."""

    @wraps(days)
    async def lived(stage: "Stage") -> None:
        await stretch(stage, (days.__module__, days.__qualname__), lambda: days(stage))

    return lived


# --- what the process and the phones hold ---------------------------------------------------------


def _is_plain(stage: "Stage") -> bool:
    """Whether nothing is at work but phones that can be copied, and no file lies beside."""
    desk = stage.desk
    return (
        desk.channels is stage.channels
        and all(isinstance(each, Simulator) for each in stage.channels.values())
        and desk.handouts is None
        and desk.calendar_url is None
        and not stage.folder.exists()
    )


def _service(stage: "Stage") -> bytes:
    desk = stage.desk
    settings = (desk.auto_approve, desk.reroute_after, desk.largest_file, desk.closing)
    held = sorted(desk.paused), desk.identities, _patience(stage)
    plan = stage.plan.text, stage.plan.grants
    return pickle.dumps((stage.now, _phones(stage), held, settings, plan))


def _phones(stage: "Stage") -> dict[str, tuple[type, dict[str, object]]]:
    return {
        name: (type(each), {what: it for what, it in vars(each).items() if what != "_news"})
        for name, each in stage.channels.items()
    }


def _patience(stage: "Stage") -> tuple[Patience, Patience]:
    intake = stage.reception.intake
    return intake.patience, intake.touches


def _put_back(days: Days, stage: "Stage") -> None:
    shutil.copyfile(days.database, _file(stage.memory))
    now, phones, (paused, _, patience), *_ = pickle.loads(days.service)  # noqa: S301  # our own
    for name, (_, held) in phones.items():
        vars(stage.channels[name]).update(held)
    stage.clock.set(now)
    stage.desk.plans = days.plans
    stage.desk.paused = set(paused)
    intake = stage.reception.intake
    intake.patience, intake.touches = patience


def _file(memory: Memory) -> str:
    return str(memory.url.database)


def _closed(memory: Memory) -> bool:
    """Let go of the file; False if somebody holds it."""
    pool = memory.engine.pool
    if not isinstance(pool, QueuePool) or pool.checkedout():
        return False
    memory.engine.dispose()
    return True
