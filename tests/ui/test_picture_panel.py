"""Adjusting the image by hand: keys, sliders, fields, and the way back."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import press
from viewer.app import Application
from viewer.media.adjusting import PLAIN, Channel
from viewer.ui.panels.picture import PicturePanel

CYAN = (0, 128, 128)
"""Of the whole picture, as Qt has it."""


def drawn(program: Application) -> tuple[int, ...]:
    """The colour on the canvas near a corner of the image, where nothing is annotated."""
    canvas = program.canvas
    at = canvas.viewport.to_view(QPointF(380, 280)).toPoint()
    rgb: tuple[int, ...] = canvas.grab().toImage().pixelColor(at).getRgb()[:3]  # type: ignore[assignment]
    return rgb


def panel(program: Application) -> PicturePanel:
    press(program, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    (found,) = program.window.findChildren(PicturePanel)
    assert found.isVisible()
    return found


def test_the_key_opens_the_panel_which_is_closed_at_first(opened: Application) -> None:
    (found,) = opened.window.findChildren(PicturePanel)
    assert not found.isVisible()
    panel(opened)


def test_a_slider_brightens_and_the_field_tells_how_much(opened: Application) -> None:
    before = drawn(opened)
    assert before == CYAN
    found = panel(opened)
    found.brightness.slider.setFocus()
    QTest.keyClick(found.brightness.slider, Qt.Key.Key_PageUp)
    assert opened.session.state.adjustments.brightness == 0.1
    assert found.brightness.field.value() == 0.1
    assert drawn(opened) == (26, 154, 154)


def test_a_number_typed_moves_the_slider(opened: Application) -> None:
    found = panel(opened)
    found.gamma.field.setFocus()
    found.gamma.field.selectAll()
    QTest.keyClicks(found.gamma.field, "10")
    QTest.keyClick(found.gamma.field, Qt.Key.Key_Return)
    assert opened.session.state.adjustments.gamma == 10
    assert found.gamma.slider.value() == found.gamma.slider.maximum()


def test_k_goes_through_the_channels_and_back(opened: Application) -> None:
    seen = []
    for _ in Channel:
        press(opened, Qt.Key.Key_K)
        seen.append(drawn(opened))
    grey = (587 * 128 + 114 * 128 + 500) // 1000
    assert seen == [(0,) * 3, (128,) * 3, (128,) * 3, (grey,) * 3, (255,) * 3, CYAN]
    assert opened.session.state.adjustments == PLAIN


def test_ctrl_i_inverts_and_shift_w_shows_the_image_as_it_is(opened: Application) -> None:
    found = panel(opened)
    opened.canvas.setFocus()
    press(opened, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert drawn(opened) == (255, 127, 127)
    assert found.inverted.isChecked()
    assert "adjusted" in opened.window.status.look.text
    press(opened, Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert drawn(opened) == CYAN
    assert not found.inverted.isChecked()
    assert not found.reset.isEnabled()
    assert "adjusted" not in opened.window.status.look.text


def test_the_status_bar_goes_on_telling_the_file_s_own_colour(opened: Application) -> None:
    press(opened, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    told = []
    opened.canvas.hovered.connect(told.append)
    at = opened.canvas.viewport.to_view(QPointF(380, 280)).toPoint()
    QTest.mouseMove(opened.canvas, at)
    QApplication.processEvents()
    assert told[-1].rgb == CYAN


def test_choice_box_and_button_of_the_panel(opened: Application) -> None:
    found = panel(opened)
    found.channel.setFocus()
    QTest.keyClick(found.channel, Qt.Key.Key_Down)
    assert opened.session.state.adjustments.channel is Channel.RED
    QTest.mouseClick(found.keep, Qt.MouseButton.LeftButton, pos=found.keep.rect().center())
    QTest.mouseClick(found.reset, Qt.MouseButton.LeftButton)
    assert opened.session.state.adjustments == PLAIN
