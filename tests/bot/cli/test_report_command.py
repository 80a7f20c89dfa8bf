"""`report`: which files it makes, and what it refuses."""

import re
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.bot.reports import papers

FORMS = ["docx", "xlsx", "png", "ics"]


def test_every_file_that_was_asked_for_is_written(run: Run, tmp_path: Path) -> None:
    asked = [part for form in FORMS for part in (f"--{form}", str(tmp_path / f"a.{form}"))]

    ran = run("report", *asked, "--at", "2022-05-13T17:00", "--json")

    assert ran.code == 0
    assert [made["form"] for made in ran.json] == FORMS
    assert all(Path(made["file"]).stat().st_size == made["bytes"] > 100 for made in ran.json)
    assert {Path(made["file"]).name for made in ran.json} == {f"a.{form}" for form in FORMS}


def test_a_report_of_the_past_is_exact(run: Run, tmp_path: Path) -> None:
    run("report", "--docx", str(tmp_path / "a.docx"), "--at", "2022-05-16")

    text = "\n".join(papers.text((tmp_path / "a.docx").read_bytes()))

    assert "Đến hết ngày 16/5/2022" in text
    assert "(trong hạn 10, quá hạn 06)" in text


def test_in_a_folder_a_file_has_its_own_name_and_a_draft_says_so(run: Run, tmp_path: Path) -> None:
    ran = run("report", "--docx", str(tmp_path), "--at", "2022-05-20")

    assert ran.out == f"Đã ghi {tmp_path / 'DỰ THẢO Báo cáo khcn-2022 2022-05-20.docx'}\n"


def test_only_the_document_is_addressed_to_somebody(run: Run, tmp_path: Path) -> None:
    ran = run("report", "--xlsx", str(tmp_path / "a.xlsx"), "--to", "UBND tỉnh")

    assert (ran.code, ran.out) == (2, "")
    assert "--to: chỉ dùng cùng --docx" in ran.err


def test_a_report_in_no_form_names_the_forms(run: Run) -> None:
    ran = run("report")

    assert (ran.code, ran.out) == (2, "")
    assert "--xlsx" in ran.err


def test_a_file_that_cannot_be_written_is_refused_by_option(run: Run, tmp_path: Path) -> None:
    nowhere = run("report", "--xlsx", str(tmp_path / "khong-co" / "a.xlsx"))

    assert nowhere.code == 2
    assert nowhere.err == (
        f"nhacviec: --xlsx: không có thư mục {tmp_path / 'khong-co'}; hãy tạo trước\n"
    )


def test_a_name_too_long_to_be_written_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())

    ran = run("report", "--xlsx", str(tmp_path / f"{'a' * 300}.xlsx"))

    assert ran.code == 2
    assert "(tên quá dài)" in ran.err
    assert {f for f in tmp_path.iterdir() if not f.name.startswith("nhacviec.db-")} == before


def test_a_new_report_takes_the_place_of_the_old_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_text("cũ", encoding="utf-8")

    run("report", "--xlsx", str(file))

    assert file.read_bytes().startswith(b"PK")


def test_the_calendar_of_one_unit_has_its_duties_alone(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"

    run("report", "--ics", str(file), "--unit", "tdc", "--at", "2022-05-13")
    wrong = run("report", "--ics", str(file), "--unit", "baols")

    assert file.read_bytes().count(b"UID:") == 4
    assert (wrong.code, wrong.out) == (2, "")
    assert "--unit: kế hoạch không giao việc cho đơn vị nào có mã “baols”" in wrong.err


def test_feeds_gives_the_address_of_each_calendar(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "mot-khoa-bi-mat-dai")
    monkeypatch.setenv("PUBLIC_URL", "https://nhacviec.example.gov.vn/")

    made = run("feeds", "--json").json

    assert [each["unit"] for each in made] == [None, "qlcn", "qlkh", "vps", "tdc", "ttud"]
    shape = r"https://nhacviec\.example\.gov\.vn/lich/[\w-]{32}\.ics"
    assert all(re.fullmatch(shape, each["url"]) for each in made)
    assert made[3]["url"] in run("feeds").out


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "SECRET_KEY: chưa đặt"),
        ({"SECRET_KEY": "ngan"}, "SECRET_KEY: giá trị không hợp lệ (cần ít nhất 16 ký tự"),
        ({"SECRET_KEY": "mot-khoa-bi-mat-dai"}, "PUBLIC_URL: chưa đặt"),
    ],
)
def test_feeds_needs_a_key_and_an_address_that_others_reach(
    run: Run, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], named: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    ran = run("feeds")

    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err
    assert "ngan)" not in ran.err
