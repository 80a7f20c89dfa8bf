"""Evidence that does not say whose it is goes unasked with nothing but what was spoken of last."""

from datetime import timedelta

import pytest

from bot.messages import Medium
from bot.people import Post, Role
from bot.store import evidence
from bot.store.memory import Memory
from tests.stories.cast import ROOM, TDC_HEAD, TTUD_HEAD, VPS_HEAD, Somebody, changed
from tests.stories.stage import Stage
from tests.stories.test_evidence import JPEG, docx, sends

BANNER, SHOWING = ("2.2.1", "tdc"), ("2.2.2", "tdc")
ASKED = "Tệp vừa gửi là minh chứng của việc số mấy ạ?"
SHOWING_LINES = "title: Giới thiệu các thành tựu KH&CN trên thông tin của Sở\n"
PAPER = changed((SHOWING_LINES, f"{SHOWING_LINES}    evidence: document\n"))
"""The seed's plan, where the showing wants a paper and the banner, as there, a photo."""


@pytest.fixture
async def reminded(stage: Stage) -> Stage:
    """It is 16/5, 09:00: Chi cục TĐC knows its two duties as 1 and 2; only 1 wants a photo."""
    await stage.lives("16/5 09:00")
    return stage


@pytest.fixture
async def papers(joined_memory: Memory) -> Stage:
    """The same where 2 wants a paper."""
    stage = Stage(joined_memory, PAPER)
    await stage.lives("16/5 09:00")
    return stage


def counts(stage: Stage) -> tuple[int, int]:
    """How much evidence there is for the banner, and for the showing."""
    with stage.memory.begin() as tx:
        one, other = (evidence.of_duty(tx, stage.plan.id, key) for key in (BANNER, SHOWING))
    return len(one), len(other)


async def later(stage: Stage, minutes: float = 1) -> None:
    """Some time goes by."""
    await stage.lives(stage.now + timedelta(minutes=minutes))


async def album(stage: Stage, caption: str = "", *, who: Somebody = TDC_HEAD) -> str:
    """Two photos at once, the first with a caption; what is said when they are whole."""
    before = len(stage.shown(who))
    await sends(stage, caption=caption, who=who, album="a")
    await sends(stage, JPEG + b"2", who=who, album="a", name="2.jpg")
    await later(stage, 0.1)
    return "\n".join(stage.texts(who)[before:])


# --- what is certain -------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "em gửi ảnh ạ", "ảnh treo băng rôn hôm qua ạ"])
async def test_right_behind_its_report_a_photo_needs_no_question(
    reminded: Stage, words: str
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    await sends(reminded, caption=words)
    await later(reminded)
    await sends(reminded, JPEG + b"2", name="2.jpg")

    assert counts(reminded) == (2, 0)


@pytest.mark.parametrize("nod", ["vâng ạ", "em gửi ngay ạ", "cảm ơn", "đúng rồi"])
async def test_a_nod_between_report_and_photo_changes_nothing(reminded: Stage, nod: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await later(reminded)
    await reminded.says(TDC_HEAD, nod)
    await later(reminded, 40)

    await sends(reminded)

    assert counts(reminded) == (1, 0)


@pytest.mark.parametrize(
    "words",
    [
        "chưa có ảnh",
        "để mai gửi ảnh ạ",
        "ảnh mai em gửi",
        "chưa có ảnh, mai em gửi",
        "anh mai em gui",
    ],
)
async def test_a_photo_that_comes_later_is_no_news_of_another_duty(
    reminded: Stage, words: str
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await later(reminded)

    said = await reminded.says(TDC_HEAD, words)

    assert said.startswith(
        "Khi có minh chứng, đề nghị anh/chị gửi ngay tại đây.\nChi cục TĐC – “Treo"
    )
    assert reminded.stands(*BANNER).done
    assert reminded.stands(*SHOWING).reply is None
    await later(reminded, 24 * 60)
    await sends(reminded)
    assert counts(reminded) == (1, 0)


@pytest.mark.parametrize("words", ["chưa có ảnh", "mai em gửi"])
async def test_where_no_photo_was_asked_for_it_is_no_promise(reminded: Stage, words: str) -> None:
    assert not (await reminded.says(TDC_HEAD, words)).startswith("Khi có minh chứng")


async def test_where_a_reason_is_asked_for_it_is_that(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong, 2 chưa xong")

    said = await reminded.says(TDC_HEAD, "chưa có ảnh")

    assert said.startswith("Đã ghi nhận lý do: “chưa có ảnh”.")


async def test_of_two_reported_at_once_a_photo_is_of_the_one_that_wants_it(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 và 2 xong")

    await album(reminded)

    assert counts(reminded) == (2, 0)


async def test_a_photo_is_of_the_done_one_of_two_that_were_told(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong, 2 chưa xong")

    await sends(reminded)

    assert counts(reminded) == (1, 0)


async def test_a_tap_is_a_report_like_any(stage: Stage) -> None:
    await stage.lives("16/5 09:00")
    await stage.taps(TDC_HEAD, "✅ 1. Đã xong")
    assert stage.stands(*BANNER).done

    await sends(stage)

    assert counts(stage) == (1, 0)


@pytest.mark.parametrize("kind", [Medium.VIDEO, Medium.PHOTO])
async def test_a_video_shows_what_a_photo_shows(papers: Stage, kind: Medium) -> None:
    await papers.says(TDC_HEAD, "1 xong")
    film = b"\x00\x00\x00\x18ftypmp42" + bytes(8)

    papers.phones.sends_file(TDC_HEAD.sender, film, kind=kind, name="clip.mp4", at=papers.now)
    await papers.beat()

    assert counts(papers) == (1, 0)


async def test_a_link_in_a_group_is_of_what_was_reported_there(reminded: Stage) -> None:
    reminded.group(ROOM)
    code = reminded.invited(Post(Role.GROUP, "tdc"))
    await reminded.says(TDC_HEAD, f"/start {code}", chat=ROOM)
    await reminded.says(TDC_HEAD, "/viec", chat=ROOM)
    listed = reminded.shown(ROOM)[-1].id
    await reminded.says(TDC_HEAD, "1 xong", chat=ROOM, reply_to=listed)
    assert reminded.stands(*BANNER).done

    await reminded.says(TDC_HEAD, "https://b.vn/1", chat=ROOM)

    assert counts(reminded) == (1, 0)


async def test_what_a_colleague_has_reported_is_asked_about_and_can_be_chosen(
    reminded: Stage,
) -> None:
    second = Somebody("Đặng Thị Yến", "yen", Post(Role.DEPUTY, "tdc"))
    reminded.joined(second)
    await reminded.says(TDC_HEAD, "1 xong")

    said = await sends(reminded, who=second)
    assert said.startswith(ASKED)
    assert "\n1. Giới thiệu" in said
    assert "\n2. Treo băng rôn" in said
    await reminded.says(second, "2")

    assert counts(reminded) == (1, 0)


# --- what was taken back ---------------------------------------------------------------------


@pytest.mark.parametrize("back", ["1 chưa xong, gió làm đổ", "ơ chưa xong", "việc 1 chưa xong đâu"])
async def test_what_was_taken_back_wants_no_photo(reminded: Stage, back: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await later(reminded)
    await reminded.says(TDC_HEAD, back)
    assert not reminded.stands(*BANNER).done
    await later(reminded)

    said = await sends(reminded)

    assert said.startswith(ASKED)
    assert counts(reminded) == (0, 0)


async def test_what_is_done_again_has_its_photo_again(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await later(reminded)
    await reminded.says(TDC_HEAD, "1 chưa xong, gió làm đổ")
    await later(reminded)
    await reminded.says(TDC_HEAD, "1 xong")

    await sends(reminded)

    assert counts(reminded) == (1, 0)


# --- what the plan wants -----------------------------------------------------------------------


async def test_a_photo_is_not_the_paper_that_is_wanted_where_another_wants_a_photo(
    papers: Stage,
) -> None:
    await papers.says(TDC_HEAD, "2 xong")
    await later(papers)

    assert (await sends(papers)).startswith(ASKED)
    assert counts(papers) == (0, 0)


async def test_a_paper_is_not_the_photo_that_is_wanted_where_another_wants_a_paper(
    papers: Stage,
) -> None:
    await papers.says(TDC_HEAD, "1 xong")
    await later(papers)

    assert (await sends(papers, docx(), name="bao-cao.docx")).startswith(ASKED)
    said = await papers.says(TDC_HEAD, "CV số 20/BC-TĐC")
    assert "là minh chứng của việc số mấy ạ?" in said
    assert counts(papers) == (0, 0)


async def test_each_is_of_its_own_duty_where_it_is_the_kind_that_is_wanted(papers: Stage) -> None:
    await papers.says(TDC_HEAD, "1 xong")
    await sends(papers)
    await later(papers)
    await papers.says(TDC_HEAD, "2 xong")
    await sends(papers, docx(), name="bao-cao.docx")

    assert counts(papers) == (1, 1)


async def test_a_scan_is_the_paper_where_nothing_else_wants_a_photo(papers: Stage) -> None:
    await papers.says(TDC_HEAD, "1 xong")
    await sends(papers)
    await later(papers)
    await papers.says(TDC_HEAD, "2 xong")

    await sends(papers, JPEG + b"2")

    assert counts(papers) == (1, 1)


async def test_a_photo_behind_what_wants_none_may_be_the_one_still_asked_for(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await later(reminded)
    await reminded.says(TDC_HEAD, "2 xong")
    await later(reminded)

    assert (await sends(reminded)).startswith(ASKED)
    assert counts(reminded) == (0, 0)


# --- what the words say --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["Hội thảo sáng nay", "ảnh đoàn kiểm tra", "lễ phát động ở trường"]
)
async def test_words_of_something_else_are_asked_about(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    assert (await sends(reminded, caption=words)).startswith(ASKED)
    assert ASKED in await album(reminded, words)
    assert counts(reminded) == (0, 0)


async def test_so_are_words_beside_a_link(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    said = await reminded.says(TDC_HEAD, "bài về lễ phát động https://b.vn/1")

    assert "là minh chứng của việc số mấy ạ?" in said
    assert counts(reminded) == (0, 0)


@pytest.mark.parametrize("words", ["ảnh 2", "hình số 2"])
async def test_a_number_that_is_not_its_own_is_asked_about(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    await sends(reminded, caption=words)

    assert counts(reminded)[0] == 0


@pytest.mark.parametrize("words", ["giới thiệu thành tựu", "ảnh giới thiệu thành tựu ạ"])
async def test_words_of_another_duty_s_title_are_of_that_one(reminded: Stage, words: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")

    await sends(reminded, caption=words)

    assert counts(reminded) == (0, 1)


@pytest.mark.parametrize("words", ["Hội thảo sáng nay", "băng rôn trụ sở sở ạ"])
async def test_words_that_fit_two_titles_are_of_the_one_just_reported(
    stage: Stage, words: str
) -> None:
    await stage.lives("18/5 10:00")
    await stage.says(VPS_HEAD, "băng rôn xong")

    said = await sends(stage, caption=words, who=VPS_HEAD)

    filed = bool(stage.stands("2.2.1", "vps").evidence)
    assert filed is words.startswith("băng")
    assert (ASKED in said) is not filed


# --- what came between -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    ["2 được 40%", "việc 2 xin lùi đến 25/5 vì chờ bài", "việc 2 hạn ngày nào?", "còn việc gì nữa"],
)
async def test_another_duty_spoken_of_since_may_be_meant(reminded: Stage, between: str) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await later(reminded)
    await reminded.says(TDC_HEAD, between)
    await later(reminded)

    assert (await sends(reminded)).startswith(ASKED)
    assert counts(reminded) == (0, 0)


async def test_a_reminder_since_is_of_another_duty(stage: Stage) -> None:
    await stage.lives("17/5 16:00")
    await stage.says(TDC_HEAD, "1 xong")
    await stage.lives("18/5 09:00")

    assert (await sends(stage)).startswith(ASKED)
    assert counts(stage) == (0, 0)


async def test_a_photo_that_went_elsewhere_may_be_followed_by_another(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends(reminded, caption="ảnh việc 2")
    await later(reminded)

    assert (await sends(reminded, JPEG + b"2", name="2.jpg")).startswith(ASKED)
    assert counts(reminded) == (0, 1)


async def test_a_photo_days_after_is_still_the_one_asked_for_if_nothing_else_was_said(
    stage: Stage,
) -> None:
    await stage.lives("16/5 09:00")
    await stage.says(TTUD_HEAD, "1, 2 và 3 xong")
    await stage.lives("17/5 10:00")

    await sends(stage, who=TTUD_HEAD)

    assert stage.stands("2.2.1", "ttud").evidence == 1


# --- the only open duty -----------------------------------------------------------------------


async def test_the_only_open_duty_is_not_meant_where_a_done_one_still_wants_its_photo(
    reminded: Stage,
) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await later(reminded)
    await reminded.says(TDC_HEAD, "2 được 40%")
    await later(reminded, 24 * 60)

    assert (await sends(reminded)).startswith(ASKED)


async def test_the_only_open_duty_is_meant_where_nothing_else_can_be(reminded: Stage) -> None:
    await reminded.says(TDC_HEAD, "1 xong")
    await sends(reminded)
    await later(reminded, 3 * 60)

    await reminded.says(TDC_HEAD, "2 được 40%")
    await sends(reminded, JPEG + b"2", name="2.jpg")

    assert counts(reminded) == (1, 1)
