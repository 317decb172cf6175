"""Small pictures of rows, made as they come into sight; what was passed by is given up."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.canvas.colours import ClassColours
from viewer.canvas.miniature import draw_fitted, look_of, small_scene
from viewer.formats import ReadRow
from viewer.media.problem import Problem
from viewer.media.thumbnails import Small, Thumbnails
from viewer.model.row import DataRow, MediaType
from viewer.state.resolve import shown_labels
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.tasks import Ticket, fault

LIMIT_BYTES = 96 << 20
AT_ONCE = 6
"""Rows that are worked on at a time: the row looked at has to find a free thread soon."""
_SIDES = (128, 256, 512, 1024, 2048)
"""Longer sides that pictures are decoded at, so that another size of thumbnails seldom decodes them again."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a miniature is fitted into, in device pixels, `ratio` of them a logical one."""

    width: int
    height: int
    ratio: float = 1.0

    @property
    def decoded_side(self) -> int:
        """The longer side that a picture is decoded at."""
        wanted = max(self.width, self.height)
        return next((side for side in _SIDES if side >= wanted), _SIDES[-1])


@dataclass(frozen=True, slots=True, eq=False)
class Miniature:
    """A row drawn small; without an image its record cannot be read, for a `reason`.

    `problems` are what is missing in it, `masks_left_out` files of masks that were not asked for.
    """

    image: QImage | None
    name: str
    objects: int = 0
    problems: tuple[Problem, ...] = ()
    masks_left_out: int = 0
    reason: str = ""
    has_picture: bool = False
    medium: MediaType = MediaType.UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    miniature: Miniature
    look: ViewState
    size: Size
    colours: ClassColours

    @property
    def size_bytes(self) -> int:
        image = self.miniature.image
        return image.sizeInBytes() if image is not None else 0


@dataclass(slots=True, eq=False)
class _Making:
    """A row under way: it is read, then its media are waited for, then it is drawn."""

    look: ViewState
    size: Size
    colours: ClassColours
    row: DataRow | None = None
    ticket: Ticket | None = None
    is_drawn: bool = False

    def makes(self, look: ViewState, size: Size, colours: ClassColours) -> bool:
        return (self.look, self.size) == (look, size) and self.colours is colours


class Miniatures(QObject):
    """Gives what is there of a row, at once; `arrived` tells that there is more of those wanted."""

    arrived = Signal()

    def __init__(
        self,
        session: Session,
        thumbnails: Thumbnails,
        colours: Callable[[], ClassColours],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._thumbnails = thumbnails
        self._colours = colours
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._making: dict[int, _Making] = {}
        self._wanted: frozenset[int] = frozenset()
        self._to_do: deque[int] = deque()
        self._size = Size(_SIDES[0], _SIDES[0])
        self._is_filling = False
        thumbnails.changed.connect(self._go_on_with)
        thumbnails.forgot.connect(self._try_again)
        session.opened.connect(self.clear)

    @property
    def size_bytes(self) -> int:
        """Memory that the miniatures take."""
        return sum(kept.size_bytes for kept in self._kept.values())

    @property
    def waiting(self) -> bool:
        """Whether any of those wanted is still to come."""
        return bool(self._making)

    def find(self, row: int) -> Miniature | None:
        """What there is of a row, perhaps at another size or in another look."""
        if (kept := self._kept.get(row)) is None:
            return None
        self._kept.move_to_end(row)
        return kept.miniature

    def want(self, rows: Sequence[int], size: Size) -> None:
        """Make these, the first ones first, and give up all others."""
        self._wanted, self._size = frozenset(rows), size
        for row in [row for row, making in self._making.items() if not self._is_still_wanted(row, making)]:
            self._give_up(row)
        self._thumbnails.give_up_all_but(self._making.keys())
        self._to_do = deque(row for row in rows if row not in self._making and not self._is_made(row))
        self._fill()

    def clear(self) -> None:
        """Forget everything: another export is open."""
        for row in list(self._making):
            self._give_up(row)
        self._thumbnails.forget_all()
        self._kept.clear()
        self._to_do.clear()
        self._wanted = frozenset()

    # ----------------------------------------------------------------- one after another

    def _fill(self) -> None:
        """Begin as many as may be under way; what ends at once does not begin the next from within."""
        if self._is_filling:
            return
        self._is_filling = True
        try:
            while self._to_do and len(self._making) < AT_ONCE:
                self._begin(self._to_do.popleft())
        finally:
            self._is_filling = False

    def _is_made(self, row: int) -> bool:
        kept = self._kept.get(row)
        look = look_of(self._session.state, row)
        return (
            kept is not None
            and (kept.look, kept.size) == (look, self._size)
            and kept.colours is self._colours()
        )

    def _is_still_wanted(self, row: int, making: _Making) -> bool:
        return row in self._wanted and making.makes(
            look_of(self._session.state, row), self._size, self._colours()
        )

    def _give_up(self, row: int) -> None:
        making = self._making.pop(row)
        if making.ticket is not None:
            making.ticket.cancel()

    def _begin(self, row: int) -> None:
        export = self._session.export
        if export is None or row >= len(export):
            return
        making = _Making(look_of(self._session.state, row), self._size, self._colours())
        self._making[row] = making
        if (read := export.at_hand(row)) is not None:
            self._take_row(row, making, read)
            return
        making.ticket = self._session.tasks.start(
            lambda _: next(export.rows([row])),
            done=lambda read: self._take_row(row, making, read),
            failed=lambda error: self._fail(row, making, error),
        )

    def _take_row(self, row: int, making: _Making, read: ReadRow) -> None:
        if self._making.get(row) is not making:
            return
        if isinstance(read.row, DataRow):
            making.row = read.row
            self._look(row, making)
        else:
            self._keep(row, making, Miniature(None, read.row.name, reason=read.row.reason))

    def _go_on_with(self, row: int) -> None:
        making = self._making.get(row)
        if making is not None and making.row is not None and not making.is_drawn:
            self._look(row, making)

    def _look(self, row: int, making: _Making) -> None:
        """Draw it if all of its media are there or cannot be had."""
        data_row = making.row
        assert data_row is not None
        labels = shown_labels(data_row, making.look)
        small = self._thumbnails.ask(data_row, labels, making.size.decoded_side)
        if small.waiting or self._making.get(row) is not making:
            return
        making.is_drawn = True
        making.ticket = self._session.tasks.start(
            lambda ticket: _drawn(data_row, small, making, ticket.check),
            done=lambda miniature: self._keep(row, making, miniature),
            failed=lambda error: self._fail(row, making, error),
        )

    def _keep(self, row: int, making: _Making, miniature: Miniature) -> None:
        if self._making.get(row) is not making:
            return
        del self._making[row]
        self._kept[row] = _Kept(miniature, making.look, making.size, making.colours)
        self._kept.move_to_end(row)
        self._make_room()
        self.arrived.emit()
        self._fill()

    def _fail(self, row: int, making: _Making, error: Exception) -> None:
        """A fault of the program's own: the row is left, the others go on."""
        self._keep(row, making, Miniature(None, f"row {row + 1}", reason=f"{type(error).__name__}: {error}"))
        fault(error)

    def _make_room(self) -> None:
        excess = self.size_bytes - LIMIT_BYTES
        for row, kept in list(self._kept.items()):
            if excess <= 0:
                return
            if row not in self._wanted:
                del self._kept[row]
                excess -= kept.size_bytes

    def _try_again(self) -> None:
        """What could not be had may be there now."""
        lacking = [row for row, kept in self._kept.items() if kept.miniature.problems]
        for row in lacking:
            self._kept[row] = replace(self._kept[row], size=Size(0, 0))
        under_way = list(self._making)
        for row in under_way:
            self._give_up(row)
        again = [row for row in (*under_way, *lacking) if row in self._wanted]
        self._to_do.extendleft(reversed(again))
        self._fill()


def _drawn(row: DataRow, small: Small, making: _Making, check: Callable[[], None]) -> Miniature:
    """Off the main thread."""
    scene = small_scene(row, small, making.look, making.colours, check)
    size = making.size
    image = draw_fitted(scene, (size.width, size.height), size.ratio, check)
    objects = sum(len(label.annotations.objects) for label in row.labels())
    return Miniature(
        image,
        row.name,
        objects,
        small.problems,
        small.masks_left_out,
        has_picture=small.picture is not None,
        medium=row.media.media_type,
    )
