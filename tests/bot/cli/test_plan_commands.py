"""`check`, `preview`, `approve`: what they print, and how they end."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.bot.cli.conftest import SEED, Run

BROKEN = "plan: {id: x, title: T, agency: A}\nunits: []\nactivities: []\nlạ: 1\n"


def test_check_of_the_real_plan_finds_no_error_and_counts_what_it_holds(run: Run) -> None:
    ran = run("check")

    assert ran.code == 0
    assert "dùng được; 11 nội dung, 16 nhiệm vụ, 7 đơn vị." in ran.out
    assert "- 2.2.4a: due, window" in ran.out


def test_check_of_a_broken_plan_names_every_line_and_ends_with_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hong.yaml"
    file.write_text(BROKEN, encoding="utf-8")

    ran = run("check", "--plan", str(file))

    assert ran.code == 1
    assert ran.out.count(f"{file}:") >= 3
    assert f"{file}:4:1:" in ran.out


def test_check_as_json_gives_the_findings_and_nothing_else(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hong.yaml"
    file.write_text(BROKEN, encoding="utf-8")

    ran = run("check", "--json", "--plan", str(file))

    assert ran.code == 1
    keys = {"severity", "file", "line", "column", "code", "message"}
    assert all(set(finding) == keys for finding in ran.json)
    assert "error" in {finding["severity"] for finding in ran.json}


def test_check_shows_a_file_that_is_not_there_among_the_findings_and_ends_with_2(run: Run) -> None:
    ran = run("check", "--json", "--plan", "khong-co.yaml")

    assert ran.code == 2
    assert [finding["code"] for finding in ran.json] == ["missing_file"]
    assert ran.err == "nhacviec: --plan: không có tệp khong-co.yaml\n"


def test_check_of_a_folder_without_plans_names_what_named_the_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_FILE", str(tmp_path))

    ran = run("check")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"nhacviec: PLAN_FILE: thư mục {tmp_path} không có tệp *.yaml nào\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("status", "--plan", "khong-co.yaml"), "--plan: không có tệp khong-co.yaml"),
        (("preview", "--against", "khong-co.yaml"), "--against: không có tệp khong-co.yaml"),
        (("demo", "--headless", "--plan", "a" * 5000), "(tên quá dài)"),
    ],
)
def test_a_plan_that_is_not_there_is_a_wrong_call(
    run: Run, arguments: tuple[str, ...], named: str
) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err
    assert len(ran.err.splitlines()) == 1


def test_preview_as_json_is_the_contract_s_list_in_order_of_time(run: Run) -> None:
    messages = run("preview", "--json").json

    assert set(messages[0]) == {"at", "kind", "to", "items", "text"}
    moments = [datetime.fromisoformat(m["at"]) for m in messages]
    assert moments == sorted(moments)
    assert {m["kind"] for m in messages} == {
        "start",
        "before",
        "due",
        "overdue",
        "escalation",
        "digest",
    }


def test_preview_shows_one_message_to_qlcn_on_12_may(run: Run) -> None:
    ran = run("preview", "--json", "--unit", "qlcn", "--from", "2022-05-12", "--to", "2022-05-12")

    [message] = ran.json
    assert [item["activity"] for item in message["items"]] == [
        "2.1.1",
        "2.1.2",
        "2.1.3a",
        "2.1.3b",
        "2.2.4c",
    ]


def test_preview_ends_with_the_code_that_approve_takes(run: Run) -> None:
    code = run("preview").out.split()[-1]

    approved = run("approve", code.lower().replace("-", " "))

    assert approved.code == 0
    missing = (
        "Chưa gửi được tới 07 nơi:\n- Phòng Quản lý công nghệ và đổi mới sáng tạo: chưa ai liên kết"
    )
    assert missing in approved.out
    assert f"Mã duyệt của toàn bộ tin nhắc: {code} (đã duyệt)" in run("preview").out


def test_preview_tells_what_is_inferred_and_who_cannot_be_reached(run: Run) -> None:
    out = run("preview").out

    assert "Suy luận, chưa phải lời văn của kế hoạch" in out
    assert "Chưa ai liên kết (tin sẽ không tới): Phòng QLCN&ĐMST" in out
    assert "- thứ Năm, 12/5/2022 Phòng QLCN&ĐMST: 1" in out


def test_preview_against_an_old_plan_shows_only_what_differs(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "cu.yaml"
    text = SEED.read_text(encoding="utf-8")
    old.write_text(text.replace("due: 2022-05-18", "due: 2022-05-17", 1), encoding="utf-8")

    changed = run("preview", "--json", "--against", str(old)).json

    to_units = [m for m in changed if m["kind"] not in {"digest", "escalation"}]
    assert to_units
    assert len(changed) < len(run("preview", "--json").json)
    assert any(item["activity"] == "2.2.4" for m in to_units for item in m["items"])
    assert run("preview", "--json", "--against", str(SEED)).json == []


def test_a_wrong_code_approves_nothing_and_ends_with_1(run: Run) -> None:
    ran = run("approve", "ABCD-EFGH")

    assert (ran.code, ran.out) == (1, "")
    assert "không khớp" in ran.err
    assert ran.err.count("\n") == 1


def test_an_unknown_unit_is_named_with_those_there_are(run: Run) -> None:
    ran = run("preview", "--unit", "khong-co")

    assert ran.code == 2
    assert "--unit" in ran.err
    assert "qlcn" in ran.err


@pytest.mark.parametrize("arguments", [(), ("approve",), ("preview", "--from", "31/12"), ("lạ",)])
def test_a_command_called_wrongly_says_so_in_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("nhacviec")


def test_a_folder_means_its_only_plan(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "mot.yaml").write_bytes(SEED.read_bytes())
    assert run("status", "--json", "--plan", str(folder)).json["plan"] == "khcn-2022"

    (folder / "hai.yaml").write_bytes(SEED.read_bytes())
    ran = run("status", "--plan", str(folder))

    assert ran.code == 2
    assert "hai.yaml, mot.yaml" in ran.err
