"""The masks of a label: which files hold them, and whose pixels they are once decoded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from viewer.media.composite import IndexedMask, index_of, isolate, resized
from viewer.media.contour import Contour, contours_of
from viewer.media.decode import decode_packed, decode_visible
from viewer.media.problem import Problem
from viewer.model.annotation import JsonPath
from viewer.model.geometry import Mask, Rgb
from viewer.model.issue import Issue, Severity
from viewer.model.row import Label

Instances: TypeAlias = Mapping[JsonPath, int]
_COLOURS_NAMED = 5


@dataclass(frozen=True, slots=True, eq=False)
class MaskLayer:
    """Masks out of one file. The pixels of an object are those where the index is `instances[path] + 1`.

    `indexed` covers the part of the frame that begins at `origin` (x, y); `size` is (width, height) of the
    frame, the whole image that annotations refer to. `source` is the file's address as the export has it.
    """

    indexed: IndexedMask
    contours: tuple[Contour, ...]
    instances: Instances
    source: str
    size: tuple[int, int]
    origin: tuple[int, int] = (0, 0)

    @classmethod
    def traced(
        cls,
        indexed: IndexedMask,
        instances: Instances,
        source: str,
        size: tuple[int, int],
        origin: tuple[int, int] = (0, 0),
    ) -> MaskLayer:
        """A layer with its contours, which take a while to find: not for the main thread."""
        return cls(indexed, contours_of(indexed), instances, source, size, origin)

    @property
    def size_bytes(self) -> int:
        """Memory the layer takes."""
        return self.indexed.index.nbytes + sum(contour.size_bytes for contour in self.contours)

    def at(self, x: int, y: int) -> int | None:
        """The instance whose pixel (x, y) of the frame is; None where nothing is."""
        column, row = x - self.origin[0], y - self.origin[1]
        width, height = self.indexed.size
        if not (0 <= column < width and 0 <= row < height):
            return None
        value = int(self.indexed.index[row, column])
        return value - 1 if value else None

    def box(self, instance: int) -> tuple[int, int, int, int]:
        """left, top, right, bottom in the frame, the last two exclusive; zeros when the instance is empty."""
        left, top, right, bottom = (int(side) for side in self.indexed.boxes[instance])
        x, y = self.origin if right > left else (0, 0)
        return left + x, top + y, right + x, bottom + y

    def area(self, instance: int) -> int:
        """Pixels of an instance."""
        return int(self.indexed.areas[instance])

    def cut(self, instance: int) -> NDArray[np.bool_]:
        """The pixels of an instance within its `box`."""
        return self.indexed.cut(instance)


@dataclass(frozen=True, slots=True, eq=False)
class LabelMasks:
    """What is there of a label's masks so far; `empty` are objects whose mask has not one pixel."""

    layers: tuple[MaskLayer, ...] = ()
    waiting: bool = False
    failed: Mapping[JsonPath, Problem] = field(default_factory=dict)
    empty: frozenset[JsonPath] = frozenset()
    issues: tuple[Issue, ...] = ()

    def find(self, path: JsonPath) -> tuple[MaskLayer, int] | None:
        """The layer that holds an object's mask, and its instance there."""
        for layer in self.layers:
            if (instance := layer.instances.get(path)) is not None:
                return layer, instance
        return None

    def at(self, x: int, y: int) -> tuple[JsonPath, ...]:
        """The objects whose mask covers pixel (x, y) of the frame."""
        return tuple(
            path
            for layer in self.layers
            if (hit := layer.at(x, y)) is not None
            for path, instance in layer.instances.items()
            if instance == hit
        )


@dataclass(frozen=True, slots=True)
class CompositeFile:
    """A composite and the colours objects claim in it; `singles` are other files that hold the same masks.

    `path` is where the row names it: the label, whose composite it is.
    """

    url: str
    path: JsonPath
    colours: tuple[Rgb, ...]
    instances: Instances
    singles: tuple[SingleFile, ...] = ()

    def decode(self, data: bytes | Path, *, allow_huge: bool) -> MaskLayer:
        """The layer at the file's own size.

        Raises:
            MediaError: it cannot be decoded.
        """
        indexed = isolate(decode_packed(data, allow_huge=allow_huge), self.colours)
        return MaskLayer.traced(indexed, self.instances, self.url, indexed.size)


@dataclass(frozen=True, slots=True)
class SingleFile:
    """A file with the mask of the object at `path`, and of any other that names the same file."""

    url: str
    path: JsonPath
    instances: Instances

    def decode(self, data: bytes | Path, *, allow_huge: bool) -> MaskLayer:
        """The layer at the file's own size, cropped to the mask.

        Raises:
            MediaError: it cannot be decoded.
        """
        mask = decode_visible(data, allow_huge=allow_huge)
        indexed, origin = index_of(mask)
        return MaskLayer.traced(indexed, self.instances, self.url, (mask.shape[1], mask.shape[0]), origin)


MaskFile: TypeAlias = CompositeFile | SingleFile


@dataclass(frozen=True, slots=True)
class MaskPlan:
    """The files that hold the masks of a label, and what is wrong with how objects name them."""

    files: tuple[MaskFile, ...] = ()
    issues: tuple[Issue, ...] = ()


def plan_of(label: Label, row: int) -> MaskPlan:
    """Where to get the masks of a label's objects: composites first, single files where there is none."""
    masks = [(o.path, o.geometry) for o in label.annotations.objects if isinstance(o.geometry, Mask)]
    composites: dict[str, list[tuple[JsonPath, Rgb, str | None]]] = {}
    alone: list[tuple[JsonPath, str]] = []
    for path, mask in masks:
        if mask.composite is not None:
            member = (path, mask.composite.color_rgb, mask.url)
            composites.setdefault(mask.composite.url, []).append(member)
        elif mask.url is not None:
            alone.append((path, mask.url))
    issues: list[Issue] = []
    files: list[MaskFile] = [
        _composite(url, label.path, members, row, issues) for url, members in composites.items()
    ]
    return MaskPlan((*files, *_singles(alone)), tuple(issues))


def fitted(layer: MaskLayer, frame: tuple[int, int]) -> MaskLayer:
    """The layer in a frame of another (width, height), by nearest pixels."""
    width, height = frame
    across, down = width / layer.size[0], height / layer.size[1]
    x, y = layer.origin
    columns, rows = layer.indexed.size
    left, top = round(x * across), round(y * down)
    right, bottom = round((x + columns) * across), round((y + rows) * down)
    indexed = resized(layer.indexed, max(right - left, 1), max(bottom - top, 1))
    return MaskLayer.traced(indexed, layer.instances, layer.source, frame, (left, top))


def findings(layer: MaskLayer, file: MaskFile, row: int) -> tuple[Issue, ...]:
    """What a decoded file reveals: masks without a pixel, colours nobody claims."""
    found = [
        _warning(f"empty mask: {_why_empty(file, instance)}", row, path)
        for path, instance in layer.instances.items()
        if not layer.area(instance)
    ]
    if layer.indexed.unclaimed:
        found.append(_warning(_unclaimed_told(layer.indexed), row, file.path))
    return tuple(found)


def size_finding(layer: MaskLayer, file: MaskFile, frame: tuple[int, int], row: int) -> Issue:
    """What to say of a mask whose size is not the image's."""
    have, want = ("{} x {}".format(*size) for size in (layer.size, frame))
    text = f"the mask has {have} pixels and the image {want}: scaled to the nearest pixel"
    return _warning(text, row, file.path, expected=want, found=have)


def missing_finding(problem: Problem, file: MaskFile, row: int) -> Issue:
    """What to say of masks that cannot be had from anywhere."""
    count = len(file.instances)
    text = f"{count} masks are not drawn" if count > 1 else "a mask is not drawn"
    return Issue(Severity.ERROR, f"{text}: {problem}", file.path, row)


def failure_finding(problem: Problem, file: CompositeFile, row: int) -> Issue:
    """What to say when single files stand in for a composite."""
    text = f"the composite is not to be had, single masks stand in for it: {problem}"
    return _warning(text, row, file.path)


def _composite(
    url: str,
    label_path: JsonPath,
    members: Sequence[tuple[JsonPath, Rgb, str | None]],
    row: int,
    issues: list[Issue],
) -> CompositeFile:
    colours: dict[Rgb, int] = {}
    instances: dict[JsonPath, int] = {}
    for path, colour, _single in members:
        if colour in colours:
            text = f"another object of this composite has the colour {colour} too"
            issues.append(_warning(text, row, path))
        elif colour == (0, 0, 0):
            issues.append(_warning("its colour, black, is that of the background", row, path))
        instances[path] = colours.setdefault(colour, len(colours))
    singles = _singles([(path, single) for path, _, single in members if single is not None])
    return CompositeFile(url, label_path, tuple(colours), MappingProxyType(instances), singles)


def _singles(pairs: Sequence[tuple[JsonPath, str]]) -> tuple[SingleFile, ...]:
    members: dict[str, list[JsonPath]] = {}
    for path, url in pairs:
        members.setdefault(url, []).append(path)
    return tuple(
        SingleFile(url, paths[0], MappingProxyType(dict.fromkeys(paths, 0))) for url, paths in members.items()
    )


def _why_empty(file: MaskFile, instance: int) -> str:
    match file:
        case CompositeFile():
            return f"no pixel of the composite has its colour {file.colours[instance]}"
        case SingleFile():
            return "its file has no pixel that is not zero"


def _unclaimed_told(indexed: IndexedMask) -> str:
    shown = [f"{colour} ({pixels} px)" for colour, pixels in indexed.unclaimed[:_COLOURS_NAMED]]
    more = indexed.unclaimed_count - len(shown)
    rest = f" and {more} more" if more > 0 else ""
    return f"the composite has colours that no object claims: {', '.join(shown)}{rest}"


def _warning(
    text: str, row: int, path: JsonPath, *, expected: str | None = None, found: str | None = None
) -> Issue:
    return Issue(Severity.WARNING, text, path, row, expected=expected, found=found)
