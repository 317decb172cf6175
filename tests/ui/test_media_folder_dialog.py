"""Locating images: what a folder and a mapping hold of the export is told before either is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests import exports
from viewer.app import Application
from viewer.media.prefixes import Prefix, Prefixes
from viewer.tasks import ThreadTasks
from viewer.ui import requests
from viewer.ui.dialogs.media_folder import MediaFolderDialog


def picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    assert image.save(str(path))


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """A folder with the picture of row 1, two for row 2, none for row 3, and one that nobody means."""
    folder = tmp_path / "images"
    for name in ("key-r1.png", "a/twice.png", "b/twice.png", "stranger.png"):
        picture(folder / name)
    return folder


@pytest.fixture
def located(application: Application, tmp_path: Path, images: Path) -> Application:
    place = tmp_path / "export"
    place.mkdir()
    rows = [
        exports.row(
            exports.label(exports.box("b", 1, 2, 3, 4)), row_id="r1", row_data="gs://bucket/set/one.png"
        ),
        exports.row(exports.label(), row_id="r2", row_data="gs://bucket/set/twice.png"),
        exports.row(exports.label(), row_id="r3", row_data="gs://bucket/set/three.png"),
    ]
    application.session.open(exports.write(place, *rows))
    return application


def locate(
    application: Application, monkeypatch: pytest.MonkeyPatch, *folders: Path | None
) -> MediaFolderDialog:
    """Open the dialog; each time it asks for a folder it gets the next of these."""
    answers = iter(folders)
    monkeypatch.setattr(requests, "ask_folder", lambda *_: next(answers))
    application.window.commands.run("locate-media")
    (dialog,) = application.window.findChildren(MediaFolderDialog)
    return dialog


def click(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def outline(dialog: MediaFolderDialog) -> dict[str, list[tuple[str, str]]]:
    tree = dialog.details

    def lines(item: QTreeWidgetItem) -> list[tuple[str, str]]:
        return [(item.child(n).text(0), item.child(n).text(1)) for n in range(item.childCount())]

    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return {item.text(0): lines(item) for item in items if item is not None}


def has_picture(application: Application) -> bool:
    scene = application.canvas.scene
    return scene is not None and bool(scene.backdrop.levels)


def test_what_matches_is_told_before_the_folder_is_used(
    located: Application, images: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog = locate(located, monkeypatch, images)
    assert "No folder is chosen." in dialog.summary.text()
    click(dialog.choose_button)
    assert plain(dialog.summary.text()).startswith("The folder has 1 of 3 pictures: 1 by global key")
    assert outline(dialog) == {
        "1 image found by global key": [("row 1", "key-r1.png")],
        "1 row with a name that fits several files: none of them is taken": [
            ("key-r2", "a/twice.png, b/twice.png")
        ],
        "1 row without a file in this folder": [("key-r3", "")],
        "3 files that no row means": [],
    }
    assert located.media.folder is None
    assert not has_picture(located)
    click(dialog.use_button)
    assert located.media.folder == images
    export = located.session.export
    assert export is not None
    assert located.preferences.media_folder(export.path) == images
    qtbot.waitUntil(lambda: has_picture(located))
    assert located.window.status.media.text == "From the chosen folder, by its global key"


def test_cancel_uses_nothing(
    located: Application, images: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog = locate(located, monkeypatch, images)
    click(dialog.choose_button)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.place, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert located.media.folder is None


def test_a_folder_is_given_up_again(
    located: Application, images: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    located.window.requests.use_media(images, Prefixes())
    dialog = locate(located, monkeypatch)
    assert dialog.place.text == str(images)
    assert "1 image found by global key" in outline(dialog)
    click(dialog.no_folder_button)
    assert outline(dialog) == {}
    click(dialog.use_button)
    assert located.media.folder is None


def test_addresses_are_mapped_to_a_folder(
    located: Application, images: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    mirror = tmp_path / "mirror"
    picture(mirror / "set" / "one.png")
    dialog = locate(located, monkeypatch, mirror)
    click(dialog.mapping.add_button)
    assert dialog.mapping.prefixes == Prefixes((Prefix("gs://bucket", mirror),))
    missing = mirror / "set" / "twice.png"
    assert plain(dialog.summary.text()) == f"gs://bucket: 1 of 3 files are there; {missing} is not"
    click(dialog.use_button)
    assert located.media.prefixes == Prefixes((Prefix("gs://bucket", mirror),))
    export = located.session.export
    assert export is not None
    assert located.preferences.media_prefixes(export.path) == located.media.prefixes
    qtbot.waitUntil(lambda: has_picture(located))
    assert located.window.status.media.text == f"From {mirror}, mapped from gs://bucket"


def test_a_mapped_address_is_typed_over_and_removed(
    located: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = locate(located, monkeypatch, tmp_path)
    click(dialog.mapping.add_button)
    table = dialog.mapping.table
    item = table.item(0, 0)
    assert item is not None
    item.setText("gs://other")
    assert "gs://other: no image of the export has an address that begins so" in plain(dialog.summary.text())
    item.setText("")
    assert "needs both" in dialog.summary.text()
    assert not dialog.use_button.isEnabled()
    table.selectRow(0)
    click(dialog.mapping.remove_button)
    assert table.rowCount() == 0
    assert dialog.use_button.isEnabled()


def test_looking_is_done_off_the_main_thread_and_can_be_stopped(
    located: Application, images: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    threads = ThreadTasks()
    monkeypatch.setattr(located.session, "tasks", threads)
    dialog = locate(located, monkeypatch, images, images)
    click(dialog.choose_button)
    assert dialog.stop_button.isVisible()
    assert not dialog.use_button.isEnabled()
    click(dialog.stop_button)
    assert "Stopped" in dialog.summary.text()
    click(dialog.choose_button)
    qtbot.waitUntil(lambda: "1 image found by global key" in outline(dialog))
    dialog.reject()
    threads.close()


def test_it_closes_when_another_export_is_opened(
    located: Application, images: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = locate(located, monkeypatch)
    located.session.open(exports.write(tmp_path, exports.row(exports.label()), name="other.ndjson"))
    assert not dialog.isVisible()
