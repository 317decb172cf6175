"""The colour beside a line of the tree."""

from __future__ import annotations

from PySide6.QtGui import QColor

from viewer.canvas.colours import ClassColours
from viewer.canvas.looks import ontology_colour
from viewer.model.annotation import ObjectAnnotation
from viewer.state.view_state import ColourBy
from viewer.ui.models.nodes import Node
from viewer.ui.models.visibility import class_of


def swatch_of(node: Node, by: ColourBy, colours: ClassColours) -> QColor | None:
    """That of its class, its number or the ontology; what other colours stand for is in the legend."""
    name = class_of(node.subject)
    if name is None:
        return None
    match by:
        case ColourBy.CLASS:
            return colours.of_class(name)
        case ColourBy.INSTANCE:
            return colours.of_instance(node.instance) if node.instance is not None else None
        case ColourBy.ONTOLOGY if isinstance(node.subject, ObjectAnnotation):
            return ontology_colour(name, node.subject.color, colours)
        case _:
            return None
