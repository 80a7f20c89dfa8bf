"""The scripted people: phones with Zalo that know the Official Account."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.standins.bell import Bell
from tests.standins.zalo_oa.answers import Json

if TYPE_CHECKING:
    from tests.standins.zalo_oa.server import ZaloOaStandIn

DAY_S = 86_400.0
WINDOW_S, FREE_S = 7 * DAY_S, 2 * DAY_S


@dataclass(frozen=True)
class Sent:
    """A message that Zalo took for a person."""

    at: float
    user: str
    text: str
    message_id: str
    buttons: tuple[Json, ...] = ()
    content: Json = field(default_factory=dict)
    free: bool = True


@dataclass
class Phone:
    """Somebody with Zalo; `id` is scoped to the OA. `interacted` is Unix seconds, None: never."""

    oa: "ZaloOaStandIn"
    name: str
    id: str
    follower: bool = False
    interacted: float | None = None
    shows: list[Sent] = field(default_factory=list)
    bell: Bell = field(default_factory=Bell)

    # --- what the person does --------------------------------------------------------------------

    def joins(self, code: str) -> Json:
        """Follow the OA and type a join code."""
        self.follows()
        return self.says(code)

    def follows(self) -> Json:
        """Follow the OA, which is no interaction by itself."""
        self.follower = True
        return self.oa.hooks.happens(
            {
                "event_name": "follow",
                "oa_id": self.oa.oa_id,
                "follower": {"id": self.id},
                "source": "oa_profile",
            }
        )

    def unfollows(self) -> Json:
        """Follow it no more."""
        self.follower = False
        return self.oa.hooks.happens(
            {"event_name": "unfollow", "oa_id": self.oa.oa_id, "follower": {"id": self.id}}
        )

    def says(self, text: str) -> Json:
        """Type a message, which opens the window."""
        return self.sends("user_send_text", {"text": text})

    def taps(self, title: str) -> Json:
        """Press the newest button whose title begins so: its payload comes as typed text."""
        for sent in reversed(self.shows):
            for button in sent.buttons:
                if button["title"].startswith(title):
                    return self.says(str(button["payload"]))
        raise AssertionError(f"{self.name} has no button {title!r}:\n{self.transcript}")

    def sends_file(self, url: str, name: str, *, caption: str = "", size: int = 1) -> Json:
        """Send a document that Zalo hosts at that address."""
        payload = {"url": url, "name": name, "size": str(size), "type": "pdf", "checksum": "0"}
        return self._attaches("user_send_file", {"type": "file", "payload": payload}, caption)

    def sends_photo(self, url: str, *, caption: str = "") -> Json:
        """Send a picture that Zalo hosts at that address."""
        payload = {"url": url, "thumbnail": url}
        return self._attaches("user_send_image", {"type": "image", "payload": payload}, caption)

    def _attaches(self, event: str, attachment: Json, caption: str) -> Json:
        words = {"text": caption} if caption else {}
        return self.sends(event, {"attachments": [attachment], **words})

    def sends(self, event: str, content: Json) -> Json:
        """Any message of this person's."""
        self.interacted = self.oa.now()
        return self.oa.hooks.happens(
            {
                "event_name": event,
                "user_id_by_app": f"9{self.id}",
                "sender": {"id": self.id},
                "recipient": {"id": self.oa.oa_id},
                "message": {"msg_id": self.oa.new_id(), **content},
            }
        )

    # --- what the person sees --------------------------------------------------------------------

    @property
    def transcript(self) -> str:
        """The OA's messages here."""
        return "\n---\n".join(sent.text for sent in self.shows)

    async def expects(self, words: str, *, within: float = 5.0) -> Sent:
        """The newest message of the OA with these words, waited for in real time.

        Raises AssertionError with the transcript if none comes.
        """
        found = await self.bell.until(lambda: self._newest(words), within=within)
        if found is None:
            raise AssertionError(f"{self.name} never saw {words!r}:\n{self.transcript}")
        return found

    def _newest(self, words: str) -> Sent | None:
        return next((sent for sent in reversed(self.shows) if words in sent.text), None)

    # --- what the platform reckons ---------------------------------------------------------------

    @property
    def idle_s(self) -> float:
        """Seconds since the last interaction; without end if there was none."""
        return float("inf") if self.interacted is None else self.oa.now() - self.interacted

    @property
    def open(self) -> bool:
        """Whether a consultation message may be sent."""
        return self.idle_s < WINDOW_S

    def takes(self, sent: Sent) -> None:
        """Show a message."""
        self.shows.append(sent)
        self.bell.ring()

    def detail(self) -> Json:
        """What `user/detail` tells."""
        told: dict[str, Any] = {"user_id": self.id, "display_name": self.name}
        return told | {"user_is_follower": self.follower, "is_sensitive": False}
