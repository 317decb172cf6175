"""The query language: `parse` makes a tree of a text, `text_of` a text of it, `evaluate` a mask of rows."""

from viewer.catalog.query.errors import QueryError
from viewer.catalog.query.evaluate import evaluate
from viewer.catalog.query.parse import parse
from viewer.catalog.query.text import text_of

__all__ = ["QueryError", "evaluate", "parse", "text_of"]
