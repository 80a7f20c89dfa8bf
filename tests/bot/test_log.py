"""No secret gets through the logs, whoever writes them."""

import json
import logging
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
import structlog

from bot import log
from bot.channels.zalo_bot import ZaloBot
from bot.settings import Settings
from tests.standins.zalo_bot import ZaloBotStandIn

TOKEN = "110201543:AAE-a_token_of_thirty_five_letters"


@pytest.fixture
def err(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What stands on stderr; the root logger is given back as it was."""
    root = logging.getLogger()
    handlers, level, config = root.handlers, root.level, structlog.get_config()
    yield lambda: capsys.readouterr().err
    root.handlers, root.level = handlers, level
    structlog.configure(**config)


def test_known_secrets_and_whatever_looks_like_a_token_are_hidden(err: Callable[[], str]) -> None:
    log.configure(form="text", level="INFO", secrets=["mat-khau"])

    structlog.get_logger("t").info("sent", url=f"https://h/bot{TOKEN}/sendMessage", by="mat-khau")

    said = err()
    assert "sent" in said
    assert TOKEN not in said
    assert "mat-khau" not in said


def test_libraries_and_tracebacks_pass_the_same_gate(err: Callable[[], str]) -> None:
    log.configure(form="text", level="INFO", secrets=["mat-khau"])

    try:
        raise RuntimeError(f"POST https://h/bot{TOKEN}/getMe failed for mat-khau")
    except RuntimeError:
        logging.getLogger("some.library").exception("call failed: %s", TOKEN)

    said = err()
    assert "RuntimeError" in said
    assert TOKEN not in said
    assert "mat-khau" not in said


async def test_the_http_library_may_tell_all_it_does_and_tells_no_token(
    err: Callable[[], str], unused_tcp_port: int
) -> None:
    token = "8270115536:bí mật của+Zalo"
    log.configure(form="text", level="DEBUG", secrets=[token])
    chatty = {name: logging.getLogger(name) for name in ("httpx", "httpcore")}
    before = {name: logger.level for name, logger in chatty.items()}
    channel = ZaloBot(token, api_url=f"http://127.0.0.1:{unused_tcp_port}")
    async with ZaloBotStandIn(port=unused_tcp_port, token=token):
        for logger in chatty.values():
            logger.setLevel(logging.DEBUG)
        try:
            await channel.identify()
        finally:
            await channel.close()
            for name, logger in chatty.items():
                logger.setLevel(before[name])

    said = err()
    assert "HTTP Request: POST" in said
    assert "***/getMe" in said
    assert "+Zalo" not in said
    assert quote("bí mật") not in said


def test_json_lines_are_json_with_secrets_hidden(err: Callable[[], str]) -> None:
    log.configure(form="json", level="INFO", secrets=["mat-khau"])

    structlog.get_logger("t").warning("việc", url=f"/bot{TOKEN}/x", note="mat-khau")

    said = err()
    line = json.loads(said)
    assert (line["event"], line["level"], line["note"]) == ("việc", "warning", "***")
    assert TOKEN not in said


def test_settings_tell_every_secret_and_hide_it_in_their_repr() -> None:
    settings = Settings(
        telegram_bot_token=TOKEN,
        database_url="postgresql://nhacviec:mat-khau@db/nhacviec",
        telegram_proxy="socks5://ai:proxy-mat@p:1080",
    )

    assert {TOKEN, "mat-khau", "proxy-mat"} <= set(settings.secrets())
    assert TOKEN not in repr(settings)
