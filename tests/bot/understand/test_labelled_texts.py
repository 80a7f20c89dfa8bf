"""How officials write (`labelled/*.txt`): every labelled text is read as it was meant."""

from collections import Counter

import pytest

from bot.understand import from_json, to_json, understand
from tests.bot.understand.labelled_texts import STATES, Asked, Labelled, questions, replies
from tests.bot.understand.score import SECTIONS, catalog


def name(each: Labelled | Asked) -> str:
    """A text as the name of its test."""
    return each.text


@pytest.mark.parametrize("said", replies(), ids=name)
def test_a_reply_is_read_as_it_was_meant(said: Labelled) -> None:
    got = to_json(understand(from_json(said.document)))

    closed = {task for task, intent in got["per_task"].items() if intent == "done"}
    if "done" not in said.also:
        assert closed <= {task for task, intent in said.per_task.items() if intent == "done"}
    if got["intent"] in said.also:
        return
    assert [(part["intent"], part["tasks"]) for part in got["parts"]] == [
        (part["intent"], part["tasks"]) for part in said.parts
    ]
    assert got["per_task"] == said.per_task
    _same_facts(said, got)


def _same_facts(said: Labelled, got: dict[str, object]) -> None:
    wanted = said.parts[0]
    if "percent" not in said.unchecked:
        assert got["percent"] == wanted["percent"]
    if "new_date" not in said.unchecked and not (said.dateless and got["new_date"] is None):
        assert got["new_date"] == wanted["new_date"]
    if "reason" not in said.unchecked and wanted["intent"] in STATES:
        assert _overlaps(wanted["reason"], got["reason"])


def _overlaps(wanted: str | None, got: object) -> bool:
    if wanted is None or got is None:
        return wanted is got
    words = wanted.casefold().split()
    return 2 * (Counter(words) & Counter(str(got).casefold().split())).total() >= len(words)


@pytest.mark.parametrize("asked", questions(), ids=name)
def test_a_question_is_read_as_it_was_meant(asked: Asked) -> None:
    units, activities = catalog()
    document = {"text": asked.text, "today": asked.today, "role": "leader", "units": units}
    document |= {"activities": activities, "sections": SECTIONS}

    query = to_json(understand(from_json(document)))["query"]

    assert tuple(query.values()) in asked.queries
