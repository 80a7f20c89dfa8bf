"""What the events of an Official Account say."""

from collections.abc import Mapping

import pytest

from bot.channels.zalo_oa_updates import kept, payload, read
from bot.messages import Address, Attachment, Left, Medium, Returned, Said, Tapped


def event(name: str, **message: object) -> dict[str, object]:
    return {
        "app_id": "1",
        "event_name": name,
        "timestamp": "1651366800000",
        "sender": {"id": "7001"},
        "recipient": {"id": "4318"},
        "message": {"msg_id": "m1", **message},
    }


def content(raw: Mapping[str, object]) -> object:
    update = kept(dict(raw))
    incoming = read(update.payload, "zalo-oa") if update else None
    return incoming.content if incoming else None


def test_words_come_with_who_where_and_when() -> None:
    update = kept(event("user_send_text", text="  Đã xong "))

    assert update is not None
    incoming = read(update.payload, "zalo-oa")
    assert incoming is not None
    assert (update.id, incoming.message_id) == ("m1", "m1")
    assert incoming.address == Address("zalo-oa", "7001")
    assert incoming.content == Said("  Đã xong ")
    assert incoming.at is not None
    assert incoming.at.isoformat() == "2022-05-01T01:00:00+00:00"


def test_a_name_that_zalo_did_not_tell_is_the_end_of_the_number() -> None:
    update = kept(event("user_send_text", text="x"))

    assert update is not None
    incoming = read(update.payload, "zalo-oa")
    assert incoming is not None
    assert incoming.sender is not None
    assert incoming.sender.name == "Zalo …7001"


def test_our_payload_is_a_tap_under_its_message() -> None:
    text = payload("AbCd_-12", "done:x1:y2")

    assert content(event("user_send_text", text=text)) == Tapped("done:x1:y2", "m1", "AbCd_-12")


@pytest.mark.parametrize("text", ["nv.short.done:1", "nv.AbCd_-12.", "nv.AbCd_-12.có dấu", "nv."])
def test_what_only_looks_like_it_is_words(text: str) -> None:
    assert content(event("user_send_text", text=text)) == Said(text)


@pytest.mark.parametrize(
    ("name", "attachment", "found"),
    [
        (
            "user_send_image",
            {"type": "image", "payload": {"url": "https://f.zdn.vn/a.jpg", "thumbnail": "t"}},
            Attachment(Medium.PHOTO, "https://f.zdn.vn/a.jpg"),
        ),
        (
            "user_send_file",
            {
                "type": "file",
                "payload": {"url": "https://f.zdn.vn/b", "name": "Báo cáo.pdf", "size": "12"},
            },
            Attachment(Medium.FILE, "https://f.zdn.vn/b", "Báo cáo.pdf", None, 12),
        ),
        (
            "user_send_audio",
            {"type": "audio", "payload": {"url": "https://f.zdn.vn/c.m4a"}},
            Attachment(Medium.VOICE, "https://f.zdn.vn/c.m4a"),
        ),
        ("user_send_location", {"type": "location"}, Attachment(Medium.OTHER, "")),
        ("user_send_video", {"type": "video", "payload": 7}, Attachment(Medium.VIDEO, "")),
    ],
)
def test_files_come_with_what_is_needed_to_fetch_them(
    name: str, attachment: object, found: Attachment
) -> None:
    said = content(event(name, text="minh chứng", attachments=[attachment]))

    assert said == Said("minh chứng", None, (found,))


LINK = {
    "type": "link",
    "payload": {"url": "https://vb.gov.vn/12", "description": "d", "thumbnail": "t"},
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("việc 1 xong, xem https://vb.gov.vn/12", "việc 1 xong, xem https://vb.gov.vn/12"),
        ("việc 1 xong", "việc 1 xong\nhttps://vb.gov.vn/12"),
        ("", "https://vb.gov.vn/12"),
    ],
)
def test_a_link_is_what_its_sender_has_written(text: str, words: str) -> None:
    assert content(event("user_send_link", text=text, attachments=[LINK])) == Said(words)


def test_somebody_s_card_is_nothing_to_fetch() -> None:
    said = content(event("user_send_business_card", text="", attachments=[LINK]))

    assert said == Said("", None, (Attachment(Medium.OTHER, ""),))


@pytest.mark.parametrize("name", [["user_send_text"], {"a": 1}, 7, None])
def test_an_event_whose_name_is_no_text_is_not_kept(name: object) -> None:
    assert kept(event("x") | {"event_name": name}) is None


def test_following_and_leaving_are_about_the_follower() -> None:
    raw = {"app_id": "1", "oa_id": "2", "follower": {"id": "7001"}, "timestamp": "1651366800000"}

    assert content(raw | {"event_name": "follow"}) == Returned()
    assert content(raw | {"event_name": "unfollow"}) == Left()


@pytest.mark.parametrize("name", ["oa_send_text", "user_send_sticker", "user_send_group_text", ""])
def test_what_does_not_concern_us_is_not_kept(name: str) -> None:
    assert kept(event(name, text="x")) is None


@pytest.mark.parametrize(
    "spoilt",
    [
        {"sender": None},
        {"sender": {"id": True}},
        {"sender": {"id": "x" * 91}},
        {"message": []},
        {"message": {"attachments": 3}},
        {"timestamp": "9" * 400, "message": None},
    ],
)
def test_what_is_spoilt_says_nothing(spoilt: dict[str, object]) -> None:
    assert content(event("user_send_text", text="x") | spoilt) is None


def test_what_no_database_takes_is_left_out() -> None:
    assert content(event("user_send_text", text="a\0b\ud800c")) == Said("abc")
