"""Pushes a bot's updates to its webhook, in order, each until it is answered 2xx."""

import asyncio

import aiohttp

from tests.standins.telegram.spec import Json
from tests.standins.telegram.world import Account, Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FOREVER_S = 86_400.0


async def push_updates(account: Account, *, retry_s: float, give_up_s: float = 10.0) -> None:
    """Run until cancelled. A push that fails comes again after `retry_s` of real time."""
    timeout = aiohttp.ClientTimeout(total=give_up_s)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while True:
            found = await account.queue.bell.until(lambda: _next(account), within=FOREVER_S)
            if found and not await _push(session, account, *found):
                await asyncio.sleep(retry_s)


def _next(account: Account) -> tuple[Webhook, Json] | None:
    if account.webhook is None or not account.queue.pending:
        return None
    return account.webhook, account.queue.pending[0]


async def _push(
    session: aiohttp.ClientSession, account: Account, hook: Webhook, update: Json
) -> bool:
    """Whether the update was taken; it then waits no more."""
    headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
    try:
        async with session.post(
            hook.url, json=update, headers=headers, allow_redirects=False
        ) as response:
            await response.read()
            taken = 200 <= response.status < 300
            fault = "" if taken else f"Wrong response from the webhook: {response.status}"
    except (aiohttp.ClientError, TimeoutError) as error:
        fault = f"Connection failed: {type(error).__name__}"
    if fault:
        hook.last_error = {"last_error_date": int(account.wall()), "last_error_message": fault}
        return False
    if update in account.queue.pending:
        account.queue.pending.remove(update)
    return True
