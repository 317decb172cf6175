"""The first sight of a large JPEG is the same picture, smaller."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.canvas.golden import pixels
from tests.media.pictures import encoded
from viewer.media import first_sight as module
from viewer.media.decode import decode_picture
from viewer.media.first_sight import first_sight

SIZE = (4000, 3200)


def scenery(size: tuple[int, int] = SIZE) -> Image.Image:
    """Slow waves with an edge in them."""
    y, x = np.mgrid[: size[1], : size[0]]
    waves = np.stack((np.sin(x / 190), np.cos(y / 270), np.sin((x + y) / 410)), axis=-1) * 100 + 128
    waves[: size[1] // 3, : size[0] // 5] = (255, 40, 0)
    return Image.fromarray(waves.astype(np.uint8))


@pytest.fixture(scope="module")
def jpeg() -> bytes:
    return encoded(scenery(), "JPEG", quality=90)


def test_it_is_what_the_whole_picture_is_at_that_size(jpeg: bytes) -> None:
    early, whole = first_sight(jpeg), decode_picture(jpeg)
    assert early is not None
    assert (early.image.width(), early.image.height()) == (2000, 1600)
    assert early.size_shown == whole.size_shown == SIZE
    assert (early.is_early, whole.is_early) == (True, False)
    reduced = pixels(whole.image).reshape(1600, 2, 2000, 2, 4).mean(axis=(1, 3))
    assert np.abs(pixels(early.image) - reduced).mean() < 2


def test_a_file_gives_the_same_as_its_bytes(jpeg: bytes, tmp_path: Path) -> None:
    file = tmp_path / "picture.jpg"
    file.write_bytes(jpeg)
    by_name, by_bytes = first_sight(file), first_sight(jpeg)
    assert by_name is not None
    assert by_bytes is not None
    assert by_name.image == by_bytes.image


def test_it_is_turned_as_the_whole_picture_is() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded(scenery(), "JPEG", quality=90, exif=exif)
    for expected in (SIZE, SIZE[::-1]):
        early, whole = first_sight(data, expected=expected), decode_picture(data, expected=expected)
        assert early is not None
        assert early.size_shown == whole.size_shown == expected
        corner = pixels(early.image)[5, -5, :3]
        assert np.abs(corner - pixels(whole.image)[10, -10, :3]).max() < 12


@pytest.mark.parametrize(
    "data",
    [
        encoded(scenery((900, 700)), "JPEG"),
        encoded(Image.new("RGB", SIZE), "PNG"),
        encoded(Image.new("L", SIZE, 7), "JPEG"),
        encoded(Image.new("CMYK", SIZE), "JPEG"),
        b"no picture",
        b"",
    ],
    ids=["small", "png", "grey", "cmyk", "no picture", "empty"],
)
def test_there_is_none_of_what_is_small_or_no_coloured_jpeg(data: bytes) -> None:
    assert first_sight(data) is None


def test_there_is_none_where_few_bytes_claim_many_pixels(
    jpeg: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels_per_byte = SIZE[0] * SIZE[1] / len(jpeg)
    monkeypatch.setattr(module, "SUSPECT_PIXELS_PER_BYTE", pixels_per_byte + 1)
    assert first_sight(jpeg) is not None
    monkeypatch.setattr(module, "SUSPECT_PIXELS_PER_BYTE", pixels_per_byte - 1)
    assert first_sight(jpeg) is None


def test_one_of_many_scans_is_left_out_where_it_would_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = encoded(scenery(), "JPEG", quality=90, progressive=True)
    assert first_sight(data) is not None
    monkeypatch.setattr(module, "MAX_PIXELS", 1_000_000)
    assert first_sight(data) is None
