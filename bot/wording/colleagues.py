"""What people are told of their colleagues' answers about the same duty."""

from collections.abc import Mapping
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


def news(plan: Plan, told: Standing, facts: Mapping[str, Any]) -> Message | None:
    """A colleague's answer that still counts; None if it does not any more."""
    reply = told.reply
    if reply is None:
        return None
    by = reply.by or phrases.office(plan)
    title = f"“{phrases.title(told.assignment)}”"
    when = phrases.moment(reply.at, plan.zone)
    match facts:
        case {"what": "done", "n": n} if told.done:
            return Message(
                f"Việc {n} đã được {by} báo hoàn thành, lúc {when}.",
                f"{title}. Anh/chị không cần báo lại.",
            )
        case {"what": "overridden", "reply": id_, "said": said} if reply.id == id_:
            return Message(
                f"{by} đã báo lại: {progress_words(told)}, lúc {when}.",
                f"{title}. Trước đó anh/chị báo {_SAID[Answer(said)]}; từ bây giờ tính theo "
                "báo cáo mới. Nếu chưa đúng, đề nghị hai bên thống nhất rồi báo lại.",
            )
    return None
