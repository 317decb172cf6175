"""Colours of text that suit the theme: a hue, as light or dark as it takes to be read."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

from viewer.canvas.colours import luminance

_CONTRAST = 5.0
_SATURATION = 0.65


def tint(palette: QPalette, hue: int) -> QColor:
    """A colour of this hue (degrees) that keeps a contrast of 5 : 1 to the palette's base."""
    return QColor(_tint(palette.color(QPalette.ColorRole.Base).rgb(), hue))


@lru_cache(maxsize=64)
def _tint(base_rgb: int, hue: int) -> str:
    base = luminance(QColor.fromRgb(base_rgb))
    steps = range(10, 100, 2)
    for lightness in steps if base < 0.2 else reversed(steps):
        colour = QColor.fromHslF(hue / 360, _SATURATION, lightness / 100)
        light, dark = sorted((luminance(colour), base), reverse=True)
        is_on_the_far_side = (luminance(colour) > base) == (base < 0.2)
        if is_on_the_far_side and (light + 0.05) / (dark + 0.05) >= _CONTRAST:
            return colour.name()
    return "#ffffff" if base < 0.2 else "#000000"
