"""Where an annotation is: the closed union of every geometry an export can hold.

Image coordinates are pixels of the stored image, origin top-left, y down; the pixel (0, 0) covers
[0, 1) x [0, 1). Vertices are read-only float64 arrays of shape (n, 2), x then y.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Vertices: TypeAlias = NDArray[np.float64]
Rgb: TypeAlias = tuple[int, int, int]


def vertices(points: Iterable[tuple[float, float]]) -> Vertices:
    """(n, 2) read-only float64 array of x, y pairs; (0, 2) when there are none."""
    array = np.array(list(points), dtype=np.float64).reshape(-1, 2)
    array.flags.writeable = False
    return array


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-parallel rectangle in image pixels; width and height may be zero, never negative."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge, exclusive."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """y of the bottom edge, exclusive."""
        return self.top + self.height


@dataclass(frozen=True, slots=True, eq=False)
class Polygon:
    """A filled ring, with holes only in files of 2018 (WKT).

    The closing vertex that Labelbox repeats at the end is dropped on reading: `exterior` is open.
    """

    exterior: Vertices
    holes: tuple[Vertices, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Polyline:
    """A line through two or more vertices."""

    vertices: Vertices


@dataclass(frozen=True, slots=True)
class Point:
    """A single place in image pixels."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CompositeMask:
    """One instance of a composite PNG: the pixels whose R, G and B equal `color_rgb` exactly."""

    url: str
    color_rgb: Rgb


@dataclass(frozen=True, slots=True)
class Mask:
    """Pixels named by URL: a PNG of this object alone, a share of a composite, or both, never neither."""

    url: str | None = None
    composite: CompositeMask | None = None


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Characters `start` to `end` of a text, both inclusive; of one message in a conversation."""

    start: int
    end: int
    message_id: str | None = None
    token: Any = None


@dataclass(frozen=True, slots=True)
class PageBox:
    """A box on a page of a document.

    It is measured in the unit of `page_size` (width, height), or in `unit` where v1 names one.
    """

    page: int
    box: Box
    page_size: tuple[float, float] | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TokenGroup:
    """Words of one page, named by the ids they have in the text layer."""

    page: int | None
    tokens: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class PageTokens:
    """An entity in a document, as groups of words."""

    groups: tuple[TokenGroup, ...]


class GeoShape(StrEnum):
    """What a GeoJSON geometry is used for; a box is a ring of its corners."""

    BOX = "box"
    POLYGON = "polygon"
    POLYLINE = "polyline"
    POINT = "point"


@dataclass(frozen=True, slots=True, eq=False)
class Geo:
    """A GeoJSON geometry; each part is a ring or line of shape (n, 2).

    Vertices are longitude then latitude, or x then y in pixels of simple imagery.
    """

    shape: GeoShape
    parts: tuple[Vertices, ...]


@dataclass(frozen=True, slots=True)
class ChosenMessage:
    """A message of a chat that was chosen or ranked; `order` only in rankings."""

    message_id: str
    model_config_name: str | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class MessageChoice:
    """One, several or ranked answers to a message of a chat."""

    messages: tuple[ChosenMessage, ...]
    parent_message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What could not be read, in its place, with the reason and the JSON value as it stands in the file."""

    reason: str
    raw: Any = None


Geometry: TypeAlias = (
    Box
    | Polygon
    | Polyline
    | Point
    | Mask
    | TextSpan
    | PageBox
    | PageTokens
    | Geo
    | MessageChoice
    | Unreadable
)


class Kind(StrEnum):
    """The short names of what can be shown and hidden as one; the values are what a command line accepts."""

    BOX = "box"
    POLYGON = "polygon"
    LINE = "line"
    POINT = "point"
    MASK = "mask"
    RELATIONSHIP = "relationship"
    TEXT = "text"
    PAGE = "page"
    GEO = "geo"
    MESSAGE = "message"
    UNREADABLE = "unreadable"


_KINDS: dict[type[Geometry], Kind] = {
    Box: Kind.BOX,
    Polygon: Kind.POLYGON,
    Polyline: Kind.LINE,
    Point: Kind.POINT,
    Mask: Kind.MASK,
    TextSpan: Kind.TEXT,
    PageBox: Kind.PAGE,
    PageTokens: Kind.PAGE,
    Geo: Kind.GEO,
    MessageChoice: Kind.MESSAGE,
    Unreadable: Kind.UNREADABLE,
}


def kind_of(geometry: Geometry) -> Kind:
    """The short kind of a geometry; looked up, as it is asked of every object of a row."""
    return _KINDS[type(geometry)]
