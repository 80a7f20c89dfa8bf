"""The printable sheet of join codes: one page of cards, each with its QR code."""

from html import escape
from pathlib import Path

import segno

from bot.invitation import Invitation
from bot.people import Role
from bot.wording import phrases
from bot.wording.joining import ROLES
from schedules.plan import Plan

SHEET = "ma-tham-gia.html"

_STYLE = """
@page { size: A4; margin: 12mm }
body { font: 13pt "Times New Roman", serif; margin: 0 }
h1 { font-size: 15pt; text-align: center }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm }
section { border: 1px dashed #555; padding: 5mm; text-align: center; break-inside: avoid }
h2 { font-size: 13pt; margin: 0 0 1mm }
code { font: bold 17pt monospace }
p { margin: 1mm 0 }
svg { width: 42mm; height: 42mm }
"""


def write_sheet(folder: Path, plan: Plan, invitations: list[Invitation]) -> Path:
    """Write the sheet into a folder, made if missing; gives the file. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / SHEET
    cards = "".join(_card(plan, each) for each in invitations)
    page = (
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Mã tham gia</title>'
        f"<style>{_STYLE}</style><h1>Mã tham gia – {escape(phrases.plan_name(plan))}</h1>"
        f"<main>{cards}</main></html>\n"
    )
    file.write_text(page, encoding="utf-8")
    return file


def _card(plan: Plan, each: Invitation) -> str:
    whose = plan.name_of(each.post.unit) if each.post.unit else plan.agency
    picture = segno.make(_scanned(each), error="m").svg_inline(border=4, omitsize=True)
    until = phrases.day(each.expires.astimezone(plan.zone).date())
    return (
        f"<section><h2>{escape(whose)}</h2><p>{escape(ROLES[each.post.role])}</p>{picture}"
        f"{''.join(f'<p>{escape(line)}</p>' for line in _how(each))}"
        f"<p><code>{escape(each.code)}</code></p>"
        f"<p>Dùng một lần, đến hết ngày {until}</p></section>"
    )


def _scanned(each: Invitation) -> str:
    """What the picture holds: a link that joins, or the words to send."""
    return each.telegram or each.zalo or f"/start {each.code}"


def _how(each: Invitation) -> list[str]:
    """What to do with the code, on each platform that there is."""
    lines = ["Telegram: quét mã bằng điện thoại, hoặc gửi cho bot:"] if each.telegram else []
    if each.on_zalo is not None:
        name = each.on_zalo or "tên bot"
        group = each.post.role is Role.GROUP
        how = f"nhắc @{name} trong nhóm rồi gõ" if group else f"nhắn cho “{name}”"
        lines.append(f"Zalo: {how}:")
    return lines or ["Mở Nhắc Việc trên Telegram rồi gửi:"]
