"""Bytes and seconds in words for people."""

from __future__ import annotations


def told_bytes(count: float) -> str:
    """`2.5 GB`, of 1,000 a step; whole bytes below 1,000."""
    power = next((power for power in (4, 3, 2, 1) if count >= 1000**power), 0)
    if not power:
        return f"{count:,.0f} bytes"
    return f"{count / 1000**power:.1f}".removesuffix(".0") + f" {' kMGT'[power]}B"


def told_secs(secs: float) -> str:
    """`45 s`, `12 min` or `3 h 20 min`."""
    if secs < 100:
        return f"{secs:.0f} s"
    minutes = round(secs / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60:,} h {minutes % 60} min"
