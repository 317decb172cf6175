"""Where fetched files go: into the cache as far as it has room, or into a folder under names that hold."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.media.pictures import encoded, label, photo, row
from viewer.media.cache_keys import cache_name
from viewer.media.disk_cache import DiskCache
from viewer.media.fetched_index import INDEX_NAME
from viewer.media.folder import Found, NameKind, read_folder
from viewer.media.keepers import InCache, InFolder, KeepError
from viewer.media.resolve import names_of
from viewer.media.wanted import MediaKind, Wanted
from viewer.tasks import Ticket

URL = "https://storage.example/a.png?X-Goog-Signature=s3cret&X-Goog-Date=1"
PICTURE = encoded(photo())


def image(url: str = URL, name: str = "row-1") -> Wanted:
    return Wanted(MediaKind.IMAGES, url, name)


def mask(url: str, name: str = "row-1") -> Wanted:
    return Wanted(MediaKind.MASKS, url, name)


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def keep(root: Path, *wanted: Wanted, suffix: str = "png") -> list[str]:
    keeper = InFolder(root)
    for each in wanted:
        keeper.keep(each, PICTURE, suffix)
    keeper.close()
    return [name for name in files(root) if name != INDEX_NAME]


class TestFolder:
    def test_an_image_is_called_like_its_data_row(self, tmp_path: Path) -> None:
        assert keep(tmp_path / "new", image(name="cm4k2_x-7")) == ["images/cm4k2_x-7.png"]
        assert (tmp_path / "new/images/cm4k2_x-7.png").read_bytes() == PICTURE

    @pytest.mark.parametrize(
        "name", ["Photo 1", "a/../../b", "..", "", "con", "COM1", "ä", "x" * 300, "a:b", "a.", "-", "\0"]
    )
    def test_names_that_do_not_hold_everywhere_are_changed(self, tmp_path: Path, name: str) -> None:
        (path,) = keep(tmp_path, image(name=name))
        folder, _, file = path.partition("/")
        stem, _, suffix = file.partition(".")
        assert (folder, suffix) == ("images", "png")
        assert stem.isascii()
        assert stem == stem.lower()
        assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
        assert stem.endswith(cache_name(URL)[:16] if (cache_name(URL)) else "")
        assert len(stem) < 110
        assert InFolder(tmp_path).holds(URL)

    def test_several_files_of_one_name_are_all_kept(self, tmp_path: Path) -> None:
        urls = [f"https://storage.example/{number}.png" for number in range(3)]
        assert len(keep(tmp_path, *(image(url) for url in urls), *(mask(url + "m") for url in urls))) == 6
        assert len(keep(tmp_path, image(urls[0] + "x", "A"), image(urls[1] + "x", "a"))) == 8

    def test_a_file_of_somebody_else_is_never_written_over(self, tmp_path: Path) -> None:
        (tmp_path / "images").mkdir()
        (tmp_path / "images/row-1.png").write_bytes(b"mine")
        assert len(keep(tmp_path, image())) == 2
        assert (tmp_path / "images/row-1.png").read_bytes() == b"mine"

    def test_what_is_there_whole_is_held_also_under_another_signature(self, tmp_path: Path) -> None:
        keep(tmp_path, image())
        again = InFolder(tmp_path)
        assert again.holds(URL)
        assert again.holds("https://storage.example/a.png?X-Goog-Signature=other&X-Goog-Date=2")
        assert not again.holds("https://storage.example/b.png")

    def test_what_was_cut_removed_or_only_listed_is_not_held(self, tmp_path: Path) -> None:
        urls = [f"https://storage.example/{number}.png" for number in range(3)]
        keep(tmp_path, *(image(url, f"row-{at}") for at, url in enumerate(urls)))
        os.truncate(tmp_path / "images/row-0.png", 10)
        (tmp_path / "images/row-1.png").unlink()
        again = InFolder(tmp_path)
        assert [again.holds(url) for url in urls] == [False, False, True]
        again.keep(image(urls[0], "row-0"), PICTURE, "png")
        again.keep(image(urls[1], "row-1"), PICTURE, "png")
        again.close()
        assert all(InFolder(tmp_path).holds(url) for url in urls)
        found = read_folder(tmp_path, Ticket()).find(((NameKind.ADDRESS, urls[0]),))
        assert isinstance(found, Found)
        assert found.path.read_bytes() == PICTURE

    @pytest.mark.parametrize("torn", [b'{"address": "12', b"\xff\xfe\n", b"[]\n", b"[" * 5000, b"7\n{}"])
    def test_a_spoilt_list_costs_its_spoilt_lines_alone(self, tmp_path: Path, torn: bytes) -> None:
        keep(tmp_path, image())
        with (tmp_path / INDEX_NAME).open("ab") as index:
            index.write(torn)
        other = "https://storage.example/b.png"
        keep(tmp_path, image(other, "row-2"))
        again = InFolder(tmp_path)
        assert again.holds(URL)
        assert again.holds(other)

    @pytest.mark.parametrize(
        "path", ["../secret.png", "/etc/passwd", "images/../../a.png", "c:/a.png", "a.png"]
    )
    def test_a_list_that_leads_elsewhere_is_not_followed(self, tmp_path: Path, path: str) -> None:
        root = tmp_path / "root"
        root.mkdir()
        (tmp_path / "secret.png").write_bytes(PICTURE)
        (root / "a.png").write_bytes(PICTURE)
        line = json.dumps({"address": cache_name(URL), "file": path, "bytes": len(PICTURE)})
        (root / INDEX_NAME).write_text(line + "\n")
        assert not InFolder(root).holds(URL)
        assert read_folder(root, Ticket()).at(URL) is None

    def test_nothing_unfinished_stays_and_nothing_secret_is_written(self, tmp_path: Path) -> None:
        old, young = tmp_path / ".unfinished/old.part", tmp_path / ".unfinished/young.part"
        old.parent.mkdir()
        old.touch()
        young.touch()
        os.utime(old, (1, 1))
        keep(tmp_path, image())
        assert files(tmp_path / ".unfinished") == ["young.part"], "another process may be writing it"
        young.unlink()
        keep(tmp_path, image(URL + "b"))
        assert not (tmp_path / ".unfinished").exists()
        assert all(b"s3cret" not in (tmp_path / name).read_bytes() for name in files(tmp_path))
        assert "s3cret" not in " ".join(files(tmp_path))

    def test_a_folder_that_takes_nothing_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(OSError, match="file"):
            InFolder(tmp_path / "file")
        keeper = InFolder(tmp_path / "a")
        (tmp_path / "a/images").rmdir()
        with pytest.raises(KeepError, match="No such file"):
            keeper.keep(image(), PICTURE, "png")
        assert files(tmp_path / "a/.unfinished") == []
        assert not keeper.holds(URL)

    def test_another_process_that_ends_meanwhile_does_no_harm(self, tmp_path: Path) -> None:
        one, other = InFolder(tmp_path), InFolder(tmp_path)
        other.close()
        one.keep(image(), PICTURE, "png")
        assert InFolder(tmp_path).holds(URL)

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
    def test_files_are_as_readable_as_any_other(self, tmp_path: Path) -> None:
        keep(tmp_path, image())
        (tmp_path / "other").touch()
        assert (tmp_path / "images/row-1.png").stat().st_mode == (tmp_path / "other").stat().st_mode

    def test_it_takes_from_the_cache_what_is_there(self, tmp_path: Path) -> None:
        cache = DiskCache(tmp_path / "cache")
        cache.put(URL, PICTURE)
        assert InFolder(tmp_path / "a", cache).at_hand(URL) == PICTURE
        assert InFolder(tmp_path / "a").at_hand(URL) is None


class TestFolderFoundAgain:
    def test_rows_that_share_an_image_both_find_it(self, tmp_path: Path) -> None:
        keep(tmp_path, image(name="row-7"))
        folder = read_folder(tmp_path, Ticket())
        for index in (1, 2):
            found = folder.find(names_of(row(URL, index=index)))
            assert found == Found(tmp_path / "images/row-7.png", NameKind.ADDRESS)

    def test_without_the_list_the_data_row_id_still_finds_it(self, tmp_path: Path) -> None:
        keep(tmp_path, image(name="row-7"))
        found = read_folder(tmp_path / "images", Ticket()).find(names_of(row(URL, index=7)))
        assert found == Found(tmp_path / "images/row-7.png", NameKind.ROW_ID)

    def test_a_mask_is_found_by_its_address_also_of_another_export(self, tmp_path: Path) -> None:
        address = "https://api.labelbox.com/api/v1/tasks/{}/masks/c1/index/1"
        (path,) = keep(tmp_path, mask(address.format("t1")))
        folder = read_folder(tmp_path, Ticket())
        assert folder.at(address.format("t2")) == tmp_path / path
        assert folder.at(address.format("t2").replace("/index/1", "/index/2")) is None

    def test_a_picture_of_a_rare_kind_is_found_too(self, tmp_path: Path) -> None:
        (path,) = keep(tmp_path, image(), suffix="")
        assert path == "images/row-1"
        assert read_folder(tmp_path, Ticket()).at(URL) == tmp_path / path

    def test_a_file_that_was_removed_is_not_found(self, tmp_path: Path) -> None:
        (path,) = keep(tmp_path, image())
        (tmp_path / path).unlink()
        assert read_folder(tmp_path, Ticket()).find(names_of(row(URL, label()))) is None


class TestCache:
    def test_it_holds_what_is_whole(self, tmp_path: Path) -> None:
        cache = DiskCache(tmp_path)
        keeper = InCache(cache)
        assert not keeper.holds(URL)
        keeper.keep(image(), PICTURE, "png")
        assert keeper.holds(URL)
        assert cache.get(URL) == PICTURE
        for path in tmp_path.glob("??/*"):
            os.truncate(path, 20)
        assert not keeper.holds(URL)

    def test_what_is_kept_does_not_push_out_what_was_kept_before(self, tmp_path: Path) -> None:
        urls = [f"https://storage.example/{number}.png" for number in range(20)]
        cache = DiskCache(tmp_path, limit_bytes=100_000)
        keeper = InCache(cache)
        for url in urls[:8]:  # 90 % of the limit, of files with their seals
            keeper.keep(image(url), bytes(10_000), "png")
        with pytest.raises(KeepError, match=r"full, it keeps 100 kB.*--size.*--to DIR"):
            keeper.keep(image(urls[8]), bytes(10_000), "png")
        again = InCache(cache)
        assert [again.holds(url) for url in urls] == [True] * 8 + [False] * 12
        with pytest.raises(KeepError):
            again.keep(image(urls[9]), bytes(10_000), "png")

    def test_others_give_way(self, tmp_path: Path) -> None:
        cache = DiskCache(tmp_path, limit_bytes=100_000)
        for number in range(8):
            cache.put(f"https://elsewhere.example/{number}.png", bytes(10_000))
        keeper = InCache(cache)
        urls = [f"https://storage.example/{number}.png" for number in range(8)]
        for url in urls:
            keeper.keep(image(url), bytes(10_000), "png")
        assert all(cache.get(url) for url in urls)

    def test_a_cache_that_takes_nothing_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "cache").touch()
        with pytest.raises(KeepError, match="cache"):
            InCache(DiskCache(tmp_path / "cache")).keep(image(), PICTURE, "png")
