"""Reports of “done” that wait to be accepted, are accepted, or are sent back."""

from dataclasses import replace

from schedules import slices
from schedules.changes import changes
from schedules.progress import Answer, Reply, Standing, State, board, is_exception, standing
from schedules.slices import Slice
from tests.schedules.plans import duty, plan_of
from tests.schedules.strategies import local
from tests.schedules.test_progress import THURSDAY

PLAIN = duty(THURSDAY)
ASKED = replace(PLAIN, activity=replace(PLAIN.activity, confirm=True))
DONE = Reply(1, local("2022-05-17 08:00"), Answer.DONE)
ACCEPTED = Reply(2, local("2022-05-17 09:00"), None, confirms=1)
BACK = Reply(3, local("2022-05-17 09:00"), Answer.NOT_DONE, reason="đề nghị bổ sung ảnh", returns=1)
AGAIN = Reply(4, local("2022-05-18 08:00"), Answer.DONE)


def stand(*replies: Reply, now: str = "2022-05-18 09:00") -> Standing:
    return standing(ASKED, replies, local(now))


def test_done_waits_to_be_accepted_and_counts_as_done_meanwhile() -> None:
    found = stand(DONE)

    assert (found.state, found.awaits, found.returned) == (State.DONE, True, False)


def test_where_nobody_has_asked_for_it_nothing_waits() -> None:
    assert not standing(PLAIN, [DONE], local("2022-05-18 09:00")).awaits


def test_accepted_is_done_for_good() -> None:
    assert (stand(DONE, ACCEPTED).done, stand(DONE, ACCEPTED).awaits) == (True, False)


def test_sent_back_is_not_done_for_the_reason_given() -> None:
    found = stand(DONE, BACK)

    assert (found.state, found.returned, found.awaits) == (State.NOT_DONE, True, False)
    assert found.reply == BACK
    assert is_exception(found)


def test_done_again_waits_again_whatever_was_accepted_before() -> None:
    found = stand(DONE, BACK, AGAIN)

    assert (found.done, found.awaits, found.returned) == (True, True, False)


def test_an_acceptance_of_something_else_accepts_nothing() -> None:
    assert stand(DONE, BACK, AGAIN, ACCEPTED).awaits


def test_at_a_past_moment_no_verdict_was_known_yet() -> None:
    assert stand(DONE, BACK, now="2022-05-17 08:59").awaits
    assert stand(DONE, BACK, now="2022-05-17 09:00").returned


def test_the_figures_add_up_with_what_waits_among_what_is_done() -> None:
    found = board(plan_of(ASKED), local("2022-05-18 09:00"), {ASKED.key: [DONE]}, {})

    assert (found.totals.done_on_time, found.totals.in_term) == (1, 0)
    assert len(slices.in_slice(found, Slice.AWAITING).standings) == 1


def test_what_was_sent_back_is_news_of_its_own_kind() -> None:
    said = {ASKED.key: [DONE, BACK]}
    moments = ("2022-05-17 08:30", "2022-05-17 10:00")
    before, after = (board(plan_of(ASKED), local(at), said, {}) for at in moments)

    found = changes(before, after)

    assert (len(found.returned), found.reasons, found.done) == (1, (), ())
