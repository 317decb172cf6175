"""Bring the media of the open export here: what it takes, whom it asks, how far it is, what is missing.

The dialog only shows the fetching, which goes on when it is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer.media.access import Decision
from viewer.media.fetching import Fetching, Stage, Wish
from viewer.media.hosts import host_named
from viewer.media.quantities import told_bytes
from viewer.media.wanted import MediaKind
from viewer.state.session import Session
from viewer.ui.consent import Consent
from viewer.ui.icons import icon
from viewer.ui.models.fetching_told import notices_of_fetching, summary_of
from viewer.ui.notice import NoticeCard
from viewer.ui.widgets.elided_label import ElidedLabel
from viewer.ui.widgets.wrapped_label import breakable, heading, quiet_label, wrapped_label
from viewer.ui.words import counted

_SIZE = (600, 560)
_STEPS = 1_000
_LEAVING = "Closing this window does not stop it; closing the program does, and the next time it goes on."


class FetchAllDialog(QDialog):
    """`remedy_asked` carries a Remedy and its host or None; `used` the folder to look in from now on.

    `choose` asks for a folder.
    """

    remedy_asked = Signal(object, object)
    used = Signal(object)

    def __init__(
        self,
        session: Session,
        fetching: Fetching,
        choose: Callable[[], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Fetch for offline")
        self._session = session
        self._fetching = fetching
        self._choose = choose
        self._folder: Path | None = fetching.wish.folder
        self._rows: Sequence[int] | None = session.state.found
        self.kinds = {kind: QCheckBox(kind.value.capitalize()) for kind in MediaKind}
        self.filtered = QCheckBox()
        self.into_cache = QRadioButton("Into the cache")
        self.into_folder = QRadioButton("Into a folder")
        self.place = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self.choose_button = QPushButton(icon("folder"), "Choose folder…")
        self.summary = wrapped_label()
        self.consent = Consent(session)
        self.cards: list[NoticeCard] = []
        self.progress_text = ElidedLabel()
        self.bar = QProgressBar(textVisible=False)
        self.leaving = quiet_label(_LEAVING)
        self.start_button = QPushButton(icon("fetch"), "Fetch")
        self.stop_button = QPushButton("Stop")
        self.use_button = QPushButton("Use this folder")
        self._options = QWidget()
        self._told = QVBoxLayout()
        self._shown: tuple[object, ...] = ()
        self._lay_out()
        self._fill()
        self._connect()
        if fetching.stage in (Stage.FETCHING, Stage.ENDED):
            self._show()
        else:
            self.look()

    # ----------------------------------------------------------------- putting together

    def _lay_out(self) -> None:
        what = QHBoxLayout()
        for check in (*self.kinds.values(), self.filtered):
            what.addWidget(check)
        what.addStretch(1)
        where = QHBoxLayout()
        for widget, stretch in ((self.into_folder, 0), (self.place, 1), (self.choose_button, 0)):
            where.addWidget(widget, stretch)
        options = QVBoxLayout(self._options)
        options.setContentsMargins(0, 0, 0, 0)
        options.addLayout(what)
        options.addWidget(self.into_cache)
        options.addLayout(where)
        self.bar.setFixedHeight(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(heading("Bring images and masks to this computer", 1.1))
        layout.addWidget(quiet_label("What was fetched is found again without a network."))
        layout.addWidget(self._options)
        layout.addWidget(self.summary)
        layout.addWidget(self.progress_text)
        layout.addWidget(self.bar)
        layout.addWidget(self.leaving)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self._buttons())
        self.resize(*_SIZE)

    def _scrolled(self) -> QScrollArea:
        """Questions and what is in the way, however many there are."""
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.consent)
        column.addLayout(self._told)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(held)
        return area

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        for button in (self.start_button, self.stop_button, self.use_button):
            buttons.addButton(button, role)
        for button in (self.choose_button, self.stop_button, self.use_button):
            button.setAutoDefault(False)
        self.start_button.setDefault(True)
        buttons.rejected.connect(self.reject)
        return buttons

    def _fill(self) -> None:
        wish, rows, cache = self._fetching.wish, self._rows, self._session.media.cache
        for kind, check in self.kinds.items():
            check.setChecked(kind in wish.kinds)
        self.filtered.setVisible(rows is not None)
        self.filtered.setText(f"Only the {counted(len(rows or ()), 'row')} of the search")
        self.filtered.setChecked(rows is not None)
        self.into_cache.setEnabled(cache is not None)
        if cache is not None:
            self.into_cache.setText(f"Into the cache, which keeps {told_bytes(cache.limit_bytes)}")
        (self.into_cache if wish.folder is None and cache is not None else self.into_folder).setChecked(True)

    def _connect(self) -> None:
        for check in (*self.kinds.values(), self.filtered):
            check.toggled.connect(self.look)
        self.into_folder.toggled.connect(self.look)
        self.choose_button.clicked.connect(self._choose_folder)
        self.start_button.clicked.connect(self._start)
        self.stop_button.clicked.connect(self._fetching.stop)
        self.use_button.clicked.connect(lambda: self.used.emit(self._fetching.wish.folder))
        self._fetching.changed.connect(self._show)
        self._session.media.network.access.changed.connect(self._show)
        self._session.media.network.credentials.changed.connect(self._show)
        self._session.opened.connect(self.reject)  # it is about the export that was open

    # ----------------------------------------------------------------- what is wished for

    @property
    def wish(self) -> Wish:
        """What the boxes and buttons say."""
        kinds = frozenset(kind for kind, check in self.kinds.items() if check.isChecked())
        rows = self._rows if self.filtered.isChecked() else None
        return Wish(kinds, rows, self._folder if self.into_folder.isChecked() else None)

    @property
    def _is_whole(self) -> bool:
        """Whether enough is said to look for it."""
        return bool(self.wish.kinds) and (self.into_cache.isChecked() or self._folder is not None)

    def look(self) -> None:
        """Find out what it would take, as soon as enough is said."""
        export = self._session.export
        if export is None or self._fetching.stage is Stage.FETCHING:
            return
        if self._is_whole:
            self._fetching.look(export, self.wish)
        else:
            self._fetching.forget()

    def _choose_folder(self) -> None:
        if (folder := self._choose()) is not None:
            self._folder = folder
            if self.into_folder.isChecked():
                self.look()
            else:
                self.into_folder.setChecked(True)

    def _start(self) -> None:
        """Begin, or after an end go on with what is missing."""
        if self._fetching.stage is Stage.LOOKED:
            self._fetching.start()
        elif self._session.export is not None:
            self._fetching.look(self._session.export, self.wish, then_start=True)

    # ----------------------------------------------------------------- showing

    def _show(self) -> None:
        stage, plan = self._fetching.stage, self._fetching.plan
        self.place.set_text(str(self._folder) if self._folder is not None else "None chosen")
        self._options.setEnabled(stage is not Stage.FETCHING)
        self.summary.setText(breakable(self._summary()))
        self._show_progress()
        self.leaving.setVisible(stage is Stage.FETCHING)
        access = self._session.media.network.access
        names = plan.by_host if plan is not None and stage is not Stage.ENDED else ()
        needed = {host for name in names if (host := host_named(name)) is not None}
        self.consent.need(needed)
        self._show_cards()
        ended = stage is Stage.ENDED
        self.start_button.setText("Go on" if ended else "Fetch")
        allowed = any(access.decide_host(host) is Decision.ALLOW for host in needed)
        self.start_button.setEnabled(allowed if stage is Stage.LOOKED else ended and self._is_missing)
        self.start_button.setToolTip("" if allowed or not needed else "Allow a host to be asked first")
        self.stop_button.setEnabled(stage in (Stage.LOOKING, Stage.FETCHING))
        folder = self._fetching.wish.folder
        self.use_button.setVisible(ended and folder is not None)
        self.use_button.setEnabled(folder != self._session.media.folder)

    @property
    def _is_missing(self) -> bool:
        summary = self._fetching.summary
        return summary is not None and bool(summary.missing)

    def _summary(self) -> str:
        if not self._is_whole:
            return "Choose what to fetch, and where to."
        return summary_of(self._fetching)

    def _show_progress(self) -> None:
        fetching = self._fetching
        done, total = fetching.looked
        text = f"Looking at row {done:,} of {total:,}" if total else "Looking…"
        if fetching.stage is Stage.FETCHING and fetching.progress is not None:
            done, total, text = fetching.progress.done, fetching.progress.total, str(fetching.progress)
        is_shown = fetching.stage in (Stage.LOOKING, Stage.FETCHING)
        self.progress_text.setVisible(is_shown)
        self.bar.setVisible(is_shown)
        self.progress_text.set_text(text)
        self.bar.setMaximum(_STEPS if total else 0)
        self.bar.setValue(done * _STEPS // total if total else -1)

    def _show_cards(self) -> None:
        notices = notices_of_fetching(self._fetching, self._session.media.network)
        if notices == self._shown:
            return
        self._shown = notices
        for card in self.cards:
            self._told.removeWidget(card)
            card.deleteLater()
        self.cards = [NoticeCard(notice, self) for notice in notices]
        for card in self.cards:
            card.asked.connect(self.remedy_asked)
            self._told.addWidget(card)
