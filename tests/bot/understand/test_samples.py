"""The labelled samples: how many are understood, and that none is closed wrongly."""

from tests.bot.understand.score import lines, score_questions, score_replies


def test_no_sample_closes_a_task_that_must_stay_open() -> None:
    assert score_replies(lines("replies_dev.jsonl")).unsafe == []


def test_the_samples_are_understood() -> None:
    score = score_replies(lines("replies_dev.jsonl"))

    for name in ("intent", "tasks", "per_task", "new_date", "percent", "reason"):
        assert score.rate(name) >= 0.98, score.misses


def test_the_questions_of_the_samples_are_understood() -> None:
    score = score_questions(lines("questions_dev.jsonl"))

    assert score.rate("query") >= 0.96, score.misses
