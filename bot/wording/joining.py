"""What people are told when they join, and what they may ask for."""

from collections.abc import Sequence
from datetime import date

from bot.messages import Message
from bot.people import UNIT_ROLES, Post, Role
from bot.wording import away, phrases
from schedules.plan import Plan

ROLES = {
    Role.HEAD: "người đứng đầu",
    Role.DEPUTY: "cấp phó",
    Role.STAFF: "chuyên viên đầu mối",
    Role.GROUP: "nhóm chung",
    Role.LEADER: "lãnh đạo",
    Role.OFFICE: "văn phòng (người giữ kế hoạch)",
}

ABOVE = {Role.LEADER: "Lãnh đạo", Role.OFFICE: "Văn phòng (người giữ kế hoạch)"}
"""What those above the units are called as places that messages go to."""

MENU = (
    ("start", "Tham gia bằng mã do Văn phòng cấp"),
    ("viec", "Việc đang mở của đơn vị tôi"),
    ("tinhhinh", "Tình hình thực hiện kế hoạch"),
    ("lich", "Địa chỉ lịch thời hạn để thêm vào điện thoại"),
    ("moi", "Cấp mã cho cán bộ của đơn vị"),
    ("doimay", "Dùng tài khoản khác"),
    ("kenh", "Kênh nhận tin của tôi"),
    ("roi", "Thôi nhận tin tại đây"),
    ("trogiup", "Hướng dẫn"),
)
"""The menu of commands: name and description."""


def welcome(plan: Plan, post: Post, unit_name: str | None) -> Message:
    """Somebody has joined: as what, and what comes next."""
    after = {
        Role.LEADER: "Gửi /tinhhinh bất cứ lúc nào để xem tình hình thực hiện.",
        Role.OFFICE: "Các thông báo vận hành và yêu cầu duyệt kế hoạch sẽ được gửi tại đây.",
    }.get(post.role, f"{phrases.office(plan)} sẽ nhắc trước hạn và nhận báo cáo kết quả tại đây.")
    return Message(
        f"Đã liên kết: {post_name(post, unit_name)}.",
        f"{phrases.plan_name(plan)}.\n{after}\n"
        "Đây là tài khoản tự động của cơ quan; nội dung trả lời được lưu để tổng hợp báo cáo.",
    )


def group_linked(plan: Plan, unit_name: str) -> Message:
    """A group chat now belongs to a unit."""
    return Message(
        f"Nhóm này đã được liên kết với {unit_name}.",
        f"{phrases.office(plan)} sẽ nhắc việc của đơn vị tại đây. "
        "Người đã liên kết của đơn vị trả lời tin nhắc để báo kết quả. Trong nhóm, số của việc là "
        "số trong tin của nhóm; khi nhắn riêng là số trong danh sách nhắn riêng.",
    )


def already_in(held: Sequence[tuple[Post, str | None]]) -> Message:
    """`/start` by somebody who has joined before, with or without the code of then."""
    posts = "; ".join(post_name(post, unit) for post, unit in held)
    of_unit = any(post.role in UNIT_ROLES for post, _ in held)
    first = "/viec để xem việc của đơn vị" if of_unit else "/tinhhinh để xem tình hình thực hiện"
    return Message(
        f"Anh/chị đã liên kết là {posts}.",
        f"Gửi {first}, /trogiup để xem hướng dẫn.",
    )


def stranger() -> Message:
    """Somebody who has not joined wrote."""
    return Message(
        "Tài khoản này chưa được liên kết với đơn vị nào.",
        "Đề nghị anh/chị gửi mã tham gia do Văn phòng cấp (08 chữ, số, dạng ABCD-EFGH).",
    )


def unlinked(name: str) -> Message:
    """Somebody who has not joined reported in a unit's group."""
    return Message(
        f"Chưa ghi nhận: tài khoản {name} chưa liên kết với đơn vị. Đề nghị nhắn riêng cho "
        "tài khoản này mã tham gia do Văn phòng cấp (dạng ABCD-EFGH), rồi báo lại."
    )


def foreign_group() -> Message:
    """Something was asked in a group that belongs to no unit."""
    return Message(
        "Nhóm này chưa được liên kết với đơn vị nào, nên ở đây không trả lời gì thêm.",
        "Người đứng đầu đơn vị gửi “/start MÃ” (mã dành cho nhóm, do Văn phòng cấp; không gửi "
        "ẩn danh) để liên kết; nếu không dùng, đề nghị đưa tài khoản này ra khỏi nhóm.",
    )


def not_in_a_foreign_group(group: str) -> Message:
    """Somebody who has joined asks, or reports, in a group that belongs to no unit."""
    where = f"Nhóm “{group}”" if group else "Nhóm anh/chị vừa nhắn"
    return Message(
        f"{where} chưa được liên kết với đơn vị nào, nên ở đó không trả lời và chưa ghi nhận gì.",
        "Anh/chị nhắn lại tại đây, ví dụ /viec.",
    )


def too_fast() -> Message:
    """Somebody has said more in a minute than is listened to."""
    return Message(
        "Anh/chị gửi quá nhanh; từ tin này trở đi chưa ghi nhận gì.",
        "Đề nghị chờ 01 phút rồi gửi lại những nội dung chưa được trả lời.",
    )


def replaced(plan: Plan, post: Post, unit_name: str | None) -> Message:
    """Somebody else has taken a post over: said once to whoever held it."""
    return Message(
        f"{phrases.office(plan)} đã chuyển vai trò {post_name(post, unit_name)} cho người khác.",
        "Từ nay tin nhắc của vai trò này không còn gửi tại đây; báo cáo trước đây vẫn được lưu. "
        "Nếu có nhầm lẫn, đề nghị liên hệ Văn phòng.",
    )


def account_added(name: str, held: Sequence[tuple[Post, str | None]]) -> Message:
    """Somebody known has joined from another account."""
    posts = "; ".join(post_name(post, unit) for post, unit in held)
    return Message(
        f"Đã liên kết tài khoản này với {name}.",
        f"Vai trò giữ nguyên: {posts}. Các báo cáo trước đây vẫn được lưu.",
    )


def account_beside(channel: str, shown: str) -> Message:
    """Another account now speaks for somebody: said to the accounts there were before."""
    return Message(
        "Có thêm một tài khoản được dùng với vai trò của anh/chị: "
        f"{phrases.account(channel, shown)}.",
        "Nếu không phải anh/chị thêm, đề nghị báo ngay cho Văn phòng.",
    )


def account_closed(shown: str) -> Message:
    """A former account of somebody is closed: said there for the last time."""
    called = f" (tên hiển thị “{shown}”)" if shown else ""
    return Message(
        f"Tài khoản này đã được thay bằng tài khoản khác của anh/chị{called}.",
        "Từ nay tin nhắc được gửi tới tài khoản mới. Nếu không phải anh/chị đổi, "
        "đề nghị báo ngay cho Văn phòng.",
    )


def account_taken() -> Message:
    """A code for one person's other account came from somebody else who has joined."""
    return Message(
        "Mã này dành cho người khác, chưa được sử dụng.",
        "Tài khoản của anh/chị đã được liên kết từ trước.",
    )


def post_name(post: Post, unit_name: str | None) -> str:
    """A post in words: người đứng đầu của Phòng Quản lý khoa học; a leader as the plan says it."""
    if post.role is Role.LEADER:
        return unit_name or ROLES[post.role]
    return f"{ROLES[post.role]} của {unit_name}" if unit_name else ROLES[post.role]


def unnamed(post: Post) -> str:
    """What somebody is called whose own name shows nothing: nobody knows a platform's number."""
    return f"{phrases.UNNAMED} ({ROLES[post.role]})"


def wrong_code() -> Message:
    """A code that opens nothing, whatever the cause: the cause would help a guesser."""
    return Message(
        "Mã tham gia không đúng, đã được dùng hoặc đã hết hạn.",
        "Đề nghị kiểm tra lại, hoặc xin Văn phòng cấp mã mới.",
    )


def too_many_tries() -> Message:
    """Wrong codes too often."""
    return Message(
        "Đã nhập sai mã quá nhiều lần.",
        "Đề nghị thử lại sau 01 giờ, hoặc liên hệ Văn phòng.",
    )


def code_for_group() -> Message:
    """A group's code was sent in a private chat."""
    return Message(
        "Đây là mã dành cho nhóm chung của đơn vị.",
        "Đề nghị thêm tài khoản này vào nhóm rồi gửi “/start MÃ” trong nhóm đó.",
    )


def no_code_in_group() -> Message:
    """A code that links no group was sent in a unit's group; whether it is good is not told."""
    return Message(
        "Trong nhóm không nhận mã tham gia của cá nhân.",
        "Đề nghị nhắn riêng mã cho tài khoản này. Mã đã gửi trong nhóm thì không dùng nữa: "
        "đề nghị xin mã mới.",
    )


def own_code_exposed() -> Message:
    """A personal code was sent in a group: said alone to whoever sent it."""
    return Message(
        "Mã tham gia anh/chị vừa gửi trong nhóm đã được thu hồi, vì cả nhóm đọc được.",
        "Chưa ai tham gia bằng mã này. Đề nghị cấp mã mới và gửi riêng cho người nhận.",
    )


def group_needs_head() -> Message:
    """Somebody who is not the unit's linked head tried to link a group."""
    return Message(
        "Chưa liên kết nhóm.",
        "Người đứng đầu đơn vị, sau khi đã liên kết riêng với tài khoản này, "
        "gửi “/start MÃ” trong nhóm.",
    )


def no_board() -> Message:
    """Somebody outside leadership and office asked for the board."""
    return Message(
        "Tình hình chung dành cho lãnh đạo và văn phòng.",
        "Anh/chị gửi /viec để xem việc của đơn vị mình.",
    )


def board_in_private() -> Message:
    """A leader asked for the board in a group, where everybody would read it."""
    return Message(
        "Tình hình chung chỉ được xem trong cuộc trò chuyện riêng.",
        "Đề nghị nhắn riêng /tinhhinh cho tài khoản này.",
    )


def no_own_work() -> Message:
    """Somebody who speaks for no unit asked for the own work."""
    return Message(
        "Anh/chị không phụ trách đơn vị nào trong kế hoạch.",
        "Gửi /tinhhinh để xem tình hình chung.",
    )


def own_work_in_private() -> Message:
    """Who is not of a group's unit asked there for the own work."""
    return Message(
        "Trong nhóm chỉ liệt kê nhiệm vụ của đơn vị mà nhóm được liên kết.",
        "Đề nghị gửi /viec trong cuộc trò chuyện riêng để xem nhiệm vụ của anh/chị.",
    )


def help_for(roles: Sequence[Role], today: date, numbers: Sequence[int]) -> Message:
    """What this person can do here.

    Its examples are of the days to come, and of the `numbers` of the person's open duties.
    """
    first, *others = numbers or _ANY
    second = others[0] if others else first
    wish = f"“xin lùi việc {second} đến thứ Sáu vì …”"
    lines = []
    if {Role.HEAD, Role.DEPUTY, Role.STAFF} & set(roles):
        lines += [
            "/viec – việc đang mở của đơn vị, để báo kết quả",
            f"Trả lời mỗi tin nhắc: “{first} xong”, “{second} chưa xong vì …”, hoặc “đã nhận”.",
            "“Đã nhận” chưa phải là kết quả; việc vẫn được nhắc đến khi báo đã xong.",
            "Minh chứng: gửi ảnh, tệp, đường dẫn hoặc số văn bản.",
            f"Cần thêm thời gian: {wish}; hẹn nhắc: “mai nhắc lại”.",
            f"Đi vắng: {away.example(today)}; về sớm: “tôi về rồi”.",
            f"Việc không phải của đơn vị: “việc {second} không phải của phòng tôi”.",
        ]
    if {Role.LEADER, Role.OFFICE} & set(roles):
        lines += [
            "/tinhhinh – tình hình thực hiện: số liệu, việc quá hạn, lý do",
            "Hỏi bằng lời: “đơn vị nào chưa xong?”, “việc nào quá hạn?”, “xem minh chứng”.",
            "Giao việc bằng lời: “gửi báo cáo”, “hình tiến độ”, “đôn đốc Chi cục …”.",
        ]
    if {Role.HEAD, Role.DEPUTY, Role.LEADER, Role.OFFICE} & set(roles):
        lines.append("/lich – địa chỉ lịch thời hạn, để thêm vào điện thoại")
    if {Role.HEAD, Role.OFFICE} & set(roles):
        lines.append("/moi – cấp, thu hồi mã cho cán bộ của đơn vị")
    if Role.OFFICE in roles:
        lines.append("Ghi thay đơn vị: “ghi thay QLKH”, rồi “ghi thay QLKH: việc 1 xong”.")
    lines.append("/kenh – kênh nhận tin, chọn kênh ưu tiên")
    lines.append("/doimay – dùng tài khoản khác; /roi – thôi nhận tin tại đây")
    lines.append("/trogiup – hướng dẫn này")
    return Message("Anh/chị có thể:", "\n".join(lines))


_ANY = (1, 2)
"""Numbers for examples where the person has nothing open."""
