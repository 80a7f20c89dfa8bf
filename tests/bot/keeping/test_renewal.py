"""Tokens that are good for one refresh, renewed under kills at every step."""

import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels import Misconfigured, TryLater
from bot.channels.zalo_oa_grants import ANSWER_WITHIN, App, Pair, refreshed
from bot.clock import SetClock
from bot.keeping.renewal import LOST, Order, Outcome, Renewal
from bot.keeping.vault import DatabaseVault, within
from bot.store import oa_tokens
from bot.store.memory import Memory, Tx
from tests import databases
from tests.standins.faults import Kind
from tests.standins.zalo_oa import OAUTH, ZaloOaStandIn

START = datetime.fromtimestamp(1_651_366_800.0, UTC)


class KilledError(BaseException):
    """The process is gone; nothing catches it."""


class Doomed(Memory):
    """A database whose process is killed before or after one of its commits."""

    def __init__(self, url: str, *, at: int, after: bool) -> None:
        super().__init__(url)
        self._left, self._after = at, after

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        self._left -= 1
        dies = self._left == 0
        if dies and not self._after:
            raise KilledError
        with super().begin() as tx:
            yield tx
        if dies:
            raise KilledError


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloOaStandIn]:
    async with ZaloOaStandIn() as standin:
        yield standin


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def order(zalo: ZaloOaStandIn) -> Order:
    return Order(zalo.url, zalo.app_id, zalo.app_secret, None, zalo.first_refresh_token)


def vault_of(memory: Memory, clock: SetClock, order: Order) -> DatabaseVault:
    return DatabaseVault(memory, order, within(memory, clock))


async def test_the_first_pair_comes_by_the_settings_token_and_later_ones_by_the_database(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    vault = vault_of(any_memory, clock, order)

    first = await vault.renew(None)
    second = await vault.renew(first.token)

    assert first.token != second.token
    assert zalo.grants.valid(second.token) == 0
    assert second.until - second.since == timedelta(hours=25)
    assert await vault.access() == second


async def test_whoever_asks_with_a_token_that_was_replaced_gets_the_new_one_without_a_call(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    worn = (await vault_of(any_memory, clock, order).renew(None)).token
    renewed = await vault_of(any_memory, clock, order).renew(worn)

    late = await vault_of(any_memory, clock, order).renew(worn)

    assert late == renewed
    assert len(zalo.grants.exchanges) == 2


async def test_no_token_is_kept_in_a_repr(order: Order, zalo: ZaloOaStandIn) -> None:
    pair = Pair("access-1", "refresh-1", timedelta(hours=1))

    said = f"{order!r} {order.app!r} {pair!r}"

    assert zalo.app_secret not in said
    assert zalo.first_refresh_token not in said
    assert "access-1" not in said
    assert "refresh-1" not in said


async def test_a_new_token_in_the_settings_is_preferred_once(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    old = (await vault_of(any_memory, clock, order).renew(None)).token
    zalo.grants.voids()
    consented = replace(order, given=zalo.grants.explorer()[1])

    fresh = await vault_of(any_memory, clock, consented).renew(old)
    again = await vault_of(any_memory, clock, consented).renew(fresh.token)

    assert zalo.grants.valid(again.token) == 0


async def test_a_token_in_the_settings_that_is_wrong_spoils_nothing(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    worn = (await vault_of(any_memory, clock, order).renew(None)).token

    kept = await vault_of(any_memory, clock, replace(order, given="chép nhầm")).renew(worn)

    assert zalo.grants.valid(kept.token) == 0


async def test_the_first_token_outlives_a_wrong_secret(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    mistyped = replace(order, secret="wrong")
    for _ in range(2):
        with pytest.raises(Misconfigured):
            await vault_of(any_memory, clock, mistyped).renew(None)

    access = await vault_of(any_memory, clock, order).renew(None)

    assert zalo.grants.valid(access.token) == 0


async def test_a_new_token_that_was_refused_with_the_kept_one_is_tried_again(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    old = (await vault_of(any_memory, clock, order).renew(None)).token
    zalo.grants.voids()
    consented = replace(order, given=zalo.grants.explorer()[1])
    with pytest.raises(Misconfigured):
        await vault_of(any_memory, clock, replace(consented, secret="wrong")).renew(old)

    access = await vault_of(any_memory, clock, consented).renew(old)

    assert zalo.grants.valid(access.token) == 0


def test_an_answer_is_waited_for_and_nobody_else_spends_the_token_meanwhile() -> None:
    assert timedelta(minutes=1) < ANSWER_WITHIN < oa_tokens.LEASE


async def test_a_former_token_that_comes_back_into_the_settings_is_not_tried_again(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    worn = (await vault_of(any_memory, clock, order).renew(None)).token
    second = replace(order, given=zalo.grants.explorer()[1])
    worn = (await vault_of(any_memory, clock, second).renew(worn)).token

    await vault_of(any_memory, clock, order).renew(worn)

    assert [each.error for each in zalo.grants.exchanges] == ["", "", ""]


async def test_without_any_token_a_human_is_asked_for_one(
    any_memory: Memory, clock: SetClock, order: Order
) -> None:
    with pytest.raises(Misconfigured, match="there is no refresh token"):
        await vault_of(any_memory, clock, replace(order, given=None)).renew(None)


@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.DROPPED])
async def test_trouble_before_the_token_is_spent_passes(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order, kind: Kind
) -> None:
    zalo.faults.add(kind, OAUTH)
    vault = vault_of(any_memory, clock, order)
    with pytest.raises(TryLater):
        await vault.renew(None)

    access = await vault.renew(None)

    assert zalo.grants.valid(access.token) == 0


async def test_an_address_that_is_away_leaves_no_doubt(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    away = replace(order, oauth_url="http://127.0.0.1:9")
    with pytest.raises(TryLater, match="Zalo not reached"):
        await vault_of(any_memory, clock, away).renew(None)
    zalo.grants.voids()

    with pytest.raises(Misconfigured) as refused:
        await vault_of(any_memory, clock, order).renew(None)

    assert LOST not in refused.value.reason


@pytest.mark.parametrize("kind", [Kind.ACCEPTED_DROPPED, Kind.ACCEPTED_CUT])
async def test_an_answer_that_was_lost_after_the_rotation_is_told_plainly_until_a_human_consents(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order, kind: Kind
) -> None:
    vault = vault_of(any_memory, clock, order)
    worn = (await vault.renew(None)).token
    zalo.faults.add(kind, OAUTH)
    with pytest.raises(TryLater):
        await vault.renew(worn)

    for _ in range(3):
        with pytest.raises(Misconfigured, match=LOST):
            await vault.renew(worn)
    cured = replace(order, given=zalo.grants.explorer()[1])

    access = await vault_of(any_memory, clock, cured).renew(worn)

    assert zalo.grants.valid(access.token) == 0


async def test_somebody_who_is_at_it_is_waited_for(
    any_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    async def slowly(app: App, token: str) -> Pair:
        assert begun(any_memory, clock, order) == "busy"
        return await refreshed(app, token)

    await Renewal(any_memory, clock, order, slowly).run()

    assert len(zalo.grants.exchanges) == 1


def begun(memory: Memory, clock: SetClock, order: Order) -> str:
    with memory.begin() as tx:
        found = oa_tokens.begin(
            tx, order.app_id, worn=None, given=order.given, holder="b", now=clock.now()
        )
    return type(found).__name__.lower()


async def killed(
    memory: Memory, clock: SetClock, order: Order, call: Callable[..., object]
) -> bool:
    """Whether a renewal was killed on its way."""
    try:
        await Renewal(memory, clock, order, call).run()  # type: ignore[arg-type]  # dies instead
    except KilledError:
        return True
    return False


async def test_killed_a_hundred_times_it_never_locks_itself_out(
    sqlite_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    """At every step but the one between Zalo's answer and the commit, which no kill can hit.

    That one is the renewing process's own, which outlives a kill of the service.
    """
    dice = random.Random(4)  # noqa: S311  the same kills every time
    worn, kills, url = "", 0, sqlite_memory.url.render_as_string()

    async def dies_before(app: App, token: str) -> Pair:
        raise KilledError

    while kills < 100:
        asked = replace(order, worn=oa_tokens.digest(worn))
        step = dice.choice(("before begin", "after begin", "before call", "after keep"))
        at = {"before begin": 1, "after begin": 1, "before call": 99, "after keep": 2}[step]
        doomed = databases.eased(Doomed(url, at=at, after=step in ("after begin", "after keep")))
        call = dies_before if step == "before call" else refreshed
        kills += await killed(doomed, clock, asked, call)
        doomed.close()
        clock.set(clock.now() + oa_tokens.LEASE)
        worn = (await vault_of(sqlite_memory, clock, order).renew(worn)).token

        assert zalo.grants.valid(worn) == 0

    assert all(each.rotated for each in zalo.grants.exchanges)


async def test_a_pair_is_offered_to_a_database_that_is_away_until_it_takes_it(
    sqlite_memory: Memory, zalo: ZaloOaStandIn, clock: SetClock, order: Order
) -> None:
    class Away(Memory):
        failures = 3

        @contextmanager
        def begin(self) -> Iterator[Tx]:
            if zalo.grants.exchanges and self.failures:
                self.failures -= 1
                raise OSError("the database is away")
            with super().begin() as tx:
                yield tx

    away = Away(sqlite_memory.url.render_as_string())

    outcome = await Renewal(away, clock, order).run()

    away.close()
    assert outcome is Outcome.RENEWED
    kept = await vault_of(sqlite_memory, clock, order).access()
    assert kept is not None
    assert zalo.grants.valid(kept.token) == 0
