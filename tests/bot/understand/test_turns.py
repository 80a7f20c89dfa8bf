"""Turns of a conversation, as a table."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.understand.dialogue.reminding import no_reminder, snooze
from bot.understand.dialogue.turns import agrees, already, received, takes_back, withdraws
from bot.understand.evidence.citing import references
from bot.understand.leaders.questions import topic
from bot.understand.leaders.verdicts import verdict

NOW = datetime(2022, 5, 12, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))  # a Thursday


@pytest.mark.parametrize(
    "text",
    ["đúng", "Đúng rồi ạ", "dung roi", "ok", "dạ vâng", "chính xác", "ok em", "ừ", "được rồi"],
)
def test_yes(text: str) -> None:
    assert agrees(text) is True


@pytest.mark.parametrize("text", ["sai", "sai rồi ạ", "sửa", "không đúng", "em nhầm", "chua dung"])
def test_no(text: str) -> None:
    assert agrees(text) is False


@pytest.mark.parametrize(
    "text", ["", "đúng không?", "xong rồi", "đúng hạn rồi", "1", "🙂", "em", "ok 2"]
)
def test_neither(text: str) -> None:
    assert agrees(text) is None


@pytest.mark.parametrize("text", ["rồi", "Rồi ạ", "dạ rồi ạ", "roi"])
def test_already(text: str) -> None:
    assert already(text)


@pytest.mark.parametrize("text", ["chưa", "rồi sẽ xong", "gần rồi", "rồi?", "xem rồi báo"])
def test_not_already(text: str) -> None:
    assert not already(text)


@pytest.mark.parametrize(
    ("text", "granted", "until", "opinion"),
    [
        ("đồng ý", True, None, None),
        ("Dạ đồng ý ạ", True, None, None),
        ("dong y", True, None, None),
        ("thống nhất em nhé", True, None, None),
        ("thôi được, cho đến 17/5", True, date(2022, 5, 17), None),
        ("thôi cũng được, cho lùi nhé", True, None, None),
        ("đồng ý đến 18/5", True, date(2022, 5, 18), None),
        ("đồng ý theo đề nghị của phòng", True, None, None),
        (
            "đồng ý đến 18/5 nhưng phải báo cáo hằng ngày",
            True,
            date(2022, 5, 18),
            "đến 18/5 nhưng phải báo cáo hằng ngày",
        ),
        ("đồng ý, yêu cầu báo cáo hằng ngày", True, None, "yêu cầu báo cáo hằng ngày"),
        ("không đồng ý vì gấp", False, None, "vì gấp"),
        ("k dong y", False, None, None),
        ("phải đúng hạn em nhé", False, None, "phải đúng hạn em nhé"),
        ("chưa thống nhất, phải đúng hạn", False, None, "phải đúng hạn"),
        ("giữ nguyên thời hạn, VP hỗ trợ", False, None, "VP hỗ trợ"),
    ],
)
def test_decisions(text: str, granted: bool, until: date | None, opinion: str | None) -> None:
    found = verdict(text, NOW.date())

    assert found is not None
    assert (found.granted, found.until, found.opinion) == (granted, until, opinion)


def test_a_grant_up_to_a_day_is_told_from_one_until_it() -> None:
    upto = verdict("đồng ý nhưng không quá 18/5", NOW.date())
    until = verdict("đồng ý đến 18/5", NOW.date())

    assert upto is not None
    assert until is not None
    assert (upto.until, upto.at_most) == (date(2022, 5, 18), True)
    assert (until.until, until.at_most) == (date(2022, 5, 18), False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "cũng được",
        "được",
        "được, cho anh hỏi",
        "đồng ý không?",
        "đồng ý với anh Nam",
        "đơn vị nào chưa xong",
        "xong rồi",
    ],
)
def test_no_decisions(text: str) -> None:
    assert verdict(text, NOW.date()) is None


@pytest.mark.parametrize("text", ["xin rút đề nghị ạ", "thôi không lùi nữa", "khong xin lui nua"])
def test_withdrawals(text: str) -> None:
    assert withdraws(text)


@pytest.mark.parametrize(("text", "n"), [("hoàn tác việc 2", 2), ("hoan tac 10", 10)])
def test_taking_back(text: str, n: int) -> None:
    assert takes_back(text) == n
    assert takes_back("hoàn tác") is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("nhắc lại chiều nay", "12 14:00"),
        ("nhac lai chieu nay", "12 14:00"),
        ("mai nhắc lại", "13 08:00"),
        ("sáng mai nhắc em nhé", "13 08:00"),
        ("để 3h chiều nhắc", "12 15:00"),
        ("15h30 nhắc lại", "12 15:30"),
        ("chiều mai nhắc lại lúc 2h", "13 14:00"),
        ("30 phút nữa nhắc lại", "12 09:30"),
        ("2 tiếng nữa nhắc", "12 11:00"),
        ("lát nữa nhắc lại", "12 10:00"),
        ("8h nhắc lại", "13 08:00"),
        ("thứ 6 nhắc lại", "13 08:00"),
        ("nhắc lại ngày 16/5", "16 08:00"),
        ("30 phút nữa nhắc việc 2", "12 09:30"),
        ("mai nhắc 2", "13 08:00"),
        ("nhắc lại việc 4 sau 2 tiếng", "12 11:00"),
        ("sau khoảng 20 phút nhắc em", "12 09:20"),
        ("nửa tiếng nữa nhắc em", "12 09:30"),
        ("nua tieng nua nhac viec 2", "12 09:30"),
        ("1 tiếng rưỡi nữa nhắc lại", "12 10:30"),
        ("1h30 nữa nhắc lại", "12 10:30"),
        ("hai tiếng nữa nhắc lại", "12 11:00"),
        ("nhắc việc 2 lúc 3 rưỡi chiều", "12 15:30"),
        ("lúc 3 chiều nhắc lại", "12 15:00"),
        ("đầu giờ chiều nhắc việc 2", "12 13:30"),
        ("đầu giờ chiều mai nhắc lại", "13 13:30"),
        ("đầu giờ nhắc lại", "13 07:30"),
        ("cuối giờ nhắc lại", "12 16:00"),
        ("1h trưa nhắc lại", "12 13:00"),
        ("sau 15h nhắc việc 1", "12 15:00"),
        ("3 hôm nữa nhắc lại", "15 08:00"),
        ("mai nhắc em, cảm ơn", "13 08:00"),
        ("nhắc việc 2 lúc 9h sáng mai", "13 09:00"),
        ("nhac viec 1 luc 9h sang mai", "13 09:00"),
        ("nhắc việc 2 sáng mai", "13 08:00"),
        ("nhac viec 2 mai nhe", "13 08:00"),
        ("nhac e viec 3 luc 15h30", "12 15:30"),
        ("nhắc lại lúc 24h", "13 00:00"),
        ("nhắc lại lúc 24h ngày 14/5", "15 00:00"),
        ("nhac lai luc 24h00 ngay 14/5", "15 00:00"),
        ("nhắc em lúc 24:00 mai", "14 00:00"),
        ("nhắc lại lúc 24 giờ đêm nay", "13 00:00"),
        ("sau 24h nhắc lại", "13 09:00"),
    ],
)
def test_reminders_put_off(text: str, at: str) -> None:
    found = snooze(text, NOW)

    assert found is not None
    assert f"{found.at:%d %H:%M}" == at


@pytest.mark.parametrize(
    "text",
    [
        *("không cần nhắc lại", "đã nhắc Đài rồi", "xong rồi", "sẽ nhắc đơn vị", ""),
        *("bot nhắc sai rồi", "bot nhắc việc 2 sai rồi", "cảm ơn đã nhắc", "cảm ơn bot nhắc em"),
        *("đừng nhắc nữa", "khỏi nhắc", "khỏi nhắc việc 2", "anh nhắc em việc 2 rồi mà"),
        *("hôm qua nhắc lại em rồi", "sao nhắc việc 2 hoài thế", "bot nhắc 2 lần rồi"),
        *("VP nhắc việc 2 là đúng", "nhắc nhở của VP rất kịp thời", "công văn nhắc việc số 12"),
        *("nhắc việc 2 mãi", "nhắc mãi", "nhac mai the"),
        *("đổi người nhận nhắc việc sang anh Tuấn", "đổi giờ nhắc sang 9h"),
    ],
)
def test_no_reminder_is_wished_for(text: str) -> None:
    assert snooze(text, NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        *("nhắc lại nhé", "nhắc việc 2", "tuần sau nhắc lại", "vài phút nữa nhắc lại"),
        *("1,5 tiếng nữa nhắc lại", "sau 2h nhắc việc 1", "nhắc lại trước hạn 1 ngày"),
        *("15 phút nhắc lại một lần", "12h đêm nhắc lại", "8h sáng nay nhắc lại"),
        *("trong 24h nhắc lại", "24h15 nhắc lại", "24h trưa mai nhắc lại", "25h nhắc lại"),
    ],
)
def test_a_wish_without_a_certain_time_says_so(text: str) -> None:
    found = snooze(text, NOW)

    assert found is not None
    assert found.at is None


def test_no_span_is_longer_than_two_days() -> None:
    found = snooze("999 giờ nữa nhắc lại", NOW)

    assert found is not None
    assert found.at == NOW + timedelta(days=2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("báo cáo tại CV số 245/SKHCN-QLCN ngày 16/5", ["CV số 245/SKHCN-QLCN ngày 16/5"]),
        ("xong, link https://a.vn/b.", ["https://a.vn/b"]),
        ("so cv 311/BC-QLCN ngay 9/5 cho viec 4", ["cv 311/BC-QLCN ngay 9/5"]),
        ("245/SKHCN-QLCN", ["245/SKHCN-QLCN"]),
        (
            "www.langson.gov.vn/x và KH số 12/KH-SKHCN",
            ["www.langson.gov.vn/x", "KH số 12/KH-SKHCN"],
        ),
        ("xong 2/3 đơn vị, hạn 16/5", []),
    ],
)
def test_references(text: str, words: list[str]) -> None:
    assert [each.words for each in references(text)] == words


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("bỏ nhắc lại 1", "surely"),
        ("dạ hủy hẹn nhắc giúp em", "surely"),
        ("bo nhac lai", "surely"),
        ("không cần nhắc nữa đâu ạ", "maybe"),
        ("mai nhắc lại", None),
        ("bỏ nhắc lại được không?", None),
        ("đã nhắc anh em rồi", None),
    ],
)
def test_a_reminder_that_is_not_wanted_any_more(text: str, wish: str | None) -> None:
    assert no_reminder(text) == wish


@pytest.mark.parametrize("text", ["đã nhận", "dạ rõ ạ", "ok", "da nhan duoc", "👍"])
def test_a_receipt(text: str) -> None:
    assert received(text)


@pytest.mark.parametrize("text", ["chào em", "cảm ơn", "chúc sức khỏe", "🙏"])
def test_a_courtesy_is_no_receipt(text: str) -> None:
    assert not received(text)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("thời tiết hôm nay", "other"),
        ("hỏi được gì", "help"),
        ("hướng dẫn sử dụng", "help"),
        ("chưa có kinh phí", None),
        ("đã gửi tin tức lên báo rồi", None),
        ("xe hỏng nên chưa đi được", None),
    ],
)
def test_what_a_text_is_about_that_is_no_news(text: str, about: str | None) -> None:
    assert topic(text) == about
