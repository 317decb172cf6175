"""Whether the bytes of a picture end before their time, by what the file itself says of its end."""

from __future__ import annotations

_PNG_END = b"IEND"
_JPEG_END, _JPEG_SCAN = b"\xff\xd9", b"\xff\xda"
_GIF_END = b"\x3b"
_PADDING_BYTES = 16


def ends_early(data: bytes) -> bool:
    """Whether a PNG, JPEG, GIF or WebP lacks its end; of other files it cannot be told so cheaply."""
    if data.startswith(b"\x89PNG"):
        return data.rfind(_PNG_END) < 0
    if data.startswith(b"\xff\xd8\xff"):
        return data.rfind(_JPEG_END) < data.rfind(_JPEG_SCAN)
    if data.startswith(b"GIF8"):
        return _GIF_END not in data[-_PADDING_BYTES:]
    if data.startswith(b"RIFF"):
        return len(data) < 8 + int.from_bytes(data[4:8], "little")
    return False
