"""Work of Python alone that leaves the interpreter to the window now and then."""

from __future__ import annotations

import io
import pickle
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

J = TypeVar("J")
BREATH_SECS = 0.0005
"""A worker of Python alone pauses so long after each millisecond, or the window would wait for its lock."""
MOST_HUSHED_SECS = 0.1
"""A worker waits no longer than this for a window that has a lot to do."""
_A_BREATH_BYTES = 128 << 10
"""Of a pickle: its objects are made in half a millisecond."""
_calm = threading.Event()
_calm.set()


def breathe(check: Callable[[], None] | None = None) -> None:
    """Leave the interpreter to the window for a moment; `check` may raise to give the work up."""
    if check is not None:
        check()
    time.sleep(BREATH_SECS)
    if not _calm.is_set() and threading.current_thread() is not threading.main_thread():
        _calm.wait(MOST_HUSHED_SECS)


def hush() -> None:
    """The window has a lot to do: from their next breath on workers wait, until `unhush` or for a while.

    It takes the lock hundreds of times in a turn of its loop, each time behind a worker that has it.
    """
    _calm.clear()


def unhush() -> None:
    """Workers go on."""
    _calm.set()


def packed(work: Callable[[J], object], job: J) -> bytes:
    """A large answer as a pickle, which the thread that waits unpacks rather than that of the executor."""
    return pickle.dumps(work(job), pickle.HIGHEST_PROTOCOL)


class _Breathing:
    """A pickle that is read with breaths: made in one go, what is in it takes a tenth of a second."""

    def __init__(self, packed: bytes, check: Callable[[], None]) -> None:
        self._packed = io.BytesIO(packed)
        self._check = check
        self._next = 0

    def read(self, size: int) -> bytes:
        """The next bytes, a frame of the pickle at a time."""
        if self._packed.tell() >= self._next:
            self._next = self._packed.tell() + _A_BREATH_BYTES
            breathe(self._check)
        return self._packed.read(size)

    def readline(self) -> bytes:
        """The next line: asked for by old protocols alone, but every file of a pickle must have it."""
        return self._packed.readline()


def unpacked(answer: bytes, check: Callable[[], None]) -> Any:
    """The answer, made with breaths; `check` may raise to give it up."""
    return pickle.Unpickler(_Breathing(answer, check)).load()
