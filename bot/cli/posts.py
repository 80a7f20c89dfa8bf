"""`invite`: one-time join codes, as a list, as JSON, or as a sheet of QR codes to print."""

import argparse
import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import invitation
from bot.cli import common, stored
from bot.cli.trouble import Trouble, cause
from bot.clock import SystemClock
from bot.invitation import Invitation
from bot.people import UNIT_ROLES, Post, Role, by_rank
from bot.settings import Settings
from bot.store import audit, channel_states, invites, people
from bot.store.memory import Memory, Tx
from bot.wording import phrases
from bot.wording.joining import ROLES
from schedules.plan import Plan


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
    invite = commands.add_parser("invite", help="cấp mã tham gia dùng một lần")
    common.add_plan(invite)
    common.add_json(invite)
    whom = invite.add_mutually_exclusive_group()
    whom.add_argument(
        "--all", action="store_true", help="mã cho người đứng đầu mọi đơn vị, lãnh đạo, văn phòng"
    )
    whom.add_argument("--unit", metavar="MÃ", help="mã của đơn vị")
    invite.add_argument(
        "--role",
        choices=[role.value for role in Role],
        help="vai trò: head, deputy, staff, group (cần --unit); leader, office",
    )
    invite.add_argument(
        "--leadership",
        metavar="MÃ",
        help="với --role leader: mã trong “leadership” của kế hoạch, khi có nhiều lãnh đạo",
    )
    invite.add_argument(
        "--replace",
        action="store_true",
        help="ai dùng mã thì thay người đang giữ vai trò (mất máy, đổi người)",
    )
    whom.add_argument(
        "--person", type=int, metavar="SỐ", help="mã để người này (xem: people) dùng tài khoản khác"
    )
    invite.add_argument("--qr", type=Path, metavar="THƯ_MỤC", help="ghi tờ mã QR để in")
    invite.set_defaults(run=_invite)


def _invite(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    posts = _posts(arguments, plan)
    with stored.memory(settings) as memory:
        names = _username(settings, memory), _on_zalo(settings, memory)
        posts = posts or [_own_post(memory, arguments.person, SystemClock().now())]
        made = _make(memory, posts, *names, SystemClock().now(), arguments)
        linked = _linked(settings, memory)
    if arguments.qr is not None:
        from bot.cli.qr import write_sheet

        try:
            sheet = write_sheet(arguments.qr, plan, made)
        except OSError as error:
            raise Trouble(f"--qr: không ghi được vào {arguments.qr} ({cause(error)})") from None
    if arguments.json:
        common.print_json([each.as_json(plan.zone) for each in made])
        return 0
    for each in made:
        print(_line(plan, each))
    if arguments.qr is not None:
        print(f"Tờ mã QR để in: {sheet}")
    if linked is not None:
        print(linked)
    return 0


def _posts(arguments: argparse.Namespace, plan: Plan) -> list[Post]:
    """The posts that codes are wanted for; none where a person is named instead."""
    _check(arguments)
    if arguments.person is not None:
        return []
    if arguments.all:
        heads = [Post(Role.HEAD, unit.id) for unit in plan.units.values() if not unit.external]
        several = [each.id for each in plan.leadership] if len(plan.leadership) > 1 else [None]
        return [*heads, *(Post(Role.LEADER, each) for each in several), Post(Role.OFFICE)]
    if arguments.role is None:
        raise Trouble("--role: cần chỉ rõ vai trò, hoặc dùng --all")
    role = Role(arguments.role)
    if role not in UNIT_ROLES:
        if arguments.unit:
            raise Trouble(f"--unit: vai trò {role} không gắn với đơn vị")
        return [Post(role, _leadership(arguments.leadership, plan))]
    if arguments.unit is None:
        raise Trouble(f"--unit: vai trò {role} cần mã đơn vị")
    unit = plan.units.get(arguments.unit)
    if unit is None:
        known = ", ".join(plan.units)
        raise Trouble(f"--unit: không có đơn vị “{arguments.unit}”; có: {known}")
    return [Post(role, unit.id)]


def _check(arguments: argparse.Namespace) -> None:
    """Refuse options that do not go together."""
    if arguments.leadership and arguments.role != Role.LEADER:
        raise Trouble("--leadership: chỉ dùng với --role leader")
    for whom in ("all", "person"):
        if getattr(arguments, whom) and arguments.role:
            raise Trouble(f"--role: không dùng chung với --{whom}")
    if arguments.replace and (not arguments.role or arguments.role == Role.GROUP):
        raise Trouble("--replace: cần một vai trò của một người (--role, và --unit nếu có)")


def _own_post(memory: Memory, person: int, now: datetime) -> Post:
    """The first post of somebody who is to have another account."""
    with memory.begin() as tx:
        known = people.person(tx, person, now)
    if known is None or not known.posts:
        raise Trouble(f"--person: không có người số {person} đang giữ vai trò (xem: people)")
    return by_rank(known.posts)[0]


def _leadership(asked: str | None, plan: Plan) -> str | None:
    known = [each.id for each in plan.leadership]
    if asked is not None and asked not in known:
        raise Trouble(f"--leadership: không có lãnh đạo “{asked}”; có: {', '.join(known)}")
    return asked


def _username(settings: Settings, memory: Memory) -> str | None:
    """The bot's Telegram name: as last seen, else asked of Telegram; None if neither works."""
    with memory.begin() as tx:
        known = channel_states.read(tx).get("telegram")
    if known is not None and known.username:
        return known.username
    if settings.telegram_bot_token is None:
        return None
    from bot.platforms import channels, identify

    found = asyncio.run(identify(channels(settings)["telegram"]))
    return getattr(found, "username", None)


def _on_zalo(settings: Settings, memory: Memory) -> str | None:
    """The bot's name on Zalo as last seen, empty if it never was; None where there is no Zalo.

    Where there is only an Official Account, its name: the code is typed there.
    """
    if settings.zalo_bot_token is None and not settings.has_zalo_oa:
        return None
    with memory.begin() as tx:
        known = channel_states.read(tx).get("zalo-bot" if settings.zalo_bot_token else "zalo-oa")
    return (known.name if known else None) or ""


def _linked(settings: Settings, memory: Memory) -> str | None:
    """How many are linked by Zalo's bot against how many may be; None where there is none."""
    if settings.zalo_bot_token is None:
        return None
    from bot.cli import doctor_zalo_bot

    return str(doctor_zalo_bot.linked(memory))


def _make(
    memory: Memory,
    posts: list[Post],
    username: str | None,
    on_zalo: str | None,
    now: datetime,
    arguments: argparse.Namespace,
) -> list[Invitation]:
    expires = now + invitation.VALID_FOR
    made = [Invitation(post, invitation.new_code(), username, expires, on_zalo) for post in posts]
    with memory.begin() as tx:
        for each in made:
            id_ = invites.add(
                tx,
                each.code,
                each.post,
                now=now,
                expires=expires,
                person=arguments.person,
                replaces=arguments.replace,
            )
            _note(tx, each.post, id_, arguments.person, now)
    return made


def _note(tx: Tx, post: Post, id_: int, person: int | None, now: datetime) -> None:
    """A code for another account gives no post, and is not noted as if it did."""
    if person is not None:
        audit.note(tx, "account_invited", who="command", now=now, person=person, code=id_)
        return
    whose = {"role": post.role, "unit": post.unit}
    audit.note(tx, "invited", who="command", now=now, code=id_, **whose)


def _line(plan: Plan, each: Invitation) -> str:
    whose = f" {plan.name_of(each.post.unit)}" if each.post.unit else ""
    until = phrases.moment(each.expires, plan.zone)
    return f"{each.code}  {_way(each)}  {ROLES[each.post.role]}{whose} (đến {until})"


def _way(each: Invitation) -> str:
    """How the code is used on each platform that there is."""
    zalo = f"Zalo: gửi {each.zalo}" if each.zalo else None
    if each.username is None and zalo:
        return zalo
    typed = "Telegram: trong nhóm, gửi" if each.post.role is Role.GROUP else "gửi:"
    telegram = each.telegram or f"{typed} /start {each.code}"
    return f"{telegram}  {zalo}" if zalo else telegram
