"""A text read: its parts, the changes of state to record, and what a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.understand.clauses.cutting import cut
from bot.understand.clauses.headings import by_unit
from bot.understand.clauses.subjects import by_another_s_number, of_others, told_for_another
from bot.understand.figures.impossible import impossible
from bot.understand.leaders.questions import ask
from bot.understand.texts.apart import excluding, in_doubt
from bot.understand.texts.enumerating import numbered_grounds, with_grounds
from bot.understand.texts.followups import follow_up
from bot.understand.texts.groups import grouped
from bot.understand.texts.introducing import may_introduce, without_introduction
from bot.understand.texts.later import with_one_reason
from bot.understand.texts.parts import Teller
from bot.understand.texts.succession import statements
from bot.understand.values import STATES, Intent, Part, Query, Reading, Utterance
from bot.understand.words.fold import MAX_CHARS, MAX_TOKENS
from bot.understand.words.scene import Scene, lay_out

_NOTHING = Part("not_understood")
_ADDRESSED = re.compile(r"^(?:@\w+[\s,:]+)+")


def understand(said: Utterance) -> Reading:
    """How a text is understood. Never raises; what is not certain is `not_understood`.

    More time until a day that no calendar has is a wish, without a day. Whom a text addresses in a
    group, “@nhacviec_bot”, is no part of what it says.
    """
    if said.text.startswith("@"):
        said = replace(said, text=_ADDRESSED.sub("", said.text))
    missing = impossible(said.text, said.today)
    if missing is not None:
        reading = _understood(replace(said, text=missing.text))
        if any(_is_until(part, missing.instead) for part in reading.parts):
            parts = (
                replace(part, new_date=None) if _is_until(part, missing.instead) else part
                for part in reading.parts
            )
            return replace(reading, parts=tuple(parts))
    return _understood(said)


def _is_until(part: Part, day: date) -> bool:
    return part.intent == "extension_request" and part.new_date == day


def _understood(said: Utterance) -> Reading:
    scene = lay_out(said)
    if told_for_another(said, scene) and said.role != "leader":
        return Reading((_NOTHING,))
    if may_introduce(scene.row) and (told := without_introduction(said.text)) != said.text:
        said = replace(said, text=told)
        scene = lay_out(said)
    if said.role == "leader":
        return _to_leader(said, scene)
    listed = numbered_grounds(said)
    if listed is not None:
        read = _understood(replace(said, text=listed.before))
        return replace(read, parts=with_grounds(read.parts, listed.grounds))
    pieces = by_unit(said, scene)
    if pieces:
        return _together([understand(piece) for piece in pieces])
    parts = _parts(said, scene)
    states = {part.intent for part in parts}.intersection(STATES)
    if states and by_another_s_number(said, scene):
        return Reading((_NOTHING,))
    if "done" in states and of_others(said, scene):
        return Reading((_NOTHING,))
    asks = parts[0].intent in ("question_status", "help")
    query = ask(said, scene) if asks else None
    return Reading(parts, _changes(parts), query)


def _together(readings: Sequence[Reading]) -> Reading:
    """What was said of one unit after the other."""
    parts = _telling([part for reading in readings for part in reading.parts])
    return Reading(
        tuple(parts),
        tuple(change for reading in readings for change in reading.per_task),
        next((reading.query for reading in readings if reading.query), None),
    )


def _parts(said: Utterance, scene: Scene) -> tuple[Part, ...]:
    clauses = cut(scene)
    if not clauses:
        return (Part("question_status"),) if "?" in said.text else (_NOTHING,)
    found = statements(said, scene, clauses)
    groups = excluding(grouped(found), scene.open_numbers)
    teller = Teller(said, scene)
    parts = with_one_reason(groups, [teller.part(group, groups) for group in groups])
    unread = len(scene.row) >= MAX_TOKENS or len(said.text.strip()) > MAX_CHARS
    if any(part.intent == "done" for part in parts) and (unread or in_doubt(groups)):
        parts = [_NOTHING if part.intent == "done" else part for part in parts]
    answer = follow_up(teller, found, parts)
    return answer if answer is not None else tuple(_telling(parts))


def _telling(parts: list[Part]) -> list[Part]:
    """The parts worth telling: courtesies and asides are dropped beside a statement."""
    told = [p for p in parts if p.intent not in ("ack_only", "not_understood")]
    if not told:
        return parts[:1]
    named = [p for p in told if p.intent == "question_status" and p.tasks]
    if named:  # "anh hỏi tí, việc 4 làm những tuyến nào"
        told = [p for p in told if p.intent != "question_status" or p.tasks]
    if told[0].intent == "question_status":  # "bot này tự động à, dùng thế nào" asks for help
        told.sort(key=lambda part: part.intent != "help")
    blocked = any(p.intent == "not_understood" for p in parts)
    if blocked and any(p.intent == "done" and p.tasks is None for p in told):
        return [_NOTHING]
    return told


def _changes(parts: tuple[Part, ...]) -> tuple[tuple[int, Intent], ...]:
    """The state of every task named; where two parts disagree, the one that is not "done"."""
    changes: dict[int, Intent] = {}
    for part in parts:
        if part.intent not in STATES:
            continue
        for task in part.tasks or ():
            if changes.get(task) is None or part.intent != "done":
                changes[task] = part.intent
    return tuple(changes.items())


def _to_leader(said: Utterance, scene: Scene) -> Reading:
    """A leader asks and does not report: nothing is recorded."""
    query: Query = ask(said, scene)
    if query.kind != "help":
        return Reading((replace(_NOTHING, intent="question_status"),), (), query)
    scene.give_back()
    thanks = _parts(said, scene)[:1]
    if thanks[0].intent == "ack_only":
        return Reading(thanks)
    return Reading((replace(_NOTHING, intent="help"),), (), query)
