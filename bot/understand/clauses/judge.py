"""What one clause says: the first rule of the table whose signs it shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from bot.tables import BadTable, phrases, read_table
from bot.understand.clauses.signs import SIGN

Says = Literal[
    "done", "not_done", "in_progress", "extension_request", "question_status", "ack_only", "help",
    "step", "block", "aside",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table, its signs as bits; `any_of` 0: no such condition."""

    name: str
    has: int
    any_of: int
    lacks: int
    says: Says


def _bits(row: Mapping[str, Any], part: str) -> int:
    names = phrases("rules.toml", row, part) if part in row else []
    for name in names:
        if name not in SIGN:
            raise BadTable(f"rules.toml: luật “{row['name']}”: không có dấu hiệu “{name}”")
    return sum({SIGN[name] for name in names})


def _rule(row: Mapping[str, Any]) -> Rule:
    if not isinstance(row.get("name"), str):
        raise BadTable("rules.toml: có luật thiếu tên (name)")
    if row.get("says") not in get_args(Says):
        raise BadTable(f"rules.toml: luật “{row['name']}”: says phải là một trong {_SAYS}")
    return Rule(row["name"], _bits(row, "has"), _bits(row, "any"), _bits(row, "lacks"), row["says"])


_SAYS = ", ".join(get_args(Says))


def _read_rules() -> tuple[Rule, ...]:
    return tuple(_rule(row) for row in read_table("bot.understand", "rules.toml").get("rule", ()))


RULES = _read_rules()


@lru_cache(maxsize=20_000)
def judge(signs: int) -> Rule | None:
    """The first rule that a clause with these signs meets; None: it says nothing of the work."""
    for rule in RULES:
        if (
            signs & rule.has == rule.has
            and not signs & rule.lacks
            and (not rule.any_of or signs & rule.any_of)
        ):
            return rule
    return None
