"""What people are told of their colleagues' answers about the same duty."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import Message
from bot.wording import phrases
from bot.wording.answers import progress_words
from schedules.plan import Plan
from schedules.progress import Answer, Standing

_SAID = {
    Answer.DONE: "đã hoàn thành",
    Answer.NOT_DONE: "chưa hoàn thành",
    Answer.IN_PROGRESS: "đang thực hiện",
}


News = tuple[Standing, Mapping[str, Any]]
"""How a duty stands, and what is to be told of it."""


def counts(told: Standing, facts: Mapping[str, Any]) -> bool:
    """Whether a colleague's answer is still the one in force."""
    reply = told.reply
    if reply is None:
        return False
    return told.done if facts["what"] == "done" else reply.id == facts["reply"]


def message(plan: Plan, news: Sequence[News]) -> Message:
    """What colleagues have answered; all of it still counts."""
    lines = [_line(plan, told, facts) for told, facts in news]
    first, _, rest = lines[0].partition("\n")
    if len(lines) == 1:
        return Message(first, rest)
    return Message("Đồng nghiệp của anh/chị đã báo:", "\n".join(lines))


def _line(plan: Plan, told: Standing, facts: Mapping[str, Any]) -> str:
    reply = told.reply
    by = (reply.by if reply else None) or phrases.office(plan)
    when = f", lúc {phrases.moment(reply.at, plan.zone)}" if reply else ""
    title = f"“{phrases.title(told.assignment)}”"
    if facts["what"] == "done":
        return (
            f"Việc {facts['n']} đã được {by} báo hoàn thành{when}.\n"
            f"{title}. Anh/chị không cần báo lại."
        )
    return (
        f"{by} đã báo lại: {progress_words(told)}{when}.\n"
        f"{title}. Trước đó anh/chị báo {_SAID[Answer(facts['said'])]}; từ bây giờ tính theo "
        "báo cáo mới. Nếu chưa đúng, đề nghị hai bên thống nhất rồi báo lại."
    )
