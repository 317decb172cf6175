"""What can be read and still looks wrong: ids that repeat, arrows that end nowhere, places far off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from viewer.formats.findings import Issues
from viewer.model.annotation import Annotations, Ends, ObjectAnnotation, Relationship
from viewer.model.geometry import (
    Box,
    Geo,
    Mask,
    MessageChoice,
    PageBox,
    PageTokens,
    Point,
    Polygon,
    Polyline,
    TextSpan,
    Unreadable,
)
from viewer.model.row import DataRow


def check_row(row: DataRow, issues: Issues) -> None:
    """Note a warning for everything in the row's labels that looks wrong."""
    for label in row.labels():
        _check_ids(label.annotations, issues)
        _check_ends(label.annotations, issues)
        if row.media.size:
            _check_places(label.annotations, row.media.size, issues)


def _scopes(annotations: Annotations) -> Iterator[Iterable[ObjectAnnotation]]:
    """Where an id may stand once: a still as a whole, each frame of a video."""
    yield annotations.objects
    yield from (frame.objects for frame in annotations.frames)


def _check_ids(annotations: Annotations, issues: Issues) -> None:
    scopes: list[Iterable[ObjectAnnotation | Relationship]] = [
        *_scopes(annotations),
        annotations.relationships,
    ]
    for things in scopes:
        seen: set[str] = set()
        for thing in things:
            if thing.feature_id in seen:
                issues.warning(thing.path, f"the feature id {thing.feature_id} stands twice in one label")
            elif thing.feature_id is not None:
                seen.add(thing.feature_id)


def _check_ends(annotations: Annotations, issues: Issues) -> None:
    if not annotations.relationships:
        return
    known = {thing.feature_id for objects in _scopes(annotations) for thing in objects}
    for relationship in annotations.relationships:
        for message in _wrong_ends(relationship, known):
            issues.warning(relationship.path, message)


def _wrong_ends(relationship: Relationship, known: set[str | None]) -> Iterator[str]:
    match relationship.ends:
        case Ends(source=source, target=target):
            if source == target:
                yield f"the relationship joins {source} to itself"
            for role, feature_id in (("source", source), ("target", target)):
                if feature_id not in known:
                    yield f"the {role} {feature_id} is no object of this label"
        case Unreadable():
            return


def _check_places(annotations: Annotations, size: tuple[int, int], issues: Issues) -> None:
    width, height = size
    for objects in _scopes(annotations):
        for thing in objects:
            extent = _extent(thing)
            if extent is None:
                continue
            left, top, right, bottom = extent
            if left < -width or top < -height or right > 2 * width or bottom > 2 * height:
                issues.warning(thing.path, f"reaches far outside the image of {width} x {height} pixels")


def _extent(thing: ObjectAnnotation) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of what stands in image pixels."""
    match thing.geometry:
        case Box() as box:
            return box.left, box.top, box.right, box.bottom
        case Point(x=x, y=y):
            return x, y, x, y
        case Polygon(exterior=corners) | Polyline(vertices=corners):
            (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
            return float(left), float(top), float(right), float(bottom)
        case Mask() | TextSpan() | PageBox() | PageTokens() | Geo() | MessageChoice() | Unreadable():
            return None
