"""What stands at one frame of a video or one slice of a DICOM group."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from viewer.formats.classifications import read_classifications
from viewer.formats.misfits import misfit
from viewer.formats.objects import read_object
from viewer.formats.reader import Node
from viewer.model.annotation import Frame, Misfit, ObjectAnnotation


def read_frames(
    parent: Node, misfits: list[Misfit], group: str | None = None, key: str = "frames"
) -> tuple[Frame, ...]:
    """`frames {"<number>": {objects, classifications}}`, ascending; what is no frame goes to `misfits`."""
    frames = []
    for name, node in parent.members_at(key):
        number = number_of(name)
        if number is None or not isinstance(node.value, dict):
            misfits.append(misfit(node, node.unfit("an object under a frame number")))
        else:
            frames.append(_read_frame(node, number, group))
    return tuple(sorted(frames, key=lambda frame: frame.number))


def read_objects(parent: Node, skip: Callable[[Node], bool] = lambda _: False) -> Iterator[ObjectAnnotation]:
    """The objects of a frame, by feature id, or of a still, in a list; converted files mix the two up."""
    if isinstance(parent.value.get("objects"), list):
        yield from (read_object(node) for node in parent.list("objects") if not skip(node))
    else:
        yield from (read_object(node, feature_id) for feature_id, node in parent.members_at("objects"))


def number_of(key: str) -> int | None:
    """The frame number that a key is."""
    return int(key) if key.isascii() and key.isdigit() and len(key) < 16 else None


def _read_frame(node: Node, number: int, group: str | None) -> Frame:
    return Frame(
        number=number,
        path=node.path,
        objects=tuple(read_objects(node)),
        classifications=read_classifications(node),
        group=group,
    )
