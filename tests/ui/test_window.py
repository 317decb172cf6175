"""The window as a whole: opening, titles, drops, layout, errors, what stands over the canvas."""

import sys
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.app import Application
from viewer.canvas.pointer import colour_at
from viewer.formats import Export
from viewer.media import guard
from viewer.media.problem import Remedy
from viewer.state import steps
from viewer.state.preferences import Preferences
from viewer.tasks import InlineTasks
from viewer.ui.dialogs.error import ErrorDialog
from viewer.ui.models.rows_model import RowsModel
from viewer.ui.widgets.rows_view import RowsView
from viewer.ui.window import MainWindow

LABEL = ("projects", "project-1", "labels", 0)


def go_to(application: Application, row: int) -> None:
    application.session.apply(steps.go_to_row(application.session.state, row))
    QTest.qWait(20)


def dock(window: MainWindow, name: str) -> QDockWidget:
    found = window.findChild(QDockWidget, name)
    assert isinstance(found, QDockWidget)
    return found


def titles(application: Application) -> list[str]:
    return [card.notice.title for card in application.window.stage.cards]


def drop(target: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(5, 5), action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)


def click(parent: QWidget, text: str) -> None:
    button = next(each for each in parent.findChildren(QPushButton) if each.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# ----------------------------------------------------------------- opening


def test_the_window_welcomes_before_a_file_is_open(window: MainWindow) -> None:
    assert window.stage.welcome.isVisible()
    assert window.windowTitle() == "Annoscope"


def test_the_title_names_file_and_row(opened: Application) -> None:
    assert opened.window.windowTitle() == "export.ndjson — key-row-1 — Annoscope"
    go_to(opened, 1)
    assert opened.window.windowTitle() == "export.ndjson — key-row-2 — Annoscope"


def test_the_demo_opens_from_the_welcome(application: Application) -> None:
    click(application.window.stage.welcome, "Open the demo")
    assert application.session.export is not None
    assert application.session.export.path.name == "street.ndjson"
    assert not application.window.stage.welcome.isVisible()


def test_recent_files_are_offered_and_missing_ones_cannot_be_chosen(
    application: Application, export: Path, tmp_path: Path
) -> None:
    application.preferences.add_recent(tmp_path / "gone.ndjson")
    application.preferences.add_recent(export)
    buttons = {b.text(): b for b in application.window.stage.welcome.findChildren(QToolButton)}
    assert not buttons["gone.ndjson (no longer there)"].isEnabled()
    QTest.mouseClick(buttons["export.ndjson"], Qt.MouseButton.LeftButton)
    assert application.session.row_count == 3


def test_a_dropped_file_is_opened(application: Application, export: Path) -> None:
    drop(application.window, export)
    assert application.session.row_count == 3


def test_a_dropped_folder_is_where_the_images_are(opened: Application, export: Path, tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    drop(opened.window, folder)
    assert opened.media.folder is None, "what is there is told first"
    click(opened.window, "Use")
    assert opened.media.folder == folder
    assert opened.preferences.media_folder(export) == folder


def test_a_folder_without_an_export_is_explained(application: Application, tmp_path: Path) -> None:
    drop(application.window, tmp_path)
    assert application.window.findChildren(ErrorDialog)


def test_what_is_no_file_cannot_be_dropped(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/export.ndjson")])
    args = (QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    event = QDragEnterEvent(*args, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()


# ----------------------------------------------------------------- errors


def test_a_file_that_cannot_be_opened_leaves_the_old_one_open(opened: Application, tmp_path: Path) -> None:
    bad = tmp_path / "page.json"
    bad.write_text("<!DOCTYPE html><html><body>Sign in</body></html>", encoding="utf-8")
    opened.session.open(bad)
    (dialog,) = opened.window.findChildren(ErrorDialog)
    assert str(bad) in dialog.details
    click(dialog, "Copy details")
    assert QGuiApplication.clipboard().text() == dialog.details
    assert opened.session.row_count == 3


def test_a_missing_image_is_explained_in_place_with_what_can_be_done(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    application.session.open(
        exports.write(tmp_path, exports.row(exports.label(exports.box("b", 1, 2, 3, 4))))
    )
    qtbot.waitUntil(lambda: titles(application) == ["The image cannot be shown"])
    (card,) = application.window.stage.cards
    assert card.notice.text == "missing.png: there is no such file"
    assert {button.text() for button in card.findChildren(QPushButton)} == {
        "Locate…",
        "Retry",
        "Copy details",
    }
    QImage(400, 300, QImage.Format.Format_RGB32).save(str(tmp_path / "missing.png"))
    click(card, "Retry")
    qtbot.waitUntil(lambda: titles(application) == [])


def test_opening_anyway_lets_a_huge_image_through(
    opened: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = []
    monkeypatch.setattr(opened.media, "allow_huge", allowed.append)
    opened.window.stage.remedy_asked.emit(Remedy.OPEN_ANYWAY, None)
    assert allowed == [opened.session.row]


def test_an_image_too_large_to_be_opened_unasked_is_shown_small_and_says_so(
    application: Application, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_PIXELS", 1_000_000)
    picture = QImage(4000, 3200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(str(tmp_path / "large.jpg"))
    row = exports.row(exports.label(exports.box("b", 1, 2, 3, 4)), row_data="large.jpg")
    row["media_attributes"].update(width=4000, height=3200)
    application.session.open(exports.write(tmp_path, row))
    qtbot.waitUntil(lambda: titles(application) == ["The image is shown at half of its size"], timeout=10_000)
    scene = application.canvas.scene
    assert scene is not None
    assert (scene.size.toTuple(), scene.backdrop.levels[0].width()) == ((4000, 3200), 2000)
    assert colour_at(scene, QPointF(100, 100)) is None, "an average is no pixel of the image"
    (card,) = application.window.stage.cards
    click(card, "Open anyway")
    qtbot.waitUntil(lambda: titles(application) == [], timeout=10_000)
    whole = application.canvas.scene
    assert whole is not None
    assert whole.backdrop.levels[0].width() == 4000
    assert colour_at(whole, QPointF(100, 100)) is not None


def test_an_empty_label_is_said_quietly(opened: Application) -> None:
    go_to(opened, 2)
    assert titles(opened) == ["Nothing was annotated in this label"]
    assert opened.window.stage.cards[0].is_quiet


def test_what_is_said_can_be_dismissed_until_the_row_is_left(opened: Application) -> None:
    go_to(opened, 2)
    (card,) = opened.window.stage.cards
    (closer,) = card.findChildren(QToolButton)
    QTest.mouseClick(closer, Qt.MouseButton.LeftButton)
    assert titles(opened) == []
    opened.window.stage.refresh()
    assert titles(opened) == []
    go_to(opened, 0)
    go_to(opened, 2)
    assert titles(opened) == ["Nothing was annotated in this label"]


def test_a_skipped_label_says_who_skipped_it(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    skipped = exports.label(
        label_details={"created_by": "ann@example.com"}, performance_details={"skipped": True}
    )
    QImage(400, 300, QImage.Format.Format_RGB32).save(str(tmp_path / "p.png"))
    application.session.open(exports.write(tmp_path, exports.row(skipped, row_data="p.png")))
    qtbot.waitUntil(lambda: titles(application) == ["Skipped by ann@example.com"])


def test_an_asset_that_is_no_image_is_told_plainly(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    row = exports.row(
        exports.label(), row_data="https://example.com/v.mp4", media_attributes={"mime_type": "video/mp4"}
    )
    application.session.open(exports.write(tmp_path, row))
    qtbot.waitUntil(lambda: "This asset is a video" in titles(application))


def test_an_unreadable_row_tells_its_reason(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    path = exports.write(tmp_path, exports.row(exports.label(), row_id="good"))
    path.write_text('{"data_row": {"id": "bad", \n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    application.session.open(path)
    qtbot.waitUntil(lambda: titles(application) == ["Record 1 cannot be read"])
    click(application.window.stage.cards[0], "Copy details")
    assert "line 1" in QGuiApplication.clipboard().text()


def test_long_reasons_wrap_within_the_canvas(application: Application, tmp_path: Path, qtbot: QtBot) -> None:
    row = exports.row(exports.label(exports.box("b", 1, 2, 3, 4)), row_data="pictures/" * 40 + "a.png")
    application.session.open(exports.write(tmp_path, row))
    qtbot.waitUntil(lambda: bool(application.window.stage.cards))
    application.window.resize(900, 600)
    card, stage = application.window.stage.cards[0], application.window.stage
    assert stage.rect().contains(card.geometry())
    for label in card.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())


def test_a_panel_behind_a_tab_shows_nothing_until_it_is_in_front(
    opened: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[int] = []
    raw = Export.raw

    def note(export: Export, index: int) -> object:
        parsed.append(index)
        return raw(export, index)

    monkeypatch.setattr(Export, "raw", note)
    window = opened.window
    for name in ("raw", "details"):
        window.docks.show(name)
        qtbot.waitUntil(lambda name=name: not dock(window, name).visibleRegion().isEmpty())  # type: ignore[misc]
    parsed.clear()
    go_to(opened, 1)
    assert parsed == []
    window.docks.show("raw")
    qtbot.waitUntil(lambda: parsed == [1])
    go_to(opened, 2)
    assert parsed == [1, 2]


def test_a_picture_that_is_cut_off_says_so_and_is_whole_after_retry(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    whole = tmp_path / "a.jpg"
    Image.new("RGB", exports.SIZE, "teal").save(whole, quality=95)
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) // 2])
    row = exports.row(exports.label(exports.box("b", 1, 2, 3, 4)), row_data="a.jpg")
    application.session.open(exports.write(tmp_path, row))
    qtbot.waitUntil(lambda: titles(application) == ["The image is cut off"])
    whole.write_bytes(data)
    click(application.window.stage.cards[0], "Retry")
    qtbot.waitUntil(lambda: titles(application) == [])


def test_a_picture_of_another_size_says_both_sizes(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (30, 40), "teal").save(tmp_path / "a.png")
    row = exports.row(exports.label(exports.box("b", 1, 2, 3, 4)), row_data="a.png")
    application.session.open(exports.write(tmp_path, row))
    qtbot.waitUntil(lambda: titles(application) == ["The image has not the size that the export says"])
    (card,) = application.window.stage.cards
    assert "30 × 40 pixels in place of 400 × 300" in card.notice.text
    assert [button.text() for button in card.findChildren(QPushButton)] == ["Locate…", "Copy details"]


def test_an_error_of_the_program_is_told_once_with_its_count(
    application: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("the tea is cold")

    for _ in range(3):
        try:
            fail()
        except RuntimeError:
            application.window.faults.take(*sys.exc_info())
    assert titles(application) == ["Something went wrong (3 times)"]
    card = application.window.stage.cards[0]
    assert "the tea is cold" in card.notice.text
    assert capsys.readouterr().err.count("RuntimeError: the tea is cold") == 3
    QTest.mouseClick(card.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert titles(application) == []


def test_errors_are_taken_only_while_the_window_is_there(application: Application) -> None:
    before = sys.excepthook
    application.window.faults.install()
    assert sys.excepthook != before
    application.window.close()
    assert sys.excepthook == before


# ----------------------------------------------------------------- layout


def test_the_canvas_has_more_than_half_of_a_small_window(opened: Application) -> None:
    opened.window.docks.arrange()
    QTest.qWait(20)
    assert opened.window.width() == 1280
    assert opened.canvas.width() > 0.55 * 1280
    assert dock(opened.window, "rows").width() >= 275


def test_the_first_window_leaves_room_for_its_frame_on_a_small_screen(opened: Application) -> None:
    screen = QGuiApplication.primaryScreen().availableGeometry()
    opened.window.commands.run("reset-layout")
    assert opened.window.height() <= min(900, screen.height() - 40)


def test_issues_stay_closed_until_they_are_asked_for(opened: Application) -> None:
    assert not dock(opened.window, "issues").isVisible()
    QTest.mouseClick(opened.window.status.issues, Qt.MouseButton.LeftButton)
    assert dock(opened.window, "issues").isVisible()


def test_every_panel_can_be_closed_from_the_window_menu(opened: Application) -> None:
    rows = dock(opened.window, "rows")
    rows.toggleViewAction().trigger()
    assert not rows.isVisible()


def test_the_layout_is_remembered_and_can_be_reset(qapp: QApplication, preferences: Preferences) -> None:
    first = Application(qapp, preferences, InlineTasks())
    first.window.show()
    dock(first.window, "rows").hide()
    first.window.close()
    first.close()
    second = Application(qapp, preferences, InlineTasks())
    second.window.show()
    assert not dock(second.window, "rows").isVisible()
    second.window.commands.run("reset-layout")
    assert dock(second.window, "rows").isVisible()
    second.window.close()
    second.close()


def test_full_screen_goes_back_to_what_it_was(opened: Application) -> None:
    opened.window.showMaximized()
    opened.window.commands.run("full-screen")
    assert opened.window.isFullScreen()
    opened.window.commands.run("full-screen")
    assert not opened.window.isFullScreen()
    assert opened.window.isMaximized()


def test_the_window_never_starts_in_full_screen(qapp: QApplication, preferences: Preferences) -> None:
    first = Application(qapp, preferences, InlineTasks())
    first.window.show()
    first.window.commands.run("full-screen")
    first.window.close()
    first.close()
    second = Application(qapp, preferences, InlineTasks())
    second.window.show()
    assert not second.window.isFullScreen()
    second.window.close()
    second.close()


# ----------------------------------------------------------------- clipboard and pictures


def test_the_id_of_the_selection_is_copied(opened: Application) -> None:
    QTest.qWait(10)
    opened.session.apply(steps.select(opened.session.state, opened.canvas.shown_paths()[0]))
    opened.window.commands.run("copy-id")
    assert QGuiApplication.clipboard().text() == "b1"


def test_without_a_selection_the_key_of_the_row_is_copied(opened: Application) -> None:
    opened.window.commands.run("copy-id")
    assert QGuiApplication.clipboard().text() == "key-row-1"


def test_the_view_is_written_into_a_file(
    opened: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "view.png"
    monkeypatch.setattr("viewer.ui.requests.ask_picture", lambda *_: out)
    opened.window.commands.run("export-picture")
    assert QImage(str(out)).width() == round(opened.canvas.width() * opened.canvas.devicePixelRatioF())


def test_a_view_that_cannot_be_written_is_told(
    opened: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.ui.requests.ask_picture", lambda *_: tmp_path / "no" / "folder" / "view.png")
    opened.window.commands.run("export-picture")
    assert opened.window.findChildren(ErrorDialog)


def test_names_and_opacity_are_remembered(opened: Application, preferences: Preferences) -> None:
    opened.session.update(opacity=0.7)
    opened.window.commands.run("names-all")
    assert preferences.opacity == 0.7
    assert preferences.names == "all"


# ----------------------------------------------------------------- from the tree to the canvas


def tree_of(application: Application) -> RowsView:
    found = application.window.findChild(RowsView)
    assert isinstance(found, RowsView)
    return found


def model_of(tree: RowsView) -> RowsModel:
    model = tree.model()
    assert isinstance(model, RowsModel)
    return model


def test_a_double_click_or_enter_on_an_object_in_the_tree_zooms_to_it(opened: Application) -> None:
    tree, canvas = tree_of(opened), opened.canvas
    second = (*LABEL, "annotations", "objects", 1)
    place = tree.visualRect(model_of(tree).index_for(second)).center()
    fitted = canvas.zoom
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert canvas.zoom == fitted
    QTest.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert canvas.zoom > fitted
    middle = canvas.viewport.seen.center()
    assert (middle.x(), middle.y()) == pytest.approx((220, 120))
    canvas.fit()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert canvas.zoom > fitted


def test_a_double_click_on_what_holds_objects_folds_and_unfolds_it(opened: Application) -> None:
    tree = tree_of(opened)
    label = model_of(tree).index_for(LABEL)
    place = tree.visualRect(label).center()
    fitted, unfolded = opened.canvas.zoom, tree.isExpanded(label)
    for expected in (not unfolded, unfolded):
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert tree.isExpanded(label) is expected
    assert opened.canvas.zoom == fitted
