"""Window and level: a slider of two handles that is there when a picture has more greys than a screen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests import exports
from tests.ui.conftest import press
from viewer.app import Application
from viewer.state import steps
from viewer.state.view_state import Window
from viewer.ui.panels.objects import ObjectsPanel
from viewer.ui.widgets.range_slider import RangeSlider
from viewer.ui.widgets.window_controls import WindowControls

LOW, HIGH = 1000, 3000


@pytest.fixture
def grey(application: Application, tmp_path: Path, qtbot: QtBot) -> Application:
    """A picture of 16 bits that grows from 1,000 at its left to 3,000 at its right, then one of 8 bits."""
    ramp = np.linspace(LOW, HIGH, 400).astype(np.uint16)
    Image.fromarray(np.tile(ramp, (300, 1))).save(tmp_path / "deep.png")
    Image.new("RGB", (400, 300), "red").save(tmp_path / "red.png")
    rows = [
        exports.row(exports.label(exports.box("b", 1, 2, 3, 4)), row_id=name, row_data=f"{name}.png")
        for name in ("deep", "red")
    ]
    application.session.open(exports.write(tmp_path, *rows))
    qtbot.waitUntil(lambda: bool(application.canvas.scene and application.canvas.scene.backdrop.levels))
    return application


def controls(application: Application) -> WindowControls:
    (panel,) = application.window.findChildren(ObjectsPanel)
    return panel.window_controls


def brightness(application: Application, x: int) -> int:
    scene = application.canvas.scene
    assert scene is not None
    return scene.backdrop.levels[0].pixelColor(x, 150).red()


def drag(slider: RangeSlider, from_value: float, to_value: float) -> None:
    begin = QPoint(round(slider.place_of(from_value)), slider.height() // 2)
    end = QPoint(round(slider.place_of(to_value)), slider.height() // 2)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(slider, end)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=end)


def test_it_is_there_only_for_pictures_with_levels(grey: Application, qtbot: QtBot) -> None:
    assert controls(grey).isVisible()
    assert controls(grey).values.text().endswith("of 1,000 to 3,000")
    grey.session.apply(steps.go_to_row(grey.session.state, 1))
    qtbot.waitUntil(lambda: not controls(grey).isVisible())


def test_dragging_the_upper_handle_makes_the_picture_brighter(grey: Application, qtbot: QtBot) -> None:
    middle = brightness(grey, 200)
    slider = controls(grey).slider
    drag(slider, slider.high, 2000)
    window = grey.session.state.window
    assert window is not None
    assert window.high == pytest.approx(2000, abs=20)
    assert window.range == (0, 65535)
    qtbot.waitUntil(lambda: brightness(grey, 200) > 250)
    assert middle < 140
    assert controls(grey).values.text().startswith(f"{window.low:,.0f} to {window.high:,.0f} of")


def test_between_the_handles_both_are_dragged_and_stop_at_the_ends(grey: Application) -> None:
    slider = controls(grey).slider
    drag(slider, slider.high, 2000)
    drag(slider, slider.low, 1500)
    width = slider.high - slider.low
    drag(slider, 1750, 3500)
    assert slider.high == pytest.approx(HIGH, abs=15)
    assert slider.high - slider.low == pytest.approx(width, abs=1)


def test_the_handles_do_not_pass_each_other(grey: Application) -> None:
    slider = controls(grey).slider
    drag(slider, slider.low, 9999)
    assert slider.low < slider.high


def test_it_is_reset_by_its_button_and_by_its_key(grey: Application, qtbot: QtBot) -> None:
    found = controls(grey)
    assert not found.reset.isEnabled()
    before = (found.slider.low, found.slider.high)
    drag(found.slider, found.slider.high, 2000)
    QTest.mouseClick(found.reset, Qt.MouseButton.LeftButton)
    assert grey.session.state.window is None
    assert (found.slider.low, found.slider.high) == before
    drag(found.slider, found.slider.high, 2000)
    grey.canvas.setFocus()
    qtbot.waitUntil(grey.window.commands.qactions["reset-window"].isEnabled)
    press(grey, Qt.Key.Key_W)
    assert grey.session.state.window is None


def test_the_arrow_keys_move_the_handle_and_not_the_rows(grey: Application) -> None:
    slider = controls(grey).slider
    drag(slider, slider.high, 2000)
    slider.setFocus()
    high = slider.high
    press(grey, Qt.Key.Key_Left)
    assert grey.session.state.row == 0
    assert slider.high < high
    low = slider.low
    press(grey, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert slider.low > low
    press(grey, Qt.Key.Key_End)
    assert slider.high == pytest.approx(HIGH, abs=1)


def test_a_window_for_another_range_changes_nothing(grey: Application) -> None:
    found = controls(grey)
    before = (found.slider.low, found.slider.high)
    grey.session.update(window=Window(0, 10, (0, 255)))
    assert (found.slider.low, found.slider.high) == before
    assert not found.reset.isEnabled()
