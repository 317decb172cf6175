"""A catalogue of a few rows that differ in everything a query can ask for."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import Any

from viewer.catalog.building import columns_of
from viewer.catalog.catalog import Catalog
from viewer.catalog.columns import NO_TIME
from viewer.catalog.facts import RowFacts, milliseconds


def facts(
    row_id: str,
    *,
    key: str | None = None,
    external: str | None = None,
    sets: dict[str, tuple[str, ...]] | None = None,
    classes: dict[str, int] | None = None,
    kinds: dict[str, int] | None = None,
    answers: dict[str, int] | None = None,
    created: str | None = None,
    readable: bool = True,
    skipped: bool = False,
    **numbers: Any,
) -> RowFacts:
    classes = classes or {}
    counted = {"objects": sum(classes.values()), "labels": 1, "predictions": 0, "relationships": 0}
    counted |= {"errors": 0, "warnings": 0}
    return RowFacts(
        texts={"id": row_id if readable else None, "key": key, "external": external},
        sets={"media": ("image",), **(sets or {})},
        bags={"class": Counter(classes), "kind": Counter(kinds or {}), "answer": Counter(answers or {})},
        numbers=counted | numbers,
        times={"created": milliseconds(created), "updated": NO_TIME},
        flags={"readable": readable, "skipped": skipped, "empty": not classes},
    )


def catalog_of(*rows: RowFacts) -> Catalog:
    return Catalog(MappingProxyType(columns_of(rows)), len(rows))


ROWS = (
    facts(
        "cl-one",
        key="street/Main One.jpg",
        external="X/1",
        sets={"status": ("IN_REVIEW",), "by": ("user1@example.org",), "split": ("TEST",)},
        classes={"car": 4, "Traffic light": 1},
        kinds={"box": 4, "mask": 1},
        answers={"weather=rain": 1},
        created="2024-04-01T10:00:00Z",
        seconds=2.0,
    ),
    facts(
        "cl-two",
        key="street/two.jpg",
        sets={"status": ("DONE", "IN_REWORK"), "by": ("user10@example.org",)},
        classes={"Bus": 1, "car": 1},
        kinds={"polygon": 2, "relationship": 1},
        answers={"weather=sun": 2, "how much=3": 1},
        created="2024-04-02",
        seconds=30.0,
        relationships=1,
        warnings=2,
    ),
    facts("x", readable=False, errors=1, labels=0),
    facts("cl-four", external="字 ünïcode STRASSE.png", skipped=True, created="2023-12-31T23:59:59Z"),
    facts("cl-five", key="truck-5", classes={"truck": 30}, kinds={"box": 30}, predictions=2, labels=0),
)
CATALOG = catalog_of(*ROWS)
