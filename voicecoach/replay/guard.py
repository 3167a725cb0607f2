"""Keeps connections that never finish their request from using up the machine.

Anybody on the machine can open a thousand sockets and say nothing on them. Those that wait for their request's
head are counted: beyond a number the one that waited longest is closed, and none may wait for ever.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, ClassVar

WAITING = 64
"""Connections that may be without a whole request head at once."""

PATIENCE = 15.0
"""Seconds that one may take for it."""


def protocol() -> type[Any]:
    """uvicorn's HTTP protocol, guarded."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Guarded(H11Protocol):
        _waiting: ClassVar[OrderedDict[int, Guarded]] = OrderedDict()

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._waiting[id(self)] = self
            self._timer = self.loop.call_later(PATIENCE, self._give_up)
            while len(self._waiting) > WAITING:
                self._waiting.popitem(last=False)[1]._close()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            upgraded = self.transport.get_protocol() is not self
            if self.cycle is not None or upgraded or self.transport.is_closing():
                self._served()

        def connection_lost(self, exc: Exception | None) -> None:
            self._served()
            super().connection_lost(exc)

        def _served(self) -> None:
            self._waiting.pop(id(self), None)
            self._timer.cancel()

        def _give_up(self) -> None:
            self._waiting.pop(id(self), None)
            self._close()

        def _close(self) -> None:
            self._timer.cancel()
            self.transport.abort()

    return Guarded
