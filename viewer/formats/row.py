"""One decoded JSON value to one row of the model, whatever family it is of.

A row may be of several families: an export of a catalog puts projects and model runs side by side. A family
that is added is a module with a `FamilyReader`, and one name in `FAMILIES`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from viewer.formats import model_run, model_run_beta, project, stripped, v1, v1_2018
from viewer.formats.asset import read_asset
from viewer.formats.checks import check_row
from viewer.formats.family import FamilyReader
from viewer.formats.findings import Issues, UnfitError, describe
from viewer.formats.media_type import guess_media_type
from viewer.formats.reader import Node
from viewer.formats.v1_asset import read_v1_asset
from viewer.model.issue import Issue
from viewer.model.row import Family, MediaType, Row, UnreadableRow

FAMILIES: tuple[FamilyReader, ...] = (
    project.FAMILY,
    model_run.FAMILY,
    model_run_beta.FAMILY,
    stripped.FAMILY,
    v1.FAMILY,
    v1_2018.FAMILY,
)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row and what is wrong in it; the issues know the row and their path, not the line of the file."""

    row: Row
    issues: tuple[Issue, ...]


def read_row(value: Any, index: int) -> ReadRow:
    """The row that a JSON value is; never raises for any value that a JSON decoder gives."""
    issues = Issues(index)
    row = _read(Node(value, (), issues), index)
    return ReadRow(row, tuple(issues.found))


def _read(node: Node, index: int) -> Row:
    try:
        families = _families_of(node)
    except UnfitError as unfit:
        node.issues.error(unfit)
        return UnreadableRow(index, unfit.reason)
    is_legacy = "data_row" not in node.value and "Labeled Data" in node.value
    asset = read_v1_asset(node, index) if is_legacy else read_asset(node, index)
    for key in ("projects", "experiments", "models"):
        node.object(key)  # notes a container of the wrong type, which belongs to no family
    found = [family.read(node) for family in families]
    row = replace(
        asset,
        families=tuple(family.family for family in families) or (Family.BARE,),
        projects=tuple(project for containers in found for project in containers.projects),
        experiments=tuple(experiment for containers in found for experiment in containers.experiments),
    )
    if row.media.media_type is MediaType.UNKNOWN:
        row = replace(row, media=replace(row.media, media_type=guess_media_type(row)))
    check_row(row, node.issues)
    return row


def _families_of(node: Node) -> list[FamilyReader]:
    if not isinstance(node.value, dict):
        raise UnfitError((), "a data row (an object)", describe(node.value))
    families = [family for family in FAMILIES if family.holds(node.value)]
    if not families and not isinstance(node.value.get("data_row"), dict):
        raise UnfitError((), "a data row", "an object", _why_no_row(node.value))
    return families


def _why_no_row(value: dict[str, Any]) -> str:
    for key in ("message", "error", "error_message", "errors"):
        if value.get(key):
            return f"a line of the export's error stream: {describe(_innermost(value[key]))}"
    return "no data row: an object without data_row"


def _innermost(fault: Any) -> Any:
    """The text of an error that servers wrap: `{"message": "…"}`, or a list of such."""
    match fault:
        case {"message": str() as text} | [{"message": str() as text}, *_] | [str() as text, *_]:
            return text
        case _:
            return fault
