"""Makes api.json: the published Bot API data, cut down to what the stand-in checks.

    python -m tests.standins.telegram.trim FULL_API.json

The source is api.json of PaulSonOfLars/telegram-bot-api-spec (MIT). Descriptions are dropped; a
field becomes `"name": "Integer|String"`, and `"name?"` when it is optional. A type that stands for
several others becomes the list of their names.
"""

import json
import sys
from pathlib import Path
from typing import Any

METHODS = [
    "getMe",
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "sendMessage",
    "editMessageText",
    "editMessageReplyMarkup",
    "answerCallbackQuery",
    "setMyCommands",
    "getFile",
    "sendPhoto",
    "sendDocument",
    "sendChatAction",
    "leaveChat",
    "getChat",
    "getChatMember",
    "deleteMessage",
]
SOURCE = "PaulSonOfLars/telegram-bot-api-spec@160fd99507e1c7c77e92dc90f5993d724735b51c (MIT)"


def fields_of(thing: dict[str, Any]) -> dict[str, str]:
    """The fields of a method or type in the short notation."""
    return {
        field["name"] + ("" if field["required"] else "?"): "|".join(field["types"])
        for field in thing.get("fields", ())
    }


def short_type(full: dict[str, Any]) -> dict[str, str] | list[str]:
    """A type in the short notation: its fields, or the names of those it stands for."""
    return list(full["subtypes"]) if full.get("subtypes") else fields_of(full)


def reached(full: dict[str, Any], methods: dict[str, Any]) -> dict[str, Any]:
    """Every type that the methods (and Update) mention, and those that these mention in turn."""
    mentions = ["Update", *(word for method in methods.values() for word in words(method))]
    types: dict[str, Any] = {}
    while mentions:
        name = mentions.pop()
        if name in full["types"] and name not in types:
            types[name] = short_type(full["types"][name])
            mentions += words(types[name])
    return dict(sorted(types.items()))


def words(thing: Any) -> list[str]:
    """The names of types found anywhere inside a short notation."""
    if isinstance(thing, str):
        return thing.replace("Array of ", "").split("|")
    values = thing.values() if isinstance(thing, dict) else thing
    return [word for value in values for word in words(value)]


def trimmed(full: dict[str, Any]) -> str:
    """The text of api.json: one method or type a line, so that a new version can be compared."""
    methods = {
        name: {
            "returns": "|".join(full["methods"][name]["returns"]),
            "takes": fields_of(full["methods"][name]),
        }
        for name in METHODS
    }
    parts = [f'"source": {json.dumps(SOURCE)}', f'"version": {json.dumps(full["version"])}']
    for title, table in (("methods", methods), ("types", reached(full, methods))):
        lines = (
            f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in table.items()
        )
        parts.append(f'"{title}": {{\n' + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(__file__).with_name("api.json").write_text(trimmed(source), encoding="utf-8")
