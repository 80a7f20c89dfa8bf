"""What who decides says of a wish for more time: agreed, refused, on a condition.

Pure, by the phrases of `turns.toml`. What is no certain word is None; half a yes says so of itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.understand.clauses.signs import SIGN
from bot.understand.figures.dates import find_days
from bot.understand.figures.reckoning import Day
from bot.understand.figures.windows import find_window
from bot.understand.leaders.questions import asks_by_word
from bot.understand.leaders.several import decisions_on_several, speaks_of_the_rest
from bot.understand.sayings import COURTESIES, TURNS, led, plain, split_off, words
from bot.understand.values import Utterance
from bot.understand.words.beside import letters
from bot.understand.words.fold import Token
from bot.understand.words.phrases import holds, made_of, match, phrases, whole
from bot.understand.words.scene import Scene, lay_out

_ADDRESSES = tuple(p for p in COURTESIES if p not in phrases(TURNS["alone"]))
_GRANT, _REFUSE = phrases(TURNS["grant"]), phrases(TURNS["refuse"])
_REFUSE_WITH_WORDS = phrases(TURNS["refuse_with_words"])
_BEFORE_REFUSING = phrases(TURNS["before_refusing"])
_REFUSE_SHORTLY, _NO_MORE = phrases(TURNS["refuse_shortly"]), phrases(TURNS["no_more"])
_NOT_YET, _BESIDE_NOT_YET, _HESITATES = (
    phrases(TURNS[name]) for name in ("not_yet", "not_yet_beside", "hesitates")
)
_GOES_ON = phrases(TURNS["grant_goes_on"])
_UNSURE_BEHIND, _HALF_A_TERM = (
    phrases(TURNS[name]) for name in ("grant_unsure_behind", "half_a_term")
)
_ADDS = phrases(TURNS["grant_adds"])
_OF_A_WISH = phrases(TURNS["may_be_of_a_wish"])
_HALF_A_YES, _IF = phrases(TURNS["half_a_yes"]), phrases(TURNS["half_a_yes_goes_on"])
_AT_MOST, _ONLY_A_TERM = phrases(TURNS["at_most"]), phrases(TURNS["only_a_term"])
_ON_CONDITION, _ON_THE_WAY, _NEW_TERM, _FINISH = (
    phrases(TURNS[name]) for name in ("on_condition", "on_the_way", "new_term", "to_finish")
)
_MEANS, _BEFORE_MEANING = phrases(TURNS["means"]), letters("before_meaning")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a decider says about a wish for more time.

    `until` is another day than was wished; `at_most`: a wish for an earlier one stays as it is.
    `within`: the last day of a stretch in which it has to be done (“trong tuần này”), which may or
    may not be the new deadline. `half`: “được, nhưng …” may as well answer something else.
    """

    granted: bool
    until: date | None = None
    opinion: str | None = None
    at_most: bool = False
    within: date | None = None
    half: bool = False
    days: int | None = None
    working: bool = False


def meant(text: str) -> str | None:
    """What a text says was meant instead: “không, ý tôi là đồng ý”; None if it does not say so."""
    row = words(text)
    for at in range(len(row)):
        end = max((match(row, at, phrase) for phrase in _MEANS), default=0)
        if end and end < len(row):
            before = {token.bare for token in row[:at]}
            return text[row[end].start :] if before <= _BEFORE_MEANING else None
    return None


def verdict(text: str, today: date) -> Verdict | None:
    """What a text decides about a wish for more time; None if it decides nothing."""
    text = meant(text) or text
    if "?" in text or not_yet(text):
        return None
    first, rest = split_off(text)
    if rest and whole(plain(words(first), _ADDRESSES), _REFUSE_SHORTLY):
        return _refused_shortly(first, rest, today)
    row = led(words(text))
    settled = led(row, _BEFORE_REFUSING)
    if len(settled) < len(row) and holds(settled, _REFUSE_WITH_WORDS):
        said = verdict(text[settled[0].start :], today)
        if said is not None and not said.granted:
            return said
    if any(match(row, 0, phrase) for phrase in _REFUSE_WITH_WORDS):
        return Verdict(granted=False, opinion=text[row[0].start :].strip())
    for granted, begins in ((False, _REFUSE), (True, _GRANT)):
        end = max((match(row, 0, phrase) for phrase in begins), default=0)
        if end:
            rest = text[row[end - 1].end :].strip(" \n\t,.;:!-–")
            more = plain(row[end:])
            term = _only_days(rest, today) if granted else None
            if term is not None:
                return term
            remark = _remark(text, end, today) if granted and not _goes_on(more) else None
            if granted and more and not _goes_on(more) and remark is None:
                return None
            rest = remark or rest
            return (
                _granting(rest, today)
                if granted
                else Verdict(granted, None, rest if more else None)
            )
    return _half_a_yes(text, today) or _half_a_term(text, today) or _some_days(text, today)


def _refused_shortly(first: str, rest: str, today: date) -> Verdict | None:
    """“Không, làm cho kịp”; “không được, Hội thảo đến nơi rồi” may answer something else."""
    said = verdict(rest, today)
    if said is not None:
        return None if said.granted else said
    begins = led(words(rest))
    other = any(match(begins, 0, phrase) for phrase in (*_ONLY_A_TERM, *_NEW_TERM)) or _asks(rest)
    certain = len(plain(words(first), _ADDRESSES)) > 1 and not other
    return Verdict(granted=False, opinion=rest, half=True) if certain else None


def _goes_on(more: Sequence[Token]) -> bool:
    return any(match(more, 0, phrase) for phrase in _GOES_ON)


def _remark(text: str, verb: int, today: date) -> str | None:
    """What follows a “đồng ý” that ends at a cut, if it only admonishes: “…, chú ý tiến độ”."""
    first, behind = split_off(text)
    scene = lay_out(Utterance(behind, today=today))
    of_days = {at for day in find_days(scene) for at in range(day.start, day.end)}
    numbered = any(t.kind == "number" and at not in of_days for at, t in enumerate(scene.row))
    row = words(behind)
    of_a_step = bool(of_days) and not holds(row, _FINISH)
    unsure = numbered or of_a_step or holds(row, (*_UNSURE_BEHIND, *_REFUSE)) or _asks(behind)
    return None if plain(led(words(first))[verb:]) or unsure else behind


def _half_a_term(text: str, today: date) -> Verdict | None:
    """“Phải xong trong tuần này” of a wish that goes further: maybe a yes until then."""
    if _asks(text) or not any(match(led(words(text)), 0, phrase) for phrase in _HALF_A_TERM):
        return None
    said = _granting(text, today)
    return replace(said, half=True) if said.until or said.within else None


def _asks(text: str) -> bool:
    """Whether a text asks something."""
    questions = any(mark.kinds & SIGN["hoi"] for mark in lay_out(Utterance(text)).marks)
    return questions or asks_by_word(text)


def half_a_yes_alone(text: str) -> bool:
    """Whether a text is a yes that may as well be a receipt: “được nhé”, “ok em”."""
    return "?" not in text and whole(plain(words(text), _ADDRESSES), _HALF_A_YES)


def adds(text: str) -> str | None:
    """What a decider adds to the yes just given: “à quên, phải báo cáo hằng ngày”; None if nothing.

    What decides or asks something by itself adds nothing.
    """
    row = words(text)
    end = max((match(row, 0, phrase) for phrase in _ADDS), default=0)
    more = led(row[end:])
    begins = end and any(match(more, 0, phrase) for phrase in _IF)
    of_else = "?" in text or _asks(text) or holds(more, (*_REFUSE, *_GRANT))
    numbered = any(token.kind != "word" for token in more)
    return text[more[0].start :].strip() if begins and not (of_else or numbered) else None


def may_be_of_a_wish(text: str) -> bool:
    """Whether a text begins as words on a wish may, and asks for no figures: “muộn quá …”."""
    row = led(words(text), _ADDRESSES)
    return not asks_by_word(text) and any(match(row, 0, phrase) for phrase in _OF_A_WISH)


def not_yet(text: str) -> bool:
    """Whether a text says that nothing is decided yet: “chưa đồng ý đâu, để tôi hỏi lại”.

    A bare “chưa đồng ý” is a refusal, and so is one with its reason.
    """
    first, rest = split_off(text)
    row = led(words(first))
    end = max((match(row, 0, phrase) for phrase in _NOT_YET), default=0)
    more = row[end:]
    if not end or "?" in text or not (more or rest):
        return False
    while more and (beside := max((match(more, 0, p) for p in _BESIDE_NOT_YET), default=0)):
        more = more[beside:]
    waits = led([*more, *words(rest)])
    return not waits or any(match(waits, 0, phrase) for phrase in _HESITATES)


def _some_days(text: str, today: date) -> Verdict | None:
    """“Lùi 2 ngày thôi”, “được, 1 ngày thôi”: maybe a yes for a shorter term."""
    begins = any(match(led(words(text)), 0, phrase) for phrase in (*_ONLY_A_TERM, *_HALF_A_YES))
    term = _only_days(text, today) if begins else None
    return replace(term, half=True) if term is not None else None


def _only_days(text: str, today: date) -> Verdict | None:
    """A grant of so many more days, if beside them a text has only what may stand there."""
    scene = lay_out(Utterance(text, today=today))
    found = [day for day in find_days(scene) if day.span and day.day is None]
    if len(found) != 1 or "?" in text:
        return None
    [term] = found
    row = [t for t in scene.row if t.kind in _WORDY]
    inside = scene.row[term.start : term.end]
    beside = [t for t in row if t not in inside]
    if not made_of(beside, (*_ONLY_A_TERM, *_HALF_A_YES, *COURTESIES)):
        return None
    return Verdict(granted=True, days=term.span, working=term.working)


def _half_a_yes(text: str, today: date) -> Verdict | None:
    """“Được, nhưng …”: a yes by its condition, where the condition asks nothing."""
    row = words(text)
    at = next((at for at in range(1, len(row)) if any(match(row, at, p) for p in _IF)), None)
    if at is None or not whole(plain(row[:at], _ADDRESSES), _HALF_A_YES):
        return None
    rest = text[row[at].start :].strip()
    return None if _asks(rest) else replace(_granting(rest, today), half=True)


def _granting(rest: str, today: date) -> Verdict:
    """What a grant goes on with: a day, and words of the decider's where there is more."""
    scene = lay_out(Utterance(rest, today=today))
    days = find_days(scene)
    of_days = {at for day in days for at in range(day.start, day.end)}
    more = [t for at, t in enumerate(scene.row) if at not in of_days and t.kind in _WORDY]
    own = [token for token in plain(more) if token.bare not in _WITHOUT_WORDS]
    terms = [day for day in days if not _on_the_way(scene.row, day)]
    term = next((day for day in terms if day.day is not None), None)
    ends = term is not None and holds(_clause(scene.row, term), _FINISH)
    return Verdict(
        granted=True,
        until=term.day if term else None,
        opinion=rest if own else None,
        at_most=ends or holds(words(rest), _AT_MOST),
        within=None if term else _within(scene, terms),
    )


def _within(scene: Scene, terms: Sequence[Day]) -> date | None:
    """The last day of “phải xong trong tuần này”; None where nothing has to be done by then."""
    if not any(holds(_clause(scene.row, each), _FINISH) for each in terms):
        return None
    window = find_window(lay_out(Utterance(scene.text, today=scene.today)), ())
    return window[1] if window else None


def _clause(row: Sequence[Token], day: Day) -> Sequence[Token]:
    """What stands around a day up to the next comma or the like."""
    ends = [at for at, token in enumerate(row) if token.kind == "end"]
    first = max((at + 1 for at in ends if at < day.start), default=0)
    last = min((at for at in ends if at >= day.end), default=len(row))
    return row[first:last]


def _on_the_way(row: Sequence[Token], named: Day) -> bool:
    """Whether a day is that of a condition, met on the way to the new term."""
    day, clause = named.start, _clause(row, named)
    if holds(clause, _FINISH) and not holds(clause, _ON_THE_WAY):
        return False
    begins = (at for at in range(day) if any(match(row, at, p) for p in _ON_CONDITION))
    condition = next(begins, day)
    if condition == day or not holds(row[condition:], _ON_THE_WAY):
        return False
    terms = (p for p in (*_NEW_TERM, *_AT_MOST) if day >= len(p))
    return not any(match(row[:day], day - len(p), p) for p in terms)


_WORDY = ("word", "number", "compound")
_WITHOUT_WORDS = {bare for phrase in phrases(TURNS["grant_without_words"]) for _, bare in phrase}


def judges(text: str) -> bool:
    """Whether a text begins as a decision does, whatever it goes on with: “đồng ý cả hai”."""
    row = led(words(text))
    return "?" not in text and any(match(row, 0, phrase) for phrase in (*_REFUSE, *_GRANT))


def refuses_shortly(text: str) -> bool:
    """Whether a text is no more than “không được”, “không cho”: a no to what was wished for.

    A bare “không” is none: it answers whatever was asked last.
    """
    return no_alone(text) and len(plain(words(text), _ADDRESSES)) > 1


def no_alone(text: str) -> bool:
    """Whether a text is no more than a no, be it a bare “không” behind a unit's name."""
    return "?" not in text and whole(plain(words(text), _ADDRESSES), _REFUSE_SHORTLY)


def refuses_again(text: str) -> bool:
    """Whether a refusal says that it takes a yes back: “không đồng ý nữa, phải đúng hạn”."""
    row = led(words(split_off(text)[0]))
    end = max((match(row, 0, phrase) for phrase in _REFUSE), default=0)
    return bool(end) and holds(row, _NO_MORE)


_COUNTED = letters("counts_a_wish")
_BEHIND_A_NUMBER = letters("behind_a_number")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A decision that gives the number of what it is about, and its words without that."""

    n: int
    words: str


def numbered_wish(text: str) -> Numbered | None:
    """The number that a decision gives: “đồng ý số 2 đến 16/5”, “2: không duyệt vì …”.

    None where it gives none, or several; and where figures that follow may be another number.
    """
    row = led(words(text))
    if "?" in text or not row or speaks_of_the_rest(text) or len(decisions_on_several(text)) > 1:
        return None
    verb = max((match(row, 0, phrase) for phrase in (*_REFUSE, *_GRANT)), default=0)
    at = verb
    while at < len(row) and row[at].bare in _COUNTED:
        at += 1
    if at == len(row) or row[at].kind != "number":
        return None
    n, after, rest = int(row[at].form), row[at + 1 :], text[row[at].end :]
    if any(token.kind == "number" for token in after):
        return None
    if not verb:
        return Numbered(n, text[after[0].start :]) if judges(rest) else None
    goes_on = not after or after[0].bare in _BEHIND_A_NUMBER or rest.lstrip()[:1] in _CUTS
    if not goes_on or judges(rest):
        return None
    return Numbered(n, text[: row[verb - 1].end] + rest)


_CUTS = (",", ".", ";", ":")
