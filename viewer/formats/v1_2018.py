"""Exports of 2018 and 2019: `Label` has the names of classes for keys, and holds WKT or lists of x and y.

A class holds `"MULTIPOLYGON (…)"`, lists of points, or `{geometry, <question>: <answer>}`; questions about
the whole asset stand beside the classes. `"Skip"` is a skipped label.

y stays as it is in the file. Files of 2018 count it from the bottom of the image, later ones from the top,
and neither says so: turning it over is for the viewer, who sees the image.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from viewer.formats.family import Containers, FamilyReader
from viewer.formats.findings import describe
from viewer.formats.misfits import misfit
from viewer.formats.reader import Node
from viewer.formats.v1 import is_v1_label
from viewer.formats.v1_2018_geometry import Found, holds_geometry, read_geometries
from viewer.formats.v1_label import v1_project
from viewer.model.annotation import (
    Annotations,
    Answer,
    Checklist,
    Classification,
    Misfit,
    ObjectAnnotation,
    Option,
    Text,
)
from viewer.model.geometry import Mask, Unreadable
from viewer.model.row import Family


def _holds(row: dict[str, Any]) -> bool:
    return "Labeled Data" in row and not is_v1_label(row)


def _read(row: Node) -> Containers:
    label = row.at("Label") if row.has("Label") else Node({}, row.path, row.issues)
    skipped = isinstance(label.value, str) and label.value.strip().lower() in ("skip", "skipped")
    annotations = Annotations() if skipped else _read_label(label)
    masks = tuple(_read_masks(row))
    if masks:
        annotations = _joined(annotations, Annotations(objects=masks))
    return Containers(projects=(v1_project(row, label.path, annotations, skipped),))


FAMILY = FamilyReader(Family.V1_2018, _holds, _read)


def _read_label(label: Node) -> Annotations:
    match label.value:
        case dict():
            return _read_classes(label)
        case list():
            return _joined(*(_read_label_of_list(node) for node in label.elements()))
        case _:
            return Annotations(misfits=(misfit(label, label.unfit('"Skip" or an object of classes')),))


def _read_label_of_list(node: Node) -> Annotations:
    if isinstance(node.value, dict):
        return _read_classes(node)
    return Annotations(misfits=(misfit(node, node.unfit("an object of classes")),))


def _joined(*parts: Annotations) -> Annotations:
    return Annotations(
        objects=tuple(thing for part in parts for thing in part.objects),
        classifications=tuple(answer for part in parts for answer in part.classifications),
        misfits=tuple(misfit for part in parts for misfit in part.misfits),
    )


def _read_classes(label: Node) -> Annotations:
    objects: list[ObjectAnnotation] = []
    answers: list[Classification] = []
    misfits: list[Misfit] = []
    for name, node in label.members():
        if holds_geometry(node.value):
            objects.extend(_read_objects(name, node))
        elif isinstance(node.value, dict):
            misfits.append(misfit(node, node.unfit("a geometry or an answer")))
        else:
            answers.append(_read_question(name, node))
    return Annotations(tuple(objects), tuple(answers), misfits=tuple(misfits))


def _read_objects(name: str, node: Node) -> Iterator[ObjectAnnotation]:
    """Each geometry of a class with the questions beside it; all polygons of one text share its path."""
    for found in read_geometries(node):
        yield ObjectAnnotation(
            name=name.strip() or name,
            annotation_kind=found.kind,
            geometry=found.geometry,
            path=found.place.path,
            value=name,
            classifications=tuple(_read_questions(found)),
        )


def _read_questions(found: Found) -> Iterator[Classification]:
    if isinstance(found.place.value, dict):
        for name, node in found.place.members():
            if name not in ("geometry", "x", "y"):
                yield _read_question(name, node)


def _read_question(name: str, node: Node) -> Classification:
    answer: Answer
    match node.value:
        case str():
            answer = Text(node.value)
        case bool() | int() | float():
            answer = Text(describe(node.value))
        case list() if all(isinstance(option, str) for option in node.value):
            answer = Checklist(tuple(Option(option.value, option.path) for option in node.elements()))
        case _:
            unfit = node.unfit("a text or a list of texts")
            node.issues.error(unfit)
            answer = Unreadable(unfit.reason, node.value)
    return Classification(name, answer, node.path)


def _read_masks(row: Node) -> Iterator[ObjectAnnotation]:
    """The masks of the row, one a class: `Masks {<class>: <url>}`."""
    for name, node in row.members_at("Masks"):
        if isinstance(node.value, str):
            yield ObjectAnnotation(name, "mask", Mask(url=node.value), node.path, value=name)
        else:
            node.issues.error(node.unfit("the URL of a mask"))
