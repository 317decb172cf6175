"""Lists of texts that are remembered from one start to the next, where the system keeps settings."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QSettings, Signal


class Habits(QObject):
    """Columns of a table, saved queries …; without settings they last as long as the program.

    What is written is in the settings before `changed` tells of its key.
    """

    changed = Signal(str)

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._here: dict[str, str] = {}

    def read(self, key: str) -> list[str] | None:
        """The texts under a key; None when there are none, or what was spoilt by hand."""
        text = self._here.get(key) if self._settings is None else str(self._settings.value(key, ""))
        try:
            texts = json.loads(text or "null")
        except ValueError:
            return None
        return texts if isinstance(texts, list) and all(isinstance(each, str) for each in texts) else None

    def write(self, key: str, texts: list[str]) -> None:
        """Remember texts under a key."""
        if self._settings is None:
            self._here[key] = json.dumps(texts)
        else:
            self._settings.setValue(key, json.dumps(texts))
            self._settings.sync()
        self.changed.emit(key)
