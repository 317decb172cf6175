"""What the status bar says, in words."""

from __future__ import annotations

from viewer.canvas.drawn import Drawn
from viewer.canvas.hover_card import size_of
from viewer.canvas.overlay import Visible
from viewer.canvas.source import PICTURED
from viewer.media.adjusting import Channel
from viewer.media.decode import Picture
from viewer.media.loads import Failed, Progress, Ready, Waiting
from viewer.media.problem import ProblemKind
from viewer.media.resolve import shown
from viewer.model.row import DataRow, Label, LabelRole
from viewer.state.resolve import shown_labels
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.ui.notice import sentence

_NETWORK = "the network"
_BESIDE = "beside"


def row_text(session: Session) -> str:
    """`Row 12 of 340`; with a filter the place among those that are left: `Row 3 of 12 (from 340)`."""
    if session.export is None:
        return ""
    row, found, total = session.state.row, session.state.found, session.row_count
    if found is None:
        is_part = session.is_stopped and not session.export.is_listed
        return f"Row {row + 1:,} of {total:,}{' listed' if is_part else ''}"
    if (place := found.place_of(row)) is None:
        return f"Row {row + 1:,}, not among the {len(found):,} found"
    return f"Row {place + 1:,} of {len(found):,} (from {total:,})"


def size_text(session: Session) -> str:
    """`2560 × 1707`: as the export says, else as the picture is."""
    row = session.row
    if row is None:
        return ""
    size = row.media.size
    if size is None and row.media.media_type in PICTURED:
        media = session.media.image(row)
        size = media.value.size_shown if isinstance(media, Ready) else None
    return f"{size[0]} × {size[1]}" if size is not None else ""


def place_text(x: float, y: float, rgb: tuple[int, int, int] | None) -> str:
    """`1204.5, 88.0` and the colour of the pixel there."""
    place = f"{x:.1f}, {y:.1f}"
    return place if rgb is None else f"{place}   {rgb[0]} {rgb[1]} {rgb[2]}"


def thing_text(thing: Visible | None) -> str:
    """Class, size and area of an object."""
    match thing:
        case None:
            return ""
        case Drawn():
            return f"{thing.thing.name}: {size_of(thing)}"
        case _:
            return f"{thing.thing.name}: relationship"


def dots_text(count: int) -> tuple[str, str]:
    """How many objects are drawn as dots: short for the bar, long for its tooltip; empty for none."""
    if not count:
        return "", ""
    short, objects = ("1 dot", "1 object is") if count == 1 else (f"{count:,} dots", f"{count:,} objects are")
    return short, f"{objects} too small at this zoom to show an outline: drawn as dots. Zoom in to see more."


def look_text(state: ViewState) -> tuple[str, str]:
    """How the picture is seen otherwise than it is stored: short for the bar, long for its tooltip."""
    orientation = state.orientation
    parts = []
    if orientation.quarters:
        parts.append(f"{(90, 180, -90)[orientation.quarters - 1]}°")
    if orientation.mirrored:
        parts.append("mirrored")
    tips = ["Only what is seen is rotated and flipped; coordinates are those of the file."] if parts else []
    adjustments = state.adjustments
    if adjustments.channel is not Channel.ALL:
        parts.append(adjustments.channel.value)
    if adjustments.bends:
        parts.append("adjusted")
    if not adjustments.is_plain:
        tips.append("The image is not shown as it is; values under the cursor are those of the file.")
    return ", ".join(parts), "\n".join(tips)


def labels_text(session: Session) -> str:
    """Which of the labels and predictions of the row are shown: `2 of 3 labels, 1 prediction`."""
    row = session.row
    if row is None:
        return ""
    visible = shown_labels(row, session.state)
    roles = ((LabelRole.LABEL, "label"), (LabelRole.PREDICTION, "prediction"))
    parts = [part for role, word in roles if (part := _share(row, visible, role, word))]
    return ", ".join(parts) or "no label"


def labels_tip(session: Session) -> str:
    """The ids of the labels that are shown, a line each."""
    row = session.row
    visible = shown_labels(row, session.state) if row is not None else ()
    return "\n".join(f"{label.role.value} {label.id or ''}".rstrip() for label in visible)


def _share(row: DataRow, visible: tuple[Label, ...], role: LabelRole, word: str) -> str:
    total = sum(label.role is role for label in row.labels())
    count = sum(label.role is role for label in visible)
    if not total:
        return ""
    words = word if total == 1 else f"{word}s"
    return f"{total} {words}" if count == total else f"{count} of {total} {words}"


def media_text(session: Session) -> tuple[str, str]:
    """Where the picture is from, or why there is none; short for the bar, long for its tooltip."""
    row = session.row
    if row is None:
        return "", ""
    if row.media.media_type not in PICTURED:
        return f"{row.media.media_type.value}: not drawn yet", shown(row.row_data)
    match session.media.image(row):
        case Waiting():
            return loading_text(session.media.progress), shown(row.row_data)
        case Ready(picture):
            return _origin(row, picture)
        case Failed(problem):
            short = (
                "no address"
                if problem.kind is ProblemKind.NO_ADDRESS
                else problem.kind.value.replace("-", " ")
            )
            return f"image: {short}", str(problem)


def loading_text(progress: Progress) -> str:
    """`Loading image… 42 %`, as far as it is known."""
    if progress.total_bytes:
        return f"Loading image… {min(99, progress.received_bytes * 100 // progress.total_bytes)} %"
    return "Loading image…"


def _origin(row: DataRow, picture: Picture) -> tuple[str, str]:
    """Short without the name of the file, long with it and with the address that the export has."""
    came_from = picture.came_from
    short = came_from.partition("; ")[0]
    if not short.startswith(_NETWORK):
        short = short.partition(": ")[0]
    head = "" if short.startswith(_BESIDE) else "From "
    return sentence(f"{head}{short}"), sentence(f"{head}{came_from}\n{shown(row.row_data)}")
