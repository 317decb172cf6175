"""Writes fields into a text document: keys and values as a table, everything as plain text.

Text goes in through a cursor, never as HTML, so that no value of a file can be markup.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from viewer.canvas.colours import text_colour
from viewer.ui.details.fields import (
    Block,
    Cell,
    Chips,
    Field,
    Link,
    Swatch,
    Table,
    Target,
    Text,
    Value,
)
from viewer.ui.widgets.clipboard import safe_tip

_KEY_PERCENT = 36
_LONG_KEY_PERCENT = 48
_LONG_KEY = 18
_COLUMNS: dict[int, tuple[float, ...]] = {4: (34, 34, 17, 15)}
_INDENT = 14
_DEEPEST = 8
_LONG_TEXT = 80
_SWATCH = 11
_SCALE = 4


class FieldsDocument(QTextDocument):
    """Fields as a document; `target(href)` is what a link of it does."""

    def __init__(self, palette: QPalette, font: QFont) -> None:
        super().__init__()
        self.setDefaultFont(font)
        self.setDocumentMargin(4)
        self.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)
        self._palette = palette
        self._targets: list[Target] = []

    def target(self, href: str) -> Target | None:
        """What the link with this address does."""
        number = href.removeprefix("target:")
        return self._targets[int(number)] if number.isdecimal() and int(number) < len(self._targets) else None

    def write(self, fields: Sequence[Field]) -> None:
        """Put the fields in, replacing what was there."""
        self.clear()
        self._targets.clear()
        if not fields:
            return
        longest = max(len(field.key) + 2 * field.depth for field in fields)
        keys = _LONG_KEY_PERCENT if longest > _LONG_KEY else _KEY_PERCENT
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        table = cursor.insertTable(len(fields), 2, _layout((keys, 100 - keys)))
        for row, field in enumerate(fields):
            whole = not field.key and not isinstance(field.value, Text)
            if whole:
                table.mergeCells(row, 0, 1, 2)
            else:
                self._write_key(table.cellAt(row, 0).firstCursorPosition(), field)
            self._write_value(table.cellAt(row, 0 if whole else 1).firstCursorPosition(), field, whole=whole)
        cursor.endEditBlock()

    # ------------------------------------------------------------- cells

    def _write_key(self, cursor: QTextCursor, field: Field) -> None:
        _begin(cursor, field.depth)
        cursor.insertText(_lines(field.key), self._format(QPalette.ColorRole.PlaceholderText))

    def _write_value(self, cursor: QTextCursor, field: Field, *, whole: bool) -> None:
        value: Value = field.value
        _begin(cursor, field.depth if whole else 0, value)
        match value:
            case Text(text, tip):
                cursor.insertText(_lines(text), self._format(tip=tip))
            case Block(text, monospace):
                cursor.insertText(_lines(text), self._format(monospace=monospace))
            case Swatch(text, colour):
                self._insert_swatch(cursor, colour)
                cursor.insertText(f" {_lines(text)}", self._format())
            case Link():
                self._insert_link(cursor, value)
            case Chips(chips):
                for chip in chips:
                    cursor.insertText(f"\u00a0{_lines(chip.text)}\u00a0", self._chip(chip.colour))
                    cursor.insertText(" ", self._format())
            case Table():
                self._insert_table(cursor, value)

    def _insert_link(self, cursor: QTextCursor, link: Link) -> None:
        style = self._format(QPalette.ColorRole.Link, tip=link.tip)
        style.setAnchor(True)
        style.setAnchorHref(f"target:{len(self._targets)}")
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        self._targets.append(link.target)
        cursor.insertText(_lines(link.text), style)

    def _insert_swatch(self, cursor: QTextCursor, colour: str) -> None:
        name = f"swatch:{colour}"
        side = _SWATCH * _SCALE
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(self._palette.color(QPalette.ColorRole.Mid))
        painter = QPainter(image)
        painter.fillRect(QRect(_SCALE, _SCALE, side - 2 * _SCALE, side - 2 * _SCALE), QColor(colour))
        painter.end()
        self.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        style = QTextImageFormat()
        style.setName(name)
        style.setWidth(_SWATCH)
        style.setHeight(_SWATCH)
        cursor.insertImage(style)

    def _insert_table(self, cursor: QTextCursor, table: Table) -> None:
        columns = len(table.headings)
        grid = cursor.insertTable(
            len(table.rows) + 1, columns, _layout(_COLUMNS.get(columns, (100 / columns,) * columns))
        )
        for column, heading in enumerate(table.headings):
            style = self._format(QPalette.ColorRole.PlaceholderText)
            grid.cellAt(0, column).firstCursorPosition().insertText(_lines(heading), style)
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                place = grid.cellAt(row + 1, column)
                if row == table.marked:
                    shade = place.format()
                    shade.setBackground(self._palette.color(QPalette.ColorRole.AlternateBase))
                    place.setFormat(shade)
                self._insert_cell(place.firstCursorPosition(), cell, bold=row == table.marked)

    def _insert_cell(self, cursor: QTextCursor, cell: Cell, *, bold: bool) -> None:
        if isinstance(cell, Link):
            self._insert_link(cursor, cell)
            return
        style = self._format()
        if bold:
            style.setFontWeight(QFont.Weight.Bold)
        cursor.insertText(_lines(cell), style)

    # ------------------------------------------------------------- formats

    def _format(
        self,
        role: QPalette.ColorRole = QPalette.ColorRole.Text,
        *,
        tip: str = "",
        monospace: bool = False,
    ) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(self._palette.color(role))
        if tip:
            style.setToolTip(safe_tip(tip))
        if monospace:
            family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
            style.setFontFamilies([family])
            style.setFontFixedPitch(True)
        return style

    def _chip(self, colour: str | None) -> QTextCharFormat:
        style = self._format()
        if colour is None:
            style.setBackground(self._palette.color(QPalette.ColorRole.AlternateBase))
        else:
            style.setBackground(QColor(colour))
            style.setForeground(text_colour(QColor(colour)))
        return style


def _layout(percents: Sequence[float]) -> QTextTableFormat:
    style = QTextTableFormat()
    style.setBorder(0)
    style.setCellPadding(2)
    style.setCellSpacing(0)
    style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    style.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, percent) for percent in percents]
    )
    style.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return style


def _begin(cursor: QTextCursor, depth: int, value: Value | None = None) -> None:
    """Set a paragraph up: names in any script begin where the column does, long texts as they are written.

    Deep levels share an indent, or nothing would be left of the line.
    """
    style = QTextBlockFormat()
    style.setLeftMargin(_INDENT * min(depth, _DEEPEST))
    is_long = isinstance(value, Text | Block) and len(value.text) > _LONG_TEXT
    if not is_long:
        style.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    if isinstance(value, Swatch):
        style.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    cursor.mergeBlockFormat(style)


def _lines(text: str) -> str:
    """Line ends that stay within a paragraph, and nothing that a text document reads as its own structure."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\u2028")
    return "".join("\ufffd" if _is_structure(c) else c for c in text)


def _is_structure(character: str) -> bool:
    return character in "\ufdd0\ufdd1\u2029\ufffc" or (character < " " and character != "\t")
