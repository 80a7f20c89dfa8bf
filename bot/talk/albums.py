"""Photos that were sent at once belong together: what one of them says holds for all.

Photos that come one by one are told of by the words that follow them: “ảnh việc 3”. What was put
away before that is moved by a row.
"""

from collections.abc import Sequence
from itertools import takewhile

from bot import access
from bot.access import Wish
from bot.board import exhibits
from bot.case import Case
from bot.choices.menus import number
from bot.messages import Attachment, Said
from bot.responses import Response, Say
from bot.store import arrivals, attachments, heard, questions
from bot.store.attachments import File, Stage
from bot.store.evidence import Kept
from bot.store.memory import Tx
from bot.store.questions import Asks
from bot.talk import duties, enclosures, filing, recording, whose
from bot.talk.duties import Task
from bot.talk.remarks import Remark
from bot.understand.dialogue.turns import names_for_certain
from bot.understand.evidence.citing import (
    hands_over,
    only_presents,
    references,
    speaks_of_done,
    speaks_of_duties,
    typed_plainly,
    uncounted,
)
from bot.understand.evidence.refiling import refiling
from bot.wording import files
from bot.wording import refiling as words_of
from schedules.plan import Assignment


def duties_of(case: Case, moved: Sequence[Kept], own: Sequence[whose.Duty]) -> list[Assignment]:
    """The duties that evidence has been taken from, and that are none of the `own`."""
    plans = case.desk.plans.by_id
    keys = dict.fromkeys((kept.plan, *kept.key) for kept in moved)
    return [
        duty
        for plan, *key in (each for each in keys if each not in own)
        if plan in plans and (duty := plans[plan].plan.by_key.get((key[0], key[1]))) is not None
    ]


def sent_with(tx: Tx, said: Said, inbox: Sequence[int]) -> list[File]:
    """The files of a message whose caption reads differently now; none where others came instead.

    `inbox` are the updates in which the message was heard before.
    """
    sent = attachments.came_with(tx, inbox) if said.attachments else []
    known = [file.attachment for file in sent]
    return sent if all(_is_one_of(each, known) for each in said.attachments) else []


def _is_one_of(attachment: Attachment, known: Sequence[Attachment]) -> bool:
    """Whether a file is one of these; a platform may refer to it in other letters each time."""
    size = attachment.size
    return any(
        attachment.ref == each.ref or (size is not None and size == each.size) for each in known
    )


def captioned(tx: Tx, case: Case, remark: Remark, sent: Sequence[File]) -> list[Response]:
    """A caption typed into photos that were sent already holds as if it had come late with them.

    For the photos of their album without words of their own, too. One that names no duty leaves
    them where they lie, and is a report on these.
    """
    own = [file.id for file in sent]
    attachments.caption(tx, own, remark.words[: duties.LONGEST] or None)
    if not access.may(case.known, Wish.REPORT):
        return []
    to = whose.told(tx, case, remark)
    if to is None:
        shown = list(dict.fromkeys(duty for file in sent for duty in file.duties or ()))
        return enclosures.by_caption(tx, case, own, shown) if not remark.states else []
    album = sent[0].album
    others = attachments.of_album(tx, case.chat, album) if album else []
    ids = [*own, *(file.id for file in others if file.words is None and file.id not in own)]
    attachments.retell(tx, ids, to)
    enclosures.settle(tx, case, ids)
    meant = attachments.get(tx, ids)
    if all(file.stage is Stage.WAITING for file in meant):
        return []  # they are thanked for once they have been fetched
    return followed(tx, case, meant, to)


def named_after(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“Ảnh việc 3” after photos without words: they are of that duty, wherever they lie by now.

    Nothing where none came just before, or the text says of which duty they are not at all.
    """
    words = remark.words
    sent = _just_sent(tx, case) if _may_tell(tx, case, remark) else []
    meant = _meant(tx, case, remark) if sent else []
    if not meant:
        return []
    to = [whose.duty_of(task) for task in meant]
    ids = [file.id for file in sent]
    attachments.retell(tx, ids, to)
    enclosures.settle(tx, case, ids)
    told = recording.reported(tx, case, words, remark.reading, meant) if remark.states else []
    told = told or enclosures.whether_done(tx, case, remark)
    return [*told, *followed(tx, case, attachments.get(tx, ids), to)]


def _may_tell(tx: Tx, case: Case, remark: Remark) -> bool:
    """Whether a text may say of files that came before it what they show.

    It says so of a link or of what is being moved, if that is what was asked about last.
    """
    said, words = remark.said, remark.words
    if said.attachments or said.forwarded or references(words):
        return False
    if not hands_over(words) and not _only_names(tx, case, remark):
        return False
    wish = refiling(words, case.today)
    if wish and wish.sent and not wish.sent[0] <= case.today <= wish.sent[1]:
        return False  # it speaks of what came on another day
    if wish and wish.of and wish.duty:
        return False  # “ảnh ở việc 2 là của việc 1” is of what lies there, and of one of the two
    asked = questions.opened(tx, case.chat, case.known.id, case.now, Asks.FILES, most=1)
    if not access.may(case.known, Wish.REPORT) or (asked and not asked[0].facts["files"]):
        return False
    return not duties.unseen(tx, case, said, remark.reading, remark.tasks)


def _only_names(tx: Tx, case: Case, remark: Remark) -> bool:
    """Whether a text is only a duty's name, and right behind a file: “Việc 4”, “của việc 4”.

    Not where anything that a duty answers was asked, or a list came since.
    """
    words = remark.words
    bare = only_presents(words, numbered=True) and number(words) is None
    if not bare or not duties.figures(words) or remark.states or speaks_of_done(words):
        return False
    sent = _just_sent(tx, case)
    asked = questions.opened(tx, case.chat, case.known.id, case.now)
    if not sent or any(each.kind not in _BESIDE_FILES for each in asked):
        return False
    last = sent[-1]
    since = heard.words_since(tx, case.chat, last.inbox, before=case.inbox, most=1)
    return not since and not arrivals.listed_since(tx, case.chat, last.at)


_BESIDE_FILES = (Asks.RIGHT, Asks.EVIDENCE, Asks.EXHIBITS, Asks.REASON, Asks.DONE)
"""What is asked with a report and with evidence, and is not answered by a duty's name."""


def described_after(tx: Tx, case: Case, remark: Remark) -> list[Response]:
    """“Ảnh tầng 1 với cổng đó” behind photos that were filed says what they show, and no more."""
    said, words = remark.said, remark.words
    if case.chat.is_group or said.attachments or said.forwarded or references(words):
        return []
    if remark.states or remark.reading.intent != "not_understood" or _meant(tx, case, remark):
        return []
    spoken = uncounted(words)
    if not hands_over(spoken) and not _calls_pictures(tx, case, spoken):
        return []
    sent = _just_sent(tx, case) if access.may(case.known, Wish.REPORT) else []
    filed = bool(sent) and all(file.duties for file in sent)
    if not filed or duties.names_unknown(case, spoken, remark.tasks):
        return []
    return [Say(case.chat, files.described_since(), case.known.id)]


def _calls_pictures(tx: Tx, case: Case, words: str) -> bool:
    """Whether “anh”, typed without signs, may be a picture, and no man who is why it is late."""
    if not hands_over(typed_plainly(words)):
        return False
    return not questions.opened(
        tx, case.chat, case.known.id, case.now, Asks.REASON, Asks.TERM, most=1
    )


def _meant(tx: Tx, case: Case, remark: Remark) -> list[Task]:
    """The duties that a text names, open or done; “2 ảnh”, “2 cái ở cổng” count pictures."""
    if found := whose.pictured(tx, case, remark):
        return found
    spoken = uncounted(remark.words)
    found = whose.named(tx, case, spoken, remark.tasks)
    known = whose.known(tx, case, remark.tasks)
    certain = names_for_certain(duties.utterance(case, spoken, known, last="free"))
    counts = not {task.n for task in found} <= certain and not speaks_of_duties(spoken)
    return [] if counts else found


def _just_sent(tx: Tx, case: Case) -> list[File]:
    """The last photos that this person has sent, as far as they and their albums have no words."""
    lately = attachments.lately(tx, case.chat, case.known.id, case.said_at - whose.FOLLOWED_WITHIN)
    told = {file.album for file in lately if file.album and file.words}
    silent = takewhile(lambda f: f.words is None and f.album not in told, reversed(lately))
    return [file for file in silent if may_show(tx, file)][::-1]


def may_show(tx: Tx, file: File) -> bool:
    """Whether a file is evidence still, or may become it: what was dropped stays dropped."""
    if file.stage is Stage.WAITING:
        return file.duties != ()
    kept = file.stage is Stage.KEPT
    return kept and (file.duties is None or bool(exhibits.lying(tx, file)))


def followed(tx: Tx, case: Case, sent: Sequence[File], to: Sequence[whose.Duty]) -> list[Response]:
    """Have files lie where they belong by now; what has not come yet is thanked for when it has."""
    ids: list[int] = []
    moved: list[Kept] = []
    here = [file for file in sent if file.stage is Stage.KEPT]
    for file in here:
        new, astray = exhibits.follow(tx, case, file)
        ids += new
        moved += astray
    found = [(task.plan, task.standing) for task in filing.tasks_of(tx, case, to)]
    if not here:
        return [Say(case.chat, files.will_be_kept([told for _, told in found]), case.known.id)]
    if not ids:
        lying = [kept for file in here for kept in exhibits.lying(tx, file)]
        shown = [kept.exhibit for kept in lying]
        message = words_of.already_there(shown, [told.assignment for _, told in found])
        return [Say(case.chat, message, case.known.id)]
    head = files.kept(len(here), left=duties_of(case, moved, to))
    return filing.say_kept(tx, case.chat, case.known.id, found, head, ids, case.now)
