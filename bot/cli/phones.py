"""`phone`: whom template messages, which cost money, may reach, and at which number."""

import argparse
import re
from typing import Any

from bot.cli import common, stored
from bot.cli.trouble import Trouble
from bot.clock import SystemClock
from bot.messages import Address
from bot.people import Person
from bot.store import audit, people, phones
from bot.store.memory import Memory, Tx

_PUNCTUATION = re.compile(r"[\s.()-]+")
_VIETNAMESE = re.compile(r"(?:\+?84|0)(\d{9})")


def add_to(commands: Any) -> None:
    """Add the command of this room."""
    phone = commands.add_parser(
        "phone", help="số điện thoại nhận tin mẫu ZBS (có trả phí) của từng người"
    )
    common.add_idle_plan(phone)
    common.add_json(phone)
    phone.add_argument("person", type=int, nargs="?", metavar="SỐ", help="số thứ tự của người")
    phone.add_argument(
        "number",
        nargs="?",
        metavar="ĐIỆN_THOẠI",
        help="số điện thoại, hoặc “oa”: dùng mã người dùng OA đã liên kết; “-”: bỏ",
    )
    phone.set_defaults(run=_phone)


def _phone(arguments: argparse.Namespace) -> int:
    with stored.memory(common.load_settings()) as memory:
        if arguments.person is not None and arguments.number is not None:
            with memory.begin() as tx:
                _set(tx, arguments.person, arguments.number)
        elif arguments.person is not None:
            raise Trouble("ĐIỆN_THOẠI: chưa ghi; ví dụ: nhacviec phone 3 0912345678")
        _show(memory, as_json=arguments.json)
    return 0


def _set(tx: Tx, id_: int, number: str) -> None:
    now = SystemClock().now()
    person = people.person(tx, id_, now)
    if person is None:
        raise Trouble(f"SỐ: không có người số {id_}; xem danh sách: nhacviec phone")
    people.close_addresses(tx, id_, now, channel=phones.CHANNEL)
    if number != "-":
        chat = _by_oa(tx, person) if number.casefold() == "oa" else e164(number)
        people.add_address(tx, id_, Address(phones.CHANNEL, chat), user=chat, now=now)
    audit.note(tx, "phone_set", who="command", now=now, person=id_, to=masked_or_none(number))


def _by_oa(tx: Tx, person: Person) -> str:
    contacts = people.contacts(tx, [person.id]).get(person.id, ())
    found = next((c for c in contacts if c.address.channel == "zalo-oa"), None)
    if found is None:
        raise Trouble(f"ĐIỆN_THOẠI: {person.name} chưa liên kết qua Zalo OA; ghi số điện thoại")
    return found.address.chat


def e164(number: str) -> str:
    """A Vietnamese number in the form +84…; Trouble, without the number, for anything else."""
    found = _VIETNAMESE.fullmatch(_PUNCTUATION.sub("", number))
    if found is None:
        raise Trouble("ĐIỆN_THOẠI: không đúng; ghi 10 chữ số như 0912345678, hoặc +84912345678")
    return f"+84{found[1]}"


def masked(chat: str) -> str:
    """What a list shows of a number: its last three digits."""
    return f"•••{chat[-3:]}" if chat.startswith("+") else "mã OA"


def masked_or_none(number: str) -> str | None:
    """What the audit trail keeps of what was typed."""
    return None if number == "-" else masked("+" + number) if number.casefold() != "oa" else "OA"


def _show(memory: Memory, *, as_json: bool) -> None:
    with memory.begin() as tx:
        rows = phones.read(tx)
    if as_json:
        common.print_json(
            [{"person": r.person, "name": r.name, "phone": r.chat and masked(r.chat)} for r in rows]
        )
        return
    for row in rows:
        print(f"{row.person:>4}  {row.name}: {masked(row.chat) if row.chat else 'chưa có số'}")
    if not rows:
        print("Chưa ai liên kết. Cấp mã: nhacviec invite --all")
