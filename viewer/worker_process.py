"""What a process for work in the background does first, so little that what it imports later comes second."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def begin() -> None:
    """What a person does with the window comes first; Ctrl+C in a terminal is the window's own to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A program that is killed tells nobody: its processes would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
