"""The list of actions as QActions: run, shortcuts, enabled and checked, keys that are held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from viewer.actions import ACTIONS, Action, Context
from viewer.state.view_state import ViewState
from viewer.ui.icons import icon

FOCUS_KEYS = frozenset({"Tab", "Shift+Tab"})
"""Keys that move the focus everywhere but on the canvas."""

_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
}


def plain_title(action: Action) -> str:
    """The title without the mark of its mnemonic."""
    return action.title.replace("&", "")


def key_texts(action: Action) -> tuple[str, ...]:
    """The keys of an action as this platform writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return tuple(QKeySequence(key).toString(native) for key in action.keys)


def tip_text(action: Action) -> str:
    """`Title (Key)`, and what there is to add below it."""
    head = plain_title(action).removesuffix("…")
    head = f"{head} ({key_texts(action)[0]})" if action.keys else head
    return f"{head}\n{action.tip}" if action.tip else head


class Commands(QObject):
    """Every action as a QAction of the window, kept up to date with the session.

    An action with a `release` lasts until `release()`: `hold_changed` tells who watches the keys, `held` is
    the one that lasts now.
    """

    hold_changed = Signal()

    def __init__(
        self, context: Context, window: QWidget, canvas: QWidget, actions: Sequence[Action] = ACTIONS
    ) -> None:
        super().__init__(window)
        self._context = context
        self._records = {action.id: action for action in actions}
        self.held: Action | None = None
        self.qactions = {action.id: self._made(action, window, canvas) for action in actions}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        session = context.session
        session.changed.connect(self._apply)
        for signal in (session.opened, session.row_read, session.catalog_changed, session.stopped):
            signal.connect(self.refresh_soon)
        self.refresh()

    @property
    def actions(self) -> tuple[Action, ...]:
        """The records, in the order of the list."""
        return tuple(self._records.values())

    def is_enabled(self, action: Action) -> bool:
        """Whether an action can be run now."""
        return action.enabled(self._context)

    def run(self, action_id: str) -> None:
        """Run an action, unless it is disabled or lasts already."""
        action = self._records[action_id]
        if action.enabled(self._context) and self.held is not action:
            if action.release is not None:
                self.release()
                self.held = action
                self.hold_changed.emit()
            action.run(self._context)
        self.refresh()

    def release(self) -> None:
        """End the action that lasts, if one does."""
        held, self.held = self.held, None
        if held is not None and held.release is not None:
            held.release(self._context)
            self.hold_changed.emit()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if replace(old, hover=new.hover) != new:  # the cursor alone changes nothing, and moves all the time
            self.refresh_soon()

    def refresh_soon(self) -> None:
        """Refresh once, when the events at hand are done."""
        self._soon.start()

    def refresh(self) -> None:
        """Bring every QAction up to date."""
        for action in self._records.values():
            qaction = self.qactions[action.id]
            qaction.setEnabled(action.enabled(self._context))
            if action.checked is not None:
                qaction.setChecked(action.checked(self._context))

    def _made(self, action: Action, window: QWidget, canvas: QWidget) -> QAction:
        qaction = QAction(action.title, self)
        qaction.setObjectName(action.id)
        qaction.setShortcuts([QKeySequence(key) for key in action.keys])
        qaction.setAutoRepeat(action.release is None and action.checked is None)
        qaction.setCheckable(action.checked is not None)
        qaction.setToolTip(tip_text(action))
        qaction.setMenuRole(_ROLES.get(action.id, QAction.MenuRole.NoRole))
        if action.icon:
            qaction.setIcon(icon(action.icon))
        owner = window
        if FOCUS_KEYS & set(action.keys):
            qaction.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            owner = canvas
        owner.addAction(qaction)
        qaction.triggered.connect(partial(self.run, action.id))
        return qaction
