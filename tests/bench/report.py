"""Figures as a table for people and as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isfinite
from pathlib import Path

from tests.bench.figure import Figure

_HEAD = ("figure", "ours", "reference", "ratio", "goal", "")


def table(figures: Sequence[Figure]) -> str:
    """Aligned columns, and below them in words which goals are missed."""
    rows = [_HEAD, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    ]
    missed = [figure.name for figure in figures if not figure.holds]
    verdict = (
        f"MISSED {len(missed)} of {len(figures)} goals: {'; '.join(missed)}"
        if missed
        else "Every goal holds."
    )
    return "\n".join([*(line.rstrip() for line in lines), "", verdict])


def line(figure: Figure) -> str:
    """One figure in words."""
    return "    " + "  ".join(cell for cell in _row(figure)[1:] if cell)


def write_json(figures: Sequence[Figure], file: Path) -> None:
    """A list with one object a figure; makes the directory."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([_record(figure) for figure in figures], indent=2) + "\n", encoding="utf-8")


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        f"{_number(figure.value)} {figure.unit}",
        f"{_number(figure.reference)} {figure.unit}",
        f"{_number(figure.ratio)}x",
        f"{figure.goal:g}x" if figure.at_most is None else f"<= {_number(figure.at_most)} {figure.unit}",
        "holds" if figure.holds else "MISSED",
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _record(figure: Figure) -> dict[str, str | float | bool | None]:
    return {
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "reference": figure.reference,
        "ratio": figure.ratio if isfinite(figure.ratio) else None,
        "goal": figure.goal,
        "at_most": figure.at_most,
        "holds": figure.holds,
    }
