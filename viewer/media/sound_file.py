"""What kind of picture fetched bytes are, without reading pixels: fit to be kept, and under which suffix."""

from __future__ import annotations

from viewer.media import by_pillow
from viewer.media.endings import ends_early
from viewer.media.folder import PICTURE_SUFFIXES
from viewer.media.problem import MediaError, ProblemKind

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"BM", "bmp"),
)
_OTHER_WORDS = {"jpeg2000": "jp2", "mpo": "jpg", "dib": "bmp"}


def suffix_of(data: bytes) -> str:
    """The suffix a file of these bytes is found by, without a dot; nothing for a rare kind of picture.

    Raises:
        MediaError: it is no picture, or ends before its time.
    """
    if ends_early(data):
        raise MediaError(ProblemKind.TRUNCATED, f"cut off: it ends after {len(data):,} bytes")
    for beginning, suffix in _BEGINNINGS:
        if data.startswith(beginning):
            return suffix
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    with by_pillow.open_head(data) as picture:
        kind = (picture.format or "").lower()
    suffix = _OTHER_WORDS.get(kind, kind)
    return suffix if suffix in PICTURE_SUFFIXES else ""
