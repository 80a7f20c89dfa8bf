"""What is said about files and other evidence: what people send, and what leadership looks at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.choices import buttons
from bot.exhibit import Exhibit
from bot.media import ENDINGS, promises
from bot.messages import Choice, Message, one_line
from bot.wording import answers, phrases
from bot.wording.reminders import AT_MOST, rows
from schedules.plan import Assignment, Evidence, Plan
from schedules.progress import Standing, State

TAKEN = "ảnh (JPG, PNG, HEIC, WEBP), PDF, Word (DOCX), Excel (XLSX), PowerPoint (PPTX), video MP4"

_KINDS = {
    "photo": "ảnh",
    "file": "tệp",
    "video": "video",
    "voice": "ghi âm",
    "other": "tệp",
    "link": "đường dẫn",
    "document": "văn bản",
}

_REASONS = {
    "gone": "tệp không còn trên nền tảng",
    "large": "tệp lớn hơn mức nhận được",
    "empty": "tệp rỗng, không có nội dung",
    "kind": "loại tệp này không nhận được",
    "content": "nội dung không đúng loại tệp như tên ghi (tệp hỏng, có macro, hoặc đổi tên)",
}


def not_shown(message: Message, name: str) -> Message:
    """A message whose file the channel cannot show: the words, and that there is more."""
    more = f"(Tệp “{name}” chưa gửi được qua kênh này. Số liệu bằng chữ: /tinhhinh.)"
    return replace(message, body=f"{message.body}\n{more}" if message.body else more)


def by_link(
    message: Message, name: str, url: str, until: datetime, times: int, zone: ZoneInfo
) -> Message:
    """A message whose file lies at an address of ours."""
    more = (
        f"Tải tệp “{name}”: {url}\n"
        f"(Liên kết dành riêng cho anh/chị: tải được {times} lần, đến "
        f"{phrases.moment(until, zone)}.)"
    )
    return replace(message, body=f"{message.body}\n{more}" if message.body else more)


TITLE = "Nhắc Việc"
FETCH = "Tải tệp về"


def ready(left: int) -> str:
    """What a page says under whose address a file lies."""
    return (
        f"Tệp được gửi riêng cho anh/chị. Còn tải được {left} lần. "
        "Đề nghị không chuyển tiếp liên kết này."
    )


def no_longer() -> str:
    """What a page says under whose address nothing lies."""
    return "Liên kết không còn dùng được. Đề nghị hỏi lại trong trò chuyện để nhận liên kết mới."


def lost(message: Message, name: str) -> Message:
    """A message whose file is no longer where it was kept."""
    more = f"(Tệp “{name}” không còn trong kho lưu; đề nghị báo quản trị viên.)"
    return replace(message, body=f"{message.body}\n{more}" if message.body else more)


def sent() -> str:
    """Files whose duty is asked for."""
    return "Tệp vừa gửi"


def sent_before(count: int, at: datetime, zone: ZoneInfo) -> str:
    """Files whose duty was asked for before, in vain."""
    return f"Còn {phrases.count(count)} tệp gửi lúc {phrases.moment(at, zone)}"


def not_kept(references: Sequence[str]) -> str:
    """Links and documents' numbers that are kept once their duty is known."""
    return f"Chưa lưu: {_quoted(references)}"


def not_issued(documents: Sequence[str], open_: Sequence[int]) -> Message:
    """Documents that are not signed or issued yet show nothing."""
    example = f", ví dụ “{open_[0]} được 60%”" if open_ else ""
    return Message(
        f"Chưa lưu: {_quoted(documents)} chưa ký, chưa ban hành nên chưa là minh chứng.",
        "Khi đã ban hành, đề nghị anh/chị gửi lại số văn bản kèm số việc; việc đang làm thì báo "
        f"tiến độ{example}.",
    )


def whenever(duties: Sequence[Assignment]) -> Message:
    """Evidence that was asked for comes later, as its sender says."""
    return Message("Khi có minh chứng, đề nghị anh/chị gửi ngay tại đây.", named(duties))


def which(
    what: str, shown: Sequence[tuple[int, Standing]], question: int, *, lies: bool = False
) -> Message:
    """Evidence may show any of several duties; what `lies` with one already can be dropped."""
    lines = phrases.listed((n, each.assignment) for n, each in shown[:AT_MOST])
    if len(shown) > AT_MOST:
        more = phrases.count(len(shown) - AT_MOST)
        lines.append(f"… và {more} nhiệm vụ khác; trả lời thẳng vào tin nhắc của việc đó.")
    lines.append(f"Trả lời bằng số, ví dụ “{shown[0][0]}”.")
    choices = tuple(
        (Choice(f"Việc {n}", buttons.choose(question, place), typed=str(n)),)
        for place, (n, _) in enumerate(shown[:AT_MOST])
    )
    if lies:
        lines.append("Nếu gửi nhầm, trả lời “bỏ” để bỏ minh chứng này.")
        choices += ((Choice("Bỏ minh chứng", buttons.choose(question, "drop"), typed="bỏ"),),)
    return Message(f"{what} là minh chứng của việc số mấy ạ?", "\n".join(lines), choices)


def nothing_to_show() -> Message:
    """Evidence came from somebody who has no duty."""
    return Message(
        "Chưa lưu minh chứng: đơn vị không có nhiệm vụ nào đang theo dõi tại đây.",
        "Gửi /viec để xem việc của đơn vị.",
    )


def not_from_you() -> Message:
    """Files came from somebody who does not report."""
    return Message(
        "Chưa lưu tệp: minh chứng do đơn vị được giao nhiệm vụ gửi.",
        "Gửi “xem minh chứng” kèm số hoạt động để xem tệp các đơn vị đã gửi.",
    )


def unread() -> Message:
    """What came is something that the platform does not hand on."""
    return Message(
        "Chưa đọc được nội dung vừa gửi: nền tảng không chuyển loại nội dung này.",
        "Đề nghị anh/chị trả lời bằng chữ. Nếu chữ cũng không đọc được, đề nghị báo Văn phòng để "
        "nhận và trả lời tin qua kênh khác.",
    )


def not_heard(open_: Sequence[int]) -> Message:
    """A voice message: nobody listens to it here."""
    return Message(
        "Tin thoại không nghe được tại đây, chưa ghi nhận gì.",
        f"Đề nghị anh/chị viết kết quả{phrases.for_example(open_)}, "
        "hoặc gửi ảnh, tệp minh chứng; "
        "gửi /viec để xem việc đang mở.",
    )


def will_be_kept(found: Sequence[Standing]) -> Message:
    """It is known what files show before they have been fetched."""
    return Message("Đang lưu tệp làm minh chứng.", named([each.assignment for each in found]))


def kept(count: int, *, before: int = 0, left: Sequence[Assignment] = ()) -> Message:
    """So many files were put away, of whose album so many lay here `before`.

    Duties that are `left` have lost what was put away with them by mistake.
    """
    more = f", cùng {phrases.count(before)} tệp đã gửi trước trong chùm ảnh" if before else ""
    return Message(
        f"📎 Đã lưu {phrases.count(count)} tệp minh chứng{more}. Cảm ơn anh/chị.",
        f"Không còn tính cho:\n{named(left)}" if left else "",
    )


def described_since() -> Message:
    """What files show was told behind them, and nothing else."""
    return Message("Cảm ơn anh/chị, đã rõ nội dung tệp vừa gửi.", "")


def cited(references: Sequence[str], *, unread: bool = False) -> Message:
    """Links or documents' numbers were put away; what else was said with them may be `unread`."""
    more = "Nội dung khác của tin này chưa rõ ý, chưa ghi nhận." if unread else ""
    return Message(f"📎 Đã lưu minh chứng: {_quoted(references)}.", more)


def with_duties(
    head: Message, found: Sequence[tuple[Plan, Standing]], n: int, offer: int | None
) -> Message:
    """What was put away, with which duties, and how that is put right (`offer`).

    A single duty that is not done is asked about, as number `n`.
    """
    lines = [named([told.assignment for _, told in found]), head.body]
    below = []
    if offer is not None:
        lines.append("Nếu chưa đúng việc, trả lời “sửa minh chứng” hoặc “bỏ minh chứng”.")
        below = [
            (
                Choice("Sửa minh chứng", buttons.choose(offer, "move"), typed="sửa minh chứng"),
                Choice("Bỏ minh chứng", buttons.choose(offer, "drop"), typed="bỏ minh chứng"),
            )
        ]
    opened = [(plan, told) for plan, told in found if not told.done]
    above: Sequence[tuple[Choice, ...]] = ()
    if len(found) == 1 and opened:
        plan, told = opened[0]
        lines.append(_how_it_stands(told))
        above = rows(plan, [(n, told.assignment)], receipt=False)
    return Message(head.heading, "\n".join(filter(None, lines)), (*above, *below))


def whether_done(plan: Plan, opened: Sequence[tuple[int, Standing]]) -> Message:
    """Words beside evidence of several duties may say that these are done, too: asked."""
    lines = phrases.listed((n, each.assignment) for n, each in opened[:AT_MOST])
    shown = [(n, each.assignment) for n, each in opened[:AT_MOST]]
    return Message(
        f"{phrases.office(plan)} chưa ghi nhận kết quả: việc nào đã hoàn thành, việc nào chưa ạ?",
        "\n".join(lines),
        rows(plan, shown, receipt=False, listed=len(opened)),
    )


def described(found: Sequence[Exhibit]) -> str:
    """What pieces of evidence are."""
    return "; ".join(_what(each) for each in found)


def _quoted(references: Sequence[str]) -> str:
    return "; ".join(f"“{phrases.shorten(each, 120)}”" for each in references)


def _how_it_stands(told: Standing) -> str:
    """What is known of a duty that is not done, and the question whether it is by now."""
    if told.state is State.WAITING:
        return "Kết quả chưa được ghi nhận: việc này đã hoàn thành chưa ạ?"
    return f"Việc này đang được ghi nhận: {answers.progress_words(told)}. Nay đã hoàn thành chưa ạ?"


def refused(why: str, names: Sequence[str], limit: int) -> Message:
    """Files were not kept: gone, too large, empty, or not of a kind that is taken."""
    if why == "kind" and names and all(map(promises, names)):
        why = "content"
    clean = [phrases.shorten(one_line(name), 60) for name in names]
    listed = f" ({', '.join(clean)})" if clean else ""
    return Message(
        f"Chưa lưu được tệp{listed}: {_REASONS[why]}.",
        f"Nhận: {TAKEN}; mỗi tệp không quá {limit // 1_000_000} MB. "
        "Đề nghị anh/chị gửi lại, hoặc gửi đường dẫn hay số văn bản thay cho tệp.",
    )


def not_of_others() -> Message:
    """Somebody of a unit wants to see the evidence of other units."""
    return Message(
        "Minh chứng của đơn vị khác dành cho Lãnh đạo và Văn phòng.",
        "Gửi “xem minh chứng” để xem minh chứng đơn vị mình đã gửi.",
    )


def in_private() -> Message:
    """Evidence is asked for in a group, where everybody would see it."""
    return Message(
        "Minh chứng chỉ được xem trong cuộc trò chuyện riêng.",
        "Đề nghị nhắn riêng “xem minh chứng” kèm số hoạt động.",
    )


def not_ordered() -> Message:
    """Leadership has a unit told to send evidence, which cannot be done from here."""
    return Message(
        "Chưa chuyển yêu cầu: tại đây chưa gửi được lời yêu cầu minh chứng tới đơn vị.",
        "Với việc cần minh chứng, đơn vị được hỏi ngay khi báo hoàn thành; việc quá hạn hay vướng "
        "mắc thì đôn đốc được, ví dụ “đôn đốc Phòng …”. Minh chứng đơn vị đã gửi ở tin dưới.",
    )


def no_such(missing: Sequence[str]) -> Message:
    """Evidence is asked for by numbers that nothing bears."""
    return Message(
        f"Không có hoạt động hay việc nào mang số {', '.join(missing)}.",
        "Gửi “xem minh chứng” kèm số hoạt động trong kế hoạch, ví dụ “xem minh chứng 2.2.1”, "
        "hoặc tên đơn vị.",
    )


def listed(
    plan: Plan, duties: Sequence[Assignment], found: Sequence[tuple[Assignment, Exhibit]]
) -> Message:
    """What there is for some duties, in words."""
    lines = []
    for duty in duties:
        own = [each for of, each in found if of.key == duty.key]
        wanted = "" if duty.activity.evidence is Evidence.NONE or own else " – chưa gửi"
        if own or wanted:
            lines.append(f"{answers.named(duty)}{wanted}")
        lines += [f"   • {_line(plan, each)}" for each in own]
    head = f"Minh chứng: {phrases.count(len(found))} mục"
    return Message(
        head, "\n".join(lines[:_MOST_LINES]) or "Chưa có minh chứng nào cho phần được hỏi."
    )


_MOST_LINES = 60


def caption(plan: Plan, duty: Assignment, of: Exhibit) -> Message:
    """The words below a file that is shown."""
    said = f"\n“{phrases.shorten(of.words, 300)}”" if of.words else ""
    return Message(
        f"Minh chứng: {duty.unit.short}",
        f"{phrases.title(duty)} ({phrases.place(duty.activity)})\n"
        f"{of.by or ''}, {phrases.moment(of.at, plan.zone)}{said}",
    )


def name_of(duty: Assignment, n: int, media_type: str) -> str:
    """The name that a shown file gets: nothing of it comes from its sender."""
    ending = ENDINGS.get(media_type, "bin")
    return f"minh-chung-{duty.activity.id}-{duty.unit.id}-{n}.{ending}"


def _line(plan: Plan, each: Exhibit) -> str:
    return f"{_what(each)} ({each.by}, {phrases.moment(each.at, plan.zone)})"


def _what(each: Exhibit) -> str:
    shown = each.words if each.sha256 is None else each.name
    return f"{_KINDS.get(each.kind, 'tệp')}{f' “{phrases.shorten(shown, 120)}”' if shown else ''}"


def named(duties: Sequence[Assignment]) -> str:
    """Duties as receipts name them, one a line."""
    return "\n".join(answers.named(duty) for duty in duties)


def with_evidence(message: Message, kept: int, of: Sequence[int] = ()) -> Message:
    """The same, where links or documents' numbers were put away; `of` which of several duties."""
    if not kept:
        return message
    whose = f" của việc {', '.join(map(str, of))}" if of else ""
    line = f"📎 Đã lưu {phrases.count(kept)} minh chứng{whose}."
    return replace(message, body=f"{message.body}\n{line}")
