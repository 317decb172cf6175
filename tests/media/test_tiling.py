"""Pictures above the size that is kept in memory: the same pixels as decoded whole, read in parts."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from viewer.media import pyramid as pyramids
from viewer.media import tile_files, tiling
from viewer.media.decode import decode_picture
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.tiling import part_of, tiled_picture
from viewer.tasks import Cancelled, Ticket

WIDTH, HEIGHT = 1300, 900
AREA = (700, 300, 400, 350)
"""Across the borders of tiles."""


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiling, "TILED_PIXELS", 500_000)
    monkeypatch.setattr(tiling, "BASE_SIDE", 400)


def colours(width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    y, x = np.mgrid[:height, :width]
    return Image.fromarray(np.dstack((x % 256, y % 256, (x + y) // 2 % 256)).astype(np.uint8))


def saved(folder: Path, picture: Image.Image, name: str, **options: Any) -> Path:
    path = folder / name
    picture.save(path, **options)
    return path


def tiled(source: bytes | Path, folder: Path, **options: Any) -> tiling.Picture:
    picture = tiled_picture(source, folder / "tiles", Ticket(), **options)
    assert picture is not None
    return picture


def seen(image: QImage) -> np.ndarray[Any, Any]:
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return flat[:, : 4 * plain.width()].reshape(plain.height(), plain.width(), 4).astype(int)


def cut(image: QImage, area: tuple[int, int, int, int] = AREA) -> np.ndarray[Any, Any]:
    return seen(image.copy(*area))


PICTURES = {
    "colours.png": colours,
    "alpha.png": lambda: Image.merge("RGBA", (*colours().split(), Image.new("L", (WIDTH, HEIGHT), 128))),
    "grey.png": lambda: colours().getchannel(0),
    "grey-alpha.png": lambda: Image.merge("LA", (colours().getchannel(0), colours().getchannel(1))),
    "palette.png": lambda: colours().quantize(64),
    "deep.png": lambda: Image.fromarray(np.add.outer(np.arange(HEIGHT) * 30, np.arange(WIDTH)).astype("<u2")),
    "colours.tif": colours,
    "deep.tif": lambda: Image.fromarray(np.add.outer(np.arange(HEIGHT) * 30, np.arange(WIDTH)).astype("<u2")),
    "float.tif": lambda: Image.fromarray(np.add.outer(np.arange(HEIGHT), np.arange(WIDTH)).astype("<f4")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_part_has_the_pixels_that_the_whole_has(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path, PICTURES[name](), name)
    picture = tiled(path, tmp_path)
    whole = decode_picture(path)
    assert picture.size_shown == whole.size_shown == (WIDTH, HEIGHT)
    assert not picture.is_early
    assert max(picture.image.width(), picture.image.height()) <= 400
    limits = (whole.levels.low, whole.levels.high) if whole.levels is not None else None
    np.testing.assert_allclose(seen(part_of(picture, 0, AREA, limits)), cut(whole.image), atol=1)


def test_a_part_of_a_jpeg_has_the_pixels_that_the_whole_has(tmp_path: Path) -> None:
    path = saved(tmp_path, colours(), "colours.jpg", quality=92)
    picture = tiled(path, tmp_path)
    # decoders may round otherwise
    np.testing.assert_allclose(seen(part_of(picture, 0, AREA)), cut(decode_picture(path).image), atol=3)


def test_smaller_levels_are_means_of_the_larger_ones(tmp_path: Path) -> None:
    smooth = colours().resize((WIDTH, HEIGHT)).reduce(1)
    path = saved(tmp_path, smooth.resize((WIDTH, HEIGHT)), "colours.png")
    picture = tiled(path, tmp_path)
    assert picture.pyramid is not None
    assert picture.pyramid.sizes[:3] == ((1300, 900), (650, 450), (325, 225))
    halved = seen(decode_picture(path).image)[:600, :600].reshape(300, 2, 300, 2, 4).mean(axis=(1, 3))
    np.testing.assert_allclose(seen(part_of(picture, 1, (0, 0, 300, 300))), halved, atol=1)


@pytest.mark.parametrize("name", ["turned.tif", "turned.png"])
@pytest.mark.parametrize("orientation", [1, 3, 5, 6, 7, 8])
def test_exif_turns_it_only_when_the_export_says_so(tmp_path: Path, orientation: int, name: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path, colours(), name, exif=exif)
    for expected in ((WIDTH, HEIGHT), (HEIGHT, WIDTH)):
        whole = decode_picture(path, expected=expected)
        picture = tiled(path, tmp_path, expected=expected)
        assert (picture.turned, picture.size_shown) == (whole.turned, whole.size_shown)
        area = (300, 500, 350, 300)
        np.testing.assert_array_equal(seen(part_of(picture, 0, area)), cut(whole.image, area))


def test_bytes_are_read_as_files_are(tmp_path: Path) -> None:
    path = saved(tmp_path, colours(), "colours.png")
    of_file, of_bytes = tiled(path, tmp_path), tiled(path.read_bytes(), tmp_path)
    np.testing.assert_array_equal(seen(part_of(of_file, 0, AREA)), seen(part_of(of_bytes, 0, AREA)))


def test_a_second_look_makes_nothing_and_a_changed_file_is_made_anew(tmp_path: Path) -> None:
    path = saved(tmp_path, colours(), "colours.png")
    first = tiled(path, tmp_path).pyramid
    second = tiled(path, tmp_path).pyramid
    assert first is not None
    assert second is not None
    assert first.path == second.path
    inode = first.path.stat().st_ino
    assert tiled(path, tmp_path).pyramid is not None
    assert first.path.stat().st_ino == inode
    saved(tmp_path, colours().transpose(Image.Transpose.ROTATE_180), "colours.png")
    third = tiled(path, tmp_path).pyramid
    assert third is not None
    assert third.path != first.path


def test_what_a_file_that_was_cut_off_has_is_shown_and_said(tmp_path: Path) -> None:
    path = saved(tmp_path, colours(), "cut.jpg", quality=92)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    picture = tiled(path, tmp_path)
    assert picture.notes == decode_picture(path).notes
    assert picture.notes
    top = (0, 0, WIDTH, 200)
    np.testing.assert_allclose(
        seen(part_of(picture, 0, top))[..., :3], seen(Image_of(data, top))[..., :3], atol=3
    )
    assert tiled(path, tmp_path).notes == picture.notes, "a second look knows it too"


def Image_of(data: bytes, area: tuple[int, int, int, int]) -> QImage:  # noqa: N802
    return decode_picture(data).image.copy(*area)


def test_a_broken_file_says_so(tmp_path: Path) -> None:
    path = saved(tmp_path, colours(), "broken.png")
    data = bytearray(path.read_bytes())
    data[60:] = os.urandom(len(data) - 60)
    path.write_bytes(data)
    with pytest.raises(MediaError) as told:
        tiled(path, tmp_path)
    assert told.value.kind is ProblemKind.UNREADABLE
    assert not list((tmp_path / "tiles").iterdir()), "nothing half made is left"


def test_what_is_kept_in_memory_or_cannot_be_streamed_is_left_to_others(tmp_path: Path) -> None:
    small = saved(tmp_path, colours(600, 400), "small.png")
    progressive = saved(tmp_path, colours(), "progressive.jpg", progressive=True)
    bitmap = saved(tmp_path, colours(), "picture.bmp")
    text = tmp_path / "text.png"
    text.write_text("no picture")
    for path in (small, progressive, bitmap, text, tmp_path / "missing.png"):
        assert tiled_picture(path, tmp_path / "tiles", Ticket()) is None
    assert not (tmp_path / "tiles").exists()


def test_what_unpacks_to_far_more_than_a_picture_is_not_opened_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.media.guard.SUSPECT_PIXELS", 100_000)
    monkeypatch.setattr("viewer.media.guard.SUSPECT_PIXELS_PER_BYTE", 40)
    path = saved(tmp_path, Image.new("RGB", (WIDTH, HEIGHT)), "bomb.png")
    with pytest.raises(MediaError) as told:
        tiled(path, tmp_path)
    assert told.value.kind is ProblemKind.TOO_LARGE
    assert tiled(path, tmp_path, allow_huge=True).size == (WIDTH, HEIGHT)


def test_a_disk_without_room_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, colours(), "colours.png")
    monkeypatch.setattr(pyramids.shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
    with pytest.raises(MediaError, match="on the disk") as told:
        tiled(path, tmp_path)
    assert told.value.kind is ProblemKind.TOO_LARGE
    assert not list((tmp_path / "tiles").iterdir())


def test_progress_is_told_and_a_cancelled_ticket_ends_it(tmp_path: Path) -> None:
    path = saved(tmp_path, colours(4000, 3000), "large.png")
    told: list[tuple[int, int]] = []
    assert tiled_picture(path, tmp_path / "tiles", Ticket(report=lambda *each: told.append(each)))
    assert told
    assert all(0 <= done <= total == 100 for done, total in told)

    ticket = Ticket(report=lambda *_: ticket.cancel())
    with pytest.raises(Cancelled):
        tiled_picture(path, tmp_path / "others", ticket)
    assert not list((tmp_path / "others").iterdir())


def test_many_threads_read_at_once(tmp_path: Path) -> None:
    picture = tiled(saved(tmp_path, colours(), "colours.png"), tmp_path)
    expected = seen(part_of(picture, 0, AREA))
    wrong: list[int] = []

    def read(number: int) -> None:
        for _ in range(5):
            if not np.array_equal(seen(part_of(picture, 0, AREA)), expected):
                wrong.append(number)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_oldest_go_when_all_take_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tiled(saved(tmp_path, colours(), "first.png"), tmp_path).pyramid
    assert first is not None
    os.utime(first.path, (1, 1))
    second = tiled(saved(tmp_path, colours(), "second.png"), tmp_path).pyramid
    assert second is not None
    monkeypatch.setattr(tile_files, "KEPT_BYTES", second.path.stat().st_size + 1000)
    third = tiled(saved(tmp_path, colours(), "third.png"), tmp_path).pyramid
    assert third is not None
    assert [path.exists() for path in (first.path, second.path, third.path)] == [False, True, True]
    folder = tmp_path / "tiles"
    assert tile_files.usage_bytes(folder) == sum(path.stat().st_size for path in folder.iterdir())
    tile_files.forget_all(folder)
    assert not list(folder.iterdir())
    with pytest.raises(MediaError, match="no longer on the disk"):
        part_of(replaced(third), 0, AREA)


def replaced(pyramid: pyramids.Pyramid) -> tiling.Picture:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    return tiling.Picture(image, (WIDTH, HEIGHT), pyramid=pyramid)
