"""Plans and histories counted twice: by the program in every form, and by a naive counter.

Nothing is shared but the plan file and what happened; `tests.oracle.counting` imports nothing of
the program.
"""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.channels.simulator import Simulator
from bot.clock import SetClock
from bot.desk import Desk, Plans
from bot.messages import Sender
from bot.reception import Reception
from tests import databases
from tests.bot.cli.conftest import Run
from tests.oracle import counting, forms, plans, worlds
from tests.oracle.counting import Count, Raw, zone_of
from tests.oracle.worlds import Step, World

RICH = settings(  # an example is a whole history in every form, and takes a second
    max_examples=6, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)

LEADER = Sender("giam-doc", "Nguyễn Thị Hà")


@given(
    raw=plans.raws(),
    history=worlds.steps,
    picks=st.lists(st.integers(0, 10_000), min_size=2, max_size=2),
)
@RICH
def test_chat_json_document_and_workbook_say_what_a_naive_count_says(
    migrated_sqlite: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
    raw: Raw,
    history: list[Step],
    picks: list[int],
) -> None:
    url = databases.new_sqlite(migrated_sqlite, tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    with databases.opened(url) as memory:
        world = World(memory, raw)
        world.lives(history)
        (tmp_path / "plan.yaml").write_text(plans.text(world.raw), encoding="utf-8")

        phones = Simulator()
        for moment in [world.now, *world.moments(picks)]:
            counts = counting.count(world.first, world.events, moment)
            _json(run, tmp_path, moment, counts, world)
            _papers(run, tmp_path, moment, counts)
            asyncio.run(_chat(world, phones, moment, counts))


# --- each form -----------------------------------------------------------------------------------


def _json(run: Run, folder: Path, moment: datetime, counts: Sequence[Count], world: World) -> None:
    said = run("status", "--plan", f"{folder / 'plan.yaml'}", "--at", _iso(moment), "--json").json

    assert said["totals"] == counting.totals(counts)
    assert said["answers"] == counting.answers(counts)
    assert said["assignments"] == [_published(each, world.raw) for each in counts]


def _published(each: Count, raw: Raw) -> dict[str, Any]:
    """A duty as `status --json` promises it."""
    last, zone, duty = each.last, zone_of(raw), each.duty

    def local(moment: datetime | None) -> str | None:
        return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None

    return {
        "activity": duty.key[0],
        "unit": duty.key[1],
        "title": duty.title,
        "start": local(duty.start),
        "due": local(counting.last_second(duty, zone)),
        "state": each.state,
        "overdue": each.overdue,
        "percent": last.percent if last else None,
        "reason": last.reason if last else None,
        "answered_at": local(last.at) if last else None,
        "answered_by": last.by if last else None,
        "channel": last.channel if last else None,
        "evidence": each.evidence,
    }


def _papers(run: Run, folder: Path, moment: datetime, counts: Sequence[Count]) -> None:
    docx, xlsx = folder / "a.docx", folder / "a.xlsx"
    plan = ("--plan", f"{folder / 'plan.yaml'}", "--at", _iso(moment))
    assert run("report", *plan, "--docx", f"{docx}", "--xlsx", f"{xlsx}").code == 0

    document, workbook = docx.read_bytes(), xlsx.read_bytes()
    if counts:
        assert forms.document_figures(document) == counting.totals(counts)
        assert sorted(forms.document_rows(document)) == sorted(
            (each.duty.title, _name(each), each.condition) for each in counts
        )
        assert forms.document_lists(document) == _shortcomings(counts)
    assert forms.workbook_figures(workbook) == (counting.totals(counts), counting.answers(counts))
    assert forms.workbook_rows(workbook) == [
        (
            each.duty.title,
            _name(each),
            each.condition,
            each.days_late if each.overdue or each.late else None,
        )
        for each in counts
    ]


def _shortcomings(counts: Sequence[Count]) -> dict[str, list[tuple[str, str]]]:
    lists = {
        "Nhiệm vụ hoàn thành quá hạn": [c for c in counts if c.late],
        "Nhiệm vụ quá hạn, chưa hoàn thành": [c for c in counts if c.overdue],
        "Nhiệm vụ trong hạn, còn vướng mắc hoặc cần bổ sung": [
            c for c in counts if c.state == "not_done" and not c.overdue
        ],
    }
    named = {head: [(_name(c), c.duty.title) for c in found] for head, found in lists.items()}
    return {head: found for head, found in named.items() if found}


async def _chat(world: World, phones: Simulator, moment: datetime, counts: Sequence[Count]) -> None:
    """The leader asks for the board of a moment, then opens its exceptions page by page."""
    plan = world.plan
    channels = {phones.name: phones}
    desk = Desk(Plans([plan]), world.memory, SetClock(world.now), channels, auto_approve=True)
    reception = Reception(desk)
    phone = phones.phone(LEADER.id)

    async def shown() -> str:
        await reception.keeper(phones.name)(phones.taken())
        await reception.attend()
        await reception.quiet()
        return phone.shown[-1].message.text

    local = moment.astimezone(zone_of(world.raw))
    asked = f"tình hình lúc {local:%Hh%M} ngày {local.day}/{local.month}/{local.year}"
    phones.says(LEADER, "/tinhhinh" if moment == world.now else asked, at=world.now)
    top = await shown()
    assert forms.chat_figures(top) == counting.totals(counts)
    heard = counting.answers(counts)
    assert forms.chat_heard(top) == {name: heard[name] for name in heard if name != "done"}

    expected = counting.exceptions(counts)
    counted = re.search(r"Cần chú ý: (\d+) việc", top)
    assert (int(counted[1]) if counted else 0) == len(expected)
    pages = []
    label = "⚠️ Việc cần chú ý"
    while expected:
        phones.taps(LEADER, label, at=world.now)
        pages.append(await shown())
        label = "Trang sau"
        if not phone.button(phone.shown[-1].id, label):
            break
    assert forms.chat_exceptions(pages) == [
        forms.Listed(_short(each), each.duty.title, each.days_late if each.overdue else None)
        for each in expected
    ]


def _iso(moment: datetime) -> str:
    return moment.isoformat()


def _name(each: Count) -> str:
    return f"Phòng Số {each.duty.key[1][1:]}"


def _short(each: Count) -> str:
    return f"P{each.duty.key[1][1:]}"
