"""A loopback port that a stand-in listens on."""

from aiohttp import web


class Listening:
    """Where a stand-in listens; port 0 picks a free one."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The address; known once it listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def open(self) -> bool:
        """Whether it listens."""
        return self._runner is not None

    async def start(self, app: web.Application) -> None:
        """Listen."""
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.05
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Listen no more."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
