"""What people are told about posts: codes for colleagues, another account, leaving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.choices.errands import Leave, NewCode, Revoke
from bot.invitation import Invitation
from bot.messages import Choice, Message
from bot.people import UNIT_ROLES, Post, Role
from bot.wording import phrases
from bot.wording.joining import ROLES, post_name
from schedules.plan import Plan

OpenCode = tuple[int, Post, str, datetime]
"""A code that is still good: its id, its post, the unit's name, until when."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A unit by its name, who speaks for it, and whether any of them can be written to."""

    unit: str
    names: Sequence[str]
    reached: bool


def who_has_joined(
    plan: Plan,
    units: Sequence[Joined],
    above: Mapping[Role, Sequence[str]],
    now: datetime,
    codes: Sequence[OpenCode] = (),
    *,
    gives: bool,
) -> Message:
    """Which units have nobody here yet, or nobody who is reached, and who is there of the others.

    `codes` are those that nobody has used yet; `gives`: whoever asks makes the codes.
    """
    missing = [each for each in units if not each.reached]
    when = f"(đến {phrases.moment(now, plan.zone)})"
    counted = f"{phrases.count(len(missing))}/{phrases.count(len(units))} đơn vị"
    lines = [phrases.plan_number(plan), ""]
    for each in missing:
        why = "chưa nhận được tin" if each.names else "chưa ai liên kết"
        names = f" ({', '.join(each.names)})" if each.names else ""
        lines.append(f"- {each.unit}: {why}{names}")
    there = [each for each in units if each.reached]
    lines += ["", "Đã tham gia:"] if missing and there else []
    lines += [f"- {each.unit}: {', '.join(each.names)}" for each in there]
    lines += ["", *(f"{_ABOVE[role]}: {', '.join(who) or _NOBODY}." for role, who in above.items())]
    if missing:
        by = "gửi “/moi” và tên đơn vị tại đây" if gives else f"{phrases.office(plan)} cấp"
        lines.append(f"Mã tham gia: {by}.")
    if codes:
        lines += ["", "Mã chưa dùng:", *(_open_code(plan, each) for each in codes)]
    heading = f"Chưa tham gia: {counted} {when}" if missing else f"Các đơn vị đã tham gia đủ {when}"
    return Message(heading, "\n".join(lines))


_ABOVE = {Role.LEADER: "Lãnh đạo", Role.OFFICE: "Văn phòng"}
_NOBODY = "chưa ai liên kết"


def in_private() -> Message:
    """Something personal was asked in a group."""
    return Message("Việc này chỉ làm trong cuộc trò chuyện riêng với tài khoản này.")


def may_not_invite() -> Message:
    """Codes were asked for by somebody who may not make them."""
    return Message(
        "Anh/chị không cấp được mã này.",
        "Người đứng đầu cấp mã cho cấp phó, chuyên viên của đơn vị mình; mã khác do Văn phòng cấp.",
    )


def offer(plan: Plan, offered: Sequence[tuple[NewCode, str]], kept: Sequence[OpenCode]) -> Message:
    """Which codes can be made here, and which are still good, each with its button."""
    several = len({unit for _, unit in offered}) > 1
    rows = [
        (Choice(_offered(wanted, unit if several else ""), wanted.data),)
        for wanted, unit in offered
    ]
    lines = []
    for each in kept:
        lines.append(_open_code(plan, each))
        id_ = each[0]
        rows.append((Choice(f"Thu hồi mã số {id_}", Revoke(id_).data),))
    head = ["Mã dùng một lần, trong 14 ngày; người nhận gửi mã cho tài khoản này để tham gia."]
    if not offered:
        head = ["Để cấp mã cho một đơn vị, gửi kèm tên đơn vị, ví dụ: “/moi Phòng QLKH”."]
    listed = ["", "Mã chưa dùng:", *lines] if lines else ["", "Không có mã nào chưa dùng."]
    return Message("Cấp mã tham gia", "\n".join([*head, *listed]), tuple(rows))


def _open_code(plan: Plan, each: OpenCode) -> str:
    id_, post, unit, expires = each
    until = phrases.day(expires.astimezone(plan.zone).date())
    return f"- Mã số {id_}: {post_name(post, unit)}, dùng được đến {until}"


def _offered(wanted: NewCode, unit: str) -> str:
    what = "Thay" if wanted.replaces else "Mã cho"
    whose = f" – {phrases.shorten(unit, 32)}" if unit else ""
    return f"{what} {ROLES[wanted.role]}{whose}"


def code(plan: Plan, made: Invitation, unit: str, id_: int, *, replaces: bool) -> Message:
    """A code that was just made, to be passed on."""
    lines = _how(made)
    if replaces:
        lines.append(
            f"Khi mã được dùng, {ROLES[made.post.role]} hiện nay thôi nhận tin và thôi báo thay "
            "đơn vị; báo cáo cũ vẫn được lưu."
        )
    lines.append(_until(plan, made))
    return Message(
        f"Mã tham gia cho {post_name(made.post, unit)}: {made.code}",
        "\n".join(lines),
        ((Choice("Thu hồi mã này", Revoke(id_).data),),),
    )


def own_code(plan: Plan, made: Invitation, id_: int) -> Message:
    """A code by which the same person goes on from another phone or account."""
    return Message(
        f"Mã để anh/chị dùng tài khoản khác: {made.code}",
        "\n".join(
            [
                *_how(made),
                (
                    "Vai trò và các báo cáo đã gửi được giữ nguyên. Tài khoản cũ trên cùng "
                    "ứng dụng thôi nhận tin; tài khoản ở ứng dụng khác vẫn dùng được."
                ),
                f"{_until(plan, made)} Không đưa mã này cho người khác.",
            ]
        ),
        ((Choice("Thu hồi mã này", Revoke(id_).data),),),
    )


def _how(made: Invitation) -> list[str]:
    group = made.post.role is Role.GROUP
    where = "trong nhóm của đơn vị" if group else "cho tài khoản này"
    lines = [f"Mở trên Telegram: {made.telegram}"] if made.telegram else []
    if made.zalo is not None:
        bot = f"“{made.on_zalo}”" if made.on_zalo else "tài khoản của cơ quan"
        how = "trong nhóm của đơn vị" if group else f"tìm {bot} rồi"
        lines.append(f"Trên Zalo: {how} gửi {made.zalo}")
    if not lines:
        return [f"Người nhận gửi {where}: /start {made.code}"]
    if made.username is not None or made.zalo is None:
        lines.append(f"Hoặc gửi {where}: /start {made.code}")
    return lines


def _until(plan: Plan, made: Invitation) -> str:
    return f"Mã dùng một lần, đến {phrases.moment(made.expires, plan.zone)}."


def unknown_unit(called: str) -> Message:
    """No unit of the plan is called so: no code is offered, and none is hidden either."""
    return Message(
        f"Kế hoạch không có đơn vị “{phrases.shorten(called, 60)}”.",
        "Gửi kèm tên đơn vị, ví dụ: “/moi Phòng QLKH”; gửi /moi để xem các mã chưa dùng.",
    )


def too_many_codes(most: int) -> Message:
    """So many codes of a unit are open that another one is not made."""
    return Message(
        f"Chưa cấp mã: đơn vị đang có {most} mã chưa dùng.",
        "Đề nghị thu hồi bớt rồi cấp lại (gửi /moi).",
    )


def revoked() -> Message:
    """A code opens nothing any more."""
    return Message("Đã thu hồi mã.", "Ai gửi mã này từ nay cũng không tham gia được.")


def code_gone() -> Message:
    """The code to be revoked was used, revoked or over."""
    return Message(
        "Mã này không còn hiệu lực từ trước.",
        "Nếu có người đã dùng mã mà không đúng người, đề nghị báo Văn phòng.",
    )


def leaving(
    plan: Plan,
    held: Sequence[tuple[Post, str | None]],
    left: Sequence[tuple[str, Sequence[str]]],
    *,
    told: Role | None,
    last: bool,
) -> Message:
    """What is held, and what happens when it is given up; nothing has happened yet.

    `told` is who would hear of it, None for nobody; `last`: the office would be empty.
    """
    lines = [f"- {post_name(post, unit)}" for post, unit in held]
    lines += [
        "",
        (
            "Nếu rời, anh/chị thôi nhận tin nhắc và thôi báo kết quả tại đây. "
            "Các báo cáo đã gửi vẫn được lưu. Muốn trở lại, cần mã mới."
        ),
    ]
    for unit, others in left:
        if others:
            lines.append(f"{unit} còn: {', '.join(others)}.")
        else:
            heard = "văn phòng và lãnh đạo đều chưa ai liên kết nên không ai được báo"
            if told is not None:
                heard = f"{_hearer(plan, told)} được báo ngay"
            lines.append(f"{unit} sẽ không còn ai nhận tin; {heard}.")
    if last:
        lines.append(f"Văn phòng sẽ không còn ai giữ kế hoạch: {_WITHOUT_OFFICE}. {_after(told)}.")
    rows = (
        (Choice("Rời", Leave(sure=True).data),),
        (Choice("Không rời", Leave(sure=False).data),),
    )
    return Message("Anh/chị muốn rời? Hiện đang giữ vai trò:", "\n".join(lines), rows)


_WITHOUT_OFFICE = "không ai duyệt tin, cấp mã, nhận thông báo vận hành"


def _after(told: Role | None) -> str:
    """Who learns that the office is empty; None: nobody."""
    if told is not None:
        return "Lãnh đạo được báo ngay"
    return (
        "Lãnh đạo cũng chưa ai liên kết, nên không ai được báo: đề nghị cấp mã cho người thay "
        "trước khi rời (lệnh “nhacviec invite --role office”)"
    )


def _hearer(plan: Plan, told: Role) -> str:
    return phrases.office(plan) if told is Role.OFFICE else "Lãnh đạo"


def stayed() -> Message:
    """Somebody stays after all."""
    return Message("Không có gì thay đổi: anh/chị vẫn giữ các vai trò hiện nay.")


def left(plan: Plan, told: Role | None) -> Message:
    """Somebody has left; `told` is who has heard of it, None for nobody."""
    heard = "Chưa ai được báo: văn phòng và lãnh đạo không còn ai liên kết"
    if told is not None:
        heard = f"{_hearer(plan, told)} đã được báo"
    return Message(
        "Đã rời. Từ nay tài khoản này không nhận tin nhắc nữa.",
        f"{heard}. Muốn trở lại, anh/chị gửi mã tham gia mới.",
    )


def somebody_left(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office, or without one leadership, hears when somebody has left."""
    held = [post_name(Post(Role(role), unit), _unit(plan, unit)) for role, unit in facts["posts"]]
    lines = [f"Vai trò đã thôi: {'; '.join(held)}."]
    for each in facts["units"]:
        name = plan.name_of(each["unit"])
        if each["others"]:
            lines.append(f"{name} còn: {', '.join(each['others'])}.")
        else:
            by = f"gửi “/moi {name}” tại đây"
            if facts.get("told") == Role.LEADER:
                by = f"lệnh “nhacviec invite --unit {each['unit']} --role head”"
            lines.append(f"{name} không còn ai nhận tin. Đề nghị cấp mã mới: {by}.")
    if not facts.get("last"):
        return Message(f"{facts['name']} đã rời.", "\n".join(lines))
    return Message(
        "Kính báo cáo: văn phòng không còn ai giữ kế hoạch tại đây.",
        "\n".join(
            [
                f"{facts['name']} đã rời. Từ nay {_WITHOUT_OFFICE}.",
                *lines[1:],
                "Kính đề nghị cho cấp mã mới: lệnh “nhacviec invite --role office”.",
            ]
        ),
    )


def account_added(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears when another account begins to speak for somebody."""
    held = [post_name(Post(Role(role), unit), _unit(plan, unit)) for role, unit in facts["posts"]]
    return Message(
        f"{facts['name']} vừa dùng tài khoản mới: "
        f"{phrases.account(facts['channel'], facts['shown'])}.",
        f"Vai trò giữ nguyên: {'; '.join(held)}.\n"
        "Nếu không phải người ấy tự đổi, đề nghị cho thôi ngay rồi cấp mã mới: "
        f"lệnh “nhacviec people --end {facts['person']}”.",
    )


def somebody_joined(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears when a leader, somebody of the office or a head has come in."""
    post = post_name(Post(Role(facts["role"]), facts["unit"]), _unit(plan, facts["unit"]))
    anew = f" bằng tài khoản mới ({phrases.channel_name(facts['channel'])})"
    instead = f", thay {', '.join(facts['instead'])}" if facts["instead"] else ""
    return Message(
        f"{facts['name']} vừa tham gia{anew if facts['anew'] else ''}: {post}{instead}.",
        "Nếu không đúng người, đề nghị cho thôi ngay rồi cấp mã mới: "
        f"lệnh “nhacviec people --end {facts['person']}”.",
    )


def code_exposed(plan: Plan, facts: Mapping[str, Any]) -> Message:
    """What the office hears when somebody has shown a code in a group: it is void, and the cure."""
    unit = _unit(plan, facts["unit"])
    what = f"Mã tham gia cho {post_name(Post(Role(facts['role']), facts['unit']), unit)}"
    again = f"Cấp mã mới: lệnh “nhacviec invite --role {facts['role']}”"
    if facts["owner"]:
        what = f"Mã để {facts['owner']} dùng tài khoản khác"
        again = "Muốn có mã mới, người ấy gửi lại /doimay"
    elif facts["role"] in UNIT_ROLES:
        again = f"Cấp mã mới: gửi “/moi {unit}” tại đây"
    shown = facts["shown"]
    by = f"người gửi có tên hiển thị “{shown}”" if shown else "người gửi chưa rõ tên"
    group = f"Nhóm “{facts['group']}”" if facts["group"] else "Nhóm chưa rõ tên"
    return Message(
        f"{what} đã bị gửi vào một nhóm, nên đã được thu hồi.",
        f"{group} ({phrases.channel_name(facts['channel'])}); {by}. "
        "Chưa ai tham gia bằng mã này.\n"
        f"{again}; đề nghị gửi riêng cho người nhận.",
    )


def _unit(plan: Plan, unit: str | None) -> str | None:
    return plan.name_of(unit) if unit else None
