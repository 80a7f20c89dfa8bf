"""Which duties concern whom of leadership. Pure: entries of the plan, no persons.

The lowest rungs are the unit itself: its reminders go to its head, else to whoever answers for
the head. Then the office, then those in charge of the unit, then those above them all.
"""

from collections.abc import Collection

from schedules.plan import Leadership, Plan
from schedules.progress import Board, Standing, State
from schedules.timetable import Rung


def hearers(plan: Plan, unit: str, rung: Rung) -> tuple[Leadership, ...]:
    """The entries of leadership that a rung means for a unit; none for the office's own rung.

    Where nobody is named in charge of the unit, those above all are; where everybody is named
    in charge of something else, all of leadership is.
    """
    if rung is Rung.OFFICE:
        return ()
    if rung is Rung.DIRECTORS:
        return plan.directors
    return plan.in_charge(unit) or plan.directors or plan.leadership


def above(rung: Rung) -> tuple[Rung, ...]:
    """The rungs above one, the next first."""
    order = list(Rung)
    return tuple(order[order.index(rung) + 1 :])


def climbs(each: Standing, rung: Rung) -> bool:
    """Whether a duty whose term is over is news at a rung.

    The office's rung is about silence: any answer settles it. Those above hear of all that is
    not done.
    """
    return each.state is State.WAITING if rung is Rung.OFFICE else not each.done


def overseen(of: Board, by: Collection[Leadership]) -> Board:
    """The part of a board that some leaders oversee; all of it where one of them is above all.

    Leaders without an entry in the plan (none given) are above all, too.
    """
    if not by or any(not each.in_charge_of for each in by):
        return of
    units = {each.assignment.unit.id for each in of.standings}
    own = {unit for unit in units if set(by).intersection(hearers(of.plan, unit, Rung.LEADERS))}
    return of if own == units else of.part(s for s in of.standings if s.assignment.unit.id in own)
