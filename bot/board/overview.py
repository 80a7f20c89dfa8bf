"""The board in the chat: one screen, and every way deeper into it by button.

Whoever presses is asked for the right to see the board again, and what is shown is read again,
so that an old message opens onto today's figures. Only a look at a past moment stays there.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot import access
from bot.access import Wish
from bot.board import exhibits
from bot.case import Case
from bot.choices.views import Paper, Proof, Sight, View, duty_tag, named, tag
from bot.desk import InForce
from bot.messages import Choice, Message
from bot.responses import Draw, Edit, Response, Say
from bot.store import audit, boards
from bot.store.memory import Tx
from bot.understand import UnitName
from bot.understand.leaders.orders import paper_in, state_in, urging_in
from bot.understand.words.mentions import unit_named
from bot.wording import joining, verdicts
from bot.wording import views as words
from schedules import slices
from schedules.progress import Board, Standing, is_exception
from schedules.slices import Part, Slice
from schedules.timetable import Timetable


def whole(tx: Tx, case: Case, at: datetime | None = None) -> list[Response]:
    """The board of every plan, for those who may see it; as it was, if `at` names a past moment."""
    refused = refusal(case)
    if refused is not None:
        if not access.may(case.person, Wish.BOARD):
            audit.note(tx, "board_refused", who=str(case.known.id), now=case.now)
        return [Say(case.chat, refused, case.known.id)]
    return [
        Say(case.chat, look(tx, case, each, View(tag(each.plan.id), at=at)), case.known.id)
        for each in case.desk.plans.all()
    ]


def refusal(case: Case) -> Message | None:
    """Why the board is not shown here to whoever asks; None if it may be."""
    if not access.may(case.person, Wish.BOARD):
        return joining.no_board()
    return joining.board_in_private() if case.chat.is_group else None


def ordered(case: Case, paper: Paper) -> list[Response]:
    """Answer an order for a paper."""
    refused = refusal(case)
    if refused is not None:
        return [Say(case.chat, refused, case.known.id)]
    plan = next((p for p in case.desk.plans.all() if tag(p.plan.id) == paper.plan), None)
    if plan is None:
        return [Say(case.chat, words.outdated(), case.known.id)]
    return [
        Say(case.chat, words.drawing(paper.form), case.known.id),
        Draw(case.chat, plan.plan.id, paper.form, paper.at or case.now),
    ]


def ordered_in_words(case: Case, text: str) -> list[Response]:
    """Answer a text that orders a paper, of every plan; nothing if it orders none."""
    form = paper_in(text)
    if form is None or refusal(case) is not None:
        return []
    found = [ordered(case, Paper(tag(each.plan.id), form)) for each in case.desk.plans.all()]
    return [response for each in found for response in each]


def urged_in_words(tx: Tx, case: Case, text: str) -> list[Response]:
    """Answer a text that wants somebody urged: the duties that it may be about, each with its way.

    Which duty is meant is for a person to choose: nobody is urged by words alone, and what is not
    behind is not offered.
    """
    whom = urging_in(text)
    if whom is None or refusal(case) or not access.may(case.person, Wish.URGE):
        return []
    found: list[Response] = []
    for each in case.desk.plans.all():
        units = tuple(UnitName(u.id, u.name, u.aliases) for u in each.plan.units.values())
        unit, plan = unit_named(text, units), tag(each.plan.id)
        if unit is None and whom == "a unit":
            continue
        view = View(plan, Sight.BEHIND, tag(unit)) if unit else View(plan, Sight.EXCEPTIONS)
        found.append(Say(case.chat, look(tx, case, each, view), case.known.id))
    return found


def state_in_words(tx: Tx, case: Case, text: str) -> list[Response]:
    """Answer a question for the duties in one state; nothing if it asks for none, or of a unit."""
    state = state_in(text)
    if state is None or refusal(case) is not None:
        return []
    found: list[Response] = []
    for each in case.desk.plans.all():
        units = tuple(UnitName(u.id, u.name, u.aliases) for u in each.plan.units.values())
        if unit_named(text, units):
            return []
        view = View(tag(each.plan.id), Sight.SLICE, Slice(state))
        found.append(Say(case.chat, look(tx, case, each, view), case.known.id))
    return found


def awaiting(tx: Tx, case: Case) -> list[Response]:
    """The results that wait for a verdict, each with its ways; nothing if this person has none."""
    if refusal(case) is not None or not access.may(case.person, Wish.ACCEPT):
        return []
    found: list[Response] = []
    for each in case.desk.plans.all():
        if any(s.awaits for s in boards.read(tx, each.plan, case.now).standings):
            view = View(tag(each.plan.id), Sight.SLICE, Slice.AWAITING)
            found.append(Say(case.chat, look(tx, case, each, view), case.known.id))
    return found


def proven(tx: Tx, case: Case, proof: Proof) -> list[Response]:
    """Answer a wish to see the evidence for a duty."""
    plan = next((p for p in case.desk.plans.all() if tag(p.plan.id) == proof.plan), None)
    duties = plan.plan.assignments if plan else ()
    wanted = [duty for duty in duties if duty_tag(duty.key) == proof.duty]
    if plan is None or not wanted:
        return [Say(case.chat, words.outdated(), case.known.id)]
    return exhibits.shown(tx, case, plan.plan, wanted)


def pressed(tx: Tx, case: Case, view: View, message_id: str | None) -> list[Response]:
    """Answer a button of the board: in the same message where the channel can."""
    message = refusal(case)
    if message is None:
        plan = next((p for p in case.desk.plans.all() if tag(p.plan.id) == view.plan), None)
        message = words.outdated() if plan is None else look(tx, case, plan, view)
        if message_id is not None and case.desk.channels[case.chat.channel].can_edit:
            return [Edit(case.chat, message_id, message, case.known.id)]
    return [Say(case.chat, message, case.known.id)]


def look(tx: Tx, case: Case, plan: InForce, view: View) -> Message:
    """What a view shows."""
    at = view.at
    board = boards.as_of(tx, plan.plan, at) if at else boards.read(tx, plan.plan, case.now)

    def ways(each: Standing) -> list[Choice]:
        """What may be done about a duty, now."""
        may_urge = view.at is None and is_exception(each) and access.may(case.person, Wish.URGE)
        may_judge = view.at is None and each.awaits and access.may(case.person, Wish.ACCEPT)
        urging = [words.urging(plan.plan, each)] if may_urge else []
        proof = [words.proof(plan.plan, each)] if each.evidence else []
        return [*urging, *(verdicts.ways(each) if may_judge else ()), *proof]

    return shown(board, view, ways, plan.timetable)


def shown(
    board: Board,
    view: View,
    ways: Callable[[Standing], Sequence[Choice]],
    timetable: Timetable,
) -> Message:
    """What a view shows of a board; `ways` gives what may be done about a duty."""
    if view.duty:
        each = next((s for s in board.standings if duty_tag(s.assignment.key) == view.duty), None)
        if each is None:
            return words.outdated()
        return words.duty(board, each, view, ways(each))
    match view.sight:
        case Sight.TOP:
            return words.top(board, view)
        case Sight.UNITS | Sight.SECTIONS | Sight.ACTIVITIES:
            return words.parts(board, view)
        case Sight.SLICES:
            return words.by_slice(board, view)
    found = _listed(board, view)
    unit = named(view.which, board.plan.units) if view.sight is Sight.BEHIND else None
    if unit is not None and found is not None and not found[1]:
        opened = [s for s in board.standings if s.assignment.unit.id == unit and not s.done]
        return words.none_behind(board, view, unit, opened, _next(timetable, board, unit, opened))
    return (
        words.outdated() if found is None else words.duties(board, found[1], view, found[0], ways)
    )


def _next(
    timetable: Timetable, board: Board, unit: str, opened: Sequence[Standing]
) -> datetime | None:
    """When a unit is reminded next of one of these duties."""
    keys = {each.assignment.key for each in opened}
    moments = (
        each.at
        for each in timetable.reminders
        if each.unit == unit and each.assignment and each.assignment.key in keys
    )
    return min((at for at in moments if at > board.as_of), default=None)


def _listed(board: Board, view: View) -> tuple[str, Sequence[Standing]] | None:
    """The duties that a view lists, under their heading; None if the plan has no such part."""
    match view.sight:
        case Sight.EXCEPTIONS:
            return words.EXCEPTIONS, board.exceptions
        case Sight.BEHIND:
            return _behind(board, view)
        case Sight.SLICE if view.which in list(Slice):
            which = Slice(view.which)
            return words.SLICES[which], slices.in_slice(board, which).standings
        case Sight.UNIT:
            return _of(slices.units(board), view, board.plan.name_of)
        case Sight.SECTION:
            return _of(slices.sections(board), view, words.section_name)
        case Sight.ACTIVITY:
            titles = {a.id: a.title for a in board.plan.activities}
            return _of(slices.activities(board), view, titles.__getitem__)
    return None


def _behind(board: Board, view: View) -> tuple[str, Sequence[Standing]] | None:
    """The duties of a unit that may be urged."""
    unit = named(view.which, board.plan.units)
    if unit is None:
        return None
    found = [s for s in board.exceptions if s.assignment.unit.id == unit]
    return words.behind(board.plan.name_of(unit)), found


def _of(
    parts: Sequence[Part[str]], view: View, name: Callable[[str], str]
) -> tuple[str, Sequence[Standing]] | None:
    key = named(view.which, [part.key for part in parts])
    if key is None:
        return None
    part = next(part for part in parts if part.key == key)
    return words.heading(name(key)), part.board.standings
