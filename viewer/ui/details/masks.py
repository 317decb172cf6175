"""What the details say of a mask's pixels, from the masks that have arrived."""

from __future__ import annotations

from viewer.media.masks import LabelMasks
from viewer.model.annotation import JsonPath
from viewer.ui.details.context import MaskFacts


def mask_facts(masks: LabelMasks, path: JsonPath) -> MaskFacts | str | None:
    """Area and bounds of an object's mask; why there are none; None while they are on their way."""
    if path in masks.empty:
        return MaskFacts(0, (0, 0, 0, 0))
    if found := masks.find(path):
        layer, instance = found
        return MaskFacts(layer.area(instance), layer.box(instance))
    if problem := masks.failed.get(path):
        return str(problem)
    return None if masks.waiting else "masks of frames are not read"
