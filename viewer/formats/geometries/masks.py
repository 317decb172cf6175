"""Masks: named by the URL of a PNG of their own, by a share of a composite PNG, or by both."""

from __future__ import annotations

from viewer.formats.findings import UnfitError
from viewer.formats.reader import Node
from viewer.model.geometry import CompositeMask, Mask, Rgb


def read_mask(annotation: Node) -> Mask:
    """The mask of `mask {url}` and `composite_mask {url, color_rgb}`; a bad one of them costs only itself."""
    single = annotation.object("mask")
    url = (single.text("url") or None) if single else None
    try:
        composite = _read_composite(annotation)
    except UnfitError as unfit:
        if url is None:
            raise
        annotation.issues.error(unfit)
        composite = None
    if url is None and composite is None:
        raise UnfitError(annotation.path, "a mask.url or a composite_mask", "neither")
    return Mask(url, composite)


def _read_composite(annotation: Node) -> CompositeMask | None:
    if not annotation.has("composite_mask"):
        return None
    composite = annotation.need_object("composite_mask")
    return CompositeMask(composite.need_text("url"), _read_rgb(composite))


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
