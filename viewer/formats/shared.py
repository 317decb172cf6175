"""A part of a file, read by whoever needs it in whichever process, while the file is what was opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from viewer.formats.errors import FileChangedError


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that any process can read, as long as its size and time (ns) are these."""

    path: Path
    size: int
    modified_ns: int

    def read(self, offset: int, size: int) -> bytes:
        """Bytes of the file.

        Raises:
            FileChangedError: it is no longer what was opened.
        """
        try:
            with self.path.open("rb", buffering=0) as file:
                file.seek(offset)
                data = file.read(size)
                status = os.fstat(file.fileno())
        except OSError as error:
            raise FileChangedError("the file is no longer there: it was moved or deleted") from error
        if (status.st_size, status.st_mtime_ns) != (self.size, self.modified_ns) or len(data) < size:
            raise FileChangedError("the file was changed on disk after it was opened: reload it")
        return data
