"""What stops a command: one line for whoever called it, and the exit code."""

import errno

NOTHING_DONE = 1
MISUSED = 2

_CAUSES = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ENOENT: "không có thư mục ấy",
    errno.ENOTDIR: "có một tệp trùng tên thư mục",
    errno.EEXIST: "có một tệp trùng tên",
    errno.EISDIR: "đây là một thư mục",
}


class Trouble(Exception):
    """Ends a command with one Vietnamese line on stderr."""

    def __init__(self, line: str, code: int = MISUSED) -> None:
        """Keep the line and the exit code."""
        super().__init__(line)
        self.line = line
        self.code = code


def cause(error: Exception) -> str:
    """What the system calls it, in words for whoever can mend it."""
    return _CAUSES.get(getattr(error, "errno", None) or 0, type(error).__name__)
