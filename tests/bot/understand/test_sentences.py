"""Sentences put together from pieces whose meaning is known: the whole means their sum."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understand import OpenTask, Part, Utterance, understand

settings.register_profile("steady", derandomize=True, max_examples=200, deadline=None)
settings.load_profile("steady")

TODAY = date(2023, 6, 12)  # a Monday
TASKS = tuple(
    OpenTask(n, title, due=date(2023, 6, 20))
    for n, title in enumerate(
        (
            "Báo cáo sơ kết công tác KH&CN 6 tháng đầu năm 2023",
            "Nghiệm thu đề tài cấp tỉnh về cây hồi",
            "Trình UBND tỉnh phê duyệt danh mục nhiệm vụ KH&CN năm 2024",
            "Tập huấn kiến thức sở hữu trí tuệ cho doanh nghiệp",
        ),
        start=1,
    )
)
NAMES = {1: "báo cáo sơ kết", 2: "đề tài cây hồi", 3: "danh mục 2024", 4: "tập huấn"}
STATES = {
    "done": ["xong", "xong rồi", "đã xong", "đã hoàn thành", "hoàn thành rồi", "làm xong rồi"],
    "not_done": ["chưa xong", "chưa", "chưa làm", "vẫn chưa xong", "chưa hoàn thành", "không kịp"],
    "in_progress": ["đang làm", "gần xong", "sắp xong", "được 60%", "đang triển khai", "mai xong"],
    "extension_request": [
        "xin lùi đến 25/6",
        "xin gia hạn",
        "xin thêm 3 ngày",
        "cho lùi đến thứ 6",
    ],
}
DAYS = {
    "mai": date(2023, 6, 13),
    "ngày kia": date(2023, 6, 14),
    "mốt": date(2023, 6, 14),
    "thứ 6": date(2023, 6, 16),
    "thứ sáu tuần sau": date(2023, 6, 23),
    "đầu tuần sau": date(2023, 6, 19),
    "hết tuần": date(2023, 6, 16),
    "cuối tháng": date(2023, 6, 30),
    "20/6": date(2023, 6, 20),
    "20-6": date(2023, 6, 20),
    "20.6": date(2023, 6, 20),
    "20 tháng 6": date(2023, 6, 20),
    "ngày 20": date(2023, 6, 20),
    "T6": date(2023, 6, 16),
    "chiều mai": date(2023, 6, 13),
    "chiều nay": TODAY,
}

numbers = st.lists(st.sampled_from([1, 2, 3, 4]), min_size=1, max_size=4, unique=True)
states = st.sampled_from(sorted(STATES))
openings = st.sampled_from(["", "dạ ", "Em báo cáo: ", "Dạ thưa anh, ", "vâng ạ, "])
endings = st.sampled_from(["", " ạ", " nhé", ".", " em nhé", " 😊"])


def heard(text: str) -> tuple[Part, dict[int, str]]:
    """The first part of a text and every change that it makes."""
    reading = understand(Utterance(text, TODAY, open_tasks=TASKS, last_bot_kind="reminder"))
    return reading.parts[0], dict(reading.per_task)


@given(numbers, st.data(), openings, endings, st.sampled_from(["việc {}", "{}", "nhiệm vụ {}"]))
def test_every_task_is_in_the_state_said_of_it(
    chosen: list[int], data: st.DataObject, before: str, after: str, name: str
) -> None:
    said = {n: data.draw(states) for n in chosen}
    clauses = [
        f"{name.format(n)} {data.draw(st.sampled_from(STATES[state]))}" for n, state in said.items()
    ]

    _, changes = heard(before + ", ".join(clauses) + after)

    assert changes == said


def _is_no_question(words: str) -> bool:
    """Whether words cannot ask: "tập huấn chưa" may."""
    return words != "chưa"


@given(numbers, st.data(), endings)
def test_a_task_may_be_named_by_the_words_of_its_title(
    chosen: list[int], data: st.DataObject, after: str
) -> None:
    said = {n: data.draw(states) for n in chosen}
    clauses = [
        f"{NAMES[n]} {data.draw(st.sampled_from(STATES[state]).filter(_is_no_question))}"
        for n, state in said.items()
    ]

    _, changes = heard("; ".join(clauses) + after)

    assert changes == said


@given(numbers, states, st.data(), st.sampled_from([", ", " và ", " với ", " + "]), endings)
def test_a_list_of_tasks_shares_what_is_said_of_it(
    chosen: list[int], state: str, data: st.DataObject, joint: str, after: str
) -> None:
    _, changes = heard(
        f"việc {joint.join(map(str, chosen))} {data.draw(st.sampled_from(STATES[state]))}{after}"
    )

    assert changes == dict.fromkeys(chosen, state)


@given(numbers.filter(lambda chosen: len(chosen) < 4), st.sampled_from(["trừ", "ngoại trừ"]))
def test_all_but_some_are_done(chosen: list[int], but: str) -> None:
    _, changes = heard(f"xong hết {but} việc {', '.join(map(str, chosen))}")

    done = dict.fromkeys({1, 2, 3, 4} - set(chosen), "done")
    assert changes == done | dict.fromkeys(chosen, "not_done")


@given(
    st.sampled_from(sorted(DAYS)),
    st.sampled_from(["việc 2 {} xong", "{} việc 2 xong", "việc 2 dự kiến {} hoàn thành"]),
)
def test_a_promised_day_is_counted_from_today(day: str, sentence: str) -> None:
    part, changes = heard(sentence.format(day))

    assert (changes, part.new_date) == ({2: "in_progress"}, DAYS[day])


@given(
    st.sampled_from(sorted(DAYS.keys() - {"chiều nay"})),
    st.sampled_from(
        ["việc 3 xin lùi đến {}", "xin gia hạn việc 3 đến {}", "việc 3 cho em xin đến {}"]
    ),
)
def test_a_day_asked_for_is_counted_from_today(day: str, sentence: str) -> None:
    part, changes = heard(sentence.format(day))

    assert (changes, part.new_date) == ({3: "extension_request"}, DAYS[day])
