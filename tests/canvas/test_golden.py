"""What is drawn of each kind, held by pictures that were looked at, and by colours worked out by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.golden import assert_golden, pixels
from viewer.canvas.colours import ClassColours, palette
from viewer.canvas.overlay import resolve_overlay
from viewer.canvas.painting import paint_overlay, paint_scene, render
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport
from viewer.formats import open_export
from viewer.media.store import MediaStore
from viewer.model.geometry import Kind
from viewer.model.row import DataRow
from viewer.state.view_state import ColourBy, SoloClasses, ViewState
from viewer.tasks import InlineTasks

Draw = Callable[..., Scene]
WIDTH, HEIGHT = exports.SIZE
MASK_A, MASK_B = (10, 10, 125), (5, 32, 7)
COLOURS = {"alpha": "#d03a3f", "beta": "#5ff0df", "gamma": "#ffe08a", "delta": "#b06aa8"}


class Colours(ClassColours):
    """Colours of the test's own, so that a better palette changes no picture."""

    def of_class(self, name: str) -> QColor:
        return QColor(COLOURS.get(name, "#ffffff"))


def composite(folder: Path) -> None:
    """Two masks that touch, one of them almost black, one with a hole, on a transparent ground."""
    pixels = np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8)
    pixels[60:200, 50:180] = (*MASK_A, 255)
    pixels[100:140, 90:130] = 0
    pixels[120:260, 180:330] = (*MASK_B, 255)
    Image.fromarray(pixels).save(folder / "composite.png")


def photograph(folder: Path) -> None:
    """A picture with something to see under the annotations."""
    across = np.linspace(40, 220, WIDTH)[None, :, None]
    down = np.linspace(0, 60, HEIGHT)[:, None, None]
    shades = across + down * np.array([1.0, 0.5, 0.0]) - 30 * np.array([0.0, 0.3, 1.0])
    Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8)).save(folder / "photograph.png")


@pytest.fixture
def draw(tmp_path: Path, qtbot: QtBot) -> Draw:
    """Write an export of one label (or several), read it back and resolve its scene."""
    composite(tmp_path)
    photograph(tmp_path)

    def scene(*labels: exports.Json, row_data: str = "photograph.png", **state: object) -> Scene:
        path = exports.write(tmp_path, exports.row(*labels, row_data=row_data))
        media = MediaStore(InlineTasks())
        with open_export(path) as export:
            row = export.read(0).row
            assert isinstance(row, DataRow)
            media.open(path)
            source = SceneSource(media, InlineTasks(), lambda: None)
            return source.scene(row, ViewState(**state), Colours())  # type: ignore[arg-type]

    return scene


BOXES = (
    exports.box("a", 40, 50, 120, 90, name="alpha"),
    exports.box("b", 200.5, 60.25, 150, 200, name="beta"),
    exports.box("c", 300, 20, 400, 60, name="gamma"),
)
POLYGONS = (
    exports.polygon("a", (40, 40), (160, 60), (140, 200), (90, 120), (40, 200), name="alpha"),
    exports.polygon("b", (220, 60), (380, 60), (220, 240), (380, 240), name="beta"),
)
LINES = (
    exports.line("a", (20, 280), (80, 40), (140, 240), (200, 60), name="alpha"),
    exports.line("b", (240, 150), (380, 150), name="beta"),
)
POINTS = (exports.point("a", 100, 100, name="alpha"), exports.point("b", 0, 300, name="beta"))
MASKS = (
    exports.mask("mask-a", "composite.png", MASK_A, name="alpha"),
    exports.mask("mask-b", "composite.png", MASK_B, name="beta"),
)
ENDS = (
    exports.box("a", 30, 40, 60, 60, name="alpha"),
    exports.polygon("b", (300, 40), (370, 70), (300, 100), name="beta"),
    exports.point("c", 60, 240, name="gamma"),
    exports.line("d", (250, 200), (370, 270), name="delta"),
)
ARROWS = (
    exports.relationship("r1", "a", "b", name="alpha"),
    exports.relationship("r2", "b", "a", name="beta"),
    exports.relationship("r3", "c", "d", name="gamma", kind="bidirectional"),
    exports.relationship("r4", "a", "c", name="delta"),
    exports.relationship("r5", "a", "gone", name="delta"),
    exports.relationship("r6", "b", "b", name="delta"),
)
KINDS = {
    "boxes": exports.label(*BOXES),
    "polygons": exports.label(*POLYGONS),
    "lines": exports.label(*LINES),
    "points": exports.label(*POINTS),
    "masks": exports.label(*MASKS),
    "arrows": exports.label(*ENDS, relationships=ARROWS),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_drawn_as_it_was_looked_at(draw: Draw, kind: str) -> None:
    assert_golden(render(draw(KINDS[kind])), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_a_second_label_is_dashed(draw: Draw, kind: str) -> None:
    other = {**KINDS[kind], "id": "label-2"}
    paths = tuple(("projects", "project-1", "labels", index) for index in (0, 1))
    first = exports.label(exports.point("first", 390, 10, name="delta"))
    assert_golden(render(draw(first, other, labels=paths)), f"{kind}-dashed")


@pytest.mark.parametrize("scale", [0.1, 1.0, 2.5, 16.0])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_lines_are_as_wide_at_every_zoom_and_on_every_screen(draw: Draw, scale: float, ratio: float) -> None:
    scene = draw(exports.label(*BOXES, *POLYGONS[:1], *POINTS, *MASKS))
    viewport = Viewport(QSizeF(WIDTH, HEIGHT), scene.size, scale, -30 * scale, -40 * scale)
    still = new_still(viewport.view.toSize(), ratio, QColor("#303030"))
    painter = QPainter(still)
    paint_scene(painter, scene, viewport)
    painter.end()
    assert_golden(still, f"zoom-{scale:g}-at-{ratio:g}x")


def test_selection_and_hover_are_drawn_over_everything(draw: Draw) -> None:
    label = exports.label(*ENDS, *MASKS, relationships=ARROWS[:2])
    scene = draw(label)
    things = {drawn.thing.feature_id: drawn.thing.path for drawn in scene.things()}
    selection = (things["a"], things["c"], things["d"], things["r1"])
    state = ViewState(selection=(*selection, things["mask-a"]), hover=things["mask-b"])
    viewport = Viewport(QSizeF(WIDTH, HEIGHT), scene.size)
    still = new_still(viewport.view.toSize(), 1.0, QColor("#303030"))
    painter = QPainter(still)
    paint_scene(painter, scene, viewport)
    overlay = resolve_overlay(scene, state)
    paint_overlay(painter, replace(overlay, named=()), viewport)
    painter.end()
    assert_golden(still, "selection")


def test_without_an_image_the_frame_has_the_true_size_and_annotations_stand_in_it(draw: Draw) -> None:
    scene = draw(KINDS["boxes"], row_data="nowhere.png")
    assert scene.size == QSizeF(WIDTH, HEIGHT)
    assert_golden(render(scene), "no-image")


def drawn_mask(scene: Scene) -> QImage:
    """Only the fills of the masks, unmixed."""
    bare = Scene(scene.size, masks=scene.masks)
    return render(bare)


def test_a_mask_covers_exactly_its_pixels(draw: Draw, tmp_path: Path) -> None:
    seen = pixels(drawn_mask(draw(KINDS["masks"], opacity=1.0)))
    source = np.asarray(Image.open(tmp_path / "composite.png"))[..., :3]
    colours = Colours()
    for rgb, name in ((MASK_A, "alpha"), (MASK_B, "beta")):
        expected = (source == rgb).all(axis=2)
        colour = colours.of_class(name)
        found = (seen[..., :3] == (colour.red(), colour.green(), colour.blue())).all(axis=2)
        np.testing.assert_array_equal(found, expected)


def test_hiding_a_class_hides_its_mask_alone(draw: Draw) -> None:
    seen = pixels(drawn_mask(draw(KINDS["masks"], opacity=1.0, hidden_classes=frozenset({"alpha"}))))
    assert tuple(seen[70, 60]) == tuple(seen[10, 10]), "where the hidden mask lay is what the bare frame is"
    assert tuple(seen[200, 250, :3]) != tuple(seen[10, 10, :3])


def test_opacity_mixes_the_mask_with_what_is_beneath(draw: Draw) -> None:
    colour = Colours().of_class("beta")
    full, half = (pixels(render(draw(KINDS["masks"], opacity=value)))[200, 250, :3] for value in (0.0, 0.5))
    expected = (full + np.array([colour.red(), colour.green(), colour.blue()])) / 2
    np.testing.assert_allclose(half, expected, atol=3)


def test_more_instances_than_an_indexed_picture_holds_keep_their_colours(draw: Draw, tmp_path: Path) -> None:
    colours = [(1 + n % 200, 50 + n // 200, 7) for n in range(300)]
    image = np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8)
    for n, rgb in enumerate(colours):
        image[n, : WIDTH // 2] = rgb
    Image.fromarray(image).save(tmp_path / "many.png")
    label = exports.label(
        *(exports.mask(f"m{n}", "many.png", rgb, name=f"c{n}") for n, rgb in enumerate(colours))
    )
    scene = draw(label, opacity=1.0, colour_by=ColourBy.INSTANCE)
    seen = pixels(drawn_mask(scene))
    instances = ClassColours()
    for n in (0, 1, 254, 255, 256, 299):
        colour = instances.of_instance(n)
        assert tuple(seen[n, 10, :3]) == (colour.red(), colour.green(), colour.blue())


def test_boxes_are_drawn_at_their_edges(draw: Draw) -> None:
    seen = pixels(render(draw(exports.label(BOXES[0]), opacity=0.0, row_data="nowhere.png")))
    colour = Colours().of_class("alpha")
    rgb = (colour.red(), colour.green(), colour.blue())
    for x, y in ((40, 95), (159, 95), (100, 50), (100, 139)):
        np.testing.assert_allclose(seen[y, x, :3], rgb, atol=4)
    assert np.abs(seen[95, 100, :3] - rgb).max() > 40


def test_solo_leaves_only_its_class(draw: Draw) -> None:
    scene = draw(exports.label(*BOXES), solo=SoloClasses(frozenset({"beta"})))
    assert [drawn.thing.name for drawn in scene.objects] == ["beta"]


def test_peeking_leaves_nothing_but_the_image(draw: Draw) -> None:
    scene = draw(exports.label(*ENDS, *MASKS, relationships=ARROWS), peek=True)
    assert (list(scene.objects), scene.arrows, scene.masks) == ([], (), ())
    assert scene.backdrop.levels


def test_an_arrow_goes_with_the_object_it_ends_at(draw: Draw) -> None:
    label = exports.label(*ENDS, relationships=ARROWS)
    everything = {drawn.thing.feature_id for drawn in draw(label).arrows}
    assert everything == {"r1", "r2", "r3", "r4", "r6"}
    without = {drawn.thing.feature_id for drawn in draw(label, hidden_classes=frozenset({"gamma"})).arrows}
    assert without == {"r1", "r2", "r6"}
    kinds = {drawn.thing.feature_id for drawn in draw(label, hidden_kinds=frozenset({Kind.BOX})).arrows}
    assert kinds == everything, "hiding a whole kind leaves the arrows between its objects"


def test_rows_of_2018_are_drawn_from_the_bottom_up(draw: Draw) -> None:
    scene = draw(exports.label(exports.point("p", 10, 20)), origin_swapped=True)
    assert scene.objects[0].shape.centre.toTuple() == (10, HEIGHT - 20)


def test_the_picture_can_be_turned_under_the_annotations(draw: Draw) -> None:
    upright, turned = (pixels(render(draw(exports.label(), turns=turns))) for turns in (0, 2))
    np.testing.assert_allclose(turned, upright[::-1, ::-1], atol=3)


def test_no_palette_colour_stands_for_two_of_the_first_classes(qtbot: QtBot) -> None:
    names = [f"class {n}" for n in range(len(palette()))]
    colours = ClassColours(names)
    assert len({colours.of_class(name).name() for name in names}) == len(names)
