"""Choose where the images of an export are; says what of it is found there before anything is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.formats import Export
from viewer.media.folder import read_folder
from viewer.media.mapped import MappedCount, Mapping
from viewer.media.prefixes import Prefixes, bucket_of
from viewer.media.report import MatchReport, match_report
from viewer.model.row import DataRow, Row
from viewer.state.session import Session
from viewer.tasks import Ticket
from viewer.ui.icons import icon
from viewer.ui.models.report_groups import report_groups
from viewer.ui.widgets.elided_label import ElidedLabel
from viewer.ui.widgets.mapping_table import MappingTable
from viewer.ui.widgets.wrapped_label import breakable, heading, quiet_label, wrapped_label

_SIZE = (640, 560)
_KEY = "media report"
_ROWS_A_LOOK = 256
_NOT_CHOSEN = "No folder is chosen. Images are looked for where the export says, and beside it."
_HALF_A_LINE = "A mapped address needs both what it begins with and a folder."


@dataclass(frozen=True, slots=True)
class Report:
    """What a folder and a mapping hold of an export."""

    matched: MatchReport | None
    mapped: tuple[MappedCount, ...]


def report_on(export: Export, folder: Path | None, prefixes: Prefixes, ticket: Ticket) -> Report:
    """Read the folder and every row; progress has no total while the folder is read.

    Raises:
        Cancelled: the ticket was given up.
    """
    mapping = Mapping(prefixes)

    def rows() -> Iterator[Row]:
        for read in export.rows():
            if isinstance(read.row, DataRow):
                mapping.add(read.row)
            yield read.row

    if folder is not None:
        names = read_folder(folder, ticket)
        return Report(match_report(rows(), names, ticket, total=len(export)), mapping.counts())
    for count, _ in enumerate(rows()):
        if count % _ROWS_A_LOOK == 0:
            ticket.check()
            ticket.progress(count, len(export))
    return Report(None, mapping.counts())


class MediaFolderDialog(QDialog):
    """`used` carries the folder or None, and the Prefixes; `choose` asks for a folder."""

    used = Signal(object, object)

    def __init__(
        self,
        session: Session,
        folder: Path | None,
        choose: Callable[[], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Locate images")
        self._session = session
        self._choose = choose
        self.folder = folder
        address = session.row.row_data if session.row is not None else None
        self.mapping = MappingTable(session.media.prefixes, bucket_of(address or "") or "", choose)
        self.place = ElidedLabel(elide=Qt.TextElideMode.ElideMiddle)
        self.choose_button = QPushButton(icon("folder"), "Choose folder…")
        self.no_folder_button = QPushButton("No folder")
        self.summary = wrapped_label()
        self.details = QTreeWidget()
        self.progress_text = ElidedLabel()
        self.bar = QProgressBar(textVisible=False)
        self.stop_button = QPushButton("Stop")
        self.use_button = QPushButton("Use")
        self._progress = QWidget()
        self._lay_out()
        self._connect()
        self._look()

    # ----------------------------------------------------------------- putting together

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.place, 1)
        top.addWidget(self.choose_button)
        top.addWidget(self.no_folder_button)
        working = QHBoxLayout(self._progress)
        working.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.progress_text, 1), (self.bar, 0), (self.stop_button, 0)):
            working.addWidget(widget, stretch)
        self.bar.setFixedSize(160, 10)
        self._dress_details()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(heading("Folder with the images", 1.1))
        layout.addLayout(top)
        layout.addWidget(self.summary)
        layout.addWidget(self._progress)
        layout.addWidget(self.details, 1)
        layout.addSpacing(6)
        layout.addWidget(heading("Mapped addresses", 1.1))
        layout.addWidget(quiet_label("Local copies of buckets and servers, such as gs://bucket/path"))
        layout.addWidget(self.mapping)
        layout.addWidget(self._buttons())
        self.resize(*_SIZE)

    def _dress_details(self) -> None:
        tree = self.details
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setAccessibleName("What was found")
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(True)

    def _buttons(self) -> QDialogButtonBox:
        for button in (self.choose_button, self.no_folder_button, self.stop_button):
            button.setAutoDefault(False)
        (self.choose_button if self.folder is None else self.use_button).setDefault(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.use_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._use)
        buttons.rejected.connect(self.reject)
        return buttons

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self._choose_folder)
        self.no_folder_button.clicked.connect(lambda: self.look_at(None))
        self.stop_button.clicked.connect(self._stop)
        self.mapping.changed.connect(self._look)
        self._session.opened.connect(self.reject)  # it is about the export that was open
        self.finished.connect(lambda _: self._session.tasks.cancel(_KEY))

    # ----------------------------------------------------------------- looking

    def look_at(self, folder: Path | None) -> None:
        """Report on another folder, or on the mapping alone."""
        self.folder = folder
        self._look()

    def _choose_folder(self) -> None:
        if (folder := self._choose()) is not None:
            self.look_at(folder)

    def _look(self) -> None:
        """Look through the folder and all rows in the background."""
        session, export, folder = self._session, self._session.export, self.folder
        self.place.set_text(str(folder) if folder is not None else "None chosen")
        self.no_folder_button.setEnabled(folder is not None)
        self.details.clear()
        prefixes = self.mapping.prefixes
        if export is None or (folder is None and not prefixes.all):
            session.tasks.cancel(_KEY)
            self._finish(_NOT_CHOSEN)
            return
        self._progress.show()
        self.summary.hide()
        self.use_button.setEnabled(False)
        self._tell_progress(0, 0)
        session.tasks.start(
            lambda ticket: report_on(export, folder, prefixes, ticket),
            done=self._show,
            failed=lambda error: self._finish(f"The folder could not be looked through: {error}"),
            key=_KEY,
            progress=self._tell_progress,
        )

    def _tell_progress(self, done: int, total: int) -> None:
        if total:
            self.progress_text.set_text(f"Row {done:,} of {total:,}")
        else:
            self.progress_text.set_text(f"Looking through the folder: {done:,} files" if done else "Looking…")
        self.bar.setMaximum(total)
        self.bar.setValue(done)

    def _stop(self) -> None:
        self._session.tasks.cancel(_KEY)
        self._finish("Stopped: what would be found is not known.")

    def _finish(self, text: str) -> None:
        self._progress.hide()
        whole = self.mapping.is_whole
        self.summary.setText(breakable(text if whole else f"{text}\n{_HALF_A_LINE}"))
        self.summary.show()
        self.use_button.setEnabled(whole)
        self.use_button.setDefault(self.folder is not None)

    def _show(self, report: Report) -> None:
        texts = [str(report.matched)] if report.matched is not None else []
        self._finish("\n".join((*texts, *map(str, report.mapped))))
        for group in report_groups(report.matched) if report.matched is not None else ():
            item = QTreeWidgetItem([group.title])
            item.setIcon(0, icon(group.icon))
            self.details.addTopLevelItem(item)
            item.setFirstColumnSpanned(True)
            item.addChildren([QTreeWidgetItem(list(line)) for line in group.lines])
            if group.more:
                item.addChild(QTreeWidgetItem([f"… and {group.more:,} more"]))
        if self.details.topLevelItemCount() <= 2:
            self.details.expandAll()

    def _use(self) -> None:
        self.used.emit(self.folder, self.mapping.prefixes)
        self.accept()
