"""What one clause says: the first rule of the table whose signs it shows."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from bot.understand.signs import SIGN
from bot.understand.tables import read_table

Says = Literal[
    "done", "not_done", "in_progress", "extension_request", "question_status", "ack_only", "help",
    "step", "block",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table, its signs as bits; `any_of` 0: no such condition."""

    name: str
    has: int
    any_of: int
    lacks: int
    says: Says


def _bits(names: list[str]) -> int:
    return sum({SIGN[name] for name in names})


def _read_rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            row["name"],
            _bits(row.get("has", [])),
            _bits(row.get("any", [])),
            _bits(row.get("lacks", [])),
            cast("Says", row["says"]),
        )
        for row in read_table("rules.toml")["rule"]
    )


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
