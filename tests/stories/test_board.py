"""How the plan stands: figures that add up, silences kept apart, the past exactly as it was."""

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels import Undeliverable
from bot.messages import Message
from bot.people import Role
from bot.store import deliveries, people, replies
from bot.store.deliveries import Attempt, Outcome
from bot.store.replies import Origin
from bot.wording import boards
from schedules.progress import Answer, Reach, State
from tests import databases
from tests.stories.cast import (
    HEAD,
    HEADS,
    LEADER,
    OFFICE,
    QLKH_HEAD,
    SEED,
    TDC_HEAD,
    TTUD_HEAD,
    VPS_HEAD,
    at,
)
from tests.stories.stage import Stage

FIRST = at("4/5 08:00")
PHONE_SCREEN = 1_300
"""Letters on one screen of a phone, scrolled once at most."""


async def test_the_four_figures_and_the_five_kinds_of_news_add_up(stage: Stage) -> None:
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "✅ 1")
    await stage.taps(HEAD, "❌ 2")
    await stage.taps(VPS_HEAD, "✅")
    await stage.lives("17/5 09:00")
    await stage.taps(HEAD, "✅ 2")

    board = stage.board()

    t, a = board.totals, board.answers
    assert (t.assignments, t.done_on_time, t.done_late, t.in_term, t.overdue) == (16, 1, 2, 10, 3)
    assert t.done_on_time + t.done_late + t.in_term + t.overdue == t.assignments
    assert a.undelivered + a.unanswered + a.not_done + a.in_progress + a.done == t.assignments


async def test_three_silences_are_kept_apart(stage: Stage) -> None:
    stage.phones.phone(QLKH_HEAD.phone).blocked = True
    await stage.lives("12/5 08:00")
    await stage.taps(HEAD, "❌ 1")
    await stage.says(HEAD, "chờ Báo sắp lịch")
    await stage.lives("16/5 09:00")

    said = await stage.says(LEADER, "/tinhhinh")

    assert "chưa gửi được tới đơn vị" in said
    assert "đã gửi, chưa trả lời" in said
    assert "đã trả lời chưa xong, lý do: “chờ Báo sắp lịch”" in said
    answers = stage.board().answers
    assert (answers.undelivered, answers.not_done) == (2, 1)


async def test_the_leader_s_board_fits_one_phone_screen_with_the_worst_first(
    stage: Stage,
) -> None:
    await stage.lives("26/5 09:00")

    said = await stage.says(LEADER, "/tinhhinh")

    heads = [line for line in said.splitlines() if "quá hạn" in line and "ngày làm" in line]
    late = [int(line.split("quá hạn ")[1].split()[0]) for line in heads]
    assert said.count("  • ") == 8
    assert late == sorted(late, reverse=True)
    assert "… và 08 việc khác." in said
    assert len(said) < PHONE_SCREEN


async def test_leaders_and_office_read_the_same_board(stage: Stage) -> None:
    await stage.lives("13/5 09:00")

    assert await stage.says(LEADER, "/tinhhinh") == await stage.says(OFFICE, "/tinhhinh")


async def test_a_unit_that_joined_later_was_undelivered_before(empty_stage: Stage) -> None:
    await empty_stage.comes("10/5 08:00")
    empty_stage.clock.set(at("10/5 12:00"))
    empty_stage.joined(HEAD)

    before = empty_stage.board(at("10/5 11:00")).answers.undelivered
    after = empty_stage.board(at("10/5 12:00")).answers.undelivered

    assert (before, after) == (16, 10)


async def test_a_list_that_a_unit_is_shown_asks_it_nothing(empty_stage: Stage) -> None:
    """Nobody is silent who has read the own work on joining, before the first reminder."""
    stage = empty_stage
    stage.restarted(auto_approve=False)
    stage.joined(LEADER)
    await stage.comes("4/5 07:45")
    assert HEAD.post is not None
    await stage.says(HEAD, f"/start {stage.invited(HEAD.post)}")
    await stage.says(HEAD, "/viec")

    said = await stage.says(LEADER, "/tinhhinh")

    assert "06 chưa đến lượt hỏi" in said
    assert "chưa trả lời" not in said


async def test_a_turn_that_came_before_anybody_had_joined_has_gone_by(empty_stage: Stage) -> None:
    """Four of the six duties were to be announced that morning; the others have their day yet."""
    empty_stage.joined(LEADER)
    await empty_stage.lives("4/5 09:00")
    empty_stage.joined(HEAD)

    said = await empty_stage.says(LEADER, "/tinhhinh")

    assert "02 chưa đến lượt hỏi; 04 chưa nhắc được lần nào." in said


async def test_after_a_standstill_over_a_deadline_nobody_is_said_to_have_been_out_of_reach(
    stage: Stage,
) -> None:
    await stage.comes("4/5 09:00")
    stage.clock.set(at("12/5 09:00"))

    said = boards.board(stage.board()).text

    assert "VP Sở, hạn 11/5 – quá hạn 01 ngày làm việc, chưa nhắc được lần nào:" in said
    assert "liên hệ được" not in said


async def test_a_unit_that_was_asked_in_vain_and_then_reads_its_list_has_been_reached(
    stage: Stage,
) -> None:
    stage.troubles(HEAD, Undeliverable("chat not found"))
    await stage.lives("4/5 08:05")
    unreached = stage.stands("2.1.1", "qlcn").reach

    await stage.says(HEAD, "/viec")

    assert unreached is Reach.UNDELIVERED
    assert stage.stands("2.1.1", "qlcn").reach is Reach.DELIVERED


async def test_a_unit_that_read_its_list_and_was_then_asked_in_vain_is_not_called_silent(
    stage: Stage,
) -> None:
    """Who sees the work on joining and then blocks the bot was never asked for anything."""
    await stage.lives("10/5 07:00")
    await stage.says(QLKH_HEAD, "/viec")
    stage.phones.phone(QLKH_HEAD.phone).blocked = True  # and the platform says nothing of it

    await stage.lives("16/5 08:05")

    assert stage.stands("2.2.4b", "qlkh").reach is Reach.UNDELIVERED
    monday = next(s.text for s in stage.sent_to(OFFICE) if s.at.day == 16)
    assert "Phòng QLKH, hạn 13/5 – quá hạn 01 ngày làm việc, chưa gửi được tới đơn vị:" in monday
    assert "chưa trả lời" not in "".join(
        line for line in monday.splitlines() if line.startswith("Phòng QLKH")
    )


async def test_an_overdue_duty_of_a_unit_that_joined_late_was_never_reminded_of(
    empty_stage: Stage,
) -> None:
    """Its turn to be asked has gone by, not yet to come; and it is not silent, either."""
    empty_stage.joined(LEADER)
    await empty_stage.lives("16/5 09:00")
    empty_stage.joined(HEAD)

    said = await empty_stage.says(LEADER, "/tinhhinh")

    assert "Phòng QLCN&ĐMST, hạn 14/5 – quá hạn 01 ngày làm việc, chưa nhắc được lần nào:\n" in said
    assert "; 06 chưa nhắc được lần nào." in said
    listed = await empty_stage.says(LEADER, "việc nào quá hạn")
    assert "chưa đến lượt hỏi" not in listed


async def test_a_past_board_is_what_was_read_then(stage: Stage) -> None:
    seen = {}
    for day in ("4/5", "10/5", "12/5", "13/5", "16/5", "17/5", "20/5"):
        await stage.lives(f"{day} 10:00")
        if day == "12/5":
            stage.phones.blocks(TDC_HEAD.sender)
            await stage.taps(HEAD, "❌ 1")
            await stage.taps(HEAD, "Chờ kinh phí")
        if day == "16/5":
            stage.phones.unblocks(TDC_HEAD.sender)
            await stage.taps(HEAD, "✅ 1")
            await stage.taps(HEAD, "↩️")
            await stage.taps(TTUD_HEAD, "✅ 2")
        seen[stage.now] = stage.board()

    assert {moment: stage.board(moment) for moment in seen} == seen


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["done", "not_done", "received", "undo", "sent", "listed", "failed", "lost", "back"]
        ),
        st.integers(0, len(SEED.assignments) - 1),
        st.integers(0, 60 * 24 * 3),
    ),
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_can_be_read_as_of_any_moment(
    migrated_sqlite: Path, tmp_path: Path, steps: list[Step]
) -> None:
    """The board read at a moment and the board read later as of that moment are the same."""
    with databases.opened(databases.new_sqlite(migrated_sqlite, tmp_path)) as memory:
        stage = Stage(memory)
        stage.joined(*HEADS)
        seen, moment = {}, FIRST
        for what, n, minutes in steps:
            moment += timedelta(minutes=minutes, seconds=1)
            _happens(stage, what, n, moment)
            seen[moment] = stage.board(moment)
            totals = seen[moment].totals
            assert totals.assignments == (
                totals.done_on_time + totals.done_late + totals.in_term + totals.overdue
            )

        assert {each: stage.board(each) for each in seen} == seen


def _happens(stage: Stage, what: str, n: int, now: datetime) -> None:
    duty = SEED.assignments[n]
    with stage.memory.begin() as tx:
        person = people.holders(tx, Role.HEAD, now, duty.unit.id)[0]
        contact = people.contacts(tx, [person])[person][0]
        origin = Origin(person, "simulator")
        if what in {"done", "not_done", "received"}:
            replies.add(tx, SEED.id, duty, Answer(what), at=now, origin=origin)
        elif what in {"sent", "listed", "failed"}:
            outcome = Outcome.UNDELIVERABLE if what == "failed" else Outcome.SENT
            listed = what == "listed"
            attempt = Attempt(person, contact.address, Message("x"), outcome, answering=listed)
            deliveries.record(tx, attempt, [(1, SEED.id, duty)], now)
        elif what == "lost":
            people.lose(tx, contact.id, "blocked", now)
        elif what == "back":
            people.regain(tx, contact.id, now)
        elif said := replies.of_assignment(tx, SEED, duty):
            kept = replies.get(tx, said[-1].id)
            if kept is not None and kept.reply.answer is not None:
                replies.cancel(tx, kept, at=now, origin=origin)


async def test_a_duty_that_was_sent_is_unanswered_and_not_undelivered(stage: Stage) -> None:
    await stage.comes("4/5 08:00")
    stage.phones.blocks(HEAD.sender)
    await stage.beat()

    standing = stage.stands("2.1.1", "qlcn")

    assert (standing.state, standing.reach) == (State.WAITING, Reach.DELIVERED)
