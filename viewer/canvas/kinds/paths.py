"""What kinds share: a path through vertices, and the distance of a point to the lines between them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, Qt
from PySide6.QtGui import QPainterPath

from viewer.model.geometry import Vertices

_ELEMENT = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])
_MOVE_TO, _LINE_TO = 0, 1
_HEADER = struct.Struct(">ii")
_FOOTER = struct.pack(">ii", 0, Qt.FillRule.OddEvenFill.value)


def path_through(vertices: Vertices, *, closed: bool = False) -> QPainterPath:
    """A path through (n, 2) vertices, back to the first where it is closed."""
    return paths_through([vertices], [closed])[0]


def paths_through(lines: Sequence[Vertices], closed: Sequence[bool]) -> list[QPainterPath]:
    """A path through each of many lines.

    They are read from the bytes that Qt writes for a path (QDataStream: the number of elements, each with
    type, x and y, the start of the last subpath, the fill rule): thirty times as fast as a call a vertex.
    """
    rounds = [
        np.concatenate((line, line[:1])) if close else line for line, close in zip(lines, closed, strict=True)
    ]
    vertices = np.concatenate(rounds)
    elements = np.empty(len(vertices), dtype=_ELEMENT)
    elements["x"], elements["y"] = vertices.T
    elements["type"] = _LINE_TO
    data, start, paths = elements.tobytes(), 0, []
    for line in rounds:
        end = start + len(line) * _ELEMENT.itemsize
        # The first element of each is one that moves there.
        whole = _HEADER.pack(len(line), _MOVE_TO) + data[start + 4 : end] + _FOOTER
        path = QPainterPath()
        QDataStream(QByteArray(whole)) >> path
        paths.append(path)
        start = end
    return paths


def distance_to(vertices: Vertices, x: float, y: float) -> float:
    """Distance of a point to the nearest of the segments between consecutive vertices.

    Nearest on a segment is the point's projection on it, clamped to its ends.
    """
    start, along = vertices[:-1], np.diff(vertices, axis=0)
    to_point = np.array((x, y)) - start
    lengths = np.einsum("ij,ij->i", along, along)
    share = np.einsum("ij,ij->i", to_point, along) / np.where(lengths == 0, 1, lengths)
    nearest = np.clip(share, 0, 1)[:, None] * along
    return float(np.sqrt(((to_point - nearest) ** 2).sum(axis=1)).min())
