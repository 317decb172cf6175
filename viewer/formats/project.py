"""Projects: `projects.<id> {name, labels, project_details, project_tags}`."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.family import Containers, FamilyReader, holds_container
from viewer.formats.label import read_labels
from viewer.formats.reader import Node
from viewer.model.row import Family, LabelRole, Project, ProjectDetails, ProjectTag, WorkflowStep


def _read(row: Node) -> Containers:
    return Containers(projects=tuple(_read_projects(row)))


FAMILY = FamilyReader(Family.PROJECT, lambda row: holds_container(row, "projects"), _read)


def _read_projects(row: Node) -> Iterator[Project]:
    for project_id, node in row.at("projects").members():
        if isinstance(node.value, dict):
            yield _read_project(project_id, node)
        else:
            node.issues.error(node.unfit("a project (an object)"))
            yield Project((), node.path, project_id)


def _read_project(project_id: str, node: Node) -> Project:
    details = _read_details(node)
    selected_id = details.selected_label_id if details else None
    labels = read_labels(node, "labels", LabelRole.LABEL, selected_id)
    if selected_id is not None and not any(label.is_selected for label in labels):
        place = (*node.path, "project_details", "selected_label_id")
        node.issues.warning(place, f"the selected label {selected_id} is not among the labels of the row")
    return Project(
        labels=labels,
        path=node.path,
        id=project_id,
        name=node.text("name"),
        details=details,
        tags=tuple(_read_tags(node)),
    )


def _read_details(project: Node) -> ProjectDetails | None:
    node = project.object("project_details")
    if node is None:
        return None
    return ProjectDetails(
        ontology_id=node.text("ontology_id"),
        task_id=node.text("task_id"),
        task_name=node.text("task_name"),
        batch_id=node.text("batch_id"),
        batch_name=node.text("batch_name"),
        workflow_status=node.text("workflow_status"),
        priority=node.number("priority"),
        selected_label_id=node.text("selected_label_id"),
        consensus_expected_label_count=node.integer("consensus_expected_label_count"),
        workflow_history=tuple(_read_history(node)),
    )


def _read_history(details: Node) -> Iterator[WorkflowStep]:
    for node in details.objects("workflow_history"):
        yield WorkflowStep(
            action=node.text("action") or "unknown",
            created_at=node.text("created_at"),
            created_by=node.text("created_by"),
            previous_task_name=node.text("previous_task_name"),
            next_task_name=node.text("next_task_name"),
            previous_task_id=node.text("previous_task_id"),
            next_task_id=node.text("next_task_id"),
        )


def _read_tags(project: Node) -> Iterator[ProjectTag]:
    for node in project.objects("project_tags"):
        yield ProjectTag(node.text("text") or "", node.text("color"), node.text("id"))
