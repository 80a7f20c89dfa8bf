"""The webhook of a Zalo bot: set, looked at, taken away, and proof that a call to it is Zalo's.

A bot has one webhook. Whoever set it is not told when it goes, so one that we did not set is left
alone unless an explicit switch says otherwise.
"""

import hmac
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import structlog

from bot.channels import Forged
from bot.channels.foreign import as_object, object_of, parsed, text_of
from bot.channels.zalo_bot_calls import Calls
from bot.channels.zalo_bot_errors import NOT_FOUND, channel_error
from bot.channels.zalo_bot_updates import kept
from bot.channels.zalo_http import CallError, Refused
from bot.messages import Update

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105  a header's name
"""What carries the secret, as it was given to setWebhook (docs.zaloplatforms.com, read 2026-10)."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ZaloWebhook:
    """Where Zalo is to send updates, and the secret that proves that it is Zalo.

    `url` is public and https; `secret` has 8 to 256 characters.
    """

    url: str
    secret: str = field(repr=False)

    def accept(self, body: bytes, secret: str | None, bot: str | None) -> Update | None:
        """The update in a call to the webhook; None where there is nothing to keep.

        Raises Forged if the secret is wrong or missing, ValueError if the body is no JSON object.
        """
        # Bytes, as compare_digest takes no str beyond ASCII.
        given, expected = (secret or "").encode("utf-8", "replace"), self.secret.encode()
        if not hmac.compare_digest(given, expected):
            raise Forged("the webhook's secret is wrong or missing")
        update = parsed(body)
        if update is None:
            raise ValueError("the webhook's body is no JSON object")
        return kept(update, bot)


class Hooks:
    """What Zalo knows of our webhook. `own` is the address that is ours, None if there is none.

    With `take_over` a webhook that is not ours is taken away as well.
    """

    def __init__(self, calls: Calls, *, own: str | None, take_over: bool = False) -> None:
        """Ask nothing yet."""
        self._calls = calls
        self._own = own
        self._take_over = take_over
        self._was_set = False

    async def present(self) -> str | None:
        """The address that updates go to now; None if they wait to be polled. Raises CallError."""
        try:
            info = await self._calls.ask("getWebhookInfo")
        except Refused as error:
            if error.code == NOT_FOUND:  # how Zalo says that there is none
                return None
            raise
        return text_of(as_object(info), "url") or None

    def is_ours(self, url: str) -> bool:
        """Whether we have set that address."""
        return self._own is not None and url.rstrip("/") == self._own.rstrip("/")

    async def clear(self) -> bool:
        """Take our webhook away; False if one that is not ours stays. Raises the four errors."""
        try:
            url = await self.present()
            if url is None:
                return True
            if not (self._take_over or self.is_ours(url)):
                _log.error("webhook_set_elsewhere", host=urlsplit(url).hostname)
                return False
            await self._calls.ask("deleteWebhook")
        except CallError as error:
            raise channel_error(error) from None
        _log.info("webhook_taken_away", host=urlsplit(url).hostname)
        return True

    async def set(self, webhook: ZaloWebhook) -> None:
        """Have updates sent to us. Raises CallError.

        The secret is never shown again, so it is given at the first call even if the address is
        set already; later only an address that has gone is set again, as Zalo limits such calls.
        """
        if self._was_set and await self.present() == webhook.url:
            return
        told = await self._calls.ask(
            "setWebhook", {"url": webhook.url, "secret_token": webhook.secret}
        )
        self._was_set = True
        found = object_of(told, "verification")
        if found.get("ok") is False:
            _log.warning("zalo_could_not_call_the_webhook", outcome=str(found.get("outcome"))[:80])
