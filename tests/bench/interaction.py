"""A scripted minute of a hand that pans, zooms, points and changes rows: how long the window stands still.

Each turn of the event loop is timed; what it does in one turn, nobody can interrupt.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.bench.crowd import FRAME_SECS, crowd_row, save_image
from tests.bench.figure import Figure
from tests.bench.frames import FEW, slowest_frame_of_a_graphics_view_ms
from tests.bench.walk import application, wait_until
from viewer.app import Application
from viewer.assets import sample
from viewer.state.preferences import Preferences
from viewer.tasks import ThreadTasks

_SECS = 30.0
"""Of each of the two exports."""
_ROW_EVERY = 120
"""Frames from one change of the row to the next."""
_ROWS = 6


def longest_gap_of_a_scripted_minute() -> Figure:
    """Of the whole window, panels included."""
    gaps = _gaps()
    name = "longest turn of the event loop in a minute of panning, zooming, hovering and changing rows"
    return _figure(f"{name}; against a frame of one QGraphicsItem a shape", max(gaps))


def usual_gap_of_a_scripted_minute() -> Figure:
    """All but one in a thousand are shorter."""
    return _figure("the same, 99.9th percentile", float(np.percentile(_gaps(), 99.9)))


def _figure(name: str, value_ms: float) -> Figure:
    return Figure(name, value_ms, "ms", slowest_frame_of_a_graphics_view_ms(), at_most=50)


@cache
def _gaps() -> list[float]:
    with TemporaryDirectory(prefix="annoscope-bench-") as place:
        folder = Path(place)
        gaps = []
        for export in (sample("crowd.ndjson"), _crowds(folder)):
            settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
            gaps += _played(export, Preferences(settings))
    return gaps


def _played(export: Path, preferences: Preferences) -> list[float]:
    qt = application()
    program = Application(qt, preferences, ThreadTasks())
    program.window.resize(1900, 1200)
    program.window.show()
    program.garbage.take_over()
    program.session.open(export)
    canvas = program.canvas
    wait_until(lambda: canvas.scene is not None and len(canvas.scene.objects) > 0)
    wait_until(lambda: program.session.catalog is not None)
    hand = Hand(program)
    begin = last = perf_counter()
    frames, gaps = 0, []
    while last - begin < _SECS:
        if last - begin >= frames * FRAME_SECS:
            program.garbage.stir()
            hand.move(frames)
            frames += 1
        qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
        now = perf_counter()
        gaps.append((now - last) * 1e3)
        last = now
    program.window.close()
    program.close()
    return gaps


class Hand:
    """Posts what a mouse and a keyboard would; the loop does the rest."""

    def __init__(self, program: Application) -> None:
        self._program = program
        self._canvas = program.canvas

    def move(self, frame: int) -> None:
        """What happens in a frame: a second of each, over and over."""
        if frame and frame % _ROW_EVERY == 0:
            session = self._program.session
            session.update(row=(session.state.row + 1) % session.row_count)
            return
        match frame // 60 % 4:
            case 0:
                self._point(frame)
            case 1:
                self._wheel(frame, QPoint(0, 120 if frame % 60 < 30 else -120))
            case 2:
                self._drag(frame)
            case _:
                self._wheel(frame, QPoint(0, -120 if frame % 60 < 30 else 120))

    def _place(self, frame: int) -> QPointF:
        size = self._canvas.size()
        turn = frame / 17
        x, y = 0.5 + 0.35 * np.cos(turn), 0.5 + 0.35 * np.sin(1.3 * turn)
        return QPointF(size.width() * x, size.height() * y)

    def _point(self, frame: int, buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
        self._post(QEvent.Type.MouseMove, self._place(frame), Qt.MouseButton.NoButton, buttons)

    def _drag(self, frame: int) -> None:
        left, none = Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
        if frame % 60 == 0:
            self._post(QEvent.Type.MouseButtonPress, self._place(frame), left, left)
        elif frame % 60 == 59:
            self._post(QEvent.Type.MouseButtonRelease, self._place(frame), left, none)
        else:
            self._point(frame, left)

    def _post(self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, buttons: Qt.MouseButton) -> None:
        whole = self._canvas.mapToGlobal(at)
        event = QMouseEvent(kind, at, whole, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.postEvent(self._canvas, event)

    def _wheel(self, frame: int, angle: QPoint) -> None:
        at = self._place(frame)
        event = QWheelEvent(
            at,
            self._canvas.mapToGlobal(at),
            QPoint(),
            angle if frame % 6 == 0 else QPoint(0, 0),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.postEvent(self._canvas, event)


def _crowds(folder: Path) -> Path:
    """Rows of ten thousand polygons each."""
    path = folder / "crowds.ndjson"
    save_image(folder)
    with path.open("w", encoding="utf-8") as lines:
        for number in range(_ROWS):
            lines.write(json.dumps(crowd_row(FEW, f"row-{number}")) + "\n")
    return path
