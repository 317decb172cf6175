"""Boxes and words on the pages of a document.

Whether pages count from 0 or from 1 is not established: published exports hold both, and the number stays
as it is.
"""

from __future__ import annotations

from viewer.formats.findings import UnfitError
from viewer.formats.geometries.shapes import box_of, need_coordinate
from viewer.formats.geometries.texts import span_of
from viewer.formats.reader import Node
from viewer.model.geometry import PageBox, PageTokens, TextSpan, TokenGroup


def read_page_box(annotation: Node) -> PageBox:
    """The box of `page_number, bounding_box, page_dimensions {width, height}`."""
    return PageBox(
        page=annotation.need_integer("page_number"),
        box=box_of(annotation.need_object("bounding_box")),
        page_size=_read_page_size(annotation),
    )


def read_tokens_or_span(annotation: Node) -> PageTokens | TextSpan:
    """What stands under `location`: groups of words of a document, or a span of a text."""
    location = annotation.need_object("location")
    return tokens_of(location) if location.has("groups") else span_of(location)


def tokens_of(location: Node) -> PageTokens:
    """The words of `{groups: [{page_number, tokens: [id …], text}]}`."""
    return PageTokens(tuple(_read_group(group) for group in location.need_list("groups").elements()))


def _read_group(group: Node) -> TokenGroup:
    group.as_object()
    return TokenGroup(group.integer("page_number"), tuple(group.texts("tokens")), group.text("text"))


def _read_page_size(annotation: Node) -> tuple[float, float] | None:
    size = annotation.object("page_dimensions")
    if size is None:
        return None
    try:
        width, height = need_coordinate(size, "width"), need_coordinate(size, "height")
    except UnfitError as unfit:
        size.issues.error(unfit)
        return None
    if width > 0 and height > 0:
        return width, height
    size.issues.error(UnfitError(size.path, "a page size above 0", f"{width:g} x {height:g}"))
    return None
