"""A JSON value as a tree of keys and values, made as far as it is unfolded.

Containers of more than a hundred members are shown in pages of a hundred, and pages of pages, so that an
embedding or the frames of a video unfold at once.
"""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPalette

from viewer.model.annotation import JsonPath
from viewer.ui.widgets.clipboard import safe_tip
from viewer.ui.widgets.tints import tint

AnyIndex: TypeAlias = QModelIndex | QPersistentModelIndex

PAGE = 100
SHOWN_CHARACTERS = 2000
_STRING_HUE, _NUMBER_HUE, _WORD_HUE = 140, 210, 30


class JsonNode:
    """A value, or a page of one: its members `start` to `stop`, exclusive."""

    __slots__ = ("_children", "_keys", "is_page", "key", "parent", "row", "start", "stop", "value")

    def __init__(self, key: str | int, value: Any, parent: JsonNode | None, row: int) -> None:
        self.key = key
        self.value = value
        self.parent = parent
        self.row = row
        self.is_page = False
        self.start = 0
        self.stop = len(value) if isinstance(value, dict | list) else 0
        self._keys: list[str] | None = None
        self._children: dict[int, JsonNode] = {}

    @property
    def child_count(self) -> int:
        """Members, or pages when there are too many."""
        return -(-(self.stop - self.start) // self._step)

    @property
    def path(self) -> JsonPath:
        """Where the value stands; of a page, the container's."""
        steps: list[str | int] = []
        node: JsonNode = self
        while node.parent is not None:
            if not node.is_page:
                steps.append(node.key)
            node = node.parent
        return tuple(reversed(steps))

    def child(self, row: int) -> JsonNode:
        """The member or page at a place below this node."""
        if row not in self._children:
            self._children[row] = self._make(row)
        return self._children[row]

    def below(self, step: str | int) -> JsonNode | None:
        """The member under a key or index, however many pages down."""
        place = self._place_of(step)
        if place is None:
            return None
        node = self
        while True:
            row = (place - node.start) // node._step
            is_member = node._step == 1
            node = node.child(row)
            if is_member:
                return node

    def key_at(self, place: int) -> str | int:
        """The key of a member by its place."""
        if isinstance(self.value, list):
            return place
        if self._keys is None:
            self._keys = list(self.value)
        return self._keys[place]

    @property
    def _step(self) -> int:
        """Members below one child."""
        step, count = 1, self.stop - self.start
        while count > step * PAGE:
            step *= PAGE
        return step

    def _make(self, row: int) -> JsonNode:
        step = self._step
        start = self.start + row * step
        if step == 1:
            key = self.key_at(start)
            return JsonNode(key, self.value[key], self, row)
        page = JsonNode("", self.value, self, row)
        page.is_page = True
        page._keys = self._keys
        page.start, page.stop = start, min(self.stop, start + step)
        return page

    def _place_of(self, step: str | int) -> int | None:
        if isinstance(self.value, list):
            return step if isinstance(step, int) and 0 <= step < len(self.value) else None
        if not isinstance(self.value, dict) or step not in self.value:
            return None
        return list(self.value).index(step)


class JsonTreeModel(QAbstractItemModel):
    """Columns key and value; one marked node is told apart by weight and shade."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = JsonNode("", None, None, 0)
        self._marked: JsonPath | None = None
        self._palette = QPalette()

    def set_value(self, value: Any) -> None:
        """Show another value."""
        self.beginResetModel()
        self._root = JsonNode("", value, None, 0)
        self._marked = None
        self.endResetModel()

    def set_palette(self, palette: QPalette) -> None:
        """Take the colours of types from a palette."""
        self._palette = palette
        self.layoutChanged.emit()

    def mark(self, path: JsonPath | None) -> QModelIndex:
        """Mark what stands at a path, or nothing; its index, invalid when there is none."""
        old, self._marked = self._marked, path
        for changed in (old, path):
            index = self.index_of(changed) if changed else QModelIndex()
            if index.isValid():
                self.dataChanged.emit(index, index.siblingAtColumn(1))
        return self.index_of(path) if path else QModelIndex()

    def index_of(self, path: JsonPath) -> QModelIndex:
        """The index of what stands at a path, or of the nearest thing above it."""
        node = self._root
        for step in path:
            below = node.below(step)
            if below is None:
                break
            node = below
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node)

    def node(self, index: AnyIndex) -> JsonNode:
        """The node of an index, the whole value for an invalid one."""
        if not index.isValid():
            return self._root
        node: JsonNode = index.internalPointer()
        return node

    # ------------------------------------------------------------- the model

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Members or pages below."""
        return 0 if parent.column() > 0 else self.node(parent).child_count

    def columnCount(self, _parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Key and value."""
        return 2

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a child."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self.node(parent).child(row))

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]  # the stub has QObject.parent() only
        """The index of the container, or of the page."""
        above = self.node(index).parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return ("Key", "Value")[section]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, colour by type, and the mark."""
        node = self.node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return key_text(node) if index.column() == 0 else value_text(node)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(node, index.column())
            case Qt.ItemDataRole.ToolTipRole if index.column() == 1 and isinstance(node.value, str):
                return safe_tip(node.value)
            case Qt.ItemDataRole.FontRole if self._is_marked(node):
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.BackgroundRole if self._is_marked(node):
                return self._palette.color(QPalette.ColorRole.Midlight)
            case _:
                return None

    def _is_marked(self, node: JsonNode) -> bool:
        return self._marked is not None and not node.is_page and node.path == self._marked

    def _colour(self, node: JsonNode, column: int) -> QColor:
        if column == 0 and not node.is_page:
            return self._palette.color(QPalette.ColorRole.Text)
        match node.value:
            case str():
                return tint(self._palette, _STRING_HUE)
            case bool() | None:
                return tint(self._palette, _WORD_HUE)
            case int() | float():
                return tint(self._palette, _NUMBER_HUE)
            case _:
                return self._palette.color(QPalette.ColorRole.PlaceholderText)


def key_text(node: JsonNode) -> str:
    """The key or index; of a page its first and last."""
    if not node.is_page:
        return _elided(str(node.key), 200)
    first, last = node.key_at(node.start), node.key_at(node.stop - 1)
    return f"{_elided(str(first), 20)} … {_elided(str(last), 20)}"


def value_text(node: JsonNode) -> str:
    """The value as JSON on one line, cut when it is long; of a container how much it holds."""
    if node.is_page:
        return ""
    match node.value:
        case dict() as members:
            return f"{{{len(members):,}}}"
        case list() as elements:
            return f"[{len(elements):,}]"
        case str() as text:
            return _quoted(text)
        case value:
            return json.dumps(value)


def _quoted(text: str) -> str:
    if len(text) <= SHOWN_CHARACTERS:
        return json.dumps(text, ensure_ascii=False)
    start = json.dumps(text[:SHOWN_CHARACTERS], ensure_ascii=False)[:-1]
    return f"{start}… ({len(text):,} characters)"


def _elided(text: str, limit: int) -> str:
    text = " ".join(text.split()) if text.strip() else text
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
