"""From what a colour stands for to the colour itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor

from viewer.canvas.colours import ClassColours
from viewer.model.annotation import ObjectAnnotation
from viewer.model.row import Label, LabelRole
from viewer.state.colouring import Thing, Value, value_of
from viewer.state.view_state import ColourBy, ViewState

NO_VALUE = QColor(141, 148, 158)
"""Of what has no answer, no confidence, nobody who made it."""
_RAMP = tuple(QColor(text) for text in ("#30206b", "#3a5fa5", "#2f9aa0", "#84c15f", "#fbe24c"))
"""From little to much: each is lighter than the one before, so that it is read without any hue."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The colours of a row's things; two of the same fields colour alike."""

    colours: ClassColours
    by: ColourBy
    question: str | None
    labels: tuple[Label, ...]

    def of(self, thing: Thing, part: int, place: int, state: ViewState) -> QColor:
        """The colour of a thing of label number `part`, in which it is number `place` of its like."""
        match self.by:
            case ColourBy.INSTANCE:
                return self.colours.of_instance(place)
            case ColourBy.CLASS:
                return self.colours.of_class(thing.name)
            case ColourBy.ONTOLOGY:
                own = thing.color if isinstance(thing, ObjectAnnotation) else None
                return ontology_colour(thing.name, own, self.colours)
            case ColourBy.ANNOTATOR | ColourBy.LABEL | ColourBy.CONFIDENCE | ColourBy.ANSWER:
                label = self.labels[part]
                return colour_of_value(value_of(thing, label, self.labels, state), self.by, self.colours)


def looks_of(state: ViewState, colours: ClassColours, labels: Sequence[Label]) -> Looks:
    """How the things of these labels are coloured."""
    return Looks(colours, state.colour_by, state.colour_question, tuple(labels))


def colour_of_value(value: Value, by: ColourBy, colours: ClassColours) -> QColor:
    """A text as a class of that name, a number on the ramp; labels are dealt the palette in their order."""
    match value:
        case None:
            return NO_VALUE
        case str() if by is ColourBy.LABEL:
            return _label_colour(value, colours)
        case str():
            return colours.of_class(value)
        case float() | int():
            return on_ramp(value)


def on_ramp(share: float) -> QColor:
    """The colour of a number from 0 to 1, beyond them that of the nearest."""
    at = min(max(share, 0.0), 1.0) * (len(_RAMP) - 1) if math.isfinite(share) else 0.0
    low = min(int(at), len(_RAMP) - 2)
    one, other, part = _RAMP[low], _RAMP[low + 1], at - low
    channels = zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(a + (b - a) * part for a, b in channels))


def ontology_colour(name: str, own: str | None, colours: ClassColours) -> QColor:
    """The colour `#RRGGBB` that the file has for a class, unless it has none or is told apart from others."""
    colour = QColor(own) if own is not None and own.startswith("#") else QColor()
    return colour if colour.isValid() and name not in colours.apart else colours.of_class(name)


def _label_colour(name: str, colours: ClassColours) -> QColor:
    """Of `label`, `prediction 2` and so on: no two alike, and the first of each farthest apart."""
    role, _, number = name.partition(" ")
    return colours.of_instance(2 * (int(number or 1) - 1) + (role == LabelRole.PREDICTION))
