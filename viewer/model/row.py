"""A data row: the asset, what is known of it, and what projects and model runs hold for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias
from urllib.parse import unquote

from viewer.model.annotation import Annotations, JsonPath

_LONGEST_PLACE = 4096
_NO_PLACE = re.compile(r"[{\[<]|data:", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FILE_ENDING = re.compile(r"[^.\s]\.[a-z][a-z0-9]{0,4}$", re.IGNORECASE)


class Family(StrEnum):
    """The shape of an export's rows; the values are the words `inspect` prints."""

    PROJECT = "project"
    MODEL_RUN = "model-run"
    MODEL_RUN_BETA = "model-run-beta"
    V1 = "v1"
    V1_2018 = "v1-2018"
    BARE = "bare"


class LabelRole(StrEnum):
    """Whether people or a model made it."""

    LABEL = "label"
    PREDICTION = "prediction"


@dataclass(frozen=True, slots=True)
class Review:
    """A thumbs up or down of the legacy review."""

    score: float | None = None
    created_at: str | None = None
    created_by: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class LabelDetails:
    """Who made a label and when; dates are the file's own text (ISO 8601, sometimes a bare date)."""

    created_at: str | None = None
    updated_at: str | None = None
    created_by: str | None = None
    content_last_updated_at: str | None = None
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Performance:
    """Times in seconds and the scores of benchmark and consensus."""

    seconds_to_label: float | None = None
    seconds_to_review: float | None = None
    seconds_to_rework: float | None = None
    seconds_total: float | None = None
    skipped: bool = False
    consensus_score: float | None = None
    benchmark_score: float | None = None
    benchmark_id: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One label or prediction.

    `is_selected` marks the winner among consensus labels (`selected_label_id`). `z_order` names features;
    which end is the top is not documented.
    """

    role: LabelRole
    annotations: Annotations
    path: JsonPath
    id: str | None = None
    label_kind: str | None = None
    version: str | None = None
    details: LabelDetails | None = None
    performance: Performance | None = None
    z_order: tuple[str, ...] = ()
    is_selected: bool = False

    @property
    def is_skipped(self) -> bool:
        """Whether the annotator skipped the asset."""
        return self.performance is not None and self.performance.skipped


@dataclass(frozen=True, slots=True)
class WorkflowStep:
    """A move, approval, rejection or rework in the project's workflow."""

    action: str
    created_at: str | None = None
    created_by: str | None = None
    previous_task_name: str | None = None
    next_task_name: str | None = None
    previous_task_id: str | None = None
    next_task_id: str | None = None


@dataclass(frozen=True, slots=True)
class ProjectDetails:
    """Where the row stands in its project; `workflow_history` is newest first, as in the file."""

    ontology_id: str | None = None
    task_id: str | None = None
    task_name: str | None = None
    batch_id: str | None = None
    batch_name: str | None = None
    workflow_status: str | None = None
    priority: float | None = None
    selected_label_id: str | None = None
    consensus_expected_label_count: int | None = None
    workflow_history: tuple[WorkflowStep, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectTag:
    """A tag of a project; `color` as in the file, six hex digits."""

    text: str
    color: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project and its labels on this row; a v1 row is one project, whose id the file does not tell."""

    labels: tuple[Label, ...]
    path: JsonPath
    id: str | None = None
    name: str | None = None
    details: ProjectDetails | None = None
    tags: tuple[ProjectTag, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelRun:
    """A run of a model experiment: ground truth and predictions on this row."""

    id: str
    labels: tuple[Label, ...]
    predictions: tuple[Label, ...]
    path: JsonPath
    name: str | None = None
    run_data_row_id: str | None = None
    annotation_group_id: str | None = None
    split: str | None = None


@dataclass(frozen=True, slots=True)
class Experiment:
    """A model experiment; `beta` for the `models` block of early 2023."""

    id: str
    runs: tuple[ModelRun, ...]
    path: JsonPath
    name: str | None = None
    beta: bool = False


@dataclass(frozen=True, slots=True)
class DataRowDetails:
    """Where the row came from."""

    dataset_id: str | None = None
    dataset_name: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    last_activity_at: str | None = None
    created_by: str | None = None


class MediaType(StrEnum):
    """What an asset is."""

    IMAGE = "image"
    VIDEO = "video"
    TEXT = "text"
    DOCUMENT = "document"
    HTML = "html"
    AUDIO = "audio"
    CONVERSATION = "conversation"
    GEO = "geo"
    DICOM = "dicom"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MediaAttributes:
    """What the export says of the asset.

    `width` and `height` are pixels, `exif_rotation` is the EXIF orientation, 1 to 8, `frame_rate` is
    frames a second.
    """

    media_type: MediaType = MediaType.UNKNOWN
    width: int | None = None
    height: int | None = None
    mime_type: str | None = None
    asset_type: str | None = None
    exif_rotation: int | None = None
    frame_rate: float | None = None
    frame_count: int | None = None
    text_layer_url: str | None = None

    @property
    def size(self) -> tuple[int, int] | None:
        """(width, height) in pixels, when the export has both and neither is zero."""
        return (self.width, self.height) if self.width and self.height else None


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something shown beside the asset: `value` is a URL or the text itself."""

    type: str
    value: str
    name: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class MetadataField:
    """A metadata field; `value` is text, a number or an ISO date, as in the file."""

    name: str
    value: Any
    schema_kind: str | None = None
    schema_id: str | None = None


@dataclass(frozen=True, slots=True)
class Embedding:
    """An embedding without its numbers; `path` leads to them in the row's JSON."""

    name: str
    path: JsonPath
    dimensions: int | None = None
    is_custom: bool = False
    id: str | None = None


@dataclass(frozen=True, slots=True)
class DataRow:
    """One asset with everything the export holds for it.

    `index` counts records of the file from 0. `row_data` is a URL for media, the text itself for inline
    text, a JSON text for tiled imagery. A row is of several families when several containers stand in it.
    """

    index: int
    families: tuple[Family, ...]
    id: str | None = None
    global_key: str | None = None
    external_id: str | None = None
    row_data: str | None = None
    details: DataRowDetails | None = None
    media: MediaAttributes = MediaAttributes()
    attachments: tuple[Attachment, ...] = ()
    metadata: tuple[MetadataField, ...] = ()
    embeddings: tuple[Embedding, ...] = ()
    projects: tuple[Project, ...] = ()
    experiments: tuple[Experiment, ...] = ()

    @property
    def name(self) -> str:
        """What a person calls the row: its global key, external id, id, or the name of its file."""
        named = self.global_key or self.external_id or self.id or file_name(self.row_data or "")
        return named or nameless(self.index)

    def labels(self) -> Iterator[Label]:
        """Every label and prediction, containers in file order, a run's labels before its predictions."""
        for project in self.projects:
            yield from project.labels
        for experiment in self.experiments:
            for run in experiment.runs:
                yield from run.labels
                yield from run.predictions


def nameless(index: int) -> str:
    """What a row is called that nothing names."""
    return f"row {index + 1}"


def file_name(row_data: str) -> str:
    """The file that a URL or path leads to; nothing for a text or any other content."""
    place = row_data.strip()
    if len(place) > _LONGEST_PLACE or "\n" in place or _NO_PLACE.match(place):
        return ""
    with_scheme = _SCHEME.match(place)
    if with_scheme:
        place = unquote(re.split("[?#]", place, maxsplit=1)[0])
    name = re.split(r"[/\\]", place.rstrip("/\\"))[-1]
    return name if with_scheme or _FILE_ENDING.search(name) else ""


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A record of the file that is no data row: broken JSON, a line of the error stream, some other JSON."""

    index: int
    reason: str

    @property
    def name(self) -> str:
        """What the tree calls it."""
        return f"unreadable record {self.index + 1}"


Row: TypeAlias = DataRow | UnreadableRow
