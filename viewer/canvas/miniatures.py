"""Small pictures of rows, made as they come into sight; what was passed by is given up."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtGui import QImage

from viewer.canvas.colours import ClassColours
from viewer.canvas.miniature import draw_fitted, look_of, small_scene
from viewer.formats import Export, ReadRow
from viewer.media.problem import Problem
from viewer.media.thumbnails import Small, Thumbnails
from viewer.model.row import DataRow, Label, MediaType
from viewer.state.resolve import shown_labels
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.tasks import Ticket, fault

LIMIT_BYTES = 96 << 20
_LOOKS_KEPT = 1000
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

    `problems` are what is missing in it, `masks_left_out` files of masks that were not asked for. `extent` is
    the size of an object whose pixels alone tell it, in image pixels, as near as its small mask does.
    """

    image: QImage | None
    name: str
    objects: int = 0
    problems: tuple[Problem, ...] = ()
    masks_left_out: int = 0
    reason: str = ""
    has_picture: bool = False
    medium: MediaType = MediaType.UNKNOWN
    extent: QSizeF | None = None


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


class Subjects(Protocol):
    """What the miniatures are of: each has a number, and stands in a row."""

    def row_of(self, number: int) -> int:
        """The row it stands in."""

    def side(self, row: DataRow, number: int, size: Size) -> int:
        """The longer side that the picture of its row is decoded at."""

    def labels(self, row: DataRow, number: int, look: ViewState) -> Sequence[Label]:
        """The labels whose masks it needs."""

    def drawn(
        self, row: DataRow, number: int, small: Small, ways: Ways, check: Callable[[], None]
    ) -> Miniature:
        """It drawn small, off the main thread; `check` may raise to give it up."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """How miniatures are drawn."""

    look: ViewState
    size: Size
    colours: ClassColours


class WholeRows:
    """Miniatures of rows, numbered as these."""

    def row_of(self, number: int) -> int:
        """Itself."""
        return number

    def side(self, row: DataRow, number: int, size: Size) -> int:  # noqa: ARG002
        """As large as it is shown."""
        return size.decoded_side

    def labels(self, row: DataRow, number: int, look: ViewState) -> Sequence[Label]:  # noqa: ARG002
        """Those that are shown."""
        return shown_labels(row, look)

    def drawn(
        self,
        row: DataRow,
        number: int,  # noqa: ARG002
        small: Small,
        ways: Ways,
        check: Callable[[], None],
    ) -> Miniature:
        """All of it."""
        scene = small_scene(row, small, ways.look, ways.colours, check)
        size = ways.size
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


class Miniatures(QObject):
    """Gives what is there of a subject, at once; `arrived` carries one of which there is more."""

    arrived = Signal(int)

    def __init__(
        self,
        session: Session,
        thumbnails: Thumbnails,
        colours: Callable[[], ClassColours],
        parent: QObject | None = None,
        *,
        subjects: Subjects | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._subjects: Subjects = subjects or WholeRows()
        self._thumbnails = thumbnails
        self._colours = colours
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._size_bytes = 0
        self._making: dict[int, _Making] = {}
        self._reading: dict[int, Ticket | None] = {}
        self._looks: tuple[ViewState, dict[int, ViewState]] = (session.state, {})
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
        return self._size_bytes

    @property
    def waiting(self) -> bool:
        """Whether any of those wanted is still to come."""
        return bool(self._making)

    def find(self, number: int) -> Miniature | None:
        """What there is of a subject, perhaps at another size or in another look."""
        if (kept := self._kept.get(number)) is None:
            return None
        self._kept.move_to_end(number)
        return kept.miniature

    def want(self, rows: Sequence[int], size: Size) -> None:
        """Make these, the first ones first, and give up all others."""
        self._wanted, self._size = frozenset(rows), size
        for number in [
            number for number, making in self._making.items() if not self._is_still_wanted(number, making)
        ]:
            self._give_up(number)
        self._read_no_more_but({self._subjects.row_of(number) for number in rows})
        self._thumbnails.give_up_all_but({self._subjects.row_of(number) for number in self._making})
        self._to_do = deque(
            number for number in rows if number not in self._making and not self._is_made(number)
        )
        self._fill()

    def clear(self) -> None:
        """Forget everything: another export is open."""
        for number in list(self._making):
            self._give_up(number)
        self._read_no_more_but(frozenset())
        self._thumbnails.forget_all()
        self._kept.clear()
        self._size_bytes = 0
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

    def _is_made(self, number: int) -> bool:
        kept = self._kept.get(number)
        look = self._look_of(number)
        return (
            kept is not None
            and (kept.look, kept.size) == (look, self._size)
            and kept.colours is self._colours()
        )

    def _is_still_wanted(self, number: int, making: _Making) -> bool:
        return number in self._wanted and making.makes(self._look_of(number), self._size, self._colours())

    def _give_up(self, number: int) -> None:
        making = self._making.pop(number)
        if making.ticket is not None:
            making.ticket.cancel()

    def _begin(self, number: int) -> None:
        export, row = self._session.export, self._subjects.row_of(number)
        if export is None or row >= len(export):
            return
        making = _Making(self._look_of(number), self._size, self._colours())
        self._making[number] = making
        if (read := export.at_hand(row)) is not None:
            self._take_row(number, making, read)
        elif row not in self._reading:
            self._read(export, row)

    def _look_of(self, number: int) -> ViewState:
        if self._looks[0] is not self._session.state or len(self._looks[1]) > _LOOKS_KEPT:
            self._looks = self._session.state, {}
        state, looks = self._looks
        row = self._subjects.row_of(number)
        if (look := looks.get(row)) is None:
            look = looks[row] = look_of(state, row)
        return look

    # ----------------------------------------------------------------- the steps of one

    def _read(self, export: Export, row: int) -> None:
        """Read a row for all of its subjects that wait for it by then."""

        def answered() -> list[tuple[int, _Making]]:
            self._reading.pop(row, None)
            made = self._making.items()
            return [it for it in made if it[1].row is None and self._subjects.row_of(it[0]) == row]

        def take(read: ReadRow) -> None:
            for number, making in answered():
                self._take_row(number, making, read)

        def fail(error: Exception) -> None:
            for number, making in answered():
                self._keep_fault(number, making, error)
            fault(error)

        self._reading[row] = None  # there may be an answer before there is a ticket
        ticket = self._session.tasks.start(lambda _: next(export.rows([row])), done=take, failed=fail)
        if row in self._reading:
            self._reading[row] = ticket

    def _read_no_more_but(self, rows: Set[int]) -> None:
        for row in self._reading.keys() - rows:
            if (ticket := self._reading.pop(row)) is not None:
                ticket.cancel()

    def _take_row(self, number: int, making: _Making, read: ReadRow) -> None:
        if self._making.get(number) is not making:
            return
        if isinstance(read.row, DataRow):
            making.row = read.row
            self._look(number, making)
        else:
            self._keep(number, making, Miniature(None, read.row.name, reason=read.row.reason))

    def _go_on_with(self, row: int) -> None:
        for number, making in list(self._making.items()):
            if making.row is not None and making.row.index == row and not making.is_drawn:
                self._look(number, making)

    def _look(self, number: int, making: _Making) -> None:
        """Draw it if all of its media are there or cannot be had."""
        data_row = making.row
        assert data_row is not None
        subjects, ways = self._subjects, Ways(making.look, making.size, making.colours)
        labels = subjects.labels(data_row, number, making.look)
        small = self._thumbnails.ask(data_row, labels, subjects.side(data_row, number, making.size))
        if small.waiting or self._making.get(number) is not making:
            return
        making.is_drawn = True
        making.ticket = self._session.tasks.start(
            lambda ticket: subjects.drawn(data_row, number, small, ways, ticket.check),
            done=lambda miniature: self._keep(number, making, miniature),
            failed=lambda error: self._fail(number, making, error),
        )

    def _keep(self, number: int, making: _Making, miniature: Miniature) -> None:
        if self._making.get(number) is not making:
            return
        del self._making[number]
        self._let_go(number)
        kept = self._kept[number] = _Kept(miniature, making.look, making.size, making.colours)
        self._size_bytes += kept.size_bytes
        self._make_room()
        self.arrived.emit(number)
        self._fill()

    def _fail(self, number: int, making: _Making, error: Exception) -> None:
        self._keep_fault(number, making, error)
        fault(error)

    def _keep_fault(self, number: int, making: _Making, error: Exception) -> None:
        """A fault of the program's own: it is left, the others go on."""
        reason = f"{type(error).__name__}: {error}"
        self._keep(number, making, Miniature(None, f"number {number + 1}", reason=reason))

    def _let_go(self, number: int) -> None:
        if (kept := self._kept.pop(number, None)) is not None:
            self._size_bytes -= kept.size_bytes

    def _make_room(self) -> None:
        for number in list(self._kept):
            if self._size_bytes <= LIMIT_BYTES:
                return
            if number not in self._wanted:
                self._let_go(number)

    def _try_again(self) -> None:
        """What could not be had may be there now."""
        lacking = [number for number, kept in self._kept.items() if kept.miniature.problems]
        for number in lacking:
            self._kept[number] = replace(self._kept[number], size=Size(0, 0))
        under_way = list(self._making)
        for number in under_way:
            self._give_up(number)
        again = [number for number in (*under_way, *lacking) if number in self._wanted]
        self._to_do.extendleft(reversed(again))
        self._fill()
