"""How well the labelled texts are understood: `python -m tests.bot.understand.score`."""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

from bot.understand import from_json, to_json, understand

SAMPLES = Path(__file__).parent / "samples"


SECTIONS = [
    {"title": "Hoạt động chào mừng trước Ngày KH&CN", "start": "2022-05-03", "due": "2022-05-14"},
    {"title": "Tuần lễ trọng tâm chào mừng", "start": "2022-05-14", "due": "2022-05-19"},
]


@dataclass
class Score:
    """Hits and misses of a set of labelled replies; `unsafe` must stay empty."""

    total: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    unsafe: list[str] = field(default_factory=list)

    def rate(self, field_name: str) -> float:
        """The share of right answers in one field."""
        return self.right[field_name] / max(self.asked[field_name], 1)


@cache
def lines(name: str) -> tuple[dict[str, Any], ...]:
    """The labelled lines of a sample file."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines() if line.strip())


def utterance(line: dict[str, Any]) -> dict[str, Any]:
    """The input document of a labelled reply."""
    context = line["context"]
    return {"text": line["text"], "today": line["today"], **context}


def score_replies(labelled: tuple[dict[str, Any], ...]) -> Score:
    """The score over labelled replies."""
    score = Score()
    for line in labelled:
        score.total += 1
        _compare(score, line, to_json(understand(from_json(utterance(line)))))
    return score


def _compare(score: Score, line: dict[str, Any], got: dict[str, Any]) -> None:
    accept = line.get("accept") or {}
    intents = [line["intent"], *accept.get("intent", [])]
    per_task_intents = [line["per_task"]]
    per_task_intents += [dict.fromkeys(line["per_task"], i) for i in accept.get("intent", [])]
    opens = [t["n"] for t in line["context"]["open_tasks"]]
    named = [
        opens if tasks == "all" else tasks for tasks in (line["tasks"], *accept.get("tasks", []))
    ]
    checks = {
        "intent": got["intent"] in intents,
        "tasks": any(sorted(got["tasks"] or []) == sorted(right or []) for right in named),
        "per_task": got["per_task"] in per_task_intents,
        "new_date": got["new_date"] in [line["new_date"], *accept.get("new_date", [])],
        "percent": got["percent"] in [line["percent"], *accept.get("percent", [])],
        "reason": _overlaps(line["reason"], got["reason"]),
    }
    checks |= dict.fromkeys(line.get("unchecked", ()), True)
    if got["intent"] in accept.get("intent", []):
        checks["tasks"] = checks["per_task"] = True
    for name, right in checks.items():
        score.asked[name] += 1
        score.right[name] += right
    score.asked[f"intent {line['intent']}"] += 1
    score.right[f"intent {line['intent']}"] += checks["intent"]
    score.confusion[line["intent"], got["intent"]] += 1
    wrong = [name for name, right in checks.items() if not right]
    if wrong:
        want = {
            k: line[k] for k in ("intent", "tasks", "percent", "reason", "new_date", "per_task")
        }
        have = {k: got[k] for k in want}
        score.misses.append(f"{line['id']} {wrong} {line['text']!r}\n  want {want}\n  have {have}")
    closed = {int(n) for n, intent in got["per_task"].items() if intent == "done"}
    if closed & set(line["must_not_done"]):
        score.unsafe.append(line["text"])


def _overlaps(want: str | None, got: str | None) -> bool:
    if want is None or got is None:
        return want is got
    wanted, found = want.casefold().split(), got.casefold().split()
    return 2 * sum((Counter(wanted) & Counter(found)).values()) >= len(wanted)


@cache
def catalog() -> tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]:
    """The units and activities that the labelled questions speak of."""
    raw = json.loads((SAMPLES / "questions_catalog.json").read_text(encoding="utf-8"))
    units = tuple({"id": i, "name": name, "aliases": []} for i, name in raw["units"].items())
    activities = tuple({"id": i, "title": title} for i, title in raw["activities"].items())
    return units, activities


def score_questions(labelled: tuple[dict[str, Any], ...]) -> Score:
    """The score over labelled questions of leaders."""
    score = Score()
    units, activities = catalog()
    for line in labelled:
        document = {"text": line["text"], "today": line["today"], "role": "leader"}
        document["sections"] = SECTIONS
        got = to_json(understand(from_json({**document, "units": units, "activities": activities})))
        score.total += 1
        accepted = [line["query"], *(line.get("accept") or {}).get("query", [])]
        right = got["query"] in accepted
        score.asked["query"] += 1
        score.right["query"] += right
        if not right:
            score.misses.append(
                f"{line['id']} {line['text']!r}\n  want {line['query']}\n  have {got['query']}"
            )
    return score


def texts_per_second(labelled: tuple[dict[str, Any], ...], *, rounds: int) -> float:
    """The speed of the best round over labelled replies, input already parsed, on one core."""
    said = [from_json(utterance(line)) for line in labelled]
    best = float("inf")
    for _ in range(rounds):
        start = process_time()
        for one in said:
            understand(one)
        best = min(best, process_time() - start)
    return len(said) / best


def _table(confusion: Counter[tuple[str, str]]) -> list[str]:
    """The confusion matrix: a row for what was meant, a column for what it was taken for."""
    intents = sorted({intent for pair in confusion for intent in pair})
    heading = " " * 18 + "".join(f"{intent[:9]:>10}" for intent in intents)
    rows = [
        f"{meant:<18}" + "".join(f"{confusion[meant, taken] or '.':>10}" for taken in intents)
        for meant in intents
    ]
    return [heading, *rows]


def _report(name: str, report: Score) -> list[str]:
    out = [f"{name}: {report.total}"]
    out += [f"  {what:32} {report.rate(what):6.1%} of {n}" for what, n in report.asked.items()]
    return [*out, f"  unsafe: {report.unsafe}", *_table(report.confusion), *report.misses, ""]


def main() -> None:
    """Print accuracy, confusion, misses and speed."""
    from tests.bot.understand.labelled_texts import replies as labelled

    replies = lines("replies_dev.jsonl")
    out = _report("samples", score_replies(replies))
    out += _report("labelled texts", score_replies(tuple(each.line for each in labelled())))
    questions = score_questions(lines("questions_dev.jsonl"))
    out += [f"questions {questions.rate('query'):6.1%} of {questions.total}", *questions.misses]
    out.append(f"{texts_per_second(replies, rounds=40):,.0f} texts per second")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
