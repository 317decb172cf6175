"""How annotations are drawn, whatever they are: fills, outlines, what the tabs of names say."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum

WIDTHS = (1.0, 8.0)
"""The thinnest and the thickest outline, in view pixels."""


class TabPart(StrEnum):
    """What the tab of a name says."""

    CLASS = "class"
    ANSWERS = "answers"
    CONFIDENCE = "confidence"
    SIZE = "size"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Drawing:
    """`halo` is the line around an outline that tells it from any background. `selected_opacity` is
    how opaque the fill of what is selected is, where that is more than others are.
    """

    fill: bool = True
    outline: bool = True
    halo: bool = True
    line_width: float = 2.0
    selected_opacity: float = 0.0
    tab: frozenset[TabPart] = frozenset({TabPart.CLASS})

    def with_fill(self, fill: bool) -> Drawing:
        """Without fills there are outlines, or nothing would be seen."""
        return replace(self, fill=fill, outline=self.outline or not fill)

    def with_outline(self, outline: bool) -> Drawing:
        """Without outlines there are fills."""
        return replace(self, outline=outline, fill=self.fill or not outline)

    def thicker(self, by: float) -> Drawing:
        """Or thinner, within `WIDTHS`."""
        return replace(self, line_width=min(max(self.line_width + by, WIDTHS[0]), WIDTHS[1]))

    def with_tab(self, part: TabPart) -> Drawing:
        """One thing more or less in the tabs; with nothing in them they say the class."""
        return replace(self, tab=(self.tab ^ {part}) or frozenset({TabPart.CLASS}))

    def as_text(self) -> str:
        """For the settings."""
        return json.dumps(
            {
                "fill": self.fill,
                "outline": self.outline,
                "halo": self.halo,
                "line_width": self.line_width,
                "selected_opacity": self.selected_opacity,
                "tab": sorted(self.tab),
            }
        )


PLAIN_DRAWING = Drawing()


def drawing_from(text: str) -> Drawing:
    """What `as_text` wrote; of a text that was spoilt what can be read of it."""
    drawing = PLAIN_DRAWING
    try:
        found = json.loads(text)
    except ValueError:
        return drawing
    if not isinstance(found, dict):
        return drawing
    for name in ("fill", "outline", "halo"):
        if isinstance(found.get(name), bool):
            drawing = replace(drawing, **{name: found[name]})
    if isinstance(width := found.get("line_width"), int | float):
        drawing = replace(drawing, line_width=float(width)).thicker(0.0)
    if isinstance(opacity := found.get("selected_opacity"), int | float):
        drawing = replace(drawing, selected_opacity=min(max(float(opacity), 0.0), 1.0))
    if isinstance(parts := found.get("tab"), list):
        known = frozenset(part for part in TabPart if part.value in parts)
        drawing = replace(drawing, tab=known or drawing.tab)
    return drawing
