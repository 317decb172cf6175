"""Small pictures, rows and labels that the tests of this folder draw and build."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from viewer.model.annotation import Annotations, JsonPath, ObjectAnnotation
from viewer.model.geometry import CompositeMask, Mask, Rgb
from viewer.model.row import DataRow, Family, Label, LabelRole, MediaAttributes, MediaType, Project

RED, DARK, GREEN = (255, 0, 0), (5, 32, 7), (0, 255, 0)
LABEL_PATH: JsonPath = ("projects", "p", "labels", 0)


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of a file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def composite(size: tuple[int, int] = (8, 6)) -> Image.Image:
    """A red block of 2 x 3 at (1, 2) and a dark one of 3 x 1 at (4, 0), RGBA on nothing."""
    picture = Image.new("RGBA", size)
    picture.paste((*RED, 255), (1, 2, 3, 5))
    picture.paste((*DARK, 255), (4, 0, 7, 1))
    return picture


def photo(size: tuple[int, int] = (8, 6)) -> Image.Image:
    """A picture whose four quarters differ: red, green, blue, white."""
    picture = Image.new("RGB", size, "white")
    width, height = size
    picture.paste("red", (0, 0, width // 2, height // 2))
    picture.paste("lime", (width // 2, 0, width, height // 2))
    picture.paste("blue", (0, height // 2, width // 2, height))
    return picture


def in_composite(number: int, colour: Rgb, url: str = "c.png", single: str | None = None) -> ObjectAnnotation:
    """An object with a share in a composite, and perhaps a file of its own."""
    return _object(number, Mask(single, CompositeMask(url, colour)))


def in_file(number: int, url: str) -> ObjectAnnotation:
    """An object with a mask file of its own."""
    return _object(number, Mask(url))


def label(*objects: ObjectAnnotation) -> Label:
    """A label with these objects."""
    return Label(LabelRole.LABEL, Annotations(objects=objects), LABEL_PATH)


def row(
    row_data: str | None = "a.png",
    *labels: Label,
    size: tuple[int, int] | None = (8, 6),
    index: int = 0,
    media_type: MediaType = MediaType.IMAGE,
    external_id: str | None = None,
    global_key: str | None = None,
) -> DataRow:
    """A data row of an image."""
    width, height = size or (None, None)
    return DataRow(
        index,
        (Family.PROJECT,),
        id=f"row-{index}",
        global_key=global_key,
        external_id=external_id,
        row_data=row_data,
        media=MediaAttributes(media_type, width, height),
        projects=(Project(labels, ("projects", "p")),),
    )


def write(path: Path, picture: Image.Image, **options: object) -> Path:
    """Save a picture, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, **options)
    return path


def path_of(number: int) -> JsonPath:
    """The path of object `number`."""
    return (*LABEL_PATH, "annotations", "objects", number)


def _object(number: int, mask: Mask) -> ObjectAnnotation:
    return ObjectAnnotation(f"thing {number}", "ImageSegmentationMask", mask, path_of(number))
