"""One-time codes, when two machines are asked at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from bot.people import Post, Role
from bot.store import invites, people
from bot.store.invites import Invite
from bot.store.memory import Memory
from tests import databases

NOW = datetime(2022, 5, 4, 1, 0, tzinfo=UTC)
CODE = "ABCD-EFGH"


def found(memory: Memory) -> Invite | None:
    with memory.begin() as tx:
        return invites.find(tx, CODE, NOW)


def test_a_code_opens_once_even_when_two_machines_look_at_once(postgres: str) -> None:
    with databases.opened(databases.emptied(postgres)) as one, databases.opened(postgres) as two:
        with one.begin() as tx:
            expires = NOW + timedelta(days=1)
            invites.add(tx, CODE, Post(Role.HEAD, "qlcn"), now=NOW, expires=expires)
            person = people.add_person(tx, "Lan", NOW)

        with ThreadPoolExecutor(1) as beside:
            with one.begin() as tx:
                first = invites.find(tx, CODE, NOW)
                looking = beside.submit(found, two)
                invites.use(tx, CODE, person, NOW)
            second = looking.result(timeout=20)

    assert first is not None
    assert first.post == Post(Role.HEAD, "qlcn")
    assert second is None
