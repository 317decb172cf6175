"""What was fetched once is kept: whole, within its limit, for every process, and costs no picture."""

from __future__ import annotations

import errno
import os
import random
import stat
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from viewer.media import cache_files
from viewer.media.cache_files import SEAL_BYTES, Usage
from viewer.media.disk_cache import DEFAULT_LIMIT_BYTES, DiskCache, open_cache

SECRET = "s3cr3t-s1gnature"
PICTURE = f"https://host.example/a.png?Expires=1&KeyName=k&Signature={SECRET}"
EACH = 100 - SEAL_BYTES
"""Bytes of media whose file takes 100."""


def url(number: int) -> str:
    return f"https://host.example/{number}.png"


def media(number: int, size_bytes: int = EACH) -> bytes:
    return random.Random(number).randbytes(size_bytes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def cache(folder: Path) -> DiskCache:
    return DiskCache(folder, 10_000)


def filled(folder: Path, count: int, limit_bytes: int = 1000) -> DiskCache:
    cache = DiskCache(folder, limit_bytes)
    for number in range(count):
        cache.put(url(number), media(number))
    return cache


def there(cache: DiskCache, count: int) -> list[int]:
    """Which of the first `count` are there, without using them."""
    names = [cache_files.path_of(cache.folder, _name(number)) for number in range(count)]
    return [number for number, path in enumerate(names) if path.exists()]


def _name(number: int) -> str:
    from viewer.media.cache_keys import cache_name

    return cache_name(url(number)) or ""


def files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("??/*") if path.is_file()]


class TestKeeping:
    def test_what_was_put_is_there_again_byte_by_byte(self, cache: DiskCache) -> None:
        assert cache.get(PICTURE) is None
        cache.put(PICTURE, media(1))
        assert cache.get(PICTURE) == media(1)
        assert cache.usage() == Usage(1, 100)
        assert cache.faults() == ()

    def test_the_next_process_finds_it(self, cache: DiskCache, folder: Path) -> None:
        cache.put(PICTURE, media(1))
        assert DiskCache(folder).get(PICTURE) == media(1)

    def test_a_new_signature_finds_it(self, cache: DiskCache) -> None:
        cache.put(PICTURE, media(1))
        assert cache.get("https://host.example/a.png?Expires=2&KeyName=k&Signature=other") == media(1)

    def test_the_same_composite_of_another_export_finds_it(self, cache: DiskCache) -> None:
        mask = "https://api.labelbox.com/api/v1/tasks/{}/masks/c/index/{}"
        cache.put(mask.format("may", 1), media(1))
        assert cache.get(mask.format("june", 1)) == media(1)
        assert cache.get(mask.format("june", 2)) is None

    def test_the_newest_content_replaces_the_old(self, cache: DiskCache) -> None:
        cache.put(PICTURE, media(1))
        cache.put(PICTURE, media(2))
        assert cache.get(PICTURE) == media(2)
        assert cache.usage().entries == 1

    def test_a_file_begins_with_the_media_as_they_came(self, cache: DiskCache, folder: Path) -> None:
        cache.put(PICTURE, media(1))
        (file,) = files(folder)
        assert file.read_bytes()[:-SEAL_BYTES] == media(1)

    def test_no_secret_is_in_a_name_or_a_file(self, cache: DiskCache, folder: Path) -> None:
        cache.put(PICTURE, b"media")
        cache.put(f"https://host.example/b?api_key={SECRET}", b"media")
        for path in folder.rglob("*"):
            assert SECRET not in str(path)
            assert path.is_dir() or SECRET.encode() not in path.read_bytes()

    @pytest.mark.skipif(os.name == "nt", reason="permissions are inherited there")
    def test_others_cannot_read_it(self, cache: DiskCache, folder: Path) -> None:
        cache.put(PICTURE, b"media")
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
        assert modes == {0o700, 0o600}

    def test_nothing_and_what_has_no_name_are_not_kept(self, cache: DiskCache, folder: Path) -> None:
        cache.put(PICTURE, b"")
        cache.put("https://user:password@host.example/a.png", b"media")
        assert cache.get("https://user:password@host.example/a.png") is None
        assert not folder.exists()

    def test_an_entry_can_be_discarded(self, cache: DiskCache) -> None:
        cache.put(PICTURE, b"media")
        cache.discard(PICTURE)
        cache.discard(PICTURE)
        assert cache.get(PICTURE) is None


class TestLimit:
    def test_the_files_never_take_more_than_the_limit(self, folder: Path) -> None:
        cache = DiskCache(folder, 1000)
        for number in range(50):
            cache.put(url(number), media(number, 20 + 7 * number % 300))
            assert cache.size_bytes <= 1000

    def test_what_was_used_least_recently_goes_first(self, folder: Path) -> None:
        cache = filled(folder, 10)
        assert there(cache, 10) == list(range(10))
        for number in (0, 3):
            assert cache.get(url(number)) == media(number)
        cache.put(url(10), media(10))
        assert there(cache, 11) == [0, 3, 4, 5, 6, 7, 8, 9, 10]

    def test_an_entry_that_is_put_again_was_used(self, folder: Path) -> None:
        cache = filled(folder, 10)
        cache.put(url(0), media(0))
        cache.put(url(10), media(10))
        assert 0 in there(cache, 11)
        assert 1 not in there(cache, 11)

    def test_entries_of_other_processes_count(self, folder: Path) -> None:
        filled(folder, 10)
        cache = DiskCache(folder, 1000)
        cache.put(url(10), media(10))
        assert cache.size_bytes <= 1000
        assert there(cache, 11) == [2, 3, 4, 5, 6, 7, 8, 9, 10]

    def test_what_would_fill_it_alone_is_not_kept(self, folder: Path) -> None:
        cache = filled(folder, 5)
        cache.put(url(5), media(5, 1000))
        assert there(cache, 6) == [0, 1, 2, 3, 4]
        cache.put(url(5), media(5, 900 - SEAL_BYTES))
        assert there(cache, 6) == [5]

    def test_entries_of_one_stamp_go_only_as_far_as_they_must(self, folder: Path) -> None:
        cache = filled(folder, 10)
        for path in files(folder):
            os.utime(path, ns=(10**18, 10**18))
        cache.put(url(10), media(10))
        assert cache.usage() == Usage(9, 900)
        assert 10 in there(cache, 11)

    def test_the_limit_noted_in_the_folder_holds_for_every_process(self, folder: Path) -> None:
        cache = DiskCache(folder)
        assert cache.limit_bytes == DEFAULT_LIMIT_BYTES
        for number in range(10):
            cache.put(url(number), media(number))
        DiskCache(folder).set_limit(500)
        assert cache.limit_bytes == 500
        assert cache.usage().size_bytes <= 500
        cache.put(url(10), media(10))
        assert cache.size_bytes <= 500

    def test_a_limit_of_nothing_keeps_nothing(self, folder: Path) -> None:
        cache = DiskCache(folder)
        cache.put(PICTURE, b"media")
        cache.set_limit(0)
        assert cache.usage() == Usage()
        cache.put(PICTURE, b"media")
        assert cache.get(PICTURE) is None

    @pytest.mark.parametrize("note", [b"", b"many", b"\xff" * 40, b"1e9"])
    def test_a_note_that_makes_no_sense_is_no_limit_of_ours(self, folder: Path, note: bytes) -> None:
        folder.mkdir()
        (folder / "limit").write_bytes(note)
        assert DiskCache(folder).limit_bytes == DEFAULT_LIMIT_BYTES

    def test_clearing_leaves_what_is_not_ours(self, folder: Path) -> None:
        cache = filled(folder, 3)
        strangers = [folder / "holiday.jpg", folder / "ab" / "holiday.jpg", folder / "other" / ("0" * 62)]
        for path in strangers:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"mine")
        cache.clear()
        assert cache.usage() == Usage()
        assert there(cache, 3) == []
        assert all(path.read_bytes() == b"mine" for path in strangers)
        cache.put(PICTURE, b"media")
        assert cache.get(PICTURE) == b"media"


class TestClock:
    def test_a_clock_set_back_does_not_make_new_entries_the_oldest(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = time.time_ns()
        cache = DiskCache(folder, 1000)
        year = 365 * 86400 * 10**9
        jumps = [0, 5 * year, -5 * year, 2 * year, -20 * year, 0]
        for number in range(60):
            moment = now + jumps[number % 6]
            monkeypatch.setattr(time, "time_ns", lambda moment=moment: moment)
            cache.put(url(number), media(number))
            assert cache.get(url(max(number - 3, 0))) == media(max(number - 3, 0))
        kept = there(cache, 60)
        assert len(kept) >= 9
        assert kept == list(range(60 - len(kept), 60))

    def test_the_next_process_goes_on_from_there(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        now = time.time_ns()
        monkeypatch.setattr(time, "time_ns", lambda: now + 10**18)
        filled(folder, 10)
        monkeypatch.setattr(time, "time_ns", lambda: now)
        cache = DiskCache(folder, 1000)
        for number in range(10, 15):
            cache.put(url(number), media(number))
        assert there(cache, 15) == list(range(15))[-len(there(cache, 15)) :]

    def test_a_stamp_beyond_every_calendar_does_no_harm(self, folder: Path) -> None:
        cache = filled(folder, 9)
        for path in (folder / "clock", *files(folder)):
            os.utime(path, (2**33, 2**33))
        for number in range(9, 30):
            cache.put(url(number), media(number))
            assert cache.get(url(number)) == media(number)
        assert cache.size_bytes <= 1000


def cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


class TestDamage:
    @pytest.mark.parametrize(
        "damage",
        [
            cut,
            lambda raw: raw[:-1],
            lambda raw: raw + b"\0",
            lambda raw: b"",
            lambda raw: bytes(len(raw)),
            lambda raw: raw[:10] + bytes([raw[10] ^ 1]) + raw[11:],
            lambda raw: raw[:-20] + bytes([raw[-20] ^ 1]) + raw[-19:],
        ],
    )
    def test_a_damaged_entry_is_discarded_and_that_is_told_once(
        self, cache: DiskCache, folder: Path, damage: Callable[[bytes], bytes]
    ) -> None:
        for number in range(2):
            cache.put(url(number), media(number))
        for file in files(folder):
            file.write_bytes(damage(file.read_bytes()))
        assert cache.get(url(0)) is None
        assert cache.get(url(1)) is None
        assert files(folder) == []
        (told,) = cache.faults()
        assert "damaged" in told
        assert cache.faults() == ()
        cache.put(url(0), media(0))
        assert cache.get(url(0)) == media(0)

    def test_an_entry_in_the_place_of_another_is_not_served(self, cache: DiskCache) -> None:
        for number in range(2):
            cache.put(url(number), media(number))
        first, second = (cache_files.path_of(cache.folder, _name(number)) for number in range(2))
        first.replace(second)
        assert cache.get(url(1)) is None

    def test_a_directory_in_the_place_of_an_entry_costs_only_the_caching(self, cache: DiskCache) -> None:
        cache_files.path_of(cache.folder, _name(0)).mkdir(parents=True)
        assert cache.get(url(0)) is None
        cache.put(url(0), media(0))
        assert cache.get(url(0)) is None
        cache.put(url(1), media(1))
        assert cache.get(url(1)) == media(1)
        assert len(cache.faults()) == 2


def test_a_cache_that_is_cleared_in_the_middle_of_a_put_keeps_what_is_put(
    cache: DiskCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, others = Path.replace, [cache.clear]

    def replace_late(path: Path, target: Path) -> Path:
        while others:
            others.pop()()
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", replace_late)
    cache.put(PICTURE, b"media")
    assert (cache.get(PICTURE), cache.faults()) == (b"media", ())


class Full:
    """A file on a disk that has room for a few bytes."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> Full:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        self._file.write(data[:20])
        self._file.flush()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class TestFaults:
    def test_a_full_disk_costs_only_the_caching_and_leaves_nothing_half(
        self, cache: DiskCache, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.put(url(0), media(0))
        fdopen = os.fdopen
        with monkeypatch.context() as full:
            full.setattr(os, "fdopen", lambda *args: Full(fdopen(*args)))
            for number in range(5):
                cache.put(url(number), media(number + 10))
        (told,) = cache.faults()
        assert "No space left on device" in told
        assert cache.get(url(0)) == media(0)
        assert len(files(folder)) == 1
        cache.put(url(1), media(1))
        assert cache.get(url(1)) == media(1)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
    def test_a_disk_that_is_full_at_the_end_leaves_nothing_half(
        self, cache: DiskCache, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fdopen = os.fdopen

        def on_a_full_disk(number: int, mode: str) -> Any:
            os.close(number)
            return fdopen(os.open("/dev/full", os.O_WRONLY), mode)

        monkeypatch.setattr(os, "fdopen", on_a_full_disk)
        cache.put(PICTURE, media(1))
        assert "No space left on device" in cache.faults()[0]
        assert cache.get(PICTURE) is None
        assert files(folder) == []

    def test_a_folder_that_cannot_be_made_costs_only_the_caching(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        cache = DiskCache(tmp_path / "file" / "cache")
        for number in range(3):
            cache.put(url(number), media(number))
            assert cache.get(url(number)) is None
        assert len(cache.faults()) == 1
        assert cache.usage() == Usage()

    @pytest.mark.skipif(os.name == "nt", reason="there a folder is not made read-only like this")
    def test_a_read_only_folder_serves_what_it_has(self) -> None:
        with tempfile.TemporaryDirectory() as place:  # one that every user may enter
            folder = Path(place) / "cache"
            filled(folder, 1)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o555 if path.is_dir() else 0o444)
            Path(place).chmod(0o755)
            answer = _run(READ_ONLY, folder)
            for path in (folder, *folder.glob("??")):
                path.chmod(0o755)
        assert answer == "kept: True, new: False, faults: 1, Permission denied: True\n"

    def test_faults_are_handed_out_once_from_whatever_thread(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        cache = DiskCache(tmp_path / "file" / "cache")
        threads = [threading.Thread(target=cache.put, args=(PICTURE, b"media")) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(cache.faults()) == 1


READ_ONLY = """
import os, sys
from pathlib import Path
from viewer.media.disk_cache import DiskCache
if os.geteuid() == 0:
    os.setuid(65534)  # root may write everywhere
cache = DiskCache(Path(sys.argv[1]), 1000)
kept = cache.get("https://host.example/0.png") is not None
cache.put("https://host.example/1.png", b"media")
new = cache.get("https://host.example/1.png") is not None
faults = cache.faults()
denied = "Permission denied" in faults[0]
print(f"kept: {kept}, new: {new}, faults: {len(faults)}, Permission denied: {denied}")
"""

KILLED_IN_WRITING = """
import os, sys, time
from pathlib import Path
from viewer.media import cache_files
from viewer.media.disk_cache import DiskCache
class Slow:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *_): self.file.close()
    def write(self, data):
        self.file.write(data[:len(data) // 2])
        self.file.flush()
        hang()
def hang(*_):
    print("now", flush=True)
    time.sleep(60)
fdopen = os.fdopen
if sys.argv[2] == "writing":
    os.fdopen = lambda *args: Slow(fdopen(*args))
else:
    Path.replace = hang
DiskCache(Path(sys.argv[1])).put("https://host.example/0.png", b"new" * 100_000)
"""

PUTTING = """
import sys
from pathlib import Path
from viewer.media.disk_cache import DiskCache
cache = DiskCache(Path(sys.argv[1]), 10**9)
print("now", flush=True)
while True:
    for letter in b"abcdef":
        cache.put("https://host.example/0.png", bytes([letter]) * 3_000_000)
"""


class TestKilled:
    @pytest.mark.parametrize("moment", ["writing", "renaming"])
    @pytest.mark.parametrize("before", [True, False])
    def test_a_process_killed_in_the_middle_of_a_put_leaves_what_was_there(
        self, cache: DiskCache, folder: Path, moment: str, before: bool
    ) -> None:
        if before:
            cache.put(url(0), media(0))
        _kill_once_ready(KILLED_IN_WRITING, folder, moment)
        assert any(path.suffix == ".part" for path in files(folder)), "it was not in the middle"
        assert cache.get(url(0)) == (media(0) if before else None)
        cache.put(url(0), media(1))
        assert cache.get(url(0)) == media(1)

    def test_what_it_left_counts_and_is_removed_later(self, cache: DiskCache, folder: Path) -> None:
        _kill_once_ready(KILLED_IN_WRITING, folder, "writing")
        assert cache.usage() == Usage(0, 150_000)
        (part,) = files(folder)
        cache.put(url(1), media(1))
        assert part.exists(), "a process could still be writing it"
        for moment in (time.time() - 1000, time.time() + 1000):
            part.touch()
            os.utime(part, (moment, moment))
            DiskCache(folder, 10_000).put(url(1), media(1))
            assert not part.exists()

    def test_at_whatever_moment_it_is_killed_no_half_file_is_served(self, folder: Path) -> None:
        for moment in range(6):
            _kill_once_ready(PUTTING, folder, wait_secs=0.011 * moment)
            data = DiskCache(folder).get(url(0))
            assert data is None or (len(data) == 3_000_000 and len(set(data)) == 1)


HAMMERING = """
import random, sys, time
from pathlib import Path
from viewer.media.disk_cache import DiskCache
seed, until = int(sys.argv[2]), time.monotonic() + 1.0
chance, cache, served = random.Random(seed), DiskCache(Path(sys.argv[1]), 200_000), 0
def media(number):
    return random.Random(number).randbytes(2_000 + 100 * number)
while time.monotonic() < until:
    number = chance.randrange(60)
    data = cache.get(f"https://host.example/{number}.png")
    if data is None:
        cache.put(f"https://host.example/{number}.png", media(number))
    else:
        assert data == media(number), number
        served += 1
    if chance.random() < 0.002:
        cache.clear()
print("served", served > 0, cache.faults())
"""


class TestShared:
    def test_processes_that_use_one_folder_at_once_do_not_disturb_each_other(self, folder: Path) -> None:
        processes = [_start(HAMMERING, folder, str(seed)) for seed in range(3)]
        for process in processes:
            out, err = process.communicate(timeout=30)
            assert (process.returncode, out, err) == (0, "served True ()\n", "")
        cache = DiskCache(folder, 200_000)
        assert cache.size_bytes <= 200_000 * 1.2
        assert not [path for path in files(folder) if path.suffix == ".part"]

    def test_threads_that_use_one_cache_at_once_do_not_disturb_each_other(self, folder: Path) -> None:
        cache = DiskCache(folder, 20_000)
        wrong: list[int] = []

        def work(seed: int) -> None:
            chance = random.Random(seed)
            for _ in range(300):
                number = chance.randrange(40)
                data = cache.get(url(number))
                if data is None:
                    cache.put(url(number), media(number, 1000))
                elif data != media(number, 1000):
                    wrong.append(number)

        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (wrong, cache.faults()) == ([], ())
        cache.put(url(0), media(0, 1000))
        assert cache.size_bytes <= 20_000


class Drawers:
    """A folder of very many entries that are there only in the answers of the system."""

    class Entry:
        def __init__(self, folder: Path, number: int) -> None:
            self.name = f"{number:062x}"
            self.path = f"{folder}/{self.name}"
            self.st_size = 20_000
            self.st_mtime_ns = number * 7919 % 25_603

        def stat(self, *, follow_symlinks: bool) -> Any:
            return self

    def __init__(self, folder: Path, each: int) -> None:
        self._folder = folder
        self._each = each
        self.removed = 0

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        scandir = os.scandir
        here = str(self._folder)

        def scan(path: Any) -> Any:
            return self._scan(path) if str(path).startswith(here) else scandir(path)

        monkeypatch.setattr(os, "scandir", scan)
        monkeypatch.setattr(Path, "unlink", lambda _path, missing_ok=False: self._unlink())

    def _scan(self, drawer: Path) -> Any:
        first = int(drawer.name, 16) * self._each
        return nullcontext(self.Entry(drawer, number) for number in range(first, first + self._each))

    def _unlink(self) -> None:
        self.removed += 1


class TestManyEntries:
    @pytest.mark.parametrize("act", ["usage", "clear", "make room"])
    def test_memory_is_bounded(self, folder: Path, monkeypatch: pytest.MonkeyPatch, act: str) -> None:
        drawers = Drawers(folder, each=100)  # in 256 drawers: 25,600 entries
        with monkeypatch.context() as patch:
            drawers.install(patch)
            most = self._most_memory(folder, drawers, act)
        assert most < 3_000_000

    def _most_memory(self, folder: Path, drawers: Drawers, act: str) -> int:
        tracemalloc.start()
        match act:
            case "usage":
                assert cache_files.usage(folder) == Usage(25_600, 512_000_000)
            case "clear":
                cache_files.clear(folder)
                assert drawers.removed == 25_600
            case "make room":
                left = cache_files.make_room(folder, 500_000_000, 450_000_000)
                assert left == Usage(22_500, 450_000_000)
                assert drawers.removed == 3_100
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most


class TestPlace:
    def test_a_folder_can_be_set(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("ANNOSCOPE_CACHE", str(tmp_path / "mine"))
        assert open_cache().folder == tmp_path / "mine"
        monkeypatch.setenv("ANNOSCOPE_CACHE", "")
        assert open_cache().folder.name in ("annoscope", "cache")

    def test_else_it_is_where_qt_would_put_it(self) -> None:
        code = (
            "from PySide6.QtCore import QCoreApplication, QStandardPaths\n"
            "from viewer.media.disk_cache import open_cache\n"
            "QCoreApplication.setApplicationName('annoscope')\n"
            "place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)\n"
            "from pathlib import Path\n"
            "print(Path(place) == open_cache().folder)\n"
        )
        environment = {name: value for name, value in os.environ.items() if name != "ANNOSCOPE_CACHE"}
        answer = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
        )
        assert answer.stdout == "True\n"


def _start(code: str, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, str(folder), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _run(code: str, folder: Path) -> str:
    out, err = _start(code, folder).communicate(timeout=30)
    return out + err


def _kill_once_ready(code: str, folder: Path, *arguments: str, wait_secs: float = 0.0) -> None:
    """Kill it, as a crash of the system would, when it has said that it is at the place."""
    with _start(code, folder, *arguments) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        time.sleep(wait_secs)
        process.kill()
