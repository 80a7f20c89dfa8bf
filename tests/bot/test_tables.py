"""A word list that a clerk spoilt is refused in one line that says where and why."""

from pathlib import Path

import pytest

from bot.tables import BadTable, phrases, read_table


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of words in a package of its own."""
    (tmp_path / "tu_dien").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / "tu_dien" / "words.toml"


def test_a_forgotten_comma_is_found_by_line_and_column(words: Path) -> None:
    words.write_text('# từ\nxong = ["xong" "rồi"]\n', encoding="utf-8")

    with pytest.raises(BadTable, match=r"words\.toml:2:\d+: viết sai"):
        read_table("tu_dien", "words.toml")


def test_a_file_in_another_encoding_is_refused(words: Path) -> None:
    words.write_bytes('xong = ["đã"]'.encode("utf-16"))

    with pytest.raises(BadTable, match="UTF-8"):
        read_table("tu_dien", "words.toml")


@pytest.mark.parametrize(
    ("table", "told"), [({}, "thiếu danh sách “xong”"), ({"xong": ["rồi", 3]}, "3 phải là từ")]
)
def test_a_list_that_is_none_is_named(table: dict[str, object], told: str) -> None:
    with pytest.raises(BadTable, match=told):
        phrases("words.toml", table, "xong")


def test_a_good_list_is_given_back(words: Path) -> None:
    words.write_text('xong = ["xong", "đã xong"]\n', encoding="utf-8")

    assert phrases("words.toml", read_table("tu_dien", "words.toml"), "xong") == ["xong", "đã xong"]
