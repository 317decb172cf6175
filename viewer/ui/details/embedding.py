"""The numbers of an embedding, out of the raw JSON of its row."""

from __future__ import annotations

from typing import Any

from viewer.model.annotation import JsonPath


def value_at(raw: Any, path: JsonPath) -> Any:
    """What stands at a path of a JSON value.

    Raises:
        LookupError: nothing does.
    """
    for step in path:
        raw = _child(raw, step)
    return raw


def embedding_numbers(raw: Any, path: JsonPath) -> tuple[float, ...]:
    """Every number below an embedding's `values`, in order; what is no number is left out.

    The shape is `values: [{"value": [numbers]}]`; a flat list of numbers is met in files made by hand.
    """
    try:
        waiting = [value_at(raw, path)]
    except LookupError:
        return ()
    if isinstance(waiting[0], dict):
        waiting = [waiting[0].get("values", waiting[0].get("value"))]
    found: list[float] = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            waiting += reversed(list(value.values()))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.append(float(value))
    return tuple(found)


def _child(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value[step]
    if isinstance(value, list) and isinstance(step, int):
        return value[step]
    raise LookupError(f"nothing stands at {step!r}")
