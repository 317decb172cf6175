"""Paragraphs of plain text that never ask for more width than there is, quiet lines and headings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def wrapped_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label for text of an untrusted file: never markup, wrapped even in a word longer than the line."""
    label = QLabel(breakable(text), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def statement(text: str = "") -> QLabel:
    """A sentence in the middle of a panel that has nothing else to show."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setMargin(16)
    return label


def quiet_label(text: str) -> QLabel:
    """A line of plain text that stands back."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def breakable(text: str) -> str:
    """The text with zero-width spaces where addresses and paths, which have no blanks, may be broken."""
    return "".join(f"{letter}\u200b" if letter in "/\\?&=_,-" else letter for letter in text)


def heading(text: str, factor: float = 1.0, *, weight: QFont.Weight = QFont.Weight.Bold) -> QLabel:
    """A line of plain text in bold, `factor` times as large as other text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    font = label.font()
    font.setWeight(weight)
    font.setPointSizeF(font.pointSizeF() * factor)
    label.setFont(font)
    return label
