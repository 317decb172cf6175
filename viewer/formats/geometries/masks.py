"""Masks: named by the URL of a PNG of their own, by a share of a composite PNG, or by both."""

from __future__ import annotations

from viewer.formats.reader import Node, UnfitError
from viewer.model.geometry import CompositeMask, Mask, Rgb


def read_mask(annotation: Node) -> Mask:
    """The mask of `mask {url}` and `composite_mask {url, color_rgb}`; a bad one of them costs only itself."""
    single = annotation.object("mask")
    composite = annotation.object("composite_mask")
    mask = Mask(
        single.text("url") or None if single else None, _read_composite(composite) if composite else None
    )
    if mask.url is None and mask.composite is None:
        raise annotation.missing("mask.url", "a mask.url or a composite_mask")
    return mask


def _read_composite(composite: Node) -> CompositeMask | None:
    try:
        return CompositeMask(composite.need_text("url"), _read_rgb(composite))
    except UnfitError as unfit:
        composite.issues.error(unfit)
        return None


def _read_rgb(composite: Node) -> Rgb:
    color = composite.need("color_rgb", "three numbers from 0 to 255")
    match color.value:
        case [int() as red, int() as green, int() as blue] if _is_rgb(red, green, blue):
            return red, green, blue
        case [float() | int(), float() | int(), float() | int()]:
            red, green, blue = (part.as_integer() for part in color.elements())
            if _is_rgb(red, green, blue):
                return red, green, blue
        case _:
            pass
    raise color.unfit("three numbers from 0 to 255")


def _is_rgb(*parts: int) -> bool:
    return all(0 <= part <= 255 and not isinstance(part, bool) for part in parts)
