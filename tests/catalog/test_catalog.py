"""Every row in brief, and the search in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from viewer.catalog import catalog as module
from viewer.catalog import walk
from viewer.catalog.catalog import Catalog, catalogue
from viewer.catalog.finding import find
from viewer.catalog.found import Request
from viewer.formats import open_export
from viewer.model.row import Family, MediaType


def box(name: str) -> dict[str, Any]:
    return {
        "feature_id": f"f-{name}",
        "name": name,
        "annotation_kind": "ImageBoundingBox",
        "classifications": [{"name": "colour", "radio_answer": {"name": "red", "classifications": []}}],
        "bounding_box": {"left": 1, "top": 2, "width": 3, "height": 4},
    }


def label(*objects: dict[str, Any], skipped: bool = False) -> dict[str, Any]:
    annotations = {"objects": list(objects), "classifications": [], "relationships": []}
    return {"id": "l", "annotations": annotations, "performance_details": {"skipped": skipped}}


ROWS: list[Any] = [
    {
        "data_row": {"id": "id-1", "global_key": "street one.jpg", "external_id": "X/1"},
        "media_attributes": {"mime_type": "image/jpeg"},
        "projects": {
            "p": {
                "name": "P",
                "labels": [label(box("Car"), box("Traffic light")), label(box("Car"))],
                "project_details": {"workflow_status": "IN_REVIEW"},
            }
        },
        "experiments": {
            "e": {"name": "E", "runs": {"r": {"name": "R", "labels": [], "predictions": [label(box("Bus"))]}}}
        },
    },
    "no row",
    {"data_row": {"id": "id-3", "external_id": "X/1"}, "projects": {"p": {"labels": [label(skipped=True)]}}},
    {"data_row": {"id": "id-4"}},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.ndjson"
    path.write_text("\n".join(json.dumps(row) for row in ROWS) + "\n")
    return path


@pytest.fixture
def catalog(file: Path) -> Catalog:
    return catalogue(open_export(file))


def test_a_summary_counts_labels_predictions_objects_and_classes(catalog: Catalog) -> None:
    first = catalog.summary(0)
    assert (first.index, first.name, first.media_type) == (0, "street one.jpg", MediaType.IMAGE)
    assert (first.labels, first.predictions, first.objects) == (2, 1, 4)
    assert first.classes == ("Car", "Traffic light", "Bus")
    assert set(first.families) == {Family.PROJECT, Family.MODEL_RUN}
    assert first.statuses == ("IN_REVIEW",)
    assert not first.empty
    assert not first.skipped


def test_skipped_empty_and_bare_rows_are_told_apart(catalog: Catalog) -> None:
    skipped, bare = catalog.summary(2), catalog.summary(3)
    assert (skipped.skipped, skipped.empty, skipped.labels) == (True, True, 1)
    assert (bare.skipped, bare.empty, bare.labels) == (False, True, 0)
    assert bare.families == (Family.BARE,)


def test_a_record_that_cannot_be_read_is_a_row_with_its_error(catalog: Catalog) -> None:
    broken = catalog.summary(1)
    assert (broken.index, broken.readable, broken.errors) == (1, False, 1)
    assert broken.name == "unreadable record 2"
    assert [issue.row for issue in catalog.issues] == [1]


@pytest.mark.parametrize(
    ("query", "indices"),
    [
        ("", (0, 1, 2, 3)),
        ("id-3", (2,)),
        ("x/1", (0, 2)),
        ("STREET", (0,)),
        ("light car", (0,)),
        ("car id-3", ()),
        ("COLOUR", (0,)),
        ("unreadable", (1,)),
    ],
)
def test_search_finds_rows_that_hold_every_word(
    catalog: Catalog, query: str, indices: tuple[int, ...]
) -> None:
    assert tuple(find(catalog, Request(query))) == indices


def test_issues_are_counted_beyond_those_that_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (module, walk):
        monkeypatch.setattr(each, "MOST_ISSUES", 3)
    path = tmp_path / "a"
    path.write_text('{"data_row": {"id": "1"}}\n' + "oops\n" * 7)
    catalog = catalogue(open_export(path))
    assert (len(catalog.issues), catalog.errors, catalog.warnings) == (3, 7, 0)


def test_progress_counts_rows_and_a_check_gives_up(file: Path) -> None:
    told: list[tuple[int, int]] = []
    catalogue(open_export(file), progress=lambda done, total: told.append((done, total)))
    assert told == [(4, 4)]

    def give_up() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        catalogue(open_export(file), check=give_up)


def test_it_counts_pictures_and_masks_by_the_host_that_they_are_on(tmp_path: Path) -> None:
    def mask(url: str) -> dict[str, Any]:
        return {
            "feature_id": url,
            "name": "m",
            "annotation_kind": "ImageSegmentationMask",
            "composite_mask": {"url": url, "color_rgb": [1, 2, 3]},
        }

    def row(address: str, *objects: dict[str, Any], mime: str = "image/png") -> dict[str, Any]:
        return {
            "data_row": {"id": address, "row_data": address},
            "media_attributes": {"mime_type": mime},
            "projects": {"p": {"labels": [label(*objects)]}},
        }

    composite = mask("https://api.labelbox.com/masks/c/index/1")
    rows = [
        row("https://Shop.example/1.png", composite, composite, mask("http://10.0.0.1:8000/m.png")),
        row("HTTPS://user:pass@shop.example/2.png?token=x@evil.example"),
        row("https://shop.example/film.mp4", mime="video/mp4"),  # of which nothing is fetched
        row("gs://bucket/3.png"),
        row("pictures/4.png"),
        row("https://shop.example\\@evil.example/5.png"),  # no request is made of such an address
    ]
    path = tmp_path / "hosts.ndjson"
    path.write_text("\n".join(json.dumps(each) for each in rows) + "\n")
    with open_export(path) as export:
        hosts = catalogue(export).hosts
    assert dict(hosts) == {"shop.example": 2, "api.labelbox.com": 1, "10.0.0.1:8000": 1}
