"""The figures of the service, as Prometheus reads them."""

from datetime import UTC, datetime

from bot.store.figures import Figures
from bot.store.spending import Spent
from bot.web.metrics import text

FIGURES = Figures(
    promises={"waiting": 2, "sent": 40},
    attempts={("telegram", "sent"): 39, ("telegram", "undeliverable"): 1},
    waiting_updates=3,
    spent={"zalo-bot": Spent(120), "zns": Spent(4, 800)},
    last_sent={"telegram": datetime(2022, 5, 12, 1, tzinfo=UTC)},
)


def test_every_count_has_its_line_and_its_labels() -> None:
    lines = text(FIGURES, {"telegram": "HTTP 401"}).decode().splitlines()

    assert {
        'nhacviec_promises{fate="waiting"} 2.0',
        'nhacviec_promises{fate="sent"} 40.0',
        'nhacviec_attempts_total{channel="telegram",outcome="sent"} 39.0',
        'nhacviec_attempts_total{channel="telegram",outcome="undeliverable"} 1.0',
        "nhacviec_waiting_updates 3.0",
        'nhacviec_month_messages{channel="zalo-bot"} 120.0',
        'nhacviec_month_cost_dong{channel="zns"} 800.0',
        'nhacviec_last_sent_seconds{channel="telegram"} 1.6523172e+09',
        "nhacviec_troubles 1.0",
    } <= set(lines)


def test_without_figures_the_troubles_are_told() -> None:
    lines = text(None, {"database": "OperationalError"}).decode().splitlines()

    assert [line for line in lines if not line.startswith("#")] == ["nhacviec_troubles 1.0"]


def test_an_empty_service_has_figures_too() -> None:
    assert "nhacviec_troubles 0.0" in text(Figures({}, {}, 0), {}).decode()
