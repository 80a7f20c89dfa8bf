"""`people`, `audit`, `record`, and codes that replace or open another account."""

from pathlib import Path

import pytest

from bot.people import Post, Role
from bot.store import audit, people
from tests import databases
from tests.bot.cli.conftest import Run
from tests.stories.cast import OFFICE, at

NOW = at("9/5 08:00")


def test_people_lists_posts_reach_codes_and_gaps(run: Run) -> None:
    run("invite", "--unit", "qlkh", "--role", "head", "--replace")

    ran = run("people")

    assert ran.code == 0
    assert "Phòng Quản lý khoa học\n  chưa ai liên kết" in ran.out
    assert "  số 1: người đứng đầu của Phòng Quản lý khoa học, đến " in ran.out
    assert "(thay người đang giữ)" in ran.out
    assert "- Phòng Quản lý khoa học: chưa ai liên kết; cấp mã: gửi “/moi" in ran.out
    assert ran.out.endswith(
        "- Văn phòng (người giữ kế hoạch): chưa ai liên kết; "
        "cấp mã: lệnh “nhacviec invite --role office”.\n"
    )


def test_people_as_json_keeps_its_shape(run: Run) -> None:
    run("invite", "--role", "office")

    shown = run("people", "--json").json

    assert set(shown) == {"people", "codes", "unreachable"}
    assert shown["people"] == []
    assert [(c["role"], c["unit"], c["replaces"]) for c in shown["codes"]] == [
        ("office", None, False)
    ]
    assert {"unit": "qlkh", "role": None, "reason": None} in shown["unreachable"]
    assert shown["unreachable"][-2:] == [
        {"unit": None, "role": "leader", "reason": None},
        {"unit": None, "role": "office", "reason": None},
    ]


def test_a_code_is_revoked_by_its_number_once(run: Run) -> None:
    run("invite", "--role", "office")

    first, second = run("people", "--revoke", "1"), run("people", "--revoke", "1")

    assert (first.code, first.out) == (0, "Đã thu hồi mã số 1.\n")
    assert (second.code, second.out) == (1, "")
    assert "không có mã số 1 còn hiệu lực" in second.err
    assert run("people", "--json").json["codes"] == []


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("invite", "--person", "7"), "--person"),
        (("invite", "--person", "7", "--role", "head"), "--role"),
        (("invite", "--all", "--replace"), "--replace"),
        (("invite", "--unit", "qlkh", "--role", "group", "--replace"), "--replace"),
        (("audit", "--since", "hôm qua"), "--since"),
        (("audit", "--most", "0"), "--most"),
        (
            ("record", "--unit", "khong", "--activity", "1", "--answer", "done", "--words", "x"),
            "--unit",
        ),
        (
            ("record", "--unit", "qlkh", "--activity", "9", "--answer", "done", "--words", "x"),
            "--activity",
        ),
    ],
)
def test_what_is_called_wrongly_is_named(run: Run, arguments: tuple[str, ...], named: str) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err


def test_an_answer_is_recorded_for_a_unit_and_marked_so(run: Run) -> None:
    ran = run(
        *("record", "--unit", "qlcn", "--activity", "2.1.1", "--answer", "not_done"),
        *("--reason", "chờ Đài", "--words", "bà Lan, điện thoại 9h"),
    )

    [duty] = [
        each
        for each in run("status", "--json").json["assignments"]
        if (each["activity"], each["unit"]) == ("2.1.1", "qlcn")
    ]
    assert ran.out.startswith("Đã ghi thay Phòng Quản lý công nghệ và đổi mới sáng tạo:")
    assert (duty["state"], duty["reason"]) == ("not_done", "chờ Đài")
    assert duty["answered_by"] == "Văn phòng ghi thay"


def test_the_day_on_which_work_was_done_is_recorded_beside_the_one_of_writing(run: Run) -> None:
    recorded = ("record", "--unit", "qlcn", "--activity", "2.1.1", "--words", "điện thoại")

    ran = run(*recorded, "--answer", "done", "--on", "2022-05-13")
    refused = [
        run(*recorded, "--answer", "done", "--on", "2999-05-13"),
        run(*recorded, "--answer", "done", "--on", "13/5"),
        run(*recorded, "--answer", "not_done", "--on", "2022-05-13"),
    ]

    totals = run("status", "--json").json["totals"]
    assert "– đã hoàn thành ngày 13/5, ghi ngày " in ran.out
    assert (totals["done_on_time"], totals["done_late"]) == (1, 0)
    assert [(each.code, "--on: " in each.err) for each in refused] == [(2, True)] * 3


def test_the_trail_is_read_in_words_and_as_json(run: Run) -> None:
    run("invite", "--unit", "qlkh", "--role", "deputy")
    run("people", "--revoke", "1")

    ran = run("audit")
    shown = run("audit", "--json").json

    first, second = ran.out.splitlines()
    assert first.endswith("dòng lệnh: cấp mã tham gia (cấp phó của Phòng Quản lý khoa học; mã: 1)")
    assert second.endswith("dòng lệnh: thu hồi mã (mã: 1)")
    assert [each["what"] for each in shown] == ["invited", "revoked"]
    assert set(shown[0]) == {"at", "what", "said", "who", "name", "detail"}
    assert run("audit", "--refused").out == "Nhật ký chưa có gì.\n"


def test_the_trail_tells_of_moments_and_posts_as_people_do(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    with (
        databases.opened(f"sqlite:///{tmp_path / 'nhacviec.db'}") as memory,
        memory.begin() as tx,
    ):
        until = ["2022-05-19T00:30:00+00:00"]
        audit.note(tx, "left", who="x", now=NOW, posts=[["head", "tdc"], ["office", None]])
        audit.note(
            tx, "snoozed", who="x", now=NOW, duties=[["2.2.1", "tdc"]], until=until, words="mai"
        )
        audit.note(tx, "away", who="x", now=NOW, first="2022-05-10", last="2022-05-13")
        audit.note(tx, "recorded_for", who="x", now=NOW, duty=["2.2.1", "tdc"], answer="done")
        audit.note(tx, "account_closed", who="x", now=NOW, channel="zalo-bot")

    lines = [line.split("x: ", 1)[1] for line in run("audit").out.splitlines()]

    assert lines == [
        (
            "rời (vai trò: người đứng đầu của Chi cục Tiêu chuẩn Đo lường Chất lượng, "
            "văn phòng (người giữ kế hoạch))"
        ),
        (
            "xin nhắc lại sau (nhiệm vụ: 2.2.1 – Chi cục Tiêu chuẩn Đo lường Chất lượng; "
            "đến lúc: 07h30 thứ Năm, 19/5/2022; nguyên văn: mai)"
        ),
        "báo vắng (từ: 10/5/2022; đến: 13/5/2022)",
        (
            "ghi thay đơn vị (nhiệm vụ: 2.2.1 – Chi cục Tiêu chuẩn Đo lường Chất lượng; "
            "nội dung: đã hoàn thành)"
        ),
        "ngắt tài khoản cũ (kênh: Zalo Bot)",
    ]


def test_a_code_for_another_account_does_not_read_as_one_for_a_post(
    run: Run, tmp_path: Path
) -> None:
    run("db", "upgrade")
    with (
        databases.opened(f"sqlite:///{tmp_path / 'nhacviec.db'}") as memory,
        memory.begin() as tx,
    ):
        person = people.add_person(tx, OFFICE.name, NOW)
        people.add_post(tx, person, Post(Role.HEAD, "qlkh"), NOW)

    run("invite", "--person", str(person))

    (line,) = run("audit").out.splitlines()
    assert line.endswith("dòng lệnh: cấp mã để dùng tài khoản khác (người số: 1; mã: 1)")


def test_whoever_ends_the_last_of_the_office_is_told_so(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    with (
        databases.opened(f"sqlite:///{tmp_path / 'nhacviec.db'}") as memory,
        memory.begin() as tx,
    ):
        person = people.add_person(tx, OFFICE.name, NOW)
        people.add_post(tx, person, Post(Role.OFFICE), NOW)

    ended = run("people", "--end", str(person))

    assert ended.out.splitlines()[1:] == [
        "Văn phòng không còn ai giữ kế hoạch; cấp mã: nhacviec invite --role office"
    ]


def test_somebody_ends_and_the_history_stays(run: Run, tmp_path: Path) -> None:
    run("db", "upgrade")
    with (
        databases.opened(f"sqlite:///{tmp_path / 'nhacviec.db'}") as memory,
        memory.begin() as tx,
    ):
        person = people.add_person(tx, OFFICE.name, NOW)
        people.add_post(tx, person, Post(Role.HEAD, "qlkh"), NOW)
        audit.note(tx, "joined", who=str(person), now=NOW, role="head", unit="qlkh")

    ended, again = run("people", "--end", str(person)), run("people", "--end", str(person))

    assert ended.out.startswith(f"{OFFICE.name} đã thôi mọi vai trò")
    assert (again.code, again.out) == (1, "")
    assert run("people", "--json").json["people"] == []
    first = run("audit").out.splitlines()[0]
    assert first == (
        "08h00 thứ Hai, 09/5/2022  Lý Thị Hoa (#1): "
        "tham gia (người đứng đầu của Phòng Quản lý khoa học)"
    )
