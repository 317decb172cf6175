"""Errors of the program itself: never silent, never in the way, a repeated one told once with its count."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from viewer.media.secrets import masked
from viewer.ui.dialogs.about import versions
from viewer.ui.notice import Notice

_Cause = tuple[str, str]


class Faults(QObject):
    """Takes exceptions that nobody caught, those of slots and paint events too; `told` carries a Notice."""

    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: Counter[_Cause] = Counter()
        self._before = sys.excepthook

    def install(self) -> None:
        """Take them from now on."""
        if sys.excepthook != self.take:
            self._before, sys.excepthook = sys.excepthook, self.take

    def uninstall(self) -> None:
        """Leave them to whoever took them before."""
        if sys.excepthook == self.take:
            sys.excepthook = self._before

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception and tell of it; a keyboard interrupt is no error."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        text = masked("".join(traceback.format_exception(kind, error, trace)))
        sys.stderr.write(text)
        summary = masked("".join(traceback.format_exception_only(kind, error)).strip())
        cause = (kind.__name__, _place(trace))
        self._counts[cause] += 1
        count = self._counts[cause]
        times = f" ({count} times)" if count > 1 else ""
        self.told.emit(
            Notice(
                "error",
                f"Something went wrong{times}",
                f"{summary}\nWhat is open stays open. The details help to mend it.",
                details=f"{versions()}\n\n{text}",
            )
        )


def _place(trace: TracebackType | None) -> str:
    """Where an exception was raised: the same place with another text is the same cause."""
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
