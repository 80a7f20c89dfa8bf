"""The office reads why Zalo refuses in its own language, whatever the code was."""

import pytest

from bot.channels import zalo_oa, zalo_oa_errors, zalo_zbs_errors
from bot.keeping.renewal import LOST, MISSING, REFUSED
from bot.wording import channels

OF_CHATS_AND_ACCOUNTS = sorted(
    {
        *zalo_oa_errors.CLOSED.values(),
        *zalo_oa_errors.GONE.values(),
        *zalo_oa_errors.OUR_FAULT.values(),
        *zalo_oa_errors.HUMAN.values(),
        *zalo_zbs_errors.GONE.values(),
        *zalo_zbs_errors.OUR_FAULT.values(),
        *zalo_zbs_errors.HUMAN.values(),
        zalo_oa.SHUT,
        zalo_oa.NOT_FREE,
        MISSING,
        f"{LOST} (-14014 Invalid refresh token)",
        f"{REFUSED} (-14014 Invalid refresh token)",
        "the template has blanks unknown to us: ho_ten",
    }
)


@pytest.mark.parametrize("reason", OF_CHATS_AND_ACCOUNTS)
def test_every_reason_about_a_chat_or_the_account_has_its_words(reason: str) -> None:
    assert channels.reason(reason) != reason


NO_CODE_HELPS = sorted(
    {zalo_oa.SHUT, zalo_oa.NOT_FREE, *zalo_oa_errors.CLOSED.values()}
    | {"the chat is closed until the person writes", "the month's messages are used up"}
)


@pytest.mark.parametrize("reason", NO_CODE_HELPS)
def test_of_a_closed_window_or_a_used_up_quota_no_new_code_is_advised(reason: str) -> None:
    advice = channels.advice(reason)

    assert advice.startswith("Không cần mã mới: ")
    assert "cấp mã" not in advice


def test_whoever_blocked_the_bot_may_need_a_new_code() -> None:
    assert "cấp mã tham gia mới" in channels.advice("the person has blocked the bot")
