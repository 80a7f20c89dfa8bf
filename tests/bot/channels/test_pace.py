"""Pacing: the limits hold for any load, nobody is held up by somebody else, answers go first."""

import asyncio
import random
from bisect import bisect_right
from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels import TryLater
from bot.channels.pace import Pacer
from bot.channels.pace_order import ANSWER, BULK, Limits, Order, Ticket
from tests.bot.channels.simulated import simulate

Sent = list[tuple[float, Ticket]]
FOREVER = timedelta(days=365)


def chance(seed: int) -> random.Random:
    """The same throws in every run."""
    return random.Random(seed)  # noqa: S311  no secret hangs on it


def drive(arrivals: list[tuple[float, Ticket]], lateness: list[float] | None = None) -> Sent:
    """Everything that the order lets through, and when; each wake-up comes late by `lateness`."""
    order, sent, now, late = Order(Limits()), [], 0.0, iter(lateness or [])
    todo = sorted(arrivals, key=lambda each: each[0])
    while True:
        while todo and todo[0][0] <= now:
            order.add(todo.pop(0)[1], now)
        upcoming = order.next(now)
        if isinstance(upcoming, Ticket):
            sent.append((now, upcoming))
            continue
        moments = [moment for moment in (upcoming, todo[0][0] if todo else None) if moment]
        if not moments:
            return sent
        now = max(now, min(moments)) + next(late, 0.0)


def most_within(times: list[float], seconds: float) -> int:
    """The largest number of them in any closed stretch of so many seconds."""
    return max((bisect_right(times, t + seconds) - i for i, t in enumerate(times)), default=0)


def by_chat(sent: Sent) -> dict[str, list[float]]:
    times = defaultdict(list)
    for at, ticket in sent:
        times[ticket.chat].append(at)
    return times


chats = st.sampled_from([("a", False), ("b", False), ("c", False), ("g", True), ("h", True)])
crowds = st.one_of(chats, st.integers(0, 99).map(lambda n: (f"p{n}", False)))
tickets = st.builds(
    lambda chat, kind: Ticket(chat[0], kind, chat[1]), crowds, st.sampled_from([ANSWER, BULK])
)
loads = st.lists(
    st.tuples(st.sampled_from([0.0, 0.0, 0.5, 3.0, 40.0]) | st.floats(0, 90), tickets), max_size=120
)


@given(loads, st.lists(st.floats(0, 0.2), max_size=300))
@settings(deadline=None, max_examples=150)
def test_no_load_makes_the_bot_exceed_a_limit(
    load: list[tuple[float, Ticket]], lateness: list[float]
) -> None:
    sent = drive(load, lateness)

    assert len(sent) == len(load)
    assert most_within([at for at, _ in sent], 1.0) <= 30
    for chat, times in by_chat(sent).items():
        assert all(later - earlier > 1.0 for earlier, later in pairwise(times))
        if chat in "gh":
            assert most_within(times, 60.0) <= 20


@given(loads)
@settings(deadline=None, max_examples=100)
def test_a_chat_gets_its_messages_of_a_kind_in_the_order_they_came(
    load: list[tuple[float, Ticket]],
) -> None:
    came = [ticket for _, ticket in sorted(load, key=lambda each: each[0])]

    went = [ticket for _, ticket in drive(load)]

    for kind in (ANSWER, BULK):
        for chat in {ticket.chat for ticket in came}:
            mine = [t for t in went if (t.chat, t.kind) == (chat, kind)]
            assert mine == [t for t in came if (t.chat, t.kind) == (chat, kind)]


def test_a_full_queue_leaves_at_29_a_second_evenly() -> None:
    sent = drive([(0.0, Ticket(str(n), BULK)) for n in range(300)])

    times = [at for at, _ in sent]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) == pytest.approx(1 / 29, rel=0.3)
    assert max(gaps) == pytest.approx(1 / 29)
    assert times[-1] <= 299 / 29 + 0.001


def test_small_lateness_of_timers_costs_no_rate() -> None:
    late = chance(1)

    sent = drive(
        [(0.0, Ticket(str(n), BULK)) for n in range(300)],
        [late.uniform(0, 0.008) for _ in range(1000)],
    )

    assert sent[-1][0] <= 1.01 * 299 / 29


def test_different_chats_are_served_in_the_order_they_came() -> None:
    sent = drive([(0.0, Ticket(str(n), BULK)) for n in range(100)])

    assert [ticket.chat for _, ticket in sent] == [str(n) for n in range(100)]


def test_a_chat_that_must_wait_holds_up_nobody() -> None:
    busy = [(0.0, Ticket("busy", BULK)) for _ in range(10)]
    others = [(0.0, Ticket(str(n), BULK)) for n in range(20)]

    sent = drive([*busy, *others])

    last_other = max(at for at, ticket in sent if ticket.chat != "busy")
    assert last_other <= 21 / 29


MIXED = [Ticket(f"p{n}", BULK) for n in range(1000) for _ in range(3)] + [
    Ticket(f"g{n}", BULK, is_group=True) for n in range(10) for _ in range(25)
]


def shuffled(seed: int) -> list[Ticket]:
    return chance(seed).sample(MIXED, len(MIXED))


@pytest.mark.parametrize(
    "queue", [MIXED, MIXED[::-1], shuffled(1)], ids=["groups last", "groups first", "shuffled"]
)
def test_a_mixed_load_takes_hardly_longer_than_the_limits_demand(queue: list[Ticket]) -> None:
    queue = [Ticket(each.chat, each.kind, each.is_group) for each in queue]

    sent = drive([(0.0, ticket) for ticket in queue])

    bound = max(len(queue) / 29, 2 * 1.0, 60.0 + 4 * 1.0)
    assert sent[-1][0] <= 1.03 * bound


def test_one_long_group_at_the_end_of_the_queue_does_not_prolong_it() -> None:
    queue = [Ticket(str(n), BULK) for n in range(2000)]
    queue += [Ticket("g", BULK, is_group=True) for _ in range(21)]

    sent = drive([(0.0, ticket) for ticket in queue])

    assert sent[-1][0] <= 1.03 * len(queue) / 29


def test_an_answer_during_a_broadcast_waits_half_a_slot_at_most() -> None:
    bulk = [(0.0, Ticket(str(n), BULK)) for n in range(600)]
    moments = chance(2)
    came = {f"u{n}": n + moments.uniform(0, 0.9) for n in range(20)}

    sent = drive([*bulk, *((at, Ticket(chat, ANSWER)) for chat, at in came.items())])

    waits = [at - came[ticket.chat] for at, ticket in sent if ticket.kind == ANSWER]
    assert max(waits) <= 0.5 / 29 + 0.001


def test_what_follows_one_that_left_late_keeps_its_distance() -> None:
    order = Order(Limits())
    first, second = Ticket("a", BULK), Ticket("b", BULK)
    order.add(first, 0.0)
    order.add(second, 0.0)
    assert order.next(0.0) is first

    order.went(first, 0.5)

    upcoming = order.next(0.5)
    assert isinstance(upcoming, float)
    assert upcoming >= 0.5 + 0.7 / 29


def test_memory_does_not_grow_with_the_chats_ever_written_to() -> None:
    order = Order(Limits())

    for n in range(5000):
        order.add(Ticket(str(n), BULK), n * 0.1)
        assert isinstance(order.next(n * 0.1), Ticket)

    assert len(order._chats) <= 1000


def test_turns_come_at_once_while_nothing_presses() -> None:
    async def story() -> float:
        pacer = Pacer()
        await pacer.turn("a")
        await asyncio.sleep(1)
        await pacer.turn("b")
        return asyncio.get_running_loop().time()

    assert simulate(story()) == pytest.approx(1.0)


def test_ten_to_one_chat_and_ten_to_others_take_nine_gaps() -> None:
    async def story() -> float:
        pacer = Pacer()
        await asyncio.gather(*(pacer.turn(c) for n in range(10) for c in ("busy", str(n))))
        return asyncio.get_running_loop().time()

    assert simulate(story()) == pytest.approx(9 * 1.025)


def test_a_hold_of_three_hours_turns_that_chat_away_and_leaves_the_others_going() -> None:
    async def story() -> float:
        pacer = Pacer()
        pacer.hold("a", 3 * 3600)
        with pytest.raises(TryLater) as caught:
            await pacer.turn("a")
        assert caught.value.after == timedelta(hours=3)
        await asyncio.gather(*(pacer.turn(str(n)) for n in range(29)))
        return asyncio.get_running_loop().time()

    assert simulate(story()) <= 1.0


def test_who_already_waits_is_turned_away_when_a_long_hold_comes() -> None:
    async def story() -> None:
        pacer = Pacer()
        await pacer.turn("a")
        waiting = asyncio.ensure_future(pacer.turn("a"))
        await asyncio.sleep(0.1)
        pacer.hold("a", 60)
        with pytest.raises(TryLater):
            await waiting

    simulate(story())


def test_a_short_hold_is_waited_out() -> None:
    async def story() -> float:
        pacer = Pacer()
        pacer.hold("a", 5)
        await pacer.turn("a")
        return asyncio.get_running_loop().time()

    assert simulate(story()) == pytest.approx(5.0)


def test_three_chats_refused_within_a_second_hold_everybody_for_the_shortest() -> None:
    async def story() -> float:
        pacer = Pacer()
        for chat, seconds in (("a", 20.0), ("b", 7.0), ("c", 9.0)):
            pacer.hold(chat, seconds)
        await pacer.turn("d", answering=True)
        return asyncio.get_running_loop().time()

    assert simulate(story()) == pytest.approx(7.0)


def test_two_refusals_or_three_far_apart_hold_nobody_else() -> None:
    async def story() -> float:
        pacer = Pacer()
        for chat in ("a", "a", "b"):
            pacer.hold(chat, 100)
        await asyncio.sleep(1.5)
        pacer.hold("c", 100)
        await pacer.turn("d")
        return asyncio.get_running_loop().time()

    assert simulate(story()) == pytest.approx(1.5)


def test_a_group_that_would_wait_over_half_a_minute_is_told_so() -> None:
    async def story() -> None:
        pacer = Pacer()
        outcomes = await asyncio.gather(
            *(pacer.turn("g", is_group=True) for _ in range(25)), return_exceptions=True
        )
        refused = [each for each in outcomes if isinstance(each, TryLater)]
        assert len(refused) == 5
        assert all(each.after and each.after.total_seconds() > 30 for each in refused)

    simulate(story())


def test_a_cancelled_turn_gives_its_place_up() -> None:
    async def story() -> float:
        pacer = Pacer()
        await pacer.turn("a")
        waiting = [asyncio.ensure_future(pacer.turn("a")) for _ in range(5)]
        await asyncio.sleep(0.5)
        for each in waiting[:4]:
            each.cancel()
        await waiting[4]
        return asyncio.get_running_loop().time()

    assert simulate(story()) == pytest.approx(1.025)


def test_a_turn_that_is_cancelled_as_it_comes_stops_nobody_behind_it() -> None:
    async def story() -> float:
        pacer, let_through = Pacer(), []
        await pacer.turn("a")
        unlucky = asyncio.ensure_future(pacer.turn("b"))
        lucky = asyncio.ensure_future(pacer.turn("c"))
        await asyncio.sleep(0)

        def cancel() -> None:
            let_through.append(pacer._leaving is not None)
            unlucky.cancel()

        assert pacer._timer is not None
        asyncio.get_running_loop().call_at(pacer._timer.when(), cancel)
        await lucky
        assert let_through == [True]
        assert unlucky.cancelled()
        return asyncio.get_running_loop().time()

    assert simulate(story()) <= 3 / 29


def test_whatever_is_cancelled_the_rest_goes_through() -> None:
    async def story(seed: int) -> None:
        pacer, throws = Pacer(), chance(seed)
        turns = [asyncio.ensure_future(pacer.turn(str(n % 40))) for n in range(80)]
        for _ in range(60):
            await asyncio.sleep(throws.uniform(0, 0.05))
            throws.choice(turns).cancel()
        await asyncio.gather(*turns, return_exceptions=True)
        assert not pacer._doors
        assert pacer._timer is None or pacer._order.next(1e9) is None

    for seed in range(5):
        simulate(story(seed))


def test_closing_turns_everybody_away() -> None:
    async def story() -> None:
        pacer = Pacer()
        await pacer.turn("a")
        waiting = asyncio.ensure_future(pacer.turn("a"))
        await asyncio.sleep(0)
        pacer.close()
        pacer.close()
        with pytest.raises(TryLater):
            await waiting

    simulate(story())


def test_time_may_come_from_outside() -> None:
    async def story() -> None:
        pacer = Pacer(now=lambda: 1e9, patience=FOREVER)
        await pacer.turn("a")

    simulate(story())
