"""Slips: what a tap on a template's fixed buttons means, whenever it comes."""

from datetime import UTC, datetime

from bot.messages import Address, Arrived, Incoming, Labelled, Tapped, Update
from bot.store import inbox, slips
from bot.store.memory import Memory, Tx
from bot.store.slips import Slip
from bot.talk.slips import understood

NOW = datetime(2022, 5, 16, 1, 0, tzinfo=UTC)
SLIP = Slip("a" * 40, "+84912345678", "done:1", "not:1")
NOWHERE = Address("zalo-zbs", "")


def tap(label: str, reference: str | None = SLIP.tracking, message: str | None = None) -> Incoming:
    return Incoming(NOW, NOWHERE, None, Labelled(label, reference, message))


def kept(tx: Tx) -> int:
    """An update in the inbox, handled."""
    inbox.keep(tx, "zalo-zbs", [Update("1", "{}")], NOW)
    [waiting] = inbox.waiting(tx)
    inbox.handled(tx, waiting.id, "Labelled", NOW)
    return waiting.id


def test_labels_are_read_in_whatever_capitals_and_composition(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        slips.begin(tx, SLIP, NOW)

        found = {
            label: understood(tx, tap(label), 0, NOW)
            for label in ("ĐÃ HOÀN THÀNH", "chưa hoàn thành", "Gọi lại sau")
        }

    said = {label: each.content if each else None for label, each in found.items()}
    assert said == {
        "ĐÃ HOÀN THÀNH": Tapped("done:1", "", SLIP.tracking),
        "chưa hoàn thành": Tapped("not:1", "", SLIP.tracking),
        "Gọi lại sau": None,
    }
    whose = found["ĐÃ HOÀN THÀNH"]
    assert whose is not None
    assert whose.sender is not None
    assert (whose.address.chat, whose.sender.id) == (SLIP.chat, SLIP.chat)


def test_a_tap_with_a_tracking_id_that_we_never_gave_means_nothing(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        slips.begin(tx, SLIP, NOW)

        assert understood(tx, tap("Đã hoàn thành", "b" * 40), 0, NOW) is None
        assert understood(tx, tap("Đã hoàn thành", None), 0, NOW) is None


def test_a_tap_that_comes_before_the_messages_id_is_known_is_handled_once_it_is(
    any_memory: Memory,
) -> None:
    early = tap("Đã hoàn thành", None, "zbs7")
    with any_memory.begin() as tx:
        slips.begin(tx, SLIP, NOW)
        id_ = kept(tx)

        assert understood(tx, early, id_, NOW) is None
        assert inbox.waiting(tx) == []
        assert slips.sent(tx, SLIP.tracking, "zbs7")

        assert [waiting.id for waiting in inbox.waiting(tx)] == [id_]
        again = understood(tx, early, id_, NOW)
    assert again is not None
    assert again.content == Tapped("done:1", "", SLIP.tracking)


def test_what_was_refused_may_be_begun_again_and_what_arrived_was_sent(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        first = slips.begin(tx, SLIP, NOW)
        unknown = slips.begin(tx, SLIP, NOW)
        slips.refused(tx, SLIP.tracking)
        refused = slips.begin(tx, SLIP, NOW)
        understood(tx, Incoming(NOW, NOWHERE, None, Arrived(SLIP.tracking, "zbs7")), 0, NOW)
        arrived = slips.begin(tx, SLIP, NOW)

    assert (first, unknown) == (slips.REFUSED, slips.BEGUN)
    assert (refused, arrived) == (slips.REFUSED, slips.SENT)
