"""Choices where there are no buttons: numbered lines, and what somebody who types means by them.

A menu is one question, with the choices that stood under one message. Its numbers hold only until
somebody has spoken: a bare “2” answers what was asked last. Its words hold as long as the menu.
The numbers of duties are no menu's: “2 xong” speaks of duty 2, and is never looked up here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.messages import Choice, Message
from bot.understand.words.fold import tokens

LASTS = timedelta(days=7)
"""How long a menu can be answered; who comes back later asks anew."""

_BEFORE_A_NUMBER = frozenset(
    {("so",), ("chon",), ("chon", "so"), ("cau",), ("muc",), ("y",), ("phuong", "an")}
)
_COURTESIES = frozenset({"a", "nhe", "nha"})
_VERB_AND_NUMBER = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A choice as it stands in a menu; `n` is None where words alone choose it."""

    n: int | None
    choice: Choice

    @property
    def names_itself(self) -> bool:
        """Whether its words name a number, so that it can be chosen beside its neighbours."""
        return any(c.isdecimal() for c in self.choice.typed or "")

    @property
    def verb(self) -> tuple[str, ...]:
        """The words that come before its number: “đôn đốc” of “đôn đốc 2”; none of any other."""
        return self._numbered[0]

    @property
    def listed_as(self) -> int | None:
        """The number of a list that it names behind its verb; None where it names none."""
        return self._numbered[1]

    @property
    def _numbered(self) -> tuple[tuple[str, ...], int | None]:
        said = _bare(self.choice.typed or "")
        if len(said) < _VERB_AND_NUMBER or not said[-1].isdecimal():
            return (), None
        return said[:-1], int(said[-1])


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be chosen under a message.

    `about` is how the message begins, `listed` the numbers of the duties that it lists. A menu is
    `fresh` until the person has spoken since it came.
    """

    id: int
    about: str
    message_id: str | None
    lines: tuple[Line, ...] = ()
    listed: frozenset[int] = frozenset()
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Picked:
    """A choice that was meant, and the menu it stands in."""

    menu: Menu
    line: Line


@dataclass(frozen=True, slots=True)
class Meant:
    """All that a text may mean: choices, and maybe the duty of that number."""

    picked: tuple[Picked, ...]
    duty: int | None = None

    @property
    def certain(self) -> Picked | None:
        """The only thing that can be meant; None if there are others, or nothing."""
        return self.picked[0] if len(self.picked) == 1 and self.duty is None else None


NOTHING = Meant(())


def of(message: Message) -> Menu:
    """A message's choices as a menu, before it is kept.

    Those without words get numbers, past those of the duties that the message lists itself. What is
    typed under a duty's number is left out: that is read like everything else that people write.
    """
    choices = [choice for row in message.rows for choice in row]
    numbers = {number_of_duty(choice) or 0: (choice.typed or "").isdecimal() for choice in choices}
    listed = frozenset(n for n, alone in numbers.items() if n and not alone)
    about = " ".join([message.heading, *message.body.splitlines()[:1]])
    return Menu(0, about, None, _lines(choices, past=max(numbers, default=0)), listed)


def _lines(choices: Sequence[Choice], *, past: int) -> tuple[Line, ...]:
    n = past
    found: list[Line] = []
    for choice in choices:
        if choice.typed is None:
            n += 1
            found.append(Line(n, choice))
        elif choice.typed.isdecimal():
            found.append(Line(int(choice.typed), choice))
        elif number_of_duty(choice) is None:
            found.append(Line(None, choice))
    return tuple(found)


def number_of_duty(choice: Choice) -> int | None:
    """The number of a duty that what is typed for a choice begins with; None if there is none."""
    first = (choice.typed or "").split(" ", 1)[0]
    return int(first) if first.isascii() and first.isdecimal() else None


def meant(menus: Sequence[Menu], text: str) -> Meant:
    """What somebody means who types a text where these menus stand, newest first.

    A number is sought among the menus that came since the person last spoke; words there first,
    then among the older ones. Several are given only where they lead to different things.
    """
    said = bare(text)
    fresh = [menu for menu in menus if menu.fresh]
    n = _number(said)
    if n is not None:
        picked = _different(Picked(m, line) for m in fresh for line in m.lines if line.n == n)
        if picked:  # a list whose lines are numbered may be meant, too, where it came beside
            own = {each.menu.id for each in picked}
            listed = (Picked(m, li) for m in fresh if m.id not in own for li in m.lines[::-1])
            picked = _different((*picked, *(p for p in listed if p.line.listed_as == n)))
        duty = n if picked and any(n in m.listed for m in fresh) else None
        return Meant(picked, duty)
    for some in (fresh, [menu for menu in menus if not menu.fresh]):
        found = (Picked(m, li) for m in some for li in m.lines if said in _words(li))
        picked = _different(p for p in found if not _is_superseded(p, menus))
        if picked:
            return Meant(picked[:1] if said in _OF_THE_LATEST else picked)
    return NOTHING


_OF_THE_LATEST = {("dung",)}
"""What confirms is of the newest question alone: older ones may say the contrary."""


def _is_superseded(picked: Picked, menus: Sequence[Menu]) -> bool:
    """Whether a newer list has such lines: “đôn đốc 3” is of the list that was shown last."""
    verb = picked.line.verb
    newest = next(m for m in menus if m is picked.menu or any(li.verb == verb for li in m.lines))
    return bool(verb) and newest is not picked.menu


def number(text: str) -> int | None:
    """The number that is all of a text: it answers a list, and says nothing else; else None."""
    return _number(bare(text))


def _different(picked: Iterable[Picked]) -> tuple[Picked, ...]:
    by_data: dict[str, Picked] = {}
    for each in picked:
        by_data.setdefault(each.line.choice.data, each)
    return tuple(by_data.values())


def bare(text: str) -> tuple[str, ...]:
    """The words and figures of a text without diacritics, and without the courtesy at its end.

    No figure is left out: “1 60%” and “đồng ý đến 16/5” are not “1” and “đồng ý đến”.
    """
    found = _bare(text)
    while len(found) > 1 and found[-1] in _COURTESIES:
        found = found[:-1]
    return found


def _bare(text: str) -> tuple[str, ...]:
    return tuple(token.bare for token in tokens(text) if token.kind not in ("sign", "end"))


def _number(said: tuple[str, ...]) -> int | None:
    """The number that is all of what was said: “2”, “số 2”, “chọn 2”."""
    if not said or not said[-1].isdecimal() or len(said[-1]) > _LONGEST:
        return None
    return int(said[-1]) if said[:-1] in _BEFORE_A_NUMBER | {()} else None


_LONGEST = 3  # digits of a number that any menu has


_COUNT = re.compile(r" \(\d+\)$")
"""How many things a label leads to: “Chờ xác nhận (01)” is typed without it."""


def _words(line: Line) -> set[tuple[str, ...]]:
    """The rows of words that choose a line: its label, what it says to type, its whole line.

    What names a line of a list is chosen by that alone, as “đôn đốc Phòng QLKH” may be of another.
    """
    if line.verb:
        return {_bare(line.choice.typed or "")}
    label = _bare(line.choice.label)
    uncounted = _COUNT.sub("", line.choice.label)
    found = {label, _bare(uncounted), _bare(line.choice.typed or line.choice.label)}
    return found | {(str(line.n), *label)} if line.n is not None else found
