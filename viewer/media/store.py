"""The one door to pictures and masks: ask for a row's, get what is there, hear of the rest by signal.

The row asked for last is the one looked at. Call from the main thread only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.media.caching import Caching
from viewer.media.decode import Picture
from viewer.media.disk_cache import DiskCache
from viewer.media.fetch import Fetcher
from viewer.media.first_sight import is_large
from viewer.media.folder import Folder, read_folder
from viewer.media.jobs import Ask, assemble, image_failure, image_findings, image_job, image_key, mask_job
from viewer.media.loads import Failed, Job, Loads, Media, Progress, Ready, Waiting
from viewer.media.masks import CompositeFile, LabelMasks, MaskPlan, plan_of
from viewer.media.network import Network
from viewer.media.prefixes import Prefixes
from viewer.media.problem import ProblemKind
from viewer.media.resolve import Places
from viewer.model.annotation import JsonPath
from viewer.model.issue import Issue
from viewer.model.row import DataRow, Label
from viewer.tasks import Tasks

LIMIT_BYTES = 768 << 20
_PROGRESS_MSECS = 100
_FOLDER_KEY = "media folder"
_LIKELY_SIZE = (4000, 3000)
_PICTURE_PIXEL_BYTES = 4


class MediaStore(QObject):
    """Pictures and masks of one export, loaded in the background and kept within a limit of memory.

    Very large pictures are kept as pyramids in the folder of `tiles`; without one they are not opened
    unasked.
    """

    arrived = Signal()
    """Something that was asked for is there or has failed; many arrivals are told as one."""

    issues_found = Signal(int, object)
    """Row index and every `Issue` (a tuple) that the row's picture and masks have revealed so far."""

    progressed = Signal(object)
    """`Progress`, at most ten times a second."""

    cache_failed = Signal(str)
    """What went wrong with the cache on disk, in words, each kind once; no picture is lost by it."""

    places_changed = Signal(object)
    """The `Places` to look in from now on, None until a folder was read; what was found is forgotten."""

    retried = Signal(int)
    """What failed for the row of this index is tried again."""

    def __init__(
        self,
        tasks: Tasks,
        *,
        network: Network | None = None,
        fetcher: Fetcher | None = None,
        cache: DiskCache | None = None,
        limit_bytes: int = LIMIT_BYTES,
        tiles: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.network = network or Network()
        self.cache = cache
        self._tasks = tasks
        self._limit_bytes = limit_bytes
        self._tiles = tiles
        self.fetcher = fetcher or self.network.fetcher(self)
        self.places = Places()
        self._loads = Loads(
            tasks,
            self.fetcher,
            limit_bytes=limit_bytes,
            changed=self._note_change,
            progressed=self._note_progress,
            caching=Caching(tasks, cache, journal=self.network.journal, told=self.cache_failed.emit),
        )
        self._beside: Path | None = None
        self._folder: Path | None = None
        self._prefixes = Prefixes()
        self._huge_rows: set[int] = set()
        self._looked_at: DataRow | None = None
        self._beside_row: DataRow | None = None
        self._ahead: dict[int, DataRow] = {}
        self._is_held_up = False
        self._plans: dict[tuple[int, JsonPath], MaskPlan] = {}
        self._built: dict[JsonPath, LabelMasks] = {}
        self._changed_rows: set[int] = set()
        self._issues_told: dict[int, tuple[Issue, ...]] = {}
        self.network.access.changed.connect(self._access_changed)
        self.network.credentials.changed.connect(self._key_changed)
        self._tell = _timer(self, 0, self._tell_changes)
        self._tell_progress = _timer(self, _PROGRESS_MSECS, lambda: self.progressed.emit(self.progress))

    @property
    def progress(self) -> Progress:
        """What is under way now."""
        return self._loads.progress

    @property
    def folder(self) -> Path | None:
        """The chosen local folder."""
        return self._folder

    @property
    def prefixes(self) -> Prefixes:
        """What addresses begin with, and the folders that this is mapped to."""
        return self._prefixes

    def open(self, export_path: Path | None) -> None:
        """Forget everything, chosen folders too; relative addresses are beside this file from now on."""
        self._tasks.cancel(_FOLDER_KEY)
        self._loads.forget_all()
        self._beside = export_path.parent.absolute() if export_path is not None else None
        self._folder, self._prefixes = None, Prefixes()
        self._looked_at = self._beside_row = None
        self._huge_rows.clear()
        self._ahead.clear()
        self._plans.clear()
        self._built.clear()
        self._changed_rows.clear()
        self._issues_told.clear()
        self.network.access.open(export_path)
        self._look_in(None)

    def set_folder(self, folder: Path | None) -> None:
        """Look for pictures in this folder first; everything is looked for anew."""
        self._folder = folder
        self._loads.forget_all()
        self._read_folder()
        self._note_change(None)

    def set_prefixes(self, prefixes: Prefixes) -> None:
        """Look for addresses that begin so in these folders; everything is looked for anew."""
        self._prefixes = prefixes
        self._loads.forget_all()
        self._read_folder()
        self._note_change(None)

    def image(self, row: DataRow) -> Media[Picture]:
        """The picture of a row, which begins to load when it is not under way."""
        self._look_at(row)
        return self._loads.ask(self._image_job(row))

    def _image_job(self, row: DataRow) -> Job[Picture]:
        return image_job(row, allow_huge=row.index in self._huge_rows, tiles=self._tiles)

    def masks(self, row: DataRow, label: Label) -> LabelMasks:
        """What is there of a label's masks, the same object until that changes; the rest begins to load."""
        self._look_at(row)
        if (built := self._built.get(label.path)) is None:
            built = self._assemble(row, label, self._loads.ask)
            self._built[label.path] = built
        return built

    def image_beside(self, row: DataRow) -> Media[Picture]:
        """The picture of a row that stands beside the one looked at; the same of that row itself."""
        self._beside_row = row
        return self._loads.ask(self._image_job(row))

    def masks_beside(self, row: DataRow, label: Label) -> LabelMasks:
        """What is there of the masks of such a row's label."""
        self._beside_row = row
        return self._assemble(row, label, self._loads.ask)

    def issues(self, row: DataRow) -> tuple[Issue, ...]:
        """What a row's picture and those of its masks that were asked for have revealed so far."""
        found: list[Issue] = []
        image = self._loads.peek(image_key(row))
        if isinstance(image, Ready):
            found += image_findings(image.value, row)
        elif isinstance(image, Failed):
            found += image_failure(image.problem, row)
        for label in row.labels():
            if (row.index, label.path) in self._plans:
                found += self._assemble(row, label, self._known).issues
        return tuple(found)

    def prefetch(self, rows: Sequence[DataRow]) -> None:
        """Load the first of these as well, after what is looked at, and give up what is under way for others.

        As many as half of the memory is likely to hold, so that they do not push each other out.
        """
        self._ahead = {row.index: row for row in self._within(rows, self._limit_bytes // 2)}
        self._give_up_others()
        self._load_ahead()

    def _load_ahead(self) -> None:
        """Begin as soon as it does not hold up a large picture that is looked at."""
        self._is_held_up = self._waits_for_large()
        if self._is_held_up:
            return
        for row in self._ahead.values():
            huge = row.index in self._huge_rows
            self._loads.ask(self._image_job(row), urgent=False)
            for label in row.labels():
                for file in self._plan(row, label).files:
                    if isinstance(file, CompositeFile):  # of single masks there can be hundreds
                        self._loads.ask(mask_job(row, label, file, allow_huge=huge), urgent=False)
        self._note_progress()

    def _waits_for_large(self) -> bool:
        row = self._looked_at
        if row is None or not is_large(row.media.size):
            return False
        return isinstance(self._loads.peek(image_key(row)), Waiting)

    @staticmethod
    def _within(rows: Sequence[DataRow], left_bytes: int) -> Iterator[DataRow]:
        for row in rows:
            width, height = row.media.size or _LIKELY_SIZE
            left_bytes -= width * height * (_PICTURE_PIXEL_BYTES + sum(1 for _ in row.labels()))
            if left_bytes < 0:
                return
            yield row

    def retry(self, row: DataRow) -> None:
        """Try again what failed for a row, or is not whole."""
        self._loads.forget_failures(row.index)
        picture = self._loads.peek(image_key(row))
        if isinstance(picture, Ready) and not picture.value.is_whole:
            self._loads.forget(image_key(row))
        if self._folder is not None:
            self._read_folder()
        self.retried.emit(row.index)
        self._note_change(row.index)

    def _access_changed(self) -> None:
        if self._loads.forget_kinds((ProblemKind.HOST_NOT_ALLOWED, ProblemKind.OFFLINE)):
            self._begin_anew()

    def _key_changed(self) -> None:
        if self._loads.forget_kinds((ProblemKind.NO_KEY, ProblemKind.WRONG_KEY)):
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Load ahead again; what is looked at is asked for by those who show it."""
        self.prefetch(tuple(self._ahead.values()))
        self._note_change(None)

    def allow_huge(self, row: DataRow) -> None:
        """Open the files of this row whatever their size, until another export is opened."""
        self._huge_rows.add(row.index)
        self._loads.forget_failures(row.index)
        self._note_change(row.index)

    def cancel(self) -> None:
        """Stop everything under way."""
        self._loads.cancel()

    def _look_at(self, row: DataRow) -> None:
        before, self._looked_at = self._looked_at, row
        if before is None or before.index != row.index:
            self._built.clear()
            self._loads.look_at(row.index)
            self._give_up_others()
        self._note_progress()

    def _give_up_others(self) -> None:
        seen = (self._looked_at, self._beside_row)
        rows = set(self._ahead) | {row.index for row in seen if row is not None}
        self._loads.give_up_all_but(rows)
        self._plans = {key: plan for key, plan in self._plans.items() if key[0] in rows}

    def _plan(self, row: DataRow, label: Label) -> MaskPlan:
        key = row.index, label.path
        if key not in self._plans:
            self._plans[key] = plan_of(label, row.index)
        return self._plans[key]

    def _assemble(self, row: DataRow, label: Label, ask: Ask) -> LabelMasks:
        picture = self._picture_of(row)
        frame = row.media.size or (picture.size_shown if picture is not None else None)
        huge = row.index in self._huge_rows
        return assemble(row, label, self._plan(row, label), frame, ask, allow_huge=huge)

    def _picture_of(self, row: DataRow) -> Picture | None:
        match self._loads.peek(image_key(row)):
            case Ready(Picture() as picture):
                return picture
            case _:
                return None

    def _known(self, job: Job[Any]) -> Media[Any]:
        return self._loads.peek(job.key) or Waiting()

    def _read_folder(self) -> None:
        root = self._folder
        if root is None:
            self._tasks.cancel(_FOLDER_KEY)
            self._look_in(None)
            return
        self._loads.look_in(None)
        self.places_changed.emit(None)
        self._tasks.start(
            lambda ticket: read_folder(root, ticket),
            done=self._look_in,
            failed=lambda _error: self._look_in(Folder(root)),
            key=_FOLDER_KEY,
        )

    def _look_in(self, chosen: Folder | None) -> None:
        self.places = Places(chosen, self._beside, self._prefixes)
        self.network.access.folders = self.places.folders
        self._loads.look_in(self.places)
        self.places_changed.emit(self.places)

    def _note_change(self, row: int | None) -> None:
        self._built.clear()
        if row is not None:
            self._changed_rows.add(row)
        self._tell.start()
        self._note_progress()

    def _note_progress(self) -> None:
        if not self._tell_progress.isActive():
            self._tell_progress.start()

    def _tell_changes(self) -> None:
        if self._is_held_up:
            self._load_ahead()
        changed, self._changed_rows = self._changed_rows, set()
        self.arrived.emit()
        known = self._ahead | (
            {self._looked_at.index: self._looked_at} if self._looked_at is not None else {}
        )
        for index in sorted(changed & known.keys()):
            issues = self.issues(known[index])
            if issues != self._issues_told.get(index, ()):
                self._issues_told[index] = issues
                self.issues_found.emit(index, issues)


def _timer(parent: QObject, msecs: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(msecs)
    timer.timeout.connect(act)
    return timer
