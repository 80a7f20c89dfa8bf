"""An absence told in one line: repeated back, and those whom it concerns are told.

While somebody is away, reminders go to whoever stands in; afterwards they come back by themselves,
for who is written to is asked anew at every reminder (`recipients`).
"""

from collections.abc import Sequence
from datetime import date

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.choices.errands import NotAway
from bot.members import shifting
from bot.members.outlook import outlook
from bot.members.standing_in import Instead, keep, tell_of_return, wanted
from bot.messages import Message, Said
from bot.reaching import notices
from bot.responses import Response, Say
from bot.store import absences, audit, people, questions
from bot.store.absences import Absence
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.understand.absence.absences import Away, asks_who_is_away, asks_who_stands_in, read_absence
from bot.understand.absence.changes import Added, Moved, read_change
from bot.understand.absence.corrections import Corrected, only_puts_off
from bot.understand.dialogue.turns import because
from bot.understand.words.mentions import is_called
from bot.wording import away as words


def asked(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer who is away, now and later, to leadership and the office; None if nobody asks that.

    To everybody, who stands in for themselves.
    """
    if case.chat.is_group or said.edited:
        return None
    own = asks_who_stands_in(said.text) and access.may(case.known, Wish.BE_AWAY)
    above = access.may(case.known, Wish.BOARD) and asks_who_is_away(said.text)
    if not (own or above):
        return None
    known = [a for a in absences.ahead(tx, case.today) if not own or a.person == case.known.id]
    names = people.names(tx, [p for a in known for p in (a.person, a.substitute) if p is not None])
    persons = people.persons(tx, [absence.person for absence in known], case.now)
    lines = []
    for each in (a for a in known if a.person in persons):
        units = sorted(persons[each.person].units)
        comes_to = outlook(tx, case, each, units)
        lines.append(
            words.Gone(
                names[each.person],
                [case.desk.plans.name_of(unit) for unit in units],
                (each.first, each.last),
                names.get(each.substitute) if each.substitute is not None else None,
                wanted(each),
                list(comes_to.instead.values()),
                each.substitute in comes_to.gone,
            )
        )
    if own and not lines:
        return [Say(case.chat, words.nobody_stands_in(), case.known.id)]
    return [Say(case.chat, words.who_is_away(lines, case.today), case.known.id)]


def spoken(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer a line about the own absence; None if the text is about something else."""
    if case.chat.is_group or said.edited or not access.may(case.known, Wish.BE_AWAY):
        return None
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.REASON, Asks.TERM)
    told = read_absence(said.text, today)
    somebody_else = _somebody_else(tx, case, told) if told else None
    if told and somebody_else:  # why a duty is late, where that is asked
        heard = [] if asked or told.back else [words.somebody_else(somebody_else, today)]
        return [Say(case.chat, message, case.known.id) for message in heard] or None
    changed = _changed(tx, case, said, today, asked)
    if changed is not None:
        return changed
    put_off = told is None and only_puts_off(said.text)
    if put_off and (found := _put_off_just_now(tx, case, today)):
        return found
    if told is None or (asked and not _is_meant(case, told, asked[0], today)):
        return None
    current = absences.current(tx, case.known.id, today)
    if told.maybe is not None and (somebody := _called(tx, case, told.maybe)):
        kept = [(each.id, (each.first, each.last)) for each in current]
        return [Say(case.chat, words.put_off_or_name(somebody, kept), case.known.id)]
    if told.back:
        return _ended(tx, case, told, current, today)
    if not told.away:
        return _named_later(tx, case, said, told, current[0]) if current else None
    return [Say(case.chat, _recorded(tx, case, told, said.text, today), case.known.id)]


def _recorded(tx: Tx, case: Case, told: Away, line: str, today: date) -> Message:
    """Keep an absence on certain days that are not over yet; what is said to it."""
    if told.wrong is not None:
        return words.impossible_days(told.wrong, today)
    if told.half and told.first and told.is_half_a_day:
        return words.half_a_day(told.half, told.first, told.name)
    if told.first is None or told.last is None:
        return words.which_days(today)
    if told.last < today:
        return words.over_already(told.last, today)
    message = keep(tx, case, _instead(told), (told.first, told.last), line)[0]
    return words.by_whole_days(message) if told.half and told.first != told.last else message


def _changed(
    tx: Tx, case: Case, said: Said, today: date, asked: Sequence[Question]
) -> list[Response] | None:
    """Answer a line that changes an absence; None if it changes none.

    Where a reason or a day is asked for, a bare day is the answer to that.
    """
    told = read_change(said.text, today)
    current = absences.current(tx, case.known.id, today)
    match told:
        case Added() if told.surely or not asked:
            return shifting.added(tx, case, told, current, today, said.text)
        case Corrected():
            since = max((each.asked_at for each in asked), default=None)
            return shifting.corrected(tx, case, told, current, today, said.text, asked=since)
        case Moved():
            found = shifting.moved(tx, case, told, current, today, said.text)
            return found if found is not None else _put_off(tx, case, current, today)
    return None


def _put_off(tx: Tx, case: Case, current: Sequence[Absence], today: date) -> list[Response]:
    """An absence will not be when it was to be, and nobody knows yet when."""
    if not current:
        return [Say(case.chat, words.none_to_end(), case.known.id)]
    return _back(tx, case, current, today, words.when_known(today))


def _put_off_just_now(tx: Tx, case: Case, today: date) -> list[Response]:
    """“Thôi hoãn đi rồi”, right behind an absence that was told: it will not be on its days."""
    current = absences.current(tx, case.known.id, today)
    newest = max(current, key=lambda each: each.id, default=None)
    just = newest is not None and shifting.is_afterthought(tx, case, newest)
    return _put_off(tx, case, [newest], today) if newest and just else []


def _somebody_else(tx: Tx, case: Case, told: Away) -> str | None:
    """Whom a line names as away, or back, instead of its writer; None if nobody is."""
    other = told.other
    if other is None or told.maybe is not None:
        return None
    if other.name and is_called(case.known.name, other.name):
        return None
    return other.typed if other.sure else _called(tx, case, other.name)


def _called(tx: Tx, case: Case, name: str) -> str | None:
    """Somebody else with a post who is called so; None if nobody is."""
    others = (each for each in people.everybody(tx, case.now) if each.id != case.known.id)
    return next((each.name for each in others if is_called(each.name, name)), None)


def _instead(told: Away) -> Instead:
    return Instead(told.deputy, told.name)


def _ended(
    tx: Tx, case: Case, told: Away, current: Sequence[Absence], today: date
) -> list[Response] | None:
    """An absence is over, or there will be none.

    A longer one than is denied stays as it is, for whoever told of it to word anew.
    """
    if told.first is None:
        if current:
            return _back(tx, case, current, today)
        return [Say(case.chat, words.none_to_end(), case.known.id)] if told.dropped else None
    on = (told.first, told.last or told.first)
    met = [each for each in current if each.first <= on[1] and on[0] <= each.last]
    if met and all(on[0] <= each.first and each.last <= on[1] for each in met):
        return _back(tx, case, met, today)
    if not met and not told.dropped:
        return None  # who never said to be away is at work as ever
    kept = [(each.first, each.last) for each in met]
    return [Say(case.chat, words.not_away(on, kept), case.known.id)]


def _is_meant(case: Case, told: Away, asked: Question, today: date) -> bool:
    """Whether a line is more than the answer to what is asked about a duty.

    “Kế toán nghỉ ốm” is not the own absence but a reason; so are half a day, and a trip whose
    days are not certain where a reason was asked for on the same day.
    """
    if told.is_half_a_day and not told.back:
        return False
    if told.names_somebody or told.back or (told.own and _is_a_night_old(case, asked)):
        return True
    asks_why = asked.kind is Asks.REASON or asked.facts["wanted"] is not None
    certain = not asks_why if told.last is None else told.last >= today
    return told.own and certain


def _is_a_night_old(case: Case, asked: Question) -> bool:
    zone = case.desk.plans.first.zone
    return asked.asked_at.astimezone(zone).date() < case.said_at.astimezone(zone).date()


def may_explain(case: Case, text: str, asked: Question, until: date) -> bool:
    """Whether an absence that a text tells of may be why something is not there by a day.

    One that begins only afterwards explains nothing, nor does one that is told on another day than
    it was asked why, unless its writer says that it does.
    """
    today = case.said_at.astimezone(case.desk.plans.first.zone).date()
    told = read_absence(text, today)
    if told is None or told.back:
        return False
    if because(text):
        return True
    return not _is_a_night_old(case, asked) and (told.first is None or told.first <= until)


def taken_back(tx: Tx, case: Case, errand: NotAway) -> list[Response]:
    """Answer the button that takes an absence back."""
    absence = absences.get(tx, errand.absence)
    if absence is None or absence.person != case.known.id:
        return [Say(case.chat, words.none_to_end(), case.known.id)]
    today = case.now.astimezone(case.desk.plans.first.zone).date()
    return _back(tx, case, [absence], today)


def _named_later(tx: Tx, case: Case, said: Said, told: Away, absence: Absence) -> list[Response]:
    """Somebody names who stands in for an absence told before."""
    days = absence.first, absence.last
    message, _ = keep(tx, case, _instead(told), days, said.text, before=absence)
    return [Say(case.chat, message, case.known.id)]


def _back(
    tx: Tx, case: Case, ended: Sequence[Absence], today: date, hint: str = ""
) -> list[Response]:
    """End absences: what has begun, else the nearest; reminders come back at once."""
    begun = [each for each in ended if each.first <= today] or list(ended[:1])
    comes_to = [outlook(tx, case, each, case.known.units) for each in begun]
    told = {id_: name for each in comes_to for id_, name in each.instead.items()}
    alone = {colleague for each in comes_to if each.alone for colleague in each.gone}
    absences.end(tx, [each.id for each in begun], case.now)
    audit.note(tx, "back", who=str(case.known.id), now=case.now)
    to = dict.fromkeys([*told, *alone, *notices.office(tx, case.now)])  # `alone` heard “nobody”
    tell_of_return(tx, case, begun[0], to, begun=begun[0].first <= today)
    left = [(each.first, each.last) for each in absences.current(tx, case.known.id, today)]
    was = (begun[0].first, begun[0].last) if len(begun) == 1 else None
    message = words.back(
        case.desk.plans.first, instead=bool(told), hint=hint, was=was, kept=left if was else ()
    )
    return [Say(case.chat, message, case.known.id)]
