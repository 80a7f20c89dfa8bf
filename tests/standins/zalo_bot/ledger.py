"""What the bot asked for and what it sent, so that a test can say “exactly once”."""

from collections import Counter
from dataclasses import dataclass, field

from tests.standins.bell import Bell
from tests.standins.zalo_bot.style import Json


@dataclass(frozen=True)
class Call:
    """One call. `code` is what was decided: 0 where it took effect, seen by the client or not.

    `at` is Unix seconds of the server's clock. `violations` are what no client of Zalo may do.
    """

    at: float
    token: str
    method: str
    params: Json
    code: int
    violations: tuple[str, ...] = ()
    fault: str | None = None


@dataclass(frozen=True)
class Sent:
    """A message that Zalo took. `delivered` is False where it takes one and then loses it."""

    at: float
    token: str
    chat: str
    method: str
    text: str
    message_id: str
    delivered: bool = True
    content: Json = field(default_factory=dict)


@dataclass
class Ledger:
    """Everything, in order."""

    calls: list[Call] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    bell: Bell = field(default_factory=Bell)

    @property
    def violations(self) -> list[str]:
        """What was asked for that Zalo does not offer; a correct client leaves it empty."""
        return [words for call in self.calls for words in call.violations]

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    def note(self, call: Call) -> None:
        """Write a call down once it is decided."""
        self.calls.append(call)
        self.bell.ring()

    async def more(self, method: str, count: int, *, within: float) -> None:
        """Wait until so many more calls of a method are decided."""
        enough = len(self.called(method)) + count
        look = self.bell.until(lambda: len(self.called(method)) >= enough or None, within=within)
        if not await look:
            raise AssertionError(f"{method} was not called {count} times more")

    def texts(self, chat: str) -> list[str]:
        """What arrived in a chat, oldest first."""
        return [each.text for each in self.sent if each.chat == chat and each.delivered]

    def repeated(self) -> dict[tuple[str, str], int]:
        """Texts that one chat was sent more than once, with how often."""
        counts = Counter((each.chat, each.text) for each in self.sent)
        return {key: count for key, count in counts.items() if count > 1}
