"""What leaders ask in free words (`questions.tsv`), and what is fetched for them."""

from typing import Any

import pytest

from bot.understand import from_json, to_json, understand
from tests.bot.understand.scenes import rows
from tests.bot.understand.score import SECTIONS, catalog


def asked(text: str, **more: Any) -> dict[str, Any]:
    """How a leader's text is understood, as JSON."""
    units, activities = catalog()
    document = {"text": text, "today": "2022-05-17", "role": "leader", "sections": SECTIONS, **more}
    return to_json(understand(from_json({"units": units, "activities": activities, **document})))


@pytest.mark.parametrize("row", rows("questions.tsv"), ids=lambda row: row[0])
def test_a_question_asks_for_these_figures(row: list[str]) -> None:
    text, *wanted = row

    query = asked(text)["query"]

    assert [value or "-" for value in query.values()] == wanted


REPORT = {"id": "9.9", "title": "Báo cáo kết quả thực hiện Kế hoạch"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("báo cáo 17h hôm qua thế nào", "overview"),
        ("báo cáo hôm qua thế nào", "overview"),
        ("bao cao 17 gio hom qua the nao", "overview"),
        ("báo cáo kết quả thế nào rồi", "by_activity"),
    ],
)
def test_a_report_of_a_moment_is_how_things_stood_then_and_no_duty_so_called(
    text: str, kind: str
) -> None:
    assert asked(text, activities=[REPORT])["query"]["kind"] == kind


def test_a_leader_records_nothing() -> None:
    answer = asked("việc 1 xong", open_tasks=[{"n": 1, "title": "Treo băng rôn"}])

    assert answer["per_task"] == {}
    assert answer["intent"] != "done"


def test_thanks_from_a_leader_are_no_question() -> None:
    answer = asked("cảm ơn em")

    assert (answer["intent"], answer["query"]) == ("ack_only", None)


def test_a_unit_is_found_by_the_alias_that_the_plan_gives_it() -> None:
    units = [{"id": "nv", "name": "Phòng Nội vụ", "aliases": ["tổ chức cán bộ"]}]

    assert asked("tổ chức cán bộ làm đến đâu rồi", units=units)["query"]["unit"] == "nv"


def test_a_head_who_asks_gets_a_query_too() -> None:
    answer = asked("việc nào sắp đến hạn?", role="head")

    assert answer["intent"] == "question_status"
    assert answer["query"]["kind"] == "due_soon"
