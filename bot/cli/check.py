"""`check`: whether a plan file can be used, and what in it is only inferred."""

import argparse
from dataclasses import asdict
from typing import Any

from bot.cli import common
from schedules import plan_file
from schedules.plan import Plan


def add_to(commands: Any) -> None:
    """Add the command of this room."""
    check = commands.add_parser("check", help="kiểm tra tệp kế hoạch, nêu mọi lỗi kèm dòng và cột")
    common.add_plan(check)
    common.add_json(check)
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    settings = common.load_settings()
    option, _asked, files = common.plan_files(arguments, settings)
    loaded = [plan_file.load(file) for file in files]
    problems = [problem for each in loaded for problem in each.problems]
    if arguments.json:
        common.print_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            print(common.finding(problem))
        for each in loaded:
            if each.plan is not None:
                print(_summary(each.name, each.plan))
    for file in files:
        common.refuse_absent(option, file)
    return int(any(each.errors for each in loaded))


def _summary(name: str, plan: Plan) -> str:
    counts = (
        f"{len(plan.activities)} nội dung, {len(plan.assignments)} nhiệm vụ, "
        f"{len(plan.units)} đơn vị"
    )
    return "\n".join([f"{name}: dùng được; {counts}.", *common.inferred(plan)])
