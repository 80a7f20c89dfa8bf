"""What a file is, told by what is in it: its name and its sender's word are not believed.

Only kinds that offices send as evidence are known. What can run or call out when it is opened
(programs, web pages, drawings with scripts, documents with macros, archives) is none of them.
"""

import io
import re
import zipfile
from dataclasses import dataclass

MOST_ENTRIES = 5_000
MOST_UNPACKED = 300_000_000
"""Bytes that an office document may unpack to; a bomb promises more."""

MOST_RATIO = 200
"""How many times its own size an office document may unpack to."""


@dataclass(frozen=True, slots=True)
class Content:
    """A kind of file: its media type and the ending of its name."""

    media_type: str
    ending: str


_JPEG = Content("image/jpeg", "jpg")
_PNG = Content("image/png", "png")
_WEBP = Content("image/webp", "webp")
_HEIC = Content("image/heic", "heic")
_PDF = Content("application/pdf", "pdf")
_MP4 = Content("video/mp4", "mp4")
_MOV = Content("video/quicktime", "mov")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKED = {
    "word/document.xml": Content(f"{_OFFICE}wordprocessingml.document", "docx"),
    "xl/workbook.xml": Content(f"{_OFFICE}spreadsheetml.sheet", "xlsx"),
    "ppt/presentation.xml": Content(f"{_OFFICE}presentationml.presentation", "pptx"),
}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"), _HEIC),
    **dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1"), _MP4),
    **dict.fromkeys((b"M4V ", b"MSNV", b"3gp4", b"3gp5", b"dash"), _MP4),
    b"qt  ": _MOV,
}


def content_of(data: bytes) -> Content | None:
    """What a file is; None for whatever is not taken. Never raises."""
    if data.startswith(b"\xff\xd8\xff"):
        return _JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _WEBP
    if data.startswith(b"%PDF-"):
        return _PDF
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12])
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return None


def _packed(data: bytes) -> Content | None:
    """An office document by its table of contents; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED, MOST_RATIO * len(data)):
        return None
    if "[Content_Types].xml" not in names or any("vbaproject" in name.lower() for name in names):
        return None
    return next((content for name, content in _PACKED.items() if name in names), None)


ENDINGS = {
    content.media_type: content.ending
    for content in (_JPEG, _PNG, _WEBP, _HEIC, _PDF, _MP4, _MOV, *_PACKED.values())
}
"""The ending of a file's name by its media type."""


_ALSO = {
    "image/jpeg": ("jpeg", "jpe", "jfif"),
    "image/heic": ("heif",),
    "video/mp4": ("m4v", "3gp"),
}
"""Other endings that names of a kind rightly have."""

_NAMES = frozenset((*ENDINGS.values(), *(each for also in _ALSO.values() for each in also)))


def promises(name: str) -> bool:
    """Whether a name ends as that of a file which is taken."""
    return _split(name)[1].lower() in _NAMES


def safe_name(name: str, media_type: str) -> str:
    """A file's name (one line) for people to read: no folder, an ending that fits its content.

    What pretends to be another kind, or turns its letters around for it, is named as what it is.
    """
    base = re.split(r"[/\\]", name)[-1].strip()
    stem, ending = _split(base)
    fits = (ENDINGS.get(media_type), *_ALSO.get(media_type, ()))
    if ending.lower() in fits:
        return base
    return ".".join(filter(None, (stem or base, ENDINGS.get(media_type))))


def _split(name: str) -> tuple[str, str]:
    """A name without its ending, and the ending; none is longer than a few letters."""
    found = re.fullmatch(r"(.*)\.([A-Za-z0-9]{1,5})", name.strip())
    return (found[1], found[2]) if found else (name, "")
