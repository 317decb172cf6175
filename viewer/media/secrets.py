"""Mask what must not be seen in a text that is shown or written: tokens, signatures, passwords, keys.

It knows secrets by where they stand (`token=…`, `Bearer …`, `user:password@`) and by how they look (a JSON
Web Token). Masks too much rather than too little, and never takes more than one pass over the text.
"""

from __future__ import annotations

import re
from typing import NoReturn
from urllib.parse import quote, quote_plus, unquote

MASK = "•••"

_SECRET_NAME = re.compile(
    r"token|secret|signature|password|passwd|credential|jwt|session"
    r"|^x-amz-|^x-goog-|^(x[-_])?(api|access|private|auth)[-_]?key|accesskeyid|accessid"
    r"|^(sig|key|keyname|auth|authorization|bearer|policy|key-pair-id|pwd|pass)$"
)
_EQUALS = r"=|%(?:25)*3[dD]|\\u003[dD]"
_PAIR = re.compile(
    rf"(?<![\w%.~+-])(?P<name>[\w%.~+-]{{1,200}}?)(?P<is>{_EQUALS})"
    r"(?P<value>[^\s&;,\"'<>\\(){}|^`#]+)"
)
_ENCODED_PAIR = re.compile(
    r"(?P<before>%(?:25)*(?:3[fF]|26|3[bB]))(?P<name>[\w.~+-]{1,200})(?P<is>%(?:25)*3[dD])"
    r"(?P<value>(?:(?!%(?:25)*26)[^\s&;,\"'<>\\(){}|^`#])+)"
)
_JSON_WEB_TOKEN = re.compile(r"(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*)*")
_BEARER = re.compile(r"(?i)\b(bearer|basic)(\s+|%20)[\w.~+/=-]{6,}")
_USER = re.compile(r"(?<=://)[^/\s?#\"'<>]*@")


def masked(text: str) -> str:
    """The text with every secret in it replaced by `MASK`."""
    text = _USER.sub(f"{MASK}@", text)
    text = _BEARER.sub(rf"\1\2{MASK}", text)
    text = _JSON_WEB_TOKEN.sub(MASK, text)
    text = _ENCODED_PAIR.sub(_mask_pair, text)
    return _PAIR.sub(_mask_pair, text)


def _mask_pair(found: re.Match[str]) -> str:
    if not _SECRET_NAME.search(unquote(found["name"]).lower()):
        return found[0]
    before = found.groupdict().get("before") or ""
    return f"{before}{found['name']}{found['is']}{MASK}"


class Secret:
    """A text that no repr, log line or traceback with variables shows; `reveal` gives it out."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def hidden_in(self, text: str) -> str:
        """A text without the secret, as it is and as an address would spell it."""
        for spelling in {self._text, quote(self._text, safe=""), quote(self._text), quote_plus(self._text)}:
            text = text.replace(spelling, MASK)
        return text
