"""`doctor` at Zalo's bot: each line says well or not, and what to do about it."""

from collections.abc import Callable, Iterator

import pytest

from bot.channels import Limits
from bot.cli.doctor_zalo_bot import messages, people
from bot.store.figures import Linked
from bot.store.spending import Spent
from tests.bot.cli.conftest import Run
from tests.standins.threaded import Threaded
from tests.standins.zalo_bot import ZaloBotStandIn, threaded
from tests.standins.zalo_bot.world import Webhook

PUBLIC = "https://nhacviec.example.gov.vn"
OWN = f"{PUBLIC}/hooks/zalo-bot"
OTHERS = "https://khac.vn/bi-mat/zalo"

Zalo = Threaded[ZaloBotStandIn]


@pytest.fixture
def zalo(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Zalo]:
    """A Zalo, and the settings of a bot there."""
    with threaded() as standin:
        monkeypatch.setenv("ZALO_BOT_API_URL", standin.url)
        monkeypatch.setenv("ZALO_BOT_TOKEN", standin.standin.token)
        yield standin
        assert standin.standin.violations == []


@pytest.fixture
def said(run: Run) -> Callable[[], list[str]]:
    """The doctor's lines about the bot, each with its cure."""

    def lines() -> list[str]:
        out = run("doctor").out.replace("\n    → ", " → ").splitlines()
        return [line for line in out if "Zalo Bot" in line]

    return lines


def test_a_bot_that_is_set_up_well_has_nothing_to_cure(
    zalo: Zalo, said: Callable[[], list[str]], run: Run
) -> None:
    assert said()[:3] == [
        "✓ Zalo Bot: Bot Nhắc việc Sở, nhận tin bằng polling",
        "✓ Zalo Bot: vào được nhóm (trong nhóm chỉ nhận tin có nhắc tên bot)",
        "✓ Zalo Bot: không có webhook, tin chờ chương trình hỏi",
    ]
    assert [line[:2] for line in said()] == ["✓ "] * 5
    assert said()[-1] == "✓ Zalo Bot: đã liên kết 0/50 người, 0/3 nhóm"
    assert "Kênh: chưa đặt" not in run("doctor").out
    assert {call.method for call in zalo.standin.ledger.calls} == {"getMe", "getWebhookInfo"}


def test_a_token_that_was_copied_badly_and_is_refused_has_two_cures(
    zalo: Zalo, said: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZALO_BOT_TOKEN", "khong-phai-ma")

    lines = said()

    assert lines[0].startswith("✗ Zalo Bot: ZALO_BOT_TOKEN không có dạng SỐ:CHUỖI → chép lại")
    assert "bị từ chối" in lines[1]
    assert "lấy mã mới trong Zalo Bot Creator" in lines[1]
    assert "khong-phai-ma" not in "".join(lines)


def test_an_address_that_is_away_is_told_apart(
    zalo: Zalo, said: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZALO_BOT_API_URL", "http://127.0.0.1:9")

    assert "không tới được" in said()[0]


def test_a_name_that_zalo_would_not_give_and_no_groups_are_told(
    zalo: Zalo, said: Callable[[], list[str]]
) -> None:
    zalo.standin.bot.name = "Nhắc việc Sở"
    zalo.standin.bot.can_join_groups = False

    lines = said()

    assert lines[0].startswith("✗ Zalo Bot: Nhắc việc Sở")
    assert "đổi tên trong Zalo Bot Creator" in lines[0]
    assert lines[1].startswith("✓ Zalo Bot: chưa cho vào nhóm")


@pytest.mark.parametrize(
    ("settings", "url", "line"),
    [
        ({}, OTHERS, "✗ Zalo Bot: webhook do nơi khác đặt (khac.vn), tin không về đây"),
        ({"ZALO_BOT_TAKE_OVER": "true"}, OTHERS, "✓ Zalo Bot: webhook của nơi khác (khac.vn)"),
        ({"PUBLIC_URL": PUBLIC}, OWN, "✓ Zalo Bot: webhook đang đặt ở nhacviec.example.gov.vn"),
        ({"ZALO_BOT_MODE": "webhook"}, OWN, "✓ Zalo Bot: webhook đang đặt ở"),
        ({"ZALO_BOT_MODE": "webhook"}, None, "✗ Zalo Bot: chưa đặt webhook"),
        ({"ZALO_BOT_MODE": "webhook"}, OTHERS, "✗ Zalo Bot: webhook đang trỏ về nơi khác"),
    ],
)
def test_the_webhook_is_held_against_the_mode(
    zalo: Zalo,
    said: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, str],
    url: str | None,
    line: str,
) -> None:
    if "ZALO_BOT_MODE" in settings:
        settings = settings | {"PUBLIC_URL": PUBLIC, "WEBHOOK_SECRET": "mot-chuoi-bi-mat"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    zalo.standin.bot.webhook = Webhook(url, "mot-chuoi-bi-mat", 0) if url else None

    assert any(each.startswith(line) for each in said())
    assert "bi-mat" not in "".join(said())


def test_a_webhook_without_an_address_and_a_secret_is_told(
    zalo: Zalo, said: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZALO_BOT_MODE", "webhook")

    lines = "\n".join(said())

    assert "✗ Zalo Bot: webhook cần PUBLIC_URL" in lines
    assert "✗ Zalo Bot: webhook cần WEBHOOK_SECRET" in lines


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        (2849, "✓ Zalo Bot: tháng 11/2026 đã gửi 2.849/3.000 tin"),
        (2850, "✗ Zalo Bot: tháng 11/2026 đã gửi 2.850/3.000 tin"),
    ],
)
def test_the_months_messages_are_held_against_the_quota(sent: int, line: str) -> None:
    assert str(messages(Limits(messages=3000), Spent(sent), "2026-11")).startswith(line)


@pytest.mark.parametrize(
    ("linked", "line"),
    [
        (Linked(49, 3), "✓ Zalo Bot: đã liên kết 49/50 người, 3/3 nhóm"),
        (Linked(50, 0), "✗ Zalo Bot: đã liên kết 50/50 người, 0/3 nhóm"),
    ],
)
def test_whoever_is_linked_is_held_against_the_caps(linked: Linked, line: str) -> None:
    assert str(people(Limits(users=50, groups=3), linked)).startswith(line)


def test_without_a_token_nothing_is_said(run: Run) -> None:
    assert "Zalo Bot:" not in run("doctor").out
