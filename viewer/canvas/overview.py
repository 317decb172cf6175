"""The whole image, small: shown where something comes into view for which there is nothing better yet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSizeF

from viewer.canvas.cost import cost_secs
from viewer.canvas.painting import annotation_steps
from viewer.canvas.renewal import Renewal
from viewer.canvas.still import Still, View
from viewer.canvas.viewport import Viewport

SIDE = 2048
"""Pixels of its longer side."""


class Overview:
    """Keeps one still of a scene, and paints another when the scene looks otherwise."""

    def __init__(self) -> None:
        self.still: Still | None = None
        self._wanted: View | None = None
        self._renewal: Renewal | None = None

    def clear(self) -> None:
        """Forget everything: another row is looked at."""
        self.want(None)
        self.still = None

    def want(self, view: View | None, *, dearer_than_secs: float = 0.0) -> None:
        """Paint the scene of a view when there is time, unless it is quickly done when it is needed."""
        if self._renewal is not None:
            self._renewal.cancel()
        self._renewal = None
        self._wanted = _overview_of(view) if view is not None else None
        if self._wanted is not None and cost_secs(self._wanted) <= dearer_than_secs:
            self._wanted = None

    def advance(self, secs: float) -> bool:
        """Paint for about so long; whether there is more to do."""
        if self._wanted is None:
            return False
        self._renewal = self._renewal or Renewal(self._wanted, annotation_steps)
        made = self._renewal.advance(secs)
        if made is not None:
            self.still, self._renewal, self._wanted = made, None, None
        return True


def _overview_of(view: View) -> View:
    """Without names, which are placed by the edges of a view."""
    size = view.scene.size
    scale = SIDE / max(size.width(), size.height())
    viewport = Viewport(QSizeF((size * scale).toSize()), size, scale)
    return View(replace(view.scene, all_names=False), viewport, 1.0)
