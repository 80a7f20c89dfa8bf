"""Templates, the phones that they reach, and what people press."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.standins.bell import Bell
from tests.standins.zalo_oa.answers import Json, RefusedError

if TYPE_CHECKING:
    from tests.standins.zalo_zbs.server import ZbsStandIn

DATE = re.compile(r"(\d{2}:\d{2} )?\d{2}/\d{2}/\d{4}")


@dataclass
class Template:
    """A quick-reply template; `blanks` by name: kind and longest value."""

    id: str = "410123"
    name: str = "Nhắc việc đến hạn"
    status: str = "ENABLE"
    price: int = 200
    blanks: dict[str, tuple[str, int]] = field(
        default_factory=lambda: {
            "don_vi": ("ADDRESS", 200),
            "cong_viec": ("PRODUCT", 200),
            "thoi_han": ("DATE", 20),
            "so_viec": ("QUANTITY", 20),
        }
    )
    buttons: tuple[str, ...] = ("Đã hoàn thành", "Chưa hoàn thành")

    def info(self) -> Json:
        """What `template/info/v2` tells."""
        params = [
            {"name": name, "require": True, "type": kind, "maxLength": most, "minLength": 0}
            for name, (kind, most) in self.blanks.items()
        ]
        return {
            "templateId": self.id,
            "templateName": self.name,
            "status": self.status,
            "listParams": params,
            "price_sdt": str(self.price),
            "price_uid": str(self.price * 7 // 10),
        }

    def examine(self, data: object) -> None:
        """Raise RefusedError for values that Zalo would not take."""
        if not isinstance(data, dict):
            raise RefusedError(-1122, "template_data is missing")
        for name, (kind, most) in self.blanks.items():
            value = data.get(name)
            if not isinstance(value, str) or not value:
                raise RefusedError(-1122, f"{name} is missing")
            if len(unicodedata.normalize("NFC", value)) > most:
                raise RefusedError(-1121, f"{name} is too long")
            if kind == "DATE" and not DATE.fullmatch(value):
                raise RefusedError(-1124, f"{name} has the wrong form")


@dataclass
class Received:
    """Somebody who is reached by templates; `id` is a phone (84…) or a user id."""

    zbs: "ZbsStandIn"
    id: str
    shows: list[Json] = field(default_factory=list)
    bell: Bell = field(default_factory=Bell)

    def taps(self, label: str, *, sent: Json | None = None, at_ms: int | None = None) -> Json:
        """Press a button of the newest template, or of one that was sent before."""
        about = sent or self.shows[-1]
        moment = str(at_ms if at_ms is not None else round(self.zbs.oa.now() * 1000))
        self.zbs.pressed.append(
            {
                "data": label,
                "submitDate": moment,
                "msgId": about["msg_id"],
                "oaId": self.zbs.oa.oa_id,
                "trackingId": about.get("tracking_id", ""),
            }
        )
        message = {"submit_time": moment, "button_type": "response", "data": label}
        if "tracking_id" in about:
            message["tracking_id"] = about["tracking_id"]
        return self.zbs.happens(
            {
                "event_name": "user_click_response_button",
                "oa_id": self.zbs.oa.oa_id,
                "msg_id": about["msg_id"],
                "message": message,
            }
        )

    async def expects(self, words: str, *, within: float = 5.0) -> Json:
        """The newest template with these words in a value; AssertionError if none comes."""
        found = await self.bell.until(lambda: self._newest(words), within=within)
        if found is None:
            raise AssertionError(f"{self.id} never saw {words!r}: {self.shows}")
        return found

    def _newest(self, words: str) -> Json | None:
        return next(
            (s for s in reversed(self.shows) if words in " ".join(s["template_data"].values())),
            None,
        )
