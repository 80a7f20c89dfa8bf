"""The scripted people: phones in private chats, groups and their members."""

from dataclasses import dataclass

from tests.standins.zalo_bot.ledger import Sent
from tests.standins.zalo_bot.style import Json
from tests.standins.zalo_bot.world import Account, Chat

CHAT_TYPES = ("text", "image", "sticker", "voice", "unsupported")


@dataclass
class Screen:
    """A chat as a person sees it."""

    account: Account
    chat: Chat

    @property
    def shows(self) -> list[Sent]:
        """What the bot has sent here, oldest first."""
        return [s for s in self.account.ledger.sent if s.chat == self.chat.id and s.delivered]

    @property
    def transcript(self) -> str:
        """The bot's texts here."""
        return "\n---\n".join(sent.text for sent in self.shows)

    async def expects(self, words: str, *, within: float = 5.0) -> Sent:
        """The newest message of the bot with these words, waited for in real time.

        Raises AssertionError with the transcript if none comes.
        """
        found = await self.chat.bell.until(lambda: self._newest(words), within=within)
        if found is None:
            raise AssertionError(f"{self.chat.name} never saw {words!r}:\n{self.transcript}")
        return found

    def _newest(self, words: str) -> Sent | None:
        return next((sent for sent in reversed(self.shows) if words in sent.text), None)

    def leaves(self) -> None:
        """The bot can no longer write here; it is told nothing."""
        self.chat.open = False


@dataclass
class Phone(Screen):
    """A person in a private chat: the chat's id is the person's."""

    def says(self, text: str) -> Json:
        """Type a message."""
        return self.happens("text", {"text": text})

    def sends_photo(self, url: str, caption: str = "") -> Json:
        """Send a picture, which Zalo hosts at that address."""
        words = {"caption": caption} if caption else {}
        return self.happens("image", {self.account.photo_key: url} | words)

    def sends_sticker(self) -> Json:
        """Send a sticker."""
        return self.happens("sticker", {"sticker": "smile", "url": "https://stickers.example/1"})

    def sends_voice(self, url: str = "https://voice.example/1.aac") -> Json:
        """Speak."""
        return self.happens("voice", {"voice_url": url})

    def sends_unsupported(self) -> Json:
        """Send what Zalo withholds from bots, or be somebody whom it protects."""
        return self.account.happens("message.unsupported.received", None)

    def happens(self, kind: str, content: Json) -> Json:
        """Any event of this person's."""
        return self.account.happens(
            f"message.{kind}.received", message(self.account, self.chat, self.user, content)
        )

    @property
    def user(self) -> Json:
        """The person as updates show it."""
        return {"id": self.chat.id, "display_name": self.chat.name, "is_bot": False}


@dataclass
class Member(Screen):
    """A person in a group."""

    user: Json

    def says(self, text: str, *, tagged: bool = True, tag: str | None = None) -> Json | None:
        """Type a message. One that tags nobody never reaches the bot: None.

        `tag` is what is written for the bot's name, in place of its own spelling.
        """
        if not tagged:
            return None
        words = f"@{self.account.name if tag is None else tag} {text}"
        return self._posts(words)

    def replies(self, text: str) -> Json:
        """Answer a message of the bot's: this reaches it without a tag."""
        return self._posts(text)

    def _posts(self, text: str) -> Json:
        content = {"text": text}
        return self.account.happens(
            "message.text.received", message(self.account, self.chat, self.user, content)
        )


@dataclass
class Group:
    """A group with the bot in it."""

    account: Account
    chat: Chat

    def member(self, who: "str | Phone") -> Member:
        """Somebody of the group; a phone's owner keeps the id that the bot knows."""
        if isinstance(who, Phone):
            return Member(self.account, self.chat, who.user)
        user = {"id": self.account.new_id("user"), "display_name": who, "is_bot": False}
        return Member(self.account, self.chat, user)


def message(account: Account, chat: Chat, user: Json, content: Json) -> Json:
    """A message as updates carry it."""
    return {
        "message_id": account.new_id("message"),
        "date": account.now_ms(),
        "from": user,
        "chat": chat.json(),
        **content,
    }
