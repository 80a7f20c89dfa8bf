#!/usr/bin/env python3
"""Remakes the pictures of the documents: `python docs/pictures/make.py [NAME.png …]`.

Plays the demo of data/plan.yaml, draws its plan as `nhacviec report --png` does, and shows parts of
its chats as a phone would. Every word comes from the program. Needs the project's environment;
for the chats also Chromium and pngquant on PATH (another browser of that kind may be named by
CHROMIUM), and the fonts Noto Sans and Noto Color Emoji.
"""

import asyncio
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from bot.demo.cast import Actor  # noqa: E402  # found without being installed, too
from bot.demo.stage import Stage  # noqa: E402
from bot.messages import Message  # noqa: E402
from bot.reports import picture  # noqa: E402
from bot.store import boards  # noqa: E402
from bot.wording import phrases  # noqa: E402
from schedules import plan_file  # noqa: E402
from schedules.plan import Plan  # noqa: E402
from schedules.progress import Board  # noqa: E402

WIDTH = 420
"""Width of a picture in CSS pixels; the PNG has twice as many."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Bubble:
    """Something in a chat: a message of the bot's, or words of whoever holds the phone."""

    at: datetime
    said: Message | str

    @property
    def mine(self) -> bool:
        """Whether the holder of the phone said it."""
        return isinstance(self.said, str)


Chats = dict[str, list[Bubble]]
"""What every phone showed, in order, by the short name of the unit, or of leadership."""


PLAN_PICTURE = "ke-hoach.png"
PLAN_AT = datetime(2022, 5, 20, 2, tzinfo=UTC)
"""When the plan is drawn: the morning after its last deadline, 09h00 in Viet Nam."""


async def play(plan: Plan) -> tuple[Chats, Board]:
    """Play the demo; take down every chat, and how the plan stood when its terms were over."""
    chats: Chats = defaultdict(list)
    read: dict[str, int] = defaultdict(int)
    with TemporaryDirectory() as folder:
        stage = Stage(plan, Path(folder))
        try:
            async for piece in stage.perform():
                for actor in stage.actors:
                    chats[actor.who] += _new(stage, actor, piece, read)
            with stage.memory.begin() as tx:
                return chats, boards.read(tx, plan, PLAN_AT)
        finally:
            stage.close()


def _new(stage: Stage, actor: Actor, piece: str, read: dict[str, int]) -> list[Bubble]:
    now = stage.clock.now()
    wrote = re.search(rf"← {re.escape(actor.who)} \(.*\): “(.*)”$", piece)
    shown = stage.channels[actor.channel].phone(actor.sender.id).shown
    fresh = [Bubble(now, each.message) for each in shown[read[actor.who] :]]
    read[actor.who] = len(shown)
    return [Bubble(now, wrote[1]), *fresh] if wrote else fresh


# --- what is shown -----------------------------------------------------------------------------


def reminder(plan: Plan, chats: Chats) -> list[Bubble]:
    """What a unit is sent three working days before, where there are buttons."""
    chat = chats[plan.units["ttud"].short]
    return [b for b in chat if b.at.astimezone(plan.zone).date() == date(2022, 5, 16)][:1]


def answer(plan: Plan, chats: Chats) -> list[Bubble]:
    """A unit has said that a duty is not done; it is asked why, and tells."""
    chat = chats[plan.units["qlcn"].short]
    n = next(n for n, bubble in enumerate(chat) if bubble.mine)
    return chat[n - 1 : n + 2]


def board(_plan: Plan, chats: Chats) -> list[Bubble]:
    """Leadership asks how things stand, for the last time."""
    chat = next(chat for who, chat in chats.items() if who.startswith("Lãnh đạo"))
    n = max(n for n, bubble in enumerate(chat) if bubble.mine)
    return chat[n : n + 2]


PICTURES: dict[str, Callable[[Plan, Chats], list[Bubble]]] = {
    "nhac-viec.png": reminder,
    "tra-loi.png": answer,
    "tinh-hinh.png": board,
}


# --- how it is drawn ---------------------------------------------------------------------------

STYLE = """
* { box-sizing: border-box; margin: 0 }
body { width: WIDTHpx; background: #d5e0d3; padding-bottom: 14px;
       color: #17212b;
       font: 14.5px/1.42 "Noto Sans", "DejaVu Sans", "Noto Color Emoji", sans-serif }
header { background: #4a7a9c; color: #fff; padding: 10px 16px; display: flex; gap: 12px;
         align-items: center }
header i { width: 38px; height: 38px; border-radius: 50%; background: #fff; color: #4a7a9c;
           font: 700 15px/38px "Noto Sans", sans-serif; text-align: center }
header b { display: block; font-size: 15.5px; line-height: 1.25 }
header small { color: #dbe8f1; font-size: 12.5px }
time { display: block; width: max-content; margin: 12px auto 8px; padding: 2px 11px;
       border-radius: 11px; background: #8fa48c; color: #fff; font-size: 12.5px }
section { margin: 7px 12px; max-width: 372px }
section.mine { margin-left: auto; width: max-content; max-width: 300px }
p { background: #fff; border-radius: 13px; padding: 8px 12px 5px; white-space: pre-wrap;
    overflow-wrap: break-word }
.mine p { background: #e3f6cd }
p small { display: block; text-align: right; color: #8b98a2; font-size: 11.5px; line-height: 1.3 }
.mine p small { color: #62a650 }
nav { display: flex; gap: 4px; margin-top: 4px }
nav span { flex: 1; background: #7f9a7d; color: #fff; border-radius: 9px; padding: 7px 4px;
           text-align: center; font-weight: 500; font-size: 13.5px }
"""


def page(plan: Plan, bubbles: list[Bubble]) -> str:
    """A chat as a page."""
    day = phrases.weekday(bubbles[0].at.astimezone(plan.zone).date())
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        f"<style>{STYLE.replace('WIDTH', str(WIDTH))}</style>"
        "<body><header><i>NV</i><div><b>Nhắc Việc</b><small>bot</small></div></header>"
        f"<time>{day}</time>{''.join(_bubble(plan, b) for b in bubbles)}"
        "<script>document.title = document.body.offsetHeight</script>"
    )


def _bubble(plan: Plan, bubble: Bubble) -> str:
    at = f"<small>{bubble.at.astimezone(plan.zone):%H:%M}{' ✓✓' if bubble.mine else ''}</small>"
    if isinstance(bubble.said, str):
        return f'<section class="mine"><p>{escape(bubble.said)}{at}</p></section>'
    message = bubble.said
    rows = "".join(
        f"<nav>{''.join(f'<span>{escape(c.label)}</span>' for c in row)}</nav>"
        for row in message.rows
    )
    text = f"<b>{escape(message.heading)}</b>\n{escape(message.body)}"
    return f"<section><p>{text}{at}</p>{rows}</section>"


def draw(html: str, file: Path) -> None:
    """Take the picture of a page, as high as the page is."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(html, encoding="utf-8")
        dumped = _browse(source, 800, "--dump-dom")
        found = re.search(r"<title>(\d+)</title>", dumped)
        height = int(found[1]) if found else 800
        _browse(source, height, "--force-device-scale-factor=2", f"--screenshot={file}")
    _run("pngquant", "--force", "--strip", f"--output={file}", "96", str(file))


def _browse(source: Path, height: int, *options: str) -> str:
    program = os.environ.get("CHROMIUM") or next(filter(which, BROWSERS), BROWSERS[0])
    fixed = ("--headless", "--no-sandbox", "--hide-scrollbars", "--disable-lcd-text")
    return _run(program, *fixed, f"--window-size={WIDTH},{height}", *options, source.as_uri())


def _run(program: str, *arguments: str) -> str:
    found = which(program)
    if found is None:
        sys.exit(f"{program} is not installed")
    done = subprocess.run(  # noqa: S603  # the caller's own programs, on pages of ours
        [found, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


def main() -> None:
    """Make every picture."""
    plan = plan_file.load(HERE.parents[1] / "data" / "plan.yaml").plan
    if plan is None:
        sys.exit("data/plan.yaml has errors; see `nhacviec check`")
    asked = sys.argv[1:] or [PLAN_PICTURE, *PICTURES]
    if unknown := set(asked) - {PLAN_PICTURE, *PICTURES}:
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}")
    chats, board = asyncio.run(play(plan))
    for name in asked:
        if name == PLAN_PICTURE:
            (HERE / name).write_bytes(next(picture.pages(board)))
        else:
            draw(page(plan, PICTURES[name](plan, chats)), HERE / name)
        sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
