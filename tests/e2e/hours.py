"""The hours in which the end-to-end tests live.

The real service lives in the machine's time, and a test may begin at any hour of any day. What
would find other words then, a plan or a setting, is laid around the hour that it is.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.channels import HERE

MORNING = 10
"""The hour at which a test begins in its plan's zone: far from midnight on both sides."""


def where_it_is_morning(now: datetime) -> ZoneInfo:
    """A zone in which it is between 10 and 11 o'clock at an instant (in UTC)."""
    ahead = (MORNING - now.hour + 12) % 24 - 12
    return ZoneInfo(f"Etc/GMT{-ahead:+}")  # turned round: Etc/GMT-7 is seven hours ahead


def other_hours(now: datetime) -> str:
    """Hours of Viet Nam's day, as settings write them, that do not begin within three hours."""
    return "22:00-24:00" if 6 <= now.astimezone(HERE).hour < 18 else "09:00-15:00"


def left_of_month(now: datetime) -> timedelta:
    """How long the month still lasts in Viet Nam, where what is spent is counted by months."""
    here = now.astimezone(HERE)
    in_next = here.replace(day=28) + timedelta(days=4)
    return in_next.replace(day=1, hour=0, minute=0, second=0, microsecond=0) - here
