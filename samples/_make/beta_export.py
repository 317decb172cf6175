"""`beta.ndjson`: model runs as in early 2023, with `models`, `ImageLine`, whole numbers and bare dates."""

from __future__ import annotations

from typing import Any

from _make import pictures, street_facts
from _make.v2 import Json, Maker, annotations, cuid, label, uuid_of

_LATER = ("feature_schema_id", "value")


def _early(found: Any) -> Any:
    """The same without what came later: no schema ids, no machine names, whole numbers as integers."""
    if isinstance(found, dict):
        return {key: _early(value) for key, value in found.items() if key not in _LATER}
    if isinstance(found, list):
        return [_early(value) for value in found]
    if isinstance(found, float) and found.is_integer():
        return int(found)
    return "ImageLine" if found == "ImagePolyline" else found


def _row(key: str, url: str, media: Json, truth: Json, guess: Json) -> Json:
    label_id = cuid("beta label", key)
    details = {
        "dataset_id": cuid("beta"),
        "created_at": "2023-02-08",
        "updated_at": "2023-02-08",
        "created_by": "owner@example.com",
    }
    run = {
        "model_run_name": "iteration 1",
        "annotation_group_id": uuid_of("group", key),
        "labels": [_early(label(label_id, truth))],
        "predictions": [_early(label(label_id, guess))],
    }
    model = {"model_name": "early model", "model_runs": {uuid_of("beta run"): run}}
    return {
        "data_row": {"id": cuid("beta row", key), "global_key": key, "row_data": url, "details": details},
        "media_attributes": media,
        "attachments": [],
        "metadata_fields": [],
        "models": {uuid_of("beta model"): model},
    }


def _street(maker: Maker, shift: float) -> Json:
    feature_id, _ = street_facts.MASKS["car"]
    left, top, width, height = street_facts.PARASOL
    seen = maker.radio("sub_radio_question", "first_sub_radio_answer")
    objects = [
        maker.box("bbox_with_radio_subclass", *street_facts.SIGN, inner=[seen]),
        maker.polygon("polygon", [(x, y + shift) for x, y in street_facts.HOUSE[:-1]]),
        maker.box("bounding_box", left + shift, top, width, height),
        maker.point("point", *street_facts.CAT_NOSE),
        maker.mask("mask", {"mask": {"url": street_facts.mask_path(feature_id)}}),
        maker.line("polyline", [(x, y + shift) for x, y in street_facts.SKYLINE]),
    ]
    return annotations(
        objects,
        [maker.radio("radio_question", "second_radio_answer"), maker.text("free_text", "sample text")],
    )


def _harbour(maker: Maker, shift: float) -> Json:
    left, top, width, height = pictures.TRAWLER
    return annotations(
        [maker.box("boat", left + shift, top, width, height), maker.line("coast", pictures.HEADLAND)],
        [maker.checklist("sea", "calm", "evening light")],
    )


def rows() -> list[Json]:
    """The street and the harbour, labels and predictions each."""
    truth, guess = Maker("beta labels", uuids=True), Maker("beta predictions", uuids=True)
    street = {"height": street_facts.HEIGHT, "width": street_facts.WIDTH, "mime_type": "image/jpeg"}
    harbour = {"height": 853, "width": 1280, "mime_type": "image/jpeg"}
    return [
        _row("beta-street", street_facts.PICTURE, street, _street(truth, 0), _street(guess, 12)),
        _row("beta-harbour", pictures.HARBOUR, harbour, _harbour(truth, 0), _harbour(guess, -20)),
    ]
