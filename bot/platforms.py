"""The channels that the settings give credentials for, put together."""

from typing import TYPE_CHECKING

from bot.channels import Channel, ChannelError, Identity
from bot.clock import SystemClock
from bot.seat import DatabaseSeat
from bot.settings import Settings
from bot.store import spending
from bot.store.memory import Memory
from bot.wording import phrases
from bot.wording.joining import MENU

if TYPE_CHECKING:
    from bot.channels.zalo_bot import ZaloBot


def channels(settings: Settings, memory: Memory | None = None) -> dict[str, Channel]:
    """The channels that the settings give credentials for.

    With a memory, what a channel shares with other processes is kept there.
    """
    found: dict[str, Channel] = {}
    if settings.telegram_bot_token is not None:
        found["telegram"] = _telegram(settings, settings.telegram_bot_token.get_secret_value())
    if settings.zalo_bot_token is not None:
        token = settings.zalo_bot_token.get_secret_value()
        found["zalo-bot"] = _zalo_bot(settings, token, memory)
    return found


def _telegram(settings: Settings, token: str) -> Channel:
    from bot.channels.telegram import Telegram, Webhook

    webhook = None
    if settings.telegram_mode == "webhook" and settings.public_url and settings.webhook_secret:
        url = f"{str(settings.public_url).rstrip('/')}/hooks/telegram"
        webhook = Webhook(url, settings.webhook_secret.get_secret_value())
    return Telegram(
        token,
        api_url=str(settings.telegram_api_url).rstrip("/"),
        proxy=settings.telegram_proxy,
        webhook=webhook,
        menu=MENU,
    )


def _zalo_bot(settings: Settings, token: str, memory: Memory | None) -> "ZaloBot":
    from bot.channels.zalo_bot import ZaloBot, ZaloWebhook

    own, webhook = settings.own_url("/hooks/zalo-bot"), None
    if settings.zalo_bot_mode == "webhook" and own and settings.webhook_secret:
        webhook = ZaloWebhook(own, settings.webhook_secret.get_secret_value())
    clock = SystemClock()

    async def spent() -> int:
        known = await memory.read(spending.read, [ZaloBot.name], clock.now()) if memory else {}
        return known.get(ZaloBot.name, spending.NOTHING).messages

    return ZaloBot(
        token,
        api_url=str(settings.zalo_bot_api_url).rstrip("/"),
        webhook=webhook,
        own_webhook=own,
        take_over=settings.zalo_bot_take_over,
        seat=DatabaseSeat(memory, clock, f"zalo-bot {token}") if memory else None,
        more=phrases.more_work,
        tagged=phrases.tagged,
        spent=spent,
    )


async def identify(channel: Channel) -> Identity | ChannelError:
    """What a platform calls the bot, or why it does not say so now; leaves no connection."""
    try:
        return await channel.identify()
    except ChannelError as error:
        return error
    finally:
        await channel.close()
