"""Commands of leadership and the office, as somebody words them who has neither post.

Only a line that begins with the command is one: what a unit tells of its own work never does. Who
is commanded about, and whether its writer may, is not known here.
"""

import re
from enum import StrEnum

from bot.understand.leaders.orders import urging_in
from bot.understand.words.fold import tokens


class Overstep(StrEnum):
    """What is commanded. Those in OF_ANOTHER are meant so only where another unit is named."""

    APPROVE = "approve"  # "duyệt gửi"
    RECORD = "record"  # "ghi hộ phòng QLKH: 2 xong"
    GRANT = "grant"  # "đồng ý cho lùi"
    DECIDE = "decide"  # "đồng ý lùi việc 2 của phòng QLKH"
    JUDGE = "judge"  # "xác nhận kết quả của phòng QLKH"
    URGE = "urge"  # "đôn đốc phòng QLKH"
    INVITE = "invite"  # "cấp mã cho phòng QLKH"


OF_ANOTHER = frozenset(
    {Overstep.RECORD, Overstep.DECIDE, Overstep.JUDGE, Overstep.URGE, Overstep.INVITE}
)

_LEADS = frozenset({"vp", "van", "phong", "toi", "em", "da", "xin", "hay", "nho", "de", "nghi"})
_OWN = "(?:em|toi|minh|chung toi|chung em|(?:phong|don vi) (?:em|toi|minh))"
_YES = "(?:khong |ko |k |chua )?(?:dong y|nhat tri|chap thuan|duyet)"
_TIME = r"(?:lui|gia han|them (?:thoi gian|\d+ ngay))\b"
_TOLD = r"(?!.*\b(?:roi|em|toi)\Z)"  # "đồng ý cho lùi rồi" tells what leadership has said
_COMMANDS = {
    Overstep.APPROVE: "(?:phe )?duyet (?:gui(?: cac)?(?: tin(?: nhac)?)?|tin(?: nhac)?|ke hoach)",
    Overstep.RECORD: "ghi ?(?:thay|ho|giup) .*",
    Overstep.GRANT: rf"{_TOLD}{_YES} cho (?:phep )?(?!{_OWN}\b)(?:.* )?{_TIME}.*",
    Overstep.DECIDE: rf"{_TOLD}{_YES} .*{_TIME}.*",
    Overstep.JUDGE: r"(?:dong y|xac nhan|cong nhan|nghiem thu|tra lai)(?: voi)? ket qua\b.*",
    Overstep.INVITE: r"(?:cap|tao|lay|thu hoi|huy)(?: \w+)? ma (?:\w+ ){0,2}(?:cho|cua) .*",
}
_READ = {what: re.compile(words) for what, words in _COMMANDS.items()}
_BARE = {"duyet": Overstep.APPROVE}
"""Behind a slash one word is enough."""


def commanded(text: str) -> tuple[Overstep, str] | None:
    """What a line commands, and the line without what leads in; None if it commands nothing."""
    if "?" in text:
        return None
    row = [t for t in tokens(text) if t.kind in ("word", "number")]
    while row and row[0].bare in _LEADS:
        row = row[1:]
    words = " ".join(token.bare for token in row)
    rest = text[row[0].start :] if row else ""
    if text.lstrip().startswith("/") and words in _BARE:
        return _BARE[words], rest
    found = next((what for what, read in _READ.items() if read.fullmatch(words)), None)
    if found is None and urging_in(rest) is not None:
        found = Overstep.URGE
    return (found, rest) if found else None


def names_those_above(text: str) -> bool:
    """Whether a text names leadership or the office, by their posts."""
    words = " ".join(token.bare for token in tokens(text) if token.kind == "word")
    return re.search(r"\b(?:lanh dao|van phong|vp|giam doc)\b", words) is not None
