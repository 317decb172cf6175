"""Many polygons on a large image, in the canvas and in a graphics view with an item a shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from tests.bench.walk import application, wait_until
from viewer.canvas.colours import ClassColours
from viewer.canvas.keeper import StillKeeper
from viewer.canvas.view import CanvasView
from viewer.media.store import MediaStore
from viewer.state.session import Session
from viewer.tasks import ThreadTasks

IMAGE = QSize(4000, 3000)
VIEW = QSize(1600, 1000)
CORNERS = 100
CLASSES = 12
FRAME_SECS = 1 / 60
_PICTURE = "image.png"


def outlines(count: int) -> NDArray[np.float64]:
    """(count, CORNERS, 2) wobbly polygons in pixels of the image, as dense together whatever their count."""
    random = np.random.default_rng(1)
    turn = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    middles = random.uniform((0, 0), (IMAGE.width(), IMAGE.height()), (count, 1, 2))
    sizes = 17 * (10_000 / count) ** 0.5 * random.uniform(0.5, 1.5, (count, 1))
    wobble = 1 + 0.25 * np.sin(3 * turn + random.uniform(0, 6, (count, 1)))
    away = (sizes * (wobble + 0.03 * random.normal(size=(count, CORNERS))))[..., None]
    return (middles + away * np.stack((np.cos(turn), np.sin(turn)), axis=-1)).round(2)


class Crowd:
    """The canvas with all of it in view and painted."""

    def __init__(self, count: int, folder: Path, tasks: ThreadTasks) -> None:
        application()
        self.session = Session(tasks, MediaStore(tasks))
        colours = ClassColours([_class(number) for number in range(CLASSES)])
        self.canvas = CanvasView(self.session, lambda: colours)
        self.canvas.resize(VIEW)
        self.canvas.show()
        (self.stills,) = self.canvas.findChildren(StillKeeper)
        self.session.open(_export(count, folder))
        wait_until(lambda: self.canvas.scene is not None and len(self.canvas.scene.objects) == count)
        wait_until(lambda: bool(self.canvas.scene and self.canvas.scene.backdrop.levels))
        self.rest()

    def rest(self) -> None:
        """Until nothing is painted behind any more."""
        self.canvas.repaint()
        wait_until(lambda: self.stills.settled)


@contextmanager
def crowded(count: int) -> Iterator[Crowd]:
    """A canvas with so many polygons."""
    application()
    tasks = ThreadTasks()
    with TemporaryDirectory(prefix="annoscope-bench-") as folder:
        crowd = Crowd(count, Path(folder), tasks)
        try:
            yield crowd
        finally:
            tasks.close()
            crowd.canvas.close()


class GraphicsView(QGraphicsView):
    """The same with a QGraphicsPolygonItem a shape, as one would write it first."""

    def __init__(self, count: int) -> None:
        self._scene = QGraphicsScene()
        super().__init__(self._scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scene.addPixmap(QPixmap.fromImage(_image()))
        pens = [QPen(QColor.fromHsv(30 * number, 200, 230), 2) for number in range(CLASSES)]
        brushes = [QBrush(QColor.fromHsv(30 * number, 200, 230, 70)) for number in range(CLASSES)]
        for pen in pens:
            pen.setCosmetic(True)
        for number, outline in enumerate(outlines(count).tolist()):
            polygon = QPolygonF([QPointF(x, y) for x, y in outline])
            self._scene.addPolygon(polygon, pens[number % CLASSES], brushes[number % CLASSES])
        around = QRectF(-IMAGE.width(), -IMAGE.height(), 3 * IMAGE.width(), 3 * IMAGE.height())
        self.setSceneRect(around)
        self.resize(VIEW)
        self.show()
        self.fitInView(QRectF(0, 0, IMAGE.width(), IMAGE.height()), Qt.AspectRatioMode.KeepAspectRatio)

    def pan_by(self, x: int, y: int) -> None:
        """Move the picture by view pixels."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - x)
        down.setValue(down.value() - y)

    def zoom_by(self, factor: float) -> None:
        """About the middle."""
        middle = self.mapToScene(self.viewport().rect().center())
        self.scale(factor, factor)
        self.centerOn(middle)


class Paints(QObject):
    """Counts how often a widget was painted while something was so."""

    def __init__(self, widget: QWidget, counts: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self.count = 0
        self._counts = counts
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and self._counts():
            self.count += 1
        return False


def frames_secs(widget: QWidget, moves: Sequence[Callable[[], object]]) -> list[float]:
    """From each move of a hand until the widget shows it, the moves a sixtieth of a second apart.

    What goes on between the frames goes on, and makes a frame late if it takes too long.
    """
    paints = Paints(widget)
    qt = QApplication.instance()
    assert qt is not None
    secs = []
    for move in moves:
        painted, begin = paints.count, perf_counter()
        move()
        while paints.count == painted:
            qt.processEvents()
        qt.sendPostedEvents()
        secs.append(perf_counter() - begin)
        while perf_counter() - begin < FRAME_SECS:
            qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
    widget.removeEventFilter(paints)
    return secs


def _class(number: int) -> str:
    return f"class {number}"


def _image() -> QImage:
    image = QImage(IMAGE, QImage.Format.Format_RGB32)
    image.fill(QColor(85, 102, 119))
    return image


def crowd_row(count: int, row_id: str = "r") -> dict[str, object]:
    """A data row with so many polygons, over the picture of `save_image`."""
    objects = [
        {
            "feature_id": f"f{number}",
            "name": _class(number % CLASSES),
            "annotation_kind": "ImagePolygon",
            "classifications": [],
            "polygon": [{"x": x, "y": y} for x, y in outline],
        }
        for number, outline in enumerate(outlines(count).tolist())
    ]
    annotations = {"classifications": [], "relationships": [], "objects": objects}
    label = {"id": "l", "label_kind": "Default", "version": "1.0.0", "annotations": annotations}
    return {
        "data_row": {"id": row_id, "row_data": _PICTURE},
        "media_attributes": {"width": IMAGE.width(), "height": IMAGE.height(), "mime_type": "image/png"},
        "projects": {"p": {"name": "P", "labels": [label]}},
    }


def save_image(folder: Path) -> None:
    """The picture under the polygons."""
    _image().save(str(folder / _PICTURE))


def _export(count: int, folder: Path) -> Path:
    save_image(folder)
    path = folder / "crowd.ndjson"
    path.write_text(json.dumps(crowd_row(count)) + "\n", encoding="utf-8")
    return path
