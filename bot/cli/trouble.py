"""What stops a command: one line for whoever called it, and the exit code."""

NOTHING_DONE = 1
MISUSED = 2


class Trouble(Exception):
    """Ends a command with one Vietnamese line on stderr."""

    def __init__(self, line: str, code: int = MISUSED) -> None:
        """Keep the line and the exit code."""
        super().__init__(line)
        self.line = line
        self.code = code
