"""A request is answered: the rows that its query leaves, of them the sample, in its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from viewer.catalog.catalog import Catalog
from viewer.catalog.found import Found, Request
from viewer.catalog.order import ordered
from viewer.catalog.query import evaluate, parse
from viewer.catalog.sampling import drawn


def understood(request: Request) -> Request:
    """The request with the sample that its query asks for behind `|`.

    Raises:
        QueryError: the query cannot be read.
    """
    _, sample = parse(request.query)
    return replace(request, sample=sample) if sample is not None else request


def find(catalog: Catalog, request: Request, *, check: Callable[[], None] | None = None) -> Found:
    """The rows that answer a request; `check` may raise to give up.

    Raises:
        QueryError: the query cannot be read.
    """
    query, sample = parse(request.query)
    sample = sample if sample is not None else request.sample
    mask = evaluate(query, catalog.columns, len(catalog))
    rows = np.flatnonzero(mask).astype(np.int32)
    if check is not None:
        check()
    if sample is not None:
        rows = drawn(rows, sample, catalog.columns, check)
    if request.sort:
        rows = ordered(rows, request.sort, catalog.columns)
    return Found(request, rows, len(catalog))
