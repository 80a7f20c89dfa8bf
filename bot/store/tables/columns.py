"""What every table is made of: one collection, names of constraints, aware moments."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    TypeDecorator,
    text,
)


class Moment(TypeDecorator[datetime]):
    """An aware instant, kept in UTC on every database; on SQLite as text without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Turn an aware instant into what the database keeps."""
        return _utc_text if dialect.name == "sqlite" else _utc

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], Any]:
        """Give the instant back in UTC."""
        return _from_utc_text if dialect.name == "sqlite" else _utc


def _utc(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(UTC)


def _utc_text(value: datetime | None) -> str | None:
    # Written here, not by SQLAlchemy's own type: rows have several moments, and it is four times
    # as fast.
    utc = _utc(value)
    return None if utc is None else utc.isoformat(" ", "microseconds")[:_WITHOUT_ZONE]


def _from_utc_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")


_WITHOUT_ZONE = len("2022-05-14 00:00:00.000000")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key() -> Column[int]:
    """A table's own number for a row."""
    return Column("id", Integer, primary_key=True)


def index_where(condition: str, name: str, *columns: str) -> Index:
    """An index of the rows that meet a condition.

    PostgreSQL has the same condition, by the migration that makes the index. Said here as well, it
    would import that dialect at every start: 40 ms and 2 MB, also where SQLite is all there is.
    """
    return Index(name, *columns, sqlite_where=text(condition))
