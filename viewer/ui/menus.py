"""Menu bar and toolbar, made from the list of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton, QWidget

from viewer.actions import Action, Menu
from viewer.actions.action import Submenu
from viewer.ui.commands import Commands, tip_text
from viewer.ui.icons import icon

TOOLBAR: tuple[tuple[str, ...], ...] = (
    ("open",),
    ("previous-row", "next-row", "lightbox"),
    ("fit", "actual-size", "zoom-out", "zoom-in", "zoom-selection"),
    ("names", "colour-by", "solo", "overlays", "peek"),
)
LABEL_CHOICES = ("next-label", "labels-default", "labels-only", "predictions-only", "labels-all")
ICON_SIDE = 20


def fill_menu_bar(
    window: QMainWindow, commands: Commands, after: dict[str, QMenu], last: dict[Menu, list[QAction]]
) -> None:
    """All menus; `after` puts a submenu after an action, `last` entries at the end of a menu."""
    bar = window.menuBar()
    for title in Menu:
        menu = bar.addMenu(title.value)
        menu.setToolTipsVisible(False)
        menu.aboutToShow.connect(commands.refresh)
        _fill(menu, [action for action in commands.actions if action.menu is title], commands, after)
        if entries := last.get(title):
            menu.addSeparator()
            menu.addActions(entries)


def _fill(menu: QMenu, actions: Iterable[Action], commands: Commands, after: dict[str, QMenu]) -> None:
    filler = _Filler(menu, commands)
    for action in sorted(actions, key=lambda action: action.group):
        filler.add(action)
        if action.id in after:
            menu.addMenu(after[action.id])


class _Filler:
    """Puts actions into a menu and its submenus, with separators between their groups."""

    def __init__(self, menu: QMenu, commands: Commands) -> None:
        self._menu = menu
        self._commands = commands
        self._submenus: dict[Submenu, QMenu] = {}
        self._groups: dict[QMenu, int] = {}

    def add(self, action: Action) -> None:
        """Put it where it belongs."""
        target = self._menu
        if action.submenu is not None:
            if action.submenu not in self._submenus:
                if not self._ends_with_submenu():  # submenus in a row need nothing between them
                    self._begin_group(self._menu, action.group)
                self._groups[self._menu] = action.group
                self._submenus[action.submenu] = self._menu.addMenu(action.submenu.value)
            target = self._submenus[action.submenu]
        self._begin_group(target, action.group)
        target.addAction(self._commands.qactions[action.id])

    def _ends_with_submenu(self) -> bool:
        entries = self._menu.actions()
        return bool(entries) and entries[-1].menu() in self._submenus.values()

    def _begin_group(self, menu: QMenu, group: int) -> None:
        if self._groups.setdefault(menu, group) != group:
            menu.addSeparator()
            self._groups[menu] = group


def tool_bar(commands: Commands, parent: QWidget) -> QToolBar:
    """The toolbar: what the mouse needs most, in groups; the rest is in the menus."""
    bar = QToolBar("Toolbar", parent)
    bar.setObjectName("toolbar")
    bar.setMovable(False)
    bar.setIconSize(QSize(ICON_SIDE, ICON_SIDE))
    records = {action.id: action for action in commands.actions}
    for number, group in enumerate(TOOLBAR):
        if number:
            bar.addSeparator()
        for name in group:
            if records[name].release is None:
                bar.addAction(commands.qactions[name])
            else:
                bar.addWidget(_hold_button(records[name], commands))
    bar.addSeparator()
    bar.addWidget(_label_button(commands))
    for button in bar.findChildren(QToolButton):
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRaise(True)
    return bar


def _hold_button(action: Action, commands: Commands) -> QToolButton:
    """A button that lasts as long as the mouse holds it."""
    button = QToolButton()
    button.setIcon(icon(action.icon))
    button.setToolTip(tip_text(action))
    qaction = commands.qactions[action.id]
    button.setEnabled(qaction.isEnabled())
    qaction.enabledChanged.connect(button.setEnabled)
    button.pressed.connect(lambda: commands.run(action.id))
    button.released.connect(commands.release)
    return button


def _label_button(commands: Commands) -> QToolButton:
    """The choice among the labels and predictions of a row."""
    button = QToolButton()
    button.setIcon(icon("layers"))
    button.setToolTip("Labels and predictions shown")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    menu.addActions([commands.qactions[name] for name in LABEL_CHOICES])
    button.setMenu(menu)
    first = commands.qactions[LABEL_CHOICES[0]]
    button.setEnabled(first.isEnabled())
    first.enabledChanged.connect(button.setEnabled)
    return button


def file_menu(
    title: str,
    image: str,
    parent: QWidget,
    files: Callable[[], Iterable[Path]],
    open_file: Callable[[Path], None],
) -> QMenu:
    """A submenu of files, made anew whenever it opens; those that are gone say so and cannot be chosen."""
    menu = QMenu(title, parent)
    menu.setIcon(icon(image))
    menu.setToolTipsVisible(True)

    def fill() -> None:
        menu.clear()
        for path in files():
            _add_file(menu, path, open_file)
        if menu.isEmpty():
            menu.addAction("None yet").setEnabled(False)

    menu.aboutToShow.connect(fill)
    return menu


def _add_file(menu: QMenu, path: Path, open_file: Callable[[Path], None]) -> None:
    there = path.is_file()
    name = path.name.replace("&", "&&")
    entry = menu.addAction(name if there else f"{name} — no longer there")
    entry.setToolTip(str(path))
    entry.setEnabled(there)
    entry.triggered.connect(lambda: open_file(path))
