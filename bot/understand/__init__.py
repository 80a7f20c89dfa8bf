"""Texts of unit heads and leaders understood: pure, by rules and vocabulary files.

The words stand in `vocabulary.toml`, the rules in `rules.toml`, the questions of leaders in
`queries.toml`: files that a clerk can read and extend.
"""

from bot.understand.absence_changes import Added, Moved, read_change
from bot.understand.absences import (
    Away,
    asks_who_is_away,
    misses_a_meeting,
    read_absence,
    speaks_of_absence,
)
from bot.understand.citing import (
    Reference,
    around_references,
    asks_for_evidence,
    ids,
    looks_for_evidence,
    only_presents,
    references,
)
from bot.understand.contradictions import contradicted
from bot.understand.documents import from_json, to_json
from bot.understand.done_on import done_on, may_promise
from bot.understand.exchanges import Exchange, exchange
from bot.understand.explaining import bare_reason, more_reason
from bot.understand.following import asks_for_wishes, asks_more, goes_on, named_in, numbered
from bot.understand.handovers import Handover, read_handover
from bot.understand.mentions import is_called, unit_and_rest, unit_decided_on, unit_named
from bot.understand.moments import names_several_hours
from bot.understand.no_reason import in_working_days, is_no_reason, is_only_a_day, puts_off
from bot.understand.orders import asks_who_has_joined, changes_the_plan
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
from bot.understand.sayings import split_off
from bot.understand.several import OnSeveral, decisions_on_several
from bot.understand.turns import (
    agrees,
    already,
    because,
    corrects,
    head,
    insists,
    names,
    nods,
    only_because,
    received,
    says_another,
    swaps,
    takes_back,
    thanks,
    undoes,
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
from bot.understand.verdicts import (
    Numbered,
    Verdict,
    judges,
    meant,
    numbered_wish,
    refuses_again,
    result_judged,
    sends_back,
    verdict,
)
from bot.understand.wishes import (
    asks_help,
    consents,
    hesitates,
    needs,
    of_all_wishes,
    praises,
    retracts,
    says_no_opinion,
    speaks_of_several,
)

__all__ = [
    "ActivityName",
    "Added",
    "Away",
    "Exchange",
    "Handover",
    "Intent",
    "Moved",
    "Numbered",
    "OnSeveral",
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
    "around_references",
    "asking_pieces",
    "asks_for_evidence",
    "asks_for_wishes",
    "asks_help",
    "asks_more",
    "asks_who_has_joined",
    "asks_who_is_away",
    "bare_reason",
    "because",
    "changes_the_plan",
    "consents",
    "contradicted",
    "corrects",
    "decisions_on_several",
    "done_on",
    "exchange",
    "from_json",
    "goes_on",
    "head",
    "hesitates",
    "ids",
    "in_working_days",
    "insists",
    "is_called",
    "is_no_reason",
    "is_only_a_day",
    "is_only_asking",
    "judges",
    "looks_for_evidence",
    "may_promise",
    "meant",
    "misses_a_meeting",
    "more_reason",
    "nagged",
    "named_in",
    "names",
    "names_several_hours",
    "needs",
    "no_reminder",
    "nods",
    "numbered",
    "numbered_wish",
    "of_all_wishes",
    "only_because",
    "only_presents",
    "praises",
    "puts_off",
    "read_absence",
    "read_change",
    "read_handover",
    "received",
    "references",
    "refiling",
    "refuses_again",
    "result_judged",
    "retold",
    "retracts",
    "says_another",
    "says_no_opinion",
    "sends_back",
    "snooze",
    "snoozes",
    "speaks_of_absence",
    "speaks_of_several",
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
    "without_reminder",
]
