"""Icons that take the text colour of the palette, sharp at every size and device pixel ratio.

The SVG files stroke with `currentColor`. They are painted when they are needed, in the colours of that
moment: a change of theme needs a repaint and no new icons.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from viewer.assets import resource


@cache
def icon(name: str) -> QIcon:
    """The icon of `resources/icons/<name>.svg`.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    engine = _TintedEngine(name)
    _engines.append(engine)
    return QIcon(engine)


_engines: list[_TintedEngine] = []
"""Qt deletes an engine with its last icon, Python with its last name: held here, neither is early."""


class _TintedEngine(QIconEngine):
    """Paints one SVG file in the palette's text colour of the mode asked for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._svg = resource(f"icons/{name}.svg").read_bytes()

    def clone(self) -> QIconEngine:
        """Another engine of the same picture."""
        engine = _TintedEngine(self._name)
        _engines.append(engine)
        return engine

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the picture, square, in the middle of `rect`."""
        side = min(rect.width(), rect.height())
        pixmap = self.scaledPixmap(QSize(side, side), mode, state, painter.device().devicePixelRatio())
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        painter.drawPixmap(corner, pixmap)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The picture in device pixels."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        """The picture of `size` device-independent pixels at a device pixel ratio."""
        group = QPalette.ColorGroup.Disabled if mode is QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        selected = mode is QIcon.Mode.Selected
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.WindowText
        colour = QGuiApplication.palette().color(group, role)
        key = f"annoscope-icon/{self._name}/{colour.rgba()}/{size.width()}x{size.height()}@{scale}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = self._drawn(size, scale, colour.name())
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def _drawn(self, size: QSize, scale: float, colour: str) -> QPixmap:
        pixmap = QPixmap(size * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer = QSvgRenderer(QByteArray(self._svg.replace(b"currentColor", colour.encode())))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap
