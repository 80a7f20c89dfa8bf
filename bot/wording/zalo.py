"""Why a Zalo Official Account or its template messages refuse, in words for the office."""

_OF_THE_PROGRAM = "Zalo báo lời gọi sai; đề nghị gửi nhật ký cho người phát triển"

REASONS = {
    # the chat
    "the account's messages are used up": "OA đã dùng hết số tin của gói",
    "the person takes no more messages for now": "người nhận tạm thời không nhận thêm tin",
    "the person has not written for seven days": "người nhận không nhắn cho OA quá 7 ngày",
    "the 48 free hours after the person's last message are over": "đã quá 48 giờ miễn phí sau tin "
    "gần nhất của người nhận",
    "the person has never written": "người nhận chưa nhắn cho OA lần nào",
    "there is no such person, or the account is unknown to them": "không tìm thấy người nhận",
    "the person does not follow the account": "người nhận không còn quan tâm OA",
    "the person's Zalo is banned, or was not used for 45 days": "Zalo của người nhận bị khoá hoặc "
    "không dùng quá 45 ngày",
    "the person does not want such messages": "người nhận không muốn nhận loại tin này",
    "the phone number is wrong": "số điện thoại không đúng",
    "the person's Zalo is too old": "ứng dụng Zalo của người nhận quá cũ",
    "the person cannot receive it": "người nhận không nhận được tin mẫu",
    "no Zalo account has this number": "số điện thoại này không dùng Zalo",
    "the account cannot receive it": "tài khoản người nhận không nhận được tin mẫu",
    "development mode reaches administrators only": "chế độ thử chỉ gửi tới quản trị viên",
    "the person refuses this kind of message": "người nhận từ chối loại tin này",
    "the person cannot receive this kind of message": "người nhận không nhận được loại tin này",
    "the person refuses this account": "người nhận từ chối tin của OA",
    # the message
    "the file has lapsed": "tệp đính kèm đã hết hạn trên Zalo",
    "Zalo does not take this kind of message": "Zalo không nhận loại tin này",
    "this way of sending was shut down": "Zalo đã đóng cách gửi này; cần nâng cấp chương trình",
    "the message breaks Zalo's rules": "Zalo cho là nội dung tin trái quy định của nền tảng",
    "the text is too long": "Zalo từ chối nội dung tin (quá dài)",
    "the template's number is wrong": "mã số mẫu tin không đúng",
    "a QR code could not be made": "Zalo không tạo được mã QR trong mẫu tin",
    "the call was wrong": _OF_THE_PROGRAM,
    "the call was empty": _OF_THE_PROGRAM,
    "the call was no JSON": _OF_THE_PROGRAM,
    "a parameter is wrong": _OF_THE_PROGRAM,
    "the message id is wrong": _OF_THE_PROGRAM,
    # the account
    "Zalo does not accept the access token": "Zalo không nhận mã truy cập",
    "the account is disabled": "OA đã bị khoá",
    "there is no such account": "không tìm thấy OA",
    "the app is not active": "ứng dụng ở developers.zalo.me chưa bật",
    "the app has not registered this API": "ứng dụng chưa đăng ký Official Account API",
    "the app was removed": "ứng dụng đã bị gỡ khỏi OA",
    "the access token has ended": "mã truy cập đã hết hạn",
    "the account is not verified": "OA chưa xác thực",
    "the account has not let the app in": "OA chưa cấp quyền cho ứng dụng",
    "the account's plan does not allow this": "gói của OA không cho phép",
    "Zalo does not serve this kind of account": "Zalo không phục vụ loại OA này",
    "Zalo wants a proof of the app's secret, or a right one": "ứng dụng đang bật yêu cầu "
    "appsecret_proof",
    "no Zalo Cloud Account is linked": "OA chưa liên kết tài khoản Zalo Cloud",
    "the Zalo Cloud Account has no money": "tài khoản Zalo Cloud hết tiền",
    "there is no refresh token": "chưa có mã gia hạn (ZALO_OA_REFRESH_TOKEN)",
    # template messages
    "the app is not valid": "ứng dụng không hợp lệ",
    "there is no such app": "không tìm thấy ứng dụng",
    "the app's secret is wrong": "khoá của ứng dụng sai",
    "the app is not linked to the account": "ứng dụng chưa liên kết với OA",
    "there is no money left for templates": "hết tiền gửi tin mẫu",
    "there is no money left for tests": "hết tiền thử tin mẫu",
    "the account may not use this template": "OA không được dùng mẫu tin này",
    "the account may not send templates": "OA chưa được gửi tin mẫu",
    "the app may not send templates": "ứng dụng chưa được gửi tin mẫu",
    "the account may not send this kind of template": "OA không được gửi loại mẫu này",
    "the template's number is not the account's": "mẫu tin không thuộc OA này",
    "the template is not approved": "mẫu tin chưa được duyệt",
    "the account is blocked for a violation": "OA bị chặn vì vi phạm",
    "the template was switched off for its low quality": "mẫu tin bị tắt vì chất lượng thấp",
    "the template cannot go by user id": "mẫu tin không gửi được theo mã người dùng",
}
_BEGINNINGS = {
    "a template's ": "Zalo không nhận giá trị điền vào mẫu tin; đề nghị xem lại mẫu",
    "the answer to an earlier renewal was lost": "mất câu trả lời của lần gia hạn mã trước; "
    "cần quản trị viên OA đồng ý lại và chép mã mới vào ZALO_OA_REFRESH_TOKEN",
    "Zalo does not accept the refresh token": "mã gia hạn đã chết; "
    "cần quản trị viên OA đồng ý lại và chép mã mới vào ZALO_OA_REFRESH_TOKEN",
    "the template has blanks unknown to us": "mẫu tin đòi tham số mà chương trình không điền được",
}


def reason(said: str) -> str | None:
    """A reason in words; None for one that is not of these channels."""
    known = REASONS.get(said)
    return known or next((w for begin, w in _BEGINNINGS.items() if said.startswith(begin)), None)
