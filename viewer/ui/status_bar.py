"""Where one is and what is under the cursor, in sections whose width never changes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QToolButton,
    QWidget,
)

from viewer.canvas.pointer import Hover
from viewer.model.issue import Severity
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.icons import icon
from viewer.ui.status_texts import (
    dots_text,
    labels_text,
    labels_tip,
    look_text,
    media_text,
    place_text,
    row_text,
    size_text,
    thing_text,
)
from viewer.ui.widgets.elided_label import ElidedLabel

SHOW_PROGRESS_MS = 300
"""What takes less shows nothing."""

_ICON_SIDE = 16
_GAP = 8


class StatusBar(QStatusBar):
    """Shows the session; the canvas reports cursor, zoom and dots to the `show_…`."""

    issues_clicked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self.row = ElidedLabel("Row 00 of 000 (from 0,000)")
        self.size_label = ElidedLabel("00000 × 00000")
        self.place = ElidedLabel("00000.0, 00000.0   000 000 000")
        self.swatch = _Swatch()
        self.thing = ElidedLabel()
        self.labels = ElidedLabel("0 of 0 labels, 0 predictions", align=Qt.AlignmentFlag.AlignRight)
        self.media = ElidedLabel("image: host is not allowed", align=Qt.AlignmentFlag.AlignRight)
        self.progress = _ProgressSection()
        self.look = ElidedLabel("-90°, mirrored", align=Qt.AlignmentFlag.AlignRight)
        self.dots = ElidedLabel("000,000 dots", align=Qt.AlignmentFlag.AlignRight)
        self.zoom = ElidedLabel("00000 %", align=Qt.AlignmentFlag.AlignRight)
        self.issues = _IssueButton()
        self._place_sections()
        self._connect()
        self._show_row()
        self._show_look()

    def show_hover(self, hover: Hover | None) -> None:
        """Tell what is under the cursor; None when it is elsewhere."""
        self.place.set_text("" if hover is None else place_text(hover.x, hover.y, hover.rgb))
        self.swatch.show_colour(hover.rgb if hover is not None else None)
        self.thing.set_text(thing_text(hover.thing) if hover is not None else "")

    def show_zoom(self, zoom: float) -> None:
        """Tell how many device pixels an image pixel takes, 1.0 being 100 %."""
        percent = zoom * 100
        self.zoom.set_text(f"{percent:.1f} %" if percent < 10 else f"{percent:,.0f} %")

    def show_dots(self, count: int) -> None:
        """Tell how many objects are too small for their outlines to be drawn."""
        self.dots.set_text(*dots_text(count))

    def _place_sections(self) -> None:
        self._state = QStackedWidget()
        self._state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._told = QWidget()
        told = QHBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(_GAP)
        told.addWidget(self.labels)
        told.addWidget(self.media)
        self._state.addWidget(self._told)
        self._state.addWidget(self.progress)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(_GAP)
        sections: tuple[QWidget, ...] = (self.row, self.size_label, self.place, self.swatch, self.thing)
        sections += (self._state, self.issues, self.look, self.dots, self.zoom)
        for section in sections:
            row.addWidget(section, 1 if section is self.thing else 0)
        self.addWidget(middle, 1)

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self._apply)
        session.opened.connect(self._show_row)
        session.row_read.connect(self._show_row)
        for signal in (session.rows_listed, session.stopped):
            signal.connect(lambda: self.row.set_text(row_text(session)))
        session.media.arrived.connect(self._show_media)
        session.media.progressed.connect(lambda _: self._show_media())
        session.issues_changed.connect(self._count_issues)
        session.opened.connect(self._count_issues)
        session.progressed.connect(self._show_progress)
        self.progress.cancelled.connect(session.cancel)
        self.issues.clicked.connect(self.issues_clicked)
        self._late = QTimer(self, singleShot=True, interval=SHOW_PROGRESS_MS)
        self._late.timeout.connect(lambda: self._state.setCurrentWidget(self.progress))

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if (old.row, old.found, old.labels) != (new.row, new.found, new.labels):
            self._show_row()
        if (old.orientation, old.adjustments) != (new.orientation, new.adjustments):
            self._show_look()

    def _show_row(self) -> None:
        self.row.set_text(row_text(self._session))
        self.labels.set_text(labels_text(self._session), labels_tip(self._session))
        self._show_media()

    def _show_look(self) -> None:
        self.look.set_text(*look_text(self._session.state))
        self.look.setVisible(bool(self.look.text))

    def _show_media(self) -> None:
        self.media.set_text(*media_text(self._session))
        self.size_label.set_text(size_text(self._session))

    def _count_issues(self) -> None:
        issues = self._session.issues
        errors = sum(issue.severity is Severity.ERROR for issue in issues)
        self.issues.show_count(errors, len(issues) - errors)

    def _show_progress(self, text: str, done: int, total: int) -> None:
        if not text:
            self._late.stop()
            self._state.setCurrentWidget(self._told)
            return
        self.progress.tell(text, done, total)
        if self._state.currentWidget() is not self.progress and not self._late.isActive():
            self._late.start()


class _Swatch(QWidget):
    """The colour of the pixel under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._colour: QColor | None = None
        self.setFixedSize(QSize(14, 14))

    def show_colour(self, rgb: tuple[int, int, int] | None) -> None:
        """None for no colour."""
        self._colour = QColor(*rgb) if rgb is not None else None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._colour is not None:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.setBrush(self._colour)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _ProgressSection(QWidget):
    """What takes long, how far it is, and a way to give it up."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = ElidedLabel(align=Qt.AlignmentFlag.AlignRight)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedSize(60, 10)
        self.cancel = QToolButton(autoRaise=True)
        self.cancel.setToolTip("Cancel")
        self.cancel.setIcon(icon("close"))
        self.cancel.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        self.cancel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.text, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)

    def tell(self, text: str, done: int, total: int) -> None:
        """`total` is 0 when it is not known."""
        self.text.set_text(text)
        scale = max(1, total >> 30)  # a progress bar counts in 32 bits, files of many GB do not
        self.bar.setMaximum(total // scale)
        self.bar.setValue(min(done, total) // scale if total else -1)


class _IssueButton(QToolButton):
    """How much is wrong; opens the panel that tells what."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("000,000") + _ICON_SIDE + 16)
        self.show_count(0, 0)

    def show_count(self, errors: int, warnings: int) -> None:
        """Nothing to see when there is nothing wrong."""
        count = errors + warnings
        self.setText(f"{count:,}" if count else "")
        self.setIcon(icon("error" if errors else "warning" if warnings else "check"))
        self.setToolTip(f"Issues: {errors:,} errors, {warnings:,} warnings" if count else "No issues found")
        self.setAccessibleName(self.toolTip())
