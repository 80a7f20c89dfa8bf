"""What the contract needs of a channel and its world, and what talking channels have in common."""

from enum import Enum
from typing import Protocol, Self

from bot.channels import Channel
from bot.messages import Address, Choice, Content, Incoming, Message, Said, Tapped


class Trouble(Enum):
    """What goes wrong with the next message."""

    LOST = "taken, then the connection breaks"
    AWAY = "nobody listens"
    HURRIED = "the platform asks to slow down"
    REFUSED = "the platform does not know the token"


class Rig(Protocol):
    """One channel, open within `async with`, and somebody who can be reached by it.

    `talks`: it carries any words, both ways; one that does not has a form of its own for them, and
    names no person in what comes back. `longest` is how many letters of a message's words arrive,
    None where all do. `has_network` is False for what can fail only as a test says.
    """

    most_buttons: int
    can_edit: bool
    can_show: bool
    talks: bool
    longest: int | None
    has_network: bool
    channel: Channel
    somebody: Address

    async def __aenter__(self) -> Self:
        """Open the channel; nothing waits to be received."""

    async def __aexit__(self, *_: object) -> None:
        """Close it, and fail if it has broken a rule of its platform."""

    def message(self, words: str) -> Message:
        """A message of the kind that the channel carries, with these words."""

    def asking(self, done: str) -> Message:
        """A message with a choice ✅ of this data, and a choice ❌ of the data `not:1`."""

    def worded(self, words: str) -> str:
        """How somebody reads a message with these words."""

    def says(self, text: str) -> None:
        """Somebody gives the bot an answer: writes it, or presses a button of that label."""

    def heard(self, text: str) -> Content:
        """What such an answer is received as."""

    def sends_file(self, name: str, content: bytes, caption: str) -> None:
        """Somebody sends a file to the bot, with words below it."""

    def files(self) -> list[tuple[str, bytes]]:
        """The bot's files on somebody's screen, oldest first: the words below, and the bytes."""

    def taps(self, sign: str) -> None:
        """Somebody presses the choice ✅ or ❌ of the newest message."""

    def meant(self, incoming: Incoming) -> tuple[str, str | None]:
        """The data of a choice that has come in, and the id of the message it stood under."""

    def blocks(self) -> None:
        """Somebody wants to hear no more of the bot."""

    def shown(self) -> list[str]:
        """The texts of the bot on somebody's screen, oldest first."""

    async def troubles(self, trouble: Trouble) -> None:
        """The next message meets trouble. Only where `has_network`."""

    def secrets(self) -> list[str]:
        """What must stand in no log and no error."""


class Talking:
    """A channel that carries any words."""

    talks = True
    longest: int | None = None
    has_network = True

    def message(self, words: str) -> Message:
        return Message("Nhắc việc", words)

    def asking(self, done: str) -> Message:
        choices = (Choice("✅ Đã xong", done), Choice("❌ Chưa xong", "not:1"))
        return Message("Nhắc việc: còn 3 ngày", "Treo băng rôn, khẩu hiệu", (choices,))

    def worded(self, words: str) -> str:
        return f"Nhắc việc\n{words}"

    def heard(self, text: str) -> Content:
        return Said(text)

    def meant(self, incoming: Incoming) -> tuple[str, str | None]:
        assert isinstance(incoming.content, Tapped)
        return incoming.content.data, incoming.content.message_id
