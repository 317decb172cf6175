"""What was let go is no longer in memory, whichever thread has made it."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

SCRIPT = """
import random, sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
import numpy as np
from viewer.one_heap import share_one_heap

KEPT = 60

def resident():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024

if sys.argv[1] == "one heap":
    share_one_heap()
chance = random.Random(1)
sizes = [chance.randint(1 << 20, 6 << 20) for _ in range(1500)]
before, kept = resident(), deque(maxlen=KEPT)
with ThreadPoolExecutor(4) as pool:
    for start in range(0, len(sizes), 4):
        kept.extend(pool.map(lambda size: np.ones(size, np.uint8), sizes[start : start + 4]))
print((resident() - before) / sum(picture.nbytes for picture in kept))
"""


def share_of_what_is_kept(how: str) -> float:
    done = subprocess.run([sys.executable, "-c", SCRIPT, how], capture_output=True, text=True, check=True)
    return float(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others have one heap by themselves")
def test_pictures_of_several_threads_take_little_more_than_what_is_kept_of_them() -> None:
    assert share_of_what_is_kept("one heap") < 1.2
