"""What is said about absences to whoever is away, and to who asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.choices.errands import NotAway
from bot.messages import Choice, Message
from bot.wording import phrases
from schedules.plan import Plan

Days = tuple[date, date]


def example(today: date) -> str:
    """A line that tells of an absence, in the week to come: “đi công tác 16-20/5, …”."""
    first = today + timedelta(days=7 - today.weekday())
    last = first + timedelta(days=4)
    begins = str(first.day) if first.month == last.month else phrases.day_and_month(first)
    return f"“đi công tác {begins}-{phrases.day_and_month(last)}, phó phòng thay”"


def days(first: date, last: date) -> str:
    """On which days: ngày thứ Hai, 16/5/2022; từ thứ Hai, 16/5/2022 đến thứ Sáu, 20/5/2022."""
    if first == last:
        return f"ngày {phrases.weekday(first)}"
    return f"từ {phrases.weekday(first)} đến hết {phrases.weekday(last)}"


def recorded(
    plan: Plan,
    id_: int,
    during: Days,
    instead: Sequence[str],
    alone: Sequence[str],
    doubt: str,
    also: Sequence[tuple[str, Days]] = (),
    nobody: str = "",
) -> Message:
    """An absence was recorded: the days, who is written to instead, and how to take it back.

    `alone` are the units where nobody is; `doubt` says why a person named was not found. Where
    colleagues are away, too, `also` says who, and `nobody` when nobody is there.
    """
    lines = [doubt] if doubt else []
    lines += [also_away(name, during) for name, during in also]
    if nobody:
        told = f"{opened(phrases.office(plan))} đã được báo."
        lines.append(f"{nobody} {told} Cấp mã cho người thay: gửi /moi.")
    if instead:
        when = "Những ngày khác" if nobody else "Trong thời gian đó"
        lines.append(f"{when}, tin nhắc được gửi tới: {', '.join(instead)}.")
    if alone and not nobody:
        whose = ", ".join(alone)
        lines.append(
            f"{whose} chưa có người thay đã liên kết, nên tin nhắc vẫn gửi tới anh/chị; "
            f"{phrases.office(plan)} đã được báo. Cấp mã cho người thay: gửi /moi."
        )
    lines.append(
        "Hết thời gian này, tin nhắc tự trở lại với anh/chị. Về sớm thì viết “tôi về rồi”."
    )
    return Message(
        f"Đã ghi nhận: anh/chị vắng {days(*during)}.",
        "\n".join(lines),
        ((Choice("Chưa đúng, bỏ đi", NotAway(id_).data),),),
    )


def opened(words: str) -> str:
    """Words as they begin a sentence."""
    return f"{words[0].upper()}{words[1:]}"


def also_away(name: str, during: Days) -> str:
    """A colleague is away on some of the same days."""
    return f"{name} cũng vắng {days(*during)}."


def nobody_there(units: Sequence[str], empty: Sequence[Days], to: Sequence[str]) -> str:
    """When nobody of a unit is there, and to whom its reminders go: if `to` nobody, the reader."""
    when = "; ".join(days(*each) for each in empty)
    where = f"gửi tới: {', '.join(to)}" if to else "vẫn gửi tới anh/chị"
    return f"{', '.join(units)} không có ai {when}; tin nhắc {where}."


def nobody_so_called(name: str) -> str:
    """Why a substitute was not found: nobody of the unit has that name."""
    return f"Chưa thấy ai tên “{phrases.shorten(name, 40)}” trong số người đã liên kết của đơn vị."


def no_deputy() -> str:
    """Why a substitute was not found: no deputy has joined."""
    return "Đơn vị chưa có cấp phó nào liên kết."


def several(names: Sequence[str]) -> str:
    """Why a substitute was not chosen: several may be meant."""
    listed = ", ".join(names)
    return f"Có nhiều người có thể thay: {listed}. Đề nghị viết rõ, ví dụ: “{names[0]} thay”."


def which_days(today: date) -> Message:
    """The days of an absence are not certain: nothing was recorded."""
    return Message(
        "Chưa ghi nhận: anh/chị vắng từ ngày nào đến hết ngày nào ạ?",
        f"Đề nghị viết trong một tin, ví dụ: {example(today)}.",
    )


def impossible_days(typed: str, today: date) -> Message:
    """The days typed for an absence are none, or end before they begin: nothing was recorded."""
    return Message(
        f"Chưa ghi nhận: ngày vắng “{phrases.shorten(typed, 40)}” chưa đúng.",
        f"Đề nghị xem lại ngày rồi viết trong một tin, ví dụ: {example(today)}.",
    )


def half_a_day(half: str, on: date, name: str | None) -> Message:
    """Somebody is away for a part of a day, which no absence holds: nothing was recorded."""
    when = f"{_HALVES[half]} {phrases.weekday(on)}"
    instead = f"{name} thay" if name else "phó phòng thay"
    return Message(
        f"Chưa ghi lịch vắng: lịch vắng tính theo cả ngày, còn anh/chị vắng {when}.",
        "Tin nhắc ngày đó vẫn gửi tới anh/chị như thường lệ. Nếu vắng cả ngày, hoặc muốn người "
        f"khác nhận tin cả ngày, viết: “nghỉ cả ngày {phrases.day_and_month(on)}, {instead}”.",
    )


_HALVES = {"morning": "sáng", "afternoon": "chiều", "part": "một phần ngày"}


def by_whole_days(message: Message) -> Message:
    """The same, where the absence begins or ends within a day."""
    return replace(
        message, body=f"Lịch vắng tính theo cả ngày, cả ngày đầu và ngày cuối.\n{message.body}"
    )


def somebody_else(who: str, today: date) -> Message:
    """A line names somebody else as away: nothing was recorded of its writer."""
    return Message(
        f"Chưa ghi nhận lịch vắng: tin này nói {who} vắng, không phải anh/chị.",
        f"Người vắng tự báo lịch của mình: đề nghị {who} nhắn tại đây, ví dụ: {example(today)}. "
        "Nếu chính anh/chị vắng, viết “tôi đi công tác …” kèm ngày.",
    )


def over_already(last: date, today: date) -> Message:
    """The absence lies in the past."""
    return Message(
        f"Chưa ghi nhận: {phrases.weekday(last)} đã qua.",
        f"Nếu anh/chị còn vắng, đề nghị viết lại ngày, ví dụ: {example(today)}.",
    )


def none_to_end() -> Message:
    """There is no such absence."""
    return Message(
        "Anh/chị không có lịch vắng nào cần bỏ; tin nhắc vẫn gửi tới anh/chị như thường lệ."
    )


def not_away(on: Days, kept: Sequence[Days]) -> Message:
    """Somebody will not be away on some days; absences that are `kept` hold these and others."""
    if not kept:
        return Message(
            f"Dạ vâng, không ghi vắng {days(*on)}; tin nhắc vẫn gửi tới anh/chị như thường lệ."
        )
    return Message(
        f"Chưa thay đổi: đang ghi anh/chị vắng {'; '.join(days(*each) for each in kept)}.",
        "Nếu không vắng nữa, viết “bỏ lịch vắng”; nếu đổi ngày, viết lại ngày vắng trong một tin.",
    )


def back(
    plan: Plan, *, instead: bool, hint: str = "", was: Days | None = None, kept: Sequence[Days] = ()
) -> Message:
    """An absence is over, or was taken back; `instead`: somebody stood in, who is told, too.

    Where others are `kept`, it is said which that `was` and which stay.
    """
    told = f"Người thay và {phrases.office(plan)}" if instead else phrases.office(plan)
    other = "; ".join(days(*each) for each in kept)
    stays = (
        f"Vẫn giữ lịch vắng {other}; cũng không vắng nữa thì viết lại, kèm ngày." if kept else ""
    )
    heading = "Đã bỏ lịch vắng; tin nhắc lại gửi tới anh/chị từ bây giờ."
    if kept and was:
        heading = f"Đã bỏ lịch vắng {days(*was)}."
    lines = [stays, f"{told} được báo. Gửi /viec để xem việc đang mở.", hint]
    return Message(heading, "\n".join(filter(None, lines)))


def when_known(today: date) -> str:
    """A trip was put off, and to no certain day: how it is told once the days are known."""
    return f"Biết ngày mới thì viết lại, ví dụ: {example(today)}."


def as_added(message: Message, during: Days, kept: Sequence[Days]) -> Message:
    """The same, where the days come beside absences that stay as they are."""
    stays = f"Lịch vắng đã báo giữ nguyên: {'; '.join(days(*each) for each in kept)}."
    return replace(
        message,
        heading=f"Đã ghi nhận thêm: anh/chị vắng {days(*during)}.",
        body=f"{stays}\n{message.body}",
    )


def as_moved(message: Message, during: Days, was: Days) -> Message:
    """The same, where an absence has moved there."""
    heading = f"Đã đổi lịch vắng: anh/chị vắng {days(*during)}, thay cho lịch {days(*was)}."
    return replace(message, heading=heading)


def known_already(kept: Sequence[Days], added: Days) -> Message:
    """Days that are to be added belong to an absence already."""
    which = "ngày này" if added[0] == added[1] else "những ngày này"
    listed = "; ".join(days(*each) for each in kept)
    return Message(f"Lịch vắng đã có {which}: anh/chị vắng {listed}.")


def which_weekday(first: date, other: date) -> Message:
    """A day of the week may be of this week, or of the week of the absence."""
    return Message(
        f"Chưa ghi nhận: {phrases.weekday(first)} hay {phrases.weekday(other)} ạ?",
        f"Đề nghị viết kèm ngày, ví dụ: “nghỉ thêm ngày {phrases.day_and_month(other)}”.",
    )


def which_absence(kept: Sequence[Days]) -> Message:
    """An absence is to move, and it is not certain which."""
    first, last = kept[0]
    begins = str(first.day) if first.month == last.month else phrases.day_and_month(first)
    both = (
        phrases.day_and_month(last) if first == last else f"{begins}-{phrases.day_and_month(last)}"
    )
    return Message(
        f"Chưa thay đổi: anh/chị đang có lịch vắng {'; '.join(days(*each) for each in kept)}.",
        f"Đề nghị nêu cả ngày cũ, ví dụ: “dời chuyến đi {both} sang …”.",
    )


def put_off_or_name(name: str, kept: Sequence[tuple[int, Days]]) -> Message:
    """“Hoan di cong tac”: a trip is put off, or somebody of that name goes on one.

    `kept` are the absences on record with their ids, the nearest first.
    """
    other = f"Nếu {name} vắng, đề nghị {name} tự báo tại đây."
    asked = f"anh/chị hoãn chuyến đi, hay {name} đi công tác ạ?"
    if not kept:
        return Message(f"Chưa thay đổi gì: {asked}", f"Đang không có lịch vắng nào. {other}")
    id_, during = kept[0]
    return Message(
        f"Chưa thay đổi gì: {asked}",
        f"Nếu hoãn lịch vắng {days(*during)}, chọn bên dưới hoặc viết “bỏ lịch vắng”. {other}",
        ((Choice("Bỏ lịch vắng", NotAway(id_).data),),),
    )


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who is or will be away: the name, the units, both days.

    `instead` is who stands in, `wanted` the name typed for one, `reached` who is written to;
    `gone_too` says that whoever should stand in is not there all the time.
    """

    name: str
    units: Sequence[str]
    during: Days
    instead: str | None
    wanted: str | None
    reached: Sequence[str]
    gone_too: bool = False


def who_is_away(gone: Sequence[Gone], today: date) -> Message:
    """Who is away today, and who will be; `gone` the nearest first."""
    now = [each for each in gone if each.during[0] <= today]
    later = [each for each in gone if each.during[0] > today]
    if not gone:
        return Message("Chưa có ai báo vắng, hôm nay và những ngày tới.")
    lines = list(map(_gone, now)) or ["- không có ai."]
    if later:
        lines += ["", "Sắp tới:", *map(_gone, later)]
    return Message(f"Vắng hôm nay, {phrases.weekday(today)}:", "\n".join(lines))


def nobody_stands_in() -> Message:
    """Somebody asks who stands in for them, and is not known to be away."""
    return Message(
        "Anh/chị chưa báo lịch vắng nào, nên chưa có ai thay.",
        "Khi vắng, có thể báo, ví dụ: “đi công tác từ 16/5 đến 18/5, anh Minh thay”.",
    )


def _gone(each: Gone) -> str:
    whose = f" ({', '.join(each.units)})" if each.units else ""
    return f"- {each.name}{whose}: vắng {days(*each.during)}; {_stands_in(each)}."


def _stands_in(each: Gone) -> str:
    if each.instead and not each.gone_too:
        return f"{each.instead} thay"
    reached = f", tin nhắc gửi tới {', '.join(each.reached)}" if each.reached else ""
    if each.instead:
        return f"{each.instead} thay nhưng cũng có lịch vắng{reached}"
    if each.wanted:
        return f"nêu tên “{phrases.shorten(each.wanted, 40)}” thay, chưa liên kết{reached}"
    return f"chưa nêu người thay{reached}"
