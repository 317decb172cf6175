"""Work of Python alone that leaves the interpreter to the window now and then."""

from __future__ import annotations

import io
import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")
BREATH_SECS = 0.0005
"""A worker of Python alone pauses so long after each millisecond, or the window would wait for its lock."""
_A_BREATH_BYTES = 128 << 10
"""Of a pickle: its objects are made in half a millisecond."""


def breathe(check: Callable[[], None]) -> None:
    """Leave the interpreter to the window for a moment; `check` may raise to give the work up."""
    check()
    time.sleep(BREATH_SECS)


@dataclass(frozen=True, slots=True)
class Packed(Generic[R]):
    """An answer as a pickle."""

    data: bytes


def packed(work: Callable[[J], R], job: J) -> Packed[R]:
    """A large answer, to be unpacked by the thread that waits for it rather than by that of the executor."""
    return Packed(pickle.dumps(work(job), pickle.HIGHEST_PROTOCOL))


class _Breathing:
    """A pickle that is read with breaths: made in one go, what is in it takes a tenth of a second."""

    def __init__(self, packed: bytes, check: Callable[[], None]) -> None:
        self._packed = io.BytesIO(packed)
        self._check = check
        self._next = 0

    def read(self, size: int) -> bytes:
        """The next bytes, a frame of the pickle at a time."""
        if self._packed.tell() >= self._next:
            self._next += _A_BREATH_BYTES
            breathe(self._check)
        return self._packed.read(size)

    def readline(self) -> bytes:
        """The next line: asked for by old protocols alone, but every file of a pickle must have it."""
        return self._packed.readline()


def unpacked(answer: Packed[R], check: Callable[[], None]) -> R:
    """The answer, made with breaths; `check` may raise to give it up."""
    value: R = pickle.Unpickler(_Breathing(answer.data, check)).load()
    return value
