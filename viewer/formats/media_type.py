"""What kind of asset a row is about, from whatever the export tells of it."""

from __future__ import annotations

from viewer.model.row import MediaType

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


def media_type_of(asset_type: str | None, mime_type: str | None) -> MediaType:
    """The medium that `asset_type` names, else the one that `mime_type` does."""
    for told in (asset_type, mime_type):
        for word, medium in _WORDS:
            if told and word in told.lower():
                return medium
    return MediaType.UNKNOWN
