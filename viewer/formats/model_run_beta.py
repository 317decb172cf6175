"""Model runs of the beta of early 2023: `models.<id> {model_name, model_runs.<id> {model_run_name, …}}`.

Later exports carry an empty `models` beside their `experiments`, so an empty one does not make a row beta.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.formats.family import Containers, FamilyReader, holds_container
from viewer.formats.model_run import read_runs
from viewer.formats.reader import Node
from viewer.model.row import Experiment, Family


def _read(row: Node) -> Containers:
    return Containers(experiments=tuple(_read_models(row)))


FAMILY = FamilyReader(Family.MODEL_RUN_BETA, lambda row: holds_container(row, "models"), _read)


def _read_models(row: Node) -> Iterator[Experiment]:
    for model_id, node in row.at("models").members():
        if isinstance(node.value, dict):
            runs = tuple(read_runs(node, "model_runs", "model_run_name"))
            yield Experiment(model_id, runs, node.path, name=node.text("model_name"), beta=True)
        else:
            node.issues.error(node.unfit("a model (an object)"))
            yield Experiment(model_id, (), node.path, beta=True)
