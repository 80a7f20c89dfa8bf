"""Structured logs on stderr, in English, with every secret taken out.

Everything passes one gate, the lines of libraries and the texts of exceptions too: both
platforms carry their token in the URL, so any line of an HTTP client may hold one.
"""

import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any, Literal
from urllib.parse import quote

import structlog

_TOKEN = re.compile(r"(?<!\d)\d{6,}:[A-Za-z0-9_-]{20,}")
_UNTOUCHED = "!$&'()*+,;=:/@[]"  # what HTTP clients leave as it is in a path
HIDDEN = "***"


class Redactor:
    """Takes secrets out of finished log lines."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Hide these values, also as an address spells them, and whatever looks like a token."""
        spelt = {way for s in secrets if s for way in (s, quote(s), quote(s, safe=_UNTOUCHED))}
        known = sorted(spelt, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, known))) if known else None

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        if self._known:
            text = self._known.sub(HIDDEN, text)
        return _TOKEN.sub(HIDDEN, text)


def configure(*, form: Literal["text", "json"], level: str, secrets: Iterable[str]) -> None:
    """Send all logging through one redacted handler on stderr."""
    redact = Redactor(secrets)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(redact, _renderers(form), shared))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in ("httpx", "httpcore", "aiohttp.access", "alembic"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    # it warns at every beat that finds the last one still running, which is as it should be
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Formats any record, ours or a library's, and redacts the finished line."""

    def __init__(
        self,
        redact: Redactor,
        renderers: list[structlog.typing.Processor],
        foreign: list[structlog.typing.Processor],
    ) -> None:
        super().__init__(
            foreign_pre_chain=foreign,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


def _renderers(form: Literal["text", "json"]) -> list[structlog.typing.Processor]:
    if form == "json":
        return [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    return [structlog.processors.format_exc_info, _plain]


def _plain(_logger: object, _name: str, event: MutableMapping[str, Any]) -> str:
    """A line for people: time, level, event, facts; an exception below."""
    trace = event.pop("exception", None)
    head = f"{event.pop('timestamp')} {event.pop('level'):<8} {event.pop('event')}"
    where = event.pop("logger", "")
    facts = " ".join(f"{key}={value!r}" for key, value in event.items())
    line = f"{head} {facts}".rstrip() + (f" [{where}]" if where else "")
    return f"{line}\n{trace}" if trace else line
