"""Compare a picture with the one that was looked at and kept; without text, since fonts differ.

`ANNOSCOPE_GOLDEN=write pytest tests/canvas` keeps new ones: look at each before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

FOLDER = Path(__file__).parent / "golden"
MOST_DIFFERENT = 0.002
"""Share of pixels whose antialiasing may differ by more than `TOLERANCE` between builds of Qt."""
TOLERANCE = 24


def pixels(image: QImage) -> NDArray[np.int16]:
    """(h, w, 4) RGBA."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : image.width() * 4].reshape(image.height(), image.width(), 4).astype(np.int16)


def assert_golden(image: QImage, name: str) -> None:
    """The picture is the kept one, but for a few pixels of antialiasing."""
    kept = FOLDER / f"{name}.png"
    if os.environ.get("ANNOSCOPE_GOLDEN") == "write":
        kept.parent.mkdir(exist_ok=True)
        assert image.save(str(kept))
    golden = QImage(str(kept))
    assert not golden.isNull(), f"{kept} is missing"
    assert (image.width(), image.height()) == (golden.width(), golden.height())
    different = (np.abs(pixels(image) - pixels(golden)) > TOLERANCE).any(axis=2)
    if different.mean() > MOST_DIFFERENT:
        seen = FOLDER.parent.parent.parent / "build" / "golden" / f"{name}.png"
        seen.parent.mkdir(parents=True, exist_ok=True)
        image.save(str(seen))
        raise AssertionError(
            f"{different.mean():.2%} of the pixels differ from {kept}; what was drawn is {seen}"
        )
