"""What the sections need beyond the export: colours, masks that have arrived, numbers that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from viewer.model.annotation import JsonPath, ObjectAnnotation
from viewer.model.row import DataRow


@dataclass(frozen=True, slots=True)
class MaskFacts:
    """The pixels of a mask: how many, and left, top, right, bottom, the last two exclusive."""

    area: int
    bounds: tuple[float, float, float, float]


Numbers: TypeAlias = Mapping[JsonPath, tuple[float, ...] | str]


@dataclass(frozen=True, slots=True)
class Context:
    """The row described, and what hangs beside it.

    `colour` is the `#rrggbb` of a class; `mask` what is known of an object's mask: its facts, a reason why
    there are none, None while it is on its way. `numbers` are the embeddings read so far, or why they could
    not be.
    """

    row: DataRow
    colour: Callable[[str], str]
    mask: Callable[[ObjectAnnotation], MaskFacts | str | None]
    numbers: Numbers
