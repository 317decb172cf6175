"""The samples are what their script makes, complete, and true to what they claim."""

import csv
import io
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.corpus import DOCUMENTED_ROWS

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
EXPORTS = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".ndjson", ".json", ".csv"})
MISSING_ON_PURPOSE = {"broken/never-downloaded.jpg"}
RELATIVE = re.compile(r"[\w-]+/[\w.-]+\.(?:jpg|png|txt|html|json|wav|pdf)")


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything but the large street picture, made anew."""
    folder = tmp_path_factory.mktemp("samples")
    command = [sys.executable, str(SAMPLES / "make.py"), "--quick", str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


def test_the_script_writes_the_texts_that_are_kept(remade: Path) -> None:
    texts = [
        path
        for path in remade.rglob("*")
        if path.suffix in {".ndjson", ".json", ".csv", ".txt", ".html", ".pdf", ".wav"}
    ]
    assert {path.name for path in texts} >= {path.name for path in EXPORTS}
    for path in texts:
        assert path.read_bytes() == (SAMPLES / path.relative_to(remade)).read_bytes(), path.name


def test_the_script_draws_the_masks_that_are_kept(remade: Path) -> None:
    masks = [path for path in remade.rglob("*.png") if path.name != "mask-is-a-page.png"]
    assert len(masks) == len(list(SAMPLES.rglob("*.png"))) - 1
    for path in masks:
        with Image.open(path) as new, Image.open(SAMPLES / path.relative_to(remade)) as kept:
            assert new.mode == kept.mode
            assert np.array_equal(np.asarray(new), np.asarray(kept)), path.name


@pytest.mark.parametrize("name", ["harbour", "market", "park", "shoal", "table"])
def test_the_script_draws_the_pictures_that_are_kept(remade: Path, name: str) -> None:
    place = Path("pictures") / f"{name}.jpg"
    with Image.open(remade / place) as new, Image.open(SAMPLES / place) as kept:
        assert new.size == kept.size
        assert np.abs(np.asarray(new, np.int16) - np.asarray(kept, np.int16)).mean() < 2


def test_the_whole_stays_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < 6_000_000


def rows_of(path: Path) -> list[Any]:
    """What an export holds, read in the plainest way; lines that are no JSON are left out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        table = list(csv.DictReader(io.StringIO(text, newline="")))
        return [row | {"Label": json.loads(row["Label"])} for row in table]
    if path.suffix == ".json":
        return list(json.loads(text))
    return [row for line in text.splitlines() if (row := json_or_none(line)) is not None]


def json_or_none(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None


def values(found: Any) -> Iterator[Any]:
    """Every value under a JSON value, itself included."""
    yield found
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    for value in inner:
        yield from values(value)


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_every_relative_address_leads_to_a_file(path: Path) -> None:
    texts = {value for value in values(rows_of(path)) if isinstance(value, str) and RELATIVE.fullmatch(value)}
    assert texts
    assert {text for text in texts if not (SAMPLES / text).is_file()} <= MISSING_ON_PURPOSE


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_no_address_leads_outside(path: Path) -> None:
    hosts = re.findall(r"https?://([^/?{\"\\]+)", path.read_text(encoding="utf-8"))
    assert all(host.endswith(".invalid") for host in hosts)


@pytest.mark.parametrize(
    "path", [path for path in EXPORTS if path.name != "broken.ndjson"], ids=lambda path: path.name
)
def test_image_rows_tell_the_size_of_their_picture(path: Path) -> None:
    for row in rows_of(path):
        media = row.get("media_attributes", {})
        if media.get("mime_type") == "image/jpeg":
            with Image.open(SAMPLES / row["data_row"]["row_data"]) as picture:
                assert picture.size == (media["width"], media["height"])


def colors_of(picture: Image.Image) -> set[tuple[int, ...]]:
    """The different colours of an RGBA picture."""
    assert picture.mode == "RGBA"
    packed = np.unique(np.asarray(picture).view(np.uint32))
    return {tuple(color) for color in packed.view(np.uint8).reshape(-1, 4).tolist()}


def claims(path: Path) -> dict[str, list[tuple[int, ...]]]:
    """The colours that the objects of an export claim, by composite."""
    found: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for value in values(rows_of(path)):
        if isinstance(value, dict) and isinstance(value.get("composite_mask"), dict):
            found[value["composite_mask"]["url"]].append(tuple(value["composite_mask"]["color_rgb"]))
    return found


@pytest.mark.parametrize("name", ["street", "model-run", "crowd", "media"])
def test_composites_hold_the_claimed_colours_and_no_other(name: str) -> None:
    found = claims(SAMPLES / f"{name}.ndjson")
    assert found
    for url, colors in found.items():
        with Image.open(SAMPLES / url) as picture:
            present = colors_of(picture)
        assert len(set(colors)) == len(colors)
        assert present == {(*color, 255) for color in colors} | {(0, 0, 0, 0)}


def test_single_masks_of_the_street_are_their_share_of_the_composite() -> None:
    with Image.open(SAMPLES / "street/composite.png") as picture:
        composite = np.asarray(picture)
    objects = [
        value
        for value in values(rows_of(SAMPLES / "street.ndjson"))
        if isinstance(value, dict) and "mask" in value
    ]
    assert len(objects) == 5
    for found in objects:
        with Image.open(SAMPLES / found["mask"]["url"]) as alone:
            assert alone.mode == "L"
            mask = np.asarray(alone)
        assert set(np.unique(mask).tolist()) == {0, 255}
        share = np.all(composite[..., :3] == found["composite_mask"]["color_rgb"], axis=-1)
        assert np.array_equal(mask == 255, share)


def test_old_masks_are_white_on_clear() -> None:
    urls = {
        value["instanceURI"]
        for value in values(rows_of(SAMPLES / "v1.json"))
        if isinstance(value, dict) and "instanceURI" in value
    }
    assert len(urls) == 3
    for url in urls:
        with Image.open(SAMPLES / url) as picture:
            colors = colors_of(picture)
        assert colors == {(0, 0, 0, 0), (255, 255, 255, 255)}


def test_the_crowd_is_a_crowd() -> None:
    market, shoal = rows_of(SAMPLES / "crowd.ndjson")
    (project,) = market["projects"].values()
    annotations = project["labels"][0]["annotations"]
    assert 300 <= len(annotations["objects"]) <= 500
    assert len({found["name"] for found in annotations["objects"]}) >= 8
    kinds = [found["annotation_kind"] for found in annotations["relationships"]]
    assert kinds.count("ImageBidirectionalRelationship") == 1
    assert (
        len([value for value in values(shoal) if isinstance(value, dict) and "composite_mask" in value]) > 300
    )


def test_predictions_carry_the_id_of_their_label() -> None:
    for row in rows_of(SAMPLES / "model-run.ndjson"):
        assert row["models"] == {}
        for experiment in row["experiments"].values():
            for run in experiment["runs"].values():
                assert [label["id"] for label in run["labels"]] == [
                    label["id"] for label in run["predictions"]
                ]


def without_urls(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: without_urls(value) for key, value in found.items() if key != "url"}
    return [without_urls(value) for value in found] if isinstance(found, list) else found


def test_the_street_is_the_documented_export() -> None:
    documented = DOCUMENTED_ROWS / "seed000__01_projects_image-jpeg.json"
    if not documented.is_file():
        pytest.skip("the documented rows are not on this machine")
    (ours,), theirs = rows_of(SAMPLES / "street.ndjson"), json.loads(documented.read_text(encoding="utf-8"))
    assert ours["media_attributes"] == theirs["media_attributes"]
    assert ours["embeddings"] == theirs["embeddings"]
    (project_id,) = theirs["projects"]
    our_label, their_label = (row["projects"][project_id]["labels"][0] for row in (ours, theirs))
    assert our_label["id"] == their_label["id"]
    assert without_urls(our_label["annotations"]) == without_urls(their_label["annotations"])
