"""`status`: where every assignment stands, now or at any past moment."""

import argparse
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli import common, stored
from bot.clock import SystemClock
from bot.store import boards
from bot.wording import boards as board_words
from bot.wording import phrases
from schedules.plan import Deadline
from schedules.progress import Board, Standing


def add_to(commands: Any) -> None:
    """Add the commands of this room."""
    status = commands.add_parser("status", help="tình hình từng nhiệm vụ, bây giờ hoặc lúc nào đó")
    common.add_plan(status)
    common.add_json(status)
    common.add_at(status)
    status.set_defaults(run=_status)


def _status(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    plan = common.load_plan(common.plan_path(arguments, settings))
    now = SystemClock().now()
    at = common.moment(arguments.at, plan.zone) if arguments.at is not None else now
    with stored.memory(settings) as memory, memory.begin() as tx:
        board = boards.as_of(tx, plan, at)
    if arguments.json:
        common.print_json(as_json(board))
    else:
        print(board_words.whole_board(board))
    return 0


def as_json(board: Board) -> dict[str, Any]:
    """The board as `status --json` shows it."""
    return {
        "plan": board.plan.id,
        "as_of": _iso(board.as_of, board.plan.zone),
        "totals": asdict(board.totals),
        "answers": asdict(board.answers),
        "assignments": [_standing(each, board.plan.zone) for each in board.standings],
    }


def _standing(each: Standing, zone: ZoneInfo) -> dict[str, Any]:
    duty, reply = each.assignment, each.reply
    return {
        "activity": duty.activity.id,
        "unit": duty.unit.id,
        "title": duty.title,
        "start": _iso(duty.opening.at, zone) if duty.opening else None,
        "due": _iso(last_instant(duty.deadline, zone), zone),
        "state": each.state,
        "overdue": each.overdue,
        "percent": reply.percent if reply else None,
        "reason": reply.reason if reply else None,
        "answered_at": _iso(reply.at, zone) if reply else None,
        "answered_by": (phrases.said_by(reply) or None) if reply else None,
        "channel": reply.channel if reply else None,
        "evidence": each.evidence,
    }


def last_instant(deadline: Deadline, zone: ZoneInfo) -> datetime:
    """The last second of a term that ends at midnight, so that its date is the plan's own."""
    ends = deadline.ends.astimezone(zone)
    return ends - timedelta(seconds=1) if ends.date() > deadline.day else ends


def _iso(moment: datetime, zone: ZoneInfo) -> str:
    """To the microsecond: an instant given back behind --at must not be before what it names."""
    return moment.astimezone(zone).isoformat()
