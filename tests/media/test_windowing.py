"""Deep greys and colours seen through a window: the first one, another one, and what is kept for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin
from PySide6.QtGui import QColor, QImage

from tests.media.pictures import encoded
from viewer.media.decode import Picture, decode_picture
from viewer.media.windowing import Levels, levels_of, number, told, with_window
from viewer.tasks import Cancelled, Ticket


def ramp(*values: float, kind: type = np.uint16) -> NDArray[np.generic]:
    """One row of these values."""
    return np.array([values], dtype=kind)


def greys(image: QImage) -> list[int]:
    """The first row, of which every pixel has to be grey."""
    colours = [image.pixelColor(x, 0) for x in range(image.width())]
    assert all(c.red() == c.green() == c.blue() and c.alpha() == 255 for c in colours)
    return [c.red() for c in colours]


def levels(picture: Picture) -> Levels:
    assert picture.levels is not None
    return picture.levels


class TestFirstWindow:
    def test_eight_bits_are_seen_as_they_are(self) -> None:
        found = levels_of(ramp(3, 200, kind=np.uint8))
        assert (found.low, found.high, found.range, found.found) == (0, 255, (0, 255), (3, 200))
        assert not found.stretched

    def test_outliers_on_both_sides_are_left_out(self) -> None:
        values = np.linspace(1000, 2000, 10_000).astype(np.uint16).reshape(100, 100)
        values[0, :10], values[1, :10] = 0, 65_535
        found = levels_of(values)
        assert 1000 <= found.low <= 1010
        assert 1990 <= found.high <= 2000
        assert (found.range, found.found, found.stretched) == ((0, 65_535), (0, 65_535), True)

    def test_a_few_marks_on_nothing_are_not_taken_for_outliers(self) -> None:
        values = np.zeros((100, 100), dtype=np.uint16)
        values[5, 5] = 9
        assert (levels_of(values).low, levels_of(values).high) == (0, 9)

    def test_one_grey_is_seen_as_what_it_is_in_its_type(self) -> None:
        found = levels_of(ramp(0x8000, 0x8000))
        assert (found.low, found.high) == (0, 65_535)
        assert greys(with_window(found, found.low, found.high)) == [128, 128]
        flat = levels_of(ramp(7.25, 7.25, kind=np.float32))
        assert (flat.low, flat.high, flat.range) == (6.75, 7.75, (6.75, 7.75))

    def test_what_is_no_number_is_left_out(self) -> None:
        found = levels_of(ramp(np.nan, -1, 0, 1, np.inf, kind=np.float32))
        assert found.range == found.found == (-1, 1)
        assert greys(with_window(found, -1, 1)) == [0, 0, 128, 255, 255]

    def test_nothing_but_holes(self) -> None:
        found = levels_of(ramp(np.nan, np.nan, kind=np.float32))
        assert greys(with_window(found, found.low, found.high)) == [0, 0]

    def test_a_large_picture_is_judged_by_a_part(self) -> None:
        values = np.tile(np.arange(2000, dtype=np.uint16) * 30, (1500, 1))
        found = levels_of(values)
        assert found.low == pytest.approx(0.005 * 60_000, abs=60)
        assert found.high == pytest.approx(0.995 * 60_000, abs=60)


class TestAnotherWindow:
    @pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.float32])
    def test_brightness_grows_evenly_between_its_ends(self, kind: type) -> None:
        found = levels_of(ramp(0, 50, 100, 150, 200, 250, kind=kind))
        assert greys(with_window(found, 50, 200)) == [0, 0, 85, 170, 255, 255]

    @pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.float32])
    def test_a_window_without_width_parts_black_from_white(self, kind: type) -> None:
        found = levels_of(ramp(99, 100, 101, kind=kind))
        assert greys(with_window(found, 100, 100)) == [0, 0, 255]

    def test_the_largest_numbers_do_not_overflow(self) -> None:
        found = levels_of(ramp(-3.4e38, 0, 3.4e38, kind=np.float32))
        assert greys(with_window(found, found.low, found.high)) == [0, 128, 255]

    def test_a_wide_and_tall_picture_is_drawn_to_its_end(self) -> None:
        values = np.arange(3000 * 1001, dtype=np.uint32).reshape(1001, 3000).astype(np.uint16)
        image = with_window(levels_of(values), 0, 65_535)
        for x, y in ((0, 0), (2999, 1000), (17, 400)):
            assert image.pixelColor(x, y).red() == round(int(values[y, x]) / 65_535 * 255)

    def test_it_can_be_given_up(self) -> None:
        ticket = Ticket()
        ticket.cancel()
        with pytest.raises(Cancelled):
            with_window(levels_of(ramp(1, 2)), 1, 2, check=ticket.check)

    def test_colours_of_16_bits_keep_their_hue_and_what_is_transparent(self) -> None:
        found = levels_of(np.array([[[0x4000, 0x2000, 0, 0xFFFF], [1, 1, 1, 0]]], dtype=np.uint16))
        assert (found.low, found.high, found.stretched) == (0, 65_535, False)
        image = with_window(found, 0, 0x4000)
        assert image.pixelColor(0, 0).getRgb() == (255, 128, 0, 255)
        assert image.pixelColor(1, 0).alpha() == 0


class TestFiles:
    """Written by Pillow, read back through the window."""

    @pytest.mark.parametrize("kind", ["PNG", "TIFF", "PPM", "JPEG2000"])
    def test_greys_of_16_bits_keep_their_range(self, kind: str) -> None:
        values = (np.arange(100 * 80, dtype=np.uint16) + 500).reshape(80, 100)
        options = {"irreversible": False} if kind == "JPEG2000" else {}
        picture = decode_picture(encoded(Image.fromarray(values), kind, **options))
        assert (levels(picture).samples == values).all()
        assert levels(picture).samples.dtype == np.uint16
        assert picture.notes == (), "nothing is wrong with it"
        assert told(levels(picture)) == "16 bits a value: 539 to 8,460 are spread from black to white"
        row = greys(picture.image)
        assert row[0] == 0
        assert picture.image.pixelColor(99, 79).red() == 255
        middle = picture.image.pixelColor(0, 40).red()
        assert middle == pytest.approx((values[40, 0] - 539) / (8460 - 539) * 255, abs=1)

    @pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG", "PPM"])
    def test_greys_of_8_bits_are_untouched(self, kind: str) -> None:
        values = np.tile(np.arange(40, 200, 2, dtype=np.uint8), (16, 1))
        data = encoded(Image.fromarray(values), kind, **({"quality": 100} if kind == "JPEG" else {}))
        picture = decode_picture(data)
        near = 2 if kind == "JPEG" else 0
        assert np.abs(np.array(greys(picture.image)) - values[0]).max() <= near
        assert picture.notes == ()
        assert levels(picture).range == (0, 255)

    @pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate"])
    def test_numbers_with_fractions(self, compression: str | None) -> None:
        values = np.linspace(-2, 6, 200, dtype=np.float32).reshape(10, 20)
        picture = decode_picture(encoded(Image.fromarray(values), "TIFF", compression=compression))
        assert (levels(picture).samples == values).all()
        assert levels(picture).range == (-2, 6)
        assert told(levels(picture)).startswith("values with fractions: -1.96 to 5.96")
        assert picture.image.pixelColor(19, 9).red() == 255

    def test_numbers_below_zero(self) -> None:
        values = np.arange(-100, 100, dtype=np.int32).reshape(10, 20)
        picture = decode_picture(encoded(Image.fromarray(values), "TIFF"))
        assert levels(picture).found == (-100, 99)
        assert picture.image.pixelColor(0, 0).red() == 0

    @pytest.mark.parametrize("hole", ["-9999", "-3.4028234663852886e+38"])
    def test_what_the_file_calls_no_data_is_black_and_not_counted(self, hole: str) -> None:
        values = np.linspace(10, 20, 200, dtype=np.float32).reshape(10, 20)
        values[0] = float(hole)
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[42113] = hole
        picture = decode_picture(encoded(Image.fromarray(values), "TIFF", tiffinfo=tags))
        assert levels(picture).range == (values[1, 0], 20)
        assert greys(picture.image) == [0] * 20

    def test_a_file_that_counts_from_white_to_black(self) -> None:
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[262] = 0
        picture = decode_picture(encoded(Image.fromarray(ramp(0, 65_535, 30_000)), "TIFF", tiffinfo=tags))
        assert levels(picture).samples.tolist() == [[65_535, 0, 35_535]]

    @pytest.mark.parametrize("kind", ["png", "tif"])
    @pytest.mark.parametrize("alpha", [False, True])
    def test_colours_of_16_bits(self, kind: str, alpha: bool, tmp_path: Path) -> None:
        form = QImage.Format.Format_RGBA64 if alpha else QImage.Format.Format_RGBX64
        deep = QImage(20, 10, form)
        deep.fill(QColor.fromRgba64(0x1000, 0x2000, 0x3000, 0xFFFF))
        file = tmp_path / f"a.{kind}"
        assert deep.save(str(file))
        picture = decode_picture(file)
        assert levels(picture).samples[3, 4].tolist() == [0x1000, 0x2000, 0x3000, 0xFFFF]
        assert picture.image.pixelColor(4, 3).getRgb() == (16, 32, 48, 255)
        assert picture.notes == ()
        bright = with_window(levels(picture), 0, 0x3000)
        assert bright.pixelColor(4, 3).getRgb() == (85, 170, 255, 255)

    @pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "1", "CMYK"])
    def test_what_a_screen_shows_whole_has_no_window(self, mode: str) -> None:
        assert decode_picture(encoded(Image.new(mode, (8, 6)), "TIFF")).levels is None

    def test_its_memory_counts_the_samples(self) -> None:
        picture = decode_picture(encoded(Image.fromarray(ramp(*range(100))), "PNG"))
        assert picture.size_bytes == 100 * 4 + 100 * 2


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (39_201, "39,201"), (0.12345, "0.1235"), (-1e-9, "-1e-09"), (3e30, "3e+30")]
)
def test_numbers_are_told_as_a_person_would(value: float, text: str) -> None:
    assert number(value) == text
