"""The mornings of the office: what came of yesterday in a few lines, and the closing report."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.choices.views import Paper, tag
from bot.messages import Choice, Message
from bot.people import Role
from bot.reckoning import Reckoning
from bot.wording import channels, phrases
from bot.wording.boards import ONE_SCREEN, by_unit, figures
from bot.wording.joining import ABOVE
from schedules.changes import Changes
from schedules.plan import Plan
from schedules.progress import Answer, Board

Gap = tuple[str | Role, str | None]
"""A unit, or a role above them, where nobody can be reached, and why (None: nobody has joined)."""

_ANSWERS = {
    Answer.DONE: "đã xong",
    Answer.IN_PROGRESS: "đang thực hiện",
    Answer.NOT_DONE: "chưa xong",
    Answer.RECEIVED: "đã nhận tin",
}


def morning(
    of: Board,
    since: datetime,
    reckoned: Reckoning,
    news: Changes,
    out_of_reach: Sequence[Gap],
) -> Message | None:
    """What was owed since the last working morning, what became of it; None: nothing to say.

    A quiet morning tells of nothing but who cannot be reached.
    """
    if not (reckoned or news.overdue):
        return gaps(of.plan, out_of_reach) if out_of_reach else None
    lines = [
        phrases.plan_number(of.plan),
        "",
        *_sent(reckoned),
        _heard(reckoned),
        *_units(of, [where for where, _ in out_of_reach]),
        *_overdue(of, news),
    ]
    heading = f"Đối chiếu việc nhắc, từ {phrases.moment(since, of.plan.zone)}"
    return Message(heading, "\n".join(lines))


def gaps(plan: Plan, missing: Sequence[Gap]) -> Message:
    """Where nobody can be reached, with the cure; said every morning until it has helped."""
    heading = f"Đối chiếu việc nhắc: chưa ai liên hệ được ở {phrases.count(len(missing))} nơi"
    by_reason: dict[str, list[str]] = {}
    for where, why in missing:
        by_reason.setdefault(_why(where, why), []).append(_place(plan, where))
    lines = [f"- {', '.join(names)}: {why}" for why, names in by_reason.items()]
    return Message(heading, "\n".join([phrases.plan_number(plan), *lines]))


def _why(where: str | Role, why: str | None) -> str:
    if why is not None:
        return f"{channels.reason(why)}; đề nghị liên hệ trực tiếp."
    if isinstance(where, Role):
        return f"chưa ai liên kết; cấp mã: lệnh “nhacviec invite --role {where}”."
    return "chưa ai liên kết; cấp mã: gửi “/moi” và tên đơn vị."


def _place(plan: Plan, where: str | Role) -> str:
    return ABOVE[where] if isinstance(where, Role) else plan.units[where].short


def closing(of: Board) -> Message:
    """The plan's last term is over: how it ended, and that a report can be drafted."""
    return Message(
        "Kế hoạch đã hết thời hạn thực hiện.",
        "\n".join(
            [
                phrases.plan_name(of.plan),
                "",
                *figures(of),
                "",
                "Báo cáo kết quả thực hiện được dự thảo từ bảng theo dõi lúc được chọn.",
            ]
        ),
        ((Choice("📄 Soạn dự thảo báo cáo", Paper(tag(of.plan.id), "docx").data),),),
    )


def _sent(reckoned: Reckoning) -> Iterator[str]:
    became = (
        ("đã gửi", reckoned.sent),
        ("không cần gửi vì đơn vị đã trả lời", reckoned.needless),
        ("không gửi được", reckoned.failed),
        ("quá lúc còn ý nghĩa", reckoned.lapsed),
        ("đang chờ gửi", reckoned.waiting),
    )
    said = [f"{what} {phrases.count(n)}" for what, n in became if n]
    yield f"- Lượt nhắc đến lịch: {phrases.count(reckoned.owed)}" + (
        f" ({', '.join(said)})" if said else ""
    )
    if reckoned.uncertain:
        yield f"- Chưa chắc tin đã tới (mất kết nối khi gửi): {phrases.count(reckoned.uncertain)}"


def _heard(reckoned: Reckoning) -> str:
    counted = [(words, reckoned.answers.get(kind, 0)) for kind, words in _ANSWERS.items()]
    said = ", ".join(f"{words} {phrases.count(n)}" for words, n in counted if n)
    everything = phrases.count(sum(n for _, n in counted))
    return f"- Việc có trả lời: {everything}" + (f" ({said})" if said else "")


def _units(of: Board, out_of_reach: Sequence[str | Role]) -> Iterator[str]:
    """Where nobody can be reached: units by id, and roles above them."""
    if out_of_reach:
        names = [_place(of.plan, where) for where in out_of_reach]
        yield f"- Chưa ai liên hệ được: {', '.join(names)}"


def _overdue(of: Board, news: Changes) -> Iterator[str]:
    if news.overdue:
        yield ""
        yield f"Mới quá hạn, chưa hoàn thành: {phrases.count(len(news.overdue))} nhiệm vụ"
        yield from by_unit(of, news.overdue[:ONE_SCREEN])
        if len(news.overdue) > ONE_SCREEN:
            yield f"… và {phrases.count(len(news.overdue) - ONE_SCREEN)} nhiệm vụ khác."
