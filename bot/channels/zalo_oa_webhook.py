"""Proof that a call to the webhook is Zalo's.

`X-ZEvent-Signature: mac=<hex>` with hex = SHA-256 of app id, raw body, timestamp and a secret,
joined as text: no HMAC. Sources disagree about three of the four: the first may be the account's
id, the timestamp the header's, the secret the app's own (as clients of the live service saw it,
2026). Each is known to Zalo and us alone where it is a secret, so a hit with any of them is proof.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Final

import structlog

from bot.channels import Forged
from bot.channels.foreign import Json, parsed
from bot.channels.zalo_http import CallError, Http

SIGNATURE: Final = "X-ZEvent-Signature"
TIMESTAMP: Final = "X-ZEvent-Timestamp"

TEST_WITHIN: Final = timedelta(seconds=5)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a signature is made of. `secrets`: the account's own first, then the app's."""

    app_id: str
    oa_id: str | None
    secrets: tuple[str, ...] = field(repr=False)

    def opened(self, body: bytes, signature: str | None, moment: str | None) -> Json | None:
        """The event in a call; None for one without a signature, which the console sends to test.

        `moment` is the header's timestamp. Raises Forged for a signature that is wrong or of which
        no timestamp is known, ValueError for a body that was signed and is no JSON object.
        """
        if not signature or not signature.strip():
            return None
        event = parsed(body)
        given = signature.strip().removeprefix("mac=").lower().encode("ascii", "replace")
        found = None
        for way, made in self._ways(body, _moments(event, moment)):
            if hmac.compare_digest(made.encode(), given):  # every way is tried: no time is told
                found = way
        if found is None:
            raise Forged("the webhook's signature is wrong")
        _log.debug("webhook_signature", way=found)
        if event is None:
            raise ValueError("the webhook's body is no JSON object")
        return event

    def _ways(self, body: bytes, moments: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        firsts = [("app_id", self.app_id)] + ([("oa_id", self.oa_id)] if self.oa_id else [])
        secrets = zip(("oa_secret", "app_secret"), self.secrets, strict=False)
        for (a, first), (b, moment), (c, secret) in product(firsts, moments, secrets):
            made = hashlib.sha256(first.encode() + body + moment.encode() + secret.encode())
            yield f"{a}, {b}, {c}", made.hexdigest()


async def answered(url: str) -> int | None:
    """The status that our own webhook answers an unsigned call with; None if nobody answers.

    It is what Zalo's console does before it saves the address, and changes nothing.
    """
    http = Http(TEST_WITHIN)
    try:
        status, _ = await http.post_json(url, {"event_name": "webhook_test"})
    except CallError:
        return None
    finally:
        await http.close()
    return status


def _moments(event: Json | None, header: str | None) -> list[tuple[str, str]]:
    """The timestamps that may have been signed, with where each stands."""
    own = event.get("timestamp") if event else None
    found = [("body", str(own))] if isinstance(own, int | str) and str(own) else []
    return found + ([("header", header)] if header else [])
