"""Pictures and masks of many rows at a small size, within a limit of memory of their own.

They are looked for where the store looks, and asked of nobody that it may not ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.media.caching import Caching
from viewer.media.decode import Picture
from viewer.media.jobs import image_job, mask_job
from viewer.media.loads import Failed, Job, Loads, Ready, Waiting
from viewer.media.masks import CompositeFile, MaskFile, MaskLayer, plan_of
from viewer.media.problem import Problem, ProblemKind
from viewer.media.resolve import Places, Source
from viewer.media.store import MediaStore
from viewer.media.thumbnail import thumbnail, thumbnail_masks
from viewer.model.annotation import JsonPath
from viewer.model.row import DataRow, Label
from viewer.tasks import Tasks, Ticket

LIMIT_BYTES = 128 << 20
MOST_SINGLES = 64
"""Files of single masks that are loaded for a row; of more none is, as each would be a request of its own."""
_FORGIVEN = (ProblemKind.HOST_NOT_ALLOWED, ProblemKind.OFFLINE, ProblemKind.NO_KEY, ProblemKind.WRONG_KEY)


@dataclass(frozen=True, slots=True, eq=False)
class Small:
    """What there is of a row by now; `layers` have a frame of their own size, `masks_left_out` files."""

    picture: Picture | None = None
    layers: Mapping[JsonPath, tuple[MaskLayer, ...]] = field(default_factory=dict)
    waiting: bool = False
    problems: tuple[Problem, ...] = ()
    masks_left_out: int = 0


class Thumbnails(QObject):
    """Asked for a row at a size, gives what is there; `changed` carries a row of which there is more.

    `forgot` tells that what failed, or all of it, may be asked for again.
    """

    changed = Signal(int)
    forgot = Signal()

    def __init__(
        self,
        store: MediaStore,
        tasks: Tasks,
        *,
        limit_bytes: int = LIMIT_BYTES,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        network = store.network
        self._loads = Loads(
            tasks,
            store.fetcher,
            limit_bytes=limit_bytes,
            changed=self.changed.emit,
            progressed=lambda: None,
            caching=Caching(tasks, store.cache, journal=network.journal, told=store.cache_failed.emit),
        )
        self._loads.look_in(store.places)
        store.places_changed.connect(self._look_in)
        store.retried.connect(self._retry)
        network.access.changed.connect(self._forgive)
        network.credentials.changed.connect(self._forgive)

    @property
    def size_bytes(self) -> int:
        """Memory that everything kept takes."""
        return self._loads.size_bytes

    def ask(self, row: DataRow, labels: Sequence[Label], side: int) -> Small:
        """The picture of a row and the masks of these labels, longer sides at most `side` pixels.

        What is missing begins to load.
        """
        asking = _Asking(self._loads, row, side)
        asking.ask_for_picture()
        for label in labels:
            asking.ask_for_masks(label)
        return asking.small()

    def give_up_all_but(self, rows: Collection[int]) -> None:
        """Stop what is under way for other rows."""
        self._loads.give_up_all_but(rows)

    def forget_all(self) -> None:
        """Let everything go."""
        self._loads.forget_all()

    def _look_in(self, places: Places | None) -> None:
        self._loads.forget_all()
        self._loads.look_in(places)
        self.forgot.emit()

    def _retry(self, row: int) -> None:
        self._loads.forget_failures(row)
        self.forgot.emit()

    def _forgive(self) -> None:
        if self._loads.forget_kinds(_FORGIVEN):
            self.forgot.emit()


class _Asking:
    """One row asked for."""

    def __init__(self, loads: Loads, row: DataRow, side: int) -> None:
        self._loads = loads
        self._row = row
        self._side = side
        self._picture: Picture | None = None
        self._layers: dict[JsonPath, tuple[MaskLayer, ...]] = {}
        self._waiting = False
        self._problems: list[Problem] = []
        self._left_out = 0

    def small(self) -> Small:
        """What there is."""
        problems = tuple(dict.fromkeys(self._problems))
        return Small(self._picture, self._layers, self._waiting, problems, self._left_out)

    def ask_for_picture(self) -> None:
        row, side = self._row, self._side

        def decode(data: bytes | Path, _source: Source, _ticket: Ticket) -> Picture:
            return thumbnail(data, side, expected=row.media.size)

        job = image_job(row, allow_huge=False)
        match self._loads.ask(replace(job, key=(job.key, side), decode=decode, early=None), urgent=False):
            case Ready(picture):
                self._picture = picture
            case Waiting():
                self._waiting = True
            case Failed(problem):
                self._problems.append(problem)

    def ask_for_masks(self, label: Label) -> None:
        files = plan_of(label, self._row.index).files
        singles = [file for file in files if not isinstance(file, CompositeFile)]
        if len(singles) > MOST_SINGLES:
            self._left_out += len(singles)
            files = tuple(file for file in files if isinstance(file, CompositeFile))
        self._layers[label.path] = tuple(layer for file in files for layer in self._layers_of(label, file))

    def _layers_of(self, label: Label, file: MaskFile) -> Iterator[MaskLayer]:
        """The layer of a file, or those of its stand-ins when it is not to be had."""
        match self._loads.ask(self._mask_job(label, file), urgent=False):
            case Ready(layer):
                yield layer
            case Waiting():
                self._waiting = True
            case Failed(problem):
                stand_ins = file.singles if isinstance(file, CompositeFile) else ()
                if len(stand_ins) > MOST_SINGLES:
                    self._left_out += len(stand_ins)
                elif stand_ins:
                    for single in stand_ins:
                        yield from self._layers_of(label, single)
                else:
                    self._problems.append(problem)

    def _mask_job(self, label: Label, file: MaskFile) -> Job[MaskLayer]:
        side = self._side

        def decode(data: bytes | Path, _source: Source, _ticket: Ticket) -> MaskLayer:
            return thumbnail_masks(data, file, side)

        job = mask_job(self._row, label, file, allow_huge=False)
        return replace(job, key=(job.key, side), decode=decode)
