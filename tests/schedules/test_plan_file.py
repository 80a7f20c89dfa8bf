"""What a plan file may hold, what becomes of it, and what is said about one that is wrong."""

import gc
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules import plan_file
from schedules.plan import Before, Days, Evidence, Overdue, Plan, Window
from schedules.plan_file import Loaded, find, load, parse

SEED = Path(__file__).parents[2] / "data" / "plan.yaml"

SMALL = """\
plan:
  id: p
  title: Kế hoạch
  agency: Sở
  quotes: {"II.2": Nhiệt liệt chào mừng}
groups:
  - {id: phong, name: Các phòng}
  - {id: ngoai, name: Các cơ quan, open: true}
units:
  - {id: a, name: Phòng A, groups: [phong]}
  - {id: b, name: Phòng B, groups: [phong]}
  - {id: bao, name: Báo, external: true}
leadership:
  - {id: ld, name: Lãnh đạo}
reminders:
  at: "08:00"
calendar:
  days_off: []
activities:
  - id: "1"
    title: Việc một
    lead: [a]
    start: 2022-05-16
    due: 2022-05-18
  - id: "2"
    title: Việc hai
    lead: [phong]
    due: {before: "1", days: 1}
"""


def read(text: str) -> Loaded:
    return parse(text, "plan.yaml")


def plan_of(text: str) -> Plan:
    loaded = read(text)
    assert loaded.plan is not None, [str(problem) for problem in loaded.errors]
    return loaded.plan


def swap(old: str, new: str) -> str:
    """The small plan with one piece exchanged."""
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


def told(loaded: Loaded) -> list[str]:
    return [f"{p.line}:{p.column}: {p.code}" for p in loaded.problems]


# --- The plan of 2022 ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed() -> Plan:
    plan = load(SEED).plan
    assert plan is not None
    return plan


def test_the_plan_of_2022_has_no_error_and_warns_only_of_days_off() -> None:
    loaded = load(SEED)

    assert loaded.errors == ()
    assert Counter(p.code for p in loaded.warnings) == {
        "start_on_day_off": 8,
        "due_on_day_off": 4,
    }


def test_the_plan_of_2022_gives_sixteen_duties_to_five_units(seed: Plan) -> None:
    counts = Counter(assignment.unit.id for assignment in seed.assignments)

    assert counts == {"qlcn": 6, "vps": 3, "ttud": 3, "tdc": 2, "qlkh": 2}
    assert len(seed.by_key) == 16
    assert [activity.id for activity in seed.activities] == [
        "2.1.1", "2.1.2", "2.1.3a", "2.1.3b", "2.2.1", "2.2.2", "2.2.3",
        "2.2.4", "2.2.4a", "2.2.4b", "2.2.4c",
    ]  # fmt: skip


def test_a_leading_group_counts_as_its_units_each_once(seed: Plan) -> None:
    units = [a.unit.id for a in seed.assignments if a.activity.id == "2.2.2"]

    assert units == ["qlcn", "qlkh", "tdc", "ttud"]


def test_the_preparations_are_due_on_working_days_before_the_event(seed: Plan) -> None:
    days = {a.activity.id: a.deadline.day for a in seed.assignments if a.due_before}

    assert days == {
        "2.2.4a": date(2022, 5, 11),
        "2.2.4b": date(2022, 5, 13),
        "2.2.4c": date(2022, 5, 17),
    }
    assert seed.by_key["2.2.4a", "vps"].due_before == Before("2.2.4", 5)
    assert seed.by_key["2.2.4a", "vps"].opening is None


def test_a_deadline_on_a_saturday_is_reminded_against_friday(seed: Plan) -> None:
    deadline = seed.by_key["2.1.1", "qlcn"].deadline

    assert deadline.day == date(2022, 5, 14)
    assert deadline.remind_on == date(2022, 5, 13)
    assert deadline.ends == datetime(2022, 5, 14, 17, tzinfo=UTC)


def test_quotes_are_the_words_of_the_document(seed: Plan) -> None:
    words = {activity.id: activity.quotes for activity in seed.activities}

    assert words["2.2.1"] == ("Nhiệt liệt chào mừng Ngày Khoa học và Công nghệ Việt Nam 18-5",)
    (theme,) = words["2.2.4"]
    assert theme == (
        "Khoa học, công nghệ và đổi mới sáng tạo – Đẩy nhanh quá trình phục hồi, phát triển"
        " kinh tế- xã hội"
    )


def test_the_words_of_the_document_are_not_repaired(seed: Plan) -> None:
    titles = {activity.id: activity.title for activity in seed.activities}

    assert titles["2.2.2"] == "Giới thiệu các thành tựu KH&CN trên thông tin của Sở"
    assert titles["2.1.3b"] == (
        "Tuyên truyền, đẩy mạnh các hoạt động của Khu làm việc chung hỗ trợ khởi nghiệp đổi mới"
        " sáng tạo tỉnh Lạng Sơn"
    )


def test_number_and_day_of_issue_stay_blank(seed: Plan) -> None:
    assert seed.number == "/KH-SKHCN"


def test_open_groups_and_partners_keep_their_ids(seed: Plan) -> None:
    invitation = seed.by_key["2.2.4b", "qlkh"]

    assert invitation.partners == ("phong-chuyen-mon", "truc-thuoc", "co-quan-lien-quan")
    assert invitation.activity.open_groups == ("co-quan-lien-quan",)


def test_every_reading_of_the_document_is_listed(seed: Plan) -> None:
    inferred = {activity.id: set(activity.inferred) for activity in seed.activities}

    assert all("window" in fields for fields in inferred.values())
    assert {id_ for id_, fields in inferred.items() if "due" in fields} == {
        "2.2.4a", "2.2.4b", "2.2.4c",
    }  # fmt: skip
    assert {id_ for id_, fields in inferred.items() if "lead" in fields} == {
        "2.2.2", "2.2.4", "2.2.4b",
    }  # fmt: skip


def test_the_event_is_tentative_and_the_banner_asks_for_a_photo(seed: Plan) -> None:
    event = seed.by_key["2.2.4", "vps"].activity
    banner = seed.by_key["2.2.1", "tdc"].activity

    assert (event.tentative, event.window) == (True, Window.EVENT)
    assert (banner.evidence, banner.window) == (Evidence.PHOTO, Window.BY_START)


def test_units_are_shown_by_their_first_alias(seed: Plan) -> None:
    assert {id_: unit.short for id_, unit in seed.units.items()} == {
        "qlcn": "Phòng QLCN&ĐMST",
        "qlkh": "Phòng QLKH",
        "vps": "VP Sở",
        "tdc": "Chi cục TĐC",
        "ttud": "Trung tâm Ứng dụng",
        "baols": "Báo LS",
        "dptth": "Đài PT&TH tỉnh",
    }


def test_a_plan_carries_the_text_it_was_read_from(seed: Plan) -> None:
    assert seed.text == SEED.read_text(encoding="utf-8")


# --- How values are read ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "hours"),
    [("'24:00'", 24), ("24:00", 24), ("17:00", 17), ('"17:00"', 17), ("17:30", 17.5)],
)
def test_hours_are_read_as_written_quoted_or_not(written: str, hours: float) -> None:
    plan = plan_of(swap("  agency: Sở\n", f"  agency: Sở\n  due_time: {written}\n"))

    assert plan.due_time == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ("[17:00, 07:30]", ((time(17), time(7, 30)),)),
        ('[["17:00", 7:30]]', ((time(17), time(7, 30)),)),
        (
            "[[17:00, 07:30], ['11:30', '13:30']]",
            ((time(17), time(7, 30)), (time(11, 30), time(13, 30))),
        ),
        ("null", ()),
        ("", ()),
        ("[]", ()),
    ],
)
def test_quiet_hours_are_a_pair_a_list_of_pairs_or_nothing(
    written: str, pairs: tuple[tuple[time, time], ...]
) -> None:
    plan = plan_of(swap('  at: "08:00"\n', f"  quiet_hours: {written}\n"))

    assert plan.rhythm.quiet_hours == pairs


def test_reminders_of_an_activity_replace_only_the_keys_they_give() -> None:
    text = swap('  at: "08:00"\n', "  at: 09:00\n  overdue: {every: 2h, times: 3}\n").replace(
        "    lead: [a]\n", "    lead: [a]\n    reminders: {before: [5d, 90s], digest: null}\n"
    )

    first, second = (activity.rhythm for activity in plan_of(text).activities)

    assert first.before == (Days(5), timedelta(seconds=90))
    assert first.digest is None
    assert first.at == second.at == time(9)
    assert first.overdue == second.overdue == Overdue(timedelta(hours=2), 3)
    assert second.before == (Days(3), Days(1), Days(0))


def test_null_switches_overdue_repeats_and_escalation_off() -> None:
    rhythm = plan_of(swap('  at: "08:00"\n', "  overdue: null\n  escalate_after: ~\n")).rhythm

    assert rhythm.overdue is None
    assert rhythm.escalate_after is None


@pytest.mark.parametrize(
    "written",
    [
        "2022-05-18T16:00:00+07:00",
        "2022-05-18 16:00:00 +07:00",
        '"2022-05-18T09:00Z"',
        "2022-05-18T16:00+0700",
    ],
)
def test_an_instant_is_taken_at_its_word(written: str) -> None:
    plan = plan_of(swap("due: 2022-05-18", f"due: {written}"))

    deadline = plan.by_key["1", "a"].deadline
    assert deadline.ends == datetime(2022, 5, 18, 9, tzinfo=UTC)
    assert not deadline.whole_day
    assert plan.by_key["2", "a"].deadline.day == date(2022, 5, 17)


def test_assignments_have_their_own_titles_dues_and_partners() -> None:
    own = """\
    assignments:
      - {unit: b, title: Phần của B, due: {before: "1", days: 5}, with: [bao]}
      - {unit: a}
    with: [ngoai]
"""
    plan = plan_of(swap("    lead: [a]\n", own))

    part, rest = plan.by_key["1", "b"], plan.by_key["1", "a"]
    assert (part.title, part.partners, part.deadline.day) == (
        "Phần của B", ("bao",), date(2022, 5, 11),
    )  # fmt: skip
    assert part.opening is None
    assert (rest.title, rest.partners, rest.deadline.day) == (
        "Việc một", ("ngoai",), date(2022, 5, 18),
    )  # fmt: skip
    assert rest.opening is not None


def test_dues_may_hang_on_dues() -> None:
    text = SMALL + '  - {id: "3", title: Việc ba, lead: [a], due: {before: "2", days: 1}}\n'

    assert plan_of(text).by_key["3", "a"].deadline.day == date(2022, 5, 16)


def test_the_plan_s_own_calendar_decides_what_a_working_day_is() -> None:
    plan = plan_of(swap("  days_off: []", "  days_off: [2022-05-17]"))

    assert plan.by_key["2", "a"].deadline.day == date(2022, 5, 16)


@pytest.mark.parametrize("blank", ["", "null", "~", '""', "''"])
def test_a_blank_number_is_no_number(blank: str) -> None:
    plan = plan_of(swap("  agency: Sở\n", f"  agency: Sở\n  number: {blank}\n"))

    assert plan.number is None


def test_bare_words_that_yaml_takes_for_numbers_stay_what_they_are_in_the_stt_column() -> None:
    rows = {"7": 7, '"7"': "7", "7a": "7a", "08": "08"}

    for written, row in rows.items():
        text = swap("    lead: [a]\n", f"    lead: [a]\n    source: {{row: {written}}}\n")
        assert plan_of(text).activities[0].source.row == row


def test_decomposed_letters_read_as_composed_ones() -> None:
    text = SEED.read_text(encoding="utf-8")
    composed, decomposed = plan_of(text), plan_of(normalize("NFD", text))

    assert decomposed.units == composed.units
    assert decomposed.activities == composed.activities
    assert decomposed.assignments == composed.assignments
    assert decomposed.text != composed.text


def test_escaped_letters_are_composed_too() -> None:
    text = swap("  title: Kế hoạch\n", '  title: "Ke\\u0302\\u0301 hoạch"\n')

    assert plan_of(text).title == "Kế hoạch"


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())

    loaded = load(file)

    assert loaded.plan is not None
    assert loaded.plan.activities == plan_of(SMALL).activities


# --- What is refused -------------------------------------------------------------------------

ACTIVITY = "    lead: [a]\n"
LAST = '    due: {before: "1", days: 1}\n'

BROKEN = {
    "unknown key": (
        swap("  agency:", "  agancy:"),
        "2:3: missing, 4:3: unknown_key",
        "Có phải là “agency”?",
    ),
    "unknown key of an activity": (
        swap(ACTIVITY, ACTIVITY + "    leads: [b]\n"),
        "23:5: unknown_key",
        "không có mục “leads” ở đây. Có phải là “lead”?",
    ),
    "unknown key of a due": (
        swap("days: 1}", "days: 1, dais: 2}"),
        "28:33: unknown_key",
        "Có phải là “days”?",
    ),
    "unknown key at the top": (SMALL + "extra: 1\n", "29:1: unknown_key", "plan, groups, units"),
    "missing key": (swap("    title: Việc hai\n", ""), "25:5: missing", "thiếu “title”"),
    "missing block": (
        swap(
            "plan:\n  id: p\n  title: Kế hoạch\n  agency: Sở\n"
            '  quotes: {"II.2": Nhiệt liệt chào mừng}\n',
            "",
        ),
        "1:1: missing",
        "thiếu “plan”",
    ),
    "repeated key": (
        swap(ACTIVITY, ACTIVITY + "    title: Lần hai\n"),
        "23:5: duplicate_key",
        "mục “title” ghi hai lần",
    ),
    "repeated activity": (
        SMALL + '  - {id: "1", title: Ba, lead: [a], due: 2022-05-18}\n',
        "29:10: duplicate_id",
        "mã “1” đã dùng",
    ),
    "unit named as a group": (swap("{id: b,", "{id: phong,"), "11:10: duplicate_id", "“phong”"),
    "leader named as a unit": (swap("{id: ld,", "{id: a,"), "14:10: duplicate_id", "“a”"),
    "unknown lead": (swap("lead: [a]", "lead: [phongg]"), "22:12: unknown_unit", "“phong”?"),
    "unknown partner": (
        swap(ACTIVITY, ACTIVITY + "    with: [a, x]\n"),
        "23:15: unknown_unit",
        "“x”",
    ),
    "unknown group of a unit": (
        swap("Phòng B, groups: [phong]", "Phòng B, groups: [phon]"),
        "11:37: unknown_group",
        "Có phải là “phong”?",
    ),
    "unknown unit of an assignment": (
        swap(ACTIVITY, "    assignments: [{unit: c}]\n"),
        "22:26: unknown_unit",
        "“c”",
    ),
    "group in an assignment": (
        swap(ACTIVITY, "    assignments: [{unit: phong}]\n"),
        "22:26: group_as_unit",
        "là nhóm",
    ),
    "unit twice": (
        swap(ACTIVITY, "    assignments: [{unit: a}, {unit: a}]\n"),
        "22:37: unit_twice",
        "“a” đã có một việc",
    ),
    "nobody leads": (swap(ACTIVITY, ""), "20:5: no_lead", "chưa có đơn vị chủ trì"),
    "an empty lead": (swap("lead: [a]", "lead: []"), "22:11: no_lead", "“assignments”"),
    "lead and assignments": (
        swap(ACTIVITY, ACTIVITY + "    assignments: [{unit: b}]\n"),
        "23:5: lead_and_assignments",
        "giữ một trong hai",
    ),
    "no due": (swap(LAST, ""), "25:5: no_due", "chưa có thời hạn"),
    "due before start": (
        swap("due: 2022-05-18", "due: 2022-05-13"),
        "24:10: due_before_start",
        "hạn 13/5/2022 đứng trước ngày bắt đầu 16/5/2022",
    ),
    "impossible date": (
        swap("due: 2022-05-18", "due: 2022-02-30"),
        "24:10: bad_date",
        "không có ngày 30/2/2022: tháng 2 năm 2022 có 28 ngày",
    ),
    "impossible local date": (
        swap("due: 2022-05-18", "due: 31/4/2022"),
        "24:10: bad_date",
        "không có ngày 31/4/2022: tháng 4 năm 2022 có 30 ngày",
    ),
    "local date": (
        swap("due: 2022-05-18", "due: 18/5/2022"),
        "24:10: bad_date",
        "năm-tháng-ngày, 2022-05-18",
    ),
    "short date": (
        swap("due: 2022-05-18", 'due: "2022-5-8"'),
        "24:10: bad_date",
        "2022-05-08",
    ),
    "month thirteen": (
        swap("due: 2022-05-18", "due: 2022-13-01"),
        "24:10: bad_date",
        "không có tháng 13",
    ),
    "far year": (swap("due: 2022-05-18", "due: 0022-05-18"), "24:10: bad_date", "2000–2099"),
    "no date": (swap("due: 2022-05-18", "due: sớm"), "24:10: bad_date", "“sớm” không phải"),
    "naive instant": (
        swap("due: 2022-05-18", "due: 2022-05-18T08:00"),
        "24:10: naive_time",
        "viết 2022-05-18T08:00+07:00",
    ),
    "impossible instant": (
        swap("due: 2022-05-18", "due: 2022-05-18T25:00+07:00"),
        "24:10: bad_time",
        "25:00",
    ),
    "bare number as text": (
        swap('- id: "2"', "- id: 2.1"),
        "25:9: needs_quotes",
        'viết "2.1"',
    ),
    "bare no as text": (swap("id: p\n", "id: no\n"), "2:7: needs_quotes", 'viết "no"'),
    "bare hour as text": (swap("title: Việc hai", "title: 8:00"), "26:12: needs_quotes", "8:00"),
    "blank title": (swap("title: Việc hai", "title:"), "26:11: empty", "để trống"),
    "empty title": (swap("title: Việc hai", 'title: " "'), "26:12: empty", "để trống"),
    "list as text": (swap("title: Việc hai", "title: [x]"), "26:12: wrong_type", "dòng chữ"),
    "text as list": (swap("lead: [a]", "lead: a"), "22:11: wrong_type", "cần một danh sách"),
    "text as block": (swap("calendar:\n  days_off: []", "calendar: x"), "17:11: wrong_type", "con"),
    "id with a blank": (swap('- id: "2"', '- id: "2 a"'), "25:9: bad_id", "viết liền"),
    "number as flag": (swap("open: true", "open: 1"), "8:42: not_bool", "true (có)"),
    "quoted flag": (swap("open: true", 'open: "true"'), "8:42: not_bool", "không có dấu ngoặc"),
    "unknown zone": (
        swap("  agency: Sở\n", "  agency: Sở\n  timezone: Asia/Ho_Chi_Min\n"),
        "5:13: bad_timezone",
        "Có phải là “Asia/Ho_Chi_Minh”?",
    ),
    "due time": (
        swap("  agency: Sở\n", '  agency: Sở\n  due_time: "24:01"\n'),
        "5:13: bad_time",
        "24:00",
    ),
    "hour": (swap('at: "08:00"', "at: 1020"), "16:7: bad_time", "00:00"),
    "quiet hours": (
        swap('at: "08:00"', 'quiet_hours: ["17:00"]'),
        "16:16: bad_quiet_hours",
        "từng cặp giờ",
    ),
    "empty quiet hours": (
        swap('at: "08:00"', "quiet_hours: [[17:00, 17:00]]"),
        "16:16: bad_quiet_hours",
        "trùng",
    ),
    "quiet hours all day": (
        swap(
            'at: "08:00"', 'quiet_hours: [["17:00", "07:30"], ["07:30", "12:00"], [11:00, 17:00]]'
        ),
        "16:16: bad_quiet_hours",
        "phủ kín cả ngày",
    ),
    "offset": (swap('at: "08:00"', "before: [3d, 1 ngày]"), "16:16: bad_offset", "3d (ngày)"),
    "bare number as offset": (swap('at: "08:00"', "escalate_after: 1"), "16:19: bad_offset", "3d"),
    "huge offset": (swap('at: "08:00"', "before: [999999999d]"), "16:12: bad_offset", "3650"),
    "repeats without pause": (
        swap('at: "08:00"', "overdue: {every: 0d, times: 5}"),
        "16:20: bad_offset",
        "lớn hơn 0",
    ),
    "repeats over centuries": (
        swap('at: "08:00"', "overdue: {every: 3650d, times: 2}"),
        "16:12: endless_repeats",
        "quá 3650 ngày",
    ),
    "negative repeats": (
        swap('at: "08:00"', "overdue: {every: 1d, times: -1}"),
        "16:31: bad_number",
        "từ 0",
    ),
    "before nothing known": (
        swap('{before: "1"', '{before: "9"'),
        "28:19: unknown_activity",
        "không có hoạt động “9”",
    ),
    "before itself": (swap('{before: "1"', '{before: "2"'), "28:19: before_itself", "chính"),
    "circle of dues": (
        swap("due: 2022-05-18", 'due: {before: "2", days: 1}'),
        "24:19: before_cycle, 28:19: before_cycle",
        "thành vòng",
    ),
    "before an undated one": (
        swap(
            "    lead: [a]\n    start: 2022-05-16\n    due: 2022-05-18\n",
            "    assignments: [{unit: a, due: 2022-05-18}]\n",
        ),
        "26:19: before_undated",
        "chưa có hạn",
    ),
    "undefined quote": (
        swap(ACTIVITY, ACTIVITY + "    quotes: [II.3]\n"),
        "23:14: unknown_quote",
        "“II.2”?",
    ),
    "window": (
        swap(ACTIVITY, ACTIVITY + "    window: by_ends\n"),
        "23:13: unknown_word",
        "“by_end”?",
    ),
    "evidence": (
        swap(ACTIVITY, ACTIVITY + "    evidence: ảnh\n"),
        "23:15: unknown_word",
        "photo, link",
    ),
    "unknown inferred field": (
        swap(ACTIVITY, ACTIVITY + "    inferred: [windo]\n"),
        "23:16: unknown_inferred",
        "Có phải là “window”?",
    ),
    "shared alias": (
        swap("name: Phòng B,", "name: Phòng B, aliases: [PHÒNG A],"),
        "11:38: shared_alias",
        "đã là tên của đơn vị “a”",
    ),
    "day off and worked": (
        swap("days_off: []", "days_off: [2022-05-17]\n  working_days: [2022-05-17]"),
        "19:18: day_twice",
        "thứ Ba 17/5/2022 vừa là ngày nghỉ vừa là ngày làm việc",
    ),
    "group without units": (
        swap("lead: [phong]", "lead: [trong]").replace(
            "groups:\n", "groups:\n  - {id: trong, name: Trống}\n", 1
        ),
        "7:5: empty_group, 28:12: lead_nobody",
        "open: true",
    ),
    "secret": (swap("title: Kế hoạch", "title: Kế hoạch (MẬT)"), "3:10: secret", "mức độ mật"),
    "secret number": (
        swap("  agency: Sở\n", '  agency: Sở\n  number: "01/KH-Tối mật"\n'),
        "5:11: secret",
        "mức độ mật",
    ),
    "no units": (
        "plan: {id: p, title: x, agency: y}\nactivities: []\n",
        "1:1: no_units, 2:13: no_activities",
        "chưa có đơn vị nào",
    ),
    "tab": (swap("    title: Việc hai", "\ttitle: Việc hai"), "26:1: tab", "dấu cách"),
    "two tabs": (
        swap("id: p\n", "id:\tp\n").replace("id: ld,", "id:\tld,"),
        "2:6: tab, 14:9: tab",
        "tab",
    ),
    "anchor": (swap("lead: [a]", "lead: &l [a]"), "22:11: anchor", "dấu & hoặc *"),
    "alias": (swap("title: Việc hai", "title: *x"), "26:12: anchor", "ngoặc kép"),
    "merge key": (swap(ACTIVITY, ACTIVITY + "    <<: {note: x}\n"), "23:5: anchor", "“<<”"),
    "tag": (swap("id: p\n", "id: !!python/name:os.system p\n"), "2:7: tag", "bỏ phần bắt đầu"),
    "list as key": (SMALL + "? [a]\n: b\n", "29:3: bad_key", "phải là một từ"),
    "two documents": (SMALL + "---\na: b\n", "29:1: many_documents", "tệp riêng"),
    "nothing": ("", "1:1: empty_file", "tệp trống"),
    "only comments": ("# chưa có gì\n\n", "1:1: empty_file", "tệp trống"),
    "a list": ("- a\n- b\n", "1:1: not_a_mapping", "“plan:”"),
    "a text": ("xin chào", "1:1: not_a_mapping", "“plan:”"),
    "deep nesting": ("a: " + "[" * 100_000, "1:22: too_deep", "quá 20 mức"),
    "deep blocks": ("- " * 50_000, "1:39: too_deep", "quá 20 mức"),
    "unclosed list": (swap("lead: [a]", "lead: [a"), "23:10: syntax", "chưa đóng ngoặc"),
    "unclosed quotation": (SMALL + 'x: "y\n', "29:4: syntax", "chưa đóng"),
    "colon in a text": (
        swap("title: Việc hai", "title: Việc: hai"),
        "26:16: syntax",
        "đặt trong dấu ngoặc kép",
    ),
    "crooked indentation": (
        swap("    title: Việc hai", "   title: Việc hai"),
        "26:4: syntax",
        "lệch",
    ),
    "control letter": (swap("Việc hai", "Việc\x07 hai"), "26:16: control", "U+0007"),
    "half a letter": (swap("Việc hai", "Việc \ud800"), "26:17: control", "U+D800"),
    "escaped control letter": (swap("Việc hai", '"Việc\\0"'), "26:12: control", "điều khiển"),
}


@pytest.mark.parametrize(("text", "places", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_is_told_with_its_place_and_cure(text: str, places: str, words: str) -> None:
    loaded = read(text)

    assert ", ".join(told(loaded)) == places
    assert words in "\n".join(problem.message for problem in loaded.problems)
    assert loaded.plan is None


WORTH_A_LOOK = {
    "due on a Saturday": (
        swap("due: 2022-05-18", "due: 2022-05-21"),
        "24:10: due_on_day_off",
        "hạn thứ Bảy 21/5/2022 là ngày nghỉ; nhắc theo ngày làm việc trước đó, thứ Sáu 20/5/2022",
    ),
    "start on a Sunday": (
        swap("start: 2022-05-16", "start: 2022-05-15"),
        "23:12: start_on_day_off",
        "ngày làm việc đầu tiên là thứ Hai 16/5/2022",
    ),
    "external lead": (swap("lead: [a]", "lead: [bao]"), "22:12: external_lead", "ở ngoài cơ quan"),
    "open lead": (swap("lead: [a]", "lead: [ngoai, a]"), "22:12: open_lead", "nhóm mở “ngoai”"),
    "member of an open group": (
        swap("external: true", "external: true, groups: [ngoai]"),
        "12:51: member_of_open_group",
        "không được tính vào",
    ),
    "empty group": (
        swap("groups:\n  -", "groups:\n  - {id: trong, name: Trống}\n  -"),
        "7:5: empty_group",
        "open: true",
    ),
    "stale inferred": (
        swap(ACTIVITY, ACTIVITY + "    inferred: [lead, note]\n"),
        "23:22: absent_inferred",
        "không ghi mục “note”",
    ),
    "unsettled year": (
        SMALL.replace("2022-05-1", "2028-05-1"),
        "23:12: unsettled_year",
        "chưa có thông báo lịch nghỉ năm 2028",
    ),
    "wrong year": (
        SMALL + '  - {id: "3", title: Việc ba, lead: [a], due: 2025-05-19}\n',
        "29:47: far_away",
        "hạn 19/5/2025 cách các hoạt động khác hơn một năm",
    ),
}


@pytest.mark.parametrize(
    ("text", "places", "words"), WORTH_A_LOOK.values(), ids=WORTH_A_LOOK.keys()
)
def test_a_warning_travels_with_the_plan(text: str, places: str, words: str) -> None:
    loaded = read(text)

    assert ", ".join(told(loaded)) == places
    assert words in loaded.problems[0].message
    assert loaded.plan is not None
    assert loaded.warnings == loaded.problems


@pytest.mark.parametrize("title", ["Bảo vệ BÍ MẬT nhà nước", "MẬT ĐỘ DÂN SỐ", "Nuôi ong mật"])
def test_words_that_only_sound_secret_are_let_through(title: str) -> None:
    assert plan_of(swap("title: Kế hoạch", f"title: {title}")).title == title


def test_everything_wrong_is_told_at_once_in_file_order() -> None:
    text = """\
plan: {id: 1.5, title: x, agency: y, colour: red}
units:
  - {id: a, name: A}
  - {name: B}
activities:
  - {id: "1", lead: [zz, 2], due: 2022-02-30, start: 18/5/2022}
  - id: "2"
    title: Hai
    title: Ba
    lead: [a]
    due: {before: "7", days: x}
    window: sometimes
  - viết tự do
"""

    assert told(read(text)) == [
        "1:12: needs_quotes",
        "1:38: unknown_key",
        "4:5: missing",
        "6:5: missing",
        "6:22: unknown_unit",
        "6:26: needs_quotes",
        "6:35: bad_date",
        "6:54: bad_date",
        "9:5: duplicate_key",
        "11:19: unknown_activity",
        "11:30: bad_number",
        "12:13: unknown_word",
        "13:5: wrong_type",
    ]


def test_a_fault_of_shape_does_not_hide_one_of_sense() -> None:
    text = swap("title: Việc hai", "title: 2").replace('{before: "1"', '{before: "9"')

    assert told(read(text)) == ["26:12: needs_quotes", "28:19: unknown_activity"]


def test_a_problem_reads_as_file_line_column_message() -> None:
    problem = read("").problems[0]

    assert str(problem).startswith("plan.yaml:1:1: tệp trống")


# --- Files -----------------------------------------------------------------------------------


def test_a_file_that_is_not_utf_8_is_told_by_byte_and_line(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes("plan:\n  title: Kế ".encode() + b"ho\xb9ch\n")

    (problem,) = load(file).problems

    assert (problem.code, problem.line, problem.column) == ("encoding", 2, 15)
    assert "byte thứ 23" in problem.message
    assert "TCVN3" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(SMALL.encode(encoding))

    (problem,) = load(file).problems

    assert (problem.code, problem.line) == ("encoding", 1)
    assert "UTF-16" in problem.message


def test_a_file_that_cannot_be_read_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as file:
        file.truncate(20_000_000)

    codes = {
        name: [problem.code for problem in load(path).problems]
        for name, path in {
            "absent": tmp_path / "nowhere.yaml",
            "below a file": big / "plan.yaml",
            "nul": Path("a\0b"),
            "folder": tmp_path,
            "big": big,
        }.items()
    }

    assert codes.pop("below a file") in (["unreadable"], ["missing_file"])
    assert codes.pop("nul") in (["unreadable"], ["missing_file"])
    assert codes == {"absent": ["missing_file"], "folder": ["not_a_file"], "big": ["too_big"]}


def test_a_folder_means_its_yaml_files_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "notes.txt", "c.yml"):
        (tmp_path / name).touch()

    assert find(tmp_path) == [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    assert find(tmp_path / "a.yaml") == [tmp_path / "a.yaml"]


# --- For any input ---------------------------------------------------------------------------


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    read(SMALL)
    assert gc.isenabled()

    gc.disable()
    try:
        read(SMALL)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_parser_without_libyaml_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {name: text for name, (text, *_) in BROKEN.items() if "deep" not in name}
    texts["good"] = SMALL
    with_c = {name: read(text) for name, text in texts.items()}
    monkeypatch.setattr(plan_file, "_parser", plan_file._PythonParser)

    for name, text in texts.items():
        ours = read(text)
        assert {p.code for p in ours.problems} == {p.code for p in with_c[name].problems}, name
        assert (ours.plan is None) == (with_c[name].plan is None)


def test_ten_thousand_activities_and_a_chain_through_all_of_them_are_read() -> None:
    rows = "".join(
        f'  - {{id: "x{n}", title: Việc, lead: [a], due: {{before: "{before}", days: 0}}}}\n'
        for n, before in enumerate(["1", *(f"x{n}" for n in range(9_999))])
    )

    plan = plan_of(SMALL + rows)

    assert plan.by_key["x9999", "a"].deadline.day == date(2022, 5, 18)


def sound(loaded: Loaded) -> bool:
    """What must hold for any file whatever."""
    assert (loaded.plan is None) == bool(loaded.errors)
    assert all(p.line >= 1 and p.column >= 1 and p.message for p in loaded.problems)
    assert list(loaded.problems) == sorted(loaded.problems, key=lambda p: (p.line, p.column))
    return True


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_bytes_give_problems_and_never_an_exception(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(data)

    assert sound(load(file))


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_gives_problems_and_never_an_exception(text: str) -> None:
    assert sound(read(text))


PIECES = st.sampled_from(
    ["", "\n", "  ", "- ", ": ", "[", "]", "{", "}", '"', "'", "#", "&a ", "*a", "!x ", "\t", "|\n",
     "null", "2022-02-30", "2099-12-31", "2000-01-01", "0", "-1", "true", "999999999d", "24:00",
     "id", "phong", '{before: "1", days: 366}', "Kế hoạch", "\u0301", "\x00", "\ufeff", "---\n"]
)  # fmt: skip


@given(st.data())
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_damage_to_a_good_plan_gives_problems_and_never_an_exception(
    data: st.DataObject,
) -> None:
    text = SMALL
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(PIECES) + text[start + length :]

    assert sound(read(text))


LINES = SEED.read_text(encoding="utf-8").splitlines(keepends=True)


@given(st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=5), PIECES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_line_lost_or_exchanged_gives_problems_and_never_an_exception(
    lost: list[int], piece: str
) -> None:
    lines = [
        line if n not in lost else line[: len(line) // 2] + piece for n, line in enumerate(LINES)
    ]

    assert sound(read("".join(lines)))
