"""A large record is decoded in pieces: the same value, and the same refusals, as in one go."""

import json
import sys
import threading
import time
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.test_properties import JSON, QUIET
from viewer.formats import decode as module
from viewer.formats.decode import decode


def at_once(data: bytes) -> Any:
    return orjson.loads(data)


def outcome(data: bytes, piece_bytes: int) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PIECE_BYTES", piece_bytes)
        patch.setattr(module, "_BREATH_SECS", 0.0)
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


def test_another_thread_gets_its_turn_while_a_large_record_is_decoded() -> None:
    """In one go nothing else runs: the turns are counted, not timed."""
    data = json.dumps([{"x": n, "y": [n] * 50} for n in range(20_000)]).encode()
    turns, ended = 0, threading.Event()

    def count() -> None:
        nonlocal turns
        while not ended.is_set():
            turns += 1
            time.sleep(0)

    def turns_during(work: Any) -> int:
        before = turns
        work(data)
        return turns - before

    thread = threading.Thread(target=count)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.005)  # as Python has it, whatever other tests have left
    thread.start()
    try:
        together, apart = turns_during(at_once), turns_during(decode)
    finally:
        ended.set()
        thread.join()
        sys.setswitchinterval(interval)
    assert apart > 10 * max(together, 1)
