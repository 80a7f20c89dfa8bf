"""A piece of evidence: a file, a link or a document's number that shows that a duty was done."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence. `kind` is a medium, `link` or `document`.

    `sha256` names a file's content; it is None for a link or a document's number, which stand in
    `words`. A file's `words` are what was written with it.
    """

    kind: str
    words: str | None
    at: datetime
    sha256: str | None = None
    name: str | None = None
    media_type: str | None = None
    size: int | None = None
    by: str | None = None
