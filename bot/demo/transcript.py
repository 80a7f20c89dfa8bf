"""Simulated phones as a reader sees them, in plain text."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.messages import Message
from bot.wording import phrases


def received(who: str, message: Message, at: datetime, zone: ZoneInfo) -> str:
    """A message that a phone got, with its buttons."""
    lines = [f"── {phrases.moment(at, zone)} → {who}"]
    lines += [f"   {line}" for line in message.text.splitlines()]
    lines += ["   " + " ".join(f"[{c.label}]" for c in row) for row in message.rows]
    return "\n".join(lines)


def acted(who: str, what: str, at: datetime, zone: ZoneInfo) -> str:
    """Something that a person did."""
    return f"── {phrases.moment(at, zone)} ← {who}: {what}"
