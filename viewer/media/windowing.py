"""Samples with more steps than a screen shows, and the window they are seen through.

What is at `low` or below is black, at `high` or above white, and between them brightness grows evenly. The
samples themselves are kept, so that another window needs no second decoding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from viewer.media.by_qt import drawable, pixels_of
from viewer.media.guard import out_of_memory

Samples: TypeAlias = NDArray[Any]
"""(h, w) grey, or (h, w, 4) red, green, blue and alpha; uint8, uint16, or float32 where NaN is no value."""

Curve: TypeAlias = Callable[[NDArray[Any]], NDArray[np.float64]]

_BAND_SAMPLES = 1 << 20
_LOOKED_AT = 1 << 18
_PERCENTILES = (0.5, 99.5)
_OPAQUE = 0xFF000000
_SPREAD = 0x010101


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """The window (`low`, `high`) that a picture is shown through at first.

    `range` is the smallest and largest value there can be: of the type for whole numbers of 8 and 16 bits,
    else of the picture. `found` is the smallest and largest there is.
    """

    samples: Samples
    low: float
    high: float
    range: tuple[float, float]
    found: tuple[float, float]

    @property
    def stretched(self) -> bool:
        """Whether the first window is narrower than what can be."""
        return (self.low, self.high) != self.range


def levels_of(samples: Samples) -> Levels:
    """The levels of samples: 8 bits and colours of 16 are seen as they are, all else from dark to light."""
    found = _found(samples)
    whole = np.issubdtype(samples.dtype, np.integer)
    limits = (0.0, float(np.iinfo(samples.dtype).max)) if whole else found
    if samples.dtype == np.uint8 or (whole and samples.ndim == 3):
        return Levels(samples, *limits, limits, found)
    low, high = _spread(samples, found)
    if low < high:
        return Levels(samples, low, high, limits, found)
    low, high = limits if limits[0] < limits[1] else (limits[0] - 0.5, limits[1] + 0.5)
    return Levels(samples, low, high, (low, high), found)


def with_window(
    levels: Levels,
    low: float,
    high: float,
    *,
    curve: Curve | None = None,
    check: Callable[[], None] = lambda: None,
) -> QImage:
    """The picture through another window, its brightness from 0 to 1 bent by a `curve`, before it becomes
    one of 256; `check` is called in between and may raise to give up.

    Raises:
        MediaError: there is no memory for it.
    """
    height, width = levels.samples.shape[:2]
    colours = levels.samples.ndim == 3
    image = QImage(width, height, QImage.Format.Format_RGBA8888 if colours else QImage.Format.Format_RGB32)
    if image.isNull():
        raise out_of_memory()
    paint = _paint_colours if colours else _paint_greys
    shade = _shades(levels.samples.dtype, low, high, curve)
    pixels = pixels_of(image, np.uint8, 4) if colours else pixels_of(image, np.uint32)
    rows = max(1, _BAND_SAMPLES // width)
    for top in range(0, height, rows):
        check()
        paint(levels.samples[top : top + rows], shade, pixels[top : top + rows])
    return drawable(image)


def told(levels: Levels) -> str:
    """What to say of the first window."""
    bits = levels.samples.dtype.itemsize * 8
    kind = f"{bits} bits a value" if levels.samples.dtype != np.float32 else "values with fractions"
    return f"{kind}: {number(levels.low)} to {number(levels.high)} are spread from black to white"


def number(value: float) -> str:
    """A value for people: whole numbers with commas, others with four digits that count."""
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e9 else f"{value:.4g}"


def _paint_greys(samples: Samples, shade: Callable[[Samples], NDArray[np.uint8]], out: Samples) -> None:
    np.multiply(shade(samples), np.uint32(_SPREAD), out=out, dtype=np.uint32)
    out |= np.uint32(_OPAQUE)


def _paint_colours(samples: Samples, shade: Callable[[Samples], NDArray[np.uint8]], out: Samples) -> None:
    out[:, :, :3] = shade(samples[:, :, :3])
    full = np.iinfo(samples.dtype).max if np.issubdtype(samples.dtype, np.integer) else 1.0
    out[:, :, 3] = _shades(samples.dtype, 0.0, float(full))(samples[:, :, 3])


def _shades(
    kind: np.dtype[Any], low: float, high: float, curve: Curve | None = None
) -> Callable[[Samples], NDArray[np.uint8]]:
    """How to turn samples of a type into brightness 0 to 255: by a table where there are few values."""
    if not np.issubdtype(kind, np.integer):
        return lambda samples: _shaded(samples, low, high, curve)
    table = _shaded(np.arange(np.iinfo(kind).max + 1, dtype=np.float64), low, high, curve)
    shades: Callable[[Samples], NDArray[np.uint8]] = table.__getitem__
    return shades


def _shaded(samples: Samples, low: float, high: float, curve: Curve | None) -> NDArray[np.uint8]:
    span = max(high - low, float(np.finfo(np.float32).tiny))
    with np.errstate(all="ignore"):  # what is no value or lies far outside becomes black or white
        bright = (samples - low) * (255 / span) if span >= 1e-30 else (samples > low) * 255.0
        if curve is not None:
            bright = curve(np.clip(bright / 255, 0, 1)) * 255
        np.clip(bright + 0.5, 0, 255, out=bright)
    np.nan_to_num(bright, copy=False, nan=0)
    return bright.astype(np.uint8)


def _found(samples: Samples) -> tuple[float, float]:
    """The smallest and largest colour or grey; (0, 1) when there is none."""
    seen = samples if samples.ndim == 2 else samples[:, :, :3]
    if np.issubdtype(seen.dtype, np.integer):
        return float(seen.min()), float(seen.max())
    seen = seen[np.isfinite(seen)]
    return (float(seen.min()), float(seen.max())) if seen.size else (0.0, 1.0)


def _spread(samples: Samples, found: tuple[float, float]) -> tuple[float, float]:
    """The window that leaves out a few outliers on both sides, judged by a part of a large picture."""
    seen = samples if samples.ndim == 2 else samples[:, :, :3]
    step = max(1, int((seen.size / _LOOKED_AT) ** 0.5))
    part = seen[::step, ::step].ravel()
    part = part[np.isfinite(part)]
    if not part.size:
        return found
    low, high = (float(value) for value in np.percentile(part, _PERCENTILES))
    if np.issubdtype(samples.dtype, np.integer):
        low, high = float(np.floor(low)), float(np.ceil(high))
    return (low, high) if low < high else found
