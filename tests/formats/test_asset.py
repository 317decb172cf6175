"""The asset of a row, and how its medium is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.rows import box, errors, feature, label, row, the_row, v1_row, warnings
from viewer.formats.row import read_row
from viewer.model.row import Attachment, DataRowDetails, Embedding, MediaType, MetadataField


def test_everything_of_the_asset_is_read() -> None:
    details = {
        "dataset_id": "d",
        "dataset_name": "Photos",
        "created_at": "2023-02-08",
        "created_by": "[email protected]",
    }
    data_row = {"id": "i", "global_key": "g", "external_id": "e", "row_data": "u", "details": details}
    found = the_row(
        row(
            data_row=data_row,
            attachments=[{"id": "a", "type": "IMAGE_OVERLAY", "name": "n", "value": "u"}],
            metadata_fields=[{"schema_id": "s", "schema_name": "n", "schema_kind": "k", "value": 0.5}],
            embeddings=[{"id": "b", "name": "clip", "dimensions": 512, "is_custom": True, "values": []}],
        )
    )
    assert (found.id, found.global_key, found.external_id, found.row_data) == ("i", "g", "e", "u")
    assert found.details == DataRowDetails("d", "Photos", "2023-02-08", created_by="[email protected]")
    assert found.attachments == (Attachment("IMAGE_OVERLAY", "u", "n", "a"),)
    assert found.metadata == (MetadataField("n", 0.5, "k", "s"),)
    assert found.embeddings == (Embedding("clip", ("embeddings", 0), 512, True, "b"),)


def test_everything_but_the_block_itself_may_be_missing() -> None:
    read = read_row({"data_row": {"id": "i", "global_key": None, "details": None}, "attachments": None}, 0)
    assert read.issues == ()


@pytest.mark.parametrize("rotation", ["6", 6])
def test_the_rotation_is_a_number_or_a_text_of_one(rotation: Any) -> None:
    value = row(media_attributes={"exif_rotation": rotation, "frame_rate": 29.97002997, "width": 640.0})
    media = the_row(value).media
    assert (media.exif_rotation, media.frame_rate, media.width) == (6, 29.97002997, 640)
    assert read_row(value, 0).issues == ()


def test_a_negative_size_is_an_error_and_no_size() -> None:
    read = read_row(row(media_attributes={"width": -640, "height": 480}), 0)
    assert errors(read) == ["media_attributes.width: negative width: -640"]
    media = the_row(row(media_attributes={"width": -640, "height": 480})).media
    assert (media.width, media.height, media.size) == (None, 480, None)


def test_an_id_that_is_a_number_is_taken_with_a_warning() -> None:
    value = row(data_row={"id": 12})
    assert the_row(value).id == "12"
    assert warnings(read_row(value, 0)) == ["data_row.id: expected text, found 12"]


@pytest.mark.parametrize("junk", [5, "x", None, []])
def test_a_bad_attachment_costs_itself_alone(junk: Any) -> None:
    value = row(attachments=[junk, {"type": "IMAGE", "value": "u"}])
    assert the_row(value).attachments == (Attachment("IMAGE", "u"),)
    assert len(errors(read_row(value, 0))) == 1


@pytest.mark.parametrize(
    ("attributes", "medium"),
    [
        ({"asset_type": "image"}, MediaType.IMAGE),
        ({"asset_type": "pdf", "mime_type": "application/pdf"}, MediaType.DOCUMENT),
        ({"mime_type": "image/jpg"}, MediaType.IMAGE),
        ({"mime_type": "video/mp4"}, MediaType.VIDEO),
        ({"mime_type": "text/plain"}, MediaType.TEXT),
        ({"mime_type": "text/html"}, MediaType.HTML),
        ({"mime_type": "audio/mpeg"}, MediaType.AUDIO),
        ({"mime_type": "application/x-tms-geo"}, MediaType.GEO),
        ({"mime_type": "application/dicom"}, MediaType.DICOM),
        ({"mime_type": "application/vnd.labelbox.conversational"}, MediaType.CONVERSATION),
        ({"mime_type": "application/zip"}, MediaType.UNKNOWN),
    ],
)
def test_the_medium_is_what_the_attributes_say(attributes: Any, medium: MediaType) -> None:
    value = {"data_row": {"id": "i"}, "media_attributes": attributes}
    assert the_row(value).media.media_type is medium


SPAN = feature("TextEntity", location={"start": 0, "end": 1})
GEO = feature("GeoPoint", geojson={"type": "Point", "coordinates": [0, 0]})


@pytest.mark.parametrize(
    ("of_label", "medium"),
    [
        (label(objects=[box()]), MediaType.IMAGE),
        (label(objects=[SPAN]), MediaType.TEXT),
        (label(objects=[GEO]), MediaType.GEO),
        ({**label(), "label_kind": "Video"}, MediaType.VIDEO),
        (label(groups={"Axial": {"frames": {"1": {}}}}), MediaType.DICOM),
    ],
)
def test_else_what_was_annotated_gives_it_away(of_label: Any, medium: MediaType) -> None:
    assert the_row(row(of_label, media_attributes={}, data_row={"id": "i"})).media.media_type is medium


@pytest.mark.parametrize(
    ("row_data", "medium"),
    [
        ("https://example.org/a/film.MP4?Expires=1", MediaType.VIDEO),
        ("images/one.jpeg", MediaType.IMAGE),
        ("scan.pdf", MediaType.DOCUMENT),
        ('{"tileLayerUrl": "https://example.org/{z}/{x}/{y}.png"}', MediaType.GEO),
        ("https://[broken", MediaType.UNKNOWN),
        ("What a lovely day.", MediaType.UNKNOWN),
    ],
)
def test_else_the_name_of_the_file_does(row_data: str, medium: MediaType) -> None:
    assert the_row({"data_row": {"row_data": row_data}}).media.media_type is medium


def test_the_first_version_has_columns_instead() -> None:
    found = the_row(v1_row({}, **{"Global Key": "g", "External ID": "", "media_type": "video"}))
    assert (found.id, found.global_key, found.external_id) == ("row-1", "g", None)
    assert found.row_data == "https://example.org/1.jpg"
    assert found.details == DataRowDetails(dataset_name="Photos")
    assert found.media.media_type is MediaType.VIDEO
