"""The journal of calls: what the bot asked for, and what it was answered."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.standins.telegram.spec import Json


@dataclass(frozen=True)
class Call:
    """One call. `status` is what was decided: 200 where it took effect, seen by the client or not.

    `at` is a time of the injected clock, when the call came. `fault` names the scripted fault
    that struck, if any; status 0 with a fault means that the connection was closed first.
    """

    at: float
    method: str
    params: Json
    status: int
    description: str = ""
    violations: tuple[str, ...] = ()
    fault: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the call took effect."""
        return self.status == 200


@dataclass
class Journal:
    """Every call in the order in which it was decided."""

    entries: list[Call] = field(default_factory=list)

    def calls(self, method: str | None = None) -> list[Call]:
        """The calls of one method, or all."""
        return [call for call in self.entries if method in {None, call.method}]

    @property
    def refusals(self) -> list[Call]:
        """Calls that were answered with `ok: false`, for whatever reason."""
        return [call for call in self.entries if not call.ok]

    @property
    def violations(self) -> list[str]:
        """What the published rules forbid and a bot did; a correct client leaves it empty."""
        return list(self._violations())

    def _violations(self) -> Iterator[str]:
        for call in self.entries:
            yield from call.violations
