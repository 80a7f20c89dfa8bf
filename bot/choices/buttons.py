"""What a button's data says, and what it says when it comes back.

Data names a duty and the version of its deadline by short digests, so that it fits the 64 bytes
of Telegram, needs no table, and cannot be pointed at anything that the plan does not hold. It
carries no authority: who pressed decides what may be done, and `access` knows that.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s

from bot.choices import errands, views
from bot.choices.errands import Errand
from bot.choices.views import Paper, Proof, View
from schedules.plan import Assignment, Plan
from schedules.progress import Answer

RECEIVED = "got"
"""Under a reminder: all its duties were received."""

_LONGEST_ID = 9  # digits; beyond the databases' integers nothing was ever kept

_LETTERS = {Answer.DONE: "done", Answer.NOT_DONE: "not"}
_ANSWERS = {letter: answer for answer, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says how a duty stands. `moved`: the button is older than the deadline in force.

    An extension does not make it so: the unit knows of it, having asked for it.
    """

    answer: Answer
    plan: Plan
    assignment: Assignment
    moved: bool


@dataclass(frozen=True, slots=True)
class Received:
    """Somebody received the message under which the button stands."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A quick reason for a reply, by its position among those offered; None: none is given."""

    reply: int
    choice: int | None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take a reply back."""

    reply: int


@dataclass(frozen=True, slots=True)
class Approve:
    """Let the messages behind an approval code go out."""

    code: str


@dataclass(frozen=True, slots=True)
class Urge:
    """Send the unit of a duty a word in the name of whoever presses."""

    plan: Plan
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Verdict:
    """Accept a report of “done”, or send it back.

    `lacks` is what is lacking, by its position among the quick words; None: it will be written.
    """

    reply: int
    accepted: bool
    lacks: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the choices under a question of the bot's; what `value` means is the question's."""

    question: int
    value: str


@dataclass(frozen=True, slots=True)
class Decide:
    """Grant, refuse or withdraw a wish for more time, or undo what was decided.

    REFUSE asks for words first, SILENT goes without.
    """

    request: int
    verdict: str


GRANT, REFUSE, SILENT, WITHDRAW = "yes", "no", "none", "back"
RIGHT, UNDO = "right", "undo"

Pressed = (
    Chosen
    | Decide
    | Report
    | Received
    | Reason
    | Undo
    | Approve
    | Urge
    | Verdict
    | View
    | Paper
    | Proof
    | Errand
)


def report(plan: Plan, assignment: Assignment, answer: Answer) -> str:
    """The data of a button that reports a duty done or not done."""
    deadline = _digest(assignment.deadline.version, 3)
    return f"{_LETTERS[answer]}:{_tag(plan, assignment)}:{deadline}"


def urge(plan: Plan, assignment: Assignment) -> str:
    """The data of a button that urges the unit of a duty."""
    return f"urge:{_tag(plan, assignment)}"


def accept(reply: int) -> str:
    """The data of a button that accepts a report."""
    return f"yes:{reply}"


def send_back(reply: int, lacks: int | None = None) -> str:
    """The data of a button that sends a report back, for quick words or for written ones."""
    return f"back:{reply}:{'-' if lacks is None else lacks}"


def reason(reply: int, choice: int | None) -> str:
    """The data of a quick reason, by its position among those offered; None declines."""
    return f"why:{reply}:{'-' if choice is None else choice}"


def undo(reply: int) -> str:
    """The data of a button that takes a reply back."""
    return f"undo:{reply}"


def choose(question: int, value: str | int) -> str:
    """The data of a choice under a question; `value` has letters, figures and hyphens."""
    return f"pick:{question}:{value}"


def decide(request: int, verdict: str) -> str:
    """The data of a button that decides on a wish for more time."""
    return f"ext:{request}:{verdict}"


def approve(code: str) -> str:
    """The data of the office's button."""
    return f"ok:{code}"


class Buttons:
    """Reads button data against the plans in force."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        """Index every duty by its digest."""
        self._duties: Mapping[str, tuple[Plan, Assignment]] = {
            _tag(plan, assignment): (plan, assignment)
            for plan in plans
            for assignment in plan.assignments
        }

    def read(self, data: str) -> Pressed | None:
        """What was pressed; None for data that this program, with these plans, never made."""
        verb, *rest = data.split(":")
        match verb, rest:
            case "got", []:
                return Received()
            case ("done" | "not") as letter, [tag, deadline]:
                return self._report(_ANSWERS[letter], tag, deadline)
            case "why", [reply, choice] if _is_id(reply):
                return _reason(int(reply), choice)
            case "undo", [reply] if _is_id(reply):
                return Undo(int(reply))
            case "urge", [tag] if tag in self._duties:
                return Urge(*self._duties[tag])
            case "yes" | "back", [reply, *lacks] if _is_id(reply):
                return _verdict(verb, int(reply), lacks)
            case ((views.VERB | views.PAPER | views.PROOF), parts):
                return views.read(verb, parts)
            case errands.VERB, parts:
                return errands.read(parts)
            case "ok", [code]:
                return Approve(code)
        return _dialogue(verb, rest)

    def _report(self, answer: Answer, tag: str, deadline: str) -> Report | None:
        if tag not in self._duties:
            return None
        plan, assignment = self._duties[tag]
        terms = (assignment.deadline, assignment.original)
        moved = deadline not in {_digest(term.version, 3) for term in terms if term}
        return Report(answer, plan, assignment, moved)


def _reason(reply: int, choice: str) -> Reason | None:
    if choice == "-":
        return Reason(reply, None)
    return Reason(reply, int(choice)) if _is_id(choice) else None


def _verdict(verb: str, reply: int, lacks: list[str]) -> Verdict | None:
    match verb, lacks:
        case "yes", []:
            return Verdict(reply, accepted=True)
        case "back", ["-"]:
            return Verdict(reply, accepted=False)
        case "back", [choice] if _is_id(choice):
            return Verdict(reply, accepted=False, lacks=int(choice))
    return None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID


def _dialogue(verb: str, rest: list[str]) -> Pressed | None:
    """An answer to a question of the bot's, or a decision on a wish."""
    match verb, rest:
        case "pick", [question, value] if _is_id(question) and _is_value(value):
            return Chosen(int(question), value)
        case "ext", [request, verdict] if _is_id(request) and verdict in _VERDICTS:
            return Decide(int(request), verdict)
    return None


def _is_value(text: str) -> bool:
    return text.isascii() and text.replace("-", "a").isalnum() and len(text) <= _LONGEST_ID


_VERDICTS = frozenset({GRANT, REFUSE, SILENT, WITHDRAW, RIGHT, UNDO})


def _tag(plan: Plan, assignment: Assignment) -> str:
    return _digest("|".join((plan.id, *assignment.key)), 9)


def _digest(text: str, size: int) -> str:
    return urlsafe_b64encode(blake2s(text.encode(), digest_size=size).digest()).decode()
