"""One wording on every channel: what a message reads where its choices cannot be buttons.

The words of messages never speak of buttons, which show themselves; they say how to answer by
typing. Where there are no buttons, or too few, the choices become lines below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.choices import menus, views
from bot.choices.menus import Line, Menu, Picked
from bot.messages import Choice, Message
from bot.wording import phrases

_DIGIT = re.compile(r"\d")
_DECORATION = re.compile(r"^[^\w“]+")


def as_read(message: Message, most_buttons: int) -> tuple[Message, Menu | None]:
    """A message as a channel shows it, and the menu that it comes to there.

    All choices are buttons or none is: half of them as buttons would hide the other half. With
    buttons there is no menu but that of a list of the board, whose numbers are read on the screen.
    """
    if sum(map(len, message.rows)) <= most_buttons:
        return message, _of_a_list(message)
    menu = menus.of(message)
    body = "\n".join(filter(None, (message.body, *_ways(message, menu.lines))))
    return replace(message, body=body, rows=()), menu


def _of_a_list(message: Message) -> Menu | None:
    """What can be chosen by the numbers of a list of the board; None of any other message."""
    rows = [tuple(c for c in row if _DIGIT.search(c.typed or "")) for row in message.rows]
    opens = (c for row in rows for c in row if (c.typed or "").isdecimal())
    if not any(c.data.startswith(f"{views.VERB}:") for c in opens):
        return None
    return menus.of(replace(message, rows=tuple(filter(None, rows))))


def _ways(message: Message, lines: Sequence[Line]) -> Iterator[str]:
    """How to choose by typing, as far as the text does not say so itself."""
    example = _example(message)
    if example:
        yield f"Trả lời ngay tại đây, ví dụ: {example}."
    numbered = [line for line in lines if line.n is not None and line.choice.typed is None]
    if numbered:
        yield "\nTrả lời bằng số hoặc bằng chữ:"
        yield from (f"{line.n}. {plain(line.choice.label)}" for line in numbered)
    told = "Trả lời bằng số" in message.text
    offered = [line.n for line in lines if line.n is not None and line.choice.typed]
    if not told and offered:
        yield f"Trả lời bằng số để xem, ví dụ: “{offered[0]}”."
    words = [line.choice.typed for line in lines if line.n is None and line.choice.typed]
    untold = [f"“{each}”" for each in _one_of_each(words) if f"“{each}”" not in message.text]
    if untold:
        yield f"Hoặc trả lời: {_either(untold)}."


def _one_of_each(words: Sequence[str]) -> list[str]:
    """Words without those that differ from earlier ones by a number only."""
    found: dict[str, str] = {}
    for each in words:
        found.setdefault(re.sub(r"\d+", "n", each), each)
    return list(found.values())


def _example(message: Message) -> str:
    """What to type about the first and the last duty; empty if the text has an example already."""
    typed = [c.typed for row in message.rows for c in row if menus.number_of_duty(c) is not None]
    told = [each for each in typed if each and not each.isdecimal()]
    verbs = {each.split(" ", 1)[1] for each in told}
    if not told or any(re.search(rf"“\d+ {re.escape(verb)}", message.text) for verb in verbs):
        return ""
    return _either([f"“{each}”" for each in dict.fromkeys((told[0], told[-1]))])


def plain(label: str) -> str:
    """A label without the picture before it."""
    return _DECORATION.sub("", label)


def which(plan_office: str, said: str, picked: Sequence[Picked], duty: int | None) -> Message:
    """A text may mean several things: nothing is done, and which is asked."""
    rows = tuple(
        (
            Choice(
                f"{plain(p.line.choice.label)} – {phrases.shorten(p.menu.about, 160)}",
                p.line.choice.data,
            ),
        )
        for p in picked
    )
    other = f"Nếu báo về việc {duty}, đề nghị viết rõ, ví dụ: “{duty} xong”." if duty else ""
    return Message(
        f"{plan_office} chưa rõ “{phrases.shorten(said, 40)}” trả lời cho nội dung nào, "
        "chưa ghi nhận gì.",
        other,
        rows,
    )


def _either(words: Sequence[str]) -> str:
    return (
        " hoặc ".join(words) if len(words) <= _TWO else f"{', '.join(words[:-1])} hoặc {words[-1]}"
    )


_TWO = 2
