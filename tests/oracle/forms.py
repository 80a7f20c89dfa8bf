"""What each form says, read back from the form itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bot.reports import papers, sheets

FIGURES = ("assignments", "done_on_time", "done_late", "in_term", "overdue")


@dataclass(frozen=True)
class Listed:
    """A duty as a list of exceptions names it: unit, title, and how late it is said to be."""

    unit: str
    title: str
    days_late: int | None


_HEADING = re.compile(r"^(?:Tổng số|- Hoàn thành|- Trong hạn|- Quá hạn)\D*(\d+)")
_EXCEPTION = re.compile(r"^\d+\. (P\d): (.+?) \([^()]*hạn [^()]*\) – (.*)$")
_DAYS = re.compile(r"quá hạn (\d+) ngày làm việc")


def chat_figures(message: str) -> dict[str, int]:
    """The four figures of a board in the chat."""
    found = [int(m[1]) for line in message.splitlines() if (m := _HEADING.match(line))]
    return dict(zip(FIGURES, found, strict=True))


def chat_heard(message: str) -> dict[str, int]:
    """What the chat says that was heard of what is not done; who is not named is nobody."""
    line = next((m[1] for m in [re.search(r"Trong số chưa hoàn thành: (.*)\.", message)] if m), "")
    said = {m[2]: int(m[1]) for part in line.split("; ") if (m := re.match(r"(\d+) (.*)", part))}
    silent = (
        *("đã gửi, chưa trả lời", "đã nhận, chưa báo kết quả", "chưa đến lượt hỏi"),
        "chưa nhắc được lần nào",
    )
    return {
        "undelivered": said.get("chưa gửi được", 0),
        "unanswered": sum(said.get(each, 0) for each in silent),
        "not_done": said.get("trả lời chưa xong", 0),
        "in_progress": said.get("đang thực hiện", 0),
    }


def chat_exceptions(pages: Sequence[str]) -> list[Listed]:
    """The exceptions as the chat lists them, page by page."""
    found = []
    for line in "\n".join(pages).splitlines():
        if match := _EXCEPTION.match(line):
            days = _DAYS.search(match[3])
            late = "quá hạn" in match[3]
            found.append(
                Listed(match[1], match[2], (int(days[1]) if days else 0) if late else None)
            )
    return found


_SENTENCE = re.compile(
    r"Tổng số nhiệm vụ: (?P<assignments>[\d.]+)\. .*?"
    r"đã hoàn thành [\d.]+ \(đúng hạn (?P<done_on_time>[\d.]+), quá hạn (?P<done_late>[\d.]+)\), "
    r"chưa hoàn thành [\d.]+ \(trong hạn (?P<in_term>[\d.]+), quá hạn (?P<overdue>[\d.]+)\)"
)


def document_figures(paper: bytes) -> dict[str, int]:
    """The four figures in the report's sentence."""
    match = _SENTENCE.search("\n".join(papers.text(paper)))
    assert match
    return {name: int(said) for name, said in match.groupdict().items()}


def document_rows(paper: bytes) -> list[tuple[str, str, str]]:
    """Every duty of the annex: its title, unit and condition; sections in the plan's order."""
    annex = papers.tables(paper)[-1]
    return [(row[1], row[2], row[5]) for row in annex[1:] if len(row) > 1]


def document_lists(paper: bytes) -> dict[str, list[tuple[str, str]]]:
    """What part III lists under each of its headings: unit and title, in order."""
    found: dict[str, list[tuple[str, str]]] = {}
    inside, heading = False, ""
    for line in papers.text(paper):
        inside = line.startswith("III.") or (inside and not line.startswith("IV."))
        if inside and (match := re.match(r"\d+\. (.*): [\d.]+", line)):
            heading = match[1]
        elif inside and (match := re.match(r"- (Phòng Số \d): (.+?); thời hạn", line)):
            found.setdefault(heading, []).append((match[1], match[2]))
    return found


def workbook_figures(paper: bytes) -> tuple[dict[str, float], dict[str, float]]:
    """The four figures, and what was heard, on the first sheet."""
    rows = sheets.read(paper)["Tổng hợp"].rows
    said = {str(row[0]): float(row[1] or 0) for row in rows if len(row) == 2}
    four = (
        "Tổng số nhiệm vụ",
        "Hoàn thành đúng hạn",
        "Hoàn thành quá hạn",
        "Trong hạn, chưa hoàn thành",
        "Quá hạn, chưa hoàn thành",
    )
    heard = {
        "undelivered": said["Chưa gửi được tới đơn vị"],
        "unanswered": said["Chưa trả lời"],
        "not_done": said["Báo chưa hoàn thành"],
        "in_progress": said["Đang thực hiện"],
        "done": said["Đã hoàn thành"],
    }
    return dict(zip(FIGURES, (said[name] for name in four), strict=True)), heard


def workbook_rows(paper: bytes) -> list[tuple[str, str, str, int | None]]:
    """Every duty: its title, unit, condition, and working days late."""
    sheet = sheets.read(paper)["Nhiệm vụ"]
    late = sheet.column("Số ngày làm việc chậm")
    columns = [sheet.column(each) for each in ("Nhiệm vụ", "Đơn vị chủ trì", "Tình trạng")]
    return [
        (str(title), str(unit), str(condition), None if days is None else int(days))
        for title, unit, condition, days in zip(*columns, late, strict=True)
    ]
