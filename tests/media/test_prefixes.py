"""What addresses begin with, mapped to local folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.media.prefixes import Mapped, Prefix, Prefixes, bucket_of, parse_prefix

ROOT = Path("/data/copy")


def mapped(start: str, address: str) -> list[str] | None:
    found = Prefixes((Prefix(start, ROOT),)).map(address)
    return None if found is None else [file.as_posix() for file in found.files]


@pytest.mark.parametrize(
    ("start", "address", "rest"),
    [
        ("gs://bucket", "gs://bucket/a/b.png", "a/b.png"),
        ("gs://bucket/", "gs://bucket/a/b.png", "a/b.png"),
        ("gs://bucket/a", "gs://bucket/a/b.png", "b.png"),
        ("GS://Bucket", "gs://bucket/a.png", "a.png"),
        ("s3://bucket", "s3://bucket/k=1/a.png", "k=1/a.png"),
        ("https://h.example", "HTTPS://H.example/a.png", "a.png"),
        (r"\\server\share", "//server/share/a.png", "a.png"),
        ("//server/share", r"\\Server\share\x\a.png", "x/a.png"),
        (r"C:\photos", "c:/photos/a.png", "a.png"),
        ("/mnt/old", "/mnt/old/a.png", "a.png"),
        ("file:///mnt/old", "file:///mnt/old/a.png", "a.png"),
    ],
)
def test_what_comes_after_the_prefix_lies_in_its_folder(start: str, address: str, rest: str) -> None:
    assert (mapped(start, address) or [])[0] == f"{ROOT.as_posix()}/{rest}"


@pytest.mark.parametrize(
    ("start", "address"),
    [
        ("gs://bucket/a", "gs://bucket/ab/1.png"),
        ("gs://bucket/a", "gs://bucket/a"),
        ("gs://bucket", "s3://bucket/a.png"),
        ("gs://bucket/A", "gs://bucket/a/1.png"),
        ("", "a.png"),
        ("/", "/etc/passwd"),
        ("gs://bucket", "gs://bucket/../../etc/passwd"),
        ("gs://bucket", "gs://bucket/.."),
        ("gs://bucket", "gs://bucket/a\0b"),
    ],
)
def test_other_addresses_and_ways_out_of_the_folder_are_not_mapped(start: str, address: str) -> None:
    assert not mapped(start, address)


def test_a_web_address_is_tried_without_its_query_and_with_its_blanks() -> None:
    files = mapped("https://h", "https://h/a%20b.png?Signature=1#x")
    assert files == [f"/data/copy/{name}" for name in ("a%20b.png?Signature=1#x", "a%20b.png", "a b.png")]


def test_encoded_dots_do_not_lead_out() -> None:
    assert mapped("https://h", "https://h/%2e%2e/%2e%2e/etc/passwd") == [
        "/data/copy/%2e%2e/%2e%2e/etc/passwd"
    ]


def test_of_several_prefixes_the_longest_is_meant() -> None:
    short, long = Prefix("gs://b", Path("/short")), Prefix("gs://b/deep/", Path("/long"))
    for order in ((short, long), (long, short)):
        prefixes = Prefixes(order)
        assert prefixes.map("gs://b/deep/a.png") == Mapped(long, (Path("/long/a.png"),))
        assert prefixes.map("gs://b/a.png") == Mapped(short, (Path("/short/a.png"),))
    assert Prefixes((short, long)).folders == (Path("/short"), Path("/long"))


@given(st.text(alphabet="ab./\\%2e~:\0", max_size=30))
def test_nothing_ever_lies_outside_of_the_folder(rest: str) -> None:
    for file in mapped("https://h", f"https://h/{rest}") or ():
        assert ROOT in Path(file).parents
        assert ".." not in Path(file).parts


@pytest.mark.parametrize(
    ("text", "start", "folder"),
    [
        ("gs://bucket/a=/data/a", "gs://bucket/a", "/data/a"),
        ("gs://b/date=1=/data/date=1", "gs://b/date=1", "/data/date=1"),
        ("gs://b/date=1=copy", "gs://b/date=1", "copy"),
        (" s3://b = ~/copy ", "s3://b", "~/copy"),
        (r"//server/share=D:\copy", "//server/share", r"D:\copy"),
    ],
)
def test_a_prefix_is_read_from_text(text: str, start: str, folder: str) -> None:
    prefix = parse_prefix(text)
    assert prefix == Prefix(start, Path(folder).expanduser())
    assert parse_prefix(str(prefix)) == prefix


@pytest.mark.parametrize("text", ["", "gs://b", "=/data", "gs://b= "])
def test_a_prefix_without_two_sides_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected an address, = and a folder"):
        parse_prefix(text)


@pytest.mark.parametrize(
    ("address", "bucket"),
    [
        ("gs://bucket/a/b.png", "gs://bucket"),
        ("https://H.example:8443/a", "https://h.example:8443"),
        (r"\\server\share\a", "//server"),
        ("images/a.png", None),
    ],
)
def test_the_bucket_of_an_address(address: str, bucket: str | None) -> None:
    assert bucket_of(address) == bucket
