"""Fields as text that can be selected, with links that can be clicked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from viewer.ui.details.fields import Field, Target
from viewer.ui.widgets.fields_document import FieldsDocument


class FieldsView(QTextBrowser):
    """Fields as selectable text, as high as they need; links call `activate`."""

    def __init__(self, activate: Callable[[Target], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activate = activate
        self._document: FieldsDocument | None = None
        self._fields: tuple[Field, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.anchorClicked.connect(self._follow)

    def show_fields(self, fields: tuple[Field, ...]) -> None:
        """Show other fields."""
        self._fields = fields
        document = FieldsDocument(self.palette(), self.font())
        document.write(fields)
        document.setParent(self)
        self.setDocument(document)
        old, self._document = self._document, document
        if old is not None:
            old.deleteLater()
        self._fit()

    def _follow(self, url: QUrl) -> None:
        target = self._document.target(url.toString()) if self._document is not None else None
        if target is not None:
            self._activate(target)

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height()) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Write everything anew in other colours or another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._document is not None:
            self.show_fields(self._fields)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the panel."""
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text, without the places of swatches."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace("\ufffc ", "").replace("\ufffc", ""))
        return data
