"""Codes for people on Zalo, where no link can carry one: what to type, and how many still fit."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.invitation import Invitation
from bot.people import Post, Role
from bot.store import channel_states
from bot.store.memory import Memory
from tests.bot.cli.conftest import Run

EXPIRES = datetime(2026, 12, 9, tzinfo=UTC)


@pytest.fixture
def on_zalo(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office with a Zalo bot and nothing else."""
    monkeypatch.setenv("ZALO_BOT_TOKEN", "8270115536:mot-ma-truy-cap")


def seen(folder: Path, name: str, *, channel: str = "zalo-bot") -> None:
    """The service has once been told what the bot is called."""
    memory = Memory(f"sqlite:///{folder / 'nhacviec.db'}")
    with memory.begin() as tx:
        channel_states.opened(tx, channel, name, "bot.8270115536", EXPIRES)
    memory.close()


def invitation(role: Role, on_zalo: str | None) -> Invitation:
    return Invitation(Post(role, "qlcn"), "ABCD-EFGH", None, EXPIRES, on_zalo)


@pytest.mark.parametrize(
    ("role", "name", "typed"),
    [
        (Role.HEAD, None, None),
        (Role.HEAD, "", "ABCD-EFGH"),
        (Role.HEAD, "Bot Nhắc việc Sở", "ABCD-EFGH"),
        (Role.GROUP, "Bot Nhắc việc Sở", "@Bot Nhắc việc Sở ABCD-EFGH"),
        (Role.GROUP, "", "ABCD-EFGH"),
    ],
)
def test_what_to_type_is_the_code_and_in_a_group_the_tag_before_it(
    role: Role, name: str | None, typed: str | None
) -> None:
    assert invitation(role, name).zalo == typed


@pytest.mark.usefixtures("on_zalo")
def test_the_list_says_what_to_type_and_how_many_are_linked(run: Run) -> None:
    [made] = run("invite", "--unit", "qlcn", "--role", "head", "--json").json
    lines = run("invite", "--unit", "qlcn", "--role", "head").out.splitlines()

    assert made["zalo"] == made["code"]
    assert made["telegram"] is None
    assert "Zalo: gửi " in lines[0]
    assert "/start" not in lines[0]
    assert lines[-1] == "✓ Zalo Bot: đã liên kết 0/50 người, 0/3 nhóm"


@pytest.mark.usefixtures("on_zalo")
def test_a_group_s_code_tells_of_telegram_too_where_the_office_has_both(
    run: Run, tmp_path: Path
) -> None:
    run("db", "upgrade")
    seen(tmp_path, "Bot Nhắc việc Sở", channel="telegram")

    [line] = [
        line
        for line in run("invite", "--unit", "qlcn", "--role", "group").out.splitlines()
        if "nhóm chung" in line
    ]

    code = line[:9]
    assert f"Telegram: trong nhóm, gửi /start {code}  Zalo: gửi {code}" in line


@pytest.mark.usefixtures("on_zalo")
def test_the_sheet_says_whom_to_write_to_by_the_name_that_was_last_seen(
    run: Run, tmp_path: Path
) -> None:
    run("db", "upgrade")
    seen(tmp_path, "Bot Nhắc việc Sở")

    run("invite", "--all", "--qr", str(tmp_path / "ma"))
    run("invite", "--unit", "qlcn", "--role", "group", "--qr", str(tmp_path / "nhom"))

    sheet = (tmp_path / "ma" / "ma-tham-gia.html").read_text(encoding="utf-8")
    group = (tmp_path / "nhom" / "ma-tham-gia.html").read_text(encoding="utf-8")
    assert sheet.count("Zalo: nhắn cho “Bot Nhắc việc Sở”:") == 7
    assert "Telegram" not in sheet
    assert "Zalo: nhắc @Bot Nhắc việc Sở trong nhóm rồi gõ:" in group
