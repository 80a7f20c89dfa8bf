"""Others name the day of what they do, or put it off: "Đài hẹn 17/5 mới quay", "Đài lùi lịch".

That is what is waited for: why something is late, and no day of the own promise.
"""

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.signs import SIGN
from bot.understand.clauses.slips import is_name
from bot.understand.values import Utterance
from bot.understand.words.beside import forms, letters
from bot.understand.words.scene import Scene, lay_out

_APPOINTS, _ONLY_THEN = letters("appoints"), letters("only_then")
_TELLING = _APPOINTS | _ONLY_THEN
_THEIRS = forms("puts_off_theirs")
_OWN, _BODY = letters("own_or_any"), SIGN["mon"] | SIGN["lanh_dao"]


def others_appoint(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells of a day that others have named for what they do."""
    if not clause.days or scene.bares.isdisjoint(_TELLING):
        return False
    words = [i for i in range(clause.start, clause.end) if scene.kind(i) == "word"]
    named = {i for naming in clause.namings for i in range(naming.start, naming.end)}
    named |= {i for day in clause.days for i in range(day.start, day.end)}
    for at in words:
        before = [i for i in words if i < at and i not in named]
        if any(scene.bare(i) in _OWN | scene.own for i in before):
            return False
        if scene.bare(at) in _APPOINTS and clause.days[-1].end > at:
            return bool(before) and _may_be_others(scene, before[0])  # "nhà in hẹn 15/5 giao"
        if scene.bare(at) in _ONLY_THEN and clause.days[0].end <= at:
            return any(is_name(scene, i) for i in before)
    return False


def others_put_off(scene: Scene) -> bool:
    """Whether a text is that others put something off: "vì Báo Lạng Sơn lùi số ra sang 17/5".

    Before that stands only who does it, and nobody of the own side; without "vì" only names,
    and bodies that are known.
    """
    because = scene.begins[0]
    led_in = because is not None and bool(because.kinds & SIGN["vi"])
    put = next((m.start for m in scene.marks if m.kinds & SIGN["gia_han"]), 0)
    who = range(because.end if because is not None and led_in else 0, put)
    return bool(who) and all(
        scene.kind(i) == "word"
        and scene.bare(i) not in _OWN | scene.own
        and (is_name(scene, i) or scene.form(i) in _THEIRS or (led_in and _may_be_others(scene, i)))
        for i in who
    )


def puts_off_theirs(said: Utterance) -> bool:
    """The same of a text by itself. Pure, never raises."""
    return others_put_off(lay_out(said))


def _may_be_others(scene: Scene, i: int) -> bool:
    """Whether a word may call who does something: it is unknown, a name, or of a body."""
    mark = scene.mark_at[i]
    return mark is None or is_name(scene, i) or bool(mark.kinds & _BODY)
