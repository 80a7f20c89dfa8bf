"""`doctor` on the files: who else on this machine may read what people have said."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from bot.cli import stored
from bot.cli.finding import Finding
from bot.cli.trouble import Trouble
from bot.settings import Settings
from bot.store import private


def look(_arguments: argparse.Namespace, settings: Settings) -> Iterator[Finding]:
    """Whether the database and the evidence are read by whoever runs the service alone.

    Of a server's own rights nothing can be seen from here.
    """
    if os.name == "nt":
        return
    try:
        url = stored.closed_memory(settings).url
    except Trouble:
        return  # the database's own line tells it
    file = str(url.database) if url.get_backend_name() == "sqlite" else None
    evidence = settings.evidence_folder(file)
    found = [*(private.beside(file) if file else ()), *([evidence] if evidence.is_dir() else ())]
    if not found:
        return
    if readable := private.open_to_others(found):
        yield Finding(
            f"Tệp dữ liệu: người khác trên máy đọc được {_listed(readable)}, trong đó có câu trả "
            "lời của đơn vị, minh chứng, mã truy cập",
            f"chmod go= {_listed(readable)}; dịch vụ cũng tự đặt lại khi khởi động",
        )
    else:
        yield Finding("Tệp dữ liệu: chỉ người chạy dịch vụ đọc được")


def _listed(paths: list[Path]) -> str:
    return " ".join(map(str, paths))
