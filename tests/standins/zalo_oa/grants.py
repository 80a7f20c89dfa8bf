"""OAuth v4: codes, and a refresh token that is good for one refresh."""

import base64
import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.standins.zalo_oa.answers import Json

LIFE_S = 90_000
CODE_LIFE_S = 600
REFRESH_LIFE_S = 90 * 86_400


@dataclass(frozen=True)
class Exchange:
    """One call for tokens. `rotated` tells that it took effect, seen by the client or not."""

    at: float
    kind: str
    rotated: bool
    answered: bool = True
    error: str = ""


class OauthError(Exception):
    """A refusal of the OAuth server; its numbers are published nowhere."""

    def __init__(self, code: int, name: str) -> None:
        super().__init__(name)
        self.code, self.name = code, name

    def body(self) -> Json:
        """As it is answered."""
        return {
            "error": self.code,
            "error_name": self.name,
            "error_reason": self.name,
            "ref_doc": "https://developers.zalo.me/docs/api/official-account-api",
            "error_description": self.name,
        }


@dataclass
class Grants:
    """What one OA has granted to one app. `life_s` is how long access tokens are good for.

    `refuse_next` fails the next exchange with a passing trouble that spends nothing.
    """

    app_id: str
    secret: str
    oa_id: str
    now: Callable[[], float]
    callback: str = "https://nhacviec.example.gov.vn/zalo"
    challenge: str | None = None
    life_s: int = LIFE_S
    app_active: bool = True
    codes: dict[str, float] = field(default_factory=dict)
    access: dict[str, float] = field(default_factory=dict)
    refresh: dict[str, float] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    exchanges: list[Exchange] = field(default_factory=list)

    # --- what humans do --------------------------------------------------------------------------

    def explorer(self) -> tuple[str, str]:
        """The pair that the console's API Explorer hands out by hand."""
        return self._pair()

    def consents(self, verifier: str | None = None) -> str:
        """An administrator agrees in a browser; the code that comes back to the callback."""
        if verifier is not None:
            self.challenge = challenge_of(verifier)
        code = secrets.token_urlsafe(24)
        self.codes[code] = self.now() + CODE_LIFE_S
        return code

    def voids(self) -> None:
        """The grant is gone: callback or permissions were changed, or the app removed."""
        self.access.clear()
        self.refresh.clear()

    def expires(self) -> None:
        """The access tokens end now."""
        self.access = dict.fromkeys(self.access, self.now())

    # --- what the program asks -------------------------------------------------------------------

    def answer(self, form: Mapping[str, str], headers: Mapping[str, str]) -> Json:
        """A new pair. Raises OauthError."""
        kind = form.get("grant_type", "")
        try:
            pair = self._exchange(kind, form, headers)
        except OauthError as error:
            self.exchanges.append(Exchange(self.now(), kind, rotated=False, error=error.name))
            raise
        self.exchanges.append(Exchange(self.now(), kind, rotated=True))
        return {"access_token": pair[0], "refresh_token": pair[1], "expires_in": str(self.life_s)}

    def lost(self) -> None:
        """The answer of the last exchange never arrived."""
        last = self.exchanges.pop()
        self.exchanges.append(Exchange(last.at, last.kind, rotated=True, answered=False))

    def valid(self, token: str | None) -> int:
        """0 for an access token that is good; else the error code."""
        until = self.access.get(token or "")
        if until is None:
            return -216
        return 0 if self.now() < until else -220

    def _exchange(
        self, kind: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[str, str]:
        if not self.app_active:
            raise OauthError(-14002, "App is not active")
        if form.get("app_id") != self.app_id:
            raise OauthError(-14001, "Invalid app id")
        if headers.get("secret_key") != self.secret:
            raise OauthError(-14004, "Invalid secret key")
        if kind == "authorization_code":
            return self._by_code(form)
        if kind == "refresh_token":
            return self._by_refresh(form)
        raise OauthError(-14005, "Invalid grant type")

    def _by_code(self, form: Mapping[str, str]) -> tuple[str, str]:
        until = self.codes.pop(form.get("code", ""), 0.0)
        if self.now() >= until:
            raise OauthError(-14019, "Authorized code is invalid")
        if self.challenge and challenge_of(form.get("code_verifier", "")) != self.challenge:
            raise OauthError(-14020, "Code verifier is invalid")
        return self._pair()

    def _by_refresh(self, form: Mapping[str, str]) -> tuple[str, str]:
        token = form.get("refresh_token", "")
        until = self.refresh.pop(token, 0.0)
        if self.now() >= until:
            raise OauthError(-14014, "Invalid refresh token")
        self.spent.add(token)
        return self._pair()

    def _pair(self) -> tuple[str, str]:
        access, refresh = secrets.token_urlsafe(96), secrets.token_urlsafe(96)
        self.access[access] = self.now() + self.life_s
        self.refresh[refresh] = self.now() + REFRESH_LIFE_S
        return access, refresh


def challenge_of(verifier: str) -> str:
    """base64url of the verifier's SHA-256, without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
