"""What a mapping covers of an export, counted row by row."""

from __future__ import annotations

from pathlib import Path

from tests import exports
from viewer.formats import open_export
from viewer.media.mapped import Mapping
from viewer.media.prefixes import Prefix, Prefixes
from viewer.model.row import DataRow


def test_each_prefix_counts_what_begins_with_it_and_the_files_that_are_there(tmp_path: Path) -> None:
    for name in ("a/1.png", "b/2.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    addresses = ["gs://x/1.png", "gs://x/9.png", "gs://x/8.png", "s3://y/2.png", "https://z/3.png", ""]
    rows = [exports.row(row_id=f"r{n}", row_data=address) for n, address in enumerate(addresses)]
    prefixes = tuple(
        Prefix(start, tmp_path / folder)
        for start, folder in (("gs://x", "a"), ("s3://y", "b"), ("gs://w", "c"))
    )
    mapping = Mapping(Prefixes(prefixes))
    with open_export(exports.write(tmp_path, *rows)) as export:
        for read in export.rows():
            assert isinstance(read.row, DataRow)
            mapping.add(read.row)
    first, second, third = mapping.counts()
    assert (first.covered, first.there, first.missing) == (3, 1, tmp_path / "a" / "9.png")
    assert (second.covered, second.there, second.missing) == (1, 1, None)
    assert str(first) == f"gs://x: 1 of 3 files are there; {tmp_path / 'a' / '9.png'} is not"
    assert str(second) == "s3://y: 1 of 1 files are there"
    assert str(third) == "gs://w: no image of the export has an address that begins so"
