"""One duty told in full to the unit that leads it: what it is, who takes part, until when."""

from collections.abc import Sequence
from datetime import datetime

from bot.messages import Message
from bot.wording import phrases
from bot.wording.answers import progress_words
from bot.wording.reminders import rows
from schedules.plan import Plan
from schedules.progress import Standing


def duties(plan: Plan, asked: Sequence[tuple[int, Standing]], now: datetime) -> Message:
    """All that the plan says of these duties, each under its number, and how it stands."""
    opened = [(n, each.assignment) for n, each in asked if not each.done]
    heading = f"Việc {', '.join(str(n) for n, _ in asked)}, theo {phrases.plan_number(plan)}:"
    lines = [line for n, each in asked for line in _duty(plan, n, each, now)]
    return Message(heading, "\n".join(lines), rows(plan, opened, receipt=False))


def _duty(plan: Plan, n: int, each: Standing, now: datetime) -> list[str]:
    duty, activity = each.assignment, each.assignment.activity
    cited = phrases.citation(activity)
    with_whom = phrases.partners(plan, duty)
    late = f", {phrases.lateness(plan, each, now)}" if each.overdue else ""
    wish = f", {phrases.wish(each.wish)}" if each.wish else ""
    return [
        f"{n}. {duty.title}" + (f" [{cited}]" if cited else ""),
        *(f"   “{quote}”" for quote in activity.quotes if quote not in duty.title),
        *([f"   {activity.note}"] if activity.note else []),
        f"   Chủ trì: {duty.unit.name}",
        *([f"   Phối hợp: {with_whom}"] if with_whom else []),
        f"   Hạn: {phrases.due(duty, plan.zone)}",
        f"   Tình trạng: {progress_words(each)}{late}{wish}",
    ]
