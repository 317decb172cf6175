"""What fetching an export would take: each address once, what is there left out, nobody asked."""

from __future__ import annotations

import tracemalloc
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from tests import exports
from viewer.formats import open_export
from viewer.media.fetch_plan import FetchPlan, plan_fetch
from viewer.media.problem import ProblemKind
from viewer.media.resolve import Places
from viewer.media.wanted import MediaKind
from viewer.tasks import Cancelled, Ticket

RED = (255, 0, 0)
STORAGE, LABELBOX = (
    "https://storage.example/{}.png",
    "https://api.labelbox.com/api/v1/tasks/t/masks/{}/index/1",
)


class Shelf:
    """Holds some addresses; notes which it is asked for."""

    def __init__(self, *held: str) -> None:
        self.held = held
        self.asked: list[str] = []

    def holds(self, url: str) -> bool:
        self.asked.append(url)
        return url in self.held


def planned(
    path: Path, *held: str, kinds: Collection[MediaKind] = tuple(MediaKind), places: Places | None = None
) -> tuple[FetchPlan, list[str | None]]:
    """The plan, and the addresses it leads to."""
    with open_export(path) as export:
        plan = plan_fetch(export, Shelf(*held), places or Places(beside=path.parent), kinds, Ticket())
        found = [plan.find(export, place) for place in plan.needed]
        return plan, [wanted and wanted.url for wanted in found]


def two_rows(folder: Path) -> Path:
    masks = [exports.mask(f"f{at}", LABELBOX.format("c1"), (at, 1, 1)) for at in range(3)]
    alone = exports._feature("g", "ImageSegmentationMask", mask={"url": STORAGE.format("single")})
    return exports.write(
        folder,
        exports.row(exports.label(*masks, alone), row_data=STORAGE.format(1)),
        exports.row(exports.label(masks[0]), row_id="row-2", row_data=STORAGE.format(2)),
        exports.row(row_id="row-3", row_data=STORAGE.format(1) + "?X-Goog-Signature=other"),
    )


def test_each_address_is_needed_once_whoever_names_it(tmp_path: Path) -> None:
    plan, urls = planned(two_rows(tmp_path))
    assert urls == [
        STORAGE.format(1),
        LABELBOX.format("c1"),
        STORAGE.format("single"),
        STORAGE.format(2),
    ]
    assert plan.by_host == {"storage.example": 3, "api.labelbox.com": 1}
    assert (plan.total, plan.held, plan.problems.count, plan.unreadable) == (4, 0, 0, 0)


def test_what_is_there_is_not_needed(tmp_path: Path) -> None:
    plan, urls = planned(two_rows(tmp_path), STORAGE.format(1), LABELBOX.format("c1"))
    assert urls == [STORAGE.format("single"), STORAGE.format(2)]
    assert (plan.total, plan.held) == (4, 2)


def test_images_or_masks_alone(tmp_path: Path) -> None:
    path = two_rows(tmp_path)
    assert planned(path, kinds=[MediaKind.IMAGES])[1] == [STORAGE.format(1), STORAGE.format(2)]
    assert planned(path, kinds=[MediaKind.MASKS])[1] == [LABELBOX.format("c1"), STORAGE.format("single")]


def test_what_lies_on_this_computer_is_not_needed(tmp_path: Path) -> None:
    (tmp_path / "key-row-1.png").touch()
    (tmp_path / "local.png").touch()
    path = exports.write(
        tmp_path,
        exports.row(row_data=STORAGE.format(1)),
        exports.row(row_id="row-2", row_data="local.png"),
        exports.row(row_id="row-3", row_data="data:image/png;base64,AAAA"),
    )
    plan, urls = planned(path)
    assert (urls, plan.total) == ([], 0)


def test_what_cannot_be_fetched_is_counted_by_cause(tmp_path: Path) -> None:
    video = {"media_attributes": {"mime_type": "video/mp4"}}
    path = exports.write(
        tmp_path,
        exports.row(row_data="gs://bucket/a.png"),
        exports.row(row_id="row-2", row_data="gs://bucket/b.png"),
        exports.row(row_id="row-3", row_data="missing.png"),
        exports.row(row_id="row-4", row_data="https://user:secret@storage.example/a.png"),
        exports.row(row_id="row-5", row_data="https://storage.example/a.mp4", **video),
    )
    with path.open("a") as file:
        file.write("no row\n")
    plan, urls = planned(path)
    assert urls == []
    counted = {(cause.kind, str(cause.host or "")): cause.count for cause in plan.problems.causes}
    assert counted == {
        (ProblemKind.UNSUPPORTED_ADDRESS, ""): 2,
        (ProblemKind.UNSUPPORTED_ADDRESS, "storage.example"): 1,
        (ProblemKind.MISSING, ""): 1,
    }
    assert "secret" not in repr(plan.problems.causes)
    assert (plan.total, plan.unreadable) == (4, 1)


def test_for_a_composite_out_of_reach_the_masks_of_its_objects_are_needed(tmp_path: Path) -> None:
    path = exports.write(tmp_path, exports.row(exports.label(*_with_singles("gs://bucket/c.png"))))
    plan, urls = planned(path, kinds=[MediaKind.MASKS])
    assert urls == [STORAGE.format("s0"), STORAGE.format("s1")]
    assert plan.problems.count == 1
    path = exports.write(tmp_path, exports.row(exports.label(*_with_singles(LABELBOX.format("c")))))
    assert planned(path, kinds=[MediaKind.MASKS])[1] == [LABELBOX.format("c")]


def test_a_plan_can_be_given_up(tmp_path: Path) -> None:
    ticket = Ticket()
    ticket.cancel()
    with open_export(two_rows(tmp_path)) as export, pytest.raises(Cancelled):
        plan_fetch(export, Shelf(), Places(), tuple(MediaKind), ticket)


def test_an_export_that_was_changed_since_leads_nowhere(tmp_path: Path) -> None:
    path = two_rows(tmp_path)
    with open_export(path) as export:
        plan = plan_fetch(export, Shelf(), Places(), tuple(MediaKind), Ticket())
    shorter = exports.write(tmp_path, exports.row(row_data="a.png"), exports.row(), exports.row())
    with open_export(shorter) as export:
        found = [plan.find(export, place) for place in plan.needed]
    assert found[1:3] == [None, None]


def test_memory_is_a_few_bytes_an_address(tmp_path: Path) -> None:
    count, long = 3_000, "x" * 1_000
    path = exports.write(
        tmp_path,
        *(exports.row(row_id=f"r{at}", row_data=STORAGE.format(f"{long}{at}")) for at in range(count)),
    )
    with open_export(path) as export:
        tracemalloc.start()
        plan = plan_fetch(export, EmptyShelf(), Places(), [MediaKind.IMAGES], Ticket())
        kept_bytes, _peak_bytes = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(plan.needed) == count
    assert kept_bytes < 200 * count, "a fifth of the addresses alone"


class EmptyShelf:
    def holds(self, url: str) -> bool:
        return False


def _with_singles(composite: str) -> list[dict[str, Any]]:
    return [
        exports.mask(f"f{at}", composite, (at + 1, 1, 1), mask={"url": STORAGE.format(f"s{at}")})
        for at in range(2)
    ]


def test_of_some_rows_alone(tmp_path: Path) -> None:
    rows = [exports.row(row_id=f"r{n}", row_data=f"https://a.example/{n}.png") for n in range(9)]
    reported: list[tuple[int, int]] = []
    with open_export(exports.write(tmp_path, *rows)) as export:
        ticket = Ticket(lambda done, total: reported.append((done, total)))
        plan = plan_fetch(export, Shelf(), Places(), tuple(MediaKind), ticket, rows=(2, 7))
        found = [plan.find(export, place) for place in plan.needed]
    assert [each.url for each in found if each is not None] == [
        "https://a.example/2.png",
        "https://a.example/7.png",
    ]
    assert reported == [(0, 2)]
