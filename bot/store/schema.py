"""Brings a database to the schema of this program, by Alembic migrations."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.store.memory import Memory, Unusable

HEAD = "0016"
"""The newest migration; a test holds it against the folder."""

MIGRATIONS = Path(__file__).parent / "migrations"


class TooNew(Exception):
    """The database was written by a newer program; running the old one could lose what it keeps."""


def upgrade(memory: Memory) -> bool:
    """Apply missing migrations; False if there were none. Safe from several processes at once.

    Raises TooNew, and Unusable if the database cannot be opened or written.
    """
    try:
        return _upgrade(memory)
    except (SQLAlchemyError, OSError) as error:
        cause = getattr(error, "orig", None) or error
        first_line = next(iter(str(cause).splitlines()), type(cause).__name__)
        raise Unusable(first_line) from error


def _upgrade(memory: Memory) -> bool:
    with memory.engine.connect() as connection:
        if current(connection) == HEAD:
            return False
    # imported late: most starts have nothing to migrate
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with memory.begin() as tx:
        if memory.engine.dialect.name == "postgresql":
            tx.execute(text("SELECT pg_advisory_xact_lock(7234)"))
        config.attributes["connection"] = tx
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise TooNew(str(error)) from error
    return True


async def check(memory: Memory) -> None:
    """Ask a database for a sign of life; raises Unusable if it gives none or has been emptied."""
    try:
        migration = await memory.read(current)
    except (SQLAlchemyError, OSError) as error:
        raise Unusable(type(error).__name__) from error
    if migration is None:
        raise Unusable("empty")


def current(connection: Connection) -> str | None:
    """The migration a database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar_one_or_none()
    return version
