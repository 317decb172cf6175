"""What to load for a row: its picture and the files of its masks, and how they make up a label's masks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from viewer.media.decode import Picture, decode_picture
from viewer.media.first_sight import first_sight
from viewer.media.guard import guard
from viewer.media.loads import Failed, Job, Media, Ready, Waiting
from viewer.media.masks import (
    CompositeFile,
    LabelMasks,
    MaskFile,
    MaskLayer,
    MaskPlan,
    SingleFile,
    failure_finding,
    findings,
    fitted,
    missing_finding,
    size_finding,
)
from viewer.media.problem import Problem, ProblemKind
from viewer.media.resolve import Places, Source, locate_image, locate_mask
from viewer.media.tiling import tiled_picture
from viewer.model.annotation import JsonPath
from viewer.model.issue import Issue, Severity
from viewer.model.row import DataRow, Label
from viewer.tasks import Ticket

DECIDED = (ProblemKind.HOST_NOT_ALLOWED, ProblemKind.OFFLINE, ProblemKind.CANCELLED)
"""What a person has decided, or is asked about, is nothing that is wrong with the export."""

Frame: TypeAlias = tuple[int, int]
Ask: TypeAlias = Callable[[Job[MaskLayer]], Media[MaskLayer]]


def image_key(row: DataRow) -> Hashable:
    """By what the picture of a row is known."""
    return "image", row.index


def image_job(row: DataRow, *, allow_huge: bool, tiles: Path | None = None) -> Job[Picture]:
    """How to load the picture of a row, a very large one into a pyramid in the folder of `tiles`."""

    def decode(data: bytes | Path, source: Source, ticket: Ticket) -> Picture:
        size = row.media.size
        picture = None
        if tiles is not None:
            picture = tiled_picture(data, tiles, ticket, expected=size, allow_huge=allow_huge)
        picture = picture or decode_picture(data, expected=size, allow_huge=allow_huge)
        return replace(picture, notes=(*source.notes, *picture.notes), came_from=source.came_from)

    def locate(places: Places) -> Source:
        return locate_image(row, places)

    def early(data: bytes | Path) -> Picture | None:
        return first_sight(data, expected=row.media.size)

    return Job(image_key(row), row.index, row.row_data, locate, decode, lambda it: it.size_bytes, early)


def image_findings(picture: Picture, row: DataRow) -> tuple[Issue, ...]:
    """What a picture reveals: notes on it, and a size that is not the one the export gives."""
    found = [Issue(Severity.WARNING, f"picture: {note}", row=row.index) for note in picture.notes]
    if row.media.size is not None and picture.size_shown != row.media.size:
        have, want = _told(picture.size_shown), _told(row.media.size)
        text = f"the picture has {have} pixels and the export says {want}: drawn to fill {want}"
        found.append(Issue(Severity.WARNING, text, row=row.index, expected=want, found=have))
    return tuple(found)


def image_failure(problem: Problem, row: DataRow) -> tuple[Issue, ...]:
    """What to say of a picture that cannot be had; nothing of media that have none."""
    if problem.kind is ProblemKind.NOT_DRAWN or problem.kind in DECIDED:
        return ()
    return (Issue(Severity.ERROR, f"no image: {problem}", ("data_row", "row_data"), row.index),)


def mask_job(row: DataRow, label: Label, file: MaskFile, *, allow_huge: bool) -> Job[MaskLayer]:
    """How to load a file of masks at its own size."""

    def decode(data: bytes | Path, _source: Source, _ticket: Ticket) -> MaskLayer:
        return file.decode(data, allow_huge=allow_huge)

    def locate(places: Places) -> Source:
        return locate_mask(file.url, places)

    key = ("mask", row.index, label.path, file.path, file.url)
    return Job(key, row.index, file.url, locate, decode, lambda layer: layer.size_bytes)


def assemble(
    row: DataRow, label: Label, plan: MaskPlan, frame: Frame | None, ask: Ask, *, allow_huge: bool
) -> LabelMasks:
    """A label's masks as far as they are there, in the `frame` (width, height) of the image once known."""
    parts = _Assembly(row, label, frame, ask, allow_huge, issues=list(plan.issues))
    for file in plan.files:
        parts.add(file)
    empty = (path for layer in parts.layers for path, i in layer.instances.items() if not layer.area(i))
    failed = MappingProxyType(parts.failed)
    return LabelMasks(tuple(parts.layers), parts.waiting, failed, frozenset(empty), tuple(parts.issues))


@dataclass(slots=True)
class _Assembly:
    row: DataRow
    label: Label
    frame: Frame | None
    ask: Ask
    allow_huge: bool
    layers: list[MaskLayer] = field(default_factory=list)
    waiting: bool = False
    failed: dict[JsonPath, Problem] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def add(self, file: MaskFile) -> None:
        job = mask_job(self.row, self.label, file, allow_huge=self.allow_huge)
        match self.ask(job):
            case Waiting():
                self.waiting = True
            case Failed(problem):
                self._do_without(file, problem)
            case Ready(layer):
                self.issues += findings(layer, file, self.row.index)
                self._place(layer, file, job)

    def _place(self, layer: MaskLayer, file: MaskFile, job: Job[MaskLayer]) -> None:
        if self.frame is None or layer.size == self.frame:
            self.layers.append(layer)
            return
        self.issues.append(size_finding(layer, file, self.frame, self.row.index))
        match self.ask(_fit_job(job, layer, self.frame, self.allow_huge)):
            case Waiting():
                self.waiting = True
            case Failed(problem):
                self.failed |= dict.fromkeys(layer.instances, problem)
            case Ready(scaled):
                self.layers.append(scaled)

    def _do_without(self, file: MaskFile, problem: Problem) -> None:
        """Take single masks in place of a composite, where objects have them."""
        match file:
            case SingleFile():
                self.failed |= dict.fromkeys(file.instances, problem)
                self._note(missing_finding(problem, file, self.row.index), problem)
            case CompositeFile():
                replaced = {path for single in file.singles for path in single.instances}
                self.failed |= {path: problem for path in file.instances if path not in replaced}
                say = failure_finding if replaced else missing_finding
                self._note(say(problem, file, self.row.index), problem)
                for single in file.singles:
                    self.add(single)

    def _note(self, issue: Issue, problem: Problem) -> None:
        if problem.kind not in DECIDED:
            self.issues.append(issue)


def _fit_job(job: Job[MaskLayer], layer: MaskLayer, frame: Frame, allow_huge: bool) -> Job[MaskLayer]:
    """How to bring a layer that is there to another size: work without a file."""

    def decode(_data: bytes | Path, _source: Source, _ticket: Ticket) -> MaskLayer:
        guard(frame, frame[0] * frame[1], allow_huge=allow_huge)
        return fitted(layer, frame)

    def locate(_places: Places) -> Source:
        return Source(b"")

    return Job((job.key, frame), job.row, job.address, locate, decode, job.size_bytes)


def _told(size: Frame) -> str:
    return f"{size[0]} x {size[1]}"
