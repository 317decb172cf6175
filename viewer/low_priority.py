"""What a process for work in the background does first, so little that what it imports later comes second."""

from __future__ import annotations

import os
import signal


def lower_priority() -> None:
    """What a person does with the window comes first; Ctrl+C in a terminal is the window's own to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
