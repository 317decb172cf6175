"""`street.ndjson`: the project export that Labelbox documents, with its pictures beside it."""

from __future__ import annotations

from typing import Any

from _make import street_facts as facts
from _make.v2 import Json, box, feature, line, mask, point, polygon

_ID = "clur5tlyr1n"
_SCHEMA = "cltd3vkc"
_PERSON = "reviewer@example.com"


def _feature(feature_id: str, schema_id: str, name: str) -> Json:
    return feature(feature_id, _SCHEMA + schema_id, name)


def _object(feature_id: str, schema_id: str, name: str, kind: str, geometry: Json, *inner: Json) -> Json:
    return (
        _feature(feature_id, schema_id, name)
        | {"annotation_kind": kind, "classifications": list(inner)}
        | geometry
    )


def _option(feature_id: str, schema_id: str, name: str, *inner: Json) -> Json:
    return _feature(_ID + feature_id, schema_id, name) | {"classifications": list(inner)}


def _radio(feature_id: str, schema_id: str, name: str, option: Json) -> Json:
    return _feature(_ID + feature_id, schema_id, name) | {"radio_answer": option}


def _checklist(feature_id: str, schema_id: str, name: str, *options: Json) -> Json:
    return _feature(_ID + feature_id, schema_id, name) | {"checklist_answers": list(options)}


def _text(feature_id: str, schema_id: str, name: str, content: str) -> Json:
    return _feature(_ID + feature_id, schema_id, name) | {"text_answer": {"content": content}}


def _person(feature_id: str, ltwh: tuple[float, ...]) -> Json:
    return _object(feature_id, "1019r07ts2lru4hi4", "bounding_box", "ImageBoundingBox", box(*ltwh))


def _sign() -> Json:
    answer = _option("3607dc98qpagxb", "1019v07tsbow08f9u", "first_sub_radio_answer")
    question = _radio("2v07dcbnnfh1ah", "1019u07tsaari5i2k", "sub_radio_question", answer)
    return _object(
        _ID + "2h07dc1pxnhoj3",
        "1019t07ts2bk6hjjj",
        "bbox_with_radio_subclass",
        "ImageBoundingBox",
        box(*facts.SIGN),
        question,
    )


def _mask(thing: str, schema_id: str, name: str, *inner: Json) -> Json:
    feature_id, rgb = facts.MASKS[thing]
    geometry = mask(facts.mask_path(feature_id), facts.COMPOSITE, rgb)
    return _object(feature_id, schema_id, name, "ImageSegmentationMask", geometry, *inner)


def _mask_with_text(thing: str, text_id: str) -> Json:
    note = _text(text_id, "201a407tsfo3agh7x", "sub_free_text", "free text answer sample")
    return _mask(thing, "201a307tsforlev07", "mask_with_text_subclass", note)


def objects() -> list[Json]:
    """The twelve objects in the order of the file."""
    return [
        _person("clur5tlyq1n2d07dcg9xldg90", facts.ELDER),
        _object(_ID + "2f07dcf78sa4y5", "201a707ts9ullbhfo", "point", "ImagePoint", point(*facts.CAT_NOSE)),
        _sign(),
        _object(
            _ID + "2j07dc50cs4e11", "201a907ts69dr5m86", "polyline", "ImagePolyline", line(facts.SKYLINE)
        ),
        _person(_ID + "2l07dc1jsf15qo", facts.CHILD),
        _object(_ID + "2m07dc4x6xhzep", "1019z07ts7g1n3o5m", "polygon", "ImagePolygon", polygon(facts.HOUSE)),
        _person(_ID + "2n07dc4qot5gbx", facts.PARASOL),
        _mask("car", "101a107ts95sk63u0", "mask"),
        _mask_with_text("planter", "2x07dc84a12l8i"),
        _mask_with_text("tree", "2w07dccdv0g7gg"),
        _mask_with_text("bicycle", "3107dccy5pbudr"),
        _mask("lamp", "101a107ts95sk63u0", "mask"),
    ]


def _nested_radio() -> Json:
    inner_answer = _option("3507dcef304jmb", "201au07ts7nk47qny", "first_sub_radio_answer")
    inner = _radio("3407dc306b5xib", "201at07tsdjx9dlbw", "sub_radio_question", inner_answer)
    answer = _option("3307dcexth5ff7", "201as07tsh2prgosu", "first_radio_answer", inner)
    return _radio("2e07dc2bez8p1u", "201ar07ts3gq6a6sn", "nested_radio_question", answer)


def _nested_checklist() -> Json:
    inner_answer = _option("3807dcgpgih5qj", "201b207ts434b9iyx", "first_sub_checklist_answer")
    inner = _checklist("3707dc2cy805ac", "201b107ts12b1al1j", "sub_checklist_question", inner_answer)
    answer = _option("3207dc4u4nfg08", "201b007tsdhs07baf", "first_checklist_answer", inner)
    return _checklist("2i07dcd8lx87be", "201az07ts7st3fn79", "nested_checklist_question", answer)


def classifications() -> list[Json]:
    """The five questions of the label, two of them nested."""
    return [
        _nested_radio(),
        _text("2g07dc7wdv7p5z", "201ap07ts58gma0bb", "free_text", "sample text"),
        _nested_checklist(),
        _radio(
            "2k07dcezk08npu",
            "201ad07ts3t78873p",
            "radio_question",
            _option("2y07dcajpyg0d4", "201ag07tsfoc2bdpi", "second_radio_answer"),
        ),
        _checklist(
            "2p07dchs791672",
            "201aj07tsait4cbzh",
            "checklist_question",
            _option("2z07dc3abv19e8", "201ak07tsfqxc740z", "first_checklist_answer"),
            _option("3007dc4vbr0628", "201am07ts7s9e7x7k", "second_checklist_answer"),
        ),
    ]


def relationships() -> list[Json]:
    """One arrow, from the taller person to the smaller one."""
    relationship = _feature("clur69pfa00023b6rkftlkucz", "201ab07ts1f9dhpkt", "relationship")
    return [
        relationship
        | {
            "annotation_kind": "ImageUnidirectionalRelationship",
            "classifications": [],
            "unidirectional_relationship": {
                "source": "clur5tlyq1n2d07dcg9xldg90",
                "target": _ID + "2l07dc1jsf15qo",
            },
        }
    ]


def data_row() -> Json:
    return {
        "id": "clf9spzxq029m071nehy60a6v",
        "global_key": "2560px-Kitano_Street_Kobe01s5s4110.jpeg",
        "row_data": facts.PICTURE,
        "details": {
            "dataset_id": "clf9spwgw04w207ymfwy826qv",
            "dataset_name": "demo_dataset_img",
            "created_at": "2023-03-15T14:46:58.000+00:00",
            "updated_at": "2023-03-15T14:46:58.000+00:00",
            "last_activity_at": "2024-04-08T16:34:01.000+00:00",
            "created_by": "owner@example.com",
        },
    }


def embeddings() -> list[Json]:
    """Two embeddings; the numbers are cut short, as in the documentation."""
    return [
        {
            "id": "cn1cywy1r077807zblvo0m884",
            "name": "my_custom_embedding_2048_dimensions",
            "dimensions": 2048,
            "is_custom": True,
            "values": [
                {"value": [1.1265901290930636, 1.0413733599834287, 1.3041214120015427, 1.893491997791636]}
            ],
        },
        {
            "id": "c200000000000000000000000",
            "name": "Image Embedding V2 (CLIP ViT-B/32)",
            "dimensions": 512,
            "is_custom": False,
            "values": [{"value": [-0.4192526042461395, -0.048827216029167175]}],
        },
    ]


def _move(at: str, by: str, **tasks: str) -> Json:
    return {"action": "Move", "created_at": at, "created_by": by} | tasks


def _project_details() -> Json:
    labeling, review = "22ee463b-fbe3-0791-8159-94083be9dee3", "a384279a-45c0-4200-b85a-3c18469b3809"
    return {
        "ontology_id": "cltd3vkbb019q07ts23eedy4o",
        "task_id": review,
        "task_name": "Initial review task",
        "batch_id": "3f724e20-da3d-11ee-86a4-0145011952fd",
        "batch_name": "image-demo-batch",
        "workflow_status": "IN_REVIEW",
        "priority": 1,
        "consensus_expected_label_count": 1,
        "workflow_history": [
            _move(
                "2024-04-08T16:21:26.492+00:00",
                _PERSON,
                previous_task_name="Initial labeling task",
                previous_task_id=labeling,
                next_task_name="Initial review task",
                next_task_id=review,
            ),
            _move(
                "2024-04-08T16:21:26.481+00:00",
                "annotator@example.com",
                next_task_name="Initial labeling task",
                next_task_id=labeling,
            ),
        ],
    }


def _label() -> Json:
    return {
        "label_kind": "Default",
        "version": "1.0.0",
        "id": "clur5tlda1n2a07dc0i0zdd4k",
        "label_details": {
            "created_at": "2024-04-08T16:21:26.000+00:00",
            "updated_at": "2024-04-08T16:34:02.000+00:00",
            "created_by": "annotator@example.com",
            "content_last_updated_at": "2024-04-08T16:34:00.513+00:00",
            "reviews": [],
        },
        "performance_details": {"seconds_to_create": 18, "seconds_to_review": 6, "skipped": False},
        "annotations": {
            "objects": objects(),
            "classifications": classifications(),
            "relationships": relationships(),
        },
    }


def rows() -> list[dict[str, Any]]:
    """The one row of `street.ndjson`."""
    return [
        {
            "data_row": data_row(),
            "media_attributes": {"height": facts.HEIGHT, "width": facts.WIDTH, "mime_type": "image/jpeg"},
            "attachments": [],
            "metadata_fields": [],
            "embeddings": embeddings(),
            "projects": {
                "cltd3vkju021907u63w2odj69": {
                    "name": "Image Annotation Import Demo",
                    "labels": [_label()],
                    "project_details": _project_details(),
                }
            },
        }
    ]
