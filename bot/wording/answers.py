"""What people are told when they report, ask for their own work, or take something back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import own_days, phrases
from bot.wording.reminders import AT_MOST, rows
from schedules.plan import Assignment, Evidence, Plan
from schedules.progress import Reply, Standing, State

REASONS = ("Chờ kinh phí", "Chờ đơn vị phối hợp", "Chờ phê duyệt")
"""Quick reasons; what is recorded is these words."""

_WORDS = {
    State.WAITING: "chưa báo kết quả",
    State.IN_PROGRESS: "đang thực hiện",
    State.NOT_DONE: "chưa hoàn thành",
    State.DONE: "đã hoàn thành",
}


@dataclass(frozen=True, slots=True)
class Mend:
    """How something just recorded can be corrected: the buttons, and the sentence about them."""

    choices: tuple[Choice, ...]
    sentence: str


def by_undo(reply: int) -> Mend:
    """What was pressed is taken back whole."""
    return Mend(
        (Choice("↩️ Hoàn tác", buttons.undo(reply), typed="hoàn tác"),),
        "Nếu chưa đúng, trả lời “hoàn tác” trong 10 phút, hoặc báo lại.",
    )


def by_check(question: int) -> Mend:
    """What was read out of somebody's words is repeated, to be confirmed or corrected."""
    return Mend(
        (
            Choice("Đúng", buttons.choose(question, "yes"), typed="đúng"),
            Choice("Sửa", buttons.choose(question, "no"), typed="sửa"),
        ),
        "Nếu chưa đúng, trả lời “sửa” hoặc báo lại.",
    )


def recorded_done(
    plan: Plan, standing: Standing, mend: Mend, *, wanted: Evidence = Evidence.NONE
) -> Message:
    """Done was recorded: what, when, how to correct it; what is `wanted` to show it is asked."""
    duty, reply = standing.assignment, _reply(standing)
    when = phrases.moment(reply.at, plan.zone)
    proof = f"{asked_proof(wanted)}\n" if wanted in _PROOFS else ""
    return Message(
        f"✅ Đã ghi nhận hoàn thành, lúc {when}{_timeliness(plan, standing)}.",
        f"{named(duty)}\n{proof}{own_days.kept(standing, plan.zone)}{_awaits(standing)}"
        f"Cảm ơn anh/chị. {mend.sentence}",
        (mend.choices,),
    )


def _awaits(standing: Standing) -> str:
    return "Kết quả chờ Lãnh đạo hoặc Văn phòng xác nhận. " if standing.awaits else ""


def asked_proof(wanted: Evidence, numbers: Sequence[int] = ()) -> str:
    """What has to show that duties are done is asked for; their numbers where others stand by."""
    whose = f" của việc {', '.join(map(str, numbers))}" if numbers else ""
    one_by_one = ", kèm số việc" if len(numbers) > 1 else ""
    return f"Đề nghị anh/chị gửi {_PROOFS[wanted]}{whose} ngay tại đây{one_by_one}."


_PROOFS = {
    Evidence.PHOTO: "ảnh minh chứng",
    Evidence.LINK: "đường dẫn (link) kết quả",
    Evidence.DOCUMENT: "số, ngày văn bản hoặc tệp văn bản",
}


def recorded_not_done(plan: Plan, standing: Standing, mend: Mend) -> Message:
    """Not done was recorded; the reason is asked for, with quick choices."""
    duty, reply = standing.assignment, _reply(standing)
    quick = tuple((Choice(words, buttons.reason(reply.id, n)),) for n, words in enumerate(REASONS))
    decline = Choice("Không nêu lý do", buttons.reason(reply.id, None))
    return Message(
        f"Đã ghi nhận: {progress_words(standing)}.",
        f"{named(duty)}\nHạn: {phrases.deadline(duty.deadline, plan.zone)}.\n"
        "Anh/chị cho biết giúp lý do: chọn lý do có sẵn hoặc viết ngay tại đây. "
        "Lý do được ghi nguyên văn trong báo cáo tổng hợp ạ.",
        (*quick, (decline, *mend.choices)),
    )


def recorded_reason(standing: Standing, mend: Mend) -> Message:
    """The reason was recorded, word for word."""
    reply = _reply(standing)
    return Message(
        f"Đã ghi nhận lý do: “{reply.reason}”.",
        f"{named(standing.assignment)}: {progress_words(standing)}.\n"
        f"Khi có kết quả, anh/chị báo “đã xong” hoặc gửi /viec. Cảm ơn anh/chị. {mend.sentence}",
        (mend.choices,),
    )


def recorded_again(standing: Standing, mend: Mend) -> Message:
    """Not done was said again, without a reason: the one that was given before holds on."""
    return Message(
        f"Đã ghi nhận: {progress_words(standing)}.",
        f"{named(standing.assignment)}\nLý do đã báo được giữ: “{_reply(standing).reason}”. "
        f"Nếu lý do nay đã khác, anh/chị báo lại “chưa xong vì …”. {mend.sentence}",
        (mend.choices,),
    )


def recorded_progress(plan: Plan, standing: Standing, mend: Mend) -> Message:
    """Work goes on: how far, and until when it is due."""
    duty, reason = standing.assignment, _reply(standing).reason
    why = f"\nLý do: “{reason}”." if reason else ""
    return Message(
        f"Đã ghi nhận: {progress_words(standing)}.",
        f"{named(duty)}{why}\nHạn: {phrases.deadline(duty.deadline, plan.zone)}. "
        f"Khi xong, đề nghị anh/chị báo lại. {mend.sentence}",
        (mend.choices,),
    )


def no_reason(standing: Standing) -> Message:
    """No reason will be given; the answer stands."""
    return Message(
        "Đã ghi nhận: chưa hoàn thành, không nêu lý do.",
        f"{named(standing.assignment)}.\nKhi có kết quả, anh/chị báo “đã xong” hoặc gửi /viec.",
    )


def recorded_received(plan: Plan, standings: Sequence[Standing]) -> Message:
    """A receipt was recorded, which is not a result."""
    after = f" {phrases.office(plan)} sẽ nhắc lại theo lịch."
    listed = "\n".join(f"- {phrases.title(s.assignment)}" for s in standings)
    return Message(
        "👍 Đã ghi nhận: anh/chị đã nhận thông tin.",
        f"{listed}\nKết quả chưa được ghi nhận; khi xong, đề nghị anh/chị báo lại.{after}",
    )


def nothing_to_receive(plan: Plan) -> Message:
    """The message under the tap holds no duty that is still open."""
    return Message(f"{phrases.office(plan)} đã có kết quả của các nhiệm vụ này. Cảm ơn anh/chị.")


def already(plan: Plan, standing: Standing) -> Message:
    """The same answer is in force already; nothing new was written."""
    reply = _reply(standing)
    said_by = phrases.said_by(reply)
    by = "" if not said_by else f" ({said_by})" if reply.on_behalf else f" ({said_by} báo)"
    return Message(
        f"{named(standing.assignment)}: {_state_words(standing)}, "
        f"đã ghi nhận lúc {phrases.moment(reply.at, plan.zone)}{by}."
    )


def undone(numbered: Sequence[tuple[int, Plan, Standing]]) -> Message:
    """Answers were taken back; how their duties stand now, with fresh buttons."""
    fresh = tuple(
        row
        for n, plan, each in numbered
        for row in rows(plan, [(n, each.assignment)], receipt=False, listed=len(numbered))
    )
    if len(numbered) == 1:
        [(_, _, each)] = numbered
        return Message(f"↩️ Đã hoàn tác. {_now(each)}.", rows=fresh)
    titles = phrases.listed((n, each.assignment) for n, _, each in numbered)
    lines = [
        f"{title}: {progress_words(each)}"
        for title, (_, _, each) in zip(titles, numbered, strict=True)
    ]
    return Message(
        f"↩️ Đã hoàn tác báo cáo về {phrases.count(len(numbered))} việc.", "\n".join(lines), fresh
    )


def undone_for(standings: Sequence[Standing]) -> Message:
    """The office took back what it had written down for a unit, which alone has buttons for it."""
    again = f"Muốn ghi lại: “ghi thay {standings[0].assignment.unit.short}”."
    if len(standings) == 1:
        return Message(f"↩️ Đã hoàn tác phần ghi thay. {_now(standings[0])}.", again)
    lines = [f"- {_now(each)}" for each in standings]
    return Message("↩️ Đã hoàn tác phần ghi thay.", "\n".join([*lines, again]))


def _now(standing: Standing) -> str:
    return f"{named(standing.assignment)}: {progress_words(standing)}"


def too_late_to_undo(plan: Plan) -> Message:
    """The ten minutes are over, or the answer is no longer in force."""
    return Message(
        "Không hoàn tác được nữa: đã quá 10 phút, hoặc đã có báo cáo mới hơn.",
        "Nếu thông tin chưa đúng, anh/chị gửi /viec để báo lại, "
        f"hoặc liên hệ {phrases.office(plan)}.",
    )


def deadline_moved(plan: Plan, n: int, duty: Assignment) -> Message:
    """The button is older than the deadline in force: nothing recorded, fresh buttons offered."""
    return Message(
        "Thời hạn của nhiệm vụ này đã đổi: "
        f"hạn mới là {phrases.deadline(duty.deadline, plan.zone)}.",
        f"{named(duty)}\nThông tin vừa báo chưa được ghi nhận. "
        f"Đề nghị anh/chị báo lại theo hạn mới, ví dụ: “{n} xong”.",
        rows(plan, [(n, duty)], receipt=False),
    )


def old_button() -> Message:
    """The button belongs to nothing that is in force."""
    return Message(
        "Lựa chọn này không còn hiệu lực, chưa ghi nhận gì.",
        "Anh/chị gửi /viec để xem việc đang mở và báo kết quả.",
    )


def not_yours() -> Message:
    """Who pressed does not speak for the unit."""
    return Message(
        "Chưa ghi nhận: nhiệm vụ này do đơn vị khác thực hiện.",
        "Chỉ người đã liên kết của đơn vị đó mới báo kết quả được.",
    )


def anonymous_refused() -> Message:
    """An anonymous admin cannot be known to speak for anybody."""
    return Message(
        "Chưa ghi nhận: tin gửi ẩn danh dưới tên nhóm nên không biết ai báo.",
        "Đề nghị tắt chế độ quản trị viên ẩn danh rồi báo lại, hoặc nhắn riêng cho tài khoản này.",
    )


def in_order(standings: Sequence[Standing]) -> list[Standing]:
    """Open duties as `own_work` numbers them: by deadline."""
    opened = (s for s in standings if not s.done)
    return sorted(opened, key=lambda s: s.assignment.deadline.ends)


def own_work(
    plan: Plan,
    numbered: Sequence[tuple[int, Standing]],
    unit_names: str,
    now: datetime,
    *,
    done: int,
) -> list[Message]:
    """The open duties of whoever asked, under their numbers, with buttons; `done` are counted.

    Several messages where there are more than AT_MOST duties.
    """
    if not numbered:
        closing = f" Đã hoàn thành {phrases.count(done)}/{phrases.count(done)}." if done else ""
        return [Message(f"{unit_names} không còn nhiệm vụ nào chưa hoàn thành.{closing}")]
    pages = [numbered[first : first + AT_MOST] for first in range(0, len(numbered), AT_MOST)]
    heads = [f"{unit_names}: còn {phrases.count(len(numbered))} nhiệm vụ"]
    heads += [f"{unit_names} (tiếp)"] * (len(pages) - 1)
    tails = [""] * (len(pages) - 1)
    tails += [f"(Đã hoàn thành {phrases.count(done)} nhiệm vụ khác.)" if done else ""]
    return [
        _page(plan, page, head, tail, now)
        for page, head, tail in zip(pages, heads, tails, strict=True)
    ]


def _page(
    plan: Plan, page: Sequence[tuple[int, Standing]], head: str, tail: str, now: datetime
) -> Message:
    lines = []
    titles = phrases.listed((n, each.assignment) for n, each in page)
    for title, (_, each) in zip(titles, page, strict=True):
        cited = phrases.citation(each.assignment.activity)
        lines.append(title + (f" [{cited}]" if cited else ""))
        lines.append(
            f"   Hạn: {phrases.due(each.assignment, plan.zone)} · {_state(plan, each, now)}"
        )
    buttons_below = rows(plan, [(n, s.assignment) for n, s in page], receipt=False)
    return Message(head, "\n".join([*lines, *filter(None, [tail])]), buttons_below)


def outcome_line(plan: Plan, n: int, standing: Standing) -> str:
    """A line for the end of a delivered reminder: what was answered about duty `n`, and by whom."""
    reply = standing.reply
    if reply is None:
        return f"👍 Việc {n}: đã nhận, chưa báo kết quả"
    mark = "✅" if standing.done else "❌" if standing.state is State.NOT_DONE else "⏳"
    said_by = phrases.said_by(reply)
    by = f" ({said_by}, {phrases.moment(reply.at, plan.zone)})" if said_by else ""
    stated = phrases.done_on(reply, plan.zone)
    lead = ": " if standing.returned else ", lý do: "
    reason = f"{lead}“{phrases.shorten(reply.reason, 120)}”" if reply.reason else ""
    return f"{mark} Việc {n}: {progress_words(standing)}{stated}{reason}{by}"


def _state_words(standing: Standing) -> str:
    return "được trả lại để bổ sung" if standing.returned else _WORDS[standing.state]


def progress_words(standing: Standing) -> str:
    """A state in words, with its percentage and the day that is expected, if there are any."""
    reply = standing.reply
    if reply and not standing.done:
        percent = f" {reply.percent}%" if reply.percent is not None else ""
        return f"{_state_words(standing)}{percent}{phrases.expected(reply)}"
    if standing.state is State.WAITING and standing.received:
        return "đã nhận, chưa báo kết quả"
    return _state_words(standing)


def _state(plan: Plan, standing: Standing, now: datetime) -> str:
    late = phrases.lateness(plan, standing, now) if standing.overdue else ""
    wish = phrases.wish(standing.wish) if standing.wish else ""
    return ", ".join(filter(None, (progress_words(standing), late, wish)))


def _timeliness(plan: Plan, standing: Standing) -> str:
    deadline, reply = standing.assignment.deadline, _reply(standing)
    if standing.late:
        return f", {phrases.lateness(plan, standing, reply.at)}"
    early = (deadline.day - reply.at.astimezone(plan.zone).date()).days
    return f", trước hạn {phrases.count(early)} ngày" if early > 0 else ", đúng hạn"


def named(duty: Assignment) -> str:
    """A duty as receipts name it: whose, what, where the plan says so."""
    cited = phrases.citation(duty.activity)
    where = f" ({cited})" if cited else ""
    return f"{duty.unit.short} – “{phrases.title(duty)}”{where}"


def _reply(standing: Standing) -> Reply:
    if standing.reply is None:
        raise ValueError("an answer is spoken of that was never given")
    return standing.reply
