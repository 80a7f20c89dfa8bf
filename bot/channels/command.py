"""Reading a slash command."""

import re

_COMMAND = re.compile(r"/(?P<name>\w{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<args>.*))?", re.DOTALL)


def command(text: str, username: str | None) -> tuple[str, str] | None:
    """The command's name in lower case and what follows it; None if the text is no command.

    `/viec@SomeBot` is a command for that bot alone: None unless `username` (without @) is its name.
    """
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return None
    bot = found["bot"]
    if bot is not None and bot.lower() != (username or "").lower():
        return None
    return found["name"].lower(), (found["args"] or "").strip()
