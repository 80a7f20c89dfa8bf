"""What may go wrong with calls to the Bot Platform, beside what goes wrong anywhere."""

from tests.standins.faults import Faults
from tests.standins.zalo_bot.style import INTERNAL, QUOTA, UNAUTHORIZED, Refusal


class BotFaults(Faults[Refusal]):
    """Faults with the refusals that are met most; each comes in an envelope of the server's."""

    def internal(self, method: str | None = None, *, times: int = 1) -> None:
        """403, which the official table calls an internal error."""
        self.refuse(INTERNAL, method, times=times)

    def unauthorized(self, method: str | None = None, *, times: int = 1) -> None:
        """401, as after the token was reset."""
        self.refuse(UNAUTHORIZED, method, times=times)

    def quota(self, method: str | None = "sendMessage", *, times: int = 1) -> None:
        """429 in JSON: quota or rate, Zalo does not say which."""
        self.refuse(QUOTA, method, times=times)
