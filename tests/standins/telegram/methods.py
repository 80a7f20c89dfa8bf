"""What each method does to the world. Calls come here only after the rules have let them pass."""

from collections.abc import Callable
from typing import Any

from tests.standins.telegram.refusals import (
    NOT_MODIFIED,
    QUERY_INVALID,
    WEBHOOK_CAME,
    RefusedError,
    bad_request,
    too_many,
)
from tests.standins.telegram.rules import content_of
from tests.standins.telegram.spec import Json, Upload
from tests.standins.telegram.world import Account, Chat, Standing, Webhook

DELETABLE_S = 48 * 3600
LARGEST_DOWNLOAD = 20_000_000


def act(account: Account, method: str, params: Json) -> Any:
    """The `result` of a call; raises RefusedError where the state of the world forbids it."""
    return _ACTS[method](account, params)


def get_me(account: Account, _: Json) -> Json:
    """The bot itself."""
    return account.me.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": account.sees_everything_in_groups,
        "supports_inline_queries": False,
    }


def send_message(account: Account, params: Json) -> Json:
    """A new text message."""
    content = content_of(params)
    body: Json = {"text": content.text}
    if content.entities:
        body["entities"] = list(content.entities)
    return _send(account, params, body)


def send_photo(account: Account, params: Json) -> Json:
    """A new photo."""
    chat = account.reach(params["chat_id"])
    name = _file_of(account, params, "photo", f"photos/{chat.id}.jpg")
    return _send(account, params, {"photo": [photo_size(account, name)]} | _caption(params))


def send_document(account: Account, params: Json) -> Json:
    """A new document."""
    account.reach(params["chat_id"])
    upload = params["document"]
    shown = upload.filename if isinstance(upload, Upload) else "document"
    name = _file_of(account, params, "document", f"documents/{shown}")
    size = len(account.files[name].content)
    document = {"file_id": name, "file_unique_id": name[-8:], "file_name": shown, "file_size": size}
    return _send(account, params, {"document": document} | _caption(params))


def photo_size(account: Account, file_id: str) -> Json:
    """The published type PhotoSize for a stored file."""
    size = len(account.files[file_id].content)
    named = {"file_id": file_id, "file_unique_id": file_id[-8:]}
    return named | {"width": 800, "height": 600, "file_size": size}


def _file_of(account: Account, params: Json, field: str, path: str) -> str:
    value = params[field]
    if isinstance(value, str) and value.startswith("attach://"):
        value = params.get(value.removeprefix("attach://"))
    if isinstance(value, Upload):
        if not value.content:
            raise RefusedError(bad_request("file must be non-empty"))
        return account.store(value.content, path).file_id
    if value not in account.files:
        raise RefusedError(bad_request("wrong file identifier/HTTP URL specified"))
    return str(value)


def _caption(params: Json) -> Json:
    content = content_of(params, "caption")
    body: Json = {"caption": content.text} if content.text else {}
    return body | ({"caption_entities": list(content.entities)} if content.entities else {})


def _send(account: Account, params: Json, content: Json) -> Json:
    chat = account.reach(params["chat_id"])
    content |= _reply(chat, params)
    markup = params.get("reply_markup", {})
    if markup.get("inline_keyboard"):
        content["reply_markup"] = markup
    if "link_preview_options" in params:
        content["link_preview_options"] = params["link_preview_options"]
    wait = account.gate.admit(chat.id, account.clock(), is_group=chat.is_group)
    if wait is not None:
        raise RefusedError(too_many(wait))
    return chat.show(account.compose(chat, account.me, content))


def _reply(chat: Chat, params: Json) -> Json:
    wanted = params.get("reply_parameters")
    if not wanted:
        return {}
    original = chat.messages.get(wanted.get("message_id"))
    if original:
        return {"reply_to_message": {k: v for k, v in original.items() if k != "reply_to_message"}}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise RefusedError(bad_request("message to be replied not found"))


def edit_message_text(account: Account, params: Json) -> Json:
    """A message of the bot with another text; a keyboard that is not given again goes away."""
    content = content_of(params)
    fresh: Json = {"text": content.text}
    if content.entities:
        fresh["entities"] = list(content.entities)
    if "link_preview_options" in params:
        fresh["link_preview_options"] = params["link_preview_options"]
    return _edit(account, params, fresh, {"text", "entities", "link_preview_options"})


def edit_message_reply_markup(account: Account, params: Json) -> Json:
    """A message of the bot with another keyboard, or none."""
    return _edit(account, params, {}, set())


def _edit(account: Account, params: Json, fresh: Json, replaced: set[str]) -> Json:
    chat, old = _own_message(account, params)
    if replaced and "text" not in old:
        raise RefusedError(bad_request("there is no text in the message to edit"))
    markup = params.get("reply_markup", {})
    if markup.get("inline_keyboard"):
        fresh["reply_markup"] = markup
    kept = {k: v for k, v in old.items() if k not in {*replaced, "reply_markup", "edit_date"}}
    new = kept | fresh
    if new == {k: v for k, v in old.items() if k != "edit_date"}:
        raise RefusedError(NOT_MODIFIED)
    return chat.show(new | {"edit_date": int(account.wall())})


def _own_message(account: Account, params: Json) -> tuple[Chat, Json]:
    if "inline_message_id" in params:
        raise RefusedError(bad_request("MESSAGE_ID_INVALID"))
    chat = account.reach(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise RefusedError(bad_request("message to edit not found"))
    if message["from"]["id"] != account.me.id:
        raise RefusedError(bad_request("message can't be edited"))
    return chat, message


def delete_message(account: Account, params: Json) -> bool:
    """Takes a message away: one of the bot, or any in a private chat, for 48 hours."""
    chat = account.reach(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise RefusedError(bad_request("message to delete not found"))
    too_old = account.wall() - message["date"] > DELETABLE_S
    if too_old or (chat.is_group and message["from"]["id"] != account.me.id):
        raise RefusedError(bad_request("message can't be deleted"))
    del chat.messages[params["message_id"]]
    chat.bell.ring()
    return True


def answer_callback_query(account: Account, params: Json) -> bool:
    """Answers a tap, once, while the phone still waits for it."""
    query = account.queries.get(params["callback_query_id"])
    if query is None or query.answer is not None:
        raise RefusedError(QUERY_INVALID)
    if account.clock() - query.asked_at > account.query_lifetime_s:
        raise RefusedError(QUERY_INVALID)
    query.answer = params
    for chat in account.chats.values():
        chat.bell.ring()
    return True


def send_chat_action(account: Account, params: Json) -> bool:
    """Shows "typing…"."""
    account.reach(params["chat_id"]).actions.append(params["action"])
    return True


def set_my_commands(account: Account, params: Json) -> bool:
    """Remembers the menu, for the scope and language given."""
    scope = params.get("scope", {"type": "default"})
    key = ":".join([*map(str, scope.values()), params.get("language_code", "")])
    account.commands[key] = params["commands"]
    return True


def get_file(account: Account, params: Json) -> Json:
    """Where a file can be downloaded."""
    file = account.files.get(params["file_id"])
    if file is None:
        raise RefusedError(bad_request("wrong file_id or the file is temporarily unavailable"))
    if len(file.content) > LARGEST_DOWNLOAD:
        raise RefusedError(bad_request("file is too big"))
    named = {"file_id": file.file_id, "file_unique_id": file.file_id[-8:]}
    return named | {"file_size": len(file.content), "file_path": file.path}


def get_chat(account: Account, params: Json) -> Json:
    """Everything about a chat."""
    gifts = dict.fromkeys(
        [
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ],
        False,
    )
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return account.reach(params["chat_id"], to_write=False).json() | full


def get_chat_member(account: Account, params: Json) -> Json:
    """How somebody stands in a chat."""
    chat = account.reach(params["chat_id"], to_write=chat_is_group(account, params["chat_id"]))
    if params["user_id"] not in account.users:
        raise RefusedError(bad_request("user not found"))
    inside = {*chat.members, account.me.id, chat.person.id if chat.person else 0}
    status = "member" if params["user_id"] in inside else "left"
    return {"status": status, "user": account.users[params["user_id"]].json()}


def chat_is_group(account: Account, chat_id: Any) -> bool:
    """Whether a group of that number is known."""
    return chat_id in account.chats and account.chats[chat_id].is_group


def leave_chat(account: Account, params: Json) -> bool:
    """The bot leaves a group."""
    chat = account.reach(params["chat_id"])
    if not chat.is_group:
        raise RefusedError(bad_request("chat member status can't be changed in private chats"))
    chat.standing = Standing.LEFT
    old, new = ({"status": each, "user": account.me.json()} for each in ("member", "left"))
    head = {"chat": chat.json(), "from": account.me.json(), "date": int(account.wall())}
    account.queue.push("my_chat_member", head | {"old_chat_member": old, "new_chat_member": new})
    return True


def set_webhook(account: Account, params: Json) -> bool:
    """Where to push updates from now on; an empty address is deleteWebhook."""
    if not params["url"]:
        return delete_webhook(account, params)
    if params.get("drop_pending_updates"):
        account.queue.drop()
    account.queue.allow(params.get("allowed_updates"))
    account.webhook = Webhook(params["url"], params.get("secret_token"), params)
    account.queue.interrupt(WEBHOOK_CAME)
    account.queue.bell.ring()
    return True


def delete_webhook(account: Account, params: Json) -> bool:
    """Pushes no more; what waits stays for getUpdates."""
    if params.get("drop_pending_updates"):
        account.queue.drop()
    account.webhook = None
    account.queue.bell.ring()
    return True


def get_webhook_info(account: Account, _: Json) -> Json:
    """The webhook and how its last push went."""
    hook = account.webhook
    info = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(account.queue.pending),
    }
    if hook is None:
        return info
    asked = {
        name: hook.settings[name]
        for name in ("max_connections", "allowed_updates")
        if hook.settings.get(name)
    }
    return info | {"max_connections": 40} | asked | hook.last_error


_ACTS: dict[str, Callable[[Account, Json], Any]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "setMyCommands": set_my_commands,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "leaveChat": leave_chat,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
