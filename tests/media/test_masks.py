"""The masks of a label: which files hold them, and what a layer says of its instances."""

from __future__ import annotations

import numpy as np
from PIL import Image

from tests.media.pictures import (
    DARK,
    GREEN,
    LABEL_PATH,
    RED,
    composite,
    encoded,
    in_composite,
    in_file,
    label,
    path_of,
)
from viewer.media.masks import CompositeFile, LabelMasks, MaskLayer, SingleFile, fitted, plan_of
from viewer.model.annotation import Annotations, Frame, ObjectAnnotation
from viewer.model.geometry import Box
from viewer.model.row import Label, LabelRole


def layer_of(*files: CompositeFile | SingleFile) -> MaskLayer:
    return files[0].decode(encoded(composite()), allow_huge=False)


def test_a_composite_is_one_file_however_many_objects_share_it() -> None:
    plan = plan_of(
        label(in_composite(0, RED, single="0.png"), in_composite(1, DARK), in_file(2, "2.png")), row=7
    )
    one, alone = plan.files
    assert isinstance(one, CompositeFile)
    assert (one.url, one.path, one.colours) == ("c.png", LABEL_PATH, (RED, DARK))
    assert dict(one.instances) == {path_of(0): 0, path_of(1): 1}
    assert [(single.url, dict(single.instances)) for single in one.singles] == [("0.png", {path_of(0): 0})]
    assert isinstance(alone, SingleFile)
    assert (alone.url, dict(alone.instances)) == ("2.png", {path_of(2): 0})
    assert plan.issues == ()


def test_objects_of_one_colour_share_an_instance_and_that_is_an_issue() -> None:
    plan = plan_of(label(in_composite(0, RED), in_composite(1, DARK), in_composite(2, RED)), row=7)
    assert dict(plan.files[0].instances) == {path_of(0): 0, path_of(1): 1, path_of(2): 0}
    (issue,) = plan.issues
    assert (issue.row, issue.path) == (7, path_of(2))
    assert "has the colour (255, 0, 0) too" in issue.message


def test_the_colour_of_the_background_is_an_issue() -> None:
    (issue,) = plan_of(label(in_composite(0, (0, 0, 0))), row=0).issues
    assert "background" in issue.message


def test_objects_that_name_the_same_file_share_it() -> None:
    (file,) = plan_of(label(in_file(0, "m.png"), in_file(1, "m.png")), row=0).files
    assert dict(file.instances) == {path_of(0): 0, path_of(1): 0}


def test_other_geometry_and_frames_of_a_video_have_no_files() -> None:
    box = ObjectAnnotation("car", "ImageBoundingBox", Box(0, 0, 1, 1), path_of(0))
    frames = (Frame(1, (), objects=(in_file(0, "frame.png"),)),)
    assert plan_of(Label(LabelRole.LABEL, Annotations((box,), frames=frames), LABEL_PATH), 0).files == ()


def test_a_layer_knows_area_box_pixels_and_whose_a_pixel_is() -> None:
    layer = layer_of(*plan_of(label(in_composite(0, RED), in_composite(1, DARK)), 0).files)
    assert (layer.size, layer.origin, layer.indexed.size) == ((8, 6), (0, 0), (8, 6))
    assert [layer.area(0), layer.area(1)] == [6, 3]
    assert [layer.box(0), layer.box(1)] == [(1, 2, 3, 5), (4, 0, 7, 1)]
    assert layer.cut(0).shape == (3, 2)
    assert [layer.at(1, 2), layer.at(6, 0), layer.at(0, 0), layer.at(-1, 2), layer.at(8, 0)] == [0, 1] + [
        None
    ] * 3


def test_a_single_mask_is_a_crop_with_an_origin() -> None:
    mask = np.zeros((6, 8), dtype=np.uint8)
    mask[2:5, 1:3] = 255
    (file,) = plan_of(label(in_file(0, "m.png")), 0).files
    layer = file.decode(encoded(Image.fromarray(mask)), allow_huge=False)
    assert (layer.size, layer.origin, layer.indexed.size) == ((8, 6), (1, 2), (2, 3))
    assert layer.indexed.size != layer.size
    assert layer.box(0) == (1, 2, 3, 5)
    assert [layer.at(1, 2), layer.at(2, 4), layer.at(3, 4), layer.at(0, 0)] == [0, 0, None, None]


def test_a_layer_of_another_size_is_brought_into_the_frame() -> None:
    (file,) = plan_of(label(in_composite(0, RED), in_composite(1, DARK)), 0).files
    scaled = fitted(layer_of(file), (16, 18))
    assert (scaled.size, scaled.indexed.size) == ((16, 18), (16, 18))
    assert [scaled.box(0), scaled.box(1)] == [(2, 6, 6, 15), (8, 0, 14, 3)]


def test_a_crop_of_another_size_keeps_its_place_in_the_frame() -> None:
    (file,) = plan_of(label(in_file(0, "m.png")), 0).files
    picture = composite()
    picture.paste((0, 0, 0, 0), (4, 0, 7, 1))
    scaled = fitted(file.decode(encoded(picture), allow_huge=False), (16, 18))
    assert (scaled.size, scaled.origin, scaled.box(0)) == ((16, 18), (2, 6), (2, 6, 6, 15))


def test_all_objects_under_a_pixel_are_found_across_layers() -> None:
    files = plan_of(
        label(in_composite(0, RED), in_composite(1, RED), in_composite(2, GREEN), in_file(3, "m.png")), 0
    ).files
    masks = LabelMasks(tuple(file.decode(encoded(composite()), allow_huge=False) for file in files))
    assert masks.at(1, 2) == (path_of(0), path_of(1), path_of(3))
    assert masks.at(0, 0) == ()
    assert masks.find(path_of(3)) == (masks.layers[1], 0)
    assert masks.find(path_of(9)) is None
