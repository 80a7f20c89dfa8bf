"""`run` that cannot: exit 2, and one line that names the variable and keeps its secrets."""

import pytest

from tests.bot.cli.conftest import Run

PASSWORD = "bi-mat-cua-toi"


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        (
            "TELEGRAM_MODE",
            "push",
            "TELEGRAM_MODE: giá trị không hợp lệ (chọn một trong: polling, webhook)",
        ),
        (
            "LOG_LEVEL",
            "LOUD",
            "LOG_LEVEL: giá trị không hợp lệ (chọn một trong: DEBUG, INFO, WARNING, ERROR)",
        ),
        (
            "REROUTE_AFTER_HOURS",
            "lâu",
            "REROUTE_AFTER_HOURS: giá trị không hợp lệ (phải là một số)",
        ),
        (
            "EVIDENCE_DIR",
            "/proc/minh-chung",
            "EVIDENCE_DIR: không ghi được /proc/minh-chung (không có thư mục ấy)",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_what_would_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, line: str
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:x")
    monkeypatch.setenv(variable, value)

    ran = run("run")

    assert (ran.code, ran.out, ran.err) == (2, "", f"nhacviec: {line}\n")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TELEGRAM_PROXY", f"ftp://u:{PASSWORD}@may:1080"),
        ("TELEGRAM_PROXY", f"u:{PASSWORD}@may"),
        ("TELEGRAM_PROXY", f"http://u:{PASSWORD}@may:cong"),
        ("DATABASE_URL", f"mysql://u:{PASSWORD}@may/d"),
        ("DATABASE_URL", f"postgresql://u:{PASSWORD}@may:cong/d"),
    ],
)
def test_an_address_that_means_nothing_is_named_without_its_password(
    run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:x")
    monkeypatch.setenv(variable, value)

    ran = run("run")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"nhacviec: {variable}: ")
    assert len(ran.err.splitlines()) == 1
    assert PASSWORD not in ran.err


@pytest.mark.parametrize("scheme", ["http", "https", "socks4", "socks4a", "socks5", "socks5h"])
def test_every_kind_of_proxy_that_the_documents_name_is_taken(
    run: Run, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("TELEGRAM_PROXY", f"{scheme}://u:{PASSWORD}@may.vn:1080")

    assert run("status").code == 0
