"""What a chosen folder holds of an export, counted by hand and at size."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.media.pictures import row
from viewer.media.folder import Folder, NameKind, read_folder
from viewer.media.report import Missing, Shared, match_report
from viewer.model.row import MediaType, Row, UnreadableRow
from viewer.tasks import Cancelled, Ticket


def folder(root: Path, *names: str) -> Folder:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return read_folder(root, Ticket())


def test_every_row_is_counted_once(tmp_path: Path) -> None:
    it = folder(
        tmp_path,
        "key.jpg",
        "x/ext.png",
        "url.jpg",
        "row-3.jpg",
        "a/two.jpg",
        "b/two.jpg",
        "shared.jpg",
        "no.jpg",
    )
    rows: list[Row] = [
        row("https://h/0", index=0, global_key="key"),
        row("https://h/0", index=1, external_id="ext.png"),
        row("https://h/url.jpg?Expires=1", index=2),
        row("https://h/0", index=3),
        row("https://h/0", index=4, external_id="two.jpg"),
        row("https://h/0", index=5, external_id="shared.jpg"),
        row("https://h/0", index=6, external_id="shared.jpg"),
        row("https://h/0", index=7, global_key="not there"),
        row("https://h/v.mp4", index=8, media_type=MediaType.VIDEO),
        UnreadableRow(9, "broken"),
    ]
    report = match_report(rows, it, Ticket())
    assert dict(report.matched) == {
        NameKind.GLOBAL_KEY: 1,
        NameKind.EXTERNAL_ID: 3,
        NameKind.FILE_NAME: 1,
        NameKind.ROW_ID: 1,
    }
    assert report.examples[NameKind.EXTERNAL_ID] == ((1, "x/ext.png"), (5, "shared.jpg"), (6, "shared.jpg"))
    assert [(u.row, u.files.count, u.files.paths) for u in report.unclear] == [
        (4, 2, ("a/two.jpg", "b/two.jpg"))
    ]
    assert report.missing == (Missing(7, "not there"),)
    assert report.shared == (Shared("shared.jpg", (5, 6)),)
    assert (report.rows, report.found, report.unused, report.not_pictured) == (8, 6, 3, 1)
    assert str(report) == (
        "The folder has 6 of 8 pictures: 1 by global key, 3 by external id, 1 by file name in the address, "
        "1 by data row id; of 1 the names fit several files; 1 are missing; 2 rows share 1 files."
    )


def test_a_folder_without_any_of_them(tmp_path: Path) -> None:
    report = match_report([row("https://h/0")], folder(tmp_path), Ticket())
    assert str(report) == "The folder has 0 of 1 pictures; 1 are missing."


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    report = match_report([], read_folder(tmp_path / "gone", Ticket()), Ticket())
    assert report.unread == (str(tmp_path / "gone"),)
    assert "1 folders cannot be read" in str(report)


def test_it_tells_how_far_it_is_and_can_be_given_up(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    ticket = Ticket(lambda done, total: told.append((done, total)))
    rows = (row("https://h/0", index=index) for index in range(600))
    match_report(rows, Folder(tmp_path), ticket, total=600)
    assert told == [(0, 600), (256, 600), (512, 600)]

    def given_up() -> Iterator[Row]:
        yield row("https://h/0")
        ticket.cancel()
        for index in range(100_000):
            assert index < 600
            yield row("https://h/0")

    with pytest.raises(Cancelled):
        match_report(given_up(), Folder(tmp_path), ticket)


@pytest.mark.parametrize("alike", [False, True], ids=["every name once", "one name in every folder"])
def test_ten_thousand_rows_take_ten_times_as_long_as_a_thousand(
    alike: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def seconds(count: int) -> float:
        names = [f"{n:06}/img.jpg" if alike else f"{n % 50}/img{n:06}.jpg" for n in range(count)]
        by_folder: dict[str, list[str]] = {}
        for name in names:
            by_folder.setdefault(str(tmp_path / name.partition("/")[0]), []).append(name.partition("/")[2])
        walk = [(place, [], files) for place, files in by_folder.items()]
        monkeypatch.setattr("viewer.media.folder.os.walk", lambda root, onerror: walk)
        rows = [row("https://h/0", index=n, external_id=f"bucket/{name}") for n, name in enumerate(names)]
        rows += [row("https://h/0", index=n, external_id="img.jpg") for n in range(count)]
        begin = time.perf_counter()
        report = match_report(rows, read_folder(tmp_path, Ticket()), Ticket())
        took = time.perf_counter() - begin
        assert report.found == count
        assert len(report.unclear) == (count if alike else 0)
        return took

    seconds(100)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.01)
