"""Painting that can be interrupted: a layer that takes long yields between its parts."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeAlias

from PySide6.QtGui import QPainter

from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

Steps: TypeAlias = Generator[None, None, None]
"""Each takes a millisecond or less, but for a single thing that is dearer."""
Layer: TypeAlias = Callable[[QPainter, Scene, Viewport], Steps | None]
"""A layer paints at once, or in steps when it is given back steps to go through."""
