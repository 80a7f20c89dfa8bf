"""`doctor`: each line says well or not, and what to do about it."""

import os
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.standins.telegram import threaded


def _wrong(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("✗")]


def test_a_fresh_set_up_is_told_what_is_missing_and_how_to_get_it(run: Run) -> None:
    ran = run("doctor")

    assert ran.code == 1
    assert [line.split(":")[0] for line in _wrong(ran.out)] == [
        "✗ Tin nhắc của kế hoạch",
        "✗ Đơn vị đã liên kết",
        "✗ Kênh",
    ]
    assert ran.out.count("    → ") == 3


def test_every_cure_taken_leaves_nothing_wrong_but_people(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTO_APPROVE", "true")
    with threaded() as telegram:
        monkeypatch.setenv("TELEGRAM_API_URL", telegram.url)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", telegram.standin.token)

        ran = run("doctor")

        calls = [call.method for call in telegram.standin.calls()]
    assert [line.split(":")[0] for line in _wrong(ran.out)] == ["✗ Đơn vị đã liên kết"]
    assert "✓ Telegram: @nhacviec_bot, nhận tin bằng polling" in ran.out
    assert calls == ["getMe"]
    assert "✓ Tin nhắc của kế hoạch: chưa duyệt, vẫn gửi vì AUTO_APPROVE đang bật" in ran.out


def test_a_refused_token_and_an_address_that_is_away_have_cures_of_their_own(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with threaded() as telegram:
        monkeypatch.setenv("TELEGRAM_API_URL", telegram.url)
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:sai")
        refused = run("doctor").out
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    away = run("doctor").out

    assert "bị từ chối" in refused
    assert "@BotFather" in refused
    assert "không tới được" in away
    assert "TELEGRAM_PROXY" in away


def test_a_broken_plan_and_an_unwritable_database_are_both_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "hong.yaml"
    plan.write_text("plan: 1\n", encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////proc/khong/duoc.db")

    wrong = _wrong(run("doctor", "--plan", str(plan)).out)

    assert any("hong.yaml" in line and "lỗi" in line for line in wrong)
    assert any(line.startswith("✗ DATABASE_URL") for line in wrong)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_files_that_others_may_read_are_named_with_their_cure(run: Run, tmp_path: Path) -> None:
    database, evidence = tmp_path / "nhacviec.db", tmp_path / "evidence"
    evidence.mkdir()
    for path in (database, evidence):
        path.chmod(0o755)

    lax = run("doctor").out
    for path in (database, evidence):
        path.chmod(0o700)
    tight = run("doctor").out

    assert f"✗ Tệp dữ liệu: người khác trên máy đọc được {database} {evidence}, trong đó" in lax
    assert f"    → chmod go= {database} {evidence}; dịch vụ cũng tự đặt lại khi khởi động" in lax
    assert "✓ Tệp dữ liệu: chỉ người chạy dịch vụ đọc được" in tight
