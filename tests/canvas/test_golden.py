"""What is drawn of each kind, held by pictures that were looked at, and by colours worked out by hand."""

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
from tests.canvas.subjects import (
    ARROWS,
    BOXES,
    ENDS,
    HEIGHT,
    KINDS,
    MASK_A,
    MASK_B,
    MASKS,
    POINTS,
    POLYGONS,
    RATIOS,
    WIDTH,
    ZOOMS,
    Colours,
    Draw,
    looked_at,
)
from viewer.canvas.colours import ClassColours, palette
from viewer.canvas.overlay import resolve_overlay
from viewer.canvas.painting import paint_overlay, paint_scene, render
from viewer.canvas.scene import Scene
from viewer.canvas.still import new_still
from viewer.canvas.viewport import Viewport
from viewer.model.geometry import Kind
from viewer.state.view_state import ColourBy, SoloClasses, ViewState


def seen_through(scene: Scene, viewport: Viewport, ratio: float) -> QImage:
    """A scene on a grey ground."""
    still = new_still(viewport.view.toSize(), ratio, QColor("#303030"))
    painter = QPainter(still)
    paint_scene(painter, scene, viewport)
    painter.end()
    return still


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_drawn_as_it_was_looked_at(draw: Draw, kind: str) -> None:
    assert_golden(render(draw(KINDS[kind])), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_a_second_label_is_dashed(draw: Draw, kind: str) -> None:
    other = {**KINDS[kind], "id": "label-2"}
    paths = tuple(("projects", "project-1", "labels", index) for index in (0, 1))
    first = exports.label(exports.point("first", 390, 10, name="delta"))
    assert_golden(render(draw(first, other, labels=paths)), f"{kind}-dashed")


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("scale", ZOOMS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_drawn_at_every_zoom_as_it_was_looked_at(
    draw: Draw, kind: str, scale: float, ratio: float
) -> None:
    scene = draw(KINDS[kind], row_data="nowhere.png")
    viewport = looked_at(kind, scale, scene.size)
    assert_golden(seen_through(scene, viewport, ratio), f"{kind}/{scale:g}-at-{ratio:g}x")


@pytest.mark.parametrize("scale", ZOOMS)
@pytest.mark.parametrize("ratio", RATIOS)
def test_lines_are_as_wide_at_every_zoom_and_on_every_screen(draw: Draw, scale: float, ratio: float) -> None:
    scene = draw(exports.label(*BOXES, *POLYGONS[:1], *POINTS, *MASKS))
    viewport = Viewport(QSizeF(WIDTH, HEIGHT), scene.size, scale, -30 * scale, -40 * scale)
    assert_golden(seen_through(scene, viewport, ratio), f"zoom-{scale:g}-at-{ratio:g}x")


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
