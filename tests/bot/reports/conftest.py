"""What the tests of papers share."""

import pytest

from tests.bot.reports import office


@pytest.fixture(scope="session")
def libreoffice() -> None:
    """Skips, and says why, where there is no LibreOffice to look through."""
    if reason := office.missing():
        pytest.skip(reason)
