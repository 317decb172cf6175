"""What is to be said over the canvas about the row looked at, and the card that says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from viewer.canvas.source import PICTURED
from viewer.media.decode import Picture
from viewer.media.hosts import Host
from viewer.media.loads import Failed, Ready
from viewer.media.problem import REMEDIES as BY_KIND
from viewer.media.problem import Problem, ProblemKind, Remedy
from viewer.media.store import MediaStore
from viewer.model.row import DataRow, Family, Label, LabelRole, MediaType, UnreadableRow
from viewer.state.resolve import shown_labels
from viewer.state.session import Session
from viewer.ui.icons import icon
from viewer.ui.widgets.card import Card
from viewer.ui.widgets.copy_button import CopyButton
from viewer.ui.widgets.wrapped_label import heading, wrapped_label

_ICON_SIDE = 20

REMEDIES: dict[Remedy, tuple[str, str]] = {
    Remedy.LOCATE: ("locate", "Locate…"),
    Remedy.RETRY: ("reload", "Retry"),
    Remedy.OPEN_ANYWAY: ("image", "Open anyway"),
    Remedy.ENTER_KEY: ("key", "Enter key…"),
    Remedy.ALLOW_HOST: ("network", "Allow host"),
    Remedy.GO_ONLINE: ("network", "Go online"),
    Remedy.RELOAD: ("reload", "Reload"),
}

_MEDIA: dict[MediaType, str] = {
    MediaType.IMAGE: "an image",
    MediaType.VIDEO: "a video",
    MediaType.TEXT: "a text",
    MediaType.DOCUMENT: "a document",
    MediaType.HTML: "a web page",
    MediaType.AUDIO: "a sound recording",
    MediaType.CONVERSATION: "a conversation",
    MediaType.GEO: "tiled imagery",
    MediaType.DICOM: "a DICOM series",
    MediaType.UNKNOWN: "of a kind the export does not tell",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say; without text or remedies it is a quiet line. `details` go to the clipboard.

    One that is `alone` stands for a picture that is not there: in the middle, where it covers nothing.
    `host` is the one that a remedy is about.
    """

    icon: str
    title: str
    text: str = ""
    remedies: tuple[Remedy, ...] = ()
    details: str = ""
    alone: bool = False
    host: Host | None = None


def notices_of(session: Session) -> tuple[Notice, ...]:
    """What there is to say about the row looked at, the gravest first."""
    read = session.read
    if read is None:
        return ()
    match read.row:
        case UnreadableRow(index, reason):
            details = "\n".join(map(str, read.issues)) or reason
            title = f"Record {index + 1} cannot be read"
            return (Notice("unreadable", title, sentence(reason), details=details, alone=True),)
        case DataRow() as row:
            labels = shown_labels(row, session.state)
            return (
                *_of_picture(row, session.media),
                *_of_masks(row, labels, session.media),
                *_of_labels(row, labels),
            )


def _of_picture(row: DataRow, media: MediaStore) -> tuple[Notice, ...]:
    kind = row.media.media_type
    if kind not in PICTURED:
        text = "Its picture is not drawn yet. Its labels and annotations are in the panels."
        return (Notice(kind.value, f"This asset is {_MEDIA[kind]}", text, alone=True),)
    match media.image(row):
        case Failed(problem, Picture() as early):
            title = f"The image is shown at {_share(early)} of its size"
            return (_of_problem(row, title, problem),)
        case Failed(problem):
            return (_of_problem(row, "The image cannot be shown", problem),)
        case Ready(picture):
            return tuple(_of_flaws(row, picture))
        case _:
            return ()


def _of_flaws(row: DataRow, picture: Picture) -> Iterator[Notice]:
    """What keeps a picture that is shown from being the one that was annotated."""
    if not picture.is_whole:
        title, text = "The image is cut off", "Its file ends early. What is missing is drawn empty."
        yield Notice("warning", title, text, BY_KIND[ProblemKind.TRUNCATED], f"{row.name}\n{title}\n{text}")
    if row.media.size is not None and picture.size_shown != row.media.size:
        have, want = ("{} × {}".format(*size) for size in (picture.size_shown, row.media.size))
        title = "The image has not the size that the export says"
        text = f"It has {have} pixels in place of {want} and is drawn to fill these. It may be another image."
        yield Notice("warning", title, text, (Remedy.LOCATE,), f"{row.name}\n{title}\n{text}")


def _share(early: Picture) -> str:
    """What a first sight has of the width and height of its picture."""
    times = round(early.size_shown[0] / early.image.width())
    return {2: "half", 4: "a quarter", 8: "an eighth"}.get(times, f"1/{times}")


def _of_masks(row: DataRow, labels: Iterable[Label], media: MediaStore) -> tuple[Notice, ...]:
    """One notice a cause, with the number of masks that it costs."""
    if row.media.media_type not in PICTURED:
        return ()
    by_cause: dict[tuple[ProblemKind, Host | None], list[Problem]] = {}
    for label in labels:
        for problem in media.masks(row, label).failed.values():
            by_cause.setdefault((problem.kind, problem.host), []).append(problem)
    return tuple(_of_mask_problems(row, problems) for problems in by_cause.values())


def _of_mask_problems(row: DataRow, problems: list[Problem]) -> Notice:
    count, first, distinct = len(problems), problems[0], tuple(dict.fromkeys(problems))
    title = "A mask cannot be shown" if count == 1 else f"{count:,} masks cannot be shown"
    if len(distinct) == 1:
        return _of_problem(row, title, first)
    alike = len({problem.reason for problem in distinct}) == 1
    text = sentence(first.reason) if alike else f"For example, {first}"
    details = "\n".join((row.name, title, *map(str, distinct)))
    return Notice("warning", title, text, first.remedies, details, host=first.host)


def _of_problem(row: DataRow, title: str, problem: Problem) -> Notice:
    text = str(problem) if problem.url_shown else sentence(problem.reason)
    details = f"{row.name}\n{title}\n{problem}"
    return Notice("warning", title, text, problem.remedies, details, host=problem.host)


def sentence(text: str) -> str:
    """The text with a capital at its head, unless it begins with an address."""
    if ":" in text.partition(" ")[0]:
        return text
    return text[:1].upper() + text[1:]


def _of_labels(row: DataRow, labels: tuple[Label, ...]) -> tuple[Notice, ...]:
    skipped = [label for label in labels if label.is_skipped]
    if any(not label.annotations.is_empty for label in labels):
        return ()
    if skipped and len(skipped) == len(labels):
        by = skipped[0].details.created_by if skipped[0].details is not None else None
        return (Notice("skip", f"Skipped by {by}" if by else "Skipped"),)
    if labels:
        what = "label" if labels[0].role is LabelRole.LABEL else "prediction"
        return (Notice("empty", f"Nothing was annotated in this {what}"),)
    if any(True for _ in row.labels()):
        return (Notice("eye-off", "All labels of this row are hidden"),)
    bare = row.families == (Family.BARE,)
    return (
        Notice(
            "empty",
            "This export holds no labels for this row" if bare else "Nothing was annotated in this row",
        ),
    )


class NoticeCard(Card):
    """A notice in the colours of a panel, with a button a remedy; `asked` carries the Remedy and its host."""

    asked = Signal(object, object)
    dismissed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setAccessibleName(notice.title)
        picture = QLabel()
        picture.setPixmap(icon(notice.icon).pixmap(QSize(_ICON_SIDE, _ICON_SIDE), self.devicePixelRatioF()))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._texts(), 1)
        if not notice.alone:
            row.addWidget(self._closer(), 0, Qt.AlignmentFlag.AlignTop)

    @property
    def is_quiet(self) -> bool:
        """Whether it is one line and asks for nothing."""
        return not (self.notice.text or self.notice.remedies or self.notice.details)

    def _texts(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        if self.is_quiet:
            column.addWidget(heading(self.notice.title, weight=QFont.Weight.Normal))
            return column
        column.addWidget(heading(self.notice.title))
        if self.notice.text:
            column.addWidget(wrapped_label(self.notice.text))
        if self.notice.remedies or self.notice.details:
            column.addSpacing(4)
            column.addLayout(self._buttons())
        return column

    def _buttons(self) -> QHBoxLayout:
        buttons: list[QPushButton] = []
        for remedy in self.notice.remedies:
            image, title = REMEDIES[remedy]
            button = QPushButton(icon(image), title)
            button.clicked.connect(lambda _=False, remedy=remedy: self.asked.emit(remedy, self.notice.host))
            buttons.append(button)
        if self.notice.details:
            buttons.append(CopyButton(lambda: self.notice.details))
        row = QHBoxLayout()
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the canvas
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _closer(self) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setToolTip("Dismiss")
        button.setAccessibleName(f"Dismiss: {self.notice.title}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIcon(icon("close"))
        button.clicked.connect(self.dismissed)
        return button
