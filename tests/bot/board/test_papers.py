"""The files of a report, as they are sent in a chat."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.board import papers
from bot.board.papers import Form
from bot.store import schema
from bot.store.memory import Memory
from tests.bot.reports.boards import many
from tests.schedules.plans import seed

NOW = datetime(2022, 5, 20, 9, tzinfo=UTC)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    found = Memory(f"sqlite:///{tmp_path / 'a.db'}")
    schema.upgrade(found)
    return found


@pytest.mark.parametrize(
    ("form", "name", "start"),
    [
        (Form.DOCX, "DỰ THẢO Báo cáo khcn-2022 2022-05-20.docx", b"PK"),
        (Form.XLSX, "Bảng theo dõi khcn-2022 2022-05-20.xlsx", b"PK"),
        (Form.PNG, "Hình kế hoạch khcn-2022 2022-05-20.png", b"\x89PNG"),
        (Form.ICS, "Lịch thời hạn khcn-2022 2022-05-20.ics", b"BEGIN:VCALENDAR"),
    ],
)
def test_each_form_is_a_file_with_a_name_for_its_readers(
    memory: Memory, form: Form, name: str, start: bytes
) -> None:
    with memory.begin() as tx:
        [made] = papers.draw(papers.ground(tx, seed(), NOW), form)

    assert made.name == name
    assert made.media_type == papers.MEDIA_TYPES[form]
    assert made.data.startswith(start)


def test_the_pages_of_a_long_picture_are_numbered_in_their_names(memory: Memory) -> None:
    with memory.begin() as tx:
        made = list(papers.draw(papers.ground(tx, many(120).plan, NOW), Form.PNG))

    assert [each.name for each in made[:2]] == [
        "Hình kế hoạch khcn-2022 2022-05-20.png",
        "Hình kế hoạch khcn-2022 2022-05-20 (2).png",
    ]
