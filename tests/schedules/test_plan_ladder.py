"""What a plan file says of its leadership, its ladder, and of accepting what is done."""

from datetime import timedelta

import pytest

from schedules.plan import Days, Offset
from tests.schedules.test_plan_file import SMALL, plan_of, read

LEADER = "  - {id: ld, name: Lãnh đạo}"
RHYTHM = '  at: "08:00"'


def with_lines(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def finding(text: str) -> str:
    [problem] = read(text).errors
    return str(problem)


def test_a_leader_may_be_in_charge_of_units_and_groups() -> None:
    deputy = f"{LEADER}\n  - {{id: pgd, name: Phó Giám đốc, in_charge_of: [phong, bao]}}"

    plan = plan_of(with_lines(LEADER, deputy))

    assert [each.id for each in plan.in_charge("a")] == ["pgd"]
    assert [each.id for each in plan.directors] == ["ld"]


def test_in_charge_of_somebody_unknown_is_told_with_line_and_column() -> None:
    text = with_lines(LEADER, "  - {id: ld, name: Lãnh đạo, in_charge_of: [phongs]}")

    assert finding(text) == (
        "plan.yaml:14:45: không có đơn vị hay nhóm “phongs”. Có phải là “phong”?"
    )


@pytest.mark.parametrize(
    ("written", "office", "director"),
    [
        ("", None, Days(2)),
        ("  escalate_after: 2d", None, Days(4)),
        ("  escalate_after: 6h", None, timedelta(hours=12)),
        ("  escalate_after: null", None, None),
        ("  director_after: 5d", None, Days(5)),
        ("  office_after: 4h", timedelta(hours=4), Days(2)),
        ("  escalate_after: 1d\n  director_after: null", None, None),
    ],
)
def test_the_director_hears_after_twice_the_time_unless_the_plan_says_otherwise(
    written: str, office: Offset | None, director: Offset | None
) -> None:
    rhythm = plan_of(with_lines(RHYTHM, f"{RHYTHM}\n{written}")).rhythm

    assert (rhythm.office_after, rhythm.director_after) == (office, director)


def test_a_ladder_upside_down_is_refused() -> None:
    text = with_lines(RHYTHM, f"{RHYTHM}\n  escalate_after: 2d\n  director_after: 1d")

    assert finding(text) == (
        "plan.yaml:16:3: “reminders”: “director_after” không được ngắn hơn “escalate_after”."
    )


@pytest.mark.parametrize(
    ("whole", "own", "confirmed"),
    [
        ("", "", [False, False]),
        ("confirm: true", "", [True, True]),
        ("", "confirm: true", [True, False]),
        ("confirm: true", "confirm: false", [False, True]),
    ],
)
def test_accepting_is_off_unless_plan_or_activity_ask_for_it(
    whole: str, own: str, confirmed: list[bool]
) -> None:
    text = with_lines("  agency: Sở", f"  agency: Sở\n  {whole}")
    text = text.replace("    title: Việc một", f"    title: Việc một\n    {own}")

    assert [activity.confirm for activity in plan_of(text).activities] == confirmed


@pytest.mark.parametrize(
    "where", ["units:\n  - {confirm: true, ", "leadership:\n  - {confirm: true, "]
)
def test_accepting_is_no_word_elsewhere(where: str) -> None:
    text = SMALL.replace(where.replace("confirm: true, ", ""), where, 1)

    assert "không có mục “confirm” ở đây." in finding(text)
