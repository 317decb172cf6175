"""What fetched bytes are: their suffix, or why they are not fit to be kept."""

from __future__ import annotations

import pytest

from tests.media.pictures import encoded, photo
from viewer.media.problem import MediaError, ProblemKind
from viewer.media.sound_file import suffix_of


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("PNG", "png"),
        ("JPEG", "jpg"),
        ("GIF", "gif"),
        ("WEBP", "webp"),
        ("BMP", "bmp"),
        ("TIFF", "tif"),
        ("PPM", "ppm"),
        ("JPEG2000", "jp2"),
        ("TGA", ""),
    ],
)
def test_the_suffix_is_that_of_the_content(kind: str, suffix: str) -> None:
    assert suffix_of(encoded(photo(), kind)) == suffix


def test_what_is_no_picture_or_half_of_one_is_not_fit() -> None:
    with pytest.raises(MediaError) as caught:
        suffix_of(b"no picture at all")
    assert caught.value.kind is ProblemKind.NOT_AN_IMAGE
    whole = encoded(photo((40, 40)))
    with pytest.raises(MediaError) as caught:
        suffix_of(whole[: len(whole) // 2])
    assert caught.value.kind is ProblemKind.TRUNCATED
