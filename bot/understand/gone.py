"""Whether a day that a text names has gone by, where the calendar alone would put it ahead."""

from bot.understand.lexicon import KIND
from bot.understand.scene import Scene

_PARTS = frozenset({"sang", "trua", "chieu", "toi", "dem", "hom", "ngay"})


def since(scene: Scene, at: int) -> bool:
    """Whether "từ" makes of a day one gone by: "xong từ mùng 8", "treo từ chiều thứ bảy rồi"."""
    lead = at - 1
    while scene.bare(lead) in _PARTS:
        lead -= 1
    if lead < 1 or scene.bare(lead) != "tu":
        return False
    before = scene.mark_at[lead - 1]
    return before is not None and bool(before.kinds & (KIND["xong"] | KIND["da"]))


def finished_by(scene: Scene, at: int, day: int) -> bool:
    """Whether a day of this month behind "xong" has gone by: "tổ chức xong tối 26" on the 29th."""
    if scene.today is None or day > scene.today.day or scene.bare(at - 1) in ("truoc", "den"):
        return False
    i = at - 1
    while i >= 0 and scene.kind(i) != "end":
        mark = scene.mark_at[i]
        if mark is not None and mark.kinds & (KIND["se"] | KIND["gia_han"] | KIND["chua"]):
            return False
        if mark is not None and mark.kinds & KIND["xong"]:
            return True
        i -= 1
    return False
