"""How officials write (`labelled/*.txt`): every labelled text is read as it was meant."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pytest

from bot.understand import from_json, to_json, understand
from tests.bot.understand.labelled_texts import STATES, Asked, Labelled, questions, replies
from tests.bot.understand.score import SECTIONS, catalog


def situations() -> list[Any]:
    """The replies that were typed in one situation, for each."""
    said = sorted(replies(), key=lambda each: each.heading)
    found = groupby(said, key=lambda each: each.heading)
    return [pytest.param(list(said), id=heading) for heading, said in found]


def days() -> list[Any]:
    """The questions of one day, for each."""
    asked = sorted(questions(), key=lambda each: each.today)
    found = groupby(asked, key=lambda each: each.today)
    return [pytest.param(list(asked), id=today) for today, asked in found]


@pytest.mark.parametrize("typed", situations())
def test_every_reply_in_a_situation_is_read_as_it_was_meant(typed: list[Labelled]) -> None:
    wrong = {said.text: list(misread(said)) for said in typed}

    assert {text: found for text, found in wrong.items() if found} == {}


def misread(said: Labelled) -> Iterable[str]:
    """What is read otherwise than it was meant."""
    got = to_json(understand(from_json(said.document)))
    closed = {task for task, intent in got["per_task"].items() if intent == "done"}
    done = {task for task, intent in said.per_task.items() if intent == "done"}
    if "done" not in said.also and not closed <= done:
        yield f"closes {closed - done}"
    if got["intent"] in said.also:
        return
    read = [(part["intent"], part["tasks"]) for part in got["parts"]]
    if read != [(part["intent"], part["tasks"]) for part in said.parts]:
        yield f"read as {read}"
    if got["per_task"] != said.per_task:
        yield f"records {got['per_task']}"
    yield from _other_facts(said, got)


def _other_facts(said: Labelled, got: dict[str, Any]) -> Iterable[str]:
    wanted = said.parts[0]
    undated = said.dateless and got["new_date"] is None
    same = {
        "percent": got["percent"] == wanted["percent"],
        "new_date": got["new_date"] == wanted["new_date"] or undated,
        "reason": wanted["intent"] not in STATES or _overlaps(wanted["reason"], got["reason"]),
    }
    for fact, right in same.items():
        if not right and fact not in said.unchecked:
            yield f"{fact} {got[fact]}"


def _overlaps(wanted: str | None, got: object) -> bool:
    if wanted is None or got is None:
        return wanted is got
    words = wanted.casefold().split()
    return 2 * (Counter(words) & Counter(str(got).casefold().split())).total() >= len(words)


@pytest.mark.parametrize("asked", days())
def test_every_question_of_a_day_is_read_as_it_was_meant(asked: list[Asked]) -> None:
    units, activities = catalog()
    document = {"role": "leader", "units": units, "activities": activities, "sections": SECTIONS}
    read = {
        each.text: tuple(
            to_json(understand(from_json({**document, "text": each.text, "today": each.today})))[
                "query"
            ].values()
        )
        for each in asked
    }

    assert {
        each.text: read[each.text] for each in asked if read[each.text] not in each.queries
    } == {}
