"""What is known of every row: the one list that storage, queries, facets and tables are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """Which kind of column holds a field."""

    TEXT = "text"
    SET = "set"
    BAG = "bag"
    NUMBER = "number"
    TIME = "time"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `id` is the word that queries and `--columns` use, `title` what a table's head says."""

    id: str
    kind: FieldKind
    title: str
    tip: str = ""


_T, _S, _B, _N, _M, _F = FieldKind

FIELDS: tuple[Field, ...] = (
    Field("id", _T, "Data row id"),
    Field("key", _T, "Global key"),
    Field("external", _T, "External id", "Not unique"),
    Field("name", _T, "Name", "What a row without id and key is called: the file of its address"),
    Field("media", _S, "Media"),
    Field("family", _S, "Family", "The shape of the row: project, model-run, v1 …"),
    Field("dataset", _S, "Dataset", "Its name, else its id"),
    Field("project", _S, "Project", "Its name, else its id"),
    Field("experiment", _S, "Experiment", "Its name, else its id"),
    Field("run", _S, "Model run", "Its name, else its id"),
    Field("split", _S, "Split"),
    Field("batch", _S, "Batch", "Its name, else its id"),
    Field("status", _S, "Status", "Workflow status of its projects"),
    Field("task", _S, "Task", "The task of the workflow that the row waits in"),
    Field("by", _S, "Annotators", "Who created its labels"),
    Field("class", _B, "Classes", "Objects a class; in video one a frame"),
    Field("kind", _B, "Kinds", "Objects a kind of geometry, and relationships"),
    Field("answer", _B, "Answers", "Options chosen, as question=option, at every depth"),
    Field("labels", _N, "Labels"),
    Field("predictions", _N, "Predictions"),
    Field("objects", _N, "Objects", "In every label and prediction; in video one a frame"),
    Field("relationships", _N, "Relationships"),
    Field("selected", _N, "Selected label", "Which of its labels the project selected, from 1"),
    Field("score", _N, "Review score", "Mean over the reviews of its labels"),
    Field("consensus", _N, "Consensus", "Mean agreement of its labels, 0 to 1"),
    Field("benchmark", _N, "Benchmark", "Mean agreement with the benchmark, 0 to 1"),
    Field("seconds", _N, "Labelling time (s)", "Summed over its labels"),
    Field("review_seconds", _N, "Review time (s)", "Summed over its labels"),
    Field("errors", _N, "Errors", "What could not be read in it"),
    Field("warnings", _N, "Warnings", "What looks wrong in it"),
    Field("created", _M, "Created", "When its first label was created; without labels, the row itself"),
    Field("updated", _M, "Updated", "When a label of it was last updated; without labels, the row itself"),
    Field("readable", _F, "Readable"),
    Field("skipped", _F, "Skipped", "A label of it was skipped"),
    Field("empty", _F, "Empty", "No label or prediction of it holds anything"),
)
FIELD = {field.id: field for field in FIELDS}
