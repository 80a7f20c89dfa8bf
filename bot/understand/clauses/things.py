"""Things that a text names: what is finished may be another thing than the duty's.

It knows things by the nouns in `vocabulary.toml` (`mon`, `plain.things`); a noun that stands in no
list is looked at by `doubts.of_something_else`.
"""

from collections.abc import Sequence

from bot.understand.clauses.cutting import Clause
from bot.understand.clauses.slips import of_titles, spelled
from bot.understand.words.beside import letters, rows
from bot.understand.words.fold import fold
from bot.understand.words.lexicon import KIND, VOCABULARY
from bot.understand.words.scene import Scene
from bot.understand.words.titles import Title

_PHRASES = [tuple(fold(word) for word in name.split()) for name in VOCABULARY["plain"]["things"]]
_FORMS = {tuple(form for form, _ in name) for name in _PHRASES}
_BARES = {tuple(bare for _, bare in name) for name in _PHRASES}
_FIRST = frozenset(name[0] for name in _BARES)
_LONGEST = max(map(len, _BARES))
_ENDS = KIND["xong"] | KIND["hanh_dong"] | KIND["lam"]
_BODIES = letters("bodies_of_a_field")  # "Sở Kế hoạch" is no plan
_PLACES = letters("where_it_stands")  # "trong hội trường"
_CITING = letters("citing")


def names_another(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether a thing of no title stands before the act or "xong", or is its object."""
    ends = [m for m in clause.marks if m.kinds & _ENDS]
    if not ends:
        return False
    if _is_another_report(scene, clause, titles):
        return True
    objects = {m.end for m in ends}
    last = ends[-1].start
    return any(
        (start < last or start in objects)
        and not _cited(scene, start, end)
        and scene.bare(start - 1) not in _BODIES
        and scene.bare(start - 1) not in _PLACES
        and scene.number(start - 1) is None  # "cả ba nội dung"
        and not _is_of_a_title(scene, start, end, titles)
        for start, end in _things(scene, clause)
    )


def _is_of_a_title(scene: Scene, start: int, end: int, titles: Sequence[Title]) -> bool:
    """Whether a thing has only words of a title; a draft has to stand there as it is called.

    "Bản thảo" is no part of "Văn bản gửi Hội thảo".
    """
    if not all(of_titles(scene, i, titles) for i in range(start, end)):
        return False
    pair = scene.bare(start), scene.bare(end - 1)
    return pair not in _DRAFTS or any(pair in title.pairs for title in titles)


_DRAFTS = rows("drafts")


def _is_another_report(scene: Scene, clause: Clause, titles: Sequence[Title]) -> bool:
    """Whether "báo cáo" goes on with a name that no title has: "báo cáo bạch hầu gửi rồi"."""
    return "cao" in scene.bares and any(
        (scene.bare(i), scene.bare(i + 1)) == _REPORT
        and scene.bare(i + 2) not in _RECEIVERS
        and all(
            k in clause.loose and spelled(scene, k) and not of_titles(scene, k, titles)
            for k in (i + 2, i + 3)
        )
        for i in range(clause.start, clause.end - 3)
    )


_REPORT = ("bao", "cao")
_RECEIVERS = letters("receivers")


def _cited(scene: Scene, start: int, end: int) -> bool:
    """Whether a paper is only named as the one by which something was done."""
    return scene.bare(start - 1) in _CITING or scene.bare(end) == "so"


def _things(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    """Where things are named, as ranges of tokens; "nội dung 3" is a duty."""
    numbered = {naming.start for naming in clause.namings}
    found = [
        (m.start, m.end) for m in clause.marks if m.kinds & KIND["mon"] and m.start not in numbered
    ]
    if scene.bares.isdisjoint(_FIRST):
        return found
    known = _FORMS if scene.accented else _BARES
    spoken = scene.form if scene.accented else scene.bare
    opens = [i for i in range(clause.start, clause.end) if scene.bare(i) in _FIRST]
    found += [
        (i, end)
        for i in opens
        for end in range(i + 1, min(i + _LONGEST, clause.end) + 1)
        if tuple([spoken(k) for k in range(i, end)]) in known
    ]
    return found
