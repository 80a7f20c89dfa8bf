"""A plan file as text: read, bounded, decoded, or refused with the place of the fault."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 16_000_000
"""Larger files are refused unread; 10,000 activities take about 6,000,000."""

Place = tuple[int, int]
"""Line and column, from 0."""

TOP: Place = (0, 0)

# What YAML 1.1 takes as a letter.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The parser's words, and what they mean to somebody who edits a plan.
_SYNTAX = {
    "mapping values are not allowed": "dấu hai chấm ở chỗ không ngờ: dòng trên thiếu “:” hoặc thụt"
    ' lệch; nội dung có “: ” thì đặt trong dấu ngoặc kép "…"',
    "could not find expected ':'": "thiếu dấu hai chấm sau tên mục",
    "did not find expected key": "thụt đầu dòng lệch với các mục cùng cấp, hoặc có chữ thừa sau dấu"
    " ngoặc kép",
    "did not find expected '-'": "thụt đầu dòng lệch: chỗ này cần một gạch đầu dòng “- ”",
    "expected ',' or": "danh sách trong ngoặc thiếu dấu phẩy hoặc chưa đóng ngoặc",
    "end of stream": "dấu ngoặc kép hoặc nháy đơn mở ra mà chưa đóng",
    "cannot start any token": "nội dung không được bắt đầu bằng ký tự này; đặt trong ngoặc kép",
    "escape character": "trong dấu ngoặc kép, dấu \\ phải viết là \\\\",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """An error with its place in the text."""

    place: Place
    code: str
    message: str


class UnreadableError(Exception):
    """Ends the reading of a file: nothing after the fault could be trusted."""

    def __init__(self, place: Place, code: str, message: str) -> None:
        """Take what makes the fault."""
        super().__init__(code, message)
        self.fault = Fault(place, code, message)


def text_of(path: Path) -> str:
    """The text of a file, without a byte order mark. Raises `UnreadableError`."""
    return _decoded(_bytes_of(path).removeprefix(BOM_UTF8))


def _bytes_of(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise UnreadableError(TOP, "not_a_file", "đây không phải là tệp; cần một tệp .yaml.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(
            TOP, "missing_file", "không có tệp này; kiểm tra đường dẫn."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(TOP, "unreadable", f"không đọc được tệp ({reason}).") from None
    if len(data) > MAX_BYTES:
        message = f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB; đây không giống một kế hoạch."
        raise UnreadableError(TOP, "too_big", message)
    return data


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in data:
        message = "tệp lưu ở bảng mã UTF-16 hoặc không phải văn bản; lưu lại với bảng mã UTF-8."
        marked = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        raise UnreadableError(
            TOP if marked else _place(data, data.find(b"\0")), "encoding", message
        )
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        message = (
            f"byte thứ {error.start + 1} không thuộc bảng mã UTF-8; nếu soạn bằng phông cũ"
            " (TCVN3 .VnTime, VNI) thì chuyển sang Unicode rồi lưu lại với bảng mã UTF-8."
        )
        raise UnreadableError(_place(data, error.start), "encoding", message) from None


def _place(data: bytes, offset: int) -> Place:
    before = data[:offset]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n"), len(before[start:].decode(errors="replace"))


def tabs(text: str) -> Iterator[Fault]:
    """A fault for each line with a tab: how far it indents depends on the editor."""
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n")):
        if "\t" in line:
            message = "có dấu tab; thay bằng dấu cách (mỗi mức thụt vào hai dấu cách)."
            yield Fault((number, line.index("\t")), "tab", message)


def unprintable(text: str) -> UnreadableError:
    """The refusal of a text for its first letter that YAML does not allow."""
    found = _UNPRINTABLE.search(text)
    before = text[: found.start()] if found else ""
    place = before.count("\n"), len(before) - before.rfind("\n") - 1
    letter = f"U+{ord(found[0]):04X} " if found else ""
    return UnreadableError(place, "control", f"ký tự {letter}không in được; xoá ký tự này.")


def ill_formed(place: Place, problem: str) -> UnreadableError:
    """The refusal of a text that is not YAML; `problem` is the parser's own word for it."""
    if "another document" in problem:
        message = "tệp có nhiều tài liệu (dòng ---); mỗi kế hoạch để một tệp riêng."
        return UnreadableError(place, "many_documents", message)
    reasons = (reason for words, reason in _SYNTAX.items() if words in problem)
    reason = next(reasons, "không hiểu được từ chỗ này")
    return UnreadableError(place, "syntax", f"sai cú pháp YAML: {reason}.")
