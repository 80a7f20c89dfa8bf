"""Persons, their posts, and the addresses at which they are reached."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, insert, or_, select, update

from bot.messages import Address, one_line
from bot.people import Contact, Person, Post, Role
from bot.store.memory import Tx
from bot.store.tables import addresses, people, posts, reach_events

LONGEST_NAME = 64
"""Characters of a name that are kept; no Vietnamese name needs more."""


def add_person(tx: Tx, name: str, now: datetime) -> int:
    """A new person, by a name that is one harmless line; gives the id."""
    done = tx.execute(insert(people).values(name=one_line(name)[:LONGEST_NAME], joined_at=now))
    return int(done.inserted_primary_key[0]) if done.inserted_primary_key else 0


def rename(tx: Tx, person: int, name: str) -> None:
    """Call a person otherwise; a name of nothing visible changes nothing."""
    shown = one_line(name)[:LONGEST_NAME]
    if shown:
        tx.execute(update(people).where(people.c.id == person).values(name=shown))


def add_post(tx: Tx, person: int, post: Post, now: datetime) -> None:
    """Give a person a post; holding it already changes nothing."""
    held = tx.execute(
        _HELD.where(
            posts.c.person_id == person,
            posts.c.role == post.role,
            posts.c.unit_id.is_(None) if post.unit is None else posts.c.unit_id == post.unit,
        ),
        {"now": now},
    ).first()
    if held is None:
        tx.execute(
            insert(posts).values(person_id=person, role=post.role, unit_id=post.unit, since=now)
        )


def end_posts(tx: Tx, person: int, ended: Iterable[Post], now: datetime) -> None:
    """End posts of a person; those not held change nothing."""
    for post in ended:
        same_unit = posts.c.unit_id.is_(None) if post.unit is None else posts.c.unit_id == post.unit
        tx.execute(
            update(posts)
            .where(
                posts.c.person_id == person,
                posts.c.role == post.role,
                posts.c.until.is_(None),
                same_unit,
            )
            .values(until=now)
        )


def close_addresses(
    tx: Tx, person: int, now: datetime, *, channel: str | None = None, keep: str | None = None
) -> list[Address]:
    """Close the chats of a person, those of one channel if it is named, but for the chat `keep`.

    Gives those that are closed now.
    """
    still = [addresses.c.person_id == person, addresses.c.until.is_(None)]
    if channel is not None:
        still.append(addresses.c.channel == channel)
    if keep is not None:
        still.append(addresses.c.chat != keep)
    rows = tx.execute(
        update(addresses)
        .where(*still)
        .values(until=now)
        .returning(addresses.c.channel, addresses.c.chat, addresses.c.is_group)
    )
    return [Address(row.channel, row.chat, row.is_group) for row in rows]


def add_address(tx: Tx, person: int, address: Address, *, user: str | None, now: datetime) -> None:
    """Link a chat to a person; linking it again makes it reachable again."""
    known = tx.execute(
        select(addresses.c.id).where(
            addresses.c.person_id == person,
            addresses.c.channel == address.channel,
            addresses.c.chat == address.chat,
            addresses.c.until.is_(None),
        )
    ).scalar_one_or_none()
    if known is not None:
        regain(tx, known, now)
        return
    tx.execute(
        insert(addresses).values(
            person_id=person,
            channel=address.channel,
            chat=address.chat,
            is_group=address.is_group,
            user=user,
            since=now,
        )
    )


def by_user(tx: Tx, channel: str, user: str, now: datetime) -> Person | None:
    """The person behind a platform's user id, with the posts held at `now`."""
    row = tx.execute(_BY_USER, {"channel": channel, "user": user}).first()
    return _person(tx, row.id, row.name, now) if row else None


_BY_USER = (
    select(people.c.id, people.c.name)
    .join(addresses, addresses.c.person_id == people.c.id)
    .where(
        addresses.c.channel == bindparam("channel"),
        addresses.c.user == bindparam("user"),
        addresses.c.until.is_(None),
    )
    .limit(1)
)


def formerly(tx: Tx, channel: str, user: str) -> int | None:
    """Who was last known by a platform's user id and has left since; None if nobody was."""
    return tx.execute(
        select(addresses.c.person_id)
        .where(addresses.c.channel == channel, addresses.c.user == user)
        .order_by(addresses.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def person(tx: Tx, id_: int, now: datetime) -> Person | None:
    """A person by id, with the posts held at `now`."""
    row = tx.execute(select(people.c.name).where(people.c.id == id_)).one_or_none()
    return _person(tx, id_, row.name, now) if row else None


def persons(tx: Tx, ids: Iterable[int], now: datetime) -> Mapping[int, Person]:
    """Persons by id, with the posts held at `now`; who holds none is absent."""
    held: dict[int, set[Post]] = {}
    for row in tx.execute(_HELD.where(posts.c.person_id.in_(set(ids))), {"now": now}):
        held.setdefault(row.person_id, set()).add(Post(Role(row.role), row.unit_id))
    known = names(tx, held)
    return {id_: Person(id_, known[id_], frozenset(own)) for id_, own in held.items()}


def names(tx: Tx, ids: Iterable[int]) -> Mapping[int, str]:
    """Names by person id."""
    rows = tx.execute(select(people.c.id, people.c.name).where(people.c.id.in_(set(ids))))
    return {row.id: row.name for row in rows}


def holders(tx: Tx, role: Role, now: datetime, unit: str | None = None) -> list[int]:
    """Ids of those who hold a role at `now`, for a unit if one is named; first joined first."""
    query = _HOLDERS if unit is None else _HOLDERS_OF_UNIT
    return list(tx.execute(query, {"now": now, "role": role, "unit": unit}).scalars())


def everybody(tx: Tx, now: datetime) -> list[Person]:
    """All who hold a post at `now`, with their posts; first joined first."""
    held: dict[int, set[Post]] = {}
    for row in tx.execute(_HELD.order_by(posts.c.id), {"now": now}):
        held.setdefault(row.person_id, set()).add(Post(Role(row.role), row.unit_id))
    known = names(tx, held)
    return [Person(id_, known[id_], frozenset(own)) for id_, own in sorted(held.items())]


def leaders(tx: Tx, now: datetime) -> Mapping[str | None, tuple[int, ...]]:
    """Who leads at `now`, by the entry of leadership that the post names; None: it names none."""
    found: dict[str | None, tuple[int, ...]] = {}
    leading = _HELD.where(posts.c.role == Role.LEADER).order_by(posts.c.id)
    for row in tx.execute(leading, {"now": now}):
        found[row.unit_id] = (*found.get(row.unit_id, ()), row.person_id)
    return found


def unit_posts(tx: Tx, now: datetime) -> Mapping[str, Mapping[Role, tuple[int, ...]]]:
    """Who speaks for each unit at `now`: unit id → role → person ids, first joined first."""
    found: dict[str, dict[Role, tuple[int, ...]]] = {}
    for row in tx.execute(_HELD_FOR_UNITS, {"now": now}):
        by_role = found.setdefault(row.unit_id, {})
        role = Role(row.role)
        by_role[role] = (*by_role.get(role, ()), row.person_id)
    return found


def contacts(tx: Tx, ids: Iterable[int]) -> Mapping[int, tuple[Contact, ...]]:
    """The addresses of persons, by person id, oldest first."""
    found: dict[int, tuple[Contact, ...]] = {}
    for row in tx.execute(_CONTACTS, {"ids": [*set(ids)]}):
        contact = _contact(row)
        found[contact.person] = (*found.get(contact.person, ()), contact)
    return found


def _contact(row: Any) -> Contact:
    id_, owner, channel, chat, is_group, lost_at, *rest = row
    return Contact(id_, owner, Address(channel, chat, is_group), lost_at is None, *rest)


_OF_CONTACT = (
    addresses.c.id,
    addresses.c.person_id,
    addresses.c.channel,
    addresses.c.chat,
    addresses.c.is_group,
    addresses.c.lost_at,
    addresses.c.rests_until,
    addresses.c.closed,
    addresses.c.preferred_at,
    addresses.c.heard_at,
    addresses.c.silent_since,
)
_CONTACTS = (
    select(*_OF_CONTACT)
    .where(
        addresses.c.person_id.in_(bindparam("ids", expanding=True)),
        addresses.c.until.is_(None),
    )
    .order_by(addresses.c.id)
)


def lose(tx: Tx, address: int, reason: str, now: datetime) -> None:
    """Remember that an address takes no messages any more."""
    tx.execute(
        update(addresses)
        .where(addresses.c.id == address, addresses.c.lost_at.is_(None))
        .values(lost_at=now)
    )
    tx.execute(
        insert(reach_events).values(address_id=address, at=now, reachable=False, reason=reason)
    )


def last_loss(tx: Tx, id_: int) -> str | None:
    """Why a person's latest address was lost; None if none ever was."""
    return tx.execute(
        select(reach_events.c.reason)
        .join(addresses, addresses.c.id == reach_events.c.address_id)
        .where(addresses.c.person_id == id_, reach_events.c.reachable.is_(False))
        .order_by(reach_events.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def regain(tx: Tx, address: int, at: datetime) -> None:
    """Remember that an address has taken messages since an instant."""
    tx.execute(
        update(addresses)
        .where(addresses.c.id == address, addresses.c.lost_at.is_not(None))
        .values(lost_at=None)
    )
    tx.execute(insert(reach_events).values(address_id=address, at=at, reachable=True))


def last_regained(tx: Tx, address: int) -> datetime | None:
    """Since when an address has taken messages again; None if it was never lost."""
    return tx.execute(
        select(reach_events.c.at)
        .where(reach_events.c.address_id == address, reach_events.c.reachable)
        .order_by(reach_events.c.at.desc())
        .limit(1)
    ).scalar_one_or_none()


def at_address(tx: Tx, address: Address) -> list[Contact]:
    """Everybody who is reached at an address."""
    rows = tx.execute(
        select(*_OF_CONTACT).where(
            addresses.c.channel == address.channel,
            addresses.c.chat == address.chat,
            addresses.c.until.is_(None),
        )
    )
    return [_contact(row) for row in rows]


def move_address(tx: Tx, old: Address, new: Address) -> None:
    """Follow a chat to its new id; safe to repeat."""
    tx.execute(
        update(addresses)
        .where(addresses.c.channel == old.channel, addresses.c.chat == old.chat)
        .values(chat=new.chat, is_group=new.is_group)
    )


def reachable_units(tx: Tx, at: datetime) -> frozenset[str]:
    """Units with at least one address that took messages at a moment, past or present."""
    return frozenset(tx.execute(_REACHABLE, {"now": at}).scalars())


def _person(tx: Tx, id_: int, name: str, now: datetime) -> Person:
    rows = tx.execute(_HELD_BY, {"now": now, "person": id_})
    return Person(id_, name, frozenset(Post(Role(row.role), row.unit_id) for row in rows))


# Built once: that takes longer than running them.
_NOW = bindparam("now", type_=posts.c.since.type)
_HELD = select(posts.c.person_id, posts.c.role, posts.c.unit_id).where(
    posts.c.since <= _NOW, or_(posts.c.until.is_(None), posts.c.until > _NOW)
)
_HELD_BY = _HELD.where(posts.c.person_id == bindparam("person"))
_HELD_FOR_UNITS = _HELD.where(posts.c.unit_id.is_not(None)).order_by(posts.c.id)
_HOLDERS = (
    _HELD.with_only_columns(posts.c.person_id)
    .where(posts.c.role == bindparam("role"))
    .order_by(posts.c.id)
)
_HOLDERS_OF_UNIT = _HOLDERS.where(posts.c.unit_id == bindparam("unit"))


def _reachable() -> Select[Any]:
    """The statement of `reachable_units`."""
    lost = (
        select(reach_events.c.address_id, func.max(reach_events.c.id).label("last"))
        .where(reach_events.c.at <= _NOW)
        .group_by(reach_events.c.address_id)
        .subquery()
    )
    return (
        _HELD.with_only_columns(posts.c.unit_id)
        .distinct()
        .join(addresses, addresses.c.person_id == posts.c.person_id)
        .outerjoin(lost, lost.c.address_id == addresses.c.id)
        .outerjoin(reach_events, reach_events.c.id == lost.c.last)
        .where(
            posts.c.unit_id.is_not(None),
            addresses.c.since <= _NOW,
            or_(addresses.c.until.is_(None), addresses.c.until > _NOW),
            or_(reach_events.c.id.is_(None), reach_events.c.reachable),
        )
    )


_REACHABLE = _reachable()
