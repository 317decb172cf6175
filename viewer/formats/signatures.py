"""What a file that is no export is instead, told by its first bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

from viewer.formats.errors import ExportError

GZIP_MAGIC = b"\x1f\x8b"

_KINDS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (8, b"WEBP", "a WebP picture"),
    (4, b"ftyp", "a video (MP4)"),
    (0, b"\x1aE\xdf\xa3", "a video (Matroska or WebM)"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!", "a RAR archive"),
    (257, b"ustar", "a TAR archive"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\0", "an xz file"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd file"),
    (0, GZIP_MAGIC, "a gzip file within a gzip file"),
    (0, b"PAR1", "a Parquet table"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
)
_PACKED = ("archive", "bzip2", "xz file", "zstd", "gzip")


def utf16_codec(head: bytes) -> str | None:
    """The codec of a UTF-16 text, told by its byte order mark or by the zero beside its first bracket."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) > 1 and head[1] == 0 and head[:1] in (b"{", b"["):
        return "utf-16-le"
    if len(head) > 1 and head[0] == 0 and head[1:2] in (b"{", b"["):
        return "utf-16-be"
    return None


def refuse_foreign(path: Path, head: bytes) -> None:
    """Stop at a file that is plainly something else.

    Raises:
        ExportError: it is a picture, an archive, a web page …; the text names what it is.
    """
    kind = next((kind for at, magic, kind in _KINDS if head[at : at + len(magic)] == magic), None)
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if kind is not None and text[:1] not in (b"{", b"["):
        advice = (
            "Unpack it and open the export in it." if any(word in kind for word in _PACKED) else _OPEN_EXPORT
        )
        raise ExportError(str(path), f"this is {kind}, not an export", advice)
    if text.startswith(b"<"):
        raise _markup(path, text.lower())
    if b"\0" in head[:512] and text[:1] not in (b"{", b"["):
        raise ExportError(str(path), "this is binary data, not an export", _OPEN_EXPORT)


_OPEN_EXPORT = "Open a Labelbox export: NDJSON, JSON or CSV, also gzipped."


def _markup(path: Path, text: bytes) -> ExportError:
    if text.startswith(b"<?xml"):
        return ExportError(
            str(path),
            "this is XML, perhaps the error message of a storage service, not an export",
            "Download the export again: its link may have expired.",
        )
    return ExportError(
        str(path),
        "this is a web page (HTML), perhaps a login page, not an export",
        "Log in, then download the export again.",
    )
