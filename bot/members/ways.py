"""How somebody is reached: `/kenh`, and “ưu tiên zalo”. The office sees how the channels fare."""

from datetime import datetime

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.channels import Channel
from bot.choices import menus
from bot.messages import Said
from bot.people import Contact
from bot.reaching.routing import ordered
from bot.responses import Response, Say
from bot.store import figures, people, routes, spending
from bot.store.figures import Linked
from bot.store.memory import Tx
from bot.store.spending import Spent
from bot.wording import channels as words
from bot.wording import phrases
from bot.wording.channels import Use

_ASKS = ("uu", "tien")


def asked(tx: Tx, case: Case) -> list[Response]:
    """Answer `/kenh`: by which channels the person is reached; to the office, all of them."""
    found: list[Response] = []
    if access.may(case.known, Wish.CHANNELS) and not case.chat.is_group:
        missed = figures.out_of_reach(tx, case.now)
        zone = case.desk.plans.first.zone
        overview = words.overview(_uses(tx, case), missed, _nobody_of(tx, case), zone)
        found.append(Say(case.chat, overview, case.known.id))
    return [*found, _own(tx, case)]


def preferred(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer “ưu tiên zalo”; None for any other text."""
    bare = menus.bare(said.text)
    if bare[: len(_ASKS)] != _ASKS or case.chat.is_group:
        return None
    wanted = bare[len(_ASKS) :]
    named = {
        c.address.channel: menus.bare(phrases.channel_name(c.address.channel))
        for c in _contacts(tx, case)
    }
    meant = [name for name, its in named.items() if its[: len(wanted)] == wanted]
    if len(meant) == 1:
        routes.prefer(tx, case.known.id, meant[0], case.now)
    return [_own(tx, case)]


def _nobody_of(tx: Tx, case: Case) -> list[str]:
    """The units with duties of which nobody has joined."""
    posts = people.unit_posts(tx, case.now)
    units = {
        duty.unit.id: duty.unit.short
        for each in case.desk.plans.all()
        for duty in each.plan.assignments
        if not duty.unit.external
    }
    return [name for unit, name in units.items() if not any(posts.get(unit, {}).values())]


def _own(tx: Tx, case: Case) -> Response:
    paid = {name for name, channel in case.desk.channels.items() if channel.paid}
    in_order = ordered(_contacts(tx, case), paid, lambda _since: False)
    names = list(dict.fromkeys(c.address.channel for c in in_order))
    return Say(case.chat, words.own(names), case.known.id)


def _contacts(tx: Tx, case: Case) -> list[Contact]:
    found = people.contacts(tx, [case.known.id]).get(case.known.id, ())
    return [c for c in found if c.reachable and c.address.channel in case.desk.channels]


def _uses(tx: Tx, case: Case) -> list[Use]:
    desk = case.desk
    spent = spending.read(tx, desk.channels, case.now)
    linked = figures.linked(tx, desk.channels, case.now)
    sent = figures.last_sent(tx)
    return [
        _use(
            channel,
            works=name in desk.open_channels() and channel.trouble is None,
            last_sent=sent.get(name),
            linked=linked.get(name, figures.NOBODY),
            spent=spent.get(name, spending.NOTHING),
        )
        for name, channel in desk.channels.items()
    ]


def _use(
    channel: Channel, *, works: bool, last_sent: datetime | None, linked: Linked, spent: Spent
) -> Use:
    limits = channel.limits
    return Use(
        channel.name,
        works,
        last_sent,
        users=(linked.users, limits.users),
        groups=(linked.groups, limits.groups),
        messages=(spent.messages, limits.messages) if limits.counted else None,
        cost=(spent.cost, limits.ceiling) if limits.price else None,
    )
