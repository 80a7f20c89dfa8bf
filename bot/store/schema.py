"""Brings a database to the schema of this program, by Alembic migrations."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store.memory import Memory

HEAD = "0001"
"""The newest migration; a test holds it against the folder."""

MIGRATIONS = Path(__file__).parent / "migrations"


class TooNew(Exception):
    """The database was written by a newer program; running the old one could lose what it keeps."""


def upgrade(memory: Memory) -> bool:
    """Apply missing migrations; False if there were none. Safe from several processes at once.

    Raises TooNew, and SQLAlchemy's errors if the database cannot be opened or written.
    """
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


def current(connection: Connection) -> str | None:
    """The migration a database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar_one_or_none()
    return version
