"""Texts of unit heads and leaders understood: pure, by rules and vocabulary files.

The words stand in `vocabulary.toml`, the rules in `rules.toml`, the questions of leaders in
`queries.toml`: files that a clerk can read and extend.
"""

from bot.understand.absences import Away, asks_who_is_away, read_absence, speaks_of_absence
from bot.understand.citing import (
    Reference,
    asks_for_evidence,
    ids,
    looks_for_evidence,
    only_presents,
    references,
    without_links,
)
from bot.understand.documents import from_json, to_json
from bot.understand.done_on import done_on
from bot.understand.handovers import Handover, read_handover
from bot.understand.mentions import is_called, unit_and_rest, unit_decided_on, unit_named
from bot.understand.questions import topic
from bot.understand.reading import understand
from bot.understand.refiling import Refiling, refiling
from bot.understand.reminding import (
    Snooze,
    asking_pieces,
    is_only_asking,
    nagged,
    no_reminder,
    snooze,
    snoozes,
    when,
    without_reminder,
)
from bot.understand.retold import retold
from bot.understand.turns import (
    Verdict,
    agrees,
    already,
    because,
    corrects,
    head,
    insists,
    judges,
    names,
    nods,
    numbers_a_wish,
    received,
    result_judged,
    split_off,
    swaps,
    takes_back,
    thanks,
    undoes,
    verdict,
    withdraws,
)
from bot.understand.values import (
    ActivityName,
    Intent,
    OpenTask,
    Part,
    Query,
    Reading,
    Section,
    UnitName,
    Utterance,
)
from bot.understand.wishes import consents, hesitates, needs, praises

__all__ = [
    "ActivityName",
    "Away",
    "Handover",
    "Intent",
    "OpenTask",
    "Part",
    "Query",
    "Reading",
    "Reference",
    "Refiling",
    "Section",
    "Snooze",
    "UnitName",
    "Utterance",
    "Verdict",
    "agrees",
    "already",
    "asking_pieces",
    "asks_for_evidence",
    "asks_who_is_away",
    "because",
    "consents",
    "corrects",
    "done_on",
    "from_json",
    "head",
    "hesitates",
    "ids",
    "insists",
    "is_called",
    "is_only_asking",
    "judges",
    "looks_for_evidence",
    "nagged",
    "names",
    "needs",
    "no_reminder",
    "nods",
    "numbers_a_wish",
    "only_presents",
    "praises",
    "read_absence",
    "read_handover",
    "received",
    "references",
    "refiling",
    "result_judged",
    "retold",
    "snooze",
    "snoozes",
    "speaks_of_absence",
    "split_off",
    "swaps",
    "takes_back",
    "thanks",
    "to_json",
    "topic",
    "understand",
    "undoes",
    "unit_and_rest",
    "unit_decided_on",
    "unit_named",
    "verdict",
    "when",
    "withdraws",
    "without_links",
    "without_reminder",
]
