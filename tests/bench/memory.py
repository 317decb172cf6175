"""Resident memory of this process: what it has, and what it had at most."""

from __future__ import annotations

import sys
from pathlib import Path


def resident_mb() -> float:
    """Now, in units of 2**20 bytes."""
    return _of_linux("VmRSS")


def most_resident_mb() -> float:
    """At its most, in units of 2**20 bytes.

    On Linux not what `getrusage` tells: a new process begins there with the most of the one that started it.
    """
    if sys.platform.startswith("linux"):
        return _of_linux("VmHWM")
    import resource  # which Windows lacks

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / (1 << 10)


def _of_linux(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
