"""`media.ndjson`: a row of every asset type, with the files that can be had offline in `media/`."""

from __future__ import annotations

import json
from typing import Any

from _make import pictures
from _make.v2 import (
    Json,
    Maker,
    annotations,
    box,
    cuid,
    data_row,
    image,
    mask,
    project,
    project_label,
    row,
    uuid_of,
)

LETTER = (
    "Dear Ida,\n\nthe harbour lamp was lit at half past six. Two boats came in before the rain, "
    "the Sturmvogel and the little red one. Uncle Jon says the mackerel are back.\n\nYours, Ada\n"
)
NOTE = "Two boats came in before the rain."
PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Harbour bulletin</title></head>\n'
    "<body><h1>Harbour bulletin</h1><p>High water 18:40. Wind south-west, four.</p></body></html>\n"
)
CHAT = [
    {
        "messageId": "m0",
        "content": "When does the ferry leave?",
        "user": {"userId": "guest", "name": "Guest"},
        "align": "left",
    },
    {
        "messageId": "m1",
        "content": "At ten past nine, from pier two.",
        "user": {"userId": "desk", "name": "Desk"},
        "align": "right",
    },
    {
        "messageId": "m2",
        "content": "Thank you!",
        "user": {"userId": "guest", "name": "Guest"},
        "align": "left",
    },
]
EVALUATION = {
    "type": "application/vnd.labelbox.conversational.model-chat-evaluation",
    "version": 2,
    "messages": {
        "p0": {
            "content": [{"type": "text", "content": "Name three seabirds."}],
            "childMessageIds": ["a0", "a1"],
        },
        "a0": {"content": [{"type": "text", "content": "Gull, tern, puffin."}], "childMessageIds": []},
        "a1": {"content": [{"type": "text", "content": "Gull, sparrow, puffin."}], "childMessageIds": []},
    },
}
WORDS = ("Harbour", "dues", "for", "May", "are", "payable", "by", "Friday")
VIDEO_MASKS = ("media/video-mask-1.png", "media/video-mask-2.png")
BLUE = (0, 92, 230)
_PAGE_SIZE = {"page_dimensions": {"height": 792.0, "width": 612.0}}


def text_layer() -> list[Json]:
    """The words of the leaflet with their boxes, as a PDF's text layer file has them."""
    tokens = [
        {"id": uuid_of("word", i), "content": word}
        | {"geometry": {"left": 72 + (i % 4) * 80, "top": 120 + (i // 4) * 24, "width": 70, "height": 16}}
        for i, word in enumerate(WORDS)
    ]
    return [
        {
            "number": 1,
            "units": "POINTS",
            "groups": [{"id": uuid_of("group"), "content": " ".join(WORDS), "tokens": tokens}],
        }
    ]


def leaflet() -> bytes:
    """A one-page PDF with the words of the text layer."""
    shown = "".join(
        f"BT /F1 14 Tf {72 + (i % 4) * 80} {792 - 132 - (i // 4) * 24} Td ({word}) Tj ET\n"
        for i, word in enumerate(WORDS)
    )
    content = f"0.16 0.36 0.46 rg 72 560 468 60 re f\n0 g\n{shown}".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    return _pdf(parts)


def _pdf(parts: list[bytes]) -> bytes:
    found, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(found))
    return found + head + table + tail


def _asset(kind: str, url: str, mime: str, content: Json, label_kind: str = "Default", **media: Any) -> Json:
    labels = [project_label(cuid("media label", kind), content, kind=label_kind)]
    attributes = {"asset_type": kind, "mime_type": mime} | media
    return row(data_row(f"sample-{kind}", url), attributes, projects=project("Every medium", labels))


def _questions(maker: Maker) -> list[Json]:
    nested = maker.radio("how clearly", "very")
    return [
        maker.radio("usable", "yes", [nested]),
        maker.checklist("about", "boats", "weather"),
        maker.text("remark", "A calm evening."),
    ]


def _image_row(maker: Maker) -> Json:
    boat = maker.box("boat", *pictures.SAILING_BOAT)
    own = maker.mask("sails", mask("pictures/harbour-boat.png"))
    tower = maker.polygon("lighthouse", pictures.LIGHTHOUSE)
    coast, buoy = maker.line("coast", pictures.HEADLAND), maker.point("buoy", *pictures.BUOY)
    arrow = maker.relationship("steers by", boat["feature_id"], tower["feature_id"])
    content = annotations([boat, own, tower, coast, buoy], _questions(maker), [arrow])
    labels = [project_label(cuid("media label image"), content)]
    return row(
        data_row("sample-image", pictures.HARBOUR),
        image(*pictures.HARBOUR_SIZE),
        projects=project("Every medium", labels),
    )


def _video_row(maker: Maker) -> Json:
    """Three key frames; the boat is interpolated between them, a mask stands in two."""
    boat, wake, bow, shape = (
        maker.object(*named, {})
        for named in (
            ("boat", "VideoBoundingBox"),
            ("wake", "VideoPolyline"),
            ("bow", "VideoPoint"),
            ("sail", "VideoSegmentationMask"),
        )
    )
    frames: Json = {}
    for number, shift in ((1, 0.0), (25, 60.0), (13, 30.0)):
        inner = [maker.radio("under sail", "yes")]
        at = {boat["feature_id"]: boat | {"classifications": inner} | box(400 + shift, 210, 150, 190)}
        at[wake["feature_id"]] = wake | {
            "line": [{"x": 300.0 + shift, "y": 402.0}, {"x": 400.0 + shift, "y": 396.0}]
        }
        if number != 13:
            composite = VIDEO_MASKS[0 if number == 1 else 1]
            at[shape["feature_id"]] = shape | mask(composite, composite, BLUE)
        frames[str(number)] = {
            "objects": at,
            "classifications": [maker.radio("weather", "fair")] if shift else [],
        }
    frames["13"]["objects"][bow["feature_id"]] = bow | {"point": {"x": 580.0, "y": 388.5}}
    ids = [found["feature_id"] for found in (boat, wake, bow, shape)]
    content = {
        "frames": frames,
        "segments": dict(
            zip(ids, ([[1, 25]], [[13, 25], [1, 5]], [[13, 13]], [[25, 25], [1, 1]]), strict=True)
        ),
        "key_frame_feature_map": dict(
            zip(ids, ([1, 13, 25], {"1": True, "13": True, "25": False}, [13], [1, 25]), strict=True)
        ),
        "classifications": _questions(maker),
    }
    size = {"height": 640, "width": 960, "frame_rate": 29.97002997, "frame_count": 48}
    return _asset("video", "https://media.invalid/harbour.mp4", "video/mp4", content, "Video", **size)


def _span(text: str, part: str) -> Json:
    """Characters of a part, both ends inclusive."""
    start = text.index(part)
    return {"start": start, "end": start + len(part) - 1, "token": part}


def _entities(maker: Maker, text: str, *parts: tuple[str, str]) -> list[Json]:
    return [maker.object(name, "TextEntity", {"location": _span(text, part)}) for name, part in parts]


def _text_rows(maker: Maker) -> list[Json]:
    letter = _entities(maker, LETTER, ("person", "Ida"), ("boat", "Sturmvogel"), ("person", "Uncle Jon"))
    arrow = maker.relationship("mentions", letter[0]["feature_id"], letter[1]["feature_id"])
    arrow["annotation_kind"] = "TextUnidirectionalRelationship"
    note = _entities(maker, NOTE, ("weather", "rain"))
    inline = project_label(cuid("note label"), annotations(note, [maker.radio("tone", "plain")]))
    attributes = {"asset_type": "text", "mime_type": "text/plain"}
    return [
        _asset("text", "media/letter.txt", "text/plain", annotations(letter, _questions(maker), [arrow])),
        row(data_row("sample-text-inline", NOTE), attributes, projects=project("Every medium", [inline])),
    ]


def _document_row(maker: Maker) -> Json:
    stamp = maker.object(
        "stamp", "DocumentBoundingBox", {"page_number": 1} | box(72, 172, 468, 60) | _PAGE_SIZE
    )
    ids = [uuid_of("word", i) for i in (0, 1)]
    group = {"id": uuid_of("group"), "page_number": 1, "tokens": ids, "text": "Harbour dues"}
    entity = maker.object("subject", "DocumentEntityToken", {"location": {"groups": [group]}})
    content = annotations([stamp, entity], _questions(maker))
    layer = {"text_layer_url": "media/leaflet-text-layer.json"}
    return _asset("pdf", "media/leaflet.pdf", "application/pdf", content, **layer)


def _audio_row(maker: Maker) -> Json:
    """Whole-file answers, and two answers that hold for a stretch of time (milliseconds)."""
    bell, bell_schema = maker.radio("sound", "bell"), maker.id()
    content = {
        "classifications": _questions(maker),
        "segments": {bell["feature_id"]: [[100, 700]], bell_schema: [[700, 1200]]},
        "timestamp": {
            "100": {"classifications": [bell]},
            "700": {"classifications": [maker.text("heard", "fading")]},
        },
    }
    return _asset("audio", "media/chime.wav", "audio/wav", content)


def _answer_in_chat(question: Json, message_id: str) -> Json:
    """A classification of one message: the answer's key gets `conversational_` before it."""
    keys = ("radio_answer", "checklist_answers", "text_answer")
    renamed = {f"conversational_{key}" if key in keys else key: value for key, value in question.items()}
    return renamed | {"message_id": message_id}


def _conversation_row(maker: Maker) -> Json:
    place = {"message_id": "m1", "location": {"start": 3, "end": 15}}
    entity = maker.object("time", "ConversationalTextEntity", {"conversational_location": place})
    questions = [_answer_in_chat(question, f"m{i}") for i, question in enumerate(_questions(maker))]
    content = annotations([entity], [*questions, maker.radio("solved", "yes")])
    return _asset("conversation", "media/conversation.json", "application/json", content)


def _geo(maker: Maker, name: str, kind: str, shape: str, coordinates: Any) -> Json:
    return maker.object(name, kind, {"geojson": {"type": shape, "coordinates": coordinates}})


def _geo_objects(maker: Maker, x: float, y: float, step: float) -> list[Json]:
    ring = [[x, y], [x, y + step], [x + step, y + step], [x + step, y], [x, y]]
    triangle = [[x, y], [x + 2 * step, y], [x + step, y - step], [x, y]]
    return [
        _geo(maker, "basin", "GeoBoundingBox", "Polygon", [[[round(a, 6), round(b, 6)] for a, b in ring]]),
        _geo(maker, "mole", "GeoPolygon", "Polygon", [[[round(a, 6), round(b, 6)] for a, b in triangle]]),
        _geo(maker, "ferry route", "GeoPolyline", "LineString", [[x, y], [round(x + 3 * step, 6), y]]),
        _geo(maker, "light", "GeoPoint", "Point", [x, y]),
    ]


def _geo_rows(maker: Maker) -> list[Json]:
    tiles = {
        "tileLayerUrl": "https://tiles.invalid/{z}/{x}/{y}.png",
        "bounds": [[8.6, 54.4], [8.8, 54.5]],
        "minZoom": 10,
        "maxZoom": 16,
        "epsg": "EPSG4326",
        "tileSize": 256,
        "alternativeLayers": [],
        "version": 2,
    }
    plan = tiles | {
        "tileLayerUrl": "https://tiles.invalid/plan/{z}/{x}/{y}.png",
        "epsg": "EPSG3857",
        "bounds": [[0, 0], [512, 512]],
    }
    return [
        _asset(
            "geo",
            json.dumps(tiles),
            "application/x-tms-geo",
            annotations(_geo_objects(maker, 8.69, 54.47, 0.01), _questions(maker)),
        ),
        _asset(
            "simple-tiled",
            json.dumps(plan),
            "application/x-tms-simple",
            annotations(_geo_objects(maker, 120, 200, 40)),
        ),
    ]


def _dicom_row(maker: Maker) -> Json:
    vessel = maker.object(
        "vessel", "DICOMPolyline", {"line": [{"x": 110.5, "y": 84.0}, {"x": 131.0, "y": 96.25}]}
    )
    feature_id = vessel["feature_id"]
    groups: Json = {
        name: {"name": name, "classifications": [], "frames": {}} for name in ("Axial", "Sagittal", "Coronal")
    }
    moved = vessel | {"line": [{"x": 112.0, "y": 85.0}, {"x": 133.0, "y": 97.0}]}
    groups["Axial"]["frames"] = {
        "3": {"objects": {feature_id: moved}, "classifications": [maker.radio("contrast", "good")]},
        "1": {"objects": {feature_id: vessel}, "classifications": []},
    }
    content = {
        "groups": groups,
        "segments": {"Axial": {feature_id: [[1, 3]]}, "Sagittal": {}, "Coronal": {}},
        "classifications": _questions(maker),
        "key_frame_feature_map": {
            feature_id: {"Axial": {"1": True, "3": True}, "Sagittal": {}, "Coronal": {}}
        },
    }
    return _asset("medical_dcm", "https://media.invalid/phantom.dcm", "application/dicom", content)


def _evaluation_row(maker: Maker) -> Json:
    first, second = ({"message_id": f"a{i}", "model_config_name": f"model {i + 1}"} for i in range(2))
    ranked = [first | {"order": 1}, second | {"order": 2}]
    objects = [
        maker.object(
            "best", "MessageSingleSelection", {"selected_message": first | {"parent_message_id": "p0"}}
        ),
        maker.object(
            "usable",
            "MessageMultiSelection",
            {"selected_messages": {"messages": [first, second], "parent_message_id": "p0"}},
        ),
        maker.object(
            "ranking",
            "MessageRanking",
            {"ranked_messages": {"ranked_messages": ranked, "parent_message_id": "p0"}},
        ),
    ]
    questions = [
        _answer_in_chat(maker.checklist("mistakes", "a sparrow is no seabird"), "a1"),
        *_questions(maker),
    ]
    mime = "application/vnd.labelbox.conversational.model-chat-evaluation"
    return _asset("model_chat_evaluation", "media/evaluation.json", mime, annotations(objects, questions))


def rows() -> list[Json]:
    maker = Maker("media")
    html = _asset("html", "media/bulletin.html", "text/html", annotations([], _questions(maker)))
    return [
        _image_row(maker),
        _video_row(maker),
        *_text_rows(maker),
        _document_row(maker),
        html,
        _audio_row(maker),
        _conversation_row(maker),
        *_geo_rows(maker),
        _dicom_row(maker),
        _evaluation_row(maker),
    ]
