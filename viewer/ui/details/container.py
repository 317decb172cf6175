"""Projects, experiments and model runs, as they hold labels on a row."""

from __future__ import annotations

from viewer.model.row import Experiment, ModelRun, Project, ProjectTag
from viewer.ui.details.fields import Chip, Chips, Field, Section, Text, text_field
from viewer.ui.words import constant, number

_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")


def project_section(project: Project) -> Section:
    """A project and where the row stands in it."""
    details = project.details
    work = (
        ()
        if details is None
        else (
            *_status(details.workflow_status),
            *text_field("Task", details.task_name),
            *text_field("Batch", details.batch_name),
            *text_field("Priority", None if details.priority is None else number(details.priority)),
            *text_field("Labels expected", details.consensus_expected_label_count),
        )
    )
    ids = (
        ()
        if details is None
        else (
            *text_field("Selected label", details.selected_label_id),
            *text_field("Ontology id", details.ontology_id),
            *text_field("Task id", details.task_id),
            *text_field("Batch id", details.batch_id),
        )
    )
    own = (
        *text_field("Name", project.name),
        *_tags(project.tags),
        *text_field("Labels", str(len(project.labels))),
        *work,
        *text_field("Project id", project.id),
        *ids,
    )
    return Section("project", "Project", own)


def run_section(run: ModelRun) -> Section:
    """A run of a model: what it was for and how much it holds."""
    own = (
        *text_field("Name", run.name),
        *text_field("Split", constant(run.split)),
        *text_field("Labels", str(len(run.labels))),
        *text_field("Predictions", str(len(run.predictions))),
        *text_field("Run id", run.id),
        *text_field("Run data row id", run.run_data_row_id),
        *text_field("Annotation group", run.annotation_group_id),
    )
    return Section("run", "Model run", own)


def experiment_section(experiment: Experiment) -> Section:
    """A model and its runs."""
    own = (
        *text_field("Name", experiment.name),
        *text_field("Runs", str(len(experiment.runs))),
        *text_field("Id", experiment.id),
        *text_field("Shape", "beta of early 2023" if experiment.beta else None),
    )
    return Section("experiment", "Model" if experiment.beta else "Experiment", own)


def tag_colour(text: str | None) -> str | None:
    """`#e7bf00` from the six digits a tag has, with or without `#`; None for anything else."""
    digits = (text or "").removeprefix("#")
    return f"#{digits.lower()}" if len(digits) == 6 and set(digits) <= _HEX_DIGITS else None


def _status(status: str | None) -> tuple[Field, ...]:
    return () if not status else (Field("Status", Text(constant(status), tip=status)),)


def _tags(tags: tuple[ProjectTag, ...]) -> tuple[Field, ...]:
    chips = tuple(Chip(tag.text, tag_colour(tag.color)) for tag in tags)
    return (Field("Tags", Chips(chips)),) if chips else ()
