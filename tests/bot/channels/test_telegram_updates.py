"""Reading updates."""

import json
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram_updates import kept, read
from bot.messages import (
    Address,
    Attachment,
    Incoming,
    Left,
    Medium,
    Migrated,
    Returned,
    Said,
    Sender,
    Tapped,
)

LAN = {"id": 7, "is_bot": False, "first_name": "Lan", "last_name": "Nguyễn"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Lan"}
GROUP = {"id": -1009, "type": "supergroup", "title": "Phòng Kế toán"}
AT = datetime(2022, 5, 16, 1, 0, tzinfo=UTC)
HEAD = {"message_id": 5, "date": int(AT.timestamp()), "from": LAN, "chat": PRIVATE}


def reading(**update: Any) -> Incoming | None:
    return read(json.dumps({"update_id": 1} | update), "telegram")


def test_a_text_is_read_with_its_sender_time_and_what_it_answers() -> None:
    original = {"message_id": 3, "date": 1, "chat": PRIVATE}

    incoming = reading(message=HEAD | {"text": "Xong rồi", "reply_to_message": original})

    assert incoming == Incoming(
        AT, Address("telegram", "7"), Sender("7", "Lan Nguyễn"), Said("Xong rồi", "3"), "5"
    )


def test_decomposed_letters_are_composed_and_impossible_ones_dropped() -> None:
    text = unicodedata.normalize("NFD", "Đã xong") + "\0\ud800"

    incoming = reading(message=HEAD | {"text": text})

    assert incoming is not None
    assert incoming.content == Said("Đã xong")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"photo": [{"file_id": "a"}], "caption": "Ảnh băng rôn"},
            Said("Ảnh băng rôn", None, (Attachment(Medium.PHOTO, "a"),)),
        ),
        (
            {"photo": [{"file_id": "a"}, {"file_id": "b", "file_size": 9}], "media_group_id": "4"},
            Said("", None, (Attachment(Medium.PHOTO, "b", size=9),), album="4"),
        ),
        (
            {"document": {"file_id": "a", "file_name": "b.pdf", "mime_type": "application/pdf"}},
            Said("", None, (Attachment(Medium.FILE, "a", "b.pdf", "application/pdf"),)),
        ),
        (
            {"animation": {"file_id": "a"}, "document": {"file_id": "a"}},
            Said("", None, (Attachment(Medium.VIDEO, "a"),)),
        ),
        ({"paid_media": {"star_count": 1}}, Said("", None, (Attachment(Medium.OTHER, ""),))),
    ],
)
def test_what_comes_with_a_message_is_described(fields: dict[str, Any], said: Said) -> None:
    incoming = reading(message=HEAD | fields)

    assert incoming is not None
    assert incoming.content == said


def test_a_message_in_a_topic_answers_nothing_by_being_there() -> None:
    topic = {
        "is_topic_message": True,
        "message_thread_id": 2,
        "reply_to_message": {"message_id": 2},
    }

    incoming = reading(message=HEAD | topic | {"text": "Xong"})

    assert incoming is not None
    assert incoming.content == Said("Xong")


def test_a_tap_brings_its_data_back_and_what_to_acknowledge() -> None:
    query = {"id": "99", "from": LAN, "message": HEAD, "data": "done:1", "chat_instance": "1"}

    assert reading(callback_query=query) == Incoming(
        None, Address("telegram", "7"), Sender("7", "Lan Nguyễn"), Tapped("done:1", "99", "5")
    )


def test_a_tap_under_a_message_that_is_gone_names_no_message() -> None:
    gone = {"message_id": 5, "date": 0, "chat": PRIVATE}
    query = {"id": "99", "from": LAN, "message": gone, "data": "done:1", "chat_instance": "1"}

    incoming = reading(callback_query=query)

    assert incoming is not None
    assert incoming.content == Tapped("done:1", "99", None)


@pytest.mark.parametrize(
    ("old", "new", "content"),
    [
        ({"status": "member"}, {"status": "kicked"}, Left()),
        ({"status": "kicked"}, {"status": "member"}, Returned()),
        ({"status": "administrator"}, {"status": "left"}, Left()),
        ({"status": "member"}, {"status": "restricted", "is_member": True}, Left()),
        (
            {"status": "left"},
            {"status": "restricted", "is_member": True, "can_send_messages": True},
            Returned(),
        ),
    ],
)
def test_whether_the_bot_may_write_is_read(
    old: dict[str, Any], new: dict[str, Any], content: Left | Returned
) -> None:
    change = {"chat": GROUP, "from": LAN, "date": HEAD["date"]}

    incoming = reading(my_chat_member=change | {"old_chat_member": old, "new_chat_member": new})

    assert incoming is not None
    assert (incoming.address, incoming.content) == (
        Address("telegram", "-1009", is_group=True),
        content,
    )


def test_becoming_an_administrator_changes_nothing() -> None:
    old, new = {"status": "member"}, {"status": "administrator"}
    change = {"chat": GROUP, "from": LAN, "old_chat_member": old, "new_chat_member": new}

    assert reading(my_chat_member=change) is None


def test_a_group_that_becomes_a_supergroup_tells_its_new_address() -> None:
    old = {"id": -9, "type": "group", "title": "Phòng"}

    incoming = reading(message=HEAD | {"chat": old, "migrate_to_chat_id": -1009})

    assert incoming is not None
    assert incoming.address == Address("telegram", "-9", is_group=True)
    assert incoming.content == Migrated(Address("telegram", "-1009", is_group=True))


@pytest.mark.parametrize(
    "fields",
    [
        {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP},
        {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}},
        {"sender_chat": GROUP},
    ],
)
def test_an_administrator_who_hides_behind_the_group_is_anonymous(fields: dict[str, Any]) -> None:
    incoming = reading(message=HEAD | {"chat": GROUP, "text": "Xong"} | fields)

    assert incoming is not None
    assert incoming.sender == Sender("-1009", "Phòng Kế toán", anonymous=True)


@pytest.mark.parametrize(
    "update",
    [
        {"message": HEAD | {"text": "x", "from": LAN | {"is_bot": True}}},
        {"message": HEAD | {"text": "x", "chat": {"id": -5, "type": "channel", "title": "x"}}},
        {"message": HEAD | {"text": "x", "chat": GROUP, "is_automatic_forward": True}},
        {"message": HEAD | {"chat": GROUP, "migrate_from_chat_id": -9}},
        {"message": HEAD | {"new_chat_members": [LAN]}},
        {"edited_message": HEAD | {"text": "x", "from": LAN | {"is_bot": True}}},
        {"channel_post": HEAD | {"text": "x"}},
        {"message_from_the_future": {"note": "?"}},
        {"callback_query": {"id": "9", "from": LAN, "inline_message_id": "x", "data": "x"}},
        {"callback_query": {"id": "9", "from": LAN, "message": HEAD, "game_short_name": "x"}},
        {},
    ],
)
def test_what_does_not_concern_us_is_nothing(update: dict[str, Any]) -> None:
    assert reading(**update) is None


def test_a_sticker_says_what_its_emoji_says() -> None:
    incoming = reading(message=HEAD | {"sticker": {"file_id": "a", "emoji": "👍"}})

    assert incoming is not None
    assert incoming.content == Said("👍")


@pytest.mark.parametrize(
    "kind", ["sticker", "location", "venue", "contact", "poll", "dice", "game", "story"]
)
def test_what_has_no_words_and_no_file_was_said_all_the_same(kind: str) -> None:
    incoming = reading(message=HEAD | {kind: {"x": 1}})

    assert incoming is not None
    assert incoming.content == Said("")


def test_words_that_are_passed_on_are_known_as_such() -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Ai đó", "date": 1}
    incoming = reading(message=HEAD | {"text": "1 xong", "forward_origin": origin})

    assert incoming is not None
    assert incoming.content == Said("1 xong", forwarded=True)


def test_a_date_beyond_all_calendars_is_no_date() -> None:
    incoming = reading(message=HEAD | {"text": "x", "date": 10**17})

    assert incoming is not None
    assert incoming.at is None


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(1087968824)
names = st.sampled_from(
    [
        *("message", "callback_query", "my_chat_member", "update_id", "id", "type", "date"),
        *("from", "chat", "sender_chat", "text", "caption", "photo", "data", "is_bot", "title"),
        *("message_id", "first_name", "reply_to_message", "is_topic_message", "status"),
        *("message_thread_id", "migrate_to_chat_id", "new_chat_member", "old_chat_member"),
    ]
)
kinds = st.sampled_from(["private", "group", "supergroup", "channel", "member", "kicked"])
values = st.recursive(
    scalars | kinds,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=8),
    max_leaves=25,
)


@given(values)
@settings(max_examples=150, deadline=None)
def test_no_json_makes_reading_fail(value: Any) -> None:
    for shape in (value, {"message": value}, {"callback_query": value}, {"my_chat_member": value}):
        incoming = read(json.dumps(shape), "telegram")
        assert incoming is None or incoming.address.channel == "telegram"


@given(st.text())
def test_no_text_makes_reading_fail(text: str) -> None:
    read(text, "telegram")


@pytest.mark.parametrize("payload", ["[" * 100_000, "9" * 10_000, '{"message": NaN}', "\ud800"])
def test_hostile_json_is_nothing(payload: str) -> None:
    assert read(payload, "telegram") is None


def test_an_update_is_kept_as_ascii_under_its_number() -> None:
    update = kept({"update_id": 7, "message": {"text": "Đã xong\ud800"}})

    assert update is not None
    assert update.id == "7"
    assert update.payload.isascii()
    assert kept({"update_id": True}) is None
    assert kept({"update_id": 2**70}) is None
    assert kept([]) is None


def test_a_changed_message_is_dated_by_its_change_and_known_by_its_number() -> None:
    incoming = reading(
        edited_message=HEAD | {"text": "Chưa xong", "edit_date": int(AT.timestamp()) + 60}
    )

    assert incoming is not None
    assert incoming.content == Said("Chưa xong", edited=True)
    assert incoming.message_id == "5"
    assert incoming.at == AT + timedelta(minutes=1)


def test_a_caption_that_is_typed_later_comes_with_its_file() -> None:
    photo = {"photo": [{"file_id": "b", "file_size": 9}], "caption": "ảnh việc 2"}
    incoming = reading(edited_message=HEAD | photo)

    assert incoming is not None
    file = Attachment(Medium.PHOTO, "b", size=9)
    assert incoming.content == Said("ảnh việc 2", None, (file,), edited=True)


def test_a_change_that_leaves_no_words_is_passed_over() -> None:
    assert reading(edited_message=HEAD | {"location": {"latitude": 21.8}}) is None
