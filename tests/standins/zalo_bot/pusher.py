"""Pushes a bot's updates to its webhook, with whatever mischief a test asks for."""

import asyncio
from dataclasses import dataclass

import aiohttp

from tests.standins.zalo_bot.style import Json
from tests.standins.zalo_bot.world import Account, Webhook

SECRET_HEADER = "X-Bot-Api-Secret-Token"
USER_AGENT = "Java/17.0.9"
FOREVER_S = 86_400.0
_OUTCOMES = {403: "webhook.http.403", 404: "webhook.http.404"}


@dataclass
class Push:
    """How updates are delivered. No retry schedule of Zalo's is published: `retry_s` is ours.

    `wrapped`: inside `{"ok": true, "result": …}`. `copies`: how often each is delivered. `late_s`:
    before each. `backwards`: the newest that waits goes first. `secret`: sent instead of the right
    one, "" sends none. `tries`: after so many an update is given up.
    """

    wrapped: bool = True
    copies: int = 1
    late_s: float = 0.0
    backwards: bool = False
    secret: str | None = None
    tries: int = 100
    retry_s: float = 0.05
    patience_s: float = 10.0


async def push_updates(account: Account, push: Push) -> None:
    """Run until cancelled."""
    async with aiohttp.ClientSession() as session:
        tries = 0
        while True:
            look = account.waiting.bell.until(lambda: _next(account, push), within=FOREVER_S)
            if (found := await look) is None:
                continue
            hook, update = found
            await asyncio.sleep(push.late_s)
            taken = [await deliver(session, hook, update, push) == 200 for _ in range(push.copies)]
            tries += 1
            if all(taken) or tries >= push.tries:
                tries = 0
                if update in account.waiting.fresh:
                    account.waiting.fresh.remove(update)
            else:
                await asyncio.sleep(push.retry_s)


def _next(account: Account, push: Push) -> tuple[Webhook, Json] | None:
    if account.webhook is None or not account.waiting.fresh:
        return None
    return account.webhook, account.waiting.fresh[-1 if push.backwards else 0]


async def deliver(session: aiohttp.ClientSession, hook: Webhook, update: Json, push: Push) -> int:
    """One delivery; the status of the answer, 0 if there was none."""
    secret = hook.secret if push.secret is None else push.secret
    headers = {"User-Agent": USER_AGENT} | ({SECRET_HEADER: secret} if secret else {})
    body = {"ok": True, "result": update} if push.wrapped else update
    timeout = aiohttp.ClientTimeout(total=push.patience_s)
    try:
        async with session.post(
            hook.url, json=body, headers=headers, allow_redirects=False, timeout=timeout
        ) as answer:
            await answer.read()
            status = answer.status
    except (aiohttp.ClientError, TimeoutError):
        status = 0
    hook.outcomes.append(status)
    return status


async def verify(hook: Webhook, push: Push) -> Json:
    """What Zalo tells of a webhook when it is set: it calls it once, and saves it in any case."""
    async with aiohttp.ClientSession() as session:
        status = await deliver(session, hook, {"event_name": "webhook.verify"}, push)
    hook.outcomes.clear()
    outcome = _outcome(status)
    ok = outcome == "webhook.ok"
    hint = "" if ok else f"Zalo calls with User-Agent {USER_AGENT}; a firewall may refuse it"
    return {"ok": ok, "url": hook.url, "outcome": outcome, "hint": hint}


def _outcome(status: int) -> str:
    if status == 200:
        return "webhook.ok"
    if status == 0:
        return "webhook.err.unreachable"
    return _OUTCOMES.get(status) or ("webhook.http.5xx" if status >= 500 else "webhook.http.other")
