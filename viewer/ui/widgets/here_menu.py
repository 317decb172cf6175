"""What lies under the cursor, all of it, to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from viewer.canvas.drawn import Drawn
from viewer.canvas.hover_card import size_of
from viewer.canvas.overlay import Visible
from viewer.model.annotation import JsonPath
from viewer.state import steps
from viewer.state.session import Session
from viewer.ui.icons import icon
from viewer.ui.models.wording import isolated, one_line

MOST = 30
_LONGEST_NAME = 48
_SIDE = 16


def here_menu(
    session: Session, things: Sequence[Visible], zoom_to: Callable[[Visible], None], parent: QWidget
) -> QMenu:
    """A line a thing, the one a click would select first; then what can be done with it.

    The menu deletes itself when it is closed.
    """
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    heading = menu.addAction("Nothing here" if not things else f"{len(things):,} here")
    heading.setEnabled(False)
    current = session.state.current
    for thing in things[:MOST]:
        path = thing.thing.path
        action = menu.addAction(_swatch(thing.colour, menu), _words(thing))
        action.triggered.connect(partial(_select, session, path))
        action.setCheckable(path == current)
        action.setChecked(path == current)
    if len(things) > MOST:
        menu.addAction(f"and {len(things) - MOST:,} more").setEnabled(False)
    if things:
        first = next((thing for thing in things if thing.thing.path == current), things[0])
        path = first.thing.path
        name = isolated(one_line(first.thing.name, _LONGEST_NAME)).replace("&", "&&")
        menu.addSeparator()
        menu.addAction(icon("zoom-selection"), f"Zoom to {name}", lambda: zoom_to(first))
        menu.addAction(
            icon("eye-off"),
            f"Hide {name}",
            lambda: session.apply(steps.toggle_objects(session.state, (path,))),
        )
    return menu


def _select(session: Session, path: JsonPath) -> None:
    session.apply(steps.select(session.state, path))


def _words(thing: Visible) -> str:
    name = isolated(one_line(thing.thing.name, _LONGEST_NAME)).replace("&", "&&")
    told = size_of(thing) if isinstance(thing, Drawn) else "relationship"
    return f"{name}\t{told}"


def _swatch(colour: QColor, widget: QWidget) -> QIcon:
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(QSize(_SIDE, _SIDE) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(2, 2, _SIDE - 4, _SIDE - 4), 4, 4)
    painter.end()
    return QIcon(picture)
