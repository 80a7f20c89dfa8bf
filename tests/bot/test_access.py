"""Who may ask what: the table itself, and the administrator's page against it."""

import ast
import re
from pathlib import Path

import pytest

from bot import access
from bot.access import ALLOWED, GIVES, OF_ONE_UNIT, Wish
from bot.people import UNIT_ROLES, Person, Post, Role
from bot.wording.joining import ROLES
from bot.wording.trail import SAID

ROOT = Path(__file__).parents[2]
COLUMNS = (Role.HEAD, Role.DEPUTY, Role.STAFF, Role.LEADER, Role.OFFICE)


def holder(role: Role, unit: str | None = None) -> Person:
    """Somebody with one post."""
    return Person(1, "Lan", frozenset({Post(role, unit)}))


@pytest.mark.parametrize("wish", Wish)
def test_a_stranger_may_nothing(wish: Wish) -> None:
    assert not access.may(None, wish, "a")
    assert not access.may(Person(1, "Lan"), wish, "a")


@pytest.mark.parametrize("wish", Wish)
def test_a_group_s_chat_may_nothing_by_itself(wish: Wish) -> None:
    assert not access.may(holder(Role.GROUP, "a"), wish, "a")


@pytest.mark.parametrize("wish", sorted(OF_ONE_UNIT))
@pytest.mark.parametrize("role", sorted(UNIT_ROLES - {Role.GROUP}))
def test_a_unit_s_people_reach_no_further_than_their_unit(wish: Wish, role: Role) -> None:
    somebody = holder(role, "a")

    assert access.may(somebody, wish, "a") is (role in ALLOWED[wish])
    assert not access.may(somebody, wish, "b")


def test_who_speaks_for_several_units_may_in_each_what_the_post_there_allows() -> None:
    both = Person(1, "Lan", frozenset({Post(Role.HEAD, "a"), Post(Role.STAFF, "b")}))

    assert access.may(both, Wish.OPEN_GROUP, "a")
    assert not access.may(both, Wish.OPEN_GROUP, "b")
    assert access.may(both, Wish.REPORT, "b")


@pytest.mark.parametrize("role", Role)
def test_a_head_gives_posts_below_in_the_own_unit_alone(role: Role) -> None:
    head = holder(Role.HEAD, "a")

    assert access.may_give(head, Post(role, "a")) is (role in {Role.DEPUTY, Role.STAFF})
    assert not access.may_give(head, Post(role, "b"))


@pytest.mark.parametrize("role", [Role.LEADER, Role.OFFICE])
def test_nobody_s_phone_gives_away_leadership_or_office(role: Role) -> None:
    for giver in Role:
        assert not access.may_give(holder(giver, "a"), Post(role))
        assert role not in GIVES.get(giver, ())


def test_the_administrator_s_page_prints_the_table_as_it_is() -> None:
    page = (ROOT / "docs" / "quan-tri.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|(.+)\|$", page, re.MULTILINE)

    printed = {
        wish: {role for role, mark in zip(COLUMNS, cells.split("|"), strict=True) if mark.strip()}
        for wish, cells in rows
        if wish in {str(each) for each in Wish}
    }
    assert printed == {str(wish): set(roles) for wish, roles in ALLOWED.items()}


def test_the_page_names_the_columns_in_their_order() -> None:
    page = (ROOT / "docs" / "quan-tri.md").read_text(encoding="utf-8")
    heads = " | ".join(ROLES[role].split(" (")[0] for role in COLUMNS)

    assert f"| điều muốn làm | nghĩa là | {heads} |" in page


def test_every_entry_of_the_trail_has_words() -> None:
    written = set()
    for file in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case (
                    ast.Call(
                        func=ast.Attribute(value=ast.Name(id="audit"), attr="note"),
                        args=[_, ast.Constant(value=str(what)), *_],
                    )
                    | ast.Call(
                        func=ast.Attribute(value=ast.Name(id="doors"), attr="once")
                        | ast.Name(id="once" | "_note" | "_note_group"),
                        args=[_, _, ast.Constant(value=str(what)), *_],
                    )
                ):
                    written.add(what)

    assert {"joined", "stranger", "join_blocked", "foreign_group", "wish_granted"} <= written
    assert written - set(SAID) == set()
