"""How much one sender may say."""

from datetime import UTC, datetime, timedelta

from bot.members.patience import Patience, Verdict

NOW = datetime(2022, 5, 10, 1, 0, tzinfo=UTC)
LAN, NAM = ("telegram", "lan"), ("telegram", "nam")
SECOND = timedelta(seconds=1)


def heard(patience: Patience, times: int, since: datetime = NOW) -> list[Verdict]:
    """What becomes of messages that come one a second."""
    return [patience.hear(LAN, since + n * SECOND) for n in range(times)]


def test_whoever_says_too_much_is_warned_once_and_then_not_heard() -> None:
    verdicts = heard(Patience(most=3), 6)

    assert verdicts == [Verdict.HEAR] * 3 + [Verdict.WARN] + [Verdict.DROP] * 2


def test_a_steady_sender_below_the_bound_is_always_heard() -> None:
    patience = Patience(most=3)

    verdicts = {patience.hear(LAN, NOW + n * 21 * SECOND) for n in range(100)}

    assert verdicts == {Verdict.HEAR}


BURSTS = ((2, 2 * SECOND), (4, 10 * SECOND))


def test_a_burst_is_stopped_long_before_the_minute_is_full() -> None:
    patience = Patience(bursts=BURSTS)

    at_once = [patience.hear(LAN, NOW) for _ in range(5)]

    assert at_once == [Verdict.HEAR] * 2 + [Verdict.WARN] + [Verdict.DROP] * 2


def test_the_longer_burst_stops_who_is_slower_and_goes_on() -> None:
    verdicts = heard(Patience(bursts=BURSTS), 6)

    assert verdicts == [Verdict.HEAR] * 4 + [Verdict.WARN, Verdict.DROP]


def test_after_a_burst_half_of_each_bound_must_have_gone_by() -> None:
    patience = Patience(bursts=BURSTS)
    for _ in range(3):
        patience.hear(LAN, NOW)

    soon = patience.hear(LAN, NOW + 5 * SECOND)
    later = patience.hear(LAN, NOW + 20 * SECOND)

    assert (soon, later) == (Verdict.DROP, Verdict.HEAR)


def test_others_are_heard_beside_a_flood() -> None:
    patience = Patience(most=3)
    heard(patience, 10)

    assert patience.hear(NAM, NOW) is Verdict.HEAR


def test_the_same_id_on_another_channel_is_somebody_else() -> None:
    patience = Patience(most=3)
    heard(patience, 10)

    assert patience.hear(("zalo", "lan"), NOW) is Verdict.HEAR


def test_who_has_calmed_down_is_heard_again_and_warned_again() -> None:
    patience = Patience(most=3)
    heard(patience, 10)

    later = heard(patience, 4, NOW + timedelta(minutes=2))

    assert later == [Verdict.HEAR] * 3 + [Verdict.WARN]


def test_who_goes_on_at_the_bound_is_not_heard_until_it_is_half_of_it() -> None:
    patience = Patience(most=4)
    heard(patience, 5)

    at_the_bound = [patience.hear(LAN, NOW + (75 + 15 * n) * SECOND) for n in range(2)]
    still = [patience.hear(LAN, NOW + (105 + 15 * n) * SECOND) for n in range(4)]

    assert at_the_bound == [Verdict.HEAR] * 2
    assert still == [Verdict.HEAR] * 4


def test_a_flood_of_a_hundred_thousand_keeps_no_more_than_the_bound() -> None:
    patience = Patience(most=3)

    for _ in range(100_000):
        patience.hear(LAN, NOW)

    assert [len(said) for said in patience._said.values()] == [4]


def test_senders_who_have_fallen_silent_are_forgotten() -> None:
    patience = Patience(most=3)
    for n in range(10_000):
        patience.hear(("telegram", str(n)), NOW)

    patience.hear(LAN, NOW + timedelta(hours=1))

    assert len(patience._said) == 1
