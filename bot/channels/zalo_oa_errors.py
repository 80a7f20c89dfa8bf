"""What the refusals of Zalo's OpenAPI mean, as tables, and which of the four errors each becomes.

Codes of the official appendix as two clients quote it, 2026-01 and 2026-08.
"""

from datetime import timedelta
from typing import Final

from bot.channels import ChannelError
from bot.channels.zalo_http import CallError, Refused
from bot.channels.zalo_meanings import Codes, unanswered

LATER: Final = {  # passes by itself; how long to wait
    -32: ("too many calls a minute", timedelta(minutes=1)),
    -200: ("Zalo could not send the message", timedelta(seconds=30)),
    -234: ("Zalo takes no such message at night", timedelta(hours=1)),
}
CLOSED: Final = {  # this chat, for now: until the person writes again, or a quota turns
    -211: "the account's messages are used up",
    -217: "the person takes no more messages for now",
    -218: "the person takes no more messages for now",
    -230: "the person has not written for seven days",
    -231: "the person has never written",
    -232: "the person has not written for seven days",
}
GONE: Final = {  # this chat, until the person does something
    -201: "there is no such person, or the account is unknown to them",
    -213: "the person does not follow the account",
    -227: "the person's Zalo is banned, or was not used for 45 days",
    -244: "the person does not want such messages",
}
OUR_FAULT: Final = {  # the message itself
    -100: "the file has lapsed",
    -210: "the message is too long",
    -233: "Zalo does not take this kind of message",
    -240: "this way of sending was shut down",
    -248: "the message breaks Zalo's rules",
}
HUMAN: Final = {  # the account, until somebody sees to it
    -124: "Zalo does not accept the access token",
    -204: "the account is disabled",
    -205: "there is no such account",
    -209: "the app is not active",
    -212: "the app has not registered this API",
    -216: "Zalo does not accept the access token",
    -219: "the app was removed",
    -220: "the access token has ended",
    -221: "the account is not verified",
    -223: "the account has not let the app in",
    -224: "the account's plan does not allow this",
    -235: "Zalo does not serve this kind of account",
    -242: "Zalo wants a proof of the app's secret, or a right one",
    -320: "no Zalo Cloud Account is linked",
    -321: "the Zalo Cloud Account has no money",
}


CODES: Final = Codes(LATER, GONE, OUR_FAULT, HUMAN, CLOSED)


def channel_error(error: CallError) -> ChannelError:
    """The one of the four that the failure of a call amounts to."""
    return CODES.meaning(error.code) if isinstance(error, Refused) else unanswered(error)
