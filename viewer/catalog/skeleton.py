"""The parts of a data row that a catalogue is made from, as types: what is not named here is skipped unread.

Geometry, embeddings, attachments and metadata are passed over without a number being made of their digits. A
row that does not fit these types is none the worse for it: the tolerant reader takes it.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct, field

Text = str | None
Number = float | None


class Option(Struct, gc=False):
    """An answer that was chosen."""

    name: str
    classifications: list[Classification] = []


class TextAnswer(Struct, gc=False):
    """A free text, of which only the questions inside of it matter here."""

    content: str
    classifications: list[Classification] = []


class Classification(Struct, gc=False):
    """A question with one of its three kinds of answer."""

    name: str
    radio_answer: Option | None = None
    checklist_answers: list[Option] | None = None
    text_answer: TextAnswer | None = None
    conversational_radio_answer: msgspec.Raw | None = None
    conversational_checklist_answers: msgspec.Raw | None = None
    conversational_text_answer: msgspec.Raw | None = None


class Composite(Struct, gc=False):
    """Where a composite mask is."""

    url: str


class Object(Struct, gc=False):
    """An object without its geometry."""

    name: str
    annotation_kind: str
    classifications: list[Classification] = []
    composite_mask: Composite | None = None
    mask: Composite | None = None


class Relationship(Struct, gc=False):
    """A relationship without its ends."""

    name: str
    annotation_kind: str
    classifications: list[Classification] = []


class Frame(Struct, gc=False):
    """A frame of a video."""

    objects: dict[str, Object] = {}
    classifications: list[Classification] = []


class Annotations(Struct, gc=False):
    """The annotations of stills and videos."""

    objects: list[Object] = []
    classifications: list[Classification] = []
    relationships: list[Relationship] = []
    frames: dict[str, Frame] = {}
    groups: msgspec.Raw | None = None
    timestamp: msgspec.Raw | None = None


class Review(Struct, gc=False):
    """A review of a label."""

    score: Number = None


class LabelDetails(Struct, gc=False):
    """Who made a label, and when."""

    created_at: Text = None
    updated_at: Text = None
    created_by: Text = None
    reviews: list[Review] = []


class Performance(Struct, gc=False):
    """The times and scores of both generations."""

    seconds_to_create: Number = None
    seconds_to_label: Number = None
    seconds_to_review: Number = None
    skipped: bool = False
    consensus_score: Number = None
    benchmark_score: Number = None


class Label(Struct, gc=False):
    """A label or a prediction."""

    id: Text = None
    label_kind: Text = None
    annotations: Annotations = field(default_factory=Annotations)
    label_details: LabelDetails | None = None
    performance_details: Performance | None = None
    performance_details_v2: Performance | None = None


class ProjectDetails(Struct, gc=False):
    """Where a row stands in its project."""

    task_id: Text = None
    task_name: Text = None
    batch_id: Text = None
    batch_name: Text = None
    workflow_status: Text = None
    selected_label_id: Text = None


class Project(Struct, gc=False):
    """A project with its labels."""

    labels: list[Label] = []
    name: Text = None
    project_details: ProjectDetails | None = None


class Run(Struct, gc=False):
    """A model run."""

    labels: list[Label] = []
    predictions: list[Label] = []
    name: Text = None
    split: Text = None


class Experiment(Struct, gc=False):
    """A model experiment."""

    runs: dict[str, Run] = {}
    name: Text = None


class Details(Struct, gc=False):
    """Where a row came from."""

    dataset_id: Text = None
    dataset_name: Text = None
    created_at: Text = None
    updated_at: Text = None


class DataRow(Struct, gc=False):
    """The asset."""

    id: str
    global_key: Text = None
    external_id: Text = None
    row_data: Text = None
    details: Details | None = None


class Media(Struct, gc=False):
    """What the asset is."""

    mime_type: Text = None
    asset_type: Text = None


class Row(Struct, gc=False):
    """A data row of the second version; `models` are those of the beta."""

    data_row: DataRow
    media_attributes: Media = field(default_factory=Media)
    projects: dict[str, Project] = {}
    experiments: dict[str, Experiment] = {}
    models: dict[str, msgspec.Raw] = {}


_DECODER = msgspec.json.Decoder(Row)


def skeleton_of(record: bytes | memoryview) -> Row | None:
    """The skeleton of a record; None when it does not fit, which says nothing of what is wrong with it."""
    try:
        return _DECODER.decode(record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
