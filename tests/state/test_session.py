"""Opening, going from row to row, and failing without losing what is open."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.formats import ExportError
from viewer.media.store import MediaStore
from viewer.model.row import DataRow
from viewer.state.session import INLINE_READ_BYTES, Session
from viewer.state.view_state import ViewState
from viewer.tasks import InlineTasks, ThreadTasks


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    tasks = InlineTasks()
    return Session(tasks, MediaStore(tasks))


def three_rows(folder: Path, name: str = "export.ndjson") -> Path:
    rows = [
        exports.row(exports.label(exports.box(f"b{n}", 1, 2, 3, 4, name=f"class-{n}")), row_id=f"row-{n}")
        for n in (1, 2, 3)
    ]
    return exports.write(folder, *rows, name=name)


def shown_id(session: Session) -> str | None:
    return session.row.id if session.row is not None else None


def test_opening_shows_the_first_row(session: Session, tmp_path: Path) -> None:
    session.open(three_rows(tmp_path))
    assert shown_id(session) == "row-1"
    assert session.row_count == 3


@pytest.mark.parametrize("name", ["2", "row-2", "key-row-2"])
def test_opening_at_a_row_by_number_or_id(session: Session, tmp_path: Path, name: str) -> None:
    session.open(three_rows(tmp_path), row=name)
    assert shown_id(session) == "row-2"


def test_a_row_that_is_not_there_is_said_and_nothing_is_opened(session: Session, tmp_path: Path) -> None:
    errors: list[ExportError] = []
    session.open_failed.connect(errors.append)
    session.open(three_rows(tmp_path), row="row-99")
    assert "row-99" in str(errors[0])
    assert session.export is None


def test_what_was_open_stays_open_when_the_next_cannot_be_read(session: Session, tmp_path: Path) -> None:
    session.open(three_rows(tmp_path), row="2")
    errors: list[ExportError] = []
    session.open_failed.connect(errors.append)
    session.open(tmp_path / "not-there.ndjson")
    assert len(errors) == 1
    assert shown_id(session) == "row-2"
    session.update(row=2)
    assert shown_id(session) == "row-3"


def test_habits_stay_and_places_go_when_another_export_is_opened(session: Session, tmp_path: Path) -> None:
    session.open(three_rows(tmp_path))
    session.update(opacity=0.9, row=2, hidden_classes=frozenset({"class-1"}))
    session.open(three_rows(tmp_path, "other.ndjson"))
    assert session.state == ViewState(opacity=0.9)
    assert not session.can_go_back


def test_views_hear_of_the_old_and_the_new(session: Session, tmp_path: Path) -> None:
    session.open(three_rows(tmp_path))
    heard: list[tuple[int, int]] = []
    session.changed.connect(lambda old, new: heard.append((old.row, new.row)))
    session.update(row=1)
    session.update(row=1)
    assert heard == [(0, 1)]


def test_back_returns_to_the_row_before(session: Session, tmp_path: Path) -> None:
    session.open(three_rows(tmp_path))
    session.update(row=2)
    session.travel(-1)
    assert shown_id(session) == "row-1"
    session.travel(1)
    assert shown_id(session) == "row-3"


def test_searching_narrows_the_rows(session: Session, tmp_path: Path) -> None:
    session.open(three_rows(tmp_path))
    session.search("CLASS-2")
    assert list(session.state.found or ()) == [1]
    session.search("  ")
    assert session.state.found is None


def test_reloading_keeps_the_row_and_sees_what_is_new(session: Session, tmp_path: Path) -> None:
    path = three_rows(tmp_path)
    session.open(path, row="3")
    with path.open("a", encoding="utf-8") as file:
        file.write('{"data_row": {"id": "row-4"}}\n')
    session.reload()
    assert shown_id(session) == "row-3"
    assert session.row_count == 4


def test_reloading_a_file_that_became_shorter_shows_its_last_row(session: Session, tmp_path: Path) -> None:
    path = three_rows(tmp_path)
    session.open(path, row="3")
    shorter = path.read_text(encoding="utf-8").splitlines(keepends=True)[:2]
    path.write_text("".join(shorter), encoding="utf-8")
    session.reload()
    assert (shown_id(session), session.row_count) == ("row-2", 2)


def test_classes_of_the_first_rows_are_known_in_file_order(session: Session, tmp_path: Path) -> None:
    session.open(three_rows(tmp_path))
    assert session.classes == ("class-1", "class-2", "class-3")


def test_an_unreadable_record_is_a_row_of_its_own_and_an_issue(session: Session, tmp_path: Path) -> None:
    path = three_rows(tmp_path)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], '{"data_row": ', lines[2]]) + "\n")
    session.open(path)
    session.update(row=1)
    assert session.row is None
    assert session.read is not None
    assert not isinstance(session.read.row, DataRow)
    assert [issue.line for issue in session.issues] == [2]


def test_media_that_are_missing_become_issues_of_their_row(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.open(
        exports.write(tmp_path, exports.row(exports.label(exports.mask("m", "nowhere.png", (1, 2, 3)))))
    )
    assert session.row is not None
    session.media.masks(session.row, next(session.row.labels()))
    qtbot.waitUntil(lambda: any("nowhere.png" in str(issue) for issue in session.issues), timeout=2000)


def test_opening_on_threads_ends_with_the_last_file_asked_for(tmp_path: Path, qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    session = Session(tasks, MediaStore(tasks))
    paths = [three_rows(tmp_path, f"{n}.ndjson") for n in range(4)]
    for path in paths:
        session.open(path)
    qtbot.waitUntil(lambda: session.catalog is not None and tasks.idle, timeout=5000)
    assert session.export is not None
    assert session.export.path == paths[-1]
    tasks.close()


def open_with_a_large_first_row(session: Session, folder: Path, row: str) -> None:
    """The first row is parsed on a worker; so many follow that it is no longer at hand after opening."""
    large = exports.row(row_id="large", notes=["x" * 1000] * (INLINE_READ_BYTES // 1000 + 1))
    small = (exports.row(row_id=f"row-{n}") for n in range(2, 60))
    session.open(exports.write(folder, large, *small), row=row)


def test_leaving_a_large_row_before_it_is_read_leaves_no_word_of_it(tmp_path: Path, qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    session = Session(tasks, MediaStore(tasks))
    open_with_a_large_first_row(session, tmp_path, "row-30")
    qtbot.waitUntil(lambda: session.catalog is not None and tasks.idle, timeout=5000)
    told: list[str] = []
    session.progressed.connect(lambda text, _done, _total: told.append(text))
    session.update(row=0)
    assert session.row is None
    session.update(row=1)
    assert shown_id(session) == "row-2"
    assert told == ["Reading row 1", ""]
    tasks.close()


def test_rows_are_loaded_ahead_in_the_direction_of_travel(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead: list[list[int]] = []
    monkeypatch.setattr(session.media, "prefetch", lambda rows: ahead.append([row.index for row in rows]))
    session.open(exports.write(tmp_path, *(exports.row(row_id=f"row-{n}") for n in range(10))), row="5")
    session.update(row=5)
    session.update(row=4)
    session.update(row=1)
    session.update(row=9)
    assert ahead == [[5, 6, 7, 3], [6, 7, 8, 4], [3, 2, 1, 5], [0, 2], [8]]


def test_the_neighbours_of_a_row_are_read_ahead_so_that_they_show_at_once(
    tmp_path: Path, qtbot: QtBot
) -> None:
    tasks = ThreadTasks()
    session = Session(tasks, MediaStore(tasks))
    open_with_a_large_first_row(session, tmp_path, "row-2")
    qtbot.waitUntil(lambda: session.catalog is not None and tasks.idle, timeout=5000)
    session.update(row=0)
    assert shown_id(session) == "large"
    tasks.close()
