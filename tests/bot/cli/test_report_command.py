"""`report`: which files it makes, and what it refuses."""

from pathlib import Path

from tests.bot.cli.conftest import Run


def test_every_file_that_was_asked_for_is_written(run: Run, tmp_path: Path) -> None:
    ran = run("report", "--xlsx", str(tmp_path / "a.xlsx"), "--at", "2022-05-13T17:00", "--json")

    assert ran.code == 0
    [made] = ran.json
    assert (made["form"], made["file"]) == ("xlsx", str(tmp_path / "a.xlsx"))
    assert (tmp_path / "a.xlsx").stat().st_size == made["bytes"]


def test_a_report_in_no_form_names_the_forms(run: Run) -> None:
    ran = run("report")

    assert (ran.code, ran.out) == (2, "")
    assert "--xlsx" in ran.err


def test_a_file_that_cannot_be_written_is_refused_by_option(run: Run, tmp_path: Path) -> None:
    nowhere = run("report", "--xlsx", str(tmp_path / "khong-co" / "a.xlsx"))
    folder = run("report", "--xlsx", str(tmp_path))

    assert (nowhere.code, folder.code) == (2, 2)
    assert nowhere.err == (
        f"nhacviec: --xlsx: không có thư mục {tmp_path / 'khong-co'}; hãy tạo trước\n"
    )
    assert folder.err == f"nhacviec: --xlsx: {tmp_path} là thư mục; hãy ghi tên tệp\n"


def test_a_name_too_long_to_be_written_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())

    ran = run("report", "--xlsx", str(tmp_path / f"{'a' * 300}.xlsx"))

    assert ran.code == 2
    assert "tên tệp quá dài" in ran.err
    assert {file for file in tmp_path.iterdir() if "nhacviec.db" not in file.name} == before


def test_a_new_report_takes_the_place_of_the_old_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_text("cũ", encoding="utf-8")

    run("report", "--xlsx", str(file))

    assert file.read_bytes().startswith(b"PK")
