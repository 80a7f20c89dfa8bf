"""Files that have been looked at are put away, and thanked for or asked about.

Those of an album once it is whole: what one of them says holds for all, or tells them apart.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.board import exhibits
from bot.case import Case
from bot.desk import Desk
from bot.messages import Incoming, Said
from bot.responses import Response
from bot.store import attachments, people
from bot.store.attachments import File, Stage
from bot.store.evidence import Kept
from bot.store.memory import Tx
from bot.talk import albums, apart, duties, enclosures, filing, moving, whose
from bot.wording import files


def put_away(tx: Tx, desk: Desk, ids: Sequence[int], now: datetime) -> list[Response]:
    """Put away files of one message or album that were looked at, and say it once.

    Those that lie with us and whose duty is known; of what came of an album it is asked now.
    """
    group = attachments.get(tx, ids)
    if not group:
        return []
    case = _case(tx, desk, group[0], now)
    album = attachments.of_album(tx, case.chat, group[0].album) if group[0].album else group
    group = _joined(tx, group, album)
    known = [file for file in group if file.duties and file.stage is Stage.KEPT]
    unknown = [file.id for file in group if file.album and _is_new(file)]
    thanked = _thanked(tx, case, known, album) if known else []
    thanked += moving.asked_again(tx, case, [duty for file in known for duty in file.duties or ()])
    return [*thanked, *(_of_unknown(tx, case, unknown, album) if unknown else [])]


def _of_unknown(
    tx: Tx, case: Case, unknown: Sequence[int], album: Sequence[File]
) -> list[Response]:
    """Share the photos of an album out as its caption does, or else ask which duty they show.

    It is asked once for all that has come of it: the question on the screen may know some already.
    """
    words = next((file.words for file in album if file.words), "")
    if shared_out := apart.by_caption(tx, case, words, album):
        return shared_out
    waiting = enclosures.asked_about(tx, case)
    if waiting is not None and not {file.id for file in album}.isdisjoint(waiting.facts["files"]):
        enclosures.join(tx, waiting, unknown)
        return []
    known = whose.choices(tx, case, duties.all_open(tx, case))
    return enclosures.ask_which(tx, case, known, {"files": list(unknown)}, files.sent())


def _is_new(file: File) -> bool:
    """Whether nobody has said what a file shows, and it was looked at for the first time."""
    before = file.attempts - (file.stage is Stage.WAITING)  # what was not fetched now is counted
    return file.duties is None and before == 0


def _case(tx: Tx, desk: Desk, file: File, now: datetime) -> Case:
    """What somebody sent, once its files have been looked at."""
    said = Incoming(None, file.chat, None, Said(""))
    current = replace(desk, plans=desk.plans.renewed(tx))
    return Case(current, said, file.inbox, now, now, people.person(tx, file.person, now))


def _joined(tx: Tx, group: Sequence[File], album: Sequence[File]) -> list[File]:
    """The files, those without words with the duties that were told of their album meanwhile."""
    apart_ = enclosures.shared_out("", album)
    told = None if apart_ else next((file.duties for file in album if file.duties), None)
    silent = [file.id for file in group if file.duties is None and file.words is None]
    if told and silent:
        attachments.retell(tx, silent, told)
    return attachments.get(tx, [file.id for file in group])


def _thanked(tx: Tx, case: Case, known: Sequence[File], album: Sequence[File]) -> list[Response]:
    """Put files away; those that came before the words for all of their album are moved along."""
    ids = [id_ for file in known for id_ in exhibits.put_away(tx, file)]
    own = list(dict.fromkeys(duty for file in known for duty in file.duties or ()))
    arrived = {file.id for file in known}
    before = [file for file in album if file.id not in arrived and _lies_with(file, own)]
    moved: list[Kept] = []
    if any(file.words for file in known):
        for file in before:
            new, astray = exhibits.follow(tx, case, file) if file.words is None else ([], [])
            ids += new
            moved += astray
    head = files.kept(len(known), before=len(before), left=albums.duties_of(case, moved, own))
    plans, person = case.desk.plans, case.known.id
    return filing.thanks(tx, plans, case.chat, person, own, ids, head, case.now)


def _lies_with(file: File, own: Sequence[whose.Duty]) -> bool:
    """Whether a file has been put away, and shows these duties by all that is said of it."""
    return file.stage is Stage.KEPT and bool(file.duties) and set(file.duties or ()) <= set(own)
