"""Bytes into pixels: every mode of PNG, broken files, bombs and EXIF."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import textwrap
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin
from PySide6.QtGui import QImage

from tests.media.pictures import encoded, photo
from viewer.media import by_qt, guard
from viewer.media.decode import Picture, decode_packed, decode_picture, decode_visible
from viewer.media.problem import MediaError, ProblemKind

PIXELS = {"WEBP": ((9, 9, 9, 0), (1, 2, 3, 128), (5, 6, 7, 255)), "TIFF": ((9, 0), (100, 128), (7, 255))}
PROJECT = Path(__file__).resolve().parents[2]
RED, GREEN, BLUE, WHITE = 0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFFFF


def quarters(picture: Picture) -> list[int]:
    width, height = picture.size_shown
    places = [(1, 1), (width - 2, 1), (1, height - 2), (width - 2, height - 2)]
    return [picture.image.pixel(x, y) for x, y in places]


def values(mode: str, *pixels: object) -> Image.Image:
    picture = Image.new(mode, (len(pixels), 1))
    picture.putdata(pixels)
    return picture


def palette(*indices: int) -> Image.Image:
    picture = values("P", *indices)
    picture.putpalette([0, 0, 0, 5, 32, 7, 255, 0, 0])
    return picture


def png_of_16_bits(colour_type: int, *samples: int) -> bytes:
    """A PNG of one row with 16 bits a sample, written by hand as Pillow cannot."""
    channels = {0: 1, 2: 3, 4: 2, 6: 4}[colour_type]
    line = b"\0" + struct.pack(f">{len(samples)}H", *samples)
    head = struct.pack(">IIBBBBB", len(samples) // channels, 1, 16, colour_type, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(line)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


PACKED = {
    "RGB": (encoded(values("RGB", (0, 0, 0), (5, 32, 7), (1, 2, 3))), [0, 0x052007, 0x010203]),
    "RGBA, alpha ignored": (
        encoded(values("RGBA", (0, 0, 0, 0), (5, 32, 7, 255), (1, 2, 3, 0), (1, 2, 3, 128))),
        [0, 0x052007, 0x010203, 0x010203],
    ),
    "L": (encoded(values("L", 0, 1, 200)), [0, 0x010101, 0xC8C8C8]),
    "LA": (encoded(values("LA", (0, 0), (1, 255), (200, 0))), [0, 0x010101, 0xC8C8C8]),
    "1 bit": (encoded(values("1", 0, 255, 0)), [0, 0xFFFFFF, 0]),
    "P": (encoded(palette(0, 1, 2)), [0, 0x052007, 0xFF0000]),
    "P, 1 bit an index": (encoded(palette(0, 1), bits=1), [0, 0x052007]),
    "P, transparent": (encoded(palette(0, 1, 2), transparency=b"\0\x80\xff"), [0, 0x052007, 0xFF0000]),
    "RGB, one colour transparent": (
        encoded(values("RGB", (1, 2, 3), (9, 9, 9)), transparency=(1, 2, 3)),
        [0x010203, 0x090909],
    ),
    "16 bits grey": (png_of_16_bits(0, 0, 0x01FF, 0xC8C8), [0, 0x010101, 0xC8C8C8]),
    "16 bits RGB": (png_of_16_bits(2, 0x0505, 0x2020, 0x0707, 0, 0, 0), [0x052007, 0]),
    "16 bits RGBA": (png_of_16_bits(6, 0x0505, 0x2020, 0x0707, 0, 0, 0, 0, 0), [0x052007, 0]),
    "16 bits grey with alpha": (png_of_16_bits(4, 0xC8C8, 0, 0, 0xFFFF), [0xC8C8C8, 0]),
}


@pytest.mark.parametrize("mode", PACKED)
def test_every_kind_of_png_gives_its_exact_colours(mode: str) -> None:
    data, expected = PACKED[mode]
    packed = decode_packed(data)
    assert packed.dtype == np.uint32
    assert [hex(value) for value in packed[0]] == [hex(value) for value in expected]


def test_packed_pixels_outlive_the_picture_they_came_from() -> None:
    many = [decode_packed(encoded(Image.new("RGBA", (64, 64), (n, n, n, 255)))) for n in range(40)]
    assert all((packed == n * 0x010101).all() for n, packed in enumerate(many))


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (values("L", 0, 1, 255), [False, True, True]),
        (values("1", 0, 255), [False, True]),
        (palette(0, 1, 2), [False, True, True]),
        (values("RGB", (0, 0, 0), (0, 0, 1)), [False, True]),
        (values("RGBA", (0, 0, 0, 0), (255, 255, 255, 255), (0, 0, 0, 255)), [False, True, False]),
        (values("RGBA", (255, 255, 255, 0), (9, 9, 9, 1)), [False, True]),
        (values("LA", (255, 0), (255, 255), (0, 255)), [False, True, False]),
    ],
    ids=["L", "1 bit", "P", "RGB", "RGBA", "RGBA with colours under nothing", "LA"],
)
def test_the_object_of_a_single_mask_is_what_can_be_seen_and_is_not_zero(
    picture: Image.Image, expected: list[bool]
) -> None:
    assert decode_visible(encoded(picture)).tolist() == [expected]


def test_a_single_mask_of_16_bits_may_count_from_one() -> None:
    assert decode_visible(png_of_16_bits(0, 0, 1, 0xFFFF)).tolist() == [[False, True, True]]


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "GIF", "WEBP", "JPEG", "JPEG2000"])
def test_pictures_of_every_common_format_open(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {"quality": 100} if kind == "JPEG" else {}
    picture = decode_picture(encoded(photo((64, 48)), kind, **options))
    assert (picture.size, picture.size_shown, picture.turned, picture.notes) == (
        (64, 48),
        (64, 48),
        False,
        (),
    )
    for got, wanted in zip(quarters(picture), (RED, GREEN, BLUE, WHITE), strict=True):
        near = 4 if kind.startswith("JPEG") else 0
        for shift in (0, 8, 16, 24):
            assert abs((got >> shift & 255) - (wanted >> shift & 255)) <= near


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "LA", "RGBA"])
def test_pictures_of_every_mode_are_ready_to_draw(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    image = decode_picture(encoded(photo().convert(mode), kind)).image
    assert image.depth() == 32
    assert image.pixel(7, 5) == WHITE


def test_a_jpeg_for_print_has_its_right_colours() -> None:
    ink = Image.new("CMYK", (16, 16), (255, 0, 0, 0))  # all cyan: no red, all green and blue
    colour = decode_picture(encoded(ink, "JPEG", quality=100)).image.pixelColor(8, 8)
    assert colour.red() < 5
    assert colour.green() > 250
    assert colour.blue() > 250


def screen(picture: Picture) -> np.ndarray:
    """(h, w, 4) red, green, blue and alpha as they are drawn."""
    image = picture.image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : image.width() * 4].reshape(image.height(), image.width(), 4).astype(int)


def without_adobe(jpeg: bytes) -> bytes:
    """The same JPEG without the marker that says who wrote it."""
    place = jpeg.index(b"\xff\xee")
    length = struct.unpack(">H", jpeg[place + 2 : place + 4])[0]
    return jpeg[:place] + jpeg[place + 2 + length :]


@pytest.mark.parametrize("kind", ["JPEG", "JPEG without Adobe's marker", "TIFF"])
def test_inks_become_the_colours_that_pillow_makes_of_them(kind: str) -> None:
    ramps = [np.tile(np.roll(np.arange(0, 256, 4), 16 * ink), (64, 1)) for ink in range(4)]
    ramps[3] = ramps[3].T // 2
    inks = Image.fromarray(np.dstack(ramps).astype(np.uint8), "CMYK")
    data = encoded(inks, kind.split(maxsplit=1)[0], **({"quality": 100} if kind.startswith("JPEG") else {}))
    if "without" in kind:
        data = without_adobe(data)
    with Image.open(io.BytesIO(data)) as opened:
        expected = np.asarray(opened.convert("RGB")).astype(int)
    picture = decode_picture(data)
    assert np.abs(screen(picture)[:, :, :3] - expected).max() <= 2
    plain = np.asarray(inks.convert("RGB")).astype(int)
    assert np.abs(screen(picture)[:, :, :3] - plain).mean() < 3


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "BMP", "WEBP", "AVIF"])
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_every_mode_in_every_format_is_drawn_as_pillow_draws_it(mode: str, kind: str) -> None:
    across, down = np.meshgrid(np.arange(0, 256, 8), np.arange(0, 256, 16))
    colours = Image.fromarray(np.dstack([across, down, across ^ down]).astype(np.uint8))
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encoded(colours.quantize(32) if mode == "P" else colours.convert(mode), kind, **options)
    with Image.open(io.BytesIO(data)) as opened:
        expected = np.asarray(opened.convert("RGB")).astype(int)
    assert np.abs(screen(decode_picture(data))[:, :, :3] - expected).max() <= 1


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "TIFF"])
def test_what_is_transparent_stays_so(kind: str) -> None:
    if kind in ("PNG", "GIF"):
        data = encoded(palette(0, 1, 2), kind, transparency=b"\0\x80\xff" if kind == "PNG" else 0)
        alphas = [0, 128, 255] if kind == "PNG" else [0, 255, 255]
    else:
        pixels = values("LA" if kind == "TIFF" else "RGBA", *PIXELS[kind])
        data, alphas = encoded(pixels, kind, **({"lossless": True} if kind == "WEBP" else {})), [0, 128, 255]
    drawn = screen(decode_picture(data))[0]
    assert drawn[:, 3].tolist() == alphas
    with Image.open(io.BytesIO(data)) as opened:
        expected = np.asarray(opened.convert("RGBA")).astype(int)[0]
    assert np.abs(drawn[1:] - expected[1:]).max() <= 1


def test_the_first_picture_of_several_is_the_one_shown() -> None:
    others = [Image.new("RGB", (64, 48), "black")] * 2
    for kind, options in (("GIF", {}), ("TIFF", {}), ("WEBP", {"lossless": True}), ("PNG", {})):
        data = encoded(photo((64, 48)), kind, save_all=True, append_images=others, **options)
        assert quarters(decode_picture(data)) == [RED, GREEN, BLUE, WHITE], kind


@pytest.mark.parametrize("depth", ["RGB", "I;16", "LA"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_tiff_is_not_turned_by_itself(depth: str, orientation: int) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[0x0112] = orientation
    marked = np.zeros((20, 40), dtype=np.uint16)
    marked[:5, :5] = 60_000
    deep = Image.fromarray(marked)
    picture = deep if depth == "I;16" else Image.fromarray((marked >> 8).astype(np.uint8)).convert(depth)
    data = encoded(picture, "TIFF", tiffinfo=tags)
    stored = decode_picture(data)
    assert (stored.size, stored.size_shown, stored.turned) == ((40, 20), (40, 20), False)
    assert stored.image.pixelColor(2, 2).red() > 200
    assert stored.image.pixelColor(38, 18).red() == 0
    turned = decode_picture(data, expected=(20, 40))
    assert turned.turned is (orientation > 4)
    if turned.turned:
        left, top = {5: (2, 2), 6: (18, 2), 7: (18, 38), 8: (2, 38)}[orientation]
        assert (turned.size, turned.size_shown) == ((40, 20), (20, 40))
        assert turned.image.pixelColor(left, top).red() > 200
        assert turned.image.pixelColor(10, 20).red() == 0


def test_a_picture_that_another_program_would_have_to_run_for_is_no_picture() -> None:
    script = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 6\n%%EndComments\nshowpage\n"
    with pytest.raises(MediaError) as caught:
        decode_picture(script)
    assert caught.value.kind is ProblemKind.NOT_AN_IMAGE


def test_a_tall_picture_is_converted_to_its_last_row() -> None:
    tall = Image.new("L", (1, 3000), 9)
    tall.putpixel((0, 2999), 200)
    image = decode_picture(encoded(tall)).image
    assert (image.pixelColor(0, 0).red(), image.pixelColor(0, 2999).red()) == (9, 200)


@pytest.mark.parametrize("kind", ["GIF", "TIFF"])
def test_several_pictures_in_a_file_are_told(kind: str) -> None:
    data = encoded(photo(), kind, save_all=True, append_images=[Image.new("RGB", (8, 6))])
    assert decode_picture(data).notes == ("the first of 2 pictures in the file",)


def test_many_threads_decode_at_once_without_waiting_for_each_other_for_ever() -> None:
    script = """
        import io
        from concurrent.futures import ThreadPoolExecutor
        from PIL import Image
        from viewer.media.decode import decode_packed, decode_picture

        files = []
        for mode in ("RGB", "RGBA", "P"):
            for kind in ("PNG", "TIFF"):
                buffer = io.BytesIO()
                Image.effect_noise((300, 200), 60).convert(mode).save(buffer, kind)
                files.append(buffer.getvalue())

        def decode(number):
            data = files[number % len(files)]
            return decode_picture(data).size, decode_packed(data).shape

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(decode, range(200))) == {((300, 200), (200, 300))}
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True, timeout=60, cwd=PROJECT)


class TestExif:
    """Annotations refer to stored pixels: a picture is turned only when the export says the turned size."""

    @staticmethod
    def stored(orientation: int) -> bytes:
        exif = Image.Exif()
        exif[0x0112] = orientation
        return encoded(photo((64, 32)), "JPEG", exif=exif, quality=100)

    @pytest.mark.parametrize("expected", [None, (64, 32), (50, 50)])
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_it_stays_as_stored(self, orientation: int, expected: tuple[int, int] | None) -> None:
        picture = decode_picture(self.stored(orientation), expected=expected)
        assert (picture.size_shown, picture.turned) == ((64, 32), False)
        assert picture.image.pixelColor(4, 4).red() > 250

    @pytest.mark.parametrize("reader", ["Qt", "Pillow"])
    def test_it_is_turned_when_only_that_gives_the_size_of_the_export(
        self, reader: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if reader == "Pillow":
            monkeypatch.setattr(by_qt, "header_of", lambda file: None)
        picture = decode_picture(self.stored(6), expected=(32, 64))
        assert (picture.size, picture.size_shown, picture.turned) == ((64, 32), (32, 64), True)
        colour = picture.image.pixelColor(28, 4)  # the stored left top goes to the right top
        assert (colour.red() > 250, colour.green() < 5, colour.blue() < 5) == (True, True, True)

    @pytest.mark.parametrize("orientation", [1, 2, 3, 4])
    def test_without_a_quarter_turn_in_the_file_nothing_is_turned(self, orientation: int) -> None:
        picture = decode_picture(self.stored(orientation), expected=(32, 64))
        assert (picture.size_shown, picture.turned) == ((64, 32), False)


class TestBadFiles:
    """Each has a plain reason, and none is an exception of a library."""

    @staticmethod
    def problem(data: bytes | Path) -> MediaError:
        with pytest.raises(MediaError) as mask:
            decode_packed(data)
        with pytest.raises(MediaError) as caught:
            decode_picture(data)
        assert caught.value.kind == mask.value.kind
        return caught.value

    def test_an_error_page_is_quoted(self) -> None:
        error = self.problem(b"\n<html>\n<head><title>Sign in to the storage of your company</title>")
        assert error.kind is ProblemKind.NOT_AN_IMAGE
        assert error.reason == "not an image: it starts with “<html> <head><title>Sign in to the stora…”"

    def test_bytes_that_are_no_text_are_told_as_such(self) -> None:
        assert self.problem(bytes(range(16))).reason.endswith(
            "it starts with the bytes 00 01 02 03 04 05 06 07"
        )

    def test_an_empty_file(self) -> None:
        assert self.problem(b"").reason == "the file is empty"

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        assert self.problem(tmp_path / "gone.png").kind is ProblemKind.MISSING

    def test_a_folder_in_place_of_a_file(self, tmp_path: Path) -> None:
        assert self.problem(tmp_path).kind is ProblemKind.UNREADABLE

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "WEBP"])
    def test_a_file_cut_off_in_its_head(self, kind: str) -> None:
        error = self.problem(encoded(photo((64, 48)), kind)[:30])
        assert error.kind in (ProblemKind.UNREADABLE, ProblemKind.TRUNCATED)

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "JPEG progressive"])
    def test_of_a_picture_cut_off_the_upper_part_is_shown_and_that_is_said(self, kind: str) -> None:
        noise = np.random.default_rng(1).integers(0, 255, (300, 200, 3), dtype=np.uint8)
        noise[:40] = (255, 0, 0)
        kind, _, progressive = kind.partition(" ")
        data = encoded(Image.fromarray(noise), kind, **({"progressive": True} if progressive else {}))
        picture = decode_picture(data[: len(data) * 2 // 3])
        assert picture.notes == ("the file is cut off: what is missing is drawn empty",)
        assert picture.size == (200, 300)
        assert picture.image.pixelColor(100, 10).red() > 200

    @pytest.mark.parametrize("mode", ["RGB", "P"])
    def test_a_mask_cut_off_is_no_mask(self, mode: str) -> None:
        noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 90), dtype=np.uint8))
        data = encoded(noise.convert(mode))
        for decode in (decode_packed, decode_visible):
            with pytest.raises(MediaError) as caught:
                decode(data[: len(data) // 2])
            assert caught.value.kind is ProblemKind.TRUNCATED

    def test_a_png_with_damaged_pixels(self) -> None:
        data = bytearray(encoded(photo((64, 48))))
        place = data.index(b"IDAT") + 8
        data[place : place + 20] = bytes(20)
        assert self.problem(bytes(data)).kind is ProblemKind.UNREADABLE


class TestBombs:
    """A small file that claims many pixels is refused before they are touched, unless a person insists."""

    @staticmethod
    def claiming(width: int, height: int) -> bytes:
        data = bytearray(encoded(Image.new("1", (8, 8))))
        data[16:24] = struct.pack(">II", width, height)
        data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
        return bytes(data)

    @pytest.mark.parametrize("decode", [decode_picture, decode_packed, decode_visible])
    def test_a_bomb_is_refused_with_its_size(self, decode: object) -> None:
        data = self.claiming(60_000, 50_000)
        with pytest.raises(MediaError) as caught:
            decode(data)  # type: ignore[operator]
        assert caught.value.kind is ProblemKind.TOO_LARGE
        assert caught.value.reason.startswith("60000 x 50000 pixels need 12.0 GB of memory")

    def test_far_more_pixels_than_its_bytes_can_hold_is_refused_earlier(self) -> None:
        with pytest.raises(MediaError, match="9000 x 9000"):
            decode_packed(self.claiming(9_000, 9_000))

    @pytest.mark.parametrize("decode", [decode_picture, decode_packed, decode_visible])
    def test_it_is_opened_when_a_person_says_so(
        self, decode: object, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guard, "MAX_PIXELS", 100)
        data = encoded(Image.new("L", (20, 20), 7))
        with pytest.raises(MediaError, match="20 x 20 pixels"):
            decode(data)  # type: ignore[operator]
        decode(data, allow_huge=True)  # type: ignore[operator]

    def test_a_picture_beyond_the_limit_of_qt_opens(self) -> None:
        picture = decode_picture(encoded(Image.new("L", (8_300, 8_100), 7)))  # 269 MB in memory
        assert picture.size == (8_300, 8_100)
        assert picture.image.pixelColor(8_299, 8_099).red() == 7


def test_what_qt_thinks_of_a_broken_head_is_not_printed(tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    content = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    (tmp_path / "broken.png").write_bytes(content)
    script = """
        import sys
        from pathlib import Path
        from PySide6.QtGui import QGuiApplication
        from viewer.media.decode import decode_picture
        from viewer.media.problem import MediaError
        application = QGuiApplication(["", "-platform", "offscreen"])
        try:
            decode_picture(Path(sys.argv[1]))
        except MediaError as error:
            print(error.reason)
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path / "broken.png")]
    done = subprocess.run(command, check=True, timeout=60, cwd=PROJECT, capture_output=True, text=True)
    assert "broken" in done.stdout
    assert "qt.gui" not in done.stderr
