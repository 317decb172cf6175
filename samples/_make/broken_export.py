"""`broken.ndjson`: one of every defect, with sound rows between them."""

from __future__ import annotations

import json
from typing import Any

from _make import pictures
from _make.v2 import (
    Json,
    Maker,
    annotations,
    cuid,
    data_row,
    image,
    line_of,
    mask,
    project,
    project_label,
    row,
)

BLUE, RED, GREEN, GHOST = (30, 60, 200), (200, 40, 30), (20, 150, 60), (1, 2, 3)
HTML_PICTURE = "broken/sign-in.jpg"
SHORT_PICTURE = "broken/cut-short.jpg"
HTML_MASK = "broken/mask-is-a-page.png"
STRAY_COMPOSITE = "broken/composite-with-strays.png"
SMALL_COMPOSITE = "broken/composite-too-small.png"
MISSING_PICTURE = "broken/never-downloaded.jpg"
ERROR_PAGE = (
    "<!doctype html>\n<html><head><title>410 Gone</title></head><body><h1>410 Gone</h1></body></html>\n"
)
DEPTH = 200
_NAN, _HUGE = "@nan@", "@huge@"


def _table_row(
    key: str, objects: list[Json], relationships: list[Json] | None = None, url: str = pictures.TABLE
) -> Json:
    labels = [project_label(cuid("broken label", key), annotations(objects, [], relationships or []))]
    return row(
        data_row(f"broken-{key}", url), image(*pictures.TABLE_SIZE), projects=project("Broken", labels)
    )


def _sound(maker: Maker) -> Json:
    x, y, radius = pictures.FRUIT["apple"]
    return maker.box("sound apple", x - radius, y - radius, 2 * radius, 2 * radius)


def _odd_geometry(maker: Maker) -> list[Json]:
    """Coordinates that are no numbers, too few vertices, negative and endless sizes."""
    box = maker.box("fruit", 60, 60, 80, 50)
    nan = box | {"bounding_box": {"top": 60.0, "left": _NAN, "height": 50.0, "width": 80.0}}
    few = [
        maker.object(
            f"polygon of {n}",
            "ImagePolygon",
            {"polygon": [{"x": 40.0 + 60 * i, "y": 50.0} for i in range(n)]},
        )
        for n in range(3)
    ]
    short = [
        maker.object(f"line of {n}", "ImagePolyline", {"line": [{"x": 90.0, "y": 30.0}] * n})
        for n in range(2)
    ]
    far = [
        maker.box("outside", -5000, -4000, 120, 80),
        maker.polygon("half outside", [(600, 380), (900, 400), (760, 700)]),
    ]
    huge = [
        maker.object("huge", "ImagePoint", {"point": {"x": _HUGE, "y": 12.0}}),
        maker.object(
            "huge",
            "ImageBoundingBox",
            {"bounding_box": {"top": 0.0, "left": 0.0, "height": _HUGE, "width": _HUGE}},
        ),
    ]
    return [
        _table_row("nan", [nan, _sound(maker)]),
        _table_row("few-vertices", [*few, *short, _sound(maker)]),
        _table_row(
            "negative",
            [maker.box("negative", 300, 200, -80, -40), maker.box("flat", 100, 100, 0, 0), _sound(maker)],
        ),
        _table_row("far-outside", [*far, _sound(maker)]),
        _table_row("1e308", [*huge, _sound(maker)]),
        _table_row("sound", [_sound(maker)]),
    ]


def _odd_values(maker: Maker) -> list[Json]:
    """Numbers as text, nulls, lists for dicts, kinds nobody knows."""
    texts = {"bounding_box": {"top": "60", "left": "40.5", "height": "50", "width": "80"}}
    comma = {"point": {"x": "12,5", "y": 40.0}}
    nothing = {
        "name": None,
        "value": None,
        "annotation_kind": None,
        "classifications": None,
        "bounding_box": None,
    }
    unknown = maker.object("crate", "ImageCuboid", {"scale": [1, 2, 3], "rotate": [0, 0.4, 0]})
    bare = {"annotation_kind": "ImageBoundingBox", "feature_id": maker.id()}
    wrong: list[Any] = [7, "a box", [], {}, None, bare]
    odd = _table_row("wrong-types", [*wrong, _sound(maker)])
    odd["attachments"], odd["metadata_fields"], odd["embeddings"] = "none", {"a": 1}, [3]
    odd["media_attributes"] = {
        "width": "640",
        "height": None,
        "exif_rotation": "sideways",
        "mime_type": "image/jpeg",
    }
    null_row = {"data_row": {"id": cuid("nulls"), "global_key": None, "row_data": None, "details": None}}
    nulls = dict.fromkeys(
        ("media_attributes", "attachments", "metadata_fields", "embeddings", "projects", "experiments")
    )
    return [
        _table_row(
            "numeric-strings",
            [
                maker.object("texts", "ImageBoundingBox", texts),
                maker.object("comma", "ImagePoint", comma),
                _sound(maker),
            ],
        ),
        _table_row("nulls", [nothing, _sound(maker)]),
        null_row | nulls,
        odd,
        _table_row("unknown-kind", [unknown, _sound(maker)]),
    ]


def _odd_relationships(maker: Maker) -> Json:
    apple, lemon = _sound(maker), maker.box("lemon", 137, 270, 62, 60)
    loop = maker.relationship("likes itself", apple["feature_id"], apple["feature_id"])
    lost = maker.relationship("points nowhere", apple["feature_id"], cuid("nobody"))
    orphan = maker.relationship("comes from nowhere", cuid("nobody"), lemon["feature_id"])
    blank = maker.feature("has no ends") | {
        "annotation_kind": "ImageUnidirectionalRelationship",
        "classifications": [],
    }
    return _table_row("relationships", [apple, lemon], [loop, lost, orphan, blank])


def _odd_pictures(maker: Maker) -> list[Json]:
    return [
        _table_row("no-picture", [_sound(maker)], url=MISSING_PICTURE),
        _table_row("picture-is-a-page", [_sound(maker)], url=HTML_PICTURE),
        _table_row("picture-cut-short", [_sound(maker)], url=SHORT_PICTURE),
    ]


def _odd_masks(maker: Maker) -> list[Json]:
    """A mask that is a page, a colour nobody claims, a claim nobody meets, a composite of another size."""
    page = maker.mask("error page", mask(HTML_MASK))
    claimed = [
        maker.mask("apple", mask(None, STRAY_COMPOSITE, BLUE)),
        maker.mask("ghost", mask(None, STRAY_COMPOSITE, GHOST)),
    ]
    small = maker.mask("apple", mask(None, SMALL_COMPOSITE, RED))
    neither = maker.object("no address", "ImageSegmentationMask", {})
    return [
        _table_row("mask-is-a-page", [page, neither, _sound(maker)]),
        _table_row("composite-colours", claimed),
        _table_row("composite-size", [small]),
    ]


def _deep(maker: Maker) -> Json:
    inner = maker.radio("deepest", "found")
    for level in range(DEPTH):
        inner = maker.radio(f"level {DEPTH - level}", "deeper", [inner])
    found = _table_row("deep", [_sound(maker)])
    labels = next(iter(found["projects"].values()))["labels"]
    labels[0]["annotations"]["classifications"] = [inner]
    return found


def _line(value: Any) -> str:
    """One line; the marks become what JSON cannot say (NaN) and what no picture holds (1e308)."""
    return line_of(value).replace(f'"{_NAN}"', "NaN").replace(f'"{_HUGE}"', "1e308")


def text() -> str:
    """The whole file; its last line is cut off and has no newline."""
    maker = Maker("broken")
    error = {
        "data_row_id": cuid("lost"),
        "error": {"message": "Data row could not be exported", "code": "TIMEOUT"},
    }
    lines = [
        _line(_table_row("first", [_sound(maker)])),
        _line(_table_row("half", [_sound(maker)]))[:300] + "\n",
        _line(_table_row("after-half", [_sound(maker)])),
        _line(error),
        json.dumps([1, 2, "not an object"]) + "\n",
        "\n",
        *(_line(found) for found in (*_odd_geometry(maker), *_odd_values(maker), _odd_relationships(maker))),
        *(_line(found) for found in (*_odd_pictures(maker), *_odd_masks(maker), _deep(maker))),
        _line(_table_row("last-sound", [_sound(maker)])),
        _line(_table_row("cut-off", [_sound(maker)]))[:640],
    ]
    return "".join(lines)
