"""One person with Telegram and Zalo, the real process, both strict platforms on loopback."""

from pathlib import Path

from tests.e2e.service import SOON, Service
from tests.standins.telegram import Limits, TelegramStandIn
from tests.standins.zalo_bot import ZaloBotStandIn


async def test_what_telegram_no_longer_takes_arrives_once_on_zalo_and_is_answered_there(
    tmp_path: Path,
) -> None:
    async with TelegramStandIn(limits=Limits()) as telegram, ZaloBotStandIn() as zalo:
        on_zalo = {"ZALO_BOT_TOKEN": zalo.token, "ZALO_BOT_API_URL": zalo.url}
        service = Service(tmp_path, telegram, **on_zalo)
        service.plan()
        code = await service.code("head", "qlcn")
        lan, lan_on_zalo = telegram.phone("Lan"), zalo.phone("Lan")

        async with service:
            lan.says(f"/start {code}")
            await lan.expects("Đã liên kết", within=SOON)
            lan.says("/doimay")
            told = await lan.expects("tài khoản", within=SOON)
            lan_on_zalo.says(_code_in(told["text"]))
            await lan_on_zalo.expects("Lan", within=SOON)
            lan.says("/kenh")
            await lan.expects("Telegram, Zalo Bot (theo thứ tự)", within=SOON)
            lan.blocks()
            await service.restarted(reminded_in=2)

            reminder = await lan_on_zalo.expects("là hạn hoàn thành", within=SOON)
            lan_on_zalo.says("1 xong")
            await lan_on_zalo.expects("Đã ghi nhận", within=SOON)
            assert await service.stop() == 0

        status = await service.asked("status")
        assert "“1 xong” hoặc “2 chưa xong" in reminder.text
        assert (status["assignments"][0]["state"], status["assignments"][0]["channel"]) == (
            "done",
            "zalo-bot",
        )
        assert "là hạn hoàn thành" not in lan.transcript
        assert lan_on_zalo.transcript.count("là hạn hoàn thành") == 1
        assert telegram.violations == zalo.violations == []


def _code_in(text: str) -> str:
    """The join code that a message holds."""
    return next(word for word in text.replace("\n", " ").split() if _is_code(word.strip(".,:”“")))


def _is_code(word: str) -> bool:
    first, dash, rest = word.partition("-")
    return bool(dash) and len(first) == len(rest) == 4 and word.upper() == word
