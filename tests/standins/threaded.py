"""A stand-in in a thread of its own, for tests that have no event loop."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from typing import Any, Generic, ParamSpec, Protocol, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
PATIENCE_S = 30.0


class StandIn(AbstractAsyncContextManager[Any], Protocol):
    """What can be held in a thread: a server that listens inside its `async with`."""

    @property
    def url(self) -> str:
        """Where it listens."""


S = TypeVar("S", bound=StandIn)


class Threaded(Generic[S]):
    """A context manager; everything that touches the stand-in goes through `do` and `wait`."""

    def __init__(self, standin: S) -> None:
        self.standin = standin
        self._ready: Future[asyncio.AbstractEventLoop] = Future()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="standin", daemon=True)

    @property
    def url(self) -> str:
        """Where the stand-in listens."""
        return self.standin.url

    def do(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a call in the stand-in's thread: `do(phone.says, "/viec")`."""

        async def acted() -> T:
            return act(*args, **kwargs)

        return self.wait(acted())

    def wait(self, waiting: Coroutine[Any, Any, T]) -> T:
        """The result of something awaited there: `wait(phone.expects("✅"))`."""
        loop = self._ready.result(PATIENCE_S)
        return asyncio.run_coroutine_threadsafe(waiting, loop).result(PATIENCE_S)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.result(PATIENCE_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._ready.result().call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE_S)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        try:
            async with self.standin:
                self._ready.set_result(asyncio.get_running_loop())
                await self._stop.wait()
        except BaseException as error:
            if not self._ready.done():
                self._ready.set_exception(error)
            raise
