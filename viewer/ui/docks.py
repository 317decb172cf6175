"""The panels around the canvas: where they stand at first, and how their places are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from viewer.canvas.colours import ClassColours
from viewer.model.annotation import JsonPath
from viewer.state.preferences import Preferences
from viewer.state.session import Session
from viewer.ui.placing import place_at_first
from viewer.ui.widgets.lazy_panel import LazyPanel

_Area = Qt.DockWidgetArea
_LEFT = (0.22, 360)
_RIGHT = (0.21, 340)
"""A share of the window's width, and the most in pixels: the canvas keeps more than half of it."""
_BOTTOM = 140
_HALF = 400
"""Docks above each other share the height alike; Qt scales the sizes to what there is."""
_CLOSED_AT_FIRST = frozenset({"issues", "requests", "table", "facets", "picture"})
"""Panels that are closed until they are asked for, since most files give them nothing to show."""


class Panel(Protocol):
    """What a panel's class tells of itself."""

    TITLE: str
    OBJECT_NAME: str
    AREA: Qt.DockWidgetArea

    def __call__(self, session: Session, colours: Callable[[], ClassColours], /) -> QWidget:
        """The panel."""


@runtime_checkable
class Searchable(Protocol):
    """A panel with a search field."""

    def focus_search(self) -> None:
        """Put the cursor into it."""


@runtime_checkable
class Zooming(Protocol):
    """A panel with things to zoom to; `zoom_asked` carries their paths."""

    zoom_asked: SignalInstance


@runtime_checkable
class Helping(Protocol):
    """A panel with a query, which can be asked how queries are written."""

    help_asked: SignalInstance


class Docks:
    """One dock a panel: at a side the second stands below the first, the others are tabs beside it."""

    def __init__(
        self,
        window: QMainWindow,
        panels: Sequence[Panel],
        session: Session,
        colours: Callable[[], ClassColours],
    ) -> None:
        self._window = window
        self._panels = tuple(panels)
        self._docks: dict[str, QDockWidget] = {}
        window.setDockNestingEnabled(True)
        window.setTabPosition(_Area.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomLeftCorner, _Area.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, _Area.RightDockWidgetArea)
        for panel in self._panels:
            dock = QDockWidget(panel.TITLE, window)
            dock.setObjectName(panel.OBJECT_NAME)
            widget = panel(session, colours)
            dock.setWidget(widget)
            if isinstance(widget, LazyPanel):
                dock.visibilityChanged.connect(widget.set_in_front)
            self._docks[panel.OBJECT_NAME] = dock

    def __iter__(self) -> Iterator[QDockWidget]:
        return iter(self._docks.values())

    def focus_search(self) -> None:
        """Put the cursor into the search field of the rows."""
        panel = self._docks["rows"].widget()
        if isinstance(panel, Searchable):
            panel.focus_search()

    def when_zoom_is_asked(self, zoom_to: Callable[[tuple[JsonPath, ...]], None]) -> None:
        """Do this with the paths of what a panel asks to zoom to."""
        for dock in self:
            panel = dock.widget()
            if isinstance(panel, Zooming):
                panel.zoom_asked.connect(zoom_to)

    def when_help_is_asked(self, show_help: Callable[[], None]) -> None:
        """Do this when a panel is asked how rows are found."""
        for dock in self:
            panel = dock.widget()
            if isinstance(panel, Helping):
                panel.help_asked.connect(show_help)

    def show(self, name: str) -> None:
        """Bring a panel to the front."""
        dock = self._docks[name]
        dock.show()
        dock.raise_()

    def arrange(self) -> None:
        """Every panel where it stands in the beginning."""
        for dock in self._docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        placed: dict[Qt.DockWidgetArea, list[QDockWidget]] = {}
        for panel in self._panels:
            dock = self._docks[panel.OBJECT_NAME]
            others = placed.setdefault(panel.AREA, [])
            self._place(dock, panel.AREA, others)
            others.append(dock)
            dock.setVisible(panel.OBJECT_NAME not in _CLOSED_AT_FIRST)
        for others in placed.values():
            others[min(1, len(others) - 1)].raise_()
        self._resize(placed)

    def _place(self, dock: QDockWidget, area: Qt.DockWidgetArea, others: list[QDockWidget]) -> None:
        match len(others):
            case 0:
                self._window.addDockWidget(area, dock)
            case 1 if area is _Area.BottomDockWidgetArea:  # there is no height for two
                self._window.tabifyDockWidget(others[0], dock)
            case 1:
                self._window.splitDockWidget(others[0], dock, Qt.Orientation.Vertical)
            case _:
                self._window.tabifyDockWidget(others[1], dock)

    def _resize(self, placed: dict[Qt.DockWidgetArea, list[QDockWidget]]) -> None:
        width = self._window.width()
        for area, (share, most) in ((_Area.LeftDockWidgetArea, _LEFT), (_Area.RightDockWidgetArea, _RIGHT)):
            if docks := placed.get(area, [])[:2]:
                wide = min(most, round(width * share))
                self._window.resizeDocks(docks, [wide] * len(docks), Qt.Orientation.Horizontal)
                self._window.resizeDocks(docks, [_HALF] * len(docks), Qt.Orientation.Vertical)
        if docks := placed.get(_Area.BottomDockWidgetArea, [])[:1]:
            self._window.resizeDocks(docks, [_BOTTOM], Qt.Orientation.Vertical)

    def restore(self, preferences: Preferences, *, was_placed: bool) -> None:
        """The panels as they were left, if the window stands where it did; else as in the beginning."""
        layout = preferences.layout()
        if layout is not None and was_placed:
            self._window.restoreState(layout[1])
        else:
            self.arrange()

    def reset(self) -> None:
        """The size and the places of the beginning."""
        place_at_first(self._window)
        self.arrange()

    def save(self, preferences: Preferences) -> None:
        """Remember it."""
        preferences.set_layout(self._window.saveGeometry(), self._window.saveState())
