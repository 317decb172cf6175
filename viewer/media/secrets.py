"""Mask what must not be seen in a text that is shown or written: tokens, signatures, passwords, keys.

It knows secrets by where they stand (`token=…`, `Bearer …`, `user:password@`), by how they look (a JSON Web
Token), and every `Secret` of the session word for word. Masks too much rather than too little, in a time that
grows with the text alone.
"""

from __future__ import annotations

import re
from typing import NoReturn
from urllib.parse import quote, quote_plus

MASK = "•••"

_NAME = (
    r"(?:(?:token|secret|signature|passw(?:or)?d|credential|jwt|session|x-amz-|x-goog-|access-?(?:key)?-?id"
    r"|(?:api|access|private)[-_]?key)[\w.~-]{0,40}?"
    r"|(?:(?<![a-z])|(?<=3[fb]))(?<!global_)(?:sig|key(?:name|-pair-id)?|auth(?:orization)?|policy|pwd|pass))"
)
_ENCODED = r"%(?:25)*"  # an address inside of an address is encoded once for each
_PLAIN_PAIR = re.compile(
    rf"""({_NAME}(?:\\?["'])?(?:\s{{0,3}}[=:]\s{{0,3}}|\\u003d)(?:\\?["'])?)"""
    r"""(?:\\/|\\u00(?!2[26]|3[ce])[0-9a-f]{2}|[^\s&"<>\\#])+""",
    re.IGNORECASE,
)
_ENCODED_PAIR = re.compile(rf"""({_NAME}{_ENCODED}3d)(?:(?!{_ENCODED}2[236])[^\s&"<>\\#])+""", re.IGNORECASE)
_LETTER = re.compile(r"%(?:25)*([46][1-9a-f]|[57][0-9a]|2d|5f)", re.IGNORECASE)
_JSON_WEB_TOKEN = re.compile(r"eyJ[\w-]{8,}(?:\.[\w-]*)*")
_HEADER = re.compile(
    r"""((?<![a-z])(?:bearer|authorization["']?\s{0,3}(?::|=|%3a)\s{0,3}["']?\w{1,20})(?:\s|%20|\+){1,3})"""
    r"[\w.~+/=-]{6,}",
    re.IGNORECASE,
)
_USER = re.compile(
    rf"""(:(?:\\?/){{2}}|{_ENCODED}3a(?:{_ENCODED}2f){{2}})"""
    rf"""(?:(?!{_ENCODED}2f)[^/\s?#"<>\\])*(@|{_ENCODED}40)""",
    re.IGNORECASE,
)

# Every pattern above needs one of these to match, and most texts have none.
_SUSPECT = re.compile(r"[:=%\\]|eyJ|bearer", re.IGNORECASE)

SHORTEST_KNOWN = 8
"""A secret shorter than this is not looked for in texts: it would be found in any of them."""

# Once known, a secret is masked as long as the program runs: texts of before may still be shown.
_known: dict[str, tuple[str, ...]] = {}


def masked(text: str) -> str:
    """The text with every secret in it replaced by `MASK`; from any thread."""
    for spellings in tuple(_known.values()):
        for spelling in spellings:
            text = text.replace(spelling, MASK)
    if _SUSPECT.search(text) is None:
        return text
    hidden = _masked(text)
    if "%" not in text:
        return hidden
    plain = _LETTER.sub(lambda found: chr(int(found[1], 16)), text)  # `%74oken` is a token as well
    hidden_plain = _masked(plain)
    return hidden if hidden_plain == plain else hidden_plain


def _masked(text: str) -> str:
    text = _USER.sub(rf"\1{MASK}\2", text)
    text = _HEADER.sub(rf"\1{MASK}", text)
    text = _JSON_WEB_TOKEN.sub(MASK, text)
    text = _ENCODED_PAIR.sub(rf"\1{MASK}", text)
    return _PLAIN_PAIR.sub(rf"\1{MASK}", text)


class Secret:
    """A text that no repr, log line or traceback with variables shows; `reveal` gives it out."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text
        if len(text) >= SHORTEST_KNOWN:
            _known[text] = _spellings(text)

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text


def _spellings(text: str) -> tuple[str, ...]:
    """As it is, and as an address may write it."""
    return tuple(dict.fromkeys((text, quote(text, safe=""), quote(text), quote_plus(text))))
