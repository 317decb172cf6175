"""How an image of another size than the one before is shown at first."""

from __future__ import annotations

from enum import StrEnum


class FitRule(StrEnum):
    """The whole of it, its width, its pixels as they are, or at the zoom there was."""

    WHOLE = "whole"
    WIDTH = "width"
    ACTUAL = "actual"
    KEEP = "keep"
