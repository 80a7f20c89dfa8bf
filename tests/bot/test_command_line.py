"""The command line in one process: what goes to stdout, what to stderr, with which exit code."""

import io
import json
from importlib.metadata import version
from pathlib import Path

import pytest

from bot import cli
from bot.tables import BadTable


def exit_code(*arguments: str) -> object:
    """Run a command to its end."""
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    return end.value.code


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is typed into the command; write, then rewind."""
    typed = io.StringIO()
    monkeypatch.setattr("sys.stdin", typed)
    return typed


def test_the_version_is_the_one_that_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--version") == 0

    assert capsys.readouterr().out == f"nhacviec {version('nhacviec')}\n"


@pytest.mark.parametrize("bad", ["junk", "[]", "null", '{"today": "mai"}', "[" * 200_000])
def test_a_bad_line_is_named_and_the_others_are_answered(
    bad: str, stdin: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin.write(f'{{"text": "xong"}}\n{bad}\n\n{{"text": "chưa xong"}}')
    stdin.seek(0)

    code = exit_code("understand", "--json")

    out, err = capsys.readouterr()
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [answer.get("intent") for answer in answers] == ["done", None, "not_done"]
    assert answers[1] == {"error": "line 2"}
    assert err == "stdin:2: dòng này không phải JSON đúng mẫu\n"


def test_a_leader_s_question_is_read_in_silence_where_there_is_no_good_plan(
    tmp_path: Path,
    stdin: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "hong.yaml").write_text("plan: 1\n", encoding="utf-8")
    monkeypatch.setenv("PLAN_FILE", str(tmp_path / "hong.yaml"))
    stdin.write('{"text": "tình hình chung", "role": "leader"}')
    stdin.seek(0)

    assert exit_code("understand", "--json") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("text", ['\ufeff{"text": "xong"}', '{"text": "xong vì \\ud800 hỏng"}'])
def test_marks_and_broken_characters_of_other_systems_do_no_harm(
    text: str, stdin: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin.write(text)
    stdin.seek(0)

    assert exit_code("understand", "--json") == 0
    assert capsys.readouterr().out.encode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("people", "--end", "x"), "tham số --end: không phải số nguyên: 'x'"),
        (("status", "--json=1"), "tham số --json: không nhận giá trị '1'"),
        (("report", "--x", "a", "--p", "b"), "viết tắt chưa rõ: --p có thể là --plan, --png"),
        (("audit", "--most"), "tham số --most: cần một giá trị"),
    ],
)
def test_what_is_typed_wrongly_is_told_in_vietnamese(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(*arguments) == 2
    assert said in capsys.readouterr().err


def test_settings_in_another_encoding_are_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=1\n", encoding="utf-16")
    monkeypatch.chdir(tmp_path)

    assert exit_code("status") == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", "nhacviec: .env: không đọc được; lưu lại với bảng mã UTF-8\n")


def test_a_failure_of_our_own_leaves_stdout_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise OSError

    monkeypatch.setattr("bot.settings.load", broken)

    assert exit_code("status") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_the_codes_on_the_sheet_grow_with_their_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a view box a browser prints a code of 29 points in the corner of its place."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nhacviec.db'}")
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)

    assert exit_code("invite", "--all", "--qr", str(tmp_path)) == 0

    page = (tmp_path / "ma-tham-gia.html").read_text(encoding="utf-8")
    assert page.count("<svg viewBox=") == page.count("<section>") == 7


def test_every_command_is_found_in_the_room_that_it_is_looked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for commands in cli._ROOMS.values():
        for command in commands:
            assert exit_code(command, "--help") == 0
            assert f"Cách dùng: nhacviec {command} " in capsys.readouterr().out


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = exit_code("--help")

    told = capsys.readouterr().out.split()
    assert code == 0
    assert {each for commands in cli._ROOMS.values() for each in commands} <= set(told)


def test_an_unknown_command_is_answered_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = exit_code("stauts")

    assert code == 2
    assert "lựa chọn không hợp lệ: 'stauts'" in (said := capsys.readouterr().err)
    assert "'status'" in said


def test_a_spoilt_word_list_ends_a_command_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoilt(_arguments: object) -> int:
        raise BadTable("vocabulary.toml:3:1: viết sai")

    monkeypatch.setattr("bot.cli.words._understand", spoilt)

    assert exit_code("understand", "xong") == 2
    assert capsys.readouterr().err == "nhacviec: vocabulary.toml:3:1: viết sai\n"
