"""The main job, whole, from outside: the real process, a strict Telegram, people with phones."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import private
from tests.e2e.service import SOON, Service
from tests.standins.telegram import Limits, TelegramStandIn

WEBHOOK = {
    "TELEGRAM_MODE": "webhook",
    "PUBLIC_URL": "https://nhacviec.vn",
    "WEBHOOK_SECRET": "bi-mat",
}


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    """A strict Telegram that nobody may break the rules of."""
    async with TelegramStandIn(limits=Limits(), loopback_webhooks=True) as server:
        yield server
        assert server.violations == []


async def test_a_unit_is_reminded_answers_and_leadership_sees_where_things_stand(
    tmp_path: Path, telegram: TelegramStandIn
) -> None:
    """As it is installed: no database yet, every process started from nothing."""
    folder = tmp_path / "moi"
    folder.mkdir()
    service = Service(folder, telegram)
    service.fresh = True
    service.plan()
    head_code, leader_code = await service.code("head", "qlcn"), await service.code("leader")
    lan, leader = telegram.phone("Lan <i>&</i>"), telegram.phone("Bà Hà")
    (folder / "nhacviec.db").chmod(0o644)

    async with service:
        lan.says(f"/start {head_code}")
        await lan.expects("Đã liên kết", within=SOON)
        leader.says(f"/start {leader_code}")
        await leader.expects("Đã liên kết", within=SOON)
        assert private.open_to_others(private.beside(str(folder / "nhacviec.db"))) == []

        await service.restarted(reminded_in=2, second_due_in=2)

        reminder = await lan.expects("là hạn hoàn thành", within=SOON)
        assert "1. Treo băng rôn, khẩu hiệu [mục III.2.2, Stt 1]" in reminder["text"]
        done = lan.taps("✅ Đã hoàn thành", reminder)
        assert "Đã ghi nhận hoàn thành" in (await done.answered(within=SOON))["text"]
        await lan.expects("đúng hạn", within=SOON)
        lan.says("việc 2 chưa xong vì chờ <b>Đài</b> PT&TH duyệt")
        await lan.expects("chờ <b>Đài</b> PT&TH duyệt", within=SOON)
        await leader.expects("Kính báo cáo Lãnh đạo: 01 nhiệm vụ đã quá hạn", within=SOON)
        leader.says("/tinhhinh")
        board = await leader.expects("Tình hình thực hiện", within=SOON)
        assert "Hoàn thành đúng hạn: 01" in board["text"]
        assert "Quá hạn, chưa hoàn thành: 01" in board["text"]
        assert await service.stop() == 0

    code, out, _ = await service.command("status", "--json")
    status = json.loads(out)
    assert code == 0
    assert status["totals"] == {
        "assignments": 2,
        "done_on_time": 1,
        "done_late": 0,
        "in_term": 0,
        "overdue": 1,
    }
    first, second = status["assignments"]
    assert (first["state"], first["answered_by"]) == ("done", "Lan <i>&</i>")
    assert (second["state"], second["overdue"]) == ("not_done", True)
    assert "✅ Việc 1: đã hoàn thành" in lan.transcript
    assert {call.status for call in telegram.refusals} <= {429}  # a busy machine delivers unevenly
    assert telegram.token not in service.log.read_text(encoding="utf-8")


async def test_an_answer_fetched_before_a_kill_is_recorded_once_after_the_restart(
    tmp_path: Path, telegram: TelegramStandIn
) -> None:
    service = Service(tmp_path, telegram)
    service.plan()
    code = await service.code("head", "qlcn")
    lan = telegram.phone("Lan")
    async with service:
        lan.says(f"/start {code}")
        work = await lan.expects("còn 02 nhiệm vụ", within=SOON)

        lan.taps("✅ 1", work)
        await asyncio.sleep(0.02)
        await service.stop(signal.SIGKILL)
        await service.start()
        lan.says("/viec")
        await lan.expects("còn 01 nhiệm vụ", within=SOON)
        await service.stop()

    status = await service.asked("status")
    assert [a["state"] for a in status["assignments"]] == ["done", "waiting"]


async def test_a_wrong_token_rests_the_channel_and_the_service_goes_on(
    tmp_path: Path, telegram: TelegramStandIn
) -> None:
    wrong = "999999999:WRONG-TOKEN-THAT-MUST-NOT-BE-LOGGED-000"
    service = Service(tmp_path, telegram, TELEGRAM_BOT_TOKEN=wrong)
    service.plan()

    async with service:
        await service.logged("channel rests")
        assert await service.stop() == 0

    log = service.log.read_text(encoding="utf-8")
    assert wrong not in log
    assert "Traceback" not in log


async def test_a_terminal_that_closes_does_not_end_the_service(
    tmp_path: Path, telegram: TelegramStandIn
) -> None:
    service = Service(tmp_path, telegram)
    service.plan()
    lan = telegram.phone("Lan")

    async with service:
        await service.logged("channel open")
        service.signalled(signal.SIGHUP)
        await service.logged("plan not read again")
        lan.says("/trogiup")
        await lan.expects("chưa được liên kết", within=SOON)
        assert await service.stop() == 0


async def test_a_service_that_is_stopped_before_it_has_begun_ends_well(
    tmp_path: Path, telegram: TelegramStandIn
) -> None:
    service = Service(tmp_path, telegram)
    service.fresh = True
    service.plan()

    async with service:
        await service.heeds(signal.SIGTERM)
        assert await service.stop() == 0

    assert service.log.read_text(encoding="utf-8") == ""


async def test_a_second_service_on_the_same_file_refuses_to_start(
    tmp_path: Path, telegram: TelegramStandIn
) -> None:
    service = Service(tmp_path, telegram)
    service.plan()
    async with service:
        await service.logged("channel open")

        code, _, err = await service.command("run")

    assert code == 1
    assert "một dịch vụ khác đang chạy" in err


async def test_updates_come_by_webhook_with_the_secret_and_only_with_it(
    tmp_path: Path, telegram: TelegramStandIn, unused_tcp_port: int
) -> None:
    service = Service(
        tmp_path,
        telegram,
        TELEGRAM_MODE="webhook",
        WEBHOOK_SECRET="bi-mat-cua-webhook",
        PUBLIC_URL=f"http://127.0.0.1:{unused_tcp_port}",
        HTTP_PORT=str(unused_tcp_port),
    )
    service.plan()
    code = await service.code("head", "qlcn")
    lan = telegram.phone("Lan")

    async with service:
        await service.logged("channel open")
        lan.says(f"/start {code}")
        await lan.expects("Đã liên kết", within=SOON)
        assert await _post(unused_tcp_port, "doan-mo") == 403
        assert "ok" in await _shown(unused_tcp_port, "healthz")
        assert "nhacviec_troubles 0.0" in await _shown(unused_tcp_port, "metrics")
        assert await service.stop() == 0


@pytest.mark.parametrize(
    ("changed", "code", "line"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, 2, "TELEGRAM_BOT_TOKEN"),
        ({"DATABASE_URL": "sqlite:////proc/khong/ghi/duoc.db"}, 2, "DATABASE_URL"),
        ({"DATABASE_URL": "khong-phai-dia-chi"}, 2, "DATABASE_URL"),
        ({"PLAN_FILE": "khong-co.yaml"}, 2, "PLAN_FILE: không có tệp khong-co.yaml"),
        ({"HTTP_PORT": "cổng"}, 2, "HTTP_PORT"),
        ({"DATABASE_URL": "sqlite://"}, 2, "DATABASE_URL"),
        ({"TELEGRAM_MODE": "webhook"}, 2, "PUBLIC_URL"),
        (WEBHOOK | {"PUBLIC_URL": "http://nhacviec.vn"}, 2, "PUBLIC_URL"),
        (WEBHOOK | {"PUBLIC_URL": "https://nhacviec.vn:8080"}, 2, "PUBLIC_URL"),
        (WEBHOOK | {"WEBHOOK_SECRET": "có dấu cách"}, 2, "WEBHOOK_SECRET"),
    ],
)
async def test_what_is_misconfigured_is_named_in_words(
    tmp_path: Path, telegram: TelegramStandIn, changed: dict[str, str], code: int, line: str
) -> None:
    service = Service(tmp_path, telegram, **changed)
    service.plan()

    ran = service.called("run")

    assert (ran.code, ran.out) == (code, "")
    assert line in ran.err
    assert "Traceback" not in ran.err


async def _shown(port: int, page: str) -> str:
    from aiohttp import ClientSession

    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}/{page}") as got:
        assert got.status == 200
        return await got.text()


async def _post(port: int, secret: str) -> int:
    from aiohttp import ClientSession

    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with ClientSession() as session:
        url = f"http://127.0.0.1:{port}/hooks/telegram"
        async with session.post(url, json={"update_id": 1}, headers=headers) as answer:
            return answer.status
