"""One person's screen and hands in one chat: typing, tapping, editing, waiting for the bot."""

from collections.abc import Callable
from typing import Any

from tests.standins.telegram.entities import Formatted, with_found
from tests.standins.telegram.keyboards import buttons_of
from tests.standins.telegram.methods import photo_size
from tests.standins.telegram.spec import Json
from tests.standins.telegram.world import Account, Chat, Query, User

TINY_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
Looks = str | Callable[[str], bool]


class Tap:
    """A tap on a button, and what the bot answers to it."""

    def __init__(self, chat: Chat, query: Query) -> None:
        self._chat, self.query = chat, query

    @property
    def answer(self) -> Json | None:
        """The parameters of answerCallbackQuery; None while there is no answer."""
        return self.query.answer

    async def answered(self, *, within: float = 2.0) -> Json:
        """The answer, as soon as it comes; AssertionError after `within` real seconds."""
        answer = await self._chat.bell.until(lambda: self.query.answer, within=within)
        assert answer is not None, f"the tap {self.query.id} was not answered in {within} s"
        return answer


class Screen:
    """What one person sees and does in one chat with the bot."""

    def __init__(self, account: Account, chat: Chat, user: User) -> None:
        self.account, self.chat, self.user = account, chat, user
        self._read = {chat.id: len(chat.happenings)}

    @property
    def here(self) -> Chat:
        """The chat that the next word goes to."""
        return self.chat

    def says(self, text: str, **extra: Any) -> Json:
        """Type a message. `reply_to=message` quotes one; other fields are added to the Message."""
        return self.post(text, sender=self.user, extra=extra)

    def post(self, text: str, *, sender: User, extra: Json) -> Json:
        """Show a text and tell the bot of it, if it may know: see `_told`."""
        return self._publish(sender, written(text) | replied(extra))

    def sends_photo(self, caption: str = "", *, content: bytes = TINY_JPEG, **extra: Any) -> Json:
        """Send a photo that the bot can download."""
        number = self.account.number()
        file = self.account.store(content, f"photos/file_{number}.jpg")
        body: Json = {"photo": [photo_size(self.account, file.file_id)]} | replied(extra)
        return self._publish(self.user, body | ({"caption": caption} if caption else {}))

    def sends_document(
        self,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        mime_type: str = "application/pdf",
        **extra: Any,
    ) -> Json:
        """Send a file that the bot can download."""
        number = self.account.number()
        file = self.account.store(content, f"documents/file_{number}")
        document = {
            "file_id": file.file_id,
            "file_unique_id": file.file_id[-8:],
            "file_name": name,
            "mime_type": mime_type,
            "file_size": len(content),
        }
        body: Json = {"document": document} | replied(extra)
        return self._publish(self.user, body | ({"caption": caption} if caption else {}))

    def sends(self, **content: Any) -> Json:
        """Send a message of any other kind, its fields as published: `sends(contact={…})`."""
        return self._publish(self.user, content)

    def edits(self, message: Json, text: str) -> Json:
        """Change the text of one's own message."""
        stamp = {"edit_date": int(self.account.wall())}
        kept = {k: v for k, v in message.items() if k not in {"text", "entities"}}
        edited = self.here.show(kept | written(text) | stamp)
        if self._told(edited):
            self.account.queue.push("edited_message", edited)
        return edited

    def taps(self, label: str, message: Json | None = None) -> Tap:
        """Tap the button whose label begins so, in a message or in the newest that has one."""
        candidates = [message] if message else list(reversed(self.here.messages.values()))
        for each in candidates:
            now = self.here.messages.get(each["message_id"], {})
            for button in buttons_of(now):
                if button["text"].startswith(label) and "callback_data" in button:
                    return self.taps_data(button["callback_data"], now)
        raise AssertionError(f"no button {label!r} on the screen:\n{self.here.transcript()}")

    def taps_data(self, data: str, message: Json, *, inaccessible: bool = False) -> Tap:
        """Send any callback data, as a forged client can.

        `inaccessible`: the message comes without its content, as one that is too old does.
        """
        bare = {"chat": self.here.json(), "message_id": message["message_id"], "date": 0}
        query = Query(f"38294720{self.account.number():08d}", self.account.clock())
        self.account.queries[query.id] = query
        self.account.queue.push(
            "callback_query",
            {
                "id": query.id,
                "from": self.user.json(),
                "message": bare if inaccessible else message,
                "chat_instance": str(-(10**17) - self.here.id),
                "data": data,
            },
        )
        return Tap(self.here, query)

    @property
    def transcript(self) -> str:
        """What the screen shows now."""
        return self.here.transcript()

    @property
    def shows(self) -> list[Json]:
        """The bot's messages on the screen, oldest first, as they stand after edits."""
        return [m for m in self.here.messages.values() if m["from"]["id"] == self.account.me.id]

    async def expects(self, looks: Looks = "", *, within: float = 2.0) -> Json:
        """The next message or edit of the bot that looks so (a part of its text, or a test of it).

        What was expected before is not seen again; AssertionError after `within` real seconds.
        """
        found = await self.here.bell.until(lambda: self._next(looks), within=within)
        assert found is not None, f"nothing like {looks!r} in {within} s; on the screen:\n" + (
            self.transcript or "(nothing)"
        )
        return found

    def _next(self, looks: Looks) -> Json | None:
        begin = self._read.get(self.here.id, 0)
        for at, message in enumerate(self.here.happenings[begin:], begin):
            text = str(message.get("text", message.get("caption", "")))
            fits = looks in text if isinstance(looks, str) else looks(text)
            if fits and message["from"]["id"] == self.account.me.id:
                self._read[self.here.id] = at + 1
                return message
        return None

    def _publish(self, sender: User, content: Json) -> Json:
        message = self.here.show(self.account.compose(self.here, sender, content))
        if self._told(message):
            self.account.queue.push("message", message)
        return message

    def _told(self, message: Json) -> bool:
        """Whether the bot hears of it: in groups only commands and replies to it (privacy mode).

        https://core.telegram.org/bots/features#privacy-mode
        """
        if not self.here.is_group or self.account.sees_everything_in_groups:
            return True
        to_bot = message.get("reply_to_message", {}).get("from", {}).get("id") == self.account.me.id
        return to_bot or addressed(message, self.account.me.username or "")


def addressed(message: Json, username: str) -> bool:
    """Whether a message begins with a command that is for this bot or for nobody by name."""
    first: Json = next(iter(message.get("entities", ())), {})
    if first.get("type") != "bot_command" or first["offset"] != 0:
        return False
    _, _, named = message["text"][: first["length"]].partition("@")
    return not named or named.lower() == username.lower()


def written(text: str) -> Json:
    """The text fields of a message that somebody types."""
    found = with_found(Formatted(text)).entities
    return {"text": text} | ({"entities": list(found)} if found else {})


def replied(extra: Json) -> Json:
    """The extra fields, `reply_to` put as Telegram names it."""
    original = extra.pop("reply_to", None)
    if original is None:
        return extra
    bare = {k: v for k, v in original.items() if k != "reply_to_message"}
    return extra | {"reply_to_message": bare}
