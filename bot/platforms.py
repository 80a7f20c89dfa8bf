"""The channels that the settings give credentials for, put together."""

from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.channels import Channel, ChannelError, Hours, Identity
from bot.clock import SystemClock
from bot.handouts import Handouts
from bot.keeping.seat import DatabaseSeat
from bot.settings import Settings
from bot.store import spending
from bot.store.memory import Memory
from bot.wording import phrases
from bot.wording.joining import MENU

if TYPE_CHECKING:
    from bot.channels.zalo_bot import ZaloBot
    from bot.channels.zalo_oa import Elsewhere, ZaloOa
    from bot.channels.zalo_oa_tokens import Tokens
    from bot.channels.zalo_zbs import ZaloZbs
    from bot.keeping.renewal import Order
    from bot.keeping.vault import Renew


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
    if settings.has_zalo_oa and memory is not None:
        found |= _zalo_account(settings, memory)
    return found


def handouts(settings: Settings, memory: Memory) -> Handouts | None:
    """Where files for chats that take none are laid out; None without an address of our own."""
    own = settings.own_url("")
    return Handouts(memory, SystemClock(), own) if own else None


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
    laid_out = handouts(settings, memory) if memory else None

    async def spent() -> int:
        known = await memory.read(spending.read, [ZaloBot.name], clock.now()) if memory else {}
        return known.get(ZaloBot.name, spending.NOTHING).messages

    return ZaloBot(
        token,
        api_url=str(settings.zalo_bot_api_url).rstrip("/"),
        webhook=webhook,
        own_webhook=own,
        take_over=settings.zalo_bot_take_over,
        proxy=settings.zalo_proxy,
        seat=DatabaseSeat(memory, clock, f"zalo-bot {token}") if memory else None,
        pictures=laid_out.picture if laid_out else None,
        more=phrases.more_work,
        tagged=phrases.tagged,
        spent=spent,
    )


def _zalo_account(settings: Settings, memory: Memory) -> dict[str, Channel]:
    """The Official Account, and its template messages if they are on; one token serves both."""
    tokens = _tokens(settings, memory)
    if not settings.zalo_zns_enabled or not settings.zalo_zns_template_id:
        return {"zalo-oa": zalo_oa(settings, memory, tokens=tokens)}
    templates = zalo_zbs(settings, memory, tokens=tokens)
    account = zalo_oa(settings, memory, tokens=tokens, elsewhere=templates.take)
    return {"zalo-oa": account, "zalo-zbs": templates}


def _tokens(settings: Settings, memory: Memory, renew: "Renew | None" = None) -> "Tokens":
    """`renew` has tokens renewed; by default in a process of its own."""
    from bot.channels.zalo_oa_tokens import Tokens
    from bot.keeping import vault

    kept = vault.DatabaseVault(memory, _order(settings), renew or vault.beside(memory))
    return Tokens(kept, SystemClock().now)


def zalo_zbs(
    settings: Settings,
    memory: Memory,
    *,
    renew: "Renew | None" = None,
    tokens: "Tokens | None" = None,
) -> "ZaloZbs":
    """The template messages of the Official Account."""
    from bot.channels.zalo_zbs import ZaloZbs
    from bot.keeping import vault

    clock = SystemClock()
    return ZaloZbs(
        tokens or _tokens(settings, memory, renew),
        settings.zalo_zns_template_id or "",
        vault.DatabaseSlips(memory, clock),
        now=clock.now,
        price=settings.zalo_zns_price_dong,
        ceiling=settings.zalo_zns_monthly_dong,
        zns_url=str(settings.zalo_zns_url).rstrip("/"),
        api_url=str(settings.zalo_openapi_url).rstrip("/"),
        development=settings.zalo_zns_development,
        hours=Hours.of(settings.zalo_zns_hours),
        proxy=settings.zalo_proxy,
    )


def zalo_oa(
    settings: Settings,
    memory: Memory,
    *,
    renew: "Renew | None" = None,
    tokens: "Tokens | None" = None,
    elsewhere: "Elsewhere | None" = None,
) -> "ZaloOa":
    """The Official Account."""
    from bot.channels.zalo_oa import Seal, ZaloOa
    from bot.keeping import vault

    clock = SystemClock()
    return ZaloOa(
        tokens or _tokens(settings, memory, renew),
        now=clock.now,
        seal=Seal(
            settings.zalo_app_id or "",
            settings.zalo_oa_id,
            tuple(filter(None, map(_said, (settings.zalo_oa_secret, settings.zalo_app_secret)))),
        ),
        api_url=str(settings.zalo_openapi_url).rstrip("/"),
        windows=vault.DatabaseWindows(memory, ZaloOa.name),
        free_only=settings.zalo_oa_free_only,
        proxy=settings.zalo_proxy,
        more=phrases.more_work,
        elsewhere=elsewhere,
    )


def _order(settings: Settings) -> "Order":
    from bot.keeping.renewal import Order

    return Order(
        oauth_url=str(settings.zalo_oauth_url).rstrip("/"),
        app_id=settings.zalo_app_id or "",
        secret=_said(settings.zalo_app_secret) or "",
        worn=None,
        given=_said(settings.zalo_oa_refresh_token),
        proxy=settings.zalo_proxy,
    )


def _said(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value().strip() if secret else None


async def identify(channel: Channel) -> Identity | ChannelError:
    """What a platform calls the bot, or why it does not say so now; leaves no connection."""
    try:
        return await channel.identify()
    except ChannelError as error:
        return error
    finally:
        await channel.close()
