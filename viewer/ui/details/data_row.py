"""The data row: ids, asset, attachments, metadata and embeddings."""

from __future__ import annotations

import json

from viewer.model.row import (
    Attachment,
    DataRow,
    Embedding,
    MediaAttributes,
    MediaType,
    MetadataField,
    UnreadableRow,
)
from viewer.ui.details.context import Numbers
from viewer.ui.details.fields import (
    Block,
    CopyText,
    Field,
    Link,
    Section,
    ShowNumbers,
    Text,
    Value,
    text_field,
)
from viewer.ui.details.values import (
    address_field,
    address_link,
    as_json,
    date_field,
    duration,
    is_web_address,
    local_date,
)
from viewer.ui.words import constant, dimensions, number

SHOWN_NUMBERS = 32
SHOWN_BYTES = 1000
_SHOWN_TEXT = 20_000
_TEXT_ATTACHMENTS = frozenset({"RAW_TEXT"})
_ORIENTATIONS = {
    1: "upright",
    2: "mirrored",
    3: "turned by 180°",
    4: "mirrored, turned by 180°",
    5: "mirrored, turned by 90° to the left",
    6: "turned by 90° to the right",
    7: "mirrored, turned by 90° to the right",
    8: "turned by 90° to the left",
}


def data_row_sections(row: DataRow, numbers: Numbers) -> tuple[Section, ...]:
    """Everything of a row but its labels; sections without content are left out."""
    own = (
        Section("data-row", "Data row", _identity(row)),
        Section("asset", "Asset", (*_asset(row), *_media(row.media)), note=row.media.media_type.value),
        _listed(
            "attachments",
            "Attachments",
            [f for a in row.attachments for f in _attachment(a)],
            len(row.attachments),
        ),
        _listed("metadata", "Metadata", [_metadata(field) for field in row.metadata], len(row.metadata)),
        _listed(
            "embeddings",
            "Embeddings",
            [f for e in row.embeddings for f in _embedding(e, numbers.get(e.path))],
            len(row.embeddings),
        ),
    )
    return tuple(section for section in own if section.fields)


def unreadable_row_sections(row: UnreadableRow, start: bytes) -> tuple[Section, ...]:
    """A record that is no data row: why, and how it begins."""
    text = start[:SHOWN_BYTES].decode("utf-8", "backslashreplace")
    more = "…" if len(start) > SHOWN_BYTES else ""
    fields = (
        *text_field("Record", f"{row.index + 1:,}"),
        *text_field("Reason", row.reason),
        *((Field("It begins", Text("")), Field("", Block(text + more, monospace=True))) if text else ()),
    )
    return (Section("unreadable", "Unreadable record", fields),)


def _listed(name: str, title: str, fields: list[Field], count: int) -> Section:
    return Section(name, title, tuple(fields), note=str(count))


def _identity(row: DataRow) -> tuple[Field, ...]:
    details = row.details
    from_dataset = (
        ()
        if details is None
        else (
            *text_field("Dataset", details.dataset_name),
            *text_field("Created by", details.created_by),
            *date_field("Created", details.created_at),
            *date_field("Updated", details.updated_at),
            *date_field("Last activity", details.last_activity_at),
            *text_field("Dataset id", details.dataset_id),
        )
    )
    return (
        *text_field("Row", f"{row.index + 1:,}"),
        *text_field("Global key", row.global_key),
        *text_field("External id", row.external_id),
        *text_field("Data row id", row.id),
        *from_dataset,
        *text_field("Shape of row", ", ".join(family.value for family in row.families)),
    )


def _asset(row: DataRow) -> tuple[Field, ...]:
    text = row.row_data
    if not text:
        return ()
    if text.lstrip()[:1] in ("{", "["):
        return (Field("Source", Block(_pretty(text), monospace=True)),)
    if row.media.media_type is MediaType.TEXT and not _is_address(text):
        return (
            Field("Text", Text(f"{len(text):,} characters, in the export itself")),
            Field("", _block(text)),
        )
    return (Field("Source", address_link(text)),)


def _media(media: MediaAttributes) -> tuple[Field, ...]:
    size = (
        f"{dimensions(media.width, media.height)} px"
        if media.width is not None and media.height is not None
        else None
    )
    orientation = media.exif_rotation
    said = _ORIENTATIONS.get(orientation, "no orientation of EXIF") if orientation is not None else ""
    frames, rate = media.frame_count, media.frame_rate
    return (
        *text_field("Size", size),
        *text_field("Type", media.mime_type),
        *text_field("Asset type", media.asset_type),
        *text_field("Orientation", f"{orientation} ({said})" if said else None),
        *text_field("Frame rate", None if rate is None else f"{number(rate)} a second"),
        *text_field("Frames", None if frames is None else f"{frames:,}"),
        *text_field("Length", duration(round(frames / rate, 1)) if frames and rate and rate > 0 else None),
        *address_field("Text layer", media.text_layer_url),
    )


def _attachment(attachment: Attachment) -> tuple[Field, ...]:
    key = attachment.name or constant(attachment.type) or "attachment"
    kind = attachment.type if attachment.name else ""
    if attachment.type in _TEXT_ATTACHMENTS or not _is_address(attachment.value):
        return (
            Field(key, Text(kind or attachment.type, tip=attachment.id or "")),
            Field("", _block(attachment.value)),
        )
    return (Field(key, address_link(attachment.value)), *text_field("type", kind, depth=1))


def _metadata(field: MetadataField) -> Field:
    return Field(field.name or "(no name)", _metadata_value(field))


def _metadata_value(field: MetadataField) -> Value:
    match field.value:
        case str(text) if "datetime" in (field.schema_kind or "").lower():
            return Text(local_date(text), tip=text)
        case str(text) if is_web_address(text):
            return address_link(text)
        case str(text):
            return Text(text)
        case bool() | None as value:
            return Text({True: "yes", False: "no", None: "(empty)"}[value])
        case int() | float() as value:
            return Text(repr(value))
        case value:
            return Block(as_json(value), monospace=True)


def _embedding(embedding: Embedding, numbers: tuple[float, ...] | str | None) -> tuple[Field, ...]:
    size = "unknown dimensions" if embedding.dimensions is None else f"{embedding.dimensions:,} dimensions"
    about = Text(f"{size}, custom" if embedding.is_custom else size, tip=embedding.id or "")
    name = Field(embedding.name or "(no name)", about)
    if numbers is None:
        return (name, Field("", Link("Show values", ShowNumbers(embedding.path)), depth=1))
    if isinstance(numbers, str):
        return (name, Field("", Text(numbers), depth=1))
    if not numbers:
        return (name, Field("", Text("The export holds no values"), depth=1))
    shown = ", ".join(f"{value:.6g}" for value in numbers[:SHOWN_NUMBERS])
    more = len(numbers) - SHOWN_NUMBERS
    text = f"{shown}, … {more:,} more" if more > 0 else shown
    copy = Link(f"Copy all {len(numbers):,} values", CopyText(json.dumps(numbers)))
    return (name, Field("", Block(text, monospace=True), depth=1), Field("", copy, depth=1))


def _block(text: str) -> Block:
    more = len(text) - _SHOWN_TEXT
    return Block(f"{text[:_SHOWN_TEXT]}\n… {more:,} more characters, see Raw JSON" if more > 0 else text)


def _is_address(text: str) -> bool:
    """Whether a text is a URL or a path rather than words: no blanks, and a slash or backslash."""
    return len(text) < 8000 and not any(c.isspace() for c in text.strip()) and ("/" in text or "\\" in text)


def _pretty(text: str) -> str:
    try:
        return as_json(json.loads(text))
    except (ValueError, RecursionError):
        return text[:_SHOWN_TEXT]
