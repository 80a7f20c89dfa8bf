"""`phone`: numbers go in whole and come out masked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.phones import e164
from bot.cli.trouble import Trouble
from bot.messages import Address
from bot.people import Post, Role
from bot.store import people
from bot.store.memory import Memory
from tests import databases
from tests.bot.cli.conftest import Run

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def lan(run: Run, tmp_path: Path) -> int:
    """Somebody who has joined by the account."""
    run("db", "upgrade")
    with databases.opened(f"sqlite:///{tmp_path / 'nhacviec.db'}") as memory, memory.begin() as tx:
        id_ = people.add_person(tx, "Lan", NOW)
        people.add_address(tx, id_, Address("zalo-oa", "7001"), user="7001", now=NOW)
    return id_


def chats(tmp_path: Path, person: int) -> list[str]:
    memory: Memory
    with databases.opened(f"sqlite:///{tmp_path / 'nhacviec.db'}") as memory, memory.begin() as tx:
        found = people.contacts(tx, [person]).get(person, ())
    return [c.address.chat for c in found if c.address.channel == "zalo-zbs"]


def test_a_number_is_kept_whole_and_shown_by_its_end(run: Run, lan: int, tmp_path: Path) -> None:
    ran = run("phone", str(lan), "0912 345.678")

    assert chats(tmp_path, lan) == ["+84912345678"]
    assert ran.out == "   1  Lan: •••678\n"
    assert run("phone", "--json").json == [{"person": 1, "name": "Lan", "phone": "•••678"}]


def test_another_number_takes_the_place_of_the_first_and_a_dash_takes_it_away(
    run: Run, lan: int, tmp_path: Path
) -> None:
    run("phone", str(lan), "0912345678")
    run("phone", str(lan), "oa")
    by_account = chats(tmp_path, lan)

    ran = run("phone", str(lan), "-")

    assert by_account == ["7001"]
    assert chats(tmp_path, lan) == []
    assert "chưa có số" in ran.out


def test_a_unit_s_group_is_no_person_with_a_telephone(run: Run, lan: int, tmp_path: Path) -> None:
    with databases.opened(f"sqlite:///{tmp_path / 'nhacviec.db'}") as memory, memory.begin() as tx:
        group = people.add_person(tx, "Phòng QLCN", NOW)
        people.add_post(tx, group, Post(Role.GROUP, "qlcn"), NOW)

    assert [each["person"] for each in run("phone", "--json").json] == [lan]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (("9", "0912345678"), "SỐ: không có người số 9"),
        (("1", "12345"), "ĐIỆN_THOẠI: không đúng"),
        (("1",), "ĐIỆN_THOẠI: chưa ghi"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_without_the_number(
    run: Run, lan: int, typed: tuple[str, ...], line: str
) -> None:
    ran = run("phone", *typed)

    assert ran.code == 2
    assert line in ran.err
    assert "12345" not in ran.err.replace("0912345678", "").replace("+84912345678", "")


@pytest.mark.parametrize("typed", ["0912345678", "84912345678", "+84 912-345-678", "(0912)345678"])
def test_numbers_are_read_as_people_write_them(typed: str) -> None:
    assert e164(typed) == "+84912345678"


@pytest.mark.parametrize("typed", ["", "091234567", "09123456789", "+1 912 345 678", "một"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Trouble):
        e164(typed)
