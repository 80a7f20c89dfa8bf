"""“Link đó sai rồi, đúng là https://…”: the new link is evidence, and the wrong one no longer.

Where it is not certain which one was wrong it is asked; until then nothing that is shown is hidden.
"""

from collections.abc import Sequence

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.responses import Response, Say
from bot.store import heard, questions
from bot.store.evidence import Kept
from bot.store.memory import Tx
from bot.store.questions import Asks, Question
from bot.talk import filing, moving, whose
from bot.talk.remarks import Remark
from bot.understand.evidence.citing import Reference, references
from bot.understand.evidence.replacing import Replacement, replacement
from bot.wording import refiling as words_of

MOST_OFFERED = 40
"""Acknowledgements of evidence among which the wrong piece is looked for; the newest."""


def replaced(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """Put what a text gives in the place of what was sent before; nothing if there is none."""
    told = replacement(remark.words)
    if told is None and (wrong := _called_wrong(tx, case, remark.words)):
        return moving.replace(tx, case, *wrong)
    if told is None or not access.may(case.known, Wish.REPORT) or remark.said.forwarded:
        return []
    offers = questions.opened(
        tx, case.chat, case.known.id, case.now, Asks.EXHIBITS, most=MOST_OFFERED
    )
    lying = _lying(tx, case, told, offers, remark)
    if not lying:
        _let_go(tx, case, told)
        return []  # it is evidence of its own
    pieces = moving.pieces(lying)
    last = _last(tx, case, told, offers, pieces)
    if last is None and told.certain:
        return moving.ask_piece(tx, case, lying, "replace", words=remark.words)
    if told.certain:
        return moving.replace(tx, case, last or [], told.new)
    newest = last or pieces[-1]
    own = [(kept.plan, *kept.key) for kept in newest]
    still = words_of.lies_still([kept.exhibit for kept in moving.once(newest)])
    kept = filing.cite(tx, case, own, told.new.words)
    return [*kept, Say(case.chat, still, case.known.id)]


def _called_wrong(tx: Tx, case: Case, words: str) -> tuple[list[Kept], Reference] | None:
    """A link or number alone right behind “nhầm link”, and the one of its kind that was wrong."""
    cited = references(words)
    found = whose.called_wrong(tx, case, words) if len(cited) == 1 else []
    if len(moving.once(found)) != 1 or found[0].exhibit.kind != cited[0].kind:
        return None
    asked = questions.opened(tx, case.chat, case.known.id, case.now, most=1)
    questions.answered(tx, asked[0].id, case.now)
    return found, cited[0]


def _lying(
    tx: Tx, case: Case, told: Replacement, offers: Sequence[Question], remark: Remark
) -> list[Kept]:
    """What may be wrong: of the same kind, the one that is cited, or what lies with that duty."""
    known = whose.known(tx, case, remark.tasks)
    duties = {whose.duty_of(task) for task in known if str(task.n) == told.of}
    return [
        kept
        for offer in offers
        for kept in moving.own(tx, case, offer.facts["evidence"])
        if kept.exhibit.kind == told.new.kind
        and kept.exhibit.words != told.new.words
        and (told.old is None or kept.exhibit.words == told.old.words)
        and (not told.of or (kept.plan, *kept.key) in duties)
    ]


def _last(
    tx: Tx,
    case: Case,
    told: Replacement,
    offers: Sequence[Question],
    pieces: Sequence[list[Kept]],
) -> list[Kept] | None:
    """The piece that is wrong for certain: the only one, or what was put away last of all."""
    if len(pieces) == 1:
        return pieces[0]
    just = not heard.since(tx, case.chat, offers[0].asked_at, before=case.inbox)
    newest = [piece for piece in pieces if piece[0].id in offers[0].facts["evidence"]]
    return newest[0] if len(newest) == 1 and (just or told.near) else None


def _let_go(tx: Tx, case: Case, told: Replacement) -> None:
    """What it was asked about of which duty it is, is not asked about any more."""
    for asked in questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES, most=1):
        before = references(asked.facts.get("words", ""))
        if told.certain and before and all(each.kind == told.new.kind for each in before):
            questions.answered(tx, asked.id, case.now)
