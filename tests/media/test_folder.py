"""Names in a folder of pictures: which file is meant, however many share a name."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.media.folder import Folder, Found, NameKind, Several, read_folder
from viewer.media.namesakes import Namesakes, stem_of
from viewer.tasks import Cancelled, Ticket


def folder(root: Path, *names: str) -> Folder:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return read_folder(root, Ticket())


def find(it: Folder, name: str) -> str | tuple[int, tuple[str, ...]] | None:
    """The path of the one file, or how many fit and which the first are."""
    match it.find(((NameKind.EXTERNAL_ID, name),)):
        case Found(path, _):
            return path.relative_to(it.root).as_posix()
        case Several() as several:
            return several.count, several.paths
        case None:
            return None


def test_what_is_no_picture_is_not_in_it(tmp_path: Path) -> None:
    it = folder(tmp_path, "a.jpg", "b.txt", "deep/c.TIFF", "d", ".hidden", "e.tar.gz")
    assert it.paths == {"a.jpg", "deep/c.TIFF", "d"}


def test_a_folder_that_is_gone_is_empty_and_says_so(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert read_folder(gone, Ticket()) == Folder(gone, unread=(str(gone),))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be read here")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    folder(tmp_path, "a.jpg", "locked/b.jpg")
    (tmp_path / "locked").chmod(0)
    try:
        it = read_folder(tmp_path, Ticket())
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert (it.paths, it.unread) == ({"a.jpg"}, (str(tmp_path / "locked"),))


def test_reading_can_be_given_up(tmp_path: Path) -> None:
    ticket = Ticket()
    ticket.cancel()
    with pytest.raises(Cancelled):
        read_folder(tmp_path, ticket)


def test_the_name_that_fitted_is_told(tmp_path: Path) -> None:
    it = folder(tmp_path, "a.jpg", "b.jpg")
    names = ((NameKind.GLOBAL_KEY, "none"), (NameKind.EXTERNAL_ID, "b"), (NameKind.ROW_ID, "a"))
    assert it.find(names) == Found(tmp_path / "b.jpg", NameKind.EXTERNAL_ID)


def test_several_files_are_counted_and_the_first_named(tmp_path: Path) -> None:
    it = folder(tmp_path, *(f"{number}/img.jpg" for number in range(5)))
    assert find(it, "img.jpg") == (5, ("0/img.jpg", "1/img.jpg", "2/img.jpg"))
    assert find(it, "x/img.jpg") == (5, ("0/img.jpg", "1/img.jpg", "2/img.jpg"))
    assert find(it, "3/img.jpg") == "3/img.jpg"
    assert find(it, "elsewhere/3/IMG.JPG") == "3/img.jpg"


def test_the_nearest_folders_count_most(tmp_path: Path) -> None:
    it = folder(tmp_path, "a/x/1.jpg", "b/x/1.jpg", "b/y/1.jpg", "1.jpg")
    assert find(it, "b/x/1.jpg") == "b/x/1.jpg"
    assert find(it, "z/x/1.jpg") == (2, ("a/x/1.jpg", "b/x/1.jpg"))
    assert find(it, "z/y/1.jpg") == "b/y/1.jpg"
    assert find(it, "Y/1") == "b/y/1.jpg"


def test_case_settles_a_tie_only(tmp_path: Path) -> None:
    it = folder(tmp_path, "x/A.jpg", "y/a.jpg", "z/A.jpg")
    assert find(it, "a.jpg") == "y/a.jpg"
    assert find(it, "A.jpg") == (2, ("x/A.jpg", "z/A.jpg"))
    assert find(it, "x/a.jpg") == "x/A.jpg"
    assert find(it, "a.JPG") == (3, ("x/A.jpg", "y/a.jpg", "z/A.jpg"))
    assert find(it, "a.png") == "y/a.jpg"


def test_a_hundred_thousand_files_of_one_name_are_told_apart_quickly() -> None:
    paths = [f"set{n % 100}/{n:06}/img.jpg" for n in range(100_000)]
    begin = time.perf_counter()
    it = Namesakes(paths, by_stem=False)
    for path in paths:
        assert it.closest(f"bucket/{path}", spelled="img.jpg").paths == (path,)
    assert it.closest("img.jpg", spelled="img.jpg").count == 100_000
    assert time.perf_counter() - begin < 8


NAMES = st.lists(st.sampled_from("aAbB"), min_size=1, max_size=4).map("/".join)


@given(st.lists(NAMES, min_size=1, max_size=12, unique=True), NAMES)
def test_the_closest_are_those_that_a_look_at_each_would_name(paths: list[str], wanted: str) -> None:
    name = wanted.rpartition("/")[2]
    paths = [path for path in paths if path.rpartition("/")[2].lower() == name.lower()]
    if not paths:
        return

    def rank(path: str) -> tuple[int, bool]:
        *mine, last = wanted.split("/")
        *its, its_last = path.split("/")
        shared = 0
        while shared < min(len(mine), len(its)) and mine[-1 - shared].lower() == its[-1 - shared].lower():
            shared += 1
        return shared, last == its_last

    best = max(map(rank, paths))
    expected = {path for path in paths if rank(path) == best}
    found = Namesakes(paths, by_stem=False).closest(wanted, spelled=name)
    assert found.count == len(expected)
    assert set(found.paths) <= expected
    assert len(found.paths) == min(3, found.count)


@pytest.mark.parametrize(("name", "stem"), [("a.jpg", "a"), ("v1.2.jpg", "v1.2"), ("a", "a"), (".a", ".a")])
def test_stems(name: str, stem: str) -> None:
    assert stem_of(name) == stem
