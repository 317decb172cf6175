"""Draws the sample pictures and writes the sample exports beside this file, or into the folder given.

    python samples/make.py [--quick] [FOLDER]

Own drawing, no network, the same result every time.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import struct
import wave
from pathlib import Path

import numpy as np
from _make import (
    beta_export,
    broken_export,
    consensus_export,
    crowd_export,
    market_picture,
    media_export,
    pictures,
    runs_export,
    scripts_export,
    shoal,
    street,
    street_export,
    street_facts,
    v1_export,
)
from _make.paint import (
    composite,
    ellipse,
    fill,
    finish,
    layer,
    path,
    save_jpeg,
    save_mask,
    save_png,
    silhouette,
)
from _make.v2 import write_ndjson
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage


def write_exports(folder: Path) -> None:
    """Every export and the texts it points to; no pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in {
        "street": street_export.rows(),
        "model-run": runs_export.rows(),
        "consensus": consensus_export.rows(),
        "crowd": crowd_export.rows(),
        "beta": beta_export.rows(),
        "media": media_export.rows(),
        "right-to-left": scripts_export.rows(),
    }.items():
        write_ndjson(folder / f"{name}.ndjson", rows)
    _write_text(folder / "broken.ndjson", broken_export.text())
    _write_text(folder / "v1.json", _json(v1_export.rows()))
    _write_text(folder / "v1-2018.json", _json(v1_export.rows_2018()))
    _write_text(folder / "v1.csv", v1_export.csv_text())
    _write_media_texts(folder / "media")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write_text(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="")


def _write_media_texts(folder: Path) -> None:
    _write_text(folder / "letter.txt", media_export.LETTER)
    _write_text(folder / "bulletin.html", media_export.PAGE)
    _write_text(folder / "conversation.json", _json(media_export.CHAT))
    _write_text(folder / "evaluation.json", _json(media_export.EVALUATION))
    _write_text(folder / "leaflet-text-layer.json", _json(media_export.text_layer()))
    (folder / "leaflet.pdf").write_bytes(media_export.leaflet())


def write_small_pictures(folder: Path) -> None:
    """The shared pictures, the crowds and what belongs to them."""
    harbour, table = pictures.harbour(), pictures.table()
    save_jpeg(finish(harbour, 11, bloom=0.14), folder / pictures.HARBOUR)
    save_jpeg(finish(pictures.park(), 12, bloom=0.10), folder / pictures.PARK)
    save_jpeg(finish(table, 13, bloom=0.08), folder / pictures.TABLE)
    save_jpeg(finish(market_picture.paint(), 14, bloom=0.10), folder / crowd_export.MARKET)
    save_jpeg(finish(shoal.paint(), 15), folder / crowd_export.SHOAL)
    save_png(shoal.composite(), folder / crowd_export.SHOAL_COMPOSITE)
    _write_old_masks(folder)
    _write_video_masks(folder)
    _write_broken_pictures(folder, table)
    _write_chime(folder / "media" / "chime.wav")


def _white_on_clear(shape: np.ndarray) -> np.ndarray:
    """RGBA of exactly two colours, as masks of v1 are."""
    return np.where(shape[..., None], np.uint8(255), np.uint8(0)).repeat(4, axis=2)


def _write_old_masks(folder: Path) -> None:
    x, y, radius = pictures.FRUIT["apple"]
    boat = layer(pictures.HARBOUR_SIZE, pictures.sailing_boat)
    tower = layer(pictures.HARBOUR_SIZE, lambda p: fill(p, path(pictures.LIGHTHOUSE), "#ffffff"))
    apple = layer(pictures.TABLE_SIZE, lambda p: fill(p, ellipse(x, y, radius, radius * 0.95), "#ffffff"))
    for picture, name in (
        (boat, v1_export.BOAT_MASK),
        (tower, v1_export.TOWER_MASK),
        (apple, v1_export.TABLE_MASK),
    ):
        save_png(_white_on_clear(silhouette(picture)), folder / name)


def _write_video_masks(folder: Path) -> None:
    for name, shift in zip(media_export.VIDEO_MASKS, (0, 60), strict=True):
        sail = path([(470 + shift, 215), (545 + shift, 380), (410 + shift, 380)])
        shape = silhouette(layer((960, 640), lambda p, sail=sail: fill(p, sail, "#ffffff")))
        save_png(composite([(shape, media_export.BLUE)], (960, 640)), folder / name)


def _write_broken_pictures(folder: Path, table: QImage) -> None:
    whole = folder / broken_export.SHORT_PICTURE
    save_jpeg(finish(table, 13, bloom=0.08), whole)
    whole.write_bytes(whole.read_bytes()[:20_000])
    for name in (broken_export.HTML_PICTURE, broken_export.HTML_MASK):
        _write_text(folder / name, broken_export.ERROR_PAGE)
    shapes = []
    for name in ("apple", "lemon"):
        x, y, radius = pictures.FRUIT[name]
        shapes.append(
            silhouette(
                layer(
                    pictures.TABLE_SIZE, lambda p, c=(x, y, radius, radius): fill(p, ellipse(*c), "#ffffff")
                )
            )
        )
    apple, lemon = shapes
    strays = composite([(lemon, broken_export.GREEN), (apple, broken_export.BLUE)], pictures.TABLE_SIZE)
    save_png(strays, folder / broken_export.STRAY_COMPOSITE)
    small = Image.fromarray(apple).resize((320, 213), Image.Resampling.NEAREST)
    save_png(
        composite([(np.asarray(small), broken_export.RED)], small.size),
        folder / broken_export.SMALL_COMPOSITE,
    )


def _write_chime(target: Path) -> None:
    """A bell of one and a half seconds."""
    rate = 8000
    with wave.open(str(target), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        for i in range(int(rate * 1.5)):
            seconds = i / rate
            tone = sum(
                math.sin(math.tau * pitch * seconds) / n for n, pitch in enumerate((660, 1320, 1987), start=1)
            )
            sound.writeframesraw(struct.pack("<h", round(9000 * tone * math.exp(-3 * seconds))))


def write_street_masks(folder: Path, layers: list[tuple[str, QImage]]) -> None:
    """The composites of the street, and every mask alone."""
    shapes = street.masks(layers)
    for thing, (feature_id, _) in street_facts.MASKS.items():
        save_mask(shapes[thing], folder / street_facts.mask_path(feature_id))
    whole = [(shapes[thing], rgb) for thing, (_, rgb) in street_facts.MASKS.items()]
    truth = [(shapes[thing], rgb) for thing, rgb in runs_export.LABEL_COLORS.items()]
    guess = [(_misjudged(shapes[thing]), rgb) for thing, rgb in runs_export.PREDICTION_COLORS.items()]
    save_png(composite(whole, street.SIZE), folder / street_facts.COMPOSITE)
    save_png(composite(truth, street.SIZE), folder / runs_export.LABELS_COMPOSITE)
    save_png(composite(guess, street.SIZE), folder / runs_export.PREDICTIONS_COMPOSITE)


def _misjudged(shape: np.ndarray) -> np.ndarray:
    """A silhouette as a model sees it: in blocks, a little to the left and too low."""
    blocks = shape[4::8, 4::8].repeat(8, axis=0).repeat(8, axis=1)[: shape.shape[0] - 8, 16 : shape.shape[1]]
    seen = np.zeros_like(shape)
    seen[8 : 8 + blocks.shape[0], : blocks.shape[1]] = blocks
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--quick", action="store_true", help="all but the large picture of the street")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    write_exports(options.folder)
    write_small_pictures(options.folder)
    layers = street.things()
    write_street_masks(options.folder, layers)
    if not options.quick:
        save_jpeg(finish(street.picture(layers), 1), options.folder / street_facts.PICTURE, quality=88)
    application.quit()


if __name__ == "__main__":
    main()
