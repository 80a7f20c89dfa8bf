"""Whatever people write and press, in whatever order: nothing is lost and nothing breaks."""

import asyncio
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.store.tables import inbox
from tests import databases
from tests.stories.cast import HEAD, LEADER, OFFICE
from tests.stories.stage import Stage

TEXTS = (
    *("xong rồi", "1", "2 xong", "2 chưa xong vì chờ kinh phí", "được 60%", "đúng", "sai", "sửa"),
    *("xin lùi việc 1", "đến 17/5", "việc 1 xin lùi đến 19/5 vì chờ Đài", "đồng ý", "rút đề nghị"),
    *("không đồng ý vì gấp", "nhắc lại chiều nay", "chắc xong rồi", "rồi ạ", "CV số 24/SKHCN-QL"),
    *("hoàn tác", "hoàn tác việc 2", "xem minh chứng", "", "🙂", "1, 2 xong, 3 chưa"),
)
PEOPLE = st.sampled_from((HEAD, LEADER, OFFICE))
DEEDS = st.lists(
    st.tuples(PEOPLE, st.sampled_from(TEXTS) | st.integers(0, 30)), min_size=1, max_size=8
)


async def live(deeds: list[tuple[object, object]], file: Path) -> tuple[int, set[str | None]]:
    """Everything that is done, one after another; how much came in, and what became of it."""
    with databases.opened(f"sqlite:///{file}") as memory:
        stage = Stage(memory)
        await stage.comes("10/5 08:00")
        for who, what in deeds:
            if isinstance(what, str):
                stage.phones.says(who.sender, what, at=stage.now)  # type: ignore[attr-defined]
            else:
                _press(stage, who, what)
            await stage.beat()
        with memory.begin() as tx:
            count = tx.execute(select(func.count()).select_from(inbox)).scalar_one()
            return count, set(tx.execute(select(inbox.c.outcome)).scalars())


def _press(stage: Stage, who: object, n: object) -> None:
    """Press the n-th button on somebody's screen, counted from the newest message, if there is."""
    shown = stage.shown(who)  # type: ignore[arg-type]
    choices = [(s.id, c.data) for s in reversed(shown) for row in s.message.rows for c in row]
    if choices:
        id_, data = choices[int(str(n)) % len(choices)]
        stage.phones.taps_data(who.sender, data, id_)  # type: ignore[attr-defined]


@given(deeds=DEEDS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_sequence_of_texts_and_taps_fails(
    deeds: list[tuple[object, object]], joined_sqlite: Path, tmp_path: Path
) -> None:
    file = tmp_path / "any.db"
    file.write_bytes(joined_sqlite.read_bytes())
    for beside in ("any.db-wal", "any.db-shm"):
        (tmp_path / beside).unlink(missing_ok=True)

    count, outcomes = asyncio.run(live(deeds, file))

    assert None not in outcomes
    assert "failed" not in outcomes
    assert count <= len(deeds)
