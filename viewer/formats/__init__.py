"""Bytes become a model: containers (how a file holds records) apart from families (what a record says).

    open_export(path) → Export → read(index) → ReadRow(row, issues)

`source` unwraps gzip and encodings, `containers` finds the records (`lines`, `structure`, `csv_rows`),
`decode` makes JSON values of their bytes, `row` makes data rows of the values.
"""

from viewer.formats.errors import ExportError, FileChangedError, RecordError
from viewer.formats.export import Export, open_export
from viewer.formats.row import ReadRow, read_row
from viewer.formats.spans import Record

__all__ = [
    "Export",
    "ExportError",
    "FileChangedError",
    "ReadRow",
    "Record",
    "RecordError",
    "open_export",
    "read_row",
]
