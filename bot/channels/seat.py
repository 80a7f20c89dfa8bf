"""The one seat per bot from which its updates are polled, however many processes there are.

Some platforms hand each update to whichever poller asks first; two would share the updates between
them and double the calls.
"""

from typing import Protocol


class Seat(Protocol):
    """Held by one process at a time. Kept by taking it again before it lapses."""

    async def take(self) -> bool:
        """Take the seat, or keep it; False while another process has it."""

    async def leave(self) -> None:
        """Give the seat up, if it is held. Repeating it is safe."""


class OnlySeat:
    """The seat where no other process can be."""

    async def take(self) -> bool:
        """It is always free."""
        return True

    async def leave(self) -> None:
        """Nobody waits for it."""
