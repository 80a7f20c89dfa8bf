"""Reads the single values of a plan file: texts, days, hours, offsets, words.

YAML's own guesses are never used, because they misread: an unquoted 17:00 is the number 1020
to a YAML 1.1 reader, `no` is false, 2.1 a fraction. Values arrive as they are written, the
doubtful ones as `Plain`, and each field reads what it needs. Every reader raises what pydantic
collects.
"""

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from unicodedata import normalize
from zoneinfo import ZoneInfo, available_timezones

from pydantic_core import PydanticCustomError

from schedules.plan import Days, Evidence, Offset, Window
from schedules.plan_problem import likeness, shown

YEARS = range(2000, 2100)
"""The years that a plan may speak of: those whose public holidays can be computed."""

LONGEST = timedelta(days=3650)
"""How far from its deadline a plan may place anything."""

YES = frozenset({"true", "yes", "on"})
NO = frozenset({"false", "no", "off"})

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"\s")
_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_LOCAL_DATE = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_MOMENT = re.compile(
    r"([0-9-]{10})[Tt ] *([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?"
    r" *(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_OFFSET = re.compile(r"([0-9]{1,9})([dhms])")
_SECONDS = {"h": 3600, "m": 60, "s": 1}


class Plain(str):
    """A bare word that YAML readers do not take as text: a number, a day, an hour, yes or no."""

    __slots__ = ()


def wrong(code: str, message: str) -> PydanticCustomError:
    """A refusal of one value, under a finding code."""
    return PydanticCustomError(code, "{message}", {"message": message})


def read_text(value: object) -> str:
    """A text that is not empty, in NFC, without blanks around it."""
    if value.__class__ is not str:
        raise _not_text(value)
    text = normalize("NFC", value).strip()
    if not text:
        raise wrong("empty", "đang để trống; cần điền nội dung.")
    if not text.isprintable() and _CONTROL.search(text):
        raise wrong("control", "có ký tự điều khiển không in được; hãy gõ lại nội dung này.")
    return text


def _not_text(value: object) -> PydanticCustomError:
    if value is None:
        return wrong("empty", "đang để trống; cần điền nội dung.")
    if not isinstance(value, str):
        return wrong("wrong_type", "cần một dòng chữ, không phải danh sách hay các mục con.")
    return wrong(
        "needs_quotes",
        f"{shown(value)} không có dấu ngoặc kép nên bị hiểu là số, ngày, giờ hoặc đúng/sai;"
        f' viết "{value}".',
    )


def read_optional_text(value: object) -> str | None:
    """A text, or None where the file leaves it blank."""
    if value is None or (value.__class__ is str and not str(value).strip()):
        return None
    return read_text(value)


def read_id(value: object) -> str:
    """A name for other places to refer to: no blanks inside, at most 64 letters."""
    text = read_text(value)
    if len(text) > 64 or _SPACE.search(text):
        raise wrong("bad_id", f"mã {shown(text)} phải viết liền, không quá 64 ký tự.")
    return text


def read_flag(value: object) -> bool:
    """A yes or no."""
    word = value.lower() if isinstance(value, Plain) else ""
    if word in YES or word in NO:
        return word in YES
    raise wrong("not_bool", "chỉ nhận true (có) hoặc false (không), không có dấu ngoặc kép.")


def read_count(value: object) -> int:
    """A whole number from 0 to 366."""
    number = int(value) if isinstance(value, Plain) and _INTEGER.fullmatch(value) else -1
    if 0 <= number <= 366:
        return number
    raise wrong("bad_number", "cần một số nguyên từ 0 đến 366, không có dấu ngoặc kép.")


def read_line(value: object) -> int | None:
    """The number of a line in the document, from 1; None if left blank."""
    if value is None:
        return None
    number = int(value) if isinstance(value, Plain) and _INTEGER.fullmatch(value) else 0
    if number > 0:
        return number
    raise wrong("bad_number", "cần số thứ tự dòng trong văn bản, từ 1 trở lên.")


def read_row(value: object) -> int | str | None:
    """What stands in the document's Stt column: a number or a text; None if blank."""
    if isinstance(value, Plain) and _INTEGER.fullmatch(value):
        return int(value)
    return read_optional_text(value)


def read_window(value: object) -> Window:
    """The meaning of an activity's window."""
    return Window(_one_of(value, [word.value for word in Window]))


def read_evidence(value: object) -> Evidence:
    """What an answer should bring."""
    return Evidence(_one_of(value, [word.value for word in Evidence]))


def _one_of(value: object, words: Collection[str]) -> str:
    if isinstance(value, str) and value in words:
        return value
    hint = likeness(value, words) if isinstance(value, str) else ""
    raise wrong("unknown_word", f"chỉ nhận một trong các từ: {', '.join(words)}.{hint}")


def read_moment(value: object) -> date | datetime | None:
    """A local day, or an instant with its zone; None where left blank."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise wrong("bad_date", "cần một ngày, viết năm-tháng-ngày, ví dụ 2022-05-14.")
    moment = _MOMENT.fullmatch(value.strip())
    return _instant(moment) if moment else read_day(value)


def _instant(match: re.Match[str]) -> datetime:
    day, clock, zone = match.groups()
    read_day(day)
    if zone is None:
        raise wrong(
            "naive_time",
            f"giờ {clock} chưa có múi giờ; viết {day}T{clock}+07:00 (giờ Việt Nam)"
            f" hoặc chỉ viết ngày {day}.",
        )
    try:
        time.fromisoformat(clock)
        return datetime.fromisoformat(f"{day}T{clock}{zone}")
    except ValueError:
        raise wrong(
            "bad_time", f"không có giờ {shown(clock + zone)}; ví dụ đúng: {day}T08:00+07:00."
        ) from None


def read_day(value: object) -> date:
    """A day written year-month-day."""
    text = value.strip() if isinstance(value, str) else ""
    match = _ISO_DATE.fullmatch(text)
    if match:
        year, month, day = map(int, match.groups())
        _check_day(year, month, day)
        return date(year, month, day)
    raise _unread_day(text)


def _check_day(year: int, month: int, day: int) -> None:
    if year not in YEARS:
        raise wrong("bad_date", f"năm {year} nằm ngoài khoảng {YEARS[0]}–{YEARS[-1]}.")
    if not 1 <= month <= 12:
        raise wrong("bad_date", f"không có tháng {month}; viết năm-tháng-ngày.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise wrong(
            "bad_date",
            f"không có ngày {day}/{month}/{year}: tháng {month} năm {year} có {last} ngày.",
        )


def _unread_day(text: str) -> PydanticCustomError:
    local, loose = _LOCAL_DATE.fullmatch(text), _LOOSE_DATE.fullmatch(text)
    if local:
        day, month, year = map(int, local.groups())
    elif loose:
        year, month, day = map(int, loose.groups())
    else:
        return wrong("bad_date", f"{shown(text)} không phải là ngày; viết 2022-05-14.")
    _check_day(year, month, day)
    return wrong("bad_date", f"{shown(text)}: viết năm-tháng-ngày, {year}-{month:02}-{day:02}.")


def read_clock(value: object) -> time:
    """A local time of day, 00:00 to 23:59, quoted or not."""
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    raise wrong("bad_time", 'cần một giờ từ "00:00" đến "23:59", ví dụ "08:00".')


def read_optional_clock(value: object) -> time | None:
    """A local time of day, or None where the file switches it off."""
    return None if value is None else read_clock(value)


def read_due_time(value: object) -> timedelta:
    """How far into its day a due date reaches: above 0, at most 24 hours."""
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match and int(match[2]) < 60:
        reach = timedelta(hours=int(match[1]), minutes=int(match[2]))
        if timedelta() < reach <= timedelta(hours=24):
            return reach
    raise wrong("bad_time", 'cần một giờ từ "00:01" đến "24:00"; "24:00" là hết ngày.')


def read_offset(value: object) -> Offset:
    """A span before or after a deadline: 3d, 2h, 30m, 90s."""
    match = _OFFSET.fullmatch(value) if isinstance(value, str) else None
    if match:
        count, seconds = int(match[1]), _SECONDS.get(match[2], 86_400)
        if count * seconds <= LONGEST.total_seconds():
            return Days(count) if match[2] == "d" else timedelta(seconds=count * seconds)
    raise wrong(
        "bad_offset",
        "cần một khoảng như 3d (ngày), 2h (giờ), 30m (phút), 90s (giây), không quá 3650 ngày.",
    )


def read_optional_offset(value: object) -> Offset | None:
    """A span, or None where the file switches it off."""
    return None if value is None else read_offset(value)


def span(offset: Offset) -> timedelta:
    """How long an offset is, working days taken for days."""
    return timedelta(days=offset.count) if isinstance(offset, Days) else offset


def read_interval(value: object) -> Offset:
    """A span longer than nothing."""
    span = read_offset(value)
    if span in (Days(0), timedelta()):
        raise wrong("bad_offset", "khoảng lặp lại phải lớn hơn 0, ví dụ 1d.")
    return span


def read_quiet_hours(value: object) -> tuple[tuple[time, time], ...]:
    """The periods of silence: one pair of hours or a list of pairs; empty for null."""
    if value is None:
        return ()
    rows = value if isinstance(value, list) else [value]
    pairs = [rows] if rows and all(isinstance(row, str) for row in rows) else rows
    periods = tuple(_period(pair) for pair in pairs)
    # Where a silence ends, another one must not go on: not everywhere, or there is no end.
    if periods and all(any(_is_within(end, each) for each in periods) for _, end in periods):
        raise wrong("bad_quiet_hours", "phủ kín cả ngày, không còn giờ nào để gửi tin.")
    return periods


def _period(pair: object) -> tuple[time, time]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise wrong(
            "bad_quiet_hours", 'cần từng cặp giờ, ví dụ [["17:00", "07:30"], ["11:30", "13:30"]].'
        )
    start, end = map(read_clock, pair)
    if start == end:
        raise wrong("bad_quiet_hours", f"giờ bắt đầu và kết thúc trùng nhau ({start:%H:%M}).")
    return start, end


def _is_within(at: time, period: tuple[time, time]) -> bool:
    start, end = period
    return start <= at < end if start < end else at >= start or at < end


def read_zone(value: object) -> ZoneInfo:
    """A time zone by its name in the tz database."""
    name = read_text(value)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        hint = likeness(name, [zone for zone in available_timezones() if zone[:2] == name[:2]])
        raise wrong(
            "bad_timezone", f"không có múi giờ {shown(name)}; ở Việt Nam là Asia/Ho_Chi_Minh.{hint}"
        ) from None
