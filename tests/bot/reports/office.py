"""LibreOffice, which shows what a reader of our files sees; needed by a few tests."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("soffice", "pdfinfo", "pdffonts", "pdftotext", "fc-list")
PATIENCE_S = 120
_MM = 25.4 / 72


@dataclass(frozen=True)
class Page:
    """A page: its sides and the box around its words, in millimetres, and the words."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    words: list[str]


def missing() -> str | None:
    """What these tests cannot do without on this machine; None if all is there."""
    absent = [name for name in PROGRAMS if shutil.which(name) is None]
    if absent:
        return f"needs {', '.join(absent)} (LibreOffice, poppler, fontconfig)"
    times = _run("fc-list", ":lang=vi:family=Liberation Serif", "file")
    return None if times.strip() else "needs Liberation Serif 2, which has the Vietnamese letters"


def pdf(file: Path) -> Path:
    """The file as a PDF beside it, made with a profile of its own, so that tests run abreast."""
    profile = file.parent / "profile"
    _run(
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        *("--convert-to", "pdf", "--outdir", str(file.parent), str(file)),
    )
    return file.with_suffix(".pdf")


def fonts(file: Path) -> set[str]:
    """The fonts that a PDF embeds, by name."""
    lines = _run("pdffonts", str(file)).splitlines()[2:]
    return {line.split()[0].partition("+")[2] for line in lines}


def pages(file: Path) -> list[Page]:
    """The pages of a PDF."""
    found = []
    for page in re.split(r"<page ", _run("pdftotext", "-bbox", str(file), "-"))[1:]:
        sides = re.match(r'width="([\d.]+)" height="([\d.]+)"', page)
        assert sides
        boxes = re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
            page,
        )
        left, top, right, bottom = (
            edge(float(box[n]) * _MM for box in boxes)
            for n, edge in enumerate((min, min, max, max))
        )
        width, height = (float(side) * _MM for side in sides.groups())
        words = [box[4] for box in boxes]
        found.append(Page(width, height, left, top, right, bottom, words))
    return found


def text(file: Path) -> str:
    """The text of a PDF, on one line."""
    return " ".join(_run("pdftotext", "-layout", str(file), "-").split())


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
    return done.stdout
