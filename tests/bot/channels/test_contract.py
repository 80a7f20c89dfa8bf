"""What every channel promises: each is asked the same questions."""

import asyncio
import json
import unicodedata
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels import Undeliverable
from bot.messages import (
    Attachment,
    Choice,
    Enclosure,
    Incoming,
    Medium,
    Message,
    Said,
    Tapped,
    Update,
)
from tests.bot.channels.cast import REMINDER, Inbox, receiving
from tests.bot.channels.rigs import RIGS, Rig


@pytest.fixture(params=RIGS, ids=lambda kind: kind.__name__)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    async with request.param() as rig:
        yield rig


@pytest.fixture(params=[kind for kind in RIGS if kind.most_buttons], ids=lambda kind: kind.__name__)
async def buttoned(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    async with request.param() as rig:
        yield rig


@pytest.fixture(params=[kind for kind in RIGS if kind.can_edit], ids=lambda kind: kind.__name__)
async def editing(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    async with request.param() as rig:
        yield rig


@pytest.fixture(params=[kind for kind in RIGS if kind.can_show], ids=lambda kind: kind.__name__)
async def showing(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    async with request.param() as rig:
        yield rig


PDF = Enclosure("Báo cáo.pdf", "application/pdf", b"%PDF-1.7 " + bytes(range(256)))
PICTURE = Enclosure("băng rôn.jpg", "image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\xff\xd9")


async def received(rig: Rig, count: int = 1) -> list[Incoming | None]:
    """The next things that came in, read."""
    inbox = Inbox()
    async with receiving(rig.channel, inbox.keep):
        kept = await inbox.holds(count)
    return [rig.channel.read(update.payload) for update in kept]


async def test_it_says_what_it_can_do(rig: Rig) -> None:
    assert rig.channel.name == rig.somebody.channel
    assert rig.channel.most_buttons == rig.most_buttons
    assert rig.channel.can_edit == rig.can_edit
    assert rig.channel.can_show == rig.can_show


async def test_opening_again_is_safe_and_gives_the_bots_name(rig: Rig) -> None:
    identity = await rig.channel.open()

    assert identity.name
    assert identity == await rig.channel.open()


async def test_a_message_is_read_as_it_was_worded_and_each_has_its_receipt(rig: Rig) -> None:
    first = await rig.channel.send(rig.somebody, Message("Nhắc việc", "<b>Phòng</b> A & B 🔔"))
    second = await rig.channel.send(rig.somebody, Message("Đã ghi nhận"), answering=True)

    assert rig.shown()[-2:] == ["Nhắc việc\n<b>Phòng</b> A & B 🔔", "Đã ghi nhận"]
    assert first.message_id != second.message_id


async def test_decomposed_letters_arrive_composed(rig: Rig) -> None:
    await rig.channel.send(rig.somebody, Message(unicodedata.normalize("NFD", "Nhắc việc")))

    assert rig.shown()[-1] == "Nhắc việc"


async def test_a_long_message_arrives_whole(rig: Rig) -> None:
    lines = [f"{n}. Treo băng rôn, khẩu hiệu 🇻🇳" for n in range(250)]

    await rig.channel.send(rig.somebody, Message("Việc", "\n".join(lines)))

    assert "\n".join(rig.shown()) == "\n".join(["Việc", *lines])


async def test_a_message_without_words_is_a_bug(rig: Rig) -> None:
    with pytest.raises(ValueError):
        await rig.channel.send(rig.somebody, Message(" "))


async def test_what_somebody_writes_is_received_with_who_and_where(rig: Rig) -> None:
    rig.says("Đơn vị đã xong")

    [incoming] = await received(rig)

    assert incoming is not None
    assert incoming.address == rig.somebody
    assert incoming.sender is not None
    assert incoming.content == Said("Đơn vị đã xong")


async def test_a_choice_comes_back_as_its_data(buttoned: Rig) -> None:
    receipt = await buttoned.channel.send(buttoned.somebody, REMINDER)
    buttoned.taps("❌")

    [incoming] = await received(buttoned)

    assert incoming is not None
    assert isinstance(incoming.content, Tapped)
    assert (incoming.content.data, incoming.content.message_id) == ("not:1", receipt.message_id)
    await buttoned.channel.acknowledge(incoming.content.tap, "Đã nhận")
    await buttoned.channel.acknowledge(incoming.content.tap, "Đã nhận")


async def test_data_of_64_bytes_comes_back_whole(buttoned: Rig) -> None:
    choice = Choice("Chọn", "x" * 64)
    await buttoned.channel.send(buttoned.somebody, Message("Nhắc", rows=((choice,),)))
    buttoned.taps("Chọn")

    [incoming] = await received(buttoned)

    assert incoming is not None
    assert isinstance(incoming.content, Tapped)
    assert incoming.content.data == "x" * 64


async def test_an_edit_is_read_in_the_place_of_the_message(editing: Rig) -> None:
    receipt = await editing.channel.send(editing.somebody, REMINDER)

    await editing.channel.edit(editing.somebody, receipt.message_id, Message("Đã xong"))
    await editing.channel.edit(editing.somebody, receipt.message_id, Message("Đã xong"))

    assert editing.shown() == ["Đã xong"]


async def attached(rig: Rig) -> Attachment:
    """The file that somebody has just sent."""
    [incoming] = await received(rig)
    assert incoming is not None
    assert isinstance(incoming.content, Said)
    [attachment] = incoming.content.attachments
    return attachment


async def test_a_file_comes_with_its_words_and_can_be_fetched(showing: Rig) -> None:
    showing.sends_file("Báo cáo.pdf", PDF.data, "việc 1 đã xong")

    [incoming] = await received(showing)

    assert incoming is not None
    assert isinstance(incoming.content, Said)
    [attachment] = incoming.content.attachments
    assert incoming.content.text == "việc 1 đã xong"
    assert (attachment.kind, attachment.name) == (Medium.FILE, "Báo cáo.pdf")
    assert await showing.channel.fetch(attachment, most=len(PDF.data)) == PDF.data


async def test_a_file_with_more_bytes_than_wanted_is_not_fetched(showing: Rig) -> None:
    showing.sends_file("Báo cáo.pdf", PDF.data, "")
    attachment = await attached(showing)

    with pytest.raises(Undeliverable, match="too large"):
        await showing.channel.fetch(attachment, most=len(PDF.data) - 1)


async def test_a_file_that_is_gone_is_not_fetched(showing: Rig) -> None:
    with pytest.raises(Undeliverable, match="gone"):
        await showing.channel.fetch(Attachment(Medium.FILE, "nothing-there"), most=10**6)


@pytest.mark.parametrize("enclosure", [PDF, PICTURE], ids=["a document", "a picture"])
async def test_a_file_is_shown_with_its_words_and_choices(
    showing: Rig, enclosure: Enclosure
) -> None:
    words = Message("Minh chứng", "Treo băng rôn", ((Choice("✅ Đúng", "done:1"),),))

    receipt = await showing.channel.show(showing.somebody, enclosure, words)

    assert showing.files() == [("Minh chứng\nTreo băng rôn", enclosure.data)]
    showing.taps("✅")
    [incoming] = await received(showing)
    assert incoming is not None
    assert isinstance(incoming.content, Tapped)
    assert incoming.content.message_id == receipt.message_id


async def test_words_too_long_for_a_caption_arrive_whole(showing: Rig) -> None:
    lines = [f"{n}. Treo băng rôn, khẩu hiệu" for n in range(100)]

    await showing.channel.show(showing.somebody, PDF, Message("Việc", "\n".join(lines)))

    assert [data for _, data in showing.files()] == [PDF.data]
    assert "\n".join(["Việc", *lines]) in "\n".join(showing.shown())


async def test_who_has_blocked_the_bot_is_shown_nothing(showing: Rig) -> None:
    showing.blocks()

    with pytest.raises(Undeliverable):
        await showing.channel.show(showing.somebody, PDF, Message("Minh chứng"))


async def test_who_has_blocked_the_bot_is_undeliverable(rig: Rig) -> None:
    rig.blocks()

    with pytest.raises(Undeliverable):
        await rig.channel.send(rig.somebody, REMINDER)


async def test_a_kill_before_an_update_is_kept_loses_nothing(rig: Rig) -> None:
    rig.says("Xong")
    reached = asyncio.Event()

    async def dies(updates: Sequence[Update]) -> None:
        reached.set()
        await asyncio.Event().wait()

    async with receiving(rig.channel, dies):
        await asyncio.wait_for(reached.wait(), 2)

    [incoming] = await received(rig)
    assert incoming is not None
    assert incoming.content == Said("Xong")


async def test_updates_that_could_not_be_kept_come_again(rig: Rig) -> None:
    inbox = Inbox(failures=1)
    rig.says("Xong")

    async with receiving(rig.channel, inbox.keep):
        kept = await inbox.holds(1)

    assert inbox.offered == [kept[0].id] * 2


async def test_each_update_has_its_own_id(rig: Rig) -> None:
    inbox = Inbox()
    for text in ("một", "hai", "ba"):
        rig.says(text)

    async with receiving(rig.channel, inbox.keep):
        kept = await inbox.holds(3)

    assert len({update.id for update in kept}) == 3


@given(payload=st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_reading_never_raises(rig: Rig, payload: str) -> None:
    assert rig.channel.read(payload) is None


async def test_closing_twice_is_safe(rig: Rig) -> None:
    await rig.channel.close()
    await rig.channel.close()
