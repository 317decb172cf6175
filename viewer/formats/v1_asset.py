"""The asset of a row of the first version: a few columns; only the image itself knows its size."""

from __future__ import annotations

from viewer.formats.asset import read_media
from viewer.formats.reader import Node
from viewer.model.row import DataRow, DataRowDetails, MetadataField


def read_v1_asset(row: Node, index: int) -> DataRow:
    """The row without its families and its label."""
    return DataRow(
        index=index,
        families=(),
        id=row.text("DataRow ID"),
        global_key=row.text("Global Key") or None,
        external_id=row.text("External ID") or None,
        row_data=row.text("Labeled Data"),
        details=DataRowDetails(dataset_name=row.text("Dataset Name")),
        media=read_media(row, "Media Attributes", row.text("media_type")),
        metadata=tuple(_read_metadata(field) for field in row.objects("DataRow Metadata")),
    )


def _read_metadata(field: Node) -> MetadataField:
    return MetadataField(
        name=field.text("name") or field.text("schemaName") or field.text("schemaId") or "unnamed",
        value=field.value.get("value"),
        schema_kind=field.text("kind"),
        schema_id=field.text("schemaId"),
    )
