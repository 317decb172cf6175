"""Spans of characters: in a text, or in one message of a conversation."""

from __future__ import annotations

from viewer.formats.findings import UnfitError
from viewer.formats.reader import Node
from viewer.model.geometry import TextSpan


def read_text_span(annotation: Node) -> TextSpan:
    """The span of `location {start, end, token}`; `end` is inclusive."""
    return span_of(annotation.need_object("location"))


def read_message_span(annotation: Node) -> TextSpan:
    """The span of `conversational_location {message_id, location}`."""
    place = annotation.need_object("conversational_location")
    return span_of(place.need_object("location"), place.need_text("message_id"))


def span_of(location: Node, message_id: str | None = None) -> TextSpan:
    """The span that this object `{start, end}` is."""
    start, end = location.need_integer("start"), location.need_integer("end")
    if not 0 <= start <= end:
        expected, found = "0 <= start <= end", f"{start} to {end}"
        raise UnfitError(location.path, expected, found)
    return TextSpan(start, end, message_id, location.value.get("token"))
