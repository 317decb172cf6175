"""Vertices left out where nobody sees it: many rings and lines at once, each within a known tolerance.

Vertices are taken away in rounds, every other one at most, where a bound of the error stays within the
tolerance. The bound of a new edge is the distance of the vertex taken away to it, plus the larger bound of
the two edges it replaces: every point of these is so near to a point of the new edge, and through them every
vertex left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.model.geometry import Vertices

FEW = 8
"""Rings and lines of so few vertices stay as they are."""
ROUNDS = 16


def simplified(lines: Sequence[Vertices], closed: Sequence[bool], tolerance: float) -> list[Vertices]:
    """Each line with a part of its vertices, none of those left out farther than `tolerance` from the line.

    Of a closed one the first vertex follows the last; of an open one the ends stay.
    """
    if not lines:
        return []
    lengths = np.array([len(line) for line in lines])
    vertices = np.concatenate(lines)
    rings = np.array(closed)
    errors = np.zeros(len(vertices))
    for turn in range(ROUNDS):
        leaving, bounds = _leaving(vertices, lengths, rings, errors, tolerance, parity=turn % 2)
        if turn > 1 and leaving.sum() * 50 < len(vertices):
            break
        vertices, lengths, errors = _without(leaving, bounds, vertices, lengths, errors)
    return np.split(vertices, lengths.cumsum()[:-1])


def _leaving(
    vertices: Vertices,
    lengths: NDArray[np.intp],
    rings: NDArray[np.bool_],
    errors: NDArray[np.float64],
    tolerance: float,
    *,
    parity: int,
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which vertices can go in this round, no two of them neighbours, and the bounds of the edges instead."""
    starts = lengths.cumsum() - lengths
    ends = starts + lengths - 1
    before, after = np.arange(-1, len(vertices) - 1), np.arange(1, len(vertices) + 1)
    before[starts], after[ends] = ends, starts
    bounds = _distances(vertices, vertices[before], vertices[after]) + np.maximum(errors, errors[before])
    place = np.arange(len(vertices)) - np.repeat(starts, lengths)
    leaving = (bounds <= tolerance) & (place % 2 == parity) & np.repeat(lengths > 4, lengths)
    # The ends of an open line stay; in a ring first and last are neighbours.
    leaving[ends] &= rings & (lengths % 2 == 0)
    leaving[starts] &= rings
    return leaving, bounds


def _without(
    leaving: NDArray[np.bool_],
    bounds: NDArray[np.float64],
    vertices: Vertices,
    lengths: NDArray[np.intp],
    errors: NDArray[np.float64],
) -> tuple[Vertices, NDArray[np.intp], NDArray[np.float64]]:
    starts = lengths.cumsum() - lengths
    before = np.arange(-1, len(vertices) - 1)
    before[starts] = starts + lengths - 1
    errors[before[leaving]] = bounds[leaving]
    staying = ~leaving
    return vertices[staying], lengths - np.add.reduceat(leaving, starts, dtype=np.intp), errors[staying]


def _distances(points: Vertices, start: Vertices, end: Vertices) -> NDArray[np.float64]:
    """Of each point to its segment."""
    along, beside = end - start, points - start
    squared = along[:, 0] ** 2 + along[:, 1] ** 2
    share = (beside[:, 0] * along[:, 0] + beside[:, 1] * along[:, 1]) / np.where(squared == 0, 1, squared)
    np.clip(share, 0, 1, out=share)
    away: NDArray[np.float64] = np.hypot(
        beside[:, 0] - share * along[:, 0], beside[:, 1] - share * along[:, 1]
    )
    return away
