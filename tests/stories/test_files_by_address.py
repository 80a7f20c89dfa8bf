"""A chat that takes no files: what is asked for lies at an address, or the office hears why not."""

import re

from bot.handouts import Handouts
from bot.messages import Address
from bot.store import audit
from tests.stories.cast import LEADER, OFFICE
from tests.stories.stage import Stage

URL = re.compile(r"https://nhacviec\.invalid/tep/([\w-]{43})")


async def asked(stage: Stage) -> str:
    """What a leader is told who asks for the report where no file can be shown."""
    stage.phones.can_show = False
    stage.joined(LEADER)
    stage.joined(OFFICE)
    await stage.lives("12/5 09:00")
    await stage.says(LEADER, "gửi báo cáo")
    return stage.texts(LEADER)[-1]


async def test_a_paper_lies_at_an_address_for_whom_asked_for_it(stage: Stage) -> None:
    laid_out = Handouts(stage.desk.memory, stage.clock, "https://nhacviec.invalid")
    stage.desk.handouts = laid_out

    told = await asked(stage)

    found = URL.search(told)
    assert found is not None
    assert "tải được 3 lần, đến 09h00 thứ Sáu, 13/5/2022" in told
    fetched = await laid_out.take(found[1])
    assert fetched is not None
    assert fetched.file.data.startswith(b"PK")
    with stage.desk.memory.begin() as tx:
        noted = {entry.what: entry.who for entry in audit.read(tx)}
    assert noted["handout_laid_out"] == LEADER.phone
    assert "handout_fetched" in noted


async def test_each_who_asks_gets_another_address(stage: Stage) -> None:
    stage.desk.handouts = Handouts(stage.desk.memory, stage.clock, "https://nhacviec.invalid")
    first = await asked(stage)

    await stage.says(LEADER, "gửi báo cáo")

    assert URL.search(first) != URL.search(stage.texts(LEADER)[-1])


async def test_without_an_address_the_words_come_and_the_office_hears_once_what_to_set(
    stage: Stage,
) -> None:
    told = await asked(stage)
    await stage.says(LEADER, "gửi báo cáo")
    await stage.lives("12/5 10:00")

    assert "chưa gửi được qua kênh này. Số liệu bằng chữ: /tinhhinh." in told
    assert "https://" not in told
    heard = [text for text in stage.texts(OFFICE) if "PUBLIC_URL" in text]
    assert len(heard) == 1


async def test_no_address_is_said_in_a_group(stage: Stage) -> None:
    from bot.messages import Enclosure, Message
    from bot.responses import Show

    stage.desk.handouts = Handouts(stage.desk.memory, stage.clock, "https://nhacviec.invalid")
    stage.phones.can_show = False
    group = Address("simulator", "nhom", is_group=True)

    file = Enclosure("a.docx", "application/x", b"PK")
    await stage.reception._once(Show(group, file, Message("Báo cáo")))

    assert "https://" not in stage.phones.phone("nhom").shown[-1].message.text
