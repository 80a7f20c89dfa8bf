"""Building what stays, imports and trees of a plan, without the cyclic collector looking on.

It finds nothing to collect there. Walking what grows again and again costs a tenth of a start, and
makes the time of reading a plan more than linear.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector away; as it was before, at the end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
