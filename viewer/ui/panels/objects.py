"""The right panel: which labels, kinds and classes are shown, and how they look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from viewer.canvas.colours import ClassColours, palette
from viewer.model.row import Label
from viewer.state import steps
from viewer.state.resolve import are_same
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.icons import icon
from viewer.ui.models.alike import alike
from viewer.ui.models.classes import others_hidden, soloed
from viewer.ui.models.classes_model import ClassesModel
from viewer.ui.models.contents import Contents, contents_of
from viewer.ui.models.labels_model import LabelsModel
from viewer.ui.models.wording import isolated, one_line
from viewer.ui.widgets.checked_list import CheckedList
from viewer.ui.widgets.kind_buttons import KindButtons
from viewer.ui.widgets.legend import Legend
from viewer.ui.widgets.look_controls import LookControls
from viewer.ui.widgets.window_controls import WindowControls
from viewer.ui.widgets.wrapped_label import statement
from viewer.ui.words import counted

MOST_LABELS = 6
LONGEST_NAME = 40
"""Characters of a name that a warning is given."""


class ObjectsPanel(QWidget):
    """Labels, kinds and classes of the row looked at, each with its switch."""

    TITLE = "Objects and classes"
    OBJECT_NAME = "objects"
    AREA = Qt.DockWidgetArea.RightDockWidgetArea

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colours = colours
        self.labels = LabelsModel(session, self)
        self.classes = ClassesModel(session, colours, self)
        self.label_list = CheckedList(self.labels, "Labels and predictions", most=MOST_LABELS)
        self.kinds = KindButtons(session)
        self.class_list = CheckedList(self.classes, "Classes")
        self.nothing = statement()
        self.warning = QLabel()
        self.window_controls = WindowControls(session)
        self.tell_apart = QPushButton("Tell them apart")
        self._to_tell_apart: tuple[str, ...] = ()
        self._counted: tuple[tuple[Label, ...], Contents] = (), contents_of(())
        self.look = LookControls(session)
        self.legend = Legend(session, colours)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_row()

    def sizeHint(self) -> QSize:
        """Wide enough for names and counts."""
        return QSize(280, 480)

    def _lay_out(self) -> None:
        self.warning.setWordWrap(True)
        self.warning.setMargin(8)
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self._pages.addWidget(self.class_list)
        self._pages.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.label_list)
        layout.addWidget(self.kinds)
        layout.addWidget(_rule())
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.warning)
        layout.addWidget(self.tell_apart)
        layout.addWidget(_rule())
        layout.addWidget(self.window_controls)
        layout.addWidget(self.look)
        layout.addWidget(self.legend)

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._apply)
        session.row_read.connect(self._show_row)
        session.opened.connect(self._show_row)
        self.tell_apart.clicked.connect(self._tell_apart)
        self.label_list.preferred.connect(self.labels.show_only)
        self.class_list.preferred.connect(self._solo)
        self.class_list.customContextMenuRequested.connect(self._show_menu)

    # ----------------------------------------------------------------- showing

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if (old.row, old.labels) != (new.row, new.labels):
            self._show_row()
        elif _visibility(old) != _visibility(new):
            self._show_state()
        if _look(old) != _look(new):
            self.look.show_state()

    def _show_row(self) -> None:
        self.labels.refresh()
        contents = self._contents_now()
        self.classes.show(contents.classes)
        self.look.show_questions(contents.questions)
        self.kinds.show_counts(contents.kinds)
        self.label_list.setVisible(bool(self.labels.labels))
        self.nothing.setText(self._why_nothing())
        self._pages.setCurrentWidget(self.class_list if self.classes.classes else self.nothing)
        self._show_state()

    def _contents_now(self) -> Contents:
        """Of the labels shown, counted once for each of them."""
        shown, (of, contents) = self.labels.shown, self._counted
        if not are_same(shown, of):
            contents = contents_of(shown)
            self._counted = shown, contents
        return contents

    def _show_state(self) -> None:
        self.kinds.show_state()
        self.classes.refresh()
        coloured = self._coloured()
        apart = self._session.state.apart
        warning, self._to_tell_apart = self._alike(coloured), ()
        if warning and not {name for name, _ in coloured} <= set(apart):
            self._to_tell_apart = tuple(name for name, _ in coloured)
        elif warning:
            warning += f" There are {len(palette())} colours that everybody tells apart."
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.tell_apart.setText("Tell them apart" if self._to_tell_apart else "Colours as they were")
        self.tell_apart.setVisible(bool(self._to_tell_apart or apart))

    def _why_nothing(self) -> str:
        """Why there is no class to list, in words."""
        session, shown = self._session, self.labels.shown
        if session.export is None:
            return "Open an export to see its classes."
        if session.row is None:
            return "Reading…" if session.read is None else "This record could not be read."
        if not self.labels.labels:
            return "The export holds no labels of this row."
        if not shown:
            return "No label is shown. Check one above."
        if all(label.is_skipped for label in shown):
            return "Skipped: nothing annotated."
        if all(label.annotations.is_empty for label in shown):
            return "Nothing annotated."
        return "No objects: only answers to questions."

    def _alike(self, coloured: Sequence[tuple[str, QColor]]) -> str:
        """A word of warning when classes or values that are seen can be taken for one another."""
        found = alike(coloured)
        if found is None:
            return ""
        one, other = (isolated(one_line(name, LONGEST_NAME)) for name in (found.one, found.other))
        eyes = f" to {found.eyes} eyes" if found.eyes else ""
        more = f", and {counted(found.more, 'more pair')}" if found.more else ""
        return f"“{one}” and “{other}” look alike{eyes}{more}."

    def _coloured(self) -> list[tuple[str, QColor]]:
        """What colours stand for, the most frequent first, and which they are, as far as each has its own."""
        classes = sorted(self.classes.visible_classes(), key=lambda found: -found.count)
        shown = ((found.name, self.classes.colour(found)) for found in classes)
        return [(name, colour) for name, colour in shown if colour is not None] or self.legend.colours()

    # ----------------------------------------------------------------- acting

    def _tell_apart(self) -> None:
        """Deal the palette out among what is seen, or go back to the colours they had."""
        self._session.update(apart=self._to_tell_apart)

    def _solo(self, index: QModelIndex) -> None:
        name = self.classes.classes[index.row()].name
        self._session.apply(soloed(name, self._session.state))

    def _show_menu(self, position: QPoint) -> None:
        index = self.class_list.indexAt(position)
        if index.isValid():
            self.menu_of(index).popup(self.class_list.viewport().mapToGlobal(position))

    def menu_of(self, index: QModelIndex) -> QMenu:
        """What can be done with a class; the menu deletes itself when it is closed."""
        session, classes = self._session, self.classes.classes
        name = classes[index.row()].name
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(icon("solo"), "Only this class", lambda: self._solo(index))
        menu.addAction(
            icon("eye-off"),
            "Hide the others",
            lambda: session.apply(others_hidden(name, classes, session.state)),
        )
        menu.addAction(
            icon("eye"), "Show everything", lambda: session.apply(steps.show_everything(session.state))
        )
        return menu


def _visibility(state: ViewState) -> tuple[object, ...]:
    return (
        state.hidden_classes,
        state.hidden_kinds,
        state.hidden_objects,
        state.solo,
        state.colour_by,
        state.colour_question,
        state.apart,
    )


def _look(state: ViewState) -> tuple[object, ...]:
    return state.opacity, state.names, state.colour_by, state.colour_question


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setForegroundRole(rule.palette().ColorRole.Mid)
    rule.setFrameShadow(QFrame.Shadow.Plain)
    return rule
