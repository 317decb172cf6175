"""The record of one thing a user can do; menus, shortcuts, palette and key sheet are all made from these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from viewer.model.annotation import JsonPath
from viewer.state.session import Session
from viewer.state.view_state import ViewState


class Menu(StrEnum):
    """The menus, left to right; the values are their titles."""

    FILE = "&File"
    EDIT = "&Edit"
    GO = "&Go"
    VIEW = "&View"
    SHOW = "&Show"
    WINDOW = "&Window"
    HELP = "&Help"


class Submenu(StrEnum):
    """What stands in a menu of its own within another; the values are their titles."""

    ORIENTATION = "&Rotate and flip"
    ADJUSTMENTS = "Image ad&justments"
    AIDS = "Ai&ds of the eye"
    COMPARING = "&Compare"
    NAMES = "&Names"
    COLOURS = "&Colours"
    DRAWING = "Lines and f&ills"
    LABELS = "Labels and pre&dictions"


class CanvasPort(Protocol):
    """What actions ask of the canvas."""

    def zoom_by(self, factor: float) -> None:
        """Zoom about the cursor when it is over the canvas, else about the middle."""

    def fit(self) -> None:
        """Show the whole image."""

    def fit_width(self) -> None:
        """Show the whole width of the image."""

    def actual_size(self) -> None:
        """One image pixel a device pixel."""

    def zoom_to(self, paths: tuple[JsonPath, ...]) -> None:
        """Bring these objects into view as large as is useful; all visible ones when there are none."""

    def shown_paths(self) -> tuple[JsonPath, ...]:
        """Paths of the visible objects and relationships, in file order."""

    def copy_view(self) -> None:
        """Put what is seen on the clipboard, as a picture."""

    def cycle_under_cursor(self, distance: int) -> None:
        """Select the next of the objects that lie on top of each other under the cursor."""


class WindowPort(Protocol):
    """What actions ask of the window: dialogs and places in it."""

    def choose_export(self) -> None:
        """Ask for a file and open it."""

    def choose_media_folder(self) -> None:
        """Ask for the folders that hold the images."""

    def fetch_all(self) -> None:
        """Bring all images and masks here, to look at them offline."""

    def enter_key(self) -> None:
        """Ask for the API key."""

    def forget_key(self) -> None:
        """Forget the API key, and say what became of it."""

    def show_requests(self) -> None:
        """Show what was asked over the network."""

    def export_picture(self) -> None:
        """Ask for a file and write the view into it."""

    def open_sample(self) -> None:
        """Open the export that comes with the program."""

    def find(self) -> None:
        """Put the cursor into the search field."""

    def focus_picture(self) -> None:
        """Give the keys to the canvas."""

    def go_to_row(self) -> None:
        """Ask for a row number or id."""

    def sample_rows(self) -> None:
        """Ask for a sample of the rows found."""

    def explain_visibility(self) -> None:
        """Say why what is selected is not to be seen."""

    def show_panel(self, name: str) -> None:
        """Show a panel, in front of others in its place."""

    def show_query_help(self) -> None:
        """Show how rows are asked for."""

    def show_keys(self) -> None:
        """Show the sheet of all keys."""

    def show_palette(self) -> None:
        """Show the command palette."""

    def show_preferences(self) -> None:
        """Show the preferences."""

    def show_about(self) -> None:
        """Say what this is."""

    def reset_layout(self) -> None:
        """Put every panel back where it was in the beginning."""

    def toggle_full_screen(self) -> None:
        """Full screen, or back."""

    def copy_id(self) -> None:
        """Put the id or path of what is selected on the clipboard."""

    def close(self) -> bool:
        """Close the window."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an action works on."""

    session: Session
    canvas: CanvasPort
    window: WindowPort


Run = Callable[[Context], object]
Check = Callable[[Context], bool]


def always(_: Context) -> bool:
    """Enabled whatever is open."""
    return True


def has_export(context: Context) -> bool:
    """Enabled when an export is open."""
    return context.session.export is not None


def has_row(context: Context) -> bool:
    """Enabled when a readable data row is looked at."""
    return context.session.row is not None


def has_selection(context: Context) -> bool:
    """Enabled when something is selected."""
    return bool(context.session.state.selection)


def step(change: Callable[[ViewState], ViewState]) -> Run:
    """An action that is one step from a ViewState to the next."""

    def run(context: Context) -> None:
        context.session.apply(change(context.session.state))

    return run


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user can do.

    `keys` are Qt key sequences, the first of which the menu shows. `checked` makes it a toggle. `release`
    makes it last as long as its key is held: `run` on press, `release` on release. `group` separates
    entries of a menu or of its `submenu`; `icon` is the name of a file in resources/icons.
    """

    id: str
    title: str
    menu: Menu
    run: Run
    keys: tuple[str, ...] = ()
    enabled: Check = always
    checked: Check | None = None
    release: Run | None = None
    group: int = 0
    submenu: Submenu | None = None
    icon: str = ""
    tip: str = ""
