"""What the labels that are shown hold: counted as a person would, once for all that show it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from tests import exports
from viewer.formats import open_export
from viewer.model.annotation import Annotations, Frame, ObjectAnnotation
from viewer.model.geometry import Box, Geometry, Kind, Polygon, kind_of
from viewer.model.row import DataRow, Label, LabelRole
from viewer.ui.models.contents import contents_of

PLACE = Box(0, 0, 5, 5)


def labels_of(folder: Path, *objects: exports.Json, **more: object) -> tuple[Label, ...]:
    path = exports.write(folder, exports.row(exports.label(*objects, **more)))
    with open_export(path) as export:
        row = export.read(0).row
    assert isinstance(row, DataRow)
    return tuple(row.labels())


def stand(number: int, name: str, feature: str | None) -> ObjectAnnotation:
    return ObjectAnnotation(name, "VideoBoundingBox", PLACE, ("frames", number, name), feature_id=feature)


def test_classes_are_listed_by_name_with_all_of_their_kinds_and_counts(tmp_path: Path) -> None:
    found = contents_of(
        labels_of(
            tmp_path,
            exports.box("1", 0, 0, 9, 9, name="zebra"),
            exports.point("2", 4, 4, name="Ape"),
            exports.box("3", 0, 0, 9, 9, name="Ape"),
            exports.box("4", 0, 0, 9, 9, name="ape"),
            relationships=[exports.relationship("r", "1", "2", name="zebra")],
        )
    )
    assert [(it.name, it.count, it.kinds) for it in found.classes] == [
        ("Ape", 2, (Kind.BOX, Kind.POINT)),
        ("ape", 1, (Kind.BOX,)),
        ("zebra", 2, (Kind.BOX, Kind.RELATIONSHIP)),
    ]
    assert dict(found.kinds) == {Kind.BOX: 3, Kind.POINT: 1, Kind.RELATIONSHIP: 1}
    assert len(found.classes[0].paths) == 2


def test_an_object_of_a_video_counts_once_and_stands_in_all_of_its_frames() -> None:
    frames = tuple(
        Frame(n, ("frames", n), objects=(stand(n, "car", "a"), stand(n, "bus", None))) for n in range(1, 4)
    )
    label = Label(LabelRole.LABEL, Annotations(frames=frames), ("labels", 0))
    found = contents_of([label])
    assert [(it.name, it.count, len(it.paths)) for it in found.classes] == [("bus", 3, 3), ("car", 1, 3)]
    assert found.kinds[Kind.BOX] == 4


def test_the_ontologys_colour_is_the_first_that_the_file_has() -> None:
    things = tuple(
        ObjectAnnotation("car", "bbox", PLACE, ("objects", n), color=colour)
        for n, colour in enumerate((None, "#112233", "#445566"))
    )
    (found,) = contents_of([Label(LabelRole.LABEL, Annotations(things), ("labels", 0))]).classes
    assert found.own_colour == "#112233"


def test_no_label_holds_nothing() -> None:
    found = contents_of([])
    assert (found.classes, sum(found.kinds.values()), found.questions) == ((), 0, ())


def test_every_geometry_is_of_a_kind() -> None:
    assert kind_of(PLACE) is Kind.BOX
    kinds = {kind_of(geometry.__new__(geometry)) for geometry in get_args(Geometry)}
    assert kinds == set(Kind) - {Kind.RELATIONSHIP}
    assert kind_of(Polygon.__new__(Polygon)) is Kind.POLYGON
