"""Icons, palette and samples are found, and the icons are of one hand."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import viewer.assets
from viewer.assets import resource, sample, samples
from viewer.model.geometry import Kind
from viewer.model.row import MediaType

ICONS = sorted((Path(viewer.assets.__file__).parents[1] / "resources" / "icons").glob("*.svg"))
STYLE = {
    "width": "24",
    "height": "24",
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: bytes, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid()
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def test_a_resource_is_found_by_name():
    assert resource("icons/box.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_missing_resource_says_where_it_was_looked_for_and_what_to_do():
    with pytest.raises(
        FileNotFoundError, match=r'resource "icons/no-such\.svg" is missing from .*icons: install'
    ):
        resource("icons/no-such.svg")


def test_a_missing_sample_says_so():
    with pytest.raises(FileNotFoundError, match=r'sample "no-such\.ndjson" is missing'):
        sample("no-such.ndjson")


def test_samples_are_exports_not_the_media_beside_them():
    assert samples()
    assert {file.suffix for file in samples()} <= {".ndjson", ".json", ".csv", ".gz"}


def test_an_installed_package_finds_its_own_copies(tmp_path):
    package = tmp_path / "viewer"
    (package / "_resources").mkdir(parents=True)
    (package / "_samples").mkdir()
    (package / "__init__.py").touch()
    (package / "_resources" / "palette.json").write_text("{}", encoding="utf-8")
    (package / "_samples" / "street.ndjson").touch()
    shutil.copy(viewer.assets.__file__, package)
    script = "from viewer.assets import *; print(resource('palette.json')); print(samples()[0])"
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    found = [Path(line).resolve() for line in answer.stdout.splitlines()]
    assert found == [
        (package / "_resources" / "palette.json").resolve(),
        (package / "_samples" / "street.ndjson").resolve(),
    ]


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_an_icon_keeps_the_common_stroke_style(icon):
    root = ElementTree.parse(icon).getroot()
    assert root.attrib == STYLE
    for element in root:
        assert element.tag in {f"{SVG}{shape}" for shape in ("path", "circle", "rect", "ellipse")}
        assert not {"fill", "stroke", "style", "stroke-width", "opacity"} & set(element.attrib)


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_an_icon_is_drawn_in_the_colour_of_the_text_and_inside_its_frame(icon, qapp):
    source = icon.read_bytes()
    image = drawn(source.replace(b"currentColor", b"#ff0000"), 48)
    inked = [(x, y) for y in range(48) for x in range(48) if QColor(image.pixelColor(x, y)).alpha() > 200]
    assert len(inked) > 60
    assert all(image.pixelColor(x, y).name() == "#ff0000" for x, y in inked)
    assert all(1 < x < 46 and 1 < y < 46 for x, y in inked)


def test_no_two_icons_are_the_same_drawing():
    bodies = [re.sub(r"\s+", "", icon.read_text(encoding="utf-8")) for icon in ICONS]
    assert len(set(bodies)) == len(bodies)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_an_icon(kind):
    assert resource(f"icons/{kind.value}.svg")


@pytest.mark.parametrize("media", MediaType)
def test_every_medium_has_an_icon(media):
    assert resource(f"icons/{media.value}.svg")


def test_the_application_icon_is_drawn_and_has_a_picture_of_256_pixels(qapp):
    assert drawn(resource("annoscope.svg").read_bytes(), 64).pixelColor(32, 8).alpha() == 255
    assert QImage(str(resource("annoscope.png"))).size().toTuple() == (256, 256)
