"""The clipboard and the browser, with a word to the user that something happened."""

from __future__ import annotations

import html

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCursor, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QToolTip, QWidget

_BREAK_EVERY = 60
_SHOWN_TIP = 1500


def copy_text(text: str, near: QWidget) -> None:
    """Put a text on the clipboard and say so at the cursor."""
    QGuiApplication.clipboard().setText(text)
    QToolTip.showText(QCursor.pos(), "Copied", near, msecShowTime=1200)


def open_web_address(address: str) -> bool:
    """Open an http or https address in the browser; False for any other, which it does not open."""
    url = QUrl(address, QUrl.ParsingMode.TolerantMode)
    if url.scheme().lower() not in ("http", "https") or not url.host():
        return False
    return QDesktopServices.openUrl(url)


def safe_tip(text: str) -> str:
    """A tooltip that shows `text` as it is, whatever markup stands in it, and breaks long words."""
    cut = text if len(text) <= _SHOWN_TIP else f"{text[:_SHOWN_TIP]}…"
    words = (
        "\u200b".join(word[start : start + _BREAK_EVERY] for start in range(0, len(word), _BREAK_EVERY))
        for word in cut.split(" ")
    )
    escaped = html.escape(" ".join(words)).replace("\n", "<br>")
    return f"<qt>{escaped}</qt>" if text else ""
