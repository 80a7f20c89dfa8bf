"""Photos, files, links and documents' numbers: kept with their duty, and shown to leadership."""

import io
import zipfile

import pytest

from bot.answer import answer
from bot.channels import TryLater, Undeliverable
from bot.exhibit import Exhibit
from bot.messages import Medium
from bot.people import Post, Role
from bot.store import audit, evidence, inbox
from schedules.progress import State
from tests.stories.cast import HEAD, LEADER, OFFICE, QLKH_HEAD, TDC_HEAD, Somebody
from tests.stories.stage import Stage

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF banner"
BANNER = ("2.2.1", "tdc")
OTHER = ("2.2.2", "tdc")


def docx(*, macro: bool = False, bomb: bool = False) -> bytes:
    """A Word file by its table of contents."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>" * (5_000_000 if bomb else 1))
        if macro:
            archive.writestr("word/vbaProject.bin", b"x")
    return made.getvalue()


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows its two duties as 1 and 2."""
    await stage.lives("16/5 09:00")
    return stage


async def sends(
    stage: Stage,
    content: bytes = JPEG,
    caption: str = "",
    *,
    who: Somebody = TDC_HEAD,
    name: str | None = None,
    album: str | None = None,
    reply_to: str | None = None,
) -> str:
    """Somebody sends a file; the text of what is said to it."""
    before = len(stage.shown(who))
    kind = Medium.PHOTO if content == JPEG else Medium.FILE
    stage.phones.sends_file(
        who.sender,
        content,
        kind=kind,
        name=name,
        caption=caption,
        at=stage.now,
        album=album,
        reply_to=reply_to,
    )
    await stage.beat()
    return "\n".join(stage.texts(who)[before:])


def kept(stage: Stage, key: tuple[str, str] = BANNER) -> list[Exhibit]:
    """The evidence for a duty."""
    with stage.memory.begin() as tx:
        return evidence.of_duty(tx, stage.plan.id, key)


async def test_a_photo_with_its_report_is_kept_and_the_duty_done(reminded: Stage) -> None:
    said = await sends(reminded, caption="việc 1 xong rồi ạ")

    assert "✅ Đã ghi nhận hoàn thành" in said
    assert "📎 Đã lưu 01 tệp minh chứng." in said
    assert reminded.stands(*BANNER).state is State.DONE
    [exhibit] = kept(reminded)
    assert (exhibit.kind, exhibit.media_type, exhibit.by) == ("photo", "image/jpeg", TDC_HEAD.name)
    assert reminded.desk.cabinet.read(exhibit.sha256 or "") == JPEG


async def test_what_the_plan_wants_is_asked_for_once_and_taken_without_a_word(
    reminded: Stage,
) -> None:
    said = await reminded.says(TDC_HEAD, "1 xong")
    assert "\nĐề nghị anh/chị gửi ảnh minh chứng ngay tại đây.\n" in said
    assert reminded.stands(*BANNER).lacks_evidence

    await sends(reminded)

    assert len(kept(reminded)) == 1
    assert not reminded.stands(*BANNER).lacks_evidence
    await reminded.says(TDC_HEAD, "1 chưa xong vì treo nhầm")
    assert "minh chứng" not in await reminded.says(TDC_HEAD, "1 xong")


async def test_a_caption_that_names_a_duty_counts_more_than_what_was_asked_for(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    await sends(reminded, caption="minh chứng việc 2")
    await sends(reminded, JPEG + b"2", caption="ảnh của việc giới thiệu thành tựu", name="2.jpg")

    assert (len(kept(reminded, OTHER)), len(kept(reminded))) == (2, 0)


@pytest.mark.parametrize(("caption", "asked"), [("em gửi ảnh ạ", False), ("ảnh họp chi bộ", True)])
async def test_a_caption_of_something_else_is_asked_about_after_a_report(
    reminded: Stage, caption: str, *, asked: bool
) -> None:
    await reminded.says(TDC_HEAD, "2 xong")

    said = await sends(reminded, caption=caption)

    assert ("việc số mấy" in said) is asked
    assert bool(kept(reminded, OTHER)) is not asked


async def test_a_duty_is_asked_about_by_its_own_number_when_its_file_is_kept(
    reminded: Stage,
) -> None:
    await sends(reminded, caption="minh chứng việc 2")

    asked = reminded.shown(TDC_HEAD)[-1].message
    typed = [choice.typed for row in asked.rows for choice in row]
    assert typed == ["2 xong", "2 chưa xong", "sửa minh chứng", "bỏ minh chứng"]


async def test_an_album_stays_with_the_duty_that_its_first_photo_names(reminded: Stage) -> None:
    """Though another duty was reported done just before."""
    await reminded.says(TDC_HEAD, "1 xong")

    await sends(reminded, caption="minh chứng việc 2", album="a")
    for n in b"xyz":
        await sends(reminded, JPEG + bytes([n]), name=f"{n}.jpg", album="a")
    await reminded.lives("16/5 09:01")

    assert (len(kept(reminded, OTHER)), len(kept(reminded))) == (4, 0)


async def test_a_caption_that_names_no_open_duty_is_asked_about_and_not_guessed(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    said = await sends(reminded, caption="minh chứng việc 7")

    assert said.startswith("Tệp vừa gửi là minh chứng của việc số mấy ạ?")
    assert not kept(reminded)


async def test_a_duty_that_is_open_again_has_its_number_again(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "2 xong")
    await reminded.says(TDC_HEAD, "2 chưa xong vì mưa")

    said = await reminded.says(TDC_HEAD, "2 được 50%")
    await sends(reminded, caption="minh chứng việc 2")

    assert said.startswith("Đã ghi nhận: đang thực hiện 50%.")
    assert len(kept(reminded, OTHER)) == 1


async def test_a_voice_message_is_said_not_to_be_heard(reminded: Stage) -> None:
    reminded.phones.sends_file(
        TDC_HEAD.sender, b"OggS", kind=Medium.VOICE, name=None, caption="", at=reminded.now
    )
    await reminded.beat()

    assert reminded.texts(TDC_HEAD)[-1].startswith("Tin thoại không nghe được tại đây")


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ("2 chưa xong vì mưa", "Việc này đang được ghi nhận: chưa hoàn thành."),
        ("2 được 60%", "Việc này đang được ghi nhận: đang thực hiện 60%."),
    ],
)
async def test_a_file_for_a_duty_that_was_answered_is_met_with_that_answer(
    reminded: Stage, before: str, asked: str
) -> None:
    await reminded.says(TDC_HEAD, before)

    said = await sends(reminded, caption="minh chứng việc 2")

    assert said.endswith(f"\n{asked} Nay đã hoàn thành chưa ạ?")


async def test_a_done_duty_can_be_named_in_a_caption(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await reminded.says(TDC_HEAD, "2 xong")

    await sends(reminded, caption="minh chứng việc 1")

    assert (len(kept(reminded, OTHER)), len(kept(reminded))) == (0, 1)


async def test_done_without_the_evidence_wanted_is_seen_on_the_board(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    assert "đã hoàn thành, chưa có minh chứng" in await reminded.says(
        LEADER, "Chi cục TĐC làm đến đâu rồi"
    )


async def test_a_photo_whose_duty_nobody_knows_is_asked_about(reminded: Stage) -> None:
    asked = await sends(reminded)

    assert asked.startswith("Tệp vừa gửi là minh chứng của việc số mấy ạ?")
    said = await reminded.taps(TDC_HEAD, "Việc 2")
    assert said.startswith("📎 Đã lưu 01 tệp minh chứng.")
    assert (len(kept(reminded, OTHER)), len(kept(reminded))) == (1, 0)


async def test_the_number_of_the_duty_can_be_typed(reminded: Stage) -> None:
    await sends(reminded)

    await reminded.says(TDC_HEAD, "2")

    assert len(kept(reminded, OTHER)) == 1
    assert reminded.stands(*OTHER).state is State.WAITING


async def test_a_report_that_follows_claims_the_photo(reminded: Stage) -> None:
    await sends(reminded)

    said = await reminded.says(TDC_HEAD, "việc 1 xong")

    assert "📎 Đã lưu 01 tệp minh chứng." in said
    assert len(kept(reminded)) == 1


async def test_a_report_with_a_file_of_its_own_claims_no_other(reminded: Stage) -> None:
    """Not even where that file is refused; the question about the other stays."""
    await sends(reminded)

    said = await sends(reminded, b"MZ a program", caption="việc 1 đã xong", name="a.exe")

    assert "Đã ghi nhận hoàn thành" in said
    assert "Chưa lưu được tệp (a.exe)" in said
    assert "📎" not in said
    await reminded.taps(TDC_HEAD, "Việc 2")
    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (0, 1)


async def test_a_reply_to_a_message_about_one_duty_says_which(stage: Stage) -> None:
    await stage.lives("13/5 09:00")
    shown = stage.shown(TDC_HEAD)[-1]

    said = await sends(stage, reply_to=shown.id, caption="ảnh băng rôn đã treo ạ")

    assert "📎" in said
    assert len(kept(stage)) == 1


async def test_the_words_of_a_title_name_the_duty_and_its_state_is_asked(reminded: Stage) -> None:
    said = await sends(reminded, caption="ảnh băng rôn ạ")

    assert said.endswith("Kết quả chưa được ghi nhận: việc này đã hoàn thành chưa ạ?")
    assert reminded.stands(*BANNER).state is State.WAITING
    await reminded.says(TDC_HEAD, "rồi ạ")
    assert reminded.stands(*BANNER).state is State.DONE


async def test_an_album_is_thanked_for_once(reminded: Stage) -> None:
    for n, caption in enumerate(("việc 1 xong", "", "")):
        reminded.phones.sends_file(
            TDC_HEAD.sender,
            JPEG + bytes([n]),
            kind=Medium.PHOTO,
            caption=caption,
            at=reminded.now,
            album="a1",
        )
    await reminded.beat()
    await reminded.lives("16/5 09:01")

    thanks = [text for text in reminded.texts(TDC_HEAD) if text.startswith("📎")]
    assert [text.splitlines()[0] for text in thanks] == [
        "📎 Đã lưu 03 tệp minh chứng. Cảm ơn anh/chị."
    ]
    assert len(kept(reminded)) == 3


async def test_an_album_without_words_is_asked_about_once(reminded: Stage) -> None:
    for n in range(3):
        reminded.phones.sends_file(
            TDC_HEAD.sender, JPEG + bytes([n]), kind=Medium.PHOTO, at=reminded.now, album="a1"
        )
    await reminded.beat()
    await reminded.lives("16/5 09:01")

    asked = [text for text in reminded.texts(TDC_HEAD) if text.startswith("Tệp vừa gửi")]
    assert len(asked) == 1
    said = await reminded.taps(TDC_HEAD, "Việc 1")
    assert said.startswith("📎 Đã lưu 03 tệp minh chứng.")


async def test_the_same_photo_twice_is_kept_once(reminded: Stage) -> None:
    await sends(reminded, caption="việc 1 xong")
    await sends(reminded, caption="ảnh băng rôn")

    assert len(kept(reminded)) == 1


async def test_a_crash_before_the_fetch_loses_no_photo(reminded: Stage) -> None:
    reminded.phones.sends_file(
        TDC_HEAD.sender, JPEG, kind=Medium.PHOTO, caption="việc 1 xong", at=reminded.now
    )
    await reminded.reception.keeper("simulator")(reminded.phones.taken())
    for waiting in await reminded.memory.read(inbox.waiting):
        incoming = reminded.phones.read(waiting.payload)
        await reminded.memory.write(answer, reminded.desk, waiting, incoming, reminded.now)
    assert kept(reminded) == []

    reminded.restarted()
    await reminded.beat()

    assert len(kept(reminded)) == 1
    assert reminded.texts(TDC_HEAD)[-1].startswith("📎 Đã lưu 01 tệp minh chứng.")


async def test_a_platform_in_trouble_is_asked_again(reminded: Stage) -> None:
    reminded.phones.troubles_with_files(TryLater("flood"))

    await sends(reminded, caption="việc 1 xong")
    assert kept(reminded) == []

    await reminded.lives("16/5 09:05")
    assert len(kept(reminded)) == 1


async def test_a_photo_that_is_gone_is_said_to_be(reminded: Stage) -> None:
    reminded.phones.troubles_with_files(Undeliverable("the file is gone"))

    said = await sends(reminded, caption="việc 1 xong")

    assert "Chưa lưu được tệp: tệp không còn trên nền tảng." in said
    assert reminded.stands(*BANNER).state is State.DONE


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00 a program", "ảnh.jpg"),
        (b"<!doctype html><script>", "bao-cao.html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg"),
        (b"PK\x03\x04 no archive", "minh-chung.docx"),
        (docx(macro=True), "bao-cao.docx"),
        (docx(bomb=True), "bom.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old document", "cu.doc"),
    ],
    ids=["program", "web page", "drawing", "broken", "macro", "bomb", "old office"],
)
async def test_files_of_other_kinds_are_refused_in_words(
    reminded: Stage, content: bytes, name: str
) -> None:
    said = await sends(reminded, content, "ảnh băng rôn", name=name)

    promised = not name.endswith((".html", ".svg", ".doc"))
    why = (
        "nội dung không đúng loại tệp như tên ghi (tệp hỏng, có macro, hoặc đổi tên)"
        if promised
        else "loại tệp này không nhận được"
    )
    assert f"Chưa lưu được tệp ({name}): {why}." in said
    assert "mỗi tệp không quá 20 MB" in said
    assert kept(reminded) == []


async def test_an_empty_file_is_called_empty(reminded: Stage) -> None:
    said = await sends(reminded, b"", "ảnh băng rôn", name="trong.pdf")

    assert "Chưa lưu được tệp (trong.pdf): tệp rỗng, không có nội dung." in said
    assert kept(reminded) == []


async def test_a_name_that_hides_what_a_file_is_is_not_shown_to_leadership(
    reminded: Stage,
) -> None:
    await sends(reminded, b"%PDF-1.7", "việc 1 xong", name="bao\u202efdp.exe")

    said = await reminded.says(LEADER, "xem minh chứng 2.2.1")

    assert "tệp “baofdp.pdf”" in said


async def test_a_file_that_is_too_large_is_refused_in_words(reminded: Stage) -> None:
    reminded.desk.largest_file = 1_000_000

    said = await sends(reminded, JPEG + bytes(1_000_000), "ảnh băng rôn", name="to.jpg")

    assert "Chưa lưu được tệp (to.jpg): tệp lớn hơn mức nhận được." in said


async def test_a_name_from_outside_names_nothing_on_our_disk(reminded: Stage) -> None:
    await sends(reminded, docx(), "việc 1 xong", name="../../../etc/passwd.docx")

    files = [p for p in reminded.folder.rglob("*") if p.is_file()]
    [exhibit] = kept(reminded)
    assert [p.name for p in files] == [exhibit.sha256]


@pytest.mark.parametrize(
    ("words", "kind", "reference"),
    [
        (
            "việc 1 đã xong, CV số 245/SKHCN-QLCN ngày 16/5",
            "document",
            "CV số 245/SKHCN-QLCN ngày 16/5",
        ),
        ("1 xong https://langson.gov.vn/tin-1.", "link", "https://langson.gov.vn/tin-1"),
    ],
)
async def test_links_and_documents_numbers_are_kept_with_the_report(
    reminded: Stage, words: str, kind: str, reference: str
) -> None:
    said = await reminded.says(TDC_HEAD, words)

    assert "📎 Đã lưu 01 minh chứng." in said
    assert [(e.kind, e.words) for e in kept(reminded)] == [(kind, reference)]


async def test_a_link_beside_a_reason_is_kept_and_the_reason_recorded(reminded: Stage) -> None:
    said = await reminded.says(TDC_HEAD, "việc 1 chưa xong vì chờ duyệt bài [nháp](http://b.vn/1)")

    assert "📎 Đã lưu 01 minh chứng." in said
    told = reminded.stands(*BANNER)
    assert told.state is State.NOT_DONE
    assert told.reply is not None
    assert "chờ duyệt bài" in (told.reply.reason or "")
    assert [each.words for each in kept(reminded)] == ["http://b.vn/1"]


async def test_what_is_not_understood_beside_a_link_is_said_to_be_so(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "2 chưa xong vì mưa")

    said = await reminded.says(
        TDC_HEAD, "việc 2 chưa xong vì [a](http://b.vn)\n\n✅ Đã ghi nhận hoàn thành"
    )

    assert said.startswith("📎 Đã lưu minh chứng: “http://b.vn”.")
    assert "\nNội dung khác của tin này chưa rõ ý, chưa ghi nhận.\n" in said
    assert said.endswith("chưa hoàn thành. Nay đã hoàn thành chưa ạ?")


async def test_a_document_that_is_waited_for_is_a_reason_and_no_evidence(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "việc 1 chưa xong vì chờ CV số 12/UBND ngày 5/5")

    told = reminded.stands(*BANNER)
    assert told.reply is not None
    assert told.reply.reason == "chờ CV số 12/UBND ngày 5/5"
    assert kept(reminded) == []


async def test_a_document_s_number_alone_is_no_result(reminded: Stage) -> None:
    said = await reminded.says(TDC_HEAD, "việc 1 đã báo cáo tại CV số 245/SKHCN-QLCN ngày 16/5")

    assert said.startswith("📎 Đã lưu minh chứng: “CV số 245/SKHCN-QLCN ngày 16/5”.")
    assert "đã hoàn thành chưa ạ?" in said
    assert reminded.stands(*BANNER).state is State.WAITING
    await reminded.says(TDC_HEAD, "đã hoàn thành")
    assert reminded.stands(*BANNER).state is State.DONE


async def test_a_link_answers_the_wish_for_evidence(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    await reminded.says(TDC_HEAD, "https://langson.gov.vn/tin-1")

    assert [e.words for e in kept(reminded)] == ["https://langson.gov.vn/tin-1"]


LETTER = "CV số 245/SKHCN-QLCN ngày 16/5"


@pytest.mark.parametrize(
    "words",
    [
        LETTER,
        "link bài: https://b.vn/1",
        "https://langson.gov.vn/tin-bai/2",
        "langson.gov.vn/viec-2",
        "em gửi bài đăng https://b.vn/viec-1 ạ",
    ],
)
async def test_a_link_or_a_number_whose_duty_nobody_knows_is_asked_about(
    reminded: Stage, words: str
) -> None:
    asked = await reminded.says(TDC_HEAD, words)

    assert asked.splitlines()[0].startswith("Chưa lưu: “")
    assert asked.splitlines()[0].endswith("” là minh chứng của việc số mấy ạ?")
    assert kept(reminded) == kept(reminded, OTHER) == []
    said = await reminded.taps(TDC_HEAD, "Việc 2")
    assert said.startswith("📎 Đã lưu minh chứng: “")
    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (0, 1)


async def test_a_link_in_reply_to_a_reminder_of_several_duties_is_asked_about_and_answered(
    reminded: Stage,
) -> None:
    reminder = reminded.shown(TDC_HEAD)[-1].id

    asked = await reminded.says(TDC_HEAD, LETTER, reply_to=reminder)
    await reminded.says(TDC_HEAD, "2")

    assert asked.startswith(f"Chưa lưu: “{LETTER}” là minh chứng của việc số mấy ạ?")
    assert [each.words for each in kept(reminded, OTHER)] == [LETTER]


async def test_a_second_number_that_names_its_duty_does_not_answer_for_the_first(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, LETTER)

    await reminded.says(TDC_HEAD, "việc 1: CV số 246/SKHCN-QLCN")
    await reminded.says(TDC_HEAD, "việc 2")

    assert [each.words for each in kept(reminded)] == ["CV số 246/SKHCN-QLCN"]
    assert [each.words for each in kept(reminded, OTHER)] == [LETTER]


async def test_a_question_about_a_document_is_no_evidence(reminded: Stage) -> None:
    said = await reminded.says(TDC_HEAD, "theo CV 12/UBND-KT thì việc này ai làm ạ?")

    assert "minh chứng" not in said


async def test_a_link_that_names_another_duty_is_not_taken_for_the_one_that_wants_it(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    await reminded.says(TDC_HEAD, "việc 2: https://b.vn/2")

    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (0, 1)


@pytest.mark.parametrize("evidence_", [LETTER, "https://b.vn/1", ""])
async def test_a_reply_to_a_list_counts_more_than_what_was_just_reported_done(
    stage: Stage, evidence_: str
) -> None:
    await stage.lives("11/5 09:00")
    await stage.says(HEAD, "việc 1 xong")
    await stage.lives("12/5 09:00")
    later = next(each for each in reversed(stage.shown(HEAD)) if "Kính gửi" in each.message.text)
    assert "\n1. " not in later.message.text
    await stage.says(HEAD, "việc 1 chưa xong vì nhầm")
    await stage.says(HEAD, "việc 1 xong")

    said = (
        await stage.says(HEAD, evidence_, reply_to=later.id)
        if evidence_
        else await sends(stage, who=HEAD, reply_to=later.id)
    )

    assert "là minh chứng của việc số mấy ạ?" in said


async def test_evidence_put_away_with_the_wrong_duty_is_moved(reminded: Stage) -> None:
    said = await sends(reminded, caption="ảnh việc 1")
    assert "\nNếu chưa đúng việc, trả lời “sửa minh chứng” hoặc “bỏ minh chứng”.\n" in said

    asked = await reminded.taps(TDC_HEAD, "Sửa minh chứng")
    moved = await reminded.taps(TDC_HEAD, "Việc 2")

    assert asked.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    assert "Treo băng rôn" not in asked
    assert moved.startswith("📎 Đã chuyển minh chứng (ảnh) sang việc:\nChi cục TĐC – “Giới thiệu")
    assert "\nKhông còn tính cho:\nChi cục TĐC – “Treo băng rôn" in moved
    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (0, 1)
    shown = await reminded.says(LEADER, "xem minh chứng 2.2.2")
    assert "ảnh (Hoàng Văn Nam, 09h00 thứ Hai, 16/5/2022)" in shown
    assert (await reminded.says(LEADER, "xem minh chứng 2.2.1")).startswith("Minh chứng: 00 mục")


@pytest.mark.parametrize(
    "words",
    [
        "minh chứng vừa gửi là của việc 2",
        "sai rồi, CV số 245 là của việc 2",
        "CV số 245/SKHCN-QLCN ngày 16/5 là của việc 2",
        "nhầm, công văn đó là của việc 2 ạ",
        "chuyen minh chung sang viec 2",
        "văn bản vừa gửi thuộc việc giới thiệu thành tựu",
    ],
)
async def test_evidence_is_moved_by_words(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, f"việc 1: {LETTER}")

    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith(f"📎 Đã chuyển minh chứng (văn bản “{LETTER}”) sang việc:")
    assert (len(kept(reminded)), [e.words for e in kept(reminded, OTHER)]) == (0, [LETTER])


@pytest.mark.parametrize(
    "words",
    ["bỏ minh chứng vừa gửi", "xoá giúp em ảnh đó ạ", "bỏ minh chứng", "bỏ cái ảnh vừa gửi đi"],
)
async def test_evidence_is_taken_back_by_words(reminded: Stage, words: str) -> None:
    await sends(reminded, caption="việc 1 xong")

    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith("Đã bỏ minh chứng (ảnh).\nKhông còn tính cho:\nChi cục TĐC – “Treo")
    assert kept(reminded) == []
    assert reminded.stands(*BANNER).lacks_evidence
    assert (await reminded.says(TDC_HEAD, words)).startswith("Không tìm thấy minh chứng đó")


async def test_a_bare_word_mends_evidence_that_was_kept_last_and_asks_beside_a_report(
    reminded: Stage,
) -> None:
    await sends(reminded, caption="ảnh việc 1")
    asked = await reminded.says(TDC_HEAD, "sửa")
    assert asked.startswith("Minh chứng đã lưu (ảnh) là minh chứng của việc số mấy ạ?")
    await reminded.says(TDC_HEAD, "2")
    assert len(kept(reminded, OTHER)) == 1

    await sends(reminded, JPEG + b"2", caption="việc 1 xong", name="2.jpg")
    asked = await reminded.says(TDC_HEAD, "sửa")
    assert asked.startswith("Anh/chị sửa nội dung nào ạ?")
    said = await reminded.taps(TDC_HEAD, "Kết quả đã báo")
    assert said.startswith("Anh/chị sửa nội dung nào ạ?\nChi cục TĐC – “Treo")

    await reminded.says(TDC_HEAD, "việc 2 được 60%")
    said = await reminded.says(TDC_HEAD, "sửa")  # speaks of the newer report alone
    assert said.startswith("Anh/chị sửa nội dung nào ạ?\nChi cục TĐC – “Giới thiệu")


async def test_evidence_cited_in_a_report_can_be_moved_too(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, f"việc 1 xong, {LETTER}")

    await reminded.says(TDC_HEAD, "CV 245 là của việc 2")

    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (0, 1)
    assert reminded.stands(*BANNER).done


async def test_what_is_moved_stands_in_the_trail_and_the_past_stays_as_it_was(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, f"việc 1: {LETTER}")
    before = reminded.now
    await reminded.lives("16/5 10:00")

    await reminded.says(TDC_HEAD, "minh chứng vừa gửi là của việc 2")

    with reminded.memory.begin() as tx:
        [entry] = audit.read(tx, what=["evidence_moved"])
    assert entry.who == str(reminded.person(TDC_HEAD))
    assert entry.detail == {
        "plan": reminded.plan.id,
        "duty": list(BANNER),
        "to": [list(OTHER)],
        "words": LETTER,
    }
    counts = {
        moment: {s.assignment.key: s.evidence for s in reminded.board(moment).standings}
        for moment in (before, reminded.now)
    }
    assert (counts[before][BANNER], counts[before][OTHER]) == (1, 0)
    assert (counts[reminded.now][BANNER], counts[reminded.now][OTHER]) == (0, 1)


async def test_nobody_else_moves_evidence_by_a_button_that_is_not_theirs(reminded: Stage) -> None:
    await sends(reminded, caption="ảnh việc 1")
    shown, data = reminded.phones.phone(TDC_HEAD.phone).find("Bỏ minh chứng")

    said = await reminded.sends(QLKH_HEAD, data, shown.id)

    assert said.startswith("Lựa chọn này không còn hiệu lực")
    assert len(kept(reminded)) == 1


@pytest.mark.parametrize(
    "words", ["văn bản trên đã gửi cho các phòng", "hồ sơ đó là của đơn vị khác", "sửa video"]
)
async def test_what_only_speaks_of_papers_moves_nothing(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, f"việc 1: {LETTER}")

    await reminded.says(TDC_HEAD, words)

    assert len(kept(reminded)) == 1


async def test_leadership_sees_the_evidence_of_an_activity(reminded: Stage) -> None:
    await sends(reminded, caption="việc 1 xong")

    said = await reminded.says(LEADER, "xem minh chứng 2.2.1")

    assert said.startswith("Minh chứng: 01 mục")
    assert "ảnh (Hoàng Văn Nam, 09h00 thứ Hai, 16/5/2022)" in said
    assert said.count("chưa gửi") == 2
    shown = reminded.shown(LEADER)[-1].enclosure
    assert shown is not None
    assert (shown.name, shown.data) == ("minh-chung-2.2.1-tdc-1.jpg", JPEG)


@pytest.mark.parametrize("who", [HEAD, QLKH_HEAD], ids=lambda who: who.name)
async def test_units_do_not_see_the_evidence_of_others(reminded: Stage, who: Somebody) -> None:
    await sends(reminded, caption="việc 1 xong")

    await reminded.says(who, "xem minh chứng 2.2.1")

    assert all(shown.enclosure is None for shown in reminded.shown(who))


async def test_a_unit_sees_the_evidence_of_its_own_duties(reminded: Stage) -> None:
    await sends(reminded, caption="việc 1 xong")

    for words in ("xem minh chứng 2.2.1", "cho em xem minh chứng việc 1", "xem minh chứng"):
        said = await reminded.says(TDC_HEAD, words)

        assert said.startswith("Minh chứng: 01 mục"), words
        assert "VP Sở" not in said
        assert reminded.shown(TDC_HEAD)[-1].enclosure is not None


async def test_a_unit_that_asks_for_another_s_evidence_is_told_whose_it_is_to_see(
    reminded: Stage,
) -> None:
    said = await reminded.says(TDC_HEAD, "xem minh chứng 2.1.2")

    assert said.startswith("Minh chứng của đơn vị khác dành cho Lãnh đạo và Văn phòng.")


@pytest.mark.parametrize("who", [LEADER, TDC_HEAD], ids=lambda who: who.name)
async def test_an_activity_that_there_is_not_is_said_so_and_shows_nothing(
    reminded: Stage, who: Somebody
) -> None:
    await sends(reminded, caption="việc 1 xong")

    said = await reminded.says(who, "xem minh chứng 9.9.9")

    assert said.startswith("Không có hoạt động hay việc nào mang số 9.9.9.")
    assert all(shown.enclosure is None for shown in reminded.shown(who))


async def test_a_row_that_was_cut_into_duties_shows_the_evidence_of_all(reminded: Stage) -> None:
    await reminded.says(HEAD, "việc 3 xong https://b.vn/3")
    await reminded.says(HEAD, "việc 4 xong https://b.vn/4")

    said = await reminded.says(LEADER, "xem minh chứng 2.1.3")

    assert said.startswith("Minh chứng: 02 mục")


async def test_a_file_that_is_gone_from_the_disk_is_said_to_be(reminded: Stage) -> None:
    await sends(reminded, caption="việc 1 xong")
    for file in reminded.folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"something else")

    await reminded.says(LEADER, "xem minh chứng 2.2.1")

    assert "không còn trong kho lưu" in reminded.texts(LEADER)[-1]


async def test_a_leader_s_photo_is_refused_in_words(reminded: Stage) -> None:
    said = await sends(reminded, who=OFFICE)

    assert said.startswith("Chưa lưu tệp: minh chứng do đơn vị được giao nhiệm vụ gửi.")


async def test_what_the_platform_does_not_hand_on_is_said_to_be_unread(reminded: Stage) -> None:
    before = len(reminded.shown(TDC_HEAD))
    reminded.phones.sends_unreadable(TDC_HEAD.sender)

    await reminded.beat()

    said = [shown.message.text for shown in reminded.shown(TDC_HEAD)[before:]]
    assert len(said) == 1
    assert said[0].startswith("Chưa đọc được nội dung vừa gửi")
    assert "kênh khác" in said[0]


@pytest.mark.parametrize(
    ("words", "done"),
    [("cảm ơn", False), ("đã nhận", False), ("ok", False), ("vâng", False), ("đúng rồi", True)],
)
async def test_thanks_for_a_photo_kept_do_not_close_its_duty(
    reminded: Stage, words: str, done: bool
) -> None:
    await sends(reminded, caption="ảnh việc 1")
    assert reminded.texts(TDC_HEAD)[-1].endswith("việc này đã hoàn thành chưa ạ?")

    await reminded.says(TDC_HEAD, words)

    assert reminded.stands("2.2.1", "tdc").done is done


async def test_a_photo_under_a_number_that_its_sender_has_not_been_shown_is_asked_about(
    reminded: Stage,
) -> None:
    second = Somebody("Đặng Thị Yến", "yen", Post(Role.DEPUTY, "tdc"))
    reminded.joined(second)

    asked = await sends(reminded, caption="việc 1 xong", who=second)

    assert not any(each.reply for each in reminded.board().of_unit("tdc"))
    assert asked.count("1. ") == 1
    await reminded.says(second, "1")
    assert reminded.texts(second)[-1].startswith("📎 Đã lưu 01 tệp minh chứng.")


async def test_evidence_of_another_day_is_moved_by_the_day_on_which_it_came(
    reminded: Stage,
) -> None:
    await sends(reminded, caption="1 xong")
    await reminded.lives("18/5 08:30")

    said = await reminded.says(TDC_HEAD, "ảnh hôm kia là của việc 2")

    assert said.startswith("📎 Đã chuyển minh chứng")
    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (0, 1)


@pytest.mark.parametrize(
    "words", ["chuyển ảnh em gửi ngày 16/5 sang việc 2", "ảnh hôm trước là của việc 2"]
)
async def test_the_day_may_be_given_in_other_words(reminded: Stage, words: str) -> None:
    await sends(reminded, caption="1 xong")
    await reminded.lives("18/5 08:30")

    await reminded.says(TDC_HEAD, words)

    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (0, 1)


async def test_of_several_pieces_of_that_day_it_is_asked_which(reminded: Stage) -> None:
    await sends(reminded, caption="1 xong")
    await sends(reminded, JPEG + b"2", caption="ảnh việc 1", name="2.jpg")
    await reminded.lives("17/5 08:30")

    said = await reminded.says(TDC_HEAD, "ảnh hôm qua là của việc 2")
    assert said.startswith("Anh/chị chuyển minh chứng nào ạ? Chưa thay đổi gì.")
    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (2, 0)

    await reminded.taps(TDC_HEAD, "Chuyển minh chứng (1)")
    await reminded.says(TDC_HEAD, "2")
    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (1, 1)


async def test_what_lies_there_already_is_not_the_piece_that_is_meant(reminded: Stage) -> None:
    await sends(reminded, caption="1 xong")
    await sends(reminded, JPEG + b"2", caption="ảnh việc 2", name="2.jpg")
    await reminded.lives("17/5 08:30")

    await reminded.says(TDC_HEAD, "ảnh hôm qua là của việc 2")

    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (0, 2)


async def test_where_nothing_came_on_that_day_it_is_said_how_to_name_it(reminded: Stage) -> None:
    await sends(reminded, caption="1 xong")
    await reminded.lives("18/5 08:30")

    said = await reminded.says(TDC_HEAD, "ảnh hôm qua là của việc 2")

    assert said.startswith("Không tìm thấy minh chứng đó trong những gì anh/chị gửi")
    assert "ví dụ “ảnh hôm qua là của việc 3”" in said
    assert len(kept(reminded)) == 1


async def test_a_caption_of_a_done_duty_and_an_open_one_records_the_open_one(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    said = await sends(reminded, caption="1 và 2 xong")

    assert reminded.stands(*OTHER).done
    assert "✅ Đã ghi nhận hoàn thành" in said
    assert "Nếu chưa đúng, trả lời “sửa”" in said
    assert (len(kept(reminded)), len(kept(reminded, OTHER))) == (1, 1)


async def test_a_caption_that_takes_a_done_duty_back_is_recorded(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    await sends(reminded, caption="1 chưa xong, gió làm đổ")

    assert reminded.stands(*BANNER).state is State.NOT_DONE


async def test_a_photo_that_comes_with_the_report_is_not_asked_for(reminded: Stage) -> None:
    said = await sends(reminded, caption="1 và 2 xong")

    assert reminded.stands(*BANNER).done
    assert reminded.stands(*OTHER).done
    assert "Đề nghị anh/chị gửi ảnh minh chứng" not in said


@pytest.fixture
async def unseen(stage: Stage) -> Stage:
    """It is 1/5: QLCN&ĐMST has not been shown the numbers of its six duties."""
    await stage.lives("1/5 09:00")
    return stage


@pytest.mark.parametrize(
    ("caption", "answer", "done"),
    [
        ("1 và 3 xong", "1 và 3", {"2.1.1", "2.1.3a"}),
        ("xong rồi ạ", "3", {"2.1.3a"}),
        ("1 và 3 xong", "2", set()),
        ("em gửi ảnh ạ", "2", set()),
    ],
)
async def test_once_its_duties_are_known_the_caption_is_recorded_of_just_these(
    unseen: Stage, caption: str, answer: str, done: set[str]
) -> None:
    await sends(unseen, caption=caption, who=HEAD)
    assert not unseen.stands("2.1.1", "qlcn").done

    said = await unseen.says(HEAD, answer)

    duties = ("2.1.1", "2.1.2", "2.1.3a")
    assert {duty for duty in duties if unseen.stands(duty, "qlcn").done} == done
    assert bool(done) is ("Nếu chưa đúng, trả lời “sửa” hoặc báo lại." in said)
    assert "📎 Đã lưu 01 tệp minh chứng." in said


async def test_a_caption_that_was_changed_is_shown_as_it_reads_now(reminded: Stage) -> None:
    ref = reminded.phones.sends_file(
        TDC_HEAD.sender, JPEG, kind=Medium.PHOTO, caption="việc 1 xong", at=reminded.now
    )
    await reminded.beat()
    await reminded.lives("16/5 09:10")

    reminded.phones.edits(TDC_HEAD.sender, ref, "việc 1 xong, treo tại cổng", at=reminded.now)
    await reminded.beat()
    await reminded.says(LEADER, "xem minh chứng 2.2.1")

    shown = reminded.texts(LEADER)[-1]
    assert "“việc 1 xong, treo tại cổng”" in shown
    assert "“việc 1 xong”" not in shown
