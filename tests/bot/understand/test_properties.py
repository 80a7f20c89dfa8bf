"""What holds for any text: how it is typed does not matter, and "not" never becomes "done"."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understand import from_json, to_json, understand
from tests.bot.understand.scenes import Case, cases, heard

settings.register_profile("steady", derandomize=True, max_examples=120, deadline=None)
settings.load_profile("steady")

any_case = st.sampled_from(cases())
worded_cases = st.sampled_from([case for case in cases() if any(c.isalpha() for c in case.text)])
# Without their marks these words are others: "à" is "ạ", "mốt" is "một".
bare_cases = st.sampled_from(
    [case for case in cases() if not {"à", "mốt"} & set(case.text.casefold().split())]
)
done_texts = st.sampled_from(
    [
        c.text
        for c in cases()
        if c.intent == "done" and c.open_tasks == 1 and c.asked == "reminder" and "," not in c.text
    ]
)


def bare(text: str) -> str:
    """The text without any diacritics."""
    decomposed = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_KEYS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


def vni(text: str) -> str:
    """The keystrokes of VNI for a text, the tone at the end of each word."""
    return re.sub(r"[^\W\d_]+", _vni_word, unicodedata.normalize("NFC", text))


def _vni_word(word: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", word.group()).replace("đ", "d9").replace("Đ", "D9")
    tone = "".join(_TONES.get(c, "") for c in letters)
    return "".join(_KEYS.get(c, c) for c in letters if c not in _TONES) + tone


def understood(case: Case, text: str) -> tuple[str, dict[int, str]]:
    """Intent and changes of a case said in other letters."""
    reading = heard(text, tasks=case.open_tasks, asked=case.asked)
    return reading.intent, dict(reading.per_task)


@given(any_case)
def test_capitals_change_nothing(case: Case) -> None:
    assert understood(case, case.text.upper()) == (case.intent, case.per_task)


@given(any_case)
def test_decomposed_letters_change_nothing(case: Case) -> None:
    text = unicodedata.normalize("NFD", case.text)

    assert understood(case, text) == (case.intent, case.per_task)


@given(bare_cases)
def test_text_without_diacritics_never_closes_more_than_the_same_text_with_them(case: Case) -> None:
    _, changes = understood(case, bare(case.text))

    closed = {n for n, intent in changes.items() if intent == "done"}
    assert closed <= {n for n, intent in case.per_task.items() if intent == "done"}


@given(done_texts)
def test_a_finished_task_is_understood_without_diacritics(text: str) -> None:
    assert heard(bare(text)).intent == "done"


@given(any_case)
def test_keystrokes_of_vni_never_close_more_than_the_letters_that_they_meant(case: Case) -> None:
    _, changes = understood(case, vni(case.text))

    closed = {n for n, intent in changes.items() if intent == "done"}
    assert closed <= {n for n, intent in case.per_task.items() if intent == "done"}


@given(worded_cases, st.sampled_from([" ạ", " nhé", " ạ.", " 😊", " 🌸🌸", "  ", " nha em", " !"]))
def test_particles_and_pictures_at_the_end_change_nothing(case: Case, more: str) -> None:
    assert understood(case, case.text + more) == (case.intent, case.per_task)


@given(any_case, st.sampled_from(["Dạ ", "Dạ thưa anh, ", "Em ơi ", "😊 ", "  ", "Vâng, "]))
def test_courtesies_at_the_beginning_do_not_close_tasks(case: Case, before: str) -> None:
    _, changes = understood(case, before + case.text)

    closed = {n for n, intent in changes.items() if intent == "done"}
    assert closed <= {n for n, intent in case.per_task.items() if intent == "done"} or (
        case.asked == "confirm_done"
    )


@given(done_texts, st.sampled_from(["chưa ", "không ", "chua ", "ko ", "chưa hề ", "chẳng "]))
def test_a_negation_before_a_finished_task_never_leaves_it_finished(text: str, no: str) -> None:
    assert heard(no + text).per_task != ((1, "done"),)


@given(done_texts, st.sampled_from(["gần ", "sắp ", "cơ bản ", "hình như ", "nghe nói ", "nếu "]))
def test_a_hedge_before_a_finished_task_never_leaves_it_finished(text: str, hedge: str) -> None:
    assert heard(hedge + text).per_task != ((1, "done"),)


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    for role in ("head", "leader"):
        document = {"text": text, "today": "2022-05-17", "role": role}
        assert to_json(understand(from_json(document)))["parts"]


@given(
    st.lists(
        st.sampled_from(
            [
                "xong",
                "chưa",
                "không",
                "việc",
                "1",
                "2",
                "3,",
                "4",
                ".",
                "?",
                "rồi",
                "trừ",
                "còn",
                "20/5",
                "80%",
                "hết",
            ]
        )
    )
)
def test_no_jumble_of_known_words_raises(words: list[str]) -> None:
    assert heard(" ".join(words), tasks=4).parts


def test_junk_is_read_in_bounds() -> None:
    junk = [
        "x" * 10_000,
        "1 " * 5_000,
        "xong, " * 2_000,
        "9/9/" * 2_500,
        "\x00\x1b\u202e",
        "<b>" * 999,
    ]
    junk += ["", " \n\t", "😀" * 3_000, "ấ" * 9_000, "a\u0301" * 5_000, "việc 1 và " * 1_000]

    for text in junk:
        assert to_json(understand(from_json({"text": text, "open_tasks": []})))["parts"]


def test_an_empty_document_is_not_understood() -> None:
    assert to_json(understand(from_json({}))) == {
        "intent": "not_understood",
        "tasks": None,
        "percent": None,
        "reason": None,
        "new_date": None,
        "parts": [
            {
                "intent": "not_understood",
                "tasks": None,
                "percent": None,
                "reason": None,
                "new_date": None,
            }
        ],
        "per_task": {},
        "query": None,
    }
