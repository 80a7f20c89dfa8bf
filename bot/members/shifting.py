"""An absence told before grows, moves or was wrong: “cả thứ 4 nữa”, “à nhầm, mốt mới nghỉ”.

Whoever stands in stays the same, unless the line names somebody. Which absence or which day is
meant is asked where two may be; nothing is changed then.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.case import Case
from bot.members.outlook import Days, outlook
from bot.members.standing_in import Instead, keep, tell_of_return
from bot.responses import Response, Say
from bot.store import absences, heard, replies
from bot.store.absences import Absence
from bot.store.memory import Tx
from bot.understand.absence.changes import Added, Moved
from bot.understand.absence.corrections import Corrected
from bot.wording import away as words
from schedules.workdays import DAY, Workdays

AFTERTHOUGHT = timedelta(minutes=30)
"""So long after an absence a bare day, “thêm ngày 20 nữa”, is taken for a day of it."""


def added(
    tx: Tx, case: Case, told: Added, current: Sequence[Absence], today: date, text: str
) -> list[Response] | None:
    """Add days to the absence told last; None if there is none, or something else is spoken of."""
    if not current:
        asks = told.surely and told.length is not None
        return [Say(case.chat, words.which_days(today), case.known.id)] if asks else None
    before = max(current, key=lambda each: each.id)
    if told.last is None and told.length is None:
        return [Say(case.chat, words.which_days(today), case.known.id)]
    if not told.surely and not is_afterthought(tx, case, before):
        return None
    days = _days(case, told, before)
    if days[1] < today:
        return [Say(case.chat, words.over_already(days[1], today), case.known.id)]
    other = _same_weekday(days, before) if told.by_weekday else None
    if other is not None and not any(_holds(each, days[0]) for each in current):
        return [Say(case.chat, words.which_weekday(days[0], other), case.known.id)]
    left = _uncovered(days, current)
    kept = [(each.first, each.last) for each in current]
    if left is None:
        met = [each for each in kept if each[0] <= days[1] and days[0] <= each[1]]
        return [Say(case.chat, words.known_already(met, days), case.known.id)]
    who = Instead(told.deputy, told.name)
    message, _ = keep(tx, case, who, left, text, before=before)
    overlaps = any(each[0] <= left[1] and left[0] <= each[1] for each in kept)
    if not overlaps:
        message = words.as_added(message, left, kept)
    return [Say(case.chat, message, case.known.id)]


def is_afterthought(tx: Tx, case: Case, before: Absence) -> bool:
    """Whether an absence is what this person has spoken of last, and not long ago."""
    if case.now - before.at > AFTERTHOUGHT:
        return False
    if heard.since(tx, case.chat, before.at, before=case.inbox):
        return False  # be it a wish for more time, which has days as well
    said = (replies.get(tx, id_) for id_ in replies.last_said_by(tx, case.known.id))
    return all(kept is None or kept.reply.at < before.at for kept in said)


def _days(case: Case, told: Added, before: Absence) -> Days:
    """The days that are added; those that are not named follow the absence."""
    if told.first is not None and told.last is not None:
        return told.first, told.last
    workdays = Workdays(case.desk.plans.first.calendar)
    next_one = workdays.shift(before.last, 1)
    if told.last is None:
        return next_one, workdays.shift(before.last, max(1, told.length or 1))
    return min(next_one, max(told.last, before.last + DAY)), told.last


def _same_weekday(days: Days, before: Absence) -> date | None:
    """The same day of the week in the week of an absence, if that is another day and not in it."""
    ahead = (days[0].weekday() - before.first.weekday()) % 7
    other = before.first + timedelta(days=ahead)
    return None if other == days[0] or _holds(before, other) else other


def _holds(absence: Absence, day: date) -> bool:
    return absence.first <= day <= absence.last


def _uncovered(days: Days, current: Sequence[Absence]) -> Days | None:
    """What of some days, from its first to its last, no absence holds; None if nothing is left."""
    first, last = days
    while first <= last and any(_holds(each, first) for each in current):
        first += DAY
    while first <= last and any(_holds(each, last) for each in current):
        last -= DAY
    return (first, last) if first <= last else None


def moved(
    tx: Tx, case: Case, told: Moved, current: Sequence[Absence], today: date, text: str
) -> list[Response] | None:
    """Move an absence to other days; None if it is taken back, as no new day is certain."""
    if told.wrong is not None:
        return [Say(case.chat, words.impossible_days(told.wrong, today), case.known.id)]
    if told.first is None or told.last is None:
        return None
    if told.last < today:
        return [Say(case.chat, words.over_already(told.last, today), case.known.id)]
    who, to = Instead(told.deputy, told.name), (told.first, told.last)
    if not current:
        if told.first == told.last:
            return [Say(case.chat, words.which_days(today), case.known.id)]
        return [Say(case.chat, keep(tx, case, who, to, text)[0], case.known.id)]
    meant = [each for each in current if told.was is None or _meets(each, told.was)]
    if len(meant) != 1:
        kept = [(each.first, each.last) for each in current]
        return [Say(case.chat, words.which_absence(kept), case.known.id)]
    if told.first == told.last:
        to = told.first, _as_long(case, meant[0], told.first)
    return _move(tx, case, who, meant[0], to, text)


def corrected(
    tx: Tx,
    case: Case,
    told: Corrected,
    current: Sequence[Absence],
    today: date,
    text: str,
    *,
    asked: datetime | None,
) -> list[Response] | None:
    """Put other days in the place of those told before; None if the line is of something else.

    `asked`: when a question about a duty was asked that a bare day may answer.
    """
    if not current:
        return None
    newest = max(current, key=lambda each: each.id)
    fresh = is_afterthought(tx, case, newest)
    if not told.surely and not (fresh and (asked is None or asked < newest.at)):
        return None
    meant = _meant(told, current, newest if fresh else None)
    if meant is None and not (fresh or told.slipped):
        return None  # days of another absence
    if meant is None:
        kept = [(each.first, each.last) for each in current]
        return [Say(case.chat, words.which_absence(kept), case.known.id)]
    first = told.first or meant.first
    days = first, told.last or _as_long(case, meant, first)
    if not first <= days[1] or days[1] < today:
        over = words.over_already(days[1], today)
        return [Say(case.chat, over, case.known.id)]
    who = Instead(told.deputy, told.name)
    if days == (meant.first, meant.last) and not who.is_named:
        return [Say(case.chat, words.known_already([days], days), case.known.id)]
    return _move(tx, case, who, meant, days, text)


def _meant(told: Corrected, current: Sequence[Absence], newest: Absence | None) -> Absence | None:
    """The absence that is corrected: the one on the days denied, the `newest`, or the only one."""
    met = [each for each in current if told.was and _meets(each, told.was)]
    if told.was is not None:
        return met[0] if len(met) == 1 else None
    if newest is not None:
        return newest
    return current[0] if len(current) == 1 and told.slipped else None


def _meets(absence: Absence, days: Days) -> bool:
    return absence.first <= days[1] and days[0] <= absence.last


def _as_long(case: Case, before: Absence, first: date) -> date:
    """The last day of as many working days as an absence has, from a day on."""
    workdays = Workdays(case.desk.plans.first.calendar)
    length = workdays.between(before.first - DAY, before.last)
    if not length or not workdays.is_worked(first):
        return first + (before.last - before.first)
    return workdays.shift(first, length - 1) if length > 1 else first


def _move(tx: Tx, case: Case, who: Instead, before: Absence, to: Days, text: str) -> list[Response]:
    was = before.first, before.last
    stood_in = outlook(tx, case, before, case.known.units).instead
    absences.end(tx, [before.id], case.now)
    message, comes_to = keep(tx, case, who, to, text, before=before, was=was)
    left = [person for person in stood_in if person not in comes_to.instead]
    tell_of_return(tx, case, before, left, begun=False)
    return [Say(case.chat, words.as_moved(message, to, was), case.known.id)]
