"""Posts, addresses, absences, codes and the trail, on each database in turn."""

from datetime import UTC, date, datetime, timedelta

from bot.messages import Address, Update
from bot.people import Post, Role
from bot.store import absences, audit, inbox, invites, outbox, people
from bot.store.memory import Memory
from bot.store.outbox import Fate, Owed
from schedules.timetable import Kind

NOW = datetime(2022, 5, 10, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
AS_HEAD, AS_OFFICE = Post(Role.HEAD, "qlcn"), Post(Role.OFFICE)
LAN = Address("telegram", "1")


def day(number: int) -> date:
    """A day of May 2022."""
    return date(2022, 5, number)


def test_an_absence_holds_on_its_days_both_included(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        lan, huy = people.add_person(tx, "Lan", NOW), people.add_person(tx, "Huy", NOW)
        absences.add(tx, lan, day(16), day(20), substitute=huy, words="đi công tác", now=NOW)

        away = [set(absences.away(tx, day(n))) for n in (15, 16, 20, 21)]
        held = absences.away(tx, day(18))[lan]

    assert away == [set(), {lan}, {lan}, set()]
    assert (held.substitute, held.words) == (huy, "đi công tác")


def test_a_later_absence_corrects_those_that_it_overlaps_alone(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        lan = people.add_person(tx, "Lan", NOW)
        for first, last in ((16, 18), (23, 24), (17, 20)):
            absences.add(tx, lan, day(first), day(last), substitute=None, words="", now=NOW)

        left = [(each.first, each.last) for each in absences.current(tx, lan, day(10))]

    assert left == [(day(17), day(20)), (day(23), day(24))]


def test_an_absence_is_ended_once_and_its_row_stays(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        lan = people.add_person(tx, "Lan", NOW)
        kept = absences.add(tx, lan, day(16), day(20), substitute=None, words="", now=NOW)

        ended = [absences.end(tx, [kept.id], NOW) for _ in range(2)]

        assert ended == [1, 0]
        assert absences.get(tx, kept.id) is None
        assert absences.away(tx, day(18)) == {}


def test_a_code_keeps_who_made_it_for_whom_and_whether_it_replaces(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        lan = people.add_person(tx, "Lan", NOW)
        expires = NOW + HOUR
        invites.add(tx, "AAAA-AAAA", AS_HEAD, now=NOW, expires=expires, replaces=True)
        own = invites.add(
            tx, "BBBB-BBBB", AS_HEAD, now=NOW, expires=expires, made_by=lan, person=lan
        )

        first, second = invites.open_ones(tx, NOW)
        of_another_unit = invites.open_ones(tx, NOW, "qlkh")

    assert (first.replaces, first.made_by, first.person) == (True, None, None)
    assert (second.id, second.replaces, second.made_by, second.person) == (own, False, lan, lan)
    assert of_another_unit == []


def test_a_code_revoked_used_or_over_opens_nothing(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        lan = people.add_person(tx, "Lan", NOW)
        codes = ("AAAA-AAAA", "BBBB-BBBB", "CCCC-CCCC")
        ids = [invites.add(tx, code, AS_HEAD, now=NOW, expires=NOW + HOUR) for code in codes]
        revoked = [invites.revoke(tx, ids[0], NOW) for _ in range(2)]
        invites.use(tx, codes[1], lan, NOW)

        found = [invites.find(tx, code, NOW) is not None for code in codes]
        later = invites.open_ones(tx, NOW + 2 * HOUR)

    assert revoked == [True, False]
    assert found == [False, False, True]
    assert later == []


def test_wrong_codes_are_counted_for_one_sender_and_for_all(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        for user in ("1", "1", "2"):
            invites.add_failure(tx, "telegram", user, NOW)

        assert invites.failures_since(tx, "telegram", "1", NOW - HOUR) == 2
        assert invites.all_failures_since(tx, NOW - HOUR) == 3
        assert invites.all_failures_since(tx, NOW) == 0


def test_posts_end_one_by_one_and_the_past_stays_as_it_was(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        lan = people.add_person(tx, "Lan", NOW)
        for post in (AS_HEAD, AS_OFFICE):
            people.add_post(tx, lan, post, NOW)

        people.end_posts(tx, lan, [AS_HEAD, Post(Role.STAFF, "tdc")], NOW + HOUR)

        [now] = people.everybody(tx, NOW + HOUR)
        [before] = people.everybody(tx, NOW)
    assert now.posts == {AS_OFFICE}
    assert before.posts == {AS_HEAD, AS_OFFICE}


def test_an_address_that_is_closed_is_nobody_s_but_tells_who_it_was(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        lan = people.add_person(tx, "Lan", NOW)
        people.add_post(tx, lan, AS_HEAD, NOW)
        for address, user in ((LAN, "1"), (Address("zalo", "z1"), "z1")):
            people.add_address(tx, lan, address, user=user, now=NOW)

        closed = people.close_addresses(tx, lan, NOW, channel="telegram", keep="2")

        assert closed == [LAN]
        assert people.by_user(tx, "telegram", "1", NOW) is None
        assert people.formerly(tx, "telegram", "1") == lan
        assert people.by_user(tx, "zalo", "z1", NOW) is not None


def test_what_waits_for_somebody_leaves_out_what_is_sent_or_in_hand(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        lan = people.add_person(tx, "Lan", NOW)
        owed = [
            Owed("khcn", Kind.DUE, mark, lan, NOW, NOW + HOUR, ("1", "qlcn"), "v1")
            for mark in ("0d", "1d", "3d")
        ]
        outbox.promise(tx, owed)
        first, *rest = outbox.waiting_for(tx, lan, NOW)
        outbox.settle(tx, [first], Fate.SENT)

        waiting = [item.owed.mark for item in outbox.waiting_for(tx, lan, NOW)]
        outbox.claim(tx, NOW, 10)
        in_hand = outbox.waiting_for(tx, lan, NOW)

    assert waiting == [item.owed.mark for item in rest] == ["1d", "3d"]
    assert in_hand == []


def test_the_trail_is_read_oldest_first_and_asked_by_kind_and_age(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        for n, what in enumerate(("joined", "stranger", "stranger")):
            audit.note(tx, what, who=f"telegram:{n}", now=NOW + n * HOUR, n=n)

        assert [e.what for e in audit.read(tx)] == ["joined", "stranger", "stranger"]
        assert [e.detail for e in audit.read(tx, most=1)] == [{"n": 2}]
        assert [e.who for e in audit.read(tx, what=["joined"])] == ["telegram:0"]
        assert len(audit.read(tx, since=NOW + HOUR, until=NOW + 2 * HOUR)) == 1
        assert audit.noted_since(tx, ["stranger"], "telegram:2", NOW + HOUR) == 1
        assert audit.noted_since(tx, ["stranger"], "telegram:1", NOW + HOUR) == 0


def test_updates_set_aside_are_handled_all_at_once(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        inbox.keep(tx, "telegram", [Update(str(n), "{}") for n in range(5)], NOW)
        ids = [each.id for each in inbox.waiting(tx)]

        inbox.set_aside(tx, ids[1:4], "flood", NOW)

        assert [each.id for each in inbox.waiting(tx)] == [ids[0], ids[4]]


def test_a_name_is_kept_as_one_line_of_bounded_length(any_memory: Memory) -> None:
    with any_memory.begin() as tx:
        tricky = people.add_person(tx, "Lan\r\n\u2028Văn\u202ephòng\u200b\x07 " + "x" * 300, NOW)

        name = people.names(tx, [tricky])[tricky]

    assert name.startswith("Lan Vănphòng xxx")
    assert len(name) == people.LONGEST_NAME
