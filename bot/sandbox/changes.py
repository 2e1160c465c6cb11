"""One counter of changes, and the one way in which the sandbox waits."""

import asyncio
from collections.abc import Callable


class Changes:
    """Counts what happens in the sandbox and wakes whoever waits for it.

    `version` grows by one with each change; `closed` is set once, when the server goes down.
    """

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self._event = asyncio.Event()

    def note(self) -> int:
        """Count one change, wake all who wait, and give the new version."""
        self.version += 1
        self._wake()
        return self.version

    def close(self) -> None:
        """End all waiting, now and later."""
        self.closed = True
        self._wake()

    async def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Wait until the condition holds, the time (seconds) is up or the server goes down; say whether it holds."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not condition() and not self.closed:
            try:
                async with asyncio.timeout_at(deadline):
                    await self._event.wait()
            except TimeoutError:
                break
        return condition()

    async def pause(self, seconds: float) -> None:
        """Sleep for so many seconds, or until the server goes down."""
        await self.until(lambda: False, seconds)

    def _wake(self) -> None:
        self._event.set()
        self._event = asyncio.Event()
