"""A large record is decoded in pieces: the same value, and the same refusals, as in one go."""

import gc
import json
import time
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.test_properties import JSON, QUIET
from viewer.breathing import breathe
from viewer.formats import decode as module
from viewer.formats.decode import decode


def outcome(data: bytes, piece_bytes: int) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PIECE_BYTES", piece_bytes)
        patch.setattr(module, "breathe", lambda: None)
        try:
            return repr(module._in_pieces(data))
        except orjson.JSONDecodeError as error:
            return str(error)


@QUIET
@given(JSON, st.integers(1, 40), st.sampled_from([None, 1]))
def test_pieces_make_up_the_value(value: Any, piece_bytes: int, indent: int | None) -> None:
    data = json.dumps(value, indent=indent).encode()
    assert outcome(data, piece_bytes) == outcome(data, len(data))


@pytest.mark.parametrize(
    "data",
    [
        b'  {"a": [1, 2, {"b": null}], "a": 2, "long key": "\\u00e9\\ud83d\\ude00 and so on"}  ',
        b'{"a": NaN, "bbbbbbbbbbb": 1}',
        b'{"a": 1, "bbbbbbbbbbb": 1,}',
        b'{"a": "\xff\xfe aaaaaaaaaaa"}',
        b'["aaaaaaaaaaaaaa\x01"]',
        b'["\\ud800 aaaaaaaaaaaaa"]',
        b'{"a": 1e400, "cccccccccccc": []}',
        b"[1, 2, 3, 4, 5, 6, 7] x",
        b'{"a": [1, 2, 3, 4, 5, 6, 7, 8}',
        b'["aaaa", "bbbb" "cccc"]',
        b"[" * 5000 + b"]" * 5000,
        b"[" * 400 + b"]" * 400,
        b"",
    ],
)
def test_what_is_refused_in_one_go_is_refused_in_pieces_with_the_same_words(data: bytes) -> None:
    assert outcome(data, 8) == outcome(data, len(data))


class Stretches:
    """How much is done from one breath to the next, in which other threads get their turn.

    In bytes that are made into values, and in seconds of this thread's own work: what else the machine has
    to do does not count.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.bytes, self.secs = [0], [0.0]
        self._since = 0.0
        patch.setattr(module.orjson, "loads", self._loads)
        patch.setattr(module, "breathe", self._breathe)

    def _loads(self, data: bytes | memoryview) -> Any:
        self.bytes[-1] += len(data)
        return self._real_loads(data)

    def _breathe(self) -> None:
        self._end()
        self._real_breathe()
        self._since = time.thread_time()

    def _end(self) -> None:
        self.secs[-1] += time.thread_time() - self._since
        self.bytes.append(0)
        self.secs.append(0.0)

    _real_loads, _real_breathe = staticmethod(orjson.loads), staticmethod(breathe)

    def of(self, work: Callable[[bytes], object], data: bytes) -> tuple[int, float]:
        """The longest, in bytes and in seconds."""
        self.bytes, self.secs = [0], [0.0]
        gc.collect()
        gc.disable()
        try:
            self._since = time.thread_time()
            work(data)
            self._end()
        finally:
            gc.enable()
        return max(self.bytes), max(self.secs)


def test_other_threads_get_their_turn_while_a_large_record_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All in one go, nothing else would run in Python meanwhile."""
    data = json.dumps([{"x": n, "y": [n] * 50} for n in range(20_000)]).encode()
    stretches = Stretches(monkeypatch)
    together = [stretches.of(module.orjson.loads, data) for _ in range(3)]
    apart = [stretches.of(decode, data) for _ in range(3)]
    assert {size for size, _ in together} == {len(data)}
    assert max(size for size, _ in apart) <= 2 * module.PIECE_BYTES
    assert min(secs for _, secs in apart) < min(secs for _, secs in together) / 2
