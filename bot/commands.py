"""Reads a chat command: its name, and what follows it."""

import re
from dataclasses import dataclass

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?\Z", re.DOTALL)

ALIASES = {"help": "trogiup", "status": "tinhhinh"}


@dataclass(frozen=True, slots=True)
class Command:
    """A command as typed, by its Vietnamese name."""

    name: str
    rest: str


def command(text: str, username: str | None = None) -> Command | None:
    """The command in a text; None if the text is none.

    `/viec@SomeBot` is a command for that bot alone: None unless `username` (without @) is its name.
    """
    match = _COMMAND.match(text.strip())
    if match is None or (match[2] and match[2].lower() != (username or "").lower()):
        return None
    name = match[1].lower()
    return Command(ALIASES.get(name, name), (match[3] or "").strip())
