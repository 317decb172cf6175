"""The asset of a row: `data_row`, `media_attributes`, attachments, metadata, embeddings."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.findings import UnfitError
from viewer.formats.media_type import media_type_of
from viewer.formats.reader import Node
from viewer.model.row import (
    Attachment,
    DataRow,
    DataRowDetails,
    Embedding,
    MediaAttributes,
    MetadataField,
)


def read_asset(row: Node, index: int) -> DataRow:
    """The row without its families and containers."""
    if not row.has("data_row"):
        row.issues.error(row.missing("data_row", "an object"))
    data_row = row.object("data_row") or Node({}, row.path, row.issues)
    return DataRow(
        index=index,
        families=(),
        id=data_row.text("id"),
        global_key=data_row.text("global_key"),
        external_id=data_row.text("external_id"),
        row_data=data_row.text("row_data"),
        details=_read_details(data_row),
        media=read_media(row, "media_attributes"),
        attachments=tuple(_read_attachments(row)),
        metadata=tuple(_read_metadata(row)),
        embeddings=tuple(_read_embeddings(row)),
    )


def _read_details(data_row: Node) -> DataRowDetails | None:
    node = data_row.object("details")
    if node is None:
        return None
    return DataRowDetails(
        dataset_id=node.text("dataset_id"),
        dataset_name=node.text("dataset_name"),
        created_at=node.text("created_at"),
        updated_at=node.text("updated_at"),
        last_activity_at=node.text("last_activity_at"),
        created_by=node.text("created_by"),
    )


def read_media(row: Node, key: str, asset_type: str | None = None) -> MediaAttributes:
    """The attributes of the object under `key`; `asset_type` is what the row says of it elsewhere."""
    node = row.object(key) or Node({}, row.path, row.issues)
    mime_type, asset_type = node.text("mime_type"), node.text("asset_type") or asset_type
    return MediaAttributes(
        media_type=media_type_of(asset_type, mime_type),
        width=_read_side(node, "width"),
        height=_read_side(node, "height"),
        mime_type=mime_type,
        asset_type=asset_type,
        exif_rotation=node.quoted_integer("exif_rotation"),
        frame_rate=node.number("frame_rate"),
        frame_count=node.integer("frame_count"),
        text_layer_url=node.text("text_layer_url"),
    )


def _read_side(media: Node, key: str) -> int | None:
    side = media.integer(key)
    if side is None or side >= 0:
        return side
    place, expected = (*media.path, key), f"a {key} of 0 or more"
    media.issues.error(UnfitError(place, expected, str(side), f"negative {key}: {side}"))
    return None


def _read_attachments(row: Node) -> Iterator[Attachment]:
    for node in row.objects("attachments"):
        yield Attachment(
            type=node.text("type") or "unknown",
            value=node.text("value") or "",
            name=node.text("name"),
            id=node.text("id"),
        )


def _read_metadata(row: Node) -> Iterator[MetadataField]:
    for node in row.objects("metadata_fields"):
        yield MetadataField(
            name=node.text("schema_name") or node.text("name") or "unnamed",
            value=node.value.get("value"),
            schema_kind=node.text("schema_kind"),
            schema_id=node.text("schema_id"),
        )


def _read_embeddings(row: Node) -> Iterator[Embedding]:
    for node in row.objects("embeddings"):
        yield Embedding(
            name=node.text("name") or "unnamed",
            path=node.path,
            dimensions=node.integer("dimensions"),
            is_custom=node.flag("is_custom"),
            id=node.text("id"),
        )
