"""The list of requests: each with its end, the totals of each host, the offline switch, the cache."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests import exports
from tests.media.servers import Answer, Server, serving
from tests.ui.opened import colours, opened
from viewer.app import Application
from viewer.media.hosts import host_named
from viewer.media.journal import KEPT, Journal, Request
from viewer.media.problem import ProblemKind, problem
from viewer.ui.models.requests_model import PROBLEM, size_told
from viewer.ui.panels.requests_panel import RequestsPanel

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GONE = problem(ProblemKind.GONE, "gone (410): export anew", "shop.example/b.png")


def request(
    path: str, host: str = "shop.example", *, status: int | None = 200, size: int = 1500, **more: object
) -> Request:
    return Request(NOON, host, path, status, size, bool(more.get("cached")), 0.25, more.get("fault"))  # type: ignore[arg-type]


@pytest.fixture
def panel(qtbot: QtBot) -> RequestsPanel:
    panel = RequestsPanel(opened(), colours)
    qtbot.addWidget(panel)
    panel.resize(1000, 220)
    panel.show()
    return panel


def journal_of(panel: RequestsPanel) -> Journal:
    return panel._journal


def lines(panel: RequestsPanel) -> list[list[str]]:
    """Every line but for its time, which depends on where one is."""
    model = panel.model
    return [
        [str(model.index(row, column).data()) for column in range(1, model.columnCount())]
        for row in range(model.rowCount())
    ]


def totals(panel: RequestsPanel) -> list[list[str]]:
    model = panel.hosts
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def fill(panel: RequestsPanel, qtbot: QtBot) -> None:
    journal = journal_of(panel)
    journal.add(request("/a.png"))
    journal.add(request("/b.png", status=410, size=12, fault=GONE))
    journal.add(request("/a.png", "farm.example:8443", status=None, size=2_500_000, cached=True))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)


def test_each_request_is_listed_newest_first_with_its_end(panel: RequestsPanel, qtbot: QtBot) -> None:
    assert panel.empty.isVisible()
    fill(panel, qtbot)
    assert lines(panel) == [
        ["farm.example:8443", "/a.png", "cache", "2.5 MB", ""],
        ["shop.example", "/b.png", "410", "12 B", "gone (410): export anew"],
        ["shop.example", "/a.png", "200", "1.5 kB", ""],
    ]
    assert panel.count.text() == "3 requests, 1.5 kB"
    assert not panel.empty.isVisible()


def test_totals_stand_by_host_and_the_cache_received_nothing(panel: RequestsPanel, qtbot: QtBot) -> None:
    fill(panel, qtbot)
    assert totals(panel) == [
        ["shop.example", "2", "0", "1", "1.5 kB"],
        ["farm.example:8443", "1", "1", "0", "0 B"],
    ]


def test_the_filter_looks_at_host_path_status_and_problem(panel: RequestsPanel, qtbot: QtBot) -> None:
    fill(panel, qtbot)
    for query, count in (("shop", 2), ("410", 1), ("a.png cache", 1), ("anew", 1), ("no such", 0)):
        panel.search.clear()
        QTest.keyClicks(panel.search, query)
        QTest.keyClick(panel.search, Qt.Key.Key_Return)
        assert panel.model.rowCount() == count, query
    assert panel.empty.text() == "No request is left by this filter."
    journal_of(panel).add(request("/no such.png"))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)


def test_a_click_on_a_host_leaves_its_requests_and_another_click_all(
    panel: RequestsPanel, qtbot: QtBot
) -> None:
    fill(panel, qtbot)
    place = panel.host_table.visualRect(panel.hosts.index(1, 0)).center()
    QTest.mouseClick(panel.host_table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [line[0] for line in lines(panel)] == ["farm.example:8443"]
    assert panel.count.text() == "1 of 3 requests, 1.5 kB"
    QTest.mouseClick(panel.host_table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.model.rowCount() == 3


def test_the_list_is_copied_and_emptied(panel: RequestsPanel, qtbot: QtBot) -> None:
    fill(panel, qtbot)
    QTest.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    first = QGuiApplication.clipboard().text().splitlines()[0]
    assert first == "2026-03-01 12:00:00Z\tfarm.example:8443\t/a.png\tcache\t2500000\t0.250\t"
    QTest.mouseClick(panel.clear_button, Qt.MouseButton.LeftButton)
    assert (lines(panel), totals(panel), journal_of(panel).requests) == ([], [], ())
    assert panel.empty.isVisible()


def test_the_oldest_give_way(panel: RequestsPanel, qtbot: QtBot) -> None:
    journal = journal_of(panel)
    for number in range(KEPT + 10):
        journal.add(request(f"/{number}.png"))
    qtbot.waitUntil(lambda: panel.model.rowCount() == KEPT)
    assert lines(panel)[0][1] == f"/{KEPT + 9}.png"
    assert panel.model.index(KEPT - 1, 2, QModelIndex()).data() == "/10.png"
    assert panel.count.text().startswith(f"{KEPT + 10:,} requests")


def test_offline_is_switched_here_and_follows_others(panel: RequestsPanel) -> None:
    panel.offline.click()
    assert panel._access.offline
    panel._access.offline = False
    assert not panel.offline.isChecked()


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (99_940, "99.9 kB"),
        (999_400, "999 kB"),
        (2_000_000_000, "2.0 GB"),
    ],
)
def test_sizes_are_told_in_thousands(size: int, told: str) -> None:
    assert size_told(size) == told


# ----------------------------------------------------------------- in the window


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    QImage(400, 300, QImage.Format.Format_RGB32).save(str(tmp_path / "there.png"))
    with serving() as server:
        server.on("/a.png", Answer(body=(tmp_path / "there.png").read_bytes()))
        server.on("/b.png", Answer(404, b"nothing here"))
        yield server


def test_what_a_row_asks_for_is_listed_without_its_secrets_and_the_cache_is_emptied(
    application: Application, server: Server, tmp_path: Path, qtbot: QtBot
) -> None:
    host = host_named(server.host)
    assert host is not None
    application.network.access.allow(host, always=True)
    rows = [
        exports.row(
            exports.label(), row_id=name, row_data=f"{server.url}/{name}.png?X-Amz-Signature=s3cr3t&v=1"
        )
        for name in ("a", "b")
    ]
    folder = tmp_path / "export"
    folder.mkdir()
    application.session.open(exports.write(folder, *rows))
    application.window.commands.run("show-requests")
    (panel,) = application.window.findChildren(RequestsPanel)
    assert panel.isVisible()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    shown = {line[1]: line for line in lines(panel)}
    assert shown["/a.png"][2] == "200"
    assert shown["/b.png"][2] == "404"
    assert "s3cr3t" not in str(lines(panel))
    panel.cache.count()
    assert panel.cache.text.text().startswith("Cache: ")
    qtbot.waitUntil(panel.cache.clear_button.isEnabled)
    QTest.mouseClick(panel.cache.clear_button, Qt.MouseButton.LeftButton)
    (box,) = application.window.findChildren(QMessageBox)
    assert "Remove 1 fetched file (" in box.text()
    QTest.mouseClick(next(b for b in box.buttons() if b.text() == "Clear cache"), Qt.MouseButton.LeftButton)
    cache = application.media.cache
    assert cache is not None
    assert cache.usage().entries == 0
    assert panel.cache.text.text().startswith("Cache: 0 B")


def test_without_room_for_both_the_list_alone_is_shown(panel: RequestsPanel, qtbot: QtBot) -> None:
    fill(panel, qtbot)
    assert panel.host_table.isVisible()
    panel.resize(730, 220)
    assert not panel.host_table.isVisible()
    qtbot.waitUntil(lambda: panel.table.columnWidth(PROBLEM) > 150)
    panel.resize(1000, 220)
    assert panel.host_table.isVisible()
