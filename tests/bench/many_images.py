"""A thousand small images over the loopback, against a loop that only downloads them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest
from PySide6.QtWidgets import QApplication

from tests.bench.figure import Figure, medians_secs
from tests.bench.server import serving
from tests.bench.walk import allowing, application, photo
from viewer.catalog.walk import without_collector
from viewer.media.fetch import Fetcher


def fetching_many_images(images: int = 1000, rounds: int = 15) -> Figure:
    """Ours decides about each, keeps to its manners, checks it and notes it.

    Without the collector for both, as in the program with a window while something is under way.
    """
    qt = application()
    with _served(images) as addresses, without_collector():
        network = allowing(addresses[0])
        fetcher, plain = network.fetcher(), QNetworkAccessManager()
        ours_secs, reference_secs = medians_secs(
            lambda: _fetch(qt, fetcher, addresses),
            lambda: _download(qt, plain, addresses),
            rounds=rounds,
        )
    name = f"{images:,} small images over the loopback, against a QNetworkAccessManager that only downloads"
    each = 1e3 / images
    return Figure(name, ours_secs * each, "ms each", reference_secs * each, goal=0.7)


def _fetch(qt: QApplication, fetcher: Fetcher, addresses: list[str]) -> None:
    sizes: list[int] = []
    failures: list[object] = []
    for address in addresses:
        fetcher.get(address, done=lambda data: sizes.append(len(data)), failed=failures.append, urgent=False)
    while len(sizes) + len(failures) < len(addresses):
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    if failures:
        raise AssertionError(f"not fetched: {failures[0]}")


def _download(qt: QApplication, network: QNetworkAccessManager, addresses: list[str]) -> None:
    sizes: list[int] = []

    def finished(reply: QNetworkReply) -> None:
        sizes.append(len(reply.readAll().data()))
        reply.deleteLater()

    network.finished.connect(finished)
    for address in addresses:
        network.get(QNetworkRequest(QUrl(address)))
    while len(sizes) < len(addresses):
        qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    network.finished.disconnect(finished)


@contextmanager
def _served(images: int) -> Iterator[list[str]]:
    """Addresses of images of a few kilobytes."""
    with TemporaryDirectory(prefix="annoscope-bench-") as folder:
        for number in range(10):
            (Path(folder) / f"{number}.jpg").write_bytes(photo(160, 120, number))
        with serving(Path(folder)) as address:
            yield [f"{address}/{number}/{number % 10}.jpg" for number in range(images)]
