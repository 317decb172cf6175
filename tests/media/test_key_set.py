"""A set of names in eight bytes each."""

from __future__ import annotations

import sys
from hashlib import sha256

from viewer.media import key_set
from viewer.media.key_set import KeySet


def name(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def test_a_name_is_new_once_however_many_there_are(monkeypatch) -> None:
    monkeypatch.setattr(key_set, "_LOOSE", 100)
    names = KeySet()
    assert all(names.add(name(number)) for number in range(1_050))
    assert not any(names.add(name(number)) for number in range(1_050))
    assert len(names) == 1_050
    assert name(1_049) in names
    assert name(0) in names
    assert name(1_050) not in names


def test_the_smallest_and_the_greatest_are_told_apart(monkeypatch) -> None:
    monkeypatch.setattr(key_set, "_LOOSE", 1)
    names = KeySet()
    assert names.add("0" * 64)
    assert names.add("f" * 64)
    assert names.add("f" * 15 + "e" + "f" * 48)
    assert not names.add("f" * 64)


def test_many_names_take_eight_bytes_each() -> None:
    names = KeySet()
    count = 5 * key_set._LOOSE
    for number in range(count):
        names.add(f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}")
    assert names._sorted.nbytes == 8 * count
    assert sys.getsizeof(names._loose) < 1 << 20
