"""Files that were sent one after the other are told apart by their order.

“2 ảnh đầu của việc 1, ảnh cuối của việc 2”, “bỏ ảnh thứ 2”: each goes where it is said to belong.
Where it is not certain which are meant nothing changes, and how it can be said is told.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot import access
from bot.access import Wish
from bot.board import exhibits
from bot.case import Case
from bot.responses import Response, Say
from bot.store import attachments, heard, questions
from bot.store.attachments import File, Stage
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import albums, duties, enclosures, moving, placing, replacing, whose
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand.evidence.citing import references
from bot.understand.evidence.picking import Share, placed, shares
from bot.wording import files as files_of
from bot.wording import refiling as words_of

REMEMBERED = timedelta(hours=24)
"""How long files are meant by their order."""

MOST_READ = 20

Part = tuple[Share, Sequence[Task], Sequence[File]]


def told_of(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """What a text says of evidence that came before it: which piece is meant, whose, or gone."""
    return (
        moving.piece_named(tx, case, remark.words)
        or moving.piece_asked_about(tx, case, remark.words)
        or replacing.replaced(tx, case, remark)
        or _told_apart(tx, case, remark)
        or albums.named_after(tx, case, remark)
        or placing.placed(tx, case, remark)
    )


def _told_apart(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """What a text says of files by their order; nothing if it does not, or there are none."""
    told = shares(remark.words)
    if not told or references(remark.words) or remark.said.forwarded:
        return []
    if not access.may(case.known, Wish.REPORT):
        return []
    known = whose.known(tx, case, remark.tasks)
    meant = [_meant(case, share.duty, known) for share in told]
    lately = _lately(tx, case)
    lies = _meant(case, told[0].of, known) if len(told) == 1 else []
    sent = _there(tx, lately, lies) if lies else _in_a_row(tx, case, lately)
    if not sent or (len(told) == 1 and told[0].duty and not meant[0]):
        return []
    places = placed([share.pick for share in told], len(sent))
    lost = any(share.duty and not tasks for share, tasks in zip(told, meant, strict=True))
    lost = lost or (any(share.of for share in told) and not lies)
    if places is None or lost or _began_before(told, lately, sent, places):
        return [Say(case.chat, words_of.not_told_apart(len(sent)), case.known.id)]
    groups = [[sent[at] for at in own] for own in places]
    said = [
        response
        for part in zip(told, meant, groups, strict=True)
        for response in _done(tx, case, *part)
    ]
    return [*said, *_left(tx, case, [file.id for group in groups for file in group])]


def captioned(tx: Tx, case: Case, remark: Remark, sent: Sequence[File]) -> list[Response]:
    """What a caption that is typed late says of its photo, or of each of its album."""
    shared: list[Response] = []
    if shares(remark.words) and sent[0].album and access.may(case.known, Wish.REPORT):
        attachments.caption(tx, [file.id for file in sent], remark.words[: duties.LONGEST])
        album = attachments.of_album(tx, case.chat, sent[0].album)
        shared = by_caption(tx, case, remark.words, album)
    return shared or albums.captioned(tx, case, remark, sent)


def by_caption(tx: Tx, case: Case, words: str, album: Sequence[File]) -> list[Response]:
    """Have the photos of an album lie as its caption shares them out, if it does for all of them.

    Nothing if it does not: then they are asked about as any others.
    """
    told = shares(words)
    places = placed([share.pick for share in told], len(album)) if told else None
    if places is None or sum(map(len, places)) < len(album):
        return []
    known = whose.known(tx, case, duties.all_open(tx, case))
    meant = [_meant(case, share.duty, known) for share in told]
    if not all(meant):
        return []
    enclosures.settle(tx, case, [file.id for file in album])
    return [
        response
        for share, tasks, own in zip(told, meant, places, strict=True)
        for response in _done(tx, case, share, tasks, [album[at] for at in own])
    ]


def _meant(case: Case, words: str, known: Sequence[Task]) -> list[Task]:
    """The duties that words name, by number or title."""
    numbers = duties.picked(case, words, known, last="ask_which") if words else ()
    found = [task for task in known if task.n in numbers]
    return found or (duties.named(case, words, known) if words else [])


def _lately(tx: Tx, case: Case) -> list[File]:
    """The files of this person that came lately and are evidence still, or may become it."""
    files = attachments.lately(tx, case.chat, case.known.id, case.said_at - REMEMBERED)
    return [file for file in files if albums.may_show(tx, file)]


def _in_a_row(tx: Tx, case: Case, files: Sequence[File]) -> list[File]:
    """The last of these with nothing written, and not much time, between them; oldest first."""
    found: list[File] = []
    for file in reversed(files):
        if found and not _follows(tx, case, file, found[-1]):
            break
        found.append(file)
    return found[::-1]


def _there(tx: Tx, files: Sequence[File], lies: Sequence[Task]) -> list[File]:
    """Those of some files that lie with these duties."""
    duties_ = {whose.duty_of(task) for task in lies}
    lying = [(file, exhibits.lying(tx, file)) for file in files if file.stage is Stage.KEPT]
    return [file for file, at in lying if any((k.plan, *k.key) in duties_ for k in at)]


def _follows(tx: Tx, case: Case, before: File, file: File) -> bool:
    if file.at - before.at > whose.FOLLOWED_WITHIN:
        return False
    between = heard.words_since(tx, case.chat, before.inbox, before=file.inbox, most=MOST_READ)
    return not any(words.strip() for words in between)


def _began_before(
    told: Sequence[Share],
    lately: Sequence[File],
    sent: Sequence[File],
    places: Sequence[Sequence[int]],
) -> bool:
    """Whether “the first” may be of files that came earlier: none of the last ones is left out."""
    counts = any(share.pick.from_first for share in told)
    whole = sum(map(len, places)) == len(sent)
    return counts and whole and len(told) == 1 and len(lately) > len(sent)


def _done(
    tx: Tx, case: Case, share: Share, tasks: Sequence[Task], files: Sequence[File]
) -> list[Response]:
    """Have some of the files lie where they are said to belong, or nowhere."""
    ids = [file.id for file in files]
    if tasks:
        to = [whose.duty_of(task) for task in tasks]
        attachments.retell(tx, ids, to)
        return albums.followed(tx, case, attachments.get(tx, ids), to)
    lying = [kept for file in files for kept in exhibits.lying(tx, file)]
    if share.drop:
        attachments.retell(tx, ids, [])
        if lying:
            return moving.drop(tx, case, lying)
        return [Say(case.chat, words_of.not_to_file(len(ids)), case.known.id)]
    if lying:
        return moving.ask_whose(tx, case, lying)
    known = whose.choices(tx, case, duties.all_open(tx, case))
    return enclosures.ask_which(tx, case, known, {"files": ids}, files_of.sent())


def _left(tx: Tx, case: Case, told: Sequence[int]) -> list[Response]:
    """Ask of the files that were asked about and of which nothing was said now."""
    said: list[Response] = []
    for asked in questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES):
        ids = asked.facts["files"]
        left = [id_ for id_ in ids if id_ not in told]
        if len(left) == len(ids) or asked.asked_at == case.now:
            continue
        questions.answered(tx, asked.id, case.now)
        if left:
            known = whose.choices(tx, case, duties.all_open(tx, case))
            zone = case.desk.plans.first.zone
            what = files_of.sent_before(len(left), asked.asked_at, zone)
            said += enclosures.ask_which(tx, case, known, {**asked.facts, "files": left}, what)
    return said
