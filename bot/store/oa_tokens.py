"""The pair of tokens of an Official Account, and the one call that may be spending it.

A refresh token is good for one call, so what is about to be spent is written down before the call
and the new pair, whole, in one transaction after it. A digest stands for a token wherever the
token itself is not needed.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select, update

from bot.store.dialects import insert_new
from bot.store.memory import Tx
from bot.store.tables import oa_tokens

LEASE = timedelta(seconds=150)
"""How long whoever spends a token is left alone: a call takes two minutes at most."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The access token in force, when its pair came, and when it ends."""

    access: str = field(repr=False)
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Spending:
    """A refresh token that is now ours to spend. `given`: it is the settings' and not yet used.

    `doubtful`: an earlier call with it was never answered, so it may be dead already.
    """

    refresh: str = field(repr=False)
    given: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody else is spending it, and is left alone until then."""

    until: datetime


class NothingToSpend(Exception):
    """There is no refresh token, neither kept nor given."""


def digest(token: str) -> str:
    """What stands for a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _refused(digest_: str) -> str:
    """What stands for a token of the settings that Zalo has refused, and so not spent."""
    return f"refused {digest_}"


def since(tx: Tx) -> datetime | None:
    """When the pair in force came; None if there is none. With several apps, the oldest."""
    found: datetime | None = tx.execute(select(func.min(oa_tokens.c.since))).scalar_one()
    return found


def access(tx: Tx, app_id: str) -> Kept | None:
    """The access token in force, whether it is still good or not; None if there is none."""
    row = tx.execute(select(oa_tokens).where(oa_tokens.c.app_id == app_id)).one_or_none()
    return Kept(row.access, row.since, row.until) if row and row.access else None


def trouble(tx: Tx, app_id: str) -> str | None:
    """Why the last renewal failed; None if it did not."""
    return tx.execute(
        select(oa_tokens.c.trouble).where(oa_tokens.c.app_id == app_id)
    ).scalar_one_or_none()


def begin(
    tx: Tx, app_id: str, *, worn: str | None, given: str | None, holder: str, now: datetime
) -> Spending | Busy | Kept:
    """Take a refresh token to spend it, and write down that this has begun.

    `worn` is the digest of the access token that is no longer good; if another one is in force it
    is given instead. `given` is the token of the settings, tried first; once refused, not again
    before the one kept is refused, too. Raises NothingToSpend.
    """
    insert_new(tx, oa_tokens, [{"app_id": app_id, "given": []}])
    row = tx.execute(_row(app_id).with_for_update()).one()
    if row.access and digest(row.access) != worn and now < row.until:
        return Kept(row.access, row.since, row.until)
    if row.spender not in (None, holder) and row.spent_by > now:
        return Busy(row.spent_by)
    tried = set(row.given)
    fresh = given is not None and not tried & {digest(given), _refused(digest(given))}
    token = given if fresh else row.refresh
    if token is None:
        raise NothingToSpend
    spent = digest(token)
    _set(tx, app_id, spending=spent, spender=holder, spent_by=now + LEASE)
    return Spending(token, given=fresh, doubtful=row.spending == spent)


def renewed(
    tx: Tx,
    app_id: str,
    spent: Spending,
    *,
    access: str,
    refresh: str,
    until: datetime,
    now: datetime,
) -> bool:
    """Keep the new pair; False if another chain of tokens has been begun in the meantime."""
    row = tx.execute(_row(app_id).with_for_update()).one()
    was = digest(spent.refresh)
    if was != row.spending and (row.refresh is None or was != digest(row.refresh)):
        return False
    _set(
        tx,
        app_id,
        access=access,
        refresh=refresh,
        since=now,
        until=until,
        given=[*row.given, was] if spent.given else row.given,
        spending=None,
        spender=None,
        spent_by=None,
        trouble=None,
    )
    return True


def stuck(tx: Tx, app_id: str, why: str) -> None:
    """Nothing can be tried; say why to whoever asks."""
    insert_new(tx, oa_tokens, [{"app_id": app_id, "given": []}])
    _set(tx, app_id, trouble=why)


def unspent(tx: Tx, app_id: str, spent: Spending, holder: str, why: str) -> None:
    """The call was certainly not made. A doubt about an earlier one stays."""
    _let_go(tx, app_id, holder, why, in_doubt=spent.doubtful)


def unanswered(tx: Tx, app_id: str, holder: str, why: str) -> None:
    """The call was made and nobody knows what came of it: it stands as begun."""
    _let_go(tx, app_id, holder, why, in_doubt=True)


def rejected(tx: Tx, app_id: str, spent: Spending, holder: str, why: str) -> bool:
    """Zalo takes the token no more. True if it is worth trying again at once.

    That is so if it was the settings', as the one kept before may still be good, or if somebody
    else has renewed the pair in the meantime. Where neither is left both are tried again later:
    Zalo's codes do not tell a dead token from a wrong secret, or from trouble of its own.
    """
    row = tx.execute(_row(app_id).with_for_update()).one()
    was = digest(spent.refresh)
    if spent.given and row.refresh is not None:
        _set(tx, app_id, given=[*row.given, _refused(was)])
        _let_go(tx, app_id, holder, why, in_doubt=False)
        return True
    replaced = row.refresh is not None and digest(row.refresh) != was
    if not replaced:
        _set(tx, app_id, given=[each for each in row.given if not each.startswith(_refused(""))])
        _let_go(tx, app_id, holder, why, in_doubt=spent.doubtful)
    return replaced


def _row(app_id: str) -> Select[Any]:
    return select(oa_tokens).where(oa_tokens.c.app_id == app_id)


def _set(tx: Tx, app_id: str, **values: Any) -> None:
    tx.execute(update(oa_tokens).where(oa_tokens.c.app_id == app_id).values(**values))


def _let_go(tx: Tx, app_id: str, holder: str, why: str, *, in_doubt: bool) -> None:
    values: dict[str, Any] = {"spender": None, "spent_by": None, "trouble": why}
    if not in_doubt:
        values["spending"] = None
    tx.execute(
        update(oa_tokens)
        .where(oa_tokens.c.app_id == app_id, oa_tokens.c.spender == holder)
        .values(**values)
    )
