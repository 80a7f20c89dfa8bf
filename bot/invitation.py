"""A one-time join code as it is handed to somebody."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.people import Post, Role

VALID_FOR = timedelta(days=14)
"""How long a new code opens something."""

OWN_VALID_FOR = timedelta(hours=2)
"""The same for a code for another own account: whoever sees it would be its owner at once."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without 0 O 1 I, which are misread on paper


def new_code() -> str:
    """A code of eight letters and figures (40 bits), ABCD-EFGH."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code for a post. `username` is the bot's on Telegram, None while it is not known.

    `on_zalo` is what the bot is called on Zalo, empty while that is not known; None where there is
    no Zalo.
    """

    post: Post
    code: str
    username: str | None
    expires: datetime
    on_zalo: str | None = None

    @property
    def telegram(self) -> str | None:
        """The link that joins by one tap; a group's code is typed in the group instead."""
        if self.username is None or self.post.role is Role.GROUP:
            return None
        return f"https://t.me/{self.username}?start={self.code}"

    @property
    def zalo(self) -> str | None:
        """What to type to the bot on Zalo, whose links carry no code; in a group, with its tag."""
        if self.on_zalo is None:
            return None
        tag = f"@{self.on_zalo} " if self.on_zalo and self.post.role is Role.GROUP else ""
        return f"{tag}{self.code}"

    def as_json(self, zone: ZoneInfo) -> dict[str, Any]:
        """As `invite --json` shows it."""
        return {
            "unit": self.post.unit,
            "role": self.post.role,
            "code": self.code,
            "telegram": self.telegram,
            "zalo": self.zalo,
            "expires": self.expires.astimezone(zone).isoformat(timespec="seconds"),
        }
