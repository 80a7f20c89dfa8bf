"""What a file is follows from what is in it."""

import io
import zipfile

import pytest

from bot.media import content_of, safe_name


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"\xff\xd8\xff\xe1Exif", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"\x00\x00\x00\x18ftypisom", "mp4"),
        (b"\x00\x00\x00\x14ftypqt  ", "mov"),
        (b"%PDF-1.7", "pdf"),
        (packed("[Content_Types].xml", "word/document.xml"), "docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
    ],
)
def test_what_offices_send_is_known(data: bytes, ending: str) -> None:
    found = content_of(data)

    assert found is not None
    assert found.ending == ending


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"\x7fELF",
        b"#!/bin/sh\n",
        b"<html>",
        b"<svg>",
        b" %PDF-1.7",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x00\x00\x00\x18ftypavif",
        b"PK\x03\x04",
        packed("readme.txt"),
        packed("word/document.xml"),
        packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        packed("[Content_Types].xml", "word/document.xml")[:-10],
    ],
)
def test_everything_else_is_not_taken(data: bytes) -> None:
    assert content_of(data) is None


@pytest.mark.parametrize(
    ("name", "media_type", "shown"),
    [
        ("bao-cao.pdf", "application/pdf", "bao-cao.pdf"),
        ("Ảnh.JPEG", "image/jpeg", "Ảnh.JPEG"),
        ("baofdp.exe", "application/pdf", "baofdp.pdf"),
        ("anh.jpg.exe", "image/jpeg", "anh.jpg.jpg"),
        ("../../etc/passwd.pdf", "application/pdf", "passwd.pdf"),
        ("C:\\tam\\bang.png", "image/jpeg", "bang.jpg"),
        ("Biên bản số 12.2022 đã ký", "application/pdf", "Biên bản số 12.2022 đã ký.pdf"),
        (".pdf", "application/pdf", ".pdf"),
        ("không có đuôi", "image/png", "không có đuôi.png"),
    ],
)
def test_a_name_ends_as_what_the_file_is(name: str, media_type: str, shown: str) -> None:
    assert safe_name(name, media_type) == shown
