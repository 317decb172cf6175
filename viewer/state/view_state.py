"""What the user looks at, as one frozen value; a change is a new value, and views compare the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from viewer.catalog.found import EVERYTHING, Found, Request
from viewer.media.adjusting import PLAIN, Adjustments
from viewer.model.annotation import JsonPath
from viewer.model.geometry import Kind
from viewer.state.drawing import PLAIN_DRAWING, Drawing
from viewer.state.orientation import UPRIGHT, Orientation


class NameMode(StrEnum):
    """Whose names are drawn."""

    OFF = "off"
    HOVER = "hover"
    SELECTED = "selected"
    ALL = "all"


class ColourBy(StrEnum):
    """What a colour stands for."""

    CLASS = "class"
    INSTANCE = "instance"
    ANNOTATOR = "annotator"
    LABEL = "label"
    CONFIDENCE = "confidence"
    ONTOLOGY = "ontology"
    ANSWER = "answer"


class Page(StrEnum):
    """What stands in the middle of the window."""

    PICTURE = "picture"
    ROWS = "rows"


class Aid(StrEnum):
    """What helps the eye over the canvas."""

    CROSSHAIR = "crosshair"
    RULERS = "rulers"
    MEASURE = "measure"
    LOUPE = "loupe"
    MINIMAP = "minimap"


@dataclass(frozen=True, slots=True)
class SoloObjects:
    """Only these objects of the row are shown."""

    paths: frozenset[JsonPath]


@dataclass(frozen=True, slots=True)
class SoloClasses:
    """Only objects of these classes are shown, in every row."""

    names: frozenset[str]


Solo: TypeAlias = SoloObjects | SoloClasses | None


@dataclass(frozen=True, slots=True)
class Window:
    """Values that are seen from black (`low`) to white (`high`), of pictures whose values can be in `range`.

    A picture of another range is seen as it would be without a window.
    """

    low: float
    high: float
    range: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ViewState:
    """The whole of it, but for zoom and pan, which belong to the canvas.

    `row` counts records from 0. Paths lead into the JSON of that row. `labels` are the labels and
    predictions shown, None for the default choice. The last of `selection` is the current one. `found`
    are the rows that answer the `request`, None for all. `turns` are quarters of a circle, clockwise, that
    the picture is turned by under its annotations; `origin_swapped` measures y from the other edge than the
    row's family does. `orientation` turns and mirrors both, and is let go with the row unless
    `keep_adjustments`, as are the `adjustments` of the image. `grid` is the one between large pixels.
    `colour_question` is the one whose answers are told by colour, `apart` are classes that were given colours
    of their own to be told apart. With `arrows_of_selection` only the relationships of what is selected are
    shown; under the `spotlight` all but the surroundings of the selection is dimmed.
    `window` is what greys and deep colours are seen through, None for what each picture proposes.
    """

    row: int = 0
    labels: tuple[JsonPath, ...] | None = None
    selection: tuple[JsonPath, ...] = ()
    hover: JsonPath | None = None
    hidden_classes: frozenset[str] = frozenset()
    hidden_kinds: frozenset[Kind] = frozenset()
    hidden_objects: frozenset[tuple[int, JsonPath]] = frozenset()
    solo: Solo = None
    peek: bool = False
    overlays: bool = True
    names: NameMode = NameMode.SELECTED
    colour_by: ColourBy = ColourBy.CLASS
    colour_question: str | None = None
    apart: tuple[str, ...] = ()
    drawing: Drawing = PLAIN_DRAWING
    arrows_of_selection: bool = False
    spotlight: bool = False
    opacity: float = 0.4
    smooth: bool = True
    grid: bool = True
    turns: int = 0
    orientation: Orientation = UPRIGHT
    keep_adjustments: bool = True
    origin_swapped: bool = False
    window: Window | None = None
    adjustments: Adjustments = PLAIN
    request: Request = EVERYTHING
    found: Found | None = None
    page: Page = Page.PICTURE
    aids: frozenset[Aid] = frozenset()
    held_aid: Aid | None = None

    @property
    def current(self) -> JsonPath | None:
        """The path selected last."""
        return self.selection[-1] if self.selection else None

    @property
    def aids_shown(self) -> frozenset[Aid]:
        """Those that are on, and the one that is held."""
        return self.aids if self.held_aid is None else self.aids | {self.held_aid}

    @property
    def overlays_shown(self) -> bool:
        """Whether any annotation is drawn at all."""
        return self.overlays and not self.peek
