"""`invite`, `status`, `understand`, `db`: what they print, and how they end."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.store import private
from tests.bot.cli.conftest import Run


def test_invite_all_makes_a_code_for_every_head_a_leader_and_the_office(run: Run) -> None:
    made = run("invite", "--all", "--json").json

    assert [(m["unit"], m["role"]) for m in made] == [
        ("qlcn", "head"),
        ("qlkh", "head"),
        ("vps", "head"),
        ("tdc", "head"),
        ("ttud", "head"),
        (None, "leader"),
        (None, "office"),
    ]
    assert set(made[0]) == {"unit", "role", "code", "telegram", "zalo", "expires"}
    assert len({m["code"] for m in made}) == 7
    assert datetime.fromisoformat(made[0]["expires"]).tzinfo is not None


def test_a_code_is_kept_only_as_its_hash(run: Run, tmp_path: Path) -> None:
    [made] = run("invite", "--unit", "qlcn", "--role", "deputy", "--json").json

    with closing(sqlite3.connect(tmp_path / "nhacviec.db")) as database:
        kept = database.execute("SELECT code_hash, role, unit_id FROM invites").fetchall()
    assert [row[1:] for row in kept] == [("deputy", "qlcn")]
    assert made["code"] not in kept[0][0]


def test_the_sheet_of_codes_has_a_card_and_a_picture_for_each(run: Run, tmp_path: Path) -> None:
    ran = run("invite", "--all", "--qr", str(tmp_path / "ma"))

    sheet = (tmp_path / "ma" / "ma-tham-gia.html").read_text(encoding="utf-8")
    assert str(tmp_path / "ma" / "ma-tham-gia.html") in ran.out
    assert sheet.count("<section>") == sheet.count("<svg") == 7
    assert "Phòng Quản lý công nghệ và đổi mới sáng tạo" in sheet


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--role", "head"), "--unit"),
        (("--unit", "qlcn"), "--role"),
        (("--unit", "khong-co", "--role", "head"), "--unit"),
        (("--unit", "qlcn", "--role", "leader"), "--unit"),
        (("--all", "--role", "head"), "--role"),
        ((), "--role"),
    ],
)
def test_an_invitation_for_nobody_is_refused_by_option(
    run: Run, arguments: tuple[str, ...], named: str
) -> None:
    ran = run("invite", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err


def test_status_as_json_has_the_contract_s_shape_and_adds_up(run: Run) -> None:
    status = run("status", "--json", "--at", "2022-05-13T17:00").json

    assert status["plan"] == "khcn-2022"
    assert status["as_of"] == "2022-05-13T17:00:00+07:00"
    totals = status["totals"]
    parts = ("done_on_time", "done_late", "in_term", "overdue")
    assert totals["assignments"] == sum(totals[part] for part in parts) == 16
    assert sum(status["answers"].values()) == 16
    first = status["assignments"][0]
    assert (first["activity"], first["unit"], first["state"]) == ("2.1.1", "qlcn", "waiting")
    assert (first["start"], first["due"]) == (
        "2022-05-03T00:00:00+07:00",
        "2022-05-14T23:59:59+07:00",
    )


def test_a_saturday_deadline_is_overdue_from_monday(run: Run) -> None:
    def overdue(at: str) -> bool:
        return bool(run("status", "--json", "--at", at).json["assignments"][0]["overdue"])

    assert not overdue("2022-05-15T23:59")
    assert overdue("2022-05-16T00:00")


@pytest.mark.parametrize("day", ["2022-05-13", "20220513", "2022-W19-5"])
def test_a_bare_date_however_written_means_its_end(run: Run, day: str) -> None:
    assert run("status", "--json", "--at", day).json["as_of"] == "2022-05-13T23:59:59.999999+07:00"


def test_a_moment_that_the_status_names_gives_the_status_of_that_moment(run: Run) -> None:
    duty = ("--unit", "qlcn", "--activity", "2.1.1")
    run("record", *duty, "--answer", "done", "--words", "bà Lan, điện thoại 9h")
    now = run("status", "--json").json

    for moment in (now["as_of"], now["assignments"][0]["answered_at"]):
        then = run("status", "--json", "--at", moment).json

        assert then["as_of"] == moment
        assert then["assignments"] == now["assignments"]


@pytest.mark.parametrize(
    "text",
    ["hôm qua", "", "2022-02-30", "0001-01-01T00:00", "9999-12-31", "9999-12-31T23:59:59Z"],
)
def test_a_moment_that_is_none_is_refused_by_option(run: Run, text: str) -> None:
    ran = run("status", "--at", text)

    assert (ran.code, ran.out) == (2, "")
    assert "--at" in ran.err


def test_understand_answers_every_line_and_names_the_bad_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = {"n": 1, "activity": "1", "title": "Treo băng rôn", "unit": "vps", "due": "2022-05-19"}
    good = {"text": "xong rồi ạ", "today": "2022-05-16", "open_tasks": [task]}
    lines = [json.dumps(good), "không phải JSON", json.dumps({"text": "chưa xong"})]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))

    ran = run("understand", "--json")

    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert "stdin:2" in ran.err
    assert answers[0]["intent"] == "done"
    assert answers[0]["per_task"] == {"1": "done"}
    assert set(answers[0]) == {
        "intent",
        "tasks",
        "percent",
        "reason",
        "new_date",
        "parts",
        "per_task",
        "query",
    }
    assert answers[2]["intent"] == "not_done"


def test_a_backup_is_a_whole_database_and_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    run("invite", "--role", "leader")
    copy = tmp_path / "sao-luu.db"

    assert run("db", "backup", str(copy)).code == 0
    assert private.open_to_others([copy]) == []
    assert run("db", "backup", str(copy)).code == 2

    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT count(*) FROM invites").fetchone() == (1,)


@pytest.mark.parametrize("command", [("db", "upgrade"), ("db", "backup", "sao-luu.db"), ("phone",)])
def test_commands_that_read_no_plan_take_the_option_all_the_same(
    run: Run, command: tuple[str, ...]
) -> None:
    assert run(*command, "--plan", "khong-co.yaml").code == 0


@pytest.mark.parametrize("place", ["khong-co/sao-luu.db", "/proc/sao-luu.db"])
def test_a_backup_with_nowhere_to_go_is_a_wrong_call(run: Run, place: str) -> None:
    ran = run("db", "backup", place)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("nhacviec: TỆP: không ")
    assert len(ran.err.splitlines()) == 1


def test_run_without_a_token_names_the_variable(run: Run) -> None:
    ran = run("run")

    assert (ran.code, ran.out) == (2, "")
    assert "TELEGRAM_BOT_TOKEN" in ran.err


def test_a_leader_s_code_may_name_the_entry_of_leadership(run: Run) -> None:
    [made] = run("invite", "--role", "leader", "--leadership", "lanh-dao-so", "--json").json

    assert (made["role"], made["unit"]) == ("leader", "lanh-dao-so")


def test_a_leader_whom_the_plan_does_not_name_is_refused(run: Run) -> None:
    ran = run("invite", "--role", "leader", "--leadership", "ai-do")

    assert ran.code == 2
    assert "--leadership: không có lãnh đạo “ai-do”; có: lanh-dao-so" in ran.err
