"""Model runs: `experiments.<id> {name, runs.<id> {name, run_data_row_id, split, labels, predictions}}`.

A prediction usually carries the id of the label beside it: only the path tells the two apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.family import Containers, FamilyReader, holds_container
from viewer.formats.label import read_labels
from viewer.formats.reader import Node
from viewer.model.row import Experiment, Family, LabelRole, ModelRun


def _read(row: Node) -> Containers:
    return Containers(experiments=tuple(_read_experiments(row)))


FAMILY = FamilyReader(Family.MODEL_RUN, lambda row: holds_container(row, "experiments"), _read)


def _read_experiments(row: Node) -> Iterator[Experiment]:
    for experiment_id, node in row.at("experiments").members():
        if isinstance(node.value, dict):
            runs = tuple(read_runs(node, "runs", "name"))
            yield Experiment(experiment_id, runs, node.path, name=node.text("name"))
        else:
            node.issues.error(node.unfit("an experiment (an object)"))
            yield Experiment(experiment_id, (), node.path)


def read_runs(experiment: Node, key: str, name_key: str) -> Iterator[ModelRun]:
    """The runs of the object under `key`, named by what stands under their `name_key`."""
    for run_id, node in experiment.members_at(key):
        if isinstance(node.value, dict):
            yield ModelRun(
                id=run_id,
                labels=read_labels(node, "labels", LabelRole.LABEL),
                predictions=read_labels(node, "predictions", LabelRole.PREDICTION),
                path=node.path,
                name=node.text(name_key),
                run_data_row_id=node.text("run_data_row_id"),
                annotation_group_id=node.text("annotation_group_id"),
                split=node.text("split"),
            )
        else:
            node.issues.error(node.unfit("a model run (an object)"))
            yield ModelRun(run_id, (), (), node.path)
