"""What every channel promises: each is asked the same questions."""

import asyncio
import json
import traceback
import unicodedata
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels import ChannelError, Misconfigured, TryLater, Undeliverable
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
from tests.bot.channels.cast import Inbox, receiving
from tests.bot.channels.rig import Rig, Trouble
from tests.bot.channels.rigs import RIGS


def asked(*kinds: type[Rig]) -> Any:
    """A fixture that gives each of these rigs in turn."""

    @pytest.fixture(params=kinds, ids=lambda kind: kind.__name__)
    async def open_rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
        async with request.param() as rig:
            yield rig

    return open_rig


rig = asked(*RIGS)
buttoned = asked(*(kind for kind in RIGS if kind.most_buttons))
editing = asked(*(kind for kind in RIGS if kind.can_edit))
fixed = asked(*(kind for kind in RIGS if not kind.can_edit))
showing = asked(*(kind for kind in RIGS if kind.can_show))
wordy = asked(*(kind for kind in RIGS if not kind.can_show))
talking = asked(*(kind for kind in RIGS if kind.talks))
formal = asked(*(kind for kind in RIGS if not kind.talks))
networked = asked(*(kind for kind in RIGS if kind.has_network))

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
    first = await rig.channel.send(rig.somebody, rig.message("<b>Phòng</b> A & B 🔔"))
    second = await rig.channel.send(rig.somebody, rig.message("Treo băng rôn"))

    assert rig.shown()[-2:] == [rig.worded("<b>Phòng</b> A & B 🔔"), rig.worded("Treo băng rôn")]
    assert first.message_id != second.message_id


async def test_an_answer_is_read_before_anything_else_is_said(talking: Rig) -> None:
    await talking.channel.send(talking.somebody, Message("Đã ghi nhận"), answering=True)

    assert talking.shown()[-1] == "Đã ghi nhận"


async def test_what_its_form_cannot_say_is_refused_and_costs_nothing(formal: Rig) -> None:
    for message, answering in ((formal.message("Việc"), True), (Message("Kính báo cáo"), False)):
        with pytest.raises(Undeliverable) as refused:
            await formal.channel.send(formal.somebody, message, answering=answering)

        assert refused.value.our_fault
    assert formal.shown() == []


async def test_a_receipt_tells_what_it_cost(rig: Rig) -> None:
    receipt = await rig.channel.send(rig.somebody, rig.message("Treo băng rôn"))

    assert receipt.messages == 1
    assert receipt.cost == rig.channel.limits.price
    assert (receipt.cost > 0) == rig.channel.paid == (rig.channel.limits.ceiling > 0)


async def test_decomposed_letters_arrive_composed(rig: Rig) -> None:
    message = rig.message(unicodedata.normalize("NFD", "Treo băng rôn"))

    await rig.channel.send(rig.somebody, message)

    assert rig.shown()[-1] == rig.worded("Treo băng rôn")


async def test_a_long_message_arrives_whole(talking: Rig) -> None:
    lines = [f"{n}. Treo băng rôn, khẩu hiệu 🇻🇳" for n in range(250)]

    await talking.channel.send(talking.somebody, talking.message("\n".join(lines)))

    assert "\n".join(talking.shown()) == "\n".join(["Nhắc việc", *lines])


async def test_a_form_shows_where_it_has_cut(formal: Rig) -> None:
    assert formal.longest is not None

    await formal.channel.send(formal.somebody, formal.message("việc " * 100))

    assert formal.shown() == [("việc " * 100)[: formal.longest - 1].rstrip() + "…"]


async def test_a_message_without_words_is_a_bug(talking: Rig) -> None:
    with pytest.raises(ValueError):
        await talking.channel.send(talking.somebody, Message(" "))


async def test_what_somebody_answers_is_received(rig: Rig) -> None:
    rig.says("Đơn vị đã xong")

    [incoming] = await received(rig)

    assert incoming is not None
    assert incoming.address.channel == rig.channel.name
    assert incoming.content == rig.heard("Đơn vị đã xong")


async def test_it_is_told_who_has_written_and_where(talking: Rig) -> None:
    talking.says("Đơn vị đã xong")

    [incoming] = await received(talking)

    assert incoming is not None
    assert incoming.address == talking.somebody
    assert incoming.sender is not None


async def test_a_choice_comes_back_as_its_data(buttoned: Rig) -> None:
    receipt = await buttoned.channel.send(buttoned.somebody, buttoned.asking("done:1"))
    buttoned.taps("❌")

    [incoming] = await received(buttoned)

    assert incoming is not None
    assert buttoned.meant(incoming) == ("not:1", receipt.message_id)


async def test_a_tap_may_be_acknowledged_twice(buttoned: Rig) -> None:
    await buttoned.channel.send(buttoned.somebody, buttoned.asking("done:1"))
    buttoned.taps("✅")

    [incoming] = await received(buttoned)

    tap = incoming.content.tap if incoming and isinstance(incoming.content, Tapped) else ""
    await buttoned.channel.acknowledge(tap, "Đã nhận")
    await buttoned.channel.acknowledge(tap, "Đã nhận")


async def test_data_of_64_bytes_comes_back_whole(buttoned: Rig) -> None:
    await buttoned.channel.send(buttoned.somebody, buttoned.asking("x" * 64))
    buttoned.taps("✅")

    [incoming] = await received(buttoned)

    assert incoming is not None
    assert buttoned.meant(incoming)[0] == "x" * 64


async def test_an_edit_is_read_in_the_place_of_the_message(editing: Rig) -> None:
    receipt = await editing.channel.send(editing.somebody, editing.asking("done:1"))

    await editing.channel.edit(editing.somebody, receipt.message_id, Message("Đã xong"))
    await editing.channel.edit(editing.somebody, receipt.message_id, Message("Đã xong"))

    assert editing.shown() == ["Đã xong"]


async def test_what_it_cannot_change_it_refuses(fixed: Rig) -> None:
    receipt = await fixed.channel.send(fixed.somebody, fixed.message("Treo băng rôn"))

    with pytest.raises(Undeliverable) as refused:
        await fixed.channel.edit(fixed.somebody, receipt.message_id, fixed.message("Đã xong"))

    assert refused.value.our_fault


async def test_files_that_it_cannot_send_it_refuses(wordy: Rig) -> None:
    with pytest.raises(Undeliverable) as refused:
        await wordy.channel.show(wordy.somebody, PDF, wordy.message("Minh chứng"))

    assert refused.value.our_fault
    assert wordy.shown() == []


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


async def test_a_file_that_is_gone_is_not_fetched(rig: Rig) -> None:
    with pytest.raises(Undeliverable, match="gone"):
        await rig.channel.fetch(Attachment(Medium.FILE, "nothing-there"), most=10**6)


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

    with pytest.raises(Undeliverable) as blocked:
        await rig.channel.send(rig.somebody, rig.message("Treo băng rôn"))

    assert not blocked.value.our_fault


async def failure(rig: Rig, trouble: Trouble) -> ChannelError:
    """What sending fails with when it meets that trouble."""
    await rig.troubles(trouble)
    with pytest.raises(ChannelError) as failed:
        await rig.channel.send(rig.somebody, rig.message("Treo băng rôn"))
    return failed.value


async def test_what_may_have_arrived_is_told_as_uncertain(networked: Rig) -> None:
    error = await failure(networked, Trouble.LOST)

    assert isinstance(error, TryLater)
    assert error.uncertain
    assert networked.shown() == [networked.worded("Treo băng rôn")]


async def test_what_nobody_has_seen_is_certain_not_to_have_arrived(networked: Rig) -> None:
    error = await failure(networked, Trouble.AWAY)

    assert isinstance(error, TryLater)
    assert not error.uncertain
    assert networked.channel.trouble is not None


async def test_a_platform_in_haste_is_given_time(networked: Rig) -> None:
    error = await failure(networked, Trouble.HURRIED)

    assert isinstance(error, TryLater)
    assert not error.uncertain
    assert error.after is not None
    assert error.after >= timedelta(seconds=1)


async def test_a_token_that_is_refused_waits_for_a_human(networked: Rig) -> None:
    error = await failure(networked, Trouble.REFUSED)

    assert isinstance(error, Misconfigured)
    assert networked.channel.trouble is not None


@pytest.mark.parametrize("trouble", list(Trouble), ids=lambda trouble: trouble.name)
async def test_no_error_and_no_log_holds_a_secret(
    networked: Rig, trouble: Trouble, capsys: pytest.CaptureFixture[str], caplog: Any
) -> None:
    caplog.set_level("DEBUG")
    error = await failure(networked, trouble)
    shown = traceback.format_exception(error)

    printed = capsys.readouterr()
    channel = (repr(networked.channel), str(networked.channel.trouble))
    said = "\n".join([*shown, *channel, printed.out, printed.err, caplog.text])

    assert [secret for secret in networked.secrets() if secret in said] == []


async def test_a_kill_before_an_update_is_kept_loses_nothing(rig: Rig) -> None:
    rig.says("Xong")
    reached = asyncio.Event()

    async def dies(updates: Sequence[Update]) -> None:
        reached.set()
        await asyncio.Event().wait()

    async with receiving(rig.channel, dies):
        await asyncio.wait_for(reached.wait(), 10)

    [incoming] = await received(rig)
    assert incoming is not None
    assert incoming.content == rig.heard("Xong")


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
