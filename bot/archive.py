"""STORY 4: files that came in are fetched, looked at, put away, and thanked for.

What came in is queued in the same transaction that handles its message, so a crash loses no file:
one that was not fetched yet is fetched again. No byte is written inside a transaction; the place
of a file is the digest of what is in it, so that keeping it twice keeps it once.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.channels import ChannelError, Misconfigured, TryLater
from bot.desk import Desk
from bot.media import content_of
from bot.responses import Response, Say
from bot.store import attachments
from bot.store.attachments import File, Stage
from bot.store.memory import Tx
from bot.talk import arrived
from bot.wording import files

log = structlog.get_logger(__name__)

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(hours=24)
"""A file that could not be fetched for so long is said to be gone."""

GONE, LARGE, KIND, EMPTY = "gone", "large", "kind", "empty"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one file: it lies with us (`sha256`), is not taken (`why`), or neither yet."""

    file: File
    sha256: str | None = None
    media_type: str | None = None
    size: int | None = None
    why: str | None = None


async def archive(desk: Desk) -> list[Response]:
    """Fetch all that is due; what is to be said about it."""
    said: list[Response] = []
    while groups := await desk.memory.write(attachments.claim, desk.clock.now()):
        for group in groups:
            fetched = [await _fetch(desk, file) for file in group]
            said += await desk.memory.write(_record, desk, fetched, desk.clock.now())
    return said


async def waits(desk: Desk) -> bool:
    """Whether a file is due to be fetched."""
    due = await desk.memory.read(attachments.next_try)
    return due is not None and due <= desk.clock.now()


async def _fetch(desk: Desk, file: File) -> Fetched:
    channel = desk.channels.get(file.chat.channel)
    if (file.attachment.size or 0) > desk.largest_file:
        return Fetched(file, why=LARGE)
    if channel is None:
        return Fetched(file, why=GONE)
    try:
        data = await channel.fetch(file.attachment, most=desk.largest_file)
    except (TryLater, Misconfigured) as error:
        log.warning("file not fetched yet", channel=channel.name, reason=error.reason)
        return Fetched(file)
    except ChannelError as error:
        log.info("file not fetched", channel=channel.name, reason=error.reason)
        return Fetched(file, why=LARGE if "large" in error.reason else GONE)
    except Exception:  # a bug in a channel must not hold the other files up
        log.exception("channel failed", channel=channel.name)
        return Fetched(file)
    return await _keep(desk, file, data)


async def _keep(desk: Desk, file: File, data: bytes) -> Fetched:
    """Look at what is in a file and put it on the disk."""
    content = content_of(data)
    if content is None:
        return Fetched(file, why=KIND if data else EMPTY)
    try:
        digest = await asyncio.to_thread(desk.cabinet.keep, data)
    except OSError as error:
        log.exception("file not kept", reason=type(error).__name__)
        return Fetched(file)
    return Fetched(file, digest, content.media_type, len(data))


def _record(tx: Tx, desk: Desk, group: Sequence[Fetched], now: datetime) -> list[Response]:
    """Note what came of the files of one message or album, and say it once."""
    refused = []
    for each in group:
        if each.sha256 and each.media_type and each.size is not None:
            attachments.put_away(tx, each.file.id, each.sha256, each.media_type, each.size)
        elif each.why is not None or now - each.file.at > GIVE_UP_AFTER:
            stage = Stage.GONE if each.why in (None, GONE) else Stage.REFUSED
            attachments.close(tx, each.file.id, stage)
            refused.append(each)
        else:
            wait = min(FIRST_WAIT * float(2 ** min(each.file.attempts, 10)), LONGEST_WAIT)
            attachments.put_off(tx, [each.file.id], now + wait, failed=True)
    closed = {each.file.id for each in refused}
    ids = [each.file.id for each in group if each.file.id not in closed]
    return [*arrived.put_away(tx, desk, ids, now), *_refusals(desk, refused)]


def _refusals(desk: Desk, refused: Sequence[Fetched]) -> list[Response]:
    found: list[Response] = []
    for why in dict.fromkeys(each.why or GONE for each in refused):
        these = [each.file for each in refused if (each.why or GONE) == why]
        names = [file.attachment.name for file in these if file.attachment.name]
        message = files.refused(why, names, desk.largest_file)
        found.append(Say(these[0].chat, message, these[0].person))
    return found
