"""Flood limits: how many messages Telegram takes, overall, into one chat, into one group.

Telegram publishes "about 30 per second", "one per second in a chat" and "20 per minute in a group"
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this) and tolerates
short bursts of a size that it does not publish; here every limit holds in any sliding window.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much is let through. A limit of 0 is off.

    `chat_burst`: messages into one chat let through beyond the one per second, earned back at one
    a second. `retry_after_s`: when set, answered instead of the time that is really left, and held
    to: whatever hit the limit (the bot, or the chat) is refused for that long.
    """

    per_second: int = 30
    per_chat_per_second: int = 1
    chat_burst: int = 0
    per_group_per_minute: int = 20
    retry_after_s: int | None = None


class Gate:
    """Counts the messages of one bot against its limits; times are of the injected clock."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = limits
        self._overall: deque[float] = deque()
        self._minute: defaultdict[int, deque[float]] = defaultdict(deque)
        self._chat_free_at: defaultdict[int, float] = defaultdict(lambda: -math.inf)
        self._penalty: dict[int | None, float] = {}

    def admit(self, chat: int, now: float, *, is_group: bool) -> int | None:
        """Count a message, or give the whole seconds to wait; a refused one is not counted."""
        if self.limits is None:
            return None
        wait = self._penalty_left(chat, now) or self._wait(self.limits, chat, now, is_group)
        if wait > 0:
            return max(1, math.ceil(wait - 1e-9))
        self._count(self.limits, chat, now, is_group)
        return None

    def _penalty_left(self, chat: int, now: float) -> float:
        return max(0.0, *(self._penalty.get(key, now) - now for key in (None, chat)))

    def _wait(self, limits: Limits, chat: int, now: float, is_group: bool) -> float:
        waits: dict[int | None, float] = {
            None: _window_wait(self._overall, limits.per_second, 1.0, now),
            chat: self._chat_wait(limits, chat, now),
        }
        if is_group:
            minute = _window_wait(self._minute[chat], limits.per_group_per_minute, 60.0, now)
            waits[chat] = max(waits[chat], minute)
        key, wait = max(waits.items(), key=lambda each: each[1])
        if wait > 0 and limits.retry_after_s is not None:
            self._penalty[key] = now + limits.retry_after_s
            return limits.retry_after_s
        return wait

    def _chat_wait(self, limits: Limits, chat: int, now: float) -> float:
        if not limits.per_chat_per_second:
            return 0.0
        return self._chat_free_at[chat] - limits.chat_burst / limits.per_chat_per_second - now

    def _count(self, limits: Limits, chat: int, now: float, is_group: bool) -> None:
        self._overall.append(now)
        if limits.per_chat_per_second:
            start = max(self._chat_free_at[chat], now)
            self._chat_free_at[chat] = start + 1 / limits.per_chat_per_second
        if is_group:
            self._minute[chat].append(now)


def _window_wait(times: deque[float], most: int, window: float, now: float) -> float:
    """Seconds until one more fits into the window; 0 if it fits now."""
    while times and times[0] <= now - window:
        times.popleft()
    return times[-most] + window - now if most and len(times) >= most else 0.0
