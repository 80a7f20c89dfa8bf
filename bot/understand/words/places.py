"""A duty by its place in the document, as the bot writes it: "mục III.2.2, Stt 1"."""

import re
from collections.abc import Sequence

from bot.understand.values import OpenTask
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import VOCABULARY


def _any_of(words: Sequence[str]) -> str:
    """A pattern for these words, with or without their diacritics, longest first."""
    bare = [" ".join(fold(part)[1] for part in word.split()) for word in words]
    return rf"(?:{'|'.join(sorted({*words, *bare}, key=len, reverse=True))})\b"


_LISTS = VOCABULARY["places"]
_WORD = rf"\b{_any_of(_LISTS['sections'])}\s+"
_ROW = rf"\b{_any_of(_LISTS['rows'])[:-2]}\s*[:.]?\s*"
_N = r"\d{1,2}(?!\w|[/.-]\d)"
_MORE = rf"\s*(?:[,&+]|{_any_of(_LISTS['joins'])})\s*{_N}"
_COUNTED = rf"\s*{_any_of(VOCABULARY['task_words']['counters'])}"
_ROWS = rf"{_N}(?:{_MORE}(?!{_COUNTED}))*"
_SECTION = r"(?:[ivx]+(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})+)\b"
_BEGINS, _BETWEEN = r"(?<![\w.-])", r"[\s,;:(-]*"
_PLACE = re.compile(
    rf"\(?(?:(?:{_WORD}|{_BEGINS})(?P<first>{_SECTION}){_BETWEEN}{_ROW}(?P<rows>{_ROWS})"
    rf"|{_ROW}(?P<rows_first>{_ROWS}){_BETWEEN}{_WORD}(?P<last>{_SECTION})"
    rf"|{_WORD}(?P<alone>[ivx]+(?:\.\d{{1,2}})+)\b"
    rf"|{_BEGINS}(?P<bare>[ivx]+(?:\.\d{{1,2}}){{2,}})\b"
    rf"|{_BEGINS}(?P<id>\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}[a-z]?)\b(?![.\d]))\)?",
    re.IGNORECASE,
)
_MAY = re.compile(rf"[ivx]\.\d|{_ROW}\d|\d\.\d{{1,2}}\.\d", re.IGNORECASE)
_CITED = re.compile(rf"\b{_any_of(_LISTS['cited'])}\s*$", re.IGNORECASE)
_WORDED = re.compile(rf"\b{_any_of(VOCABULARY['task_words']['before_number'])}\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<![\w./-])(\d{1,2})\s*$")
_NUMBER = re.compile(r"\d+")
_DUTY, _SHORT = _LISTS["duty"]
_NONE_SUCH = 0


def placed(text: str, tasks: Sequence[OpenTask]) -> str:
    """The text with the numbers of duties where it has their places, no character moved.

    A place that is not that of one open duty becomes a number that none has: its figures must
    never be read as those of duties. Where no duty is known to have a place, it says nothing.
    """
    if not tasks or not _MAY.search(text):
        return text
    known = [task for task in tasks if task.section]
    return _PLACE.sub(lambda found: _written(found, known).ljust(len(found.group())), text)


def _written(found: re.Match[str], tasks: Sequence[OpenTask]) -> str:
    """What to read in the stead of a place; behind a number it only says where that one stands."""
    before, typed = found.string[: found.start()], found.groupdict()
    if typed["id"]:
        word = "" if _WORDED.search(before) else f"{_SHORT} "
        return _by_id(typed["id"], word, tasks)
    section = next(filter(None, (typed[k] for k in ("first", "last", "alone", "bare"))), "")
    rows = _NUMBER.findall(typed["rows"] or typed["rows_first"] or "")
    named = _NUMBERED.search(before)
    if not tasks or (not rows and (named or _CITED.search(before))):
        return ""
    numbers = [_at(tasks, section.casefold(), row) for row in rows or [None]]
    if named and numbers == [int(named[1])]:
        return ""
    meant = f"{_DUTY} {', '.join(str(n) for n in numbers)}"
    certain = named is None and None not in numbers and len(meant) <= len(found.group())
    return meant if certain else f"{_DUTY} {_NONE_SUCH}"


def _by_id(typed: str, word: str, tasks: Sequence[OpenTask]) -> str:
    """The same for the id of a row, "2.1.2"; "1.2.3" may as well list the numbers of duties."""
    numbers = _NUMBER.findall(typed)
    at = [task.n for task in tasks if task.activity == typed.casefold()]
    if len(set(numbers)) == len(numbers) and typed[-1].isdigit():
        return f"{word}{_NONE_SUCH}" if at else typed
    return f"{word}{at[0] if len(at) == 1 else _NONE_SUCH}"


def _at(tasks: Sequence[OpenTask], section: str, row: str | None) -> int | None:
    """The number of the only duty at a place; None if there is none, or more than one."""
    at = [task.n for task in tasks if _stands_there(task, section, row)]
    return at[0] if len(at) == 1 else None


def _stands_there(task: OpenTask, section: str, row: str | None) -> bool:
    whole = (task.section or "").casefold()
    ends = {whole, whole.partition(".")[2]}  # "III.2.2", or "2.2" for short
    if row is None:
        return section in ends | {f"{each}.{task.row}" for each in ends}
    return task.row == row and (section in ends or whole.startswith(f"{section}."))
