"""The word lists that a clerk may extend: read, and checked before anything trusts them."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class BadTable(Exception):
    """A table cannot be used; the message is one Vietnamese line that says where and why."""


def read_table(package: str, name: str) -> dict[str, Any]:
    """The table in a package's TOML file."""
    try:
        return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise BadTable(f"{name}: không đọc được; lưu lại với bảng mã UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        place = f"{name}:{found[1]}:{found[2]}" if found else name
        raise BadTable(
            f"{place}: viết sai; mỗi từ nằm trong ngoặc kép, cách nhau bằng dấu phẩy, "
            "danh sách mở bằng [ và đóng bằng ], mỗi tên nhóm chỉ viết một lần"
        ) from error


def phrases(name: str, table: Mapping[str, Any], kind: str) -> list[str]:
    """A list of phrases that must be in a table."""
    found = table.get(kind)
    if not isinstance(found, list):
        raise BadTable(f"{name}: thiếu danh sách “{kind}”")
    for phrase in found:
        if not isinstance(phrase, str) or not phrase.strip():
            raise BadTable(f"{name}: danh sách “{kind}”: {phrase!r} phải là từ trong ngoặc kép")
    return found
