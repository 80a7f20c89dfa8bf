"""The main job over Zalo alone: the real process, a Zalo in each of its moods, people who type."""

import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests import databases
from tests.e2e.service import SOON, Service
from tests.standins.faults import Kind
from tests.standins.zalo_bot import Regime, Style, ZaloBotStandIn
from tests.standins.zalo_bot.world import Webhook

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"

WEBHOOK = {
    "ZALO_BOT_MODE": "webhook",
    "PUBLIC_URL": "https://nhacviec.vn",
    "WEBHOOK_SECRET": "mot-chuoi-bi-mat",
}


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloBotStandIn]:
    """A Zalo that nobody may ask for what it does not have."""
    async with ZaloBotStandIn(loopback=True) as server:
        server.push.tries = 10_000  # however slowly the service starts
        yield server
        assert server.violations == []


def service_on(folder: Path, zalo: ZaloBotStandIn, **settings: str) -> Service:
    """The program with nothing but a Zalo bot."""
    on = {"ZALO_BOT_TOKEN": zalo.token, "ZALO_BOT_API_URL": zalo.url}
    return Service(folder, None, **(on | settings))


@pytest.mark.parametrize(
    "style", [Style(), Style(mirror=True, zero=True, camel=True, textual=True)]
)
async def test_a_unit_is_reminded_answers_by_typing_and_leadership_asks(
    tmp_path: Path, zalo: ZaloBotStandIn, style: Style
) -> None:
    zalo.style = style
    service = service_on(tmp_path, zalo)
    service.plan()
    head_code, leader_code = await service.code("head", "qlcn"), await service.code("leader")
    lan, leader = zalo.phone("Lan"), zalo.phone("Bà Hà")

    async with service:
        lan.says(head_code.lower())
        await lan.expects("Đã liên kết", within=SOON)
        leader.says(f"/start {leader_code}")
        await leader.expects("Đã liên kết", within=SOON)

        await service.restarted(reminded_in=2, second_due_in=2)

        reminder = await lan.expects("là hạn hoàn thành", within=SOON)
        assert "1. Treo băng rôn, khẩu hiệu [mục III.2.2, Stt 1]" in reminder.text
        lan.says("1 xong")
        await lan.expects("Đã ghi nhận", within=SOON)
        lan.says("việc 2 chưa xong vì chờ Đài PT&TH duyệt")
        await lan.expects("chờ Đài PT&TH duyệt", within=SOON)
        await leader.expects("Kính báo cáo Lãnh đạo: 01 nhiệm vụ đã quá hạn", within=SOON)
        leader.says("tình hình")
        await leader.expects("Hoàn thành đúng hạn: 01", within=SOON)
        assert await service.stop() == 0

    status = await service.asked("status")
    first, second = status["assignments"]
    assert (first["state"], first["answered_by"], first["channel"]) == ("done", "Lan", "zalo-bot")
    assert (second["state"], second["overdue"]) == ("not_done", True)
    assert zalo.ledger.repeated() == {}
    log = service.log.read_text(encoding="utf-8")
    assert zalo.token not in log
    assert "Traceback" not in log


@pytest.mark.parametrize("regime", list(Regime))
async def test_a_kill_while_polling_doubles_nothing_and_loses_only_what_zalo_loses(
    tmp_path: Path, zalo: ZaloBotStandIn, regime: Regime
) -> None:
    zalo.bot.waiting.regime = regime
    service = service_on(tmp_path, zalo)
    service.plan()
    code = await service.code("head", "qlcn")
    lan = zalo.phone("Lan")

    async with service:
        await service.logged("channel open")
        await zalo.bot.waiting.polled(within=SOON)
        lan.says(code)
        await lan.expects("còn 02 nhiệm vụ", within=SOON)
        lan.says("1 xong")
        await lan.expects("Đã ghi nhận", within=SOON)
        await service.stop(signal.SIGKILL)
        await service.start()
        await service.logged("channel open", times=2)
        await zalo.bot.waiting.polled(within=SOON)
        lan.says("việc của tôi")
        await lan.expects("còn 01 nhiệm vụ", within=SOON)
        await service.stop()

    status = await service.asked("status")
    assert [a["state"] for a in status["assignments"]] == ["done", "waiting"]
    assert zalo.ledger.repeated() == {}
    assert zalo.bot.waiting.forgotten == []


async def test_updates_come_by_webhook_twice_late_and_out_of_order_and_count_once(
    tmp_path: Path, zalo: ZaloBotStandIn, unused_tcp_port: int
) -> None:
    zalo.push.copies = 2
    service = service_on(
        tmp_path,
        zalo,
        ZALO_BOT_MODE="webhook",
        WEBHOOK_SECRET="mot-chuoi-bi-mat",
        PUBLIC_URL=f"http://127.0.0.1:{unused_tcp_port}",
        HTTP_PORT=str(unused_tcp_port),
    )
    service.plan()
    code = await service.code("head", "qlcn")
    lan = zalo.phone("Lan")

    async with service:
        await service.logged("channel open")
        lan.says(code)
        await lan.expects("còn 02 nhiệm vụ", within=SOON)
        zalo.push.backwards, zalo.push.wrapped = True, False
        lan.says("1 xong")
        lan.says("2 xong")
        await lan.expects("– “Treo băng rôn", within=SOON)
        await lan.expects("– “Xây dựng kế hoạch", within=SOON)
        assert "mot-chuoi-bi-mat" not in await _page(unused_tcp_port, "healthz")
        await service.stop(signal.SIGKILL)
        lan.says("/trogiup")
        await service.start()
        await lan.expects("Anh/chị có thể", within=SOON)
        assert await service.stop() == 0

    status = await service.asked("status")
    assert [a["state"] for a in status["assignments"]] == ["done", "done"]
    assert zalo.ledger.called("getUpdates") == []
    assert zalo.ledger.repeated() == {}
    log = service.log.read_text(encoding="utf-8")
    assert "mot-chuoi-bi-mat" not in log
    assert "forged" not in log


async def test_a_group_is_linked_and_answers_by_tag_and_a_photo_by_its_words(
    tmp_path: Path, zalo: ZaloBotStandIn
) -> None:
    service = service_on(tmp_path, zalo)
    service.plan()
    head_code, group_code = await service.code("head", "qlcn"), await service.code("group", "qlcn")
    lan = zalo.phone("Lan")
    room = zalo.group("Tổ QLCN")
    head, stranger = room.member(lan), room.member("Người lạ")

    async with service:
        lan.says(head_code)
        await lan.expects("còn 02 nhiệm vụ", within=SOON)
        stranger.says("xin chào")
        await head.expects("Nhóm này chưa được liên kết", within=SOON)
        head.says(group_code, tag="bot nhac viec so")
        await head.expects("đã được liên kết", within=SOON)
        head.says("việc của tôi")
        await head.expects("Treo băng rôn", within=SOON)
        lan.sends_photo(zalo.hosts_photo("bang-ron.jpg", JPEG), "việc 1 đã xong")
        await lan.expects("– “Treo băng rôn", within=SOON)
        await lan.expects("Đã lưu 01 tệp minh chứng", within=SOON)
        head.says("2 xong")
        await head.expects("Đã ghi nhận hoàn thành", within=SOON)
        assert await service.stop() == 0

    kept = [file for file in (tmp_path / "evidence").rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in kept] == [JPEG]
    status = await service.asked("status")
    assert [(a["state"], a["evidence"]) for a in status["assignments"]] == [
        ("done", 1),
        ("done", 0),
    ]
    assert "Traceback" not in service.log.read_text(encoding="utf-8")


async def test_polling_again_takes_our_own_webhook_away(
    tmp_path: Path, zalo: ZaloBotStandIn
) -> None:
    public = "https://nhacviec.example.gov.vn"
    zalo.bot.webhook = Webhook(f"{public}/hooks/zalo-bot", "mot-chuoi-bi-mat", 0)
    service = service_on(tmp_path, zalo, PUBLIC_URL=public)
    service.fresh = True
    service.plan()
    lan = zalo.phone("Lan")

    async with service:
        lan.says("trợ giúp")
        await lan.expects("chưa được liên kết", within=SOON)

    assert len(zalo.ledger.called("deleteWebhook")) == 1


async def test_a_token_that_was_reset_rests_the_channel_until_it_is_known_again(
    tmp_path: Path, zalo: ZaloBotStandIn
) -> None:
    zalo.revoke()
    service = service_on(tmp_path, zalo)
    service.plan()

    async with service:
        await service.logged("channel rests")
        assert await service.stop() == 0

    log = service.log.read_text(encoding="utf-8")
    assert "Zalo does not accept the token" in log
    assert zalo.token not in log
    assert "Traceback" not in log


async def test_pages_of_the_server_in_front_and_other_trouble_are_waited_out(
    tmp_path: Path, zalo: ZaloBotStandIn
) -> None:
    for kind in (Kind.HTML_429, Kind.BAD_GATEWAY, Kind.DROPPED):
        zalo.faults.add(kind, "getUpdates")
    zalo.faults.add(Kind.HTML_429, "sendMessage")
    service = service_on(tmp_path, zalo)
    service.plan()
    lan = zalo.phone("Lan")
    lan.says("xin chào")

    async with service:
        await lan.expects("chưa được liên kết", within=SOON)
        assert await service.stop() == 0

    assert zalo.ledger.repeated() == {}
    assert "Traceback" not in service.log.read_text(encoding="utf-8")


async def test_of_two_services_on_one_database_one_polls_and_the_other_takes_over(
    tmp_path: Path, zalo: ZaloBotStandIn
) -> None:
    with databases.new_postgres() as url:
        folders = [tmp_path / each for each in ("mot", "hai")]
        for folder in folders:
            folder.mkdir()
        one, two = (service_on(folder, zalo, DATABASE_URL=url) for folder in folders)
        for service in (one, two):
            service.plan()
        code = await one.code("head", "qlcn")
        lan = zalo.phone("Lan")

        async with one:
            await zalo.bot.waiting.polled(within=SOON)
            async with two:
                await two.logged("another_process_polls_for_this_bot")
                lan.says(code)
                await lan.expects("còn 02 nhiệm vụ", within=SOON)
                assert zalo.bot.waiting.pollers == 1
                await one.stop()
                lan.says("1 xong")
                await lan.expects("Đã ghi nhận", within=SOON)
                assert await two.stop() == 0

    assert zalo.ledger.repeated() == {}


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"ZALO_BOT_TOKEN": ""}, "ZALO_BOT_TOKEN"),
        ({"ZALO_BOT_MODE": "webhook"}, "PUBLIC_URL"),
        ({"ZALO_BOT_MODE": "webhook", "PUBLIC_URL": "https://a.vn"}, "WEBHOOK_SECRET"),
        (WEBHOOK | {"WEBHOOK_SECRET": "ngan"}, "8–256"),
        (WEBHOOK | {"PUBLIC_URL": "http://a.vn"}, "https"),
        ({"ZALO_BOT_MODE": "gọi"}, "ZALO_BOT_MODE"),
        ({"ZALO_BOT_API_URL": "zalo"}, "ZALO_BOT_API_URL"),
    ],
)
async def test_what_is_misconfigured_is_named_in_words(
    tmp_path: Path, zalo: ZaloBotStandIn, changed: dict[str, str], line: str
) -> None:
    service = service_on(tmp_path, zalo, **changed)
    service.plan()

    ran = service.called("run")

    assert (ran.code, ran.out) == (2, "")
    assert line in ran.err
    assert "Traceback" not in ran.err


async def _page(port: int, page: str) -> str:
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}/{page}") as got:
        assert got.status == 200
        return await got.text()


async def test_leadership_fetches_a_report_by_an_address_that_goes(
    tmp_path: Path, zalo: ZaloBotStandIn, unused_tcp_port: int
) -> None:
    own = f"http://127.0.0.1:{unused_tcp_port}"
    service = service_on(tmp_path, zalo, PUBLIC_URL=own, HTTP_PORT=str(unused_tcp_port))
    service.plan()
    code = await service.code("leader")
    leader = zalo.phone("Bà Hà")

    async with service:
        await service.logged("channel open")
        leader.says(code)
        await leader.expects("Đã liên kết", within=SOON)
        leader.says("gửi báo cáo")
        told = await leader.expects("/tep/", within=SOON)
        path = re.search(r"tep/[\w-]{43}", told.text)
        assert path is not None
        page = await _page(unused_tcp_port, path[0])
        async with ClientSession() as session:
            fetched = []
            for _ in range(4):
                async with session.get(f"{own}/{path[0]}/tai") as answer:
                    fetched.append((answer.status, (await answer.read())[:2]))
        assert await service.stop() == 0

    assert "Tải tệp về" in page
    assert fetched[:3] == [(200, b"PK")] * 3
    assert fetched[3][0] == 404
    assert path[0] not in service.log.read_text(encoding="utf-8")
