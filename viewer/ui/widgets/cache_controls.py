"""How much the cache on disk holds, and a button that empties it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from viewer.media.cache_files import Usage
from viewer.media.disk_cache import DiskCache
from viewer.tasks import Tasks
from viewer.ui.models.requests_model import size_told
from viewer.ui.words import counted

_COUNTED_MSECS = 2_000
_COUNT, _CLEAR = "cache size", "clear cache"


class CacheControls(QWidget):
    """Counted in the background while it is seen, and again a while after more came in."""

    def __init__(self, cache: DiskCache | None, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._tasks = tasks
        self._usage: Usage | None = None
        self.text = QLabel()
        self.clear_button = QPushButton("Clear cache…")
        self.clear_button.setEnabled(False)
        self.clear_button.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text)
        row.addWidget(self.clear_button)
        self._soon = QTimer(self, singleShot=True, interval=_COUNTED_MSECS)
        self._soon.timeout.connect(self.count)
        self.setVisible(cache is not None)

    def count_soon(self) -> None:
        """More was put into it: count again, after the rest that comes now."""
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def count(self) -> None:
        """Count what it holds."""
        cache = self._cache
        if cache is not None:
            self._tasks.start(
                lambda _ticket: (cache.usage(), cache.limit_bytes),
                done=lambda found: self._show(*found),
                failed=lambda _error: self._show_fault("Cache: cannot be read"),
                key=_COUNT,
            )

    def _show(self, usage: Usage, limit_bytes: int) -> None:
        self._usage = usage
        self.text.setText(f"Cache: {size_told(usage.size_bytes)} of {size_told(limit_bytes)}")
        self.text.setToolTip(f"{usage.entries:,} files in {self._cache.folder if self._cache else ''}")
        self.clear_button.setEnabled(usage.entries > 0)

    def _show_fault(self, text: str) -> None:
        self.text.setText(text)
        self.clear_button.setEnabled(False)

    def _ask(self) -> None:
        """A link may have expired since: what is removed then cannot be fetched again."""
        usage = self._usage
        if usage is None:
            return
        box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle("Clear cache")
        box.setText(f"Remove {counted(usage.entries, 'fetched file')} ({size_told(usage.size_bytes)})?")
        box.setInformativeText("Those whose links have expired since cannot be fetched again.")
        clear = box.addButton("Clear cache", QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.buttonClicked.connect(lambda button: self._clear() if button is clear else None)
        box.open()

    def _clear(self) -> None:
        cache = self._cache
        if cache is None:
            return
        self.clear_button.setEnabled(False)
        self._tasks.start(
            lambda _ticket: cache.clear(),
            done=lambda _none: self.count(),
            failed=lambda error: self._show_fault(f"Cache: could not be emptied ({type(error).__name__})"),
            key=_CLEAR,
        )
