"""Boards of large plans are kept in memory, and are always those of the rows themselves."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from bot.exhibit import Exhibit
from bot.store import boards, evidence, people, replies
from bot.store.kept_boards import shelf
from bot.store.memory import Memory, Tx
from bot.store.replies import Origin
from schedules.progress import Answer, Board
from tests import databases
from tests.stories.cast import HEADS, SEED, at
from tests.stories.stage import Stage
from tests.stories.test_board import FIRST, STEPS, Step, _happens

NOW = at("12/5 09:00")


def kept(tx: Tx, moment: datetime = NOW) -> Board | None:
    return shelf(tx).board(tx, SEED, moment)


def say(tx: Tx, n: int, answer: Answer, moment: datetime = NOW) -> None:
    origin = Origin(None, "simulator")
    replies.add(tx, SEED.id, SEED.assignments[n], answer, at=moment, origin=origin)


@given(steps=STEPS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_gives_the_board_of_its_rows(
    migrated_sqlite: Path, tmp_path: Path, steps: list[Step]
) -> None:
    with databases.opened(databases.new_sqlite(migrated_sqlite, tmp_path)) as memory:
        stage = Stage(memory)
        stage.joined(*HEADS)
        moment = FIRST
        for what, n, minutes in steps:
            moment += timedelta(minutes=minutes, seconds=1)
            _happens(stage, what, n, moment)
            with memory.begin() as tx:
                found, whole = kept(tx, moment), boards.read_whole(tx, SEED, moment)

            assert found == whole
            assert found is not None
            assert found.figures == whole.figures


def test_what_one_process_keeps_hears_of_what_another_writes(any_memory: Memory) -> None:
    other = Memory(any_memory.url.render_as_string(hide_password=False))
    with any_memory.begin() as tx:
        kept(tx)
    with other.begin() as tx:
        say(tx, 0, Answer.DONE)
    other.close()

    with any_memory.begin() as tx:
        found, whole = kept(tx), boards.read_whole(tx, SEED, NOW)

    assert found is not None
    assert found == whole
    assert found.totals.done_on_time == 1


def test_what_is_rolled_back_was_never_so(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        kept(tx)
    with any_memory.engine.connect() as tx:
        tx.begin()
        say(tx, 0, Answer.DONE)
        within = kept(tx)
        tx.rollback()

    with any_memory.begin() as tx:
        say(tx, 1, Answer.NOT_DONE)
        found, whole = kept(tx), boards.read_whole(tx, SEED, NOW)

    assert found == whole
    assert within is not None
    assert within.totals.done_on_time == 1


def test_nobody_else_sees_what_a_transaction_has_not_committed(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        kept(tx)
    with any_memory.begin() as tx:
        say(tx, 0, Answer.DONE)
        kept(tx)
        with any_memory.engine.connect().execution_options(reading=True) as reader:
            seen = boards.read(reader, SEED, NOW)
            offered = kept(reader)

    assert offered is None
    assert seen.totals.done_on_time == 0


def test_evidence_is_counted_along(any_memory: Memory) -> None:
    duty = SEED.assignments[0]
    counts = []
    with any_memory.begin() as tx:
        person = people.add_person(tx, "Lan", NOW)
        for n in range(3):
            found, whole = kept(tx), boards.read_whole(tx, SEED, NOW)
            assert found == whole
            assert found is not None
            counts.append(found.standings[0].evidence)
            exhibit = Exhibit("link", f"https://example.vn/{n}", NOW)
            evidence.add(
                tx, SEED.id, duty.key, exhibit, person=person, channel="simulator", inbox=None
            )

    assert counts == [0, 1, 2]


def test_evidence_taken_back_is_counted_no_longer(any_memory: Memory) -> None:
    duty = SEED.assignments[0]
    with any_memory.begin() as tx:
        person = people.add_person(tx, "Lan", NOW)
        link = Exhibit("link", "https://example.vn/1", NOW)
        where = partial(evidence.add, tx, SEED.id, duty.key, link)
        put_away = partial(where, person=person, channel="simulator", inbox=None)
        id_ = put_away()
        kept(tx)
        later = NOW + timedelta(hours=1)
        [piece] = evidence.get(tx, [id_ or 0])
        evidence.cancel(tx, piece, at=later, person=person, channel="simulator", inbox=None)

        found, whole = kept(tx, later), boards.read_whole(tx, SEED, later)

        assert found == whole
        assert found is not None
        assert found.standings[0].evidence == 0
        assert boards.read_whole(tx, SEED, NOW).standings[0].evidence == 1
        assert evidence.names(tx, SEED.id, later) == {}
        assert list(evidence.names(tx, SEED.id, NOW)) == [duty.key]
        assert put_away()


def test_a_past_moment_is_read_from_the_rows(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        say(tx, 0, Answer.DONE)
        kept(tx)

        assert kept(tx, NOW - timedelta(seconds=1)) is None
        assert kept(tx, NOW) is not None


def test_a_past_moment_of_another_version_leaves_what_is_kept_in_its_place(
    any_memory: Memory,
) -> None:
    with any_memory.begin() as tx:
        kept(tx)
        past = shelf(tx).board(tx, replace(SEED, title="Bản cũ"), NOW - timedelta(days=1))
        say(tx, 0, Answer.DONE)
        found = kept(tx)

    assert past is None
    assert found is not None
    assert found.plan is SEED
    assert found.totals.done_on_time == 1


def test_a_changed_plan_is_kept_anew(any_memory: Memory) -> None:
    other = replace(SEED, title="Kế hoạch khác")
    with any_memory.begin() as tx:
        kept(tx)
        found = shelf(tx).board(tx, other, NOW)

    assert found is not None
    assert found.plan is other
