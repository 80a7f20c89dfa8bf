"""Choosing by typing, as if a button had been pressed.

Where a channel has no buttons, menus stand in their place; where it has, the numbers of the board's
lists may be typed as well. “Hoàn tác” is understood everywhere.
"""

from dataclasses import replace

from bot import access
from bot.access import Wish
from bot.case import Case
from bot.channels import ANY_NUMBER
from bot.choices import menus as rules
from bot.choices.buttons import UNDO, Decide
from bot.choices.menus import Meant, Picked
from bot.duties import needless, reopening, undoing
from bot.messages import Said, Tapped
from bot.responses import Confirm, Response, Say
from bot.store import extensions, menus, people, replies
from bot.store.memory import Tx
from bot.talk import deciding, no_decision, refusing, taps
from bot.understand.dialogue.turns import undoes
from bot.understand.leaders.verdicts import numbered_wish
from bot.wording import opinions, phrases, plain


def by_typing(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Answer a text that picks a choice of a menu; None if it does not.

    Whatever was written, the numbers of the menus before it are no longer meant: but for a number
    that is in none of them, from somebody who has no duties that bear numbers. What is written
    with a file is of that file.
    """
    if not _has_menus(case):
        return _taken_back(tx, case, said)
    persons = _persons(tx, case)
    standing = menus.standing(tx, case.chat, persons, case.now)
    if not standing:
        return _taken_back(tx, case, said)
    meant = rules.meant(standing, said.text)
    missed = rules.number(said.text) is not None and not meant.picked
    if not missed or access.may(case.known, Wish.REPORT):
        menus.spoken(tx, case.chat, persons)
    if said.attachments or _says_a_decision(tx, case, said, meant):
        return None  # what is written with a file is of that file
    if undoes(said.text) and not any(p.menu.fresh for p in meant.picked):
        return _taken_back(tx, case, said)  # what was said last, not what an older menu offers
    picked = meant.certain
    if picked is not None:
        menus.answered(tx, picked.menu, picked.line)
        channel = case.desk.channels[case.chat.channel]
        above = None if channel.can_edit else picked.menu.message_id  # the answer comes below
        tapped = Tapped(picked.line.choice.data, "", above)
        return _pressed(tx, case, tapped)
    if not meant.picked:
        return _taken_back(tx, case, said)
    decisions = _decisions(case, meant)
    if decisions and all(each.verdict == UNDO for each in decisions):
        return reopening.last_undone(tx, case) or None  # all that one text had decided at once
    if decisions and (found := deciding.line_chosen(tx, case, decisions)):
        return found
    office = phrases.office(case.desk.plans.first)
    shown = [_shortly(tx, case, picked) for picked in reversed(meant.picked)]  # oldest first
    asked = plain.which(office, said.text, shown, meant.duty)
    return [Say(case.chat, asked, case.known.id)]


def _decisions(case: Case, meant: Meant) -> list[Decide]:
    """The decisions on wishes that a text picks; none if it may mean something else, too."""
    found = [case.desk.plans.buttons.read(p.line.choice.data) for p in meant.picked]
    decisions = [each for each in found if isinstance(each, Decide)]
    return decisions if len(decisions) == len(found) and meant.duty is None else []


def _shortly(tx: Tx, case: Case, picked: Picked) -> Picked:
    """A choice; of one on a wish, what it is about in a few words."""
    pressed = case.desk.plans.buttons.read(picked.line.choice.data)
    wish = extensions.latest(tx, pressed.request) if isinstance(pressed, Decide) else None
    plan = case.desk.plans.by_id.get(wish.plan) if wish else None
    about = opinions.shortly(wish, plan.plan) if wish and plan else ""
    return replace(picked, menu=replace(picked.menu, about=about)) if about else picked


def _says_a_decision(tx: Tx, case: Case, said: Said, meant: Meant) -> bool:
    """Whether a text says in words what stands under petitions: it is read as words are.

    A menu that came last would else decide on its own wish though others wait, or say of a wish
    that it is decided where that is being thought about again.
    """
    in_words = rules.number(said.text) is None and (
        no_decision.decides(case, said.text) or numbered_wish(said.text) is not None
    )
    if not in_words or not _decisions(case, meant):
        return False
    own = reopening.last_own(tx, case)
    return bool(needless.pending(tx, case)) or (own is not None and reopening.is_young(case, own))


def moved_on(tx: Tx, case: Case) -> None:
    """Something else was asked or pressed: the numbers of the menus before are no longer meant."""
    if _has_menus(case):
        menus.spoken(tx, case.chat, _persons(tx, case))


def _has_menus(case: Case) -> bool:
    """Whether menus may stand here: in the place of buttons, or as lists of the board."""
    typed = case.desk.channels[case.chat.channel].most_buttons < ANY_NUMBER
    return typed or access.may(case.known, Wish.BOARD)


def _persons(tx: Tx, case: Case) -> set[int]:
    """Whose menus may be answered here: the person's, and the group's."""
    return {case.known.id, *(each.person for each in people.at_address(tx, case.chat))}


def _taken_back(tx: Tx, case: Case, said: Said) -> list[Response] | None:
    """Take back what the person's last message reported or decided, if the text says that."""
    if not undoes(said.text):
        return None
    if dropped := refusing.dropped(tx, case, said.text):
        return dropped
    decided = reopening.last_undone(tx, case)
    return decided or undoing.undo(tx, case, replies.last_said_by(tx, case.known.id)) or None


def _pressed(tx: Tx, case: Case, tapped: Tapped) -> list[Response]:
    """As if it had been pressed, but nothing waits for the tap to be confirmed."""
    found = taps.pressed(tx, case, tapped)
    return [each for each in found if not isinstance(each, Confirm)]
