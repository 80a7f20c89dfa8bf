"""The worst that can happen is a duty closed that is not done: no slip of the finger does it."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understand import from_json, to_json, understand
from tests.bot.understand.keystrokes import telex
from tests.bot.understand.labelled_texts import Labelled, replies

settings.register_profile("steady", derandomize=True, max_examples=300, deadline=None)
settings.load_profile("steady")

_ASKS_FOR_DONE = ("confirm_done", "ask_which")
OPEN = [
    said
    for said in replies()
    if "done" not in {*said.also, *said.per_task.values()}
    and said.document["last_bot_kind"] not in _ASKS_FOR_DONE
]
open_texts = st.sampled_from(OPEN)
denials = st.sampled_from(
    [
        (before + no + after)
        for no in ("chưa", "không")
        for before in ("", "em ", "việc này ", "băng rôn ", "dạ ")
        for after in (" xong", " xong ạ", " hoàn thành", " làm xong", " treo xong")
    ]
)
# Without diacritics "cơ sở Hòa Phát" has "số hóa" in it, and "lắp" is the "lập" of another title.
_OTHER_WORDS_BARE = {
    "cơ sở Hòa Phát thanh tra rồi",
    "phòng thi rà rồi, còn camera thợ đang lắp",
    "có số 142/KH rồi nhé, 3 xong",  # bare, "có số" is the "cơ sở" of another title
    "thế là hoàn thành rồi à",  # bare, it may end in "ạ"
    "việc 2 hẳn là xong rồi",  # bare, "hẳn là" is also "hạn là"
    "ảnh gửi rồi em nhé",  # bare, it is also "anh gửi rồi"
    "mơi xong tập huấn nghe em",  # in the south "mơi" is tomorrow; bare it is "mới"
}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def bare(text: str) -> str:
    """The text without any diacritics."""
    decomposed = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def closed(text: str, document: dict[str, Any]) -> list[str]:
    """The tasks that a text closes in the situation of another."""
    got = to_json(understand(from_json({**document, "text": text})))
    return [task for task, intent in got["per_task"].items() if intent == "done"]


def may_close(said: Labelled) -> set[str]:
    """The tasks that a labelled text may close."""
    if "done" in said.also:
        return {str(task["n"]) for task in said.document["open_tasks"]}
    return {task for task, intent in said.per_task.items() if intent == "done"}


@given(
    open_texts,
    st.sampled_from(["", "dạ ", "Kính gửi VP, ", "ok ", "😊 ", "Em ơi, "]),
    st.sampled_from(["", " ạ", "!!!", ". Trân trọng!", " 👍", ", cảm ơn anh", " 🙏🙏", " nhé em"]),
    st.sampled_from([str, str.upper, str.capitalize, str.lower]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_courtesies_pictures_capitals_and_composition_close_nothing(
    said: Labelled, before: str, after: str, case: Any, form: Any
) -> None:
    text = unicodedata.normalize(form, case(before + said.text + after))

    assert closed(text, said.document) == []


def test_a_text_without_diacritics_closes_no_more_than_it_does_with_them() -> None:
    more = {
        said.text
        for said in replies()
        if set(closed(bare(said.text), said.document)) - may_close(said)
    }

    assert more == _OTHER_WORDS_BARE


def test_keystrokes_of_telex_close_no_more_than_the_letters_that_they_meant() -> None:
    more = {
        said.text
        for said in replies()
        if set(closed(telex(said.text), said.document)) - may_close(said)
    }

    assert more == set()


@pytest.mark.parametrize("no", ["k", "c", "h"])
@pytest.mark.parametrize("before", ["dạ ", "em ", "ok ", "việc 1 ", "làm ", "hoàn "])
@pytest.mark.parametrize("done", ["xong", "xong ạ", "xong rồi ạ", "hoàn thành", "thành"])
def test_a_letter_glued_before_done_may_be_a_denial(no: str, before: str, done: str) -> None:
    assert closed(before + no + done, OPEN[0].document) == []


def _of_one_situation() -> list[tuple[Labelled, ...]]:
    """The texts that close nothing, by what tasks are open; no question is among them.

    Nor is one with diacritics beside one without, for one hand types either. Nor one that says
    "done" of no task, which another may name: "cái thứ hai, xong rồi ạ".
    """
    found: dict[str, list[Labelled]] = {}
    for said in OPEN:
        if "?" not in said.text and all(part["intent"] != "done" for part in said.parts):
            hand = said.text == bare(said.text)
            found.setdefault(f"{said.document['open_tasks']} {hand}", []).append(said)
    return [tuple(texts) for texts in found.values() if len(texts) > 1]


pairs = st.sampled_from(_of_one_situation()).flatmap(
    lambda texts: st.tuples(st.sampled_from(texts), st.sampled_from(texts))
)


@given(pairs, st.sampled_from([", ", ". ", "\n", "; ", " và "]))
def test_two_texts_that_close_nothing_close_nothing_together(
    pair: tuple[Labelled, Labelled], between: str
) -> None:
    one, other = pair

    assert closed(one.text + between + other.text, one.document) == []


def _slips(word: str) -> set[str]:
    """What one slip of the finger makes of a word: a letter lost, doubled, swapped or missed."""
    found = {word[:i] + word[i + 1 :] for i in range(len(word))}
    found |= {word[:i] + word[i] + word[i:] for i in range(len(word))}
    found |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    for i, letter in enumerate(word):
        found |= {word[:i] + other + word[i + 1 :] for other in _beside(bare(letter))}
    return found - {word, ""}


def _beside(key: str) -> set[str]:
    for row in _ROWS:
        if key in row:
            at = row.index(key)
            return set(row[max(at - 1, 0) : at + 2]) - {key}
    return set()


# Real words, one letter away, that do say that it is done: "kho xong" is no slip to guard against.
_OTHER_WORDS = {"khong": {"kong"}, "chua": set()}


@given(denials, st.booleans(), st.data())
def test_a_mistyped_negation_closes_nothing(text: str, marked: bool, data: Any) -> None:
    no = next(word for word in text.split() if word in ("chưa", "không"))
    typed = no if marked else bare(no)
    slip = data.draw(st.sampled_from(sorted(_slips(typed) - _OTHER_WORDS.get(typed, set()))))
    document = replies()[0].document

    said = (text if marked else bare(text)).replace(typed, slip, 1)

    assert closed(said, document) == []


def test_what_is_too_long_to_be_read_to_its_end_closes_nothing() -> None:
    document = replies()[0].document

    assert closed("xong rồi " + "nhé em " * 400 + "à chưa xong", document) == []
    assert closed("xong rồi" + " " * 10_000, document) == ["1"]
