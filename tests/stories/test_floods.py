"""A flood costs its sender, and nobody else: what others have said does not wait behind it."""

from datetime import timedelta

from sqlalchemy import Connection, event

from bot.channels.simulator import NAME
from bot.intake import MOST_HELD
from bot.messages import Sender
from bot.store.tables import inbox
from tests.stories.cast import EVERYBODY, HEAD, QLKH_HEAD
from tests.stories.stage import Stage

CROWD = Sender("crowd", "Người lạ")


async def keep(stage: Stage) -> None:
    """What was said is kept, as a channel does; nothing is handled yet."""
    await stage.reception.keeper(NAME)(stage.phones.taken())


def handed_out(stage: Stage) -> list[str]:
    """The chats whose updates are handed out to be handled, in order, until nothing is left."""
    chats = []
    while (work := stage.reception.intake.next()) is not None:
        assert work.incoming is not None
        chats.append(work.incoming.address.chat)
    return chats


def flood(stage: Stage, who: Sender, many: int) -> None:
    """Somebody says very much at once."""
    for n in range(many):
        stage.phones.says(who, f"alo {n}", at=stage.now)


async def test_behind_a_hundred_messages_of_a_stranger_another_is_the_fourth(stage: Stage) -> None:
    flood(stage, CROWD, 100)
    stage.phones.says(HEAD.sender, "/viec", at=stage.now)
    await keep(stage)

    dropped = await stage.reception.intake.look()
    order = handed_out(stage)

    assert dropped == 79
    assert order == ["crowd"] * 3 + [HEAD.phone] + ["crowd"] * 18


async def test_who_writes_while_a_flood_is_handled_comes_before_the_rest_of_it(
    stage: Stage,
) -> None:
    flood(stage, HEAD.sender, 100)
    await keep(stage)
    intake = stage.reception.intake
    await intake.look()
    for _ in range(4):
        intake.next()
    stage.phones.says(QLKH_HEAD.sender, "/viec", at=stage.now)
    await keep(stage)

    assert intake.has_news
    await intake.look()

    assert handed_out(stage) == [QLKH_HEAD.phone] + [HEAD.phone] * 17


async def test_what_a_few_people_say_is_handled_in_the_order_they_said_it(stage: Stage) -> None:
    who = [HEAD, HEAD, QLKH_HEAD, HEAD, QLKH_HEAD]
    for each in who:
        stage.phones.says(each.sender, "/viec", at=stage.now)
    await keep(stage)

    await stage.reception.intake.look()

    assert handed_out(stage) == [each.phone for each in who]


async def test_a_hundred_messages_at_once_are_put_aside_in_one_transaction(stage: Stage) -> None:
    commits: list[Connection] = []
    event.listen(stage.memory.engine, "commit", commits.append)
    flood(stage, CROWD, 100)
    await keep(stage)

    handled = await stage.hear()

    assert handled == 100
    assert len(commits) <= 1 + 21 + 1  # kept; heard or warned of, each by itself; the rest
    with stage.memory.begin() as tx:
        outcomes = [row.outcome for row in tx.execute(inbox.select().order_by(inbox.c.id))]
    assert outcomes == ["Said"] * 20 + ["flood"] * 80


async def test_what_is_at_hand_when_handling_fails_is_handed_out_again_in_order(
    stage: Stage,
) -> None:
    who = [HEAD, QLKH_HEAD, HEAD]
    for each in who:
        stage.phones.says(each.sender, "/viec", at=stage.now)
    await keep(stage)
    intake = stage.reception.intake
    await intake.look()
    intake.next()

    intake.forget()
    await intake.look()

    assert handed_out(stage) == [each.phone for each in who]


async def test_a_backlog_larger_than_what_is_held_at_hand_is_handled_whole(stage: Stage) -> None:
    since, many = stage.now, MOST_HELD + 250
    for n in range(many):  # each writes every ten seconds: nobody floods
        at = since + timedelta(seconds=2 * n)
        stage.phones.says(EVERYBODY[n % 5].sender, "/lich", at=at)
    stage.clock.set(since + timedelta(seconds=2 * many))
    await keep(stage)

    assert await stage.hear() == many
