"""The menus that stand in chats without buttons, until they are answered or too old."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from bot.choices.menus import LASTS, Line, Menu
from bot.messages import Address, Choice
from bot.store.memory import Tx
from bot.store.tables import menus

LONGEST_HEADING = 200


def add(tx: Tx, to: Address, person: int, menu: Menu, now: datetime) -> None:
    """Keep the menu of a message that has been sent; what is too old in that chat goes."""
    tx.execute(delete(menus).where(_of(to, [person]), menus.c.until <= now))
    tx.execute(
        insert(menus).values(
            channel=to.channel,
            chat=to.chat,
            person_id=person,
            message_id=menu.message_id,
            about=menu.about[:LONGEST_HEADING],
            lines=[_row(line) for line in menu.lines],
            listed=sorted(menu.listed),
            fresh=True,
            until=now + LASTS,
        )
    )


def standing(tx: Tx, chat: Address, persons: Collection[int], now: datetime) -> list[Menu]:
    """The menus that persons can answer in a chat, newest first."""
    rows = tx.execute(
        select(menus).where(_of(chat, persons), menus.c.until > now).order_by(menus.c.id.desc())
    )
    return [
        Menu(
            row.id,
            row.about,
            row.message_id,
            tuple(Line(n, Choice(label, data, typed)) for n, label, data, typed in row.lines),
            frozenset(row.listed),
            row.fresh,
        )
        for row in rows
    ]


def spoken(tx: Tx, chat: Address, persons: Collection[int]) -> None:
    """Somebody has spoken in a chat: the numbers of the menus before are no longer meant."""
    tx.execute(update(menus).where(_of(chat, persons), menus.c.fresh).values(fresh=False))


def answered(tx: Tx, menu: Menu, line: Line) -> None:
    """A line was chosen: the question is answered, unless its other lines stand for themselves.

    “Đôn đốc 2” stays: said again it is of this list, and told how it stands.
    """
    left = [each for each in menu.lines if each.names_itself and (each != line or each.verb)]
    its = menus.c.id == menu.id
    if line.names_itself and left:
        tx.execute(update(menus).where(its).values(lines=[_row(each) for each in left]))
    else:
        tx.execute(delete(menus).where(its))


def _row(line: Line) -> Sequence[Any]:
    return [line.n, line.choice.label, line.choice.data, line.choice.typed]


def _of(chat: Address, persons: Collection[int]) -> ColumnElement[bool]:
    return and_(
        menus.c.channel == chat.channel,
        menus.c.chat == chat.chat,
        menus.c.person_id.in_(list(persons)),
    )
