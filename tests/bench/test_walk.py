"""The figures of remote pictures measure what they say, on a small scale."""

from __future__ import annotations

import io
import urllib.request
from pathlib import Path

import pytest
from PIL import Image

from tests.bench.many_images import fetching_many_images
from tests.bench.next_row import painting_the_next_row
from tests.bench.server import serving
from tests.bench.walk import photo, walking

pytestmark = pytest.mark.usefixtures("qapp")


def plain(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "JPEG", quality=95)
    return file.getvalue()


def test_the_server_gives_files_whatever_stands_before_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"picture")
    with serving(tmp_path) as address:
        for path in ("a.jpg", "7/a.jpg"):
            with urllib.request.urlopen(f"{address}/{path}", timeout=10) as answer:
                assert answer.read() == b"picture"


def test_a_row_that_was_gone_to_is_painted() -> None:
    with walking(3, [plain("red"), plain("blue")]) as (walk, export):
        walk.open(export)
        for row, channels in ((1, (0, 0, 255)), (2, (255, 0, 0))):
            walk.go(row)
            middle = walk.canvas.grab().toImage().pixelColor(walk.canvas.rect().center())
            seen = (middle.red(), middle.green(), middle.blue())
            assert all(abs(is_ - should) < 10 for is_, should in zip(seen, channels, strict=True))


def test_photos_are_always_the_same_and_differ_by_number() -> None:
    assert photo(64, 48, 1) == photo(64, 48, 1)
    assert photo(64, 48, 1) != photo(64, 48, 2)


def test_the_figures_measure_small_things_too() -> None:
    assert painting_the_next_row(320, 240, rows=2).value > 0
    figure = fetching_many_images(20, rounds=1)
    assert figure.name.startswith("20 small images")
    assert figure.value > 0
