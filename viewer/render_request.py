"""What `annoscope render` was asked for; free of Qt, so that the command line can be read without it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

COLOURINGS = ("class", "instance", "annotator", "label", "confidence", "ontology")
"""What colours can stand for without more being said."""
TABS = ("class", "answers", "confidence", "size", "id")
"""What the tab of a name can say."""
ANSWER = "answer:"
"""Before the question whose answers they stand for."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """One picture of one row.

    `row` is a number from 1, or an id or key. `label` is the id of the label or prediction to draw. `size` is
    (width, height) in pixels, None for the image's own. `media` is a folder with the images. `only` holds
    annotation kinds of the file or short names, empty for everything. `tabs` are what
    the names say, words of `TABS`, empty for the class. `colour_by` is one
    of `COLOURINGS`, or `ANSWER` and a question. `allow_hosts` are hosts as
    `HOST` or `HOST:PORT`; no other is asked for anything.
    """

    file: Path
    row: str
    out: Path
    label: str | None = None
    size: tuple[int, int] | None = None
    media: Path | None = None
    only: tuple[str, ...] = ()
    no_image: bool = False
    names: bool = False
    tabs: tuple[str, ...] = ()
    colour_by: str = "class"
    allow_hosts: tuple[str, ...] = ()
