"""What is made of a row's objects when it is asked for, and forgotten in pieces."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

from viewer.canvas.drawn import Drawn, DrawnObjects
from viewer.canvas.shapes import Part, build_table
from viewer.model.annotation import Annotations, ObjectAnnotation
from viewer.model.geometry import Box
from viewer.model.row import Label, LabelRole


def test_what_was_made_is_forgotten_in_pieces_and_made_again_when_it_is_asked_for() -> None:
    things = [ObjectAnnotation("a", "box", Box(n, 0, 1, 1), ("objects", n)) for n in range(1000)]
    label = Label(LabelRole.LABEL, Annotations(objects=tuple(things)), ())
    table = build_table([Part(label)])
    drawn = DrawnObjects(
        table, np.arange(1000), lambda entry, shape: Drawn(entry.thing, shape, QColor("red"), dashed=False)
    )
    before = list(drawn)
    breaths: list[bool] = []
    drawn.forget(lambda: breaths.append(drawn[999] is before[999]))
    assert breaths[0], "not all of it at once"
    assert len(breaths) == 20
    assert all(new is not old for new, old in zip(drawn, before, strict=True))
    assert [each.bounds for each in drawn] == [each.bounds for each in before]
