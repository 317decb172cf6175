"""One heap for all threads, or a limit of what is kept in memory would be none."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from functools import cache

_M_ARENA_MAX = -8
"""Of malloc.h."""


@cache
def share_one_heap() -> None:
    """Have the threads that are begun from now on allocate where the main thread does.

    By itself the GNU C library gives each a heap of its own (mallopt(3), M_ARENA_MAX). Pictures are made by
    one thread and let go by another: each heap then grows holes of the others' making, and a thousand
    pictures walked through took 1.4 times as much as was kept of them.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # a C library without mallopt
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
