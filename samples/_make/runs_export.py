"""`model-run.ndjson`: predictions that differ a little from the labels: moved, missing, extra, misnamed."""

from __future__ import annotations

from collections.abc import Iterable

from _make import pictures, street_facts
from _make.v2 import (
    Json,
    Maker,
    annotations,
    box,
    cuid,
    data_row,
    experiments,
    feature,
    image,
    label,
    line,
    mask,
    point,
    polygon,
    row,
)

LABELS_COMPOSITE = "street/run-labels.png"
PREDICTIONS_COMPOSITE = "street/run-predictions.png"
LABEL_COLORS = {"tree": (41, 24, 175), "car": (186, 26, 40)}
PREDICTION_COLORS = {"car": (36, 67, 66), "planter": (201, 120, 14)}
_LABEL_ID = "clpk3h87e005r14vsp4c33sfq"
_SCHEMAS = {
    "bounding_box": "clpk3gs0s054q07vi3c30d1be",
    "bbox_with_radio_subclass": "clpk3gs0s054s07vi3ddo8had",
    "polygon": "clpk3gs0t054y07vig605dopr",
    "mask": "clpk3gs0t055007vi4h7fgm59",
    "mask_with_text_subclass": "clpk3gs0t055207vi1baq8bke",
    "point": "clpk3gs0t055607vi59sshqn0",
    "polyline": "clpk3gs0t055807vi49uy1rcm",
}


def _object(feature_id: str, name: str, kind: str, geometry: Json, inner: Iterable[Json] = ()) -> Json:
    found = feature(feature_id, _SCHEMAS[name], name)
    return found | {"annotation_kind": f"Image{kind}", "classifications": list(inner)} | geometry


def _sure(found: Json, confidence: float) -> Json:
    return found | {"confidence": confidence}


def _moved(ltwh: tuple[float, ...], *by: float) -> tuple[float, ...]:
    return tuple(round(value + step, 3) for value, step in zip(ltwh, by, strict=True))


def _street_labels(maker: Maker) -> list[Json]:
    seen = maker.radio("sub_radio_question", "first_sub_radio_answer")
    note = maker.text("sub_free_text", "free text answer")
    return [
        _object("164937d0-7bb2-0f03-8031-34b57799736b", "polygon", "Polygon", polygon(street_facts.HOUSE)),
        _object(
            "2738b5f8-e586-0090-974a-59b6c9b46ee2",
            "mask_with_text_subclass",
            "SegmentationMask",
            mask(None, LABELS_COMPOSITE, LABEL_COLORS["tree"]),
            [note],
        ),
        _object("4defcaa5-623f-0589-932a-b703e1116fa4", "polyline", "Polyline", line(street_facts.SKYLINE)),
        _object(
            "7d129546-45a6-060b-918e-35caec234d31",
            "bbox_with_radio_subclass",
            "BoundingBox",
            box(*street_facts.SIGN),
            [seen],
        ),
        _object(
            "a3e0496d-3963-0d40-af89-48a907fbb48d",
            "bounding_box",
            "BoundingBox",
            box(*street_facts.PARASOL),
        ),
        _object("f2fc7c1f-7f10-0fc2-b676-fa2591f51a27", "point", "Point", point(*street_facts.CAT_NOSE)),
        _object(
            "fb60f23f-8ae1-05b3-a4d8-353839975d59",
            "mask",
            "SegmentationMask",
            mask(None, LABELS_COMPOSITE, LABEL_COLORS["car"]),
        ),
    ]


def _predicted_box(feature_id: str, ltwh: tuple[float, ...], confidence: float) -> Json:
    return _object(feature_id, "bounding_box", "BoundingBox", box(*ltwh)) | {"confidence": confidence}


def _predicted_mask(feature_id: str, thing: str, confidence: float) -> Json:
    geometry = mask(None, PREDICTIONS_COMPOSITE, PREDICTION_COLORS[thing])
    return _object(feature_id, "mask", "SegmentationMask", geometry) | {"confidence": confidence}


def _predicted_house() -> Json:
    """Corners a few pixels off, all of them inside the picture."""
    steps = (-14, 8, 5, -12, -9, 6, -7, 10, -4, 9, -11, 5, 12, -6, 8)
    corners = [(x + dx, y + 9.5) for (x, y), dx in zip(street_facts.HOUSE[:-1], steps, strict=True)]
    found = _object("37415b2f-f376-47b9-8f6a-6429c3efa6af", "polygon", "Polygon", polygon(corners))
    return found | {"confidence": 0.97}


def _street_predictions() -> list[Json]:
    """The parasol moved, the skyline missing, a person and a planter extra, the sign of another class."""
    x, y = street_facts.CAT_NOSE
    parasol = _moved(street_facts.PARASOL, 21, -13, -16, 24)
    sign = _moved(street_facts.SIGN, -5, 4, 11, -3)
    extra = _moved(street_facts.ELDER, -6, 10, 9, -14)
    return [
        _predicted_box("028389ae-93ff-4614-a37e-e867a310371c", parasol, 0.91)
        | {"custom_metrics": [{"name": "iou", "value": 0.8134}]},
        _predicted_house(),
        _object("55bee3a4-59c2-4d85-95b3-4584c315037e", "point", "Point", point(x - 17, y + 11)),
        _predicted_mask("671736d6-7c30-4399-bec4-a8a1779abf4d", "car", 0.84),
        _predicted_mask("671736d6-7c30-4399-bec4-a8a1779abf4e", "planter", 0.41),
        _predicted_box("f3a445af-0475-4ad1-892b-fbbcce26073f", sign, 0.66),
        _predicted_box("37415b2f-f376-47b9-8f6a-6429c3efa6a0", extra, 0.58),
    ]


def _questions(maker: Maker, radio: str) -> list[Json]:
    nested = maker.radio("sub_radio_question", "first_sub_radio_answer")
    return [
        maker.checklist("checklist_question", "second_checklist_answer", "first_checklist_answer"),
        maker.text("free_text", "sample text"),
        maker.radio("radio_question", radio),
        maker.radio("nested_radio_question", "first_radio_answer", [nested]),
    ]


def _street_row() -> Json:
    truth, guess = Maker("run labels", uuids=True), Maker("run predictions", uuids=True)
    questions = _questions(guess, "first_radio_answer")
    questions[2]["radio_answer"]["confidence"] = 0.73
    asset = data_row("kitano-street-model-run", street_facts.PICTURE, id="clo78lhhn3dxb07322mnn8plu")
    run = {
        "name": "iteration 1",
        "run_data_row_id": "42630da9-0dc4-462b-9aa0-5a17e85ff46a",
        "split": "VALIDATION",
        "labels": [
            label(_LABEL_ID, annotations(_street_labels(truth), _questions(truth, "second_radio_answer")))
        ],
        "predictions": [label(_LABEL_ID, annotations(_street_predictions(), questions))],
    }
    experiment = {"name": "street model", "runs": {"a2fb1fec-b8a5-0f96-b61e-0d5643fb8dec": run}}
    media = image(street_facts.WIDTH, street_facts.HEIGHT) | {"exif_rotation": "1"}
    return row(asset, media, experiments={"a2fb1fec-83fb-0858-2cfb-98f4757eae95": experiment}, models={})


def _harbour_truth(maker: Maker) -> Json:
    sail = maker.box("boat", *pictures.SAILING_BOAT)
    gulls = [maker.point("gull", x, y) for x, y in pictures.GULLS]
    return annotations(
        [sail, maker.box("boat", *pictures.TRAWLER), maker.polygon("lighthouse", pictures.LIGHTHOUSE), *gulls]
    )


def _harbour_guess(maker: Maker, shift: float, confidence: float) -> Json:
    sail = _sure(maker.box("boat", *_moved(pictures.SAILING_BOAT, shift, -shift, 6, 3)), confidence)
    trawler = _sure(maker.box("ship", *_moved(pictures.TRAWLER, -shift, 5, shift, 2)), confidence - 0.2)
    gulls = [_sure(maker.point("gull", x + shift, y), 0.5) for x, y in pictures.GULLS[:3]]
    tower = maker.polygon("lighthouse", [(x + shift, y - 4) for x, y in pictures.LIGHTHOUSE])
    return annotations([sail, trawler, tower, *gulls])


def _harbour_row() -> Json:
    label_id = cuid("harbour run label")
    runs = [
        {
            "name": name,
            "split": "TRAINING",
            "labels": [label(label_id, _harbour_truth(Maker("harbour labels", uuids=True)))],
            "predictions": [label(label_id, _harbour_guess(Maker(name, uuids=True), shift, confidence))],
        }
        for name, shift, confidence in (("iteration 1", 18.0, 0.71), ("iteration 2", 5.0, 0.93))
    ]
    asset = data_row("harbour-model-run", pictures.HARBOUR, external_id="harbour.jpg")
    return row(
        asset, image(*pictures.HARBOUR_SIZE), experiments=experiments("harbour model", *runs), models={}
    )


def rows() -> list[Json]:
    """The street with one run, the harbour with two."""
    return [_street_row(), _harbour_row()]
