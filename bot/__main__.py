"""`nhacviec`, and `python -m bot`."""

import signal
import sys
from typing import NoReturn

from schedules.collector import uncollected


def main() -> NoReturn:
    """Import the program and run it."""
    if sys.argv[1:2] == ["run"]:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, _leave)  # until the service listens for them itself
    with uncollected():
        from bot import cli

    cli.main()


def _leave(_signal: int, _frame: object) -> NoReturn:
    """End a service that has not begun: nothing is in flight, nothing has failed."""
    sys.exit(0)


if __name__ == "__main__":
    main()
