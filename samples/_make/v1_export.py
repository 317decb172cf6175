"""`v1.json`, `v1-2018.json` and `v1.csv`: the exports before 2023, in the forms they took over the years."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from _make import pictures
from _make.v2 import Json, Points, cuid

BOAT_MASK, TOWER_MASK = "pictures/harbour-boat.png", "pictures/harbour-lighthouse.png"
TABLE_MASK = "pictures/table-apple.png"


def _feature(key: str, title: str, **rest: Any) -> Json:
    return {
        "featureId": cuid("v1", key),
        "schemaId": cuid("v1 schema", title),
        "title": title,
        "value": title.lower().replace(" ", "_"),
    } | rest


def _object(key: str, title: str, color: str, mask_url: str | None = None, **rest: Any) -> Json:
    found = _feature(key, title) | {"color": color} | rest
    return found | ({"instanceURI": mask_url} if mask_url else {})


def _xy(points: Points) -> list[Json]:
    return [{"x": x, "y": y} for x, y in points]


def _bbox(left: float, top: float, width: float, height: float) -> Json:
    return {"top": top, "left": left, "height": height, "width": width}


def _row(key: str, url: str, label: Any, skipped: bool = False, **rest: Any) -> Json:
    return {
        "ID": cuid("v1 label", key),
        "DataRow ID": cuid("v1 row", key),
        "Labeled Data": url,
        "Label": label,
        "Created By": "annotator@example.com",
        "Project Name": "Harbour watch",
        "Created At": "2021-09-19T19:20:12.000Z",
        "Updated At": "2021-09-19T19:20:12.204Z",
        "Seconds to Label": 41.903,
        "External ID": url.rsplit("/", 1)[-1],
        "Agreement": -1,
        "Benchmark Agreement": -1,
        "Benchmark ID": None,
        "Dataset Name": "annoscope samples",
        "Reviews": [],
        "View Label": f"https://editor.labelbox.invalid/?label={cuid('v1 label', key)}",
        "Has Open Issues": 0,
        "Skipped": skipped,
    } | rest


def _questions() -> list[Json]:
    nested = _feature("wind", "wind", answer=_feature("wind answer", "light breeze"))
    return [
        _feature("sky", "sky", answer=_feature("sky answer", "clear", classifications=[nested])),
        _feature("seen", "seen", answers=[_feature("seen 1", "gulls"), _feature("seen 2", "boats")]),
        _feature("remark", "remark", answer="Evening, wind from the south-west."),
    ]


def _harbour_objects() -> list[Json]:
    rig = [_feature("rig", "rig", answer=_feature("sloop", "sloop"))]
    return [
        _object(
            "sail", "boat", "#1CE6FF", BOAT_MASK, bbox=_bbox(*pictures.SAILING_BOAT), classifications=rig
        ),
        _object("trawler", "boat", "#1CE6FF", bbox=_bbox(*pictures.TRAWLER)),
        _object("tower", "lighthouse", "#FF34FF", TOWER_MASK, polygon=_xy(pictures.LIGHTHOUSE)),
        _object("coast", "coast", "#008941", line=_xy(pictures.HEADLAND)),
        _object("buoy", "buoy", "#FF4A46", point={"x": pictures.BUOY[0], "y": pictures.BUOY[1]}),
        _object("sail mask", "hull and sails", "#A30059", BOAT_MASK),
    ]


def rows() -> list[Json]:
    """Rows of 2021: objects and classifications, skipped, empty, nested."""
    label = {"objects": _harbour_objects(), "classifications": _questions(), "relationships": []}
    review = {
        "score": 1,
        "id": cuid("v1 review"),
        "createdAt": "2021-09-20T08:00:00.000Z",
        "createdBy": "reviewer@example.com",
    }
    apple = _object("apple", "apple", "#FF4A46", TABLE_MASK)
    deep = _feature(
        "ripe",
        "ripe",
        answer=_feature(
            "yes", "yes", classifications=[_feature("why", "why", answer="It smells of autumn.")]
        ),
    )
    apple["classifications"] = [deep]
    return [
        _row("harbour", pictures.HARBOUR, label, Reviews=[review], **{"Has Open Issues": 1}),
        _row(
            "table", pictures.TABLE, {"objects": [apple], "classifications": []}, **{"Global Key": "v1-table"}
        ),
        _row("skipped", pictures.PARK, {}, skipped=True, **{"External ID": None}),
        _row("empty", pictures.PARK, {}),
    ]


def _flipped(points: Iterable[tuple[float, float]], height: int) -> list[tuple[float, float]]:
    """From top-left to the bottom-left origin that exports of 2018 have."""
    return [(x, height - y) for x, y in points]


def _wkt(*rings: Points) -> str:
    texts = ["(" + ", ".join(f"{x:g} {y:g}" for x, y in (*ring, ring[0])) + ")" for ring in rings]
    return "(" + ", ".join(texts) + ")"


def _corners(left: float, top: float, width: float, height: float) -> list[tuple[float, float]]:
    right, bottom = left + width, top + height
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def rows_2018() -> list[Json]:
    """Rows of 2018 to 2019: classes as keys, WKT with a hole, x/y lists, geometry with answers, "Skip"."""
    height, park_height = pictures.HARBOUR_SIZE[1], pictures.PARK_SIZE[1]
    tower = _flipped(pictures.LIGHTHOUSE, height)
    lamp = _flipped([(248, 106), (276, 106), (276, 130), (248, 130)], height)
    boat, trawler = (_flipped(_corners(*box), height) for box in (pictures.SAILING_BOAT, pictures.TRAWLER))
    pond = _flipped(pictures.POND, park_height)
    kites = [_flipped(kite, park_height) for kite in pictures.KITES]
    wkt = {
        "Lighthouse": f"MULTIPOLYGON ({_wkt(tower, lamp)})",
        "Boat": f"MULTIPOLYGON ({_wkt(boat)}, {_wkt(trawler)})",
    }
    listed = {"Kite": [_xy(kite) for kite in kites], "pond ": [_xy(pond)]}
    asked = {
        "Kite": [{"geometry": _xy(kites[0]), "colour": "red", "held by": ["a child"]}],
        "Pond": [{"geometry": f"POLYGON {_wkt(pond)}"}],
        "Dog nose": [{"geometry": _xy(_flipped([(862, 533)], park_height))[0]}],
        "weather": "sunny",
        "season": ["spring", "early summer"],
    }
    return [
        _old("wkt", pictures.HARBOUR, wkt) | {"Masks": {"Boat": BOAT_MASK, "Lighthouse": TOWER_MASK}},
        _old("xy", pictures.PARK, listed),
        _old("asked", pictures.PARK, asked),
        _old("wrapped", pictures.PARK, [{"Pond": [{"geometry": _xy(pond)}]}]),
        _old("skip", pictures.TABLE, "Skip"),
    ]


def _old(key: str, url: str, label: Any) -> Json:
    return {
        "ID": cuid("2018", key),
        "Labeled Data": url,
        "Label": label,
        "Created By": "annotator@example.com",
        "Project Name": "harbour and park",
        "Created At": "2018-08-25T02:21:17.000Z",
        "Seconds to Label": "31.685",
        "External ID": "",
        "Agreement": None,
        "Dataset Name": "annoscope samples",
        "Reviews": [],
        "View Label": f"https://image-segmentation-v3.labelbox.invalid?label={cuid('2018', key)}",
    }


def csv_text() -> str:
    """The rows of 2021 as the table that the web interface wrote: the label as JSON in a cell."""
    table = rows()
    columns = [key for key in table[0] if key != "Global Key"]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for row in table:
        packed = {
            key: json.dumps(value) if isinstance(value, dict | list) else value for key, value in row.items()
        }
        writer.writerow(packed)
    return text.getvalue()
