"""The lightbox: the rows found as thumbnails with their annotations, in the place of the canvas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from viewer.canvas.colours import ClassColours
from viewer.canvas.miniature import look_of
from viewer.canvas.miniatures import Miniature, Miniatures
from viewer.media.thumbnails import Thumbnails
from viewer.state import steps
from viewer.state.session import Session
from viewer.state.view_state import Page, ViewState
from viewer.ui.lightbox.grid_page import GridPage
from viewer.ui.models.row_line import row_line
from viewer.ui.models.wording import isolated
from viewer.ui.words import counted

_TEXTS_KEPT = 4096


class RowsPage(GridPage):
    """Thumbnails of the rows found, all without a request; the row looked at is marked."""

    HABIT = "lightbox/side"

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        self._rows: Sequence[int] = ()
        self._texts: dict[int, tuple[str, str]] = {}
        thumbnails = Thumbnails(session.media, session.tasks)
        super().__init__(session, thumbnails, Miniatures(session, thumbnails, colours), parent)
        self.grid.setAccessibleName("Rows as thumbnails")
        session.changed.connect(self._apply)
        for signal in (session.opened, session.rows_listed):
            signal.connect(self._list)
        session.catalog_changed.connect(self._rename)
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(self._open)

    # ----------------------------------------------------------------- following and leading

    @property
    def rows(self) -> Sequence[int]:
        """The rows in the order of the cells."""
        return self._rows

    def numbers(self) -> Sequence[int]:
        """The rows."""
        return self._rows

    def _list(self) -> None:
        """Take over what was found, while somebody sees it."""
        if not self.isVisible():
            return
        found = self._session.state.found
        self._rows = range(self._session.row_count) if found is None else found
        self._texts.clear()
        count, of = len(self._rows), self._session.row_count
        told = counted(of, "row") if count == of else f"{count:,} of {counted(of, 'row')}"
        self._show(told, "No row answers the search." if of else "Open an export to see its rows.")
        self._mark()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if not self.isVisible():
            return
        if old.found is not new.found:
            self._list()
        if old.row != new.row:
            self._mark()
        if look_of(old, new.row) != look_of(new, new.row):
            self._want()

    def _mark(self) -> None:
        found, row = self._session.state.found, self._session.state.row
        place = found.place_of(row) if found is not None else row
        self.grid.set_current(place if place is not None and place < len(self._rows) else None)

    def _choose(self, place: int) -> None:
        self._session.apply(steps.go_to_row(self._session.state, self._rows[place]))

    def _open(self, place: int) -> None:
        self._choose(place)
        self._session.update(page=Page.PICTURE)

    # ----------------------------------------------------------------- cells

    def fault_of(self, miniature: Miniature) -> str:
        """Few words, as the reason stands in the tip."""
        return "record cannot be read" if miniature.reason else ""

    def text_of(self, number: int, miniature: Miniature | None) -> tuple[str, str]:
        """As the tree has it."""
        if (text := self._texts.get(number)) is not None:
            return text
        catalog = self._session.catalog
        if catalog is not None and number < len(catalog):
            line = row_line(catalog.summary(number))
            text = line.text, line.note
        elif miniature is not None:
            text = f"{number + 1:,}  {isolated(miniature.name)}", counted(miniature.objects, "object")
        else:
            return f"{number + 1:,}", ""
        if len(self._texts) >= _TEXTS_KEPT:
            self._texts.clear()
        self._texts[number] = text
        return text

    def _rename(self) -> None:
        self._texts.clear()
        self.grid.viewport().update()
