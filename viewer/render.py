"""Pictures without a window: exactly what the canvas draws, written to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from viewer.canvas.colours import ClassColours
from viewer.canvas.painting import render
from viewer.canvas.resolving import Wanted
from viewer.canvas.scene import Scene
from viewer.canvas.source import PICTURED, SceneSource
from viewer.formats import Export, ExportError, ReadRow, open_export
from viewer.formats.geometries.kinds import KINDS
from viewer.formats.v1_objects import V1_KINDS
from viewer.media.disk_cache import open_cache
from viewer.media.guard import MAX_PIXELS
from viewer.media.hosts import Host, host_named
from viewer.media.loads import Failed, Ready, Waiting
from viewer.media.problem import Problem, ProblemKind
from viewer.media.store import MediaStore
from viewer.model.annotation import JsonPath, ObjectAnnotation, Relationship
from viewer.model.geometry import Kind
from viewer.model.issue import Severity
from viewer.model.row import DataRow, Label, LabelRole
from viewer.render_request import ANSWER, RenderRequest
from viewer.state.colouring import questions_of
from viewer.state.drawing import PLAIN_DRAWING, TabPart
from viewer.state.opening import first_classes
from viewer.state.resolve import shown_labels
from viewer.state.view_state import ColourBy, NameMode, ViewState
from viewer.tasks import InlineTasks

_KNOWN_KINDS = frozenset((*Kind, *KINDS, *V1_KINDS))
_SHORT_NAMES = (Kind.BOX, Kind.POLYGON, Kind.LINE, Kind.POINT, Kind.MASK, Kind.RELATIONSHIP)
_PNG_QUALITY = 70
"""Qt's word for a PNG packed five times as fast as by default, and a sixth larger."""


class RenderError(Exception):
    """The picture cannot be made; the text says where, what, and what to do."""


def render_to_file(request: RenderRequest) -> int:
    """Write the picture of one row; what is missing in it is said on standard error.

    Returns the exit status: 0 when everything is in the picture, 1 when something is missing, 2 when there
    is no picture.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(["annoscope"])
    try:
        with open_export(request.file) as export:
            missing = _Rendering(export, request).write()
    except (ExportError, RenderError) as error:
        print(f"annoscope: {error}", file=sys.stderr)
        return 2
    for text in missing:
        print(f"annoscope: {text}", file=sys.stderr)
    del application
    return 1 if missing else 0


class _Rendering:
    """One picture in the making."""

    def __init__(self, export: Export, request: RenderRequest) -> None:
        self._export = export
        self._request = request
        self._media = MediaStore(InlineTasks(), cache=open_cache())
        self._media.open(export.path)
        for name in request.allow_hosts:
            self._media.network.access.allow(_host(name))
        if request.media is not None:
            if not request.media.is_dir():
                raise RenderError(
                    f"{request.media}: there is no such folder; --media names one with the images"
                )
            self._media.set_folder(request.media)

    def write(self) -> list[str]:
        """Paint and save; what could not be painted is returned as texts."""
        out = self._request.out
        if out.suffix.lower() not in ("", ".png"):
            raise RenderError(f"{out}: pictures are written as PNG; give it a name that ends in .png")
        read, row = self._row()
        state = self._state(row)
        try:
            out.write_bytes(_png_of(self._paint(row, state)))
        except OSError as error:
            reason = f"cannot be written ({error.strerror}); name a .png in a folder you can write to"
            raise RenderError(f"{out}: {reason}") from error
        return [
            *self._missing(row, state),
            *self._unreadable(read, row, state),
            *self._unknown_kinds(row, state),
            *_unasked(row, state),
        ]

    def _row(self) -> tuple[ReadRow, DataRow]:
        index = self._export.find(self._request.row)
        if index is None:
            raise RenderError(
                f"{self._export.path}: there is no row {self._request.row}; "
                f"give a number from 1 to {len(self._export)}, a data row id, global key or external id"
            )
        read = self._export.read(index)
        if not isinstance(read.row, DataRow):
            raise RenderError(f"{self._export.path}: row {index + 1} cannot be read: {read.row.reason}")
        return read, read.row

    def _state(self, row: DataRow) -> ViewState:
        labels = _labels_named(row, self._request.label) if self._request.label is not None else None
        names = NameMode.ALL if self._request.names or self._request.tabs else NameMode.OFF
        tab = frozenset(map(TabPart, self._request.tabs)) or PLAIN_DRAWING.tab
        by, question = _colouring(self._request.colour_by)
        return ViewState(
            row=row.index,
            labels=labels,
            names=names,
            colour_by=by,
            colour_question=question,
            drawing=replace(PLAIN_DRAWING, tab=tab),
        )

    def _paint(self, row: DataRow, state: ViewState) -> QImage:
        source = SceneSource(self._media, InlineTasks(), lambda: None)
        colours = ClassColours(first_classes(self._export))
        wanted = wanted_kinds(self._request.only)

        def scene() -> Scene:
            return source.scene(row, state, colours, wanted=wanted, with_image=not self._request.no_image)

        scene()  # asks for image and masks
        _wait_until(lambda: not self._is_waiting(row, state), self._media)
        complete = scene()
        _need_room(QSize(*self._request.size) if self._request.size else complete.size.toSize())
        return render(complete, self._request.size)

    def _is_waiting(self, row: DataRow, state: ViewState) -> bool:
        image = self._wants_image(row) and isinstance(self._media.image(row), Waiting)
        return image or any(self._media.masks(row, label).waiting for label in shown_labels(row, state))

    def _wants_image(self, row: DataRow) -> bool:
        return row.media.media_type in PICTURED and not self._request.no_image

    def _missing(self, row: DataRow, state: ViewState) -> list[str]:
        texts = []
        if row.media.media_type not in PICTURED:
            texts.append(f"{row.name}: the picture of a {row.media.media_type} is not drawn")
        elif self._wants_image(row):
            match self._media.image(row):
                case Failed(problem):
                    texts.append(f"{row.name}: no image: {_told(problem)}")
                case Ready(picture):
                    texts += [f"{row.name}: image: {note}" for note in picture.notes]
                case Waiting():
                    pass
        for label in shown_labels(row, state):
            texts += self._missing_masks(row, label)
        return texts

    def _missing_masks(self, row: DataRow, label: Label) -> list[str]:
        failed = self._media.masks(row, label).failed
        counts: dict[str, int] = {}
        for problem in failed.values():
            counts[_told(problem)] = counts.get(_told(problem), 0) + 1
        return [f"{row.name}: {count} mask(s) not drawn: {text}" for text, count in counts.items()]

    def _unreadable(self, read: ReadRow, row: DataRow, state: ViewState) -> Iterator[str]:
        """What stands in the labels that are shown and could not be read."""
        places = [label.path for label in shown_labels(row, state)]
        for issue in read.issues:
            if issue.severity is Severity.ERROR and any(issue.path[: len(path)] == path for path in places):
                yield f"{row.name}: {issue}"

    def _unknown_kinds(self, row: DataRow, state: ViewState) -> Iterator[str]:
        """Words that name no kind of annotation, neither in general nor in this row."""
        labels = [label.annotations for label in shown_labels(row, state)]
        present = {thing.annotation_kind for label in labels for thing in label.all_objects()}
        present |= {thing.annotation_kind for label in labels for thing in label.relationships}
        there_are = ", ".join((*_SHORT_NAMES, *sorted(present)))
        for word in self._request.only:
            if not (word in present or word in _KNOWN_KINDS or word.endswith("Relationship")):
                yield f"{row.name}: nothing is of the kind {word}; there are {there_are}"


def _unasked(row: DataRow, state: ViewState) -> Iterator[str]:
    """The question whose answers are to be coloured, when nothing shown asks it."""
    questions = questions_of(shown_labels(row, state))
    if state.colour_by is ColourBy.ANSWER and state.colour_question not in questions:
        there_are = ", ".join(questions) or "none"
        yield f"{row.name}: the question {state.colour_question} is not asked; there are: {there_are}"


def _colouring(text: str) -> tuple[ColourBy, str | None]:
    if text.startswith(ANSWER):
        return ColourBy.ANSWER, text.removeprefix(ANSWER).strip()
    return ColourBy(text), None


def _need_room(size: QSize) -> None:
    pixels = size.width() * size.height()
    if pixels > MAX_PIXELS:
        raise RenderError(
            f"a picture of {size.width()} x {size.height()} pixels needs {pixels * 4 / 1e9:.1f} GB "
            f"of memory; give a --size of at most {MAX_PIXELS // 1_000_000} million pixels"
        )


def _png_of(picture: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(_PNG_QUALITY)
    if not writer.write(picture):
        raise RenderError("there is not enough memory for the picture; give a smaller --size")
    return bytes(data.data())


def _labels_named(row: DataRow, name: str) -> tuple[JsonPath, ...]:
    """Paths of the labels and predictions with an id; with `label:ID` or `prediction:ID` of those alone."""
    role, colon, label_id = name.partition(":")
    if not colon or role not in tuple(LabelRole):
        role, label_id = "", name
    paths = tuple(x.path for x in row.labels() if x.id == label_id and (not role or x.role == role))
    if not paths:
        ids = ", ".join(f"{label.role}:{label.id}" for label in row.labels()) or "none"
        raise RenderError(f"{row.name}: there is no label {name}; there are: {ids}")
    return paths


def _host(name: str) -> Host:
    host = host_named(name)
    if host is None:
        raise RenderError(f"--allow-host {name}: expected a host as in example.com or 127.0.0.1:8080")
    return host


def _told(problem: Problem) -> str:
    """A problem, and how to allow the host if that is what it takes."""
    if problem.kind is ProblemKind.HOST_NOT_ALLOWED:
        return f"{problem}; allow it with --allow-host {problem.host}"
    return str(problem)


def wanted_kinds(only: tuple[str, ...]) -> Wanted | None:
    """A test for annotations of the named kinds, short (`box`) or the file's own (`ImageBoundingBox`)."""
    if not only:
        return None
    short = {name for name in only if name in tuple(Kind)}
    own = set(only) - short

    def wanted(thing: ObjectAnnotation | Relationship) -> bool:
        return thing.kind in short or thing.annotation_kind in own

    return wanted


def _wait_until(done: Callable[[], bool], media: MediaStore) -> None:
    """Let downloads arrive; each of them ends by itself, with a time-out at the latest."""
    if done():
        return
    loop = QEventLoop()
    media.arrived.connect(lambda: loop.quit() if done() else None)
    loop.exec()
