"""A geometry in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from viewer.model.annotation import ObjectAnnotation
from viewer.model.geometry import (
    Box,
    Geo,
    Geometry,
    Mask,
    MessageChoice,
    PageBox,
    PageTokens,
    Point,
    Polygon,
    Polyline,
    TextSpan,
    Unreadable,
    Vertices,
)
from viewer.model.measures import length, polygon_area
from viewer.model.row import MediaAttributes
from viewer.ui.details.context import Context, MaskFacts
from viewer.ui.details.fields import Block, Field, Section, Swatch, Text, text_field
from viewer.ui.details.values import address_field, as_json
from viewer.ui.words import amount, counted, dimensions, number, percent

PIXELS = "px"
_EXCERPT = 300


def geometry_section(thing: ObjectAnnotation, context: Context) -> Section:
    """Where an object is."""
    return Section("geometry", "Geometry", geometry_fields(thing, context), note=thing.kind.value)


def geometry_fields(thing: ObjectAnnotation, context: Context) -> tuple[Field, ...]:
    """Place and size of an object, in the unit of its medium."""
    geometry: Geometry = thing.geometry
    image = context.row.media
    match geometry:
        case Box():
            return (*_box(geometry, PIXELS), _area(geometry.width * geometry.height, image))
        case Polygon():
            return _polygon(geometry, image)
        case Polyline(vertices):
            return (
                *_vertices((vertices,)),
                _field("Length", f"{number(length(vertices))} {PIXELS}"),
                *_bounds((vertices,)),
            )
        case Point(x, y):
            return (_field("x, y", f"{number(x)}, {number(y)} {PIXELS}"),)
        case Mask():
            return _mask(geometry, context.mask(thing), image)
        case TextSpan():
            return _span(geometry, context.row.row_data)
        case PageBox():
            return _page_box(geometry)
        case PageTokens():
            return _tokens(geometry)
        case Geo(shape, parts):
            ends = (_field("Longitude", _range(parts, 0)), _field("Latitude", _range(parts, 1)))
            return (_field("Shape", shape.value), *_vertices(parts), *ends)
        case MessageChoice():
            return _messages(geometry)
        case Unreadable():
            return unreadable_fields(geometry)


def unreadable_fields(what: Unreadable) -> tuple[Field, ...]:
    """Why something could not be read, and what stands there."""
    return (_field("Unreadable", what.reason), Field("", Block(as_json(what.raw), monospace=True)))


def _field(key: str, text: str, depth: int = 0) -> Field:
    return Field(key, Text(text), depth)


def _box(box: Box, unit: str) -> tuple[Field, ...]:
    return (
        _field("Left, top", f"{number(box.left)}, {number(box.top)} {unit}"),
        _field("Right, bottom", f"{number(box.right)}, {number(box.bottom)} {unit}"),
        _field("Size", f"{dimensions(box.width, box.height)} {unit}"),
    )


def _area(area: float, image: MediaAttributes) -> Field:
    whole = image.size
    share = f" ({percent(area / (whole[0] * whole[1]))} of the image)" if whole and area else ""
    return _field("Area", f"{amount(area)} {PIXELS}²{share}")


def _polygon(polygon: Polygon, image: MediaAttributes) -> tuple[Field, ...]:
    holes = text_field("Holes", str(len(polygon.holes)) if polygon.holes else None)
    return (
        *_vertices((polygon.exterior, *polygon.holes)),
        *holes,
        _area(polygon_area(polygon), image),
        *_bounds((polygon.exterior,)),
    )


def _vertices(parts: Sequence[Vertices]) -> tuple[Field, ...]:
    in_parts = f" in {len(parts)} parts" if len(parts) > 1 else ""
    return (_field("Vertices", f"{sum(map(len, parts)):,}{in_parts}"),)


def _bounds(parts: Sequence[Vertices]) -> tuple[Field, ...]:
    points = np.concatenate(parts) if parts else np.zeros((0, 2))
    if not len(points):
        return ()
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return tuple(
        Field(f"Bounds: {field.key.lower()}" if field.key != "Size" else "Bounds: size", field.value)
        for field in _box(Box(left, top, right - left, bottom - top), PIXELS)
    )


def _range(parts: Sequence[Vertices], axis: int) -> str:
    values = np.concatenate(parts)[:, axis] if parts else np.zeros(0)
    if not len(values):
        return "none"
    low, high = float(values.min()), float(values.max())
    return f"{low:.7g}" if low == high else f"{low:.7g} to {high:.7g}"


def _mask(mask: Mask, facts: MaskFacts | str | None, image: MediaAttributes) -> tuple[Field, ...]:
    fields = [*_mask_pixels(facts, image)]
    if mask.composite is not None:
        rgb = mask.composite.color_rgb
        fields.append(
            Field("Colour in it", Swatch(", ".join(map(str, rgb)), "#{:02x}{:02x}{:02x}".format(*rgb)))
        )
        fields += address_field("Composite", mask.composite.url)
    return (*fields, *address_field("Mask", mask.url))


def _mask_pixels(facts: MaskFacts | str | None, image: MediaAttributes) -> tuple[Field, ...]:
    match facts:
        case None:
            return (_field("Pixels", "not there yet"),)
        case str():
            return (_field("Pixels", f"not there: {facts}"),)
        case MaskFacts(area) if not area:
            return (_field("Area", "empty mask: no pixel has its colour"),)
        case MaskFacts(area, (left, top, right, bottom)):
            return (_area(area, image), *_box(Box(left, top, right - left, bottom - top), PIXELS))


def _span(span: TextSpan, text: str | None) -> tuple[Field, ...]:
    count = span.end - span.start + 1
    place = f"{span.start:,} to {span.end:,} ({counted(count, 'character')}, both ends included)"
    fields = [_field("Characters", place), *text_field("Message", span.message_id)]
    if span.token:
        fields.append(
            _field("Text", span.token if isinstance(span.token, str) else as_json(span.token, _EXCERPT))
        )
    elif text is not None and span.message_id is None and 0 <= span.start <= span.end < len(text):
        cut = text[span.start : span.end + 1]
        fields.append(_field("Text", cut if len(cut) <= _EXCERPT else f"{cut[:_EXCERPT]}…"))
    return tuple(fields)


def _page_box(page: PageBox) -> tuple[Field, ...]:
    unit = (page.unit or "points").lower()
    size = page.page_size
    return (
        _field("Page", str(page.page)),
        *_box(page.box, unit),
        *text_field("Page size", f"{dimensions(*size)} {unit}" if size else None),
    )


def _tokens(entity: PageTokens) -> tuple[Field, ...]:
    fields: list[Field] = []
    for group in entity.groups:
        page = "Words" if group.page is None else f"Page {group.page}"
        words = counted(len(group.tokens), "word")
        fields.append(_field(page, f"{words}: {group.text}" if group.text else words))
    return tuple(fields) or (_field("Words", "none"),)


def _messages(choice: MessageChoice) -> tuple[Field, ...]:
    fields: list[Field] = []
    for message in choice.messages:
        place = "Message" if message.order is None else f"Rank {message.order}"
        by = f" by {message.model_config_name}" if message.model_config_name else ""
        fields.append(_field(place, f"{message.message_id}{by}"))
    return (*fields, *text_field("In answer to", choice.parent_message_id))
