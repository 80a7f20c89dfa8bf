"""Message entities in UTF-16 units: checks, trimming, and those that Telegram finds by itself."""

import re
from dataclasses import dataclass

from tests.standins.telegram.refusals import Refusal, bad_request
from tests.standins.telegram.spec import Json

TYPES = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)
_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url"})
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>@])/\w{1,64}(?:@\w{3,32})?(?![\w/])", re.ASCII)),
    ("url", re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]")),
)


@dataclass(frozen=True)
class Formatted:
    """A text as people see it, with its entities."""

    text: str
    entities: tuple[Json, ...] = ()


def units(text: str) -> int:
    """The length in UTF-16 units, as entities and Telegram's limits count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def boundaries(text: str) -> set[int]:
    """The UTF-16 offsets at which a character begins, and the end of the text."""
    offsets, at = {0}, 0
    for character in text:
        at += 2 if ord(character) > 0xFFFF else 1
        offsets.add(at)
    return offsets


def entity_refusal(text: str, entities: list[Json]) -> Refusal | None:
    """Why the entities do not fit the text; None if they do."""
    allowed, end_of_text = boundaries(text), units(text)
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        here = f"entity beginning at UTF-16 offset {start}"
        if start < 0 or entity["length"] <= 0:
            return bad_request(f"{here} has an invalid offset or length")
        if end > end_of_text:
            past = f"ends after the end of the text at UTF-16 offset {end}"
            return bad_request(f"{here} {past}")
        if start not in allowed or end not in allowed:
            return bad_request(f"{here} begins or ends in a middle of a UTF-16 symbol")
        if entity["type"] not in TYPES:
            return bad_request(f"unsupported type of entity: {entity['type']}")
        needed = _NEEDS.get(entity["type"])
        if needed and not entity.get(needed):
            return bad_request(f"{here} needs {needed}")
    return None


def trimmed(content: Formatted) -> Formatted:
    """The content without white space at both ends, its entities moved and cut to fit."""
    text = content.text.strip()
    lead, length = units(content.text) - units(content.text.lstrip()), units(text)
    moved = []
    for entity in content.entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return Formatted(text, tuple(moved))


def with_found(content: Formatted) -> Formatted:
    """The content with the commands and addresses that Telegram marks by itself."""
    added = [
        {"type": kind, "offset": units(content.text[: m.start()]), "length": units(m.group())}
        for kind, pattern in _FOUND
        for m in pattern.finditer(content.text)
    ]
    opaque = [entity for entity in content.entities if entity["type"] in _OPAQUE]
    fresh = [new for new in added if not any(_overlap(new, old) for old in opaque)]
    everything = sorted([*content.entities, *fresh], key=lambda e: (e["offset"], -e["length"]))
    return Formatted(content.text, tuple(everything))


def _overlap(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )
