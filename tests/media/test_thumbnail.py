"""Pictures and masks decoded small: as sharp as the whole shrunk, in their places, no larger than asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QColor, QImage

from tests.media.pictures import DARK, GREEN, RED, encoded, photo
from viewer.media.masks import CompositeFile, SingleFile
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.thumbnail import spread, thumbnail, thumbnail_masks


def pixels(image: QImage) -> NDArray[np.int16]:
    """(h, w, 3) red, green, blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.asarray(plain.constBits()).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).astype(np.int16)


def waves(width: int, height: int) -> Image.Image:
    y, x = np.ogrid[:height, :width]
    channels = np.broadcast_arrays(np.sin(x / 40), np.cos(y / 50), np.sin((x + y) / 60))
    return Image.fromarray((np.stack(channels, axis=-1) * 100 + 128).astype(np.uint8))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(900, 600), (333, 1000)])
def test_a_thumbnail_is_the_whole_picture_shrunk(kind, size):
    whole = waves(*size)
    made = thumbnail(encoded(whole, kind), 128)
    assert max(made.image.width(), made.image.height()) == 128
    assert made.size == size
    small = whole.resize((made.image.width(), made.image.height()), Image.Resampling.BOX)
    assert np.abs(pixels(made.image) - np.asarray(small).astype(np.int16)).mean() < 4


def test_a_grey_jpeg_is_grey():
    made = thumbnail(encoded(waves(640, 480).convert("L"), "JPEG"), 100)
    colours = pixels(made.image)
    assert (colours[..., 0] == colours[..., 2]).all()
    assert np.ptp(colours) > 50


def test_a_thumbnail_is_opaque_wherever_it_is_drawn():
    """Qt blends the fourth byte of pictures that say they are opaque when it scales them."""
    made = thumbnail(encoded(photo((600, 400)), "JPEG"), 90)
    assert (np.asarray(made.image.constBits())[3::4] == 255).all()


def test_what_is_transparent_stays_so():
    picture = Image.new("RGBA", (300, 200))
    picture.paste((255, 0, 0, 255), (0, 0, 150, 200))
    made = thumbnail(encoded(picture), 60)
    assert made.image.pixelColor(10, 20) == QColor(255, 0, 0)
    assert made.image.pixelColor(50, 20).alpha() == 0


def test_a_small_picture_is_not_enlarged():
    assert thumbnail(encoded(photo((40, 30))), 128).image.width() == 40


def test_a_picture_is_turned_as_it_is_when_it_is_looked_at():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(photo((600, 400)), "JPEG", exif=exif)
    assert not thumbnail(data, 100, expected=(600, 400)).turned
    turned = thumbnail(data, 100, expected=(400, 600))
    assert turned.turned
    assert (turned.image.width(), turned.image.height()) == (67, 100)
    assert turned.size_shown == (400, 600)
    # red was the upper left quarter, and is the upper right one after a turn to the right
    red, green, _, _ = turned.image.pixelColor(50, 20).toTuple()
    assert red > 200
    assert green < 100


def test_a_jpeg_that_is_cut_off_shows_what_is_there_and_says_so():
    data = encoded(waves(1200, 900), "JPEG")
    made = thumbnail(data[: len(data) // 2], 128)
    assert any("cut off" in note for note in made.notes)


def test_a_page_in_place_of_a_picture_is_told(tmp_path: Path):
    (tmp_path / "a.jpg").write_bytes(b"<html>sign in</html>")
    with pytest.raises(MediaError) as raised:
        thumbnail(tmp_path / "a.jpg", 128)
    assert raised.value.kind is ProblemKind.NOT_AN_IMAGE


def blocks() -> Image.Image:
    """A red block in the left upper corner and a dark one near the right lower one."""
    picture = Image.new("RGB", (800, 600))
    picture.paste(RED, (0, 0, 400, 300))
    picture.paste(DARK, (600, 450, 800, 600))
    return picture


def test_masks_of_a_composite_are_cut_out_small_and_measured_in_the_frame():
    file = CompositeFile("c.png", ("l",), (RED, DARK, GREEN), {("a",): 0, ("b",): 1, ("c",): 2})
    layer = thumbnail_masks(encoded(blocks()), file, 80)
    assert layer.size == (80, 60)
    assert layer.indexed.areas.tolist() == [40 * 30, 20 * 15, 0]
    wide = spread(layer, (800, 600))
    assert wide.size == (800, 600)
    assert wide.box(0) == (0, 0, 400, 300)
    assert wide.box(1) == (600, 450, 800, 600)
    assert wide.area(1) == 200 * 150
    corners = wide.contours[1].loops[0]
    assert corners.min(axis=0).tolist() == [600, 450]
    assert corners.max(axis=0).tolist() == [800, 600]
    x, y = wide.contours[0].centre
    assert abs(x - 200) <= 10 >= abs(y - 150)


def test_a_single_mask_keeps_its_place_in_the_frame():
    picture = Image.new("L", (400, 200))
    picture.paste(255, (300, 100, 400, 200))
    layer = thumbnail_masks(encoded(picture), SingleFile("m.png", ("a",), {("a",): 0}), 100)
    assert layer.size == (100, 50)
    assert spread(layer, (400, 200)).box(0) == (300, 100, 400, 200)
