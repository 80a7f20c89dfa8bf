"""`nhacviec`, and `python -m bot`."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Import the program and run it.

    Imports leave nothing to collect, and looking for it all the while costs a tenth of the start.
    """
    gc.disable()
    from bot import cli

    gc.enable()
    cli.main()


if __name__ == "__main__":
    main()
