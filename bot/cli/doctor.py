"""`doctor`: what stands in the way of the service, line by line, each with its cure."""

import argparse
import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.cli import common, doctor_files, doctor_zalo_bot, doctor_zalo_oa, doctor_zalo_zbs, stored
from bot.cli.finding import Finding
from bot.cli.trouble import NOTHING_DONE, Trouble
from bot.clock import SystemClock
from bot.desk import InForce
from bot.settings import Settings
from bot.store import people, plans
from bot.tables import BadTable
from bot.wording import phrases
from schedules import plan_file
from schedules.plan import Plan

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right shows an earlier time to this program."""


def add_to(commands: Any) -> None:
    """Add the command of this room."""
    doctor = commands.add_parser("doctor", help="khám: thiết lập, kế hoạch, dữ liệu, kênh, đồng hồ")
    common.add_plan(doctor)
    doctor.set_defaults(run=_doctor)


def _doctor(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    wrong = False
    for look in (
        _clock,
        _words,
        _plan,
        doctor_files.look,
        _database,
        _any_channel,
        _telegram,
        doctor_zalo_bot.look,
        doctor_zalo_oa.look,
        doctor_zalo_zbs.look,
    ):
        for finding in look(arguments, settings):
            wrong = wrong or finding.cure is not None
            print(finding, flush=True)
    return NOTHING_DONE if wrong else 0


def _clock(_arguments: argparse.Namespace, _settings: Settings) -> Iterator[Finding]:
    now = SystemClock().now()
    shown = f"Đồng hồ máy: {now:%Y-%m-%d %H:%M} UTC"
    yield Finding(shown, "chỉnh lại đồng hồ máy, bật đồng bộ giờ (NTP)" if now < BUILT else None)


def _words(_arguments: argparse.Namespace, _settings: Settings) -> Iterator[Finding]:
    # imported late: the lists are read by importing what uses them
    try:
        import bot.understand  # noqa: F401
    except BadTable as bad:
        yield Finding(f"Từ vựng: {bad}", "sửa chỗ được nêu; dịch vụ không chạy với từ vựng hỏng")


def _plan(arguments: argparse.Namespace, settings: Settings) -> Iterator[Finding]:
    try:
        path = common.plan_path(arguments, settings)
    except Trouble as trouble:
        yield Finding(f"Kế hoạch: {trouble.line}", "đặt PLAN_FILE hoặc --plan vào một tệp kế hoạch")
        return
    loaded = plan_file.load(path)
    if loaded.plan is None:
        cure = f"xem từng lỗi: nhacviec check --plan {path}"
        yield Finding(f"Kế hoạch {path}: {len(loaded.errors)} lỗi", cure)
    else:
        yield Finding(f"Kế hoạch {path}: {len(loaded.plan.assignments)} nhiệm vụ")


def _database(arguments: argparse.Namespace, settings: Settings) -> Iterator[Finding]:
    try:
        with stored.memory(settings) as memory, memory.begin() as tx:
            yield Finding("Cơ sở dữ liệu: ghi được, đúng phiên bản")
            plan = _plan_or_none(arguments, settings)
            if plan is None:
                return
            linked = people.reachable_units(tx, SystemClock().now())
            agreed = plans.approved_fingerprints(tx, plan.id)
            plan = stored.with_extensions(tx, plan)
    except Trouble as trouble:
        yield Finding(trouble.line, "kiểm tra DATABASE_URL, quyền ghi và máy chủ cơ sở dữ liệu")
        return
    yield _approval(plan, agreed, settings)
    yield _people(plan, linked)


def _plan_or_none(arguments: argparse.Namespace, settings: Settings) -> Plan | None:
    try:
        return plan_file.load(common.plan_path(arguments, settings)).plan
    except Trouble:
        return None


def _approval(plan: Plan, agreed: frozenset[str], settings: Settings) -> Finding:
    force = InForce(plan)
    if agreed.issuperset(force.fingerprints.values()):
        return Finding("Tin nhắc của kế hoạch: đã duyệt")
    if settings.auto_approve:
        return Finding("Tin nhắc của kế hoạch: chưa duyệt, vẫn gửi vì AUTO_APPROVE đang bật")
    cure = f"xem nhacviec preview, rồi nhacviec approve {force.code}"
    return Finding("Tin nhắc của kế hoạch: chưa duyệt, chưa tin nào được gửi", cure)


def _people(plan: Plan, linked: frozenset[str]) -> Finding:
    units = dict.fromkeys(a.unit for a in plan.assignments)
    missing = [unit.short for unit in units if unit.id not in linked]
    done = f"Đơn vị đã liên kết: {phrases.count(len(units) - len(missing))}/{len(units)}"
    if not missing:
        return Finding(done)
    return Finding(f"{done}; chưa có: {', '.join(missing)}", "cấp mã: nhacviec invite --all")


def _any_channel(_arguments: argparse.Namespace, settings: Settings) -> Iterator[Finding]:
    if not settings.has_channel and not settings.zalo_oa_gaps:
        cure = (
            "điền vào .env TELEGRAM_BOT_TOKEN (lấy ở @BotFather), "
            "ZALO_BOT_TOKEN (lấy ở Zalo Bot Creator) hoặc các biến của Zalo OA (docs/zalo.md)"
        )
        yield Finding("Kênh: chưa đặt mã truy cập của kênh nào", cure)


def _telegram(_arguments: argparse.Namespace, settings: Settings) -> Iterator[Finding]:
    if settings.telegram_bot_token is None:
        return
    # imported late: the other looks need no channel
    from bot.channels import ChannelError, Misconfigured
    from bot.platforms import channels, identify

    found = asyncio.run(identify(channels(settings)["telegram"]))
    if isinstance(found, Misconfigured):
        cure = "TELEGRAM_BOT_TOKEN sai hoặc đã bị thu hồi; lấy lại ở @BotFather"
        yield Finding(f"Telegram: bị từ chối ({found.reason})", cure)
    elif isinstance(found, ChannelError):
        cure = "kiểm tra mạng, TELEGRAM_API_URL, hoặc đặt TELEGRAM_PROXY"
        yield Finding(f"Telegram: không tới được ({found.reason})", cure)
    else:
        yield Finding(f"Telegram: @{found.username}, nhận tin bằng {settings.telegram_mode}")
