"""What Zalo's updates say, in every shape that was seen."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo_bot_updates import kept, read
from bot.messages import Address, Attachment, Incoming, Medium, Said, Sender

LAN: dict[str, Any] = {"id": "0a1b2c3d4e5f60718293", "display_name": "Lan", "is_bot": False}
PRIVATE = {"id": LAN["id"], "chat_type": "PRIVATE"}
GROUP = {"id": "zgr-0a1b2c3d4e5f60718293", "chat_type": "GROUP"}


def event(kind: str = "text", **message: Any) -> dict[str, Any]:
    """An update as Zalo sends it."""
    sender = message.pop("sender", LAN)
    whole = {"message_id": "2d9e0a1b7c3f44558899", "date": 1750316131602, "from": sender}
    return {
        "event_name": f"message.{kind}.received",
        "message": {**whole, "chat": PRIVATE, **message},
    }


def heard(raw: object, bot: str | None = "Bot Nhắc việc") -> Incoming | None:
    """What is read of an update once it was kept."""
    update = kept(raw, bot)
    return read(update.payload, "zalo-bot") if update else None


def said(raw: object, bot: str | None = "Bot Nhắc việc") -> Said:
    """What somebody says in an update."""
    incoming = heard(raw, bot)
    assert incoming is not None
    assert isinstance(incoming.content, Said)
    return incoming.content


def test_a_text_tells_who_where_when_and_which_message() -> None:
    assert heard(event(text="7 XONG")) == Incoming(
        datetime(2025, 6, 19, 6, 55, 31, 602000, UTC),
        Address("zalo-bot", LAN["id"]),
        Sender(LAN["id"], "Lan"),
        Said("7 XONG"),
        "2d9e0a1b7c3f44558899",
    )


def test_an_update_may_come_wrapped_as_a_webhook_is_called() -> None:
    assert said({"ok": True, "result": event(text="xong")}) == Said("xong")


def test_a_group_is_known_by_its_type_or_its_id_and_its_texts_are_meant_for_the_bot() -> None:
    by_type = heard(event(text="@Bot Nhắc việc 7 xong", chat=GROUP | {"id": "khac"}))
    by_id = heard(event(text="@bot nhac viec 7 xong", chat={"id": GROUP["id"]}))

    assert by_type is not None
    assert by_id is not None
    assert by_type.address == Address("zalo-bot", "khac", is_group=True)
    assert by_id.address == Address("zalo-bot", GROUP["id"], is_group=True)
    assert by_type.content == by_id.content == Said("7 xong", addressed=True)


@pytest.mark.parametrize("key", ["photo", "photo_url"])
def test_a_picture_comes_with_its_caption_under_either_key(key: str) -> None:
    raw = event("image", **{key: "https://f1.zdn.vn/x.jpg", "caption": "việc 1 xong"})

    assert said(raw) == Said(
        "việc 1 xong", attachments=(Attachment(Medium.PHOTO, "https://f1.zdn.vn/x.jpg"),)
    )


def test_a_voice_message_is_an_attachment() -> None:
    raw = event("voice", voice_url="https://v.zdn.vn/1.aac")

    assert said(raw).attachments == (Attachment(Medium.VOICE, "https://v.zdn.vn/1.aac"),)


def test_what_zalo_withholds_is_something_without_words_if_it_says_from_whom() -> None:
    assert said(event("unsupported")) == Said("", attachments=(Attachment(Medium.OTHER, ""),))
    assert heard({"event_name": "message.unsupported.received"}) is None


@pytest.mark.parametrize(
    "raw",
    [
        event("sticker", sticker="x", url="https://stickers.vn/1"),
        event(text="tự nói", sender=LAN | {"is_bot": True}),
        event("future", poll={}),
        {"event_name": "user.followed"},
        event(text="không rõ ở đâu", chat={}),
    ],
)
def test_what_does_not_concern_us_is_kept_and_passed_over(raw: object) -> None:
    assert kept(raw, None) is not None
    assert heard(raw) is None


@pytest.mark.parametrize("raw", [None, [], "x", {}, {"ok": True}, {"ok": True, "result": {}}])
def test_what_is_no_update_is_not_kept(raw: object) -> None:
    assert kept(raw, None) is None


def test_an_update_is_known_by_its_messages_id_however_it_comes() -> None:
    first, again = kept(event(text="a"), "Bot A"), kept({"result": event(text="a")}, "Bot B")

    assert first is not None
    assert again is not None
    assert first.id == again.id == "2d9e0a1b7c3f44558899"


def test_an_update_without_a_messages_id_is_known_by_all_that_it_says() -> None:
    raw = {"event_name": "message.unsupported.received"}
    one, same, other = kept(raw, None), kept(dict(raw), None), kept(raw | {"at": 1}, None)

    assert one is not None
    assert same is not None
    assert other is not None
    assert one.id == same.id != other.id
    assert len(one.id) <= 100


@pytest.mark.parametrize("date", [None, "x", -5, 10**30, {}, True])
def test_a_date_that_is_none_is_no_reason_to_lose_a_message(date: object) -> None:
    incoming = heard(event(text="a", date=date))

    assert incoming is not None
    assert incoming.content == Said("a")


def test_nothing_reaches_a_database_that_it_does_not_take() -> None:
    raw = json.loads('{"text": "a\\u0000b\\ud800c"}')
    update = kept(event(**raw), "Bot")

    assert update is not None
    assert update.payload.isascii()
    assert said(event(**raw)).text == "abc"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["message", "from", "chat", "id", "text", "date", "photo", "event_name", "result"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(raw=anything, bot=st.none() | st.text(max_size=6))
def test_no_shape_of_json_raises(raw: Any, bot: str | None) -> None:
    heard(raw, bot)
    if isinstance(raw, dict):
        heard(raw | {"event_name": "message.text.received"}, bot)
