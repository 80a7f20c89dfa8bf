"""The addresses of calendars: derived, told apart, revoked, and made anew no more than needed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.board.feeds import FRESH, Feeds, draw, history
from bot.clock import SetClock
from bot.desk import Desk, Plans
from bot.scopes import Key, Scope, scopes
from bot.store import extensions, people, plans, replies, schema
from bot.store.memory import Memory
from bot.store.replies import Origin
from schedules import plan_file
from schedules.extensions import Verdict
from schedules.plan import Plan
from schedules.progress import Answer
from schedules.revisions import Revision
from tests.bot.reports.boards import VISITS
from tests.schedules.plans import seed

NOW = datetime(2022, 5, 4, 2, tzinfo=UTC)
KEY = Key("mot-khoa-bi-mat-dai", 1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    memory = Memory(f"sqlite:///{tmp_path / 'a.db'}")
    schema.upgrade(memory)
    return Desk(Plans([seed()]), memory, SetClock(NOW))


def test_a_plan_has_a_calendar_of_everything_and_one_of_each_unit_that_has_duties() -> None:
    assert [scope.unit for scope in scopes(seed())] == [None, "qlcn", "qlkh", "vps", "tdc", "ttud"]


def test_every_address_is_another_and_none_can_be_guessed_from_another() -> None:
    tokens = {KEY.token(scope) for scope in scopes(seed())}

    assert len(tokens) == 6
    assert all(len(token) == 32 for token in tokens)
    assert KEY.token(Scope("khcn-2022")) == KEY.token(Scope("khcn-2022"))


@pytest.mark.parametrize("other", [Key("mot-khoa-bi-mat-dai", 2), Key("mot-khoa-bi-mat-khac", 1)])
def test_another_key_or_a_newer_version_makes_old_addresses_void(other: Key) -> None:
    mine = {KEY.token(scope) for scope in scopes(seed())}

    assert mine.isdisjoint(other.token(scope) for scope in scopes(seed()))


def test_the_key_shows_in_no_representation() -> None:
    assert repr(KEY) == "Key(version=1)"


async def test_an_address_gives_its_calendar_and_any_other_none(desk: Desk) -> None:
    feeds = Feeds(desk, KEY)

    own = await feeds.find(KEY.token(Scope("khcn-2022", "tdc")))

    assert own is not None
    assert own.data.count(b"BEGIN:VEVENT") == 4
    assert await feeds.find("x" * 32) is None
    assert await feeds.find("") is None
    assert await feeds.find("ký tự lạ \ud800".encode("utf-8", "replace").decode()) is None


async def test_a_calendar_that_is_asked_for_often_is_made_once_a_minute(desk: Desk) -> None:
    feeds, token = Feeds(desk, KEY), KEY.token(Scope("khcn-2022", "tdc"))
    clock = desk.clock
    assert isinstance(clock, SetClock)

    first = await feeds.find(token)
    await desk.memory.write(_done, "2.2.1", "tdc")
    clock.set(NOW + FRESH - timedelta(seconds=1))
    soon = await feeds.find(token)
    clock.set(NOW + FRESH)
    later = await feeds.find(token)

    assert soon is first
    assert later is not None
    assert first is not None
    assert later.tag != first.tag
    assert later.changed > first.changed


def _done(tx: object, activity: str, unit: str) -> None:
    replies.add(
        tx,  # type: ignore[arg-type]  # the transaction
        "khcn-2022",
        seed().by_key[activity, unit],
        Answer.DONE,
        at=NOW + timedelta(seconds=1),
        origin=Origin(None, None),
    )


def test_a_moved_deadline_raises_the_number_of_its_entries_and_of_no_others(desk: Desk) -> None:
    moved = _moved(seed())
    with desk.memory.begin() as tx:
        plans.remember(tx, seed(), NOW)
        plans.remember(tx, moved, NOW + timedelta(days=1))

        found = history(tx, moved, NOW + timedelta(days=2))
        data = draw(tx, moved, "ttud", NOW + timedelta(days=2)).data.decode()

    assert found["2.2.3", "ttud"].number == 1
    assert found["2.2.3", "ttud"].since == NOW + timedelta(days=1)
    assert found["2.2.1", "ttud"].number == 0
    assert "DTSTART;VALUE=DATE:20220524" in data
    assert data.count("SEQUENCE:1") == 2


def _moved(plan: Plan) -> Plan:
    """The plan with the visits of the laboratories until 24/5."""
    head, _, tail = plan.text.partition('id: "2.2.3"')
    text = f'{head}id: "2.2.3"{tail.replace("due: 2022-05-19", "due: 2022-05-24", 1)}'
    found = plan_file.parse(text, "a.yaml").plan
    assert found is not None
    return found


def test_a_granted_extension_raises_the_number_and_moves_the_entry(desk: Desk) -> None:
    duty = seed().by_key[VISITS]
    granted = NOW + timedelta(days=1)
    with desk.memory.begin() as tx:
        plans.remember(tx, seed(), NOW)
        person = people.add_person(tx, "Lê Minh Tuấn", NOW)
        origin = Origin(person, "telegram")
        wish = extensions.ask(
            tx,
            "khcn-2022",
            duty,
            wanted=date(2022, 5, 24),
            reason="hoãn lịch",
            words="xin lùi",
            at=NOW,
            origin=origin,
        )
        extensions.decide(
            tx,
            wish,
            Verdict.GRANTED,
            at=granted,
            origin=origin,
            until=date(2022, 5, 24),
            base=duty.deadline.version,
        )

        before = history(tx, seed(), granted - timedelta(seconds=1))
        after = history(tx, seed(), granted + timedelta(days=1))
        data = draw(tx, seed(), "ttud", granted + timedelta(days=1)).data.decode()

    assert before[VISITS].number == 0
    assert after[VISITS] == Revision(1, granted)
    assert "DTSTART;VALUE=DATE:20220524" in data
    assert "Đã gia hạn" in data.replace("\r\n ", "")
