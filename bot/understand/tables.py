"""The vocabulary files; what a clerk wrote wrong in one is told in words."""

import tomllib
from importlib.resources import files
from typing import Any


class BadTable(Exception):
    """A vocabulary file cannot be read; the message says which, where and what to do."""


def read_table(name: str) -> dict[str, Any]:
    """A vocabulary file as a table."""
    try:
        return tomllib.loads(files("bot.understand").joinpath(name).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadTable(f"{name}: {error}") from error
