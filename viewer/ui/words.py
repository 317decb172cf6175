"""Numbers and constants of an export in words, the same in every panel."""

from __future__ import annotations


def number(value: float) -> str:
    """At most three decimals, no useless zeros: `98`, `1166.606`, `1e+308`."""
    if not abs(value) < 1e15:  # NaN too is not below it
        return f"{value:g}"
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def dimensions(width: float, height: float) -> str:
    """Width times height, without a unit."""
    return f"{number(width)} \N{MULTIPLICATION SIGN} {number(height)}"


def amount(value: float) -> str:
    """A count or an area, thousands apart: `61,200`, `0.5`, `1e+308`."""
    if not abs(value) < 1e15:
        return f"{value:g}"
    return f"{round(value, 1):,}".removesuffix(".0")


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 vertex`, `1,204 vertices`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share of one: `12 %`, `0.04 %`."""
    return f"{share * 100:.2g} %" if share < 0.1 else f"{share * 100:.0f} %"


def score(value: float) -> str:
    """A confidence or agreement from 0 to 1 as `87 %`; a number outside is left as it is."""
    return percent(value) if 0 <= value <= 1 else f"{value:g}"


def constant(text: str | None) -> str:
    """A constant of the format in words: `IN_REVIEW` is `in review`, `TRAINING` is `training`."""
    return (text or "").replace("_", " ").lower()
