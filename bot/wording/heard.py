"""What is said back to words that people typed: everything recorded is repeated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.choices import buttons
from bot.messages import Choice, Message
from bot.wording import own_days, phrases
from bot.wording.answers import REASONS, Mend, asked_proof, progress_words
from bot.wording.reminders import AT_MOST, rows
from schedules.plan import Evidence, Plan
from schedules.progress import Standing, State


def recorded(
    told: Sequence[tuple[int, Standing]],
    mend: Mend,
    wanted: Mapping[int, Evidence],
    zone: ZoneInfo,
) -> Message:
    """Several answers were recorded at once, each under its number.

    `wanted` is what has still to show that a duty was done, by its number.
    """
    lines = [
        f"{line}: {_state(each)}{own_days.beside(each, zone)}"
        for line, (_, each) in zip(_titles(told), told, strict=True)
    ]
    more = [*own_days.kept_of_several(told), *_awaiting(told), *_proofs(wanted), *_reasons(told)]
    lines += ["", *more, *([""] if more else []), mend.sentence]
    return Message("Đã ghi nhận theo nội dung anh/chị viết:", "\n".join(lines), (mend.choices,))


def _awaiting(told: Sequence[tuple[int, Standing]]) -> Iterator[str]:
    waiting = [n for n, each in told if each.awaits]
    if waiting:
        yield f"Kết quả {_numbers(waiting)} chờ Lãnh đạo hoặc Văn phòng xác nhận."


def _proofs(wanted: Mapping[int, Evidence]) -> Iterator[str]:
    for kind in dict.fromkeys(wanted.values()):
        yield asked_proof(kind, [n for n, each in wanted.items() if each is kind])


def _reasons(told: Sequence[tuple[int, Standing]]) -> Iterator[str]:
    missing = [n for n, each in told if _lacks_reason(each)]
    if missing:
        yield f"Anh/chị cho biết giúp lý do {_numbers(missing)} chưa hoàn thành ạ."


def _numbers(numbers: Sequence[int]) -> str:
    return f"việc {', '.join(map(str, numbers))}"


def confirmed() -> Message:
    """What was recorded is right."""
    return Message("Cảm ơn anh/chị đã xác nhận.")


def unreadable(open_: Sequence[int]) -> Message:
    """A place, a contact, a poll or a picture of feelings: nothing that could be read."""
    return Message(
        "Nội dung này (vị trí, danh bạ, nhãn dán …) không đọc được tại đây, chưa ghi nhận gì.",
        f"Đề nghị anh/chị viết kết quả{phrases.for_example(open_)}, "
        "hoặc gửi /viec để xem việc đang mở.",
    )


def passed_on(plan: Plan, meant: Sequence[tuple[int, Standing]]) -> Message:
    """Somebody else's words were forwarded: whether they are true is asked, nothing recorded."""
    return Message(
        f"{phrases.office(plan)} chưa ghi nhận tin chuyển tiếp: nội dung là lời của người khác.",
        "\n".join(["Nếu đúng là kết quả của việc dưới đây, đề nghị anh/chị báo:", *_listed(meant)]),
        _choices(plan, meant),
    )


def whether_done(plan: Plan, n: int, told: Standing) -> Message:
    """A text about one duty was not certain: nothing is recorded, and how it stands is asked."""
    duty = told.assignment
    return Message(
        f"{phrases.office(plan)} chưa rõ ý anh/chị, chưa ghi nhận gì.",
        f"Việc {n} ({phrases.title(duty)}) đã hoàn thành, đang thực hiện hay chưa hoàn thành ạ?",
        rows(plan, [(n, duty)], receipt=False),
    )


def of_another_unit(message: Message, unit: str) -> Message:
    """The same, where the text told of the work of another unit: it reports that itself."""
    heading = f"Chưa ghi nhận gì: tin này nói việc của {unit}, do đơn vị đó tự báo."
    return replace(message, heading=heading)


def as_asked(message: Message) -> Message:
    """The same as was asked just before: the buttons stand there."""
    return Message(message.heading, "Đề nghị anh/chị trả lời câu hỏi ở tin trên.")


def edited(message: Message) -> Message:
    """The same, where a message that was answered before reads differently now."""
    return replace(message, heading=f"Theo tin anh/chị vừa sửa: {message.heading}")


def edit_unclear(told: Sequence[tuple[int, Standing]]) -> Message:
    """A changed message is no longer understood: what it said before stands."""
    lines = [f"{line}: {_state(each)}" for line, (_, each) in zip(_titles(told), told, strict=True)]
    example = f", ví dụ “{told[0][0]} chưa xong”" if told else ""
    return Message(
        "Tin vừa sửa chưa rõ ý; nội dung đã ghi nhận trước đó được giữ nguyên.",
        "\n".join([*lines, f"Nếu cần sửa, anh/chị viết lại{example}."]),
    )


def edit_took_back(told: Sequence[tuple[int, Standing]]) -> Message:
    """A changed message no longer speaks of these duties: what it said of them is taken back."""
    lines = [f"{line}: {_state(each)}" for line, (_, each) in zip(_titles(told), told, strict=True)]
    return Message(
        "Tin đã sửa không còn nêu các việc dưới đây nên báo cáo cũ về chúng được bỏ; hiện nay:",
        "\n".join([*lines, f"Nếu chưa đúng, anh/chị báo lại, ví dụ “{told[0][0]} chưa xong”."]),
    )


def wants_reason(told: Sequence[tuple[int, Standing]]) -> bool:
    """Whether a duty was reported not done without a reason."""
    return any(_lacks_reason(each) for _, each in told)


def which(
    opened: Sequence[tuple[int, Standing]],
    intent: str | None,
    question: int,
    *,
    other: bool = False,
) -> Message:
    """The text named no duty and several are open: ask which, with numbers and buttons.

    `other`: these are some of them, and another one may be meant.
    """
    each = tuple(
        (Choice(f"Việc {n}", buttons.choose(question, place), typed=str(n)),)
        for place, (n, _) in enumerate(opened[:AT_MOST])
    )
    whole = (Choice("Tất cả các việc trên", buttons.choose(question, "all"), typed="tất cả"),)
    every = (whole,) if intent in _OF_ALL and 1 < len(opened) <= AT_MOST else ()
    another = (Choice("Việc khác", buttons.choose(question, "other"), typed="việc khác"),)
    how = "; nếu là việc khác, trả lời “việc khác”" if other else ""
    return Message(
        "Chưa ghi nhận: anh/chị báo về việc số mấy ạ?",
        "\n".join([*_listed(opened), f"Trả lời bằng số, ví dụ “{opened[0][0]}”{how}."]),
        (*each, *every, *((another,) if other else ())),
    )


def which_still(asked: Message, opened: Sequence[tuple[int, Standing]]) -> Message:
    """The same question to somebody who answered yes: the numbers are enough."""
    *firsts, last = [str(n) for n, _ in opened]
    numbers = f"{', '.join(firsts)} hay {last}" if firsts else last
    below = f"Việc {numbers}, như tin trên? Trả lời bằng số, ví dụ “{opened[0][0]}”."
    return replace(asked, body=below)


def with_reason(message: Message, reason: str) -> Message:
    """The question which, where a reason came instead of a number: it is kept."""
    kept = f"Lý do “{phrases.shorten(reason, 100)}” được giữ cho việc anh/chị chọn."
    return Message(message.heading, f"{message.body}\n{kept}", message.rows)


_OF_ALL = ("done", "not_done", "in_progress")
"""What may be said of all duties at once; more time is wished for one by one."""


def unclear(plan: Plan, opened: Sequence[tuple[int, Standing]]) -> Message:
    """The text was not understood, or could be read in two ways: ask back, record nothing."""
    if not opened:
        return Message(
            f"{phrases.office(plan)} chưa rõ ý anh/chị, chưa ghi nhận gì.",
            "Hiện không có việc nào đang mở chờ anh/chị báo kết quả. "
            "Gửi /viec để xem việc của đơn vị, /trogiup để xem hướng dẫn.",
        )
    return Message(
        f"{phrases.office(plan)} chưa rõ ý anh/chị, chưa ghi nhận gì.",
        "\n".join(["Việc nào đã hoàn thành, việc nào chưa ạ?", *_listed(opened)]),
        _choices(plan, opened),
    )


def as_above(message: Message, choices: tuple[tuple[Choice, ...], ...] = ()) -> Message:
    """The same as what was listed just before, without the list."""
    below = "Danh sách việc như tin trên; anh/chị trả lời theo số của việc, hoặc gửi /viec."
    return Message(message.heading, below, choices)


def nothing_listed(plan: Plan) -> Message:
    """A text was not understood in a group where nothing has been listed that it could be about."""
    return Message(
        f"{phrases.office(plan)} chưa rõ ý anh/chị, chưa ghi nhận gì.",
        "Gửi /viec để xem việc đang mở của đơn vị, rồi trả lời theo số của việc.",
    )


def no_such(
    plan: Plan,
    missing: Sequence[int],
    finished: Sequence[tuple[int, Standing]],
    opened: Sequence[tuple[int, Standing]],
    *,
    alone: bool,
    doubted: Sequence[int] = (),
) -> Message:
    """A text reports on numbers that no open duty has: `missing` ones, and those of done duties.

    `alone`: nothing else of the text was recorded. `doubted`: done duties that it may call open.
    """
    lines = [f"{phrases.known_done(plan, n, each)}." for n, each in finished]
    lines += [f"Nếu thực ra chưa xong, trả lời “việc {n} chưa xong”." for n in doubted]
    numbers = ", ".join(map(str, [*missing, *(n for n, _ in finished)]))
    heading = f"Không có việc số {numbers} đang mở, chưa ghi nhận {'gì' if alone else 'phần này'}."
    if not alone:
        return Message(heading, "\n".join(lines))
    if not opened:
        lines.append("Hiện đơn vị không còn việc nào đang mở. Gửi /viec để xem.")
        return Message(heading, "\n".join(lines))
    return Message(
        heading, "\n".join([*lines, "Việc đang mở:", *_listed(opened)]), _choices(plan, opened)
    )


def not_shown(plan: Plan, opened: Sequence[tuple[int, Standing]]) -> Message:
    """A text reports on duties by numbers that this person has not been shown: asked by a list."""
    return Message(
        "Chưa ghi nhận gì: anh/chị chưa xem danh sách việc nên số có thể chưa khớp.",
        "\n".join(["Đề nghị anh/chị báo lại theo số dưới đây:", *_listed(opened)]),
        _choices(plan, opened),
    )


def nothing_numbered(said: str) -> Message:
    """A bare number from somebody who has no duties, where no list offers it."""
    return Message(
        f"Không có mục “{phrases.shorten(said, 20)}” nào đang chờ chọn, chưa ghi nhận gì.",
        "Gửi /tinhhinh để xem lại tình hình và chọn từ đó, /trogiup để xem hướng dẫn.",
    )


def known_done(plan: Plan, finished: Sequence[tuple[int, Standing]]) -> Message:
    """Duties that are done already were told done again, beside others."""
    return Message("\n".join(f"{phrases.known_done(plan, n, each)}." for n, each in finished))


def out_of_scope(plan: Plan, *, leads: bool) -> Message:
    """Something was asked or ordered that has nothing to do with how the plan is carried out."""
    asks = (
        "Anh/chị có thể hỏi: “tình hình chung”, “đơn vị nào chưa xong”, “việc nào quá hạn”, "
        "“Phòng … làm đến đâu”; hoặc gửi /trogiup."
        if leads
        else "Anh/chị có thể gửi /viec để xem việc của đơn vị và báo kết quả, /trogiup để xem "
        "hướng dẫn."
    )
    more = ", hoặc chưa làm theo được" if leads else ", chưa ghi nhận gì"
    return Message(f"Nội dung này {phrases.office(plan)} không có thông tin tại đây{more}.", asks)


def not_by_text(plan: Plan, *, waiting: bool) -> Message:
    """Leadership or the office wants the plan changed by a text: who changes it, and how.

    `waiting`: wishes for more time are listed below, on which a text does decide.
    """
    asked = " Các đề nghị đang chờ ý kiến ở tin dưới."
    return Message(
        "Chưa ghi nhận gì: việc và thời hạn của kế hoạch không sửa được bằng tin nhắn.",
        f"{phrases.office(plan)} sửa trong tệp kế hoạch; đơn vị được báo phần thay đổi.\n"
        "Đơn vị cần thêm thời gian thì tự đề nghị (“xin lùi việc … đến … vì …”); lãnh đạo, văn "
        "phòng trả lời “đồng ý” hoặc “không đồng ý vì …”." + (asked if waiting else ""),
    )


def nagged(plan: Plan) -> Message:
    """Somebody complains of too many reminders: where they come from, and how there are fewer."""
    return Message(
        "Mong anh/chị thông cảm vì tin nhắc làm phiền.",
        f"{phrases.office(plan)} nhắc theo lịch của kế hoạch; việc đã báo xong thì không nhắc nữa. "
        "Gửi /viec để xem và báo kết quả, “bỏ nhắc lại” để bỏ lời nhắc đã hẹn.",
    )


def why_still(title: str) -> Message:
    """Something else was told where it was asked why a duty is not done: that is still asked."""
    return Message(f"“{phrases.shorten(title, 100)}” chưa xong vì sao ạ? Lý do chưa được ghi nhận.")


def why_then(title: str, reply: int) -> Message:
    """The same where nothing was told that could be a reason: with the quick ones."""
    quick = tuple((Choice(words, buttons.reason(reply, n)),) for n, words in enumerate(REASONS))
    still = why_still(title)
    example = "Xin nêu rõ một câu, ví dụ “chờ số liệu các xã”, hoặc chọn bên dưới."
    return Message(still.heading, example, quick)


def why_whenever(title: str) -> Message:
    """Somebody wants a moment before they say why a duty is not done."""
    return Message(
        "Vâng, khi nào có lý do anh/chị gõ giúp tại đây ạ.",
        f"“{phrases.shorten(title, 100)}” đã ghi nhận chưa hoàn thành, chưa có lý do.",
    )


def receipt(plan: Plan, *, waits: bool) -> Message:
    """A receipt or a promise to look into it: thanked for, nothing recorded as a result.

    Where no duty `waits` for a result, or one has just been told, none is missed.
    """
    if not waits:
        return Message("Cảm ơn anh/chị.")
    return Message(
        "Cảm ơn anh/chị.",
        f"Kết quả chưa được ghi nhận; {phrases.office(plan)} sẽ nhắc lại theo lịch.",
    )


def _titles(told: Sequence[tuple[int, Standing]]) -> list[str]:
    return phrases.listed((n, each.assignment) for n, each in told)


def _listed(opened: Sequence[tuple[int, Standing]]) -> Iterator[str]:
    yield from _titles(opened[:AT_MOST])
    if len(opened) > AT_MOST:
        more = phrases.count(len(opened) - AT_MOST)
        yield f"… và {more} nhiệm vụ khác; gửi /viec để xem tất cả."


def _choices(plan: Plan, opened: Sequence[tuple[int, Standing]]) -> tuple[tuple[Choice, ...], ...]:
    shown = [(n, each.assignment) for n, each in opened[:AT_MOST]]
    return rows(plan, shown, receipt=False, listed=len(opened))


def _state(each: Standing) -> str:
    reason = each.reply.reason if each.reply else None
    return progress_words(each) + (f", lý do: “{reason}”" if reason else "")


def _lacks_reason(each: Standing) -> bool:
    return each.state is State.NOT_DONE and not (each.reply and each.reply.reason)
