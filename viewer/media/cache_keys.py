"""By what the cache knows an address: by what stays the same from one export of a picture to the next.

Addresses change where pixels do not: a new signature for each export, another task for the same composite
mask, another token. What only says who may read, and until when, is left out; anything that could say what
is read stays in, so that two pictures never share a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import SplitResult, unquote_plus, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_COMPOSITE = re.compile(r"/api/v1/tasks/[^/]+/masks/([^/]+)((?:/index/[^/]+)?)")
_MASK_OF_FEATURE = re.compile(r"/masks/feature/[^/]+")
_MASK_OF_LABEL = re.compile(r"/masks/.+")

_SIGNERS = frozenset({"keyname", "googleaccessid", "awsaccesskeyid", "key-pair-id", "ossaccesskeyid"})
_SIGNED = frozenset({"signature", "expires", "policy", "urlprefix", "hash-algorithm", "x-amz-security-token"})
_SIGNATURE_4 = ("algorithm", "credential", "date", "expires", "signedheaders", "signature", "security-token")
_AZURE_SAS = re.compile(r"s[vsrpet]|spr|si[pg]|sdd|ses|skoid|sktid|sk[tesv]|s[au]oid|scid")
_ODD = re.compile(r"[\x00-\x1f\x7f\\]")


def cache_name(url: str) -> str | None:
    """64 hexadecimal digits for what an http or https address names; None when it is not to be kept.

    An address with a name and password in it is not, as what it gives can depend on them, nor one that
    another parser could read as another host.
    """
    key = cache_key(url)
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest() if key is not None else None


def cache_key(url: str) -> str | None:
    """The address without signatures, tokens and tasks; it may still hold a secret and is never shown."""
    parts = _split(url)
    if parts is None:
        return None
    place = f"{parts.scheme.lower()}://{_host(parts)}"
    query = _telling(parts)
    if composite := _COMPOSITE.fullmatch(parts.path):
        return f"{place} composite {composite[1]}{composite[2]}?{query}"
    return f"{place}{parts.path or '/'}?{query}"


def _split(url: str) -> SplitResult | None:
    url = url.strip()
    if _ODD.search(url):
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    return host if port in (None, _DEFAULT_PORTS[parts.scheme.lower()]) else f"{host}:{port}"


def _telling(parts: SplitResult) -> str:
    """The query, in its order, without what belongs to a signature or is the token of a mask."""
    pairs = [(unquote_plus(part.partition("=")[0]).lower(), part) for part in parts.query.split("&") if part]
    names = {name for name, _ in pairs}
    dropped = _signing(names) | _tokens(parts.path, names)
    return "&".join(part for name, part in pairs if name not in dropped)


def _signing(names: Iterable[str]) -> frozenset[str]:
    """Names that belong to a signature, of those schemes whose signature is really there.

    Sources: Google Cloud Storage and CDN, Amazon S3 and CloudFront, Alibaba OSS: their documents on signed
    URLs; Azure: "Create a service SAS" and "Create a user delegation SAS".
    """
    names = frozenset(names)
    dropped: frozenset[str] = frozenset()
    if "signature" in names and names & _SIGNERS:
        dropped |= _SIGNED | _SIGNERS
    for vendor in ("x-amz", "x-goog"):
        if f"{vendor}-signature" in names:
            dropped |= {f"{vendor}-{part}" for part in _SIGNATURE_4}
    if {"sv", "sig"} <= names:
        dropped |= {name for name in names if _AZURE_SAS.fullmatch(name)}
    return dropped


def _tokens(path: str, names: Iterable[str]) -> frozenset[str]:
    """The token of a mask of 2019 to 2024, whose path or `feature` names it; others may name what is read."""
    names = frozenset(names)
    named = _MASK_OF_FEATURE.fullmatch(path) or ("feature" in names and _MASK_OF_LABEL.fullmatch(path))
    return frozenset({"token"}) if named else frozenset()
