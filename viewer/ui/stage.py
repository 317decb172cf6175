"""The middle of the window: canvas or lightbox, what there is to say over it, the welcome at first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from viewer.canvas.colours import ClassColours
from viewer.media.problem import Remedy
from viewer.state.session import Session
from viewer.state.view_state import Page, ViewState
from viewer.ui.consent import Consent
from viewer.ui.empty import Welcome
from viewer.ui.lightbox.grid_page import GridPage
from viewer.ui.lightbox.objects_page import ObjectsPage
from viewer.ui.lightbox.rows_page import RowsPage
from viewer.ui.notice import Notice, NoticeCard, notices_of

_GAP = 12
_CARD_WIDTH = 520


class Stage(QWidget):
    """Holds the canvas and the pages in its place; notices stand at its bottom, questions at its top.

    `remedy_asked` carries a Remedy and the host that it is about, or None.
    """

    remedy_asked = Signal(object, object)
    object_opened = Signal(object)
    """The path of an object that was opened from its lightbox."""

    def __init__(
        self,
        session: Session,
        canvas: QWidget,
        colours: Callable[[], ClassColours],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colours = colours
        self._rows_page: RowsPage | None = None
        self._objects_page: ObjectsPage | None = None
        self._notices: tuple[Notice, ...] = ()
        self._dismissed: set[Notice] = set()
        self._fault: Notice | None = None
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.canvas = canvas
        self._pages.addWidget(canvas)
        self.cards: list[NoticeCard] = []
        self.consent = Consent(session, self)
        self.consent.changed.connect(self.refresh)
        self.consent.resized.connect(self._arrange)
        self.welcome = Welcome(self)
        session.opened.connect(self._dismissed.clear)
        session.opened.connect(self.refresh)
        session.row_read.connect(self.refresh)
        session.changed.connect(self._apply)
        session.media.arrived.connect(self.refresh)
        self._turn_to(session.state.page)
        self.refresh()

    @property
    def objects_page(self) -> ObjectsPage:
        """The lightbox of objects, made likewise."""
        if self._objects_page is None:
            self._objects_page = ObjectsPage(self._session, self._colours)
            self._objects_page.hosts_changed.connect(self.refresh)
            self._objects_page.opened_at.connect(self.object_opened)
            self._pages.addWidget(self._objects_page)
        return self._objects_page

    @property
    def rows_page(self) -> RowsPage:
        """The lightbox, made when it is first turned to: the window is on the screen sooner without."""
        if self._rows_page is None:
            self._rows_page = RowsPage(self._session, self._colours)
            self._rows_page.hosts_changed.connect(self.refresh)
            self._pages.addWidget(self._rows_page)
        return self._rows_page

    def show_fault(self, notice: Notice | None) -> None:
        """Tell of something beside the row looked at until it is dismissed; None for nothing any more."""
        self._fault = notice
        self._rebuild()

    def refresh(self) -> None:
        """Say what there is to say now."""
        self.welcome.setVisible(self._session.export is None)
        notices = notices_of(self._session)
        hosts = {n.host for n in notices if n.host is not None and Remedy.ALLOW_HOST in n.remedies}
        page = self._widget_of(self._session.state.page)
        if isinstance(page, GridPage):
            hosts |= page.hosts
            notices = ()  # they are about a picture that is not in sight
        self.consent.need(hosts)
        notices = tuple(each for each in notices if not self._is_said(each))
        if notices != self._notices:
            self._notices = notices
            self._rebuild()

    def _is_said(self, notice: Notice) -> bool:
        """Whether it was dismissed, or the question at the top says it."""
        is_asked = Remedy.ALLOW_HOST in notice.remedies and notice.host in self.consent.asking
        return is_asked or notice in self._dismissed

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row:
            self._dismissed.clear()
        if old.page is not new.page:
            self._turn_to(new.page)
        if (old.row, old.labels, old.page) != (new.row, new.labels, new.page):
            self.refresh()

    def _turn_to(self, page: Page) -> None:
        """Show a page; the keys go with it."""
        had_keys = self._pages.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        widget = self._widget_of(page)
        self._pages.setCurrentWidget(widget)
        if had_keys or page is not Page.PICTURE:
            widget.setFocus()

    def _widget_of(self, page: Page) -> QWidget:
        match page:
            case Page.PICTURE:
                return self.canvas
            case Page.ROWS:
                return self.rows_page
            case Page.OBJECTS:
                return self.objects_page

    def _rebuild(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [NoticeCard(notice, self) for notice in self._notices]
        if self._fault is not None:
            self.cards.append(NoticeCard(self._fault, self))
        for card in self.cards:
            card.asked.connect(self.remedy_asked)
            card.dismissed.connect(partial(self._dismiss, card.notice))
            card.show()
        self._arrange()

    def _dismiss(self, notice: Notice) -> None:
        """A notice covers a part of the picture: it goes until the row is left."""
        if notice is self._fault:
            self._fault = None
        else:
            self._dismissed.add(notice)
            self._notices = tuple(each for each in self._notices if each != notice)
        self._rebuild()

    def _arrange(self) -> None:
        """In the middle, no wider than the canvas: questions at the top, other cards from the bottom up."""
        self.welcome.setGeometry(self.rect())
        self._arrange_consent()
        bottom = self.height() - _GAP
        for card in reversed(self.cards):
            room = self.width() - 2 * _GAP
            width = min(card.sizeHint().width() if card.is_quiet else _CARD_WIDTH, room)
            height = max(card.heightForWidth(width), card.minimumSizeHint().height())
            left = (self.width() - width) // 2
            if card.notice.alone:
                card.setGeometry(left, (self.height() - height) // 2, width, height)
            else:
                bottom -= height
                card.setGeometry(left, bottom, width, height)
                bottom -= _GAP // 2
            card.raise_()

    def _arrange_consent(self) -> None:
        width = min(_CARD_WIDTH, self.width() - 2 * _GAP)
        height = self.consent.heightForWidth(width)
        self.consent.setGeometry((self.width() - width) // 2, _GAP, width, height)
        self.consent.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything in its place."""
        super().resizeEvent(event)
        self._arrange()
