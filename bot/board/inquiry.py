"""Questions about how things stand: the own work of a unit, the board, and parts of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot import access
from bot.access import Wish
from bot.board import overview
from bot.case import Case
from bot.choices.views import Sight, View, tag
from bot.desk import InForce
from bot.messages import Address, Message
from bot.people import Post, Role
from bot.responses import Response, Say
from bot.scopes import Scope, scopes
from bot.store import boards, numbers, people
from bot.store.memory import Tx
from bot.understand import Query
from bot.understand.dialogue.hours import hour_in, until_a_day, up_to_the_end
from bot.wording import answers, joining
from bot.wording import boards as board_words
from bot.wording import calendars as calendar_words
from bot.wording import views as view_words
from bot.wording.reminders import AT_MOST
from schedules.plan import Activity, Plan
from schedules.progress import Board, Standing, State
from schedules.slices import Slice
from schedules.workdays import DAY, local_instant


def own_work(tx: Tx, case: Case) -> list[Response]:
    """The open duties of whoever asks, under their numbers, with buttons.

    In a group these are the duties of its unit, also for whoever is at home in two.
    """
    found: list[Response] = []
    units = _units_here(tx, case)
    for each in case.desk.plans.all() if access.may(case.person, Wish.OWN_WORK) else ():
        board = boards.read(tx, each.plan, case.now)
        mine = [s for s in board.standings if s.assignment.unit.id in units]
        if mine:
            found += listed(tx, case.chat, case.known.id, board, mine, case.now)
    elsewhere = bool(case.known.units - units)
    none = joining.own_work_in_private() if elsewhere else joining.no_own_work()
    return found or [Say(case.chat, none, case.known.id)]


def _units_here(tx: Tx, case: Case) -> frozenset[str]:
    """The units whose work somebody may be shown here."""
    if not case.chat.is_group:
        return frozenset(case.known.units)
    groups = people.persons(
        tx, [each.person for each in people.at_address(tx, case.chat)], case.now
    )
    return frozenset(unit for group in groups.values() for unit in group.units & case.known.units)


def calendars(case: Case) -> list[Response]:
    """The secret addresses of calendars for whoever may have them, never in a group."""
    url = case.desk.calendar_url
    if url is None:
        message = calendar_words.none()
    elif not access.may(case.person, Wish.CALENDAR):
        message = calendar_words.not_yours()
    elif case.chat.is_group:
        message = calendar_words.in_private()
    else:
        plans = [each.plan for each in case.desk.plans.all()]
        found = [(p.name_of(s.unit) if s.unit else "", s) for p in plans for s in _own(case, p)]
        message = calendar_words.addresses([(name, url(scope)) for name, scope in found])
    return [Say(case.chat, message, case.known.id)]


def _own(case: Case, plan: Plan) -> list[Scope]:
    """Whose calendars somebody may have: of everything, or of the units they are at the head of."""
    if any(case.known.holds(role) for role in (Role.LEADER, Role.OFFICE)):
        return [Scope(plan.id)]
    mine = (s for s in scopes(plan) if s.unit is not None)
    return [s for s in mine if any(_heads(post, s.unit) for post in case.known.posts)]


def _heads(post: Post, unit: str | None) -> bool:
    return post.unit == unit and post.role in access.ALLOWED[Wish.CALENDAR]


def listed(
    tx: Tx, chat: Address, person: int, board: Board, mine: Sequence[Standing], now: datetime
) -> list[Say]:
    """The list of a person's open duties, each under its number; in pages if it is long."""
    opened = answers.in_order(mine)
    given = numbers.assign(tx, person, [_duty(board, s) for s in opened], now)
    numbered = [(given[_duty(board, s)], s) for s in opened]
    names = ", ".join(dict.fromkeys(s.assignment.unit.short for s in mine))
    done = len(mine) - len(opened)
    pages = answers.own_work(board.plan, numbered, names, now, done=done)
    items = [(n, board.plan.id, s.assignment) for n, s in numbered]
    return [
        Say(chat, page, person, tuple(items[first : first + AT_MOST]))
        for first, page in zip(range(0, len(items) + 1, AT_MOST), pages, strict=False)
    ]


def numbers_of_all(tx: Tx, case: Case) -> Mapping[numbers.Duty, int]:
    """The number of every open duty of a person's units; a new one is kept once it is shown."""
    opened: list[numbers.Duty] = []
    for each in case.desk.plans.all():
        board = boards.read(tx, each.plan, case.now)
        mine = [s for s in board.standings if s.assignment.unit.id in case.known.units]
        opened += [_duty(board, s) for s in answers.in_order(mine)]
    return numbers.proposed(tx, case.known.id, opened, case.now)


def _duty(board: Board, each: Standing) -> numbers.Duty:
    return board.plan.id, each.assignment.key


def answer(tx: Tx, case: Case, query: Query, text: str) -> list[Message]:
    """What a question in free words asks for, plan by plan; as of a past moment if it names one."""
    return [_answered(tx, case, each, query, text) for each in case.desk.plans.all()]


def _answered(tx: Tx, case: Case, plan: InForce, query: Query, text: str) -> Message:
    coming = _coming(plan, query, text, case.now)
    if coming is not None:
        return _ahead(tx, case, plan, query, coming)
    at = _moment(plan, query, text, case.now)
    if at is not None:
        query = replace(query, since=None, until=None)
    view = way(plan.plan, query, at)
    if query.kind not in _WANTED:
        return overview.look(tx, case, plan, view)
    board = boards.as_of(tx, plan.plan, at) if at else boards.read(tx, plan.plan, case.now)
    found = chosen(board, query)
    beside = _late(board, query, found) if query.kind == "due_soon" and not at else 0
    days = query.since, query.until
    message = board_words.part(board, found, query.kind, query.unit, days, overdue=beside)
    return view_words.with_way(message, view)


def _ahead(tx: Tx, case: Case, plan: InForce, query: Query, days: tuple[date, date]) -> Message:
    """A day that has not come has no state yet: what falls due until then, and what is late now."""
    board = boards.read(tx, plan.plan, case.now)
    due = replace(query, kind="due_soon", since=days[0], until=days[1])
    found = chosen(board, due)
    late = _late(board, query, found)
    message = board_words.ahead(board, found, query.unit, days, overdue=late)
    return view_words.with_way(message, View(tag(plan.plan.id)))


def _late(board: Board, query: Query, found: Sequence[Standing]) -> int:
    """How many of those asked about are overdue, whenever they were due, beside what is found."""
    late = chosen(board, replace(query, kind="overdue", since=None, until=None))
    return sum(each not in found for each in late)


def chosen(board: Board, query: Query) -> list[Standing]:
    """The duties of a board that a question is about; all of them if it is about the whole."""
    wanted = _WANTED.get(query.kind)
    found = [
        s for s in board.standings if wanted is None or (wanted(s) and _within(board, s, query))
    ]
    if query.kind == "due_soon":
        found.sort(key=lambda s: s.assignment.deadline.ends)
    return found


def way(plan: Plan, query: Query, at: datetime | None = None) -> View:
    """The view of the board that is nearest to a question."""
    view = View(tag(plan.id), at=at)
    if query.kind not in _WANTED:
        return _of_section(plan, query, view)
    closer = _CLOSER.get(query.kind)
    if query.unit is not None and query.kind == "by_unit":
        closer = replace(view, sight=Sight.UNIT, which=tag(query.unit))
    return replace(closer, plan=view.plan, at=at) if closer else view


def _of_section(plan: Plan, query: Query, whole: View) -> View:
    """The section whose days a question is about, if it is one; else the whole."""
    days = query.since, query.until
    named = [name for name, span in plan.sections.items() if span == days]
    if len(named) != 1:
        return whole
    return replace(whole, sight=Sight.SECTION, which=tag(named[0]))


def _coming(plan: InForce, query: Query, text: str, now: datetime) -> tuple[date, date] | None:
    """The days ahead whose state is asked for: from today where a text asks up to one of them.

    None for a question of what falls due in them, or of a section of the plan that lies in them.
    """
    today = now.astimezone(plan.plan.zone).date()
    if query.since is None or query.until is None or query.since <= today:
        return None
    if query.since == query.until and (until_a_day(text) or query.kind != "due_soon"):
        return today, query.until
    whole = View(tag(plan.plan.id))
    asks_state = query.kind in ("overview", "done", "overdue")
    if asks_state and _of_section(plan.plan, query, whole) == whole:
        return query.since, query.until
    return None


def _moment(plan: InForce, query: Query, text: str, now: datetime) -> datetime | None:
    """The past moment that a question names: an hour of one day, or the end of one."""
    if query.since is None or (query.since != query.until and not up_to_the_end(text)):
        return None
    zone, hour = plan.plan.zone, hour_in(text)
    if hour is not None:
        at = local_instant(query.since, hour, zone)
    elif up_to_the_end(text):
        at = local_instant(query.since + DAY, time(), zone) - timedelta(seconds=1)
    else:
        return None
    return at if at < now else None


_CLOSER = {
    "overdue": View("", Sight.SLICE, Slice.OVERDUE),
    "not_done": View("", Sight.SLICES),
    "done": View("", Sight.SLICES),
}


def _within(board: Board, each: Standing, query: Query) -> bool:
    """Whether a duty is of the unit and activity asked for, and in the window asked for."""
    duty = each.assignment
    if query.unit not in (None, duty.unit.id):
        return False
    if query.activity is not None and not _belongs(duty.activity, query.activity, board.plan):
        return False
    day: date = duty.deadline.day
    if query.kind == "done" and each.reply:
        day = each.reply.counts_at.astimezone(board.plan.zone).date()
    return (query.since is None or day >= query.since) and (
        query.until is None or day <= query.until
    )


def _belongs(each: Activity, asked: str, plan: Plan) -> bool:
    """Whether an activity is the one asked for, or is cut from its row: 2.2.4a belongs to 2.2.4."""
    if each.id == asked:
        return True
    rows = {a.source.row for a in plan.activities if a.id == asked and a.source.row is not None}
    return each.id.startswith(asked) and each.source.row in rows


_WANTED: dict[str, Callable[[Standing], bool]] = {
    "by_unit": lambda _: True,
    "by_activity": lambda _: True,
    "overdue": lambda s: s.overdue,
    "not_done": lambda s: not s.done,
    "done": lambda s: s.state is State.DONE,
    "due_soon": lambda s: not s.done,
}
