"""The aids of the eye, held by pictures that were looked at: on plain and fine screens, and turned.

Their words and numbers are left out, since fonts differ; what they say is held by `test_aids`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.golden import assert_golden
from tests.canvas.subjects import RATIOS, Draw
from viewer.canvas.aids import measure, rulers
from viewer.canvas.aids.crosshair import paint_crosshair
from viewer.canvas.aids.loupe import Loupe
from viewer.canvas.aids.measure import Measure
from viewer.canvas.aids.minimap import Minimap
from viewer.canvas.aids.rulers import paint_rulers
from viewer.canvas.camera import Camera
from viewer.canvas.overlay import Overlay
from viewer.canvas.painting import paint_backdrop
from viewer.canvas.pointer import Hover
from viewer.canvas.scene import Scene
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport
from viewer.state.fit_rule import FitRule
from viewer.state.orientation import UPRIGHT, Orientation

VIEW = QSizeF(200, 150)
PLACE = QPointF(70.5, 80.5)
"""In image pixels."""
GROUND = QColor("#303030")
TURNED = {
    "upright": UPRIGHT,
    "turned": Orientation(1),
    "upside-down": Orientation(2),
    "mirrored": Orientation(0, True),
}
ROLES = {
    QPalette.ColorRole.Window: "#3a3d42",
    QPalette.ColorRole.WindowText: "#e8e8e8",
    QPalette.ColorRole.Mid: "#808488",
    QPalette.ColorRole.Accent: "#e8a33d",
    QPalette.ColorRole.Dark: "#303030",
    QPalette.ColorRole.ToolTipBase: "#202225",
    QPalette.ColorRole.ToolTipText: "#e8e8e8",
}


@pytest.fixture
def palette() -> QPalette:
    """Colours that no theme changes."""
    made = QPalette()
    for role, colour in ROLES.items():
        made.setColor(role, QColor(colour))
    return made


@pytest.fixture
def scene(draw: Draw) -> Scene:
    """A picture without annotations."""
    return draw(exports.label())


def near(scene: Scene, orientation: Orientation = UPRIGHT, scale: float = 2.5) -> Viewport:
    """The place in the middle of the view."""
    return Viewport(VIEW, scene.size, scale, orientation=orientation).centred(PLACE)


def over(scene: Scene, viewport: Viewport, ratio: float, paint: Callable[[QPainter], None]) -> QImage:
    """What an aid paints over a picture."""
    still = new_still(viewport.view.toSize(), ratio, GROUND)
    painter = QPainter(still)
    paint_backdrop(painter, scene, viewport)
    paint(painter)
    painter.end()
    return still


def picture_of(widget: QWidget, ratio: float) -> QImage:
    """A widget on a screen of this ratio."""
    still = new_still(widget.size(), ratio, GROUND)
    widget.render(still, QPoint(0, 0))
    return still


@pytest.fixture
def canvas(qtbot: QtBot, palette: QPalette) -> QWidget:
    """What the small widgets stand on."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setPalette(palette)
    widget.resize(400, 300)
    return widget


@pytest.mark.parametrize("ratio", RATIOS)
def test_the_crosshair_leaves_its_middle_free(scene: Scene, ratio: float) -> None:
    viewport = near(scene)
    cursor = QPointF(120, 60)
    picture = over(scene, viewport, ratio, lambda painter: paint_crosshair(painter, viewport, cursor))
    assert_golden(picture, f"aids/crosshair-at-{ratio:g}x")


@pytest.fixture
def wordless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ticks with their numbers left out, and lines without what they say."""

    def ticks(*place: object) -> Iterator[tuple[float, str | None]]:
        for at, text in counted(*place):
            yield at, text and " "

    counted: Callable[..., Iterator[tuple[float, str | None]]] = rulers.ticks
    monkeypatch.setattr(rulers, "ticks", ticks)
    monkeypatch.setattr(measure, "paint_badge", lambda *_: None)


@pytest.mark.usefixtures("wordless")
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("turned", TURNED)
def test_rulers_count_the_pixels_of_the_image_however_it_is_turned(
    scene: Scene, palette: QPalette, turned: str, ratio: float
) -> None:
    viewport = near(scene, TURNED[turned])
    cursor = viewport.to_view(PLACE + QPointF(15, 5))
    picture = over(scene, viewport, ratio, lambda painter: paint_rulers(painter, viewport, palette, cursor))
    assert_golden(picture, f"aids/rulers-{turned}-at-{ratio:g}x")


@pytest.mark.usefixtures("wordless")
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("turned", ["upright", "turned"])
def test_the_line_that_measures_has_a_tick_across_each_end(
    scene: Scene, canvas: QWidget, turned: str, ratio: float
) -> None:
    viewport = replace(near(scene, TURNED[turned], 1.0), view=QSizeF(60, 60)).centred(PLACE)
    camera = Camera(canvas, lambda: FitRule.WHOLE, lambda: 1.0)
    line = Measure(camera, lambda: True, lambda: None)
    line.line = QLineF(PLACE - QPointF(20, 15), PLACE + QPointF(22, 9))
    picture = over(scene, viewport, ratio, lambda painter: line.paint(painter, Overlay(), viewport, left=0))
    assert_golden(picture, f"aids/measure-{turned}-at-{ratio:g}x")


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("turned", ["upright", "turned"])
def test_the_loupe_has_the_pixel_under_the_cursor_in_its_middle(
    scene: Scene, canvas: QWidget, turned: str, ratio: float
) -> None:
    loupe = Loupe(canvas)
    hover = Hover(3.5, 2.5, (0, 0, 0), None)
    viewport = near(scene, TURNED[turned])
    loupe.look(scene, viewport, hover, viewport.to_view(QPointF(hover.x, hover.y)))
    loupe.text = ""
    assert_golden(picture_of(loupe, ratio), f"aids/loupe-{turned}-at-{ratio:g}x")


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("turned", TURNED)
def test_the_minimap_is_bright_where_the_canvas_looks(
    scene: Scene, canvas: QWidget, monkeypatch: pytest.MonkeyPatch, turned: str, ratio: float
) -> None:
    monkeypatch.setattr(Minimap, "devicePixelRatioF", lambda _: ratio)
    camera = Camera(canvas, lambda: FitRule.WHOLE, lambda: 1.0)
    camera.viewport = near(scene, TURNED[turned])
    minimap = Minimap(canvas, camera)
    minimap.look(scene)
    assert_golden(picture_of(minimap, ratio), f"aids/minimap-{turned}-at-{ratio:g}x")
