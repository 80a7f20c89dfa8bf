"""The shape of a plan file: which keys stand where, and what each may hold.

`validate` gives the document as rows, with everything that is wrong with its shape. What a row
says about other rows is no matter of shape; see `plan_checks`.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from schedules import plan_values as read
from schedules.plan import Evidence, Offset, Window
from schedules.plan_problem import Finding, Loc, likeness, shown

Text = Annotated[str, PlainValidator(read.read_text)]
OptionalText = Annotated[str | None, PlainValidator(read.read_optional_text)]
Id = Annotated[str, PlainValidator(read.read_id)]
Flag = Annotated[bool, PlainValidator(read.read_flag)]
OptionalFlag = Annotated[bool | None, PlainValidator(read.read_flag)]
Count = Annotated[int, PlainValidator(read.read_count)]
Moment = Annotated[date | datetime | None, PlainValidator(read.read_moment)]
Day = Annotated[date, PlainValidator(read.read_day)]
Clock = Annotated[time, PlainValidator(read.read_clock)]
OptionalClock = Annotated[time | None, PlainValidator(read.read_optional_clock)]
Span = Annotated[Offset, PlainValidator(read.read_offset)]
OptionalSpan = Annotated[Offset | None, PlainValidator(read.read_optional_offset)]
Interval = Annotated[Offset, PlainValidator(read.read_interval)]


def _blank_as_list(value: object) -> object:
    return () if value is None else value


def _blank_as_mapping(value: object) -> object:
    return {} if value is None else value


_BLANK = BeforeValidator(_blank_as_list)
Texts = Annotated[tuple[Text, ...], _BLANK]
Ids = Annotated[tuple[Id, ...], _BLANK]
DayList = Annotated[tuple[Day, ...], _BLANK]


class Row(BaseModel):
    """A mapping of the file; a key that it does not name is refused."""

    model_config = ConfigDict(extra="forbid")


class PlanRow(Row):
    """The block `plan`."""

    id: Id
    number: OptionalText = None
    title: Text
    agency: Text
    signer: OptionalText = None
    basis: OptionalText = None
    quotes: Annotated[dict[str, Text], BeforeValidator(_blank_as_mapping)] = {}
    timezone: Annotated[ZoneInfo, PlainValidator(read.read_zone)] = ZoneInfo("Asia/Ho_Chi_Minh")
    due_time: Annotated[timedelta, PlainValidator(read.read_due_time)] = timedelta(hours=24)
    confirm: Flag = False


class GroupRow(Row):
    """An item of `groups`."""

    id: Id
    name: Text
    open: Flag = False


class UnitRow(Row):
    """An item of `units`."""

    id: Id
    name: Text
    aliases: Texts = ()
    groups: Ids = ()
    external: Flag = False


class LeadershipRow(Row):
    """An item of `leadership`."""

    id: Id
    name: Text
    in_charge_of: Ids = ()


class OverdueRow(Row):
    """How an open deadline is repeated."""

    every: Interval
    times: Count

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if read.span(self.every) * self.times > read.LONGEST:
            days = read.LONGEST.days
            raise read.wrong("endless_repeats", f"các lần nhắc lại kéo dài quá {days} ngày.")
        return self


class RemindersRow(Row):
    """The block `reminders`, of the plan or of one activity; keys left out are inherited."""

    at: Clock = time(8)
    start: Flag = True
    before: Annotated[tuple[Span, ...], _BLANK] = ()
    overdue: OverdueRow | None = None
    escalate_after: OptionalSpan = None
    office_after: OptionalSpan = None
    director_after: OptionalSpan = None
    working_days_only: Flag = True
    quiet_hours: Annotated[
        tuple[tuple[time, time], ...], PlainValidator(read.read_quiet_hours)
    ] = ()
    digest: OptionalClock = None

    @model_validator(mode="after")
    def _rises(self) -> Self:
        first, last = self.escalate_after, self.director_after
        if first is not None and last is not None and read.span(last) < read.span(first):
            raise read.wrong(
                "ladder_upside_down", "“director_after” không được ngắn hơn “escalate_after”."
            )
        return self


class CalendarRow(Row):
    """The block `calendar`."""

    days_off: DayList = ()
    working_days: DayList = ()


class SourceRow(Row):
    """Where the document says so."""

    section: OptionalText = None
    row: Annotated[int | str | None, PlainValidator(read.read_row)] = None
    line: Annotated[int | None, PlainValidator(read.read_line)] = None


class BeforeRow(Row):
    """A due given as working days before another activity."""

    activity: Id = Field(alias="before")
    days: Count


def _kind_of_due(value: object) -> Literal["relative", "moment"]:
    return "relative" if isinstance(value, dict) else "moment"


Due = Annotated[
    Annotated[BeforeRow, Tag("relative")] | Annotated[Moment, Tag("moment")],
    Discriminator(_kind_of_due),
]


class AssignmentRow(Row):
    """An item of an activity's `assignments`; what it leaves out is the activity's."""

    unit: Id
    title: OptionalText = None
    due: Due = None
    partners: Annotated[tuple[Id, ...] | None, Field(alias="with")] = None


class ActivityRow(Row):
    """An item of `activities`."""

    id: Id
    section: OptionalText = None
    title: Text
    lead: Ids = ()
    partners: Ids = Field(default=(), alias="with")
    quotes: Texts = ()
    start: Moment = None
    due: Due = None
    tentative: Flag = False
    window: Annotated[Window, PlainValidator(read.read_window)] = Window.BY_END
    source: SourceRow | None = None
    inferred: Texts = ()
    evidence: Annotated[Evidence, PlainValidator(read.read_evidence)] = Evidence.NONE
    note: OptionalText = None
    assignments: Annotated[tuple[AssignmentRow, ...], _BLANK] = ()
    reminders: RemindersRow | None = None
    confirm: OptionalFlag = None


class Document(Row):
    """The whole file."""

    plan: PlanRow
    groups: Annotated[tuple[GroupRow, ...], _BLANK] = ()
    units: Annotated[tuple[UnitRow, ...], _BLANK] = ()
    leadership: Annotated[tuple[LeadershipRow, ...], _BLANK] = ()
    reminders: RemindersRow | None = None
    calendar: CalendarRow | None = None
    activities: Annotated[tuple[ActivityRow, ...], _BLANK] = ()


_ROWS: Mapping[str, type[Row]] = {
    "plan": PlanRow,
    "groups": GroupRow,
    "units": UnitRow,
    "leadership": LeadershipRow,
    "reminders": RemindersRow,
    "overdue": OverdueRow,
    "calendar": CalendarRow,
    "activities": ActivityRow,
    "source": SourceRow,
    "assignments": AssignmentRow,
    "relative": BeforeRow,
}


def keys_of(row: type[Row]) -> list[str]:
    """The keys that a row may have, as the file writes them."""
    return [field.alias or name for name, field in row.model_fields.items()]


def validate(raw: dict[str, Any]) -> tuple[Document | None, list[Finding]]:
    """The document, and what is wrong with its shape.

    Where something is wrong, the document given is the rest of it with stand-ins, good for
    looking for more but not for use; None if not even that can be had. May change `raw`.
    """
    try:
        return Document.model_validate(raw), []
    except ValidationError as error:
        details = _details(error)
        return _mended(raw, details), [_finding(detail) for detail in details]


def _details(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False, include_context=False, include_input=False)


def _finding(detail: ErrorDetails) -> Finding:
    loc = detail["loc"]
    match detail["type"]:
        case "missing":
            return Finding(loc, "missing", f"thiếu “{loc[-1]}”; mục này bắt buộc phải có.")
        case "extra_forbidden":
            return Finding(loc, "unknown_key", _unknown_key(loc), at_key=True)
        case "tuple_type":
            message = f"{_named(loc)}cần một danh sách: [a, b], hoặc mỗi dòng một gạch đầu dòng."
            return Finding(loc, "wrong_type", message)
        case "model_type" | "dict_type":
            message = f"{_named(loc)}cần các mục con viết “tên: nội dung”."
            return Finding(loc, "wrong_type", message)
        case code:
            return Finding(loc, code, _named(loc) + detail["msg"])


def _named(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str) and part not in {"relative", "moment"}]
    return f"“{names[-1]}”: " if names else ""


def _unknown_key(loc: Loc) -> str:
    above = [part for part in loc[:-1] if isinstance(part, str)]
    keys = keys_of(_ROWS[above[-1]] if above else Document)
    word = str(loc[-1])
    hint = likeness(word, keys) or f" Các mục dùng được: {', '.join(keys)}."
    return f"không có mục {shown(word)} ở đây.{hint}"


_STAND_INS: tuple[Any, ...] = (None, read.Plain("1"), "1d", {}, [])
"""What is tried in place of a faulty value, in turn; None means a word unlike any other."""


def _mended(raw: dict[str, Any], details: list[ErrorDetails]) -> Document | None:
    tries: Counter[Loc] = Counter()
    for _ in range(12):
        for detail in details:
            _mend(raw, detail, tries)
        try:
            return Document.model_validate(raw)
        except ValidationError as error:
            details = _details(error)
    return None


def _mend(raw: dict[str, Any], detail: ErrorDetails, tries: Counter[Loc]) -> None:
    """Leave out the faulty key, or put a stand-in where it cannot be left out."""
    path = _existing(raw, detail["loc"])
    if detail["type"] == "missing":
        path = (*path, detail["loc"][-1])
    elif not path:
        return
    holder = _at(raw, path[:-1])
    if detail["type"] != "missing" and isinstance(holder, dict) and not tries[path]:
        del holder[path[-1]]
        return
    stand_in = _STAND_INS[min(tries[path], len(_STAND_INS) - 1)]
    holder[path[-1]] = f"?{len(tries)}" if stand_in is None else type(stand_in)(stand_in)
    tries[path] += 1


def _existing(raw: Any, loc: Loc) -> Loc:
    """The parts of `loc` that lead somewhere; those of pydantic's own are skipped."""
    path: list[str | int] = []
    for part in loc:
        holds = (isinstance(raw, dict) and part in raw) or (
            isinstance(raw, list) and isinstance(part, int) and part < len(raw)
        )
        if holds:
            raw = raw[part]
            path.append(part)
    return tuple(path)


def _at(raw: Any, path: Loc) -> Any:
    for part in path:
        raw = raw[part]
    return raw
