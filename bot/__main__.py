"""`nhacviec`, and `python -m bot`."""

from typing import NoReturn

from bot.imports import uncollected


def main() -> NoReturn:
    """Import the program and run it."""
    with uncollected():
        from bot import cli

    cli.main()


if __name__ == "__main__":
    main()
