"""When duties are first to be asked about, and what that says of those nothing was sent about.

Pure: a duty whose turn has not come is not silent, and one whose turn has gone by unsaid is not,
either, whatever the reason was.
"""

from bisect import bisect_right
from datetime import datetime

from schedules.plan import Plan
from schedules.progress import Reach
from schedules.timetable import first_turns

Key = tuple[str, str]


class Turns:
    """The first turns of the duties of one plan, by (activity id, unit id)."""

    def __init__(self, plan: Plan) -> None:
        """Find them."""
        turn = first_turns(plan)
        self._turn = {duty.key: turn(duty) for duty in plan.assignments}
        found = sorted((at, key) for key, at in self._turn.items() if at is not None)
        self._moments = [at for at, _ in found]
        self._keys = [key for _, key in found]

    def unsent(self, key: Key, at: datetime) -> Reach:
        """How far messages had got at an instant about a duty of which none was sent."""
        turn = self._turn.get(key)
        return Reach.PENDING if turn is None or turn > at else Reach.MISSED

    def between(self, after: datetime, until: datetime) -> set[Key]:
        """The duties whose first turn lies in (after, until]."""
        first = bisect_right(self._moments, after)
        return set(self._keys[first : bisect_right(self._moments, until)])
