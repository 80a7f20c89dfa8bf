"""What has changed between two boards of one plan. Pure."""

from dataclasses import dataclass

from schedules.progress import Board, Standing, State


@dataclass(frozen=True, slots=True)
class Changes:
    """The news between two boards, as the later one shows it; each in the plan's order.

    `overdue` are not done yet and were not overdue before; `reasons` were answered not done, with
    a reason that was not known before; `returned` were reported done and sent back; `moved` have
    a later deadline than before.
    """

    done: tuple[Standing, ...] = ()
    overdue: tuple[Standing, ...] = ()
    reasons: tuple[Standing, ...] = ()
    returned: tuple[Standing, ...] = ()
    moved: tuple[Standing, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any news."""
        found = (self.done, self.overdue, self.reasons, self.returned, self.moved)
        return any(found)


def changes(before: Board, after: Board) -> Changes:
    """What has changed; duties that only one of the boards has are no news of these kinds."""
    was = {each.assignment.key: each for each in before.standings}
    pairs = [(was[s.assignment.key], s) for s in after.standings if s.assignment.key in was]
    return Changes(
        done=tuple(now for then, now in pairs if now.done and not then.done),
        overdue=tuple(now for then, now in pairs if now.overdue and not then.overdue),
        reasons=tuple(now for then, now in pairs if _explained(then, now) and not now.returned),
        returned=tuple(now for then, now in pairs if _explained(then, now) and now.returned),
        moved=tuple(now for then, now in pairs if _moved(then, now)),
    )


def _explained(then: Standing, now: Standing) -> bool:
    if now.state is not State.NOT_DONE or now.reply is None or not now.reply.reason:
        return False
    return then.reply is None or then.reply.id != now.reply.id


def _moved(then: Standing, now: Standing) -> bool:
    return now.assignment.deadline.ends > then.assignment.deadline.ends
