"""A file as plain UTF-8 bytes that can be read by offset from any thread, whatever it was wrapped in.

Gzip and UTF-16 are unwrapped into an anonymous temporary file, so that a record is one seek away. The
file is not memory-mapped: a map of a file that is truncated meanwhile ends the process.
"""

from __future__ import annotations

import codecs
import os
import stat
import tempfile
import threading
import weakref
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from viewer.formats.errors import ExportError, FileChangedError
from viewer.formats.prints import Prints
from viewer.formats.shared import Shared
from viewer.formats.signatures import GZIP_MAGIC, refuse_foreign, utf16_codec
from viewer.model.issue import Issue, Severity

Progress = Callable[[int, int], None]
Check = Callable[[], None]

CHUNK_BYTES = 1 << 20
_PACKED_BYTES = 1 << 14
"""Packed bytes at a time: gzip packs a thousand to one at best, so that 16 MB stand in memory at worst."""
_BOM = codecs.BOM_UTF8


def _nothing(*_: object) -> None:
    return


@dataclass(frozen=True, slots=True)
class Watch:
    """The one who waits: told of progress in bytes, asked between chunks to go on (`check` raises)."""

    progress: Progress
    check: Check

    @staticmethod
    def of(progress: Progress | None, check: Check | None) -> Watch:
        """A watch of those that wait at all."""
        return Watch(progress or _nothing, check or _nothing)


@dataclass(frozen=True, slots=True)
class _Fingerprint:
    """What tells that a file is the one that was opened."""

    size: int
    modified_ns: int

    @staticmethod
    def of(status: os.stat_result) -> _Fingerprint:
        return _Fingerprint(status.st_size, status.st_mtime_ns)


class Source:
    """The bytes of an opened file, which is closed at the latest when nobody holds the source any more.

    `start` is where the text begins, after a byte order mark. `issues` tell what was wrong with the wrapping.
    """

    def __init__(self, path: Path, handle: IO[bytes], watch: Watch) -> None:
        self.path = path
        self.watch = watch
        self.is_gzip = False
        self.issues: list[Issue] = []
        self._lock = threading.Lock()
        self._opened = handle
        self._handle = handle
        weakref.finalize(self, handle.close)
        self._fingerprint = _Fingerprint.of(os.fstat(handle.fileno()))
        self._size = self._fingerprint.size
        self._parts: Iterator[bytes] = iter(())
        self._prints = Prints()
        self.is_whole = True
        self.start = 0

    @property
    def size_bytes(self) -> int:
        """Length of the unwrapped text, as far as it was unwrapped while it is not whole."""
        return self._size

    @property
    def shared(self) -> Shared | None:
        """Where other processes can read the text; None when it is in a file of this one alone."""
        if self._handle is not self._opened:
            return None
        return Shared(self.path.absolute(), self._fingerprint.size, self._fingerprint.modified_ns)

    def read_at(self, offset: int, size: int) -> bytes:
        """`size` bytes from `offset`, fewer at the end of the file.

        Raises:
            FileChangedError: the file is no longer what was opened.
        """
        with self._lock:
            while not self.is_whole and self._size < offset + size:
                self._unwrap_more()
            self._verify()
            self._handle.seek(offset)
            data = self._handle.read(size)
            self._verify()
        return data

    def chunks(self, offset: int) -> Iterator[tuple[int, bytes]]:
        """(offset, bytes) from `offset` to the end, asking between them whether to go on."""
        with self._reader() as read:
            while data := read(offset, CHUNK_BYTES):
                self._prints.note(offset, data)
                yield offset, data
                offset += len(data)
                self.watch.progress(offset, self._size if self.is_whole else 0)
                self.watch.check()

    @contextmanager
    def _reader(self) -> Iterator[Callable[[int, int], bytes]]:
        """`read_at`, through a handle of its own where that can be: nobody waits for a long piece."""
        if self._handle is not self._opened:
            yield self.read_at
            return
        try:
            file = self.path.open("rb", buffering=0)
        except OSError:
            yield self.read_at  # which says what has become of the file
            return

        def read(offset: int, size: int) -> bytes:
            file.seek(offset)
            data = file.read(size)
            with self._lock:
                self._verify()
            return data

        with file:
            yield read

    def packed(self) -> Iterator[bytes]:
        """The bytes as they stand in the file itself, while they are unwrapped."""
        offset = 0
        while True:
            self._verify_opened()
            self._opened.seek(offset)
            data = self._opened.read(CHUNK_BYTES)
            if not data:
                return
            offset += len(data)
            yield data

    def grown(self, watch: Watch) -> Source | None:
        """The file as it is now, when more stands behind what was read and nothing else became of it.

        Raises:
            ExportError: it cannot be opened any more.
            FileChangedError: it is being changed at this moment.
        """
        if self.shared is None:
            return None
        now = open_source(self.path, watch)
        is_longer = now.shared is not None and now.start == self.start and now.size_bytes > self.size_bytes
        if is_longer and self._prints.hold(now.read_at, watch.check):
            now._prints = self._prints
            return now
        now.close()
        return None

    def close(self) -> None:
        """Give the file back; reading fails from now on."""
        with self._lock:
            self._handle.close()
            self._opened.close()

    def unwrap_gzip(self) -> None:
        """Go on with what the gzip file holds, unwrapped as it is read; a damaged end becomes an issue."""
        self.is_gzip = True
        self._handle, self._parts, self.is_whole = self._copy(), _gunzipped(self), False
        self._size = 0

    def transcode(self, codec: str) -> None:
        """Go on with the UTF-8 form of a text in another encoding, made as it is read."""
        text = f"expected UTF-8, found {codec.upper()}: offsets count in its UTF-8 form"
        self.issues = [Issue(Severity.WARNING, text)]
        previous = self._handle
        parts = _gunzipped(self) if self.is_gzip else self.packed()
        self._handle, self._parts, self.is_whole = self._copy(), _transcoded(parts, codec), False
        self._size = 0
        if previous is not self._opened:
            previous.close()

    def skip_byte_order_mark(self) -> None:
        """Begin after the mark, when there is one."""
        if self.read_at(0, len(_BOM)) == _BOM:
            self.start = len(_BOM)

    def _copy(self) -> IO[bytes]:
        """A temporary file that goes when nobody holds the source any more."""
        copy = tempfile.TemporaryFile(prefix="annoscope-", buffering=0)  # noqa: SIM115 - as long as the source
        weakref.finalize(self, copy.close)
        return copy

    def _write(self, copy: IO[bytes], part: bytes) -> None:
        try:
            copy.write(part)
        except OSError as error:
            raise ExportError(
                str(self.path),
                f"its unpacked text cannot be written to {tempfile.gettempdir()} ({error.strerror})",
                "Free some space there, or unpack the file and open what is in it.",
            ) from error

    def _unwrap_more(self) -> None:
        """Write some more of the text behind what was unwrapped; with the lock held."""
        if self._handle.closed:
            raise FileChangedError("the file was closed: open it again")
        part = next(self._parts, None)
        if part is None:
            self.is_whole = True
            return
        self._handle.seek(self._size)
        self._write(self._handle, part)
        self._size += len(part)

    def _verify_opened(self) -> None:
        """What is unwrapped must be what was opened."""
        if _Fingerprint.of(os.fstat(self._opened.fileno())) != self._fingerprint:
            raise FileChangedError("the file was changed on disk after it was opened: reload it")

    def _verify(self) -> None:
        """A copy in a temporary file stays true whatever becomes of the original."""
        if self._handle.closed:
            raise FileChangedError("the file was closed: open it again")
        if self._handle is not self._opened:
            return
        if _Fingerprint.of(os.fstat(self._opened.fileno())) != self._fingerprint:
            raise FileChangedError("the file was changed on disk after it was opened: reload it")
        try:
            status = self.path.stat()
        except OSError as error:
            raise FileChangedError(
                "the file is no longer there: it was moved or deleted; open it again"
            ) from error
        if _Fingerprint.of(status) != self._fingerprint:
            raise FileChangedError("the file was replaced on disk after it was opened: reload it")


def open_source(path: Path, watch: Watch) -> Source:
    """The bytes of an export, unwrapped.

    Raises:
        ExportError: the file cannot be opened, is empty, or is plainly something else than an export.
    """
    source = Source(path, _open(path), watch)
    try:
        if source.read_at(0, len(GZIP_MAGIC)) == GZIP_MAGIC:
            source.unwrap_gzip()
        head = source.read_at(0, 4096)
        _refuse_empty(source, head)
        if codec := utf16_codec(head):
            source.transcode(codec)
            head = source.read_at(0, 4096)
        refuse_foreign(path, head)
        source.skip_byte_order_mark()
    except FileChangedError as error:
        source.close()
        raise ExportError(str(path), str(error.message), "Open it once it is complete.") from error
    except BaseException:
        source.close()
        raise
    return source


def _open(path: Path) -> IO[bytes]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ExportError(str(path), "this is a folder", "Open an export file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise ExportError(
                str(path), "this is a device or a pipe, not a file", "Save its content and open that."
            )
        return path.open("rb", buffering=0)
    except FileNotFoundError as error:
        raise ExportError(str(path), "there is no such file", "Check its name and folder.") from error
    except PermissionError as error:
        raise ExportError(
            str(path), "you are not allowed to read it", "Ask its owner, or copy it to a folder of yours."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ExportError(
            str(path), f"it cannot be opened ({reason})", "Check its name and the disk."
        ) from error


def _refuse_empty(source: Source, head: bytes) -> None:
    if head:
        return
    if source.issues:
        raise ExportError(
            str(source.path), "the gzip file is damaged or cut off before its first row", "Download it again."
        )
    raise ExportError(str(source.path), "it is empty", "Export or download it again.")


def _gunzipped(source: Source) -> Iterator[bytes]:
    """The text of every member of a gzip file as far as it is sound; why it ends early becomes an issue."""
    unpacker = zlib.decompressobj(wbits=31)
    for chunk in source.packed():
        for at in range(0, len(chunk), _PACKED_BYTES):
            packed = chunk[at : at + _PACKED_BYTES]
            while packed:
                if unpacker.eof and not packed.strip(b"\0"):
                    break  # padding, as tapes and some servers add it
                unpacker = zlib.decompressobj(wbits=31) if unpacker.eof else unpacker
                before = unpacker.copy()
                try:
                    yield unpacker.decompress(packed)
                except zlib.error:
                    yield _sound_part(before, packed)
                    source.issues.append(_cut("the gzip file is damaged"))
                    return
                packed = unpacker.unused_data
    if not unpacker.eof:
        source.issues.append(_cut("the gzip file ends early"))


def _sound_part(unpacker: zlib._Decompress, packed: bytes) -> bytes:
    """What can be unpacked before the damage."""
    sound = bytearray()
    for at in range(len(packed)):
        try:
            sound += unpacker.decompress(packed[at : at + 1])
        except zlib.error:
            break
    return bytes(sound)


def _cut(what: str) -> Issue:
    return Issue(Severity.ERROR, f"{what}: only the rows before that can be read; download it again")


def _transcoded(parts: Iterator[bytes], codec: str) -> Iterator[bytes]:
    """The UTF-8 form of a text that comes in parts, which may end within a character."""
    decoder = codecs.getincrementaldecoder(codec)(errors="replace")
    for part in parts:
        yield decoder.decode(part).encode()
    yield decoder.decode(b"", final=True).encode()
