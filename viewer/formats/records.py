"""The bytes of one record become a row with what is wrong in it, wherever the bytes were read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from viewer.formats.csv_rows import CsvHeader, csv_value
from viewer.formats.decode import Decoded, decode
from viewer.formats.errors import FileChangedError, RecordError
from viewer.formats.row import ReadRow, read_row
from viewer.formats.shared import Shared
from viewer.formats.spans import Record
from viewer.model.issue import Issue, Severity
from viewer.model.row import UnreadableRow

_CUT_OFF = "; the file ends in the middle of this record, so it was not written or downloaded to its end"


def decode_record(data: bytes, header: CsvHeader | None) -> Decoded:
    """The JSON value of a record; of a CSV record (with a `header`) the v1 object made from it.

    Raises:
        RecordError: it is none.
    """
    return decode(data) if header is None else csv_value(data, header)


def read_record(
    data: bytes, index: int, record: Record, header: CsvHeader | None, *, ends_file: bool
) -> ReadRow:
    """The row that a record is; never raises. `ends_file` when nothing follows it in the file."""
    try:
        decoded = decode_record(data, header)
        read = read_row(decoded.value, index)
    except RecordError as error:
        return unreadable(error, index, record, ends_file=ends_file)
    except RecursionError:
        too_deep = RecordError("nested too deeply to be read")
        return unreadable(too_deep, index, record, ends_file=ends_file)
    issues = (*decoded.issues, *read.issues)
    placed = tuple(replace(issue, row=index, line=record.line, offset=record.offset) for issue in issues)
    return ReadRow(read.row, placed)


@dataclass(frozen=True, slots=True)
class RecordJob:
    """A record to be read, with all that this needs, to be handed to another process.

    Its bytes are in a `shared` file, which whoever needs them reads, or in `held`.
    """

    index: int
    record: Record
    header: CsvHeader | None
    ends_file: bool
    shared: Shared | None = None
    held: bytes = b""


def read_job(job: RecordJob) -> ReadRow:
    """The row that its record is.

    Raises:
        FileChangedError: the file was changed on disk, so that the record may stand elsewhere.
    """
    record, shared = job.record, job.shared
    data = job.held if shared is None else shared.read(record.offset, record.size)
    raw = stripped(data, job.header)
    return read_record(raw, job.index, record, job.header, ends_file=job.ends_file)


def stripped(data: bytes, header: CsvHeader | None) -> bytes:
    """A record without the blanks around it; in CSV a tab ends a cell."""
    return data.strip() if header is None else data.strip(b"\r\n")


def unreadable(error: RecordError, index: int, record: Record, *, ends_file: bool) -> ReadRow:
    """What stands in the place of a record that cannot be read."""
    cut_off = ends_file and not isinstance(error, FileChangedError)
    message = f"{error.message}{_CUT_OFF}" if cut_off else error.message
    issue = Issue(
        Severity.ERROR, message, row=index, line=record.line, offset=record.offset, found=error.found
    )
    return ReadRow(UnreadableRow(index, message), (issue,))
