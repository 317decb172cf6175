"""Scenes as the canvas resolves them, from exports that a test writes."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import exports
from tests.canvas.subjects import Colours, Draw, composite, photograph
from viewer.canvas.scene import Scene
from viewer.canvas.source import SceneSource
from viewer.formats import open_export
from viewer.media.store import MediaStore
from viewer.model.row import DataRow
from viewer.state.view_state import ViewState
from viewer.tasks import InlineTasks


@pytest.fixture
def draw(tmp_path: Path, qtbot: QtBot) -> Draw:
    """Write an export of one label (or several), read it back and resolve its scene."""
    composite(tmp_path)
    photograph(tmp_path)

    def scene(*labels: exports.Json, row_data: str = "photograph.png", **state: object) -> Scene:
        path = exports.write(tmp_path, exports.row(*labels, row_data=row_data))
        media = MediaStore(InlineTasks())
        with open_export(path) as export:
            row = export.read(0).row
            assert isinstance(row, DataRow)
            media.open(path)
            source = SceneSource(media, InlineTasks(), lambda: None)
            return source.scene(row, ViewState(**state), Colours())  # type: ignore[arg-type]

    return scene
