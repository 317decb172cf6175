"""Parts that fit none of the fields of the model: kept in their place, with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from viewer.formats.findings import UnfitError
from viewer.formats.reader import Node
from viewer.model.annotation import Misfit
from viewer.model.geometry import Unreadable


def misfit(node: Node, unfit: UnfitError) -> Misfit:
    """A part of the wrong form, its error noted."""
    node.issues.error(unfit)
    return Misfit(node.path, Unreadable(unfit.reason, node.value))


def unknown_parts(block: Node, known: Collection[str]) -> Iterator[Misfit]:
    """Lists and objects under keys that the format does not know, with a warning; empty ones say nothing."""
    for key, node in block.members():
        if key not in known and isinstance(node.value, list | dict) and node.value:
            reason = f'unknown part "{key}" of the annotations'
            node.issues.warning(node.path, reason)
            yield Misfit(node.path, Unreadable(reason, node.value))
