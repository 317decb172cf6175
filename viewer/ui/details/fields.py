"""The vocabulary of the details panel: sections of key and value, ready to be shown by any widget.

Every text is plain text of an untrusted file: who shows it never reads it as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from viewer.model.annotation import JsonPath


@dataclass(frozen=True, slots=True)
class OpenUrl:
    """Open a web address (http or https, nothing else) in the browser."""

    url: str


@dataclass(frozen=True, slots=True)
class CopyText:
    """Put a text on the clipboard."""

    text: str


@dataclass(frozen=True, slots=True)
class SelectPath:
    """Select what stands at a path of the row looked at."""

    path: JsonPath


@dataclass(frozen=True, slots=True)
class ShowNumbers:
    """Read the numbers of an embedding, which are left in the file until someone asks."""

    path: JsonPath


Target: TypeAlias = OpenUrl | CopyText | SelectPath | ShowNumbers


@dataclass(frozen=True, slots=True)
class Text:
    """A value in words; `tip` is what the file says where the words are ours."""

    text: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A long text with lines of its own: an inline asset, a raw value."""

    text: str
    monospace: bool = False


@dataclass(frozen=True, slots=True)
class Swatch:
    """A value with a colour before it, `#rrggbb`."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Link:
    """A value that does something when it is clicked."""

    text: str
    target: Target
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A short word on a colour, `#rrggbb`, None for the theme's own."""

    text: str
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Chips:
    """Several short words side by side."""

    chips: tuple[Chip, ...]


Cell: TypeAlias = str | Link


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `marked` is the row that stands out."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marked: int | None = None


Value: TypeAlias = Text | Block | Swatch | Link | Chips | Table


@dataclass(frozen=True, slots=True)
class Field:
    """A key and its value, which takes the whole width when the key is empty; `depth` indents."""

    key: str
    value: Value
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A foldable group of fields; `id` is the same for every row, so that what was folded stays folded."""

    id: str
    title: str
    fields: tuple[Field, ...]
    note: str = ""


def text_field(key: str, value: object, depth: int = 0) -> tuple[Field, ...]:
    """A field of plain text; no field when there is no value."""
    return () if value is None or value == "" else (Field(key, Text(str(value)), depth),)


def plain(section: Section) -> str:
    """The section as text, for the clipboard: a line a field, links by their full target."""
    lines = [section.title]
    for field in section.fields:
        indent = "  " * field.depth
        value = _plain_value(field.value)
        lines.append(f"{indent}{field.key}: {value}" if field.key else f"{indent}{value}")
    return "\n".join(lines)


def _plain_value(value: Value) -> str:
    match value:
        case Text(text) | Block(text) | Swatch(text):
            return text
        case Link(_, OpenUrl(text)) | Link(_, CopyText(text)):
            return text
        case Link(text):
            return text
        case Chips(chips):
            return ", ".join(chip.text for chip in chips)
        case Table(headings, rows):
            lines = [headings, *(tuple(map(_plain_cell, row)) for row in rows)]
            return "\n" + "\n".join("\t".join(line) for line in lines)


def _plain_cell(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text
