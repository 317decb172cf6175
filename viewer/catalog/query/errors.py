"""Why a query cannot be read: what, where in it, and what to write instead."""

from __future__ import annotations


class QueryError(Exception):
    """`at` and `length` are the characters it is about; `unfinished` when more typing may mend it."""

    def __init__(self, message: str, at: int, length: int, remedy: str = "", *, unfinished: bool = False):
        super().__init__(f"{message}; {remedy}" if remedy else message)
        self.message = message
        self.at = at
        self.length = length
        self.remedy = remedy
        self.unfinished = unfinished
