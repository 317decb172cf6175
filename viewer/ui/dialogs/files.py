"""Which file, which folder: the system's own dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_EXPORTS = "Labelbox exports (*.ndjson *.jsonl *.json *.csv *.gz *.txt);;All files (*)"
_PICTURES = "PNG pictures (*.png);;JPEG pictures (*.jpg *.jpeg)"


def ask_export(parent: QWidget, start: Path | None) -> Path | None:
    """The export to open."""
    name, _ = QFileDialog.getOpenFileName(parent, "Open export", _text(start), _EXPORTS)
    return Path(name) if name else None


def ask_folder(parent: QWidget, start: Path | None) -> Path | None:
    """The folder that holds the images."""
    name = QFileDialog.getExistingDirectory(parent, "Folder of the images", _text(start))
    return Path(name) if name else None


def ask_picture(parent: QWidget, proposal: Path) -> Path | None:
    """Where to write the view to; PNG when no ending is given."""
    name, _ = QFileDialog.getSaveFileName(parent, "Export view as picture", str(proposal), _PICTURES)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".png")


def _text(path: Path | None) -> str:
    return str(path) if path is not None else ""
