"""What is remembered of an export: the folders that its addresses are mapped to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from viewer.media.prefixes import Prefix, Prefixes
from viewer.state.preferences import Preferences


def preferences(folder: Path) -> Preferences:
    return Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))


def test_mapped_addresses_are_remembered_for_each_export(tmp_path: Path) -> None:
    one = Prefixes((Prefix("gs://bucket/date=1", tmp_path / "date=1"),))
    two = Prefixes((*one.all, Prefix("//server/share", tmp_path)))
    first = preferences(tmp_path)
    first.set_media_prefixes(tmp_path / "one.ndjson", one)
    first.set_media_prefixes(tmp_path / "two.ndjson", two)
    del first  # which writes the file
    again = preferences(tmp_path)
    assert again.media_prefixes(tmp_path / "one.ndjson") == one
    assert again.media_prefixes(tmp_path / "two.ndjson") == two
    again.set_media_prefixes(tmp_path / "two.ndjson", Prefixes())
    assert again.media_prefixes(tmp_path / "two.ndjson") == Prefixes()
    assert again.media_prefixes(tmp_path / "none.ndjson") == Prefixes()


def test_a_spoilt_line_costs_itself(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    export = tmp_path / "e.ndjson"
    key = str(export).replace("/", "|").replace("\\", "|")
    settings.setValue(f"media_prefixes/{key}", ["nonsense", f"gs://b={tmp_path}"])
    assert Preferences(settings).media_prefixes(export) == Prefixes((Prefix("gs://b", tmp_path),))
