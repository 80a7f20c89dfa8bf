"""What the OpenAPI's calls do in the world of the stand-in."""

import json
from typing import TYPE_CHECKING

from tests.standins.zalo_oa.answers import Json, RefusedError
from tests.standins.zalo_oa.people import FREE_S, Phone, Sent

if TYPE_CHECKING:
    from tests.standins.zalo_oa.server import ZaloOaStandIn

LONGEST_TEXT = 2000
MOST_BUTTONS = 5
LONGEST_TITLE = 100
BUTTON_KINDS = {
    "oa.open.url",
    "oa.query.show",
    "oa.query.hide",
    "oa.open.phone",
    "oa.open.sms",
}
REACTIONS = 50
CS_KEYS = {"text", "attachment", "quote_message_id"}


def consult(oa: "ZaloOaStandIn", params: Json) -> Json:
    """`message/cs`: to somebody who has interacted within seven days."""
    phone = _recipient(oa, params)
    message = params.get("message")
    if not isinstance(message, dict) or not message or set(message) - CS_KEYS:
        raise RefusedError(-201, "message is invalid")
    text = message.get("text", "")
    if not isinstance(text, str) or (not text.strip() and "attachment" not in message):
        raise RefusedError(-201, "message is empty")
    if len(text) > LONGEST_TEXT:
        raise RefusedError(-210)
    buttons, content = _attachment(oa, message.get("attachment"))
    if (
        oa.rate_per_minute is not None
        and oa.called_lately("/v3.0/oa/message/cs") > oa.rate_per_minute
    ):
        raise RefusedError(-32)
    if not phone.open:
        raise RefusedError(-230)
    if oa.followers_only and not phone.follower:
        raise RefusedError(-213)
    free = phone.idle_s < FREE_S
    if not free:
        if oa.quota <= 0:
            raise RefusedError(-211)
        oa.quota -= 1
    sent = Sent(oa.now(), phone.id, text, oa.new_id(), buttons, content, free)
    oa.sent.append(sent)
    phone.takes(sent)
    _echo(oa, phone, sent)
    quota = {"quota_type": "sub_quota", "remain": str(oa.quota), "total": str(oa.quota_total)}
    told = {"message_id": sent.message_id, "user_id": phone.id}
    return told if free else told | {"quota": quota}


def react(oa: "ZaloOaStandIn", params: Json) -> Json:
    """The old message address: shut, but for reactions."""
    action = params.get("sender_action")
    if not isinstance(action, dict) or "message" in params:
        raise RefusedError(-240)
    phone = _recipient(oa, params)
    oa.reactions.append((phone.id, str(action["react_message_id"]), str(action["react_icon"])))
    return {"message_id": str(action["react_message_id"]), "user_id": phone.id}


def quota(oa: "ZaloOaStandIn", params: Json) -> Json | list[Json]:
    """How much is left; for a user, whether the window is open."""
    if "user_id" in params:
        phone = oa.by_id(str(params["user_id"]))
        last = None if phone.interacted is None else str(round(phone.interacted * 1000))
        return {
            "user_id": phone.id,
            "last_interaction": last,
            "cs_reply": {"remain": 8, "total": 8},
        }
    if params.get("quota_type") not in {"sub_quota", "purchase_quota", "reward_quota"}:
        raise RefusedError(-201)
    return [
        {
            "product_type": params.get("product_type"),
            "quota_type": params["quota_type"],
            "total": oa.quota_total,
            "remain": oa.quota,
        }
    ]


def info(oa: "ZaloOaStandIn", _params: Json) -> Json:
    """`getoa`."""
    return {
        "oa_id": oa.oa_id,
        "name": oa.name,
        "is_verified": oa.verified,
        "package_name": oa.package,
        "package_valid_through_date": "31/12/2030",
        "linked_ZCA": oa.zca,
        "num_follower": sum(phone.follower for phone in oa.phones.values()),
    }


def detail(oa: "ZaloOaStandIn", params: Json) -> Json:
    """`user/detail`."""
    return oa.by_id(str(params.get("user_id", ""))).detail()


def _recipient(oa: "ZaloOaStandIn", params: Json) -> Phone:
    recipient = params.get("recipient")
    user = recipient.get("user_id") if isinstance(recipient, dict) else None
    if not isinstance(user, str):
        raise RefusedError(-201, "user_id is invalid")
    return oa.by_id(user)


def _attachment(oa: "ZaloOaStandIn", attachment: object) -> tuple[tuple[Json, ...], Json]:
    if attachment is None:
        return (), {}
    if not isinstance(attachment, dict) or not isinstance(attachment.get("payload"), dict):
        raise RefusedError(-201, "attachment is invalid")
    payload = attachment["payload"]
    if attachment.get("type") == "file":
        return (), {"file": _uploaded(oa, payload.get("token"))}
    if attachment.get("type") != "template":
        raise RefusedError(-233)
    if payload.get("template_type") == "media":
        elements = payload.get("elements")
        if not isinstance(elements, list) or len(elements) != 1:
            raise RefusedError(-201, "elements is invalid")
        return (), {"image": _uploaded(oa, elements[0].get("attachment_id"))}
    if not oa.takes_buttons:
        raise RefusedError(-233)
    return _buttons(payload.get("buttons")), {}


def _buttons(buttons: object) -> tuple[Json, ...]:
    if not isinstance(buttons, list) or not 0 < len(buttons) <= MOST_BUTTONS:
        raise RefusedError(-201, "buttons is invalid")
    for button in buttons:
        if button.get("type") not in BUTTON_KINDS or not button.get("payload"):
            raise RefusedError(-201, "button is invalid")
        if not 0 < len(button.get("title", "")) <= LONGEST_TITLE:
            raise RefusedError(-210, "button title is too long")
    return tuple(buttons)


def _uploaded(oa: "ZaloOaStandIn", token: object) -> str:
    found = oa.uploads.get(str(token))
    if found is None:
        raise RefusedError(-100)
    return found.name


def _echo(oa: "ZaloOaStandIn", phone: Phone, sent: Sent) -> None:
    """Zalo tells the webhook of the OA's own messages as well."""
    oa.hooks.happens(
        {
            "event_name": "oa_send_text",
            "sender": {"id": oa.oa_id},
            "recipient": {"id": phone.id},
            "message": {"msg_id": sent.message_id, "text": sent.text},
        }
    )


def data_of(query: str | None) -> Json:
    """The parameters of a GET: one JSON text."""
    try:
        value = json.loads(query or "{}")
    except ValueError:
        raise RefusedError(-201) from None
    return value if isinstance(value, dict) else {}
