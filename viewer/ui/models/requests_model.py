"""What was asked over the network as a table, newest first, and the totals of each host."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from viewer.media.journal import KEPT, Request
from viewer.ui.icons import icon
from viewer.ui.widgets.clipboard import safe_tip

AnyIndex: TypeAlias = QModelIndex | QPersistentModelIndex

COLUMNS = ("Time", "Host", "Path", "Status", "Size", "Problem")
TIME, HOST, PATH, STATUS, SIZE, PROBLEM = range(6)
HOST_COLUMNS = ("Host", "Requests", "Cached", "Failed", "Received")
_Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def size_told(size_bytes: int) -> str:
    """`812 B`, `3.4 kB`, `1.2 GB`, counted in thousands as file managers do."""
    size = float(size_bytes)
    for unit in ("B", "kB", "MB"):
        if size < 999.5:
            return f"{size:.0f} {unit}" if unit == "B" or size >= 99.95 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"


def status_told(request: Request) -> str:
    """The number that the server gave, or why there is none."""
    if request.from_cache:
        return "cache"
    return str(request.status) if request.status is not None else "none"


def line_told(request: Request) -> str:
    """A request as a line of text for the clipboard."""
    return "\t".join(
        (
            f"{request.started_at:%Y-%m-%d %H:%M:%S}Z",
            request.host,
            request.path_shown,
            status_told(request),
            str(request.received_bytes),
            f"{request.seconds:.3f}",
            request.problem.reason if request.problem is not None else "",
        )
    )


class RequestsModel(QAbstractTableModel):
    """Requests that hold every word of the filter, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Request] = []
        self._words: tuple[str, ...] = ()

    def show_all(self, requests: Iterable[Request], query: str) -> None:
        """Show these, oldest first, as far as the filter keeps them."""
        self.beginResetModel()
        self._words = tuple(query.casefold().split())
        self._shown = [request for request in requests if self._keeps(request)]
        self.endResetModel()

    def add(self, requests: Iterable[Request]) -> None:
        """Put newer ones at the top; as many of the oldest go as are too many."""
        new = [request for request in requests if self._keeps(request)]
        if new:
            self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
            self._shown += new
            self.endInsertRows()
        if (surplus := len(self._shown) - KEPT) > 0:
            self.beginRemoveRows(QModelIndex(), KEPT, KEPT + surplus - 1)
            del self._shown[:surplus]
            self.endRemoveRows()

    def request(self, index: AnyIndex) -> Request:
        """The request of a line."""
        return self._shown[-1 - index.row()]

    @property
    def shown(self) -> tuple[Request, ...]:
        """Those in the table, as it shows them."""
        return tuple(reversed(self._shown))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Requests that the filter keeps."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, _parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As many as COLUMNS."""
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        return _header(COLUMNS, section, orientation, role, numbers=(STATUS, SIZE))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, all there is to say as a tooltip, and a sign on what failed."""
        request = self.request(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(request, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return safe_tip(_tip(request))
            case Qt.ItemDataRole.DecorationRole if index.column() == PROBLEM and request.problem is not None:
                return icon("warning")
            case Qt.ItemDataRole.TextAlignmentRole if index.column() in (STATUS, SIZE):
                return _Right
            case _:
                return None

    def _keeps(self, request: Request) -> bool:
        if not self._words:
            return True
        problem = request.problem.reason if request.problem is not None else ""
        text = f"{request.host}{request.path_shown}\n{status_told(request)}\n{problem}".casefold()
        return all(word in text for word in self._words)


@dataclass(slots=True)
class HostTotal:
    """Everything asked of one host."""

    requests: int = 0
    from_cache: int = 0
    failed: int = 0
    received_bytes: int = 0


class HostTotals(QAbstractTableModel):
    """A line a host, in the order in which they were asked first; what is received from the cache is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._totals: dict[str, HostTotal] = {}

    def clear(self) -> None:
        """Begin at zero."""
        self.beginResetModel()
        self._totals.clear()
        self.endResetModel()

    def add(self, requests: Iterable[Request]) -> None:
        """Count more."""
        self.beginResetModel()  # a few lines, told at most ten times a second
        for request in requests:
            total = self._totals.setdefault(request.host, HostTotal())
            total.requests += 1
            total.from_cache += request.from_cache
            total.failed += request.problem is not None
            total.received_bytes += 0 if request.from_cache else request.received_bytes
        self.endResetModel()

    @property
    def received_bytes(self) -> int:
        """What came over the network from all of them."""
        return sum(total.received_bytes for total in self._totals.values())

    def host(self, row: int) -> str:
        """The host of a line."""
        return next(islice(self._totals, row, None))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Hosts asked."""
        return 0 if parent.isValid() else len(self._totals)

    def columnCount(self, _parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """As many as HOST_COLUMNS."""
        return len(HOST_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        return _header(HOST_COLUMNS, section, orientation, role, numbers=range(1, len(HOST_COLUMNS)))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Host and numbers."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0:
            return _Right
        host = self.host(index.row())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return safe_tip(host)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        total = self._totals[host]
        counts = (total.requests, total.from_cache, total.failed)
        return (host, *(f"{count:,}" for count in counts), size_told(total.received_bytes))[index.column()]


def _text(request: Request, column: int) -> str:
    match column:
        case 0:
            return f"{request.started_at.astimezone():%H:%M:%S}"
        case 1:
            return request.host
        case 2:
            return request.path_shown
        case 3:
            return status_told(request)
        case 4:
            return size_told(request.received_bytes)
        case _:
            return request.problem.reason if request.problem is not None else ""


def _tip(request: Request) -> str:
    """The whole of it, with how long it took."""
    problem = f"\n{request.problem.reason}" if request.problem is not None else ""
    return f"{request.host}{request.path_shown}\n{request.seconds:.2f} s{problem}"


def _header(
    names: tuple[str, ...], section: int, orientation: Qt.Orientation, role: int, numbers: Iterable[int]
) -> object:
    if orientation != Qt.Orientation.Horizontal:
        return None
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _Right if section in numbers else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return names[section] if role == Qt.ItemDataRole.DisplayRole else None
