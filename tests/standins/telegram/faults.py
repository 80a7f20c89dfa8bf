"""What may go wrong with calls to Telegram, beside what goes wrong anywhere."""

from tests.standins.faults import Faults
from tests.standins.telegram.refusals import UNAUTHORIZED, Refusal, too_many


class TelegramFaults(Faults[Refusal]):
    """Faults with the refusals that are met most, in JSON as Telegram words them."""

    def server_error(
        self, method: str | None = None, *, chat: int | None = None, times: int = 1
    ) -> None:
        """500 with JSON; nothing takes effect."""
        self.refuse(Refusal(500, "Internal Server Error"), method, chat=chat, times=times)

    def unauthorized(
        self, method: str | None = None, *, chat: int | None = None, times: int = 1
    ) -> None:
        """401, as after the token was revoked."""
        self.refuse(UNAUTHORIZED, method, chat=chat, times=times)

    def flood(
        self,
        retry_after_s: int,
        method: str | None = None,
        *,
        chat: int | None = None,
        times: int = 1,
    ) -> None:
        """429 with `retry_after`, which may be hours."""
        self.refuse(too_many(retry_after_s), method, chat=chat, times=times)
