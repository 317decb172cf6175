"""A foldable section of fields: a header that folds, and a body that is written when it is first seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.details.fields import CopyText, Field, Link, Section, Target, plain
from viewer.ui.widgets.clipboard import copy_text
from viewer.ui.widgets.fields_view import FieldsView
from viewer.ui.widgets.section_header import SectionHeader

SHOWN_FIELDS = 300
"""Longer sections show their beginning, and the rest when it is asked for."""

_SHOW_ALL = CopyText("show all")
"""Told apart from what a field may ask for by identity."""


class SectionBox(QWidget):
    """One section. The body is written when it is first unfolded."""

    folded = Signal(str, bool)

    def __init__(self, section: Section, *, is_folded: bool, activate: Callable[[Target], None]) -> None:
        super().__init__()
        self.section = section
        self._shows_all = False
        self._stale = True
        self.header = SectionHeader()
        self.body = FieldsView(lambda target: self._show_all() if target is _SHOW_ALL else activate(target))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.body)
        self._show_header()
        self.header.setChecked(not is_folded)
        self._show_body()
        self.header.toggled.connect(self._fold)
        self.header.copied.connect(lambda: copy_text(plain(self.section), self.header))

    def show_section(self, section: Section) -> None:
        """Show another state of the section; nothing is done when it is the same."""
        if section == self.section:
            return
        self.section = section
        self._shows_all = False
        self._show_header()
        self._stale = True
        self._show_body()

    def _show_header(self) -> None:
        self.header.setText(self.section.title)
        self.header.setAccessibleName(self.section.title)
        self.header.note = self.section.note
        self.header.update()

    def _fold(self, is_open: bool) -> None:
        self._show_body()
        self.folded.emit(self.section.id, not is_open)

    def _show_body(self) -> None:
        is_open = self.header.isChecked()
        if is_open and self._stale:
            self._stale = False
            self.body.show_fields(self._shown_fields())
        self.body.setVisible(is_open)

    def _shown_fields(self) -> tuple[Field, ...]:
        fields = self.section.fields
        if self._shows_all or len(fields) <= SHOWN_FIELDS:
            return fields
        more = Link(f"Show {len(fields) - SHOWN_FIELDS:,} more", _SHOW_ALL)
        return (*fields[:SHOWN_FIELDS], Field("", more))

    def _show_all(self) -> None:
        self._shows_all = True
        self._stale = True
        self._show_body()
