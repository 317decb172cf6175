"""Sections of fields under each other, scrolled; what was folded stays folded, whatever is shown next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from viewer.ui.details.fields import Section
from viewer.ui.widgets.section_box import SectionBox


class SectionsView(QScrollArea):
    """Shows sections; `activated(target)` says that a link was clicked."""

    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, folded: frozenset[str] = frozenset()) -> None:
        super().__init__(parent)
        self._folded = set(folded)
        self._boxes: dict[str, SectionBox] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        column = QWidget()
        column.setBackgroundRole(QPalette.ColorRole.Base)
        self._layout = QVBoxLayout(column)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self._layout.addStretch(1)
        self.setWidget(column)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show these; boxes of the same id are kept, and what did not change in them is not drawn anew."""
        self.setUpdatesEnabled(False)
        wanted = {section.id for section in sections}
        for gone in [name for name in self._boxes if name not in wanted]:
            box = self._boxes.pop(gone)
            self._layout.removeWidget(box)
            box.deleteLater()
            box.hide()
        for place, section in enumerate(sections):
            self._place(self._box(section), place)
        self.setUpdatesEnabled(True)

    def box(self, section_id: str) -> SectionBox | None:
        """The box of a section, while it is shown."""
        return self._boxes.get(section_id)

    def _box(self, section: Section) -> SectionBox:
        box = self._boxes.get(section.id)
        if box is not None:
            box.show_section(section)
            return box
        box = SectionBox(section, is_folded=section.id in self._folded, activate=self.activated.emit)
        box.folded.connect(self._remember)
        self._boxes[section.id] = box
        return box

    def _place(self, box: SectionBox, place: int) -> None:
        if self._layout.indexOf(box) != place:
            self._layout.removeWidget(box)
            self._layout.insertWidget(place, box)

    def _remember(self, section_id: str, is_folded: bool) -> None:
        (self._folded.add if is_folded else self._folded.discard)(section_id)
