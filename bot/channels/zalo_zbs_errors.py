"""What the refusals of Zalo's template messages mean, as tables, and which error each becomes.

Codes as a compilation of 2026-08-20 and a client's table of 2026-08 give them.
"""

from datetime import timedelta
from typing import Final

from bot.channels import ChannelError
from bot.channels.zalo_http import CallError, Refused
from bot.channels.zalo_meanings import Codes, unanswered
from bot.channels.zalo_oa_errors import HUMAN as OF_THE_ACCOUNT

NIGHT: Final = -133
LATER: Final = {
    -32: ("too many calls a minute", timedelta(minutes=1)),
    -100: ("Zalo has an unknown error", timedelta(minutes=5)),
    NIGHT: ("Zalo takes no template at night", timedelta(hours=1)),
    -144: ("the account's templates of the day are used up", timedelta(hours=12)),
    -147: ("the template's messages of the day are used up", timedelta(hours=12)),
}
GONE: Final = {
    -108: "the phone number is wrong",
    -110: "the person's Zalo is too old",
    -114: "the person cannot receive it",
    -118: "no Zalo account has this number",
    -119: "the account cannot receive it",
    -127: "development mode reaches administrators only",
    -139: "the person refuses this kind of message",
    -140: "the person cannot receive this kind of message",
    -141: "the person refuses this account",
    -201: "there is no such person",
    -213: "the person does not follow the account",
}
OUR_FAULT: Final = {
    -106: "the call was wrong",
    -107: "the message id is wrong",
    -109: "the template's number is wrong",
    -111: "a template's value is empty",
    -112: "a template's value is wrong",
    -113: "a template's button is wrong",
    -116: "the text is too long",
    -121: "the call was empty",
    -122: "the call was no JSON",
    -132: "a parameter is wrong",
    -1121: "a template's value is too long",
    -1122: "a template's value is missing",
    -1123: "a QR code could not be made",
    -1124: "a template's value has the wrong form",
    -1131: "a template's button is wrong",
    -1132: "a template's button is wrong",
}
HUMAN: Final = {
    -101: "the app is not valid",
    -102: "there is no such app",
    -103: "the app is not active",
    -104: "the app's secret is wrong",
    -105: "the app is not linked to the account",
    -115: "there is no money left for templates",
    -117: "the account may not use this template",
    -120: "the account may not send templates",
    -1201: "the account may not send templates",
    -1241: "Zalo wants a proof of the app's secret, or a right one",
    -125: "the template's number is not the account's",
    -126: "there is no money left for tests",
    -131: "the template is not approved",
    -135: "the account may not send templates",
    -1351: "the account is blocked for a violation",
    -136: "no Zalo Cloud Account is linked",
    -137: "the Zalo Cloud Account has no money",
    -138: "the app may not send templates",
    -1381: "the app may not send templates",
    -145: "the account may not send this kind of template",
    -146: "the template was switched off for its low quality",
    -249: "the template cannot go by user id",
}


CODES: Final = Codes(LATER, GONE, OUR_FAULT, OF_THE_ACCOUNT | HUMAN)


def channel_error(error: CallError) -> ChannelError:
    """The one of the four that the failure of a call amounts to."""
    return CODES.meaning(error.code) if isinstance(error, Refused) else unanswered(error)
