"""A record as it stands in the file: its beginning as text, the whole to be saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

SHOWN_BYTES = 1 << 20
_FOLD_AT = 2000
_CONTINUED = 1


class FoldedText(QPlainTextEdit):
    """Read-only text; long lines, which take seconds to lay out, are folded, and unfolded when copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setAccessibleName("Record as it stands in the file")

    def show_text(self, text: str) -> None:
        """Show another text."""
        pieces: list[str] = []
        continued: list[int] = []
        for line in text.split("\n"):
            starts = range(0, max(len(line), 1), _FOLD_AT)
            continued += [len(pieces) + place for place in range(1, len(starts))]
            pieces += [line[start : start + _FOLD_AT] for start in starts]
        self.setPlainText("\n".join(pieces))
        for number in continued:
            self.document().findBlockByNumber(number).setUserState(_CONTINUED)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is selected, without the folds."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        block = self.document().findBlock(first)
        text = ""
        while block.isValid() and block.position() <= last:
            if block.position() > first and block.userState() != _CONTINUED:
                text += "\n"
            start, end = max(first - block.position(), 0), last - block.position()
            text += block.text()[start:end]
            block = block.next()
        data = QMimeData()
        data.setText(text)
        return data


class SourceText(QWidget):
    """The text with a note when it is not the whole, and *Save…*."""

    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read: Callable[[], bytes] = bytes
        self._name = "record.json"
        self.text = FoldedText()
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.save = QPushButton("Save…")
        self.save.setToolTip("Save the whole record as it stands in the file")
        self.save.clicked.connect(self._ask_where)
        foot = QHBoxLayout()
        foot.setContentsMargins(6, 4, 6, 4)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)

    def show_record(self, data: bytes, size_bytes: int, name: str, read: Callable[[], bytes]) -> None:
        """Show how a record of `size_bytes` begins; `read` gives the whole when it is saved as `name`."""
        self._read, self._name = read, name
        self.text.show_text(data[:SHOWN_BYTES].decode("utf-8", "backslashreplace"))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        is_cut = len(data) > SHOWN_BYTES
        first = f"The first {SHOWN_BYTES:,} of {size_bytes:,} bytes."
        self.note.setText(first if is_cut else f"{len(data):,} bytes")

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save record", self._name, "JSON (*.json);;All files (*)")
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the whole record; a failure is told in the note."""
        try:
            file.write_bytes(self._read())
        except Exception as error:
            self.note.setText(f"{file}: not saved, {error}")
        else:
            self.note.setText(f"Saved as {file}")
            self.saved.emit(file)
