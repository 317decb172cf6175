"""`consensus.ndjson`: three labels on a row, one selected; rows skipped, empty and not labelled yet."""

from __future__ import annotations

from _make import pictures
from _make.v2 import Json, Maker, annotations, cuid, data_row, image, project, project_label, row, uuid_of

_TASKS = ("Initial labeling task", "Initial review task", "Second look", "Rework (all rejected)")


def _opinion(number: int, shift: float) -> Json:
    """What one of the annotators saw; each draws a little differently."""
    maker = Maker(f"consensus {number}")
    kites = [
        maker.polygon("kite", [(x + shift * (i % 2), y - shift) for i, (x, y) in enumerate(kite)])
        for kite in pictures.KITES[: 3 - number % 2]
    ]
    left, top, width, height = pictures.DOG
    dog = maker.box("dog" if number < 3 else "fox", left + shift, top, width - shift, height)
    mood = maker.radio("weather", "sunny" if number < 3 else "cloudy", [maker.radio("wind", "fresh breeze")])
    things = maker.checklist("what is going on", "kite flying", *(["dog walking"] if number != 1 else []))
    others = [maker.box("tree", *pictures.TREE), maker.polygon("pond", pictures.POND)]
    return annotations(
        [*kites, dog, *others],
        [mood, things],
        [maker.relationship("flies above", kites[0]["feature_id"], dog["feature_id"])],
    )


def _review(number: int, score: int) -> Json:
    return {
        "id": cuid("review", number),
        "score": score,
        "created_at": f"2025-05-1{number}T14:0{number}:09.000+00:00",
        "created_by": f"reviewer{number}@example.com",
    }


def _history() -> list[Json]:
    """Newest first: there and back again through the tasks."""
    steps = [
        (0, 1, "Move"),
        (1, 3, "Reject"),
        (3, 1, "Rework"),
        (1, 2, "Approve"),
        (2, 1, "Move"),
        (1, 2, "Approve"),
    ]
    found: list[Json] = [_step(9, "Move", "annotator1@example.com", None, 0)]
    for hour, (before, after, action) in enumerate(steps, start=10):
        found.append(_step(hour, action, f"reviewer{hour % 3 + 1}@example.com", before, after))
    found.append(
        {"action": "Approve", "created_at": "2025-05-13T16:00:00.000+00:00", "created_by": "lead@example.com"}
        | {"previous_task_name": _TASKS[2], "previous_task_id": uuid_of("task", 2), "next_task_name": "Done"}
    )
    return found[::-1]


def _step(hour: int, action: str, by: str, before: int | None, after: int) -> Json:
    step: Json = {"action": action, "created_at": f"2025-05-13T{hour:02}:20:11.318+00:00", "created_by": by}
    if before is not None:
        step |= {"previous_task_name": _TASKS[before], "previous_task_id": uuid_of("task", before)}
    return step | {"next_task_name": _TASKS[after], "next_task_id": uuid_of("task", after)}


def _labels() -> list[Json]:
    """Three opinions; the second is the best, and the only one that was reviewed."""
    scores: tuple[Json, ...] = ({"consensus_score": 0.74}, {"consensus_score": 0.91}, {})
    labels = [
        project_label(
            cuid("consensus label", n),
            _opinion(n, shift),
            by=f"annotator{n}@example.com",
            day=f"2025-05-{10 + n}",
            performance=scores[n - 1],
            reviews=[_review(1, 1), _review(2, -1)] if n == 2 else [],
        )
        for n, shift in ((1, 6.5), (2, 0.0), (3, -9.25))
    ]
    labels[1]["z_order"] = [found["feature_id"] for found in labels[1]["annotations"]["objects"]]
    labels[1]["performance_details_v2"] = {
        "seconds_to_label": 61.2,
        "seconds_to_review": 31.0,
        "seconds_to_rework": 12.5,
        "seconds_total": 104.7,
        "skipped": False,
        "consensus_score": 0.91,
    }
    return labels


def _attachment(kind: str, name: str, value: str) -> Json:
    return {"id": cuid("attachment", name), "type": kind, "name": name, "value": value}


def _metadata(name: str, kind: str, value: str | float) -> Json:
    schema = {"schema_id": cuid("metadata", name), "schema_name": name}
    return schema | {"schema_kind": f"CustomMetadata{kind}", "value": value}


def _contested_row() -> Json:
    labels = _labels()
    block = project(
        "Kites by consensus",
        labels,
        selected_label_id=labels[1]["id"],
        consensus_expected_label_count=3,
        workflow_history=_history(),
    )
    tag = {"id": cuid("tag"), "organization_id": cuid("org"), "text": "pilot", "color": "E7BF00"}
    next(iter(block.values()))["project_tags"] = [tag]
    asset = data_row("park-consensus", pictures.PARK, external_id="park.jpg")
    return row(asset, image(*pictures.PARK_SIZE), projects=block) | {
        "attachments": [
            _attachment("RAW_TEXT", "hint", "Count the kites, not the strings."),
            _attachment("IMAGE", "the same day", pictures.HARBOUR),
        ],
        "metadata_fields": [
            _metadata("weather", "String", "fair"),
            _metadata("wind (m/s)", "Number", 7.5),
            _metadata("taken", "DateTime", "2025-05-04T15:20:00.000Z"),
        ],
    }


def _small_row(key: str, labels: list[Json], status: str) -> Json:
    asset = data_row(key, pictures.TABLE, external_id="table.jpg")
    return row(asset, image(*pictures.TABLE_SIZE), projects=project("Kites by consensus", labels, status))


def rows() -> list[Json]:
    """Four rows; the last three share one external id."""
    skipped = project_label(cuid("skipped"), annotations(), performance={"skipped": True})
    empty = project_label(cuid("empty"), annotations())
    return [
        _contested_row(),
        _small_row("table-skipped", [skipped], "DONE"),
        _small_row("table-empty", [empty], "IN_REWORK"),
        _small_row("table-unlabelled", [], "TO_LABEL"),
    ]
