"""What kind of asset a row is about, from whatever the export tells of it."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from viewer.model.annotation import Annotations
from viewer.model.geometry import (
    Box,
    Geo,
    Geometry,
    Mask,
    MessageChoice,
    PageBox,
    PageTokens,
    Point,
    Polygon,
    Polyline,
    TextSpan,
    Unreadable,
)
from viewer.model.row import DataRow, Label, MediaType

_WORDS: tuple[tuple[str, MediaType], ...] = (
    ("conversation", MediaType.CONVERSATION),
    ("message", MediaType.CONVERSATION),
    ("llm", MediaType.CONVERSATION),
    ("dicom", MediaType.DICOM),
    ("x-tms", MediaType.GEO),
    ("tiled", MediaType.GEO),
    ("geo", MediaType.GEO),
    ("pdf", MediaType.DOCUMENT),
    ("document", MediaType.DOCUMENT),
    ("html", MediaType.HTML),
    ("image", MediaType.IMAGE),
    ("video", MediaType.VIDEO),
    ("audio", MediaType.AUDIO),
    ("text", MediaType.TEXT),
)
"""Looked for in this order: `text/html` is HTML, `application/vnd.labelbox.conversational` a conversation."""

_SUFFIXES: dict[str, MediaType] = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif"), MediaType.IMAGE),
    **dict.fromkeys((".mp4", ".mov", ".avi", ".webm", ".mkv", ".m4v"), MediaType.VIDEO),
    **dict.fromkeys((".mp3", ".wav", ".ogg", ".flac", ".m4a"), MediaType.AUDIO),
    **dict.fromkeys((".html", ".htm"), MediaType.HTML),
    ".txt": MediaType.TEXT,
    ".pdf": MediaType.DOCUMENT,
    ".dcm": MediaType.DICOM,
}


def media_type_of(asset_type: str | None, mime_type: str | None) -> MediaType:
    """The medium that `asset_type` names, else the one that `mime_type` does."""
    for told in (asset_type, mime_type):
        for word, medium in _WORDS:
            if told and word in told.lower():
                return medium
    return MediaType.UNKNOWN


def guess_media_type(row: DataRow) -> MediaType:
    """The medium that tiles, labels or the name of the file give away."""
    if row.row_data and '"tileLayerUrl"' in row.row_data:
        return MediaType.GEO
    guesses = (_from_label(label) for label in row.labels())
    told = next((guess for guess in guesses if guess is not MediaType.UNKNOWN), MediaType.UNKNOWN)
    return _from_name(row.row_data) if told is MediaType.UNKNOWN else told


def _from_label(label: Label) -> MediaType:
    annotations = label.annotations
    if any(frame.group for frame in annotations.frames):
        return MediaType.DICOM
    if label.label_kind == "Video" or annotations.frames_url or annotations.frames:
        return MediaType.VIDEO
    return _from_objects(annotations)


def _from_objects(annotations: Annotations) -> MediaType:
    guesses = (_from_geometry(thing.geometry) for thing in annotations.objects)
    return next((guess for guess in guesses if guess is not MediaType.UNKNOWN), MediaType.UNKNOWN)


def _from_geometry(geometry: Geometry) -> MediaType:
    match geometry:
        case Box() | Polygon() | Polyline() | Point() | Mask():
            return MediaType.IMAGE
        case TextSpan(message_id=message_id):
            return MediaType.TEXT if message_id is None else MediaType.CONVERSATION
        case PageBox() | PageTokens():
            return MediaType.DOCUMENT
        case Geo():
            return MediaType.GEO
        case MessageChoice():
            return MediaType.CONVERSATION
        case Unreadable():
            return MediaType.UNKNOWN


def _from_name(row_data: str | None) -> MediaType:
    if not row_data or len(row_data) > 4096 or "\n" in row_data:
        return MediaType.UNKNOWN
    try:
        name = urlsplit(row_data).path
    except ValueError:
        return MediaType.UNKNOWN
    return _SUFFIXES.get(PurePosixPath(name).suffix.lower(), MediaType.UNKNOWN)
