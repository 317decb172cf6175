"""The context menu of a line in the tree of rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from viewer.model.annotation import ObjectAnnotation, Relationship, format_path
from viewer.model.row import DataRow, Label
from viewer.state import steps
from viewer.state.resolve import label_at
from viewer.state.session import Session
from viewer.state.view_state import SoloClasses
from viewer.ui.icons import icon
from viewer.ui.models.nodes import Node
from viewer.ui.models.rows_model import RowsModel
from viewer.ui.models.visibility import class_of, is_hidden, toggled
from viewer.ui.models.wording import isolated


def row_menu(session: Session, model: RowsModel, index: QModelIndex, parent: QWidget) -> QMenu:
    """What can be done with a line; the menu deletes itself when it is closed."""
    node = model.node(index)
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    _add_copying(menu, session, node)
    _add_label(menu, session, node)
    _add_class(menu, session, node)
    if isinstance(node.subject, ObjectAnnotation | Relationship) and node.row == session.state.row:
        text = "Show object" if is_hidden(node, session.state) else "Hide object"
        if isinstance(node.subject, Relationship):
            text = text.replace("object", "relationship")
        _add(menu, text, "eye-off", lambda: session.apply(toggled(node, session.state)))
    return menu


def _add(menu: QMenu, text: str, icon_name: str, run: Callable[[], object]) -> None:
    menu.addAction(icon(icon_name), text.replace("&", "&&"), run)


def _add_copying(menu: QMenu, session: Session, node: Node) -> None:
    clipboard = QGuiApplication.clipboard()
    row = session.export.read(node.row).row if session.export is not None and node.row >= 0 else None
    text = _id_of(node, row if isinstance(row, DataRow) else None)
    if text:
        _add(menu, "Copy id", "copy", lambda: clipboard.setText(text))
    if node.path is not None:
        path = format_path(node.path)
        _add(menu, "Copy JSON path", "link", lambda: clipboard.setText(path))


def _id_of(node: Node, row: DataRow | None) -> str | None:
    """The id a person would look for elsewhere: of the object, the label, else of the row."""
    match node.subject:
        case ObjectAnnotation() | Relationship():
            return node.subject.feature_id
        case Label():
            return node.subject.id
        case _:
            return (row.id or row.global_key) if row is not None else None


def _add_label(menu: QMenu, session: Session, node: Node) -> None:
    row = session.row
    label = label_at(row, node.path) if row is not None and node.path and node.row == row.index else None
    if label is not None:
        menu.addSeparator()
        path = label.path
        text = f"Show only this {label.role}"
        _add(menu, text, "label", lambda: session.apply(steps.show_labels(session.state, (path,))))


def _add_class(menu: QMenu, session: Session, node: Node) -> None:
    name = class_of(node.subject)
    if name is None:
        return
    state = session.state
    menu.addSeparator()
    soloed = state.solo == SoloClasses(frozenset({name}))
    solo = None if soloed else SoloClasses(frozenset({name}))
    text = "Leave solo" if soloed else f"Solo {isolated(name)}"
    _add(menu, text, "solo", lambda: session.update(solo=solo))
    text = f"{'Show' if name in state.hidden_classes else 'Hide'} {isolated(name)}"
    _add(menu, text, "eye", lambda: session.apply(steps.toggle_class(session.state, name)))
