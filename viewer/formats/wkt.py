"""Well-known text, in which exports of 2018 write geometry: `MULTIPOLYGON (((x y, x y, …)))`."""

from __future__ import annotations

import re
from typing import Any

_WHOLE = re.compile(
    r"\s*((?:MULTI)?(?:POLYGON|LINESTRING|POINT))\s*(Z|M|ZM)?\s*(\(.*\)|EMPTY)\s*", re.I | re.S
)
_TOKEN = re.compile(r"[(),]|[^\s(),]+")

Position = tuple[float, float]


class WktError(ValueError):
    """A text that is no well-known text of a kind that exports hold."""


def is_wkt(text: str) -> bool:
    """Whether a text looks like a geometry at all, well formed or not, rather than an answer."""
    return re.match(r"\s*(MULTI)?(POLYGON|LINESTRING|POINT)\s*(Z|M|ZM)?\s*(\(|EMPTY)", text, re.I) is not None


def parse_wkt(text: str) -> tuple[str, list[Any]]:
    """The kind in capitals, without MULTI, and the positions of each of its geometries.

    A polygon is a list of rings, a line a list of positions, a point a position.

    Raises:
        WktError: the text is broken, with the reason.
    """
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise WktError("no WKT polygon, line or point")
    kind, body = found.group(1).upper(), found.group(3)
    if body.upper() == "EMPTY":
        return kind.removeprefix("MULTI"), []
    tree = _parse_lists(body)
    geometries = tree if kind.startswith("MULTI") else [tree]
    kind = kind.removeprefix("MULTI")
    return kind, [_shaped(kind, geometry) for geometry in geometries]


def _parse_lists(body: str) -> list[Any]:
    """Nested lists as the parentheses nest, positions at the bottom."""
    stack: list[list[Any]] = [[]]
    numbers: list[float] = []
    for token in (*_TOKEN.findall(body), ","):
        if token in "(),":
            if numbers:
                stack[-1].append(_position(numbers))
                numbers = []
            if token == "(":
                stack.append([])
            elif token == ")":
                if len(stack) == 1:
                    raise WktError("a closing parenthesis too many")
                inner = stack.pop()
                stack[-1].append(inner)
        else:
            numbers.append(_number(token))
    if len(stack) != 1 or len(stack[0]) != 1:
        raise WktError("parentheses that do not match")
    return list(stack[0][0])


def _position(numbers: list[float]) -> Position:
    if len(numbers) < 2:
        raise WktError("a position of one number")
    return numbers[0], numbers[1]


def _number(token: str) -> float:
    try:
        return float(token)
    except ValueError:
        raise WktError(f'expected a number, found "{token[:60]}"') from None


def _shaped(kind: str, geometry: Any) -> Any:
    """The geometry, its lists nested as its kind demands; a point may lack parentheses of its own."""
    if kind == "POINT":
        geometry = geometry[0] if isinstance(geometry, list) and len(geometry) == 1 else geometry
        good = isinstance(geometry, tuple)
    elif kind == "LINESTRING":
        good = _is_line(geometry)
    else:
        good = isinstance(geometry, list) and bool(geometry) and all(_is_line(ring) for ring in geometry)
    if not good:
        raise WktError(f"no {kind} inside its parentheses")
    return geometry


def _is_line(line: Any) -> bool:
    return isinstance(line, list) and bool(line) and all(isinstance(position, tuple) for position in line)
