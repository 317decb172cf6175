"""The bytes of one record become its JSON value: strictly at first, then as leniently as is safe."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import msgspec
import orjson

from viewer.breathing import breathe
from viewer.formats.errors import RecordError
from viewer.model.issue import Issue, Severity

_BOM = b"\xef\xbb\xbf"
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
PIECE_BYTES = 1 << 18
"""What is decoded in one go, a millisecond or two; nothing else runs in Python until the breath after it."""
_LONGEST_INT = 19
"""Digits and sign that surely fit 64 bits; longer integers become floats, as in the strict decoder."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A JSON value, and what had to be forgiven to read it (issues without row, line and offset)."""

    value: Any
    issues: tuple[Issue, ...] = ()


def decode(data: bytes) -> Decoded:
    """The JSON value of a record.

    Raises:
        RecordError: the bytes are no JSON value, even leniently read.
    """
    data = data.removeprefix(_BOM)
    try:
        return Decoded(_in_pieces(data))
    except orjson.JSONDecodeError:
        return _decode_leniently(data)


def _in_pieces(data: bytes) -> Any:
    """The value, a large one put together from its parts: decoding all at once would keep every other thread
    waiting as long as it takes.

    Raises:
        orjson.JSONDecodeError: it is no JSON.
    """
    if len(data) <= PIECE_BYTES:
        return orjson.loads(data)
    try:
        return _assembled(msgspec.Raw(data.lstrip()))
    except (orjson.JSONDecodeError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return orjson.loads(data)  # says where


def _assembled(raw: msgspec.Raw) -> Any:
    value = memoryview(raw)
    if len(value) <= PIECE_BYTES:
        return orjson.loads(value)
    breathe()
    match bytes(value[:1]):
        case b"{":
            members = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
            return {key: _assembled(member) for key, member in members.items()}
        case b"[":
            return _elements(msgspec.json.decode(raw, type=list[msgspec.Raw]))
        case _:
            return orjson.loads(value)


def _elements(parts: list[msgspec.Raw]) -> list[Any]:
    values, since_breath = [], 0
    for part in parts:
        values.append(_assembled(part))
        since_breath += len(memoryview(part))
        if since_breath > PIECE_BYTES:
            breathe()
            since_breath = 0
    return values


def _decode_leniently(data: bytes) -> Decoded:
    """Invalid UTF-8 and lone surrogates become U+FFFD, NaN a float; raw line ends in texts stay."""
    notes = _Notes()
    text = notes.without_comma(notes.text(data))
    try:
        value = json.loads(
            text,
            strict=False,
            parse_constant=notes.constant,
            parse_int=notes.integer,
            parse_float=notes.number,
        )
    except json.JSONDecodeError as error:
        raise RecordError(
            f"expected JSON: {_lower_first(error.msg)} at character {error.pos + 1} of the record",
            found=_excerpt(text, error.pos),
        ) from error
    except RecursionError as error:
        raise RecordError("nested too deeply to be read: a data row has some tens of levels") from error
    notes.control_characters(text)
    return Decoded(value, tuple(notes.issues.values()))


class _Notes:
    """What was forgiven, each kind told once for a record."""

    def __init__(self) -> None:
        self.issues: dict[str, Issue] = {}

    def text(self, data: bytes) -> str:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            text = data.decode(errors="replace")
            self._warn(
                f"expected UTF-8, found 0x{data[error.start]:02x} at byte {error.start + 1} of the record"
            )
        if "\\u" not in text:
            return text
        return _ESCAPE.sub(self._escape, text)

    def without_comma(self, text: str) -> str:
        """The text up to a comma at its end, which arrays leave behind that lost their brackets."""
        whole = text.rstrip()
        if not whole.endswith(","):
            return text
        self._warn("a comma stands behind the record")
        return whole[:-1]

    def constant(self, word: str) -> float:
        self._warn(f"{word} is no JSON; it was read as a number that cannot be drawn")
        return float(word.replace("Infinity", "inf"))

    def integer(self, digits: str) -> int | float:
        return int(digits) if len(digits) <= _LONGEST_INT else self.number(digits)

    def number(self, digits: str) -> float:
        value = float(digits)
        if value in (float("inf"), float("-inf")):
            self._note(Severity.ERROR, f"a number is too large to be read: {_shortened(digits)}")
        return value

    def control_characters(self, text: str) -> None:
        """What still makes the strict decoder refuse when nothing else was noted."""
        if not self.issues:
            where = next(
                (i for i, character in enumerate(text) if character < " " and character not in "\n\r\t"), None
            )
            place = "" if where is None else f" at character {where + 1} of the record"
            self._warn(f"a text holds a control character{place} that JSON requires to be escaped")

    def _escape(self, match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        self._warn(f"half a surrogate pair, \\{match[1]}, was read as U+FFFD")
        return "\\ufffd"

    def _warn(self, message: str) -> None:
        self._note(Severity.WARNING, message)

    def _note(self, severity: Severity, message: str) -> None:
        self.issues.setdefault(message.partition(",")[0], Issue(severity, message))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _excerpt(text: str, position: int) -> str:
    """Some characters from `position`, or the last ones when the text ends there."""
    piece = text[position : position + 30].strip() or text[-30:].strip()
    return piece or "nothing"


def _shortened(digits: str) -> str:
    return digits if len(digits) <= 24 else f"{digits[:12]}… ({len(digits)} characters)"
