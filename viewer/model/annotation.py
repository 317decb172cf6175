"""What was annotated: objects, classifications and relationships, as a label or a prediction holds them.

Every value knows its `path` in the JSON of its row. Ids repeat (a prediction carries the id of the label
beside it), so the path, with the row, is the identity of a thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from viewer.model.geometry import Geometry, Kind, Unreadable, kind_of

JsonPath: TypeAlias = tuple[str | int, ...]
"""Keys and indices from the row's JSON object down to a value."""


def format_path(path: JsonPath) -> str:
    """`projects.cl….labels[0].annotations.objects[3]`, as error messages and inspect print it."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that was chosen in a radio or checklist question, with the questions nested under it."""

    name: str
    path: JsonPath
    value: str | None = None
    feature_id: str | None = None
    schema_id: str | None = None
    classifications: tuple[Classification, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Radio:
    """The one option chosen; dropdowns of old exports are read as radios."""

    option: Option


@dataclass(frozen=True, slots=True)
class Checklist:
    """The options chosen, none to many."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A free text; `classifications` stand inside a text answer in some exports."""

    content: str
    classifications: tuple[Classification, ...] = ()


Answer: TypeAlias = Radio | Checklist | Text | Unreadable


@dataclass(frozen=True, slots=True)
class Classification:
    """A question and its answer."""

    name: str
    answer: Answer
    path: JsonPath
    value: str | None = None
    feature_id: str | None = None
    schema_id: str | None = None
    message_id: str | None = None
    confidence: float | None = None

    @property
    def below(self) -> tuple[Classification, ...]:
        """The questions that stand right under the answer, not those under theirs."""
        match self.answer:
            case Radio(option):
                return option.classifications
            case Checklist(options):
                return tuple(question for option in options for question in option.classifications)
            case Text(_, classifications):
                return classifications
            case Unreadable():
                return ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A custom metric of a prediction."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class ObjectAnnotation:
    """One object: a geometry with a class (`name`) and sub-classifications.

    `name` is display text and `value` the machine name; they can differ completely. `annotation_kind` is
    the file's own word (`ImageBoundingBox`, in v1 `bbox`). `color` is the ontology's, `#RRGGBB`, where the
    file has it (v1).
    """

    name: str
    annotation_kind: str
    geometry: Geometry
    path: JsonPath
    value: str | None = None
    feature_id: str | None = None
    schema_id: str | None = None
    classifications: tuple[Classification, ...] = ()
    confidence: float | None = None
    metrics: tuple[Metric, ...] = ()
    color: str | None = None

    @property
    def kind(self) -> Kind:
        """The short kind of the geometry."""
        return kind_of(self.geometry)


@dataclass(frozen=True, slots=True)
class Ends:
    """Feature ids that a relationship joins: objects of the same label, not all of which need exist."""

    source: str
    target: str
    bidirectional: bool = False


@dataclass(frozen=True, slots=True)
class Relationship:
    """An arrow from one object to another of the same label."""

    name: str
    annotation_kind: str
    ends: Ends | Unreadable
    path: JsonPath
    value: str | None = None
    feature_id: str | None = None
    schema_id: str | None = None
    classifications: tuple[Classification, ...] = ()

    @property
    def kind(self) -> Kind:
        """The short kind, beside those of objects."""
        return Kind.RELATIONSHIP


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands at one place in time: a frame of a video, a slice of a DICOM group, a moment of a sound.

    `number` counts frames and slices from 1; of a sound it is milliseconds. `group` is that of DICOM.
    """

    number: int
    path: JsonPath
    objects: tuple[ObjectAnnotation, ...] = ()
    classifications: tuple[Classification, ...] = ()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Frames `start` to `end`, both inclusive, in which a feature exists."""

    feature_id: str
    start: int
    end: int
    group: str | None = None


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """A frame in which a feature was set by hand rather than interpolated."""

    feature_id: str
    frame: int
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Misfit:
    """A part of the annotations that fits none of the fields, kept with its place and reason."""

    path: JsonPath
    unreadable: Unreadable


@dataclass(frozen=True, slots=True)
class Annotations:
    """The annotations of one label or prediction.

    `frames` are in ascending order whatever the file's; `frames_url` stands for them in v1 videos, where
    they are a file of their own.
    """

    objects: tuple[ObjectAnnotation, ...] = ()
    classifications: tuple[Classification, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    frames: tuple[Frame, ...] = ()
    segments: tuple[Segment, ...] = ()
    key_frames: tuple[KeyFrame, ...] = ()
    frames_url: str | None = None
    misfits: tuple[Misfit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was annotated."""
        return not (
            self.objects
            or self.classifications
            or self.relationships
            or self.frames
            or self.frames_url
            or self.misfits
        )

    def all_objects(self) -> Iterator[ObjectAnnotation]:
        """Every object, those of frames after the others; in a video an object stands in many frames."""
        yield from self.objects
        for frame in self.frames:
            yield from frame.objects

    def all_classifications(self) -> Iterator[Classification]:
        """The questions of the label, its objects, relationships and frames, not those nested in answers."""
        yield from self.classifications
        for thing in self.all_objects():
            yield from thing.classifications
        for relationship in self.relationships:
            yield from relationship.classifications
        for frame in self.frames:
            yield from frame.classifications
