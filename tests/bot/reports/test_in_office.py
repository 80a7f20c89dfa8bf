"""Document and workbook as LibreOffice shows them: pages, fonts, text."""

from pathlib import Path

import pytest

from bot.reports import document, workbook
from schedules.records import Records
from tests.bot.reports import office
from tests.bot.reports.boards import CLOSED, REPLIES, seed_board


@pytest.mark.usefixtures("libreoffice")
def test_the_report_has_the_pages_fonts_and_words_of_the_decree(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(document.draw(seed_board(CLOSED), Records(REPLIES, 42), to="UBND tỉnh"))

    made = office.pdf(file)

    body, annex = _parts(office.pages(made))
    for page in [*body, *annex]:
        sides = (page.width, page.height)
        assert sorted(sides) == pytest.approx([210, 297], abs=0.5)
        assert page.left >= 30 - 3  # the head is wider than the text, so that no name is broken
        assert page.right <= page.width - 20 + 3
        assert page.bottom <= page.height - 20 + 0.5
    assert all(page.height > page.width for page in body)
    assert all(page.width > page.height for page in annex)
    assert len(body) > 2
    assert len(annex) > 1
    _numbered(body)
    _numbered(annex)
    assert body[-1].words[-3:] == ["Nguyễn", "Thị", "Hà"]
    assert "./." in " ".join(body[-1].words)  # nobody signs a page of their own
    assert office.fonts(made) == {
        "LiberationSerif",  # has the measures of Times New Roman
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }
    text = office.text(made)
    assert "UBND TỈNH LẠNG SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "đã hoàn thành 05 (đúng hạn 04, quá hạn 01)" in text


def _parts(pages: list[office.Page]) -> tuple[list[office.Page], list[office.Page]]:
    """The pages before the annex, and its own."""
    at = next(n for n, page in enumerate(pages) if page.words[0] == "Phụ")
    return pages[:at], pages[at:]


def _numbered(pages: list[office.Page]) -> None:
    """Page 1 has no number, every other one its own in the top margin."""
    assert not pages[0].words[0].isdecimal()
    assert pages[0].top >= 19
    assert [page.words[0] for page in pages[1:]] == [str(n + 2) for n in range(len(pages) - 1)]
    assert all(page.top < 20 for page in pages[1:])


@pytest.mark.usefixtures("libreoffice")
def test_the_workbook_opens_and_its_duties_fit_the_width_of_a_page(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook.draw(seed_board(CLOSED)))

    made = office.pdf(file)

    pages = office.pages(made)
    assert len(pages) == 3
    assert all(page.width > page.height for page in pages)
    assert {"Đã", "hoàn", "thành", "đúng", "hạn"} <= set(pages[1].words)
    assert {"Cộng", "16"} <= set(pages[2].words)
